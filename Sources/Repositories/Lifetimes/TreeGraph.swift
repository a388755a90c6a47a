private import CBytes
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

        /// In `EdgeStore`: stands for a run of edges, whose number is the child.
        init(run: Int32) {
            child = run
            nameAndKind = .max
        }

        var isRun: Bool { nameAndKind == .max }
        package var name: Int32 { Int32(bitPattern: nameAndKind >> 1) }
        package var isTree: Bool { nameAndKind & 1 == 1 }
        var bits: UInt64 { UInt64(nameAndKind) << 32 | UInt64(UInt32(bitPattern: child)) }
    }

    /// In the place of a tree's number or shape: no tree, so that nothing stands there.
    package static let nothing: Int32 = -1
    /// In the place of a tree's number or shape: a tree that cannot be read, so that nobody knows what stands there.
    package static let unknown: Int32 = -2

    /// Edges that lead to a blob of the set or to an unknown tree, shape by shape, each shape's sorted by name.
    let edges: ContiguousArray<Edge>
    /// Trees, by their numbers, under which more paths lead to blobs of the set than are followed.
    package let overflowing: [Int32]
    /// Some tree names two of its entries alike, which Git never writes.
    package let hasTwins: Bool
    /// Per number in the catalog, one more than the shape: 0 for trees without such edges.
    private let shapes: ContiguousArray<Int32>
    /// Where each shape's edges begin; one more than there are shapes.
    private let starts: ContiguousArray<Int32>
    package let names: NameTable
    /// Trees with edges that no other tree holds, in the order of their numbers.
    package let topTrees: [Int32]
    /// What trees name as their subtrees, is there, and was not read as a tree.
    let unread: Set<Int32>
    /// Some tree names a subtree that cannot be read.
    package let hasUnknown: Bool
    /// Last names of paths at which something stands that is absent.
    package let absentNames: Set<[UInt8]>

    /// Paths of one tree that are followed. A dozen trees that hold each other many times over have more paths than any
    /// memory takes; no tree that people make has so many files with credentials.
    package static let greatestPathCount = 1 << 16

    /// Whether a tree by its number cannot be read.
    package func isUnknown(_ tree: Int32) -> Bool { shape(of: tree) == Self.unknown }

    /// The shape of a tree by its number in the catalog: `nothing` for trees without edges.
    @inline(__always)
    func shape(of tree: Int32) -> Int32 {
        if tree < 0 { return tree }
        return Int(tree) < shapes.count ? shapes[Int(tree)] - 1 : Self.nothing
    }

    /// Blobs of the set that stand in some tree.
    package var blobs: Set<Int32> { Set(edges.lazy.filter { !$0.isTree }.map(\.child)) }

    /// Where in `edges` those of a shape lie.
    @inline(__always)
    func range(ofShape shape: Int32) -> Range<Int> {
        shape < 0 ? 0..<0 : Int(starts[Int(shape)])..<Int(starts[Int(shape) + 1])
    }

    /// Joins what the visitors of one or several walks have seen. Cancelled, it joins less.
    /// - Parameters:
    ///   - objectCount: how many numbers the catalog has.
    ///   - isOfInterest: which blobs count, of those that the visitors have noted; nil for all.
    ///   - unreadable: what was asked for as a tree in vain; nil where all trees were asked for.
    package init(
        _ visitors: [TreeVisitor], objectCount: Int, isOfInterest: ((Int) -> Bool)? = nil,
        unreadable: Set<Int32>? = nil, cancellation: CancellationFlag
    ) {
        var raw = RawTrees(
            visitors, objectCount: objectCount, isOfInterest: isOfInterest, unreadable: unreadable)
        raw.findShapes(cancellation)
        names = raw.names
        absentNames = visitors.reduce(into: []) { $0.formUnion($1.missingNames.map(Array.init)) }
        (edges, starts) = (raw.edges, raw.starts)
        hasTwins = raw.hasTwins
        overflowing = raw.overflowing
        (unread, hasUnknown) = (raw.unread, raw.hasUnknown)
        (shapes, topTrees) = raw.trees()
        raw.deallocate()
    }
}

/// What the visitors have read, tree by tree, and which of it leads to a blob of the set or to an unknown tree.
private struct RawTrees {
    /// What a visitor has read.
    private struct Part {
        let trees: UnsafeBufferPointer<TreeReader.Tree>
        let edges: EdgeStore.View
        /// The numbers that its names have in `names`.
        let names: ContiguousArray<Int32>
        /// The first of its trees.
        let first: Int
    }

