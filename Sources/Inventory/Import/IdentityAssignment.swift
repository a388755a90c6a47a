internal import GRDB
internal import Identities

/// Decides whose each sighting is: the identity's that its own surroundings tell; else that of another sighting of the same
/// secret; else the credential is an identity of its own, or of the chain of rotations that it is in.
struct IdentityAssignment {
    private let db: Database
    /// Identities that credentials got on their own in this import, and that are right as they are.
    private let own: OwnIdentityTable
    private let isWhole: Bool
    /// All sightings of the credentials that are looked at.
    private(set) var rows: ContiguousArray<SightingRow>
    /// By credential.
    private(set) var groups: SightingGroups
    /// Per group: how many identities its sightings name.
    private(set) var claims: ContiguousArray<Int32> = []
    private var resolved: ContiguousArray<UInt32> = []
    private var heads: [UInt32: UInt32] = [:]

    /// - Parameters:
    ///   - isWhole: all credentials, not only those in `touched`.
    ///   - own: by credential; see above.
    init(_ db: Database, isWhole: Bool, own: OwnIdentityTable) throws {
        self.db = db
        self.own = own
        self.isWhole = isWhole
        (rows, groups) = try Self.load(db, isWhole: isWhole)
        try countClaims()
        let (groups, claims) = (self.groups, self.claims)
        let known = try db.makeStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM sighting WHERE credential = ? AND claimed IS NOT NULL)")
        let found = try RotationChains(db: db).find(isWhole: isWhole) { credential in
            guard let group = groups.group(UInt32(truncatingIfNeeded: credential)) else {
                return try Bool.fetchOne(known, arguments: [credential]) ?? true
            }
            return claims[group] > 0
        }
        heads = found.heads
        if !isWhole, found.members.contains(where: { groups.group(UInt32(truncatingIfNeeded: $0)) == nil }) {
            let touch = try BulkStatement(db, "INSERT OR IGNORE INTO touched (pk) VALUES (?)")
            for member in found.members {
                touch.bind(member)
                try touch.run()
            }
            (rows, self.groups) = try Self.load(db, isWhole: isWhole)
            try countClaims()
        }
    }

    private static func load(_ db: Database, isWhole: Bool) throws -> (ContiguousArray<SightingRow>, SightingGroups) {
        let rows = try SightingRows.load(db, where: isWhole ? "true" : "credential IN (SELECT pk FROM touched)")
        return (rows, SightingGroups(rows, by: { $0.credential }))
    }

    /// Of several the one whose key is first.
    private mutating func countClaims() throws {
        claims = ContiguousArray(repeating: 0, count: groups.count)
        resolved = ContiguousArray(repeating: 0, count: groups.count)
        for group in 0..<groups.count {
            var first: UInt32 = 0
            var others: Set<UInt32> = []
            for index in groups.members(group) {
                let claimed = rows[Int(index)].claimed
                if claimed == 0 || claimed == first { continue }
                if first == 0 { first = claimed } else { others.insert(claimed) }
            }
            claims[group] = Int32((first == 0 ? 0 : 1) + others.count)
            resolved[group] = first
            if !others.isEmpty {
                let list = others.union([first]).map(String.init).joined(separator: ", ")
                resolved[group] = UInt32(
                    truncatingIfNeeded: try Int64.fetchOne(
                        db, sql: "SELECT pk FROM identity WHERE pk IN (\(list)) ORDER BY key LIMIT 1") ?? 0)
            }
        }
    }

    /// Closes places that whole runs did not see any more, of all sightings.
    mutating func close() throws {
        var ranks: [UInt32: Int] = [:]
        for (rank, run) in try Int64.fetchAll(db, sql: "SELECT pk FROM run ORDER BY rank").enumerated() {
            ranks[UInt32(truncatingIfNeeded: run)] = rank
        }
        var whole: [UInt32: Int] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT pk, whole_run FROM source WHERE whole_run IS NOT NULL") {
            whole[UInt32(truncatingIfNeeded: row[0] as Int64)] = ranks[UInt32(truncatingIfNeeded: row[1] as Int64)]
        }
        let update = try BulkStatement(db, "UPDATE sighting SET is_gone = ? WHERE pk = ?")
        for index in rows.indices {
            let isGone = whole[rows[index].source].map { (ranks[rows[index].run] ?? -1) < $0 } ?? false
            guard isGone != rows[index].isGone else { continue }
            rows[index].isGone = isGone
            update.bind(isGone)
            update.bind(rows[index].pk)
            try update.run()
        }
    }

    /// Writes what is new.
    /// - Returns: the identities that have or had one of the sightings; none where those are all.
    mutating func assign() throws -> Set<Int64> {
        var touched: Set<Int64> = []
        let update = try BulkStatement(db, "UPDATE sighting SET identity = ? WHERE pk = ?")
        let names = try OwnIdentities(db)
        for group in 0..<groups.count {
            var identity = resolved[group]
            if identity == 0 {
                let credential = Int64(heads[groups.key(group)] ?? groups.key(group))
                identity = UInt32(truncatingIfNeeded: try own[credential] ?? names.identity(of: credential))
            }
            for index in groups.members(group) {
                let (before, claimed) = (rows[Int(index)].identity, rows[Int(index)].claimed)
                let new = claimed == 0 ? identity : claimed
                if !isWhole { touched.insert(Int64(new)) }
                if before == new { continue }
                if before != 0, !isWhole { touched.insert(Int64(before)) }
                rows[Int(index)].identity = new
                update.bind(Int64(new))
                update.bind(rows[Int(index)].pk)
                try update.run()
            }
        }
        return touched
    }
}

/// Identities that credentials got on their own in an import, by credential: by the million, four bytes each.
struct OwnIdentityTable {
    private var numbers: ContiguousArray<UInt32> = []

    subscript(credential: Int64) -> Int64? {
        get {
            guard credential < Int64(numbers.count), numbers[Int(credential)] != 0 else { return nil }
            return Int64(numbers[Int(credential)])
        }
        set {
            while numbers.count <= Int(credential) { numbers.append(0) }
            numbers[Int(credential)] = UInt32(truncatingIfNeeded: newValue ?? 0)
        }
    }
}

/// Makes the identities of credentials whose owner cannot be told.
private final class OwnIdentities {
    private let form: Statement
    private let insert: Statement
    private var made: [Int64: Int64] = [:]

    init(_ db: Database) throws {
        form = try db.makeStatement(sql: "SELECT kind, redacted FROM credential WHERE pk = ?")
        insert = try db.makeStatement(
            sql: """
                INSERT INTO identity (key, id, kind, provider, name, is_resolved)
                SELECT 'credential:' || lower(hex(fingerprint)), lower(substr(hex(fingerprint), 1, 12)), ?1, provider, ?2, 0
                FROM credential WHERE pk = ?3
                ON CONFLICT (key) DO UPDATE SET provider = excluded.provider, name = excluded.name RETURNING pk
                """)
    }

    func identity(of credential: Int64) throws -> Int64 {
        if let known = made[credential] { return known }
        let row = try Row.fetchOne(form, arguments: [credential])
        let claim = IdentityClaim.unresolved(
            fingerprint: "", kind: row?["kind"] ?? "", provider: "", redacted: row?["redacted"] ?? "")
        let pk = try Int64.fetchOne(insert, arguments: [claim.kind.rawValue, claim.name, credential]) ?? 0
        made[credential] = pk
        return pk
    }
}
