/// The name of a Git object: a SHA-1 of 20 bytes or a SHA-256 of 32.
///
/// A SHA-1 is kept with twelve zero bytes behind it, and that is how it is told from a SHA-256: of those one in 2⁹⁶ ends so.
package struct ObjectID: Hashable, Sendable, Comparable, BitwiseCopyable {
    // Big-endian words, so that comparing numbers compares names in Git's order.
    /// Bytes 0–7, 8–15, 16–23 and 24–31.
    package let high: UInt64
    package let upper: UInt64
    package let lower: UInt64
    package let low: UInt64

    @inlinable package init(high: UInt64, upper: UInt64, lower: UInt64, low: UInt64) {
        self.high = high
        self.upper = upper
        self.lower = lower
        self.low = low
    }

    /// Reads the raw bytes of a name; nil if they are neither 20 nor 32.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == ObjectFormat.sha1.nameSize || bytes.count == ObjectFormat.sha256.nameSize else {
            return nil
        }
        var words = [UInt64](repeating: 0, count: 4)
        for (position, byte) in bytes.enumerated() {
            words[position / 8] |= UInt64(byte) << UInt64(56 - position % 8 * 8)
        }
        self.init(high: words[0], upper: words[1], lower: words[2], low: words[3])
    }

    /// Reads 40 or 64 hexadecimal digits; nil for anything else.
    package init?(hex: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(hex) else { return nil }
        self.init(bytes: bytes)
    }

    /// The name of no object; in reflogs it means "nothing".
    package static let zero = ObjectID(high: 0, upper: 0, lower: 0, low: 0)

    package var format: ObjectFormat { low == 0 && lower & 0xFFFF_FFFF == 0 ? .sha1 : .sha256 }

    /// 40 or 64 lower-case hexadecimal digits.
    package var hex: String { Hexadecimal.text(bytes) }

    /// The 20 or 32 raw bytes.
    package var bytes: [UInt8] { bytes(of: format) }

    /// The raw bytes in a repository of this format, whatever the last of them are.
    package func bytes(of format: ObjectFormat) -> [UInt8] {
        (0..<format.nameSize).map { position in
            let word = position < 8 ? high : position < 16 ? upper : position < 24 ? lower : low
            return UInt8(truncatingIfNeeded: word >> UInt64(56 - position % 8 * 8))
        }
    }

    @inlinable package static func < (left: ObjectID, right: ObjectID) -> Bool {
        if left.high != right.high { return left.high < right.high }
        if left.upper != right.upper { return left.upper < right.upper }
        if left.lower != right.lower { return left.lower < right.lower }
        return left.low < right.low
    }
}

extension ObjectID: CustomStringConvertible {
    package var description: String { hex }
}

/// As its hexadecimal digits.
extension ObjectID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = ObjectID(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no name of a Git object")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hex)
    }
}
