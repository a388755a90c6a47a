internal import CBytes
internal import Model

/// Strings of 16-bit characters within binaries, as Windows programs hold them.
enum WideRuns {
    /// Characters.
    static let leastLength = 16

    /// Runs of printable ASCII with a zero byte behind each character; they end at a line feed, as lines do.
    static func pieces(in span: ByteSpan, of content: UnsafeRawBufferPointer) -> [DecodedPiece] {
        guard let base = content.baseAddress else { return [] }
        var pieces: [DecodedPiece] = []
        var position = span.start
        while position + 2 * leastLength <= span.end {
            // Every run holds a zero byte; most of a content that has none is passed over at once.
            guard let found = memchr(base + position, 0, span.end - position) else { return pieces }
            let zero = base.distance(to: UnsafeRawPointer(found))
            position = zero + 1
            guard zero > span.start, zero + 2 < span.end, content[zero + 1] != 0, content[zero + 2] == 0 else { continue }
            let first = zero - 1
            var end = first
            while end + 1 < span.end, (0x20...0x7E).contains(content[end]), content[end + 1] == 0 { end += 2 }
            if end - first >= 2 * leastLength {
                let text = stride(from: first, to: end, by: 2).map { content[$0] }
                pieces.append(
                    DecodedPiece(
                        text, encoding: "UTF-16", origin: .fixed(start: first, width: 2), before: ByteSpan(first, first),
                        after: ByteSpan(end, end), of: content))
            }
            position = max(end, position)
        }
        return pieces
    }
}

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif
