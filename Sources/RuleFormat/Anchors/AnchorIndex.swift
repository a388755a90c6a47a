/// A literal to look for. ASCII letters alone have two cases.
package struct AnchorLiteral: Hashable, Sendable {
    /// Lower-case where case does not matter.
    package let text: String
    package let ignoresCase: Bool

    package init(text: String, ignoresCase: Bool) {
        self.text = text
        self.ignoresCase = ignoresCase
    }
}

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
    package fileprivate(set) var bytes: [UInt8] = []
    /// By literal.
    package fileprivate(set) var lengths: [Int] = []
    package fileprivate(set) var ignoresCase: [Bool] = []
    /// In the order of their slots, those of one gram next to each other.
    package fileprivate(set) var uses: [Use] = []

    fileprivate init() {}

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
    fileprivate func keeping(_ isKept: [Bool]) -> LiteralTable {
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

    /// What the table was made from, in the same order.
    package var literals: [AnchorLiteral] {
        var start = 0
        return lengths.indices.map { number in
            defer { start += lengths[number] }
            return AnchorLiteral(
                text: String(decoding: bytes[start..<(start + lengths[number])], as: UTF8.self),
                ignoresCase: ignoresCase[number])
        }
    }
}

/// All that a scan needs of a rule set before one of its anchors is met.
package struct AnchorIndex: Sendable {
    /// A rule's reach, see `RuleDefinition.Reach`.
    package struct Reach: Sendable {
        /// Lines behind the anchor's, and bytes before and behind it.
        package let lines: Int32
        package let before: Int32
        package let after: Int32

        package init(lines: Int32, before: Int32, after: Int32) {
            self.lines = lines
            self.before = before
            self.after = after
        }

        package init(_ reach: RuleDefinition.Reach) {
            self.init(
                lines: Int32(clamping: reach.lines), before: Int32(clamping: reach.before),
                after: Int32(clamping: reach.after))
        }
    }

    /// Stands for generic detection among the targets of a literal.
    package static let genericTarget: Int32 = -1

    /// All anchors, each once.
    package private(set) var literals: LiteralTable
    /// Targets of literal `n`: those from `firstTargets[n]` to before `firstTargets[n + 1]`, by rule.
    package private(set) var firstTargets: [Int32] = [0]
    package private(set) var targets: [Int32] = []
    /// By rule.
    package private(set) var reaches: [Reach]

    /// - Parameter rules: their positions are the targets. Anchors are of three bytes at least.
    package init(_ rules: [RuleDefinition], detectsGeneric: Bool) {
        var targetsByLiteral: [AnchorLiteral: [Int32]] = [:]
        for (index, rule) in rules.enumerated() {
            for text in rule.anchors {
                targetsByLiteral[AnchorLiteral(text: text, ignoresCase: false), default: []].append(Int32(index))
            }
            for text in rule.anchorsIgnoringCase {
                targetsByLiteral[AnchorLiteral(text: text, ignoresCase: true), default: []].append(Int32(index))
            }
        }
        if detectsGeneric {
            for text in GenericAnchors.all {
                targetsByLiteral[AnchorLiteral(text: text, ignoresCase: true), default: []].append(Self.genericTarget)
            }
        }
        let ordered = targetsByLiteral.keys.sorted {
            ($0.text, $0.ignoresCase ? 1 : 0) < ($1.text, $1.ignoresCase ? 1 : 0)
        }
        literals = LiteralTable(ordered)
        for literal in ordered {
            targets += targetsByLiteral[literal] ?? []
            firstTargets.append(Int32(targets.count))
        }
        reaches = rules.map { Reach($0.reach) }
    }

    /// The same index for some of its rules and others beside them, which have no anchors.
    /// - Parameters:
    ///   - numbers: for each rule its new number; nil for a rule that is left out.
    ///   - reaches: of all rules, by their new numbers.
    package func renumbered(_ numbers: [Int32?], detectsGeneric: Bool, reaches: [Reach]) -> AnchorIndex {
        var index = self
        index.reaches = reaches
        index.targets.removeAll(keepingCapacity: true)
        for literal in 0..<(firstTargets.count - 1) {
            for target in targets[Int(firstTargets[literal])..<Int(firstTargets[literal + 1])] {
                if target == Self.genericTarget {
                    if detectsGeneric { index.targets.append(target) }
                } else if let number = numbers[Int(target)] {
                    index.targets.append(number)
                }
            }
            index.firstTargets[literal + 1] = Int32(index.targets.count)
        }
        return index.targets.count == targets.count ? index : index.withoutIdleLiterals
    }

    /// Without literals that nobody looks for any more: each costs the prefilter time.
    private var withoutIdleLiterals: AnchorIndex {
        var index = self
        let isKept = (0..<(firstTargets.count - 1)).map { firstTargets[$0] < firstTargets[$0 + 1] }
        index.literals = literals.keeping(isKept)
        index.firstTargets = [0] + isKept.indices.filter { isKept[$0] }.map { firstTargets[$0 + 1] }
        return index
    }
}

