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
        "betterleaksMinVersion",
    ]
    static let ruleKeys: Set<String> = [
        "id", "description", "regex", "secretGroup", "entropy", "keywords", "path", "tags", "allowlist", "allowlists",
        "required",
        "skipReport", "reference", "references",
    ]
    static let allowlistKeys: Set<String> = [
        "description", "condition", "commits", "paths", "regexTarget", "regexes", "stopwords", "targetRules",
    ]

    mutating func note(_ rule: String, _ text: String) { notes.append(ImportNote(rule: rule, text: text)) }

    mutating func configuration(of table: TOMLValue) -> GitleaksConfiguration {
        var configuration = GitleaksConfiguration()
        for key in table.keys.sorted() where !Self.fileKeys.contains(key) {
            note("", "the key “\(key)” has no counterpart and is left out")
        }
        for item in tables(table["rules"]) {
            let (rule, allowlists) = rule(of: item)
            configuration.rules.append(rule)
            configuration.allowlists += allowlists
        }
        for item in tables(table["allowlist"]) + tables(table["allowlists"]) {
            configuration.allowlists.append(allowlist(of: item, rules: strings(item["targetRules"]), place: ""))
        }
        if let extend = table["extend"], extend.isTable {
            configuration.extends.usesDefault = extend["useDefault"]?.boolean ?? false
            configuration.extends.path = extend["path"]?.string
            configuration.extends.url = extend["url"]?.string
            configuration.extends.disabledRules = strings(extend["disabledRules"])
        }
        configuration.notes = notes
        return configuration
    }

    private mutating func rule(of table: TOMLValue) -> (ForeignRule, [ForeignAllowlist]) {
        var rule = ForeignRule()
        rule.id = table["id"]?.string ?? ""
        rule.name = table["description"]?.string ?? ""
        rule.pattern = table["regex"]?.string ?? ""
        rule.secretGroup = table["secretGroup"]?.integer
        rule.entropy = table["entropy"]?.number
        rule.keywords = strings(table["keywords"])
        rule.reference = table["reference"]?.string ?? strings(table["references"]).first ?? ""
        for key in table.keys.sorted() where !Self.ruleKeys.contains(key) {
            rule.leftOut.append("the key “\(key)” has no counterpart and is left out")
        }
        rule.path = table["path"]?.string
        if let path = rule.path, rule.pattern.isEmpty {
            rule.leftOut.append("it finds files by their path (\(path)) alone; Rollcall looks into them instead")
        }
        if !tables(table["required"]).isEmpty {
            rule.leftOut.append("the rules it requires beside it are not asked for")
        }
        if table["skipReport"]?.boolean == true { rule.leftOut.append("it is reported, though it says `skipReport`") }
        let allowlists = (tables(table["allowlist"]) + tables(table["allowlists"])).map {
            allowlist(of: $0, rules: [rule.id], place: rule.id)
        }
        return (rule, allowlists)
    }

    private mutating func allowlist(of table: TOMLValue, rules: [String], place: String) -> ForeignAllowlist {
        for key in table.keys.sorted() where !Self.allowlistKeys.contains(key) {
            note(place, "the key “\(key)” of an allowlist has no counterpart and is left out")
        }
        var list = ForeignAllowlist()
        list.reason = table["description"]?.string ?? ""
        list.rules = rules
        list.needsAll = ["AND", "&&"].contains(table["condition"]?.string?.uppercased() ?? "")
        list.commits = strings(table["commits"]).map { $0.lowercased() }
        list.paths = strings(table["paths"])
        list.patterns = strings(table["regexes"])
        list.stopwords = strings(table["stopwords"]).map { $0.lowercased() }
        switch table["regexTarget"]?.string?.lowercased() {
        case "match": list.target = .match
        case "line": list.target = .line
        case nil, "", "secret": list.target = .secret
        case let other?: note(place, "regexTarget “\(other)” is not known; `secret` is taken")
        }
        return list
    }

    private func tables(_ value: TOMLValue?) -> [TOMLValue] {
        guard let value else { return [] }
        return value.isTable ? [value] : value.items.filter(\.isTable)
    }

    private func strings(_ value: TOMLValue?) -> [String] { value?.items.compactMap(\.string) ?? [] }
}
