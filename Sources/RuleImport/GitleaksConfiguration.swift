private import SafeFormats

/// A gitleaks (or betterleaks) configuration: rules, allowlists and what it extends.
/// https://github.com/gitleaks/gitleaks#configuration
package struct GitleaksConfiguration: Sendable {
    /// Section `[extend]`: what the file is added to.
    package struct Extension: Hashable, Sendable {
        package var usesDefault = false
        /// Another file, beside this one or from where the program stands.
        package var path: String?
        /// Never fetched; a note says so.
        package var url: String?
        /// Ids of rules of what is extended.
        package var disabledRules: [String] = []
    }

    package var rules: [ForeignRule] = []
    package var allowlists: [ForeignAllowlist] = []
    package var extends = Extension()
    /// What could not be understood.
    package var notes: [ImportNote] = []
    /// Whether it has a filter, of which some or nothing may be understood.
    package var hasFilter = false
    /// Whether nothing in it is a configuration's: another file of TOML.
    package var isEmpty: Bool { rules.isEmpty && allowlists.isEmpty && extends == Extension() && !hasFilter }

    package init() {}

    /// - Parameter file: for messages. Throws for what is no TOML; all else becomes notes.
    package init(_ text: String, file: String) throws(ImportError) {
        let table: TOMLValue
        do { table = try TOMLValue(text) } catch {
            throw .notParsed(file: file, line: error.line, reason: "not valid TOML: \(error.reason)")
        }
        var reader = GitleaksReader()
        self = reader.configuration(of: table)
    }
}

private struct GitleaksReader {
    var notes: [ImportNote] = []

    static let fileKeys: Set<String> = [
        "title", "description", "extend", "rules", "allowlist", "allowlists", "minVersion", "version",
        "betterleaksMinVersion", "filter", "prefilter", "whitelist",
    ]
    static let ruleKeys: Set<String> = [
        "id", "description", "regex", "secretGroup", "entropy", "keywords", "path", "tags", "allowlist", "allowlists",
        "required",
        "skipReport", "reference", "references", "filter", "confidence", "components", "whitelist", "file", "entropies",
    ]
    static let allowlistKeys: Set<String> = [
        "description", "condition", "commits", "paths", "regexTarget", "regexes", "stopwords", "targetRules",
        "files", "file", "path", "regex",
    ]

    mutating func note(_ rule: String, _ text: String) { notes.append(ImportNote(rule: rule, text: text)) }

    mutating func configuration(of table: TOMLValue) -> GitleaksConfiguration {
        var configuration = GitleaksConfiguration()
        for key in table.keys.sorted() where !Self.isKnown(key, Self.fileKeys) {
            note("", "the key “\(key)” has no counterpart and is left out")
        }
        var ids: Set<String> = []
        var unnamed = 0
        for (number, item) in tables(table, "rules", place: "", isList: true).enumerated() {
            var id = text(item, "id", place: "") ?? ""
            if id.isEmpty {
                unnamed += 1
                id = Self.id(of: value(item, "description")?.string, number: number + 1, besides: ids)
            }
            ids.insert(id)
            let (rule, allowlists) = rule(of: item, id: id)
            configuration.rules.append(rule)
            configuration.allowlists += allowlists
        }
        if unnamed > 0 {
            note("", "\(unnamed) of its rules have no id, as up to gitleaks 7; it is made of the description")
        }
        for item in ["allowlist", "allowlists", "whitelist"].flatMap({ tables(table, $0, place: "") }) {
            configuration.allowlists.append(
                allowlist(of: item, rules: strings(item, "targetRules", place: ""), place: ""))
        }
        // Both leave out what they are true of; the first of them looks only at where it is.
        for key in ["prefilter", "filter"] {
            configuration.hasFilter = configuration.hasFilter || value(table, key) != nil
            guard let filter = filter(of: table, key, place: "") else { continue }
            let (lists, leftOut) = filter.allowlists(rules: [])
            configuration.allowlists += lists
            for reason in leftOut { note("", reason + " has no counterpart; what it covers is reported") }
            if filter.leastEntropy != nil {
                note("", "the entropy that the file's filter asks for is left out; rules have their own")
            }
        }
        for extend in tables(table, "extend", place: "").prefix(1) {
            configuration.extends.usesDefault = value(extend, "useDefault")?.boolean ?? false
            configuration.extends.path = text(extend, "path", place: "")
            configuration.extends.url = text(extend, "url", place: "")
            configuration.extends.disabledRules = strings(extend, "disabledRules", place: "")
        }
        if configuration.extends == GitleaksConfiguration.Extension() {
            // Elsewhere it may add to a rule of what is extended.
            for rule in configuration.rules where rule.pattern.isEmpty && rule.path == nil {
                note(rule.id, "it has neither a regex nor a path, so it finds nothing")
            }
        }
        configuration.notes = notes
        return configuration
    }

