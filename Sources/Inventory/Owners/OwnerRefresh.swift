internal import GRDB

/// Who answers for an identity, best evidence first.
enum OwnerKind: String, Sendable, CaseIterable {
    case manual
    case configuration
    case codeOwners = "codeowners"
    case introducingAuthor = "introducing-author"
    case latestAuthor = "latest-author"

    /// 0 is the best.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}

/// Finds owners anew for the identities in `touched_identity`.
struct OwnerRefresh {
    let db: Database

    /// By source.
    func mailmaps() throws -> [Int64: Mailmap] { try documents("mailmap").mapValues { Mailmap($0.text) } }

    /// After the authors, whom `AuthorRefresh` finds.
    func run() throws {
        try addListed(.codeOwners)
        try addListed(.configuration)
        try OwnerColumns(db: db).refresh(identities: "SELECT pk FROM touched_identity")
    }

    private func documents(_ kind: String) throws -> [Int64: (path: String, text: String)] {
        var documents: [Int64: (path: String, text: String)] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT source, path, text FROM ownership WHERE kind = ?", arguments: [kind])
        {
            documents[row[0]] = (row[1], row[2])
        }
        return documents
    }

    /// Owners by path: of what stands at HEAD, else of all places.
    private func addListed(_ kind: OwnerKind) throws {
        for (source, document) in try documents(kind.rawValue) {
            let list = CodeOwners(document.text)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT identity, path FROM (
                        SELECT identity, path FROM sighting WHERE source = ?1
                        UNION ALL SELECT identity, path FROM declaration WHERE source = ?1
                        UNION ALL SELECT identity, path FROM reference WHERE source = ?1)
                    WHERE identity IN (SELECT pk FROM touched_identity) ORDER BY identity, path
                    """, arguments: [source])
            for row in rows {
                let path: String = row[1]
                for rule in list.rules(for: path) {
                    for owner in rule.owners {
                        try db.execute(
                            sql: """
                                INSERT INTO owner (identity, name, kind, rank, evidence) VALUES (?1, ?2, ?3, ?4, ?5)
                                ON CONFLICT DO UPDATE SET evidence = min(evidence, ?5)
                                """,
                            arguments: [
                                row[0] as Int64, owner, kind.rawValue, kind.rank,
                                "\(document.path):\(rule.line) \(rule.pattern) for \(path)",
                            ])
                    }
                }
            }
        }
    }
}
