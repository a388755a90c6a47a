/// How much letters look like the words and names people write: a trigram model, two bits a trigram.
enum WordModel {
    /// Sum over the trigrams of a run of letters, its edges included: 0 (never seen) to 3 (common) each.
    struct Likeness {
        private(set) var sum = 0
        private(set) var trigrams = 0

        /// Mean level in hundredths: words come out about 220 and more, random letters about 120.
        var mean: Int { trigrams == 0 ? 0 : sum * 100 / trigrams }

        /// - Parameters: codes of three successive letters: 0 is a boundary, 1 is `a`.
        @inline(__always)
        mutating func add(_ first: Int, _ second: Int, _ third: Int) {
            sum += WordModel.level(first, second, third)
            trigrams += 1
        }
    }

    @inline(__always)
    fileprivate static func level(_ first: Int, _ second: Int, _ third: Int) -> Int {
        let index = (first * 27 + second) * 27 + third
        let packed = WordModelTable.levels.utf8Start[index / 3] &- 48
        return Int(packed >> UInt8(index % 3 * 2)) & 3
    }

    /// The code of a byte: 1–26 for letters, 0 for all else.
    @inline(__always)
    static func code(_ byte: UInt8) -> Int { ByteClass.isLetter(byte) ? Int((byte | 0x20) &- 0x60) : 0 }
}
