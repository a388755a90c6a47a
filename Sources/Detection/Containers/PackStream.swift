internal import Model
internal import PackFormat

/// Git packs and bundles that lie in a tree as files (gitformat-pack(5), gitformat-bundle(5)): commits, tags and blobs.
///
/// Only deltas against objects of the same pack are resolved, which are all that `git bundle` and `git repack` write for
/// whole histories.
struct PackStream {
    private let content: UnsafeRawBufferPointer
    private var position: Int
    private let count: Int
    /// Of the raw names in it, in bytes. A pack does not say itself; bundles do.
    private let nameSize: Int
    private var objects: [Int: (kind: UInt8, content: [UInt8])] = [:]

    enum Failure: Error { case damaged, stopped }

    private static let longNames = Array("@object-format=sha256".utf8)

    /// nil if there is no pack in it.
    init?(_ content: UnsafeRawBufferPointer) {
        var start = 0
        var nameSize = ObjectFormat.sha1.nameSize
        if content.starts(with: "# v".utf8) {
            // The header ends with an empty line.
            guard let end = (1..<max(1, content.count)).first(where: { content[$0] == 0x0A && content[$0 - 1] == 0x0A })
            else { return nil }
            start = end + 1
            if content[..<end].split(separator: 0x0A).contains(where: { $0.elementsEqual(Self.longNames) }) {
                nameSize = ObjectFormat.sha256.nameSize
            }
        }
        guard start + 12 <= content.count, content[start...].starts(with: "PACK".utf8) else { return nil }
        self.content = content
        self.nameSize = nameSize
        count = (8..<12).reduce(0) { $0 << 8 | Int(content[start + $1]) }
        position = start + 12
    }

    /// Calls `body` with each object but trees.
    /// - Returns: how many objects could not be put together because their base is elsewhere.
    mutating func read(_ budget: inout OpeningBudget, _ body: (ContainedContent) -> Void) throws(Failure) -> Int {
        guard let zlib = ZlibStream() else { throw .damaged }
        var missing = 0
        for number in 0..<count {
            guard budget.takeEntry() else { throw .stopped }
            let start = position
            let rest = UnsafeRawBufferPointer(rebasing: content[start...])
            guard let header = EntryHeader(rest, nameSize: nameSize) else { throw .damaged }
            position += header.length
            guard position < content.count, header.size <= budget.limits.entryBytes else { throw .damaged }
            let packed = UnsafeRawBufferPointer(rebasing: content[position...])
            guard case .content(var bytes, let used) = zlib.inflate(packed, expected: header.size, limit: header.size)
            else { throw .damaged }
            position += used
            var kind = header.kind
            if header.base != .none {
                guard case .before(let distance) = header.base, let base = objects[start - distance],
                    let result = Delta.applied(bytes, to: base.content, limit: budget.limits.entryBytes)
                else {
                    missing += 1
                    continue
                }
                bytes = result
                kind = base.kind
            }
            guard budget.take(bytes: bytes.count) else { throw .stopped }
            objects[start] = (kind, bytes)
            if let name = Self.name(ofKind: kind) {
                body(ContainedContent(name: Array("\(name) \(number + 1)".utf8), bytes: bytes))
            }
        }
        return missing
    }

    /// gitformat-pack(5); nil for trees, which are lists of names and hashes, and for what is no object.
    private static func name(ofKind kind: UInt8) -> String? {
        switch kind {
        case 1: "commit"
        case 3: "blob"
        case 4: "tag"
        default: nil
        }
    }
}
