package import Model
internal import RuleFormat

extension RuleLibrary {
    /// Which matches stand where plain and decoded ones overlap: a token with a format before the encoded value that holds
    /// it, of two generic readings the likelier.
    /// - Parameters:
    ///   - plain: resolved, in order of place.
    ///   - minimumScore: decoded matches below it, which `DecodingScanner` keeps for what they hide, are left out.
    package func resolve(
        _ plain: [Match], with decoded: [DecodedMatch], minimumScore: Int
    ) -> (plain: [Match], decoded: [DecodedMatch]) {
        if decoded.isEmpty { return (plain, []) }
        let wrong = decoded.filter { $0.match.score < minimumScore }
        if !wrong.isEmpty {
            let plain = plain.filter { match in !wrong.contains { refutes(match, by: $0.match) } }
            let likely = decoded.filter { candidate in
                candidate.match.score >= minimumScore
                    && !wrong.contains { refutes(candidate.match, by: $0.match) }
            }
            return resolve(plain, with: likely, minimumScore: minimumScore)
        }
        var seen: Set<DecodedMatch.Identity> = []
        let standingPlain = MatchesByPlace(plain)
        let unique = decoded.sorted {
            ($0.match.secret, $0.match.rule, $0.encoding) < ($1.match.secret, $1.match.rule, $1.encoding)
        }.filter { seen.insert($0.identity).inserted }.filter { candidate in
            !standingPlain.holds(overlapping: candidate.match.secret) { isSame($0, candidate) }
        }
        let formatted = SpanSet(unique.filter { isFormatted($0.match) }.map(\.match.secret))
        let formattedPlain = SpanSet(plain.filter(isFormatted).map(\.secret))
        let standingDecoded = MatchesByPlace(unique.map(\.match))
        var kept = plain.filter { match in
            guard isFormatted(match) else { return !formatted.overlaps(match.secret) }
            // `https\://hooks…`: what stands there plainly is a part.
            return !standingDecoded.holds(overlapping: match.secret) {
                $0.rule == match.rule && $0.secret != match.secret && $0.secret.contains(match.secret)
            }
        }
        let generic = unique.filter {
            !isFormatted($0.match) && !formatted.overlaps($0.match.secret) && !formattedPlain.overlaps($0.match.secret)
        }
        let plainScores = MatchesByPlace(kept.filter { !isFormatted($0) })
        // Both readings are of one value; that it is encoded does not make it two.
        let standing = generic.filter { candidate in
            !plainScores.holds(overlapping: candidate.match.secret) { $0.score >= candidate.match.score }
        }
        let replaced = SpanSet(standing.map(\.match.secret))
        kept.removeAll { !isFormatted($0) && replaced.overlaps($0.secret) }
        return (kept, unique.filter { isFormatted($0.match) } + standing)
    }

    /// Whether a rule found one value as it stands and decoded: a key whose line ends are written `\n`, a word beside an escape.
    private func isSame(_ plain: Match, _ decoded: DecodedMatch) -> Bool {
        let secret = decoded.match.secret
        guard plain.rule == decoded.match.rule, plain.secret.overlaps(secret) else { return false }
        // A key that is written in hexadecimal digits is used as it is written, readable or not.
        if decoded.encoding == DecodingScanner.hexadecimal { return plain.secret.count >= secret.count }
        // More of it than stands there plainly.
        if secret.count > plain.secret.count, decoded.match.secret.contains(plain.secret) { return false }
        return secret.count * 10 >= plain.secret.count * 9 && isFormatted(decoded.match)
    }

    func isFormatted(_ match: Match) -> Bool {
        let rule = rules[match.rule]
        return !rule.isGeneric && !rule.isVehicle && !Self.wrappers.contains(rule.definition.id)
    }

    /// Rules that take a value for a secret because of what holds it; what the value decodes to says more.
    private static let wrappers: Set<String> = ["kubernetes-secret-manifest"]
}

/// Matches that can be asked for those at a place; a content may have any number of either kind.
private struct MatchesByPlace {
    private let matches: [Match]
    /// The furthest end of the matches up to each.
    private let ends: [Int]

    init(_ matches: [Match]) {
        self.matches = matches.sorted { $0.secret < $1.secret }
        var furthest = 0
        ends = self.matches.map { match in
            furthest = max(furthest, match.secret.end)
            return furthest
        }
    }

    func holds(overlapping span: ByteSpan, _ condition: (Match) -> Bool) -> Bool {
        matches[ends.partitioningIndex { $0 > span.start }...].prefix { $0.secret.start < span.end }.contains {
            $0.secret.overlaps(span) && condition($0)
        }
    }
}
