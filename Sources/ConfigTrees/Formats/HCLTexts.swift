/// The smallest parts of a file: quoted texts, templates, heredocs, names, blanks and comments.
extension HCLParser {
    /// A quoted text, its quotes taken off; not literal where a template stands in it, which is kept as it is written.
    mutating func quoted() throws(FormatError) -> (text: String, isLiteral: Bool) {
        try descend()
        defer { depth -= 1 }
        position += 1
        var text: [UInt8] = []
        var isLiteral = true
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return (String(decoding: text, as: UTF8.self), isLiteral)
            case UInt8(ascii: "\\"):
                guard position + 1 < bytes.count else {
                    throw FormatError(reason: "a string has no end in line \(line)")
                }
                let escape = bytes[position + 1]
                text.append(escape == UInt8(ascii: "n") ? 0x0A : escape == UInt8(ascii: "t") ? 0x09 : escape)
                position += 2
            case 0x0A: throw FormatError(reason: "a string has no end in line \(line)")
            case UInt8(ascii: "$"), UInt8(ascii: "%"):
                if isAt("$${") || isAt("%%{") {
                    text += bytes[position..<(position + 3)]
                    position += 3
                } else if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "{") {
                    isLiteral = false
                    try template(into: &text)
                } else {
                    text.append(byte)
                    position += 1
                }
            default:
                text.append(byte)
                position += 1
            }
        }
        throw FormatError(reason: "a string has no end in line \(line)")
    }

    /// `${…}`, with strings and braces within.
    private mutating func template(into text: inout [UInt8]) throws(FormatError) {
        let from = position
        position += 2
        var open = 1
        while position < bytes.count, open > 0 {
            switch bytes[position] {
            case UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "}"): open -= 1
            case UInt8(ascii: "\""):
                _ = try quoted()
                continue
            case 0x0A: line += 1
            default: break
            }
            position += 1
        }
        text += bytes[from..<min(position, bytes.count)]
    }

    /// `<<EOT` and `<<-EOT`.
    mutating func heredoc() throws(FormatError) -> String {
        position += 2
        _ = take(UInt8(ascii: "-"))
        let marker = identifier()
        guard !marker.isEmpty else { throw FormatError(reason: "a heredoc has no marker in line \(line)") }
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
        var text = ""
        while position < bytes.count {
            position += 1
            line += 1
            let start = position
            while position < bytes.count, bytes[position] != 0x0A { position += 1 }
            let content = String(decoding: bytes[start..<position], as: UTF8.self)
            if content.filter({ !$0.isWhitespace }) == marker { return text }
            text += content + "\n"
        }
        throw FormatError(reason: "a heredoc has no end")
    }

    mutating func identifier() -> String {
        let start = position
        while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte >= 0x80
    }

    mutating func skipSpace(withLines: Bool) {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x0A {
                guard withLines else { return }
                line += 1
                position += 1
            } else if byte <= 0x20 || byte == 0xEF || byte == 0xBB || byte == 0xBF {
                position += 1
            } else if withLines, byte == UInt8(ascii: "#") || isAt("//") {
                while position < bytes.count, bytes[position] != 0x0A { position += 1 }
            } else if isAt("/*") {
                position += 2
                while position < bytes.count, !isAt("*/") {
                    if bytes[position] == 0x0A { line += 1 }
                    position += 1
                }
                position = min(bytes.count, position + 2)
            } else {
                return
            }
        }
    }

    func isAt(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
        return true
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}
