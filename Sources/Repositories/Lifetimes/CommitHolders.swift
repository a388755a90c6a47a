/// Says which refs lead to commits: what stands in a commit's text is there as long as one does.
package struct CommitHolders {
    private let table: CommitTable
    /// Parents before children.
    private let order: [Int32]

    /// The refs that lead to one set of commits.
    package struct Holders: Equatable, Sendable {
        /// Places in the list of tips, in its order, the first of them.
        package var tips: [Int] = []
        /// Of all.
        package var count = 0
    }

    package init(_ table: CommitTable) {
        self.table = table
        var order: [Int32] = []
        order.reserveCapacity(table.commits.count)
        var isSeen = [Bool](repeating: false, count: table.commits.count)
        var pending: [(commit: Int32, isLeft: Bool)] = []
        for start in table.commits.indices where !isSeen[start] {
            isSeen[start] = true
            pending.append((Int32(truncatingIfNeeded: start), false))
            while let (commit, isLeft) = pending.popLast() {
                if isLeft {
                    order.append(commit)
                    continue
                }
                pending.append((commit, true))
                for parent in table.parents(of: Int(commit)) where !isSeen[Int(parent)] {
                    isSeen[Int(parent)] = true
                    pending.append((parent, false))
                }
            }
        }
        self.order = order
    }

    /// - Parameters:
    ///   - groups: sets of commits by index.
    ///   - tips: commits by index that refs lead to.
    ///   - limit: how many tips are named for each group.
    /// - Returns: for each group the tips that lead to at least one of its commits.
    package func holders(of groups: [[Int32]], tips: [Int], limit: Int) -> [Holders] {
        var all: [Holders] = []
        // A bit for each of 64 groups, handed on from parents to children.
        var holds = [UInt64](repeating: 0, count: table.commits.count)
        for start in stride(from: 0, to: groups.count, by: 64) {
            let part = groups[start..<min(groups.count, start + 64)]
            for index in holds.indices { holds[index] = 0 }
            for (bit, group) in part.enumerated() {
                for commit in group { holds[Int(commit)] |= 1 << UInt64(bit) }
            }
            for commit in order {
                for parent in table.parents(of: Int(commit)) { holds[Int(commit)] |= holds[Int(parent)] }
            }
            var found = [Holders](repeating: Holders(), count: part.count)
            for (place, tip) in tips.enumerated() {
                var rest = holds[tip]
                while rest != 0 {
                    let bit = rest.trailingZeroBitCount
                    rest &= rest - 1
                    found[bit].count += 1
                    if found[bit].tips.count < limit { found[bit].tips.append(place) }
                }
            }
            all += found
        }
        return all
    }
}