// MARK: As text

extension AnchorIndex {
    /// Two texts that fit into string literals: numbers, and the literals' bytes.
    package var encoded: (numbers: String, text: String) {
        var bytes: [UInt8] = []
        SevenBitNumbers.append(reaches.count, to: &bytes)
        for reach in reaches {
            for number in [reach.lines, reach.before, reach.after] { SevenBitNumbers.append(Int(number), to: &bytes) }
        }
        SevenBitNumbers.append(literals.lengths.count, to: &bytes)
        for literal in literals.lengths.indices {
            SevenBitNumbers.append(literals.lengths[literal] * 2 + (literals.ignoresCase[literal] ? 1 : 0), to: &bytes)
            SevenBitNumbers.append(Int(firstTargets[literal + 1] - firstTargets[literal]), to: &bytes)
        }
        for target in targets { SevenBitNumbers.append(Int(target + 1), to: &bytes) }
        SevenBitNumbers.append(literals.uses.count, to: &bytes)
        var slot: Int32 = 0
        for use in literals.uses {
            SevenBitNumbers.append(Int(use.slot - slot), to: &bytes)
            SevenBitNumbers.append(Int(use.literal), to: &bytes)
            SevenBitNumbers.append(Int(use.offset), to: &bytes)
            slot = use.slot
        }
        return (String(decoding: bytes, as: UTF8.self), String(decoding: literals.bytes, as: UTF8.self))
    }

    /// Reads what `encoded` wrote. It trusts the text, which was compiled into the binary.
    package init(numbers: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>) {
        var reader = SevenBitNumbers.Reader(numbers)
        reaches = []
        let ruleCount = reader.next()
        reaches.reserveCapacity(ruleCount)
        for _ in 0..<ruleCount {
            reaches.append(
                Reach(lines: Int32(reader.next()), before: Int32(reader.next()), after: Int32(reader.next())))
        }
        literals = LiteralTable()
        literals.bytes = Array(text)
        let literalCount = reader.next()
        literals.lengths.reserveCapacity(literalCount)
        literals.ignoresCase.reserveCapacity(literalCount)
        firstTargets.reserveCapacity(literalCount + 1)
        var targetCount: Int32 = 0
        for _ in 0..<literalCount {
            let length = reader.next()
            literals.lengths.append(length >> 1)
            literals.ignoresCase.append(length & 1 == 1)
            targetCount += Int32(reader.next())
            firstTargets.append(targetCount)
        }
        targets.reserveCapacity(Int(targetCount))
        for _ in 0..<targetCount { targets.append(Int32(reader.next()) - 1) }
        let useCount = reader.next()
        literals.uses.reserveCapacity(useCount)
        var slot: Int32 = 0
        for _ in 0..<useCount {
            slot += Int32(reader.next())
            literals.uses.append(
                LiteralTable.Use(slot: slot, literal: Int32(reader.next()), offset: Int32(reader.next())))
        }
    }
}
