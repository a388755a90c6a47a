internal import Model

/// The bytes a detector may look at, and none beside them: outside of the window every byte reads as 0.
///
/// That keeps the parsers short (an end of text looks like any other unexpected byte) and safe on every input,
/// and it makes their results a function of the window alone.
struct WindowText {
    let bytes: UnsafeRawBufferPointer
    let start: Int
    let end: Int

    @inline(__always)
    init(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) {
        self.bytes = bytes
        self.start = min(max(start, 0), bytes.count)
        self.end = max(min(end, bytes.count), self.start)
    }

    @inline(__always)
    subscript(_ offset: Int) -> UInt8 { offset >= start && offset < end ? bytes[offset] : 0 }

    /// The byte with A–Z folded to a–z; some punctuation is folded too, so compare with letters only.
    @inline(__always)
    func folded(_ offset: Int) -> UInt8 { self[offset] | 0x20 }

    /// The first offset at or after `offset` that holds neither a space nor a tab.
    @inline(__always)
    func skippingBlanks(_ offset: Int) -> Int {
        var here = offset
        while ByteClass.isBlank(self[here]) { here += 1 }
        return here
    }

    /// The first offset at or after `offset` that holds no white space; line breaks count as such.
    func skippingWhitespace(_ offset: Int) -> Int {
        var here = offset
        while ByteClass.isWhitespace(self[here]) { here += 1 }
        return here
    }

    /// Whether `word`, in lower case, stands at `offset`, in any case.
    func has(_ word: StaticString, at offset: Int) -> Bool {
        guard offset >= start, offset + word.utf8CodeUnitCount <= end else { return false }
        let wanted = word.utf8Start
        for index in 0..<word.utf8CodeUnitCount {
            let byte = bytes[offset + index]
            if (ByteClass.isUpper(byte) ? byte | 0x20 : byte) != wanted[index] { return false }
        }
        return true
    }

    /// Whether there are letters and digits in the span, as in what is made up or drawn, and none of `signs`.
    func mixesLettersAndDigits(_ span: ByteSpan, without signs: String) -> Bool {
        var (hasLetter, hasDigit) = (false, false)
        for index in span.start..<span.end {
            let byte = self[index]
            if ByteClass.isLetter(byte) { hasLetter = true }
            if ByteClass.isDigit(byte) { hasDigit = true }
            if signs.utf8.contains(byte) { return false }
        }
        return hasLetter && hasDigit
    }

    /// Where the line that holds `offset` begins.
    func lineStart(_ offset: Int) -> Int {
        var here = min(max(offset, start), end)
        while here > start, bytes[here - 1] != UInt8(ascii: "\n") { here -= 1 }
        return here
    }

    /// Where the line that holds `offset` ends: its line break, or the window's end.
    func lineEnd(_ offset: Int) -> Int {
        var here = min(max(offset, start), end)
        while here < end, bytes[here] != UInt8(ascii: "\n"), bytes[here] != UInt8(ascii: "\r") { here += 1 }
        return here
    }

    /// Whether the line that holds `offset` begins as comments do.
    func isComment(lineAt offset: Int) -> Bool {
        let begin = skippingBlanks(lineStart(offset))
        switch self[begin] {
        case UInt8(ascii: "#"), UInt8(ascii: ";"): return true
        case UInt8(ascii: "*"): return ByteClass.isBlank(self[begin + 1])
        case UInt8(ascii: "/"): return self[begin + 1] == UInt8(ascii: "/") || self[begin + 1] == UInt8(ascii: "*")
        case UInt8(ascii: "-"): return self[begin + 1] == UInt8(ascii: "-") && self[begin + 2] == 0x20
        case UInt8(ascii: "<"): return self[begin + 1] == UInt8(ascii: "!")
        default: return false
        }
    }

    /// The quote of the literal in which a place stands, read from where its line begins; 0 outside of literals.
    func quoteAround(_ place: Int, from lineStart: Int) -> UInt8 {
        var open: UInt8 = 0
        var here = max(lineStart, start)
        while here < place {
            let byte = self[here]
            if byte == UInt8(ascii: "\\") {
                here += 2
                continue
            }
            if open == 0 {
                // An apostrophe within a word opens nothing.
                if ByteClass.isQuote(byte), byte != UInt8(ascii: "'") || !ByteClass.isAlphanumeric(self[here - 1]) {
                    open = byte
                }
            } else if byte == open {
                open = 0
            }
            here += 1
        }
        return open
    }
}
