private import CBytes
internal import Model

/// Finds out which of the trees that visitors have read lead to a blob of the set or to an unknown tree, and what their
/// shapes are: downwards, every tree once, on a stack of its own, for whoever writes the trees decides how deep they are.
struct ShapeSearch {
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
        var shape = ShapeSearch.unseen

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
    /// By number in the catalog.
    private let nodes: UnsafeMutableBufferPointer<Node>
    private(set) var found = ShapeTable()
    private(set) var overflowing: [Int32] = []
    private(set) var unread: Set<Int32> = []
    private(set) var hasUnknown = false
    /// The edges of trees that are visited and stored as runs.
    private var expanded = GrowingTable<TreeGraph.Edge>()

    /// In the place of a tree's shape: nobody has come to it yet.
    private static let unseen: Int32 = -1
    /// Its subtrees are looked at.
    private static let pending: Int32 = -2
    /// No blob of the set stands below it.
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
    }

    /// Cancelled, it finds less.
    mutating func run(_ cancellation: CancellationFlag) {
        var stack: [Visit] = []
        var own: ContiguousArray<TreeGraph.Edge> = []
        for trees in parts.map(\.trees) {
            for place in trees.indices {
                if place + Self.ahead < trees.count { prefetch(trees[place + Self.ahead].number) }
                guard nodes[Int(trees[place].number)].shape == Self.unseen else { continue }
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

    func deallocate() {
        nodes.deallocate()
        expanded.deallocate()
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
            if nodes[number].shape == Self.unseen { return edge.child }
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
            let more = !edge.isTree ? 1 : child < 0 ? 0 : found.pathCount(of: child)
            guard paths + more <= TreeGraph.greatestPathCount else {
                if overflowing.last != visit.number { overflowing.append(visit.number) }
                continue
            }
            paths += more
            own.append(TreeGraph.Edge(child: child, name: part.names[Int(edge.name)], isTree: edge.isTree))
        }
        return found.number(of: &own, paths: paths)
    }
}
