internal import CBytes
internal import Model

/// Finds words in which something is escaped: `https%3A%2F%2Fhooks.example.com%2F…`, `postgres:\/\/ada:…@db`.
///
/// A word is what an address may consist of, so that it is read whole wherever its escapes stand, and however few they
/// are.
struct EscapedWords {
    /// Bytes of a word that is read whole. In longer ones, as images within style sheets are, the run around an escape is.
    /// Less than what decides about a match, so that it need not be known where a longer word ends.
    static let longest = 2048

    private let bytes: UnsafePointer<UInt8>
    private let span: ByteSpan
    /// Where the content ends.
    private let limit: Int
    private let alphabet: EncodingAlphabet
    private var position: Int
    /// The one found last.
    private var word: ByteSpan

    /// - Parameters:
    ///   - bytes: the whole content.
    ///   - count: of the whole content.
    ///   - span: where to look: whole lines, or all that was decoded.
    init(_ bytes: UnsafePointer<UInt8>, count: Int, in span: ByteSpan, alphabet: EncodingAlphabet) {
        self.bytes = bytes
        self.span = span
        self.alphabet = alphabet
        limit = count
        position = span.start
        word = ByteSpan(span.start, span.start)
    }

    /// The next word, or run within one, of at least `RunFinder.leastLength` bytes.
    @inline(__always)
    mutating func next() -> ByteSpan? {
        while true {
            let place = rollcall_first_escape(bytes, position, span.end, limit)
            guard place < span.end else { return nil }
            position = place + 1
            if let found = word(around: place) { return found }
        }
    }

    private mutating func word(around place: Int) -> ByteSpan? {
        let reader = EscapeReader(bytes: bytes, end: span.end, digits: alphabet.hex)
        guard let escape = reader.escape(at: place), escape.isReason else { return nil }
        if place >= word.end { word = stretch(around: place, of: alphabet.words, within: span) }
        let found = word.count > Self.longest ? stretch(around: place, of: alphabet.classes, within: word) : word
        position = found.end
        return found.count >= RunFinder.leastLength ? found : nil
    }

    /// The bytes around a place that a table knows.
    private func stretch(around place: Int, of table: UnsafePointer<UInt8>, within bounds: ByteSpan) -> ByteSpan {
        var (start, end) = (place, place + 1)
        while start > bounds.start, table[Int(bytes[start - 1])] != 0 { start -= 1 }
        while end < bounds.end, table[Int(bytes[end])] != 0 { end += 1 }
        return ByteSpan(start, end)
    }
}
