internal import GRDB

/// Credentials that took each other's place, of which none says whose it is: whoever they speak for stayed the same, so they
/// are one identity, that of the first of them.
///
/// Only where nothing else can be meant: a credential that was replaced by several, or that replaced several, ends a chain.
struct RotationChains {
    let db: Database

    /// - Parameters:
    ///   - isWhole: all credentials are looked at, not only those in `touched`.
    ///   - isResolved: whether it is known whose a credential is.
    /// - Returns: of each credential that is in a chain and not its head, the head; and all credentials whose chain may have
    ///   changed.
    func find(isWhole: Bool, isResolved: (Int64) throws -> Bool) throws -> (heads: [UInt32: UInt32], members: [Int64]) {
        var links = isWhole ? try Links(all: db) : try Links(around: db)
        try links.setAside(isResolved)
        var heads: [UInt32: UInt32] = [:]
        for chain in links.chains() {
            guard let head = chain.isRing ? try oldest(chain.members) : chain.members.first else { continue }
            for member in chain.members where member != head {
                heads[UInt32(truncatingIfNeeded: member)] = UInt32(truncatingIfNeeded: head)
            }
        }
        return (heads, links.members)
    }

    /// Of a ring (a rotation that was taken back) the first in time.
    private func oldest(_ members: [Int64]) throws -> Int64? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT c.pk FROM credential c JOIN sighting s ON s.credential = c.pk
                WHERE c.pk IN (\(members.map(String.init).joined(separator: ", "))) GROUP BY c.pk
                ORDER BY min(coalesce(s.introduced, s.first_seen)), c.fingerprint LIMIT 1
                """)
    }
}

/// Which credential followed which, where only one did.
private struct Links {
    struct Chain {
        let members: [Int64]
        let isRing: Bool
    }

    /// The other end of a link, while there is one.
    private struct End {
        let only: Int64
        var isMany = false
    }

    private var next: [Int64: End] = [:]
    private var previous: [Int64: End] = [:]
    private var resolved: Set<Int64> = []
    /// In the order of their numbers.
    private(set) var members: [Int64] = []

    private static let pairs = """
        SELECT DISTINCT s.credential, c.pk FROM removal r CROSS JOIN sighting s ON s.pk = r.sighting
        CROSS JOIN credential c ON c.fingerprint = r.replaced_by WHERE r.replaced_by IS NOT NULL AND c.pk <> s.credential
        """

    /// Between all credentials.
    init(all db: Database) throws {
        let rows = try Row.fetchCursor(db, sql: Self.pairs)
        while let row = try rows.next() { add(row[0], row[1]) }
        members = Set(next.keys).union(previous.keys).sorted()
    }

    /// Between those in `touched` and what their links lead to. A link that is new ends its neighbours' chains, so two steps
    /// are taken whatever lies there; from then on chains alone are followed.
    init(around db: Database) throws {
        let after = try db.makeStatement(
            sql: """
                SELECT DISTINCT c.pk FROM sighting s JOIN removal r ON r.sighting = s.pk JOIN credential c ON c.fingerprint = r.replaced_by
                WHERE s.credential = ?1 AND c.pk <> ?1
                """)
        let before = try db.makeStatement(
            sql: """
                SELECT DISTINCT s.credential FROM credential c JOIN removal r ON r.replaced_by = c.fingerprint
                JOIN sighting s ON s.pk = r.sighting WHERE c.pk = ?1 AND s.credential <> ?1
                """)
        var seen: Set<Int64> = []
        var known: Set<[Int64]> = []
        var edge = try Int64.fetchAll(db, sql: "SELECT pk FROM touched ORDER BY pk")
        var steps = 0
        while !edge.isEmpty {
            var found: [Int64] = []
            for credential in edge where seen.insert(credential).inserted {
                let (followers, origins) = (
                    try Int64.fetchAll(after, arguments: [credential]),
                    try Int64.fetchAll(before, arguments: [credential])
                )
                for other in followers where known.insert([credential, other]).inserted { add(credential, other) }
                for other in origins where known.insert([other, credential]).inserted { add(other, credential) }
                if steps < 2 || followers.count < 2 { found += followers }
                if steps < 2 || origins.count < 2 { found += origins }
            }
            edge = found.filter { !seen.contains($0) }
            steps += 1
        }
        members = Set(next.keys).union(previous.keys).sorted()
    }

    private mutating func add(_ old: Int64, _ new: Int64) {
        if next[old] == nil { next[old] = End(only: new) } else { next[old]?.isMany = true }
        if previous[new] == nil { previous[new] = End(only: old) } else { previous[new]?.isMany = true }
    }

    /// Takes those out of all chains whose owner is known.
    mutating func setAside(_ isResolved: (Int64) throws -> Bool) rethrows {
        for member in members {
            if try isResolved(member) { resolved.insert(member) }
        }
    }

    private func follower(of credential: Int64) -> Int64? {
        guard let end = next[credential], !end.isMany, previous[end.only]?.isMany == false,
            !resolved.contains(credential),
            !resolved.contains(end.only)
        else { return nil }
        return end.only
    }

    private func origin(of credential: Int64) -> Int64? {
        guard let end = previous[credential], !end.isMany else { return nil }
        return follower(of: end.only) == credential ? end.only : nil
    }

    /// Of two members or more.
    func chains() -> [Chain] {
        var chains: [Chain] = []
        var taken: Set<Int64> = []
        // Those with a beginning first; what is left then goes round.
        for isRing in [false, true] {
            for start in members where !taken.contains(start) && (isRing || origin(of: start) == nil) {
                var chain = [start]
                taken.insert(start)
                while let following = follower(of: chain[chain.count - 1]), taken.insert(following).inserted {
                    chain.append(following)
                }
                if chain.count > 1 { chains.append(Chain(members: chain, isRing: isRing)) }
            }
        }
        return chains
    }
}
