internal import Model

/// What changes between two root trees, as far as credentials are concerned.
struct TreeDifference: Sendable {
    struct Change {
        enum Kind { case addition, removal, kept }
        let place: Lifetimes.Place
        let kind: Kind
        /// Where it stands now (additions, kept) or stood.
        let blob: Int32
        var replacedBy: Int32?
        let holding: Lifetimes.Holding
        /// Whether the file came or went with it.
        let isWholeFile: Bool
        /// Whether nobody knows what stood on the other side.
        let isUnsure: Bool

        var isAddition: Bool { kind == .addition }
    }

    let graph: TreeGraph
    private let holdings: HoldingLists
    var paths = PathTable()
    /// Whether changes of the kind `kept` are listed.
    var listsKept = true
    private var unchanged = UnchangedVersions()
    private var pending: [Pair] = []

    private struct Pair {
        let old: Int32
        let new: Int32
        let path: Int32
        let isUnsure: Bool

        /// Both by their shapes.
        init(_ old: Int32, _ new: Int32, path: Int32, isUnsure: Bool) {
            (self.old, self.new, self.path) = (old, new, path)
            self.isUnsure = isUnsure || old == TreeGraph.unknown || new == TreeGraph.unknown
        }
    }

    init(graph: TreeGraph, holdings: HoldingLists) {
        self.graph = graph
        self.holdings = holdings
    }

    /// Appends the changes to a list. Both trees by number. Subtrees of one shape are passed over unread.
    mutating func list(from old: Int32, to new: Int32, into changes: inout [Change]) {
        let (old, new) = (graph.shape(of: old), graph.shape(of: new))
        guard old != new else { return }
        // A stack of our own: whoever writes the trees decides how deep they are.
        pending.append(Pair(old, new, path: PathTable.root, isUnsure: false))
        while let pair = pending.popLast() { compareTrees(pair, into: &changes) }
    }

    private mutating func compareTrees(_ pair: Pair, into changes: inout [Change]) {
        var left = graph.range(ofShape: pair.old)
        var right = graph.range(ofShape: pair.new)
        while !left.isEmpty || !right.isEmpty {
            // A damaged tree may name two entries alike, and those must be taken together.
            if !graph.hasTwins { skipEqual(&left, &right) }
            if left.isEmpty, right.isEmpty { return }
            let name = min(
                left.isEmpty ? Int32.max : graph.edges[left.lowerBound].name,
                right.isEmpty ? Int32.max : graph.edges[right.lowerBound].name)
            let before = take(name, from: &left)
            let after = take(name, from: &right)
            if before.tree == after.tree, before.blob == after.blob { continue }
            let own = paths.number(ofName: name, in: pair.path)
            if before.tree != after.tree {
                pending.append(Pair(before.tree, after.tree, path: own, isUnsure: pair.isUnsure))
            }
            if before.blob != after.blob {
                compare(before.blob, after.blob, path: own, isUnsure: pair.isUnsure, into: &changes)
            }
        }
    }

    /// Most of two versions of a tree is the same.
    private func skipEqual(_ left: inout Range<Int>, _ right: inout Range<Int>) {
        let count = min(left.count, right.count)
        let equal = graph.edges.withUnsafeBufferPointer { edges in
            let (old, new) = (left.lowerBound, right.lowerBound)
            var index = 0
            while index < count, edges[old &+ index] == edges[new &+ index] { index &+= 1 }
            return index
        }
        left = (left.lowerBound + equal)..<left.upperBound
        right = (right.lowerBound + equal)..<right.upperBound
    }

    @inline(__always)
    private func isNamed(_ name: Int32, _ index: Int, _ range: Range<Int>) -> Bool {
        index < range.upperBound && graph.edges[index].name == name
    }

    /// The first tree and the first blob of this name at the range's beginning, -1 for none; moves behind them.
    private func take(_ name: Int32, from range: inout Range<Int>) -> (tree: Int32, blob: Int32) {
        var found: (tree: Int32, blob: Int32) = (-1, -1)
        var index = range.lowerBound
        while isNamed(name, index, range) {
            let edge = graph.edges[index]
            if edge.isTree, found.tree < 0 { found.tree = edge.child }
            if !edge.isTree, found.blob < 0 { found.blob = edge.child }
            index += 1
        }
        range = index..<range.upperBound
        return found
    }

    private mutating func compare(
        _ old: Int32, _ new: Int32, path: Int32, isUnsure: Bool, into changes: inout [Change]
    ) {
        // A change comes again with each merge of the branch that made it, and what was listed once is known.
        if unchanged.contains(old, new, path) { return }
        let before = holdings.list(of: old)
        let after = holdings.list(of: new)
        let isSame =
            before.count == after.count
            && before.indices.allSatisfy {
                before[$0].credential == after[$0].credential
            }
        if isSame {
            // Nearly all versions hold what the one before held.
            unchanged.insert(old, new, path)
            for holding in after where listsKept {
                changes.append(
                    Change(
                        place: .init(credential: holding.credential, path: path), kind: .kept, blob: new,
                        replacedBy: nil, holding: holding, isWholeFile: old < 0, isUnsure: isUnsure))
            }
            return
        }
        let kept = KeptCredentials(before.map(\.credential), after.map(\.credential))
        for holding in after {
            let isKept = kept.contains(holding.credential)
            if isKept, !listsKept { continue }
            changes.append(
                Change(
                    place: .init(credential: holding.credential, path: path),
                    kind: isKept ? .kept : .addition, blob: new, replacedBy: nil, holding: holding,
                    isWholeFile: old < 0 && !isUnsure, isUnsure: isUnsure))
        }
        let gone = before.filter { !kept.contains($0.credential) }
        let successors = SecretSuccession.successors(
            of: Array(gone), among: after.filter { !kept.contains($0.credential) })
        for (holding, successor) in zip(gone, successors) {
            changes.append(
                Change(
                    place: .init(credential: holding.credential, path: path), kind: .removal, blob: old,
                    replacedBy: successor, holding: holding, isWholeFile: new < 0 && !isUnsure, isUnsure: isUnsure))
        }
    }
}

/// Some of the pairs of versions at a path that were found to hold the same, those met last. A place for each hash.
private struct UnchangedVersions {
    private struct Pair {
        var old: Int32 = -1
        var new: Int32 = -1
        var path: Int32 = -1
    }

    private var pairs = ContiguousArray(repeating: Pair(), count: 1 << bits)
    /// 4,096 places, 48 KiB: commits that follow each other compare the same pairs.
    private static let bits = 12

    @inline(__always)
    private func place(_ old: Int32, _ new: Int32, _ path: Int32) -> Int {
        let mixed = KeyNumbering.key(old, new) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(UInt32(bitPattern: path))
        return Int(truncatingIfNeeded: (mixed &* 0xD6E8_FEB8_6659_FD93) >> UInt64(64 - Self.bits))
    }

    func contains(_ old: Int32, _ new: Int32, _ path: Int32) -> Bool {
        let pair = pairs[place(old, new, path)]
        return pair.old == old && pair.new == new && pair.path == path
    }

    mutating func insert(_ old: Int32, _ new: Int32, _ path: Int32) {
        pairs[place(old, new, path)] = Pair(old: old, new: new, path: path)
    }
}
