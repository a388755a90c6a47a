internal import GRDB
internal import Identities
private import Foundation

/// Adds facts to the roll within one transaction. Adding is a union: order and repeats make no difference.
final class RollWriter {
    /// A run that is in the roll, and what its targets are called there.
    struct Run {
        let pk: Int64
        let rank: String
        let finished: Int64
        /// By the name the target had in the scan.
        let sources: [String: Source]
    }

    struct Source {
        let pk: Int64
        let name: String
    }

    private struct CredentialEntry {
        let pk: Int64
        /// The identity it is on its own; nil until a sighting needs it.
        var own: Int64?
        let provider: String
        let redacted: String
        let length: Int
    }

    private struct Arrival: Hashable {
        let run: Int64
        let source: Int64
        let named: String
    }

    private let db: Database
    private let layers: KeyLayers
    private let statements: Statements
    private var sources: [String: Int64] = [:]
    private var people: [FindingRecord.Person: Int64] = [:]
    private var commits: [String: (pk: Int64, summary: String)] = [:]
    private var credentials: [Fingerprint: CredentialEntry] = [:]
    private var identities: [IdentityClaim: Int64] = [:]
    private var arrivals: [Arrival: [(sighting: Int64, id: (UInt64, UInt64))]] = [:]
    private(set) var touchedCredentials: Set<Int64> = []
    private(set) var touchedSources: Set<Int64> = []
    private(set) var touchedIdentities: Set<Int64> = []
    private(set) var findingCount = 0
    private(set) var artefactCount = 0

    /// Caches are emptied at this size, so that memory does not grow with the import.
    private static let cacheLimit = 250_000

    /// - Parameter layers: the roll's own keys, under which fingerprints are kept.
    init(_ db: Database, layers: KeyLayers) throws {
        self.db = db
        self.layers = layers
        statements = try Statements(db)
    }

    /// Those that run for every finding, prepared once: looking them up by their text costs as much as running them.
    private struct Statements {
        let insertSighting, widenSighting, moveSighting, findSighting, introduction, removal, credential, ownIdentity,
            identity, summary, commit: Statement

