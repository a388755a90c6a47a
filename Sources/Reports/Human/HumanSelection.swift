import Model

/// Which credentials a report for people shows one by one, and which it only counts by rule and place: of dumps, test
/// vectors and example tokens nobody reads thousands, and among thousands nobody finds those that matter.
struct HumanSelection {
    /// How many are shown one by one.
    struct Limits {
        /// Of one rule in one section.
        let ofRule: Int
        /// Of those, in one file: it must not hide the others.
        let inFile: Int
        /// In all sections of what is live, and as many of what is suppressed.
        let total: Int

        static let none = Limits(ofRule: .max, inFile: .max, total: .max)
    }

    /// Credentials of one confidence, or the suppressed ones.
    struct Section {
        /// nil for what is suppressed.
        let band: Confidence.Band?
        /// In the report's order.
        fileprivate(set) var shown: [CredentialSightings] = []
        /// In the report's order.
        fileprivate(set) var rest: [CredentialSightings] = []
    }

    let sections: [Section]

    var shown: [CredentialSightings] { sections.flatMap(\.shown) }
    var rest: [CredentialSightings] { sections.flatMap(\.rest) }

    /// - Parameter sightings: in the report's order.
    init(_ sightings: [CredentialSightings], limits: Limits) {
        var parts: [(band: Confidence.Band?, members: [CredentialSightings])] = []
        for credential in sightings {
            let band = credential.isSuppressed ? nil : credential.band
            if parts.isEmpty || parts[parts.count - 1].band != band { parts.append((band, [])) }
            parts[parts.count - 1].members.append(credential)
        }
        let ranks = parts.map { Self.ranks(of: $0.members, limits) }
        let live = Self.chosen(ranks, of: parts.indices.filter { parts[$0].band != nil }, total: limits.total)
        let suppressed = Self.chosen(ranks, of: parts.indices.filter { parts[$0].band == nil }, total: limits.total)
        sections = parts.indices.map { number in
            var section = Section(band: parts[number].band)
            for (position, credential) in parts[number].members.enumerated() {
                let place = Place(section: number, position: position)
                if live.contains(place) || suppressed.contains(place) {
                    section.shown.append(credential)
                } else {
                    section.rest.append(credential)
                }
            }
            return section
        }
    }

    private struct Place: Hashable {
        let section: Int
        let position: Int
    }

    /// For each credential the how-manieth of its rule it is; nil where there are enough of the rule, or of the file.
    private static func ranks(of members: [CredentialSightings], _ limits: Limits) -> [Int?] {
        let totals = Dictionary(members.map { ($0.first.rule.id, 1) }, uniquingKeysWith: +)
        var ofRule: [String: Int] = [:]
        var inFile: [String: [[UInt8]: Int]] = [:]
        return members.map { credential in
            let (rule, path) = (credential.first.rule.id, credential.first.location.path)
            let rank = ofRule[rule, default: 0]
            // A line that says there are two more is hardly shorter than the two.
            if limits.ofRule < .max - 2, totals[rule, default: 0] > limits.ofRule + 2 {
                guard rank < limits.ofRule, inFile[rule, default: [:]][path, default: 0] < limits.inFile else {
                    return nil
                }
                inFile[rule, default: [:]][path, default: 0] += 1
            }
            ofRule[rule] = rank + 1
            return rank
        }
    }

    /// Where there are too many for one report, the first of each rule goes before the second of any.
    private static func chosen(_ ranks: [[Int?]], of sections: [Int], total: Int) -> Set<Place> {
        var places: [(rank: Int, place: Place)] = []
        for section in sections {
            for (position, rank) in ranks[section].enumerated() {
                if let rank { places.append((rank, Place(section: section, position: position))) }
            }
        }
        if places.count > total {
            places.sort {
                ($0.place.section, $0.rank, $0.place.position) < ($1.place.section, $1.rank, $1.place.position)
            }
            places.removeLast(places.count - total)
        }
        return Set(places.map(\.place))
    }
}
