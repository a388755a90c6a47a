internal import Model

/// Finds what the index has that a tree has not: what `git diff --cached` lists.
struct IndexComparison {
    private let store: TreeStore
    private let entries: [IndexFile.Entry]
    private var trees: TreeComparison
    private var depth = 0

    var changes: ChangeSet { trees.changes }

    init(_ index: IndexFile, _ store: TreeStore) {
        self.store = store
        entries = index.entries.filter { !$0.isIntent }
        trees = TreeComparison(store)
    }

    /// - Parameter tree: nil on an unborn branch, where all is new.
    mutating func compare(with tree: ObjectID?, knowing cached: CachedTree?) throws(GitError) {
        try compare(tree, entries[...], in: [], cached)
    }

    /// - Parameters:
    ///   - range: the entries that lie in the folder.
    ///   - folder: what stands before the names, with `/` at its end.
    private mutating func compare(
        _ tree: ObjectID?, _ range: ArraySlice<IndexFile.Entry>, in folder: [UInt8], _ cached: CachedTree?
    ) throws(GitError) {
        if let known = cached?.id, known == tree { return }
        depth += 1
        defer { depth -= 1 }
        try TreeComparison.check(depth: depth)
        // A folder outside of a sparse checkout.
        if let only = range.first, only.isFolder, only.path == folder {
            return try trees.compare(tree, only.id, in: folder)
        }
        let items = try tree.map { (id) throws(GitError) in try store.items(of: id) } ?? []
        var rest = range
        for item in items {
            if item.isTree {
                let below = folder + item.name + [UInt8(ascii: "/")]
                try add(&rest, before: below)
                let inside = rest.prefix { $0.path.starts(with: below) }
                rest = rest.dropFirst(inside.count)
                if inside.isEmpty {
                    try trees.compare(item.id, nil, in: below)
                } else {
                    try compare(item.id, inside, in: below, cached?.child(item.name[...]))
                }
            } else {
                let path = folder + item.name
                try add(&rest, before: path)
                let sides = rest.prefix { $0.path == path }
                rest = rest.dropFirst(sides.count)
                if sides.isEmpty { trees.change(at: path, from: item, to: nil) }
                for side in sides { trees.change(at: path, from: item, to: TreeItem(side)) }
            }
        }
        for entry in rest { try add(entry) }
    }

    /// Notes entries that the tree has not.
    private mutating func add(_ rest: inout ArraySlice<IndexFile.Entry>, before path: [UInt8]) throws(GitError) {
        while let entry = rest.first, entry.path.lexicographicallyPrecedes(path) {
            try add(entry)
            rest.removeFirst()
        }
    }

    private mutating func add(_ entry: IndexFile.Entry) throws(GitError) {
        if entry.isFolder { return try trees.compare(nil, entry.id, in: entry.path) }
        trees.change(at: entry.path, from: nil, to: TreeItem(entry))
    }
}

extension TreeItem {
    fileprivate init(_ entry: IndexFile.Entry) { self.init(mode: entry.mode, name: [], id: entry.id) }
}
