/// Migration 1: what is known, and what follows from it.
extension RollSchema {
    static let facts = """
        CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE source (
            pk INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            -- derived: the latest run that saw all of it
            whole_run INTEGER REFERENCES run(pk),
            whole_rank TEXT
        ) STRICT;

        CREATE TABLE run (
            pk INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            tool_version TEXT NOT NULL,
            rules_digest TEXT NOT NULL,
            started INTEGER NOT NULL,
            finished INTEGER NOT NULL,
            -- orders runs: by end, then by name
            rank TEXT NOT NULL UNIQUE,
            is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1)),
            finding_count INTEGER NOT NULL,
            artefact_count INTEGER,
            -- the line as it was
            document TEXT NOT NULL
        ) STRICT;

        -- A set of sightings, by content: runs that saw the same share one.
        CREATE TABLE place_set (pk INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, size INTEGER NOT NULL) STRICT;
        CREATE TABLE place_set_member (
            place_set INTEGER NOT NULL REFERENCES place_set(pk),
            sighting INTEGER NOT NULL REFERENCES sighting(pk),
            PRIMARY KEY (place_set, sighting)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE run_source (
            run INTEGER NOT NULL REFERENCES run(pk),
            source INTEGER NOT NULL REFERENCES source(pk),
            named TEXT NOT NULL,
            head TEXT,
            head_ref TEXT,
            refs_digest TEXT,
            -- whether all of it was asked for and could be read
            is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1)),
            place_set INTEGER REFERENCES place_set(pk),
            PRIMARY KEY (run, source, named)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX run_source_by_source ON run_source(source, run);

        CREATE TABLE person (
            pk INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, UNIQUE (email, name)
        ) STRICT;

        CREATE TABLE git_commit (
            pk INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            author INTEGER NOT NULL REFERENCES person(pk),
            authored INTEGER NOT NULL,
            committer INTEGER NOT NULL REFERENCES person(pk),
            committed INTEGER NOT NULL,
            summary TEXT NOT NULL,
            is_merge INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX git_commit_by_time ON git_commit(authored);

        CREATE TABLE identity (
            pk INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            provider TEXT NOT NULL,
            name TEXT NOT NULL,
            account TEXT,
            is_resolved INTEGER NOT NULL CHECK (is_resolved IN (0, 1)),
            -- derived
            state TEXT NOT NULL DEFAULT 'gone',
            credentials INTEGER NOT NULL DEFAULT 0,
            places INTEGER NOT NULL DEFAULT 0,
            places_at_head INTEGER NOT NULL DEFAULT 0,
            sources INTEGER NOT NULL DEFAULT 0,
            declarations INTEGER NOT NULL DEFAULT 0,
            "references" INTEGER NOT NULL DEFAULT 0,
            introduced INTEGER,
            rotated INTEGER,
            last_seen INTEGER,
            expires INTEGER,
            is_mixed INTEGER NOT NULL DEFAULT 0,
            owner TEXT,
            owner_rank INTEGER,
            decision TEXT,
            decision_until INTEGER
        ) STRICT;
        CREATE INDEX identity_by_id ON identity(id);
        -- Lists are in one of these orders, equal rows by id.
        CREATE INDEX identity_by_introduced ON identity(introduced, id);
        CREATE INDEX identity_by_rotated ON identity(rotated, id);
        CREATE INDEX identity_by_places ON identity(places, id);
        CREATE INDEX identity_by_sources ON identity(sources, id);
        CREATE INDEX identity_by_name ON identity(name, id);
        CREATE INDEX identity_by_kind ON identity(kind, id);
        CREATE INDEX identity_by_provider ON identity(provider, id);
        CREATE INDEX identity_by_owner ON identity(owner, id);

        CREATE TABLE credential (
            pk INTEGER PRIMARY KEY,
            fingerprint BLOB NOT NULL UNIQUE CHECK (length(fingerprint) = 32),
            kind TEXT NOT NULL,
            provider TEXT NOT NULL,
            redacted TEXT NOT NULL,
            length INTEGER NOT NULL,
            entropy REAL NOT NULL,
            expires INTEGER,
            -- derived
            state TEXT NOT NULL DEFAULT 'gone',
            places INTEGER NOT NULL DEFAULT 0,
            places_at_head INTEGER NOT NULL DEFAULT 0,
            sources INTEGER NOT NULL DEFAULT 0,
            introduced INTEGER,
            rotated INTEGER,
            last_seen INTEGER
        ) STRICT;

        CREATE TABLE sighting (
            pk INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            credential INTEGER NOT NULL REFERENCES credential(pk),
            source INTEGER NOT NULL REFERENCES source(pk),
            carrier TEXT NOT NULL,
            path TEXT NOT NULL,
            -- exact bytes where the path is not UTF-8
            path_bytes BLOB,
            environment TEXT,
            -- widest times over all runs; seconds since 1970
            introduced INTEGER,
            removed INTEGER,
            rotated INTEGER,
            first_seen INTEGER,
            -- what the latest run said
            as_of INTEGER REFERENCES run(pk),
            as_of_rank TEXT NOT NULL,
            rule TEXT NOT NULL,
            rule_revision INTEGER NOT NULL,
            confidence REAL NOT NULL,
            blob TEXT,
            line INTEGER NOT NULL,
            "column" INTEGER NOT NULL,
            occurrences INTEGER NOT NULL,
            versions INTEGER NOT NULL,
            at_head INTEGER NOT NULL CHECK (at_head IN (0, 1)),
            in_worktree INTEGER CHECK (in_worktree IN (0, 1)),
            refs TEXT,
            note TEXT,
            suppressed TEXT,
            facts TEXT,
            claimed INTEGER REFERENCES identity(pk),
            -- derived
            identity INTEGER REFERENCES identity(pk),
            is_gone INTEGER NOT NULL DEFAULT 0,
            is_exposed INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX sighting_by_credential ON sighting(credential);
        CREATE INDEX sighting_by_identity ON sighting(identity);
        -- Without it every identity that is superseded costs a scan of all sightings, to see that nobody refers to it.
        CREATE INDEX sighting_by_claim ON sighting(claimed);
        CREATE INDEX sighting_by_source ON sighting(source, path);

        CREATE TABLE introduction (
            sighting INTEGER NOT NULL REFERENCES sighting(pk),
            git_commit INTEGER NOT NULL REFERENCES git_commit(pk),
            PRIMARY KEY (sighting, git_commit)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX introduction_by_commit ON introduction(git_commit);
        CREATE TABLE removal (
            sighting INTEGER NOT NULL REFERENCES sighting(pk),
            git_commit INTEGER NOT NULL REFERENCES git_commit(pk),
            -- fingerprint of what stands there instead
            replaced_by BLOB,
            PRIMARY KEY (sighting, git_commit)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX removal_by_commit ON removal(git_commit);

        CREATE TABLE declaration (
            pk INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            identity INTEGER NOT NULL REFERENCES identity(pk),
            source INTEGER NOT NULL REFERENCES source(pk),
            path TEXT NOT NULL,
            line INTEGER NOT NULL,
            artefact TEXT NOT NULL,
            name TEXT NOT NULL,
            facts TEXT NOT NULL,
            first_seen INTEGER,
            as_of INTEGER REFERENCES run(pk),
            as_of_rank TEXT NOT NULL,
            is_gone INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX declaration_by_identity ON declaration(identity);
        CREATE INDEX declaration_by_source ON declaration(source, path);
        CREATE INDEX declaration_by_run ON declaration(as_of);

        -- Named so because REFERENCES is a word of SQL.
        CREATE TABLE reference (
            pk INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
            identity INTEGER NOT NULL REFERENCES identity(pk),
            source INTEGER NOT NULL REFERENCES source(pk),
            path TEXT NOT NULL,
            line INTEGER NOT NULL,
            artefact TEXT NOT NULL,
            store TEXT NOT NULL,
            target TEXT NOT NULL,
            facts TEXT NOT NULL,
            first_seen INTEGER,
            as_of INTEGER REFERENCES run(pk),
            as_of_rank TEXT NOT NULL,
            is_gone INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX reference_by_identity ON reference(identity);
        CREATE INDEX reference_by_source ON reference(source, path);
        CREATE INDEX reference_by_run ON reference(as_of);

        -- Who answers for a path of a source: CODEOWNERS and the like, as the latest run found them.
        CREATE TABLE ownership (
            source INTEGER NOT NULL REFERENCES source(pk),
            kind TEXT NOT NULL,
            path TEXT NOT NULL,
            text TEXT NOT NULL,
            as_of_rank TEXT NOT NULL,
            PRIMARY KEY (source, kind)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE owner (
            identity INTEGER NOT NULL REFERENCES identity(pk),
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            rank INTEGER NOT NULL,
            evidence TEXT NOT NULL,
            PRIMARY KEY (identity, kind, name)
        ) STRICT, WITHOUT ROWID;
        """
}
