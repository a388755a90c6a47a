internal import Model

/// The list of columns in a statement of SQL that brings rows along: `INSERT INTO users (name, password) VALUES`,
/// `COPY users (name, password) FROM stdin;`.
struct ColumnList {
    enum Rows {
        /// `(…), (…)`, from the first `(` on.
        case values(Int)
        case copied(TableRows)
    }

    /// The column that is looked for.
    let name: ByteSpan
    /// How many stand before it.
    let column: Int
    /// The lines of the statement, up to where the rows begin.
    let lines: ByteSpan
    let rows: Rows
    /// Whose columns they are, where the statement that brings the rows does not name them.
    var table: ByteSpan?

    /// How far a list of columns is read on either side of the name, and what stands before the list.
    private static let reach = 400
    private static let greatestVerb = 120

    /// - Returns: nil if the hit stands in no such list; and all bytes that decided.
    static func read(
        in content: UnsafeRawBufferPointer, hit: ByteSpan
    ) -> (list: ColumnList?, looked: ByteSpan) {
        let text = WindowText(content, from: hit.start - reach - greatestVerb, to: hit.end + 2 * reach)
        var looked = hit
        // What stands behind the name is asked first: all of its site costs more.
        guard endsName(text, nameEnd(text, hit)), let key = KeySite(text, around: hit) else { return (nil, looked) }
        let before = list(from: key.name.start - 1, to: UInt8(ascii: "("), by: -1, text, &looked)
        guard let before else { return (nil, looked) }
        guard let verb = verb(before: before.end, text, &looked),
            let behind = list(from: key.end, to: UInt8(ascii: ")"), by: 1, text, &looked)
        else { return (nil, looked) }
        var here = text.skippingWhitespace(behind.end + 1)
        looked.end = max(looked.end, here + 16)
        let first = LineFinder.start(before: verb.start, in: content)
        func lines() -> ByteSpan { ByteSpan(first, LineFinder.end(after: here, in: content)) }
        if verb.copies {
            guard text.has("from stdin", at: here) else { return (nil, looked) }
            let rows = TableRows(
                copiedBelow: lines(), column: before.columns, columns: before.columns + behind.columns + 1)
            return (
                ColumnList(name: key.name, column: before.columns, lines: lines(), rows: .copied(rows)), looked
            )
        }
        guard text.has("values", at: here) else { return (nil, looked) }
        here = text.skippingWhitespace(here + 6)
        looked.end = max(looked.end, here + 1)
        guard text[here] == UInt8(ascii: "(") else { return (nil, looked) }
        return (ColumnList(name: key.name, column: before.columns, lines: lines(), rows: .values(here)), looked)
    }

    /// Where the name ends in which a hit begins.
    static func nameEnd(_ text: WindowText, _ hit: ByteSpan) -> Int {
        var end = hit.start
        while end < hit.start + reach, ByteClass.isName(text[end]) { end += 1 }
        return end
    }

    /// A comma, the list's end, or a quote: what most hits have not.
    private static func endsName(_ text: WindowText, _ end: Int) -> Bool {
        let byte = text[text.skippingBlanks(end)]
        return byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
            || ByteClass.isQuote(byte) || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// Where the list ends in one direction, and how many columns there are up to there; nil where something else stands.
    private static func list(
        from start: Int, to bracket: UInt8, by step: Int, _ text: WindowText, _ looked: inout ByteSpan
    ) -> (end: Int, columns: Int)? {
        var (here, columns) = (start, 0)
        while abs(here - start) < reach, text[here] != bracket, isPartOfList(text[here]) {
            if text[here] == UInt8(ascii: ",") { columns += 1 }
            here += step
        }
        looked = ByteSpan(min(looked.start, here), max(looked.end, here + 1))
        return text[here] == bracket ? (here, columns) : nil
    }

    /// What stands before the list and the table's name: `INSERT INTO shop.users (`.
    private static func verb(
        before open: Int, _ text: WindowText, _ looked: inout ByteSpan
    ) -> (start: Int, copies: Bool)? {
        var here = open - 1
        defer { looked.start = min(looked.start, here) }
        while open - here < greatestVerb, isPartOfTable(text[here]) {
            if text.has("insert ", at: here) || text.has("replace into ", at: here) { return (here, false) }
            if text.has("copy ", at: here) { return (here, true) }
            here -= 1
        }
        return nil
    }

    private static func isPartOfTable(_ byte: UInt8) -> Bool {
        isPartOfList(byte) && byte != UInt8(ascii: ",") || byte == UInt8(ascii: ".")
    }

    private static func isPartOfList(_ byte: UInt8) -> Bool {
        ByteClass.isName(byte) || ByteClass.isWhitespace(byte) || ByteClass.isQuote(byte)
            || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
    }
}
