private import Files
private import Foundation
internal import GRDB

/// The roll: one SQLite file. One process writes at a time, readers are not in its way (WAL).
package final class Roll: Sendable {
    package let path: String
    let database: DatabaseQueue
    /// What SQLite opens: the path, or a URI where nothing can be written beside the file.
    let location: String
    /// Made by this very object.
    private let isNew: Bool

    /// What it is opened for.
    package enum Access: Sendable {
        /// Makes the file if there is none, and brings older ones up to date.
        case readWrite
        /// The same for a file that is there.
        case change
        case readOnly
    }

    /// Throws where the file is no roll, is of a newer version, or is damaged or held by another process.
    package init(at path: String, _ access: Access) throws(RollError) {
        self.path = path
        let isNew = !FileManager.default.fileExists(atPath: path)
        if isNew, access != .readWrite { throw .absent(path: path) }
        self.isNew = isNew
        if isNew { try Self.createFile(path) }
        let configuration = Self.configuration(access)
        do {
            if access == .readOnly {
                (database, location) = try Self.reader(path, configuration)
            } else {
                location = path
                database = try DatabaseQueue(path: path, configuration: configuration)
                try Self.check(database, path: path)
                try Self.migrate(database)
            }
        } catch {
            if isNew { try? FileManager.default.removeItem(atPath: path) }
            throw Self.translated(error, path: path, isReading: access == .readOnly)
        }
    }

    private static func configuration(_ access: Access) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = access == .readOnly
        configuration.busyMode = .timeout(5)
        configuration.label = "roll"
        configuration.prepareDatabase { db in
            if access != .readOnly {
                try db.execute(sql: "PRAGMA journal_mode = WAL")
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
            }
            // Pages of the unique indexes that a large import touches at random.
            try db.execute(sql: "PRAGMA cache_size = -131072")
            // Lists go through whole indexes once: mapped, their pages need no copying.
            if access == .readOnly { try db.execute(sql: "PRAGMA mmap_size = 4294967296") }
        }
        return configuration
    }

    /// A reader of a file that is there. To read in WAL mode SQLite makes files beside it; where it cannot - a medium that
    /// is read-only, somebody else's folder, a full disk - and no log is left to be read, the file is taken as one that
    /// nobody changes.
    private static func reader(_ path: String, _ configuration: Configuration) throws -> (DatabaseQueue, String) {
        recover(path)
        do {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try check(database, path: path)
            try upgrade(database, path: path)
            return (database, path)
        } catch let error as DatabaseError {
            let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
            let cannotWrite: [ResultCode] = [.SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_IOERR]
            guard cannotWrite.contains(error.resultCode), log ?? 0 == 0,
                FileManager.default.isReadableFile(atPath: path), let location = uri(path, "immutable=1")
            else { throw error }
            let database = try DatabaseQueue(path: location, configuration: configuration)
            try check(database, path: path)
            try upgrade(database, path: path)
            return (database, location)
        }
    }

    /// What SQLite opens with an option (https://www.sqlite.org/uri.html); nil for a path that no URI can name.
    static func uri(_ path: String, _ option: String) -> String? {
        URL(fileURLWithPath: path).path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed).map {
            "file:\($0)?\(option)"
        }
    }

    /// A roll that is kept nowhere, for a report of one scan.
    package init() throws(RollError) {
        path = "(in memory)"
        location = path
        isNew = false
        do {
            database = try DatabaseQueue()
            try Self.migrate(database)
        } catch { throw Self.translated(error, path: "(in memory)") }
    }

    /// `$XDG_DATA_HOME/rollcall/roll.db`, or the same below `~/.local/share`; nil where neither is known.
    package static func standardPath(environment: [String: String]) -> String? {
        UserFolder.data(environment).map { $0 + "/roll.db" }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(RollError) -> Value {
        do { return try database.read(body) } catch { throw Self.translated(error, path: path, isReading: true) }
    }

    /// All or nothing: what throws leaves the roll as it was.
    func write<Value>(_ body: (Database) throws -> Value) throws(RollError) -> Value {
        do { return try database.write(body) } catch { throw Self.translated(error, path: path) }
    }

    /// The same for a large import. In WAL mode every page of it would be written twice, once to the log; while nobody
    /// else has the roll open it keeps the old pages in a rollback journal instead, and goes back to WAL afterwards.
    /// - Parameter findings: how many may come.
    func write<Value>(bulk findings: Int, _ body: (Database) throws -> Value) throws(RollError) -> Value {
        let isLarge = try read { try BulkIndexes.isLarge(findings, $0) }
        guard isLarge else { return try write(body) }
        setJournal("DELETE")
        defer { setJournal("WAL") }
        try? database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA threads = 1") }
        // Each row would look up all it refers to, and the numbers that an import writes are those it was given just now.
        try? database.writeWithoutTransaction { try Self.checkReferences(false, in: $0) }
        let outcome = Result { () throws(RollError) in try write(body) }
        do { try database.writeWithoutTransaction { try Self.checkReferences(true, in: $0) } } catch {
            // Whatever were written from here on could refer to what is not there.
            try? database.close()
            _ = try outcome.get()
            throw .refused(
                "the import is in the roll \(path), but it does not check references again and was closed: \(error); run what follows as a command of its own"
            )
        }
        return try outcome.get()
    }

    /// SQLite passes over this within a transaction, without a word.
    static func checkReferences(_ isWanted: Bool, in db: Database) throws {
        try db.execute(sql: "PRAGMA foreign_keys = \(isWanted ? "ON" : "OFF")")
        guard try Bool.fetchOne(db, sql: "PRAGMA foreign_keys") == isWanted else {
            throw DatabaseError(message: "SQLite does not take “foreign_keys”")
        }
    }

    /// Stays as it is while another process reads.
    private func setJournal(_ mode: String) {
        try? database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA busy_timeout = 0")
            defer { try? db.execute(sql: "PRAGMA busy_timeout = 5000") }
            try db.execute(sql: "PRAGMA journal_mode = \(mode)")
        }
    }

    /// Takes a roll away that was made just now and holds nothing: what should have filled it has failed.
    package func discardIfNew() {
        guard isNew, let numbers = try? statistics(now: 0), numbers.runs == 0, numbers.decisions == 0,
            numbers.identities == 0
        else { return }
        try? database.close()
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    /// Whether the file passes SQLite's own checks.
    /// - Parameter isQuick: without what is read again to compare it with the indexes.
    package func checkFile(isQuick: Bool = false) throws(RollError) {
        let check = isQuick ? "quick_check(5)" : "integrity_check(5)"
        let faults = try read { db in
            try String.fetchAll(db, sql: "PRAGMA \(check)").filter { $0 != "ok" }
                + Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(5).map {
                    "a row of \($0[0] as String) refers to nothing"
                }
        }
        if let first = faults.first { throw .corrupt(path: path, reason: first) }
    }
}

