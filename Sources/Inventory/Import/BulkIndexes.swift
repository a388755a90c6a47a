internal import GRDB
private import Foundation

/// Indexes that are left out while a large import runs and made anew from all rows: sorting once costs a tenth of a
/// million insertions at random places. All within the import's transaction, so that a crash leaves them as they were.
struct BulkIndexes {
    /// Those that `Refresh` looks things up by.
    private let needed: [String]
    /// Those that only lists need.
    private let others: [String]

    /// Fewer rows than this are inserted as fast.
    private static let worthwhile = 20_000
    /// What a line of a findings file takes at least, in bytes.
    private static let bytesInLine = 800

    /// How many findings the files may hold.
    static func estimate(_ files: [String]) -> Int {
        files.reduce(0) { sum, file in
            let size = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
            return sum + size / bytesInLine
        }
    }

    /// Whether an import of so many findings is large beside what the roll holds.
    static func isLarge(_ count: Int, _ db: Database) throws -> Bool {
        guard count >= worthwhile else { return false }
        // Rows are never deleted, so the greatest number is their count.
        return count > (try Int.fetchOne(db, sql: "SELECT max(pk) FROM sighting") ?? 0) / 4
    }

    /// Drops them.
    init(_ db: Database) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
                AND tbl_name IN ('sighting', 'introduction', 'removal', 'git_commit', 'identity') ORDER BY name
                """)
        var needed: [String] = []
        var others: [String] = []
        for row in rows {
            let (name, table, sql): (String, String, String) = (row[0], row[1], row[2])
            try db.execute(sql: "DROP INDEX \"\(name)\"")
            if table == "sighting" { needed.append(sql) } else { others.append(sql) }
        }
        self.needed = needed
        self.others = others
    }

    func makeNeeded(_ db: Database) throws { for sql in needed { try db.execute(sql: sql) } }
    func makeOthers(_ db: Database) throws { for sql in others { try db.execute(sql: sql) } }
}
