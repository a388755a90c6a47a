internal import CBytes
internal import Model

/// Finds line ends in a content; a line ends before its `\n` (a `\r` before that belongs to the line).
enum LineFinder {
    private static let lineFeed = Int32(UInt8(ascii: "\n"))

    /// The line that holds `offset`, without its line feed.
    @inline(__always)
    static func line(around offset: Int, in content: UnsafeRawBufferPointer) -> ByteSpan {
        ByteSpan(start(before: offset, in: content), end(after: offset, in: content))
    }

    /// Offset of the first byte of the line that holds `offset`.
    static func start(before offset: Int, in content: UnsafeRawBufferPointer) -> Int {
        guard let base = content.baseAddress, offset > 0 else { return 0 }
        return rollcall_last(base, lineFeed, min(offset, content.count)) + 1
    }

    /// Offset of the line feed that ends the line that holds `offset`, or the content's end.
    static func end(after offset: Int, in content: UnsafeRawBufferPointer) -> Int {
        guard let base = content.baseAddress, offset < content.count else { return content.count }
        let feed = rollcall_first(base, lineFeed, offset, content.count)
        return feed < 0 ? content.count : feed
    }
}
