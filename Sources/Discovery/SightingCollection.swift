internal import Model

/// The sightings of a content in the making: its matches come in order of place, piece by piece.
struct SightingCollection {
    private struct Group {
        var best: Holding
        var isAllowedInline: Bool
        var places: [TextPosition]
        let end: TextPosition
        let excerpt: Excerpt
    }

    /// Credentials in the order in which they came.
    private var order: [Int32] = []
    private var groups: [Int32: Group] = [:]

    /// - Parameter secret: its place in the piece that `lines` and `excerpts` were made for.
    mutating func add(_ holding: Holding, at secret: ByteSpan, lines: LineTable, excerpts: ExcerptMaker) {
        let place = lines.position(of: secret.start)
        let number = holding.credential
        guard groups[number] != nil else {
            order.append(number)
            groups[number] = Group(
                best: holding, isAllowedInline: holding.isAllowedInline, places: [place], end: lines.position(of: secret.end),
                excerpt: excerpts.excerpt(for: secret))
            return
        }
        // The best reading of it speaks for it; it is allowed only where every place of it is.
        if let best = groups[number]?.best, best.score < holding.score { groups[number]?.best = holding }
        if !holding.isAllowedInline { groups[number]?.isAllowedInline = false }
        groups[number]?.places.append(place)
    }

    var sightings: [Sighting] {
        order.compactMap { credential in
            groups[credential].map { group in
                Sighting(
                    holding: Holding(
                        credential: credential, rule: group.best.rule, score: group.best.score,
                        isAllowedInline: group.isAllowedInline, evidence: group.best.evidence),
                    places: group.places, end: group.end, excerpt: group.excerpt)
            }
        }
    }
}
