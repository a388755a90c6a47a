/// The literals of a prefilter with the grams that they are recognised by: flat tables, which can be made at build time
/// and read at start-up in no time.
package struct LiteralTable: Sendable {
    /// A gram of a literal.
    package struct Use: Sendable {
        /// See `Gram.slot`.
        package let slot: Int32
        /// Position in the table.
        package let literal: Int32
        /// Of the gram in the literal.
        package let offset: Int32
    }

    /// The literals one after the other, in lower case where case does not matter.
    package internal(set) var bytes: [UInt8] = []
    /// By literal.
    package internal(set) var lengths: [Int] = []
    package internal(set) var ignoresCase: [Bool] = []
    /// In the order of their slots, those of one gram next to each other.
    package internal(set) var uses: [Use] = []

    init() {}

    /// - Parameter literals: of three bytes at least.
    package init(_ literals: [AnchorLiteral]) {
        var words: [(word: UInt32, use: Use)] = []
        for (number, literal) in literals.enumerated() {
            let text = Array(literal.text.utf8)
            let folded = literal.ignoresCase ? text.map { Gram.lowered($0) } : text
            for gram in Gram.choices(for: folded) {
                let use = Use(slot: Int32(gram.slot), literal: Int32(number), offset: Int32(gram.offset))
                words.append((gram.word, use))
            }
            bytes += folded
            lengths.append(folded.count)
            ignoresCase.append(literal.ignoresCase)
        }
        words.sort {
            ($0.use.slot, $0.word, $0.use.literal, $0.use.offset)
                < ($1.use.slot, $1.word, $1.use.literal, $1.use.offset)
        }
        uses = words.map(\.use)
    }

    /// Some of its literals, under new numbers in the same order.
    func keeping(_ isKept: [Bool]) -> LiteralTable {
        var table = LiteralTable()
        var numbers = [Int32](repeating: -1, count: lengths.count)
        var start = 0
        for literal in lengths.indices {
            if isKept[literal] {
                numbers[literal] = Int32(table.lengths.count)
                table.bytes += bytes[start..<(start + lengths[literal])]
                table.lengths.append(lengths[literal])
                table.ignoresCase.append(ignoresCase[literal])
            }
            start += lengths[literal]
        }
        table.uses = uses.compactMap { use in
            let number = numbers[Int(use.literal)]
            return number < 0 ? nil : Use(slot: use.slot, literal: number, offset: use.offset)
        }
        return table
    }

    /// Where each literal begins in `bytes`.
    package var starts: [Int] {
        var start = 0
        return lengths.map { length in
            defer { start += length }
            return start
        }
    }

    /// What the table was made from, in the same order.
    package var literals: [AnchorLiteral] {
        zip(starts, lengths.indices).map { start, number in
            AnchorLiteral(
                text: String(decoding: bytes[start..<(start + lengths[number])], as: UTF8.self),
                ignoresCase: ignoresCase[number])
        }
    }
}
