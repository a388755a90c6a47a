internal import CBytes
internal import Model

/// Escapes within text: `%67` (RFC 3986), `\x67`, `\147` and `\u0067` (C, JSON), `\/` (JSON, sed), `\:` and `\=` (Java's
/// properties), `&#103;`, `&#x67;` and `&lowbar;` (HTML), `=67` where the text is quoted-printable (RFC 2045, 6.7).
///
/// `\n` between long words is one too: base64 is wrapped that way within strings.
struct EscapeDecoder {
    private(set) var decoded: [UInt8] = []
    /// For each decoded byte where it begins; one more for the end.
    private(set) var starts: [UInt32] = []
    /// Escapes without which the text reads as it stands.
    private var reasonCount = 0
    /// Line ends behind as many characters as wrapped base64 has in a line.
    private var wrappedCount = 0
    static let wrappedWidths = 40...100
    private var kinds: Set<String> = []

    var hasReasons: Bool { reasonCount > 0 }
    var isWrapped: Bool { wrappedCount > 0 }
    var encoding: String { kinds.sorted().joined(separator: " and ") }

    /// Mails write each `=` as `=3D`; elsewhere that hardly occurs.
    static func isQuotedPrintable(_ run: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        guard let base = content.baseAddress else { return false }
        return rollcall_find(base + run.start, run.count, "=3D", 3) >= 0
    }

    init(_ run: ByteSpan, isQuotedPrintable: Bool, of bytes: UnsafePointer<UInt8>, alphabet: EncodingAlphabet) {
        var position = run.start
        let reader = EscapeReader(bytes: bytes, end: run.end, digits: alphabet.hex)
        var wordCount = 0
        while position < run.end {
            let byte = bytes[position]
            let mayEscape =
                alphabet.classes[Int(byte)] == EncodingAlphabet.escapeBit
                || isQuotedPrintable && byte == UInt8(ascii: "=")
            if mayEscape, let escape = reader.escape(at: position) {
                append(escape, at: position)
                if escape.scalar == "\n", escape.isFormal, Self.wrappedWidths.contains(wordCount) {
                    wrappedCount += 1
                    kinds.insert("wrapped")
                }
                wordCount = 0
                position = escape.end
            } else {
                decoded.append(byte)
                starts.append(UInt32(truncatingIfNeeded: position))
                wordCount += 1
                position += 1
            }
        }
        starts.append(UInt32(truncatingIfNeeded: run.end))
    }

    private mutating func append(_ escape: EscapeReader.Escape, at position: Int) {
        let scalar = escape.scalar
        if escape.isReason { reasonCount += 1 }
        if !escape.isFormal { kinds.insert(escape.kind) }
        let written = escape.isByte ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(String(Character(scalar)).utf8)
        for byte in written {
            decoded.append(byte)
            starts.append(UInt32(truncatingIfNeeded: position))
        }
    }
}

/// Reads one escape.
struct EscapeReader {
    let bytes: UnsafePointer<UInt8>
    let end: Int
    let digits: UnsafePointer<UInt8>

    struct Escape {
        let scalar: Unicode.Scalar
        /// Percent and `\x` name a byte, the others a character.
        let isByte: Bool
        let end: Int
        let kind: String
        /// Written for the form's sake, as `&amp;` is in every link: no reason to decode a text.
        var isFormal = false

        /// Whether the text reads otherwise than it stands: printable ASCII, or what parts the words of a query.
        var isReason: Bool {
            if isFormal { return false }
            switch scalar.value {
            case 0x21...0x7E: return true
            case 0x20, 0x09, 0x0A, 0x0D: return kind == EscapeReader.percent
            default: return false
            }
        }
    }

    static let percent = "percent-encoding"

    func escape(at start: Int) -> Escape? {
        switch bytes[start] {
        case UInt8(ascii: "%"):
            guard let value = number(start + 1, count: 2) else { return nil }
            return made(value, isByte: true, end: start + 3, kind: Self.percent)
        case UInt8(ascii: "="):
            guard let value = number(start + 1, count: 2) else { return nil }
            return made(value, isByte: true, end: start + 3, kind: "quoted-printable")
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
                return made(
                    0x10000 + (value & 0x3FF) << 10 + low & 0x3FF, isByte: false, end: start + 12, kind: "\\u escapes")
            }
            return made(value, isByte: false, end: start + 6, kind: "\\u escapes")
        case UInt8(ascii: "U"):
            guard let value = number(start + 2, count: 8) else { return nil }
            return made(value, isByte: false, end: start + 10, kind: "\\u escapes")
        case UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "="):
            return made(UInt32(bytes[start + 1]), isByte: true, end: start + 2, kind: "escaped signs")
        case UInt8(ascii: "n"): return Escape(scalar: "\n", isByte: true, end: start + 2, kind: "", isFormal: true)
        case UInt8(ascii: "r"): return Escape(scalar: "\r", isByte: true, end: start + 2, kind: "", isFormal: true)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            // Three digits: what has fewer is mostly a reference to a group.
            guard start + 4 <= end else { return nil }
            var value: UInt32 = 0
            for index in (start + 1)..<(start + 4) {
                guard (0x30...0x37).contains(bytes[index]) else { return nil }
                value = value << 3 | UInt32(bytes[index] - 0x30)
            }
            return made(value, isByte: true, end: start + 4, kind: "octal escapes")
        default: return nil
        }
    }

    private func entity(_ start: Int) -> Escape? {
        guard start + 3 < end else { return nil }
        guard bytes[start + 1] == UInt8(ascii: "#") else { return named(start) }
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

    private func named(_ start: Int) -> Escape? {
        var position = start + 1
        while position < end, position - start <= NamedEntities.longest, bytes[position] | 0x20 >= 0x61,
            bytes[position] | 0x20 <= 0x7A
        { position += 1 }
        guard position < end, bytes[position] == UInt8(ascii: ";") else { return nil }
        let name = String(
            decoding: UnsafeBufferPointer(start: bytes + start + 1, count: position - start - 1), as: UTF8.self)
        guard let entity = NamedEntities.all[name] else { return nil }
        return Escape(
            scalar: entity.scalar, isByte: false, end: position + 1, kind: "HTML entities", isFormal: entity.isFormal)
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