    /// All that is asked about an object of the catalog, together, for each is met at random.
    private struct Node {
        /// Of a tree one more than its place, below zero if another tree holds it; 0 for all that is no tree.
        private var place: Int32 = 0
        /// Its shape, or one of the numbers below.
        var shape = RawTrees.unknown

        var tree: Int { Int(abs(place)) - 1 }
        var isHeld: Bool { place < 0 }
        mutating func set(tree: Int) { place = Int32(truncatingIfNeeded: tree + 1) }
        mutating func hold() { place = -abs(place) }
    }

    /// Whose memory the parts are.
    private let visitors: [TreeVisitor]
    private let parts: [Part]
    private let isOfInterest: ((Int) -> Bool)?
    private let unreadable: Set<Int32>?
    let names: NameTable
    let count: Int
    /// By number in the catalog.
    private let nodes: UnsafeMutableBufferPointer<Node>
    private(set) var edges: ContiguousArray<TreeGraph.Edge> = []
    private(set) var starts: ContiguousArray<Int32> = [0]
    private(set) var hasTwins = false
    private(set) var overflowing: [Int32] = []
    /// Per shape: paths that lead to blobs of the set.
    private var pathCounts: ContiguousArray<Int32> = []
    private(set) var unread: Set<Int32> = []
    private(set) var hasUnknown = false
    private var numbers = EdgeListNumbers()
    /// The edges of trees that are visited and stored as runs.
    private var expanded = GrowingTable<TreeGraph.Edge>()

    private static let unknown: Int32 = -1
    private static let pending: Int32 = -2
    private static let leadsNowhere: Int32 = -3

    init(
        _ visitors: [TreeVisitor], objectCount: Int, isOfInterest: ((Int) -> Bool)?, unreadable: Set<Int32>?
    ) {
        self.visitors = visitors
        self.isOfInterest = isOfInterest
        self.unreadable = unreadable
        nodes = .allocate(capacity: objectCount)
        nodes.initialize(repeating: Node())
        var names = NameTable()
        var parts: [Part] = []
        var count = 0
        for visitor in visitors {
            let part = Part(
                trees: visitor.trees, edges: visitor.edges, names: names.take(visitor.names), first: count)
            for (place, tree) in part.trees.enumerated() { nodes[Int(tree.number)].set(tree: count + place) }
            count += part.trees.count
            parts.append(part)
        }
        self.parts = parts
        self.names = names
        self.count = count
    }

    func deallocate() {
        nodes.deallocate()
        expanded.deallocate()
    }

    /// Per number in the catalog one more than the shape, and the trees that no other holds.
    func trees() -> (shapes: ContiguousArray<Int32>, top: [Int32]) {
        var shapes = ContiguousArray<Int32>(repeating: 0, count: nodes.count)
        var top: [Int32] = []
        for number in nodes.indices {
            if nodes[number].shape >= 0 {
                shapes[number] = nodes[number].shape + 1
                if !nodes[number].isHeld { top.append(Int32(truncatingIfNeeded: number)) }
            } else if isUnknown(Int32(truncatingIfNeeded: number)) {
                shapes[number] = TreeGraph.unknown + 1
            }
        }
        return (shapes, top)
    }

    /// Whether what is named as a tree is absent or could not be read.
    @inline(__always)
    private func isUnknown(_ child: Int32) -> Bool {
        child < 0 || nodes[Int(child)].tree < 0 && unreadable?.contains(child) ?? true
    }

    private struct Visit {
        let number: Int32
        let part: Int32
        /// Whether its edges lie in `expanded`.
        let isExpanded: Bool
        let start: Int
        let end: Int
        var next: Int
        var leads = false
    }

    /// How far ahead nodes are asked for.
    private static let ahead = 16

    /// Finds out which trees lead to a blob of the set, and what their shapes are: downwards, every tree once, on a
    /// stack of its own, for whoever writes the trees decides how deep they are.
    mutating func findShapes(_ cancellation: CancellationFlag) {
        var stack: [Visit] = []
        var own: ContiguousArray<TreeGraph.Edge> = []
        for trees in parts.map(\.trees) {
            for place in trees.indices {
                if place + Self.ahead < trees.count { prefetch(trees[place + Self.ahead].number) }
                guard nodes[Int(trees[place].number)].shape == Self.unknown else { continue }
                if cancellation.isSet { return }
                stack.append(begin(trees[place].number))
                while var top = stack.popLast() {
                    if let child = pendingChild(of: &top) {
                        stack.append(top)
                        stack.append(begin(child))
                        continue
                    }
                    if top.leads {
                        nodes[Int(top.number)].shape = shape(of: top, &own)
                        if !stack.isEmpty { stack[stack.count - 1].leads = true }
                    } else {
                        nodes[Int(top.number)].shape = Self.leadsNowhere
                    }
                    if top.isExpanded { expanded.removeAll(behind: top.start) }
                }
            }
        }
    }