    /// Of a rule without one: `AWS Manager ID` is `aws-manager-id`.
    private static func id(of description: String?, number: Int, besides ids: Set<String>) -> String {
        let name = RuleTranslation.identifier(description ?? "")
        let id = name.isEmpty ? "rule-\(number)" : name
        return ids.contains(id) ? "\(id)-\(number)" : id
    }

    private mutating func rule(of table: TOMLValue, id: String) -> (ForeignRule, [ForeignAllowlist]) {
        var rule = ForeignRule()
        rule.id = id
        let place = rule.id
        rule.name = text(table, "description", place: place) ?? ""
        rule.pattern = text(table, "regex", place: place) ?? ""
        rule.secretGroup = number(table, "secretGroup", place: place) { $0.integer ?? $0.string.flatMap { Int($0) } }
        rule.entropy = number(table, "entropy", place: place) { $0.number ?? $0.string.flatMap { Double($0) } }
        rule.keywords = strings(table, "keywords", place: place)
        rule.tags = strings(table, "tags", place: place)
        rule.reference =
            value(table, "reference")?.string ?? strings(table, "references", place: place).first ?? ""
        for key in table.keys.sorted() where !Self.isKnown(key, Self.ruleKeys) {
            rule.leftOut.append("the key “\(key)” has no counterpart and is left out")
        }
        rule.path =
            text(table, "path", place: place).map(DialectTranslation.escapingDashes)
            ?? text(table, "file", place: place).map(Self.pattern(ofFile:))
        for item in tables(table, "entropies", place: place) {
            guard let least = number(item, "min", place: place, { $0.number ?? $0.string.flatMap { Double($0) } })
            else {
                continue
            }
            rule.entropy = min(rule.entropy ?? least, least)
        }
        if let path = rule.path, rule.pattern.isEmpty {
            rule.leftOut.append("it finds files by their path (\(path)) alone; Rollcall looks into them instead")
        }
        if let confidence = value(table, "confidence")?.string?.lowercased() {
            rule.confidence = ["low": 0.45, "medium": 0.6, "high": 0.8][confidence]
        }
        if !tables(table, "required", place: place).isEmpty || !tables(table, "components", place: place).isEmpty {
            rule.leftOut.append("the rules it requires beside it are not asked for")
        }
        if value(table, "skipReport")?.boolean == true {
            rule.isHelper = true
            rule.leftOut.append("it says `skipReport`; what it finds is listed as a name, which fails nothing")
        }
        var allowlists: [ForeignAllowlist] = []
        for list in ["allowlist", "allowlists", "whitelist"].flatMap({ tables(table, $0, place: place) }) {
            allowlists.append(allowlist(of: list, rules: [place], place: place))
        }
        if let filter = filter(of: table, "filter", place: rule.id) {
            let (lists, leftOut) = filter.allowlists(rules: [rule.id])
            allowlists += lists
            rule.leftOut += leftOut.map { $0 + " has no counterpart; what it covers is reported" }
            if let entropy = filter.leastEntropy { rule.entropy = max(rule.entropy ?? 0, entropy) }
        }
        return (rule, allowlists)
    }

    private mutating func filter(of table: TOMLValue, _ key: String, place: String) -> FilterExpression? {
        guard let text = text(table, key, place: place), !text.isEmpty else { return nil }
        let filter = FilterExpression(text)
        if filter == nil { note(place, "its “\(key)” is not understood and left out; what it covers is reported") }
        return filter
    }

