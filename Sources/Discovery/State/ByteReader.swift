internal import Model

/// Reads what `ByteWriter` wrote; nil where the bytes end too early or make no sense.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var rest: ArraySlice<UInt8> { bytes[position...] }
    var isAtEnd: Bool { position == bytes.endIndex }

    mutating func number() -> Int? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < bytes.endIndex, shift < 64 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return Int(Int64(bitPattern: value >> 1)) ^ -Int(value & 1) }
            shift += 7
        }
        return nil
    }

    /// A number of things of which each takes at least `size` bytes: no more than there is room for.
    mutating func count(of size: Int = 1) -> Int? {
        guard let count = number(), count >= 0, count <= (bytes.endIndex - position) / max(1, size) else { return nil }
        return count
    }

    mutating func text() -> String? {
        guard let count = count() else { return nil }
        defer { position += count }
        return String(decoding: bytes[position..<(position + count)], as: UTF8.self)
    }

    mutating func byte() -> UInt8? {
        guard position < bytes.endIndex else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func id() -> ObjectID? {
        guard let number = byte(), let format = ObjectFormat.allCases.first(where: { $0.number == number }),
            position + format.nameSize <= bytes.endIndex
        else { return nil }
        defer { position += format.nameSize }
        return ObjectID(bytes: bytes[position..<(position + format.nameSize)])
    }
}
