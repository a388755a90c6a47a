internal import GRDB
internal import Identities

/// Computes what follows from the facts: which places are gone, whose each credential is, and the sums that lists are
/// sorted by. Only for what an import touched.
struct Refresh {
    let db: Database

    func run(credentials: Set<Int64>, sources: Set<Int64>, identities: Set<Int64>) throws {
        try fill("touched_source", sources)
        try fill("touched", credentials)
        try fill("touched_identity", identities)
        try findWholeRuns()
        try closePlaces()
        try assignIdentities()
        try sumCredentials()
        try sumIdentities()
        try OwnerRefresh(db: db).run()
        try DecisionColumns(db: db).refresh()
    }

    /// Everything, after a merge.
    func runAll() throws {
        let pks = { (table: String) in Set(try Int64.fetchAll(db, sql: "SELECT pk FROM \(table)")) }
        try run(credentials: pks("credential"), sources: pks("source"), identities: pks("identity"))
    }

    private func fill(_ table: String, _ pks: Set<Int64>) throws {
        try db.execute(sql: "CREATE TEMP TABLE IF NOT EXISTS \(table) (pk INTEGER PRIMARY KEY) STRICT")
        try db.execute(sql: "DELETE FROM \(table)")
        let insert = try BulkStatement(db, "INSERT INTO \(table) (pk) VALUES (?)")
        for pk in pks.sorted() {
            insert.bind(pk)
            try insert.run()
        }
    }

    /// A run proves absence only if it was asked for the whole source, could read it, and all its findings are here.
    private func findWholeRuns() throws {
        try db.execute(
            sql: """
                UPDATE source SET (whole_run, whole_rank) = (
                    SELECT r.pk, r.rank FROM run_source rs JOIN run r ON r.pk = rs.run
                    WHERE rs.source = source.pk AND rs.is_whole AND r.finding_count = (
                        SELECT coalesce(sum(ps.size), 0) FROM run_source x JOIN place_set ps ON ps.pk = x.place_set WHERE x.run = r.pk)
                    ORDER BY r.rank DESC LIMIT 1)
                WHERE pk IN (SELECT pk FROM touched_source)
                """)
    }

    private func closePlaces() throws {
        let isGone = "(src.whole_rank IS NOT NULL AND s.as_of_rank < src.whole_rank)"
        // Rows of a source lie apart: where most sources are touched, reading all rows in their order is many times faster
        // than looking each one up.
        let (touched, all) = (
            try Int.fetchOne(db, sql: "SELECT count(*) FROM touched_source") ?? 0,
            try Int.fetchOne(db, sql: "SELECT count(*) FROM source") ?? 0
        )
        let column = touched * 2 > all ? "+s.source" : "s.source"
        try db.execute(
            sql: "CREATE TEMP TABLE IF NOT EXISTS turned (pk INTEGER PRIMARY KEY, credential INTEGER NOT NULL) STRICT")
        try db.execute(sql: "DELETE FROM turned")
        try db.execute(
            sql: """
                INSERT INTO turned SELECT s.pk, s.credential FROM sighting s JOIN source src ON src.pk = \(column)
                WHERE \(column) IN (SELECT pk FROM touched_source) AND s.is_gone <> \(isGone)
                """)
        try db.execute(sql: "INSERT OR IGNORE INTO touched SELECT DISTINCT credential FROM turned")
        try db.execute(sql: "UPDATE sighting SET is_gone = NOT is_gone WHERE pk IN (SELECT pk FROM turned)")
        for table in ["declaration", "reference"] {
            // A run that looked for artefacts proves absence once any of what it found is here: its findings may come alone.
            let isClosed = """
                (EXISTS (SELECT 1 FROM run r JOIN run_source rs ON rs.run = r.pk WHERE rs.source = a.source AND rs.is_whole
                    AND r.rank > a.as_of_rank AND (r.artefact_count = 0 OR r.artefact_count > 0 AND (
                        EXISTS (SELECT 1 FROM declaration d WHERE d.as_of = r.pk) OR EXISTS (SELECT 1 FROM reference d WHERE d.as_of = r.pk)))))
                """
            try db.execute(
                sql: """
                    INSERT OR IGNORE INTO touched_identity SELECT DISTINCT a.identity FROM \(table) a
                    WHERE a.source IN (SELECT pk FROM touched_source) AND a.is_gone <> \(isClosed)
                    """)
            try db.execute(
                sql: """
                    UPDATE \(table) AS a SET is_gone = \(isClosed)
                    WHERE a.source IN (SELECT pk FROM touched_source) AND a.is_gone <> \(isClosed)
                    """)
        }
    }

