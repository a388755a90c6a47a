internal import GRDB
internal import Identities
package import Model

/// Which findings need not be shown, because somebody decided so and it still holds.
package struct DecidedSuppressions: Sendable {
    private let credentials: [String: String]
    private let identities: [String: String]
    private let places: [String: String]
    private let layers: KeyLayers

    /// The reason, or nil if nothing was decided about it.
    package func reason(for finding: Finding, sourceName: String) -> String? {
        guard let fingerprint = Fingerprint(hex: finding.credential.fingerprint).map(layers.apply) else { return nil }
        if let reason = credentials[fingerprint.hex] { return reason }
        if !identities.isEmpty,
            let claim = ResolverRegistry.identity(
                from: PublicFacts(finding.publicFacts), provider: finding.credential.provider),
            let reason = identities[claim.naming(source: sourceName).key]
        {
            return reason
        }
        guard !places.isEmpty else { return nil }
        return places[
            Hexadecimal.text(FactID.sighting(FindingRecord(finding), source: sourceName, fingerprint: fingerprint))]
    }

    package var isEmpty: Bool { credentials.isEmpty && identities.isEmpty && places.isEmpty }

    fileprivate init(
        credentials: [String: String], identities: [String: String], places: [String: String], layers: KeyLayers
    ) {
        self.layers = layers
        self.credentials = credentials
        self.identities = identities
        self.places = places
    }
}

extension Roll {
    /// What was accepted (and has not run out) or found to be none, as of `now`.
    package func suppressions(now: Int64) throws(RollError) -> DecidedSuppressions {
        try read { db in
            let decided = try DecidedReasons(db, now: now)
            return DecidedSuppressions(
                credentials: decided.credentials, identities: decided.identities, places: decided.places,
                layers: decided.credentials.isEmpty && decided.places.isEmpty ? KeyLayers() : try keyLayers(db))
        }
    }
}

/// Reasons by what they were decided about: fingerprints and ids as the roll has them.
struct DecidedReasons {
    private(set) var credentials: [String: String] = [:]
    private(set) var identities: [String: String] = [:]
    private(set) var places: [String: String] = [:]

    init(_ db: Database, now: Int64) throws {
        var latest: [String: DecisionEntry] = [:]
        for entry in try Roll.entries(db) where entry.decision.action != .owner {
            if let known = latest[entry.decision.subject], known.supersedes(entry) { continue }
            latest[entry.decision.subject] = entry
        }
        for (subject, entry) in latest {
            let decision = entry.decision
            let reason: String
            switch decision.action {
            case .accept:
                guard let until = decision.until, until > now else { continue }
                reason = "accepted until \(CivilTime.date(until)) by \(decision.by): \(decision.reason)"
            case .falsePositive: reason = "false positive, says \(decision.by): \(decision.reason)"
            default: continue
            }
            if subject.hasPrefix("credential:") {
                credentials[String(subject.dropFirst("credential:".count))] = reason
            }
            if subject.hasPrefix("place:") { places[String(subject.dropFirst("place:".count))] = reason }
            guard subject.hasPrefix("identity:") else { continue }
            let key = String(subject.dropFirst("identity:".count))
            identities[key] = reason
            // A credential that was on its own when it was decided about, and belongs to an identity by now.
            if key.hasPrefix("credential:") {
                let fingerprint = String(key.dropFirst("credential:".count))
                credentials[fingerprint] = credentials[fingerprint] ?? reason
            }
            // Places of it whose own surroundings do not tell the identity.
            for fingerprint in try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT lower(hex(c.fingerprint)) FROM identity i JOIN sighting s ON s.identity = i.pk
                    JOIN credential c ON c.pk = s.credential WHERE i.key = ?
                    """, arguments: [key])
            {
                credentials[fingerprint] = credentials[fingerprint] ?? reason
            }
        }
    }

    /// Of a finding that was made from the roll.
    func suppression(of finding: Finding) -> Suppression? {
        (credentials[finding.credential.fingerprint] ?? places[finding.id]).map {
            Suppression(kind: .decision, reason: $0)
        }
    }
}
