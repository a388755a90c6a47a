/// Reads another scanner's rules and makes ours of them.
package struct ImportedRules: Sendable {
    /// The one that was given, or that the text shows.
    package let format: ForeignFormat
    /// Those that were carried over.
    package let rules: [ImportedRule]
    /// What could not be carried over, and what was changed.
    package let notes: [ImportNote]
    /// Rules in the file, carried over or not.
    package let count: Int

    /// - Parameters:
    ///   - format: nil to tell it from the text.
    ///   - provider: the provider of the rules that are written.
    package init(_ text: String, file: String, format: ForeignFormat?, provider: String) throws(ImportError) {
        guard let format = format ?? Self.format(of: text, file: file) else {
            throw .unknownFormat(file: file)
        }
        self.format = format
        var notes: [ImportNote] = []
        let foreign: [ForeignRule]
        switch format {
        case .gitleaks, .betterleaks:
            let configuration = try GitleaksConfiguration(text, file: file)
            foreign = configuration.rules
            notes = configuration.notes + Self.notes(on: configuration)
            if configuration.isEmpty { throw .nothingInIt(file: file, format: format.rawValue) }
        case .kingfisher, .noseyparker:
            (foreign, notes) = try YAMLRules.rules(in: text, file: file, format: format)
        }
        count = foreign.count
        notes += Self.notes(on: foreign)
        var rules: [ImportedRule] = []
        var seen: Set<String> = []
        for rule in foreign {
            let translation = RuleTranslation(rule, provider: provider)
            notes += translation.notes
            if let path = rule.path, !rule.pattern.isEmpty {
                notes.append(
                    ImportNote(
                        rule: rule.id,
                        text: "it is tried in all files; scan with --gitleaks-config to have it look only at \(path)"))
            }
            guard let made = translation.rule else { continue }
            if seen.insert(made.id).inserted {
                rules.append(made)
            } else {
                notes.append(
                    ImportNote(
                        rule: rule.id, text: "not carried over: another rule of the file is called \(made.id) too"))
            }
        }
        self.rules = rules
        self.notes = notes
    }

    /// What concerns many rules alike is said once.
    private static func notes(on rules: [ForeignRule]) -> [ImportNote] {
        var notes: [ImportNote] = []
        let tags = Set(rules.flatMap(\.tags)).sorted()
        if !tags.isEmpty {
            notes.append(
                ImportNote(
                    rule: "",
                    text: "its tags or categories (\(few(tags))) have no counterpart and are left out"))
        }
        let changed = rules.compactMap { rule in
            let id = RuleTranslation.identifier(rule.id)
            return id == rule.id || rule.id.isEmpty ? nil : "\(rule.id) is \(id)"
        }
        if !changed.isEmpty {
            notes.append(
                ImportNote(rule: "", text: "ids are lower-case words with dashes here: \(few(changed))"))
        }
        return notes
    }

    private static func few(_ texts: [String]) -> String {
        let most = 5
        let more = texts.count > most ? " and \(texts.count - most) more" : ""
        return texts.prefix(most).joined(separator: ", ") + more
    }

    private static func notes(on configuration: GitleaksConfiguration) -> [ImportNote] {
        var notes: [ImportNote] = []
        if !configuration.allowlists.isEmpty {
            notes.append(
                ImportNote(
                    rule: "",
                    text:
                        "\(configuration.allowlists.count) allowlists are no part of rules; scan with --gitleaks-config to have them respected"
                ))
        }
        if configuration.rules.isEmpty {
            notes.append(ImportNote(rule: "", text: "it has no rules of its own; Rollcall's are always on"))
        }
        let extends = configuration.extends
        if extends.usesDefault, !configuration.rules.isEmpty {
            notes.append(
                ImportNote(
                    rule: "",
                    text:
                        "gitleaks' own rules, which it extends (useDefault), are not read; Rollcall's are always on"
                ))
        }
        if !extends.disabledRules.isEmpty {
            notes.append(
                ImportNote(
                    rule: "",
                    text:
                        "the rules it disables (\(few(extends.disabledRules))) are no part of rules; scan with --gitleaks-config, or leave ours out with --skip-rule"
                ))
        }
        if let path = extends.path ?? extends.url {
            notes.append(ImportNote(rule: "", text: "what it extends (\(path)) was not read; import it by itself"))
        }
        return notes
    }

    /// TOML tables begin with `[`; kingfisher's rules have an entropy, a confidence, a validation or
    /// a group called TOKEN.
    static func format(of text: String, file: String) -> ForeignFormat? {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }
        if lines.contains(where: {
            $0.hasPrefix("[[rules]]") || $0.hasPrefix("[allowlist") || $0.hasPrefix("[[allowlists]]")
                || $0.hasPrefix("[extend]")
        }) {
            return .gitleaks
        }
        // What is called TOML is read as a configuration, or told to be none.
        if file.lowercased().hasSuffix(".toml") { return .gitleaks }
        let isList = lines.contains { $0.hasPrefix("- id:") || $0.hasPrefix("- name:") }
        guard
            lines.contains(where: { $0.hasPrefix("rules:") })
                || isList && lines.contains(where: { $0.hasPrefix("pattern:") || $0.hasPrefix("- pattern:") })
        else { return nil }
        let signs = [
            "min_entropy:", "confidence:", "validation:", "pattern_requirements:", "depends_on_rule:", "visible:",
            "id: kingfisher.",
        ]
        if text.contains("<TOKEN>") { return .kingfisher }
        return lines.contains { line in signs.contains { line.hasPrefix($0) || line.hasPrefix("- " + $0) } }
            ? .kingfisher : .noseyparker
    }
}
