internal import Model

/// The rows below a header, up to where no table goes on.
struct TableRows: TableCells {
    private let separator: UInt8
    private let column: Int
    private let columns: Int
    private(set) var lines: ByteSpan
    /// The line end behind which the next row begins. A quote that nothing ends is looked for further on.
    private var place: Int
    private var state = State.above
    private var misses = 0
    private let header: ByteSpan
    /// `COPY … FROM stdin;`
    private let isCopied: Bool

    private enum State {
        /// What stands above and right below the header is still to be looked at.
        case above
        case rows
        case ended
    }

    /// So many lines of another form within a table do not end it: a note, a cell with a comma too many.
    private static let greatestMisses = 2

    init(_ header: TableHeader) {
        (separator, column, columns) = (header.separator, header.column, header.columns)
        (self.header, isCopied) = (header.line, false)
        lines = header.line
        place = header.line.end
    }

    /// The rows that `COPY … FROM stdin;` of PostgreSQL's dumps brings, up to `\.`.
    init(copiedBelow line: ByteSpan, column: Int, columns: Int) {
        (separator, self.column, self.columns) = (UInt8(ascii: "\t"), column, columns)
        (header, isCopied) = (line, true)
        lines = line
        place = line.end
        state = .rows
    }

    private mutating func take(_ end: Int) {
        place = end
        lines.end = max(lines.end, end)
    }

    mutating func next(in content: UnsafeRawBufferPointer) -> ValueSite? {
        if state == .above { state = isHeader(in: content) ? .rows : .ended }
        while state == .rows, place < content.count {
            let start = place + 1
            let line = ByteSpan(start, LineFinder.end(after: start, in: content))
            if Self.isBorder(line, in: content) {
                take(line.end)
                continue
            }
            if beginsAnother(line, in: content) {
                take(line.end)
                state = .ended
                break
            }
            var row = TableLine(at: start, separator: separator, limit: content.count, in: content)
            var (count, found) = (0, TableLine.Cell?.none)
            while let cell = row.nextCell(in: content) {
                if count == column { found = cell }
                count += 1
            }
            // Spreadsheets leave empty cells at a row's end out.
            let isShort = separator == UInt8(ascii: "\t") && count > column && count < columns
            let isRow = (count == columns || isShort) && row.end != nil
            take(isRow ? row.end ?? line.end : line.end)
            if row.looked > lines.end { lines.end = LineFinder.end(after: row.looked, in: content) }
            if isRow, let found {
                if misses > 0, isNextHeader(found.span, line, in: content) {
                    state = .ended
                    break
                }
                misses = 0
                return ValueSite(
                    span: found.span, end: found.span.end, evidence: [found.isQuoted ? .quoted : .bareValue])
            }
            misses += 1
            if misses > Self.greatestMisses { state = .ended }
        }
        return nil
    }

    /// Whether the line is the header once more, or ends what is copied. A file may be nothing but small tables, and
    /// each would be read from every header above it.
    private func beginsAnother(_ line: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        if isCopied {
            return Self.begins(line, with: "\\.", in: content) || Self.begins(line, with: "COPY ", in: content)
        }
        return line.count == header.count
            && content[line.start..<line.end].elementsEqual(content[header.start..<header.end])
    }

    private static func begins(_ line: ByteSpan, with word: StaticString, in content: UnsafeRawBufferPointer) -> Bool {
        let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        return line.count >= word.count && content[line.start..<line.start + word.count].elementsEqual(word)
    }

    /// Whether a row behind something else than a row heads another table: each of its cells is a name, and this one names
    /// a secret.
    private func isNextHeader(_ cell: ByteSpan, _ line: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        guard !isCopied, !cell.isEmpty, let next = TableHeader(in: content, hit: cell, line: line) else { return false }
        let text = WindowText(content, from: line.start, to: line.end)
        return KeyLexicon.judge(text, next.name).map { !$0.evidence.contains(.keyNamesPublic) } ?? false
    }

    /// Whether the line is the first of its table: a cell further down may be called `password`, too. Between bars a
    /// border says so, or the bar that begins the line.
    private mutating func isHeader(in content: UnsafeRawBufferPointer) -> Bool {
        let header = lines
        var above = header.start
        for _ in 0..<2 where above > 0 {
            let line = ByteSpan(LineFinder.start(before: above - 1, in: content), above - 1)
            (above, lines.start) = (line.start, line.start)
            if Self.isBorder(line, in: content) { continue }
            if Self.cellCount(line, separator, in: content) == columns { return false }
            break
        }
        guard separator == UInt8(ascii: "|") else { return true }
        var first = header.start
        while first < header.end, ByteClass.isBlank(content[first]) { first += 1 }
        if content[first] == separator { return true }
        guard header.end < content.count else { return false }
        lines.end = LineFinder.end(after: header.end + 1, in: content)
        return Self.isBorder(ByteSpan(header.end + 1, lines.end), in: content)
    }

    private static func cellCount(_ line: ByteSpan, _ separator: UInt8, in content: UnsafeRawBufferPointer) -> Int {
        var row = TableLine(at: line.start, separator: separator, limit: line.end, in: content)
        var count = 0
        while count <= 64, row.nextCell(in: content) != nil { count += 1 }
        return count
    }

    /// `|---|:--|`, `----+----`, `+====+`, `|===`.
    private static func isBorder(_ line: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        guard line.count >= 3, line.count <= 4_000 else { return false }
        var strokes = 0
        for place in line.start..<line.end {
            switch content[place] {
            case UInt8(ascii: "-"), UInt8(ascii: "="): strokes += 1
            case UInt8(ascii: "|"), UInt8(ascii: "+"), UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"),
                UInt8(ascii: "\r"):
                break
            default: return false
            }
        }
        return strokes >= 2
    }
}
