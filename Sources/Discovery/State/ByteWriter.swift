internal import Model

/// Writes numbers (little-endian, variable length) and texts one after the other.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func write(_ number: Int) {
        var rest = UInt64(bitPattern: Int64(number << 1 ^ number >> 63))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes += text.utf8
    }

    mutating func write(_ id: ObjectID) {
        bytes.append(id.format.number)
        bytes += id.bytes
    }
}
