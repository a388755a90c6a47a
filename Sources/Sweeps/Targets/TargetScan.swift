internal import Detection
internal import Discovery
internal import Model

private import Foundation
private import Repositories

/// Fetches and scans one target. Whatever happens becomes part of the result.
struct TargetScan {
    let target: SweepTarget
    let configuration: SweepConfiguration
    let tools: SweepTools
    let jobs: Int
    let memoryInBytes: Int
    let watchdog: Watchdog

    /// Where nobody says how long, a server that says nothing is not waited for longer.
    private static let fetchLimitInSeconds = 3600

    func run(cancellation: CancellationFlag) -> SweptTarget {
        let clock = ContinuousClock()
        let started = clock.now
        // A time limit stops this target alone, a signal all of them.
        let own = CancellationFlag(parent: cancellation)
        let done = CancellationFlag()
        defer { done.set() }
        if let limit = target.options.timeLimitInSeconds { watch(own, seconds: limit, done: done) }
        var result = SweptTarget(
            name: target.name, entry: target.entry, outcome: .complete, isTrusted: target.options.isTrusted,
            optionsDigest: optionsDigest, coverage: Coverage(), durationInSeconds: 0)
        if let death = tools.supervisor?.handover.fatal[target.name] {
            end(
                &result, .crashed, .unreadable,
                "\(death); it was left out so that the others could be scanned, and is tried again in the next sweep")
        } else {
            tools.supervisor?.tell(.begun(target.name))
            switch target.place {
            case .path(let path): scan(path, own, into: &result)
            case .url(let url): fetchAndScan(url, own, into: &result)
            }
            tools.supervisor?.tell(.ended(target.name))
        }
        if own.isSet, !cancellation.isSet, let limit = target.options.timeLimitInSeconds {
            end(
                &result, .timeLimit, .cancelled,
                "its time limit of \(limit) seconds was reached; raise `time_limit`, or leave it out")
        }
        if result.outcome == .complete, !result.coverage.isComplete {
            result.outcome = result.report?.run.targets.first?.kind == .unreadable ? .unreadable : .incomplete
        }
        if result.reason == nil { result.reason = result.coverage.withoutFacts.entries.first?.detail }
        result.sources = result.report?.run.targets.map(\.source) ?? []
        result.durationInSeconds = (clock.now - started) / .seconds(1)
        return result
    }

    private func watch(_ flag: CancellationFlag, seconds: Int, done: CancellationFlag) {
        guard let supervisor = tools.supervisor else { return watchdog.watch(flag, seconds: seconds) }
        watchdog.watch(flag, seconds: seconds, done: done) { [name = target.name] in supervisor.giveUp(on: name) }
    }

    private func end(
        _ result: inout SweptTarget, _ outcome: SweptTarget.Outcome, _ reason: Coverage.Reason, _ detail: String
    ) {
        result.outcome = outcome
        result.reason = detail
        result.coverage.note(reason, target.name, in: target.name, detail)
    }

    // MARK: Fetching

    private func fetchAndScan(_ url: CloneURL, _ cancellation: CancellationFlag, into result: inout SweptTarget) {
        let mirror = configuration.cacheFolder + "/" + MirrorName.folderName(of: url)
        guard fetch(url, mirror, cancellation, into: &result) else { return }
        let wasStale = result.outcome == .stale
        scan(mirror, cancellation, into: &result)
        // What stood in the cache may be damaged, and then the server still has it.
        guard !wasStale, result.fetch != .created, result.coverage.showsDamage, !cancellation.isSet else { return }
        // Unless it has just that from the server, as fetching it anew has shown before.
        let known = mirror + ".damage"
        guard (try? String(contentsOfFile: known, encoding: .utf8)) != result.gapsDigest else { return }
        let aside = mirror + ".damaged"
        try? FileManager.default.removeItem(atPath: aside)
        guard rename(mirror, aside) == 0 else { return }
        var fresh = SweptTarget(
            name: target.name, entry: target.entry, outcome: .complete, isTrusted: target.options.isTrusted,
            optionsDigest: optionsDigest, coverage: Coverage(), durationInSeconds: 0)
        if fetch(url, mirror, cancellation, into: &fresh) {
            scan(mirror, cancellation, into: &fresh)
            result = fresh
            try? FileManager.default.removeItem(atPath: aside)
            if fresh.coverage.showsDamage, let digest = fresh.gapsDigest {
                try? DurableName.replace(known, with: digest)
            }
        } else {
            _ = rename(aside, mirror)
        }
    }

