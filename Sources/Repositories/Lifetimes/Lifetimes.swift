package import Model

/// For each credential at each path: the commits that brought it in and took it away, and the refs that hold it.
package struct Lifetimes: Sendable {
    /// A credential as the caller numbers it, with its rule: only a secret of the same rule can replace it.
    package struct Holding: Hashable, Sendable {
        package let credential: Int32
        package let rule: Int32

        package init(credential: Int32, rule: Int32) {
            self.credential = credential
            self.rule = rule
        }
    }

    /// A credential at a path.
    package struct Place: Hashable, Sendable {
        package let credential: Int32
        /// Number in `paths`.
        package let path: Int32
    }

    package struct Removed: Hashable, Sendable {
        package let commit: Int32
        /// Credential that stands there instead.
        package let replacedBy: Int32?
    }

    package struct History: Sendable {
        /// Indices in the commit table.
        package var introduced: [Int32] = []
        package var removed: [Removed] = []
        /// Ranks of the tips that hold it, best first, at most `namedTips`.
        package var tips: [Int32] = []
        package var tipCount = 0
        /// Blobs in which it stands or stood at this path.
        package var blobs: Set<Int32> = []
        /// The blob at HEAD.
        package var headBlob: Int32?
        /// Held by a tree that no commit names.
        package var isInLooseTree = false
    }

    /// How many tips are named for a place; the rest are counted.
    package static let namedTips = 50

    package private(set) var histories: [Place: History] = [:]
    /// Paths as bytes.
    package var paths: PathTable { walker.paths }
    private var walker: TreeDifference

    /// - Parameters:
    ///   - holdings: per blob number, what stands in it, in order of place.
    ///   - tips: commits that refs point at, by falling importance; `rank` in the result is the place in this list.
    ///   - head: the commit HEAD names.
    ///   - selection: whether a commit's changes are asked for; nil for all.
    ///   - cancellation: once it is set, what is known by then is all there is.
    package init(
        graph: TreeGraph, commits: CommitTable, holdings: [Int32: [Holding]], tips: [Int], head: Int?,
        selection: [Bool]? = nil, cancellation: CancellationFlag = CancellationFlag()
    ) {
        walker = TreeDifference(graph: graph, holdings: holdings)
        for (index, commit) in commits.commits.enumerated() where selection?[index] ?? true {
            if cancellation.isSet { return }
            follow(commit, index: Int32(index), in: commits)
        }
        if selection == nil {
            let roots = Set(commits.commits.map(\.tree))
            for tree in graph.topTrees where !roots.contains(tree) {
                for change in walker.changes(from: -1, to: tree) {
                    histories[change.place, default: History()].isInLooseTree = true
                    histories[change.place, default: History()].blobs.insert(change.blob)
                }
            }
        }
        attachTips(tips.map { commits.commits[$0].tree }, cancellation)
        if let head {
            for change in walker.changes(from: -1, to: commits.commits[head].tree) {
                histories[change.place]?.headBlob = change.blob
            }
        }
    }

    private mutating func follow(_ commit: CommitTable.Commit, index: Int32, in commits: CommitTable) {
        let parents = commit.parents.map { commits.commits[Int($0)].tree }
        if parents.contains(commit.tree) && parents.allSatisfy({ $0 == commit.tree }) { return }
        if parents.isEmpty {
            for change in walker.changes(from: -1, to: commit.tree) { introduce(change, commit: index) }
            return
        }
        // Introduced: in the commit and in no parent. Removed: in some parent and not in the commit.
        var introduced: [TreeDifference.Change] = []
        for (number, parent) in parents.enumerated() {
            let changes = walker.changes(from: parent, to: commit.tree)
            let added = changes.filter(\.isAddition)
            if number == 0 {
                introduced = added
            } else if !introduced.isEmpty {
                let places = Set(added.map(\.place))
                introduced.removeAll { !places.contains($0.place) }
            }
            for change in changes {
                histories[change.place, default: History()].blobs.insert(change.blob)
                guard change.kind == .removal else { continue }
                let removed = Removed(commit: index, replacedBy: change.replacedBy)
                if histories[change.place, default: History()].removed.last?.commit != index {
                    histories[change.place, default: History()].removed.append(removed)
                }
            }
        }
        for change in introduced { introduce(change, commit: index) }
    }

    private mutating func introduce(_ change: TreeDifference.Change, commit: Int32) {
        histories[change.place, default: History()].blobs.insert(change.blob)
        if histories[change.place, default: History()].introduced.last != commit {
            histories[change.place, default: History()].introduced.append(commit)
        }
    }

    /// Hands the tips down from root trees to the places below, each distinct (path, tree) once.
    private mutating func attachTips(_ roots: [Int32], _ cancellation: CancellationFlag) {
        struct Node: Hashable {
            let path: Int32
            let object: Int32
        }
        struct Tips {
            var named: [Int32] = []
            var count = 0

            mutating func merge(_ other: Tips) {
                count += other.count
                if named.count == Lifetimes.namedTips, let last = named.last, let first = other.named.first, last < first { return }
                named = Array((named + other.named).sorted().prefix(Lifetimes.namedTips))
            }
        }
        var level: [Node: Tips] = [:]
        for (rank, root) in roots.enumerated() where walker.graph.holdsAnything(root) {
            var tips = level[Node(path: PathTable.root, object: root)] ?? Tips()
            if tips.named.count < Self.namedTips { tips.named.append(Int32(rank)) }
            tips.count += 1
            level[Node(path: PathTable.root, object: root)] = tips
        }
        while !level.isEmpty, !cancellation.isSet {
            var next: [Node: Tips] = [:]
            var blobs: [Node: Tips] = [:]
            for (node, tips) in level {
                for edge in walker.graph.edges(of: node.object) {
                    let child = Node(path: walker.paths.number(ofName: edge.name, in: node.path), object: edge.child)
                    if edge.isTree { next[child, default: Tips()].merge(tips) } else { blobs[child, default: Tips()].merge(tips) }
                }
            }
            for (node, tips) in blobs {
                // A credential may stand in a blob more than once.
                for credential in Set((walker.holdings[node.object] ?? []).map(\.credential)) {
                    let place = Place(credential: credential, path: node.path)
                    guard var history = histories[place] else { continue }
                    var merged = Tips(named: history.tips, count: history.tipCount)
                    merged.merge(tips)
                    history.tips = merged.named
                    history.tipCount = merged.count
                    histories[place] = history
                }
            }
            level = next
        }
    }
}

/// Numbers paths by their last name and the path before it.
package struct PathTable: Sendable {
    package static let root: Int32 = -1
    private struct Key: Hashable { let parent: Int32, name: Int32 }
    private var numbers: [Key: Int32] = [:]
    private var keys: [Key] = []

    package mutating func number(ofName name: Int32, in parent: Int32) -> Int32 {
        let key = Key(parent: parent, name: name)
        if let number = numbers[key] { return number }
        keys.append(key)
        numbers[key] = Int32(keys.count - 1)
        return Int32(keys.count - 1)
    }

    /// The path's bytes, `/` between the names.
    package func bytes(of path: Int32, names: NameTable) -> [UInt8] {
        var parts: [ArraySlice<UInt8>] = []
        var path = path
        while path != Self.root {
            parts.append(names.name(Int(keys[Int(path)].name)))
            path = keys[Int(path)].parent
        }
        return Array(parts.reversed().joined(separator: [UInt8(ascii: "/")]))
    }
}
