private import SafeFormats
private import Yams

/// Reads rule files: YAML, one provider a file.
package enum RuleFile {
    /// What a file holds.
    package struct Content: Sendable {
        /// The rules that are sound.
        package fileprivate(set) var rules: [RuleDefinition] = []
        /// These and what could be read of the others, in order: there may be more wrong with them than their form.
        package fileprivate(set) var all: [RuleDefinition] = []
        package fileprivate(set) var errors: [RuleFileError] = []
    }

    /// All rules of one file. Every mistake is reported, not only the first.
    package static func content(of text: String, file: String) -> Content {
        do {
            try YAMLBounds.check(text)
            guard let root = try compose(yaml: text) else {
                let message = "the file is empty; it needs `provider` and `rules`"
                return Content(errors: [RuleFileError(file: file, line: nil, message: message)])
            }
            var parser = RuleFileParser(file: file)
            parser.read(root)
            return parser.content
        } catch {
            return Content(errors: [failure(error, file: file, text: text)])
        }
    }

    /// The sound rules of one file, and what is wrong with the others.
    package static func rules(in text: String, file: String) -> (rules: [RuleDefinition], errors: [RuleFileError]) {
        let content = content(of: text, file: file)
        return (content.rules, content.errors)
    }
}

extension RuleFile {
    private static func failure(_ error: any Error, file: String, text: String) -> RuleFileError {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            RuleFileError(file: file, line: mark.line, message: "not valid YAML: \(error)")
        // Its own words have the whole file with them.
        case .duplicatedKeysInMapping(let keys, _):
            RuleFileError(
                file: file, line: RepeatedKey.line(of: keys, in: text),
                message: "not valid YAML: the key \(keys.map { "“\($0)”" }.joined(separator: ", ")) stands twice in a mapping")
        default: RuleFileError(file: file, line: nil, message: "not valid YAML: \(error)")
        }
    }
}

/// One pass over the nodes of a file; collects mistakes with their lines.
private struct RuleFileParser {
    let file: String
    var content = RuleFile.Content()

    static let fileKeys: Set<String> = ["provider", "name", "website", "rules"]
    static let ruleKeys: Set<String> = [
        "id", "name", "kind", "revision", "anchors", "anchors_ignoring_case", "pattern", "keyed", "checks", "entropy",
        "confidence", "reach", "companions", "examples", "near_misses", "guidance",
    ]

    mutating func fail(_ node: Node, _ message: String) {
        content.errors.append(RuleFileError(file: file, line: node.mark?.line, message: message))
    }

    mutating func read(_ root: Node) {
        guard let mapping = root.mapping else { return fail(root, "expected a mapping with `provider` and `rules`") }
        reportUnknownKeys(of: mapping, known: Self.fileKeys, place: "file")
        let provider = string("provider", of: mapping, in: root) ?? ""
        let providerName = mapping["name"]?.string ?? provider
        guard let list = mapping["rules"]?.sequence else { return fail(root, "`rules` is missing or not a list") }
        for node in list {
            let mistakes = content.errors.count
            guard let rule = rule(of: node, provider: provider, providerName: providerName) else { continue }
            content.all.append(rule)
            if content.errors.count == mistakes, !provider.isEmpty { content.rules.append(rule) }
        }
    }

    /// nil if not even an id and a pattern can be read.
    mutating func rule(of node: Node, provider: String, providerName: String) -> RuleDefinition? {
        guard let mapping = node.mapping else {
            fail(node, "a rule is a mapping")
            return nil
        }
        reportUnknownKeys(of: mapping, known: Self.ruleKeys, place: "rule")
        let id = string("id", of: mapping, in: node) ?? ""
        let name = string("name", of: mapping, in: node) ?? ""
        let kind = string("kind", of: mapping, in: node) ?? ""
        var anchors = strings("anchors", of: mapping)
        var ignoringCase = strings("anchors_ignoring_case", of: mapping)
        var checks = strings("checks", of: mapping)
        let pattern: String
        if let keyed = mapping["keyed"] {
            if let other = mapping["pattern"] { fail(other, "rule \(id) has `keyed` and `pattern`; give one of them") }
            let words = keyed.mapping.map { strings("words", of: $0) } ?? []
            let names = keyed.mapping.map { strings("names", of: $0) } ?? []
            if let keys = keyed.mapping {
                reportUnknownKeys(of: keys, known: ["words", "names", "value"], place: "`keyed`")
            }
            guard let value = keyed.mapping?["value"]?.string, !words.isEmpty else {
                fail(keyed, "`keyed` needs `words` and `value`")
                return nil
            }
            let length = KeyedPattern.digestLength(of: value)
            pattern = KeyedPattern.pattern(
                words: words, names: names, value: length == nil ? value : KeyedPattern.anyDigest)
            if let length { checks.append("length-\(length)") }
            ignoringCase += words.map { $0.lowercased() }
        } else {
            pattern = string("pattern", of: mapping, in: node) ?? ""
        }
        for anchor in anchors + ignoringCase where anchor.utf8.count < 3 {
            fail(mapping["anchors"] ?? node, "anchor “\(anchor)” of \(id) is shorter than three bytes; pick a longer literal")
        }
        for anchor in anchors + ignoringCase where anchor.utf8.contains(0x0A) {
            fail(node, "an anchor of \(id) holds a line feed; anchors are part of one line")
        }
        for anchor in ignoringCase where anchor != anchor.lowercased() {
            fail(node, "anchor “\(anchor)” of \(id) must be lower-case in `anchors_ignoring_case`")
        }
        if anchors.isEmpty && ignoringCase.isEmpty { fail(node, "rule \(id) has no anchor; give `anchors` or `keyed`") }
        anchors = Self.unique(anchors)
        ignoringCase = Self.unique(ignoringCase)
        if !pattern.contains("(?<secret>") && !pattern.contains("(?P<secret>") {
            fail(mapping["pattern"] ?? node, "the pattern of \(id) has no group named `secret`")
        }
        if pattern.contains("(?<secret>)") || pattern.contains("(?P<secret>)") {
            fail(mapping["pattern"] ?? node, "the group `secret` of \(id) is empty; put what is secret into it")
        }
        let prior = number("confidence", of: mapping) ?? 0.7
        if !(0.01...0.99).contains(prior) {
            fail(mapping["confidence"] ?? node, "`confidence` of \(id) must lie between 0.01 and 0.99")
        }
        let definition = RuleDefinition(
            id: id, name: name, provider: provider, providerName: providerName, kind: kind,
            revision: mapping["revision"]?.int ?? 1, anchors: anchors, anchorsIgnoringCase: ignoringCase,
            pattern: pattern, checks: checks, entropyFloor: number("entropy", of: mapping) ?? 0,
            prior: min(max(prior, 0.01), 0.99), reach: reach(of: mapping), examples: strings("examples", of: mapping),
            nearMisses: strings("near_misses", of: mapping),
            rotation: mapping["guidance"]?.mapping?["rotate"]?.string ?? "",
            guidanceURL: mapping["guidance"]?.mapping?["url"]?.string ?? "", companions: companions(of: mapping))
        return id.isEmpty || pattern.isEmpty ? nil : definition
    }

