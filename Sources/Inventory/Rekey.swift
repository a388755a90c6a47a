private import Files
private import Foundation
internal import GRDB
private import Model

extension Roll {
    /// Gives the roll another key on top of those it has, and writes it beside the roll.
    ///
    /// All names that follow from fingerprints change: credentials, places, identities without an owner. The log of
    /// decisions is written anew with the new names; each entry says which hash it had.
    /// - Returns: how many credentials were given new fingerprints.
    package func rekey() throws(RollError) -> Int {
        if let fault = try verifyLog().fault {
            throw .refused(
                "the log of decisions is broken at entry \(fault.height) (\(fault.entry.prefix(12))); a roll is given a key only while its log is whole"
            )
        }
        let key = KeyLayers.random()
        return try write { db in
            _ = try keyLayers(db)
            // Before anything depends on it, and while nobody else can give the roll a key: the file holds them all.
            try keep(key)
            return try Rekeying(db: db, key: key).run()
        }
    }

    private func keep(_ key: [UInt8]) throws(RollError) {
        let text = try keyText() + Hexadecimal.text(key) + "\n"
        do { try FileWriter.replace(keyPath, with: text.utf8, .contentAndName) } catch {
            throw .unwritable(path: path, reason: "its key file \(keyPath) cannot be written: \(error)")
        }
    }
}

private struct Rekeying {
    let db: Database
    let key: [UInt8]

    func run() throws -> Int {
        addFunctions()
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM credential") ?? 0
        try db.execute(sql: "CREATE TEMP TABLE old_place (pk INTEGER PRIMARY KEY, id BLOB NOT NULL) STRICT")
        try db.execute(sql: "INSERT INTO old_place SELECT pk, id FROM sighting")
        try db.execute(sql: "UPDATE credential SET fingerprint = rekeyed(fingerprint)")
        try db.execute(sql: "UPDATE removal SET replaced_by = rekeyed(replaced_by) WHERE length(replaced_by) = 32")
        try db.execute(
            sql: """
                UPDATE sighting AS s SET id = place_id(x.name, s.carrier, coalesce(s.path_bytes, CAST(s.path AS BLOB)), c.fingerprint, coalesce(s.blob, ''))
                FROM source x, credential c WHERE x.pk = s.source AND c.pk = s.credential
                """)
        for row in try Row.fetchAll(db, sql: "SELECT pk, key FROM identity WHERE NOT is_resolved") {
            let name = renamed(subject: row[1])
            try db.execute(
                sql: "UPDATE identity SET key = ?, id = ? WHERE pk = ?",
                arguments: [name, FactID.identity(name), row[0] as Int64])
        }
        try renameSets()
        try rewriteLog()
        try db.execute(sql: "DROP TABLE old_place")
        let layers = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'key-layers'")
        try db.execute(
            sql: "INSERT INTO meta (key, value) VALUES ('key-layers', ?1) ON CONFLICT (key) DO UPDATE SET value = ?1",
            arguments: [([layers].compactMap { $0 } + [KeyLayers.id(key)]).joined(separator: " ")])
        return count
    }

    private func addFunctions() {
        let key = key
        db.add(
            function: DatabaseFunction("rekeyed", argumentCount: 1, pure: true) { values in
                guard let bytes = Data.fromDatabaseValue(values[0]), let old = Fingerprint(bytes: bytes) else {
                    return nil
                }
                return Data(KeyLayers.apply(key, to: old).bytes)
            })
        db.add(
            function: DatabaseFunction("place_id", argumentCount: 5, pure: true) { values in
                guard let source = String.fromDatabaseValue(values[0]),
                    let carrier = String.fromDatabaseValue(values[1]),
                    let path = Data.fromDatabaseValue(values[2]), let bytes = Data.fromDatabaseValue(values[3]),
                    let fingerprint = Fingerprint(bytes: bytes)
                else { return nil }
                var record = FindingRecord()
                record.carrier = carrier
                record.pathBytes = Array(path)
                record.blob = String.fromDatabaseValue(values[4])
                return Data(FactID.sighting(record, source: source, fingerprint: fingerprint))
            })
    }

    private func renameSets() throws {
        for set in try Int64.fetchAll(db, sql: "SELECT pk FROM place_set") {
            var sum = PlaceSum()
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT s.id FROM place_set_member m JOIN sighting s ON s.pk = m.sighting WHERE m.place_set = ?",
                arguments: [set])
            while let row = try rows.next() {
                let id: Data = row[0]
                sum.add(PlaceSum.words(Array(id)))
            }
            try db.execute(sql: "UPDATE place_set SET digest = ? WHERE pk = ?", arguments: [Data(sum.digest), set])
        }
    }

    private func rewriteLog() throws {
        let entries = try Roll.entries(db)
        // Within this transaction only: the log is not shortened or changed, it is told in the new names.
        let triggers = try Row.fetchAll(
            db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'decision'")
        for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
        try db.execute(sql: "DELETE FROM decision")
        for trigger in triggers { try db.execute(sql: trigger[1]) }
        var hashes: [String: String] = [:]
        for entry in entries {
            let old = entry.decision
            let decision = try Decision(
                subject: try renamed(decisionSubject: old.subject), action: old.action, until: old.until,
                owner: old.owner, reason: old.reason,
                by: old.by, at: old.at)
            let new = DecisionEntry(
                decision, previous: entry.previous.map { hashes[$0] ?? $0 }, height: entry.height,
                original: entry.original ?? entry.hash)
            hashes[entry.hash] = new.hash
            try Roll.append(new, to: db)
        }
    }

    private func renamed(decisionSubject subject: String) throws -> String {
        if subject.hasPrefix("place:"), let id = Hexadecimal.bytes(subject.dropFirst("place:".count)) {
            let new = try Data.fetchOne(
                db, sql: "SELECT s.id FROM old_place o JOIN sighting s ON s.pk = o.pk WHERE o.id = ?",
                arguments: [Data(id)])
            return new.map { "place:" + Hexadecimal.text($0) } ?? subject
        }
        if subject.hasPrefix("identity:credential:") {
            return "identity:" + renamed(subject: String(subject.dropFirst("identity:".count)))
        }
        return subject.hasPrefix("credential:") ? renamed(subject: subject) : subject
    }

    /// `credential:` and a fingerprint.
    private func renamed(subject: String) -> String {
        guard let old = Fingerprint(hex: subject.dropFirst("credential:".count)) else { return subject }
        return "credential:" + KeyLayers.apply(key, to: old).hex
    }
}
