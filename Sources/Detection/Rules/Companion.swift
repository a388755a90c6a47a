package import Model
internal import RuleFormat

/// Something that belongs to the same credential as a match's secret.
package struct Companion: Hashable, Sendable {
    /// What stands there.
    package enum Content: Hashable, Sendable {
        /// The secret of another match; index of its rule.
        case secret(rule: Int)
        /// No secret: an account, a host, a client's id.
        case publicPart
    }

    /// For people: `key id`, `client id`.
    package let role: String
    package let span: ByteSpan
    package let content: Content
}

extension RuleLibrary {
    /// Raises matches beside which the match of a companion's rule stands: together they are more than either.
    func raisingCompanions(_ matches: [Match]) -> [Match] {
        guard matches.count > 1, matches.contains(where: wantsCompanions) else { return matches }
        let near = NearbyMatches(matches, library: self)
        var raised = matches
        for index in matches.indices where !companionMatches(of: matches[index], among: near).isEmpty {
            raised[index].evidence.insert(.companionFound)
            raised[index].score += EvidenceWeights.weight(of: .companionFound)
        }
        return raised
    }

    /// All companions of a match: those that its rule declares, and the public parts that its pattern names.
    /// - Parameter near: the matches of the same content.
    package func companions(of match: Match, among near: NearbyMatches, in content: UnsafeRawBufferPointer)
        -> [Companion]
    {
        var found = companionMatches(of: match, among: near).map {
            Companion(role: $0.role, span: $0.match.secret, content: .secret(rule: $0.match.rule))
        }
        // A part that is a finding by itself is named as that one.
        let named = found.map(\.span)
        found += publicParts(of: match, in: content).filter { part in !named.contains { $0.overlaps(part.span) } }
        for definition in rules[match.rule].definition.companions {
            guard case .pattern(let text) = definition.search,
                let finder = try? CompanionFinder(text, rule: rules[match.rule].definition.id)
            else { continue }
            let window = ByteSpan(
                max(0, match.whole.start - definition.within), min(content.count, match.whole.end + definition.within))
            guard let nearest = finder.nearest(to: match, in: content, window: window) else { continue }
            found.append(Companion(role: definition.role, span: nearest.span, content: .publicPart))
        }
        if found.isEmpty, let partner = partner(of: match, among: near, in: content) { found.append(partner) }
        return found.filter { !$0.span.overlaps(match.secret) }
    }

    /// Compiles the companions' patterns, which finds the bad ones: for rules that people bring.
    package func compileCompanions() throws(DetectionError) {
        for rule in rules {
            for case .pattern(let text) in rule.definition.companions.map(\.search) {
                _ = try CompanionFinder(text, rule: rule.definition.id)
            }
        }
    }

    private func wantsCompanions(_ match: Match) -> Bool {
        rules[match.rule].definition.companions.contains {
            if case .rule = $0.search { true } else { false }
        }
    }

    private func companionMatches(of match: Match, among near: NearbyMatches) -> [(role: String, match: Match)] {
        rules[match.rule].definition.companions.compactMap { definition in
            guard case .rule(let wanted) = definition.search else { return nil }
            return near.nearest(to: match, rule: wanted, within: definition.within).map { (definition.role, $0) }
        }
    }

    /// The named groups of the rule's pattern, `secret` aside.
    private func publicParts(of match: Match, in content: UnsafeRawBufferPointer) -> [Companion] {
        guard !rules[match.rule].isGeneric, let pattern = try? pattern(ofRule: match.rule),
            !pattern.publicGroups.isEmpty,
            let matcher = try? PatternMatcher()
        else { return [] }
        // Look-aheads may have read what follows.
        let end = min(content.count, match.whole.end + 64)
        return matcher.groups(
            pattern.publicGroups.map(\.number), of: pattern, in: content, from: match.whole.start, to: end
        )
        .enumerated().compactMap { position, span in
            guard let span, !span.isEmpty else { return nil }
            return Companion(
                role: pattern.publicGroups[position].name.replacing("_", with: " "), span: span, content: .publicPart)
        }
    }
}

/// Looks for a companion's pattern around a secret.
struct CompanionFinder: ~Copyable {
    private let pattern: Pattern
    private let matcher: PatternMatcher

    init(_ text: String, rule: String) throws(DetectionError) {
        try self.init(try Pattern(text, rule: rule, group: "companion"))
    }

    init(_ pattern: Pattern) throws(DetectionError) {
        let matcher = try PatternMatcher()
        self.pattern = pattern
        self.matcher = matcher
    }

    /// The nearest one that is not another's: first those that have the owner's name as the secret's key has it, then those
    /// that say nothing of an owner. Of two that are as near, the one before.
    /// - Parameter named: whether either both have an owner's name or neither.
    /// - Returns: where it stands, and what the pattern took before it.
    func nearest(
        to secret: Match, in content: UnsafeRawBufferPointer, window: ByteSpan, named: Bool = false,
        where isFit: (ByteSpan) -> Bool = { _ in true }
    ) -> (span: ByteSpan, name: ByteSpan)? {
        let owner = OwnerOfKey(of: secret, in: content)
        var best: (span: ByteSpan, name: ByteSpan, isOwn: Bool)?
        var from = window.start
        while from < window.end,
            case .match(let match) = matcher.firstMatch(of: pattern, in: content, from: from, to: window.end)
        {
            let span = match.secret
            var other = OwnerOfKey(before: match.whole.start, in: content)
            // `OAUTH_CLIENT_ID` says as little of an owner as `OAUTH_CLIENT_SECRET`.
            if named { other = other.beforeWords }
            if !span.overlaps(secret.secret), !other.isOther(than: owner),
                !named || owner.isKnown == other.isKnown, isFit(span)
            {
                let isOwn = owner.isKnown && other.isKnown
                let isBetter = best.map { best in
                    if best.isOwn != isOwn { return isOwn }
                    return span.distance(to: secret.secret) < best.span.distance(to: secret.secret)
                }
                if isBetter ?? true { best = (span, ByteSpan(match.whole.start, span.start), isOwn) }
            }
            from = max(span.end, match.whole.start + 1)
        }
        return best.map { ($0.span, $0.name) }
    }
}
