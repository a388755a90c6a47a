internal import GRDB
private import Foundation

extension Roll {
    /// Adds everything another roll knows. The other one is only read.
    package func merge(_ other: Roll) throws(RollError) -> ImportSummary {
        let files = [path, other.path].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath() }
        if files[0] == files[1] { throw .refused("\(other.path) is the roll itself; name another to merge") }
        // What was forged would be in the log for good: entries are never taken out.
        if let fault = try other.verifyLog().fault {
            throw .refused(
                "the log of \(other.path) is not sound: entry \(fault.entry.prefix(12)): \(fault.reason); nothing was taken (`rollcall roll verify` looks at it)"
            )
        }
        do {
            return try database.writeWithoutTransaction { db in
                try db.execute(sql: "ATTACH DATABASE ? AS other", arguments: [Self.readOnlyName(of: other)])
                defer { try? db.execute(sql: "DETACH DATABASE other") }
                var summary = ImportSummary()
                try db.inTransaction {
                    summary = try RollMerge(db: db).run(otherPath: other.path)
                    return .commit
                }
                return summary
            }
        } catch { throw Self.translated(error, path: path) }
    }
}

extension Roll {
    /// What SQLite attaches without asking for more than to read.
    fileprivate static func readOnlyName(of other: Roll) -> String {
        if other.location != other.path { return other.location }
        return uri(other.path, "mode=ro") ?? other.path
    }
}

/// Copies facts from the attached roll `other`. Where both know one, `FactConflict` and `SightingConflict` decide, as they
/// do for `RollWriter`.
private struct RollMerge {
    let db: Database

    func run(otherPath: String) throws -> ImportSummary {
        try checkKeys(otherPath)
        try checkLayers(otherPath)
        try mergeRuns()
        try mergeCredentials()
        try mergeSightings()
        try mergeChanges()
        try mergeArtefacts()
        try mergePlaces()
        try execute(
            "INSERT OR IGNORE INTO decision SELECT * FROM other.decision",
            "INSERT OR IGNORE INTO evidence SELECT * FROM other.evidence")
        try Refresh(db: db).runAll()
        return ImportSummary(
            findings: try count("other.sighting"), artefacts: try count("other.declaration") + count("other.reference"),
            runs: try count("other.run"))
    }

    /// Runs, and what their facts are told of: sources, people, commits.
    private func mergeRuns() throws {
        try execute(
            "INSERT OR IGNORE INTO meta SELECT * FROM other.meta",
            "INSERT OR IGNORE INTO person (name, email) SELECT name, email FROM other.person",
            """
            INSERT INTO source (name, kind) SELECT name, kind FROM other.source WHERE true
            ON CONFLICT (name) DO UPDATE SET kind = CASE WHEN kind = 'repository' OR excluded.kind = 'repository' THEN 'repository'
                ELSE min(kind, excluded.kind) END
            """,
            """
            INSERT OR IGNORE INTO run (id, tool_version, rules_digest, started, finished, rank, is_complete, finding_count, artefact_count, document)
            SELECT id, tool_version, rules_digest, started, finished, rank, is_complete, finding_count, artefact_count, document FROM other.run
            """,
            """
            INSERT INTO git_commit (id, author, authored, committer, committed, summary, is_merge)
            SELECT o.id, a.pk, o.authored, c.pk, o.committed, o.summary, o.is_merge FROM other.git_commit o
            JOIN other.person oa ON oa.pk = o.author JOIN person a ON a.email = oa.email AND a.name = oa.name
            JOIN other.person oc ON oc.pk = o.committer JOIN person c ON c.email = oc.email AND c.name = oc.name WHERE true
            \(FactConflict.commit)
            """)
    }

    private func mergeCredentials() throws {
        try execute(
            """
            INSERT INTO identity (key, id, kind, provider, name, account, is_resolved)
            SELECT key, id, kind, provider, name, account, is_resolved FROM other.identity WHERE is_resolved
            \(FactConflict.identity)
            """,
            """
            INSERT INTO credential (fingerprint, kind, provider, redacted, length, entropy, expires)
            SELECT fingerprint, kind, provider, redacted, length, entropy, expires FROM other.credential WHERE true
            \(FactConflict.credential)
            """)
    }

