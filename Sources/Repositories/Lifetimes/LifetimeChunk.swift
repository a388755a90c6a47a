internal import Model

/// The lifetimes that a part of the commits and of the tips tells of. One worker's own.
struct LifetimeChunk: Sendable {
    private(set) var places = KeyNumbering()
    private(set) var histories: ContiguousArray<Lifetimes.History> = []
    private var walker: TreeDifference
    private var changes: [TreeDifference.Change] = []

    var paths: PathTable { walker.paths }

    init(graph: TreeGraph, holdings: HoldingLists) {
        walker = TreeDifference(graph: graph, holdings: holdings)
    }

    mutating func follow(
        _ range: Range<Int>, of commits: CommitTable, selection: [Bool]?, _ cancellation: CancellationFlag
    ) {
        for index in range where selection?[index] ?? true {
            if cancellation.isSet { return }
            follow(Int32(index), in: commits)
        }
    }

    /// Trees that neither a commit nor another tree names.
    mutating func hold(looseTree tree: Int32) {
        list(from: TreeGraph.nothing, to: tree)
        for change in changes {
            let number = number(of: change.place)
            histories[number].isInLooseTree = true
            histories[number].blobs.insert(change.blob)
        }
    }

    mutating func hold(head tree: Int32) {
        list(from: TreeGraph.nothing, to: tree)
        for change in changes { histories[number(of: change.place)].headBlob = change.blob }
    }

    /// Follows each place through the tips of a range. Neighbours in the list mostly hold the same, so from tip to tip
    /// only what differs is looked at; between two differences a place is held by all tips or by none.
    /// - Parameter roots: root trees of all tips, in the order of their ranks.
    mutating func attach(_ range: Range<Int>, of roots: [Int32], _ cancellation: CancellationFlag) {
        walker.listsKept = false
        // Per place: the tip since which it is held, or -1.
        var since: ContiguousArray<Int32> = []
        var previous = TreeGraph.nothing
        for rank in range where roots[rank] != previous {
            if cancellation.isSet { break }
            list(from: previous, to: roots[rank])
            for change in changes where change.kind != .kept {
                let number = number(of: change.place)
                while since.count <= number { since.append(-1) }
                if change.isAddition {
                    if since[number] < 0 { since[number] = Int32(rank) }
                } else {
                    hold(number, from: since[number], to: rank)
                    since[number] = -1
                }
            }
            previous = roots[rank]
        }
        for number in since.indices { hold(number, from: since[number], to: range.upperBound) }
    }

    private mutating func hold(_ place: Int, from first: Int32, to end: Int) {
        guard first >= 0, Int(first) < end else { return }
        histories[place].tipCount += end - Int(first)
        let room = Lifetimes.namedTips - histories[place].tips.count
        if room > 0 { histories[place].tips += first..<Int32(min(end, Int(first) + room)) }
    }

    // MARK: Commits

    private mutating func number(of place: Lifetimes.Place) -> Int {
        let number = places.number(of: KeyNumbering.key(place.credential, place.path))
        if number == histories.count { histories.append(Lifetimes.History()) }
        return number
    }

    /// The changes are in `changes` until the next call.
    private mutating func list(from old: Int32, to new: Int32) {
        changes.removeAll(keepingCapacity: true)
        walker.list(from: old, to: new, into: &changes)
    }

    private mutating func follow(_ index: Int32, in commits: CommitTable) {
        let commit = commits.commits[Int(index)]
        let parents = commits.parents(of: Int(index))
        if parents.isEmpty {
            list(from: commit.hasAbsentParent ? TreeGraph.unknown : TreeGraph.nothing, to: commit.tree)
            for change in changes { introduce(change, isUnsure: change.isUnsure, commit: index) }
            return
        }
        // Introduced: in the commit and in no parent. Removed: in some parent and not in the commit. Of what stands in a
        // tree that is not known neither can be said.
        var introduced: [TreeDifference.Change] = []
        var unsure: Set<Lifetimes.Place> = []
        for (place, parent) in parents.enumerated() {
            list(from: commits.commits[Int(parent)].tree, to: commit.tree)
            // What a merge has from its other side came before it.
            if parents.count == 1 { MovedRotations.mark(&changes, paths: walker.paths) }
            if place == 0 {
                introduced = changes.filter(\.isAddition)
            } else if !introduced.isEmpty {
                let added = Set(changes.lazy.filter(\.isAddition).map(\.place))
                introduced.removeAll { !added.contains($0.place) }
            }
            for change in changes {
                let number = number(of: change.place)
                histories[number].blobs.insert(change.blob)
                if change.isUnsure {
                    if change.isAddition { unsure.insert(change.place) }
                    if change.kind == .removal { histories[number].mayHaveGone = true }
                    continue
                }
                guard change.kind == .removal, histories[number].removed.last?.commit != index else { continue }
                histories[number].removed.append(Lifetimes.Removed(commit: index, replacedBy: change.replacedBy))
            }
        }
        for change in introduced {
            let isUnsure = commit.hasAbsentParent || unsure.contains(change.place)
            introduce(change, isUnsure: isUnsure, commit: index)
        }
    }

    private mutating func introduce(_ change: TreeDifference.Change, isUnsure: Bool, commit: Int32) {
        let number = number(of: change.place)
        histories[number].blobs.insert(change.blob)
        if isUnsure {
            histories[number].mayBeOlder = true
            return
        }
        if histories[number].introduced.last != commit { histories[number].introduced.append(commit) }
    }
}
