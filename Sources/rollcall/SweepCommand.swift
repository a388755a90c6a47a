import ArgumentParser
import Detection
import Discovery
import Foundation
import Model
import Reports
import RuleFormat
import Sweeps

struct SweepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Scan many targets and leave a run folder that can be compared with the last one.",
        discussion: """
            The configuration names targets (paths, globs, clone URLs, configuration trees) and the folder in which runs are \
            kept. A sweep that is killed loses nothing: the next one goes on where it ended.

            Exit codes: 0 nothing found, 1 credentials were found, 2 wrong usage or configuration, 3 something could not be \
            read (1 wins over 3), 4 no run was left: another sweep is at work, the disk is full, it was stopped.

            Examples:
              rollcall sweep nightly.yaml                one run
              rollcall sweep --check nightly.yaml        what would be scanned
            """)

    @OptionGroup var options: SweepOptions

    func run() throws {
        if options.check { return try options.list() }
        Interruption.listen()
        let worker = ["/proc/self/exe", SweepWorkerCommand.name] + CommandLine.arguments.dropFirst(2)
        let supervisor = SweepSupervisor(command: worker, cancellation: Interruption.cancellation) { sentence in
            StandardError.write("rollcall: \(TerminalText.safe(sentence))\n")
        }
        throw ExitCode(supervisor.run())
    }
}

struct SweepOptions: ParsableArguments {
    @Argument(
        help: "The configuration file; docs/sweeps.md describes it.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String
    @Flag(help: "Read the configuration, list the targets and end.") var check = false
    @Flag(help: "Send no notifications.") var noNotify = false
    @Flag(name: .shortAndLong, help: "Only errors and notices.") var quiet = false

    func configuration() throws -> SweepConfiguration {
        return try telling { try SweepConfiguration(file: file) }
    }

    func library(_ configuration: SweepConfiguration) throws -> RuleLibrary {
        try RuleSelection(
            only: configuration.onlyRules, without: configuration.skippedRules, added: configuration.rules
        ).library()
    }

    func list() throws {
        let configuration = try configuration()
        _ = try library(configuration)
        let list = TargetList(configuration)
        for target in list.targets { show(target.options.isTrusted ? "\(target.name) (trusted)" : target.name) }
        for glob in list.emptyGlobs { StandardError.write("rollcall: \(glob) matches nothing\n") }
        for notice in list.notices { StandardError.write("rollcall: \(notice)\n") }
    }
}

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
                StandardError.write("rollcall: \(error.message)\n")
                throw ExitCode(4)
            }
            taking = { report in try RollTaking(path: roll).take(report) }
        }
        let tools = SweepTools(
            library: library, key: try key(configuration), version: Rollcall.version,
            fetchCommand: ["/proc/self/exe", "fetch-mirror"],
            trustedSuppressions: { path in try Self.suppressions(inside: path, library) }, takeIntoRoll: taking,
            supervisor: supervisor)
        Interruption.listen()
        let sweep = Sweep(configuration: configuration, tools: tools, cancellation: Interruption.cancellation)
        let isQuiet = options.quiet
        do {
            let outcome = try sweep.run(notifying: !options.noNotify) { result in if !isQuiet { Self.say(result) } }
            if !isQuiet { show(Self.summary(of: outcome)) }
            for notice in outcome.notices { StandardError.write("rollcall: \(TerminalText.safe(notice))\n") }
            throw ExitCode(outcome.exitCode)
        } catch let error as SweepError {
            StandardError.write("rollcall: \(error)\n")
            throw ExitCode(4)
        }
    }

    private func key(_ configuration: SweepConfiguration) throws -> FingerprintKey {
        let environment = ProcessInfo.processInfo.environment
        let named = environment["ROLLCALL_KEY_FILE"].flatMap { $0.isEmpty ? nil : $0 }
        guard let path = configuration.keyFile ?? named else {
            let key = FingerprintKey.standard(environment: environment)
            // Under a key that nobody keeps every finding would be new in every run.
            if let notice = key.notice {
                throw ValidationError("\(notice), or with `key_file` in \(configuration.file)")
            }
            return key
        }
        return try FingerprintKey(file: path, given: configuration.keyFile == nil ? nil : "`key_file`")
    }

    /// What a trusted target's own files leave out: its `.rollcall.yaml` with a baseline, and gitleaks' files.
    private static func suppressions(inside target: String, _ library: RuleLibrary) throws -> TrustedSuppressions {
        var trusted = TrustedSuppressions()
        let names = [".gitleaks.toml", ".gitleaksignore"]
        if let name = names.first(where: { FileManager.default.fileExists(atPath: target + "/" + $0) }) {
            var settings = try GitleaksSettings(path: target + "/" + name)
            trusted.suppressions = try settings.suppressions(for: library)
        }
        if let configuration = try ConfigurationFile.inside(target) {
            trusted.notes = try ScanSettings(configuration: configuration).add(
                to: &trusted.suppressions, library: library,
                today: CivilDate(seconds: Int64(Date().timeIntervalSince1970)))
        }
        return trusted
    }

    private static func say(_ result: TargetResult) {
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

/// The process of its own in which a sweep fetches.
struct FetchMirrorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch-mirror", abstract: "Used by sweep.", shouldDisplay: false)

    func run() { FetchWorker.run() }
}
