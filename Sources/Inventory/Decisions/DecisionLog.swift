internal import GRDB

extension Roll {
    /// What is wrong with the log of decisions.
    package struct LogFault: Sendable, Equatable {
        /// Hash that the entry has in the log.
        package let entry: String
        /// Of the entry, see `DecisionEntry`.
        package let height: Int
        package let reason: String
    }

    /// Appends a decision and returns its hash.
    @discardableResult
    package func decide(_ decision: Decision) throws(RollError) -> String {
        try write { db in
            let heads = try Self.heads(db)
            let highest = try Int.fetchOne(db, sql: "SELECT max(height) FROM decision") ?? 0
            let entry = DecisionEntry(decision, previous: heads, height: highest + 1)
            try Self.append(entry, to: db)
            try DecisionColumns(db: db).refresh(subjects: [decision.subject])
            return entry.hash
        }
    }

    static func append(_ entry: DecisionEntry, to db: Database) throws {
        try db.execute(
            sql:
                "INSERT INTO decision (hash, height, previous, subject, action, at, document) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                entry.hash, entry.height, entry.previous.joined(separator: " "), entry.decision.subject,
                entry.decision.action.rawValue,
                entry.decision.at, entry.document,
            ])
    }

    /// Entries that no other follows.
    static func heads(_ db: Database) throws -> [String] {
        let rows = try Row.fetchAll(db, sql: "SELECT hash, previous FROM decision")
        var heads = Set(rows.map { $0["hash"] as String })
        for row in rows { heads.subtract((row["previous"] as String).split(separator: " ").map(String.init)) }
        return heads.sorted()
    }

    /// All entries, oldest first.
    package func decisions() throws(RollError) -> [DecisionEntry] {
        try read { db in try Self.entries(db) }
    }

    static func entries(_ db: Database) throws -> [DecisionEntry] {
        try Row.fetchAll(db, sql: "SELECT hash, document FROM decision ORDER BY height, hash").compactMap {
            let document: String = $0["document"]
            return DecisionEntry.hash(of: document) == $0["hash"] ? DecisionEntry(document: document) : nil
        }
    }

    /// Recomputes the chain.
    /// - Parameter head: the hash that the log is known to have reached; finds entries that were cut off at its end.
    /// - Returns: how many entries were looked at, the heads, and the first fault.
    package func verifyLog(head: String? = nil) throws(RollError) -> (count: Int, heads: [String], fault: LogFault?) {
        try read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT * FROM decision ORDER BY height, hash")
            var seen: Set<String> = []
            for row in rows {
                let (hash, height, document): (String, Int, String) = (row["hash"], row["height"], row["document"])
                func fault(_ reason: String) -> LogFault { LogFault(entry: hash, height: height, reason: reason) }
                let result: LogFault?
                if DecisionEntry.hash(of: document) != hash {
                    result = fault("its content does not have its hash: it was changed after it was written")
                } else if let entry = DecisionEntry(document: document) {
                    if let missing = entry.previous.first(where: { !seen.contains($0) }) {
                        result = fault("the entry \(missing.prefix(12)) before it is not there: it was taken out")
                    } else if entry.height != height || entry.previous.joined(separator: " ") != row["previous"]
                        || entry.decision.subject != row["subject"] || entry.decision.action.rawValue != row["action"]
                        || entry.decision.at != row["at"] || entry.document != document
                    {
                        result = fault("what is said of it beside its content is not what its content says")
                    } else {
                        result = nil
                    }
                } else {
                    result = fault("its content cannot be read")
                }
                if let result { return (rows.count, [], result) }
                seen.insert(hash)
            }
            if let head, !seen.contains(where: { $0.hasPrefix(head) }) {
                return (
                    rows.count, try Self.heads(db),
                    LogFault(
                        entry: head, height: rows.count + 1,
                        reason: "it is not in the log: the log was cut off, or this is another roll")
                )
            }
            return (rows.count, try Self.heads(db), nil)
        }
    }

    static func decisionEvents(_ db: Database, identity: Int64) throws -> [RollEvent] {
        let sql = """
            SELECT document FROM decision WHERE subject IN (
                SELECT 'identity:' || key FROM identity WHERE pk = ?1
                UNION SELECT 'credential:' || lower(hex(c.fingerprint)) FROM sighting s JOIN credential c ON c.pk = s.credential WHERE s.identity = ?1
                UNION SELECT 'identity:credential:' || lower(hex(c.fingerprint)) FROM sighting s JOIN credential c ON c.pk = s.credential
                    WHERE s.identity = ?1
                UNION SELECT 'place:' || lower(hex(s.id)) FROM sighting s WHERE s.identity = ?1)
            """
        return try String.fetchAll(db.cachedStatement(sql: sql), arguments: [identity]).compactMap {
            DecisionEntry(document: $0)
        }.map { $0.decision.event }
    }

    /// What was decided since then about anything, with what it is about.
    static func decisionEvents(_ db: Database, since: Int64) throws -> [RollEvent] {
        try entries(db).map(\.decision).filter { $0.at >= since }.map { decision in
            var event = decision.event
            if event.credential == nil { event.detail = "\(decision.subject): \(event.detail ?? "")" }
            return event
        }
    }
}

