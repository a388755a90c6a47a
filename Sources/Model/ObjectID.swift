/// The SHA-1 name of a Git object: 20 bytes.
package struct ObjectID: Hashable, Sendable, Comparable, Codable {
    // Big-endian words, so that comparing numbers compares names in Git's order.
    /// Bytes 0–7, 8–15 and 16–19.
    package let high: UInt64
    package let middle: UInt64
    package let low: UInt32

    @inlinable package init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    /// Reads 20 raw bytes; nil if there are fewer.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count >= 20 else { return nil }
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        for (position, byte) in bytes.prefix(20).enumerated() {
            switch position {
            case 0..<8: words.0 = words.0 << 8 | UInt64(byte)
            case 8..<16: words.1 = words.1 << 8 | UInt64(byte)
            default: words.2 = words.2 << 8 | UInt64(byte)
            }
        }
        self.init(high: words.0, middle: words.1, low: UInt32(truncatingIfNeeded: words.2))
    }

    /// Reads 40 hexadecimal digits; nil for anything else.
    package init?(hex: some StringProtocol) {
        guard hex.utf8.count == 40, let bytes = Hexadecimal.bytes(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The name of no object; in reflogs it means "nothing".
    package static let zero = ObjectID(high: 0, middle: 0, low: 0)

    /// 40 lower-case hexadecimal digits.
    package var hex: String { Hexadecimal.text(bytes) }

    /// The 20 raw bytes.
    package var bytes: [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * $0)) }
            + (0..<8).map { UInt8(truncatingIfNeeded: middle >> (56 - 8 * $0)) }
            + (0..<4).map { UInt8(truncatingIfNeeded: low >> (24 - 8 * $0)) }
    }

    @inlinable package static func < (left: ObjectID, right: ObjectID) -> Bool {
        if left.high != right.high { return left.high < right.high }
        if left.middle != right.middle { return left.middle < right.middle }
        return left.low < right.low
    }
}

extension ObjectID: CustomStringConvertible {
    package var description: String { hex }
}
