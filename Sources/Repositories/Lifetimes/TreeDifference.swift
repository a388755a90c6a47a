internal import Model

/// What changes between two root trees, as far as credentials are concerned.
struct TreeDifference: Sendable {
    struct Change {
        enum Kind { case addition, removal, kept }
        let place: Lifetimes.Place
        let kind: Kind
        /// Where it stands now (additions, kept) or stood.
        let blob: Int32
        let replacedBy: Int32?

        var isAddition: Bool { kind == .addition }
    }

    let graph: TreeGraph
    let holdings: [Int32: [Lifetimes.Holding]]
    var paths = PathTable()

    /// Both trees by number; -1 for none. Equal subtrees are passed over unread.
    mutating func changes(from old: Int32, to new: Int32) -> [Change] {
        guard old != new else { return [] }
        var changes: [Change] = []
        // A stack of our own: whoever writes the trees decides how deep they are.
        var pending: [(old: Int32, new: Int32, path: Int32)] = [(old, new, PathTable.root)]
        while let (old, new, path) = pending.popLast() {
            var before = graph.edges(of: old)
            var after = graph.edges(of: new)
            while let name = [before.first?.name, after.first?.name].compactMap({ $0 }).min() {
                let own = paths.number(ofName: name, in: path)
                // A damaged tree may name two entries alike: take them together.
                let left = before.prefix { $0.name == name }
                let right = after.prefix { $0.name == name }
                before = before.dropFirst(left.count)
                after = after.dropFirst(right.count)
                if left.elementsEqual(right) { continue }
                let trees = (left.first(where: \.isTree)?.child ?? -1, right.first(where: \.isTree)?.child ?? -1)
                if trees.0 != trees.1 { pending.append((trees.0, trees.1, own)) }
                let blobs = (left.first { !$0.isTree }?.child, right.first { !$0.isTree }?.child)
                if blobs.0 != blobs.1 { compare(blobs.0, blobs.1, path: own, into: &changes) }
            }
        }
        return changes
    }

    private func compare(_ old: Int32?, _ new: Int32?, path: Int32, into changes: inout [Change]) {
        let before = old.flatMap { holdings[$0] } ?? []
        let after = new.flatMap { holdings[$0] } ?? []
        let kept = Set(before.map(\.credential)).intersection(after.map(\.credential))
        let gone = before.filter { !kept.contains($0.credential) }
        let come = after.filter { !kept.contains($0.credential) }
        if let new {
            for holding in after {
                changes.append(
                    Change(
                        place: .init(credential: holding.credential, path: path),
                        kind: kept.contains(holding.credential) ? .kept : .addition, blob: new, replacedBy: nil))
            }
        }
        guard let old else { return }
        // The n-th secret of a rule that went was replaced by the n-th of that rule that came.
        var successors = Dictionary(grouping: come, by: \.rule).mapValues { ArraySlice($0.map(\.credential)) }
        for holding in gone {
            changes.append(
                Change(
                    place: .init(credential: holding.credential, path: path), kind: .removal, blob: old,
                    replacedBy: successors[holding.rule]?.popFirst()))
        }
    }
}
