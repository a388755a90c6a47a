private import CSQLite
internal import GRDB

/// A statement that runs a million times: values go to SQLite as they are, without an array of boxes for each run.
///
/// It belongs to the transaction in which it was made. `run` is called once all parameters are bound, in their order.
final class BulkStatement {
    private let statement: OpaquePointer
    private let connection: OpaquePointer
    private var next: CInt = 1

    init(_ db: Database, _ sql: String) throws {
        guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw Self.error(code, connection) }
        self.connection = connection
        self.statement = statement
    }

    deinit { sqlite3_finalize(statement) }

    func bind(_ number: Int64) {
        sqlite3_bind_int64(statement, next, number)
        next += 1
    }
    func bind(_ number: Int) { bind(Int64(number)) }
    func bind(_ truth: Bool) { bind(truth ? 1 : 0 as Int64) }

    func bind(_ number: Double) {
        sqlite3_bind_double(statement, next, number)
        next += 1
    }

    func bind(_ number: Int64?) { if let number { bind(number) } else { bindNull() } }
    func bind(_ truth: Bool?) { if let truth { bind(truth) } else { bindNull() } }

    func bind(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            // An empty text has no address, which would bind NULL.
            _ =
                bytes.isEmpty
                ? sqlite3_bind_text(statement, next, "", 0, Self.transient)
                : bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(statement, next, $0.baseAddress, CInt($0.count), Self.transient)
                }
        }
        next += 1
    }
    func bind(_ text: String?) { if let text { bind(text) } else { bindNull() } }

    func bind(_ bytes: [UInt8]?) {
        guard let bytes else { return bindNull() }
        _ = bytes.withUnsafeBytes { sqlite3_bind_blob(statement, next, $0.baseAddress, CInt($0.count), Self.transient) }
        next += 1
    }

    private func bindNull() {
        sqlite3_bind_null(statement, next)
        next += 1
    }

    /// Runs it to its end.
    /// - Returns: the integer in the first column of its first row, if it has one.
    @discardableResult
    func run() throws -> Int64? {
        defer {
            sqlite3_reset(statement)
            next = 1
        }
        var result: Int64?
        var code = sqlite3_step(statement)
        while code == SQLITE_ROW {
            if result == nil, sqlite3_column_type(statement, 0) != SQLITE_NULL {
                result = sqlite3_column_int64(statement, 0)
            }
            code = sqlite3_step(statement)
        }
        guard code == SQLITE_DONE else { throw Self.error(code, connection) }
        return result
    }

    // MARK: Rows

    /// Goes through all rows. `body` reads the columns of the row it is called for.
    func forEachRow(_ body: () throws -> Void) throws {
        defer {
            sqlite3_reset(statement)
            next = 1
        }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try body()
            case SQLITE_DONE: return
            case let code: throw Self.error(code, connection)
            }
        }
    }

    /// NULL as 0.
    func integer(_ column: CInt) -> Int64 { sqlite3_column_int64(statement, column) }
    func optionalInteger(_ column: CInt) -> Int64? {
        sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : sqlite3_column_int64(statement, column)
    }

    /// Of a text; 0 where there is none.
    func firstByte(_ column: CInt) -> UInt8 { sqlite3_column_text(statement, column).map { $0.pointee } ?? 0 }
    func text(_ column: CInt) -> String { sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "" }

    /// 16 bytes as two numbers that sort as they do; shorter ones as if zeros followed.
    func words(_ column: CInt) -> (UInt64, UInt64) {
        guard let bytes = sqlite3_column_blob(statement, column) else { return (0, 0) }
        let count = min(16, Int(sqlite3_column_bytes(statement, column)))
        var words: (UInt64, UInt64) = (0, 0)
        for (index, byte) in UnsafeRawBufferPointer(start: bytes, count: count).enumerated() {
            if index < 8 {
                words.0 |= UInt64(byte) << (56 - 8 * index)
            } else {
                words.1 |= UInt64(byte) << (120 - 8 * index)
            }
        }
        return words
    }

    /// Rows that the last run of any statement changed.
    var changes: Int { Int(sqlite3_changes(connection)) }
    var lastRow: Int64 { sqlite3_last_insert_rowid(connection) }

    private static func error(_ code: CInt, _ connection: OpaquePointer) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: sqlite3_errmsg(connection).map { String(cString: $0) })
    }

    /// SQLITE_TRANSIENT, a cast that Swift does not see: SQLite makes a copy.
    private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
