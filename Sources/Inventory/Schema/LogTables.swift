/// Migration 2: decisions and evidence.
extension RollSchema {
    static let log = """
        -- Append-only: entries name those before them by hash.
        CREATE TABLE decision (
            hash TEXT NOT NULL PRIMARY KEY,
            height INTEGER NOT NULL,
            -- hashes of the entries it follows, sorted, parted by spaces
            previous TEXT NOT NULL,
            subject TEXT NOT NULL,
            action TEXT NOT NULL,
            at INTEGER NOT NULL,
            -- all that is hashed, as canonical JSON
            document TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX decision_by_subject ON decision(subject);
        CREATE TRIGGER decision_is_not_changed BEFORE UPDATE ON decision
            BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
        CREATE TRIGGER decision_is_not_deleted BEFORE DELETE ON decision
            BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;

        -- What was handed out as evidence: manifests, by hash.
        CREATE TABLE evidence (
            digest TEXT NOT NULL PRIMARY KEY,
            framework TEXT NOT NULL,
            made INTEGER NOT NULL,
            run TEXT,
            manifest TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
