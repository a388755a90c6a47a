package import Model
internal import RuleFormat

/// The matches of one content, to be asked for what stands near: a dump has a hundred thousand secrets, and looking
/// through all of them for each would never end.
package struct NearbyMatches {
    /// In order of place, and only such as companions may be.
    private let named: [String: [Match]]
    /// Bytes of the longest secret.
    private let longest: Int
    /// Where likely ones stand, in order of place.
    private let likely: [Match]

    /// - Parameter matches: those of one content.
    package init(_ matches: [Match], library: RuleLibrary) {
        let rules = Set(matches.map(\.rule))
        let wanted = Set(
            rules.flatMap { rule in
                library.rules[rule].definition.companions.compactMap { companion -> String? in
                    if case .rule(let name) = companion.search { name } else { nil }
                }
            })
        var named: [String: [Match]] = [:]
        for name in wanted {
            let these = rules.filter { Rule.isNamed(library.rules[$0].definition.id, by: name) }
            if these.isEmpty { continue }
            named[name] = matches.filter { these.contains($0.rule) && $0.score >= 0 }
                .sorted { ($0.secret, $0.rule) < ($1.secret, $1.rule) }
        }
        self.named = named
        longest = named.values.joined().map(\.secret.count).max() ?? 0
        likely = matches.filter { $0.score >= Self.least }.sorted { ($0.secret, $0.rule) < ($1.secret, $1.rule) }
    }

    private static let least = EvidenceWeights.score(prior: Confidence.Band.medium.floor, evidence: [])

    /// A likely match whose secret stands at a place.
    func match(at span: ByteSpan) -> Match? {
        let index = likely.partitioningIndex { $0.secret.start >= span.start }
        return index < likely.count && likely[index].secret == span ? likely[index] : nil
    }

    /// The nearest match of a rule that is called so; of two that are as near, the one before.
    /// - Parameter within: the bytes that may lie between the two.
    func nearest(to match: Match, rule name: String, within: Int) -> Match? {
        guard let matches = named[name] else { return nil }
        let secret = match.secret
        var best: (distance: Int, index: Int)?
        func look(at index: Int) {
            guard matches[index].secret != secret else { return }
            let distance = matches[index].secret.distance(to: secret)
            guard distance <= within else { return }
            if let best, (best.distance, best.index) <= (distance, index) { return }
            best = (distance, index)
        }
        let middle = matches.partitioningIndex { $0.secret.start >= secret.start }
        for index in middle..<matches.count {
            if matches[index].secret.start - secret.end > min(within, best?.distance ?? within) { break }
            look(at: index)
        }
        for index in (0..<middle).reversed() {
            if secret.start - matches[index].secret.start - longest > min(within, best?.distance ?? within) { break }
            look(at: index)
        }
        return best.map { matches[$0.index] }
    }
}
