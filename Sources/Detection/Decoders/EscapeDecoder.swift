internal import Model

/// Escapes within text: `%67` (RFC 3986), `\x67` and `\u0067` (C, JSON), `&#103;` and `&#x67;` (HTML).
struct EscapeDecoder {
    private(set) var decoded: [UInt8] = []
    /// For each decoded byte where it begins; one more for the end.
    private(set) var starts: [UInt32] = []
    /// Escapes that gave printable ASCII: without one the text reads as it stands.
    private var printableCount = 0
    private var kinds: Set<String> = []

    var isWorthwhile: Bool { printableCount > 0 }
    var encoding: String { kinds.sorted().joined(separator: " and ") }

    init(_ run: ByteSpan, of bytes: UnsafePointer<UInt8>, alphabet: EncodingAlphabet) {
        var position = run.start
        var reader = EscapeReader(bytes: bytes, end: run.end, digits: alphabet.hex)
        while position < run.end {
            let byte = bytes[position]
            if alphabet.classes[Int(byte)] == EncodingAlphabet.escapeBit, let escape = reader.escape(at: position) {
                append(escape.scalar, isByte: escape.isByte, at: position)
                kinds.insert(escape.kind)
                position = escape.end
            } else {
                decoded.append(byte)
                starts.append(UInt32(truncatingIfNeeded: position))
                position += 1
            }
        }
        starts.append(UInt32(truncatingIfNeeded: run.end))
    }

    private mutating func append(_ scalar: Unicode.Scalar, isByte: Bool, at position: Int) {
        if (0x21...0x7E).contains(scalar.value) { printableCount += 1 }
        let written = isByte ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(Character(scalar)).utf8)
        for byte in written {
            decoded.append(byte)
            starts.append(UInt32(truncatingIfNeeded: position))
        }
    }
}

/// Reads one escape.
private struct EscapeReader {
    let bytes: UnsafePointer<UInt8>
    let end: Int
    let digits: UnsafePointer<UInt8>

    struct Escape {
        let scalar: Unicode.Scalar
        /// Percent and `\x` name a byte, the others a character.
        let isByte: Bool
        let end: Int
        let kind: String
    }

    mutating func escape(at start: Int) -> Escape? {
        switch bytes[start] {
        case UInt8(ascii: "%"):
            guard let value = number(start + 1, count: 2) else { return nil }
            return made(value, isByte: true, end: start + 3, kind: "percent-encoding")
        case UInt8(ascii: "\\"): return backslash(start)
        default: return entity(start)
        }
    }

    private func backslash(_ start: Int) -> Escape? {
        guard start + 1 < end else { return nil }
        switch bytes[start + 1] {
        case UInt8(ascii: "x"):
            guard let value = number(start + 2, count: 2) else { return nil }
            return made(value, isByte: true, end: start + 4, kind: "\\x escapes")
        case UInt8(ascii: "u"):
            guard let value = number(start + 2, count: 4) else { return nil }
            // Two halves make one character beyond the first 65,536.
            if value & 0xFC00 == 0xD800, start + 7 < end, bytes[start + 6] == UInt8(ascii: "\\"),
                bytes[start + 7] == UInt8(ascii: "u"), let low = number(start + 8, count: 4), low & 0xFC00 == 0xDC00
            {
                return made(0x10000 + (value & 0x3FF) << 10 + low & 0x3FF, isByte: false, end: start + 12, kind: "\\u escapes")
            }
            return made(value, isByte: false, end: start + 6, kind: "\\u escapes")
        case UInt8(ascii: "U"):
            guard let value = number(start + 2, count: 8) else { return nil }
            return made(value, isByte: false, end: start + 10, kind: "\\u escapes")
        default: return nil
        }
    }

    private func entity(_ start: Int) -> Escape? {
        guard start + 3 < end, bytes[start + 1] == UInt8(ascii: "#") else { return nil }
        let isHex = bytes[start + 2] | 0x20 == UInt8(ascii: "x")
        var position = start + (isHex ? 3 : 2)
        let first = position
        var value: UInt32 = 0
        while position < end, position - first < 7 {
            let digit = digits[Int(bytes[position])]
            guard digit < (isHex ? 16 : 10) else { break }
            value = value * (isHex ? 16 : 10) + UInt32(digit)
            position += 1
        }
        guard position > first, position < end, bytes[position] == UInt8(ascii: ";") else { return nil }
        return made(value, isByte: false, end: position + 1, kind: "HTML entities")
    }

    private func number(_ start: Int, count: Int) -> UInt32? {
        guard start + count <= end else { return nil }
        var value: UInt32 = 0
        for index in start..<(start + count) {
            let digit = digits[Int(bytes[index])]
            guard digit < 16 else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    private func made(_ value: UInt32, isByte: Bool, end: Int, kind: String) -> Escape? {
        Unicode.Scalar(value).map { Escape(scalar: $0, isByte: isByte, end: end, kind: kind) }
    }
}
