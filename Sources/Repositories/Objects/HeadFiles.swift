package import Model

/// The files of one commit.
package enum HeadFiles {
    /// Regular files by path, in the order of the tree; folders that are absent or broken are passed over, which
    /// coverage tells already.
    package static func list(_ commit: ObjectID, in catalog: ObjectCatalog) -> [(path: [UInt8], blob: ObjectID)] {
        let reader = ObjectReader(catalog: catalog)
        guard let content = reader.read(commit)?.content, let tree = content.withUnsafeBytes({ CommitObject($0).tree })
        else { return [] }
        var files: [(path: [UInt8], blob: ObjectID)] = []
        var pending: [(path: [UInt8], tree: ObjectID)] = [([], tree)]
        while let (path, tree) = pending.popLast() {
            guard let content = reader.read(tree)?.content else { continue }
            content.withUnsafeBytes { bytes in
                var position = 0
                while let entry = TreeEntry(in: bytes, catalog.format, at: &position) {
                    let full = path + Array(bytes[entry.name.start..<entry.name.end])
                    if entry.isTree {
                        pending.append((full + [UInt8(ascii: "/")], entry.id))
                    } else if entry.mode & 0o170000 == 0o100000 {
                        files.append((full, entry.id))
                    }
                }
            }
        }
        return files
    }
}
