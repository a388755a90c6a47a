/// Reads TOML. Written for texts of strangers: every read is bounded, and so is every recursion.
struct TOMLReader {
    /// Parts of a key, and values within values. Deeper nesting is no configuration that people write.
    private static let depthLimit = 64

    private var scanner: TOMLScanner
    private let root = TOMLTableBuilder(line: 1)

    init(_ text: String) { scanner = TOMLScanner(text) }

    mutating func document() throws(TOMLFault) -> TOMLValue {
        var current = root
        while true {
            scanner.skipBlankLines()
            guard let byte = scanner.next else { return root.value }
            if byte == UInt8(ascii: "[") {
                current = try header()
            } else {
                try assignment(into: current)
            }
            try scanner.endLine()
        }
    }

    /// `[table]` or `[[table of an array]]`.
    private mutating func header() throws(TOMLFault) -> TOMLTableBuilder {
        let line = scanner.line
        scanner.advance()
        let isArray = scanner.takes("[")
        var path = try key()
        try scanner.expect("]")
        if isArray { try scanner.expect("]") }
        let last = path.removeLast()
        let table = try parent(path, below: root, line: line)
        return isArray ? try table.appended(last, line: line) : try table.named(last, line: line)
    }

    /// `key = value`, where the key may be dotted.
    private mutating func assignment(into table: TOMLTableBuilder, depth: Int = 0) throws(TOMLFault) {
        let line = scanner.line
        var path = try key()
        try scanner.expect("=")
        scanner.skipSpaces()
        let value = try value(depth: depth)
        let last = path.removeLast()
        try parent(path, below: table, line: line).insert(value, at: last)
    }

    private func parent(_ path: [String], below table: TOMLTableBuilder, line: Int) throws(TOMLFault)
        -> TOMLTableBuilder
    {
        var table = table
        for key in path { table = try table.table(below: key, line: line) }
        return table
    }

    /// One part or more.
    private mutating func key() throws(TOMLFault) -> [String] {
        var path: [String] = []
        repeat {
            guard path.count < Self.depthLimit else { throw scanner.fault("the key has too many parts") }
            scanner.skipSpaces()
            switch scanner.next {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): path.append(try scanner.string(isKey: true))
            default: path.append(try scanner.bareKey())
            }
            scanner.skipSpaces()
        } while scanner.takes(".")
        return path
    }

    private mutating func value(depth: Int) throws(TOMLFault) -> TOMLValue {
        guard depth < Self.depthLimit else { throw scanner.fault("it is nested too deeply") }
        let line = scanner.line
        switch scanner.next {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return TOMLValue(.string(try scanner.string()), line: line)
        case UInt8(ascii: "["): return TOMLValue(.array(try array(depth: depth)), line: line)
        case UInt8(ascii: "{"): return try inlineTable(depth: depth)
        default: return TOMLValue(try scanner.plainValue(), line: line)
        }
    }

    private mutating func array(depth: Int) throws(TOMLFault) -> [TOMLValue] {
        scanner.advance()
        var items: [TOMLValue] = []
        while true {
            scanner.skipBlankLines()
            if scanner.takes("]") { return items }
            items.append(try value(depth: depth + 1))
            scanner.skipBlankLines()
            if !scanner.takes(",") {
                try scanner.expect("]")
                return items
            }
        }
    }

    private mutating func inlineTable(depth: Int) throws(TOMLFault) -> TOMLValue {
        let table = TOMLTableBuilder(line: scanner.line, isNamed: true)
        scanner.advance()
        scanner.skipBlankLines()
        if scanner.takes("}") { return table.value }
        while true {
            try assignment(into: table, depth: depth + 1)
            scanner.skipBlankLines()
            if scanner.takes("}") { return table.value }
            try scanner.expect(",")
            scanner.skipBlankLines()
            if scanner.takes("}") { return table.value }
        }
    }
}
