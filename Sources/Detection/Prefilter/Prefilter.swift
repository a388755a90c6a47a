package import RuleFormat

/// Finds all anchors of all rules in one pass. A filter of our own: docs/decisions/0004-a-prefilter-of-our-own.md.
///
/// Of every literal a few *grams* of three or four bytes are chosen, such that wherever the literal stands one of them
/// begins at a place that is looked at: four-byte grams are looked for at even offsets only, so a literal gives one for
/// even and one for odd places; short literals give a three-byte gram, looked for everywhere. Two tables in the first
/// cache level tell whether a gram may be one of these, another confirms it, and the literal is compared.
package final class Prefilter: @unchecked Sendable {
    /// Where each literal's text begins in `texts`, by id.
    private let starts: [Int]
    /// What is looked for.
    // Safe: the tables are written by `init` alone.
    private let table: LiteralTable
    /// Length of each literal, by id; without the line feed that stands for the beginning of a line.
    let lengths: [Int]
    /// Ids of literals that begin with a line feed, by the byte behind it: a content's first line has none before it.
    private let lineStarts: [[Int]]
    let longGrams = LongGrams()
    let shortGrams = ShortGrams()
    /// Where the literals of a gram begin in `uses`.
    let grams: GramTable
    let uses: UnsafeMutablePointer<Use>
    /// The literals one after the other, in lower case where case does not matter.
    let texts: UnsafeMutablePointer<UInt8>

    /// A literal that has a gram at `offset`.
    struct Use {
        let literal: UInt32
        let text: Int32
        let probe: Probe
        let offset: UInt16
        let count: UInt16
        let ignoresCase: Bool
        var isLast = false
    }

    /// Four bytes of a literal, away from its gram: what has the one mostly lacks the others.
    struct Probe {
        private var word: UInt32 = 0
        /// Bit 5 of letters of which the case does not matter.
        private var fold: UInt32 = 0
        private var offset: UInt16 = 0

        /// - Parameter text: of a literal of four bytes at least.
        init(_ text: UnsafePointer<UInt8>, count: Int, gramAt place: Int, ignoresCase: Bool) {
            let start = place >= 4 ? 0 : count - 4
            offset = UInt16(start)
            for number in 0..<4 {
                let byte = text[start + number]
                let isLetter = ignoresCase && (byte | 0x20) &- 0x61 < 26
                word |= UInt32(isLetter ? byte | 0x20 : byte) << UInt32(8 * number)
                fold |= UInt32(isLetter ? 0x20 : 0) << UInt32(8 * number)
            }
        }

        /// Of shorter literals, which are compared at once.
        init() {}

        /// - Parameter start: of the literal, all of which lies in `bytes`.
        @inline(__always)
        func mayStand(_ bytes: UnsafeRawPointer, at start: Int) -> Bool {
            let found = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start + Int(offset), as: UInt32.self))
            return found | fold == word
        }
    }

    /// By id.
    package var literals: [AnchorLiteral] { table.literals }

    /// - Parameter literals: the id of a literal is its position. Three bytes each at least, 65,535 at most; a line feed
    ///   stands for the beginning of a line, before three other bytes at least.
    package convenience init(_ literals: [AnchorLiteral]) throws(DetectionError) {
        try Self.check(literals)
        self.init(LiteralTable(literals))
    }

    static func check(_ literals: some Sequence<AnchorLiteral>) throws(DetectionError) {
        for literal in literals {
            let text = literal.text.utf8
            let line = literal.isLineStart ? text.dropFirst() : text[...]
            guard line.count >= 3, text.count <= Int(UInt16.max), !line.contains(0x0A) else {
                throw .badAnchor(literal.text)
            }
        }
    }

    init(_ table: LiteralTable) {
        self.table = table
        let starts = table.starts
        let isLineStart = starts.map { table.bytes[$0] == 0x0A }
        lengths = zip(table.lengths, isLineStart).map { $1 ? $0 - 1 : $0 }
        var lineStarts = [[Int]](repeating: [], count: 256)
        for literal in isLineStart.indices where isLineStart[literal] {
            let first = table.bytes[starts[literal] + 1]
            lineStarts[Int(first)].append(literal)
            let isLetter = (first | 0x20) &- 0x61 < 26
            if isLetter, table.ignoresCase[literal] { lineStarts[Int(first ^ 0x20)].append(literal) }
        }
        self.lineStarts = lineStarts
        grams = GramTable(capacity: table.uses.count)
        uses = .allocate(capacity: max(1, table.uses.count))
        texts = .allocate(capacity: max(1, table.bytes.count))
        texts.initialize(from: table.bytes, count: table.bytes.count)
        self.starts = starts
        var last: UInt32 = 0
        for (number, use) in table.uses.enumerated() {
            let slot = Int(use.slot)
            let literal = Int(use.literal)
            let isLong = slot < Gram.longCount
            let gram = texts + starts[literal] + Int(use.offset)
            let count = table.lengths[literal]
            let key = Self.key(of: gram, isLong: isLong)
            uses.advanced(by: number).initialize(
                to: Use(
                    literal: UInt32(literal), text: Int32(starts[literal]),
                    probe: count < 4
                        ? Probe()
                        : Probe(
                            texts + starts[literal], count: count, gramAt: Int(use.offset),
                            ignoresCase: table.ignoresCase[literal]),
                    offset: UInt16(use.offset), count: UInt16(count), ignoresCase: table.ignoresCase[literal]))
            if isLong {
                longGrams.insert(slot: slot, first: gram[0])
            } else {
                insertShort(gram, ignoresCase: table.ignoresCase[literal])
            }
            if number > 0, key == last { continue }
            last = key
            grams.insert(key, slot: slot, first: Int32(number))
            if number > 0 { uses[number - 1].isLast = true }
        }
        if !table.uses.isEmpty { uses[table.uses.count - 1].isLast = true }
    }

    /// Whether it stands at beginnings of lines only.
    func isLineStart(_ literal: Int) -> Bool { texts[starts[literal]] == 0x0A }

    /// Literals that begin with a line feed and stand at the very beginning, where none is.
    func literals(atBeginningOf bytes: UnsafeRawBufferPointer) -> [Int] {
        guard let first = bytes.first else { return [] }
        let candidates = lineStarts[Int(first)]
        return candidates.isEmpty ? [] : candidates.filter { stands($0, atBeginningOf: bytes) }
    }

    private func stands(_ literal: Int, atBeginningOf bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= lengths[literal] else { return false }
        let text = texts + starts[literal] + 1
        let ignoresCase = table.ignoresCase[literal]
        return (0..<lengths[literal]).allSatisfy {
            (ignoresCase ? GramHash.lowered(bytes[$0]) : bytes[$0]) == text[$0]
        }
    }

    private static func key(of gram: UnsafePointer<UInt8>, isLong: Bool) -> UInt32 {
        let word = (0..<3).reduce(UInt32(0)) { $0 | UInt32(gram[$1]) << UInt32(8 * $1) }
        return isLong ? GramHash.key(ofLong: word | UInt32(gram[3]) << 24) : GramHash.key(ofShort: word << 8)
    }

    /// Every spelling of a three-byte gram.
    private func insertShort(_ gram: UnsafePointer<UInt8>, ignoresCase: Bool) {
        let (word, letters) = (0..<3).reduce((UInt32(0), UInt32(0))) { sum, number in
            let isLetter = ignoresCase && (gram[number] | 0x20) &- 0x61 < 26
            return (
                sum.0 | UInt32(gram[number]) << UInt32(8 * number),
                sum.1 | UInt32(isLetter ? 0x20 : 0) << UInt32(8 * number)
            )
        }
        // All subsets of the bits that tell upper from lower case.
        var spelling = letters
        while true {
            shortGrams.insert(word ^ spelling)
            if spelling == 0 { return }
            spelling = (spelling - 1) & letters
        }
    }

    deinit {
        longGrams.deallocate()
        shortGrams.deallocate()
        grams.deallocate()
        uses.deallocate()
        texts.deallocate()
    }
}
