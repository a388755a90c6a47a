internal import GRDB

/// What runs for every finding of an import, prepared once.
struct RollStatements {
    let insertSighting, widenSighting, moveSighting, introduction, removal, credential, ownIdentity, commit,
        person: BulkStatement
    let identity: Statement

    init(_ db: Database) throws {
        insertSighting = try BulkStatement(db, Self.insertSightingText)
        widenSighting = try BulkStatement(db, Self.widenSightingText)
        moveSighting = try BulkStatement(db, Self.moveSightingText)
        introduction = try BulkStatement(
            db, "INSERT OR IGNORE INTO introduction (sighting, git_commit) VALUES (?, ?)")
        removal = try BulkStatement(
            db, "INSERT INTO removal (sighting, git_commit, replaced_by) VALUES (?, ?, ?) \(FactConflict.removal)")
        credential = try BulkStatement(
            db,
            """
            INSERT INTO credential (fingerprint, kind, provider, redacted, length, entropy, expires) VALUES (?, ?, ?, ?, ?, ?, ?)
            \(FactConflict.credential) RETURNING pk
            """)
        ownIdentity = try BulkStatement(
            db,
            """
            INSERT INTO identity (key, id, kind, provider, name, is_resolved) VALUES (?, ?, ?, ?, ?, 0)
            ON CONFLICT (key) DO UPDATE SET kind = min(kind, excluded.kind) RETURNING pk
            """)
        identity = try db.makeStatement(
            sql: """
                INSERT INTO identity (key, id, kind, provider, name, account, is_resolved) VALUES (?, ?, ?, ?, ?, ?, 1)
                \(FactConflict.identity) RETURNING pk
                """)
        commit = try BulkStatement(
            db,
            """
            INSERT INTO git_commit (id, author, authored, committer, committed, summary, is_merge) VALUES (?, ?, ?, ?, ?, ?, ?)
            \(FactConflict.commit) RETURNING pk
            """)
        person = try BulkStatement(
            db,
            "INSERT INTO person (name, email) VALUES (?, ?) ON CONFLICT (email, name) DO UPDATE SET name = name RETURNING pk"
        )
    }

    /// The columns of a sighting in the order in which `RollWriter` binds them.
    private static let sightingColumns = [
        "id", "credential", "source", "carrier", "path", "path_bytes", "environment", "introduced", "removed",
        "rotated", "first_seen", "as_of", "as_of_rank", "rule", "rule_revision", "confidence", "blob", "line",
        "\"column\"", "occurrences", "versions", "at_head", "in_worktree", "refs", "note", "suppressed", "facts",
        "claimed", "is_exposed", "identity", "traits",
    ]

    private static let insertSightingText = """
        INSERT INTO sighting (\(sightingColumns.joined(separator: ", ")))
        VALUES (\(sightingColumns.map { _ in "?" }.joined(separator: ", "))) ON CONFLICT (id) DO NOTHING
        """

    private static let timeColumns = ["id", "introduced", "removed", "rotated", "first_seen"]

    /// Its parameters are `timeColumns`.
    private static let widenSightingText = """
        UPDATE sighting SET \(SightingConflict.widening(own: { $0 }, new: { parameter($0, of: timeColumns) }))
        WHERE id = ?1 RETURNING pk
        """

    /// Takes what the later run says. Its parameters are those of `insertSighting`.
    private static let moveSightingText: String = {
        let new = { (column: String) in parameter(column, of: sightingColumns) }
        let changes = (["as_of", "as_of_rank", "claimed"] + SightingConflict.snapshot).map { "\($0) = \(new($0))" }
        return """
            UPDATE sighting SET \(changes.joined(separator: ", "))
            WHERE id = \(new("id")) AND \(SightingConflict.order { $0 }) < \(SightingConflict.order(new))
            """
    }()

    /// What stands for a column where all of them are bound in their order.
    private static func parameter(_ column: String, of columns: [String]) -> String {
        guard let place = columns.firstIndex(of: column) else { preconditionFailure("nobody binds \(column)") }
        return "?\(place + 1)"
    }
}
