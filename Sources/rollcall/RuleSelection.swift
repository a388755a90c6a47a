import ArgumentParser
import Detection
import Foundation
import RuleFormat

/// The embedded rules with those that the user adds, and the choice among them.
struct RuleSelection {
    var only: [String] = []
    var without: [String] = []
    /// Rule files, or folders of them.
    var added: [String] = []

    func library() throws -> RuleLibrary {
        var definitions = RuleLibrary.embedded
        var replaced: Set<String> = []
        for path in try added.flatMap(files) {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw ValidationError("cannot read the rule file \(path) as UTF-8 text; check the path given with --rules")
            }
            let result = RuleFile.rules(in: text, file: path)
            // One bad rule must not quietly switch others off: nothing is scanned until it is mended.
            if !result.errors.isEmpty {
                throw ValidationError(result.errors.map(\.description).joined(separator: "\n"))
            }
            for rule in result.rules {
                guard replaced.insert(rule.id).inserted else {
                    throw ValidationError("\(path): the rule id \(rule.id) is used twice; rename one")
                }
                definitions.removeAll { $0.id == rule.id }
                definitions.append(rule)
            }
        }
        do {
            let library = try RuleLibrary(definitions: definitions, only: only, without: without)
            if !added.isEmpty {
                try library.compileAll()
                try library.compileCompanions()
            }
            return library
        } catch {
            throw ValidationError("\(error)")
        }
    }

    private func files(at path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ValidationError("there is no rule file or folder \(path); check the path given with --rules")
        }
        guard isFolder.boolValue else { return [path] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { path + "/" + $0 }
    }
}
