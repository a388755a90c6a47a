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
            for literal in rule.anchorLiterals { targetsByLiteral[literal, default: []].append(Int32(index)) }
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
