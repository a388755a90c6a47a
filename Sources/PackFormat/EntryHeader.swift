/// How an entry of a pack begins (gitformat-pack(5)): what it holds, its size, and what a delta builds on.
package struct EntryHeader {
    package enum Base: Equatable, Sendable {
        /// The entry stands whole.
        case none
        /// The entry that begins this many bytes before this one; none does for a distance of 0.
        case before(Int)
        /// The object whose raw name stands at this place, counted from where the entry begins.
        case named(at: Int)
    }

    /// 1 to 4: commit, tree, blob, tag. 6 and 7 are deltas; 0 and 5 are not given to anything.
    package let kind: UInt8
    /// Of what is inflated, in bytes: of the delta, if it is one.
    package let size: Int
    package let base: Base
    /// Where the zlib stream begins, counted from where the entry does.
    package let length: Int

    private static let offsetDelta: UInt8 = 6
    private static let referenceDelta: UInt8 = 7

    /// - Parameters:
    ///   - bytes: begin with the entry; nil if they end within its header or hold a number that no pack has.
    ///   - nameSize: of the raw name of an object, in bytes.
    package init?(_ bytes: UnsafeRawBufferPointer, nameSize: Int) {
        var position = 0
        func next() -> UInt8? {
            guard position < bytes.count else { return nil }
            defer { position += 1 }
            return bytes[position]
        }
        guard var byte = next() else { return nil }
        let kind = byte >> 4 & 7
        var size = Int(byte & 0x0F)
        var shift = 4
        while byte & 0x80 != 0 {
            guard shift < 60, let more = next() else { return nil }
            byte = more
            size |= Int(byte & 0x7F) << shift
            shift += 7
        }
        switch kind {
        case Self.offsetDelta:
            guard let distance = OffsetNumber.read(next) else { return nil }
            base = .before(distance)
        case Self.referenceDelta:
            guard position + nameSize <= bytes.count else { return nil }
            base = .named(at: position)
            position += nameSize
        default: base = .none
        }
        self.kind = kind
        self.size = size
        length = position
    }

    /// Whether it is a commit, tree, blob or tag that stands whole.
    package var isWhole: Bool { (1...4).contains(kind) }
}
