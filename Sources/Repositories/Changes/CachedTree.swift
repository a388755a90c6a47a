internal import Model

/// What the index knows of the tree that a folder would make (extension `TREE`).
struct CachedTree {
    /// nil where an entry has changed since.
    let id: ObjectID?
    private let children: [[UInt8]: CachedTree]

    func child(_ name: ArraySlice<UInt8>) -> CachedTree? { children[Array(name)] }

    /// As deep as folders may lie in each other; what is deeper is compared entry by entry.
    private static let deepest = 512

    /// nil if it is damaged: then nothing is known.
    init?(_ content: UnsafeRawBufferPointer, _ format: ObjectFormat) {
        var reader = FieldReader(content)
        guard let (_, tree) = Self.read(&reader, format, depth: 0) else { return nil }
        self = tree
    }

    private init(id: ObjectID?, children: [[UInt8]: CachedTree]) {
        self.id = id
        self.children = children
    }

    /// `<name>\0<entries> <subtrees>\n<id>`, without an id if the number of entries is negative.
    private static func read(_ reader: inout FieldReader, _ format: ObjectFormat, depth: Int) -> ([UInt8], CachedTree)?
    {
        guard depth < deepest, let name = reader.take(upTo: 0),
            let count = reader.take(upTo: UInt8(ascii: " ")).flatMap({ Int(String(decoding: $0, as: UTF8.self)) }),
            let subtrees = reader.take(upTo: UInt8(ascii: "\n")).flatMap({ Int(String(decoding: $0, as: UTF8.self)) }),
            subtrees >= 0, subtrees <= reader.rest
        else { return nil }
        var id: ObjectID?
        if count >= 0 {
            guard let known = reader.id(format) else { return nil }
            id = known
        }
        var children: [[UInt8]: CachedTree] = [:]
        for _ in 0..<subtrees {
            guard let (name, child) = read(&reader, format, depth: depth + 1) else { return nil }
            children[name] = child
        }
        return (Array(name), CachedTree(id: id, children: children))
    }
}
