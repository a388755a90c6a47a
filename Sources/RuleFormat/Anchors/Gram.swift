/// Three or four bytes of a literal by which it is recognised.
package struct Gram {
    /// First byte lowest; of four-byte grams bit 5 of each byte is set, which folds the case of letters.
    package let word: UInt32
    /// Of its first byte in the literal.
    package let offset: Int
    /// Three bytes, not four.
    package let isShort: Bool

    /// Bits of a hash of a four-byte gram, and of a three-byte gram.
    package static var longBits: UInt32 { 18 }
    package static var shortBits: UInt32 { 17 }
    /// How many slots either kind has.
    package static var longCount: Int { 1 << Int(longBits) }
    package static var shortCount: Int { 1 << Int(shortBits) }

    /// Its place in the prefilter's tables: hashes of four-byte grams first, then those of three-byte grams.
    package var slot: Int {
        isShort ? Self.longCount + Int(Self.shortHash(word << 8)) : Int(Self.longHash(word))
    }

    /// - Parameter word: four bytes, bit 5 of each set.
    package static func longHash(_ word: UInt32) -> UInt32 { (word &* 0x9E37_79B1) >> (32 - longBits) }
    /// - Parameter word: three bytes in the upper 24 bits.
    package static func shortHash(_ word: UInt32) -> UInt32 { (word &* 0x85EB_CA6B) >> (32 - shortBits) }
    /// ASCII letters in lower case, all else as it is.
    package static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    /// The rarest grams that together cover every place at which a literal can stand.
    /// - Parameter text: in lower case if case does not matter.
    package static func choices(for text: [UInt8], ignoresCase: Bool) -> [Gram] {
        if text.count >= 5 {
            let offsets = 0...(text.count - 4)
            return (0..<2).compactMap { parity in
                offsets.filter { $0 % 2 == parity }.max { rarity(text[$0..<($0 + 4)]) < rarity(text[$1..<($1 + 4)]) }
            }.map { Gram(word: word(text[$0..<($0 + 4)]) | 0x2020_2020, offset: $0, isShort: false) }
        }
        let offset = (0...(text.count - 3)).max { rarity(text[$0..<($0 + 3)]) < rarity(text[$1..<($1 + 3)]) } ?? 0
        return spellings(Array(text[offset..<(offset + 3)]), ignoresCase: ignoresCase).map {
            Gram(word: word($0[...]), offset: offset, isShort: true)
        }
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    private static func spellings(_ gram: [UInt8], ignoresCase: Bool) -> [[UInt8]] {
        gram.reduce([[]]) { heads, byte in
            let isLetter = ignoresCase && lowered(byte) &- 0x61 < 26
            return heads.flatMap { head in isLetter ? [head + [byte], head + [byte & 0xDF]] : [head + [byte]] }
        }
    }

    /// How rare a gram is in source code: its place among the frequent ones, or behind them all.
    private static func rarity(_ gram: ArraySlice<UInt8>) -> Int {
        ranks[word(ArraySlice(gram.map(lowered)))] ?? Int.max
    }

    private static let ranks: [UInt32: Int] = {
        var ranks: [UInt32: Int] = [:]
        for (size, list) in [(3, GramFrequencies.frequentOfThree), (4, GramFrequencies.frequentOfFour)] {
            for (rank, start) in stride(from: 0, to: list.utf8CodeUnitCount, by: size).enumerated() {
                let word = (0..<size).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(list.utf8Start[start + $1]) }
                ranks[word] = rank
            }
        }
        return ranks
    }()
}
