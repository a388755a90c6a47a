import ArgumentParser
import Files
import Foundation
import Reports
import RuleFormat
import RuleImport
import Settings

extension RulesCommand {
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Turn rules of gitleaks, betterleaks, kingfisher or noseyparker into Rollcall's.",
            discussion: """
                The rules go to standard output or --output, what could not be carried over to standard error. Rules that \
                cannot work here (a pattern PCRE2 refuses) are left out and named. Scan with \
                the result by `rollcall scan --rules FILE`.
                """)

        @Argument(
            help: "A .gitleaks.toml, or a YAML file of kingfisher or noseyparker rules; - for standard input.",
            completion: .file())
        var file: String
        @Option(help: "gitleaks, betterleaks, kingfisher or noseyparker; told from the file if absent.") var from:
            ForeignFormat?
        @Option(help: "Provider of the rules that are written.") var provider = "imported"
        @Option(
            name: .shortAndLong, help: ArgumentHelp("Write the rules to a file.", valueName: "file"),
            completion: .file())
        var output: String?
        @Flag(help: "Replace a file that is there.") var force = false

        func run() throws {
            let imported = try Self.read(file, from: from, provider: provider)
            var notes = imported.notes
            let rules = imported.rules.filter { rule in
                let faults = ImportedRuleCheck.faults(in: rule)
                notes += faults.map { ImportNote(rule: rule.id, text: "not carried over: \($0)") }
                return faults.isEmpty
            }
            for note in notes { StandardError.write("\(file): \(note)\n") }
            StandardError.write(
                "\(rules.count) of \(Quantity.counted(imported.count, "\(imported.format.rawValue) rule")) carried over, \(Quantity.counted(notes.count, "note"))\n"
            )
            guard !rules.isEmpty else { throw ExitCode(imported.count > 0 ? 2 : 0) }
            let text = ImportedRuleFile.text(
                of: rules, provider: provider, source: URL(fileURLWithPath: file).lastPathComponent)
            guard let output else { return StandardOutput.write(text) }
            if force { return try FileSink.write(to: output) { $0.write(text) } }
            try telling {
                var sink = try FileSink(newFile: output)
                sink.write(text)
                try sink.finish()
            }
        }

        private static func read(_ file: String, from format: ForeignFormat?, provider: String) throws -> ImportedRules
        {
            let text: String
            do { text = try NamedFile.text(at: file == "-" ? "/dev/stdin" : file) } catch {
                throw ValidationError("\(error); check the path and its permissions")
            }
            if format == nil {
                let own = RuleFile.rules(in: text, file: file)
                if own.faults.isEmpty, !own.rules.isEmpty {
                    throw ValidationError("\(file) holds rules of Rollcall's own; scan with --rules \(file)")
                }
            }
            return try telling { try ImportedRules(text, file: file, format: format, provider: provider) }
        }
    }
}

extension ForeignFormat: ExpressibleByArgument {}
