private import CBytes
internal import Model

/// Literals of any length joined by `+`: `'gh' + 'p_' +` and so on over any number of lines.
///
/// Each line of a chain ends or begins with a `+`, so that whatever line of it an edit touches, a `+` is among the lines
/// that are looked at again, or right beside them, and the chain is read whole.
struct LiteralChain {
    let piece: DecodedPiece
    /// Of the first literal's content, to the last one's closing quote.
    let span: ByteSpan

    /// Bytes of a chain beyond which it is not put together.
    static let longest = 64 << 10
    /// Bytes of the first and last line that are kept with it.
    private static let contextBefore = 80
    private static let contextBehind = 32
    /// Shorter texts hold no secret that a rule would know.
    private static let leastLength = 10
    /// Bytes of one literal.
    private static let longestLiteral = 4096

    /// The next `+` with a quote on one side at least, and whether one stands on either.
    static func nextPlus(from start: Int, in span: ByteSpan, of content: UnsafeRawBufferPointer) -> (
        place: Int, joins: Bool
    )? {
        guard let base = content.baseAddress else { return nil }
        var position = start
        while position < span.end {
            let place = rollcall_first(base, Int32(UInt8(ascii: "+")), position, span.end)
            if place < 0 { return nil }
            position = place + 1
            let isBefore = neighbour(of: place, step: -1, in: content).map(JoinedLiterals.isQuote) ?? false
            let isBehind = neighbour(of: place, step: 1, in: content).map(JoinedLiterals.isQuote) ?? false
            if isBefore || isBehind { return (place, isBefore && isBehind) }
        }
        return nil
    }

    /// A `+` that begins the line behind touched ones, or ends the one before: an edit beside a chain may touch a line of
    /// it that has none, `"abc"` before `+ "def"`.
    /// - Parameter touched: whole lines, in order.
    static func plusesBeside(_ touched: [ByteSpan], in content: UnsafeRawBufferPointer) -> [Int] {
        var places: [Int] = []
        for span in touched {
            let before = firstVisible(from: span.start - 1, step: -1, in: content)
            if let before, content[before] == UInt8(ascii: "+"), places.last != before { places.append(before) }
            let behind = firstVisible(from: span.end, step: 1, in: content)
            if let behind, content[behind] == UInt8(ascii: "+") { places.append(behind) }
        }
        return places
    }

    /// The first byte that is no white space, within the length of a joint.
    private static func firstVisible(from start: Int, step: Int, in content: UnsafeRawBufferPointer) -> Int? {
        var position = start
        for _ in 0..<JoinedLiterals.longestJoint {
            guard content.indices.contains(position) else { return nil }
            switch content[position] {
            case 0x20, 0x09, 0x0D, 0x0A: position += step
            default: return position
            }
        }
        return nil
    }

    /// The first byte beside a place that is no white space, on the same line or the next.
    private static func neighbour(of place: Int, step: Int, in content: UnsafeRawBufferPointer) -> UInt8? {
        var position = place + step
        var feeds = 0
        for _ in 0..<JoinedLiterals.longestJoint {
            guard position >= 0, position < content.count else { return nil }
            let byte = content[position]
            if byte == 0x0A { feeds += 1 }
            guard byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A, feeds <= 1 else { return byte }
            position += step
        }
        return nil
    }

    enum Outcome {
        case chain(LiteralChain)
        /// Where it ends.
        case tooLong(Int)
    }

    /// The chain that a `+` belongs to; nil if the quotes beside it are not those of literals.
    static func outcome(around plus: Int, in content: UnsafeRawBufferPointer) -> Outcome? {
        var quote = plus - 1
        while quote >= 0, !JoinedLiterals.isQuote(content[quote]) { quote -= 1 }
        // A program within a string: its literals are none of ours.
        guard quote > 0, !isEscaped(quote, in: content) else { return nil }
        // Back to the first literal's opening quote.
        var first = quote
        var closing = quote
        while let opening = opening(of: closing, in: content) {
            first = opening
            guard plus - first <= longest else { return .tooLong(end(from: plus, quote: quote, in: content)) }
            guard let before = JoinedLiterals.jointStart(before: opening + 1, in: content),
                joins(before, opening, in: content)
            else { break }
            closing = before
        }
        guard first < quote else { return nil }
        return LiteralChain.outcome(from: first, through: plus, in: content)
    }

