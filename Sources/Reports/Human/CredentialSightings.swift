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
    static func grouped(_ findings: [Finding]) -> [CredentialSightings] {
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
        let inside = groups.map { CredentialSightings(findings: sorted($0, by: \.self)) }
        return sorted(inside, by: \.first)
    }

    /// Each finding by itself, the most important first.
    static func separate(_ findings: [Finding]) -> [CredentialSightings] {
        sorted(findings, by: \.self).map { CredentialSightings(findings: [$0]) }
    }

    /// The most important first; equals stay in their order.
    private static func sorted<Element>(_ elements: [Element], by finding: (Element) -> Finding) -> [Element] {
        if elements.count < 2 { return elements }
        let keys = elements.map { importance(finding($0)) }
        return elements.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { elements[$0] }
    }

    /// Smaller is more important: live before suppressed, high before low, standing before gone, then by score.
    private static func importance(_ finding: Finding) -> Int {
        let bands = Confidence.Band.allCases
        let band = bands.count - (bands.firstIndex(of: finding.confidence.band) ?? 0)
        let places = (finding.suppression == nil ? 0 : bands.count + 1) + band
        let score = 100 - Int((finding.confidence.score * 100).rounded())
        return (places * Whereabouts.allCases.count + Whereabouts(finding).rawValue) * 101 + score
    }
}
