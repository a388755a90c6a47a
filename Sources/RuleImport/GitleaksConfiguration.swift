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
        "betterleaksMinVersion", "filter", "prefilter",
    ]
    static let ruleKeys: Set<String> = [
        "id", "description", "regex", "secretGroup", "entropy", "keywords", "path", "tags", "allowlist", "allowlists",
        "required",
        "skipReport", "reference", "references", "filter", "confidence", "components",
    ]
    static let allowlistKeys: Set<String> = [
        "description", "condition", "commits", "paths", "regexTarget", "regexes", "stopwords", "targetRules",
    ]

    mutating func note(_ rule: String, _ text: String) { notes.append(ImportNote(rule: rule, text: text)) }

    mutating func configuration(of table: TOMLValue) -> GitleaksConfiguration {
        var configuration = GitleaksConfiguration()
        for key in table.keys.sorted() where !Self.isKnown(key, Self.fileKeys) {
            note("", "the key “\(key)” has no counterpart and is left out")
        }
        for item in tables(value(table, "rules")) {
            let (rule, allowlists) = rule(of: item)
            configuration.rules.append(rule)
            configuration.allowlists += allowlists
        }
        for item in tables(value(table, "allowlist")) + tables(value(table, "allowlists")) {
            configuration.allowlists.append(allowlist(of: item, rules: strings(value(item, "targetRules")), place: ""))
        }
        // Both leave out what they are true of; the first of them looks only at where it is.
        for key in ["prefilter", "filter"] {
            guard let filter = filter(of: table, key, place: "") else { continue }
            let (lists, leftOut) = filter.allowlists(rules: [])
            configuration.allowlists += lists
            for reason in leftOut { note("", reason + " has no counterpart; what it covers is reported") }
            if filter.leastEntropy != nil {
                note("", "the entropy that the file's filter asks for is left out; rules have their own")
            }
        }
        if let extend = value(table, "extend"), extend.isTable {
            configuration.extends.usesDefault = value(extend, "useDefault")?.boolean ?? false
            configuration.extends.path = value(extend, "path")?.string
            configuration.extends.url = value(extend, "url")?.string
            configuration.extends.disabledRules = strings(value(extend, "disabledRules"))
        }
        configuration.notes = notes
        return configuration
    }

    private mutating func rule(of table: TOMLValue) -> (ForeignRule, [ForeignAllowlist]) {
        var rule = ForeignRule()
        rule.id = value(table, "id")?.string ?? ""
        rule.name = value(table, "description")?.string ?? ""
        rule.pattern = value(table, "regex")?.string ?? ""
        rule.secretGroup = value(table, "secretGroup")?.integer
        rule.entropy = value(table, "entropy")?.number
        rule.keywords = strings(value(table, "keywords"))
        rule.reference = value(table, "reference")?.string ?? strings(value(table, "references")).first ?? ""
        for key in table.keys.sorted() where !Self.isKnown(key, Self.ruleKeys) {
            rule.leftOut.append("the key “\(key)” has no counterpart and is left out")
        }
        rule.path = (value(table, "path")?.string).map(DialectTranslation.escapingDashes)
        if let path = rule.path, rule.pattern.isEmpty {
            rule.leftOut.append("it finds files by their path (\(path)) alone; Rollcall looks into them instead")
        }
        if let confidence = value(table, "confidence")?.string?.lowercased() {
            rule.confidence = ["low": 0.45, "medium": 0.6, "high": 0.8][confidence]
        }
        if !tables(value(table, "required")).isEmpty || !tables(value(table, "components")).isEmpty {
            rule.leftOut.append("the rules it requires beside it are not asked for")
        }
        if value(table, "skipReport")?.boolean == true {
            rule.isHelper = true
            rule.leftOut.append("it says `skipReport`; what it finds is listed as a name, which fails nothing")
        }
        var allowlists = (tables(value(table, "allowlist")) + tables(value(table, "allowlists"))).map {
            allowlist(of: $0, rules: [rule.id], place: rule.id)
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
        guard let text = value(table, key)?.string, !text.isEmpty else { return nil }
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
        list.commits = strings(value(table, "commits")).map { $0.lowercased() }
        list.paths = strings(value(table, "paths")).map(DialectTranslation.escapingDashes)
        list.patterns = strings(value(table, "regexes")).map(DialectTranslation.escapingDashes)
        list.stopwords = strings(value(table, "stopwords")).map { $0.lowercased() }
        switch value(table, "regexTarget")?.string?.lowercased() {
        case "match": list.target = .match
        case "line": list.target = .line
        case nil, "", "secret": list.target = .secret
        case let other?: note(place, "regexTarget “\(other)” is not known; `secret` is taken")
        }
        return list
    }

    /// gitleaks reads its files by viper, for which `secretgroup` and `secretGroup` are one key.
    private func value(_ table: TOMLValue, _ key: String) -> TOMLValue? {
        table[key] ?? table.keys.first { $0.lowercased() == key.lowercased() }.flatMap { table[$0] }
    }

    private static func isKnown(_ key: String, _ known: Set<String>) -> Bool {
        known.contains(key) || known.contains { $0.lowercased() == key.lowercased() }
    }

    private func tables(_ value: TOMLValue?) -> [TOMLValue] {
        guard let value else { return [] }
        return value.isTable ? [value] : value.items.filter(\.isTable)
    }

    private func strings(_ value: TOMLValue?) -> [String] { value?.items.compactMap(\.string) ?? [] }
}
