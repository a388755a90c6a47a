internal import GRDB
internal import Identities

/// AWS roles and users that are named by ARN in one place and by their bare name in another.
///
/// The account of a bare name cannot be told where it stands. But where only one account is known to have that name, there is
/// nobody else it could mean: in its own source, or else in the whole roll if no other source has that bare name too. Which
/// identity a declaration has is computed from all that is known, so the order of imports does not show.
struct Principals {
    let db: Database

    /// Those that are named in a place, by kind and name.
    private struct Known {
        /// Numbers of identities with an account.
        var full: [Int64] = []
        /// Keys without one.
        var bare: Set<String> = []
    }

    func assign() throws {
        let claimed = try String.fetchAll(
            db, sql: "SELECT DISTINCT claimed FROM declaration WHERE claimed IS NOT NULL ORDER BY 1")
        guard !claimed.isEmpty else { return }
        var known: [Substring: Known] = [:]
        for key in claimed {
            if let name = AWSPrincipal(key: key)?.kindAndName { known[name, default: Known()].bare.insert(key) }
        }
        let rows = try Row.fetchAll(
            db, sql: "SELECT pk, key FROM identity WHERE key GLOB 'aws:role:*' OR key GLOB 'aws:user:*' ORDER BY key")
        for row in rows {
            guard let principal = AWSPrincipal(key: row[1]), principal.isFull else { continue }
            known[principal.kindAndName]?.full.append(row[0])
        }
        for key in claimed {
            guard let principal = AWSPrincipal(key: key), let own = known[principal.kindAndName] else { continue }
            try assign(key, to: try only(own, beside: key) ?? identity(principal))
        }
        try forgetUnused()
    }

    private func only(_ known: Known, beside key: String) throws -> Int64? {
        guard !known.full.isEmpty else { return nil }
        let list = known.full.map(String.init).joined(separator: ", ")
        let near = try Int64.fetchAll(
            db,
            sql: """
                SELECT DISTINCT identity FROM declaration WHERE claimed IS NULL AND identity IN (\(list))
                AND source IN (SELECT source FROM declaration WHERE claimed = ?)
                """, arguments: [key])
        if !near.isEmpty { return near.count == 1 ? near[0] : nil }
        return known.full.count == 1 && known.bare.count == 1 ? known.full[0] : nil
    }

    private func assign(_ key: String, to identity: Int64) throws {
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO touched_identity SELECT identity FROM declaration WHERE claimed = ?1 AND identity <> ?2
                UNION SELECT ?2 WHERE EXISTS (SELECT 1 FROM declaration WHERE claimed = ?1 AND identity <> ?2)
                    -- What was known of it may have changed, and it came under its bare name.
                    OR EXISTS (SELECT 1 FROM identity i JOIN touched_identity t ON t.pk = i.pk WHERE i.key = ?1)
                """, arguments: [key, identity])
        try db.execute(
            sql: "UPDATE declaration SET identity = ?2 WHERE claimed = ?1 AND identity <> ?2",
            arguments: [key, identity])
    }

    private func identity(_ principal: AWSPrincipal) throws -> Int64 {
        let claim = principal.claim
        return try Int64.fetchOne(
            db,
            sql: """
                INSERT INTO identity (key, id, kind, provider, name, account, is_resolved) VALUES (?, ?, ?, ?, ?, NULL, 1)
                ON CONFLICT (key) DO UPDATE SET kind = kind RETURNING pk
                """,
            arguments: [claim.key, FactID.identity(claim.key), claim.kind.rawValue, claim.provider, claim.name]) ?? 0
    }

    /// Bare names that belong to somebody now.
    private func forgetUnused() throws {
        let unused = try Int64.fetchAll(
            db,
            sql: """
                SELECT i.pk FROM (SELECT DISTINCT claimed FROM declaration WHERE claimed IS NOT NULL) d JOIN identity i ON i.key = d.claimed
                WHERE NOT EXISTS (SELECT 1 FROM declaration x WHERE x.identity = i.pk)
                AND NOT EXISTS (SELECT 1 FROM reference x WHERE x.identity = i.pk)
                AND NOT EXISTS (SELECT 1 FROM sighting x WHERE x.identity = i.pk OR x.claimed = i.pk)
                """)
        for pk in unused {
            try db.execute(sql: "DELETE FROM owner WHERE identity = ?", arguments: [pk])
            try db.execute(sql: "DELETE FROM touched_identity WHERE pk = ?", arguments: [pk])
            try db.execute(sql: "DELETE FROM identity WHERE pk = ?", arguments: [pk])
        }
    }
}
