private import Detection
private import Discovery
package import Model

private import Foundation
private import Reports
private import Repositories

/// One execution over all targets of a configuration: it leaves a run folder, or nothing.
///
/// There is nothing to resume by itself: what was read of a target is in the scan state as soon as it has been read, and a
/// run that was not published does not count. The next sweep compares with the last published run, so that whatever a killed
/// one had found is new then.
package struct Sweep: Sendable {
    private let configuration: SweepConfiguration
    private let tools: SweepTools
    private let cancellation: CancellationFlag

    package init(configuration: SweepConfiguration, tools: SweepTools, cancellation: CancellationFlag) {
        self.configuration = configuration
        self.tools = tools
        self.cancellation = cancellation
    }

    /// A published run.
    package struct Outcome: Sendable {
        /// Path of the run folder.
        package let path: String
        package let results: [SweptTarget]
        package let counts: RunRecord.Counts
        /// Neither suppressed nor names.
        package let findings: Int
        /// Names of accounts and ids, which are no secrets, and are not suppressed.
        package let names: Int
        /// Findings that the last run did not have, those it had and this one has not, and those of which this one
        /// cannot say.
        package let new: Int
        package let gone: Int
        package let unconfirmed: Int
        package var notices: [String]
        /// Of the command: docs/sweeps.md.
        package let exitCode: Int32
    }

    /// - Parameter progress: is told of every target as it ends, on any thread.
    package func run(notifying: Bool = true, progress: @escaping @Sendable (SweptTarget) -> Void) throws(SweepError)
        -> Outcome
    {
        let folder = SweepFolder(configuration.folder)
        try DurableName.makeFolder(folder.runs)
        let lock = try SweepLock(folder: folder.path)
        try DurableName.makeFolder(configuration.cacheFolder)
        folder.removeDebris()
        SweepFolder.removeTemporaries(below: configuration.stateFolder)
        removeDamagedMirrors()
        var notices: [String] = []
        if let owner = lock.abandonedBy, (tools.supervisor?.handover.deaths ?? 0) == 0 {
            notices.append("the last sweep did not come to its end (\(owner)); what it read is not read again")
        }
        let (last, problems) = try PublishedRun.newest(in: folder)
        notices += problems
        // A sweep that was killed between the two.
        if let newest = try folder.publishedRuns().last { try folder.pointLatest(to: newest) }

        let started = Timestamp.now.seconds
        let clock = ContinuousClock()
        let start = clock.now
        let list = TargetList(configuration)
        notices += list.notices
        var results = scanAll(list.targets, progress: progress)
        guard !cancellation.isSet else {
            lock.release()
            throw .interrupted
        }
        results += vanished(from: list, since: last)
        let pass = SweepPass(
            results: results, emptyGlobs: list.emptyGlobs, started: started, duration: clock.now - start,
            notices: notices)
        let rollup = RunRollup(pass, tools: tools, last: last)
        let report: ScanReport
        do { report = try tools.takeIntoRoll?(rollup.report) ?? rollup.report } catch { throw .roll("\(error)") }
        var outcome = try publish(rollup.with(report), in: folder, last: last)
        if notifying, !configuration.webhooks.isEmpty {
            outcome.notices += NotificationQueue(folder: folder, configuration: configuration).deliver(
                cancellation: cancellation)
        }
        lock.release()
        return outcome
    }

    /// What a killed sweep had put aside to fetch it anew.
    private func removeDamagedMirrors() {
        let cache = configuration.cacheFolder
        for name in (try? FileManager.default.contentsOfDirectory(atPath: cache)) ?? []
        where name.hasSuffix(".git.damaged") {
            try? FileManager.default.removeItem(atPath: cache + "/" + name)
        }
    }

    /// Below that a scan does not work well.
    private static let leastMemoryInBytes = 64 << 20

    private func scanAll(_ targets: [SweepTarget], progress: @escaping @Sendable (SweptTarget) -> Void)
        -> [SweptTarget]
    {
        let processors = ProcessInfo.processInfo.activeProcessorCount
        // Each target takes a share of memory, so not as many as there are processors on a big machine.
        let greatest = configuration.concurrency ?? min(4, processors)
        let width = max(1, min(greatest, targets.count))
        // Not by how many there are today: the state of a target holds for its share of memory.
        let memory = max(Self.leastMemoryInBytes, configuration.memoryInBytes / greatest)
        let jobs = configuration.jobs ?? max(1, processors / width)
        let watchdog = Watchdog()
        defer { watchdog.end() }
        let handover = tools.supervisor?.handover ?? SweepHandover()
        @Sendable func scan(_ number: Int) -> SweptTarget {
            let scan = TargetScan(
                target: targets[number], configuration: configuration, tools: tools, jobs: jobs, memoryInBytes: memory,
                watchdog: watchdog)
            let result = scan.run(cancellation: cancellation)
            progress(result)
            return result
        }
        // Nothing else is under way when one of these ends the process.
        let alone = targets.indices.filter { handover.suspects.contains(targets[$0].name) }
        let together = targets.indices.filter { !handover.suspects.contains(targets[$0].name) }
        var results = zip(together, mapConcurrently(together.count, jobs: width) { scan(together[$0]) }).map {
            ($0, $1)
        }
        for number in alone { results.append((number, scan(number))) }
        return results.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Targets that a glob named in the last run and names no more. The first time that is a gap: a disk may not be mounted.
    /// The second time what they held is gone.
    private func vanished(from list: TargetList, since last: PublishedRun?) -> [SweptTarget] {
        guard let last else { return [] }
        let globs = Set(configuration.targets.filter { $0.kind != .url && TargetList.isGlob($0.text) }.map(\.text))
        let present = Set(list.targets.map(\.name))
        return last.manifest.targets.compactMap { target in
            guard globs.contains(target.entry), !present.contains(target.name),
                !configuration.except.contains(where: { TargetList.covers($0, target.name) })
            else { return nil }
            let isSecondTime = target.outcome == SweptTarget.Outcome.vanished.rawValue
            if isSecondTime, target.unconfirmed == 0 { return nil }
            var result = SweptTarget(
                name: target.name, entry: target.entry, outcome: .vanished, isTrusted: false,
                optionsDigest: target.optionsDigest,
                coverage: Coverage(), durationInSeconds: 0)
            result.sources = target.sources
            if isSecondTime {
                result.reason = "it has been gone since the run before; what it held is gone with it"
            } else {
                let detail =
                    "\(target.entry) does not match it any more; if it is not back at the next run, what it held is gone"
                result.reason = detail
                result.coverage.note(.unreadable, target.name, in: target.name, detail)
            }
            return result
        }
    }

    private func publish(_ rollup: RunRollup, in folder: SweepFolder, last: PublishedRun?) throws(SweepError) -> Outcome
    {
        let earlier = try folder.publishedRuns()
        let name = SweepFolder.RunName(
            number: (earlier.last?.number ?? 0) + 1, time: rollup.report.run.started.seconds)
        let runs = earlier + [name]
        let (doomed, notice) = RunRetention(
            configured: configuration.retention, now: Timestamp.now.seconds
        )
        .doomed(runs.map { ($0, $0.started) })
        var notices = rollup.report.run.notices + [notice].compactMap(\.self)
        if rollup.comparison.dropped > 0 {
            notices.append(
                "of the last run \(Quantity.counted(rollup.comparison.dropped, "finding is", "findings are")) of targets that are no longer in the configuration; nobody looks after them"
            )
        }
        let manifest = RunManifest(
            name: name, previous: rollup.comparable?.name.text,
            configuration: (configuration.file, configuration.digest), host: ProcessInfo.processInfo.hostName,
            run: rollup.report.run,
            results: rollup.results, comparison: rollup.comparison, exitCode: rollup.report.exitCode, notices: notices)
        try RunPublication(folder: folder, manifest: manifest, report: rollup.report, findings: rollup.findings)
            .publish()
        tools.supervisor?.tell(.published)
        for run in doomed { folder.remove(run) }
        return Outcome(
            path: folder.path(of: manifest.name), results: rollup.results, counts: rollup.report.run.counts,
            findings: rollup.findings.joined().count(where: \.isActionable),
            names: rollup.findings.joined().count(where: \.isOpenName), new: rollup.comparison.new.count,
            gone: rollup.comparison.gone.count, unconfirmed: rollup.comparison.unconfirmed.count,
            notices: manifest.notices,
            exitCode: manifest.exitCode)
    }
}
