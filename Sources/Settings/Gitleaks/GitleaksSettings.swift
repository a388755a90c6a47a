package import Detection
package import Discovery
import Files
import Foundation
import RuleFormat
import RuleImport

/// What `--gitleaks-config`, or `gitleaks` in a `.rollcall.yaml`, brings: rules, allowlists and known findings of gitleaks, as they stand.
///
/// The option takes a configuration (`.gitleaks.toml`), beside which a `.gitleaksignore` is read too, or a
/// `.gitleaksignore` alone.
package struct GitleaksSettings {
    private(set) var rules: [RuleDefinition] = []
    private var allowlists: [ForeignAllowlist] = []
    private var fingerprints: [GitleaksFingerprint] = []
    private var disabledRules: [String] = []
    /// Ids of rules that were brought, by those that they have in their file, where these are ours.
    private var renamed: [String: String] = [:]
    private static let ownIDs = Set(RuleLibrary.embedded.map(\.id))
    private var ignoreFile = ""
    /// What could not be carried over, for standard error.
    private(set) var notes: [String] = []

    /// gitleaks' own limit.
    private static let greatestDepth = 2

    package init(path: String) throws(SettingsError) {
        if URL(fileURLWithPath: path).lastPathComponent.hasSuffix("gitleaksignore") {
            try readIgnoreFile(path)
            return
        }
        var foreign: [ForeignRule] = []
        try readConfiguration(path, depth: 0, rules: &foreign)
        var brought: [String: RuleDefinition] = [:]
        for rule in foreign where !rule.pattern.isEmpty {
            let translation = RuleTranslation(rule, provider: "gitleaks-config")
            note(path, translation.notes)
            guard var made = translation.rule else { continue }
            // Rules of a configuration are added to ours; one that has the name of one of ours stands beside it.
            if RuleNames.isGeneric(made.id) || Self.ownIDs.contains(made.id) {
                renamed[made.id] = "gitleaks-" + made.id
                made = made.renamed("gitleaks-" + made.id)
            }
            let faults = ImportedRuleCheck.faults(in: made)
            note(path, faults.map { ImportNote(rule: rule.id, text: "not carried over: \($0)") })
            if faults.isEmpty { brought[made.id] = ImportedRuleCheck.definition(of: made) }
        }
        // Where a pattern is missing, a rule adds to one that is known, or finds files by their path.
        for rule in foreign where rule.pattern.isEmpty {
            note(path, rule.leftOut.map { ImportNote(rule: rule.id, text: $0) })
        }
        allowlists += foreign.filter { !$0.pattern.isEmpty }.compactMap { rule in
            rule.path.map { ForeignAllowlist(rule: rule.id, lookingOnlyAt: $0) }
        }
        rules = brought.values.sorted { $0.id < $1.id }
        let beside = URL(fileURLWithPath: path).deletingLastPathComponent().path + "/.gitleaksignore"
        if FileManager.default.fileExists(atPath: beside) { try readIgnoreFile(beside) }
    }

    private mutating func note(_ path: String, _ added: [ImportNote]) { notes += added.map { "\(path): \($0)" } }

    private mutating func readConfiguration(_ path: String, depth: Int, rules: inout [ForeignRule])
        throws(SettingsError)
    {
        let configuration: GitleaksConfiguration
        let text = try Self.text(of: path)
        do { configuration = try GitleaksConfiguration(text, file: path) } catch { throw SettingsError("\(error)") }
        if configuration.isEmpty, !configuration.notes.isEmpty {
            throw SettingsError(
                "\(path) has nothing of a gitleaks configuration (rules, allowlists, extend); check what names it (--gitleaks-config, or `gitleaks` in the settings)"
            )
        }
        note(path, configuration.notes)
        let extends = configuration.extends
        if let url = extends.url {
            note(path, [ImportNote(rule: "", text: "what it extends at \(url) is not fetched")])
        }
        if let base = extends.path {
            if depth < Self.greatestDepth {
                let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
                let beside = base.hasPrefix("/") ? base : folder + "/" + base
                // gitleaks looks from where it is started, people mean the file's own folder.
                let found = FileManager.default.fileExists(atPath: beside) ? beside : base
                guard FileManager.default.fileExists(atPath: found) else {
                    throw SettingsError(
                        "there is no file \(beside), which \(path) extends; check `path` in its [extend]")
                }
                try readConfiguration(found, depth: depth + 1, rules: &rules)
            } else {
                note(path, [ImportNote(rule: "", text: "extends too deeply; \(base) is not read")])
            }
        }
        // A rule with a known id adds to that rule, as gitleaks has it.
        var own: Set<String> = []
        for rule in configuration.rules {
            if !rule.id.isEmpty, !own.insert(rule.id).inserted {
                note(
                    path,
                    [ImportNote(rule: rule.id, text: "not carried over: another rule of the file has this id too")])
                continue
            }
            if let index = rules.firstIndex(where: { $0.id == rule.id }) {
                rules[index].add(rule)
            } else {
                rules.append(rule)
            }
        }
        allowlists += configuration.allowlists
        disabledRules += extends.disabledRules
    }

    private mutating func readIgnoreFile(_ path: String) throws(SettingsError) {
        let read = GitleaksFingerprint.read(try Self.text(of: path), file: path)
        fingerprints += read.fingerprints
        notes += read.notes.map(\.description)
        ignoreFile = URL(fileURLWithPath: path).lastPathComponent
    }

    private static func text(of path: String) throws(SettingsError) -> String {
        do { return try NamedFile.text(at: path) } catch {
            throw SettingsError("\(error); check --gitleaks-config, or `gitleaks` in the settings")
        }
    }

    // MARK: In terms of our rules

    /// The rules in force with what gitleaks' file brings, whose allowlists and known findings go into `suppressions`.
    /// - Returns: the notes say what could not be carried over.
    package static func library(
        _ selection: RuleSelection, with path: String?, adding suppressions: inout Suppressions
    ) throws(SettingsError) -> (library: RuleLibrary, notes: [String]) {
        guard let path else { return (try selection.library(), []) }
        var settings = try GitleaksSettings(path: path)
        var selection = selection
        selection.imported = settings.rules
        selection.without += settings.disabled(in: Set(RuleLibrary.embedded.map(\.id) + settings.rules.map(\.id)))
        let library = try selection.library()
        suppressions = try settings.suppressions(for: library)
        return (library, settings.notes)
    }

    /// Ids of rules of ours to leave out; those that are not known are noted.
    private mutating func disabled(in known: Set<String>) -> [String] {
        let ids = disabledRules.map { RuleTranslation.identifier($0) }.map {
            RuleNames.isGeneric($0) ? "generic-*" : $0
        }
        // What gitleaks calls `jwt` or `aws-access-token` are several rules here.
        let families = Dictionary(
            ids.filter { !known.contains($0) && !$0.hasSuffix("*") }.map { ($0, RuleNames.family(of: $0)) }
        ) { first, _ in first }
        for (id, family) in families.sorted(by: { $0.key < $1.key }) where !family.isEmpty {
            notes.append("disabledRules: \(id) is taken for \(family.joined(separator: ", "))")
        }
        let unknown = families.filter(\.value.isEmpty).map(\.key).sorted()
        if !unknown.isEmpty {
            notes.append(
                "disabledRules: no rule here is called \(unknown.joined(separator: ", ")); use --skip-rule with our ids"
            )
        }
        return ids.flatMap { families[$0] ?? [$0] }
    }

    private func rules(named name: String, _ names: RuleNames) -> Set<Int> {
        let brought = renamed[RuleTranslation.identifier(name)].map(names.rules) ?? []
        return names.rules(named: name).union(brought)
    }

    package mutating func suppressions(for library: RuleLibrary) throws(SettingsError) -> Suppressions {
        let names = RuleNames(library)
        let brought = Set(rules.flatMap { library.indices(ofRulesNamed: $0.id) })
        var lists: [Allowlist] = []
        for list in allowlists {
            let unknown = list.rules.filter { names.rules(named: $0).isEmpty }
            if !unknown.isEmpty {
                notes.append(
                    "an allowlist for \(unknown.joined(separator: ", ")) covers no rule here; `rollcall rules list` shows ours"
                )
            }
            var whole = Allowlist(
                reason: list.reason,
                rules: list.rules.isEmpty ? nil : Set(list.rules.flatMap { rules(named: $0, names) }),
                needsAll: list.needsAll,
                commits: Set(list.commits), paths: list.paths, patterns: list.patterns, target: list.target.ours,
                stopwords: list.stopwords)
            whole.coversOtherPaths = list.coversOtherPaths
            // What a rule of that file does not look at, others may still find.
            whole.yields = whole.rules.map { !$0.isEmpty && brought.isSuperset(of: $0) } ?? false
            if let sound = sound(whole) { lists.append(sound) }
        }
        let ignored = fingerprints.map { entry in
            // Under a name we do not have, another rule of ours found it: its place decides.
            IgnoredFinding(commit: entry.commit, path: entry.path, rules: names.exactly(entry.rule), line: entry.line)
        }
        let set = try SettingsError.telling { try AllowlistSet(lists) }
        return Suppressions(allowlists: set, lists: lists, ignored: ignored, ignoreFile: ignoreFile)
    }
}

