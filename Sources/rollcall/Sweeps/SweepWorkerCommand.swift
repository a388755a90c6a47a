import ArgumentParser
import Detection
import Discovery
import Foundation
import Model
import Reports
import Settings
import Sweeps

/// The process in which a sweep does its work, and which it begins anew if it dies.
struct SweepWorkerCommand: ParsableCommand {
    static let name = "sweep-worker"
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Used by sweep.", shouldDisplay: false)

    @OptionGroup var options: SweepOptions

    func run() throws {
        ProcessHygiene.endWithParent()
        guard let supervisor = SupervisorLink(descriptor: SweepSupervisor.descriptor) else {
            throw ValidationError("sweep-worker is a part of `rollcall sweep`; use that")
        }
        let configuration = try options.configuration()
        let library = try options.library(configuration)
        var taking: (@Sendable (ScanReport) throws -> ScanReport)?
        if let roll = configuration.roll {
            do { try RollTaking(path: roll).check() } catch let error as ValidationError {
                StandardError.note(error.message)
                throw ExitCode(4)
            }
            taking = { report in try RollTaking(path: roll).take(report) }
        }
        let tools = SweepTools(
            library: library, key: try key(configuration), version: Rollcall.version,
            fetchCommand: ["/proc/self/exe", "fetch-mirror"],
            trustedSuppressions: { path in
                let (own, notes) = try OwnSettings.suppressions(inside: path, library, today: .today)
                var trusted = TrustedSuppressions()
                (trusted.suppressions, trusted.notes) = (own, notes)
                return trusted
            }, takeIntoRoll: taking,
            supervisor: supervisor)
        Interruption.listen()
        let sweep = Sweep(configuration: configuration, tools: tools, cancellation: Interruption.cancellation)
        let isQuiet = options.quiet
        do {
            let outcome = try sweep.run(notifying: !options.noNotify) { result in if !isQuiet { Self.say(result) } }
            if !isQuiet { show(Self.summary(of: outcome)) }
            for notice in outcome.notices { StandardError.note(TerminalText.safe(notice)) }
            throw ExitCode(outcome.exitCode)
        } catch let error as SweepError {
            StandardError.note("\(error)")
            throw ExitCode(4)
        }
    }

    private func key(_ configuration: SweepConfiguration) throws -> FingerprintKey {
        let environment = ProcessInfo.processInfo.environment
        let key = try FingerprintKey.chosen(configuration.keyFile.map { ($0, by: "`key_file`") }, environment)
        // Under a key that nobody keeps every finding would be new in every run.
        if let notice = key.notice { throw ValidationError("\(notice), or with `key_file` in \(configuration.file)") }
        return key
    }

    private static func say(_ result: SweptTarget) {
        let found = result.report?.findings.count(where: \.isActionable) ?? 0
        let seconds = (result.durationInSeconds * 10).rounded() / 10
        let reason = result.outcome == .complete ? "" : ": \(TerminalText.safe(result.reason ?? ""))"
        StandardError.write(
            "\(TerminalText.safe(result.name))  \(Quantity.counted(found, "finding")), \(result.outcome.rawValue) in \(seconds) s\(reason)\n"
        )
    }

    private static func summary(of outcome: Sweep.Outcome) -> String {
        let incomplete = outcome.results.count { !$0.coverage.isComplete }
        let names = outcome.names > 0 ? ", and \(Quantity.counted(outcome.names, "name or id", "names and ids"))" : ""
        return """
            \(Quantity.counted(outcome.results.count, "target"))\(incomplete > 0 ? ", \(incomplete) of them not read completely" : "")
            \(Quantity.counted(outcome.findings, "finding")) of \
            \(Quantity.counted(outcome.counts.credentials, "credential"))\(names): \
            \(outcome.new) new, \(outcome.gone) gone, \(outcome.unconfirmed) unconfirmed
            \(outcome.path)
            """
    }
}
