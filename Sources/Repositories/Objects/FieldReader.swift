internal import Model
internal import PackFormat

/// Reads the fields of one of Git's binary files one after the other; nil where the bytes end too early or hold a number
/// that no file has.
struct FieldReader {
    let bytes: UnsafeRawBufferPointer
    private(set) var position: Int

    init(_ bytes: UnsafeRawBufferPointer, at position: Int = 0) {
        self.bytes = bytes
        self.position = min(max(0, position), bytes.count)
    }

    /// How many bytes names may have that are written as what differs from the name before, in a file of so many bytes: a
    /// crafted one could grow its names without end.
    static func roomForNames(inFileOf size: Int) -> Int { 16 * size + 1 << 20 }

    var rest: Int { bytes.count - position }

    mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
        guard count >= 0, count <= rest else { return nil }
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<(position + count)])
    }

    /// A big-endian number of `size` bytes.
    mutating func number(_ size: Int) -> Int? {
        guard let field = take(size) else { return nil }
        let value = field.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(exactly: value)
    }

    mutating func offsetNumber() -> Int? { OffsetNumber.read { number(1).map { UInt8($0) } } }

    mutating func id(_ format: ObjectFormat) -> ObjectID? {
        guard rest >= format.nameSize else { return nil }
        defer { position += format.nameSize }
        return bytes.objectID(at: position, format)
    }

    /// Up to a byte, which is passed over.
    mutating func take(upTo end: UInt8) -> UnsafeRawBufferPointer? {
        guard let place = bytes.firstIndex(of: end, from: position) else { return nil }
        defer { position = place + 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<place])
    }
}
