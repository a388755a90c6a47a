import ArgumentParser
import Configuration
import Detection
import Discovery
import Foundation
import Model
import Reports
import Repositories
import Settings

/// One run of a hook: what Git starts before a commit or a push. It has to be done before anybody notices, so nothing is
/// read or made before it is needed.
struct HookRun {
    let kind: HookKind
    var configuration: String?
    var onError: ScanConfiguration.Doubt?
    var timeLimitInSeconds: Double?
    var showsSuppressed = false
    /// What Git passes: for pre-push the remote's name and URL.
    var arguments: [String] = []

    /// How long a server makes people wait where nobody says.
    private static let timeLimitOnServers = 30.0

    /// Where the hook runs and what is said about it there.
    private struct Surroundings {
        let layout: RepositoryLayout
        let environment: HookEnvironment
        let variables: [String: String]
        let settings: ScanConfiguration?
    }

    /// - Returns: the exit code; 0 lets Git go on.
    func run(_ variables: [String: String]) -> Int32 {
        // Who pushes has no say on the side that is pushed to, though the variable may get there.
        if !kind.isOnServer, let skip = variables["ROLLCALL_SKIP"],
            !["", "0", "false", "no", "off"].contains(skip.lowercased())
        {
            return 0
        }
        LibGit2.expectNoFetch()
        let environment = HookEnvironment(variables)
        guard let layout = environment.layout else {
            return failed(
                "there is no repository here; Git runs hooks in one, and `rollcall hook run` is for Git", settings: nil)
        }
        var settings: ScanConfiguration?
        do {
            // What a push brings must not decide about the push: on a server only what its owner names counts.
            if configuration != nil || !kind.isOnServer {
                settings = try SettingsFile.of(layout.worktree ?? ".", given: configuration)
            }
            guard let updates = try updates(layout, variables) else { return 0 }
            // Where nothing is staged no rule is needed. What cannot be read is told of by the scan.
            let changes = kind == .preCommit ? try? StagedChanges.read(layout, environment) : nil
            if let changes, changes.files.isEmpty { return 0 }
            return try scan(
                updates, changes,
                in: Surroundings(
                    layout: layout, environment: environment, variables: variables, settings: settings))
        } catch let error as ValidationError {
            StandardError.note(error.message)
            return 2
        } catch let error as SettingsError {
            StandardError.note("\(error)")
            return 2
        } catch {
            return failed("\(error)", settings: settings)
        }
    }

    /// What is pushed; empty for pre-commit, nil if there is nothing to look at.
    private func updates(_ layout: RepositoryLayout, _ variables: [String: String]) throws -> [RefUpdate]? {
        guard kind.readsInput else { return [] }
        var updates: [RefUpdate]
        if kind == .prePush, variables["PRE_COMMIT_REMOTE_NAME"] != nil || variables["PRE_COMMIT_TO_REF"] != nil {
            // The pre-commit framework has read the input and passes on what it made of it; of a branch that goes whole
            // nothing but its name.
            let repository = try Repository(layout)
            let target = try repository.commit(
                named: variables["PRE_COMMIT_TO_REF"] ?? variables["PRE_COMMIT_LOCAL_BRANCH"] ?? "HEAD")
            let old = try variables["PRE_COMMIT_FROM_REF"].map { name throws(GitError) in
                try repository.commit(named: name).hex
            }
            updates = try RefUpdate.pushed(
                "HEAD \(target.hex) \(variables["PRE_COMMIT_REMOTE_BRANCH"] ?? "HEAD") \(old ?? String(repeating: "0", count: 40))\n"
            )
        } else {
            let input = isatty(STDIN_FILENO) == 1 ? Data() : FileHandle.standardInput.readDataToEndOfFile()
            let text = String(decoding: input, as: UTF8.self)
            updates = kind == .prePush ? try RefUpdate.pushed(text) : try RefUpdate.received(text)
        }
        updates.removeAll { $0.new == nil }
        return updates.isEmpty ? nil : updates
    }

