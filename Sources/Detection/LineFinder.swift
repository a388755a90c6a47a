internal import CBytes
internal import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

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
        guard let base = content.baseAddress, offset > 0, let feed = memrchr(base, lineFeed, offset) else { return 0 }
        return base.distance(to: UnsafeRawPointer(feed)) + 1
    }

    /// Offset of the line feed that ends the line that holds `offset`, or the content's end.
    static func end(after offset: Int, in content: UnsafeRawBufferPointer) -> Int {
        guard let base = content.baseAddress, offset < content.count,
            let feed = memchr(base + offset, lineFeed, content.count - offset)
        else { return content.count }
        return base.distance(to: UnsafeRawPointer(feed))
    }
}
