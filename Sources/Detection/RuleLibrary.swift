internal import Model
package import RuleFormat
private import Synchronization

/// The rules in force: immutable and shared by all workers. Patterns are compiled when a rule is first needed.
package final class RuleLibrary: Sendable {
    /// In the order of their ids; a match names a rule by its index here.
    package let rules: [Rule]
    package let prefilter: Prefilter
    let hot: [HotRule]
    /// Lines in which the prefilter found nothing.
    let cleanLines = CleanLines()
    /// For each literal of the prefilter: the indices of its rules, generic detection as `genericTarget`.
    let targets: [[Int32]]
    /// Index of the rule of each generic kind, nil if it was deselected.
    let genericRules: [GenericKind: Int]
    private let patterns: Mutex<[Pattern?]>

    static let genericTarget: Int32 = -1
    /// Rules that look at more lines than this behind their anchor are block rules: their anchors are remembered, so
    /// that an edit need not look that far back for them.
    static let greatestShortReach = 4
    /// Lines that generic detection reads behind its anchor's own.
    static let genericReach = 2
    /// Lines that any detection reads before its anchor's own: generic detection's one.
    static let linesBeforeAnchors = 1
    /// Lines that rules other than block rules read behind their anchor's own.
    let linesBehindAnchors: Int

    /// What the scan loop reads of a rule: numbers only, so that no reference is counted in the loop.
    struct HotRule {
        let lines: Int
        let before: Int
        let after: Int
        let entropyFloor: Double
        let priorScore: Int
    }

    /// - Parameters:
    ///   - definitions: the embedded rules with any of the user's; ids must be unique.
    ///   - only, without: rule ids or `prefix*`; empty for all and none.
    package init(
        definitions: [RuleDefinition] = RuleLibrary.embedded, only: [String] = [], without: [String] = []
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
        let unknown = (only + without).filter { wanted in !rules.contains { Self.isNamed($0.definition.id, wanted) } }
        if !unknown.isEmpty { throw .noRuleSelected(wanted: unknown) }
        if !only.isEmpty { rules.removeAll { rule in !only.contains { Self.isNamed(rule.definition.id, $0) } } }
        rules.removeAll { rule in without.contains { Self.isNamed(rule.definition.id, $0) } }
        if rules.isEmpty { throw .noRuleSelected(wanted: only) }

        var targetsByLiteral: [Prefilter.Literal: [Int32]] = [:]
        var generic: [GenericKind: Int] = [:]
        for (index, rule) in rules.enumerated() {
            if rule.isGeneric {
                if let kind = GenericRules.kind(ofRule: rule.definition.id) { generic[kind] = index }
                continue
            }
            let literals =
                rule.definition.anchors.map { Prefilter.Literal(text: $0, ignoresCase: false) }
                + rule.definition.anchorsIgnoringCase.map { Prefilter.Literal(text: $0, ignoresCase: true) }
            for literal in literals { targetsByLiteral[literal, default: []].append(Int32(index)) }
        }
        if !generic.isEmpty {
            for text in GenericAnchors.all {
                targetsByLiteral[Prefilter.Literal(text: text, ignoresCase: true), default: []].append(Self.genericTarget)
            }
        }
        let literals = targetsByLiteral.keys.sorted { ($0.text, $0.ignoresCase ? 1 : 0) < ($1.text, $1.ignoresCase ? 1 : 0) }
        prefilter = try Prefilter(literals)
        targets = literals.map { targetsByLiteral[$0] ?? [] }
        hot = rules.map {
            HotRule(
                lines: $0.definition.reach.lines, before: $0.definition.reach.before, after: $0.definition.reach.after,
                entropyFloor: $0.definition.entropyFloor, priorScore: $0.priorScore)
        }
        genericRules = generic
        linesBehindAnchors = max(Self.genericReach, rules.map(\.definition.reach.lines).filter { $0 <= Self.greatestShortReach }.max() ?? 0)
        patterns = Mutex(Array(repeating: nil, count: rules.count))
        self.rules = rules
    }

    /// The rules that are compiled into the binary, generic ones not among them.
    package static var embedded: [RuleDefinition] {
        EmbeddedRules.archive.withUTF8Buffer { RuleArchive.decode($0) }
    }

    /// All rules as one text; its digest names the rule set.
    package var definitionText: String { RuleArchive.encode(rules.map(\.definition)) }

    /// The compiled pattern of a rule; compiles it if nobody has yet.
    func pattern(ofRule index: Int) throws(DetectionError) -> Pattern {
        if let pattern = patterns.withLock({ $0[index] }) { return pattern }
        let definition = rules[index].definition
        let pattern = try Pattern(definition.pattern, rule: definition.id)
        patterns.withLock { $0[index] = pattern }
        return pattern
    }

    /// Compiles every pattern, which finds the bad ones: for rules that people bring.
    package func compileAll() throws(DetectionError) {
        for index in rules.indices where !rules[index].isGeneric { _ = try pattern(ofRule: index) }
    }

    private static func isNamed(_ id: String, _ wanted: String) -> Bool {
        wanted.hasSuffix("*") ? id.hasPrefix(wanted.dropLast()) : id == wanted
    }
}
