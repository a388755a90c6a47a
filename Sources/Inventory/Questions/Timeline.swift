internal import GRDB

extension Roll {
    /// Everything that is known to have happened to an identity, oldest first.
    /// - Parameter now: tells what has expired.
    package func events(ofIdentity pk: Int64, now: Int64) throws(RollError) -> [RollEvent] {
        try read { db in try Self.events(db, ofIdentity: pk, now: now) }
    }

    static func events(_ db: Database, ofIdentity pk: Int64, now: Int64) throws -> [RollEvent] {
        var events = try commitEvents(db, identity: pk)
        markMoves(&events)
        markReuse(&events)
        events += try runEvents(db, identity: pk)
        events += try expiryEvents(db, identity: pk, now: now)
        events += try artefactEvents(db, identity: pk)
        events += try decisionEvents(db, identity: pk)
        return ordered(events)
    }

    /// The latest events of all identities, newest first: what commits brought in and took out, and what was decided. What
    /// runs saw is told of one identity, and by `difference`.
    package func latestEvents(since: Int64?, limit: Int) throws(RollError) -> [RollEvent] {
        try read { db in
            // Commit by commit, newest first, until there are enough events: sorting all of them would take seconds.
            let commits = try Int64.fetchCursor(
                db, sql: "SELECT pk FROM git_commit WHERE authored >= ? ORDER BY authored DESC, id",
                arguments: [since ?? Int64.min])
            let statement = try db.makeStatement(
                sql: """
                    SELECT e.kind, g.authored, g.id AS commit_id, p.name, p.email, lower(hex(c.fingerprint)) AS fingerprint, x.name AS source,
                        s.path, lower(hex(e.replaced_by)) AS replaced_by
                    FROM (SELECT 'introduced' AS kind, sighting, git_commit, NULL AS replaced_by FROM introduction WHERE git_commit = ?1
                        UNION ALL SELECT 'removed', sighting, git_commit, replaced_by FROM removal WHERE git_commit = ?1) e
                    JOIN git_commit g ON g.pk = e.git_commit JOIN person p ON p.pk = g.author JOIN sighting s ON s.pk = e.sighting
                    JOIN credential c ON c.pk = s.credential JOIN source x ON x.pk = s.source ORDER BY x.name, s.path, e.kind, c.fingerprint
                    """)
            var events: [RollEvent] = []
            while events.count < limit, let commit = try commits.next() {
                events += try Row.fetchAll(statement, arguments: [commit]).map(Self.event)
            }
            let decided = try Self.decisionEvents(db, since: since ?? Int64.min)
            if !decided.isEmpty { events = Self.ordered(events + decided).reversed() }
            return Array(events.prefix(max(0, limit)))
        }
    }

    private static func event(_ row: Row) -> RollEvent {
        let replacement: String? = row["replaced_by"]
        let isRotation = replacement.map { !$0.isEmpty } ?? false
        let kind: String = row["kind"]
        return RollEvent(
            at: row["authored"], kind: kind == "introduced" ? .introduced : isRotation ? .rotated : .removed,
            credential: row["fingerprint"],
            source: row["source"], path: row["path"], commit: row["commit_id"],
            by: person(row["name"], row["email"]),
            detail: isRotation ? "replaced by \(replacement?.prefix(12) ?? "")" : nil)
    }

    static func person(_ name: String, _ email: String) -> String { email.isEmpty ? name : "\(name) <\(email)>" }

