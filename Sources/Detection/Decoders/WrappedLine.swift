/// What may stand around the encoded characters of one line: signs of comments and quotations before, quotes, commas,
/// operators and written line ends around.
enum WrappedLine {
    /// Narrows `start..<end`, which begins and ends with no white space, to what is between.
    @inline(__always)
    static func trim(_ start: inout Int, _ end: inout Int, of bytes: UnsafeRawBufferPointer) {
        guard end - start > RunFinder.leastLength else { return }
        switch bytes[start] {
        case UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: ">"), UInt8(ascii: ";"), UInt8(ascii: "/"),
            UInt8(ascii: "-"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            trimStart(&start, end, of: bytes)
        default: break
        }
        switch bytes[end - 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "\\"), UInt8(ascii: ";"),
            UInt8(ascii: ")"), UInt8(ascii: "]"):
            trimEnd(start, &end, of: bytes)
        default: break
        }
    }

    /// `# `, `// `, `* `, `> `, `; `, `- `, then a quote.
    private static func trimStart(_ start: inout Int, _ end: Int, of bytes: UnsafeRawBufferPointer) {
        var position = start
        while position < end, position - start < 3, "#*>;/-".utf8.contains(bytes[position]) { position += 1 }
        // Slashes and dashes are characters of base64 where no space parts them from it.
        let isSign = position > start && position < end && (bytes[position] == 0x20 || bytes[position] == 0x09)
        let isLoneSign = position == start + 1 && "#>;".utf8.contains(bytes[start])
        if isSign || isLoneSign {
            while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
            start = position
        }
        if start < end, bytes[start] == UInt8(ascii: "\"") || bytes[start] == UInt8(ascii: "'") { start += 1 }
    }

    /// A quote with a comma, an operator or a bracket behind it, and a written line end before it.
    private static func trimEnd(_ start: Int, _ end: inout Int, of bytes: UnsafeRawBufferPointer) {
        var position = end
        while position > start, end - position < 5, " \t,+.;)]\\".utf8.contains(bytes[position - 1]) { position -= 1 }
        guard position > start, bytes[position - 1] == UInt8(ascii: "\"") || bytes[position - 1] == UInt8(ascii: "'")
        else {
            // Without quotes a comma or a backslash alone.
            if "\\,".utf8.contains(bytes[end - 1]) { end -= 1 }
            return
        }
        position -= 1
        for letter in [UInt8(ascii: "n"), UInt8(ascii: "r")]
        where position - 2 > start && bytes[position - 1] == letter && bytes[position - 2] == UInt8(ascii: "\\") {
            position -= 2
        }
        end = position
    }
}
