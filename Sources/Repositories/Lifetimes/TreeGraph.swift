package import Model

/// The part of all trees that matters to a set of blobs: which tree holds which of these blobs, and which subtrees.
package struct TreeGraph: Sendable {
    /// An entry of a tree: a subtree, or a blob of the set.
    package struct Edge: Sendable, Hashable {
        /// Number in the catalog.
        package let child: Int32
        private let nameAndKind: UInt32

        @inline(__always)
        package static func == (left: Edge, right: Edge) -> Bool {
            left.child == right.child && left.nameAndKind == right.nameAndKind
        }

        package init(child: Int32, name: Int32, isTree: Bool) {
            self.child = child
            nameAndKind = UInt32(bitPattern: name) << 1 | (isTree ? 1 : 0)
        }

        package var name: Int32 { Int32(bitPattern: nameAndKind >> 1) }
        package var isTree: Bool { nameAndKind & 1 == 1 }
    }

    /// Edges that lead to a blob of the set, tree by tree, each tree's sorted by name.
    let edges: ContiguousArray<Edge>
    /// Some tree names two of its entries alike, which Git never writes.
    let hasTwins: Bool
    /// Per number in the catalog: 0 for trees without such edges, else one more than the place in `starts`.
    private let places: ContiguousArray<Int32>
    /// Where each tree's edges begin; one more than there are trees.
    private let starts: ContiguousArray<Int32>
    package let names: NameTable
    /// Trees with edges that no other tree holds, in the order of their numbers.
    package let topTrees: [Int32]
    package let treeCount: Int

    /// Where in `edges` those of a tree lie; -1 is the tree of nothing.
    @inline(__always)
    func range(of tree: Int32) -> Range<Int> {
        guard tree >= 0, Int(tree) < places.count else { return 0..<0 }
        let place = Int(places[Int(tree)])
        return place == 0 ? 0..<0 : Int(starts[place - 1])..<Int(starts[place])
    }

    package func edges(of tree: Int32) -> ArraySlice<Edge> { ArraySlice(edges[range(of: tree)]) }
    package func holdsAnything(_ tree: Int32) -> Bool { !range(of: tree).isEmpty }

    /// Joins what the visitors of one walk have seen. Cancelled, it joins less.
    /// - Parameter objectCount: how many numbers the catalog has.
    package init(_ visitors: [TreeVisitor], objectCount: Int, cancellation: CancellationFlag) {
        var raw = RawTrees(visitors, objectCount: objectCount)
        treeCount = raw.count
        names = raw.names
        var edges: ContiguousArray<Edge> = []
        var starts: ContiguousArray<Int32> = [0]
        var places = ContiguousArray<Int32>(repeating: 0, count: objectCount)
        var top: [Int32] = []
        let isHeld = raw.findLeads(cancellation)
        for tree in 0..<raw.count where raw.leads(tree) {
            if cancellation.isSet { break }
            let first = edges.count
            raw.withEdges(of: tree) { own, renumbered in
                for edge in own where !edge.isTree || raw.leads(number: edge.child) {
                    edges.append(Edge(child: edge.child, name: renumbered[Int(edge.name)], isTree: edge.isTree))
                }
            }
            Self.sortByName(&edges, from: first)
            let number = raw.number(of: tree)
            starts.append(Int32(truncatingIfNeeded: edges.count))
            places[Int(number)] = Int32(truncatingIfNeeded: starts.count - 1)
            if !isHeld[Int(number)] { top.append(number) }
        }
        hasTwins = (0..<max(0, starts.count - 1)).contains { place in
            (Int(starts[place])..<Int(starts[place + 1])).dropFirst().contains { edges[$0].name == edges[$0 - 1].name }
        }
        self.edges = edges
        self.starts = starts
        self.places = places
        topTrees = top.sorted()
    }

    /// Few edges, mostly in order: insertion, which keeps what is named alike in order.
    private static func sortByName(_ edges: inout ContiguousArray<Edge>, from first: Int) {
        guard edges.count - first > 1 else { return }
        edges.withUnsafeMutableBufferPointer { edges in
            for index in (first + 1)..<edges.count {
                let edge = edges[index]
                var place = index
                while place > first, edges[place - 1].name > edge.name {
                    edges[place] = edges[place - 1]
                    place -= 1
                }
                edges[place] = edge
            }
        }
    }
}

