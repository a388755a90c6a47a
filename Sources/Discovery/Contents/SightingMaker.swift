internal import Detection
internal import Identities
internal import Model
internal import RuleFormat

/// Makes sightings of matches: places, excerpts, companions and public facts.
struct SightingMaker {
    private let context: ScanContext
    private let maker: HoldingMaker
    /// Credentials whose sightings are asked for; nil for all.
    private let wanted: Set<Int32>?

    init(context: ScanContext, wanted: Set<Int32>?) {
        self.context = context
        self.wanted = wanted
        maker = HoldingMaker(context: context)
    }

    /// What stands in a piece and belongs to it, each credential once.
    func sightings(of found: ResolvedMatches, in piece: ContentPiece) -> [Sighting] {
        let places = places(of: found, in: piece)
        if places.isEmpty { return [] }
        let lines = LineTable(piece.bytes, start: piece.start, origin: piece.origin)
        let secrets = (found.plain.map(\.secret) + found.decoded.map(\.match.secret)).sorted()
        let near = NearbyMatches(found.plain, library: context.library)
        let excerpts = ExcerptMaker(content: piece.bytes, lines: lines, secrets: ByteSpan.joined(secrets))
        var order: [Int32] = []
        var groups: [Int32: [Place]] = [:]
        for place in places {
            if groups[place.holding.credential] == nil { order.append(place.holding.credential) }
            groups[place.holding.credential, default: []].append(place)
        }
        func sighting(of all: [Place]) -> Sighting? {
            let (group, hits) = told(of: all, in: piece.bytes)
            // What is told is told of the place that says it best.
            guard let best = surest(of: group) else { return nil }
            var seen: Set<TextPosition> = []
            var sighting = Sighting(
                holding: holding(best, of: group),
                places: ([best] + group).map { lines.position(of: $0.span.start) }.filter { seen.insert($0).inserted },
                end: lines.position(of: best.span.end), excerpt: excerpts.excerpt(for: best.span),
                encoding: best.encoding)
            if let match = best.match {
                sighting.companions = companions(of: match, among: near, in: piece.bytes, lines: lines)
                sighting.facts = facts(about: match, beside: sighting.companions, in: piece.bytes)
            }
            sighting.allowlistHits = hits
            for match in group.compactMap(\.match) where match.whole.start < match.secret.start {
                let lead = lines.index(of: match.secret.start) - lines.index(of: match.whole.start)
                if lead > 0 { sighting.leads.insert(lead) }
            }
            return sighting
        }
        return order.compactMap { credential in
            guard wanted?.contains(credential) ?? true, let all = groups[credential] else { return nil }
            let open = all.filter { $0.hiddenBy == nil }
            guard !open.isEmpty else {
                var hidden = sighting(of: all)
                hidden?.hiddenBy = all[0].hiddenBy
                return hidden
            }
            var told = sighting(of: open)
            let yielding = context.options.suppressions.allowlists?.yielding ?? []
            if !yielding.isEmpty, open.contains(where: { yielding.contains(Int($0.holding.rule)) }) {
                let others = all.filter { !yielding.contains(Int($0.holding.rule)) }
                told?.otherwise = sighting(of: others).map { [$0] } ?? []
            }
            return told
        }
    }

    /// The places of a credential that are told of, and what the texts of all of them say to allowlists. What a marker or
    /// an allowlist excuses at one place it excuses there alone: the others are told without it, where they are likely
    /// enough by themselves.
    private func told(of group: [Place], in content: UnsafeRawBufferPointer) -> ([Place], AllowlistHits) {
        let hits = allowlistHits(of: group.map(\.match), in: content)
        func common(_ indices: [Int]) -> ([Place], AllowlistHits) {
            let parts = indices.compactMap { $0 < hits.count ? hits[$0] : nil }
            return (
                indices.map { group[$0] },
                parts.dropFirst().reduce(parts.first ?? AllowlistHits()) { $0.intersection($1) }
            )
        }
        let options = context.options
        let (excused, open) = group.indices.partitioned {
            options.trustsMarkers && group[$0].holding.allowance.isValid(on: options.today)
                || $0 < hits.count && !hits[$0].isEmpty
        }
        guard !excused.isEmpty, let best = surest(of: open.map { group[$0] }) else {
            return common(Array(group.indices))
        }
        return context.isReportable(best.holding, at: []) ? common(open) : common(excused)
    }

    /// The first of the surest.
    private func surest(of group: [Place]) -> Place? {
        group.max { context.weight(of: $0.holding) < context.weight(of: $1.holding) }
    }

