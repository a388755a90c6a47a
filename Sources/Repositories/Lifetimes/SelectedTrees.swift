internal import Model

/// The trees that a question needs, read level by level: each level is one walk that passes over all others but the
/// bases which the wanted ones are made from. For questions about few commits; reading all trees at once is quicker
/// for many.
package struct SelectedTrees {
    private let catalog: ObjectCatalog
    private let jobs: Int
    private let progress: WalkProgress
    /// Of all walks so far, for `TreeGraph` and for what they could not read.
    package private(set) var visitors: [TreeVisitor] = []
    private var names = NameTable()
    /// By number in the catalog: the entries of a tree, sorted by name.
    private var trees: [Int32: ContiguousArray<TreeGraph.Edge>] = [:]
    /// What was asked for as a tree and could not be read as one.
    package private(set) var unreadable: Set<Int32> = []

    package init(catalog: ObjectCatalog, jobs: Int, progress: WalkProgress) {
        self.catalog = catalog
        self.jobs = jobs
        self.progress = progress
    }

    private struct Pair: Hashable {
        let old: Int32
        let new: Int32
    }

    /// Blobs that commits have and their parents have not at the same path, and those that stood there before.
    package mutating func changedBlobs(of selected: [Bool], in table: CommitTable) -> Set<Int32> {
        var blobs: Set<Int32> = []
        var level: Set<Pair> = []
        for (commit, isSelected) in zip(table.commits, selected) where isSelected {
            if commit.parents.isEmpty { level.insert(Pair(old: TreeGraph.nothing, new: commit.tree)) }
            for parent in commit.parents { level.insert(Pair(old: table.commits[Int(parent)].tree, new: commit.tree)) }
        }
        level = level.filter { $0.old != $0.new }
        var seen = level
        while !level.isEmpty, !progress.cancellation.isSet {
            read(level.lazy.flatMap { [$0.old, $0.new] })
            var next: Set<Pair> = []
            for pair in level {
                compare(pair) { trees in
                    if seen.insert(trees).inserted { next.insert(trees) }
                } blobs: { old, new in
                    for blob in [old, new] where blob >= 0 { blobs.insert(blob) }
                }
            }
            level = next
        }
        return blobs
    }

    /// Blobs that stand under some paths in any of these trees.
    package mutating func blobs(at paths: [[UInt8]], below roots: some Sequence<Int32>) -> Set<Int32> {
        let trie = PathTrie(paths, &names)
        var blobs: Set<Int32> = []
        // A tree, and the place in the paths at which it stands.
        var level = Set(roots.lazy.filter { $0 >= 0 }.map { Pair(old: $0, new: 0) })
        var seen = level
        while !level.isEmpty, !progress.cancellation.isSet {
            read(level.lazy.map(\.old))
            var next: Set<Pair> = []
            for pair in level {
                let node = trie.nodes[Int(pair.new)]
                for edge in trees[pair.old] ?? [] {
                    guard let child = node.children[edge.name] else { continue }
                    if !edge.isTree {
                        if trie.nodes[Int(child)].isEnd { blobs.insert(edge.child) }
                    } else if !trie.nodes[Int(child)].children.isEmpty {
                        let below = Pair(old: edge.child, new: child)
                        if seen.insert(below).inserted { next.insert(below) }
                    }
                }
            }
            level = next
        }
        return blobs
    }

    // MARK: Reading

    private mutating func read(_ numbers: some Sequence<Int32>) {
        let wanted = Set(numbers.lazy.filter { $0 >= 0 }).filter { trees[$0] == nil }
        if wanted.isEmpty { return }
        let catalog = catalog
        let known = NumberSet(allBut: wanted, count: catalog.count)
        let read = catalog.walk(.tree, besides: known, jobs: jobs, progress: progress) {
            TreeVisitor(catalog: catalog) { _ in true }
        }
        for visitor in read { take(visitor) }
        // What could not be read is not asked for again.
        for number in wanted where trees[number] == nil {
            trees[number] = []
            unreadable.insert(number)
        }
        visitors += read
    }

    private mutating func take(_ visitor: TreeVisitor) {
        let numbers = names.take(visitor.names)
        let (read, stored) = (visitor.trees, visitor.edges)
        var expanded = GrowingTable<TreeGraph.Edge>()
        defer { expanded.deallocate() }
        for (place, tree) in read.enumerated() {
            let end = place + 1 < read.count ? Int(read[place + 1].firstEdge) : stored.items.count
            let items = Int(tree.firstEdge)..<end
            expanded.removeAll()
            let areRuns = stored.areRuns(items)
            if areRuns { stored.expand(items, into: &expanded) }
            let own = areRuns ? expanded.elements : UnsafeBufferPointer(rebasing: stored.items[items])
            var edges = ContiguousArray(
                own.lazy.map { TreeGraph.Edge(child: $0.child, name: numbers[Int($0.name)], isTree: $0.isTree) })
            edges.sort { $0.name < $1.name }
            trees[tree.number] = edges
        }
    }

    /// As `TreeDifference` does: of entries that are named alike the first tree and the first blob count.
    private func compare(_ pair: Pair, trees found: (Pair) -> Void, blobs: (Int32, Int32) -> Void) {
        let (old, new) = (trees[pair.old] ?? [], trees[pair.new] ?? [])
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            let name = min(left < old.count ? old[left].name : .max, right < new.count ? new[right].name : .max)
            let before = Self.take(name, from: old, &left)
            let after = Self.take(name, from: new, &right)
            if before.tree != after.tree { found(Pair(old: before.tree, new: after.tree)) }
            if before.blob != after.blob { blobs(before.blob, after.blob) }
        }
    }

    private static func take(_ name: Int32, from edges: ContiguousArray<TreeGraph.Edge>, _ place: inout Int) -> (
        tree: Int32, blob: Int32
    ) {
        var found: (tree: Int32, blob: Int32) = (-1, -1)
        while place < edges.count, edges[place].name == name {
            let edge = edges[place]
            if edge.isTree, found.tree < 0 { found.tree = edge.child }
            if !edge.isTree, found.blob < 0 { found.blob = edge.child }
            place += 1
        }
        return found
    }
}

/// Paths by their parts.
private struct PathTrie {
    struct Node {
        var children: [Int32: Int32] = [:]
        var isEnd = false
    }

    private(set) var nodes = [Node()]

    init(_ paths: [[UInt8]], _ names: inout NameTable) {
        for path in paths {
            var node = 0
            for part in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
                let name = part.withUnsafeBytes { Int32(truncatingIfNeeded: names.number(of: $0)) }
                if let next = nodes[node].children[name] {
                    node = Int(next)
                } else {
                    nodes[node].children[name] = Int32(truncatingIfNeeded: nodes.count)
                    node = nodes.count
                    nodes.append(Node())
                }
            }
            nodes[node].isEnd = true
        }
    }
}
