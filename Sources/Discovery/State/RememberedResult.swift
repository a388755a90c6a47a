internal import Model
internal import Repositories
private import Foundation

/// What a scan of a target gave, for the next scan of the same target with nothing changed.
enum RememberedResult {
    /// All but the findings.
    private struct Head: Codable {
        let files: String
        let target: RunRecord.Target
        let counts: RunRecord.Counts
        let coverage: Coverage
        let notices: [String]
        /// Repositories within the target, which are scanned after it.
        let nested: [String]
        /// The days on which it holds; nil for every day.
        let dates: MarkerDates?
    }

    private static func encode(_ result: TargetResult, files: String) -> [UInt8]? {
        let head = Head(
            files: files, target: result.target, counts: result.counts, coverage: result.coverage,
            notices: result.notices, nested: result.nested,
            dates: result.markerDates)
        guard let data = try? JSONEncoder().encode(head) else { return nil }
        var writer = ByteWriter()
        writer.write(String(decoding: data, as: UTF8.self))
        return writer.bytes + FindingEncoder.encode(result.findings)
    }

    private static func decode(_ bytes: ArraySlice<UInt8>, files: String, today: CivilDate) -> TargetResult? {
        var reader = ByteReader(bytes)
        guard let text = reader.text(), let head = try? JSONDecoder().decode(Head.self, from: Data(text.utf8)),
            head.files == files, head.dates?.contains(today) ?? true, let findings = FindingDecoder.decode(reader.rest)
        else { return nil }
        var result = TargetResult(target: head.target)
        result.findings = findings
        result.counts = head.counts
        result.coverage = head.coverage
        result.notices = head.notices
        result.nested = head.nested
        result.markerDates = head.dates
        return result
    }

    /// The result of a target: remembered if nothing has changed since, else from `scan`, and remembered then.
    static func result(
        of target: String, _ context: ScanContext, scan: () throws(ScanError) -> TargetResult
    ) throws(ScanError) -> TargetResult {
        // Secrets are never written, so a report that shows them cannot come from the state.
        guard !context.options.showSecrets, context.options.suppressions.isEmpty, target != "-",
            let (name, roots) = roots(of: target),
            let folder = context.stateFolder(ofTarget: name)
        else { return try scan() }
        let conditions = context.resultConditions(target: target)
        let files = FilesFingerprint(roots)
        let remembered = folder.read(.result, conditions: conditions)
        if let result = remembered.flatMap({ decode($0, files: files.digest, today: context.options.today) }) {
            return result
        }
        let isReliable = files.isReliable
        var result = try scan()
        result.findings.sort(by: Scan.order)
        // Memory may be there the next time.
        let isShort = result.coverage.entries.contains { $0.detail == ContentScanner.shortage }
        if isReliable, !isShort, !context.progress.cancellation.isSet,
            let body = encode(result, files: files.digest),
            let problem = folder.write(.result, body, conditions: conditions)
        {
            result.notices.append(problem)
        }
        return result
    }

    /// What names the target, and all that a scan of it reads; nil if that is not known.
    private static func roots(of target: String) -> (name: String, roots: [String])? {
        guard let layout = RepositoryLayout.find(at: target) else {
            return FileSystem.absolutePath(target).map { ($0, [$0]) }
        }
        // The working tree holds the repository's own folder, but for linked worktrees and submodules.
        var roots =
            [layout.commonDirectory, layout.gitDirectory]
            + ObjectCatalog.folders(below: layout.commonDirectory + "/objects")
        if let worktree = layout.worktree { roots.append(worktree) }
        let unique = Set(roots)
        return (
            layout.commonDirectory,
            unique.filter { root in !unique.contains { $0 != root && root.hasPrefix($0 + "/") } }.sorted()
        )
    }
}