    private func scan(_ updates: [RefUpdate], _ changes: ChangeSet?, in surroundings: Surroundings) throws -> Int32 {
        let (layout, settings, variables) = (surroundings.layout, surroundings.settings, surroundings.variables)
        var options = ScanOptions()
        options.jobs = ProcessInfo.processInfo.activeProcessorCount
        options.today = .today
        let library = try library(settings, setting: &options)
        let progress = ScanProgress(cancellation: Interruption.cancellation)
        Interruption.listen()
        startClock(settings)
        let key = try FingerprintKey.chosen(nil, variables)
        let scan = HookScan(
            library: library, key: key, options: options, progress: progress, environment: surroundings.environment,
            layout: layout)
        var outcome =
            switch kind {
            case .preCommit: scan.staged(changes)
            case .prePush: scan.pushed(updates, to: arguments.first ?? variables["PRE_COMMIT_REMOTE_NAME"])
            case .preReceive: scan.received(updates)
            }
        if let roll = settings?.roll, !outcome.blocking.isEmpty {
            outcome.findings = try RollTaking(path: roll).suppressing(outcome.findings, of: layout)
        }
        return end(outcome, in: surroundings)
    }

    /// The rules in force; the settings go into the options too.
    private func library(_ settings: ScanConfiguration?, setting options: inout ScanOptions) throws -> RuleLibrary {
        guard let settings else { return try RuleSelection().library() }
        let scanSettings = ScanSettings(settings)
        scanSettings.apply(to: &options)
        if let trusts = settings.hooks.trustsMarkers { options.trustsMarkers = trusts }
        let prepared = try ScanPreparation().prepare(&options, with: scanSettings)
        for note in prepared.lost + prepared.ended { StandardError.note(note) }
        return prepared.library
    }

    private func end(_ outcome: HookOutcome, in surroundings: Surroundings) -> Int32 {
        let settings = surroundings.settings
        let report = HookReport(
            findings: outcome.findings, coverage: outcome.coverage, event: kind.event,
            doubt: doubt(settings) == .block ? .blocked : .allowed,
            answer: answer(surroundings.layout, settings),
            options: ReportOptions(
                colour: Terminal.takesColour(STDERR_FILENO, surroundings.variables), width: 100, now: .now,
                showSuppressed: showsSuppressed))
        let text = report.text
        if !text.isEmpty { StandardError.write(text) }
        if !outcome.blocking.isEmpty { return 1 }
        if outcome.coverage.isComplete { return 0 }
        return doubt(settings) == .block ? 3 : 0
    }

    /// Names are told as from the top of the working tree, where people mostly stand.
    private func answer(_ layout: RepositoryLayout, _ settings: ScanConfiguration?) -> LastingAnswer {
        let top = (layout.worktree ?? ".") + "/"
        func short(_ path: String) -> String { path.hasPrefix(top) ? String(path.dropFirst(top.count)) : path }
        return LastingAnswer(
            settings: (settings?.file).map(short), baseline: (settings?.baseline).map(short),
            hasUnnamedBaseline: FileManager.default.fileExists(atPath: top + Baseline.fileName),
            roll: (settings?.roll).map(short))
    }

    private func doubt(_ settings: ScanConfiguration?) -> ScanConfiguration.Doubt {
        onError ?? settings?.hooks.onError ?? (kind.isOnServer ? .block : .allow)
    }

    private func failed(_ reason: String, settings: ScanConfiguration?) -> Int32 {
        let isBlocked = doubt(settings) == .block
        StandardError.note(reason)
        StandardError.note(isBlocked ? "blocked, because nothing could be checked" : "let through unchecked")
        return isBlocked ? 3 : 0
    }

    private func startClock(_ settings: ScanConfiguration?) {
        let own = timeLimitInSeconds ?? settings?.hooks.timeLimitInSeconds
        guard let limit = own ?? (kind.isOnServer ? Self.timeLimitOnServers : nil) else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + limit) { Interruption.cancellation.set() }
    }
}

extension HookKind {
    /// What is stopped, for the report.
    fileprivate var event: HookReport.Event {
        switch self {
        case .preCommit: .commit
        case .prePush: .push
        case .preReceive: .receive
        }
    }
}

// MARK: The short way

extension HookRun {
    /// The command line of a hook without options of ours but `--config`, which is read without ArgumentParser: that alone
    /// takes longer than scanning a commit. nil for anything else.
    init?(commandLine: [String]) {
        guard commandLine.count >= 4, commandLine[1] == "hook", commandLine[2] == "run",
            let kind = HookKind(rawValue: commandLine[3])
        else { return nil }
        self.kind = kind
        var rest = commandLine[4...]
        if rest.first == "--config", rest.count >= 2 {
            configuration = rest[rest.startIndex + 1]
            rest = rest.dropFirst(2)
        }
        guard !rest.contains(where: { $0.hasPrefix("-") }) else { return nil }
        arguments = Array(rest)
    }
}
