internal import Model

/// A map from lower-case words to small numbers, for look-ups by bytes: open addressing over 64-bit hashes.
///
/// Two words with one hash would be taken for one: a table that has such does not come to be.
struct WordTable: Sendable {
    private let hashes: [UInt64]
    private let values: [UInt8]
    private let mask: Int

    /// - Parameter groups: words apart by white space, each once, with their value.
    init(_ groups: [(words: String, value: UInt8)]) {
        var entries: [UInt64: UInt8] = [:]
        for group in groups {
            for word in group.words.split(whereSeparator: \.isWhitespace) {
                var hash = WordHash()
                for byte in word.utf8 { hash.add(byte) }
                precondition(
                    entries.updateValue(group.value, forKey: hash.value) == nil,
                    "“\(word)” stands in the table already, or a word of the same hash")
            }
        }
        var capacity = 64
        while capacity < entries.count * 3 { capacity *= 2 }
        var hashes = [UInt64](repeating: 0, count: capacity)
        var values = [UInt8](repeating: 0, count: capacity)
        for (hash, value) in entries {
            var slot = Int(truncatingIfNeeded: hash >> 20) & (capacity - 1)
            while hashes[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
            hashes[slot] = hash
            values[slot] = value
        }
        self.hashes = hashes
        self.values = values
        mask = capacity - 1
    }

    /// The word's value, or 0.
    func value(of hash: WordHash) -> UInt8 {
        var slot = Int(truncatingIfNeeded: hash.value >> 20) & mask
        while hashes[slot] != 0 {
            if hashes[slot] == hash.value { return values[slot] }
            slot = (slot + 1) & mask
        }
        return 0
    }
}

/// FNV-1a over the bytes of a word.
struct WordHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    init() {}

    /// Of the lower-case form of a word.
    @inline(__always)
    init(_ text: WindowText, _ span: ByteSpan) {
        var index = span.start
        while index < span.end {
            add(folded: text[index])
            index += 1
        }
    }

    @inline(__always)
    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

    /// The lower-case form of an ASCII letter, any other byte as it is.
    @inline(__always)
    mutating func add(folded byte: UInt8) { add(ByteClass.isUpper(byte) ? byte | 0x20 : byte) }
}