    /// How sightings came and went.
    private func mergeChanges() throws {
        try execute(
            """
            INSERT OR IGNORE INTO introduction (sighting, git_commit) SELECT s.pk, c.pk FROM other.introduction i
            JOIN other.sighting os ON os.pk = i.sighting JOIN sighting s ON s.id = os.id
            JOIN other.git_commit oc ON oc.pk = i.git_commit JOIN git_commit c ON c.id = oc.id
            """,
            """
            INSERT INTO removal (sighting, git_commit, replaced_by) SELECT s.pk, c.pk, i.replaced_by FROM other.removal i
            JOIN other.sighting os ON os.pk = i.sighting JOIN sighting s ON s.id = os.id
            JOIN other.git_commit oc ON oc.pk = i.git_commit JOIN git_commit c ON c.id = oc.id WHERE true
            \(FactConflict.removal)
            """)
    }

    private func checkKeys(_ path: String) throws {
        let sql = { (schema: String) in "SELECT value FROM \(schema).meta WHERE key = 'fingerprint-key'" }
        if let own = try String.fetchOne(db, sql: sql("main")), let theirs = try String.fetchOne(db, sql: sql("other")),
            own != theirs
        {
            throw RollError.otherKey(file: path)
        }
    }

    /// Rolls with other keys of their own would not know each other's secrets.
    private func checkLayers(_ path: String) throws {
        let sql = { (schema: String) in "SELECT value FROM \(schema).meta WHERE key = 'key-layers'" }
        if try String.fetchOne(db, sql: sql("main")) != String.fetchOne(db, sql: sql("other")) {
            throw RollError.otherKey(file: path)
        }
    }

    private func mergeSightings() throws {
        let snapshot = SightingConflict.snapshot
        let columns = snapshot.joined(separator: ", ")
        let values = snapshot.map { "o." + $0 }.joined(separator: ", ")
        let (own, new) = ({ (column: String) in "s." + column }, { (column: String) in "o." + column })
        let joins = """
            JOIN other.credential oc ON oc.pk = o.credential JOIN credential c ON c.fingerprint = oc.fingerprint
            JOIN other.source osrc ON osrc.pk = o.source JOIN source src ON src.name = osrc.name
            LEFT JOIN other.run orun ON orun.pk = o.as_of LEFT JOIN run ON run.id = orun.id
            LEFT JOIN other.identity oi ON oi.pk = o.claimed LEFT JOIN identity i ON i.key = oi.key
            """
        try execute(
            """
            UPDATE sighting AS s SET \(SightingConflict.widening(own: own, new: new))
            FROM other.sighting o WHERE o.id = s.id
            """,
            """
            UPDATE sighting AS s SET as_of = run.pk, as_of_rank = o.as_of_rank, claimed = i.pk,
                \(snapshot.map { "\($0) = o.\($0)" }.joined(separator: ", "))
            FROM other.sighting o \(joins)
            WHERE o.id = s.id AND \(SightingConflict.order(own)) < \(SightingConflict.order(new))
            """,
            """
            INSERT OR IGNORE INTO sighting (id, credential, source, carrier, path, path_bytes, environment, introduced, removed, rotated,
                first_seen, as_of, as_of_rank, claimed, \(columns))
            SELECT o.id, c.pk, src.pk, o.carrier, o.path, o.path_bytes, o.environment, o.introduced, o.removed, o.rotated, o.first_seen,
                run.pk, o.as_of_rank, i.pk, \(values) FROM other.sighting o \(joins)
            """)
    }

    private func mergeArtefacts() throws {
        for (table, own) in [("declaration", ["name", "claimed"]), ("reference", ["store", "target"])] {
            let columns = own.joined(separator: ", ")
            let values = own.map { "o." + $0 }.joined(separator: ", ")
            try execute(
                """
                INSERT INTO \(table) (id, identity, source, path, line, artefact, facts, \(columns), first_seen, as_of, as_of_rank,
                    introduced, removed, at_head)
                SELECT o.id, i.pk, src.pk, o.path, o.line, o.artefact, o.facts, \(values), o.first_seen, run.pk, o.as_of_rank,
                    o.introduced, o.removed, o.at_head
                FROM other.\(table) o JOIN other.identity oi ON oi.pk = o.identity JOIN identity i ON i.key = oi.key
                JOIN other.source os ON os.pk = o.source JOIN source src ON src.name = os.name
                LEFT JOIN other.run orun ON orun.pk = o.as_of LEFT JOIN run ON run.id = orun.id WHERE true
                \(FactConflict.artefact)
                """,
                """
                INSERT OR IGNORE INTO \(table)_change (artefact, git_commit, is_removal) SELECT a.pk, c.pk, i.is_removal
                FROM other.\(table)_change i JOIN other.\(table) oa ON oa.pk = i.artefact JOIN main.\(table) a ON a.id = oa.id
                JOIN other.git_commit oc ON oc.pk = i.git_commit JOIN git_commit c ON c.id = oc.id
                """)
        }
        try execute(
            """
            INSERT INTO ownership (source, kind, path, text, as_of_rank)
            SELECT src.pk, o.kind, o.path, o.text, o.as_of_rank FROM other.ownership o
            JOIN other.source os ON os.pk = o.source JOIN source src ON src.name = os.name WHERE true
            \(FactConflict.ownership)
            """)
    }

