internal import Model

/// One file of a stack of reftables (Git's Documentation/technical/reftable, versions 1 and 2): refs in the order of their
/// names, and what has happened to them.
struct Reftable {
    private let file: MappedFile
    private let path: String
    private let header: Header
    /// Where the blocks end and the footer begins.
    private let end: Int
    /// Where the blocks of the log begin; 0 for none.
    private let logStart: Int

    private struct Header {
        let size: Int
        let blockSize: Int
        let firstUpdate: Int
        let format: ObjectFormat
    }

    /// An entry of a log.
    struct LogEntry {
        let name: String
        /// Counts all changes of a repository's refs.
        let update: Int
        /// nil where it says that an earlier table's entry is gone.
        let line: [UInt8]?
    }

    init(path: String) throws(GitError) {
        self.path = path
        file = try MappedFile(path: path)
        let bytes = file.bytes
        func broken(_ reason: String) -> GitError { .unreadable(path: path, reason: reason) }
        guard let header = Self.header(bytes) else { throw broken("it does not begin as a reftable does") }
        self.header = header
        // The header again, five places, a checksum.
        end = bytes.count - header.size - 44
        guard end >= header.size || bytes.count == 2 * header.size + 44 else { throw broken("it is cut short") }
        let footer = UnsafeRawBufferPointer(rebasing: bytes[end...])
        let checksum = Inflater.crc32(UnsafeRawBufferPointer(rebasing: footer.dropLast(4)))
        guard footer.prefix(header.size).elementsEqual(bytes.prefix(header.size)),
            footer.bigEndian32(at: footer.count - 4) == checksum
        else { throw broken("its footer is damaged") }
        var places = FieldReader(footer, at: header.size + 24)
        logStart = places.number(8) ?? 0
    }

    /// In bytes, inflated.
    private static let greatestLog = 256 << 20

    private static func header(_ bytes: UnsafeRawBufferPointer) -> Header? {
        var fields = FieldReader(bytes)
        guard let magic = fields.take(4), magic.elementsEqual("REFT".utf8), let version = fields.number(1),
            let blockSize = fields.number(3), let first = fields.number(8), fields.number(8) != nil
        else { return nil }
        switch version {
        case 1: return Header(size: 24, blockSize: blockSize, firstUpdate: first, format: .sha1)
        case 2:
            guard let hash = fields.take(4),
                let format: ObjectFormat = hash.elementsEqual("s256".utf8)
                    ? .sha256 : hash.elementsEqual("sha1".utf8) ? .sha1 : nil
            else { return nil }
            return Header(size: 28, blockSize: blockSize, firstUpdate: first, format: format)
        default: return nil
        }
    }

    private var damage: GitError { .unreadable(path: path, reason: "a block of it is damaged") }

    // MARK: Refs

    /// Its refs in order; nil for those that are gone since an earlier table.
    func references() throws(GitError) -> [(name: String, value: ReferenceValue?)] {
        var found: [(name: String, value: ReferenceValue?)] = []
        var start = 0
        var room = FieldReader.roomForNames(inFileOf: file.bytes.count)
        // The first block has the file's header in it.
        while start < end {
            var fields = FieldReader(UnsafeRawBufferPointer(rebasing: file.bytes[..<end]))
            guard fields.take(start == 0 ? header.size : start) != nil, fields.number(1) == Int(UInt8(ascii: "r"))
            else {
                break
            }
            guard let length = fields.number(3), let records = block(from: start, length: length, fields.position)
            else {
                throw damage
            }
            var name: [UInt8] = []
            var reader = FieldReader(records)
            while reader.rest > 0 {
                guard let kind = Self.key(&reader, &name), reader.offsetNumber() != nil,
                    let value = value(kind, &reader)
                else { throw damage }
                room -= name.count
                guard room >= 0 else { throw damage }
                found.append((String(decoding: name, as: UTF8.self), value.value))
            }
            start = next(after: start, length: length)
        }
        return found
    }

    private struct Value { let value: ReferenceValue? }

    private func value(_ kind: Int, _ reader: inout FieldReader) -> Value? {
        switch kind {
        case 0: return Value(value: nil)
        case 1: return reader.id(header.format).map { Value(value: .object($0)) }
        case 2:
            // What the tag points at comes second.
            guard let id = reader.id(header.format), reader.id(header.format) != nil else { return nil }
            return Value(value: .object(id))
        case 3:
            guard let count = reader.offsetNumber(), let target = reader.take(count) else { return nil }
            return Value(value: .symbolic(String(decoding: target, as: UTF8.self)))
        default: return nil
        }
    }

    // MARK: Logs

