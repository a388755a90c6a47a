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
            db,
            """
            INSERT INTO removal (sighting, git_commit, replaced_by) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE
            SET replaced_by = max(coalesce(replaced_by, x''), coalesce(?3, x'')) WHERE ?3 IS NOT NULL
            """)
        // One secret in several spellings (a key with other line breaks): the least describes it.
        credential = try BulkStatement(
            db,
            """
            INSERT INTO credential (fingerprint, kind, provider, redacted, length, entropy, expires) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (fingerprint) DO UPDATE SET kind = min(kind, excluded.kind), provider = min(provider, excluded.provider),
                redacted = min(redacted, excluded.redacted), length = min(length, excluded.length),
                entropy = min(entropy, excluded.entropy),
                expires = min(coalesce(expires, excluded.expires), coalesce(excluded.expires, expires))
            RETURNING pk
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
                ON CONFLICT (key) DO UPDATE SET kind = min(kind, excluded.kind), provider = min(provider, excluded.provider),
                    name = min(name, excluded.name),
                    account = max(coalesce(account, excluded.account), coalesce(excluded.account, account))
                RETURNING pk
                """)
        // A scan that found less has scrubbed less: the summary with more taken out stays.
        commit = try BulkStatement(
            db,
            """
            INSERT INTO git_commit (id, author, authored, committer, committed, summary, is_merge) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET summary = CASE
                WHEN length(summary) - length(replace(summary, '…', '')) > length(excluded.summary) - length(replace(excluded.summary, '…', '')) THEN summary
                WHEN length(summary) - length(replace(summary, '…', '')) < length(excluded.summary) - length(replace(excluded.summary, '…', '')) THEN excluded.summary
                ELSE min(summary, excluded.summary) END
            RETURNING pk
            """)
        person = try BulkStatement(
            db,
            "INSERT INTO person (name, email) VALUES (?, ?) ON CONFLICT (email, name) DO UPDATE SET name = name RETURNING pk"
        )
    }

    private static let insertSightingText = """
        INSERT INTO sighting (id, credential, source, carrier, path, path_bytes, environment, introduced, removed, rotated,
            first_seen, as_of, as_of_rank, rule, rule_revision, confidence, blob, line, "column", occurrences, versions,
            at_head, in_worktree, refs, note, suppressed, facts, claimed, is_exposed, identity, traits)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """

    private static let widenSightingText = """
        UPDATE sighting SET introduced = min(coalesce(introduced, ?2), coalesce(?2, introduced)),
            removed = max(coalesce(removed, ?3), coalesce(?3, removed)),
            rotated = max(coalesce(rotated, ?4), coalesce(?4, rotated)),
            first_seen = min(coalesce(first_seen, ?5), coalesce(?5, first_seen))
        WHERE id = ?1 RETURNING pk
        """

    /// Takes what the later run says. Of two that say different things in one run the greater wins, whichever came first.
    /// Its parameters are those of `insertSighting`.
    private static let moveSightingText = """
        UPDATE sighting SET as_of = ?12, as_of_rank = ?13, rule = ?14, rule_revision = ?15, confidence = ?16, blob = ?17,
            line = ?18, "column" = ?19, occurrences = ?20, versions = ?21, at_head = ?22, in_worktree = ?23, refs = ?24,
            note = ?25, suppressed = ?26, facts = ?27, claimed = ?28, is_exposed = ?29, traits = ?31
        WHERE id = ?1 AND coalesce(?30, 0) IS NOT NULL AND (as_of_rank, at_head, coalesce(in_worktree, -1), versions, occurrences, line, "column", coalesce(blob, ''),
                rule, rule_revision, confidence, coalesce(refs, ''), coalesce(note, ''), coalesce(suppressed, ''), coalesce(facts, ''))
            < (?13, ?22, coalesce(?23, -1), ?21, ?20, ?18, ?19, coalesce(?17, ''),
                ?14, ?15, ?16, coalesce(?24, ''), coalesce(?25, ''), coalesce(?26, ''), coalesce(?27, ''))
        """
}
