internal import Model

/// `INSERT INTO users (name, password) VALUES ('ada', 'x')`: the value in the place that the key has among the columns.
struct ColumnReader {
    let text: WindowText
    let key: KeySite

    /// How far a list of columns is read on either side of the key.
    private static let reach = 400

    func value() -> ValueSite? {
        guard let (open, columns) = listBefore, followsInsert(open), var here = firstValue else { return nil }
        for _ in 0..<columns {
            guard let next = behindValue(here) else { return nil }
            here = next
        }
        return ValueReader(text: text).quoted(text.skippingWhitespace(here))
    }

    /// Where the list opens, and how many columns stand before the key.
    private var listBefore: (open: Int, columns: Int)? {
        var (here, columns) = (key.name.start - 1, 0)
        let limit = max(text.start, here - Self.reach)
        while here > limit, text[here] != UInt8(ascii: "(") {
            if text[here] == UInt8(ascii: ",") { columns += 1 }
            guard isPartOfList(text[here]) else { return nil }
            here -= 1
        }
        return text[here] == UInt8(ascii: "(") ? (here, columns) : nil
    }

    private func followsInsert(_ open: Int) -> Bool {
        (max(text.start, open - 120)..<open).contains {
            text.has("insert ", at: $0) || text.has("replace into ", at: $0)
        }
    }

    /// Behind the `(` of `VALUES (`.
    private var firstValue: Int? {
        var here = key.end
        let limit = key.end + Self.reach
        while here < limit, text[here] != UInt8(ascii: ")") {
            guard isPartOfList(text[here]) else { return nil }
            here += 1
        }
        here = text.skippingWhitespace(here + 1)
        guard text.has("values", at: here) else { return nil }
        here = text.skippingWhitespace(here + 6)
        return text[here] == UInt8(ascii: "(") ? here + 1 : nil
    }

    /// Behind the comma that follows the value at `start`.
    private func behindValue(_ start: Int) -> Int? {
        var here = text.skippingWhitespace(start)
        if let literal = ValueReader(text: text).quoted(here) { here = literal.end }
        var depth = 0
        while here < text.end {
            switch text[here] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth < 0 { return nil }
            case UInt8(ascii: ",") where depth == 0: return here + 1
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                guard let literal = ValueReader(text: text).quoted(here) else { return nil }
                here = literal.end - 1
            default: break
            }
            here += 1
        }
        return nil
    }

    private func isPartOfList(_ byte: UInt8) -> Bool {
        ByteClass.isName(byte) || ByteClass.isWhitespace(byte) || ByteClass.isQuote(byte)
            || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
    }
}
