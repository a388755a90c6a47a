private import Foundation

/// JSON, with the comments that editors' configuration files allow.
enum JSONFormat {
    static func document(_ text: String) throws(FormatError) -> ConfigNode {
        var parser = JSONParser(Array(text.utf8))
        return try parser.document()
    }
}

/// Knows lines, which Foundation's parser does not.
private struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(FormatError) -> ConfigNode {
        let node = try value()
        skipSpace()
        guard position == bytes.count else {
            throw FormatError(reason: "something stands behind the JSON document, in line \(line)")
        }
        return node
    }

    private mutating func value() throws(FormatError) -> ConfigNode {
        skipSpace()
        guard position < bytes.count else { throw FormatError(reason: "the JSON document ends too early") }
        depth += 1
        defer { depth -= 1 }
        guard depth < 500 else { throw FormatError(reason: "the JSON document is nested too deeply") }
        let start = line
        switch bytes[position] {
        case UInt8(ascii: "{"): return ConfigNode(.map(try entries()), line: start)
        case UInt8(ascii: "["): return ConfigNode(.list(try items()), line: start)
        case UInt8(ascii: "\""): return ConfigNode(.scalar(try string()), line: start)
        default:
            let from = position
            while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
            let word = String(decoding: bytes[from..<position], as: UTF8.self)
            if word == "null" { return ConfigNode(.null, line: start) }
            guard word == "true" || word == "false" || Double(word) != nil else {
                throw FormatError(reason: "it is no valid JSON in line \(line)")
            }
            return ConfigNode(.scalar(word), line: start)
        }
    }

    private func isEnd(_ byte: UInt8) -> Bool { byte <= 0x20 || ",]}/:".utf8.contains(byte) }

    private mutating func entries() throws(FormatError) -> [(key: String, value: ConfigNode)] {
        var entries: [(key: String, value: ConfigNode)] = []
        position += 1
        while true {
            skipSpace()
            if take(UInt8(ascii: "}")) { return entries }
            let keyLine = line
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw FormatError(reason: "a colon is missing in line \(line)") }
            entries.append((key, ConfigNode(try value().content, line: keyLine)))
            skipSpace()
            if !take(UInt8(ascii: ",")) {
                guard take(UInt8(ascii: "}")) else { throw FormatError(reason: "a brace is missing in line \(line)") }
                return entries
            }
        }
    }

    private mutating func items() throws(FormatError) -> [ConfigNode] {
        var items: [ConfigNode] = []
        position += 1
        while true {
            skipSpace()
            if take(UInt8(ascii: "]")) { return items }
            items.append(try value())
            skipSpace()
            if !take(UInt8(ascii: ",")) {
                guard take(UInt8(ascii: "]")) else { throw FormatError(reason: "a bracket is missing in line \(line)") }
                return items
            }
        }
    }

    private mutating func string() throws(FormatError) -> String {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            throw FormatError(reason: "a string is missing in line \(line)")
        }
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            guard bytes[position] != 0x0A else { throw FormatError(reason: "a string has no end in line \(line)") }
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < bytes.count else { throw FormatError(reason: "a string has no end in line \(line)") }
        position += 1
        let quoted = bytes[start..<position]
        if !quoted.contains(UInt8(ascii: "\\")) {
            return String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
        }
        // Escapes are Foundation's business.
        let decoded =
            (try? JSONSerialization.jsonObject(with: Data([UInt8(ascii: "[")] + quoted + [UInt8(ascii: "]")])))
            as? [String]
        guard let text = decoded?.first else { throw FormatError(reason: "an escape is unknown in line \(line)") }
        return text
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x0A { line += 1 }
            if byte <= 0x20 || byte == 0xEF || byte == 0xBB || byte == 0xBF {
                position += 1
            } else if byte == UInt8(ascii: "/"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "/") {
                while position < bytes.count, bytes[position] != 0x0A { position += 1 }
            } else if byte == UInt8(ascii: "/"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "*") {
                position += 2
                while position + 1 < bytes.count,
                    !(bytes[position] == UInt8(ascii: "*") && bytes[position + 1] == UInt8(ascii: "/"))
                {
                    if bytes[position] == 0x0A { line += 1 }
                    position += 1
                }
                position = min(bytes.count, position + 2)
            } else {
                return
            }
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}
