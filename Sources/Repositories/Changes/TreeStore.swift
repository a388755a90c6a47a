internal import Model

/// Trees that are read to be compared. Commits that follow each other have most of theirs in common: those are kept.
final class TreeStore {
    private let database: ObjectDatabase
    private let format: ObjectFormat
    private var kept: [ObjectID: [TreeItem]] = [:]
    private var keptCount = 0

    /// Items of all trees that are kept; some 60 MB.
    private static let mostKept = 500_000

    init(_ database: ObjectDatabase, _ format: ObjectFormat) {
        self.database = database
        self.format = format
    }

    /// What a tree lists, in its order.
    func items(of id: ObjectID) throws(GitError) -> [TreeItem] {
        if let items = kept[id] { return items }
        let items = try read(id)
        if keptCount > Self.mostKept {
            kept.removeAll()
            keptCount = 0
        }
        kept[id] = items
        keptCount += items.count
        return items
    }

    private func read(_ id: ObjectID) throws(GitError) -> [TreeItem] {
        let object: WholeObject
        do { object = try database.read(id) } catch {
            // Git knows the tree of nothing without having it.
            let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
            if id == ObjectID(of: .tree, content: nothing, format) { return [] }
            throw error
        }
        guard object.kind == .tree else { throw .library(action: "read tree \(id.hex)", reason: "it is no tree") }
        var items: [TreeItem] = []
        var position = 0
        object.content.withUnsafeBytes { content in
            while let entry = TreeEntry(in: content, format, at: &position) {
                let name = Array(content[entry.name.start..<entry.name.end])
                items.append(TreeItem(mode: entry.mode, name: name, id: entry.id))
            }
        }
        guard position == object.content.count else {
            throw .library(action: "read tree \(id.hex)", reason: "it is damaged behind byte \(position)")
        }
        return items
    }

    /// The tree of a commit.
    func tree(of commit: ObjectID) throws(GitError) -> ObjectID {
        let object = try database.read(commit)
        guard object.kind == .commit, let tree = object.content.withUnsafeBytes({ CommitObject($0).tree }) else {
            throw .library(action: "read commit \(commit.hex)", reason: "it is no commit, or damaged")
        }
        return tree
    }
}
