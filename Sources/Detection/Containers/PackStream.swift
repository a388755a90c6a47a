/// Git packs and bundles that lie in a tree as files (gitformat-pack(5), gitformat-bundle(5)): commits, tags and blobs.
///
/// Only deltas against objects of the same pack are resolved, which are all that `git bundle` and `git repack` write for
/// whole histories.
struct PackStream {
    private let content: UnsafeRawBufferPointer
    private var position: Int
    private let count: Int
    private var objects: [Int: (kind: UInt8, content: [UInt8])] = [:]

    enum Failure: Error { case damaged, stopped }

    /// nil if there is no pack in it.
    init?(_ content: UnsafeRawBufferPointer) {
        var start = 0
        if content.starts(with: "# v".utf8) {
            // The header ends with an empty line.
            guard let end = (1..<max(1, content.count)).first(where: { content[$0] == 0x0A && content[$0 - 1] == 0x0A })
            else { return nil }
            start = end + 1
        }
        guard start + 12 <= content.count, content[start...].starts(with: "PACK".utf8) else { return nil }
        self.content = content
        count = (8..<12).reduce(0) { $0 << 8 | Int(content[start + $1]) }
        position = start + 12
    }

    /// Calls `body` with the name and content of each object but trees.
    /// - Returns: how many objects could not be put together because their base is elsewhere.
    mutating func read(_ budget: inout OpeningBudget, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void) throws(Failure)
        -> Int
    {
        guard let zlib = ZlibStream() else { throw .damaged }
        var missing = 0
        for number in 0..<count {
            guard budget.takeEntry() else { throw .stopped }
            let start = position
            let (kind, size) = try header()
            var base: (kind: UInt8, content: [UInt8])?
            if kind == 6 { base = objects[start - (try offset())] }
            if kind == 7 { position += 20 }
            guard position < content.count, size <= budget.limits.entryBytes else { throw .damaged }
            let packed = UnsafeRawBufferPointer(rebasing: content[position...])
            guard case .content(var bytes, let used) = zlib.inflate(packed, expected: size, limit: size) else {
                throw .damaged
            }
            position += used
            var own = kind
            if kind >= 6 {
                guard let base, let result = Self.apply(bytes, to: base.content, limit: budget.limits.entryBytes) else {
                    missing += 1
                    continue
                }
                bytes = result
                own = base.kind
            }
            guard budget.take(bytes: bytes.count) else { throw .stopped }
            objects[start] = (own, bytes)
            let name = ["", "commit", "tree", "blob", "tag", "", "", ""][Int(own)]
            if own != 2, own != 0 { bytes.withUnsafeBytes { body(Array("\(name) \(number + 1)".utf8), $0) } }
        }
        return missing
    }

    private mutating func byte() throws(Failure) -> UInt8 {
        guard position < content.count else { throw .damaged }
        position += 1
        return content[position - 1]
    }

    private mutating func header() throws(Failure) -> (kind: UInt8, size: Int) {
        var byte = try byte()
        let kind = byte >> 4 & 7
        var size = Int(byte & 15)
        var shift = 4
        while byte & 0x80 != 0, shift < 56 {
            byte = try self.byte()
            size |= Int(byte & 0x7F) << shift
            shift += 7
        }
        return (kind, size)
    }

    private mutating func offset() throws(Failure) -> Int {
        var byte = try byte()
        var value = Int(byte & 0x7F)
        while byte & 0x80 != 0, value < 1 << 48 {
            byte = try self.byte()
            value = (value + 1) << 7 | Int(byte & 0x7F)
        }
        return value
    }

    /// The result of a delta; nil if it is broken or larger than the limit.
    private static func apply(_ delta: [UInt8], to base: [UInt8], limit: Int) -> [UInt8]? {
        var position = 0
        func number() -> Int? {
            var (value, shift) = (0, 0)
            while position < delta.count, shift < 56 {
                let byte = delta[position]
                position += 1
                value |= Int(byte & 0x7F) << shift
                if byte & 0x80 == 0 { return value }
                shift += 7
            }
            return nil
        }
        guard number() == base.count, let size = number(), size <= limit else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(size)
        while position < delta.count {
            let instruction = delta[position]
            position += 1
            if instruction & 0x80 == 0 {
                guard instruction > 0, position + Int(instruction) <= delta.count else { return nil }
                result.append(contentsOf: delta[position..<(position + Int(instruction))])
                position += Int(instruction)
            } else {
                var (offset, count) = (0, 0)
                for bit in 0..<7 where instruction & 1 << bit != 0 {
                    guard position < delta.count else { return nil }
                    if bit < 4 {
                        offset |= Int(delta[position]) << (8 * bit)
                    } else {
                        count |= Int(delta[position]) << (8 * (bit - 4))
                    }
                    position += 1
                }
                if count == 0 { count = 0x10000 }
                guard offset + count <= base.count else { return nil }
                result.append(contentsOf: base[offset..<(offset + count)])
            }
            guard result.count <= size else { return nil }
        }
        return result.count == size ? result : nil
    }
}
