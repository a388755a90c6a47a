internal import Model

/// The rows of a table of HTML below the cell that names a column.
///
///     <tr><th>User</th><th>Password</th></tr>
///     <tr><td>ada</td><td><code>…</code></td></tr>
struct MarkupRows: TableCells {
    /// The name of the column that is looked for.
    let name: ByteSpan
    private let column: Int
    private let columns: Int
    private(set) var lines: ByteSpan
    private var place: Int

    /// How far a row is read to either side of a name, and how far a table.
    private static let reach = 2_000
    private static let greatestTable = 256 << 10
    private static let greatestName = 40

    /// - Returns: nil if the hit stands in no cell that names a column; and all bytes that decided.
    static func read(in content: UnsafeRawBufferPointer, hit: ByteSpan) -> (rows: MarkupRows?, looked: ByteSpan) {
        let text = WindowText(content, from: hit.start - reach, to: hit.end + reach)
        guard let name = cellName(text, hit) else { return (nil, hit) }
        var (here, before, isHead) = (name.start - 1, -1, false)
        while here > text.start, before < 64 {
            here -= 1
            guard text[here] == UInt8(ascii: "<") else { continue }
            if text.has("<th", at: here) || text.has("<td", at: here) {
                // A table's head, for `<thead` begins like one of its cells.
                guard !text.has("<thead", at: here) else { return (nil, ByteSpan(here, name.end)) }
                if before < 0 { isHead = text.has("<th", at: here) }
                before += 1
            } else if text.has("<tr", at: here) {
                break
            } else if text.has("</tr", at: here) || text.has("<table", at: here) || before < 0 {
                return (nil, ByteSpan(here, name.end))
            }
        }
        let begin = here
        guard text.has("<tr", at: begin), before >= 0, isHead || isFirst(text, begin) else {
            return (nil, ByteSpan(max(text.start, begin - 200), name.end))
        }
        var columns = before + 1
        here = name.end
        while here < text.end, !text.has("</tr", at: here) {
            if text.has("<th", at: here) || text.has("<td", at: here) { columns += 1 }
            here += 1
        }
        guard columns > 1, text.has("</tr", at: here) else { return (nil, ByteSpan(begin - 200, here)) }
        let lines = ByteSpan(
            LineFinder.start(before: max(0, begin - 200), in: content), LineFinder.end(after: here, in: content))
        return (MarkupRows(name: name, column: before, columns: columns, lines: lines, place: here), lines)
    }

    /// The whole text of a cell, in which the hit stands.
    private static func cellName(_ text: WindowText, _ hit: ByteSpan) -> ByteSpan? {
        var (start, end) = (hit.start, hit.end)
        while end > start, !ByteClass.isName(text[end - 1]) { end -= 1 }
        while hit.start - start < greatestName, ByteClass.isName(text[start - 1]) || text[start - 1] == 0x20 {
            start -= 1
        }
        while end - hit.end < greatestName, ByteClass.isName(text[end]) || text[end] == 0x20 { end += 1 }
        guard text[start - 1] == UInt8(ascii: ">"), text[end] == UInt8(ascii: "<"), text[end + 1] == UInt8(ascii: "/"),
            end > start
        else { return nil }
        return ByteSpan(start, end)
    }

    /// Nothing but the table's begin stands before the row.
    private static func isFirst(_ text: WindowText, _ row: Int) -> Bool {
        var end = row - 1
        while ByteClass.isWhitespace(text[end]) { end -= 1 }
        guard text[end] == UInt8(ascii: ">") else { return false }
        var open = end
        while open > row - 200, text[open] != UInt8(ascii: "<") { open -= 1 }
        return text.has("<table", at: open) || text.has("<thead", at: open) || text.has("<tbody", at: open)
    }

    mutating func next(in content: UnsafeRawBufferPointer) -> ValueSite? {
        let limit = min(content.count, lines.start + Self.greatestTable)
        let text = WindowText(content, from: place, to: limit)
        var (here, count, found) = (place, -1, ByteSpan?.none)
        defer {
            place = here
            lines.end = max(lines.end, LineFinder.end(after: min(here, content.count), in: content))
        }
        while here < limit {
            guard text[here] == UInt8(ascii: "<") else {
                here += 1
                continue
            }
            if text.has("<td", at: here) || text.has("<th", at: here) {
                count += 1
                if count == column {
                    // Another name: another table's, which nothing ended before.
                    guard text.has("<td", at: here) else {
                        here = limit
                        return nil
                    }
                    found = cell(text, here)
                }
            } else if text.has("</tr", at: here) {
                // Rows of another form do not end it.
                if count + 1 == columns, let found {
                    here += 4
                    return ValueSite(span: found, end: found.end, evidence: [])
                }
                (count, found) = (-1, nil)
            } else if text.has("</table", at: here) || text.has("<table", at: here) {
                here = limit
                return nil
            }
            here += 1
        }
        return nil
    }

    /// What stands in the cell, perhaps in an element of its own: up to the next tag.
    private func cell(_ text: WindowText, _ tag: Int) -> ByteSpan? {
        var here = tag
        for _ in 0..<3 where text[here] == UInt8(ascii: "<") {
            while here < tag + 400, text[here] != UInt8(ascii: ">"), text[here] != 0 { here += 1 }
            here = text.skippingWhitespace(here + 1)
        }
        var end = here
        while end - here < 200, text[end] != UInt8(ascii: "<"), text[end] >= 0x20 { end += 1 }
        while end > here, ByteClass.isBlank(text[end - 1]) { end -= 1 }
        return end > here ? ByteSpan(here, end) : nil
    }
}
