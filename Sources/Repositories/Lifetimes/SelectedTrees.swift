internal import Model

/// The trees that a question needs, read level by level: each level is one walk that passes over all others but the
/// bases which the wanted ones are made from. For questions about few commits; reading all trees at once is quicker
/// for many.
package struct SelectedTrees {
    private let catalog: ObjectCatalog
    private let jobs: Int
    private let progress: WalkProgress
    /// What all walks so far have read.
    package private(set) var read: ReadTrees
    /// By number in the catalog: the entries of a tree, sorted by name.
    private var trees: [Int32: ContiguousArray<TreeGraph.Edge>] = [:]
    /// What was asked for as a tree and could not be read as one.
    package private(set) var unreadable: Set<Int32> = []

    package init(catalog: ObjectCatalog, jobs: Int, progress: WalkProgress) {
        self.catalog = catalog
        self.jobs = jobs
        self.progress = progress
        // The subtrees are wanted by their numbers, because they are read next.
        read = ReadTrees(visitors: [], lists: TreeLists(objectCount: catalog.count, sharesSubtrees: false))
    }

    private struct Pair: Hashable {
        let old: Int32
        let new: Int32
    }

    /// Blobs that commits have and their parents have not at the same path, and those that stood there before.
    package mutating func changedBlobs(of selected: [Bool], in table: CommitTable) -> Set<Int32> {
        var blobs: Set<Int32> = []
        var level: Set<Pair> = []
        for (index, commit) in table.commits.enumerated() where selected[index] {
            let parents = table.parents(of: index)
            if parents.isEmpty { level.insert(Pair(old: TreeGraph.nothing, new: commit.tree)) }
            for parent in parents { level.insert(Pair(old: table.commits[Int(parent)].tree, new: commit.tree)) }
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
        let trie = PathTrie(paths, read.lists)
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
        let (catalog, lists) = (catalog, read.lists)
        let known = NumberSet(allBut: wanted, count: catalog.count)
        read.visitors += catalog.walk(.tree, besides: known, jobs: jobs, progress: progress) {
            TreeVisitor(catalog: catalog, lists: lists) { _ in true }
        }
        let view = lists.view
        for number in wanted {
            let list = lists.list(of: Int(number))
            // What could not be read is not asked for again.
            if list == TreeLists.unread { unreadable.insert(number) }
            var edges = list == TreeLists.unread ? [] : ContiguousArray(view.edges(of: list))
            edges.withUnsafeMutableBufferPointer { $0.sortByName() }
            trees[number] = edges
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

    init(_ paths: [[UInt8]], _ lists: TreeLists) {
        for path in paths {
            var node = 0
            for part in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
                let name = part.withUnsafeBytes { lists.number(ofName: $0) }
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
