internal import GRDB

/// The authors who brought the first credential of an identity in, and who touched one last, for the identities in
/// `touched_identity`.
struct AuthorRefresh {
    let db: Database
    /// By source.
    let maps: [Int64: Mailmap]

    /// - Parameters:
    ///   - rows: sightings of the identities, in the order of their numbers.
    ///   - groups: the same by identity.
    ///   - isWhole: the rows are all there are.
    func run(_ rows: ContiguousArray<SightingRow>, _ groups: SightingGroups, isWhole: Bool) throws {
        try ownersOfConfiguration()
        guard !rows.isEmpty else { return }
        let introductions = try CommitLists(db, table: "introduction", of: rows, isWhole: isWhole)
        let removals = try CommitLists(db, table: "removal", of: rows, isWhole: isWhole)
        let times = try CommitTimes(db, isWhole: isWhole)
        let details = try ChangeDetails(db)
        let insert = try BulkStatement(
            db, "INSERT OR IGNORE INTO owner (identity, name, kind, rank, evidence) VALUES (?, ?, ?, ?, ?)")
        for group in 0..<groups.count where groups.key(group) != 0 {
            var first: Change?
            var last: Change?
            for index in groups.members(group) {
                let row = rows[Int(index)]
                for commit in introductions.commits(of: Int(index)) {
                    let time = try times[commit].time
                    if first.map({ time <= $0.time }) ?? true {
                        let change = Change(time: time, commit: commit, row: index, id: row.id)
                        if let known = first {
                            first = try details.isEarlier(change, known) ? change : known
                        } else {
                            first = change
                        }
                    }
                    try details.takeLater(Change(time: time, commit: commit, row: index, id: row.id), &last)
                }
                for commit in removals.commits(of: Int(index)) {
                    let (time, isMerge) = try times[commit]
                    // Who merges takes nothing away.
                    if !isMerge {
                        try details.takeLater(Change(time: time, commit: commit, row: index, id: row.id), &last)
                    }
                }
            }
            for (change, kind) in [(first, OwnerKind.introducingAuthor), (last, .latestAuthor)] {
                guard let change else { continue }
                let row = rows[Int(change.row)]
                store(try details.described(change, at: row), of: Int64(groups.key(group)), kind, insert)
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
            store(DescribedChange(ofArtefact: row), of: row[0], .introducingAuthor, insert)
            try insert.run()
        }
        var last: Set<Int64> = []
        for row in rows.reversed() where last.insert(row[0]).inserted {
            store(DescribedChange(ofArtefact: row), of: row[0], .latestAuthor, insert)
            try insert.run()
        }
    }

    private func store(
        _ change: DescribedChange, of identity: Int64, _ kind: OwnerKind, _ insert: BulkStatement
    ) {
        let person =
            maps[change.source]?.proper(name: change.name, email: change.email) ?? (
                name: change.name, email: change.email
            )
        insert.bind(identity)
        insert.bind(Roll.person(person.name, person.email))
        insert.bind(kind.rawValue)
        insert.bind(kind.rank)
        let verb = kind == .introducingAuthor ? "introduced" : "changed last"
        insert.bind("\(verb) in \(change.commit.prefix(12)), \(change.path)")
    }
}

/// A commit that brought in or took away one of an identity's sightings.
private struct Change {
    let time: Int64
    let commit: UInt32
    /// Index of the sighting, and its id.
    let row: UInt32
    let id: (UInt64, UInt64)
}

private struct DescribedChange {
    let commit: String
    let name: String
    let email: String
    let path: String
    let source: Int64

    init(commit: String, name: String, email: String, path: String, source: Int64) {
        (self.commit, self.name, self.email, self.path, self.source) = (commit, name, email, path, source)
    }

    init(ofArtefact row: Row) {
        self.init(commit: row[3], name: row[7], email: row[8], path: row[5], source: row[6])
    }
}

/// The commits of each sighting, from one table.
private struct CommitLists {
    private var starts: ContiguousArray<UInt32> = []
    private var commits: ContiguousArray<UInt32> = []

