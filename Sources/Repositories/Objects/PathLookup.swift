package import Model

extension ObjectReader {
    /// The blob that stands at a path in a commit; nil if there is none or it cannot be read.
    /// - Parameter path: raw bytes, `/` between its components.
    package borrowing func blob(at path: [UInt8], in commit: ObjectID) -> [UInt8]? {
        guard let id = name(at: path, in: commit), let object = read(id), object.kind == .blob else { return nil }
        return object.content
    }

    /// The name of what stands at a path in a commit, be it there or not; nil if nothing stands there for all that can be
    /// read.
    package borrowing func name(at path: [UInt8], in commit: ObjectID) -> ObjectID? {
        guard let content = read(commit)?.content,
            let tree = content.withUnsafeBytes({ CommitObject($0).tree })
        else { return nil }
        var id = tree
        for component in path.split(separator: UInt8(ascii: "/")) {
            guard let object = read(id), object.kind == .tree,
                let entry = object.content.withUnsafeBytes({ entry(named: Array(component), in: $0) })
            else { return nil }
            id = entry
        }
        return id
    }

    private borrowing func entry(named name: [UInt8], in tree: UnsafeRawBufferPointer) -> ObjectID? {
        var position = 0
        while let entry = TreeEntry(in: tree, catalog.format, at: &position) {
            if tree[entry.name.start..<entry.name.end].elementsEqual(name) { return entry.id }
        }
        return nil
    }
}
