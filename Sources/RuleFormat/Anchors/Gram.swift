/// Three or four bytes of a literal by which it is recognised.
package struct Gram {
    /// First byte lowest, bit 5 of each byte set, which folds the case of letters.
    package let word: UInt32
    /// Of its first byte in the literal.
    package let offset: Int
    /// Three bytes, not four.
    package let isShort: Bool

    /// Bits of a hash of a four-byte gram, and of a three-byte gram.
    package static var longBits: UInt32 { 18 }
    package static var shortBits: UInt32 { 17 }
    /// How many slots four-byte grams have.
    package static var longCount: Int { 1 << Int(longBits) }

    /// Its place in the prefilter's tables: hashes of four-byte grams first, then those of three-byte grams.
    package var slot: Int {
        isShort ? Self.longCount + Int(Self.shortHash(word << 8)) : Int(Self.longHash(word))
    }

    /// - Parameter word: four bytes, bit 5 of each set.
    package static func longHash(_ word: UInt32) -> UInt32 { (word &* 0x9E37_79B1) >> (32 - longBits) }
    /// - Parameter word: three bytes in the upper 24 bits, bit 5 of each set.
    package static func shortHash(_ word: UInt32) -> UInt32 { (word &* 0x85EB_CA6B) >> (32 - shortBits) }
    /// ASCII letters in lower case, all else as it is.
    package static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    /// Grams that together cover every place at which a literal can stand, those that cost least: the rarest of four bytes
    /// for even and for odd places, or one of three bytes for all.
    /// - Parameter text: in lower case if case does not matter.
    package static func choices(for text: [UInt8]) -> [Gram] {
        let long = text.count >= 5 ? (0..<2).map { rarest(4, in: text, from: $0, by: 2) } : []
        let short = rarest(3, in: text, from: 0, by: 1)
        if long.isEmpty || long.reduce(0, { $0 + $1.frequency }) / 2 > short.frequency * shortPrice {
            let word = word(text[short.offset...].prefix(3)) | 0x20_2020
            return [Gram(word: word, offset: short.offset, isShort: true)]
        }
        return long.map {
            Gram(word: word(text[$0.offset...].prefix(4)) | 0x2020_2020, offset: $0.offset, isShort: false)
        }
    }

    /// What a three-byte gram costs more than a four-byte one that is as frequent: it is looked for at twice as many places,
    /// and other bytes pass for it more easily.
    private static let shortPrice = 4.0

    /// Where the rarest gram of a length begins.
    private static func rarest(_ length: Int, in text: [UInt8], from start: Int, by step: Int) -> (
        offset: Int, frequency: Double
    ) {
        stride(from: start, through: text.count - length, by: step)
            .map { ($0, frequency(of: text[$0...].prefix(length))) }
            .min { $0.1 < $1.1 } ?? (start, 0)
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// How often a gram comes in a byte of source code; those that are not known come less often than all others.
    private static func frequency(of gram: ArraySlice<UInt8>) -> Double {
        frequencies[word(ArraySlice(gram.map(lowered)))] ?? 0
    }

    /// By the word of a gram: those of three bytes are below 2^24, those of four above.
    private static let frequencies: [UInt32: Double] = {
        var frequencies: [UInt32: Double] = [:]
        for (size, classes) in [(3, GramFrequencies.ofThree), (4, GramFrequencies.ofFour)] {
            for (distance, grams) in classes {
                for start in stride(from: 0, to: grams.utf8CodeUnitCount, by: size) {
                    let word = (0..<size).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(grams.utf8Start[start + $1]) }
                    frequencies[word] = 1 / Double(distance)
                }
            }
        }
        return frequencies
    }()
}
