internal import Model

/// A part of a large content.
struct ContentPiece {
    /// Lent until the next piece is asked for.
    let bytes: UnsafeRawBufferPointer
    /// Where it begins in the content.
    let start: Int
    /// Pieces overlap; what begins here, in `bytes`, is this piece's, and the rest is its neighbours'.
    let own: ByteSpan
    let isBinary: Bool
    /// The content is read once, so that nobody has all of it.
    let isStreamed: Bool
    let origin: LineOrigin
}

/// Cuts contents that are large, or that are read as they come, into pieces. They overlap by more than any rule's
/// reach, so that what lies at a border is seen whole, with all that decides about it, in the piece that it belongs to.
struct ContentPieces: ~Copyable {
    private enum Source {
        case memory(UnsafeRawBufferPointer)
        case stream(any ContentStream)
    }

    /// Bytes that two neighbours share, half of them for what lies at the border on either side.
    static let overlap = 1 << 20
    private let source: Source
    private let size: Int
    private let buffer: UnsafeMutableRawBufferPointer
    /// Bytes in the buffer.
    private var held = 0
    private var start = 0
    private var origin = LineOrigin()
    private var nature: Bool?
    private var isLast = false
    /// Bytes of the content so far.
    private(set) var count = 0

    /// Whether the content is binary, as far as it was read.
    var isBinary: Bool { nature ?? false }

    /// - Parameters:
    ///   - size: of a piece, in bytes; smaller contents are one piece.
    ///   - isBinary: of the content.
    init(of content: UnsafeRawBufferPointer, size: Int, isBinary: Bool) {
        nature = isBinary
        source = .memory(content)
        self.size = max(size, 2 * Self.overlap)
        buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        count = content.count
    }

    init(of stream: any ContentStream, size: Int) {
        source = .stream(stream)
        self.size = max(size, 2 * Self.overlap)
        // One more, to know whether a full piece is the last.
        buffer = .allocate(byteCount: self.size + 1, alignment: 64)
    }

    deinit { buffer.deallocate() }

    /// The next piece; nil behind the last.
    /// - Throws: if a stream fails; contents in memory never do.
    mutating func next() throws(ContentStreamFailure) -> ContentPiece? {
        if isLast { return nil }
        let bytes: UnsafeRawBufferPointer
        let isStreamed: Bool
        switch source {
        case .memory(let content):
            isStreamed = false
            let end = min(start + size, content.count)
            isLast = end == content.count
            bytes = UnsafeRawBufferPointer(rebasing: content[start..<end])
        case .stream(let stream):
            isStreamed = true
            // Not before: the last piece was lent until now.
            if start > 0 {
                held -= size - Self.overlap
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[(size - Self.overlap)...].prefix(held)))
            }
            let read = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[held...]))
            held += read
            count += read
            isLast = held < buffer.count
            bytes = UnsafeRawBufferPointer(rebasing: buffer[..<min(held, size)])
        }
        let isBinary = nature ?? ContentScanner.isBinary(bytes)
        nature = isBinary
        let half = Self.overlap / 2
        let piece = ContentPiece(
            bytes: bytes, start: start, own: ByteSpan(start == 0 ? 0 : half, isLast ? bytes.count : bytes.count - half),
            isBinary: isBinary, isStreamed: isStreamed, origin: origin)
        if !isLast {
            let step = UnsafeRawBufferPointer(rebasing: bytes[..<(size - Self.overlap)])
            origin.advance(over: step, from: start)
            start += step.count
        }
        return piece
    }
}
