internal import Detection
internal import Model

/// The sightings of a content in the making: they come piece by piece, in order of place.
struct SightingCollection {
    /// In the order in which their credentials came.
    private(set) var sightings: [Sighting] = []
    private var indices: [Int32: Int] = [:]
    private let context: ScanContext

    init(context: ScanContext) { self.context = context }

    /// - Parameter found: of the next piece, each credential once.
    mutating func add(_ found: [Sighting]) {
        if sightings.isEmpty {
            sightings = found
            for (index, sighting) in found.enumerated() { indices[sighting.holding.credential] = index }
            return
        }
        for sighting in found {
            if let index = indices[sighting.holding.credential] {
                sightings[index] = joined(sightings[index], sighting)
            } else {
                indices[sighting.holding.credential] = sightings.count
                sightings.append(sighting)
            }
        }
    }

    /// One credential in two pieces: the best reading of it speaks for it, and is shown. What is excused in one piece is
    /// excused there alone.
    private func joined(_ first: Sighting, _ second: Sighting) -> Sighting {
        let (isFirst, isSecond) = (isExcused(first), isExcused(second))
        if isFirst != isSecond {
            let (excused, open) = isFirst ? (first, second) : (second, first)
            return context.isReportable(open.holding, at: []) ? open : excused
        }
        if (first.hiddenBy == nil) != (second.hiddenBy == nil) { return first.hiddenBy == nil ? first : second }
        let best = context.weight(of: first.holding) < context.weight(of: second.holding) ? second : first
        let other = best.places == first.places ? second : first
        let holding = Holding(
            credential: first.holding.credential, rule: best.holding.rule, score: best.holding.score,
            // Allowed only where every place of it is.
            allowance: first.holding.allowance.and(second.holding.allowance), evidence: best.holding.evidence)
        var sighting = Sighting(
            holding: holding, places: best.places + other.places, end: best.end, excerpt: best.excerpt,
            inner: best.inner, encoding: best.encoding, companions: best.companions,
            allowlistHits: first.allowlistHits.intersection(second.allowlistHits), facts: best.facts)
        sighting.leads = first.leads.union(second.leads)
        sighting.hiddenBy = best.hiddenBy
        sighting.otherwise = best.otherwise.isEmpty ? other.otherwise : best.otherwise
        return sighting
    }

    private func isExcused(_ sighting: Sighting) -> Bool {
        let options = context.options
        return options.trustsMarkers && sighting.holding.allowance.isValid(on: options.today)
            || !sighting.allowlistHits.isEmpty
    }
}
