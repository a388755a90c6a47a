internal import GRDB

/// What an auditor would ask about.
package struct RollGap: Sendable {
    /// What is asked. The raw value is what `roll gaps` prints.
    package enum Kind: String, Sendable, CaseIterable {
        case noOwner = "no-owner"
        case longLived = "long-lived"
        case shared
        case inHistoryOnly = "in-history-only"
        case expired
        case literalAndVaulted = "literal-and-vaulted"
        case environmentMix = "environment-mix"
        case severalIdentities = "several-identities"
        case exceptionEnded = "exception-ended"

        package var title: String {
            switch self {
            case .noOwner: "nobody answers for it"
            case .longLived: "older than the limit, and not rotated since"
            case .shared: "one identity in several sources"
            case .inHistoryOnly: "taken out of the files, still in history, never rotated"
            case .expired: "expired and still there"
            case .literalAndVaulted: "vaulted in one place, literal in another"
            case .environmentMix: "the same in production and elsewhere"
            case .severalIdentities: "one secret for several identities"
            case .exceptionEnded: "its exception has ended"
            }
        }

        func condition(_ oldest: Int64) -> String {
            switch self {
            case .noOwner: "owner_set IS NULL AND state <> 'gone'"
            case .longLived:
                """
                credentials > 0 AND state IN ('exposed', 'in-history') AND introduced < \(oldest)
                    AND (rotated IS NULL OR rotated < \(oldest))
                """
            case .shared: "sources > 1 AND state <> 'gone'"
            case .inHistoryOnly: "credentials > 0 AND state = 'in-history' AND rotated IS NULL"
            case .expired: "expires < ?1 AND places_at_head > 0"
            case .literalAndVaulted: "places_at_head > 0 AND \"references\" > 0"
            case .environmentMix: "is_mixed AND state <> 'gone'"
            case .severalIdentities: SightingTrait.severalIdentities.condition
            case .exceptionEnded: "decision = 'accept' AND decision_until < ?1"
            }
        }
    }

    package let kind: Kind
    /// Of all identities that have it.
    package let count: Int
    /// The oldest first, as many as were asked for.
    package let identities: [IdentityRow]
}

extension Roll {
    /// - Parameters:
    ///   - days: how old a credential may grow.
    ///   - limit: how many identities each gap names.
    package func gaps(now: Int64, days: Int, limit: Int) throws(RollError) -> [RollGap] {
        let oldest = now - Int64(days) * 86_400
        return try read { db in
            try RollGap.Kind.allCases.map { kind in
                let condition = kind.condition(oldest)
                let count =
                    try Int.fetchOne(
                        db, sql: "SELECT count(*) FROM identity WHERE ?1 IS NOT NULL AND \(condition)", arguments: [now]
                    ) ?? 0
                let rows = try Row.fetchAll(
                    db,
                    sql:
                        "SELECT \(IdentityRow.columns) FROM identity WHERE \(condition) ORDER BY introduced, key LIMIT \(limit)",
                    arguments: [now])
                return RollGap(kind: kind, count: count, identities: rows.map(IdentityRow.init))
            }
        }
    }
}