    /// A sighting is the identity's that its own surroundings tell; else that of another sighting of the same secret; else
    /// the credential is an identity of its own.
    private func assignIdentities() throws {
        try db.execute(
            sql:
                "CREATE TEMP TABLE IF NOT EXISTS resolved (credential INTEGER PRIMARY KEY, identity INTEGER NOT NULL) STRICT"
        )
        try db.execute(sql: "DELETE FROM resolved")
        // What the sightings belonged to before changes too.
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO touched_identity SELECT DISTINCT s.identity FROM sighting s
                WHERE s.identity IS NOT NULL AND s.credential IN (SELECT pk FROM touched)
                """)
        try db.execute(
            sql: """
                INSERT INTO resolved (credential, identity)
                SELECT credential, identity FROM (
                    SELECT s.credential AS credential, i.pk AS identity, min(i.key)
                    FROM sighting s JOIN identity i ON i.pk = s.claimed
                    WHERE s.credential IN (SELECT pk FROM touched) GROUP BY s.credential)
                """)
        for kind in try String.fetchAll(
            db,
            sql:
                "SELECT DISTINCT kind FROM credential WHERE pk IN (SELECT pk FROM touched) AND pk NOT IN (SELECT credential FROM resolved)"
        ) {
            let claim = IdentityClaim.unresolved(fingerprint: "", kind: kind, provider: "", redacted: "")
            try db.execute(
                sql: """
                    INSERT INTO identity (key, id, kind, provider, name, is_resolved)
                    SELECT 'credential:' || lower(hex(fingerprint)), lower(substr(hex(fingerprint), 1, 12)), ?, provider, redacted, 0
                    FROM credential WHERE kind = ? AND pk IN (SELECT pk FROM touched) AND pk NOT IN (SELECT credential FROM resolved)
                    ON CONFLICT (key) DO UPDATE SET provider = excluded.provider, name = excluded.name
                    """, arguments: [claim.kind.rawValue, kind])
        }
        try db.execute(
            sql: """
                INSERT INTO resolved (credential, identity)
                SELECT c.pk, i.pk FROM credential c JOIN identity i ON i.key = 'credential:' || lower(hex(c.fingerprint))
                WHERE c.pk IN (SELECT pk FROM touched) AND c.pk NOT IN (SELECT credential FROM resolved)
                """)
        try db.execute(
            sql: """
                UPDATE sighting AS s SET identity = coalesce(s.claimed, r.identity) FROM resolved r
                WHERE r.credential = s.credential AND s.identity IS NOT coalesce(s.claimed, r.identity)
                """)
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO touched_identity SELECT DISTINCT s.identity FROM sighting s
                WHERE s.identity IS NOT NULL AND s.credential IN (SELECT pk FROM touched)
                """)
        // A stand-in for an owner that is known by now.
        try db.execute(sql: "DELETE FROM owner WHERE identity IN (SELECT pk FROM identity WHERE \(Self.isOrphan))")
        try db.execute(sql: "DELETE FROM identity WHERE \(Self.isOrphan)")
    }

    private static let isOrphan = """
        NOT is_resolved AND pk IN (SELECT pk FROM touched_identity) AND NOT EXISTS (SELECT 1 FROM sighting s WHERE s.identity = identity.pk)
        """

    private func sumCredentials() throws {
        try db.execute(
            sql: """
                UPDATE credential SET places = a.places, places_at_head = a.exposed, sources = a.sources, introduced = a.introduced,
                    rotated = a.rotated, last_seen = a.last_seen,
                    state = CASE WHEN a.exposed > 0 THEN 'exposed' WHEN a.standing > 0 THEN 'in-history' ELSE 'gone' END
                FROM (SELECT s.credential AS credential, count(*) AS places, sum(s.is_exposed AND NOT s.is_gone) AS exposed,
                        sum(NOT s.is_gone) AS standing, count(DISTINCT s.source) AS sources,
                        min(coalesce(s.introduced, s.first_seen)) AS introduced, max(s.rotated) AS rotated, max(r.finished) AS last_seen
                    FROM sighting s LEFT JOIN run r ON r.pk = s.as_of
                    WHERE s.credential IN (SELECT pk FROM touched) GROUP BY s.credential) a
                WHERE a.credential = credential.pk
                """)
    }

    private func sumIdentities() throws {
        try db.execute(
            sql: """
                UPDATE identity SET credentials = a.credentials, places = a.places, places_at_head = a.exposed, sources = a.sources,
                    introduced = a.introduced, rotated = a.rotated, last_seen = a.last_seen, expires = a.expires, is_mixed = a.is_mixed,
                    state = CASE WHEN a.exposed > 0 THEN 'exposed' WHEN a.standing > 0 THEN 'in-history' ELSE 'gone' END
                FROM (SELECT s.identity AS identity, count(DISTINCT s.credential) AS credentials, count(*) AS places,
                        sum(s.is_exposed AND NOT s.is_gone) AS exposed, sum(NOT s.is_gone) AS standing,
                        count(DISTINCT s.source) AS sources, min(coalesce(s.introduced, s.first_seen)) AS introduced,
                        max(s.rotated) AS rotated, max(r.finished) AS last_seen, max(c.expires) AS expires,
                        count(DISTINCT s.environment) > 1 AS is_mixed
                    FROM sighting s JOIN credential c ON c.pk = s.credential LEFT JOIN run r ON r.pk = s.as_of
                    WHERE s.identity IN (SELECT pk FROM touched_identity) GROUP BY s.identity) a
                WHERE a.identity = identity.pk
                """)
        for table in ["declaration", "reference"] {
            try db.execute(
                sql: """
                    UPDATE identity SET "\(table)s" = (SELECT count(*) FROM \(table) a WHERE a.identity = identity.pk AND NOT a.is_gone AND a.at_head)
                    WHERE pk IN (SELECT pk FROM touched_identity)
                    """)
        }
        // No literal stands anywhere, and configuration points at a vault or declares it.
        try db.execute(
            sql: """
                UPDATE identity SET state = CASE WHEN "references" > 0 THEN 'vaulted' WHEN declarations > 0 AND places = 0 THEN 'declared'
                        -- Configuration that was taken away, as history tells.
                        WHEN places = 0 AND (EXISTS (SELECT 1 FROM declaration WHERE identity = identity.pk AND NOT is_gone)
                            OR EXISTS (SELECT 1 FROM reference WHERE identity = identity.pk AND NOT is_gone)) THEN 'in-history'
                        WHEN places = 0 THEN 'gone' ELSE state END,
                    introduced = CASE WHEN places > 0 THEN introduced ELSE (SELECT min(coalesce(i, first_seen)) FROM (
                        SELECT introduced AS i, first_seen FROM declaration WHERE identity = identity.pk
                        UNION ALL SELECT introduced, first_seen FROM reference WHERE identity = identity.pk)) END
                WHERE pk IN (SELECT pk FROM touched_identity) AND state <> 'exposed'
                """)
        try db.execute(
            sql: """
                UPDATE identity SET sources = (SELECT count(*) FROM (SELECT source FROM sighting WHERE identity = identity.pk
                        UNION SELECT source FROM declaration WHERE identity = identity.pk
                        UNION SELECT source FROM reference WHERE identity = identity.pk))
                WHERE pk IN (SELECT pk FROM touched_identity) AND (EXISTS (SELECT 1 FROM declaration WHERE identity = identity.pk)
                    OR EXISTS (SELECT 1 FROM reference WHERE identity = identity.pk))
                """)
    }
}
