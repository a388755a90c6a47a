/// Migration 4: what lists of a million identities are filtered by, in one index; roles that are named without their account.
extension RollSchema {
    static let lists = """
        -- How an AWS role or user was named where its account was not told; whose it is follows from all that is known.
        ALTER TABLE declaration ADD COLUMN claimed TEXT;
        UPDATE declaration SET claimed = (SELECT key FROM identity WHERE pk = declaration.identity) WHERE identity IN (
            SELECT pk FROM identity WHERE (key GLOB 'aws:role:*' OR key GLOB 'aws:user:*')
            AND key NOT GLOB 'aws:????:[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]:*');
        CREATE INDEX declaration_by_claim ON declaration(claimed) WHERE claimed IS NOT NULL;

        -- Bits of `SightingTrait`: what frameworks ask of the place and the secret.
        ALTER TABLE sighting ADD COLUMN traits INTEGER NOT NULL DEFAULT 0;
        UPDATE sighting SET traits = (json_extract(facts, '$.algorithm') IS 'none')
            + 2 * (json_extract(facts, '$.key_type') IS 'dsa' OR json_extract(facts, '$.key_type') IS 'rsa'
                AND coalesce(CAST(json_extract(facts, '$.key_bits') AS INTEGER), 2048) < 2048)
            + 4 * (path GLOB '*.bash_history' OR path GLOB '*.zsh_history' OR path GLOB '*.netrc' OR path GLOB '*.git-credentials'
                OR path GLOB '*.pgpass' OR path GLOB '*.bashrc' OR path GLOB '*.zshrc' OR path GLOB '*.profile')
            + 8 * (credential IN (SELECT pk FROM credential WHERE kind = 'ai-provider-key'));

        -- derived: identities that its places name
        ALTER TABLE credential ADD COLUMN identities INTEGER NOT NULL DEFAULT 0;
        UPDATE credential SET identities = (SELECT count(DISTINCT claimed) FROM sighting WHERE credential = credential.pk);

        -- Who answers for an identity, best first, a name a line: many identities share a set.
        CREATE TABLE owner_set (pk INTEGER PRIMARY KEY, names TEXT NOT NULL UNIQUE) STRICT;
        -- derived
        ALTER TABLE identity ADD COLUMN owner_set INTEGER REFERENCES owner_set(pk);
        ALTER TABLE identity ADD COLUMN traits INTEGER NOT NULL DEFAULT 0;
        CREATE TEMP TABLE own (identity INTEGER PRIMARY KEY, names TEXT NOT NULL);
        INSERT INTO own SELECT identity, group_concat(name, char(10)) FROM (SELECT identity, name FROM owner ORDER BY identity, rank, name)
            GROUP BY identity;
        INSERT INTO owner_set (names) SELECT DISTINCT names FROM own;
        UPDATE identity SET owner_set = (SELECT o.pk FROM own JOIN owner_set o ON o.names = own.names WHERE own.identity = identity.pk);
        DROP TABLE own;
        UPDATE identity SET traits = coalesce((
            SELECT max(s.traits & 1) | max(s.traits & 2) | max((s.traits & 4) * NOT s.is_gone) | max(s.traits & 8) | 16 * max(c.identities > 1)
            FROM sighting s JOIN credential c ON c.pk = s.credential WHERE s.identity = identity.pk), 0);

        -- A list reads this index and no more than the rows it prints.
        DROP INDEX identity_by_introduced;
        CREATE INDEX identity_by_age ON identity(introduced, id, kind, provider, state, expires, places_at_head, sources, is_resolved, is_mixed,
            credentials, declarations, "references", rotated, traits, owner_set, decision, decision_until);
        DROP INDEX sighting_by_source;
        CREATE INDEX sighting_by_source ON sighting(source, path, identity);
        DROP INDEX sighting_by_identity;
        CREATE INDEX sighting_by_identity ON sighting(identity, source);
        CREATE INDEX removal_by_replacement ON removal(replaced_by) WHERE replaced_by IS NOT NULL;
        """
}
