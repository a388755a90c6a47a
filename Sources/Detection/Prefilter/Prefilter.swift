package import RuleFormat

/// Finds all anchors of all rules in one pass. A filter of our own: docs/decisions/0004-a-prefilter-of-our-own.md.
///
/// Of every literal a few *grams* of three or four bytes are chosen, such that wherever the literal stands one of them
/// begins at a place that is looked at: four-byte grams are looked for at even offsets only, so a literal gives one for
/// even and one for odd places; short literals give a three-byte gram, looked for everywhere. Two bitmaps in the first
/// cache level tell whether a gram may be one of these, a table confirms it, and the literal is compared.
package final class Prefilter: @unchecked Sendable {
    package typealias Literal = AnchorLiteral

    // Safe: the tables are written by `init` alone.
    private let table: LiteralTable
    /// Length of each literal, by id.
    let lengths: [Int]
    /// For each hash of a four-byte gram, letters in lower case: 1 if there is such a gram.
    let longGrams: UnsafeMutablePointer<UInt8>
    /// For each hash of a three-byte gram: 1 if there is such a gram.
    let shortGrams: UnsafeMutablePointer<UInt8>
    /// For each hash of a four-byte gram, then of a three-byte gram: where its literals begin in `uses`.
    let firstUses: UnsafeMutablePointer<Int32>
    let uses: UnsafeMutablePointer<Use>
    /// The literals one after the other, in lower case where case does not matter.
    let texts: UnsafeMutablePointer<UInt8>

    /// A literal that has a gram at `offset`.
    struct Use {
        let literal: UInt32
        let text: Int32
        let offset: UInt16
        let count: UInt16
        let ignoresCase: Bool
        var isLast = false
    }

    /// By id.
    package var literals: [Literal] { table.literals }

    /// - Parameter literals: the id of a literal is its position. Three bytes each at least, 65,535 at most, no
    ///   line feed.
    package convenience init(_ literals: [Literal]) throws(DetectionError) {
        try Self.check(literals)
        self.init(LiteralTable(literals))
    }

    static func check(_ literals: some Sequence<Literal>) throws(DetectionError) {
        for literal in literals {
            let text = literal.text.utf8
            guard text.count >= 3, text.count <= Int(UInt16.max), !text.contains(0x0A) else {
                throw .badAnchor(literal.text)
            }
        }
    }

    init(_ table: LiteralTable) {
        self.table = table
        lengths = table.lengths
        // Zero pages that nobody writes to take no memory and no time.
        longGrams = Self.zeroes(Gram.longCount)
        shortGrams = Self.zeroes(Gram.shortCount)
        // Read where the byte tables say so, and nowhere else.
        firstUses = .allocate(capacity: Gram.longCount + Gram.shortCount)
        uses = .allocate(capacity: max(1, table.uses.count))
        texts = .allocate(capacity: max(1, table.bytes.count))
        texts.initialize(from: table.bytes, count: table.bytes.count)
        var starts: [Int32] = []
        starts.reserveCapacity(lengths.count)
        var start: Int32 = 0
        for length in lengths {
            starts.append(start)
            start += Int32(length)
        }
        for (number, use) in table.uses.enumerated() {
            let slot = Int(use.slot)
            let literal = Int(use.literal)
            uses.advanced(by: number).initialize(
                to: Use(
                    literal: UInt32(literal), text: starts[literal], offset: UInt16(use.offset),
                    count: UInt16(lengths[literal]), ignoresCase: table.ignoresCase[literal],
                    isLast: number + 1 == table.uses.count || table.uses[number + 1].slot != use.slot))
            if number > 0, table.uses[number - 1].slot == use.slot { continue }
            firstUses[slot] = Int32(number)
            if slot < Gram.longCount { longGrams[slot] = 1 } else { shortGrams[slot - Gram.longCount] = 1 }
        }
    }

    private static func zeroes(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        guard let memory = calloc(count, 1) else { preconditionFailure("no memory for \(count) bytes") }
        return memory.assumingMemoryBound(to: UInt8.self)
    }

    deinit {
        free(longGrams)
        free(shortGrams)
        firstUses.deallocate()
        uses.deallocate()
        texts.deallocate()
    }
}

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif
