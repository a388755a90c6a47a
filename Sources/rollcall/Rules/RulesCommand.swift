import ArgumentParser
import Detection
import Foundation
import Reports
import RuleFormat
import SafeFormats
import Settings

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "List, explain, test, check and import rules.",
        subcommands: [List.self, Show.self, Test.self, CheckFiles.self, Import.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List rules: id, kind, name.",
            discussion: "All conditions must hold. `rules show ID` tells all about one.")
        @Option(help: "Rule files or folders to add.", completion: .file()) var rules: [String] = []
        @Option(help: "Only rules of this provider.") var provider: String?
        @Option(help: "Only rules for this kind of credential.") var kind: String?
        @Option(help: "Only rules with this check: github-crc32, jwt…") var check: String?
        @Flag(help: "Only how many there are.") var count = false
        @Argument(help: "Only rules whose id, name or provider contains this.") var filter: String?

        func run() throws {
            let known = try RuleSelection(added: rules).library().rules.map(\.definition)
            let all = known.filter(isWanted)
            try checkNames(known)
            if count { return show("\(all.count)") }
            let width = all.map(\.id.count).max() ?? 0
            let kindWidth = all.map(\.kind.count).max() ?? 0
            for rule in all { show("\(rule.id.padded(to: width))  \(rule.kind.padded(to: kindWidth))  \(rule.name)") }
        }

        /// What no rule has is a mistake, and no reason to print nothing.
        private func checkNames(_ known: [RuleDefinition]) throws {
            func names(_ names: [String]) -> String { Set(names).sorted().joined(separator: ", ") }
            if let filter, !known.contains(where: { Self.names($0, filter) }) {
                throw ValidationError(
                    "no rule has “\(filter)” in its id, its name or its provider's; `rollcall rules list` shows all of them"
                )
            }
            if let kind, !known.contains(where: { $0.kind == kind }) {
                throw ValidationError("no rule is for “\(kind)”; kinds are \(names(known.map(\.kind)))")
            }
            if let check, !known.contains(where: { $0.checks.contains(check) }) {
                throw ValidationError("no rule has the check “\(check)”; checks are \(names(known.flatMap(\.checks)))")
            }
            if let provider, !known.contains(where: { Self.isRule($0, of: provider) }) {
                let alike = Set(known.map(\.provider)).filter { $0.contains(provider.lowercased()) }.sorted().prefix(5)
                throw ValidationError(
                    "no rule is of the provider “\(provider)”; "
                        + (alike.isEmpty
                            ? "`rollcall rules list \(provider)` looks for it in names, too"
                            : "there are \(alike.joined(separator: ", "))"))
            }
        }

        private static func isRule(_ rule: RuleDefinition, of provider: String) -> Bool {
            [rule.provider, rule.providerName.lowercased()].contains(provider.lowercased())
        }

        private func isWanted(_ rule: RuleDefinition) -> Bool {
            if let provider, !Self.isRule(rule, of: provider) { return false }
            if let kind, rule.kind != kind { return false }
            if let check, !rule.checks.contains(check) { return false }
            return filter.map { Self.names(rule, $0) } ?? true
        }

        private static func names(_ rule: RuleDefinition, _ text: String) -> Bool {
            "\(rule.id) \(rule.name) \(rule.providerName)".lowercased().contains(text.lowercased())
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Explain one rule.")
        @Option(help: "Rule files or folders to add.", completion: .file()) var rules: [String] = []
        @Argument(help: "The rule's id.") var id: String

        func run() throws {
            let library = try RuleSelection(added: rules).library()
            guard let rule = library.rules.first(where: { $0.definition.id == id }) else {
                let ids = library.rules.map(\.definition.id)
                let alike = ids.filter { $0.contains(id) }.prefix(5).joined(separator: ", ")
                let near = ids.first { SettingsReader.isNear($0, id) }
                throw ValidationError(
                    "no rule is called \(id); "
                        + (alike.isEmpty
                            ? near.map { "did you mean \($0)?" } ?? "`rollcall rules list` shows all of them"
                            : "there are \(alike)"))
            }
            RuleDescription(rule).lines.forEach { show($0) }
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Run the examples and near-misses of all rules.")
        @Option(help: "Rule files or folders to add.", completion: .file()) var rules: [String] = []

        func run() throws {
            let library = try RuleSelection(added: rules).library()
            let result = try telling {
                try library.compileAll()
                try library.compileCompanions()
                return try RuleTest(library).run()
            }
            for failure in result.failures {
                let others = failure.others.isEmpty ? "" : " (taken by \(failure.others.joined(separator: ", ")))"
                show("\(failure.rule): \(failure.kind.rawValue): \(failure.template)\(others)")
            }
            show(
                "\(Quantity.counted(library.rules.count, "rule")), \(Quantity.grouped(result.tried)) examples and near-misses, \(result.failures.count) failed"
            )
            if !result.failures.isEmpty { throw ExitCode(1) }
        }
    }

    struct CheckFiles: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Look for mistakes in rule files, without scanning.",
            discussion: """
                Every mistake of every file is told with its line: unknown keys, patterns that do not compile, anchors that \
                the pattern cannot hold, patterns that run into the match limit. `scan --rules` checks the same before it begins.
                """)
        @Argument(help: "Rule files or folders.", completion: .file()) var paths: [String]

        func run() throws {
            var warnings = 0
            let rules = try RuleSelection.rules(in: paths) { warning in
                warnings += 1
                StandardError.write("warning: \(warning)\n")
            }
            show(
                "\(Quantity.counted(rules.count, "rule")), no mistakes, \(Quantity.counted(warnings, "warning")); `rollcall rules test --rules …` runs their examples"
            )
        }
    }
}
