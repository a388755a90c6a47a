internal import GRDB

/// All that the roll knows of one identity.
package struct IdentityStory: Sendable {
    /// A secret of the identity.
    package struct CredentialRow: Sendable {
        /// 64 hexadecimal digits.
        package let fingerprint: String
        package let kind: String
        package let provider: String
        package let redacted: String
        package let state: IdentityState
        package let places: Int
        package let placesAtHead: Int
        package let sources: Int
        /// Seconds since 1970; nil where nothing tells.
        package let introduced: Int64?
        package let rotated: Int64?
        package let expires: Int64?

        /// From the first introduction to rotation or expiry; deletion does not end it, because history keeps it.
        /// Nil where nothing is known of its beginning.
        package func exposureInSeconds(now: Int64) -> Int64? {
            guard let introduced else { return nil }
            let end = [rotated, expires].compactMap(\.self).filter { $0 < now }.min() ?? now
            return max(0, end - introduced)
        }
    }

    /// Where one of its secrets stands or stood.
    package struct Place: Sendable {
        package let id: String
        package let fingerprint: String
        package let source: String
        package let carrier: String
        package let path: String
        package let line: Int
        package let rule: String
        /// At HEAD, or in a file that is there.
        package let isExposed: Bool
        /// A later run of its source did not find it any more, not even in history.
        package let isGone: Bool
        package let introduced: Int64?
        package let removed: Int64?
        /// A `DeploymentEnvironment`, as the path tells; nil where it tells none.
        package let environment: String?
        package let refs: String?
        package let note: String?
        /// A JSON object of public facts.
        package let facts: String?
    }

    /// Configuration that tells of the identity.
    package struct Artefact: Sendable {
        package let kind: String
        package let source: String
        package let path: String
        package let line: Int
        package let artefact: String
        package let label: String
        package let facts: String
        package let isGone: Bool
        /// False for what only history holds.
        package let isAtHead: Bool
        /// Seconds since 1970; nil where history was not read.
        package let introduced: Int64?
        package let removed: Int64?
    }

    /// Somebody who may answer for it, and why.
    package struct Owner: Sendable {
        package let name: String
        package let kind: String
        /// Strength of the evidence: 0 is the best.
        package let rank: Int
        package let evidence: String
    }

    package let identity: IdentityRow
    package let credentials: [CredentialRow]
    package let places: [Place]
    package let artefacts: [Artefact]
    /// The best evidence first.
    package let owners: [Owner]
    /// Oldest first.
    package let events: [RollEvent]
}

extension Roll {
    /// - Parameter pk: the identity's.
    package func story(ofIdentity pk: Int64, now: Int64) throws(RollError) -> IdentityStory {
        try read { db in
            guard
                let row = try Row.fetchOne(
                    db, sql: "SELECT \(IdentityRow.columns) FROM identity WHERE pk = ?2", arguments: [now, pk])
            else {
                throw RollError.unknown(path: path, what: String(pk))
            }
            return try Self.story(db, of: IdentityRow(row), now: now)
        }
    }

    static func story(_ db: Database, of identity: IdentityRow, now: Int64) throws -> IdentityStory {
        let pk = identity.pk
        return IdentityStory(
            identity: identity, credentials: try credentials(db, pk), places: try places(db, pk),
            artefacts: try artefacts(db, pk),
            owners: try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT name, kind, rank, evidence FROM owner WHERE identity = ? ORDER BY rank, name"),
                arguments: [pk]
            ).map { IdentityStory.Owner(name: $0[0], kind: $0[1], rank: $0[2], evidence: $0[3]) },
            events: try events(db, ofIdentity: pk, now: now))
    }

    /// The identities that a credential or place belongs to.
    package func identities(of subject: RollSubject) throws(RollError) -> [Int64] {
        try read { db in
            switch subject {
            case .identity(let pk, _): [pk]
            case .credential(let pk, _):
                try Int64.fetchAll(
                    db, sql: "SELECT DISTINCT identity FROM sighting WHERE credential = ? AND identity IS NOT NULL",
                    arguments: [pk])
            case .place(let pk, _):
                try Int64.fetchAll(
                    db, sql: "SELECT identity FROM sighting WHERE pk = ? AND identity IS NOT NULL", arguments: [pk])
            }
        }
    }

    private static func credentials(_ db: Database, _ identity: Int64) throws -> [IdentityStory.CredentialRow] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT lower(hex(fingerprint)) AS fingerprint, kind, provider, redacted, state, places, places_at_head, sources, introduced,
                        rotated, expires
                    FROM credential WHERE pk IN (SELECT credential FROM sighting WHERE identity = ?) ORDER BY introduced, fingerprint
                    """), arguments: [identity]
        ).map {
            IdentityStory.CredentialRow(
                fingerprint: $0[0], kind: $0[1], provider: $0[2], redacted: $0[3], state: IdentityState(stored: $0[4]),
                places: $0[5], placesAtHead: $0[6], sources: $0[7], introduced: $0[8], rotated: $0[9], expires: $0[10])
        }
    }

    private static func places(_ db: Database, _ identity: Int64) throws -> [IdentityStory.Place] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT lower(hex(s.id)), lower(hex(c.fingerprint)), x.name, s.carrier, s.path, s.line, s.rule, s.is_exposed AND NOT s.is_gone, s.is_gone,
                        s.introduced, s.removed, s.environment, s.refs, s.note, s.facts
                    FROM sighting s JOIN credential c ON c.pk = s.credential JOIN source x ON x.pk = s.source
                    WHERE s.identity = ? ORDER BY x.name, s.path, s.carrier, c.fingerprint
                    """), arguments: [identity]
        ).map {
            IdentityStory.Place(
                id: $0[0], fingerprint: $0[1], source: $0[2], carrier: $0[3], path: $0[4], line: $0[5], rule: $0[6],
                isExposed: $0[7],
                isGone: $0[8], introduced: $0[9], removed: $0[10], environment: $0[11], refs: $0[12], note: $0[13],
                facts: $0[14])
        }
    }

    private static func artefacts(_ db: Database, _ identity: Int64) throws -> [IdentityStory.Artefact] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT 'declaration', x.name, d.path, d.line, d.artefact, d.name, d.facts, d.is_gone, d.at_head, d.introduced, d.removed
                    FROM declaration d
                    JOIN source x ON x.pk = d.source WHERE d.identity = ?1
                    UNION ALL SELECT 'reference', x.name, d.path, d.line, d.artefact, d.store || ': ' || d.target, d.facts, d.is_gone, d.at_head,
                        d.introduced, d.removed FROM reference d
                    JOIN source x ON x.pk = d.source WHERE d.identity = ?1 ORDER BY 1, 2, 3, 4, 6
                    """), arguments: [identity]
        ).map {
            IdentityStory.Artefact(
                kind: $0[0], source: $0[1], path: $0[2], line: $0[3], artefact: $0[4], label: $0[5], facts: $0[6],
                isGone: $0[7], isAtHead: $0[8], introduced: $0[9], removed: $0[10])
        }
    }
}