    /// - Returns: whether there is something to scan.
    private func fetch(
        _ url: CloneURL, _ mirror: String, _ cancellation: CancellationFlag, into result: inout SweptTarget
    ) -> Bool {
        let authentication = configuration.authentications.filter { $0.covers(url.text) }.max {
            $0.url.count < $1.url.count
        }
        let request = FetchRequest(
            url: url.text, path: mirror, sizeLimitInBytes: target.options.sizeLimitInBytes,
            certificates: configuration.certificates, authentication: authentication)
        let patience = CancellationFlag(parent: cancellation)
        if target.options.timeLimitInSeconds == nil { watchdog.watch(patience, seconds: Self.fetchLimitInSeconds) }
        switch FetchProcess(command: tools.fetchCommand).run(request, cancellation: patience) {
        case .stopped:
            if !cancellation.isSet {
                end(
                    &result, .unreadable, .unreadable,
                    "the server did not answer for an hour; set `time_limit` for another patience")
            }
            if FileManager.default.fileExists(atPath: mirror), !cancellation.isSet {
                result.outcome = .stale
                return true
            }
            return false
        case .answered(.fetched(let outcome)):
            result.fetch = SweptTarget.Fetch(outcome)
            return true
        case .answered(.failed(let kind, let reason)):
            result.fetch = SweptTarget.Fetch(kind)
            if kind == .tooLarge {
                end(&result, .tooLarge, .tooLarge, reason)
                return false
            }
            let isThere = FileManager.default.fileExists(atPath: mirror)
            end(
                &result, isThere ? .stale : .unreadable, .unreadable,
                reason + (isThere ? "; what was fetched last was scanned again" : ""))
            return isThere
        }
    }

    // MARK: Scanning

    private func scan(_ path: String, _ cancellation: CancellationFlag, into result: inout SweptTarget) {
        if let limit = target.options.sizeLimitInBytes, TargetSize.exceeds(limit, at: path) {
            end(
                &result, .tooLarge, .tooLarge,
                "it is larger than its size limit of \(limit) bytes; raise `size_limit`, or leave it out")
            return
        }
        let progress = ScanProgress(cancellation: cancellation)
        var options = options(for: path)
        if target.options.isTrusted {
            // Settings that nobody can read suppress nothing: what is in the target is reported all the same.
            do {
                let trusted = try tools.trustedSuppressions(path)
                options.suppressions = trusted.suppressions
                result.notices += trusted.notes
            } catch {
                result.notices.append("\(target.name): its own settings do not count, they have mistakes: \(error)")
            }
        }
        do {
            let scan = Scan(
                library: tools.library, key: tools.key, options: options, progress: progress, toolVersion: tools.version
            )
            let report = try scan.run([path])
            result.coverage.merge(report.run.coverage)
            result.report = report
        } catch {
            end(&result, .unreadable, .unreadable, error.description)
        }
    }

    private func options(for path: String) -> ScanOptions {
        let own = target.options
        var options = ScanOptions()
        options.history = own.history
        options.branch = own.branch
        options.since = own.since
        options.worktree = own.worktree ?? (options.selectsCommits ? .none : .full)
        options.paths = PathFilter(include: own.include, exclude: own.exclude)
        options.hasIncludes = !own.include.isEmpty
        options.minimumConfidence = own.minimumConfidence ?? options.minimumConfidence
        options.pieceSize = own.pieceSizeInBytes ?? options.pieceSize
        options.isExhaustive = own.isExhaustive
        options.skipsNothing = own.skipsNothing
        options.jobs = jobs
        options.memory = memoryInBytes
        options.stateFolder = configuration.stateFolder
        options.collectsArtefacts = configuration.readsArtefacts
        options.choosesRules = !configuration.onlyRules.isEmpty || !configuration.skippedRules.isEmpty
        options.trustsMarkers = own.isTrusted
        options.today = .today
        options.sourceNames = [path: target.name]
        return options
    }

    private var optionsDigest: String {
        let own = target.options
        return Digest.sha256(
            [
                own.history.rawValue, own.worktree?.rawValue ?? "-", own.branch ?? "-", own.since ?? "-",
                own.include.joined(separator: "\0"),
                own.exclude.joined(separator: "\0"), own.minimumConfidence.map { "\($0)" } ?? "-", "\(own.isTrusted)",
                "\(own.isExhaustive)",
                "\(own.skipsNothing)", own.pieceSizeInBytes.map(String.init) ?? "-",
            ].joined(separator: "\n"))
    }
}

extension Coverage {
    /// Whether objects that should be whole are not.
    fileprivate var showsDamage: Bool {
        [.corruptObject, .corruptPack, .missingObject].contains { counts[$0, default: 0] > 0 }
    }
}
