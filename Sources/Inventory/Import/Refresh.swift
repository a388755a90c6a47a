internal import GRDB
internal import Identities

/// Computes what follows from the facts: which places are gone, whose each credential is, and the sums that lists are
/// sorted by. Only for what an import touched; where that is most of the roll, for all of it in one pass over its sightings.
struct Refresh {
    let db: Database

    /// - Parameter own: identities that credentials got on their own in this import, by credential.
    func run(credentials: Set<Int64>, sources: Set<Int64>, identities: Set<Int64>, own: OwnIdentityTable = .init())
        throws
    {
        let isWhole = credentials.count * 2 > (try Int.fetchOne(db, sql: "SELECT count(*) FROM credential") ?? 0)
        try fill("touched_source", sources)
        try fill("touched", isWhole ? [] : credentials)
        try fill("touched_identity", isWhole ? [] : identities)
        if isWhole { try db.execute(sql: "INSERT INTO touched_identity SELECT pk FROM identity") }
        try findWholeRuns()
        if !isWhole { try closePlaces() }
        try closeArtefacts()
        try Principals(db: db).assign()
        let maps = try OwnerRefresh(db: db).mailmaps()
        try sumSightings(isWhole: isWhole, own: own, maps: maps)
        try sumArtefacts()
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
        try add(pks, to: table)
    }

    private func add(_ pks: Set<Int64>, to table: String) throws {
        let insert = try BulkStatement(db, "INSERT OR IGNORE INTO \(table) (pk) VALUES (?)")
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

    /// Of the sources that were touched; their credentials are touched then.
    private func closePlaces() throws {
        let isGone = "(src.whole_rank IS NOT NULL AND s.as_of_rank < src.whole_rank)"
        try db.execute(
            sql: "CREATE TEMP TABLE IF NOT EXISTS turned (pk INTEGER PRIMARY KEY, credential INTEGER NOT NULL) STRICT")
        try db.execute(sql: "DELETE FROM turned")
        try db.execute(
            sql: """
                INSERT INTO turned SELECT s.pk, s.credential FROM sighting s JOIN source src ON src.pk = s.source
                WHERE s.source IN (SELECT pk FROM touched_source) AND s.is_gone <> \(isGone)
                """)
        try db.execute(sql: "INSERT OR IGNORE INTO touched SELECT DISTINCT credential FROM turned")
        try db.execute(sql: "UPDATE sighting SET is_gone = NOT is_gone WHERE pk IN (SELECT pk FROM turned)")
    }

    private func closeArtefacts() throws {
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

    // MARK: Sightings

    private func sumSightings(isWhole: Bool, own: OwnIdentityTable, maps: [Int64: Mailmap]) throws {
        var assignment = try IdentityAssignment(db, isWhole: isWhole, own: own)
        if isWhole { try assignment.close() }
        let touched = try assignment.assign()
        if isWhole {
            try db.execute(sql: "INSERT OR IGNORE INTO touched_identity SELECT pk FROM identity")
        } else {
            try add(touched, to: "touched_identity")
        }
        try forgetOrphans()
        if !isWhole { try touchOwned() }
        let sums = try Sums(db)
        try sums.store(credentials: assignment.groups, of: assignment.rows, claims: assignment.claims)
        let rows =
            isWhole
            ? assignment.rows : try SightingRows.load(db, where: "identity IN (SELECT pk FROM touched_identity)")
        let groups = SightingGroups(rows, by: { $0.identity })
        let wanted =
            isWhole
            ? "" : "AND pk IN (SELECT credential FROM sighting WHERE identity IN (SELECT pk FROM touched_identity))"
        let several = try Int64.fetchAll(db, sql: "SELECT pk FROM credential WHERE identities > 1 \(wanted)")
        var expiries: [UInt32: Int64] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT pk, expires FROM credential WHERE expires IS NOT NULL \(wanted)") {
            expiries[UInt32(truncatingIfNeeded: row[0] as Int64)] = row[1]
        }
        try sums.store(
            identities: groups, of: rows, several: Set(several.map { UInt32(truncatingIfNeeded: $0) }),
            expiries: expiries)
        try forgetSums()
        try db.execute(
            sql: "DELETE FROM owner WHERE kind <> 'manual' AND identity IN (SELECT pk FROM touched_identity)")
        try AuthorRefresh(db: db, maps: maps).run(rows, groups, isWhole: isWhole)
    }

    /// Of a source whose list of owners changed all identities are touched.
    private func touchOwned() throws {
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO touched_identity SELECT DISTINCT identity FROM (SELECT identity, source FROM sighting
                    UNION ALL SELECT identity, source FROM declaration UNION ALL SELECT identity, source FROM reference)
                WHERE identity IS NOT NULL AND source IN (SELECT source FROM ownership WHERE source IN (SELECT pk FROM touched_source))
                """)
    }

    /// Stand-ins for an owner that is known by now.
    private func forgetOrphans() throws {
        let isOrphan = """
            NOT is_resolved AND pk IN (SELECT pk FROM touched_identity) AND NOT EXISTS (SELECT 1 FROM sighting s WHERE s.identity = identity.pk)
            """
        try db.execute(sql: "DELETE FROM owner WHERE identity IN (SELECT pk FROM identity WHERE \(isOrphan))")
        try db.execute(sql: "DELETE FROM identity WHERE \(isOrphan)")
    }

    /// Of identities that have no sighting, or none any more.
    private func forgetSums() throws {
        try db.execute(
            sql: """
                UPDATE identity SET credentials = 0, places = 0, places_at_head = 0, sources = 0, rotated = NULL, last_seen = NULL,
                    expires = NULL, is_mixed = 0, traits = 0, state = 'gone'
                WHERE places > 0 AND pk IN (SELECT pk FROM touched_identity) AND NOT EXISTS (SELECT 1 FROM sighting s WHERE s.identity = identity.pk)
                """)
    }

    // MARK: Artefacts

    private func sumArtefacts() throws {
        for table in ["declaration", "reference"] {
            try db.execute(
                sql: """
                    UPDATE identity SET "\(table)s" = (SELECT count(*) FROM \(table) a WHERE a.identity = identity.pk AND NOT a.is_gone AND a.at_head)
                    WHERE pk IN (SELECT pk FROM touched_identity) AND ("\(table)s" > 0 OR pk IN (SELECT identity FROM \(table)))
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
                WHERE pk IN (SELECT pk FROM touched_identity) AND state <> 'exposed' AND ("references" > 0 OR places = 0)
                """)
        try db.execute(
            sql: """
                UPDATE identity SET sources = (SELECT count(*) FROM (SELECT source FROM sighting WHERE identity = identity.pk
                        UNION SELECT source FROM declaration WHERE identity = identity.pk
                        UNION SELECT source FROM reference WHERE identity = identity.pk))
                WHERE pk IN (SELECT pk FROM touched_identity)
                AND (pk IN (SELECT identity FROM declaration) OR pk IN (SELECT identity FROM reference))
                """)
    }
}