/// What the visitors have read, tree by tree, and which of it leads to a blob of the set.
private struct RawTrees {
    private let visitors: [TreeVisitor]
    /// Per visitor: the numbers that its names have in `names`.
    private var renumbered: [ContiguousArray<Int32>] = []
    private(set) var names = NameTable()
    /// Per visitor, the first of its trees; then the number of trees.
    private var firsts: [Int] = [0]
    /// Per number in the catalog: one more than the tree's place, 0 for all that is no tree.
    private var places: ContiguousArray<Int32>
    private var states: ContiguousArray<State>

    enum State: UInt8 { case unknown, pending, leadsNowhere, leads }

    init(_ visitors: [TreeVisitor], objectCount: Int) {
        self.visitors = visitors
        places = ContiguousArray(repeating: 0, count: objectCount)
        states = []
        for visitor in visitors {
            renumbered.append(
                ContiguousArray(
                    (0..<visitor.names.count).map { local in
                        visitor.names.name(local).withUnsafeBytes { Int32(truncatingIfNeeded: names.number(of: $0)) }
                    }))
            let first = firsts[firsts.count - 1]
            for (place, tree) in visitor.trees.enumerated() {
                places[Int(tree.number)] = Int32(truncatingIfNeeded: first + place + 1)
            }
            firsts.append(first + visitor.trees.count)
        }
        states = ContiguousArray(repeating: .unknown, count: firsts[firsts.count - 1])
    }

    var count: Int { states.count }
    func leads(_ tree: Int) -> Bool { states[tree] == .leads }
    func leads(number: Int32) -> Bool { places[Int(number)] > 0 && states[Int(places[Int(number)]) - 1] == .leads }
    func number(of tree: Int) -> Int32 { visitors[owner(of: tree)].trees[tree - firsts[owner(of: tree)]].number }

    func withEdges(of tree: Int, _ body: (Slice<UnsafeBufferPointer<TreeGraph.Edge>>, ContiguousArray<Int32>) -> Void) {
        let owner = owner(of: tree)
        let range = range(of: tree, owner)
        visitors[owner].edges.withUnsafeBufferPointer { body($0[range], renumbered[owner]) }
    }

    private func owner(of tree: Int) -> Int {
        var owner = 0
        while tree >= firsts[owner + 1] { owner += 1 }
        return owner
    }

    private func range(of tree: Int, _ owner: Int) -> Range<Int> {
        let place = tree - firsts[owner]
        let trees = visitors[owner].trees
        return Int(trees[place].firstEdge)..<(place + 1 < trees.count ? Int(trees[place + 1].firstEdge) : visitors[owner].edges.count)
    }

    /// Finds out which trees lead to a blob of the set: downwards, every tree once, on a stack of its own, for whoever
    /// writes the trees decides how deep they are.
    /// - Returns: per number in the catalog, whether a tree holds it.
    mutating func findLeads(_ cancellation: CancellationFlag) -> ContiguousArray<Bool> {
        var isHeld = ContiguousArray<Bool>(repeating: false, count: places.count)
        var stack: [(tree: Int, next: Int, end: Int, owner: Int)] = []
        for root in 0..<count where states[root] == .unknown {
            if cancellation.isSet { break }
            push(root, onto: &stack)
            while var top = stack.popLast() {
                var child = -1
                while top.next < top.end {
                    let edge = visitors[top.owner].edges[top.next]
                    top.next += 1
                    if !edge.isTree {
                        states[top.tree] = .leads
                        continue
                    }
                    isHeld[Int(edge.child)] = true
                    let place = Int(places[Int(edge.child)]) - 1
                    guard place >= 0 else { continue }
                    if states[place] == .leads { states[top.tree] = .leads }
                    if states[place] == .unknown {
                        child = place
                        break
                    }
                }
                if child >= 0 {
                    stack.append(top)
                    push(child, onto: &stack)
                    continue
                }
                if states[top.tree] != .leads { states[top.tree] = .leadsNowhere }
                if states[top.tree] == .leads, let parent = stack.last { states[parent.tree] = .leads }
            }
        }
        return isHeld
    }

    private mutating func push(_ tree: Int, onto stack: inout [(tree: Int, next: Int, end: Int, owner: Int)]) {
        let owner = owner(of: tree)
        let range = range(of: tree, owner)
        states[tree] = .pending
        stack.append((tree, range.lowerBound, range.upperBound, owner))
    }
}
