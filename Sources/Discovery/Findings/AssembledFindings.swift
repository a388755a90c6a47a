internal import Detection
internal import Model

/// What came of a target's drafts.
struct AssembledFindings {
    let findings: [Finding]
    /// Takes secrets out of names that are printed elsewhere.
    let scrubber: Scrubber
    /// Findings with a marker that suppresses nothing, because the target is not trusted.
    let ignoredMarkers: Int
    /// The days on which the findings are the same; nil if the day makes no difference.
    let dates: MarkerDates?
}

/// The days between which no marker comes to its end.
struct MarkerDates: Hashable, Codable, Sendable {
    /// `2026-12-31`.
    let first: String
    /// nil if all have come to their ends.
    let last: String?

    /// nil if no marker has an end.
    init?(_ allowances: [InlineAllowance], today: CivilDate) {
        let ends = allowances.compactMap { if case .until(let day) = $0 { day } else { nil } }
        if ends.isEmpty { return nil }
        first = today.description
        last = ends.filter { $0 >= today }.min()?.description
    }

    func contains(_ day: CivilDate) -> Bool {
        guard let first = CivilDate(first) else { return false }
        return first <= day && (last.flatMap { CivilDate($0) }.map { day <= $0 } ?? true)
    }
}
