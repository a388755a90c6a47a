internal import Detection
internal import Model
internal import Repositories
private import Dispatch
private import Synchronization

/// Makes drafts of what stands in blobs: one for each credential and path, with its history, and one for each
/// credential of a blob that has no path at all.
struct BlobDrafts {
    let context: ScanContext
    let source: String
    let found: FoundHistory
    /// Of paths that are asked for.
    let prefix: [UInt8]
    /// Whether only what some commits changed is asked for.
    let isSelective: Bool
    /// Blobs that the index names, by number: they dangle only as far as trees go.
    let staged: Set<Int32>

    private let provenance: HistoryProvenance
    /// Commits that refs/notes lead to.
    private let notesReach: [Bool]
    /// Blobs in trees, where some tree names two things alike.
    private let twins: Set<Int32>
    private let books: HoldingIndex
    /// Credentials that took another's place and are likely enough to be reported: `password = "changeme"` replaces nothing.
    private let successors: Set<Int32>

    init(
        context: ScanContext, source: String, found: FoundHistory, prefix: [UInt8], isSelective: Bool,
        staged: Set<Int32> = []
    ) {
        self.context = context
        self.source = source
        self.found = found
        self.prefix = prefix
        self.isSelective = isSelective
        self.staged = staged
        provenance = HistoryProvenance(
            history: found.history, graph: found.graph, cancellation: context.progress.cancellation)
        twins = found.graph.hasTwins ? found.graph.blobs : []
        notesReach = found.history.table.reachable(from: found.history.tips.notes)
        books = HoldingIndex(found.holdings)
        successors = Self.successors(context: context, found: found, books)
    }

    private static func successors(context: ScanContext, found: FoundHistory, _ books: HoldingIndex) -> Set<Int32> {
        let histories = found.lifetimes.histories
        let named = Set(histories.values.lazy.flatMap { $0.removed.compactMap(\.replacedBy) })
        if named.isEmpty { return [] }
        var likely: Set<Int32> = []
        for (place, history) in histories where named.contains(place.credential) && !likely.contains(place.credential) {
            let path = found.lifetimes.paths.bytes(of: place.path, names: found.graph.names)
            let isReportable = history.blobs.contains { blob in
                books.holdings(of: place.credential, in: blob).contains { context.isReportable($0, at: path) }
            }
            if isReportable { likely.insert(place.credential) }
        }
        return likely
    }

    private var lifetimes: Lifetimes { found.lifetimes }
    private var holdings: [Int32: [Holding]] { found.holdings }
    private var graph: TreeGraph { found.graph }
    private var lookup: CommitLookup { found.history.lookup }
    private var tips: Tips { found.history.tips }

    /// A draft without its sighting, for which the blob has to be read again.
    private struct Plan: Sendable {
        let credential: Int32
        var blob: Int32
        let path: [UInt8]
        var history: Lifetimes.History?
        /// Blobs in which it stood and that cannot be read any more.
        var unread: Set<Int32> = []
    }

    func drafts(into result: inout TargetResult) -> [Draft] {
        var plans: [Plan] = []
        for (place, history) in lifetimes.histories {
            let path = lifetimes.paths.bytes(of: place.path, names: graph.names)
            guard path.starts(with: prefix), context.options.paths.takes(path) else { continue }
            // With a selection only what its commits brought in counts.
            if isSelective && !history.begins { continue }
            guard let blob = representative(of: history, credential: place.credential, at: path) else {
                continue
            }
            plans.append(Plan(credential: place.credential, blob: blob, path: path, history: history))
        }
        if !isSelective, prefix.isEmpty, !context.options.hasIncludes {
            plans += isCancelled ? unplaced(besides: Set(plans.map(\.credential))) : dangling()
        }
        return drafts(of: plans, into: &result)
    }

