/// Finds all anchors of all rules in one pass. A filter of our own: docs/decisions/0004-a-prefilter-of-our-own.md.
///
/// Of every literal a few *grams* of three or four bytes are chosen, such that wherever the literal stands one of them
/// begins at a place that is looked at: four-byte grams are looked for at even offsets only, so a literal gives one for
/// even and one for odd places; short literals give a three-byte gram, looked for everywhere. Two bitmaps in the first
/// cache level tell whether a gram may be one of these, a table confirms it, and the literal is compared.
package final class Prefilter: @unchecked Sendable {
    /// A literal to look for. ASCII letters alone have two cases.
    package struct Literal: Hashable, Sendable {
        package let text: String
        package let ignoresCase: Bool

        package init(text: String, ignoresCase: Bool) {
            self.text = text
            self.ignoresCase = ignoresCase
        }
    }

    // Safe: the tables are written by `init` alone.
    /// By id.
    package let literals: [Literal]
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

    static let longBits: UInt32 = 18
    static let shortBits: UInt32 = 17
    private static let longCount = 1 << Int(longBits)
    private static let shortCount = 1 << Int(shortBits)

    /// - Parameter literals: the id of a literal is its position. Three bytes each at least, 65,535 at most, no
    ///   line feed.
    package init(_ literals: [Literal]) throws(DetectionError) {
        var usesByHash: [Int: [Use]] = [:]
        var bytes: [UInt8] = []
        for (id, literal) in literals.enumerated() {
            let text = Array(literal.text.utf8)
            guard text.count >= 3, text.count <= Int(UInt16.max), !text.contains(0x0A) else { throw .badAnchor(literal.text) }
            let folded = literal.ignoresCase ? text.map(Gram.lowered) : text
            for gram in Gram.choices(for: folded, ignoresCase: literal.ignoresCase) {
                let hash = gram.isShort ? Self.longCount + Int(Gram.shortHash(gram.word << 8)) : Int(Gram.longHash(gram.word))
                usesByHash[hash, default: []].append(
                    Use(
                        literal: UInt32(id), text: Int32(bytes.count), offset: UInt16(gram.offset), count: UInt16(text.count),
                        ignoresCase: literal.ignoresCase))
            }
            bytes += folded
        }
        self.literals = literals
        lengths = literals.map { $0.text.utf8.count }
        longGrams = .allocate(capacity: Self.longCount)
        longGrams.initialize(repeating: 0, count: Self.longCount)
        shortGrams = .allocate(capacity: Self.shortCount)
        shortGrams.initialize(repeating: 0, count: Self.shortCount)
        // Read where the byte tables say so, and nowhere else.
        firstUses = .allocate(capacity: Self.longCount + Self.shortCount)
        uses = .allocate(capacity: max(1, usesByHash.values.reduce(0) { $0 + $1.count }))
        texts = .allocate(capacity: max(1, bytes.count))
        texts.initialize(from: bytes, count: bytes.count)
        var used = 0
        for (hash, list) in usesByHash {
            if hash < Self.longCount { longGrams[hash] = 1 } else { shortGrams[hash - Self.longCount] = 1 }
            firstUses[hash] = Int32(used)
            for use in list {
                uses.advanced(by: used).initialize(to: use)
                used += 1
            }
            uses[used - 1].isLast = true
        }
    }

    deinit {
        longGrams.deallocate()
        shortGrams.deallocate()
        firstUses.deallocate()
        uses.deallocate()
        texts.deallocate()
    }
}