    private mutating func allowlist(of table: TOMLValue, rules: [String], place: String) -> ForeignAllowlist {
        for key in table.keys.sorted() where !Self.isKnown(key, Self.allowlistKeys) {
            note(place, "the key “\(key)” of an allowlist has no counterpart and is left out")
        }
        var list = ForeignAllowlist()
        list.reason = value(table, "description")?.string ?? ""
        list.rules = rules
        switch value(table, "condition")?.string?.uppercased() {
        case nil, "", "OR", "||": list.needsAll = false
        case "AND", "&&": list.needsAll = true
        case let other?:
            note(place, "the condition “\(other)” is not known; `AND` is taken, which covers less")
            list.needsAll = true
        }
        list.commits = strings(table, "commits", place: place).map { $0.lowercased() }
        list.paths =
            ["paths", "path"].flatMap { strings(table, $0, place: place) }.map(DialectTranslation.escapingDashes)
            + ["files", "file"].flatMap { strings(table, $0, place: place) }.map(Self.pattern(ofFile:))
        list.patterns = ["regexes", "regex"].flatMap { strings(table, $0, place: place) }.map(
            DialectTranslation.escapingDashes)
        list.stopwords = strings(table, "stopwords", place: place).map { $0.lowercased() }
        switch value(table, "regexTarget")?.string?.lowercased() {
        case "match": list.target = .match
        case "line": list.target = .line
        case nil, "", "secret": list.target = .secret
        case let other?: note(place, "regexTarget “\(other)” is not known; `secret` is taken")
        }
        return list
    }

    /// Up to gitleaks 7 `file` is searched for in the name alone, so that its beginning is not that of the path.
    private static func pattern(ofFile pattern: String) -> String {
        let pattern = DialectTranslation.escapingDashes(in: pattern)
        return pattern.hasPrefix("^") && !pattern.contains("/") ? "(?:^|/)" + pattern.dropFirst() : pattern
    }

    /// gitleaks reads its files by viper, for which `secretgroup` and `secretGroup` are one key.
    private func value(_ table: TOMLValue, _ key: String) -> TOMLValue? {
        table[key] ?? table.keys.first { $0.lowercased() == key.lowercased() }.flatMap { table[$0] }
    }

    private static func isKnown(_ key: String, _ known: Set<String>) -> Bool {
        known.contains(key) || known.contains { $0.lowercased() == key.lowercased() }
    }

    // MARK: Values, each of which is noted where it is of another kind

    private mutating func tables(
        _ table: TOMLValue, _ key: String, place: String, isList: Bool = false
    ) -> [TOMLValue] {
        guard let value = value(table, key) else { return [] }
        let tables = value.isTable ? [value] : value.items.filter(\.isTable)
        if isList, value.isTable {
            note(place, "“\(key)” is one table and no list of them (`[[\(key)]]`); gitleaks does not take it")
        } else if !value.isTable, tables.count != value.items.count || value.items.isEmpty && !isEmptyList(value) {
            note(place, "what “\(key)” has that is no table is left out")
        }
        return tables
    }

    private func isEmptyList(_ value: TOMLValue) -> Bool {
        if case .array(let items) = value.content { items.isEmpty } else { false }
    }

    /// One text stands for several with commas between them, as viper reads it.
    private mutating func strings(_ table: TOMLValue, _ key: String, place: String) -> [String] {
        guard let value = value(table, key) else { return [] }
        if let text = value.string { return text.split(separator: ",").map(String.init) }
        let texts = value.items.compactMap(\.string)
        if texts.count != value.items.count || value.items.isEmpty && !isEmptyList(value) {
            note(place, "what “\(key)” has that is no text is left out")
        }
        return texts
    }

    private mutating func text(_ table: TOMLValue, _ key: String, place: String) -> String? {
        guard let value = value(table, key) else { return nil }
        if value.string == nil { note(place, "“\(key)” is no text and is left out") }
        return value.string
    }

    private mutating func number<Number>(
        _ table: TOMLValue, _ key: String, place: String, _ read: (TOMLValue) -> Number?
    ) -> Number? {
        guard let value = value(table, key) else { return nil }
        let number = read(value)
        if number == nil { note(place, "“\(key)” is no such number and is left out") }
        return number
    }
}