    /// The version at HEAD, else any (the one with the least name, to be the same in every run). What is too weak a reading
    /// to be reported stands for the others only if all are.
    private func representative(
        of history: Lifetimes.History, credential: Int32, at path: [UInt8], besides unread: Set<Int32> = []
    ) -> Int32? {
        func isReportable(_ blob: Int32) -> Bool {
            books.holdings(of: credential, in: blob).contains { context.isReportable($0, at: path) }
        }
        let head = history.headBlob.flatMap { unread.contains($0) ? nil : $0 }
        if let head, isReportable(head) { return head }
        let holding = history.blobs.filter { blob in
            !unread.contains(blob) && !books.holdings(of: credential, in: blob).isEmpty
        }
        let reportable = holding.filter(isReportable)
        if let head, reportable.isEmpty { return head }
        return (reportable.isEmpty ? holding : reportable).min {
            lookup.catalog.id(of: Int($0)) < lookup.catalog.id(of: Int($1))
        }
    }

    /// Blobs with findings that neither a tree nor the index holds.
    private func dangling() -> [Plan] {
        var held = staged
        for history in lifetimes.histories.values { held.formUnion(history.blobs) }
        return holdings.keys.filter { !held.contains($0) }.flatMap { blob in
            // Of a file of one word nothing is known without its name.
            Set((holdings[blob] ?? []).filter { $0.slot != KeySlot.nameOfFile }.map(\.credential)).map {
                Plan(credential: $0, blob: blob, path: [], history: nil)
            }
        }
    }

    private var isCancelled: Bool { context.progress.cancellation.isSet }

    /// Of a scan that was stopped: credentials whose path is not known yet, each once, though many versions may hold it.
    private func unplaced(besides placed: Set<Int32>) -> [Plan] {
        var blobs: [Int32: Int32] = [:]
        for (blob, found) in holdings {
            for holding in found where !placed.contains(holding.credential) {
                blobs[holding.credential] = min(blobs[holding.credential] ?? blob, blob)
            }
        }
        return blobs.map { Plan(credential: $0.key, blob: $0.value, path: [], history: nil) }
    }

    /// A blob that a state remembers may be damaged since: then another one that held the credential speaks for it.
    private func drafts(of plans: [Plan], into result: inout TargetResult) -> [Draft] {
        var drafts: [Draft] = []
        var pending = plans
        var unread: Set<ObjectID> = []
        var gaps: Set<Coverage.Entry> = []
        while !pending.isEmpty {
            let (read, missed, found) = read(pending)
            drafts += read
            gaps.formUnion(found)
            pending = []
            for var plan in missed {
                plan.unread.insert(plan.blob)
                let next = plan.history.flatMap {
                    representative(of: $0, credential: plan.credential, at: plan.path, besides: plan.unread)
                }
                guard let next else {
                    unread.insert(lookup.catalog.id(of: Int(plan.blob)))
                    continue
                }
                plan.blob = next
                pending.append(plan)
            }
        }
        for entry in gaps.sorted() { result.coverage.note(entry) }
        for id in unread.sorted() {
            result.coverage.note(
                .unreadable, id.hex, in: source,
                "the object was there at first and cannot be read any more; the repository changed, scan again")
        }
        return drafts
    }

    /// What reading blobs again came to.
    private typealias Reading = (drafts: [Draft], missed: [Plan], gaps: [Coverage.Entry])

    /// Reads each blob once, on all workers, and finds the places again.
    private func read(_ plans: [Plan]) -> Reading {
        let groups = Dictionary(grouping: plans, by: \.blob).sorted { $0.key < $1.key }
        let cursor = Atomic(0)
        let collected = Locked<Reading>(([], [], []))
        DispatchQueue.concurrentPerform(iterations: max(1, min(context.options.jobs, groups.count))) { _ in
            let reader = ObjectReader(catalog: lookup.catalog)
            guard var scanner = try? ContentScanner(context, expectsRepetition: true) else { return }
            while true {
                let number = cursor.add(1, ordering: .relaxed).oldValue
                guard number < groups.count else { return }
                let (blob, plans) = groups[number]
                let id = lookup.catalog.id(of: Int(blob))
                scanner.wanted = Set(plans.map(\.credential))
                guard let sightings = scanner.sightings(in: id, with: reader) else {
                    collected.withLock { $0.missed += plans }
                    continue
                }
                let found = Set(sightings.lazy.map(\.holding.credential))
                if !plans.allSatisfy({ found.contains($0.credential) }) {
                    let hit = limitsHit(by: scanner, in: id)
                    collected.withLock { $0.gaps += hit }
                }
                var drafts: [Draft] = []
                // A dump holds a hundred thousand.
                let places = Dictionary(grouping: sightings.indices) { sightings[$0].holding.credential }
                for var plan in plans {
                    if !isCancelled { leaveOutAbsentVersions(from: &plan, with: reader) }
                    // A container may hold it in several of its files.
                    for place in places[plan.credential] ?? [] {
                        drafts.append(draft(plan, id: id, sighting: sightings[place]))
                    }
                }
                collected.withLock { $0.drafts += drafts }
            }
        }
        // Where no worker had a scanner, nobody has claimed them.
        let unclaimed = groups.dropFirst(cursor.load(ordering: .relaxed)).map {
            let id = lookup.catalog.id(of: Int($0.key)).hex
            return Coverage.Entry(source: source, reason: .unreadable, subject: id, detail: ContentScanner.shortage)
        }
        collected.withLock { $0.gaps += unclaimed }
        return collected.withLock { $0 }
    }

