/// Reads blocks, attributes and expressions, by recursive descent; texts and blanks are in `HCLTexts.swift`.
struct HCLParser {
    let bytes: [UInt8]
    var position = 0
    var line = 1
    var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Blocks, lists, maps and templates within each other, each of which takes some of the stack.
    private static let mostLevels = 200

    mutating func descend() throws(FormatError) {
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
    mutating func skipExpression(endingAt ends: [UInt8]) throws(FormatError) {
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
}
