/// What a value is that a file writes as a literal: without its escapes, and without what joins its parts. A password is
/// the same in settings, in JSON and in a script, however each of them has to write it.
enum LiteralSpelling {
    /// What stands before a value and tells how it is written.
    struct Opening: Sendable {
        /// nil where none stands right before it.
        let quote: UInt8?
        /// `\"x\"`: a literal within another.
        let isEscaped: Bool

        static let none = Opening(quote: nil, isEscaped: false)

        private init(quote: UInt8?, isEscaped: Bool) {
            self.quote = quote
            self.isEscaped = isEscaped
        }

        init(before start: Int, in content: UnsafeRawBufferPointer) {
            guard start > 0, start <= content.count, Self.isQuote(content[start - 1]) else {
                self = .none
                return
            }
            self.init(quote: content[start - 1], isEscaped: start > 1 && content[start - 2] == UInt8(ascii: "\\"))
        }

        static func isQuote(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
        }
    }

    /// nil where it is written as it is.
    static func plain(_ text: UnsafeRawBufferPointer, behind opening: Opening) -> [UInt8]? {
        guard text.contains(where: { $0 == UInt8(ascii: "\\") || $0 == opening.quote }) else { return nil }
        var reader = Reader(text: text, quote: opening.quote)
        var plain = reader.plain()
        if opening.isEscaped {
            let inner = plain.withUnsafeBytes {
                var reader = Reader(text: $0, quote: opening.quote)
                return reader.plain()
            }
            plain.wipe()
            plain = inner
        }
        return plain.count < text.count ? plain : nil
    }
}

/// Undoes escapes and joints of one value.
private struct Reader {
    let text: UnsafeRawBufferPointer
    /// Of the literal at hand.
    var quote: UInt8?

    private static let backslash = UInt8(ascii: "\\")
    /// Bytes between two parts of a value; comments may stand there.
    private static let longestJoint = 512

    mutating func plain() -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var position = 0
        while position < text.count {
            let byte = text[position]
            if byte == Self.backslash, let end = readEscape(at: position, into: &result) {
                position = end
            } else if byte == quote, let opening = joint(at: position) {
                quote = text[opening]
                position = opening + 1
            } else {
                result.append(byte)
                // '' of SQL, YAML and PowerShell, "" of Basic
                let isDoubled = byte == quote && position + 1 < text.count && text[position + 1] == byte
                position += isDoubled ? 2 : 1
            }
        }
        return result
    }

    /// What no format means as it stands is undone everywhere, the rest where the value's quotes say that it is an escape:
    /// a backslash in plain settings is one.
    /// - Returns: behind it; nil if it is none.
    private func readEscape(at start: Int, into result: inout [UInt8]) -> Int? {
        guard start + 1 < text.count else { return nil }
        let sign = text[start + 1]
        switch sign {
        case UInt8(ascii: "u"):
            guard let value = number(start + 2, count: 4), value > 0x20, let scalar = Unicode.Scalar(value) else {
                return nil
            }
            result += String(Character(scalar)).utf8
            return start + 6
        case UInt8(ascii: "x"):
            guard quote != nil, let value = number(start + 2, count: 2), (0x21...0x7E).contains(value) else {
                return nil
            }
            result.append(UInt8(value))
            return start + 4
        case UInt8(ascii: "/"), UInt8(ascii: "\""): break
        // Java's properties
        case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "#"), UInt8(ascii: "!"):
            guard quote == nil else { return nil }
        case Self.backslash, UInt8(ascii: "'"): guard quote != nil else { return nil }
        // Shells, Perl, templates
        case UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: "`"):
            guard let quote, quote != UInt8(ascii: "'") else { return nil }
        default: return nil
        }
        result.append(sign)
        return start + 2
    }

    private func number(_ start: Int, count: Int) -> UInt32? {
        guard start + count <= text.count else { return nil }
        var value: UInt32 = 0
        for byte in text[start..<start + count] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// The opening quote of the part that follows the one which ends at a place: `" + "`, `' .⏎    '`.
    private func joint(at closing: Int) -> Int? {
        var position = closing + 1
        let end = min(text.count, closing + Self.longestJoint)
        while position < end {
            switch text[position] {
            case let byte where LiteralSpelling.Opening.isQuote(byte):
                return position > closing + 1 ? position : nil
            case 0x20, 0x09, 0x0D, 0x0A, UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "&"), UInt8(ascii: "<"),
                UInt8(ascii: ">"), Self.backslash, UInt8(ascii: "_"):
                position += 1
            case UInt8(ascii: "/") where position + 1 < end && text[position + 1] == UInt8(ascii: "/"):
                while position < end, text[position] != 0x0A { position += 1 }
            // f"", r"", b"", u"", @"", $""
            default:
                guard position + 1 < end, LiteralSpelling.Opening.isQuote(text[position + 1]) else { return nil }
                return position + 1
            }
        }
        return nil
    }
}
