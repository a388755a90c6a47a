internal import Model
package import RuleFormat
private import Synchronization

/// The rules in force: immutable and shared by all workers. Rules are read and patterns compiled when first needed.
package final class RuleLibrary: Sendable {
    /// In the order of their ids; a match names a rule by its index here.
    package let rules: RuleTable
    /// All anchors of all rules.
    package let prefilter: Prefilter
    let hot: [HotRule]
    /// Lines in which the prefilter found nothing.
    let cleanLines = CleanLines()
    /// For each literal of the prefilter: the indices of its rules, generic detection as `genericTarget`.
    let targets: Targets
    /// Index of the rule of each generic kind, nil if it was deselected.
    let genericRules: [GenericKind: Int]
    /// Indices of rules that are tried on every line; none of the embedded ones is.
    let lineRules: [Int]
    private let patterns: Locked<[Pattern?]>

    static let genericTarget = AnchorIndex.genericTarget
    /// Rules that look at more lines than this behind their anchor are block rules: their anchors are remembered, so
    /// that an edit need not look that far back for them.
    static let greatestShortReach = 4
    /// Lines that generic detection reads behind its anchor's own.
    static let genericReach = 2
    /// Lines that any detection reads before its anchor's own: generic detection's one.
    static let linesBeforeAnchors = 1
    /// Bytes to either side of an anchor that decide at most; anchors that more decides about are remembered as block
    /// anchors are. Lines may have megabytes. It is a little more than rules look behind their anchor by default, and tables.
    static let greatestWindow = 2304
    /// Bytes before a window that a pattern's look-behind may read.
    static let greatestLookBehind = 256
    /// An edit touches no anchor that is further away, block anchors aside. A look-behind may read a few bytes more.
    let reach: TouchedLines.Reach

    /// What the scan loop reads of a rule: numbers only, so that no reference is counted in the loop.
    struct HotRule {
        let lines: Int
        let before: Int
        let after: Int
    }

    /// Lists of rules, one after the other.
    /// Whether some rules were not chosen: what they would find is not reported, and is no text to print either.
    package let leavesRulesOut: Bool

    struct Targets {
        let starts: [Int32]
        let all: [Int32]

        subscript(literal: Int) -> ArraySlice<Int32> { all[Int(starts[literal])..<Int(starts[literal + 1])] }
    }

    /// The embedded rules, of which only what anchors need is read.
    /// - Parameter only, without: rule ids or `prefix*`; empty for all and none.
    package convenience init(only: [String] = [], without: [String] = []) throws(DetectionError) {
        let records = EmbeddedRules.archive.withUTF8Buffer { RuleArchive.records(in: $0) }
        let all = RuleTable(records.map { .archived($0) } + GenericRules.rules.map { .made($0) })
        let ids = all.indices.map { all.id(at: $0) }
        let kept = try Self.selection(of: ids, only: only, without: without).sorted { ids[$0] < ids[$1] }
        var numbers = [Int32?](repeating: nil, count: all.count)
        for (number, index) in kept.enumerated() { numbers[index] = Int32(number) }
        let embedded = EmbeddedRules.anchorNumbers.withUTF8Buffer { numbers in
            EmbeddedRules.anchorText.withUTF8Buffer { AnchorIndex(numbers: numbers, text: $0) }
        }
        let reaches = kept.map {
            $0 < records.count ? embedded.reaches[$0] : AnchorIndex.Reach(all[$0].definition.reach)
        }
        self.init(
            rules: RuleTable(kept.map { $0 < records.count ? .archived(records[$0]) : .made(all[$0]) }),
            index: embedded.renumbered(
                numbers, detectsGeneric: kept.contains { $0 >= records.count }, reaches: reaches),
            lineRules: [], leavesRulesOut: kept.count < ids.count)
    }

    /// - Parameters:
    ///   - definitions: all rules but the generic ones; ids must be unique.
    ///   - only, without: rule ids or `prefix*`; empty for all and none.
    package convenience init(
        definitions: [RuleDefinition], only: [String] = [], without: [String] = []
    ) throws(DetectionError) {
        var rules: [Rule] = []
        for definition in definitions {
            var checks: [Check] = []
            for name in definition.checks {
                guard let check = Check(rawValue: name) else {
                    throw .unknownCheck(rule: definition.id, check: name)
                }
                checks.append(check)
            }
            rules.append(Rule(definition, checks: checks, isGeneric: false))
        }
        rules += GenericRules.rules
        rules.sort { $0.definition.id < $1.definition.id }
        for index in rules.indices.dropFirst() where rules[index].definition.id == rules[index - 1].definition.id {
            throw .repeatedRule(id: rules[index].definition.id)
        }
        let kept = try Self.selection(of: rules.map(\.definition.id), only: only, without: without)
        let leavesRulesOut = kept.count < rules.count
        rules = kept.map { rules[$0] }
        for rule in rules { try Prefilter.check(rule.definition.anchorLiterals) }
        self.init(
            rules: RuleTable(rules.map { .made($0) }),
            index: AnchorIndex(rules.map(\.definition), detectsGeneric: rules.contains(where: \.isGeneric)),
            lineRules: rules.indices.filter { !rules[$0].isGeneric && rules[$0].definition.searchesLines },
            leavesRulesOut: leavesRulesOut)
    }

    private init(rules: RuleTable, index: AnchorIndex, lineRules: [Int], leavesRulesOut: Bool) {
        self.lineRules = lineRules
        self.leavesRulesOut = leavesRulesOut
        prefilter = Prefilter(index.literals)
        targets = Targets(starts: index.firstTargets, all: index.targets)
        hot = index.reaches.map { HotRule(lines: Int($0.lines), before: Int($0.before), after: Int($0.after)) }
        var generic: [GenericKind: Int] = [:]
        for kind in GenericKind.allCases {
            if let number = rules.position(of: kind.ruleID) { generic[kind] = number }
        }
        genericRules = generic
        // What is read behind an anchor lies before the edit that may change it.
        reach = TouchedLines.Reach(
            linesBefore: max(
                Self.genericReach, hot.map(\.lines).filter { $0 <= Self.greatestShortReach }.max() ?? 0),
            linesBehind: Self.linesBeforeAnchors,
            bytes: Self.greatestWindow + Self.greatestLookBehind + (prefilter.lengths.max() ?? 0))
        patterns = Locked(Array(repeating: nil, count: rules.count))
        self.rules = rules
    }

    /// Positions of the chosen rules, in their order.
    private static func selection(of ids: [String], only: [String], without: [String]) throws(DetectionError) -> [Int] {
        if only.isEmpty, without.isEmpty { return Array(ids.indices) }
        let unknown = (only + without).filter { wanted in !ids.contains { Rule.isNamed($0, by: wanted) } }
        if !unknown.isEmpty { throw .noRuleSelected(wanted: unknown) }
        let kept = ids.indices.filter { index in
            (only.isEmpty || only.contains { Rule.isNamed(ids[index], by: $0) })
                && !without.contains { Rule.isNamed(ids[index], by: $0) }
        }
        if kept.isEmpty { throw .noRuleSelected(wanted: only) }
        return kept
    }

    /// The rules that are compiled into the binary, generic ones not among them.
    package static var embedded: [RuleDefinition] {
        EmbeddedRules.archive.withUTF8Buffer { RuleArchive.decode($0) }
    }

    /// Rules that are code and no file's: nobody can replace them.
    package static let builtIn = Set(GenericRules.rules.map(\.definition.id))

    /// Lends the text of each rule, in their order: a digest over all names the rule set.
    package func forEachDefinition(_ body: (UnsafeRawBufferPointer) -> Void) {
        for index in rules.indices { rules.withDefinition(at: index, body) }
    }

    /// The compiled pattern of a rule; compiles it if nobody has yet.
    func pattern(ofRule index: Int) throws(DetectionError) -> Pattern {
        if let pattern = patterns.withLock({ $0[index] }) { return pattern }
        let definition = rules[index].definition
        // Of the embedded ones the tests know it; working it out takes longer than most scans.
        let isEmbedded = rules.isEmbedded(at: index)
        let pattern = try Pattern(
            isEmbedded ? definition.pattern : PatternSyntax.openedToLines(definition.pattern), rule: definition.id,
            holdsAnchor: isEmbedded || !definition.searchesLines && definition.holdsAnchors,
            lead: isEmbedded ? definition.anchorLead : definition.searchesLines ? nil : definition.workedOutLead())
        patterns.withLock { $0[index] = pattern }
        return pattern
    }

    /// Compiles every pattern, which finds the bad ones: for rules that people bring.
    package func compileAll() throws(DetectionError) {
        for index in rules.indices where !rules[index].isGeneric { _ = try pattern(ofRule: index) }
    }

    /// Indices of the rules that an id or `prefix*` names.
    package func indices(ofRulesNamed wanted: String) -> [Int] {
        if !wanted.hasSuffix("*") { return rules.position(of: wanted).map { [$0] } ?? [] }
        return rules.indices.filter { Rule.isNamed(rules.id(at: $0), by: wanted) }
    }
}
