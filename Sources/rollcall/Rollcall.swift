import ArgumentParser
import Foundation
import Reports
import SafeFormats
import Settings

/// The command line: parse, call, print.
@main
struct Rollcall: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "rollcall",
        abstract: "Finds credentials in whole Git histories and configuration trees.",
        discussion: """
            Exit codes: 0 nothing found, 1 credentials found, 2 wrong usage or configuration, 3 finished but something could \
            not be read (1 wins over 3), 4 a sweep left no run.
            """,
        version: version,
        subcommands: [
            ScanCommand.self, HookCommand.self, BaselineCommand.self, SweepCommand.self, ConfigCommand.self,
            DoctorCommand.self,
            ExplainCommand.self, RollCommand.self, RulesCommand.self, FetchMirrorCommand.self, SweepWorkerCommand.self,
        ],
        defaultSubcommand: nil)

    /// Maps ArgumentParser's codes to ours: its 64 for bad usage is our 2.
    static func main() {
        ProcessHygiene.begin()
        if let hook = HookRun(commandLine: CommandLine.arguments) {
            _exit(hook.run(ProcessInfo.processInfo.environment))
        }
        do { try perform() } catch let code as ExitCode {
            exit(withError: code)
        } catch {
            let code = exitCode(for: error)
            // What was printed before it failed.
            if code != .success { try? StandardOutput.finish() }
            let text = message(for: error)
            if code == .success {
                if !text.isEmpty { show(text) }
                do { try StandardOutput.finish() } catch {
                    StandardError.write(fullMessage(for: error) + "\n")
                    exit(withError: ExitCode(2))
                }
                exit(withError: ExitCode(0))
            }
            StandardError.write(text.hasSuffix("\n") || text.isEmpty ? text : text + "\n")
            exit(withError: ExitCode(2))
        }
    }

    /// Usage helps those whose words were wrong, and not those whose file is.
    private static func message(for error: any Error) -> String {
        switch error {
        case let failure as ValidationError: "Error: \(failure.message)"
        case let failure as SettingsError: "Error: \(failure)"
        default: fullMessage(for: error)
        }
    }

    /// The parser would take a misspelt command for arguments that nobody expects.
    private static func checkCommand() throws {
        guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), word != "help" else { return }
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }
        if names.contains(word) { return }
        let meant = names.first { SettingsReader.isNear($0, word) }
        let isTarget = FileManager.default.fileExists(atPath: word)
        throw ValidationError(
            "there is no command \(TerminalText.safe(word)); "
                + (meant.map { "did you mean `rollcall \($0)`?" }
                    ?? (isTarget
                        ? "`rollcall scan \(TerminalText.safe(word))` scans what is there"
                        : "`rollcall --help` shows all of them"))
        )
    }

    /// A result that could not be written is no result, whatever it was.
    private static func perform() throws {
        do {
            try CommandLineBytes.check()
            try checkCommand()
            var command = try parseAsRoot()
            try command.run()
        } catch let code as ExitCode {
            try StandardOutput.finish()
            throw code
        }
        try StandardOutput.finish()
    }
}
