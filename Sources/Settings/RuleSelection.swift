package import Detection
import Files
import Foundation
import Repositories
package import RuleFormat
package import SafeFormats

/// The embedded rules with those that the user adds, and the choice among them.
package struct RuleSelection: Sendable {
    package var only: [String] = []
    package var without: [String] = []
    /// Rule files, or folders of them.
    package var added: [String] = []
    /// Rules that another scanner's configuration brings along.
    package var imported: [RuleDefinition] = []

    package init(only: [String] = [], without: [String] = [], added: [String] = []) {
        self.only = only
        self.without = without
        self.added = added
    }

    package func library() throws(SettingsError) -> RuleLibrary {
        if added.isEmpty, imported.isEmpty {
            return try SettingsError.telling { try RuleLibrary(only: only, without: without) }
        }
        let own = try Self.rules(in: added)
        let brought = imported.filter { rule in !own.contains { $0.id == rule.id } } + own
        let replaced = Set(brought.map(\.id))
        let definitions = RuleLibrary.embedded.filter { !replaced.contains($0.id) } + brought
        return try SettingsError.telling {
            let library = try RuleLibrary(definitions: definitions, only: only, without: without)
            if !added.isEmpty { try library.compileCompanions() }
            return library
        }
    }

    /// The rules of files and folders. One bad rule must not quietly switch others off: nothing is scanned until every
    /// mistake in every file is mended, and all of them are told at once.
    /// - Parameter warn: is given what does not stop a scan.
    package static func rules(
        in paths: [String], warn: (FileFault) -> Void = { _ in }
    ) throws(SettingsError) -> [RuleDefinition] {
        var rules: [RuleDefinition] = []
        var faults: [FileFault] = []
        var known: [String: String] = [:]
        var lines: [String: Int] = [:]
        let replaceable = Set(RuleLibrary.embedded.map(\.id)).subtracting(RuleLibrary.builtIn)
        for path in try files(of: paths) {
            if path.hasSuffix(".toml") {
                throw SettingsError(
                    "\(path) is no rule file of Rollcall's; one of gitleaks' goes with --gitleaks-config, or `rollcall rules import` makes rules of it"
                )
            }
            let text: String
            do { text = try NamedFile.text(at: path) } catch {
                faults.append(FileFault(file: path, line: error.line, message: error.reason))
                continue
            }
            let content = RuleFile.content(of: text, file: path)
            let places = RulePlaces(in: text)
            faults += content.faults
            for rule in content.all {
                if let other = known.updateValue(path, forKey: rule.id) {
                    let line = other == path ? places.line(ofRepeatedRule: rule.id) : places.line(ofRule: rule.id)
                    faults.append(
                        FileFault(
                            file: path, line: line,
                            message:
                                "the rule id \(rule.id) is used twice (see \(other)\(lines[rule.id].map { ":\($0)" } ?? "")); rename one"
                        ))
                    continue
                }
                lines[rule.id] = places.line(ofRule: rule.id)
                if RuleLibrary.builtIn.contains(rule.id) {
                    faults.append(
                        FileFault(
                            file: path, line: places.line(ofRule: rule.id),
                            message:
                                "\(rule.id) is built in and cannot be replaced; take another id, and leave ours out with `--skip-rule`, or `rules: {skip: …}` in the settings"
                        ))
                }
                for found in RuleVerification.faults(in: rule) {
                    let fault = FileFault(
                        file: path, line: places.line(of: found, in: rule),
                        message: places.message(of: found, in: rule))
                    if found.isWarning { warn(fault) } else { faults.append(fault) }
                }
                if rule.reach.lines == 0, places.keyedValue(ofRule: rule.id) == nil,
                    let syntax = try? PatternSyntax(rule.pattern), syntax.crossesLines
                {
                    let advice = rule.searchesLines ? "anchors and `reach: { lines:" : "`reach: { lines:"
                    warn(
                        FileFault(
                            file: path, line: places.line(ofPattern: rule.pattern, at: 0, rule: rule.id),
                            message:
                                "the pattern of rule \(rule.id) goes beyond a line, and only one is looked at; give it \(advice) \(max(1, syntax.linesReached)) }`"
                        ))
                }
                if replaceable.contains(rule.id) {
                    warn(
                        FileFault(
                            file: path, line: places.line(ofRule: rule.id),
                            message: "\(rule.id) replaces the rule of that id that comes with Rollcall"))
                }
                rules.append(rule)
            }
        }
        faults += Self.unknownCompanions(of: rules, in: known)
        faults.sort { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
        guard faults.isEmpty else { throw SettingsError(faults.map(\.description).joined(separator: "\n")) }
        return rules
    }

    /// A companion that no rule finds is a mistake in its name.
    /// - Parameter files: where each rule stands.
    private static func unknownCompanions(of rules: [RuleDefinition], in files: [String: String]) -> [FileFault] {
        let ids = RuleLibrary.embedded.map(\.id) + rules.map(\.id)
        return rules.flatMap { rule in
            rule.companions.compactMap { companion -> FileFault? in
                guard case .rule(let name) = companion.search, !ids.contains(where: { Rule.isNamed($0, by: name) }),
                    let file = files[rule.id]
                else { return nil }
                let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
                return FileFault(
                    file: file,
                    line: RulePlaces(in: text).line(ofItem: companion.role, in: "companions", rule: rule.id),
                    message:
                        "the companion “\(companion.role)” of \(rule.id) names the rule \(name), which there is not")
            }
        }
    }

    /// One file that is named twice, by itself and with its folder, is one.
    private static func files(of paths: [String]) throws(SettingsError) -> [String] {
        var files: [String] = []
        var seen: Set<String> = []
        for path in paths {
            files += try Self.files(at: path).filter { seen.insert(FileSystem.absolutePath($0) ?? $0).inserted }
        }
        return files
    }

    private static func files(at path: String) throws(SettingsError) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw SettingsError(
                "there is no rule file or folder \(path); check what names it (--rules, or `rules` in the settings)")
        }
        guard isFolder.boolValue else { return [path] }
        // Hidden ones are what editors and Git keep for themselves.
        let names = (FileManager.default.subpaths(atPath: path) ?? []).filter { name in
            !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        let files = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { path + "/" + $0 }
        guard !files.isEmpty else {
            throw SettingsError(
                "the folder \(path) holds no rule files (.yaml, .yml); check what names it (--rules, or `rules` in the settings)"
            )
        }
        return files
    }
}

