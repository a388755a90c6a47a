/// Base64 (RFC 4648).
package enum Base64Text {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    /// What each byte stands for in either alphabet; 255 for what is in none.
    @usableFromInline
    package static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character.asciiValue ?? 0)] = UInt8(value) }
        table[Int(UInt8(ascii: "-"))] = 62
        table[Int(UInt8(ascii: "_"))] = 63
        return table
    }()

    /// In the alphabet of section 4.
    /// - Parameter padded: whether it ends with as many `=` as make groups of four.
    package static func encode(_ bytes: [UInt8], padded: Bool = true) -> String {
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for digit in 0...group.count { text.append(alphabet[word >> (18 - 6 * digit) & 63]) }
            if padded { text += String(repeating: "=", count: 3 - group.count) }
        }
        return text
    }

    /// The bytes of text in either alphabet, padded or not, broken into lines or not. White space is passed over; nil for
    /// what holds anything else, or has an impossible length.
    @inlinable
    package static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        let table = values
        var result: [UInt8] = []
        result.reserveCapacity(text.underestimatedCount * 3 / 4)
        var pending: UInt32 = 0
        var count = 0
        var isPadded = false
        for byte in text {
            if byte == UInt8(ascii: "=") {
                isPadded = true
                continue
            }
            if byte == 0x20 || (0x09...0x0D).contains(byte) { continue }
            let value = table[Int(byte)]
            guard value != 0xFF, !isPadded else { return nil }
            pending = pending << 6 | UInt32(value)
            count += 1
            if count % 4 == 0 {
                result.append(UInt8(truncatingIfNeeded: pending >> 16))
                result.append(UInt8(truncatingIfNeeded: pending >> 8))
                result.append(UInt8(truncatingIfNeeded: pending))
            }
        }
        switch count % 4 {
        case 1: return nil
        case 2: result.append(UInt8(truncatingIfNeeded: pending >> 4))
        case 3:
            result.append(UInt8(truncatingIfNeeded: pending >> 10))
            result.append(UInt8(truncatingIfNeeded: pending >> 2))
        default: break
        }
        return result
    }

    package static func decode(_ text: some StringProtocol) -> [UInt8]? { decode(text.utf8) }
}
