import ArgumentParser
import Configuration
import Detection
import Foundation
import Reports
import SafeFormats
import Settings

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Look at settings.", subcommands: [Check.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look for mistakes in a .rollcall.yaml, without scanning.",
            discussion:
                "All mistakes are told, each with its line; rule ids and patterns of values once the rest is right. Without a file the one that a scan here would use is checked."
        )
        @Argument(help: "The file.", completion: .file()) var file: String?

        func run() throws {
            guard
                let configuration = try file.map({ try SettingsFile.read($0) })
                    ?? SettingsFile.of(".", given: nil)
            else {
                return show("there is no \(ScanConfiguration.fileName) here or above; nothing to check")
            }
            let settings = ScanSettings(configuration)
            let library: RuleLibrary
            var lost: [String] = []
            do { (library, lost) = try settings.library() } catch {
                let isOfRules = (try? settings.selection(RuleSelection()).library()) == nil
                let line =
                    isOfRules
                    ? configuration.lines["rules.skip"] ?? configuration.lines["rules.only"]
                        ?? configuration.lines["rules"] : configuration.lines["gitleaks"]
                throw ValidationError(
                    "\(FileFault(file: configuration.file, line: line, message: "\(error)"))")
            }
            let faults = settings.faults(library: library)
            for note in lost { StandardError.note(note) }
            guard faults.isEmpty else { throw ValidationError(faults.map(\.description).joined(separator: "\n")) }
            show("\(configuration.file): no mistakes, \(Quantity.counted(library.rules.count, "rule")) in force")
        }
    }
}