    /// In order of place.
    private func places(of found: ResolvedMatches, in piece: ContentPiece) -> [Place] {
        let markers = InlineMarkers(piece.bytes)
        let plain = found.plain.filter { piece.own.contains($0.secret.start) }.map {
            Place(
                span: $0.secret, holding: maker.holding(for: $0, in: piece.bytes, markers), encoding: nil, match: $0)
        }
        let decoded = found.decoded.filter { piece.own.contains($0.match.secret.start) }.map {
            Place(
                span: $0.match.secret, holding: maker.holding(for: $0, markers), encoding: $0.encoding, match: nil)
        }
        return (plain + decoded).sorted { ($0.span, $0.holding.rule) < ($1.span, $1.holding.rule) }
    }

    /// A credential is allowed only where every place of it is.
    private func holding(_ best: Place, of group: [Place]) -> Holding {
        Holding(
            credential: best.holding.credential, rule: best.holding.rule, score: best.holding.score,
            allowance: group.dropFirst().reduce(group[0].holding.allowance) { $0.and($1.holding.allowance) },
            evidence: best.holding.evidence)
    }

    /// What its resolver reads; of a secret that only its key tells, what the other half of the pair says.
    private func facts(
        about match: Match, beside companions: [SightingCompanion], in content: UnsafeRawBufferPointer
    ) -> PublicFacts {
        var facts = facts(about: match, in: content)
        guard facts.isEmpty, context.library.rules[match.rule].isGeneric else { return facts }
        for companion in companions {
            guard case .publicPart(let part) = companion.value else { continue }
            facts[companion.role.lowercased().replacing(" ", with: "_")] = String(decoding: part, as: UTF8.self)
        }
        if !facts.isEmpty { facts["type"] = "client" }
        return facts
    }

    private func facts(about match: Match, in content: UnsafeRawBufferPointer) -> PublicFacts {
        let rule = context.library.rules[match.rule]
        let (start, end) = (match.secret.start, match.secret.end)
        let key = context.key
        return ResolverRegistry.facts(
            about: SecretContext(
                secret: Array(content[start..<end]), kind: rule.definition.kind,
                provider: rule.credentialProvider, rule: rule.definition.id,
                before: Array(content[max(0, start - SecretContext.reach)..<start]),
                after: Array(content[end..<min(content.count, end + SecretContext.reach)]),
                tag: { String(key.fingerprint("rollcall.identity/1", [$0]).prefix(16)) }))
    }

    /// A credential at one place of a text.
    private struct Place {
        let span: ByteSpan
        let holding: Holding
        let encoding: String?
        /// nil for what stands encoded.
        let match: Match?

        var hiddenBy: Int? { match?.hiddenBy }
    }

    /// What the texts of matches say to allowlists, each for itself; empty where there are no lists.
    private func allowlistHits(of matches: [Match?], in content: UnsafeRawBufferPointer) -> [AllowlistHits] {
        guard let lists = context.options.suppressions.allowlists, !lists.isEmpty, let matcher = try? AllowlistMatcher()
        else { return [] }
        return matches.map { $0.map { lists.hits(of: $0, in: content, with: matcher) } ?? AllowlistHits() }
    }

    private func companions(
        of match: Match, among near: NearbyMatches, in content: UnsafeRawBufferPointer, lines: LineTable
    ) -> [SightingCompanion] {
        context.library.companions(of: match, among: near, in: content).map { companion in
            let value: SightingCompanion.Value =
                switch companion.content {
                case .secret(let rule):
                    .secret(credential: maker.number(of: companion.span, rule: rule, in: content), rule: Int32(rule))
                case .publicPart:
                    .publicPart(Array(content[companion.span.start..<companion.span.end].prefix(Self.longestPart)))
                }
            return SightingCompanion(
                role: companion.role, value: value, position: lines.position(of: companion.span.start))
        }
    }

    /// Bytes of a public part that are shown.
    private static let longestPart = 160
}

extension ScanContext {
    /// Which reading of a credential speaks for it: the surest, and of those that are as sure one that knows what it is
    /// before one that only knows a key's name.
    func weight(of holding: Holding) -> (Confidence.Band, Int, Int32) {
        let band = Confidence(score: EvidenceWeights.probability(of: Int(holding.score)), reasons: []).band
        return (band, library.rules[Int(holding.rule)].isGeneric ? 0 : 1, holding.score)
    }
}

extension Range<Int> {
    /// Those of which something is true, and the others.
    fileprivate func partitioned(_ isTrue: (Int) -> Bool) -> ([Int], [Int]) {
        var (first, second): ([Int], [Int]) = ([], [])
        for index in self { if isTrue(index) { first.append(index) } else { second.append(index) } }
        return (first, second)
    }
}
