internal import Model

/// One credential and all findings of it, the most important first.
struct CredentialSightings {
    let findings: [Finding]

    var first: Finding { findings[0] }
    /// Suppressed only if it is everywhere.
    var isSuppressed: Bool { findings.allSatisfy { $0.suppression != nil } }
    var band: Confidence.Band { first.confidence.band }
    /// A name and no secret. Suppressed ones stand among what is suppressed.
    var isName: Bool { first.credential.isIdentifier && !isSuppressed }

    /// Groups by fingerprint; equal ones keep the report's order.
    /// - Parameter now: in seconds since 1970; what has expired by then comes after what opens something.
    static func grouped(_ findings: [Finding], now: Int64) -> [CredentialSightings] {
        var positions: [String: Int] = [:]
        var groups: [[Finding]] = []
        for finding in findings {
            if let position = positions[finding.credential.fingerprint] {
                groups[position].append(finding)
            } else {
                positions[finding.credential.fingerprint] = groups.count
                groups.append([finding])
            }
        }
        let inside = groups.map { CredentialSightings(findings: sorted($0, now: now, by: \.self)) }
        return sorted(inside, now: now, by: \.first)
    }

    /// Each finding by itself, the most important first.
    static func separate(_ findings: [Finding], now: Int64) -> [CredentialSightings] {
        sorted(findings, now: now, by: \.self).map { CredentialSightings(findings: [$0]) }
    }

    /// The most important first; equals stay in their order.
    private static func sorted<Element>(
        _ elements: [Element], now: Int64, by finding: (Element) -> Finding
    ) -> [Element] {
        if elements.count < 2 { return elements }
        let keys = elements.map { importance(finding($0), now: now) }
        return elements.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { elements[$0] }
    }

    /// Smaller is more important: live before suppressed, high before low, before what has expired,
    /// standing before gone, then by score.
    private static func importance(_ finding: Finding, now: Int64) -> Int {
        let bands = Confidence.Band.allCases
        let band = bands.count - (bands.firstIndex(of: finding.confidence.band) ?? 0)
        let places = (finding.suppression == nil ? 0 : bands.count + 1) + band
        let score = 100 - Int((finding.confidence.score * 100).rounded())
        let isOver = finding.hasExpired(by: Timestamp(seconds: now, offsetInMinutes: 0))
        let rank = places * 2 + (isOver ? 1 : 0)
        return (rank * Whereabouts.allCases.count + Whereabouts(finding).rawValue) * 101 + score
    }
}