extension GitleaksSettings {
    /// What of an allowlist compiles: a bad pattern takes no other along. Of a list that needs all of its criteria none may
    /// be left out, for it would cover more than it says.
    private mutating func sound(_ list: Allowlist) -> Allowlist? {
        let bad = (list.paths + list.patterns).compactMap { pattern in
            Self.fault(in: pattern).map { (pattern: pattern, reason: $0) }
        }
        if bad.isEmpty { return list }
        let name = list.reason.isEmpty ? "an allowlist" : "the allowlist “\(list.reason)”"
        for (pattern, reason) in bad {
            notes.append("\(name): the pattern \(pattern) does not compile and is left out: \(reason)")
        }
        if list.needsAll {
            notes.append("\(name) needs all of its criteria and is left out; what it covers is reported")
            return nil
        }
        var sound = list
        sound.paths.removeAll { path in bad.contains { $0.pattern == path } }
        sound.patterns.removeAll { text in bad.contains { $0.pattern == text } }
        let isEmpty = sound.paths.isEmpty && sound.patterns.isEmpty && sound.commits.isEmpty && sound.stopwords.isEmpty
        return isEmpty ? nil : sound
    }

    /// Why a pattern of an allowlist does not compile; nil if it does.
    private static func fault(in pattern: String) -> String? {
        do {
            _ = try AllowlistSet([
                Allowlist(
                    reason: "", rules: nil, needsAll: false, commits: [], paths: [pattern], patterns: [],
                    target: .secret,
                    stopwords: [])
            ])
            return nil
        } catch {
            if case .badPattern(_, _, let reason) = error { return reason }
            return "\(error)"
        }
    }
}

extension ForeignAllowlist.Target {
    fileprivate var ours: Allowlist.Target {
        switch self {
        case .secret: .secret
        case .match: .match
        case .line: .line
        }
    }
}

extension ForeignRule {
    /// What a later file says of the same rule: what it gives replaces, lists grow.
    fileprivate mutating func add(_ other: ForeignRule) {
        if !other.name.isEmpty { name = other.name }
        if !other.pattern.isEmpty { pattern = other.pattern }
        secretGroup = other.secretGroup ?? secretGroup
        entropy = other.entropy ?? entropy
        path = other.path ?? path
        keywords += other.keywords
        leftOut += other.leftOut
    }
}
