internal import Model

/// What a piece of a content has to know of the lines before it.
struct LineOrigin {
    /// Of the piece's first byte, from 1.
    private(set) var line = 1
    /// Where that line begins in the content.
    private(set) var lineStart = 0

    /// - Parameter start: where `bytes` begin in the content.
    mutating func advance(over bytes: UnsafeRawBufferPointer, from start: Int) {
        var position = 0
        while let feed = LineTable.feed(in: bytes, from: position, to: bytes.count) {
            line += 1
            position = feed + 1
        }
        if position > 0 { lineStart = start + position }
    }
}

/// Where the lines of a content, or of a piece of one, begin. It remembers one place in 4 KiB and looks the rest up: a
/// table of all lines would be larger than a content of short ones.
struct LineTable {
    private struct Block {
        /// Line feeds before the block.
        let feeds: Int
        /// Where the line begins that the block's first byte belongs to.
        let lineStart: Int
    }

    private let content: UnsafeRawBufferPointer
    private let start: Int
    private let origin: LineOrigin
    private var blocks: [Block] = []
    private static let blockSize = 4 << 10

    /// - Parameters:
    ///   - content: must outlive the table.
    ///   - start: where it begins in the whole content, `origin` what comes before.
    init(_ content: UnsafeRawBufferPointer, start: Int = 0, origin: LineOrigin = LineOrigin()) {
        self.content = content
        self.start = start
        self.origin = origin
        var (feeds, lineStart) = (0, 0)
        for first in stride(from: 0, through: content.count, by: Self.blockSize) {
            blocks.append(Block(feeds: feeds, lineStart: lineStart))
            var position = first
            let end = min(first + Self.blockSize, content.count)
            while let feed = Self.feed(in: content, from: position, to: end) {
                feeds += 1
                position = feed + 1
                lineStart = position
            }
        }
    }

    /// Line and column, from 1, of a byte.
    func position(of offset: Int) -> TextPosition {
        let (feeds, lineStart) = line(of: offset)
        let columnStart = feeds == 0 ? origin.lineStart - start : lineStart
        return TextPosition(line: origin.line + feeds, column: offset - columnStart + 1)
    }

    /// The line that holds a byte, with its line feed. It is cut at `limit`, so that long lines need not be walked along.
    func span(around offset: Int, limit: Int) -> ByteSpan {
        let end = min(limit, content.count)
        return ByteSpan(
            line(of: offset).start, Self.feed(in: content, from: offset, to: end).map { $0 + 1 } ?? max(offset, end))
    }

    /// Index from 0, in these bytes, of the line that holds a byte.
    func index(of offset: Int) -> Int { line(of: offset).feeds }

    /// A line's bytes with its line feed, by its index in these bytes; nil if there is no such line.
    func span(_ index: Int) -> ByteSpan? {
        guard index >= 0, let number = blocks.lastIndex(where: { $0.feeds <= index }) else { return nil }
        var (feeds, lineStart) = (blocks[number].feeds, blocks[number].lineStart)
        var position = number * Self.blockSize
        while feeds < index {
            guard let feed = Self.feed(in: content, from: position, to: content.count) else { return nil }
            feeds += 1
            position = feed + 1
            lineStart = position
        }
        return ByteSpan(
            lineStart,
            Self.feed(in: content, from: max(position, lineStart), to: content.count).map { $0 + 1 } ?? content.count)
    }

    /// Line feeds before a byte, and where its line begins.
    private func line(of offset: Int) -> (feeds: Int, start: Int) {
        let number = min(offset / Self.blockSize, blocks.count - 1)
        var (feeds, lineStart) = (blocks[number].feeds, blocks[number].lineStart)
        var position = number * Self.blockSize
        while let feed = Self.feed(in: content, from: position, to: offset) {
            feeds += 1
            position = feed + 1
            lineStart = position
        }
        return (feeds, lineStart)
    }

    /// The first line feed in a range.
    static func feed(in content: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
        guard start < end, let base = content.baseAddress,
            let feed = memchr(base + start, Int32(UInt8(ascii: "\n")), end - start)
        else { return nil }
        return base.distance(to: UnsafeRawPointer(feed))
    }
}

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif
