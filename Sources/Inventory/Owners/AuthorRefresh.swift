private import Foundation
internal import GRDB

/// The authors who brought the first credential of an identity in, and who touched one last, for the identities in
/// `touched_identity`.
struct AuthorRefresh {
    let db: Database
    /// By source.
    let maps: [Int64: Mailmap]

    func run() throws {
        try ownersOfConfiguration()
        var introduced = try AuthorStream(db, table: "introduction")
        var removed = try AuthorStream(db, table: "removal")
        let insert = try BulkStatement(
            db, "INSERT OR IGNORE INTO owner (identity, name, kind, rank, evidence) VALUES (?, ?, ?, ?, ?)")
        // Both streams tell the identities in the same order.
        var (left, right) = (try introduced.next(), try removed.next())
        while left != nil || right != nil {
            let identity = min(left?.identity ?? .max, right?.identity ?? .max)
            var latest: AuthorStream.Change?
            if let own = left, own.identity == identity {
                store(own.first, of: identity, .introducingAuthor, insert)
                try insert.run()
                latest = own.last
                left = try introduced.next()
            }
            if let own = right, own.identity == identity {
                if latest.map({ $0 < own.last }) ?? true { latest = own.last }
                right = try removed.next()
            }
            if let latest {
                store(latest, of: identity, .latestAuthor, insert)
                try insert.run()
            }
        }
    }

    /// Of identities without a credential: who wrote the configuration. They are few.
    private func ownersOfConfiguration() throws {
        let changes = ["declaration", "reference"].map { table in
            """
            SELECT a.identity, e.is_removal, g.authored, g.id AS commit_id, a.id, a.path, a.source, p.name, p.email
            FROM touched_identity t JOIN \(table) a ON a.identity = t.pk JOIN \(table)_change e ON e.artefact = a.pk
            JOIN git_commit g ON g.pk = e.git_commit JOIN person p ON p.pk = g.author
            WHERE NOT EXISTS (SELECT 1 FROM sighting s WHERE s.identity = t.pk)
            """
        }.joined(separator: " UNION ALL ")
        let rows = try Row.fetchAll(db, sql: "\(changes) ORDER BY 1, 3, 4, 5, 2")
        let insert = try BulkStatement(
            db, "INSERT OR IGNORE INTO owner (identity, name, kind, rank, evidence) VALUES (?, ?, ?, ?, ?)")
        var first: Set<Int64> = []
        for row in rows where !(row[1] as Bool) && first.insert(row[0]).inserted {
            store(AuthorStream.change(ofArtefact: row), of: row[0], .introducingAuthor, insert)
            try insert.run()
        }
        var last: Set<Int64> = []
        for row in rows.reversed() where last.insert(row[0]).inserted {
            store(AuthorStream.change(ofArtefact: row), of: row[0], .latestAuthor, insert)
            try insert.run()
        }
    }

    private func store(
        _ change: AuthorStream.Change, of identity: Int64, _ kind: OwnerKind, _ insert: BulkStatement
    ) {
        let person = maps[change.source]?.proper(name: change.name, email: change.email) ?? (name: change.name, email: change.email)
        insert.bind(identity)
        insert.bind(Roll.person(person.name, person.email))
        insert.bind(kind.rawValue)
        insert.bind(kind.rank)
        let verb = kind == .introducingAuthor ? "introduced" : "changed last"
        insert.bind("\(verb) in \(change.commit.prefix(12)), \(change.path)")
    }
}

/// First and last change of every touched identity, in the order of the identities' numbers, from one table of changes.
private struct AuthorStream {
    struct Change: Comparable {
        let time: Int64
        let commit: String
        let sighting: [UInt8]
        let name: String
        let email: String
        let path: String
        let source: Int64

        /// Equal times are told apart by commit and place, so that the order of import does not show.
        static func < (left: Change, right: Change) -> Bool {
            if left.time != right.time { return left.time < right.time }
            if left.commit != right.commit { return left.commit < right.commit }
            return left.sighting.lexicographicallyPrecedes(right.sighting)
        }
        static func == (left: Change, right: Change) -> Bool {
            left.time == right.time && left.commit == right.commit && left.sighting == right.sighting
        }
    }

    struct Changes {
        let identity: Int64
        var first: Change
        var last: Change
    }

    private let rows: RowCursor
    private var pending: Changes?

    init(_ db: Database, table: String) throws {
        // CROSS JOIN keeps the order of the tables, and with it that of the identities.
        rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT t.pk, g.authored, g.id, s.id, p.name, p.email, s.path, s.source FROM touched_identity t
                CROSS JOIN sighting s ON s.identity = t.pk CROSS JOIN \(table) e ON e.sighting = s.pk
                CROSS JOIN git_commit g ON g.pk = e.git_commit CROSS JOIN person p ON p.pk = g.author
                -- Who merges takes nothing away.
                \(table == "removal" ? "WHERE NOT g.is_merge" : "") ORDER BY t.pk
                """)
        pending = try rows.next().map(Self.changes)
    }

    mutating func next() throws -> Changes? {
        guard var current = pending else { return nil }
        pending = nil
        while let row = try rows.next() {
            if row[0] as Int64 != current.identity {
                pending = Self.changes(row)
                break
            }
            // Most changes are neither: only their time is read.
            let time: Int64 = row[1]
            if time <= current.first.time {
                let change = Self.change(row)
                if change < current.first { current.first = change }
            }
            if time >= current.last.time {
                let change = Self.change(row)
                if current.last < change { current.last = change }
            }
        }
        return current
    }

    static func change(ofArtefact row: Row) -> Change {
        let id: Data = row[4]
        return Change(
            time: row[2], commit: row[3], sighting: Array(id), name: row[7], email: row[8], path: row[5], source: row[6])
    }

    private static func changes(_ row: Row) -> Changes {
        let change = change(row)
        return Changes(identity: row[0], first: change, last: change)
    }

    private static func change(_ row: Row) -> Change {
        let sighting: Data = row[3]
        return Change(
            time: row[1], commit: row[2], sighting: Array(sighting), name: row[4], email: row[5], path: row[6],
            source: row[7])
    }
}
