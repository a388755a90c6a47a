internal import Model
internal import RuleFormat

/// Runs the examples and near-misses of rules.
package struct RuleTest {
    /// A text that did not go as the rule's file says.
    package struct Failure: Hashable, Sendable {
        /// An example was not found, a near-miss was found, or another provider's rule took an example.
        package enum Kind: String, Sendable { case missed, wronglyFound = "wrongly found", shadowed }
        /// The rule's id.
        package let rule: String
        package let kind: Kind
        /// The template, not its expansion: that may look like a live secret.
        package let template: String
        /// Rules that took the text instead.
        package let others: [String]
    }

    private let library: RuleLibrary

    package init(_ library: RuleLibrary) { self.library = library }

    /// - Returns: how many texts were tried, and which did not go as the rule's file says.
    package func run() throws(DetectionError) -> (tried: Int, failures: [Failure]) {
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        var failures: [Failure] = []
        var tried = 0
        for (index, rule) in library.rules.enumerated() {
            let least = Self.leastScore(of: rule)
            let texts = rule.definition.examples.map { ($0, true) } + rule.definition.nearMisses.map { ($0, false) }
            for (number, (template, isExample)) in texts.enumerated() {
                tried += 1
                var expander = TokenTemplate(seed: "\(rule.definition.id) \(number)")
                let text = Array(expander.expand(template).utf8)
                let matches = text.withUnsafeBytes { scanner.scan($0, isBinary: false) }.matches
                let own = matches.filter { $0.rule == index && $0.score >= least }
                let standing = library.resolve(matches, minimumScore: least)
                let others = Set(standing.map { library.rules[$0.rule].definition.id }).subtracting([rule.definition.id]
                ).sorted()
                if isExample, own.isEmpty {
                    failures.append(
                        Failure(rule: rule.definition.id, kind: .missed, template: template, others: others))
                } else if isExample,
                    !standing.contains(where: { library.rules[$0.rule].definition.provider == rule.definition.provider }
                    )
                {
                    // A sibling that reads the same value differently tells the same provider.
                    failures.append(
                        Failure(rule: rule.definition.id, kind: .shadowed, template: template, others: others))
                } else if !isExample, !own.isEmpty {
                    failures.append(
                        Failure(rule: rule.definition.id, kind: .wronglyFound, template: template, others: others))
                }
            }
        }
        return (tried, failures)
    }

    /// Of a match that would be shown by default; of rules that are not shown by default, of one without evidence against it.
    private static func leastScore(of rule: Rule) -> Int {
        EvidenceWeights.score(prior: min(Confidence.Band.medium.floor, rule.definition.prior), evidence: [])
    }
}