    /// Why a credential that stood in a version's new lines was not found again in all of it: what all lines hold
    /// together ran into a limit.
    private func limitsHit(by scanner: borrowing ContentScanner, in id: ObjectID) -> [Coverage.Entry] {
        func entry(_ subject: String, _ detail: String) -> Coverage.Entry {
            Coverage.Entry(source: source, reason: .limitHit, subject: subject, detail: detail)
        }
        let hit =
            scanner.limitHits.map { entry(id.hex, CoverageText.detail($0)) }
            + scanner.notes.filter { $0.reason == .limitHit }.map {
                entry(CoverageText.subject(id.hex, $0), $0.detail)
            }
        return hit.isEmpty
            ? [
                entry(
                    id.hex, "a credential in it was not found again when it was read for the place: look for it by hand"
                )
            ]
            : hit
    }

    /// Where a parent's version of the file is absent nobody knows whether the commit brought it in; where the commit's own
    /// is, whether it took it away.
    private func leaveOutAbsentVersions(from plan: inout Plan, with reader: borrowing ObjectReader) {
        guard !graph.absentNames.isEmpty, var history = plan.history else { return }
        let start = plan.path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        guard graph.absentNames.contains(Array(plan.path[start...])) else { return }
        let catalog = lookup.catalog
        var (introduced, removed): ([Int32], [Lifetimes.Removed]) = ([], [])
        func isAbsent(_ commit: Int32) -> Bool {
            reader.name(at: plan.path, in: lookup.id(of: commit)).map { catalog.number(of: $0) == nil } ?? false
        }
        for commit in history.introduced {
            if lookup.table.parents(of: Int(commit)).contains(where: isAbsent) {
                history.mayBeOlder = true
            } else {
                introduced.append(commit)
            }
        }
        for removal in history.removed {
            if isAbsent(removal.commit) { history.mayHaveGone = true } else { removed.append(removal) }
        }
        (history.introduced, history.removed) = (introduced, removed)
        plan.history = history
    }

    private func draft(_ plan: Plan, id: ObjectID, sighting: Sighting) -> Draft {
        guard let history = plan.history else {
            var draft = Draft(carrier: isCancelled ? .blob : .danglingBlob, path: [], blob: id, sighting: sighting)
            let refs = tips.others[id] ?? []
            draft.presentIn = Array(refs.prefix(Lifetimes.namedTips))
            draft.refCount = refs.count
            if isCancelled {
                draft.note(.ofUnknownPlace)
            } else if twins.contains(plan.blob) {
                draft.note = "a tree gives its name to two things: Git shows the other one"
            } else if refs.isEmpty {
                draft.note =
                    provenance.hasAbsences
                    ? "dangling: no tree and no commit that is there holds it"
                    : "dangling: no tree and no commit holds it"
            } else {
                draft.note = "a ref names the blob itself: no tree and no commit holds it"
            }
            return draft
        }
        let isNote = !history.introduced.isEmpty && history.introduced.allSatisfy { notesReach[Int($0)] }
        var draft = Draft(carrier: isNote ? .note : .blob, path: plan.path, blob: id, sighting: sighting)
        provenance.tell(&draft, history)
        draft.removed = draft.removed.map { removal in
            (removal.commit, removal.replacedBy.flatMap { successors.contains($0) ? $0 : nil })
        }
        return draft
    }
}
