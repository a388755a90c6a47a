/// The HashiCorp configuration language as Terraform, OpenTofu, Vault and Consul write it (hcl/hclsyntax/spec.md).
///
/// Expressions are not computed: literal texts are scalars, everything else is kept as it is written.
enum HCLFormat {
    /// A block: `resource "aws_iam_user" "ci" { … }`.
    struct Block: Sendable {
        let type: String
        let labels: [String]
        /// Its attributes, and blocks within as maps under their type.
        let body: ConfigNode
        let line: Int
    }

    static func blocks(_ text: String) throws(FormatError) -> [Block] {
        var parser = HCLParser(Array(text.utf8))
        return try parser.file()
    }
}

private struct HCLParser {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Blocks, lists, maps and templates within each other, each of which takes some of the stack.
    private static let mostLevels = 200

    private mutating func descend() throws(FormatError) {
        guard depth < Self.mostLevels else { throw FormatError(reason: "it is nested too deeply") }
        depth += 1
    }

    private typealias Body = (attributes: [(key: String, value: ConfigNode)], blocks: [HCLFormat.Block])

    mutating func file() throws(FormatError) -> [HCLFormat.Block] {
        let body = try body(isInner: false)
        let top =
            body.attributes.isEmpty
            ? [] : [HCLFormat.Block(type: "", labels: [], body: ConfigNode(.map(body.attributes), line: 1), line: 1)]
        return body.blocks + top
    }

    private mutating func body(isInner: Bool) throws(FormatError) -> Body {
        try descend()
        defer { depth -= 1 }
        var body: Body = ([], [])
        while true {
            skipSpace(withLines: true)
            guard position < bytes.count else {
                if isInner { throw FormatError(reason: "a brace is missing at its end") }
                return body
            }
            if bytes[position] == UInt8(ascii: "}") {
                guard isInner else { throw FormatError(reason: "there is a brace too many in line \(line)") }
                position += 1
                return body
            }
            let start = line
            let name: String
            if bytes[position] == UInt8(ascii: "\"") { name = try quoted().text } else { name = identifier() }
            guard !name.isEmpty else { throw FormatError(reason: "a name is missing in line \(line)") }
            skipSpace(withLines: false)
            if position < bytes.count, bytes[position] == UInt8(ascii: "="), !isAt("==") {
                position += 1
                body.attributes.append((name, ConfigNode(try expression(endingAt: []).content, line: start)))
                continue
            }
            var labels: [String] = []
            while position < bytes.count, bytes[position] != UInt8(ascii: "{") {
                if bytes[position] == UInt8(ascii: "\"") {
                    labels.append(try quoted().text)
                } else {
                    let label = identifier()
                    guard !label.isEmpty else {
                        throw FormatError(reason: "neither an attribute nor a block begins in line \(line)")
                    }
                    labels.append(label)
                }
                skipSpace(withLines: false)
            }
            guard position < bytes.count else { throw FormatError(reason: "a block has no body in line \(line)") }
            position += 1
            let inner = try self.body(isInner: true)
            let entries = inner.attributes + inner.blocks.map { ($0.type, $0.body) }
            body.blocks.append(
                HCLFormat.Block(type: name, labels: labels, body: ConfigNode(.map(entries), line: start), line: start))
        }
    }

