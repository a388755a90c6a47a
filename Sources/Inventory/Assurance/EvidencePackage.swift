internal import GRDB

/// What a framework's items rest on, as of one moment.
package struct EvidencePackage: Sendable {
    /// An identity that an item counts as an exception.
    package struct Row: Sendable {
        /// Ids of the item and of the exception (a `Population`).
        package let item: String
        package let exception: String
        package let identity: IdentityRow
        /// One place of it: source, path, line and the commit that brought it in; nil where there is none.
        package let source: String?
        package let path: String?
        package let line: Int?
        package let commit: String?
        /// Seconds since 1970.
        package let commitTime: Int64?
        package let author: String?
    }

    /// What the roll shows of one item.
    package struct Finding: Sendable {
        package let item: Framework.Item
        /// How many identities the item is about.
        package let population: Int
        /// By exception, how many identities.
        package let exceptions: [(Population, Int)]
    }

    /// A source, and the last run that looked at it.
    package struct Scanned: Sendable {
        package let source: String
        package let kind: String
        /// nil where no run is known.
        package let run: String?
        /// Seconds since 1970.
        package let finished: Int64?
        /// Whether all of it was asked for.
        package let isWhole: Bool
    }

    package let framework: Framework
    /// Seconds since 1970.
    package let made: Int64
    /// How old a credential may grow without rotation.
    package let days: Int
    package let items: [Finding]
    package let rows: [Row]
    package let scanned: [Scanned]
    /// The run lines of all runs, as findings files have them; the latest last.
    package let runs: [String]
    package let decisions: [DecisionEntry]
    /// Hashes of the heads of the log of decisions.
    package let heads: [String]
    /// Of the roll, as `roll stats --digest` prints it.
    package let digest: String
}

extension Roll {
    /// - Parameter days: how old a credential may grow.
    package func evidence(_ framework: Framework, now: Int64, days: Int) throws(RollError) -> EvidencePackage {
        let oldest = now - Int64(days) * 86_400
        let log = try verifyLog()
        if let fault = log.fault {
            throw .refused(
                "the log of decisions is broken at entry \(fault.height) (\(fault.entry.prefix(12))): \(fault.reason); evidence from it would be worth nothing"
            )
        }
        let (decisions, digest) = (try decisions(), try digest())
        return try read { db in
            var items: [EvidencePackage.Finding] = []
            var rows: [EvidencePackage.Row] = []
            for item in framework.items {
                func count(_ condition: String) throws -> Int {
                    try Int.fetchOne(
                        db, sql: "SELECT count(*) FROM identity WHERE ?1 IS NOT NULL AND (\(condition))",
                        arguments: [now]) ?? 0
                }
                items.append(
                    EvidencePackage.Finding(
                        item: item, population: try count(item.population.condition(oldest: oldest)),
                        exceptions: try item.exceptions.map { ($0, try count(item.condition(of: $0, oldest: oldest))) })
                )
                for exception in item.exceptions {
                    rows += try Self.rows(db, item, exception, now: now, oldest: oldest)
                }
            }
            return EvidencePackage(
                framework: framework, made: now, days: days, items: items, rows: rows, scanned: try Self.scanned(db),
                runs: try String.fetchAll(db, sql: "SELECT document FROM run ORDER BY rank"), decisions: decisions,
                heads: log.heads, digest: digest)
        }
    }

    private static func rows(
        _ db: Database, _ item: Framework.Item, _ exception: Population, now: Int64, oldest: Int64
    ) throws -> [EvidencePackage.Row] {
        let sql = """
            SELECT \(IdentityRow.columns), x.name AS place_source, s.path AS place_path, s.line AS place_line, g.id AS place_commit,
                g.authored AS place_time, p.name AS author_name, p.email AS author_email
            FROM identity
            LEFT JOIN sighting s ON s.pk = (SELECT pk FROM sighting WHERE identity = identity.pk ORDER BY is_gone, NOT is_exposed, introduced, id LIMIT 1)
            LEFT JOIN source x ON x.pk = s.source
            LEFT JOIN git_commit g ON g.pk = (SELECT c.pk FROM introduction i JOIN git_commit c ON c.pk = i.git_commit WHERE i.sighting = s.pk
                ORDER BY c.authored, c.id LIMIT 1)
            LEFT JOIN person p ON p.pk = g.author
            WHERE identity.pk IN (SELECT pk FROM identity WHERE \(item.condition(of: exception, oldest: oldest))) ORDER BY identity.key
            """
        return try Row.fetchAll(db, sql: sql, arguments: [now]).map { row in
            let name: String? = row["author_name"]
            return EvidencePackage.Row(
                item: item.id, exception: exception.rawValue, identity: IdentityRow(row), source: row["place_source"],
                path: row["place_path"],
                line: row["place_line"], commit: row["place_commit"], commitTime: row["place_time"],
                author: name.map { person($0, row["author_email"] ?? "") })
        }
    }

    static func scanned(_ db: Database) throws -> [EvidencePackage.Scanned] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT s.name, s.kind, r.id, r.finished, s.whole_run IS NOT NULL FROM source s
                LEFT JOIN run r ON r.pk = coalesce(s.whole_run, (SELECT run FROM run_source WHERE source = s.pk ORDER BY run DESC LIMIT 1)) ORDER BY s.name
                """
        ).map { EvidencePackage.Scanned(source: $0[0], kind: $0[1], run: $0[2], finished: $0[3], isWhole: $0[4]) }
    }

    /// Remembers what was handed out.
    package func recordEvidence(manifest: String, digest: String, framework: String, now: Int64) throws(RollError) {
        try write { db in
            try db.execute(
                sql: "INSERT OR IGNORE INTO evidence (digest, framework, made, manifest) VALUES (?, ?, ?, ?)",
                arguments: [digest, framework, now, manifest])
        }
    }
}
