package import Model

/// The part of all trees that matters to a set of blobs: which tree holds which of these blobs, and which subtrees.
///
/// Trees that hold the same of them under the same names are one *shape*: of a history's trees nearly all differ in
/// what is of no interest here, and comparing two that have one shape is comparing two numbers.
package struct TreeGraph: Sendable {
    /// An entry of a tree: a subtree, or a blob of the set.
    package struct Edge: Sendable, Hashable, BitwiseCopyable {
        /// Of a blob, and of a subtree that a visitor has met, the number in the catalog; within a graph a subtree's
        /// shape.
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
        var bits: UInt64 { UInt64(nameAndKind) << 32 | UInt64(UInt32(bitPattern: child)) }
    }

    /// Edges that lead to a blob of the set, shape by shape, each shape's sorted by name.
    let edges: ContiguousArray<Edge>
    /// Some tree names two of its entries alike, which Git never writes.
    let hasTwins: Bool
    /// Per number in the catalog: 0 for trees without such edges, else one more than the shape.
    private let shapes: ContiguousArray<Int32>
    /// Where each shape's edges begin; one more than there are shapes.
    private let starts: ContiguousArray<Int32>
    package let names: NameTable
    /// Trees with edges that no other tree holds, in the order of their numbers.
    package let topTrees: [Int32]

    /// The shape of a tree by its number in the catalog; -1 for trees that hold nothing, and for -1.
    @inline(__always)
    func shape(of tree: Int32) -> Int32 {
        tree >= 0 && Int(tree) < shapes.count ? shapes[Int(tree)] - 1 : -1
    }

    /// Where in `edges` those of a shape lie; -1 is the shape of nothing.
    @inline(__always)
    func range(ofShape shape: Int32) -> Range<Int> {
        shape < 0 ? 0..<0 : Int(starts[Int(shape)])..<Int(starts[Int(shape) + 1])
    }

    /// Joins what the visitors of one or several walks have seen. Cancelled, it joins less.
    /// - Parameters:
    ///   - objectCount: how many numbers the catalog has.
    ///   - isOfInterest: which blobs count, of those that the visitors have noted; nil for all.
    package init(
        _ visitors: [TreeVisitor], objectCount: Int, isOfInterest: ((Int) -> Bool)? = nil,
        cancellation: CancellationFlag
    ) {
        var raw = RawTrees(visitors, objectCount: objectCount, isOfInterest: isOfInterest)
        raw.findShapes(cancellation)
        names = raw.names
        (edges, starts) = (raw.edges, raw.starts)
        hasTwins = raw.hasTwins
        (shapes, topTrees) = raw.trees()
    }
}

/// What the visitors have read, tree by tree, and which of it leads to a blob of the set.
private struct RawTrees {
    private let visitors: [TreeVisitor]
    private let isOfInterest: ((Int) -> Bool)?
    /// Per visitor: the numbers that its names have in `names`.
    private var renumbered: [ContiguousArray<Int32>] = []
    let names: NameTable
    /// Per visitor, the first of its trees; then the number of trees.
    private var firsts: [Int] = [0]
    /// Per number in the catalog: one more than the tree's place, 0 for all that is no tree.
    private let places: ContiguousArray<Int32>
    /// Per tree: its shape, or one of the numbers below.
    private var shapes: ContiguousArray<Int32>
    /// Per tree: whether another holds it.
    private var isHeld: ContiguousArray<Bool>
    private(set) var edges: ContiguousArray<TreeGraph.Edge> = []
    private(set) var starts: ContiguousArray<Int32> = [0]
    private(set) var hasTwins = false
    /// Open addressing; 0 is free, else shape + 1. Its size is a power of two.
    private var slots = ContiguousArray<Int32>(repeating: 0, count: 1 << 12)
    private var hashes: ContiguousArray<UInt64> = []
    private let seed = UInt64.random(in: .min ... .max) | 1

    private static let unknown: Int32 = -1
    private static let pending: Int32 = -2
    private static let leadsNowhere: Int32 = -3

    init(_ visitors: [TreeVisitor], objectCount: Int, isOfInterest: ((Int) -> Bool)?) {
        self.visitors = visitors
        self.isOfInterest = isOfInterest
        var places = ContiguousArray<Int32>(repeating: 0, count: objectCount)
        var names = NameTable()
        for visitor in visitors {
            renumbered.append(names.take(visitor.names))
            let first = firsts[firsts.count - 1]
            for (place, tree) in visitor.trees.elements.enumerated() {
                places[Int(tree.number)] = Int32(truncatingIfNeeded: first + place + 1)
            }
            firsts.append(first + visitor.trees.count)
        }
        self.places = places
        self.names = names
        shapes = ContiguousArray(repeating: Self.unknown, count: firsts[firsts.count - 1])
        isHeld = ContiguousArray(repeating: false, count: firsts[firsts.count - 1])
    }

    var count: Int { shapes.count }

    /// Per number in the catalog one more than the shape, and the trees that no other holds.
    func trees() -> (shapes: ContiguousArray<Int32>, top: [Int32]) {
        var found = places
        var top: [Int32] = []
        for number in found.indices where found[number] > 0 {
            let tree = Int(found[number]) - 1
            found[number] = max(0, shapes[tree] + 1)
            if shapes[tree] >= 0, !isHeld[tree] { top.append(Int32(truncatingIfNeeded: number)) }
        }
        return (found, top)
    }

