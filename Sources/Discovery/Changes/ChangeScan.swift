internal import Detection
internal import Model
internal import Repositories

/// Scans what changes bring in: new contents, and of their credentials those that none of the earlier contents at the
/// same path has. A content is scanned whole, so that rules of several lines see all of theirs.
struct ChangeScan {
    let context: ScanContext
    let layout: RepositoryLayout
    let source: String
    /// Where objects lie beside the repository's own.
    var objectFolders: [String] = []

    /// What one worker has for its own.
    private struct Worker: ~Copyable {
        let database: ObjectDatabase
        var scanner: ContentScanner
    }

    private struct Outcome: Sendable {
        var drafts: [Draft] = []
        var counts = RunRecord.Counts()
        var coverage = Coverage()
    }

    /// Changes that one worker takes at a time; fewer than two such portions are no work for two.
    private static let portion = 16

    /// - Parameters:
    ///   - carrier: `.index` or `.blob`.
    ///   - condition: what is said of where the findings' content is.
    func drafts(
        of changes: [FileChange], as carrier: Carrier, condition: Provenance.Condition?, into result: inout TargetResult
    ) -> [Draft] {
        let prefix = Array(layout.prefix.utf8)
        let wanted = changes.filter {
            $0.path.starts(with: prefix) && context.options.paths.takes($0.path)
        }
        let portions = stride(from: 0, to: wanted.count, by: Self.portion).map {
            wanted[$0..<min($0 + Self.portion, wanted.count)]
        }
        let outcomes = mapConcurrently(portions.count, jobs: context.options.jobs) { number in
            scan(portions[number], as: carrier, condition: condition)
        }
        for outcome in outcomes {
            result.counts.add(outcome.counts)
            result.coverage.merge(outcome.coverage)
        }
        return outcomes.flatMap(\.drafts)
    }

    private func scan(_ changes: ArraySlice<FileChange>, as carrier: Carrier, condition: Provenance.Condition?)
        -> Outcome
    {
        var outcome = Outcome()
        do {
            var worker = Worker(
                database: ObjectDatabase(of: layout, others: objectFolders),
                scanner: try ContentScanner(context))
            for change in changes {
                if context.progress.cancellation.isSet { break }
                scan(change, as: carrier, condition: condition, with: &worker, into: &outcome)
            }
        } catch {
            self.note(.unreadable, "objects", "\(error)", into: &outcome)
        }
        return outcome
    }

    private func scan(
        _ change: FileChange, as carrier: Carrier, condition: Provenance.Condition?, with worker: inout Worker,
        into outcome: inout Outcome
    ) {
        let name = String(decoding: change.path, as: UTF8.self)
        var found: [Sighting]
        do {
            let size: Int
            (found, size) = try sightings(in: change.new, with: &worker)
            outcome.counts.blobs += 1
            outcome.counts.bytes += Int64(size)
        } catch {
            return self.note(.missingObject, name, "\(error)", into: &outcome)
        }
        for limit in worker.scanner.limitHits { self.note(.limitHit, name, CoverageText.detail(limit), into: &outcome) }
        for opening in worker.scanner.notes {
            self.note(opening.reason, CoverageText.subject(name, opening), opening.detail, into: &outcome)
        }
        if !found.isEmpty {
            // A new file may be an old one under another name, and changed as well.
            let known = known(in: change.old + change.gone, at: change.path, with: &worker)
            found.removeAll { sighting in
                let isTold = known[sighting.holding.credential]
                return isTold == true || isTold == false && !context.isTold(sighting.holding, at: change.path)
            }
        }
        outcome.drafts += found.map { sighting in
            var draft = Draft(carrier: carrier, path: change.path, blob: change.new, sighting: sighting)
            if let condition { draft.note(condition) }
            return draft
        }
        if change.old.isEmpty, change.path.count >= Scrubber.leastLengthInNames {
            outcome.drafts += NameScan.drafts(in: change.path, with: &worker.scanner)
        }
    }

    /// What stands in an object, and its size.
    private func sightings(in id: ObjectID, with worker: inout Worker) throws(GitError) -> ([Sighting], Int) {
        if let size = worker.database.size(id), size > context.options.greatestWhole {
            // The database would hold it whole.
            let catalog = ObjectCatalog(of: layout, jobs: context.options.jobs, memory: context.options.memory)
            let found = worker.scanner.sightings(in: id, with: ObjectReader(catalog: catalog))
            if let found { return (found, size) }
        }
        let content = try worker.database.read(id).content
        return (content.withUnsafeBytes { worker.scanner.sightings(in: $0, of: .file) }, content.count)
    }

    /// The credentials of the earlier contents, and of each whether it was told of. A content that is absent, as in a partial
    /// clone, had nothing as far as we know.
    private func known(in contents: [ObjectID], at path: [UInt8], with worker: inout Worker) -> [Int32: Bool] {
        var known: [Int32: Bool] = [:]
        for id in contents {
            for sighting in (try? sightings(in: id, with: &worker))?.0 ?? [] {
                let isTold = context.isTold(sighting.holding, at: path)
                known[sighting.holding.credential] = isTold || known[sighting.holding.credential] == true
            }
        }
        return known
    }

    private func note(_ reason: Coverage.Reason, _ subject: String, _ detail: String, into outcome: inout Outcome) {
        outcome.coverage.note(reason, subject, in: source, detail)
    }
}

/// Scans what `git diff --cached` would show.
struct StagedScan {
    let context: ScanContext
    let layout: RepositoryLayout
    let source: String
    var environment = HookEnvironment()
    /// nil to read them.
    var changes: ChangeSet?

    func run(into result: inout TargetResult) -> [Draft] {
        do {
            let changes = if let changes { changes } else { try StagedChanges.read(layout, environment) }
            return ChangeScan(
                context: context, layout: layout, source: source, objectFolders: environment.objectFolders
            )
            .drafts(of: changes.filesToScan, as: .index, condition: .staged, into: &result)
        } catch {
            result.coverage.note(.unreadable, "index", in: source, "\(error)")
            return []
        }
    }
}