        init(_ db: Database) throws {
            insertSighting = try db.makeStatement(sql: RollWriter.insertSighting)
            widenSighting = try db.makeStatement(sql: RollWriter.widenSighting)
            moveSighting = try db.makeStatement(sql: RollWriter.moveSighting)
            findSighting = try db.makeStatement(sql: "SELECT pk FROM sighting WHERE id = ?")
            introduction = try db.makeStatement(
                sql: "INSERT OR IGNORE INTO introduction (sighting, git_commit) VALUES (?, ?)")
            removal = try db.makeStatement(
                sql: """
                    INSERT INTO removal (sighting, git_commit, replaced_by) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE
                    SET replaced_by = max(coalesce(replaced_by, x''), coalesce(?3, x'')) WHERE ?3 IS NOT NULL
                    """)
            // One secret in several spellings (a key with other line breaks): the least describes it.
            credential = try db.makeStatement(
                sql: """
                    INSERT INTO credential (fingerprint, kind, provider, redacted, length, entropy, expires) VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (fingerprint) DO UPDATE SET kind = min(kind, excluded.kind), provider = min(provider, excluded.provider),
                        redacted = min(redacted, excluded.redacted), length = min(length, excluded.length),
                        entropy = min(entropy, excluded.entropy),
                        expires = min(coalesce(expires, excluded.expires), coalesce(excluded.expires, expires))
                    RETURNING pk
                    """)
            ownIdentity = try db.makeStatement(
                sql: """
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
            summary = try db.makeStatement(sql: "SELECT summary FROM git_commit WHERE id = ?")
            commit = try db.makeStatement(
                sql: """
                    INSERT INTO git_commit (id, author, authored, committer, committed, summary, is_merge) VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET summary = excluded.summary RETURNING pk
                    """)
        }
    }

    // MARK: Runs and sources

    func add(_ run: RunDescription) throws -> Run {
        let id = FactID.run(run.document)
        let digits = String(max(0, run.finished))
        let rank = String(repeating: "0", count: max(0, 12 - digits.count)) + digits + ":" + id
        try db.execute(
            sql: """
                INSERT INTO run (id, tool_version, rules_digest, started, finished, rank, is_complete, finding_count, artefact_count, document)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                """,
            arguments: [
                id, run.toolVersion, run.rulesDigest, run.started, run.finished, rank, run.isComplete, run.findingCount,
                run.artefactCount, run.document,
            ])
        let pk = try Int64.fetchOne(db, sql: "SELECT pk FROM run WHERE id = ?", arguments: [id]) ?? 0
        var named: [String: Source] = [:]
        let incomplete = run.incompleteSources
        for target in run.targets {
            let name = SourceName.canonical(target.source, remote: target.remote)
            let source = try self.source(name, kind: target.kind)
            let isWhole =
                !target.isPart && target.kind != "unreadable" && incomplete.map { !$0.contains(target.source) } ?? false
            try db.execute(
                sql: """
                    INSERT INTO run_source (run, source, named, head, head_ref, refs_digest, is_whole) VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """,
                arguments: [pk, source, target.source, target.head, target.headRef, target.refsDigest, isWhole])
            named[target.source] = Source(pk: source, name: name)
            arrivals[Arrival(run: pk, source: source, named: target.source), default: []] += []
            touchedSources.insert(source)
        }
        return Run(pk: pk, rank: rank, finished: run.finished, sources: named)
    }

    private func source(_ name: String, kind: String) throws -> Int64 {
        if kind.isEmpty, let known = sources[name] { return known }
        let pk = try Int64.fetchOne(
            db,
            sql: """
                INSERT INTO source (name, kind) VALUES (?1, ?2)
                ON CONFLICT (name) DO UPDATE SET kind = CASE
                    WHEN kind = 'repository' OR ?2 = 'repository' THEN 'repository'
                    ELSE min(nullif(kind, ''), coalesce(nullif(?2, ''), kind)) END
                RETURNING pk
                """, arguments: [name, kind.isEmpty ? "unknown" : kind])
        sources[name] = pk
        touchedSources.insert(pk ?? 0)
        return pk ?? 0
    }

    // MARK: Findings

    /// - Parameter run: the run that saw it; nil where that is not known.
    func add(_ record: FindingRecord, run: Run?) throws {
        guard let fingerprint = record.fingerprint.map(layers.apply) else { return }
        findingCount += 1
        trimCaches()
        let target = run?.sources[record.source]
        let run = target == nil ? nil : run
        let sourceName = target?.name ?? record.source
        let source = try target?.pk ?? self.source(record.source, kind: "")
        var credential = try self.credential(record, fingerprint)
        let facts = PublicFacts(record.facts)
        let claimed = try ResolverRegistry.identity(from: facts, provider: record.provider).map { try identity($0) }
        if claimed == nil, credential.own == nil {
            credential.own = try ownIdentity(record, fingerprint)
            credentials[fingerprint] = credential
        }
        let id = FactID.sighting(record, source: sourceName, fingerprint: fingerprint)
        let sighting = try self.sighting(
            record, id: id, credential: credential.pk, source: source, run: run, facts: facts, claimed: claimed,
            own: credential.own)
        for commit in record.introduced {
            try statements.introduction.execute(arguments: [sighting, self.commit(commit)])
        }
        for removal in record.removed {
            try statements.removal.execute(arguments: [
                sighting, self.commit(removal.commit), removal.replacedBy.map { Data(layers.apply($0).bytes) },
            ])
        }
        if let run, let target {
            arrivals[Arrival(run: run.pk, source: target.pk, named: record.source), default: []]
                .append((sighting, PlaceSum.words(id)))
        }
        touchedCredentials.insert(credential.pk)
        touchedSources.insert(source)
    }

    private func sighting(
        _ record: FindingRecord, id: [UInt8], credential: Int64, source: Int64, run: Run?, facts: PublicFacts,
        claimed: Int64?,
        own: Int64?
    ) throws -> Int64 {
        let introduced = record.introduced.map(\.authored).min()
        let removed = record.removed.map(\.commit.authored).max()
        let rotated = record.removed.filter { $0.replacedBy != nil }.map(\.commit.authored).max()
        let isStanding = ["file", "worktree", "index", "stdin", "git-config", "hook", "git-directory"].contains(
            record.carrier)
        let name = Data(id)
        let arguments: StatementArguments = [
            name, credential, source, record.carrier, record.path, record.pathBytes.map { Data($0) },
            DeploymentEnvironment(path: record.path)?.rawValue, introduced, removed, rotated, run?.finished, run?.pk,
            run?.rank ?? "",
            record.rule, record.ruleRevision, record.confidence, record.blob, record.line, record.column,
            record.occurrences,
            record.versions, record.isAtHead, record.isInWorktree, Self.json(record.refs), record.note,
            record.suppressed,
            Self.json(facts), claimed, isStanding || record.isAtHead || record.isInWorktree == true,
            // Most credentials are nobody's but their own; Refresh corrects the others.
            claimed ?? own,
        ]
        try statements.insertSighting.execute(arguments: arguments)
        if db.changesCount > 0 { return db.lastInsertedRowID }
        try statements.widenSighting.execute(arguments: [name, introduced, removed, rotated, run?.finished])
        try statements.moveSighting.execute(arguments: arguments)
        return try Int64.fetchOne(statements.findSighting, arguments: [name]) ?? 0
    }

    private static let insertSighting = """
        INSERT INTO sighting (id, credential, source, carrier, path, path_bytes, environment, introduced, removed, rotated,
            first_seen, as_of, as_of_rank, rule, rule_revision, confidence, blob, line, "column", occurrences, versions,
            at_head, in_worktree, refs, note, suppressed, facts, claimed, is_exposed, identity)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING
        """

    private static let widenSighting = """
        UPDATE sighting SET introduced = min(coalesce(introduced, ?2), coalesce(?2, introduced)),
            removed = max(coalesce(removed, ?3), coalesce(?3, removed)),
            rotated = max(coalesce(rotated, ?4), coalesce(?4, rotated)),
            first_seen = min(coalesce(first_seen, ?5), coalesce(?5, first_seen))
        WHERE id = ?1
        """

    /// Takes what the later run says. Of two that say different things in one run the greater wins, whichever came first.
    private static let moveSighting = """
        UPDATE sighting SET as_of = ?12, as_of_rank = ?13, rule = ?14, rule_revision = ?15, confidence = ?16, blob = ?17,
            line = ?18, "column" = ?19, occurrences = ?20, versions = ?21, at_head = ?22, in_worktree = ?23, refs = ?24,
            note = ?25, suppressed = ?26, facts = ?27, claimed = ?28, is_exposed = ?29
        WHERE id = ?1 AND coalesce(?30, 0) IS NOT NULL AND (as_of_rank, at_head, coalesce(in_worktree, -1), versions, occurrences, line, "column", coalesce(blob, ''),
                rule, rule_revision, confidence, coalesce(refs, ''), coalesce(note, ''), coalesce(suppressed, ''), coalesce(facts, ''))
            < (?13, ?22, coalesce(?23, -1), ?21, ?20, ?18, ?19, coalesce(?17, ''),
                ?14, ?15, ?16, coalesce(?24, ''), coalesce(?25, ''), coalesce(?26, ''), coalesce(?27, ''))
        """

    private func credential(_ record: FindingRecord, _ fingerprint: Fingerprint) throws -> CredentialEntry {
        if let known = credentials[fingerprint], known.provider == record.provider, known.redacted == record.redacted,
            known.length == record.length
        {
            return known
        }
        let pk = try Int64.fetchOne(
            statements.credential,
            arguments: [
                Data(fingerprint.bytes), record.kind, record.provider, record.redacted, record.length, record.entropy,
                record.facts["expires_at"].flatMap { Int64($0) },
            ])
        let entry = CredentialEntry(
            pk: pk ?? 0, own: nil, provider: record.provider, redacted: record.redacted, length: record.length)
        credentials[fingerprint] = entry
        return entry
    }

    private func ownIdentity(_ record: FindingRecord, _ fingerprint: Fingerprint) throws -> Int64? {
        let claim = IdentityClaim.unresolved(
            fingerprint: fingerprint.hex, kind: record.kind, provider: record.provider, redacted: record.redacted)
        let pk = try Int64.fetchOne(
            statements.ownIdentity,
            arguments: [claim.key, FactID.identity(claim.key), claim.kind.rawValue, claim.provider, claim.name])
        if let pk { touchedIdentities.insert(pk) }
        return pk
    }

    func identity(_ claim: IdentityClaim) throws -> Int64 {
        if let known = identities[claim] { return known }
        let pk =
            try Int64.fetchOne(
                statements.identity,
                arguments: [
                    claim.key, FactID.identity(claim.key), claim.kind.rawValue, claim.provider, claim.name,
                    claim.account,
                ]) ?? 0
        identities[claim] = pk
        touchedIdentities.insert(pk)
        return pk
    }

    private func commit(_ commit: FindingRecord.Commit) throws -> Int64 {
        if let known = commits[commit.id], known.summary == commit.summary { return known.pk }
        let (author, committer) = (try person(commit.author), try person(commit.committer))
        let stored = try String.fetchOne(statements.summary, arguments: [commit.id])
        let summary = stored.map { Self.safer($0, commit.summary) } ?? commit.summary
        let pk =
            try Int64.fetchOne(
                statements.commit,
                arguments: [commit.id, author, commit.authored, committer, commit.committed, summary, commit.isMerge])
            ?? 0
        commits[commit.id] = (pk, commit.summary)
        return pk
    }

    /// A scan that found less has scrubbed less: the summary with more taken out stays.
    private static func safer(_ one: String, _ other: String) -> String {
        let (a, b) = (one.count { $0 == "…" }, other.count { $0 == "…" })
        return a != b ? (a > b ? one : other) : min(one, other)
    }

    private func person(_ person: FindingRecord.Person) throws -> Int64 {
        if let known = people[person] { return known }
        try statement("INSERT OR IGNORE INTO person (name, email) VALUES (?, ?)").execute(arguments: [
            person.name, person.email,
        ])
        let pk =
            try Int64.fetchOne(
                statement("SELECT pk FROM person WHERE name = ? AND email = ?"), arguments: [person.name, person.email])
            ?? 0
        people[person] = pk
        return pk
    }

    private func statement(_ sql: String) throws -> Statement { try db.cachedStatement(sql: sql) }

    private func trimCaches() {
        if credentials.count > Self.cacheLimit { credentials.removeAll(keepingCapacity: true) }
        if commits.count > Self.cacheLimit { commits.removeAll(keepingCapacity: true) }
        if identities.count > Self.cacheLimit { identities.removeAll(keepingCapacity: true) }
        if people.count > Self.cacheLimit { people.removeAll(keepingCapacity: true) }
    }

    // MARK: Artefacts

    /// Facts that tell artefacts of one identity in one file apart; lines do not, because they shift.
    private static let distinctions = [
        "address", "used_by", "bound_by", "job", "variable", "unit", "token", "workflow", "certificate",
    ]

    func add(_ record: ArtefactRecord, run: Run?) throws {
        artefactCount += 1
        let target = run?.sources[record.source]
        let run = target == nil ? nil : run
        let source = try target?.pk ?? self.source(record.source, kind: "")
        let sourceName = target?.name ?? record.source
        touchedSources.insert(source)
        if record.kind == .ownership {
            try db.execute(
                sql: """
                    INSERT INTO ownership (source, kind, path, text, as_of_rank) VALUES (?1, ?2, ?3, ?4, ?5)
                    ON CONFLICT (source, kind) DO UPDATE SET path = ?3, text = ?4, as_of_rank = ?5
                    WHERE (as_of_rank, path, text) < (?5, ?3, ?4)
                    """, arguments: [source, record.artefact, record.path, record.text, run?.rank ?? ""])
            return
        }
        // What is known within its source only is known by that source's name in the roll.
        let own = { (text: String) in text.replacing(ArtefactIdentity.sourceMark, with: sourceName) }
        let claim = IdentityClaim(
            key: own(record.identityKey), kind: IdentityKind(rawValue: record.identityKind) ?? .secret,
            provider: record.provider,
            name: own(record.name), account: record.account.map(own))
        let identity = try self.identity(claim)
        touchedIdentities.insert(identity)
        let isReference = record.kind == .reference
        let (table, first, second) = isReference ? ("reference", "store", "target") : ("declaration", "name", "name")
        let id = FactID.make(
            "rollcall.artefact/1",
            [
                record.kind.rawValue, sourceName, record.path, record.artefact, record.facts["type"] ?? "", claim.key,
                record.store, record.target,
            ]
            .map { Array($0.utf8) } + Self.distinctions.map { Array((record.facts[$0] ?? "").utf8) })
        let columns = isReference ? "\(first), \(second)" : first
        let values = isReference ? "?8, ?9" : "?8"
        let facts = Self.json(PublicFacts(record.facts)) ?? "{}"
        var arguments: StatementArguments = [
            Data(id), identity, source, record.path, record.line, record.artefact, facts,
            isReference ? record.store : claim.name,
        ]
        if isReference { arguments += [record.target] }
        let place = isReference ? (10, 11, 12) : (9, 10, 11)
        arguments += [run?.finished, run?.pk, run?.rank ?? ""]
        try db.execute(
            sql: """
                INSERT INTO \(table) (id, identity, source, path, line, artefact, facts, \(columns), first_seen, as_of, as_of_rank)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, \(values), ?\(place.0), ?\(place.1), ?\(place.2))
                ON CONFLICT (id) DO UPDATE SET
                    first_seen = min(coalesce(first_seen, excluded.first_seen), coalesce(excluded.first_seen, first_seen)),
                    line = CASE WHEN (as_of_rank, line, facts) < (excluded.as_of_rank, excluded.line, excluded.facts) THEN excluded.line ELSE line END,
                    facts = CASE WHEN (as_of_rank, line, facts) < (excluded.as_of_rank, excluded.line, excluded.facts) THEN excluded.facts ELSE facts END,
                    as_of = CASE WHEN as_of_rank < excluded.as_of_rank THEN excluded.as_of ELSE as_of END,
                    as_of_rank = max(as_of_rank, excluded.as_of_rank)
                """, arguments: arguments)
    }

    // MARK: Sets of places

    /// Says which sightings each run saw. Call it once, after all was added.
    func recordPlaces() throws {
        for (arrival, seen) in arrivals.sorted(by: { ($0.key.run, $0.key.named) < ($1.key.run, $1.key.named) }) {
            let known = try Int64.fetchOne(
                db, sql: "SELECT place_set FROM run_source WHERE run = ? AND source = ? AND named = ?",
                arguments: [arrival.run, arrival.source, arrival.named])
            var members: [Int64: (UInt64, UInt64)] = [:]
            members.reserveCapacity(seen.count)
            for (sighting, id) in seen { members[sighting] = id }
            if let known {
                let rows = try Row.fetchCursor(
                    db,
                    sql:
                        "SELECT m.sighting, s.id FROM place_set_member m JOIN sighting s ON s.pk = m.sighting WHERE m.place_set = ?",
                    arguments: [known])
                while let row = try rows.next() {
                    let id: Data = row[1]
                    members[row[0]] = PlaceSum.words(Array(id))
                }
            }
            var sum = PlaceSum()
            for id in members.values { sum.add(id) }
            try db.execute(
                sql: "UPDATE run_source SET place_set = ? WHERE run = ? AND source = ? AND named = ?",
                arguments: [
                    placeSet(sum, members: members.keys.sorted()), arrival.run, arrival.source, arrival.named,
                ])
        }
        arrivals.removeAll()
        // A set that a later shard completed is nobody's.
        try db.execute(
            sql:
                "DELETE FROM place_set_member WHERE place_set NOT IN (SELECT place_set FROM run_source WHERE place_set IS NOT NULL)"
        )
        try db.execute(
            sql: "DELETE FROM place_set WHERE pk NOT IN (SELECT place_set FROM run_source WHERE place_set IS NOT NULL)")
    }

    private func placeSet(_ sum: PlaceSum, members: [Int64]) throws -> Int64 {
        let digest = Data(sum.digest)
        if let known = try Int64.fetchOne(db, sql: "SELECT pk FROM place_set WHERE digest = ?", arguments: [digest]) {
            return known
        }
        try db.execute(sql: "INSERT INTO place_set (digest, size) VALUES (?, ?)", arguments: [digest, sum.count])
        let pk = db.lastInsertedRowID
        let insert = try statement("INSERT INTO place_set_member (place_set, sighting) VALUES (?, ?)")
        for member in members { try insert.execute(arguments: [pk, member]) }
        return pk
    }

    // MARK: JSON

    /// A JSON array; nil if it would be empty.
    static func json(_ strings: [String]) -> String? {
        strings.isEmpty ? nil : "[" + strings.map(quoted).joined(separator: ",") + "]"
    }

    static func json(_ facts: PublicFacts) -> String? {
        facts.isEmpty
            ? nil : "{" + facts.sorted.map { quoted($0.name) + ":" + quoted($0.value) }.joined(separator: ",") + "}"
    }

    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20:
                quoted += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
