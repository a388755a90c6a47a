internal import Model

/// Reads the cells of one row, which is a line but for line feeds within quotes.
struct TableLine {
    struct Cell {
        /// Without blanks around it, and without its quotes.
        var span: ByteSpan
        var isQuoted: Bool
        /// Whether a blank stands before it.
        var isSpaced: Bool
    }

    private let separator: UInt8
    private var here: Int
    private let limit: Int
    private let isCutOff: Bool
    /// `|| user || password ||` of MoinMoin and Trac, and headers of Confluence.
    private var hasDoubledBars = false
    /// Where the row ends: at its line feed or at the limit. nil as long as cells follow, and for rows that are too long.
    private(set) var end: Int?
    /// Behind the last byte that was looked at for quotes that end a cell. Where there are none, that is far ahead.
    private(set) var looked: Int

    /// Longer rows are no rows.
    private static let greatest = 64 << 10
    private static let greatestQuoted = 8 << 10

    /// - Parameters:
    ///   - start: where the row's line begins.
    ///   - limit: where the row ends at the latest: the content's end, or its line's where no cell has several lines.
    init(at start: Int, separator: UInt8, limit: Int, in content: UnsafeRawBufferPointer) {
        self.separator = separator
        here = start
        looked = start
        isCutOff = limit - start > Self.greatest
        self.limit = min(limit, start + Self.greatest)
        guard separator == UInt8(ascii: "|") else { return }
        let first = Self.skippingBlanks(start, self.limit, in: content)
        guard first < self.limit, content[first] == separator else { return }
        here = first + 1
        guard here < self.limit, content[here] == separator else { return }
        // Where only the first is doubled, an empty cell stands between.
        var last = LineFinder.end(after: here, in: content) - 1
        while last > here, ByteClass.isWhitespace(content[last]) { last -= 1 }
        guard last > here + 2, content[last] == separator, content[last - 1] == separator else { return }
        hasDoubledBars = true
        here += 1
    }

    mutating func nextCell(in content: UnsafeRawBufferPointer) -> Cell? {
        guard end == nil, here <= limit else { return nil }
        let begin = Self.skippingBlanks(here, limit, in: content, butNot: separator)
        let isSpaced = begin > here
        if begin < limit, content[begin] == UInt8(ascii: "\""), separator != UInt8(ascii: "|"),
            let close = closingQuote(begin + 1, in: content)
        {
            let behind = Self.skippingBlanks(close + 1, limit, in: content, butNot: separator)
            if isEnd(behind, in: content) || content[behind] == separator {
                move(behind, in: content)
                return Cell(span: ByteSpan(begin + 1, close), isQuoted: true, isSpaced: isSpaced)
            }
        }
        var last = begin
        while !isEnd(last, in: content), content[last] != separator {
            // `\|` is a bar within a cell of Markdown.
            let isEscape =
                separator == UInt8(ascii: "|") && content[last] == UInt8(ascii: "\\") && last + 1 < limit
                && content[last + 1] == separator
            last += isEscape ? 2 : 1
        }
        var span = ByteSpan(begin, last)
        move(last, in: content)
        while span.end > span.start, ByteClass.isWhitespace(content[span.end - 1]) { span.end -= 1 }
        let ticks =
            span.count > 2 && content[span.start] == UInt8(ascii: "`")
            && content[span.end - 1] == UInt8(ascii: "`")
        if ticks { span = ByteSpan(span.start + 1, span.end - 1) }
        return Cell(span: span, isQuoted: ticks, isSpaced: isSpaced)
    }

    /// Goes on behind the separator, or ends the row; what closes a row with bars opens no cell.
    private mutating func move(_ place: Int, in content: UnsafeRawBufferPointer) {
        guard !isEnd(place, in: content) else { return finish(place, in: content) }
        here = place + 1
        guard separator == UInt8(ascii: "|") else { return }
        if hasDoubledBars, here < limit, content[here] == separator { here += 1 }
        let next = Self.skippingBlanks(here, limit, in: content)
        if isEnd(next, in: content) { finish(next, in: content) }
    }

    /// No cell follows, also behind what was cut off, which has no end.
    private mutating func finish(_ place: Int, in content: UnsafeRawBufferPointer) {
        end = lineEnd(place, in: content)
        here = limit + 1
    }

    private func isEnd(_ place: Int, in content: UnsafeRawBufferPointer) -> Bool {
        place >= limit || content[place] == UInt8(ascii: "\n")
            || content[place] == UInt8(ascii: "\r") && (place + 1 >= limit || content[place + 1] == UInt8(ascii: "\n"))
    }

    private func lineEnd(_ place: Int, in content: UnsafeRawBufferPointer) -> Int? {
        // A row that was cut has no end.
        if place >= limit { return isCutOff ? nil : limit }
        return content[place] == UInt8(ascii: "\r") ? place + 1 : place
    }

    /// The quote that ends a quoted cell, in which two stand for one.
    private mutating func closingQuote(_ start: Int, in content: UnsafeRawBufferPointer) -> Int? {
        var place = start
        let limit = min(limit, start + Self.greatestQuoted)
        defer { looked = max(looked, min(place + 1, limit)) }
        while place < limit {
            if content[place] == UInt8(ascii: "\"") {
                guard place + 1 < limit, content[place + 1] == UInt8(ascii: "\"") else { return place }
                place += 1
            }
            place += 1
        }
        return nil
    }

    private static func skippingBlanks(
        _ start: Int, _ limit: Int, in content: UnsafeRawBufferPointer, butNot separator: UInt8 = 0
    ) -> Int {
        var place = start
        while place < limit, ByteClass.isBlank(content[place]), content[place] != separator { place += 1 }
        return place
    }
}
