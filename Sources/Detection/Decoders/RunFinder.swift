internal import CBytes
internal import Model

/// Finds runs of characters that encodings are written in: base64, hexadecimal digits, escapes.
///
/// It reads 64 bytes at a time and looks at single bytes only where a run is, which one text in fifty bytes or so has.
struct RunFinder {
    /// Bytes. Shorter ones are mostly words and paths, and what they hold is shorter than most secrets.
    static let leastLength = 20

    private let bytes: UnsafePointer<UInt8>
    private let classes: UnsafePointer<UInt8>
    private let end: Int
    /// Where the content ends.
    private let limit: Int
    private var position: Int

    /// - Parameters:
    ///   - bytes: the whole content.
    ///   - count: of the whole content. Most spans are a line or two, shorter than what is read at a time.
    ///   - span: where to look; a run that goes on behind it is cut there.
    init(_ bytes: UnsafePointer<UInt8>, count: Int, in span: ByteSpan, alphabet: EncodingAlphabet) {
        self.bytes = bytes
        limit = count
        classes = alphabet.classes
        end = span.end
        position = span.start
    }

    /// The next run of at least `leastLength` bytes, and the class bits of all its bytes.
    @inline(__always)
    mutating func next() -> (span: ByteSpan, bits: UInt8)? {
        guard let start = start() else {
            position = end
            return nil
        }
        var bits: UInt8 = 0
        var last = start
        while last < end {
            let kind = classes[Int(bytes[last])]
            if kind == 0 { break }
            bits |= kind
            last += 1
        }
        position = last
        return (ByteSpan(start, last), bits)
    }

    @inline(__always)
    private func start() -> Int? {
        var place = position
        // Bytes of a run that end right before `place`.
        var before = 0
        while place + 64 <= limit {
            guard place < end else { return nil }
            var mask = rollcall_encoding_mask(bytes + place)
            if end - place < 64 { mask &= 1 << UInt64(end - place) - 1 }
            if before + (~mask).trailingZeroBitCount >= Self.leastLength { return place - before }
            // A bit stays where it and the 19 behind it are set.
            var runs = mask & mask >> 1
            runs &= runs >> 2
            runs &= runs >> 4
            runs &= runs >> 8
            runs &= runs >> 4
            if runs != 0 { return place + runs.trailingZeroBitCount }
            before = (~mask).leadingZeroBitCount
            place += 64
        }
        var start = place - before
        while start + Self.leastLength <= end {
            var last = start
            while last < end, classes[Int(bytes[last])] != 0 { last += 1 }
            if last - start >= Self.leastLength { return start }
            start = last + 1
        }
        return nil
    }
}
