package import Model
internal import RuleFormat

extension RuleLibrary {
    /// Which matches stand where plain and decoded ones overlap: a token with a format before the encoded value that holds
    /// it, of two generic readings the likelier.
    /// - Parameters:
    ///   - plain: resolved, in order of place.
    ///   - minimumScore: decoded matches below it, which `DecodingScanner` keeps for what they hide, are left out.
    ///   - content: in which all of them stand.
    package func resolve(
        _ plain: [Match], with decoded: [DecodedMatch], minimumScore: Int, in content: UnsafeRawBufferPointer
    ) -> (plain: [Match], decoded: [DecodedMatch]) {
        let (plain, decoded) = readingManifests(plain, decoded, minimumScore: minimumScore, in: content)
        let standing = resolve(plain, with: decoded, minimumScore: minimumScore)
        return (withoutToldParts(standing.plain, in: content), standing.decoded)
    }

    /// A UUID that a vendor's rule tells beside a secret, as the tenant and the client of it are, is not told by itself.
    private func withoutToldParts(_ matches: [Match], in content: UnsafeRawBufferPointer) -> [Match] {
        guard let uuid = genericRules[.uuid], matches.count > 1 else { return matches }
        let reach = Self.greatestPairReach
        let near = matches.filter { $0.rule == uuid }.map { ByteSpan($0.secret.start - reach, $0.secret.end + reach) }
        if near.isEmpty { return matches }
        let uuids = SpanSet(near)
        let secrets = matches.filter {
            !rules[$0.rule].isGeneric && !rules[$0.rule].isIdentifier && $0.score >= Self.least
                && uuids.overlaps($0.secret)
        }
        if secrets.isEmpty { return matches }
        let company = NearbyMatches(matches, library: self)
        let told = SpanSet(
            secrets.flatMap { companions(of: $0, among: company, in: content) }
                .filter { $0.content == .publicPart }.map(\.span))
        return matches.filter { $0.rule != uuid || !told.overlaps($0.secret) }
    }

    /// Further off no rule looks for companions.
    private static let greatestPairReach = 1024
    private static let least = EvidenceWeights.score(prior: Confidence.Band.medium.floor, evidence: [])

    private func resolve(
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

    /// What a Kubernetes Secret holds is what its values decode to: where that is text, nobody uses the base64 itself.
    private func readingManifests(
        _ plain: [Match], _ decoded: [DecodedMatch], minimumScore: Int, in content: UnsafeRawBufferPointer
    ) -> (plain: [Match], decoded: [DecodedMatch]) {
        guard plain.contains(where: { !isFormatted($0) }) || decoded.contains(where: { !isFormatted($0.match) }),
            let manifest = SecretManifest(content)
        else { return (plain, decoded) }
        var kept: [Match] = []
        var read = decoded.map { wholeValue($0, in: manifest) }
        let standing = SpanSet(decoded.filter { $0.match.score >= minimumScore }.map(\.match.secret))
        for match in plain {
            guard !isFormatted(match), let (text, span) = manifest.text(of: match.secret) else {
                kept.append(match)
                continue
            }
            // Short values are not decoded elsewhere.
            if standing.overlaps(span) { continue }
            guard let readings = readings(of: text, at: span, for: match, in: content) else {
                kept.append(match)
                continue
            }
            read += readings
        }
        return (kept, read.filter { $0.match.score >= minimumScore || isProvedWrong($0.match) })
    }

    /// What a value of a manifest would be, stood it there plainly; nil where there is no memory to look.
    private func readings(
        of text: [UInt8], at span: ByteSpan, for match: Match, in content: UnsafeRawBufferPointer
    ) -> [DecodedMatch]? {
        guard var scanner = try? Scanner(library: self, minimumConfidence: 0) else { return nil }
        let line = LineFinder.line(around: span.start, in: content)
        let piece = DecodedPiece(
            text, encoding: "base64", origin: .base64(start: span.start),
            before: ByteSpan(max(line.start, span.start - 80), span.start),
            after: ByteSpan(span.end, min(line.end, span.end + 1)), of: content)
        let found = piece.bytes.withUnsafeBytes { bytes -> [DecodedMatch] in
            let matches = scanner.scan(bytes, isBinary: false).matches.filter { piece.decoded.contains($0.secret) }
            return resolve(matches, minimumScore: Int.min).map { inner in
                var outer = match
                (outer.rule, outer.evidence, outer.score) = (inner.rule, inner.evidence, inner.score)
                outer.secret = span
                return DecodedMatch(
                    match: outer, secret: Array(bytes[inner.secret.start..<inner.secret.end]), encoding: piece.encoding)
            }
        }
        if !found.isEmpty || !isWrapper(match) || text.contains(0x0A) { return found }
        return reread(match, as: text, at: span).map { [$0] } ?? []
    }

    /// All of a value: a password may have blanks and quotes, at which one that stands plainly would end.
    private func wholeValue(_ decoded: DecodedMatch, in manifest: SecretManifest) -> DecodedMatch {
        guard rules[decoded.match.rule].isGeneric, decoded.encoding == "base64",
            let (text, span) = manifest.text(of: decoded.match.secret), span.start == decoded.match.secret.start,
            !text.contains(0x0A), text.starts(with: decoded.secret)
        else { return decoded }
        var match = decoded.match
        match.secret = span
        return DecodedMatch(match: match, secret: text, encoding: decoded.encoding)
    }

    /// A value that is taken for a secret because of what holds it, judged by what it is.
    private func reread(_ match: Match, as text: [UInt8], at span: ByteSpan) -> DecodedMatch? {
        let rule = rules[match.rule]
        let evidence = text.withUnsafeBytes { bytes in
            var secret = ByteSpan(0, bytes.count)
            return rule.evidence(of: secret, secret: &secret, in: bytes, window: secret)
        }
        guard let evidence else { return nil }
        var match = match
        match.secret = span
        match.evidence = evidence
        match.score = EvidenceWeights.score(prior: rule.definition.prior, evidence: evidence)
        return DecodedMatch(match: match, secret: text, encoding: "base64")
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
        return !rule.isGeneric && !rule.isVehicle && !isWrapper(match)
    }

    private func isWrapper(_ match: Match) -> Bool { Self.wrappers.contains(rules[match.rule].definition.id) }

    /// Rules that take a value for a secret because of what holds it; what the value decodes to says more.
    private static let wrappers: Set<String> = ["kubernetes-secret-manifest", "gcp-service-account-key-base64"]
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
