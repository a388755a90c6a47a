/// How a baseline and what is found now differ.
package struct BaselineChange {
    /// Entries that are still found.
    package private(set) var kept: Set<Baseline.Entry> = []
    /// Sorted, as `new`.
    package private(set) var gone: [Baseline.Entry] = []
    package private(set) var new: [Baseline.Entry] = []
    /// Entries whose value is found in another file, while it is gone from theirs, or their file is gone and only the
    /// history has it.
    package private(set) var moved: [(Baseline.Entry, Baseline.Entry)] = []

    private struct Place: Hashable {
        let fingerprint: String
        let path: [UInt8]

        init(_ entry: Baseline.Entry) {
            fingerprint = entry.fingerprint
            path = entry.path
        }
    }

    /// - Parameters:
    ///   - tree: where files are looked for if entries move along with their values; nil if they stay.
    ///   - keepsGone: nothing proves that what was not found is gone.
    package init(from old: Set<Baseline.Entry>, found: Set<Baseline.Entry>, followedIn tree: String?, keepsGone: Bool) {
        let known = Set(old.map(Place.init))
        let there = Set(found.map(Place.init))
        // Entries keep the rule they were written with: what finds a value may change, and the file should not.
        var fresh = found.filter { !known.contains(Place($0)) }.sorted()
        var seen: Set<Place> = []
        fresh.removeAll { !seen.insert(Place($0)).inserted }
        for entry in old.sorted() {
            if there.contains(Place(entry)) {
                kept.insert(entry)
                guard let tree, Baseline.isGone(entry.path, from: tree) else { continue }
                while let index = fresh.firstIndex(where: { $0.fingerprint == entry.fingerprint }) {
                    moved.append((entry, fresh.remove(at: index)))
                }
            } else if tree != nil, let index = fresh.firstIndex(where: { $0.fingerprint == entry.fingerprint }) {
                moved.append((entry, fresh.remove(at: index)))
            } else if keepsGone {
                kept.insert(entry)
            } else {
                gone.append(entry)
            }
        }
        new = fresh
    }
}
