internal import GRDB

/// The roll in numbers.
package struct RollStatistics: Sendable {
    /// How many identities have something in common.
    package struct Count: Sendable {
        package let name: String
        package let count: Int
    }

    /// A run that the roll took in.
    package struct Run: Sendable {
        package let id: String
        /// Seconds since 1970.
        package let finished: Int64
        package let sources: Int
        package let findings: Int
        /// Whether its coverage has no gaps.
        package let isComplete: Bool
    }

    package var identities = 0
    package var unresolved = 0
    package var credentials = 0
    package var places = 0
    /// Places at which it does not stand any more.
    package var closedPlaces = 0
    package var declarations = 0
    package var references = 0
    package var sources = 0
    package var runs = 0
    package var decisions = 0
    package var withoutOwner = 0
    package var states: [Count] = []
    package var kinds: [Count] = []
    package var providers: [Count] = []
    /// The latest first, ten at most.
    package var latestRuns: [Run] = []
}

extension Roll {
    /// - Parameter now: seconds since 1970, against which decisions that end are held.
    package func statistics(now: Int64) throws(RollError) -> RollStatistics {
        try read { db in try Self.statistics(db, now: now) }
    }

    /// - Parameter runs: how many of the latest.
    static func statistics(_ db: Database, now: Int64, runs: Int = 10) throws -> RollStatistics {
        func number(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
        func counts(_ expression: String) throws -> [RollStatistics.Count] {
            try Row.fetchAll(
                db, sql: "SELECT \(expression) AS name, count(*) FROM identity GROUP BY 1 ORDER BY 2 DESC, 1"
            )
            .map { RollStatistics.Count(name: $0[0], count: $0[1]) }
        }
        var result = RollStatistics()
        result.identities = try number("SELECT count(*) FROM identity")
        result.unresolved = try number("SELECT count(*) FROM identity WHERE NOT is_resolved")
        result.withoutOwner = try number("SELECT count(*) FROM identity WHERE owner IS NULL")
        result.credentials = try number("SELECT count(*) FROM credential")
        result.places = try number("SELECT count(*) FROM sighting")
        result.closedPlaces = try number("SELECT count(*) FROM sighting WHERE is_gone")
        result.declarations = try number("SELECT count(*) FROM declaration")
        result.references = try number("SELECT count(*) FROM reference")
        result.sources = try number("SELECT count(*) FROM source")
        result.runs = try number("SELECT count(*) FROM run")
        result.decisions = try number("SELECT count(*) FROM decision")
        result.states = try counts(IdentityState.expression(now: "\(now)"))
        result.kinds = try counts("kind")
        result.providers = try counts("provider")
        result.latestRuns = try Row.fetchAll(
            db,
            sql: """
                SELECT r.id, r.finished, (SELECT count(DISTINCT source) FROM run_source WHERE run = r.pk), r.finding_count, r.is_complete
                FROM run r ORDER BY r.rank DESC LIMIT \(runs)
                """
        ).map { RollStatistics.Run(id: $0[0], finished: $0[1], sources: $0[2], findings: $0[3], isComplete: $0[4]) }
        return result
    }
}
