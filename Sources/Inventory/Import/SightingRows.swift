internal import GRDB
internal import Model

/// What everything that is computed about credentials and identities needs to know of a sighting. Kept by the million, so
/// numbers of rows take four bytes: a roll cannot hold more of them.
struct SightingRow {
    let pk: Int64
    let id: (UInt64, UInt64)
    let credential: UInt32
    let source: UInt32
    /// The identity that its own surroundings tell; 0 for none.
    let claimed: UInt32
    /// 0 where there is none yet.
    var identity: UInt32
    /// The run that saw it last; 0 for none.
    let run: UInt32
    /// Seconds since 1970, or when it was seen first.
    let introduced: Int64?
    let rotated: Int64?
    /// First letter of its name; 0 for none.
    let environment: UInt8
    let traits: UInt8
    let isExposed: Bool
    var isGone: Bool
}

enum SightingRows {
    /// - Parameter condition: on the table `sighting`.
    /// - Returns: in the order of their numbers.
    static func load(_ db: Database, where condition: String) throws -> ContiguousArray<SightingRow> {
        var rows: ContiguousArray<SightingRow> = []
        if condition == "true" { rows.reserveCapacity(try Int.fetchOne(db, sql: "SELECT max(pk) FROM sighting") ?? 0) }
        let statement = try BulkStatement(
            db,
            """
            SELECT pk, id, credential, source, claimed, identity, as_of, coalesce(introduced, first_seen), rotated, environment, traits,
                is_exposed, is_gone FROM sighting WHERE \(condition) ORDER BY pk
            """)
        func number(_ column: CInt) -> UInt32 { UInt32(truncatingIfNeeded: statement.integer(column)) }
        try statement.forEachRow {
            rows.append(
                SightingRow(
                    pk: statement.integer(0), id: statement.words(1), credential: number(2), source: number(3),
                    claimed: number(4),
                    identity: number(5), run: number(6), introduced: statement.optionalInteger(7),
                    rotated: statement.optionalInteger(8), environment: statement.firstByte(9),
                    traits: UInt8(truncatingIfNeeded: statement.integer(10)), isExposed: statement.integer(11) != 0,
                    isGone: statement.integer(12) != 0))
        }
        return rows
    }
}

/// Rows that have a number in common, by that number.
struct SightingGroups {
    /// Indices of rows, those of a group together, in the order of the groups' numbers and then of the rows.
    private let order: ContiguousArray<UInt32>
    private let keys: ContiguousArray<UInt32>
    private let starts: ContiguousArray<Int>

    init(_ rows: ContiguousArray<SightingRow>, by key: (SightingRow) -> UInt32) {
        var numbers: ContiguousArray<UInt32> = []
        numbers.reserveCapacity(rows.count)
        for row in rows { numbers.append(key(row)) }
        let greatest = Int(numbers.max() ?? 0)
        var order = ContiguousArray<UInt32>(repeating: 0, count: numbers.count)
        if numbers.count > greatest / 8 {
            // Numbers of rows lie close together: counting them sorts them.
            var places = ContiguousArray<UInt32>(repeating: 0, count: greatest + 2)
            for number in numbers { places[Int(number) + 1] += 1 }
            for index in 1..<places.count { places[index] += places[index - 1] }
            for (index, number) in numbers.enumerated() {
                order[Int(places[Int(number)])] = UInt32(index)
                places[Int(number)] += 1
            }
        } else {
            for index in order.indices { order[index] = UInt32(index) }
            order.sort { (numbers[Int($0)], $0) < (numbers[Int($1)], $1) }
        }
        var (keys, starts): (ContiguousArray<UInt32>, ContiguousArray<Int>) = ([], [])
        for (place, index) in order.enumerated() where place == 0 || numbers[Int(index)] != keys[keys.count - 1] {
            keys.append(numbers[Int(index)])
            starts.append(place)
        }
        starts.append(order.count)
        (self.order, self.keys, self.starts) = (order, keys, starts)
    }

    var count: Int { keys.count }

    func key(_ group: Int) -> UInt32 { keys[group] }

    /// Indices of the group's rows.
    func members(_ group: Int) -> ContiguousArray<UInt32>.SubSequence { order[starts[group]..<starts[group + 1]] }

    /// The group with a number.
    func group(_ key: UInt32) -> Int? {
        let place = keys.partitioningIndex { $0 >= key }
        return place < keys.count && keys[place] == key ? place : nil
    }
}
