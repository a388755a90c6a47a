internal import Model

/// Strings of 16-bit characters within binaries, as Windows programs hold them.
enum WideRuns {
    /// Characters. A run of so many holds whole words of eight bytes wherever it begins.
    static let leastLength = 16

    /// Runs of printable ASCII with a zero byte behind each character; they end at a line feed, as lines do.
    static func pieces(in span: ByteSpan, of content: UnsafeRawBufferPointer) -> [DecodedPiece] {
        guard let base = content.baseAddress else { return [] }
        var pieces: [DecodedPiece] = []
        let isPropertyList = content.starts(with: "bplist00".utf8)
        var position = span.start
        while position + 8 <= span.end {
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let isEven = word & 0xFF00_FF00_FF00_FF00 == 0
            guard isEven || word & 0x00FF_00FF_00FF_00FF == 0, word != 0 else {
                position += 8
                continue
            }
            let run = run(around: isEven ? position : position + 1, in: span, of: content)
            if run.count >= 2 * leastLength {
                pieces.append(piece(of: run, characterAt: 0, in: content))
                // Where zeros stand before the characters, the last character has none behind it. Elsewhere a string of
                // .NET looks the same, with the length of the next one for a last character.
                if isPropertyList, run.start > span.start, run.end < span.end, (0x20...0x7E).contains(content[run.end])
                {
                    // The byte before the first zero is the string's length, if it is no zero of the string.
                    let start = content[run.start - 1] == 0 ? run.start - 1 : run.start + 1
                    pieces.append(piece(of: ByteSpan(start, run.end + 1), characterAt: 1, in: content))
                }
            }
            position = max(run.end, position + 8)
        }
        return pieces
    }

    private static func piece(of run: ByteSpan, characterAt offset: Int, in content: UnsafeRawBufferPointer)
        -> DecodedPiece
    {
        let text = stride(from: run.start + offset, to: run.end, by: 2).map { content[$0] }
        return DecodedPiece(
            text, encoding: "UTF-16", origin: .fixed(start: run.start, width: 2),
            before: ByteSpan(run.start, run.start),
            after: ByteSpan(run.end, run.end), of: content)
    }

    private static func run(around place: Int, in span: ByteSpan, of content: UnsafeRawBufferPointer) -> ByteSpan {
        func isCharacter(_ index: Int) -> Bool { (0x20...0x7E).contains(content[index]) && content[index + 1] == 0 }
        var run = ByteSpan(place, place)
        while run.end + 1 < span.end, isCharacter(run.end) { run.end += 2 }
        while run.start - 2 >= span.start, isCharacter(run.start - 2) { run.start -= 2 }
        return run
    }
}