extension Roll {
    /// Readable by nobody else: what is known of leaks is worth a lot to the wrong people.
    private static func createFile(_ path: String) throws(RollError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do { try Folder.make(folder) } catch {
            throw .unwritable(path: path, reason: "the folder \(folder) cannot be made: \(error)")
        }
        do {
            var file = try FileWriter(new: path)
            try file.finish(.content)
        } catch { throw .unwritable(path: path, reason: "the file cannot be made: \(error)") }
    }

    /// Takes back what an import that was killed has left half done, which a reader may not do.
    private static func recover(_ path: String) {
        guard FileManager.default.fileExists(atPath: path + "-journal"),
            let database = try? DatabaseQueue(path: path, configuration: Configuration())
        else { return }
        _ = try? database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") }
    }

    private static func check(_ database: DatabaseQueue, path: String) throws {
        try database.read { db in
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            let id = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            if tables > 0, id != RollSchema.applicationID { throw RollError.notARoll(path: path) }
            guard try db.tableExists("grdb_migrations") else { return }
            let known = RollSchema.migrator.migrations
            let applied = try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations ORDER BY identifier")
            if let newer = applied.first(where: { !known.contains($0) }) {
                throw RollError.newerSchema(path: path, migration: newer)
            }
        }
    }

    /// Brings a roll of an older version up to date, though it was only to be read: nothing in it changes by that.
    private static func upgrade(_ database: DatabaseQueue, path: String) throws {
        let isUpToDate = try database.read { try RollSchema.migrator.hasCompletedMigrations($0) }
        if isUpToDate { return }
        // Whatever is no roll yet has no table, and is none.
        let isEmpty = try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema") } == 0
        do { try migrate(DatabaseQueue(path: path)) } catch {
            if isEmpty { throw RollError.notARoll(path: path) }
            throw RollError.unreadable(
                path: path,
                reason: "it was made by an older version and cannot be brought up to date here; copy it to where it can"
            )
        }
    }

    private static func migrate(_ database: DatabaseQueue) throws {
        try database.write { try $0.execute(sql: "PRAGMA application_id = \(RollSchema.applicationID)") }
        try RollSchema.migrator.migrate(database)
    }

    /// - Parameter isReading: nothing was to be written.
    static func translated(_ error: any Error, path: String, isReading: Bool = false) -> RollError {
        if let error = error as? RollError { return error }
        func useless(_ reason: String) -> RollError {
            isReading ? .unreadable(path: path, reason: reason) : .unwritable(path: path, reason: reason)
        }
        guard let error = error as? DatabaseError else { return useless("\(error)") }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked(path: path)
        case .SQLITE_FULL: return .full(path: path)
        case .SQLITE_CORRUPT: return .corrupt(path: path, reason: error.message ?? "SQLite cannot read it")
        case .SQLITE_NOTADB: return .corrupt(path: path, reason: "it is no SQLite database")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
            return useless(error.message ?? "no permission")
        case .SQLITE_IOERR: return useless("the disk reports an error (\(error.message ?? "I/O"))")
        // Arguments stay out of the message: they are the roll's content.
        default: return .corrupt(path: path, reason: error.message ?? "SQLite error \(error.resultCode.rawValue)")
        }
    }
}
