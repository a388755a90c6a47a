private import SafeFormats
private import Yams

/// Rule files of kingfisher and noseyparker: YAML with a list `rules`.
/// https://github.com/mongodb/kingfisher/blob/main/docs/RULES.md, https://github.com/praetorian-inc/noseyparker
enum YAMLRules {
    /// - Parameter file: for messages. Throws for what is no YAML, or has no list of rules.
    static func rules(
        in text: String, file: String, format: ForeignFormat
    ) throws(ImportError) -> (rules: [ForeignRule], notes: [ImportNote]) {
        let root: Node?
        do { root = try YAMLText.root(of: text, file: file) } catch {
            throw .notParsed(file: file, line: error.line, reason: error.message)
        }
        // Some sets are a list without the key.
        guard let list = root?.mapping?["rules"]?.sequence ?? root?.sequence, !list.isEmpty else {
            throw .nothingInIt(file: file, format: format.rawValue)
        }
        let rules = list.compactMap { $0.mapping.map { rule(of: $0, format: format) } }
        var notes = (root?.mapping?.keys.compactMap(\.string) ?? []).filter { $0 != "rules" }.map {
            ImportNote(rule: "", text: "the key “\($0)” has no counterpart and is left out")
        }
        if rules.count < list.count {
            notes.append(
                ImportNote(rule: "", text: "\(list.count - rules.count) of the items of its list are no rules"))
        }
        return (rules, notes)
    }

    private static func rule(of mapping: Node.Mapping, format: ForeignFormat) -> ForeignRule {
        var rule = ForeignRule()
        rule.id = mapping["id"]?.string ?? mapping["name"]?.string ?? ""
        rule.name = mapping["name"]?.string ?? ""
        rule.pattern = (mapping["pattern"]?.string).map(trimmed) ?? ""
        rule.reference = mapping["references"]?.sequence?.first?.string ?? ""
        rule.exampleCount =
            (mapping["examples"]?.sequence?.count ?? 0) + (mapping["negative_examples"]?.sequence?.count ?? 0)
        var known: Set<String> = [
            "id", "name", "pattern", "references", "examples", "negative_examples", "description", "categories",
        ]
        // Files of kingfisher's need not have anything that noseyparker's do not.
        rule.secretGroupName = "TOKEN"
        rule.takesLastGroup = format == .noseyparker
        rule.tags = mapping["categories"]?.sequence?.compactMap(\.string) ?? []
        if format == .kingfisher {
            known.formUnion(["min_entropy", "confidence", "pattern_requirements"])
            rule.entropy = mapping["min_entropy"]?.float ?? mapping["min_entropy"]?.int.map(Double.init)
            rule.confidence = ["low": 0.45, "medium": 0.6, "high": 0.8][mapping["confidence"]?.string ?? ""]
        }
        if format == .kingfisher, let visible = mapping["visible"]?.bool {
            rule.isHelper = !visible
            known.insert("visible")
        }
        if format == .kingfisher, let requirements = mapping["pattern_requirements"]?.mapping {
            for (key, value) in requirements { require(key.string ?? "?", value, of: &rule) }
        }
        if rule.isHelper { rule.leftOut.append("what it finds is listed as a name, which fails nothing") }
        for (key, _) in mapping where !known.contains(key.string ?? "") {
            rule.leftOut.append(reason(forKey: key.string ?? "?"))
        }
        return rule
    }

    private static func require(_ key: String, _ value: Node, of rule: inout ForeignRule) {
        switch (key, value.int) {
        case ("min_digits", let count?): rule.leastCounts["0-9"] = count
        case ("min_uppercase", let count?): rule.leastCounts["A-Z"] = count
        case ("min_lowercase", let count?): rule.leastCounts["a-z"] = count
        case ("min_special_chars", let count?): rule.leastCounts["!-/:-@\\[-`{-~"] = count
        default: rule.leftOut.append("its pattern requirement “\(key)” is left out")
        }
    }

    private static func reason(forKey key: String) -> String {
        switch key {
        case "validation": "validation is left out: Rollcall asks no provider"
        case "revocation": "revocation is left out: Rollcall asks no provider"
        case "depends_on_rule": "the rules it depends on are not asked for"
        default: "the key “\(key)” has no counterpart and is left out"
        }
    }

    /// Block scalars end in a line break that is no part of the pattern.
    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while let last = text.last, last.isNewline || last == " " { text = text.dropLast() }
        return String(text)
    }
}
