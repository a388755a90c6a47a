internal import Model

/// The rows of an `INSERT`: `(1, 'ada', 'x'), (2, 'bob', 'y');`.
struct InsertedRows: TableCells {
    private let column: Int
    private let table: ByteSpan?
    private var here: Int
    private(set) var lines: ByteSpan

    /// A row is read so far: what has no end is no row.
    private static let greatestRow = 64 << 10
    /// What stands before the first row of a statement.
    private static let greatestStatement = 160

    /// - Parameter start: the `(` of the first row.
    init(_ list: ColumnList, _ start: Int) {
        (column, table, lines, here) = (list.column, list.table, list.lines, start)
    }

    mutating func next(in content: UnsafeRawBufferPointer) -> ValueSite? {
        if let table { skipStatement(of: table, in: content) }
        let text = WindowText(content, from: here, to: min(content.count, here + Self.greatestRow))
        guard text[here] == UInt8(ascii: "(") else { return nil }
        defer { if lines.end < here { lines.end = LineFinder.end(after: here, in: content) } }
        here += 1
        var (cell, site) = (0, ValueSite?.none)
        while true {
            if cell == column { site = literal(text) }
            guard let sign = nextSign(text) else { here = text.end; return nil }
            here = sign + 1
            if text[sign] == UInt8(ascii: ")") { break }
            cell += 1
        }
        let comma = skippingWhitespace(here, in: content)
        if comma < content.count, content[comma] == UInt8(ascii: ",") {
            here = skippingWhitespace(comma + 1, in: content)
        } else {
            here = comma
        }
        return site ?? ValueSite(span: ByteSpan(here, here), end: here, evidence: [])
    }

    /// `; INSERT INTO users VALUES`: the same table goes on.
    private mutating func skipStatement(of table: ByteSpan, in content: UnsafeRawBufferPointer) {
        guard here < content.count, content[here] == UInt8(ascii: ";") else { return }
        let start = skippingWhitespace(here + 1, in: content)
        let text = WindowText(content, from: start, to: min(content.count, start + Self.greatestStatement))
        if let rows = CreatedTable.rows(of: table, at: start, text) { here = rows }
        lines.end = max(
            lines.end, LineFinder.end(after: min(start + Self.greatestStatement, content.count), in: content))
    }

    private func literal(_ text: WindowText) -> ValueSite? {
        ValueReader(text: text).quoted(text.skippingWhitespace(here))
    }

    /// The comma or bracket that ends the cell at `here`.
    private func nextSign(_ text: WindowText) -> Int? {
        var (place, depth) = (text.skippingWhitespace(here), 0)
        while place < text.end {
            switch text[place] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                if depth == 0 { return place }
                depth -= 1
            case UInt8(ascii: ",") where depth == 0: return place
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                guard let end = closing(text, place) else { return nil }
                place = end
            default: break
            }
            place += 1
        }
        return nil
    }

    /// The quote that ends the literal at `start`, in which two stand for one, or one behind a backslash.
    private func closing(_ text: WindowText, _ start: Int) -> Int? {
        let quote = text[start]
        var place = start + 1
        while place < text.end {
            if text[place] == UInt8(ascii: "\\") {
                place += 2
            } else if text[place] == quote {
                guard text[place + 1] == quote else { return place }
                place += 2
            } else {
                place += 1
            }
        }
        return nil
    }

    private func skippingWhitespace(_ start: Int, in content: UnsafeRawBufferPointer) -> Int {
        var place = start
        while place < content.count, ByteClass.isWhitespace(content[place]) { place += 1 }
        return place
    }
}
