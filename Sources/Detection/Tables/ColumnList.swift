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

    /// How far a list of columns is read on either side of the name, and what stands before the list.
    private static let reach = 400
    private static let greatestVerb = 120

    init?(in content: UnsafeRawBufferPointer, hit: ByteSpan, line: ByteSpan) {
        let text = WindowText(
            content, from: hit.start - Self.reach - Self.greatestVerb, to: hit.end + 2 * Self.reach)
        guard let key = KeySite(text, around: hit), Self.endsName(text, key.end),
            let (open, before) = Self.listBefore(key, text), let verb = Self.verb(before: open, text),
            let (close, behind) = Self.listBehind(key, text)
        else { return nil }
        var here = text.skippingWhitespace(close + 1)
        (name, column) = (key.name, before)
        let first = LineFinder.start(before: verb.start, in: content)
        if verb.copies {
            guard text.has("from stdin", at: here) else { return nil }
            lines = ByteSpan(first, LineFinder.end(after: here, in: content))
            rows = .copied(TableRows(copiedBelow: lines, column: before, columns: before + behind + 1))
            return
        }
        guard text.has("values", at: here) else { return nil }
        here = text.skippingWhitespace(here + 6)
        guard text[here] == UInt8(ascii: "(") else { return nil }
        lines = ByteSpan(first, LineFinder.end(after: here, in: content))
        rows = .values(here)
    }

    /// A comma, the list's end, or a quote: what most hits have not.
    private static func endsName(_ text: WindowText, _ end: Int) -> Bool {
        let byte = text[text.skippingBlanks(end)]
        return byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]")
            || ByteClass.isQuote(byte) || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// Where the list opens, and how many columns stand before the name.
    private static func listBefore(_ key: KeySite, _ text: WindowText) -> (open: Int, columns: Int)? {
        var (here, columns) = (key.name.start - 1, 0)
        let limit = max(text.start, here - reach)
        while here > limit, text[here] != UInt8(ascii: "(") {
            if text[here] == UInt8(ascii: ",") { columns += 1 }
            guard isPartOfList(text[here]) else { return nil }
            here -= 1
        }
        return text[here] == UInt8(ascii: "(") ? (here, columns) : nil
    }

    private static func listBehind(_ key: KeySite, _ text: WindowText) -> (close: Int, columns: Int)? {
        var (here, columns) = (key.end, 0)
        let limit = min(text.end, key.end + reach)
        while here < limit, text[here] != UInt8(ascii: ")") {
            if text[here] == UInt8(ascii: ",") { columns += 1 }
            guard isPartOfList(text[here]) else { return nil }
            here += 1
        }
        return text[here] == UInt8(ascii: ")") ? (here, columns) : nil
    }

    private static func verb(before open: Int, _ text: WindowText) -> (start: Int, copies: Bool)? {
        for here in (max(text.start, open - greatestVerb)..<open).reversed() {
            if text.has("insert ", at: here) || text.has("replace into ", at: here) { return (here, false) }
            if text.has("copy ", at: here) { return (here, true) }
            if text[here] == UInt8(ascii: ";") { return nil }
        }
        return nil
    }

    private static func isPartOfList(_ byte: UInt8) -> Bool {
        ByteClass.isName(byte) || ByteClass.isWhitespace(byte) || ByteClass.isQuote(byte)
            || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
    }
}
