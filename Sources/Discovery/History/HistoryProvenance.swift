internal import Model
internal import Repositories

/// Tells drafts what is known of their history.
struct HistoryProvenance {
    let history: ReadHistory
    let cancellation: CancellationFlag
    /// Whether some commits or trees are absent, so that “no commit” and “no tree” are only those that are there.
    let hasAbsences: Bool

    init(history: ReadHistory, graph: TreeGraph, cancellation: CancellationFlag) {
        self.history = history
        self.cancellation = cancellation
        hasAbsences =
            graph.hasUnknown
            || history.table.commits.contains { $0.hasAbsentParent || graph.isUnknown($0.tree) }
    }

    private var lookup: CommitLookup { history.lookup }

    /// Commits, refs and what there is to be said of them; the note that the draft has is replaced.
    func tell(_ draft: inout Draft, _ lifetime: Lifetimes.History) {
        draft.introduced = lookup.sorted(lifetime.introduced)
        // Where every merge leaves out what the other side has, they are thousands.
        let replacements = Dictionary(lifetime.removed.map { ($0.commit, $0.replacedBy) }) { first, _ in first }
        draft.removed = lookup.sorted(lifetime.removed.map(\.commit)).map { ($0, replacements[$0] ?? nil) }
        let tips = history.tips.names
        var names: [String] = []
        for tip in lifetime.tips where names.last != tips[Int(tip)] { names.append(tips[Int(tip)]) }
        draft.presentIn = names
        if lifetime.tipCount > lifetime.tips.count { draft.refCount = lifetime.tipCount }
        draft.isAtHead = lifetime.headBlob != nil
        draft.versions = max(1, lifetime.blobs.count)
        draft.note = note(on: lifetime, introduced: draft.introduced)
    }

    private func looseNote(_ lifetime: Lifetimes.History) -> String {
        if lifetime.tipCount > 0 { return "a ref names the tree itself: no commit holds it" }
        return hasAbsences
            ? "dangling: a tree holds it, no commit that is there does" : "dangling: a tree holds it, no commit does"
    }

    private func note(on lifetime: Lifetimes.History, introduced: [Int32]) -> String? {
        if cancellation.isSet { return "the scan was stopped: there may be more to its history" }
        if lifetime.mayBeOlder, introduced.isEmpty { return "objects are absent: it may be older" }
        if lifetime.mayBeOlder || lifetime.mayHaveGone {
            return "objects are absent: there may be more to its history"
        }
        if introduced.isEmpty { return lifetime.isInLooseTree ? looseNote(lifetime) : nil }
        if !introduced.contains(where: { lookup.isReachable[Int($0)] }) {
            return "unreachable: no ref leads to the commit that brought it in"
        }
        if history.isShallow, introduced.contains(where: { lookup.table.parents(of: Int($0)).isEmpty }) {
            return "the clone is shallow: it may be older"
        }
        return nil
    }
}
