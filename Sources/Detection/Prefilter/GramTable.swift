/// Which four-byte grams there are, letters in lower case: by a hash of them a word, and in it a bit that the first byte
/// chooses, so that one shift does for this table and for another. Larger tables do not stay in the first cache level,
/// where the prefilter looks at them for every other byte. Whoever holds it frees it.
struct LongGrams {
    private let words: UnsafeMutablePointer<UInt32>

    init() {
        words = .allocate(capacity: 1 << GramHash.wordBits)
        words.initialize(repeating: 0, count: 1 << GramHash.wordBits)
    }

    func deallocate() { words.deallocate() }

    /// - Parameter slot: of the gram, see `Gram.slot`.
    func insert(slot: Int, first: UInt8) {
        words[slot >> (GramHash.longBits - GramHash.wordBits)] |= 1 << UInt32(first & 31)
    }

    /// Moved right by the first byte, its lowest bit says whether these four bytes may be a gram.
    @inline(__always)
    func bits(_ word: UInt32) -> UInt32 { words[Int(GramHash.long(GramHash.key(ofLong: word)) >> 5)] }
}

/// Which three-byte grams there are, by the two bytes in the middle of four: one of the other two goes before them, or
/// behind them. Of the table only the lines of pairs that texts have are ever in the cache. Whoever holds it frees it.
struct ShortGrams {
    struct Pair {
        /// Moved right by the byte before the pair, its lowest bit says whether the three may be a gram.
        var before: UInt32 = 0
        /// Likewise by the byte behind it.
        var behind: UInt32 = 0
    }

    private let pairs: UnsafeMutablePointer<Pair>
    /// A power of two: 32 KiB, the first cache level.
    private static let count = 1 << 12

    init() {
        pairs = .allocate(capacity: Self.count)
        pairs.initialize(repeating: Pair(), count: Self.count)
    }

    func deallocate() { pairs.deallocate() }

    /// - Parameter gram: three bytes, the first one lowest.
    func insert(_ gram: UInt32) {
        pairs[Self.place(gram)].before |= 1 << (gram & 31)
        pairs[Self.place(gram << 8)].behind |= 1 << (gram >> 16 & 31)
    }

    /// What is known of the two middle bytes of a word.
    @inline(__always)
    func pair(_ word: UInt32) -> Pair { pairs[Self.place(word)] }

    /// Six bits of each of the two bytes.
    @inline(__always)
    private static func place(_ word: UInt32) -> Int { Int(word >> 8 & 0x3F | word >> 10 & 0xFC0) }
}

/// Where the uses of each gram begin, by its slot: open addressing. Whoever holds it frees it.
struct GramTable {
    private struct Entry {
        /// 0 is free.
        var key: UInt32 = 0
        var first: Int32 = 0
    }

    private let entries: UnsafeMutablePointer<Entry>
    private let mask: Int

    /// - Parameter capacity: grams at most.
    init(capacity: Int) {
        // At most half of it is taken.
        var count = 64
        while count < 2 * capacity { count *= 2 }
        mask = count - 1
        entries = .allocate(capacity: count)
        entries.initialize(repeating: Entry(), count: count)
    }

    func deallocate() { entries.deallocate() }

    /// - Parameter key: see `GramHash`.
    func insert(_ key: UInt32, slot: Int, first: Int32) {
        var place = slot & mask
        while entries[place].key != 0 { place = (place + 1) & mask }
        entries[place] = Entry(key: key, first: first)
    }

    /// nil for what is no gram.
    @inline(__always)
    func first(of key: UInt32, slot: Int) -> Int32? {
        var place = slot & mask
        while true {
            let entry = entries[place]
            if entry.key == key { return entry.first }
            if entry.key == 0 { return nil }
            place = (place + 1) & mask
        }
    }
}

/// `Gram`'s hashes once more: what another module has is called and not made part of the loop, which costs a fifth of a
/// scan. The tables that they lead into are made with those; the tests find every anchor.
enum GramHash {
    static let longBits = 18
    static let longCount = 1 << longBits
    /// Of the hash of a four-byte gram, the upper ones by which `LongGrams` are read.
    static let wordBits = 13

    /// What all spellings of a four-byte gram have in common.
    @inline(__always) static func key(ofLong word: UInt32) -> UInt32 { word | 0x2020_2020 }
    /// What all spellings of a three-byte gram have in common, and no four-byte one has.
    /// - Parameter word: three bytes in the upper 24 bits.
    @inline(__always) static func key(ofShort word: UInt32) -> UInt32 { word >> 8 | 0x20_2020 }
    /// - Parameter key: of a four-byte gram.
    @inline(__always) static func long(_ key: UInt32) -> UInt32 { (key &* 0x9E37_79B1) >> 14 }
    /// - Parameter key: of a three-byte gram.
    @inline(__always) static func short(_ key: UInt32) -> UInt32 { (key << 8 &* 0x85EB_CA6B) >> 15 }
    @inline(__always) static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
