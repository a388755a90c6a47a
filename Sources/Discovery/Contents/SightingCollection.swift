internal import Detection
internal import Model

/// The sightings of a content in the making: they come piece by piece, in order of place.
struct SightingCollection {
    /// In the order in which their credentials came.
    private(set) var sightings: [Sighting] = []
    private var indices: [Int32: Int] = [:]

    /// - Parameter found: of the next piece, each credential once.
    mutating func add(_ found: [Sighting]) {
        if sightings.isEmpty {
            sightings = found
            for (index, sighting) in found.enumerated() { indices[sighting.holding.credential] = index }
            return
        }
        for sighting in found {
            if let index = indices[sighting.holding.credential] {
                sightings[index] = Self.joined(sightings[index], sighting)
            } else {
                indices[sighting.holding.credential] = sightings.count
                sightings.append(sighting)
            }
        }
    }

    /// One credential in two pieces: the first place of it is shown, and the best reading of it speaks for it.
    private static func joined(_ first: Sighting, _ second: Sighting) -> Sighting {
        let best = first.holding.score < second.holding.score ? second : first
        let holding = Holding(
            credential: first.holding.credential, rule: best.holding.rule, score: best.holding.score,
            // Allowed only where every place of it is.
            allowance: first.holding.allowance.and(second.holding.allowance), evidence: best.holding.evidence)
        return Sighting(
            holding: holding, places: first.places + second.places, end: first.end, excerpt: first.excerpt,
            inner: first.inner, encoding: first.encoding, companions: best.companions,
            allowlistHits: first.allowlistHits.intersection(second.allowlistHits), facts: best.facts)
    }
}
