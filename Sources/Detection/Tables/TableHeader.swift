internal import Model

/// The line that names the columns of a table: of comma-separated values, of Markdown, of what databases print.
struct TableHeader {
    /// Comma, semicolon, tab or bar.
    let separator: UInt8
    /// The name of the column that is looked for.
    let name: ByteSpan
    /// Which of how many columns it is.
    let column: Int
    let columns: Int
    /// Whether prose and code have such lines too: blanks stand behind the commas.
    let isLoose: Bool
    /// The header's own line.
    let line: ByteSpan

    private static let greatestName = 40
    private static let greatestLine = 2_000
    private static let greatestColumns = 64

    /// nil if the line is no header. Whether rows follow is not asked.
    init?(in content: UnsafeRawBufferPointer, hit: ByteSpan, line: ByteSpan) {
        guard line.count <= Self.greatestLine,
            let separator = Self.separator(beside: hit, in: content, line: line)
        else { return nil }
        var (count, wanted, spaced, named) = (0, -1, 0, ByteSpan(0, 0))
        var row = TableLine(at: line.start, separator: separator, limit: line.end, in: content)
        while let cell = row.nextCell(in: content) {
            guard count < Self.greatestColumns, let name = Self.name(in: cell.span, of: content) else { return nil }
            if cell.isSpaced, count > 0 { spaced += 1 }
            if cell.span.contains(hit.start) { (wanted, named) = (count, name) }
            if separator == UInt8(ascii: "\t"), content[name.start..<name.end].contains(UInt8(ascii: ".")) {
                return nil
            }
            count += 1
        }
        guard count > 1, wanted >= 0 else { return nil }
        // `dbpasswd⇥x`, and `upper_func⇥UPPER` below: settings, each with its name before it.
        if separator == UInt8(ascii: "\t"), count == 2, wanted == 0 { return nil }
        self.separator = separator
        self.line = line
        (name, column, columns) = (named, wanted, count)
        isLoose = spaced > 0 && separator != UInt8(ascii: "|")
    }

    /// What stands between the cell of the hit and its neighbours; nil where it has none, as mostly.
    private static func separator(
        beside hit: ByteSpan, in content: UnsafeRawBufferPointer, line: ByteSpan
    ) -> UInt8? {
        var last = hit.end
        // An anchor may end in what ends the name.
        while last > hit.start, !isPartOfName(content[last - 1]) { last -= 1 }
        while last < line.end, last - hit.end < greatestName, isPartOfName(content[last]) { last += 1 }
        var first = hit.start
        while first > line.start, hit.start - first < greatestName, isPartOfName(content[first - 1]) { first -= 1 }
        let left = first > line.start ? content[first - 1] : nil
        let right = last < line.end && content[last] != UInt8(ascii: "\r") ? content[last] : nil
        guard let one = left ?? right, one == right ?? one, isSeparator(one) else { return nil }
        return one
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")
            || byte == UInt8(ascii: "|")
    }

    /// Letters and digits, what joins them, and what a name is set off by.
    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "*"), UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "?"):
            true
        default: ByteClass.isName(byte)
        }
    }

    /// - Returns: the name in a cell of the header; nil if something else stands there.
    private static func name(in cell: ByteSpan, of content: UnsafeRawBufferPointer) -> ByteSpan? {
        var span = cell
        while span.start < span.end, isSetOff(content[span.start]) { span.start += 1 }
        while span.end > span.start, isSetOff(content[span.end - 1]) { span.end -= 1 }
        guard !span.isEmpty, span.count <= greatestName,
            content[span.start] >= 0x80
                || ByteClass.isLetter(content[span.start]) || content[span.start] == UInt8(ascii: "_")
        else { return nil }
        // `INSERT INTO users (id` opens a list, and is the first of its names.
        var depth = 0
        for byte in content[span.start..<span.end] {
            guard isPartOfName(byte) else { return nil }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if depth < 0 { return nil }
        }
        return depth == 0 ? span : nil
    }

    private static func isSetOff(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "*") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`")
            || ByteClass.isBlank(byte)
    }
}