    @inline(__always)
    private func prefetch(_ number: Int32) {
        if let nodes = nodes.baseAddress { rollcall_prefetch(nodes + Int(number)) }
    }

    /// The next subtree whose shape has to be found first; nil if there is none left.
    private mutating func pendingChild(of visit: inout Visit) -> Int32? {
        let edges = edges(of: visit)
        while visit.next < visit.end {
            let edge = edges[visit.next]
            visit.next += 1
            if !edge.isTree {
                if isOfInterest?(Int(edge.child)) ?? true { visit.leads = true }
                continue
            }
            let number = Int(edge.child)
            guard number >= 0, nodes[number].tree >= 0 else {
                guard isUnknown(edge.child) else { continue }
                (visit.leads, hasUnknown) = (true, true)
                if number >= 0 { unread.insert(edge.child) }
                continue
            }
            nodes[number].hold()
            if nodes[number].shape >= 0 { visit.leads = true }
            if nodes[number].shape == Self.unknown { return edge.child }
        }
        return nil
    }

    @inline(__always)
    private func edges(of visit: Visit) -> UnsafeBufferPointer<TreeGraph.Edge> {
        visit.isExpanded ? expanded.elements : parts[Int(visit.part)].edges.items
    }

    private mutating func begin(_ number: Int32) -> Visit {
        let tree = nodes[Int(number)].tree
        var owner = 0
        while owner + 1 < parts.count, tree >= parts[owner + 1].first { owner += 1 }
        let part = parts[owner]
        let place = tree - part.first
        var start = Int(part.trees[place].firstEdge)
        var end = place + 1 < part.trees.count ? Int(part.trees[place + 1].firstEdge) : part.edges.items.count
        let isExpanded = part.edges.areRuns(start..<end)
        if isExpanded {
            let items = start..<end
            start = expanded.count
            part.edges.expand(items, into: &expanded)
            end = expanded.count
        }
        let visit = Visit(
            number: number, part: Int32(truncatingIfNeeded: owner), isExpanded: isExpanded, start: start, end: end,
            next: start)
        for edge in edges(of: visit)[start..<end] where edge.isTree && edge.child >= 0 { prefetch(edge.child) }
        nodes[Int(number)].shape = Self.pending
        return visit
    }

    /// The shape of a tree whose subtrees have theirs.
    private mutating func shape(of visit: Visit, _ own: inout ContiguousArray<TreeGraph.Edge>) -> Int32 {
        own.removeAll(keepingCapacity: true)
        var paths = 0
        let part = parts[Int(visit.part)]
        for edge in edges(of: visit)[visit.start..<visit.end] {
            var child = edge.child
            if edge.isTree {
                child = isUnknown(child) ? TreeGraph.unknown : nodes[Int(child)].shape
                guard child >= 0 || isUnknown(edge.child) else { continue }
            } else if !(isOfInterest?(Int(child)) ?? true) {
                continue
            }
            let more = !edge.isTree ? 1 : child < 0 ? 0 : Int(pathCounts[Int(child)])
            guard paths + more <= TreeGraph.greatestPathCount else {
                if overflowing.last != visit.number { overflowing.append(visit.number) }
                continue
            }
            paths += more
            own.append(TreeGraph.Edge(child: child, name: part.names[Int(edge.name)], isTree: edge.isTree))
        }
        Self.sortByName(&own)
        return number(of: own, paths: paths)
    }

    private mutating func number(of own: ContiguousArray<TreeGraph.Edge>, paths: Int) -> Int32 {
        let hash = numbers.hash(of: own)
        if let shape = numbers.number(of: hash, where: { isEqual($0, own) }) { return shape }
        if !hasTwins { hasTwins = own.indices.dropFirst().contains { own[$0].name == own[$0 - 1].name } }
        edges.append(contentsOf: own)
        starts.append(Int32(truncatingIfNeeded: edges.count))
        pathCounts.append(Int32(truncatingIfNeeded: paths))
        return numbers.add(hash)
    }

    private func isEqual(_ shape: Int, _ own: ContiguousArray<TreeGraph.Edge>) -> Bool {
        let start = Int(starts[shape])
        guard Int(starts[shape + 1]) - start == own.count else { return false }
        for index in own.indices where edges[start + index] != own[index] { return false }
        return true
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