    init(_ db: Database, table: String, of rows: ContiguousArray<SightingRow>, isWhole: Bool) throws {
        let wanted =
            isWhole
            ? "" : "WHERE sighting IN (SELECT pk FROM sighting WHERE identity IN (SELECT pk FROM touched_identity))"
        let statement = try BulkStatement(
            db, "SELECT sighting, git_commit FROM \(table) \(wanted) ORDER BY sighting, git_commit")
        var (starts, commits): (ContiguousArray<UInt32>, ContiguousArray<UInt32>) = ([], [])
        starts.reserveCapacity(rows.count + 1)
        // Both come in the order of the sightings' numbers.
        try statement.forEachRow {
            let sighting = statement.integer(0)
            while starts.count < rows.count, rows[starts.count].pk <= sighting { starts.append(UInt32(commits.count)) }
            guard !starts.isEmpty, rows[starts.count - 1].pk == sighting else { return }
            commits.append(UInt32(truncatingIfNeeded: statement.integer(1)))
        }
        while starts.count <= rows.count { starts.append(UInt32(commits.count)) }
        (self.starts, self.commits) = (starts, commits)
    }

    func commits(of row: Int) -> ContiguousArray<UInt32>.SubSequence {
        commits[Int(starts[row])..<Int(starts[row + 1])]
    }
}

/// When each commit was authored and whether it is a merge.
private final class CommitTimes {
    private var times: ContiguousArray<Int64> = []
    private var merges: ContiguousArray<Bool> = []
    private var known: [UInt32: (time: Int64, isMerge: Bool)] = [:]
    private let statement: Statement

    init(_ db: Database, isWhole: Bool) throws {
        statement = try db.makeStatement(sql: "SELECT authored, is_merge FROM git_commit WHERE pk = ?")
        guard isWhole else { return }
        let count = (try Int.fetchOne(db, sql: "SELECT max(pk) FROM git_commit") ?? 0) + 1
        var (times, merges) = (
            ContiguousArray<Int64>(repeating: 0, count: count), ContiguousArray(repeating: false, count: count)
        )
        let all = try BulkStatement(db, "SELECT pk, authored, is_merge FROM git_commit")
        try all.forEachRow {
            let commit = Int(all.integer(0))
            times[commit] = all.integer(1)
            merges[commit] = all.integer(2) != 0
        }
        (self.times, self.merges) = (times, merges)
    }

    subscript(commit: UInt32) -> (time: Int64, isMerge: Bool) {
        get throws {
            if Int(commit) < times.count { return (times[Int(commit)], merges[Int(commit)]) }
            if let known = known[commit] { return known }
            guard let row = try Row.fetchOne(statement, arguments: [Int64(commit)]) else { return (0, false) }
            let found: (time: Int64, isMerge: Bool) = (row[0], row[1])
            known[commit] = found
            return found
        }
    }
}

/// Names of commits, authors and paths, looked up for the few changes that need them.
private final class ChangeDetails {
    private typealias Commit = (id: String, name: String, email: String)

    private let commit: Statement
    private let path: Statement
    private var known: [UInt32: Commit] = [:]

    init(_ db: Database) throws {
        commit = try db.makeStatement(
            sql: "SELECT g.id, p.name, p.email FROM git_commit g JOIN person p ON p.pk = g.author WHERE g.pk = ?")
        path = try db.makeStatement(sql: "SELECT path FROM sighting WHERE pk = ?")
    }

    private func details(of number: UInt32) throws -> Commit {
        if let details = known[number] { return details }
        guard let row = try Row.fetchOne(commit, arguments: [Int64(number)]) else { return ("", "", "") }
        let details: Commit = (row[0], row[1], row[2])
        if known.count > 50_000 { known.removeAll(keepingCapacity: true) }
        known[number] = details
        return details
    }

    /// Equal times are told apart by commit and place, so that the order of import does not show.
    func isEarlier(_ left: Change, _ right: Change) throws -> Bool {
        if left.time != right.time { return left.time < right.time }
        if left.commit != right.commit { return try details(of: left.commit).id < details(of: right.commit).id }
        return left.id < right.id
    }

    func takeLater(_ change: Change, _ last: inout Change?) throws {
        if let known = last, try change.time < known.time || !isEarlier(known, change) { return }
        last = change
    }

    func described(_ change: Change, at row: SightingRow) throws -> DescribedChange {
        let commit = try details(of: change.commit)
        return DescribedChange(
            commit: commit.id, name: commit.name, email: commit.email,
            path: try String.fetchOne(path, arguments: [row.pk]) ?? "", source: Int64(row.source))
    }
}
