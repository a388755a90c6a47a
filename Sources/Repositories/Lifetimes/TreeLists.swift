internal import Model
internal import Synchronization

/// What the trees of a catalog hold that matters: lists of edges, written by all visitors of one or several walks.
///
/// Trees that hold the same under the same names have one list. An edge to a subtree whose list is known names that list
/// and not the subtree: so of a folder's versions all that differ in nothing of interest have one list too, and those
/// that hold nothing at all have the empty one. What is kept grows with what is of interest and not with the history,
/// as long as subtrees are read before the trees that name them; otherwise edges name subtrees by their numbers.
final class TreeLists: @unchecked Sendable {
    // Safe: `states` are atomic, lists and names behind locks; a `view` is asked for when no walk is going on.

    /// The number of the list without edges.
    static let empty: Int32 = 0
    /// In the place of a list: the tree was not read.
    static let unread: Int32 = -1

    /// A tree's edges, lent for a call.
    private struct Lent: @unchecked Sendable {
        // Safe: nobody writes them meanwhile.
        let edges: UnsafeBufferPointer<TreeGraph.Edge>
    }

    private struct Lists {
        var edges = GrowingTable<TreeGraph.Edge>()
        var ends = GrowingTable<Int32>()
        var numbers: EdgeListNumbers

        func range(of number: Int) -> Range<Int> {
            (number > 0 ? Int(ends[number - 1]) : 0)..<Int(ends[number])
        }

        func isEqual(_ number: Int, _ own: Lent) -> Bool {
            let range = range(of: number)
            return range.count == own.edges.count
                && own.edges.indices.allSatisfy { edges[range.lowerBound + $0] == own.edges[$0] }
        }

        mutating func number(of own: Lent, hash: UInt64) -> Int32 {
            if let number = numbers.number(of: hash, where: { isEqual($0, own) }) { return number }
            for edge in own.edges { edges.append(edge) }
            ends.append(Int32(truncatingIfNeeded: edges.count))
            return numbers.add(hash)
        }
    }

    /// By number in the catalog: whether a tree names it as its subtree (the highest bit), and one more than the list; 0
    /// for what was not read as a tree.
    private let states: UnsafeMutableBufferPointer<Atomic<UInt32>>
    private static let heldBit: UInt32 = 1 << 31
    /// Each list lies in one of them, by its hash: so that workers seldom wait for each other.
    private let parts: UnsafeMutableBufferPointer<Locked<Lists>>
    private static let partBits = 4
    private let seed = EdgeListNumbers.newSeed()
    private let names = Locked(NameTable())
    /// Whether edges name the lists of subtrees where they are known.
    let sharesSubtrees: Bool

    init(objectCount: Int, sharesSubtrees: Bool) {
        self.sharesSubtrees = sharesSubtrees
        states = .allocate(capacity: objectCount)
        for number in states.indices { states.initializeElement(at: number, to: Atomic(0)) }
        parts = .allocate(capacity: 1 << Self.partBits)
        for part in parts.indices { parts.initializeElement(at: part, to: Locked(Lists(numbers: EdgeListNumbers()))) }
    }

    deinit {
        removeAll()
        _ = parts.deinitialize()
        parts.deallocate()
        _ = states.deinitialize()
        states.deallocate()
    }

    /// Frees what lists take; none is to be asked for any more.
    func removeAll() {
        for part in parts.indices {
            parts[part].withLock {
                $0.edges.deallocate()
                $0.ends.deallocate()
                $0 = Lists(numbers: EdgeListNumbers())
            }
        }
    }

    var objectCount: Int { states.count }

    // MARK: Writing

    /// The number of a name, the same for all visitors.
    func number(ofName name: UnsafeRawBufferPointer) -> Int32 {
        // Safe: lent for the call.
        nonisolated(unsafe) let name = name
        return names.withLock { Int32(truncatingIfNeeded: $0.number(of: name)) }
    }

    /// Takes what a tree holds. Of what is told twice of a tree the first counts.
    /// - Parameter edges: in the order of the tree's entries.
    func record(_ tree: Int, _ edges: UnsafeBufferPointer<TreeGraph.Edge>) {
        let list = list(of: edges)
        if states[tree].load(ordering: .relaxed) & ~Self.heldBit != 0 { return }
        states[tree].bitwiseOr(UInt32(bitPattern: list) + 1, ordering: .relaxed)
    }

    /// The order in which trees have their entries is one for all, so that the same edges come in the same order.
    private func list(of edges: UnsafeBufferPointer<TreeGraph.Edge>) -> Int32 {
        if edges.isEmpty { return Self.empty }
        let hash = EdgeListNumbers.hash(of: edges, seed: seed)
        let part = Int(hash >> UInt64(64 - Self.partBits))
        let own = Lent(edges: edges)
        let number = parts[part].withLock { $0.number(of: own, hash: hash) }
        return number << Int32(Self.partBits) + Int32(truncatingIfNeeded: part) + 1
    }

    /// Notes that a tree is another's subtree.
    @inline(__always)
    func hold(_ tree: Int) {
        // Most are held already; writing would take the line from the other workers.
        if states[tree].load(ordering: .relaxed) & Self.heldBit != 0 { return }
        states[tree].bitwiseOr(Self.heldBit, ordering: .relaxed)
    }

    // MARK: Reading

    /// The list of a tree, or `unread`.
    @inline(__always)
    func list(of tree: Int) -> Int32 {
        Int32(bitPattern: states[tree].load(ordering: .relaxed) & ~Self.heldBit) - 1
    }

    /// Whether another tree names it.
    func isHeld(_ tree: Int) -> Bool { states[tree].load(ordering: .relaxed) & Self.heldBit != 0 }

    /// What all names are numbered by.
    var allNames: NameTable { names.withLock { $0 } }

    /// Lists as they are now, by their numbers, in no order. Lent until the next change.
    struct View {
        fileprivate struct Part: @unchecked Sendable {
            // Safe: what it lends is not written while a view is used.
            let edges: UnsafeBufferPointer<TreeGraph.Edge>
            let ends: UnsafeBufferPointer<Int32>
        }

        fileprivate let parts: [Part]
        /// No list has a number as large as that.
        let count: Int

        func contains(_ list: Int32) -> Bool {
            let (part, number) = Self.place(of: list)
            return number < parts[part].ends.count
        }

        @inline(__always)
        func edges(of list: Int32) -> UnsafeBufferPointer<TreeGraph.Edge> {
            if list == TreeLists.empty { return UnsafeBufferPointer(start: nil, count: 0) }
            let (index, number) = Self.place(of: list)
            let part = parts[index]
            let start = number > 0 ? Int(part.ends[number - 1]) : 0
            return UnsafeBufferPointer(rebasing: part.edges[start..<Int(part.ends[number])])
        }

        private static func place(of list: Int32) -> (part: Int, number: Int) {
            (Int(list - 1) & (1 << TreeLists.partBits - 1), Int(list - 1) >> TreeLists.partBits)
        }
    }

    var view: View {
        var all: [View.Part] = []
        for part in parts.indices {
            all.append(parts[part].withLock { View.Part(edges: $0.edges.elements, ends: $0.ends.elements) })
        }
        let most = all.map(\.ends.count).max() ?? 0
        return View(parts: all, count: most << Self.partBits + 1)
    }
}
