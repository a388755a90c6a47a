internal import CSQLite
internal import Model

/// The rows of a SQLite database's tables as text, read by SQLite itself from a copy in memory.
///
/// The schema is a stranger's: views, triggers and virtual tables are left alone, and statements stop after a number of
/// steps.
struct SQLiteTables: ~Copyable {
    private let raw: OpaquePointer
    /// SQLite reads it for as long as the database is open.
    private let storage: UnsafeMutableRawBufferPointer

    /// 10,000 instructions of SQLite's machine each.
    private static let stepLimit = 20_000

    /// nil where SQLite cannot open it.
    init?(_ content: UnsafeRawBufferPointer) {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
        guard content.count >= 100, sqlite3_open_v2(":memory:", &handle, flags, nil) == SQLITE_OK, let handle else {
            sqlite3_close_v2(handle)
            return nil
        }
        rollcall_sqlite_distrust(handle)
        let storage = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 16)
        storage.copyMemory(from: content)
        // A database in WAL mode has no log here; as a rollback database it reads the same (sqlite.org/fileformat2.html, 1.3.3).
        storage[18] = 1
        storage[19] = 1
        let status = sqlite3_deserialize(
            handle, "main", storage.baseAddress?.assumingMemoryBound(to: UInt8.self), Int64(content.count),
            Int64(content.count),
            UInt32(SQLITE_DESERIALIZE_READONLY))
        guard status == SQLITE_OK else {
            sqlite3_close_v2(handle)
            storage.deallocate()
            return nil
        }
        raw = handle
        self.storage = storage
    }

    deinit {
        sqlite3_close_v2(raw)
        storage.deallocate()
    }

    /// Calls `body` for each table with its name and a line `column = value` for each value of each row.
    /// - Returns: whether all could be read.
    func read(_ budget: inout OpeningBudget, _ body: (ContainedContent) -> Void) -> Bool {
        let steps = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        steps.initialize(to: Self.stepLimit)
        defer {
            sqlite3_progress_handler(raw, 0, nil, nil)
            steps.deallocate()
        }
        sqlite3_progress_handler(
            raw, 10_000,
            { context in
                guard let steps = context?.assumingMemoryBound(to: Int.self) else { return 1 }
                steps.pointee -= 1
                return steps.pointee < 0 ? 1 : 0
            }, steps)
        var names: [[UInt8]] = []
        let schema =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        guard rows(of: schema, { row in names.append(Self.bytes(row, 0)) }) else { return false }
        var isWhole = true
        for name in names where budget.takeEntry() {
            let quoted = Self.quoted(name)
            var text: [UInt8] = []
            // Containers that stand in rows, by their number and column.
            var inner: [ContainedContent] = []
            var number = 0
            var isCut = false
            let isRead = rows(of: "SELECT \(storedColumns(of: quoted)) FROM \(quoted)") { row in
                if isCut { return }
                number += 1
                let before = text.count
                for column in 0..<sqlite3_column_count(row) {
                    if let blob = Self.container(row, column) {
                        inner.append(ContainedContent(name: name + Array(" row \(number)".utf8), bytes: blob))
                        isCut = isCut || !budget.takeEntry() || !budget.take(bytes: blob.count)
                    } else {
                        Self.append(row, column, to: &text)
                    }
                }
                isCut = isCut || !budget.take(bytes: text.count - before) || text.count > budget.limits.entryBytes
            }
            if isCut, !budget.isExhausted {
                budget.note(.limitHit, name, "the table is larger than the limit; dump it and scan that")
            }
            isWhole = isWhole && isRead
            body(ContainedContent(name: name, bytes: text))
            inner.forEach(body)
        }
        return isWhole
    }

    /// The columns of a table that are not worked out of others, which may fail; all of them where none is known.
    private func storedColumns(of table: String) -> String {
        var columns: [String] = []
        let isRead = rows(of: "PRAGMA table_info(\(table))") { row in
            columns.append(Self.quoted(Self.bytes(row, 1)))
        }
        return isRead && !columns.isEmpty ? columns.joined(separator: ", ") : "*"
    }

    private static func quoted(_ name: [UInt8]) -> String {
        "\"" + String(decoding: name, as: UTF8.self).replacing("\"", with: "\"\"") + "\""
    }

    private func rows(of query: String, _ body: (OpaquePointer) -> Void) -> Bool {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(raw, query, -1, &statement, nil) == SQLITE_OK, let statement else { return false }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: body(statement)
            case SQLITE_DONE: return true
            default: return false
            }
        }
    }

    /// A value that is a container itself; nil for others.
    private static func container(_ row: OpaquePointer, _ column: Int32) -> [UInt8]? {
        guard sqlite3_column_type(row, column) == SQLITE_BLOB, let start = sqlite3_column_blob(row, column) else {
            return nil
        }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, column)))
        return ContainerKind(bytes) == nil ? nil : Array(bytes)
    }

    private static func append(_ row: OpaquePointer, _ column: Int32, to text: inout [UInt8]) {
        let type = sqlite3_column_type(row, column)
        guard type != SQLITE_NULL, let name = sqlite3_column_name(row, column) else { return }
        text += Array(String(cString: name).utf8) + Array(" = ".utf8) + bytes(row, column) + [0x0A]
    }

    private static func bytes(_ row: OpaquePointer, _ column: Int32) -> [UInt8] {
        // The count is that of the form asked for last.
        let start: UnsafeRawPointer? =
            sqlite3_column_type(row, column) == SQLITE_BLOB
            ? sqlite3_column_blob(row, column) : sqlite3_column_text(row, column).map { UnsafeRawPointer($0) }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, column))))
    }
}
