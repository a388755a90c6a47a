/// The words of a TOML text: strings, keys, numbers, and what lies between them.
struct TOMLScanner {
    private let bytes: [UInt8]
    private var position = 0
    /// From 1.
    private(set) var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        // A byte order mark.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    var next: UInt8? { byte(0) }

    func fault(_ reason: String) -> TOMLFault { TOMLFault(line: line, reason: reason) }

    private func byte(_ distance: Int) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    mutating func advance() {
        if next == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }

    mutating func takes(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        advance()
        return true
    }

    mutating func expect(_ character: Unicode.Scalar) throws(TOMLFault) {
        skipSpaces()
        guard takes(character) else { throw fault("“\(character)” is missing") }
    }

    // MARK: Between words

    mutating func skipSpaces() {
        while next == 0x20 || next == 0x09 { position += 1 }
    }

    /// White space, line ends and comments.
    mutating func skipBlankLines() {
        while let byte = next {
            if byte == UInt8(ascii: "#") {
                while let byte = next, byte != 0x0A { position += 1 }
            } else if byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A {
                advance()
            } else {
                return
            }
        }
    }

    /// Nothing but a comment may follow on the line.
    mutating func endLine() throws(TOMLFault) {
        let before = line
        skipBlankLines()
        guard next == nil || line > before else { throw fault("something follows behind the value") }
    }

    // MARK: Words

    mutating func bareKey() throws(TOMLFault) -> String {
        let start = position
        while let byte = next, Self.isBare(byte) { position += 1 }
        guard position > start else { throw fault("a key is missing") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// - Parameter isKey: on one line.
    mutating func string(isKey: Bool = false) throws(TOMLFault) -> String {
        guard let quote = next else { throw fault("a string is missing") }
        let isLong = !isKey && byte(1) == quote && byte(2) == quote
        position += isLong ? 3 : 1
        if isLong {
            // A line end right behind the quotes is none of the string.
            if next == 0x0D, byte(1) == 0x0A { position += 1 }
            if next == 0x0A { advance() }
        }
        var text: [UInt8] = []
        while let byte = next {
            if byte == quote, !isLong || ends(quote) {
                position += isLong ? 3 : 1
                // One or two quotes may stand right before the closing ones.
                for _ in 0..<2 where isLong && next == quote {
                    text.append(quote)
                    position += 1
                }
                return String(decoding: text, as: UTF8.self)
            }
            if byte == 0x0A, !isLong { break }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                try escape(into: &text, isLong: isLong)
            } else {
                text.append(byte)
                advance()
            }
        }
        throw fault("a string has no end")
    }

    private func ends(_ quote: UInt8) -> Bool { byte(1) == quote && byte(2) == quote }

    private mutating func escape(into text: inout [UInt8], isLong: Bool) throws(TOMLFault) {
        position += 1
        guard let byte = next else { throw fault("a string has no end") }
        position += 1
        switch byte {
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "e"): text.append(0x1B)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(byte)
        case UInt8(ascii: "x"): text += try scalar(digits: 2)
        case UInt8(ascii: "u"): text += try scalar(digits: 4)
        case UInt8(ascii: "U"): text += try scalar(digits: 8)
        case 0x0A, 0x0D, 0x20, 0x09:
            // A backslash at a line's end takes the white space behind it away.
            guard isLong else { throw fault("a string has no end") }
            position -= 1
            while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A { advance() }
        default: throw fault("a string has an escape that TOML does not know")
        }
    }

    private mutating func scalar(digits: Int) throws(TOMLFault) -> [UInt8] {
        let end = position + digits
        guard end <= bytes.count, bytes[position..<end].allSatisfy(Self.isHexadecimal),
            let value = UInt32(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(value)
        else { throw fault("a string names a character that there is not") }
        position = end
        return Array(String(Character(scalar)).utf8)
    }

    /// Swift's own reader of numbers takes a sign too.
    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        Character(UnicodeScalar(byte)).isHexDigit
    }

    /// Numbers, truths, dates and times.
    mutating func plainValue() throws(TOMLFault) -> TOMLValue.Content {
        let start = position
        while let byte = next, Self.isPlain(byte) { position += 1 }
        // A space may part a date from its time.
        if position - start == 10, next == 0x20, let digit = byte(1), (0x30...0x39).contains(digit),
            bytes[start + 4] == UInt8(ascii: "-")
        {
            position += 1
            while let byte = next, Self.isPlain(byte) { position += 1 }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let content = Self.content(of: text) else {
            throw fault(text.isEmpty ? "a value is missing" : "a value is none that TOML knows")
        }
        return content
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        isBare(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
    }

    private static func content(of text: String) -> TOMLValue.Content? {
        switch text {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "inf", "+inf": return .float(.infinity)
        case "-inf": return .float(-.infinity)
        case "nan", "+nan", "-nan": return .float(.nan)
        default: break
        }
        guard let first = text.utf8.first(where: { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            (0x30...0x39).contains(first)
        else { return nil }
        let digits = text.replacing("_", with: "")
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
            return Int(digits.dropFirst(2), radix: radix).map { .integer($0) }
        }
        if let number = Int(digits) { return .integer(number) }
        if digits.contains(":") || digits.dropFirst(4).hasPrefix("-") { return .date(text) }
        return Double(digits).map { .float($0) }
    }
}
