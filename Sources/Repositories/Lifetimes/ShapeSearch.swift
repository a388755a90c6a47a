internal import Model

/// Finds out which lists of `TreeLists` lead to a blob of a set or to an unknown tree, and what their shapes are.
struct ShapeSearch {
    private let lists: TreeLists
    private let view: TreeLists.View
    private let isOfInterest: ((Int) -> Bool)?
    private let unreadable: Set<Int32>?
    /// By list: its shape, or what stands in the place of one.
    private let states: UnsafeMutableBufferPointer<Int32>
    private(set) var found = ShapeTable()
    /// Lists below which there are more paths than are followed.
    private(set) var overflowing: Set<Int32> = []
    private(set) var unread: Set<Int32> = []
    private(set) var hasUnknown = false

    /// In the place of a list's shape: nobody has come to it yet.
    private static let unseen: Int32 = -1
    /// Its subtrees are looked at.
    private static let pending: Int32 = -2
    /// No blob of the set stands below it.
    private static let leadsNowhere: Int32 = -3

    /// - Parameters:
    ///   - lists: of walks that are over.
    ///   - isOfInterest: which blobs count; nil for all.
    ///   - unreadable: what was asked for as a tree in vain; nil where all trees were asked for.
    init(_ lists: TreeLists, isOfInterest: ((Int) -> Bool)?, unreadable: Set<Int32>?) {
        self.lists = lists
        view = lists.view
        self.isOfInterest = isOfInterest
        self.unreadable = unreadable
        states = .allocate(capacity: view.count)
        states.initialize(repeating: Self.unseen)
        states[Int(TreeLists.empty)] = Self.leadsNowhere
    }

    func deallocate() { states.deallocate() }

    /// nil if it leads nowhere.
    func shape(of list: Int32) -> Int32? {
        let shape = states[Int(list)]
        return shape >= 0 ? shape : nil
    }

    /// Whether what is named as a tree is absent or could not be read.
    @inline(__always)
    func isUnknown(_ child: Int32) -> Bool {
        child < 0 || lists.list(of: Int(child)) == TreeLists.unread && unreadable?.contains(child) ?? true
    }

    private struct Visit {
        let list: Int32
        let edges: UnsafeBufferPointer<TreeGraph.Edge>
        var next = 0
        var leads = false
    }

    /// Downwards, every list once, on a stack of its own, for whoever writes the trees decides how deep they are.
    mutating func run(_ cancellation: CancellationFlag) {
        var stack: [Visit] = []
        var own: ContiguousArray<TreeGraph.Edge> = []
        for list in states.indices.dropFirst() {
            let list = Int32(truncatingIfNeeded: list)
            guard states[Int(list)] == Self.unseen, view.contains(list) else { continue }
            if cancellation.isSet { return }
            stack.append(begin(list))
            while var top = stack.popLast() {
                if let child = pendingChild(of: &top) {
                    stack.append(top)
                    stack.append(begin(child))
                    continue
                }
                if top.leads {
                    states[Int(top.list)] = shape(of: top, &own)
                    if !stack.isEmpty { stack[stack.count - 1].leads = true }
                } else {
                    states[Int(top.list)] = Self.leadsNowhere
                }
            }
        }
    }

    private func begin(_ list: Int32) -> Visit {
        states[Int(list)] = Self.pending
        return Visit(list: list, edges: view.edges(of: list))
    }

    /// The list of the subtree that an edge leads to, or `TreeLists.unread`.
    @inline(__always)
    private func list(behind edge: TreeGraph.Edge) -> Int32 {
        edge.list ?? (edge.child < 0 ? TreeLists.unread : lists.list(of: Int(edge.child)))
    }

    /// The next subtree's list whose shape has to be found first; nil if there is none left.
    private mutating func pendingChild(of visit: inout Visit) -> Int32? {
        while visit.next < visit.edges.count {
            let edge = visit.edges[visit.next]
            visit.next += 1
            if !edge.isTree {
                if isOfInterest?(Int(edge.child)) ?? true { visit.leads = true }
                continue
            }
            let list = list(behind: edge)
            guard list != TreeLists.unread else {
                guard isUnknown(edge.child) else { continue }
                (visit.leads, hasUnknown) = (true, true)
                if edge.child >= 0 { unread.insert(edge.child) }
                continue
            }
            if states[Int(list)] >= 0 { visit.leads = true }
            if states[Int(list)] == Self.unseen { return list }
        }
        return nil
    }

    /// The shape of a list whose subtrees have theirs.
    private mutating func shape(of visit: Visit, _ own: inout ContiguousArray<TreeGraph.Edge>) -> Int32 {
        own.removeAll(keepingCapacity: true)
        var paths = 0
        for edge in visit.edges {
            var child = edge.child
            var more = 1
            if edge.isTree {
                let list = list(behind: edge)
                if list != TreeLists.unread {
                    child = states[Int(list)]
                    guard child >= 0 else { continue }
                    more = found.pathCount(of: child)
                } else {
                    guard isUnknown(child) else { continue }
                    (child, more) = (TreeGraph.unknown, 0)
                }
            } else if !(isOfInterest?(Int(child)) ?? true) {
                continue
            }
            guard paths + more <= TreeGraph.greatestPathCount else {
                overflowing.insert(visit.list)
                continue
            }
            paths += more
            own.append(TreeGraph.Edge(child: child, name: edge.name, isTree: edge.isTree))
        }
        return found.number(of: &own, paths: paths)
    }
}
