internal import ConfigTrees
package import Detection
package import Model
internal import Repositories
private import Foundation

/// One execution over one or more targets.
package struct Scan: Sendable {
    let library: RuleLibrary
    private let key: FingerprintKey
    let options: ScanOptions
    let progress: ScanProgress
    private let toolVersion: String

    package init(
        library: RuleLibrary, key: FingerprintKey, options: ScanOptions, progress: ScanProgress, toolVersion: String
    ) {
        self.library = library
        self.key = key
        self.options = options
        self.progress = progress
        self.toolVersion = toolVersion
    }

    /// Scans all targets. One that cannot be opened is in coverage and does not stop the others.
    /// - Parameter targets: paths, or `-` for standard input.
    package func run(_ targets: [String]) throws(ScanError) -> ScanReport {
        let started = Date()
        let targets = targets.map(TargetSpelling.plain)
        let context = ScanContext(
            library: library, options: options, key: key, progress: progress, toolVersion: toolVersion)
        var results: [TargetResult] = []
        var seen: Set<String> = []
        for target in targets where seen.insert(target).inserted {
            if progress.cancellation.isSet { break }
            // What is remembered of a target has no artefacts; its blobs are remembered all the same.
            if options.collectsArtefacts {
                results.append(try scan(target, context))
                continue
            }
            results.append(
                try RememberedResult.result(of: target, context) { () throws(ScanError) in try scan(target, context) })
        }
        try scanNested(in: &results, context)
        var coverage = Coverage()
        var counts = RunRecord.Counts()
        for result in results {
            coverage.merge(result.coverage)
            counts.add(result.counts)
        }
        if progress.cancellation.isSet {
            coverage.note(
                .cancelled, "scan", in: targets.joined(separator: " "),
                "the scan was stopped before its end; scan again for the rest")
        }
        let findings = Self.ordered(results)
        let artefacts = results.flatMap(\.artefacts).sorted()
        if options.collectsArtefacts { counts.artefacts = artefacts.count }
        counts.count(findings)
        let finished = Date()
        let run = RunRecord(
            toolVersion: toolVersion, rulesDigest: context.rulesDigest, ruleCount: library.rules.count,
            targets: results.map(\.target), counts: counts, coverage: coverage, started: Self.timestamp(started),
            finished: Self.timestamp(finished), durationInSeconds: finished.timeIntervalSince(started),
            notices: [key.notice].compactMap { $0 } + results.flatMap(\.notices), keyID: key.id)
        return ScanReport(findings: findings, run: run, artefacts: artefacts)
    }

    /// Scans the repositories that were met within targets, and those within these, each once.
    private func scanNested(in results: inout [TargetResult], _ context: ScanContext) throws(ScanError) {
        // A submodule's repository is met twice: from its working tree and below `.git/modules`.
        var seen = Set(results.compactMap { RepositoryLayout.exactly(at: $0.target.source)?.commonDirectory })
        var number = 0
        while number < results.count {
            // Working trees first: a submodule is known by its place in the tree.
            let nested = results[number].nested.sorted {
                ($0.contains("/.git/") ? 1 : 0, $0) < ($1.contains("/.git/") ? 1 : 0, $1)
            }
            for path in nested where !progress.cancellation.isSet {
                guard let layout = RepositoryLayout.exactly(at: path), seen.insert(layout.commonDirectory).inserted
                else { continue }
                results.append(try RepositoryScan(context: context, layout: layout, source: path).run())
            }
            number += 1
        }
    }

    private func scan(_ target: String, _ context: ScanContext) throws(ScanError) -> TargetResult {
        if target == "-" {
            if options.stagedOnly || options.selectsCommits {
                throw .badSelection("standard input has no commits or staged files to choose from")
            }
            return scanStandardInput(context)
        }
        switch PathKind(target) {
        case .directory:
            if let layout = RepositoryLayout.find(at: target) {
                var result = try RepositoryScan(
                    context: context, layout: layout, source: options.sourceNames[target] ?? target
                ).run()
                result.target.isWhole = options.isWhole && layout.prefix.isEmpty
                noteFault(of: target, into: &result)
                return result
            }
            if options.stagedOnly || options.selectsCommits {
                throw .badSelection(
                    "\(target) is no Git repository, so there are no commits or staged files to choose from")
            }
            var result = scanDirectory(target, context)
            noteFault(of: target, into: &result)
            return result
        case .file:
            if options.stagedOnly || options.selectsCommits {
                throw .badSelection(
                    "\(target) is a file; commits and staged files are chosen in a repository: name that, and the file with --include"
                )
            }
            return scanFile(target, context)
        case .other: return unreadable(target, "it is neither a file nor a folder; name one, or `-` for standard input")
        case .unreadable(let reason): return unreadable(target, "\(reason); check the path and its permissions")
        }
    }

    private func noteFault(of target: String, into result: inout TargetResult) {
        guard options.history == .full, !options.stagedOnly, let fault = RepositoryLayout.fault(at: target) else {
            return
        }
        result.coverage.note(.unreadable, ".git", in: result.target.source, fault)
    }

    private func unreadable(_ target: String, _ detail: String) -> TargetResult {
        var result = TargetResult(target: RunRecord.Target(source: target, kind: .unreadable))
        result.coverage.note(.unreadable, target, in: target, detail)
        return result
    }

    /// What was remembered of a target is in order: sorting moves half a megabyte of findings about for nothing.
    private static func ordered(_ results: [TargetResult]) -> [Finding] {
        let findings = results.flatMap(\.findings)
        let isOrdered = zip(findings, findings.dropFirst()).allSatisfy { !order($1, $0) }
        return isOrdered ? findings : findings.sorted(by: order)
    }

    /// The order of findings files: where, then what. Ids last, so that it is total.
    package static func order(_ left: Finding, _ right: Finding) -> Bool {
        if left.location.source != right.location.source { return left.location.source < right.location.source }
        if left.location.path != right.location.path {
            return left.location.path.lexicographicallyPrecedes(right.location.path)
        }
        if left.location.start != right.location.start { return left.location.start < right.location.start }
        return (left.rule.id, left.credential.fingerprint, left.location.carrier.rawValue, left.id)
            < (right.rule.id, right.credential.fingerprint, right.location.carrier.rawValue, right.id)
    }

    private static func timestamp(_ date: Date) -> Timestamp {
        Timestamp(seconds: Int64(date.timeIntervalSince1970), offsetInMinutes: 0)
    }
}
