internal import Model

/// Tells matches that stand in the middle of encoded data, such as an image in a notebook: among so many random
/// characters every short beginning of a token comes up, and a slash or a plus sign before it passes for its border.
enum EncodedSurroundings {
    /// So many characters of encoding around a match are no path and no second token.
    private static let plentiful = 40
    /// Encodings are broken into lines of 60 to 80 characters: so many beside a match are enough if the line holds
    /// nothing else.
    private static let enoughOnOwnLine = 12
    private static let brokenLine = 60...80
    /// What is looked at on either side, in bytes.
    private static let sample = 128

    /// Whether `span` is a part of a longer run of base64 that itself looks random.
    /// - Parameter line: the line, or lines, that hold it. Nothing outside them is looked at, so that equal lines give
    ///   equal answers.
    static func surround(_ span: ByteSpan, line: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        let (floor, ceiling) = (max(line.start, 0), min(line.end, content.count))
        guard floor <= span.start, span.end <= ceiling else { return false }
        var start = span.start
        while start > floor, span.start - start < sample, isBase64(content[start - 1]) { start -= 1 }
        var end = span.end
        while end < ceiling, end - span.end < sample, isBase64(content[end]) { end += 1 }
        let around = (span.start - start) + (end - span.end)
        guard around >= enoughOnOwnLine else { return false }
        if around < plentiful {
            guard brokenLine.contains(end - start),
                isBorder(content[floor..<start]) && isBorder(content[end..<ceiling], after: true)
                    || isEscapedBreak(content, floor..<ceiling, around: start..<end)
            else { return false }
        }
        // Of two neighbours in base64, three in five differ in kind; in words one in five at most. Slashes do not count,
        // of which paths have many.
        let changes =
            changes(in: content[start..<span.start]) + changes(in: content[span.end..<end])
        return changes * 3 >= around
    }

    private static func isBase64(_ byte: UInt8) -> Bool { kind(of: byte) != 0 }

    /// Whether nothing but blanks, quotes and the `\n` of a JSON string stand beside it on its line.
    private static func isBorder(_ bytes: Slice<UnsafeRawBufferPointer>, after: Bool = false) -> Bool {
        let beside = after ? bytes.prefix(sample).prefix { $0 != UInt8(ascii: "\n") } : bytes.suffix(sample)
        return !beside.contains { kind(of: $0) != 0 && $0 != UInt8(ascii: "n") }
    }

    /// Whether it stands between `\n` and `\n` in a string of many lines.
    private static func isEscapedBreak(
        _ content: UnsafeRawBufferPointer, _ bounds: Range<Int>, around run: Range<Int>
    ) -> Bool {
        let (backslash, n) = (UInt8(ascii: "\\"), UInt8(ascii: "n"))
        return run.lowerBound > bounds.lowerBound && content[run.lowerBound - 1] == backslash
            && content[run.lowerBound] == n && run.upperBound + 1 < bounds.upperBound
            && content[run.upperBound] == backslash && content[run.upperBound + 1] == n
    }

    private static func changes(in bytes: Slice<UnsafeRawBufferPointer>) -> Int {
        zip(bytes, bytes.dropFirst()).reduce(0) { count, pair in
            let (left, right) = (kind(of: pair.0), kind(of: pair.1))
            return count + (left != right && left != 4 && right != 4 ? 1 : 0)
        }
    }

    private static func kind(of byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 1
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): 2
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 3
        case UInt8(ascii: "+"), UInt8(ascii: "/"): 4
        default: 0
        }
    }
}
