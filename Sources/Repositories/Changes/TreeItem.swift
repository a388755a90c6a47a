internal import Model

/// What a tree lists under one name.
struct TreeItem {
    let mode: UInt32
    let name: [UInt8]
    let id: ObjectID

    var isTree: Bool { mode & 0o170000 == 0o040000 }
    var isSubmodule: Bool { mode & 0o170000 == 0o160000 }

    /// Git's order: a folder stands where its name with a `/` behind it would.
    static func precedes(_ left: TreeItem, _ right: TreeItem) -> Bool {
        let shared = min(left.name.count, right.name.count)
        for place in 0..<shared where left.name[place] != right.name[place] {
            return left.name[place] < right.name[place]
        }
        return left.end(at: shared) < right.end(at: shared)
    }

    private func end(at place: Int) -> UInt8 { place < name.count ? name[place] : isTree ? UInt8(ascii: "/") : 0 }
}