    private struct Visit {
        let tree: Int
        var next: Int
        let end: Int
        let owner: Int
        var leads: Bool
    }

    /// Finds out which trees lead to a blob of the set, and what their shapes are: downwards, every tree once, on a
    /// stack of its own, for whoever writes the trees decides how deep they are.
    mutating func findShapes(_ cancellation: CancellationFlag) {
        var stack: [Visit] = []
        var own: ContiguousArray<TreeGraph.Edge> = []
        for root in 0..<count where shapes[root] == Self.unknown {
            if cancellation.isSet { return giveUp() }
            stack.append(begin(root))
            while var top = stack.popLast() {
                let edges = visitors[top.owner].edges.elements
                var child = -1
                while top.next < top.end {
                    let edge = edges[top.next]
                    top.next += 1
                    if !edge.isTree {
                        if isOfInterest?(Int(edge.child)) ?? true { top.leads = true }
                        continue
                    }
                    let place = Int(places[Int(edge.child)]) - 1
                    guard place >= 0 else { continue }
                    isHeld[place] = true
                    if shapes[place] >= 0 { top.leads = true }
                    if shapes[place] == Self.unknown {
                        child = place
                        break
                    }
                }
                if child >= 0 {
                    stack.append(top)
                    stack.append(begin(child))
                } else if top.leads {
                    shapes[top.tree] = shape(of: top, &own)
                    if !stack.isEmpty { stack[stack.count - 1].leads = true }
                } else {
                    shapes[top.tree] = Self.leadsNowhere
                }
            }
        }
    }

    private mutating func giveUp() {
        for tree in shapes.indices where shapes[tree] < 0 { shapes[tree] = Self.leadsNowhere }
    }

    private mutating func begin(_ tree: Int) -> Visit {
        var owner = 0
        while tree >= firsts[owner + 1] { owner += 1 }
        let range = range(of: tree, owner)
        shapes[tree] = Self.pending
        return Visit(tree: tree, next: range.lowerBound, end: range.upperBound, owner: owner, leads: false)
    }

    private func range(of tree: Int, _ owner: Int) -> Range<Int> {
        let place = tree - firsts[owner]
        let trees = visitors[owner].trees.elements
        let end = place + 1 < trees.count ? Int(trees[place + 1].firstEdge) : visitors[owner].edges.count
        return Int(trees[place].firstEdge)..<end
    }

    /// The shape of a tree whose subtrees have theirs.
    private mutating func shape(of visit: Visit, _ own: inout ContiguousArray<TreeGraph.Edge>) -> Int32 {
        own.removeAll(keepingCapacity: true)
        let edges = visitors[visit.owner].edges.elements
        for index in range(of: visit.tree, visit.owner) {
            let edge = edges[index]
            var child = edge.child
            if edge.isTree {
                let place = Int(places[Int(child)]) - 1
                guard place >= 0, shapes[place] >= 0 else { continue }
                child = shapes[place]
            } else if !(isOfInterest?(Int(child)) ?? true) {
                continue
            }
            own.append(TreeGraph.Edge(child: child, name: renumbered[visit.owner][Int(edge.name)], isTree: edge.isTree))
        }
        Self.sortByName(&own)
        return number(of: own)
    }

    private mutating func number(of own: ContiguousArray<TreeGraph.Edge>) -> Int32 {
        var hash = seed
        for edge in own {
            let product = (hash ^ edge.bits).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = product.high ^ product.low ^ seed
        }
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let shape = Int(slots[slot]) - 1
            if hashes[shape] == hash, isEqual(shape, own) { return Int32(truncatingIfNeeded: shape) }
            slot = (slot + 1) & (slots.count - 1)
        }
        if !hasTwins { hasTwins = own.indices.dropFirst().contains { own[$0].name == own[$0 - 1].name } }
        let shape = hashes.count
        edges.append(contentsOf: own)
        starts.append(Int32(truncatingIfNeeded: edges.count))
        hashes.append(hash)
        slots[slot] = Int32(truncatingIfNeeded: shape + 1)
        if hashes.count * 2 > slots.count { grow() }
        return Int32(truncatingIfNeeded: shape)
    }

    private func isEqual(_ shape: Int, _ own: ContiguousArray<TreeGraph.Edge>) -> Bool {
        let start = Int(starts[shape])
        guard Int(starts[shape + 1]) - start == own.count else { return false }
        for index in own.indices where edges[start + index] != own[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = ContiguousArray(repeating: 0, count: slots.count * 2)
        for (shape, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(truncatingIfNeeded: shape + 1)
        }
    }

    /// Few edges, mostly in order: insertion, which keeps what is named alike in order.
    private static func sortByName(_ edges: inout ContiguousArray<TreeGraph.Edge>) {
        guard edges.count > 1 else { return }
        edges.withUnsafeMutableBufferPointer { edges in
            for index in 1..<edges.count {
                let edge = edges[index]
                var place = index
                while place > 0, edges[place - 1].name > edge.name {
                    edges[place] = edges[place - 1]
                    place -= 1
                }
                edges[place] = edge
            }
        }
    }
}
