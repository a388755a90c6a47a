/// A set of small numbers, a bit each.
package struct NumberSet: Sendable {
    private var words: [UInt64]

    /// - Parameter count: no number is as large as that.
    package init(_ numbers: some Sequence<Int32> = [], count: Int) {
        words = Array(repeating: 0, count: count / 64 + 1)
        for number in numbers { insert(Int(number)) }
    }

    /// All numbers but some.
    package init(allBut numbers: some Sequence<Int32>, count: Int) {
        words = Array(repeating: .max, count: count / 64 + 1)
        for number in numbers { words[Int(number) / 64] &= ~(1 << UInt64(number % 64)) }
    }

    /// - Parameter number: below the count that the set was made for.
    package mutating func insert(_ number: Int) { words[number / 64] |= 1 << UInt64(number % 64) }
    package func contains(_ number: Int) -> Bool { words[number / 64] >> UInt64(number % 64) & 1 == 1 }
}
