package import Model
internal import RuleFormat

extension RuleLibrary {
    /// Which of overlapping matches stand: a rule with a format before a generic one, then the likelier, the longer.
    ///
    /// A specific rule's match also shadows generic ones when its checks failed: a token with a wrong checksum is no
    /// token, whatever its key is called.
    /// - Parameters:
    ///   - minimumScore: winners below it are left out.
    ///   - yields: whether a match leaves its place to others, for settings excuse it.
    /// - Returns: in order of place.
    package func resolve(
        _ matches: [Match], minimumScore: Int, yields: (Match) -> MatchYield = { _ in .never }
    ) -> [Match] {
        if matches.count == 1 { return matches[0].score >= minimumScore ? matches : [] }
        let standing = clusters(of: matches).flatMap { winners(of: $0, yields) }
        return raisingCompanions(loweringTables(withoutToldNames(standing, minimumScore)))
            .filter { $0.score >= minimumScore }
            .sorted { ($0.secret, $0.rule) < ($1.secret, $1.rule) }
    }

    /// Matches of which each overlaps another of the same group, and none of another group: a dump has a hundred thousand
    /// secrets, and comparing each with each would take minutes.
    private func clusters(of matches: [Match]) -> [ArraySlice<Match>] {
        let sorted = matches.sorted { ($0.secret, $0.rule) < ($1.secret, $1.rule) }
        var clusters: [ArraySlice<Match>] = []
        var (start, end) = (0, Int.min)
        for (index, match) in sorted.enumerated() {
            if index > start, match.secret.start >= end {
                clusters.append(sorted[start..<index])
                start = index
            }
            end = max(end, match.secret.end)
        }
        clusters.append(sorted[start...])
        return clusters
    }

    private func winners(of cluster: ArraySlice<Match>, _ yields: (Match) -> MatchYield) -> [Match] {
        if cluster.count == 1 { return Array(cluster) }
        let wrong = cluster.filter(isProvedWrong)
        let ranked = cluster.map { (match: $0, rank: rank($0, beside: wrong)) }.sorted { left, right in
            left.rank != right.rank
                ? left.rank.lexicographicallyPrecedes(right.rank)
                : (left.match.secret, left.match.rule) < (right.match.secret, right.match.rule)
        }
        var standing: [Match] = []
        var yielding: [MatchYield] = []
        for (var match, _) in ranked {
            let yield = yields(match)
            let above = standing.indices.filter { standing[$0].secret.overlaps(match.secret) }
            let hider = above.first { yielding[$0] == .never || yield != .never }
            if hider == nil {
                if let first = above.first, yielding[first] == .byPath { match.hiddenBy = standing[first].rule }
                standing.append(match)
                yielding.append(yield)
            }
            guard let winner = hider ?? above.first else { continue }
            // What a key's name adds to a value with a weak format of its own.
            if rules[match.rule].isGeneric, !rules[standing[winner].rule].isGeneric,
                standing[winner].secret == match.secret, standing[winner].evidence.isUnrefuted,
                standing[winner].evidence.bits & EvidenceSet.madePublic.bits == 0,
                // A digest is one whatever its key is called.
                rules[standing[winner].rule].definition.kind != "password-hash"
            {
                standing[winner].score = max(standing[winner].score, match.score)
            }
        }
        return standing
    }

    /// The account in a connection string is a part of what is found there.
    private func withoutToldNames(_ matches: [Match], _ minimumScore: Int) -> [Match] {
        guard matches.contains(where: { rules[$0.rule].isIdentifier }) else { return matches }
        let told = SpanSet(
            matches.filter { !rules[$0.rule].isIdentifier && $0.score >= minimumScore }.map(\.whole))
        return matches.filter { !rules[$0.rule].isIdentifier || !told.overlaps($0.secret) }
    }

    /// Hundreds of salts and keys in one content are test vectors or a table, not somebody's credentials. Passwords and
    /// tokens are not judged so: a dump of them is a leak.
    private func loweringTables(_ matches: [Match]) -> [Match] {
        guard matches.count > Self.column else { return matches }
        var counts: [Int: Int] = [:]
        var columns: [Int: Int] = [:]
        for match in matches where isTabular(match) {
            counts[match.rule, default: 0] += 1
            if isUUID(match), distance(of: match) > 0 { columns[distance(of: match), default: 0] += 1 }
        }
        return matches.map { match in
            let isColumn = isUUID(match) && columns[distance(of: match), default: 0] > Self.column
            guard isColumn || counts[match.rule, default: 0] > limit(of: match) else { return match }
            var match = match
            match.evidence.insert(.oneOfMany)
            match.score += EvidenceWeights.weight(of: .oneOfMany)
            return match
        }
    }

    /// More matches of one rule in one content than this are a table.
    private static let table = 60
    /// UUIDs name things that come in dozens, and a few of them open one.
    private static let tableOfUUIDs = 150
    private static let tabular: Set<GenericKind> = [.salt, .key, .encryptionKey, .secret, .uuid]