    /// Up to the end of the line, or to one of the closing characters within brackets.
    private mutating func expression(endingAt ends: [UInt8]) throws(FormatError) -> ConfigNode {
        try descend()
        defer { depth -= 1 }
        skipSpace(withLines: !ends.isEmpty)
        let (start, from) = (line, position)
        var literal: ConfigNode?
        if position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                let text = try quoted()
                literal = ConfigNode(text.isLiteral ? .scalar(text.text) : .expression(text.text), line: start)
            case UInt8(ascii: "["): literal = ConfigNode(.list(try list()), line: start)
            case UInt8(ascii: "{"): literal = ConfigNode(.map(try object()), line: start)
            case UInt8(ascii: "<") where isAt("<<"): literal = ConfigNode(.scalar(try heredoc()), line: start)
            default: break
            }
        }
        if let literal {
            skipSpace(withLines: false)
            if isAtEnd(ends) { return literal }
        }
        try skipExpression(endingAt: ends)
        // By bytes: characters would take half of the time that a history of modules takes.
        var end = position
        while end > from, bytes[end - 1] <= 0x20 { end -= 1 }
        let word = String(decoding: bytes[from..<end], as: UTF8.self)
        guard !word.isEmpty else { throw FormatError(reason: "a value is missing in line \(start)") }
        if word == "null" { return ConfigNode(.null, line: start) }
        let isScalar = word == "true" || word == "false" || Double(word) != nil
        return ConfigNode(isScalar ? .scalar(word) : .expression(word), line: start)
    }

    private func isAtEnd(_ ends: [UInt8]) -> Bool {
        guard position < bytes.count else { return true }
        let byte = bytes[position]
        return byte == 0x0A || byte == UInt8(ascii: "#") || isAt("//") || isAt("/*") || ends.contains(byte)
            || (ends.isEmpty && byte == UInt8(ascii: "}"))
    }

    /// Over operators, calls and references, with brackets balanced.
    private mutating func skipExpression(endingAt ends: [UInt8]) throws(FormatError) {
        var open: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if open.isEmpty, isAtEnd(ends) { return }
            switch byte {
            case UInt8(ascii: "\""):
                _ = try quoted()
                continue
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(byte)
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard !open.isEmpty else { throw FormatError(reason: "there is a bracket too many in line \(line)") }
                open.removeLast()
            case 0x0A: line += 1
            case UInt8(ascii: "#"):
                while position < bytes.count, bytes[position] != 0x0A { position += 1 }
                continue
            default: break
            }
            position += 1
        }
        if !open.isEmpty { throw FormatError(reason: "a bracket is missing at its end") }
    }

    private mutating func list() throws(FormatError) -> [ConfigNode] {
        let from = (position, line)
        position += 1
        var items: [ConfigNode] = []
        while true {
            skipSpace(withLines: true)
            if take(UInt8(ascii: "]")) { return items }
            guard position < bytes.count else { throw FormatError(reason: "a bracket is missing at its end") }
            if isAt("for ") { return try comprehension(from) }
            items.append(try expression(endingAt: [UInt8(ascii: ","), UInt8(ascii: "]")]))
            skipSpace(withLines: true)
            if !take(UInt8(ascii: ",")) {
                guard take(UInt8(ascii: "]")) else { throw FormatError(reason: "a bracket is missing in line \(line)") }
                return items
            }
        }
    }

    /// `[for x in y : z]`: nothing in it is literal.
    private mutating func comprehension(_ from: (position: Int, line: Int)) throws(FormatError) -> [ConfigNode] {
        try skipExpression(endingAt: [UInt8(ascii: "]"), UInt8(ascii: "}")])
        while position < bytes.count, bytes[position] == 0x0A {
            line += 1
            position += 1
            try skipExpression(endingAt: [UInt8(ascii: "]"), UInt8(ascii: "}")])
        }
        guard position < bytes.count else { throw FormatError(reason: "a bracket is missing at its end") }
        position += 1
        return [
            ConfigNode(.expression(String(decoding: bytes[from.position..<position], as: UTF8.self)), line: from.line)
        ]
    }

    private mutating func object() throws(FormatError) -> [(key: String, value: ConfigNode)] {
        let from = (position, line)
        position += 1
        var entries: [(key: String, value: ConfigNode)] = []
        while true {
            skipSpace(withLines: true)
            while take(UInt8(ascii: ",")) { skipSpace(withLines: true) }
            if take(UInt8(ascii: "}")) { return entries }
            guard position < bytes.count else { throw FormatError(reason: "a brace is missing at its end") }
            if isAt("for ") { return try comprehension(from).map { ("for", $0) } }
            let start = line
            let key: String
            switch bytes[position] {
            case UInt8(ascii: "\""): key = try quoted().text
            case UInt8(ascii: "("):
                let begin = position
                try skipExpression(endingAt: [UInt8(ascii: "="), UInt8(ascii: ":")])
                key = String(decoding: bytes[begin..<position], as: UTF8.self)
            default:
                let begin = position
                while position < bytes.count, !" \t\r\n=:".utf8.contains(bytes[position]) { position += 1 }
                key = String(decoding: bytes[begin..<position], as: UTF8.self)
            }
            skipSpace(withLines: false)
            guard take(UInt8(ascii: "=")) || take(UInt8(ascii: ":")) else {
                throw FormatError(reason: "a value is missing in line \(line)")
            }
            entries.append(
                (
                    key,
                    ConfigNode(try expression(endingAt: [UInt8(ascii: ","), UInt8(ascii: "}")]).content, line: start)
                ))
        }
    }

    private mutating func quoted() throws(FormatError) -> (text: String, isLiteral: Bool) {
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
    private mutating func heredoc() throws(FormatError) -> String {
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

    private mutating func identifier() -> String {
        let start = position
        while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte >= 0x80
    }

    private mutating func skipSpace(withLines: Bool) {
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

    private func isAt(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
        return true
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}