    func log() throws(GitError) -> [LogEntry] {
        var found: [LogEntry] = []
        var room = Self.greatestLog
        // A table of logs alone says nothing of where they begin; its first block has the file's header in it.
        var start = logStart > 0 ? logStart : header.size
        while start < end, file.bytes[start] == UInt8(ascii: "g") {
            var fields = FieldReader(UnsafeRawBufferPointer(rebasing: file.bytes[..<end]), at: start + 1)
            let before = start == header.size ? start + 4 : 4
            guard let length = fields.number(3), length > before + 2, start + 4 <= end else { throw damage }
            room -= length
            guard room >= 0 else {
                throw .unreadable(path: path, reason: "its log has more than \(Self.greatestLog >> 20) MiB")
            }
            // A byte more than there is: only behind the last one zlib sees the end.
            var content = [UInt8](repeating: 0, count: length - before + 1)
            let packed = UnsafeRawBufferPointer(rebasing: file.bytes[(start + 4)..<end])
            do {
                let stream = try InflateStream(packed, of: file, size: length - before)
                let count = try content.withUnsafeMutableBytes {
                    (target) throws(ContentStreamFailure) in try stream.read(into: target)
                }
                guard count == length - before else { throw damage }
                start += 4 + stream.consumed
            } catch { throw damage }
            let entries = content.dropLast().withUnsafeBytes { block in
                Self.records(of: block).flatMap { logEntries($0) }
            }
            guard let entries else { throw damage }
            // Names are written as what differs from the one before.
            room -= entries.reduce(0) { $0 + $1.name.utf8.count }
            found += entries
        }
        return found
    }

    private func logEntries(_ records: UnsafeRawBufferPointer) -> [LogEntry]? {
        var reader = FieldReader(records)
        var key: [UInt8] = []
        var entries: [LogEntry] = []
        while reader.rest > 0 {
            guard let kind = Self.key(&reader, &key), key.count > 9, key[key.count - 9] == 0 else { return nil }
            // Latest first: the number stands as what it lacks to the greatest there is.
            let reversed = key.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let name = String(decoding: key.dropLast(9), as: UTF8.self)
            let update = Int(truncatingIfNeeded: ~reversed)
            if kind == 0 {
                entries.append(LogEntry(name: name, update: update, line: nil))
                continue
            }
            guard kind == 1, let old = reader.id(header.format), let new = reader.id(header.format),
                let author = text(&reader), let mail = text(&reader), let time = reader.offsetNumber(),
                let zone = reader.number(2).map({ Int(Int16(truncatingIfNeeded: $0)) }), let message = text(&reader)
            else { return nil }
            let offset = (zone < 0 ? "-" : "+") + String(repeating: "0", count: max(0, 4 - String(abs(zone)).count))
            let ids = old.bytes(of: header.format) + new.bytes(of: header.format)
            let half = header.format.nameSize
            var line = Array("\(Hexadecimal.text(ids[..<half])) \(Hexadecimal.text(ids[half...])) ".utf8)
            line += author + Array(" <".utf8) + mail + Array("> \(time) \(offset)\(abs(zone))\t".utf8)
            line += message.last == UInt8(ascii: "\n") ? message.dropLast() : message[...]
            entries.append(LogEntry(name: name, update: update, line: line))
        }
        return entries
    }

    private func text(_ reader: inout FieldReader) -> [UInt8]? {
        guard let count = reader.offsetNumber(), let bytes = reader.take(count) else { return nil }
        return Array(bytes)
    }

    // MARK: Blocks

    /// The records of a block: what stands before its restart points.
    private func block(from start: Int, length: Int, _ first: Int) -> UnsafeRawBufferPointer? {
        let stop = start + length
        guard stop <= end, first + 2 <= stop else { return nil }
        return Self.records(of: UnsafeRawBufferPointer(rebasing: file.bytes[first..<stop]))
    }

    private static func records(of block: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard block.count >= 2 else { return nil }
        let restarts = Int(block[block.count - 2]) << 8 | Int(block[block.count - 1])
        let count = block.count - 2 - 3 * restarts
        guard count >= 0 else { return nil }
        return UnsafeRawBufferPointer(rebasing: block[..<count])
    }

    /// Blocks are filled up to their size with zeros, or follow each other at once.
    private func next(after start: Int, length: Int) -> Int {
        let whole = header.blockSize
        guard length < whole, start + length < end, file.bytes[start + length] == 0 else { return start + length }
        return start + whole
    }

    /// Reads how a record begins: what it has in common with the name before, the rest of the name, and its kind.
    private static func key(_ reader: inout FieldReader, _ name: inout [UInt8]) -> Int? {
        guard let shared = reader.offsetNumber(), shared <= name.count, let word = reader.offsetNumber(),
            let suffix = reader.take(word >> 3)
        else { return nil }
        name = Array(name[..<shared]) + suffix
        return word & 7
    }
}
