internal import Detection
internal import Discovery
internal import Model

/// What one pass over all targets gave.
struct SweepPass {
    let results: [SweptTarget]
    /// Globs of the configuration that nothing matches.
    let emptyGlobs: [String]
    /// Seconds since 1970.
    let started: Int64
    let duration: Duration
    let notices: [String]
}

/// The results of all targets as one report, and what has changed since the last run.
struct RunRollup {
    let results: [SweptTarget]
    /// By target.
    let findings: [[Finding]]
    let report: ScanReport
    let comparison: RunComparison
    /// The run it is compared with; nil for none.
    let comparable: PublishedRun?

    init(_ pass: SweepPass, tools: SweepTools, last: PublishedRun?) {
        var sum = Sum(notices: pass.notices)
        for result in pass.results { sum.take(result) }
        for glob in pass.emptyGlobs {
            sum.coverage.note(
                .unreadable, glob, in: glob, "it matches nothing; check the path, and that its disk is there")
        }
        comparable = Self.comparable(last, tools, pass.results, &sum.notices)
        results = pass.results.map { Self.withSources(ofLast: last, $0) }
        findings = Self.findings(of: pass.results)
        let all = findings.flatMap(\.self).sorted(by: Scan.order)
        sum.counts.count(all)
        let digest = pass.results.lazy.compactMap { $0.report?.run.rulesDigest }.first
        let run = RunRecord(
            toolVersion: tools.version, rulesDigest: digest ?? RulesDigest(of: tools.library).value,
            ruleCount: tools.library.rules.count, targets: sum.targets, counts: sum.counts, coverage: sum.coverage,
            started: Timestamp(seconds: pass.started, offsetInMinutes: 0), finished: .now,
            durationInSeconds: pass.duration / .seconds(1), notices: sum.notices, keyID: tools.key.id)
        report = ScanReport(
            findings: all, run: run, artefacts: pass.results.flatMap { $0.report?.artefacts ?? [] }.sorted())
        comparison = RunComparison(findings: findings, targets: results, last: comparable)
    }

    /// What the runs of all targets say together.
    private struct Sum {
        var coverage = Coverage()
        var counts = RunRecord.Counts()
        var targets: [RunRecord.Target] = []
        var notices: [String]

        init(notices: [String]) { self.notices = notices }

        mutating func take(_ result: SweptTarget) {
            coverage.merge(result.coverage)
            notices += result.notices
            guard let run = result.report?.run else {
                targets.append(RunRecord.Target(source: result.name, kind: .unreadable))
                return
            }
            counts.add(run.counts)
            targets += run.targets
            for notice in run.notices where !notices.contains(notice) { notices.append(notice) }
        }
    }

    /// A target that was not read wholly may hide repositories that the last run met in it.
    private static func withSources(ofLast last: PublishedRun?, _ result: SweptTarget) -> SweptTarget {
        guard result.outcome != .complete, let before = last?.manifest.target(named: result.name) else { return result }
        var result = result
        result.sources = Set(result.sources + before.sources).sorted()
        return result
    }

    /// A repository within one target may be a target by itself: then it speaks for itself.
    private static func findings(of results: [SweptTarget]) -> [[Finding]] {
        let names = Set(results.map(\.name))
        return results.map { result in
            (result.report?.findings ?? []).filter {
                $0.location.source == result.name || !names.contains($0.location.source)
            }
        }
    }

    private init(_ other: RunRollup, report: ScanReport) {
        self.report = report
        results = other.results
        comparable = other.comparable
        // Each finding again with its target, as it was decided about in the roll.
        let decided = Dictionary(report.findings.map { ($0.id, $0) }) { first, _ in first }
        findings = other.findings.map { $0.map { decided[$0.id] ?? $0 } }
        comparison = RunComparison(findings: findings, targets: results, last: comparable)
    }

    /// The same with findings suppressed.
    func with(_ report: ScanReport) -> RunRollup { RunRollup(self, report: report) }

    /// The last run, unless its fingerprints are another key's. Says what else may make a difference that is none.
    private static func comparable(
        _ last: PublishedRun?, _ tools: SweepTools, _ results: [SweptTarget], _ notices: inout [String]
    ) -> PublishedRun? {
        guard let last else { return nil }
        guard last.manifest.key == tools.key.id else {
            notices.append(
                "the fingerprint key is not the one of run \(last.name.text): nothing can be compared, so every finding is new"
            )
            return nil
        }
        if let digest = results.lazy.compactMap({ $0.report?.run.rulesDigest }).first,
            digest != last.manifest.rules.digest
        {
            notices.append(
                "the rules are not the ones of run \(last.name.text): what is new or gone may be so for that")
        }
        for result in results {
            guard let before = last.manifest.target(named: result.name), before.optionsDigest != result.optionsDigest
            else { continue }
            notices.append(
                "\(result.name) is scanned with other options than in run \(last.name.text): what is new or gone there may be so for that"
            )
        }
        return last
    }
}
