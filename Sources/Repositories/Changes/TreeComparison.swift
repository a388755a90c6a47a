internal import Model

/// Finds what differs between two trees, without looking into folders that are the same in both.
struct TreeComparison {
    private let store: TreeStore
    private(set) var changes = ChangeSet()
    private var depth = 0

    /// Longer paths than Linux has could not be made of it; trees that nobody checked out may lie in each other for ever.
    private static let deepest = 1000

    init(_ store: TreeStore) { self.store = store }

    static func check(depth: Int) throws(GitError) {
        guard depth <= deepest else {
            throw .library(action: "compare trees", reason: "folders lie in each other more than \(deepest) deep")
        }
    }

    /// - Parameters:
    ///   - old, new: nil for a tree that is not there.
    ///   - folder: what stands before the names, with `/` at its end.
    mutating func compare(_ old: ObjectID?, _ new: ObjectID?, in folder: [UInt8] = []) throws(GitError) {
        if old == new { return }
        depth += 1
        defer { depth -= 1 }
        try Self.check(depth: depth)
        let before = try old.map { (id) throws(GitError) in try store.items(of: id) } ?? []
        let after = try new.map { (id) throws(GitError) in try store.items(of: id) } ?? []
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            let isOnlyNew = left == before.count || right < after.count && TreeItem.precedes(after[right], before[left])
            let isOnlyOld =
                !isOnlyNew && (right == after.count || TreeItem.precedes(before[left], after[right]))
            let item = isOnlyOld ? nil : after[right]
            let former = isOnlyNew ? nil : before[left]
            try compare(former, item, in: folder)
            if !isOnlyOld { right += 1 }
            if !isOnlyNew { left += 1 }
        }
    }

    /// Two items of the same name, or one that has no twin.
    private mutating func compare(_ old: TreeItem?, _ new: TreeItem?, in folder: [UInt8]) throws(GitError) {
        guard let item = new ?? old else { return }
        if item.isTree {
            try compare(old?.id, new?.id, in: folder + item.name + [UInt8(ascii: "/")])
        } else {
            change(at: folder + item.name, from: old, to: new)
        }
    }

    /// Notes what has become of a file. Submodules are no files, neither before nor after.
    mutating func change(at path: [UInt8], from old: TreeItem?, to new: TreeItem?) {
        let former = old.flatMap { $0.isSubmodule ? nil : $0.id }
        guard let new else {
            if let former { changes.removed.insert(former) }
            return
        }
        guard !new.isSubmodule, new.id != former else { return }
        changes.files.append(FileChange(path: path, new: new.id, old: former.map { [$0] } ?? []))
    }
}