    /// Behind the last literal of a chain.
    private static func end(from plus: Int, quote: Int, in content: UnsafeRawBufferPointer) -> Int {
        var end = plus + 1
        var joint = JoinedLiterals.joint(at: quote, in: content, end: content.count)
        while let position = joint, let closing = closing(from: position, in: content) {
            end = closing
            joint = JoinedLiterals.joint(at: closing, in: content, end: content.count)
            if let next = joint, !joins(closing, next - 1, in: content) { break }
        }
        return end
    }

    private static func outcome(from first: Int, through plus: Int, in content: UnsafeRawBufferPointer) -> Outcome? {
        // Forward, so that what is read depends on where the chain begins alone.
        var joined: [UInt8] = []
        var starts: [UInt32] = []
        var position = first + 1
        var end = position
        var parts = 0
        while let closing = closing(from: position, in: content) {
            guard closing - first <= longest else { return .tooLong(Self.end(from: plus, quote: closing, in: content)) }
            for place in position..<closing {
                joined.append(content[place])
                starts.append(UInt32(truncatingIfNeeded: place))
            }
            end = closing
            parts += 1
            guard let next = JoinedLiterals.joint(at: closing, in: content, end: content.count),
                joins(closing, next - 1, in: content)
            else { break }
            position = next
        }
        guard parts > 1, end > plus, joined.count >= leastLength else { return nil }
        starts.append(UInt32(truncatingIfNeeded: end))
        // Lines may be long, and hold any number of chains: only what is kept of them is looked through.
        let start = max(0, first - contextBefore)
        let before = content[start..<first].lastIndex(of: 0x0A).map { $0 + 1 } ?? start
        let stop = min(content.count, end + contextBehind)
        let behind = content[end..<stop].firstIndex(of: 0x0A) ?? stop
        let piece = DecodedPiece(
            joined, encoding: JoinedLiterals.encoding, origin: .units(starts), before: ByteSpan(before, first + 1),
            after: ByteSpan(end, behind), of: content)
        return .chain(LiteralChain(piece: piece, span: ByteSpan(first + 1, end)))
    }

    /// The lines that decide what a chain is: its own, and those on both sides, where it might go on.
    /// - Parameter lines: its own, without the last line feed.
    static func window(of lines: ByteSpan, in content: UnsafeRawBufferPointer) -> ByteSpan {
        let start = lines.start > 0 ? LineFinder.start(before: lines.start - 1, in: content) : 0
        let end = lines.end < content.count ? LineFinder.end(after: lines.end + 1, in: content) : lines.end
        return ByteSpan(start, end + 1)
    }

    /// Whether a joint belongs to a chain: with a `+`, or on one line.
    private static func joins(_ closing: Int, _ opening: Int, in content: UnsafeRawBufferPointer) -> Bool {
        guard closing + 1 < opening else { return false }
        let between = content[(closing + 1)..<opening]
        return between.contains(UInt8(ascii: "+")) || !between.contains(0x0A)
    }

    /// Where the literal begins that ends with a quote: its opening quote, on the same line.
    private static func opening(of closing: Int, in content: UnsafeRawBufferPointer) -> Int? {
        let quote = content[closing]
        var position = closing - 1
        while position >= 0, closing - position <= longestLiteral, content[position] != 0x0A {
            if content[position] == quote, !isEscaped(position, in: content) { return position }
            position -= 1
        }
        return nil
    }

    private static func isEscaped(_ place: Int, in content: UnsafeRawBufferPointer) -> Bool {
        var position = place - 1
        while position >= 0, content[position] == UInt8(ascii: "\\") { position -= 1 }
        return (place - position) % 2 == 0
    }

    /// The closing quote of a literal whose content begins at a place, behind its opening quote.
    private static func closing(from start: Int, in content: UnsafeRawBufferPointer) -> Int? {
        let quote = content[start - 1]
        var position = start
        while position < content.count, position - start <= longestLiteral, content[position] != 0x0A {
            if content[position] == UInt8(ascii: "\\") {
                position += 2
                continue
            }
            if content[position] == quote { return position }
            position += 1
        }
        return nil
    }
}
