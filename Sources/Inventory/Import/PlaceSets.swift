private import Foundation
internal import GRDB

/// Which sightings each run saw in each of its sources, gathered during an import and stored at its end.
struct PlaceSets {
    private struct Arrival: Hashable {
        let run: Int64
        let source: Int64
        let named: String
    }

    private struct Seen {
        let sighting: Int64
        let id: (UInt64, UInt64)
    }

    private var slots: [Arrival: Int] = [:]
    private var arrivals: [Arrival] = []
    private var seen: [[Seen]] = []

    /// A number under which the places of a target are gathered.
    mutating func slot(run: Int64, source: Int64, named: String) -> Int {
        let arrival = Arrival(run: run, source: source, named: named)
        if let known = slots[arrival] { return known }
        slots[arrival] = arrivals.count
        arrivals.append(arrival)
        seen.append([])
        return arrivals.count - 1
    }

    /// - Parameter id: 16 bytes that name it.
    mutating func add(_ sighting: Int64, _ id: (UInt64, UInt64), to slot: Int) {
        seen[slot].append(Seen(sighting: sighting, id: id))
    }

    /// Says which sightings each run saw, and forgets them. Call it once, after all was added.
    mutating func record(_ db: Database) throws {
        let insert = try BulkStatement(db, "INSERT INTO place_set_member (place_set, sighting) VALUES (?, ?)")
        for slot in arrivals.indices {
            let arrival = arrivals[slot]
            let members = try members(of: slot, db)
            seen[slot] = []
            try db.execute(
                sql: "UPDATE run_source SET place_set = ? WHERE run = ? AND source = ? AND named = ?",
                arguments: [try Self.store(members, insert, db), arrival.run, arrival.source, arrival.named])
        }
        self = PlaceSets()
        // A set that a later shard completed is nobody's.
        try db.execute(
            sql: """
                DELETE FROM place_set_member WHERE place_set IN (
                    SELECT pk FROM place_set EXCEPT SELECT place_set FROM run_source WHERE place_set IS NOT NULL)
                """)
        try db.execute(
            sql: "DELETE FROM place_set WHERE pk NOT IN (SELECT place_set FROM run_source WHERE place_set IS NOT NULL)")
    }

    /// What was seen now and what shards that came before have told, each once, in the order of the sightings.
    private func members(of slot: Int, _ db: Database) throws -> [Seen] {
        var members = seen[slot]
        let arrival = arrivals[slot]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT m.sighting, s.id FROM run_source r JOIN place_set_member m ON m.place_set = r.place_set
                JOIN sighting s ON s.pk = m.sighting WHERE r.run = ? AND r.source = ? AND r.named = ?
                """, arguments: [arrival.run, arrival.source, arrival.named])
        while let row = try rows.next() {
            let id: Data = row[1]
            members.append(Seen(sighting: row[0], id: PlaceSum.words(Array(id))))
        }
        members.sort { $0.sighting < $1.sighting }
        var last: Int64?
        members.removeAll { member in
            defer { last = member.sighting }
            return member.sighting == last
        }
        return members
    }

    private static func store(_ members: [Seen], _ insert: BulkStatement, _ db: Database) throws -> Int64 {
        var sum = PlaceSum()
        for member in members { sum.add(member.id) }
        let digest = Data(sum.digest)
        if let known = try Int64.fetchOne(db, sql: "SELECT pk FROM place_set WHERE digest = ?", arguments: [digest]) {
            return known
        }
        try db.execute(sql: "INSERT INTO place_set (digest, size) VALUES (?, ?)", arguments: [digest, sum.count])
        let pk = db.lastInsertedRowID
        for member in members {
            insert.bind(pk)
            insert.bind(member.sighting)
            try insert.run()
        }
        return pk
    }
}
