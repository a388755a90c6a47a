internal import Model

/// Which entries a walk must make although some objects are known: the unknown ones and the bases that they build on.
final class WalkPruning: Sendable {
    let known: NumberSet
    /// Per pack: whether the entry or one that hangs on it is unknown.
    private let needed: [ContiguousArray<Bool>]
    private let starts: [Int]

    init(catalog: ObjectCatalog, known: NumberSet) {
        self.known = known
        starts = catalog.starts
        needed = catalog.packs.enumerated().map { place, pack in
            var needed = ContiguousArray<Bool>(repeating: false, count: pack.count)
            for entry in 0..<pack.count where !known.contains(catalog.starts[place] + pack.position(entry)) {
                // Up to the first base that is needed anyway. A circle of deltas ends there too.
                var own = entry
                while own >= 0, !needed[own] {
                    needed[own] = true
                    own = pack.base(own)
                }
            }
            return needed
        }
    }

    func isNeeded(place: Int, entry: Int) -> Bool {
        place < needed.count ? needed[place][entry] : !known.contains(starts[place] + entry)
    }
}
