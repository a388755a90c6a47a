/// A set of small numbers that tells each its rank: how many of the set are smaller.
package struct NumberRanks: Sendable {
    private let words: ContiguousArray<UInt64>
    /// How many numbers the set has.
    package let count: Int
    /// How many of the set lie before each word.
    private let before: ContiguousArray<Int32>

    /// - Parameter count: no number is as large as that.
    package init(_ numbers: some Sequence<Int32>, count: Int) {
        var words = ContiguousArray<UInt64>(repeating: 0, count: count / 64 + 1)
        for number in numbers { words[Int(number) / 64] |= 1 << UInt64(number % 64) }
        var sum: Int32 = 0
        before = ContiguousArray(
            words.map { word in
                defer { sum += Int32(truncatingIfNeeded: word.nonzeroBitCount) }
                return sum
            })
        self.words = words
        self.count = Int(sum)
    }

    /// nil for a number that is not in the set.
    package func rank(of number: Int) -> Int32? {
        let (word, bit) = (words[number / 64], UInt64(number % 64))
        guard word >> bit & 1 == 1 else { return nil }
        return before[number / 64] + Int32(truncatingIfNeeded: (word & (1 << bit - 1)).nonzeroBitCount)
    }
}
