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
    let history: ReadHistory
    let lifetimes: Lifetimes
    let graph: TreeGraph
    let holdings: [Int32: [Holding]]
    let prefix: [UInt8]
    let isSelective: Bool
    /// Blobs that the index names, by number: they dangle only as far as trees go.
    let staged: Set<Int32>

    private var lookup: CommitLookup { history.lookup }
    private var tips: Tips { history.tips }
    private var provenance: HistoryProvenance {
        HistoryProvenance(history: history, cancellation: context.progress.cancellation)
    }

    /// A draft without its sighting, for which the blob has to be read again.
    private struct Plan: Sendable {
        let credential: Int32
        let blob: Int32
        let path: [UInt8]
        let history: Lifetimes.History?
    }

    func drafts(into result: inout TargetResult) -> [Draft] {
        var plans: [Plan] = []
        for (place, history) in lifetimes.histories {
            let path = lifetimes.paths.bytes(of: place.path, names: graph.names)
            guard path.starts(with: prefix), context.options.paths.takes(path) else { continue }
            // With a selection only what its commits brought in counts.
            if isSelective && history.introduced.isEmpty { continue }
            guard let blob = representative(of: history, credential: place.credential) else { continue }
            plans.append(Plan(credential: place.credential, blob: blob, path: path, history: history))
        }
        if !isSelective, prefix.isEmpty, !context.options.hasIncludes {
            plans += isCancelled ? unplaced(besides: Set(plans.map(\.credential))) : dangling()
        }
        return read(plans, into: &result)
    }

    /// The version at HEAD, else the one that came last, else any (the least number, to be the same in every run).
    private func representative(of history: Lifetimes.History, credential: Int32) -> Int32? {
        if let blob = history.headBlob { return blob }
        let holding = history.blobs.filter { holdings[$0]?.contains { $0.credential == credential } ?? false }
        return holding.min { lookup.catalog.id(of: Int($0)) < lookup.catalog.id(of: Int($1)) }
    }

    /// Blobs with findings that neither a tree nor the index holds.
    private func dangling() -> [Plan] {
        var held = staged
        for history in lifetimes.histories.values { held.formUnion(history.blobs) }
        return holdings.keys.filter { !held.contains($0) }.flatMap { blob in
            Set((holdings[blob] ?? []).map(\.credential)).map {
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

    /// Reads each blob once, on all workers, and finds the places again.
    private func read(_ plans: [Plan], into result: inout TargetResult) -> [Draft] {
        let groups = Dictionary(grouping: plans, by: \.blob).sorted { $0.key < $1.key }
        let cursor = Atomic(0)
        let collected = Locked<(drafts: [Draft], unread: [ObjectID])>(([], []))
        DispatchQueue.concurrentPerform(iterations: max(1, min(context.options.jobs, groups.count))) { _ in
            let reader = ObjectReader(catalog: lookup.catalog)
            guard var scanner = try? ContentScanner(context) else { return }
            while true {
                let number = cursor.add(1, ordering: .relaxed).oldValue
                guard number < groups.count else { return }
                let (blob, plans) = groups[number]
                let id = lookup.catalog.id(of: Int(blob))
                scanner.wanted = Set(plans.map(\.credential))
                guard let sightings = scanner.sightings(in: id, with: reader) else {
                    collected.withLock { $0.unread.append(id) }
                    continue
                }
                let drafts = plans.flatMap { plan in
                    // A container may hold it in several of its files.
                    sightings.filter { $0.holding.credential == plan.credential }.map {
                        draft(plan, id: id, sighting: $0)
                    }
                }
                collected.withLock { $0.drafts += drafts }
            }
        }
        let (drafts, unread) = collected.withLock { $0 }
        for id in unread.sorted() {
            result.coverage.note(
                Coverage.Entry(
                    source: source, reason: .unreadable, subject: id.hex,
                    detail:
                        "the object was there at first and cannot be read any more; the repository changed, scan again")
            )
        }
        return drafts
    }

    private func draft(_ plan: Plan, id: ObjectID, sighting: Sighting) -> Draft {
        guard let history = plan.history else {
            var draft = Draft(carrier: isCancelled ? .blob : .danglingBlob, path: [], blob: id, sighting: sighting)
            let refs = tips.others[id] ?? []
            draft.presentIn = Array(refs.prefix(Lifetimes.namedTips))
            draft.refCount = refs.count
            if isCancelled {
                draft.note = Provenance.ofUnknownPlace
            } else if refs.isEmpty {
                draft.note = "dangling: no tree and no commit holds it"
            } else {
                draft.note = "a ref names the blob itself: no tree and no commit holds it"
            }
            return draft
        }
        let isNote = !history.introduced.isEmpty && history.introduced.allSatisfy { notesReach[Int($0)] }
        var draft = Draft(carrier: isNote ? .note : .blob, path: plan.path, blob: id, sighting: sighting)
        provenance.tell(&draft, history)
        return draft
    }

    /// Commits that refs/notes lead to.
    private let notesReach: [Bool]

    init(
        context: ScanContext, source: String, history: ReadHistory, lifetimes: Lifetimes, graph: TreeGraph,
        holdings: [Int32: [Holding]], prefix: [UInt8], isSelective: Bool, staged: Set<Int32>
    ) {
        self.context = context
        self.source = source
        self.history = history
        self.lifetimes = lifetimes
        self.graph = graph
        self.holdings = holdings
        self.prefix = prefix
        self.isSelective = isSelective
        self.staged = staged
        notesReach = history.table.reachable(from: history.tips.notes)
    }
}
