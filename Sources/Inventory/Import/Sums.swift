internal import GRDB

/// What lists show of a credential or identity, summed up over its sightings.
struct SightingSum {
    private(set) var places = 0
    private(set) var exposed = 0
    private(set) var standing = 0
    private(set) var introduced: Int64?
    private(set) var rotated: Int64?
    private(set) var lastSeen: Int64?
    private(set) var traits = 0
    private var environment: UInt8 = 0
    private(set) var isMixed = false
    private var sources: SmallSet = SmallSet()

    var sourceCount: Int { sources.count }

    /// As far as places tell.
    var state: IdentityState { exposed > 0 ? .exposed : standing > 0 ? .inHistory : .gone }

    /// - Parameter finished: when runs ended, by their numbers.
    mutating func add(_ row: SightingRow, finished: [UInt32: Int64]) {
        places += 1
        if !row.isGone { standing += 1 }
        if row.isExposed, !row.isGone { exposed += 1 }
        sources.insert(row.source)
        if let time = row.introduced { introduced = min(introduced ?? time, time) }
        if let time = row.rotated { rotated = max(rotated ?? time, time) }
        if let time = finished[row.run] { lastSeen = max(lastSeen ?? time, time) }
        traits |= Int(row.traits) & (row.isGone ? ~SightingTrait.personalFile.rawValue : ~0)
        if row.environment != 0 {
            isMixed = isMixed || environment != 0 && environment != row.environment
            environment = row.environment
        }
    }

    mutating func add(_ trait: SightingTrait) { traits |= trait.rawValue }
}

/// A set of numbers that mostly has few members.
struct SmallSet {
    private var few: [UInt32] = []
    private var many: Set<UInt32> = []

    var count: Int { many.isEmpty ? few.count : many.count }

    mutating func insert(_ number: UInt32) {
        if !many.isEmpty {
            many.insert(number)
        } else if !few.contains(number) {
            few.append(number)
            if few.count > 32 { many = Set(few) }
        }
    }
}

/// Writes sums into the columns that lists read.
struct Sums {
    let db: Database
    /// When runs ended.
    private let finished: [UInt32: Int64]

    init(_ db: Database) throws {
        self.db = db
        var finished: [UInt32: Int64] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT pk, finished FROM run") {
            finished[UInt32(truncatingIfNeeded: row[0] as Int64)] = row[1]
        }
        self.finished = finished
    }

    /// - Parameters:
    ///   - groups: sightings by credential.
    ///   - claims: per group, how many identities its sightings name.
    func store(
        credentials groups: SightingGroups, of rows: ContiguousArray<SightingRow>, claims: ContiguousArray<Int32>
    ) throws {
        let update = try BulkStatement(
            db,
            """
            UPDATE credential SET places = ?, places_at_head = ?, sources = ?, introduced = ?, rotated = ?, last_seen = ?, state = ?,
                identities = ? WHERE pk = ?
            """)
        for group in 0..<groups.count {
            var sum = SightingSum()
            for index in groups.members(group) { sum.add(rows[Int(index)], finished: finished) }
            sum.bindPlacesAndTimes(to: update)
            update.bind(sum.state.rawValue)
            update.bind(Int(claims[group]))
            update.bind(Int64(groups.key(group)))
            try update.run()
        }
    }

    /// - Parameters:
    ///   - groups: sightings by identity.
    ///   - several: credentials that are more than one identity's.
    ///   - expiries: of credentials, in seconds since 1970.
    func store(
        identities groups: SightingGroups, of rows: ContiguousArray<SightingRow>, several: Set<UInt32>,
        expiries: [UInt32: Int64]
    ) throws {
        let update = try BulkStatement(
            db,
            """
            UPDATE identity SET credentials = ?, places = ?, places_at_head = ?, sources = ?, introduced = ?, rotated = ?, last_seen = ?,
                expires = ?, is_mixed = ?, traits = ?, state = ? WHERE pk = ?
            """)
        for group in 0..<groups.count where groups.key(group) != 0 {
            var sum = SightingSum()
            var credentials = SmallSet()
            var expires: Int64?
            for index in groups.members(group) {
                let row = rows[Int(index)]
                sum.add(row, finished: finished)
                credentials.insert(row.credential)
                if !expiries.isEmpty, let time = expiries[row.credential] { expires = max(expires ?? time, time) }
                if !several.isEmpty, several.contains(row.credential) { sum.add(.severalIdentities) }
            }
            update.bind(credentials.count)
            sum.bindPlacesAndTimes(to: update)
            update.bind(expires)
            update.bind(sum.isMixed)
            update.bind(sum.traits)
            update.bind(sum.state.rawValue)
            update.bind(Int64(groups.key(group)))
            try update.run()
        }
    }
}

extension SightingSum {
    /// In this order: places, places at HEAD, sources, introduced, rotated, last seen.
    fileprivate func bindPlacesAndTimes(to update: BulkStatement) {
        update.bind(places)
        update.bind(exposed)
        update.bind(sourceCount)
        update.bind(introduced)
        update.bind(rotated)
        update.bind(lastSeen)
    }
}