extension RulePlaces {
    /// What is wrong with a pattern, in terms of what the file has: `keyed` is a part of what it becomes.
    fileprivate func message(of fault: RuleVerification.Fault, in rule: RuleDefinition) -> String {
        guard case .pattern = fault.part, let value = keyedValue(ofRule: rule.id),
            let mistake = RuleVerification.mistake(inValue: value)
        else { return fault.message }
        return
            "the value of `keyed` of rule \(rule.id) does not compile: \(mistake.reason) at byte \(mistake.offset) of it"
    }

    fileprivate func line(of fault: RuleVerification.Fault, in rule: RuleDefinition) -> Int? {
        switch fault.part {
        case .rule: line(ofRule: rule.id)
        case .pattern(let offset): line(ofPattern: rule.pattern, at: offset, rule: rule.id)
        case .check(let name): line(ofItem: name, in: "checks", rule: rule.id)
        case .anchor(let text): line(ofItem: text, in: "anchors", rule: rule.id)
        case .companion(let role): line(ofItem: role, in: "companions", rule: rule.id)
        case .example(let text): line(ofItem: text, in: "examples", rule: rule.id)
        case .nearMiss(let text): line(ofItem: text, in: "near_misses", rule: rule.id)
        case .anchorIgnoringCase(let text): line(ofItem: text, in: "anchors_ignoring_case", rule: rule.id)
        }
    }
}