    /// Sets that are the same in both are taken as they are; of a run that both know in part, the union.
    private func mergePlaces() throws {
        try execute(
            """
            INSERT OR IGNORE INTO run_source (run, source, named, head, head_ref, refs_digest, is_whole)
            SELECT r.pk, s.pk, o.named, o.head, o.head_ref, o.refs_digest, o.is_whole FROM other.run_source o
            JOIN other.run orun ON orun.pk = o.run JOIN run r ON r.id = orun.id
            JOIN other.source os ON os.pk = o.source JOIN source s ON s.name = os.name
            """,
            "CREATE TEMP TABLE IF NOT EXISTS new_set (theirs INTEGER PRIMARY KEY, digest BLOB NOT NULL) STRICT",
            "DELETE FROM new_set",
            "INSERT INTO new_set SELECT pk, digest FROM other.place_set WHERE digest NOT IN (SELECT digest FROM main.place_set)",
            "INSERT INTO place_set (digest, size) SELECT digest, size FROM other.place_set WHERE pk IN (SELECT theirs FROM new_set)",
            """
            INSERT INTO place_set_member (place_set, sighting) SELECT p.pk, s.pk FROM new_set n
            JOIN main.place_set p ON p.digest = n.digest JOIN other.place_set_member m ON m.place_set = n.theirs
            JOIN other.sighting os ON os.pk = m.sighting JOIN sighting s ON s.id = os.id
            """)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT rs.run, rs.source, rs.named, rs.place_set AS mine, p.pk AS theirs FROM other.run_source o
                JOIN other.run orun ON orun.pk = o.run JOIN run r ON r.id = orun.id
                JOIN other.source os ON os.pk = o.source JOIN source s ON s.name = os.name
                JOIN run_source rs ON rs.run = r.pk AND rs.source = s.pk AND rs.named = o.named
                JOIN other.place_set op ON op.pk = o.place_set JOIN main.place_set p ON p.digest = op.digest
                WHERE rs.place_set IS NOT p.pk
                """)
        for row in rows {
            let (mine, theirs): (Int64?, Int64) = (row["mine"], row["theirs"])
            let place: StatementArguments = [
                try mine.map { try union($0, theirs) } ?? theirs, row["run"], row["source"], row["named"],
            ]
            try db.execute(
                sql: "UPDATE run_source SET place_set = ? WHERE run = ? AND source = ? AND named = ?", arguments: place)
        }
        try execute(
            "DELETE FROM place_set_member WHERE place_set NOT IN (SELECT place_set FROM main.run_source WHERE place_set IS NOT NULL)",
            "DELETE FROM place_set WHERE pk NOT IN (SELECT place_set FROM main.run_source WHERE place_set IS NOT NULL)")
    }

    private func union(_ one: Int64, _ other: Int64) throws -> Int64 {
        var sum = PlaceSum()
        var members: [Int64] = []
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT DISTINCT m.sighting, s.id FROM main.place_set_member m JOIN main.sighting s ON s.pk = m.sighting
                WHERE m.place_set IN (?, ?) ORDER BY m.sighting
                """, arguments: [one, other])
        while let row = try rows.next() {
            let id: Data = row[1]
            sum.add(PlaceSum.words(Array(id)))
            members.append(row[0])
        }
        let digest = Data(sum.digest)
        if let known = try Int64.fetchOne(
            db, sql: "SELECT pk FROM main.place_set WHERE digest = ?", arguments: [digest])
        {
            return known
        }
        try db.execute(sql: "INSERT INTO place_set (digest, size) VALUES (?, ?)", arguments: [digest, sum.count])
        let pk = db.lastInsertedRowID
        for member in members {
            try db.execute(
                sql: "INSERT INTO place_set_member (place_set, sighting) VALUES (?, ?)", arguments: [pk, member])
        }
        return pk
    }

    private func count(_ table: String) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
    }
    private func execute(_ statements: String...) throws {
        for sql in statements { try db.execute(sql: sql) }
    }
}
