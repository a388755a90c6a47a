internal import GRDB

/// What reports of the roll are made from: all of it as of one moment, identity by identity.
package struct RollReport: Sendable {
    /// Seconds since 1970.
    package let made: Int64
    /// How old a credential may grow without rotation.
    package let days: Int
    package let statistics: RollStatistics
    /// The oldest first.
    package let stories: [IdentityStory]
    /// How many identities there are, with those that were left out.
    package let total: Int
    /// By gap, the identities (`IdentityRow.pk`) that have it.
    package let gaps: [(kind: RollGap.Kind, identities: Set<Int64>)]
    /// Every source, with the last run that looked at it.
    package let scanned: [EvidencePackage.Scanned]
    /// Oldest first.
    package let decisions: [DecisionEntry]
    /// The heads of the log, and what is wrong with it.
    package let heads: [String]
    package let fault: String?
    /// Of the whole roll, as `roll stats --digest` prints it.
    package let digest: String
    /// Why a credential (by fingerprint) or a place (by id) need not be shown, because somebody decided so and it holds.
    package let decidedCredentials: [String: String]
    package let decidedPlaces: [String: String]
}

extension Roll {
    /// - Parameters:
    ///   - filter: which identities; its order is kept.
    ///   - days: how old a credential may grow.
    package func report(_ filter: IdentityFilter, now: Int64, days: Int) throws(RollError) -> RollReport {
        let (log, digest) = (try verifyLog(), try digest())
        let (rows, total) = try identities(filter, now: now)
        return try read { db in
            let decided = try DecidedReasons(db, now: now)
            return RollReport(
                made: now, days: days, statistics: try Self.statistics(db, now: now, runs: 100),
                stories: try rows.map { try Self.story(db, of: $0, now: now) }, total: total,
                gaps: try RollGap.Kind.allCases.map { ($0, try Self.identities(db, with: $0, now: now, days: days)) },
                scanned: try Self.scanned(db), decisions: try Self.entries(db), heads: log.heads,
                fault: log.fault.map { "entry \($0.height), \($0.entry.prefix(12)): \($0.reason)" }, digest: digest,
                decidedCredentials: decided.credentials, decidedPlaces: decided.places)
        }
    }

    private static func identities(_ db: Database, with gap: RollGap.Kind, now: Int64, days: Int) throws -> Set<Int64> {
        let condition = gap.condition(now - Int64(days) * 86_400)
        return Set(
            try Int64.fetchAll(
                db, sql: "SELECT pk FROM identity WHERE ?1 IS NOT NULL AND (\(condition))", arguments: [now]))
    }
}

extension IdentityStory {
    /// What brought a credential to a place, if a commit is known.
    package func introduction(to place: Place) -> RollEvent? {
        events.first {
            [.introduced, .reused, .moved, .reintroduced].contains($0.kind) && $0.credential == place.fingerprint
                && $0.source == place.source && $0.path == place.path
        }
    }

    /// What took it away last, if it is gone from the files.
    package func removal(from place: Place) -> RollEvent? {
        guard !place.isExposed else { return nil }
        return events.last {
            [.removed, .rotated, .vaulted].contains($0.kind) && $0.credential == place.fingerprint
                && $0.source == place.source && $0.path == place.path
        }
    }
}

/// Facts as the roll keeps them: a JSON object of texts.
package enum RollFacts {
    /// Nothing where there is nothing, or what cannot be read.
    package static func values(of document: String?) -> [String: String] {
        guard let document else { return [:] }
        var values: [String: String] = [:]
        _ = try? Array(document.utf8).withUnsafeBytes { bytes in
            var json = JSONCursor(bytes)
            try json.object { json, key throws(JSONCursor.Fault) in
                values[String(decoding: key, as: UTF8.self)] = try json.string()
            }
        }
        return values
    }
}
