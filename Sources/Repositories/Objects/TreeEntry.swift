internal import Model

/// One entry of a tree: `<mode in octal> <name>\0<raw name of the object>`.
struct TreeEntry {
    let mode: UInt32
    let name: ByteSpan
    let id: ObjectID

    var isTree: Bool { mode & 0o170000 == 0o040000 }
    /// A submodule: the commit is another repository's.
    var isSubmodule: Bool { mode & 0o170000 == 0o160000 }

    /// Reads the entry at `position` and moves behind it; nil at the end or where the tree is broken.
    @inline(__always)
    init?(in content: UnsafeRawBufferPointer, _ format: ObjectFormat, at position: inout Int) {
        var mode: UInt32 = 0
        var cursor = position
        let end = content.count
        guard let base = content.baseAddress else { return nil }
        while cursor < end {
            let byte = base.load(fromByteOffset: cursor, as: UInt8.self)
            cursor += 1
            if byte == 0x20 { break }
            guard byte >= 0x30, byte <= 0x37, mode < 0o1000000 else { return nil }
            mode = mode << 3 | UInt32(byte - 0x30)
        }
        let start = cursor
        while cursor < end, base.load(fromByteOffset: cursor, as: UInt8.self) != 0 { cursor += 1 }
        guard cursor + format.nameSize < end else { return nil }
        self.mode = mode
        name = ByteSpan(start, cursor)
        id = content.objectID(at: cursor + 1, format)
        position = cursor + 1 + format.nameSize
    }
}
