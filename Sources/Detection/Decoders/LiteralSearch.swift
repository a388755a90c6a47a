internal import Model

/// Looks for literals that a program puts together.
extension DecodingScanner {
    /// Literals of any length that are joined by `+`.
    /// - Parameters:
    ///   - spans: lines, in order.
    ///   - beside: places of a `+` outside of them, in order.
    mutating func chains(
        in spans: [ByteSpan], beside: [Int], of text: EncodedText, with scanner: inout Scanner
    ) {
        var end = -1
        var others = beside[...]
        func take(_ span: ByteSpan, isOther: Bool) {
            chains(
                in: span, end: &end, remembersLines: text.isOutermost && !isOther, of: text, with: &scanner)
        }
        for span in spans {
            while let place = others.first, place < span.start {
                take(ByteSpan(others.removeFirst(), place + 1), isOther: true)
            }
            take(span, isOther: false)
        }
        for place in others { take(ByteSpan(place, place + 1), isOther: true) }
    }

    /// - Parameter end: of the chain read last; within it there is none to be read.
    private mutating func chains(
        in span: ByteSpan, end: inout Int, remembersLines: Bool, of text: EncodedText, with scanner: inout Scanner
    ) {
        let content = text.content
        var position = span.start
        var line = ByteSpan(0, -1)
        // Of the chains within `line`.
        var lineWindow: ByteSpan?
        while let plus = LiteralChain.nextPlus(from: position, in: span, of: content) {
            position = plus.place + 1
            if plus.place > line.end || line.end < 0 {
                line = LineFinder.line(around: plus.place, in: content)
                lineWindow = nil
            }
            if remembersLines { keepActive(line) }
            guard plus.joins, plus.place >= end else { continue }
            switch LiteralChain.outcome(around: plus.place, in: content) {
            case nil: break
            case .tooLong(let place):
                end = place
                note(
                    .unjoined,
                    "more than \(LiteralChain.longest >> 10) KiB of string literals that are added are not put together as a whole: each was scanned by itself, and long ones with those beside them"
                )
            case .chain(let chain):
                end = chain.span.end
                let isWithin = chain.span.start > line.start && chain.span.end <= line.end
                let lines =
                    isWithin
                    ? line
                    : ByteSpan(
                        LineFinder.start(before: chain.span.start, in: content),
                        LineFinder.end(after: chain.span.end, in: content))
                let window =
                    isWithin
                    ? lineWindow ?? LiteralChain.window(of: lines, in: content)
                    : LiteralChain.window(of: lines, in: content)
                if isWithin { lineWindow = window }
                examine(chain.piece, window: window, of: text, with: &scanner)
            }
        }
    }

    /// - Parameter list: what is known of the line looked at last.
    /// - Returns: whether the run is one of several literals.
    mutating func join(
        _ run: ByteSpan, line: ByteSpan, list: inout ListedLiterals, of text: EncodedText,
        with scanner: inout Scanner
    ) -> Bool {
        let content = text.content
        var takesCommas = false
        guard
            JoinedLiterals.isCandidate(
                run, in: content,
                takesCommas: {
                    takesCommas = list.areJoined(on: line) {
                        JoinedLiterals.isListJoined(Self.neighbourhood(of: line, in: content), in: content)
                    }
                    return takesCommas
                })
        else { return false }
        let lines = Self.neighbourhood(of: line, in: content)
        if let piece = JoinedLiterals.piece(around: run, lines: lines, takesCommas: takesCommas, in: content) {
            examine(piece, window: Self.window(lines), of: text, with: &scanner)
        }
        return true
    }

    /// Whether the program joins the literals of a list on a line: a long list would be asked about for each of them.
    struct ListedLiterals {
        private var line = -1
        private var areJoined = false

        mutating func areJoined(on line: ByteSpan, _ look: () -> Bool) -> Bool {
            if self.line != line.start {
                self.line = line.start
                areJoined = look()
            }
            return areJoined
        }
    }

    /// The lines that are read with one that holds a literal.
    private static func neighbourhood(of line: ByteSpan, in content: UnsafeRawBufferPointer) -> ByteSpan {
        var lines = line
        for _ in 0..<JoinedLiterals.linesBefore where lines.start > 0 {
            lines.start = LineFinder.start(before: lines.start - 1, in: content)
        }
        for _ in 0..<JoinedLiterals.linesBehind where lines.end < content.count {
            lines.end = LineFinder.end(after: lines.end + 1, in: content)
        }
        return lines
    }
}
