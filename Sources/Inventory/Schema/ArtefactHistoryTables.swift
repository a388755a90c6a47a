/// Migration 3: commits of declarations and references.
extension RollSchema {
    static let artefactHistory = """
        ALTER TABLE declaration ADD COLUMN introduced INTEGER;
        ALTER TABLE declaration ADD COLUMN removed INTEGER;
        ALTER TABLE declaration ADD COLUMN at_head INTEGER NOT NULL DEFAULT 1 CHECK (at_head IN (0, 1));
        ALTER TABLE reference ADD COLUMN introduced INTEGER;
        ALTER TABLE reference ADD COLUMN removed INTEGER;
        ALTER TABLE reference ADD COLUMN at_head INTEGER NOT NULL DEFAULT 1 CHECK (at_head IN (0, 1));

        -- Commits that brought one in or took it away.
        CREATE TABLE declaration_change (
            artefact INTEGER NOT NULL REFERENCES declaration(pk),
            git_commit INTEGER NOT NULL REFERENCES git_commit(pk),
            is_removal INTEGER NOT NULL CHECK (is_removal IN (0, 1)),
            PRIMARY KEY (artefact, is_removal, git_commit)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE reference_change (
            artefact INTEGER NOT NULL REFERENCES reference(pk),
            git_commit INTEGER NOT NULL REFERENCES git_commit(pk),
            is_removal INTEGER NOT NULL CHECK (is_removal IN (0, 1)),
            PRIMARY KEY (artefact, is_removal, git_commit)
        ) STRICT, WITHOUT ROWID;
        """
}
