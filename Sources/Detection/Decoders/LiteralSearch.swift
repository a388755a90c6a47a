internal import Model

/// Looks for literals that a program puts together.
extension DecodingScanner {
    /// Literals of any length that are joined by `+`.
    /// - Parameters:
    ///   - spans: lines, in order.
    ///   - beside: places of a `+` outside of them, in order.
    mutating func chains(
        in spans: [ByteSpan], beside: [Int], of content: UnsafeRawBufferPointer, depth: Int,
        with scanner: inout Scanner, into found: inout [DecodedMatch]
    ) {
        var end = -1
        var others = beside[...]
        func take(_ span: ByteSpan, isOther: Bool) {
            chains(
                in: span, of: content, end: &end, remembersLines: depth == 0 && !isOther, depth: depth, with: &scanner,
                into: &found)
        }
        for span in spans {
            while let place = others.first, place < span.start {
                take(ByteSpan(others.removeFirst(), place + 1), isOther: true)
            }
            take(span, isOther: false)
        }
        for place in others { take(ByteSpan(place, place + 1), isOther: true) }
    }

    private mutating func chains(
        in span: ByteSpan, of content: UnsafeRawBufferPointer, end: inout Int, remembersLines: Bool, depth: Int,
        with scanner: inout Scanner, into found: inout [DecodedMatch]
    ) {
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
            if remembersLines, activeLines.last != line.start { activeLines.append(line.start) }
            guard plus.joins, plus.place >= end else { continue }
            switch LiteralChain.outcome(around: plus.place, in: content) {
            case nil: break
            case .tooLong(let place):
                end = place
                note(
                    .limitHit,
                    "more than \(LiteralChain.longest >> 10) KiB of string literals that are added are not put together; look at them by hand"
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
                examine(chain.piece, window: window, in: content, depth: depth, with: &scanner, into: &found)
            }
        }
    }

    /// - Returns: whether the run is one of several literals.
    mutating func join(
        _ run: ByteSpan, line: ByteSpan, listed: inout (line: Int, isJoined: Bool), in content: UnsafeRawBufferPointer,
        depth: Int, with scanner: inout Scanner,
        into found: inout [DecodedMatch]
    ) -> Bool {
        var takesCommas = false
        guard
            JoinedLiterals.isCandidate(
                run, in: content,
                takesCommas: {
                    // A list on one line would be asked for each of its values.
                    if listed.line != line.start {
                        listed = (
                            line.start,
                            JoinedLiterals.isListJoined(Self.neighbourhood(of: line, in: content), in: content)
                        )
                    }
                    takesCommas = listed.isJoined
                    return takesCommas
                })
        else { return false }
        let lines = Self.neighbourhood(of: line, in: content)
        if let piece = JoinedLiterals.piece(around: run, lines: lines, takesCommas: takesCommas, in: content) {
            examine(piece, window: Self.window(lines), in: content, depth: depth, with: &scanner, into: &found)
        }
        return true
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
