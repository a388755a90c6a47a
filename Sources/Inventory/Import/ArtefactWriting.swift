internal import GRDB
internal import Identities
private import Foundation

extension RollWriter {
    func add(_ record: ArtefactRecord, run: Run?) throws {
        artefactCount += 1
        let target = run?.sources[record.source]
        let run = target == nil ? nil : run
        let source = try target?.pk ?? self.source(record.source, kind: "")
        touchedSources.insert(source)
        if record.kind == .ownership { return try addOwnership(record, source: source, run: run) }
        let sourceName = target?.name ?? record.source
        let claim = IdentityClaim(
            key: record.identityKey, kind: IdentityKind(rawValue: record.identityKind) ?? .secret,
            provider: record.provider, name: record.name, account: record.account
        ).naming(source: sourceName)
        let identity = try self.identity(claim)
        touchedIdentities.insert(identity)
        let isReference = record.kind == .reference
        let table = isReference ? "reference" : "declaration"
        // A bare name may turn out to be somebody else's; `Principals` decides.
        let isBare = AWSPrincipal(key: claim.key).map { !$0.isFull } ?? false
        let pk = try Int64.fetchOne(
            db,
            sql: """
                INSERT INTO \(table) (id, identity, source, path, line, artefact, facts,
                    \(isReference ? "store, target" : "name, claimed"),
                    first_seen, as_of, as_of_rank, introduced, removed, at_head)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                \(FactConflict.artefact)
                RETURNING pk
                """,
            arguments: [
                Self.id(of: record, source: sourceName, identity: claim.key), identity, source, record.path,
                record.line,
                record.artefact, JSONText.object(PublicFacts(record.facts)) ?? "{}",
                isReference ? record.store : claim.name, isReference ? record.target : isBare ? claim.key : nil,
                run?.finished, run?.pk, run?.rank ?? "", record.introduced.map(\.authored).min(),
                record.removed.map(\.authored).max(), record.isAtHead,
            ])
        let changes = record.introduced.map { ($0, false) } + record.removed.map { ($0, true) }
        for (commit, isRemoval) in changes {
            try db.execute(
                sql: "INSERT OR IGNORE INTO \(table)_change (artefact, git_commit, is_removal) VALUES (?, ?, ?)",
                arguments: [pk, try self.commit(commit), isRemoval])
        }
    }

    private func addOwnership(_ record: ArtefactRecord, source: Int64, run: Run?) throws {
        try db.execute(
            sql: """
                INSERT INTO ownership (source, kind, path, text, as_of_rank) VALUES (?, ?, ?, ?, ?)
                \(FactConflict.ownership)
                """, arguments: [source, record.artefact, record.path, record.text, run?.rank ?? ""])
    }

    /// Without the line, which shifts, and what else may change while it stays the same artefact.
    private static func id(of record: ArtefactRecord, source: String, identity: String) -> Data {
        let parts = [
            record.kind.rawValue, source, record.path, record.artefact, record.facts["type"] ?? "", identity,
            record.store, record.target,
        ]
        let distinctions = ArtefactIdentity.distinctions.map { record.facts[$0] ?? "" }
        return Data(FactID.make("rollcall.artefact/1", (parts + distinctions).map { Array($0.utf8) }))
    }
}
