private import Crypto
internal import GRDB
private import Model

/// The whole roll as text in one order, whatever order it came in: two rolls that say the same have the same text.
extension Roll {
    /// Calls `line` for every fact and everything that follows from them.
    package func forEachLine(_ line: (String) -> Void) throws(RollError) {
        try read { db in
            for (name, sql) in Self.tables {
                let rows = try Row.fetchCursor(db, sql: sql)
                while let row = try rows.next() {
                    line(name + "\t" + row.databaseValues.map(Self.text).joined(separator: "\t"))
                }
            }
        }
    }

    /// SHA-256 over all lines: equal digests are equal rolls.
    package func digest() throws(RollError) -> String {
        var hash = SHA256()
        try forEachLine { hash.update(data: Array(($0 + "\n").utf8)) }
        return Hexadecimal.text(hash.finalize())
    }

    private static func text(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .null: "-"
        case .int64(let number): String(number)
        case .double(let number): String(number)
        case .string(let text):
            text.replacing("\\", with: "\\\\").replacing("\t", with: "\\t").replacing("\r\n", with: "\\r\\n").replacing(
                "\n", with: "\\n")
        case .blob(let bytes): Hexadecimal.text(bytes)
        }
    }

    private static let tables: [(String, String)] = [
        ("source", "SELECT s.name, s.kind, s.whole_rank FROM source s ORDER BY s.name"),
        (
            "run",
            "SELECT id, tool_version, rules_digest, started, finished, is_complete, finding_count, artefact_count, document FROM run ORDER BY id"
        ),
        (
            "run-source",
            """
            SELECT r.id, s.name, x.named, x.head, x.head_ref, x.refs_digest, x.is_whole, p.digest FROM run_source x JOIN run r ON r.pk = x.run
            JOIN source s ON s.pk = x.source LEFT JOIN place_set p ON p.pk = x.place_set ORDER BY r.id, s.name, x.named
            """
        ),
        (
            "commit",
            """
            SELECT c.id, a.name, a.email, c.authored, b.name, b.email, c.committed, c.summary, c.is_merge FROM git_commit c
            JOIN person a ON a.pk = c.author JOIN person b ON b.pk = c.committer ORDER BY c.id
            """
        ),
        (
            "identity",
            """
            SELECT key, id, kind, provider, name, account, is_resolved, state, credentials, places, places_at_head, sources, declarations,
            "references", introduced, rotated, last_seen, expires, is_mixed, owner, owner_rank, decision, decision_until FROM identity ORDER BY key
            """
        ),
        (
            "credential",
            """
            SELECT fingerprint, kind, provider, redacted, length, entropy, expires, state, places, places_at_head, sources, introduced, rotated,
            last_seen FROM credential ORDER BY fingerprint
            """
        ),
        (
            "sighting",
            """
            SELECT s.id, c.fingerprint, src.name, s.carrier, s.path, s.path_bytes, s.environment, s.introduced, s.removed, s.rotated,
            s.first_seen, s.as_of_rank, s.rule, s.rule_revision, s.confidence, s.blob, s.line, s."column", s.occurrences, s.versions, s.at_head,
            s.in_worktree, s.refs, s.note, s.suppressed, s.facts, i.key, s.is_gone, s.is_exposed FROM sighting s
            JOIN credential c ON c.pk = s.credential JOIN source src ON src.pk = s.source LEFT JOIN identity i ON i.pk = s.identity ORDER BY s.id
            """
        ),
        (
            "introduction",
            "SELECT s.id, c.id FROM introduction i JOIN sighting s ON s.pk = i.sighting JOIN git_commit c ON c.pk = i.git_commit ORDER BY s.id, c.id"
        ),
        (
            "removal",
            """
            SELECT s.id, c.id, i.replaced_by FROM removal i JOIN sighting s ON s.pk = i.sighting JOIN git_commit c ON c.pk = i.git_commit
            ORDER BY s.id, c.id
            """
        ),
        (
            "declaration",
            """
            SELECT d.id, i.key, s.name, d.path, d.line, d.artefact, d.name, d.facts, d.first_seen, d.as_of_rank, d.is_gone,
                d.introduced, d.removed, d.at_head FROM declaration d
            JOIN identity i ON i.pk = d.identity JOIN source s ON s.pk = d.source ORDER BY d.id
            """
        ),
        (
            "reference",
            """
            SELECT d.id, i.key, s.name, d.path, d.line, d.artefact, d.store, d.target, d.facts, d.first_seen, d.as_of_rank, d.is_gone,
                d.introduced, d.removed, d.at_head FROM reference d
            JOIN identity i ON i.pk = d.identity JOIN source s ON s.pk = d.source ORDER BY d.id
            """
        ),
        (
            "artefact-change",
            """
            SELECT a.id, c.id, e.is_removal FROM declaration_change e JOIN declaration a ON a.pk = e.artefact JOIN git_commit c ON c.pk = e.git_commit
            UNION ALL SELECT a.id, c.id, e.is_removal FROM reference_change e JOIN reference a ON a.pk = e.artefact
            JOIN git_commit c ON c.pk = e.git_commit ORDER BY 1, 2, 3
            """
        ),
        (
            "ownership",
            "SELECT s.name, o.kind, o.path, o.text, o.as_of_rank FROM ownership o JOIN source s ON s.pk = o.source ORDER BY s.name, o.kind"
        ),
        (
            "owner",
            "SELECT i.key, o.name, o.kind, o.rank, o.evidence FROM owner o JOIN identity i ON i.pk = o.identity ORDER BY i.key, o.kind, o.name"
        ),
        ("decision", "SELECT hash, document FROM decision ORDER BY hash"),
        ("evidence", "SELECT digest, framework, made FROM evidence ORDER BY digest"),
    ]
}