    private static func commitEvents(_ db: Database, identity: Int64) throws -> [RollEvent] {
        let sql = """
            SELECT e.kind, g.authored, g.id AS commit_id, p.name, p.email, lower(hex(c.fingerprint)) AS fingerprint, x.name AS source, s.path,
                lower(hex(e.replaced_by)) AS replaced_by, s.is_exposed,
                EXISTS (SELECT 1 FROM reference r WHERE r.source = s.source AND r.path = s.path AND NOT r.is_gone) AS has_reference
            FROM sighting s JOIN (SELECT 'introduced' AS kind, sighting, git_commit, NULL AS replaced_by FROM introduction
                    WHERE sighting IN (SELECT pk FROM sighting WHERE identity = ?1)
                UNION ALL SELECT 'removed', sighting, git_commit, replaced_by FROM removal
                    WHERE sighting IN (SELECT pk FROM sighting WHERE identity = ?1)) e ON e.sighting = s.pk
            JOIN git_commit g ON g.pk = e.git_commit JOIN person p ON p.pk = g.author JOIN credential c ON c.pk = s.credential
            JOIN source x ON x.pk = s.source WHERE s.identity = ?1 AND NOT \(carriedOn) ORDER BY g.authored, g.id, s.path
            """
        var removedAt: [String: Int64] = [:]
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [identity]).map { row in
            var event = event(row)
            let place = [event.credential, event.source, event.path].map { $0 ?? "" }.joined(separator: "\0")
            switch event.kind {
            case .introduced where removedAt[place].map { $0 < event.at } ?? false: event.kind = .reintroduced
            case .removed where row["has_reference"] && !row["is_exposed"]:
                event.kind = .vaulted
                event.detail = "a reference stands in the file now"
                removedAt[place] = event.at
            case .removed, .rotated: removedAt[place] = event.at
            default: break
            }
            return event
        }
    }

    /// Removals that a merge only carries on, as `FindingRecord.ownRemovals` has it.
    private static let carriedOn = """
        (e.kind = 'removed' AND g.is_merge AND EXISTS (SELECT 1 FROM removal o JOIN git_commit og ON og.pk = o.git_commit
            WHERE o.sighting = s.pk AND NOT og.is_merge AND og.authored <= g.authored))
        """

    /// A commit that takes a credential from one path and brings it to another moves it.
    private static func markMoves(_ events: inout [RollEvent]) {
        var removals: [String: Int] = [:]
        func place(_ event: RollEvent) -> String {
            [event.commit, event.credential, event.source].map { $0 ?? "" }.joined(separator: "\0")
        }
        for (index, event) in events.enumerated() where event.kind == .removed { removals[place(event)] = index }
        var taken: Set<Int> = []
        for index in events.indices where events[index].kind == .introduced {
            guard let removal = removals[place(events[index])], !taken.contains(removal) else { continue }
            taken.insert(removal)
            events[index].kind = .moved
            events[index].detail = "from \(events[removal].path ?? "")"
        }
        events = events.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
    }

    /// From its second source on a credential is reused.
    private static func markReuse(_ events: inout [RollEvent]) {
        var sources: [String: Set<String>] = [:]
        for index in events.indices where events[index].kind == .introduced {
            guard let credential = events[index].credential, let source = events[index].source else { continue }
            let known = sources[credential] ?? []
            if !known.isEmpty, !known.contains(source) {
                events[index].kind = .reused
                events[index].detail = "source \(known.count + 1) of this credential"
            }
            sources[credential, default: []].insert(source)
        }
    }

    /// What whole runs of the source saw and did not see.
    private static func runEvents(_ db: Database, identity: Int64) throws -> [RollEvent] {
        let sql = """
            SELECT s.pk, lower(hex(c.fingerprint)) AS fingerprint, x.name AS source, s.path, r.finished, r.id AS run,
                max(m.sighting IS NOT NULL) AS is_seen,
                max(rs.is_whole AND r.finding_count = (SELECT coalesce(sum(ps.size), 0) FROM run_source y
                    JOIN place_set ps ON ps.pk = y.place_set WHERE y.run = r.pk)) AS is_whole
            FROM sighting s JOIN credential c ON c.pk = s.credential JOIN source x ON x.pk = s.source
            JOIN run_source rs ON rs.source = s.source JOIN run r ON r.pk = rs.run
            LEFT JOIN place_set_member m ON m.place_set = rs.place_set AND m.sighting = s.pk
            WHERE s.identity = ? GROUP BY s.pk, r.pk ORDER BY s.pk, r.rank
            """
        var events: [RollEvent] = []
        var current: Int64?
        var state = RollEvent.Kind.expires  // not seen yet
        for row in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [identity]) {
            let sighting: Int64 = row["pk"]
            if sighting != current {
                current = sighting
                state = .expires
            }
            let (isSeen, isWhole): (Bool, Bool) = (row["is_seen"], row["is_whole"])
            let kind: RollEvent.Kind
            switch (isSeen, state) {
            case (true, .expires): kind = .firstSeen
            case (true, .gone): kind = .reappeared
            case (true, _): kind = .seen
            case (false, .expires), (false, .gone): continue
            case (false, _):
                guard isWhole else { continue }
                kind = .gone
            }
            state = kind
            events.append(
                RollEvent(
                    at: row["finished"], kind: kind, credential: row["fingerprint"], source: row["source"],
                    path: row["path"], run: row["run"]))
        }
        return events
    }

    private static func expiryEvents(_ db: Database, identity: Int64, now: Int64) throws -> [RollEvent] {
        let sql = """
            SELECT DISTINCT lower(hex(c.fingerprint)) AS fingerprint, c.expires FROM sighting s JOIN credential c ON c.pk = s.credential
            WHERE s.identity = ? AND c.expires IS NOT NULL
            """
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [identity]).map { row in
            let at: Int64 = row["expires"]
            return RollEvent(at: at, kind: at < now ? .expired : .expires, credential: row["fingerprint"])
        }
    }

    /// With its commit where history was read, else with the run that saw it first.
    private static func artefactEvents(_ db: Database, identity: Int64) throws -> [RollEvent] {
        try ["declaration", "reference"].flatMap { table in
            let label = table == "declaration" ? "d.name" : "d.store || ' ' || d.target"
            let sql = """
                SELECT d.first_seen, x.name AS source, d.path, d.artefact || ': ' || \(label) AS label, e.is_removal, g.authored,
                    g.id AS commit_id, p.name, p.email
                FROM \(table) d JOIN source x ON x.pk = d.source LEFT JOIN \(table)_change e ON e.artefact = d.pk
                LEFT JOIN git_commit g ON g.pk = e.git_commit LEFT JOIN person p ON p.pk = g.author WHERE d.identity = ?
                """
            return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [identity]).compactMap {
                row -> RollEvent? in
                let isRemoval = row["is_removal"] as Bool? ?? false
                let first: RollEvent.Kind = table == "declaration" ? .declared : .referenced
                guard let at = (row["authored"] as Int64?) ?? (row["first_seen"] as Int64?) else { return nil }
                return RollEvent(
                    at: at, kind: isRemoval ? .withdrawn : first, source: row["source"], path: row["path"],
                    commit: row["commit_id"], by: (row["name"] as String?).map { person($0, row["email"] ?? "") },
                    detail: row["label"])
            }
        }
    }

    private static func ordered(_ events: [RollEvent]) -> [RollEvent] {
        let rank = Dictionary(
            uniqueKeysWithValues: RollEvent.Kind.allCases.enumerated().map { ($0.element, $0.offset) })
        return events.sorted {
            ($0.at, rank[$0.kind] ?? 0, $0.source ?? "", $0.path ?? "", $0.credential ?? "", $0.commit ?? "")
                < ($1.at, rank[$1.kind] ?? 0, $1.source ?? "", $1.path ?? "", $1.credential ?? "", $1.commit ?? "")
        }
    }
}
