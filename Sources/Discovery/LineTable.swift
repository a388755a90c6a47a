internal import Model

/// Where the lines of a content begin.
struct LineTable {
    private let starts: [Int]
    private let count: Int

    init(_ content: UnsafeRawBufferPointer) {
        var starts = [0]
        var position = 0
        while position < content.count, let base = content.baseAddress,
            let feed = memchr(base + position, Int32(UInt8(ascii: "\n")), content.count - position)
        {
            position = base.distance(to: UnsafeRawPointer(feed)) + 1
            starts.append(position)
        }
        self.starts = starts
        count = content.count
    }

    /// Line and column, from 1, of a byte.
    func position(of offset: Int) -> TextPosition {
        let line = index(of: offset)
        return TextPosition(line: line + 1, column: offset - starts[line] + 1)
    }

    /// Index from 0 of the line that holds a byte.
    func index(of offset: Int) -> Int {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// A line's bytes with its line feed; nil if there is no such line.
    func span(_ index: Int) -> ByteSpan? {
        guard starts.indices.contains(index) else { return nil }
        return ByteSpan(starts[index], index + 1 < starts.count ? starts[index + 1] : count)
    }
}

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif
