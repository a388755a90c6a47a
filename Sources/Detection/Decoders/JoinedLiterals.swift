internal import Model

/// String literals that a program puts together again: `'abc' + 'def'`, `"abc" "def"`, over line ends too.
enum JoinedLiterals {
    /// Lines before and behind the one with a long part that are read with it. An edit of one of them makes that one be
    /// looked at again, see `TouchedLines`.
    static let linesBefore = 1
    static let linesBehind = 1
    private static let reach = 4096

    /// Whether a run may be a literal: without a quote beside it, it is no candidate.
    @inline(__always)
    static func isBesideQuote(_ run: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        run.end < content.count && isQuote(content[run.end]) || run.start > 0 && isQuote(content[run.start - 1])
    }

    /// Whether a run is a literal, or the end or beginning of one, with another beside it.
    @inline(__always)
    static func isCandidate(_ run: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        if run.end < content.count, isQuote(content[run.end]), joint(at: run.end, in: content, end: content.count) != nil { return true }
        // Whether a joint ends before the run: its other quote is at most a few bytes before.
        guard run.start > 0, isQuote(content[run.start - 1]) else { return false }
        var place = run.start - 2
        let least = max(0, run.start - 64)
        while place >= least {
            let byte = content[place]
            if isQuote(byte) { return joint(at: place, in: content, end: content.count) == run.start }
            guard isBetween(byte) || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") else { return false }
            place -= 1
        }
        return false
    }

    /// The lines around a run without joints.
    /// - Parameter lines: first to last line to read.
    static func piece(around run: ByteSpan, lines: ByteSpan, in content: UnsafeRawBufferPointer) -> DecodedPiece? {
        let span = ByteSpan(max(lines.start, run.start - reach), min(lines.end, run.end + reach, content.count))
        var joined: [UInt8] = []
        var starts: [UInt32] = []
        var position = span.start
        var jointCount = 0
        while position < span.end {
            if isQuote(content[position]), let end = joint(at: position, in: content, end: span.end) {
                position = end
                jointCount += 1
                continue
            }
            joined.append(content[position])
            starts.append(UInt32(truncatingIfNeeded: position))
            position += 1
        }
        guard jointCount > 0 else { return nil }
        starts.append(UInt32(truncatingIfNeeded: span.end))
        let nothing = ByteSpan(span.start, span.start)
        return DecodedPiece(
            joined, encoding: "joined string literals", origin: .units(starts), before: nothing,
            after: ByteSpan(span.end, span.end), of: content)
    }

    /// Behind the joint that begins with a closing quote: quote, white space, perhaps an operator, white space, quote.
    private static func joint(at start: Int, in content: UnsafeRawBufferPointer, end: Int) -> Int? {
        let quote = content[start]
        var position = start + 1
        var operatorCount = 0
        var feeds = 0
        while position < end, position - start < 64 {
            let byte = content[position]
            if byte == quote { return position - start > 1 ? position + 1 : nil }
            if byte == UInt8(ascii: "\n") { feeds += 1 }
            if isOperator(byte) { operatorCount += 1 }
            guard isBetween(byte), operatorCount <= 2, feeds <= 1 else {
                // Python's f"", r"", b"" and u"".
                if "frbuFRBU".utf8.contains(byte), position + 1 < end, content[position + 1] == quote { return position + 2 }
                return nil
            }
            position += 1
        }
        return nil
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    private static func isOperator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|")
            || byte == UInt8(ascii: "\\")
    }

    private static func isBetween(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A || isOperator(byte)
    }
}