extension Decision {
    fileprivate var event: RollEvent {
        var detail = action.rawValue
        if let until { detail += " until \(CivilTime.date(until))" }
        if let owner { detail += " \(owner)" }
        if !reason.isEmpty { detail += ": \(reason)" }
        return RollEvent(
            at: at, kind: .decided,
            credential: subject.hasPrefix("credential:") ? String(subject.dropFirst(11)) : nil, by: by, detail: detail)
    }
}

/// Copies what holds now from the log into the columns that lists read.
struct DecisionColumns {
    let db: Database

    /// - Parameter subjects: nil for all.
    func refresh(subjects: Set<String>? = nil) throws {
        var latest: [String: DecisionEntry] = [:]
        var owners: [String: DecisionEntry] = [:]
        for entry in try Roll.entries(db) where subjects.map({ $0.contains(entry.decision.subject) }) ?? true {
            // Of two logs that were merged the later decision counts; equal times are told apart by hash.
            let isOwner = entry.decision.action == .owner
            let known = isOwner ? owners[entry.decision.subject] : latest[entry.decision.subject]
            if let known, known.supersedes(entry) { continue }
            if isOwner { owners[entry.decision.subject] = entry } else { latest[entry.decision.subject] = entry }
        }
        for (subject, entry) in latest where subject.hasPrefix("identity:") {
            let isOpen = entry.decision.action == .reopen
            try db.execute(
                // A bare name may have turned out to be somebody else's since (`Principals`).
                sql: """
                    UPDATE identity SET decision = ?1, decision_until = ?2 WHERE key = ?3
                    OR pk = (SELECT identity FROM declaration WHERE claimed = ?3 LIMIT 1)
                    """,
                arguments: [
                    isOpen ? nil : entry.decision.action.rawValue, entry.decision.until,
                    String(subject.dropFirst("identity:".count)),
                ])
        }
        for (subject, entry) in owners where subject.hasPrefix("identity:") {
            let key = String(subject.dropFirst("identity:".count))
            try db.execute(
                sql: "DELETE FROM owner WHERE kind = 'manual' AND identity = (SELECT pk FROM identity WHERE key = ?)",
                arguments: [key])
            try db.execute(
                sql:
                    "INSERT INTO owner (identity, name, kind, rank, evidence) SELECT pk, ?, 'manual', 0, ? FROM identity WHERE key = ?",
                arguments: [
                    entry.decision.owner ?? "",
                    "decided by \(entry.decision.by) on \(CivilTime.date(entry.decision.at))", key,
                ])
            if let pk = try Int64.fetchOne(db, sql: "SELECT pk FROM identity WHERE key = ?", arguments: [key]) {
                try OwnerColumns(db: db).refresh(identities: String(pk))
            }
        }
    }
}