    mutating func reach(of mapping: Node.Mapping) -> RuleDefinition.Reach {
        var reach = RuleDefinition.Reach()
        guard let node = mapping["reach"] else { return reach }
        guard let values = node.mapping else {
            fail(node, "`reach` is a mapping of `lines`, `before`, `after`")
            return reach
        }
        reportUnknownKeys(of: values, known: ["lines", "before", "after"], place: "`reach`")
        reach.lines = values["lines"]?.int ?? reach.lines
        reach.before = values["before"]?.int ?? reach.before
        reach.after = values["after"]?.int ?? reach.after
        let limits = 0...(1 << 20)
        if !(0...1024).contains(reach.lines) || !limits.contains(reach.before) || !limits.contains(reach.after) {
            fail(node, "`reach` goes up to 1024 `lines`, and 1048576 bytes `before` and `after`")
            return RuleDefinition.Reach()
        }
        return reach
    }

    mutating func companions(of mapping: Node.Mapping) -> [CompanionDefinition] {
        guard let node = mapping["companions"] else { return [] }
        guard let list = node.sequence else {
            fail(node, "`companions` is a list of mappings with `role` and either `rule` or `pattern`")
            return []
        }
        return list.compactMap { companion(of: $0) }
    }

    private mutating func companion(of node: Node) -> CompanionDefinition? {
        guard let values = node.mapping else {
            fail(node, "a companion is a mapping with `role` and either `rule` or `pattern`")
            return nil
        }
        reportUnknownKeys(of: values, known: ["role", "rule", "pattern", "within"], place: "`companions`")
        guard let role = string("role", of: values, in: node) else { return nil }
        let within = values["within"]?.int ?? CompanionDefinition.defaultWithin
        if !(0...65_536).contains(within) { fail(node, "`within` of a companion must lie between 0 and 65536 bytes") }
        switch (values["rule"]?.string, values["pattern"]?.string) {
        case (let rule?, nil): return CompanionDefinition(role: role, search: .rule(rule), within: within)
        case (nil, let pattern?):
            if pattern.contains("(?<companion>") {
                return CompanionDefinition(role: role, search: .pattern(pattern), within: within)
            }
            fail(node, "the pattern of the companion “\(role)” has no group named `companion`")
        default: fail(node, "the companion “\(role)” needs `rule` or `pattern`, one of them")
        }
        return nil
    }

    mutating func reportUnknownKeys(of mapping: Node.Mapping, known: Set<String>, place: String) {
        for (key, _) in mapping where !known.contains(key.string ?? "") {
            fail(
                key,
                "unknown key “\(key.string ?? "?")” in \(place); known are \(known.sorted().joined(separator: ", "))")
        }
    }

    mutating func string(_ key: String, of mapping: Node.Mapping, in node: Node) -> String? {
        if let text = mapping[key]?.string, !text.isEmpty { return text }
        fail(mapping[key] ?? node, "`\(key)` is missing or not text")
        return nil
    }

    mutating func strings(_ key: String, of mapping: Node.Mapping) -> [String] {
        guard let node = mapping[key] else { return [] }
        guard let list = node.sequence else {
            fail(node, "`\(key)` is a list of texts")
            return []
        }
        return list.compactMap { item in
            if let text = item.string { return text }
            fail(item, "an item of `\(key)` is not text")
            return nil
        }
    }

    mutating func number(_ key: String, of mapping: Node.Mapping) -> Double? {
        guard let node = mapping[key] else { return nil }
        if let value = node.float ?? node.int.map(Double.init) { return value }
        fail(node, "`\(key)` is not a number")
        return nil
    }

    static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
