internal import Model

/// Lines that end in the middle of a word and go on in the next: a backslash (shell, C, YAML in quotes), or the `=` of
/// quoted-printable (RFC 2045, 6.7).
enum ContinuedLines {
    /// An edit that far behind a line makes it be looked at again, see `TouchedLines`.
    private static let linesBehind = 2
    /// Bytes of a line, and of what is put together: people break lines long before.
    private static let longest = 4096

    /// Whether a run stands at a line's end, with a mark that the line goes on.
    @inline(__always)
    static func mayContinue(_ run: ByteSpan, lineEnd: Int, in content: UnsafeRawBufferPointer) -> Bool {
        guard run.end >= lineEnd - 1, run.end > run.start else { return false }
        let last = content[run.end - 1]
        return last == UInt8(ascii: "\\") || last == UInt8(ascii: "=")
    }

    /// The line and those it goes on in, without the marks, line ends and indentation between; nil if it does not go on.
    static func piece(of line: ByteSpan, in content: UnsafeRawBufferPointer, alphabet: EncodingAlphabet) -> (
        piece: DecodedPiece, window: ByteSpan
    )? {
        guard line.count <= longest, mark(of: line, from: line.start, in: content, alphabet: alphabet) != nil,
            continuation(behind: line, in: content, alphabet: alphabet) != nil
        else { return nil }
        var joined: [UInt8] = []
        var starts: [UInt32] = []
        var current = line
        var position = line.start
        var window = ByteSpan(line.start, line.end + 1)
        for number in 0...linesBehind {
            let mark = number < linesBehind ? mark(of: current, from: position, in: content, alphabet: alphabet) : nil
            let next = mark.flatMap { _ in continuation(behind: current, in: content, alphabet: alphabet) }
            if mark != nil, current.end < content.count {
                window.end = LineFinder.end(after: current.end + 1, in: content) + 1
            }
            let end = next == nil ? current.end : (mark ?? current.end)
            for place in position..<end {
                joined.append(content[place])
                starts.append(UInt32(truncatingIfNeeded: place))
            }
            guard let next else { break }
            current = ByteSpan(current.end + 1, LineFinder.end(after: current.end + 1, in: content))
            guard current.count <= longest else { return nil }
            position = next
        }
        guard current.start > line.start else { return nil }
        starts.append(UInt32(truncatingIfNeeded: current.end))
        let piece = DecodedPiece(
            joined, encoding: "continued lines", origin: .units(starts), before: ByteSpan(line.start, line.start),
            after: ByteSpan(current.end, current.end), of: content)
        return (piece, window)
    }

    /// Where the mark stands with which a line says that it goes on within a word.
    private static func mark(
        of line: ByteSpan, from start: Int, in content: UnsafeRawBufferPointer, alphabet: EncodingAlphabet
    ) -> Int? {
        var end = line.end
        if end > start, content[end - 1] == 0x0D { end -= 1 }
        guard end - 1 > start, alphabet.base64[Int(content[end - 2])] != 0xFF else { return nil }
        if content[end - 1] == UInt8(ascii: "\\") { return end - 1 }
        // Quoted-printable breaks lines at 76; the padding of base64 stands behind more characters than a word has.
        guard content[end - 1] == UInt8(ascii: "="), quotedPrintableWidths.contains(end - line.start) else {
            return nil
        }
        var first = end - 1
        while first > start, alphabet.base64[Int(content[first - 1])] != 0xFF { first -= 1 }
        return end - first <= longestWord ? end - 1 : nil
    }

    /// Columns at which encoders break lines (at most 76, RFC 2045, 6.7), with some room on both sides.
    private static let quotedPrintableWidths = 70...77
    /// Bytes of a word before a `=` that goes on: of a longer one it is the padding.
    private static let longestWord = 40

    /// Where the word goes on in the line behind.
    private static func continuation(
        behind line: ByteSpan, in content: UnsafeRawBufferPointer, alphabet: EncodingAlphabet
    ) -> Int? {
        var position = line.end + 1
        while position < content.count, content[position] == 0x20 || content[position] == 0x09 { position += 1 }
        return position < content.count && alphabet.base64[Int(content[position])] != 0xFF ? position : nil
    }
}
