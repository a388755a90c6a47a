internal import GRDB

/// What one run saw and another did not.
package struct RunDifference: Sendable {
    /// A place that only one of the two runs saw.
    package struct Place: Sendable {
        /// How they differ. The raw value is what JSON Lines print.
        package enum Change: String, Sendable {
            /// Only the newer one saw it.
            case new
            /// The newer one looked at all of the source, and it is not there any more.
            case gone
            /// The newer one did not see it, and did not look everywhere: a part, some rules, a gap in coverage.
            case unseen
        }

        package let change: Change
        /// Id and name of the identity.
        package let identity: String
        package let name: String
        package let fingerprint: String
        package let source: String
        package let path: String
        /// From 1.
        package let line: Int
    }

    /// Ids of the runs.
    package let older: String
    package let newer: String
    /// Sources that both looked at; others cannot be compared.
    package let sources: Int
    package let places: [Place]
}

extension Roll {
    /// - Parameters: ids of runs or the heads of them; `@1` is the latest, `@2` the one before.
    package func difference(_ first: String, _ second: String) throws(RollError) -> RunDifference {
        try read { db in
            var runs = [try run(first, db), try run(second, db)]
            runs.sort { $0.rank < $1.rank }
            let (older, newer) = (runs[0], runs[1])
            let common =
                "(SELECT source FROM run_source WHERE run = ?1 INTERSECT SELECT source FROM run_source WHERE run = ?2)"
            let members = { (run: Int) in
                """
                SELECT m.sighting FROM run_source rs JOIN place_set_member m ON m.place_set = rs.place_set
                WHERE rs.run = ?\(run) AND rs.source IN \(common)
                """
            }
            // As for states: all of the source was looked at, and all that was found there came to the roll.
            let isProved = """
                EXISTS (SELECT 1 FROM run_source rs JOIN run r ON r.pk = rs.run WHERE rs.run = ?2 AND rs.source = s.source
                    AND rs.is_whole AND r.finding_count = (SELECT coalesce(sum(ps.size), 0) FROM run_source y
                        JOIN place_set ps ON ps.pk = y.place_set WHERE y.run = r.pk))
                """
            let sql = """
                SELECT CASE WHEN d.is_new THEN 'new' WHEN \(isProved) THEN 'gone' ELSE 'unseen' END, i.id, i.name, lower(hex(c.fingerprint)), x.name, s.path, s.line FROM (
                    SELECT 1 AS is_new, sighting FROM (\(members(2)) EXCEPT \(members(1)))
                    UNION ALL SELECT 0, sighting FROM (\(members(1)) EXCEPT \(members(2)))) d
                JOIN sighting s ON s.pk = d.sighting JOIN credential c ON c.pk = s.credential JOIN source x ON x.pk = s.source
                JOIN identity i ON i.pk = s.identity ORDER BY x.name, s.path, d.is_new, c.fingerprint
                """
            let places = try Row.fetchAll(db, sql: sql, arguments: [older.pk, newer.pk]).map {
                RunDifference.Place(
                    change: RunDifference.Place.Change(rawValue: $0[0]) ?? .unseen, identity: $0[1], name: $0[2],
                    fingerprint: $0[3], source: $0[4], path: $0[5],
                    line: $0[6])
            }
            let sources =
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(common)", arguments: [older.pk, newer.pk]) ?? 0
            return RunDifference(older: older.id, newer: newer.id, sources: sources, places: places)
        }
    }

    private func run(_ text: String, _ db: Database) throws -> (pk: Int64, id: String, rank: String) {
        let row: Row?
        if text.hasPrefix("@"), let number = Int(text.dropFirst()), number > 0 {
            row = try Row.fetchOne(
                db, sql: "SELECT pk, id, rank FROM run ORDER BY rank DESC LIMIT 1 OFFSET ?", arguments: [number - 1])
        } else {
            let rows = try Row.fetchAll(
                db, sql: "SELECT pk, id, rank FROM run WHERE substr(id, 1, ?) = ? LIMIT 2",
                arguments: [text.count, text.lowercased()])
            if rows.count > 1 { throw RollError.ambiguous(what: text, candidates: rows.map { $0[1] }) }
            row = rows.first
        }
        guard let row else {
            let runs = try Int.fetchOne(db, sql: "SELECT count(*) FROM run") ?? 0
            throw RollError.unknownRun(path: path, run: text, runs: runs)
        }
        return (row[0], row[1], row[2])
    }
}
