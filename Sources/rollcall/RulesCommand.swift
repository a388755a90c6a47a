import ArgumentParser
import Detection
import Foundation
import RuleFormat

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "List, explain and test the rules.",
        subcommands: [List.self, Show.self, Test.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all rules: id, kind, name.")
        @Option(help: "Rule files or folders to add.", completion: .file()) var rules: [String] = []
        @Argument(help: "Only rules whose id, name or provider contains this.") var filter: String?

        func run() throws {
            let wanted = filter?.lowercased()
            let all = try RuleSelection(added: rules).library().rules.map(\.definition).filter { rule in
                wanted.map { "\(rule.id) \(rule.name) \(rule.providerName)".lowercased().contains($0) } ?? true
            }
            let width = all.map(\.id.count).max() ?? 0
            let kindWidth = all.map(\.kind.count).max() ?? 0
            for rule in all {
                print("\(rule.id.padded(to: width))  \(rule.kind.padded(to: kindWidth))  \(rule.name)")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Explain one rule.")
        @Option(help: "Rule files or folders to add.", completion: .file()) var rules: [String] = []
        @Argument(help: "The rule's id.") var id: String

        func run() throws {
            let library = try RuleSelection(added: rules).library()
            guard let rule = library.rules.first(where: { $0.definition.id == id }) else {
                throw ValidationError("no rule is called \(id); `rollcall rules list` shows all of them")
            }
            let definition = rule.definition
            var lines = [
                ("id", definition.id), ("name", definition.name), ("provider", definition.providerName),
                ("kind", definition.kind), ("revision", String(definition.revision)),
                ("prior", "\(Int((definition.prior * 100).rounded())) % of its matches are expected to be real"),
            ]
            if rule.isGeneric {
                lines.append(("how", "no pattern: the key's name, the value's form and where it stands are weighed"))
            } else {
                lines.append(("anchors", (definition.anchors + definition.anchorsIgnoringCase.map { "\($0) (any case)" }).joined(separator: ", ")))
                lines.append(("pattern", definition.pattern))
                if !definition.checks.isEmpty { lines.append(("checks", definition.checks.joined(separator: ", "))) }
                if definition.entropyFloor > 0 { lines.append(("entropy", "at least \(definition.entropyFloor) bits a character")) }
                lines.append(("reach", "\(definition.reach.lines) lines behind the anchor, \(definition.reach.before) bytes before, \(definition.reach.after) behind"))
                lines += definition.examples.map { ("finds", $0) }
                lines += definition.nearMisses.map { ("not", $0) }
            }
            if !definition.rotation.isEmpty { lines.append(("rotate", definition.rotation)) }
            if !definition.guidanceURL.isEmpty { lines.append(("see", definition.guidanceURL)) }
            for (name, text) in lines { print("\(name.padded(to: 8))  \(text)") }
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Run the examples and near-misses of all rules.")
        @Option(help: "Rule files or folders to add.", completion: .file()) var rules: [String] = []

        func run() throws {
            let library = try RuleSelection(added: rules).library()
            let result: (tried: Int, failures: [RuleTest.Failure])
            do {
                try library.compileAll()
                try library.compileCompanions()
                result = try RuleTest(library).run()
            } catch {
                throw ValidationError("\(error)")
            }
            for failure in result.failures {
                let others = failure.others.isEmpty ? "" : " (taken by \(failure.others.joined(separator: ", ")))"
                print("\(failure.rule): \(failure.kind.rawValue): \(failure.template)\(others)")
            }
            print("\(library.rules.count) rules, \(result.tried) examples and near-misses, \(result.failures.count) failed")
            if !result.failures.isEmpty { throw ExitCode(1) }
        }
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