    /// More UUIDs than these that stand alike are the ids of rows: the resources of a realm, the cells of a notebook.
    private static let column = 20

    private func limit(of match: Match) -> Int { isUUID(match) ? Self.tableOfUUIDs : Self.table }

    private func isUUID(_ match: Match) -> Bool { match.rule == genericRules[.uuid] }

    /// Bytes from the key's begin to the value's: the same wherever the same key stands in one format; 0 without a key.
    private func distance(of match: Match) -> Int { match.secret.start - match.whole.start }

    private func isTabular(_ match: Match) -> Bool {
        GenericRules.kind(ofRule: rules[match.rule].definition.id).map(Self.tabular.contains) ?? false
    }

    /// Smaller stands before larger. Among likely readings of one place a format that tells itself knows more than the name
    /// of a key (`VAULT_TOKEN=glpat-…`), and of two formats, or two names, the one that took more context:
    /// `PAYSTACK_SECRET=sk_live_…` is Paystack's, though Stripe's keys begin alike.
    /// - Parameter wrong: those of the readings that are proved wrong.
    private func rank(_ match: Match, beside wrong: [Match]) -> [Int] {
        let band = match.score >= Self.likely ? 0 : 1
        let rule = rules[match.rule]
        return [
            rule.isGeneric || isMistaken(match) || hidesNothing(match) || wrong.contains { refutes(match, by: $0) }
                ? 1 : 0, match.evidence.isUnrefuted ? 0 : 1,
            rule.isVehicle ? 1 : 0,
            match.evidence.contains(.unusualForm) ? 1 : 0, band, rule.secretHasFixedPart ? 0 : 1, -match.whole.count,
            -match.score,
        ]
    }

    /// A rule that knows its values by their key alone met one that is none of them, as hexadecimal digits are no secret
    /// key of S3, or a key that names something public: what others read there is not its business.
    private func isMistaken(_ match: Match) -> Bool {
        guard rules[match.rule].definition.secretMayBeLonger else { return false }
        if match.evidence.contains(.keyNamesPublic) { return true }
        // Another length, digits that are missing: of the vendor's values it is none, and may be another's.
        let refutation = match.evidence.bits & EvidenceSet.refutation.bits
        return refutation != 0 && refutation & ~(Evidence.belowEntropyFloor.bit | Evidence.structureWrong.bit) == 0
    }

    /// What a check has found to be no token is none, whatever its key is called. Where a format merely got an unlikely
    /// value, the name of the key may know more: of readings that are not reported none stands before one that is.
    private func hidesNothing(_ match: Match) -> Bool {
        match.score < Self.likely && match.evidence.bits & EvidenceSet.proofAgainst.bits == 0
    }

    /// A token that tells itself, and whose checksum is wrong.
    func isProvedWrong(_ match: Match) -> Bool {
        match.evidence.contains(.checksumWrong) && rules[match.rule].secretHasFixedPart
    }

    /// Whether a reading that knows a value by what stands around it (a URL, a header, `_authToken=`) is none because the
    /// value is a token that is proved wrong. Another vendor's format is a reading of its own.
    func refutes(_ match: Match, by wrong: Match) -> Bool {
        match.evidence.bits & EvidenceSet.proof.bits == 0 && wrong.secret.overlaps(match.secret)
            // The token with its user before it, not a file in which it stands.
            && wrong.secret.count * 2 > match.secret.count && !rules[match.rule].secretHasFixedPart
    }

    private static let likely = EvidenceWeights.score(prior: Confidence.Band.medium.floor, evidence: [])
}

/// Whether a match leaves its place to others that it would hide.
package enum MatchYield: Sendable {
    case never
    /// Where the content stands decides.
    case byPath
    case always
}

extension EvidenceSet {
    /// Whether no check of the rule spoke against the match.
    fileprivate var isUnrefuted: Bool { bits & Self.refutation.bits == 0 }

    /// What everybody knows is as public under any key, and what nobody signed opens as little.
    fileprivate static let madePublic: EvidenceSet = [.publishedExample, .publishable, .unsigned]

    /// What no chance makes.
    fileprivate static let proof: EvidenceSet = [.checksumValid, .structureValid]

    /// Of these no other reading can be right.
    fileprivate static let proofAgainst: EvidenceSet = [
        .checksumWrong, .structureWrong, .placeholder, .documentedExample, .publishedExample, .isTemplate,
        .isRepetitive, .publicKey, .publishable, .isReference, .integrityField, .withinEncoded, .looksLikeCode,
        .keyNamesPublic,
        .unusualForm,
    ]

    fileprivate static let refutation: EvidenceSet = [
        .checksumWrong, .structureWrong, .placeholder, .documentedExample, .belowEntropyFloor, .isTemplate,
        .isRepetitive,
    ]
}
