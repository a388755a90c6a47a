internal import GRDB
internal import Identities
private import Foundation

extension RollWriter {
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
        let claim = IdentityClaim(
            key: record.identityKey, kind: IdentityKind(rawValue: record.identityKind) ?? .secret,
            provider: record.provider, name: record.name, account: record.account
        ).naming(source: sourceName)
        let identity = try self.identity(claim)
        touchedIdentities.insert(identity)
        let isReference = record.kind == .reference
        let (table, own, second) = isReference ? ("reference", "store", "target") : ("declaration", "name", "claimed")
        let id = FactID.make(
            "rollcall.artefact/1",
            [
                record.kind.rawValue, sourceName, record.path, record.artefact, record.facts["type"] ?? "", claim.key,
                record.store, record.target,
            ]
            .map { Array($0.utf8) } + ArtefactIdentity.distinctions.map { Array((record.facts[$0] ?? "").utf8) })
        let columns = "\(own), \(second)"
        let values = "?8, ?9"
        let facts = JSONText.object(PublicFacts(record.facts)) ?? "{}"
        var arguments: StatementArguments = [
            Data(id), identity, source, record.path, record.line, record.artefact, facts,
            isReference ? record.store : claim.name,
        ]
        // A bare name may turn out to be somebody else's; `Principals` decides.
        let isBare = AWSPrincipal(key: claim.key).map { !$0.isFull } ?? false
        arguments += [isReference ? record.target : isBare ? claim.key : nil]
        let first = 10
        arguments += [
            run?.finished, run?.pk, run?.rank ?? "", record.introduced.map(\.authored).min(),
            record.removed.map(\.authored).max(), record.isAtHead,
        ]
        let later =
            "(as_of_rank, at_head, line, facts) < (excluded.as_of_rank, excluded.at_head, excluded.line, excluded.facts)"
        let pk = try Int64.fetchOne(
            db,
            sql: """
                INSERT INTO \(table) (id, identity, source, path, line, artefact, facts, \(columns), first_seen, as_of, as_of_rank,
                    introduced, removed, at_head)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, \(values), ?\(first), ?\(first + 1), ?\(first + 2), ?\(first + 3), ?\(first + 4), ?\(first + 5))
                ON CONFLICT (id) DO UPDATE SET
                    first_seen = min(coalesce(first_seen, excluded.first_seen), coalesce(excluded.first_seen, first_seen)),
                    introduced = min(coalesce(introduced, excluded.introduced), coalesce(excluded.introduced, introduced)),
                    removed = max(coalesce(removed, excluded.removed), coalesce(excluded.removed, removed)),
                    line = CASE WHEN \(later) THEN excluded.line ELSE line END,
                    facts = CASE WHEN \(later) THEN excluded.facts ELSE facts END,
                    at_head = CASE WHEN \(later) THEN excluded.at_head ELSE at_head END,
                    as_of = CASE WHEN as_of_rank < excluded.as_of_rank THEN excluded.as_of ELSE as_of END,
                    as_of_rank = max(as_of_rank, excluded.as_of_rank)
                RETURNING pk
                """, arguments: arguments)
        let changes = record.introduced.map { ($0, false) } + record.removed.map { ($0, true) }
        for (commit, isRemoval) in changes {
            try db.execute(
                sql: "INSERT OR IGNORE INTO \(table)_change (artefact, git_commit, is_removal) VALUES (?, ?, ?)",
                arguments: [pk, try self.commit(commit), isRemoval])
        }
    }
}
