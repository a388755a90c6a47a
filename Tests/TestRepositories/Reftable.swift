import Foundation

extension TestRepository {
    /// Moves all refs to reftables, as git 2.45 and later make them; the git of Debian 12 can neither write nor read them.
    ///
    /// Byte by byte after git's Documentation/technical/reftable.txt: one table with all refs and a log, and a later one
    /// that takes refs away.
    /// - Parameters:
    ///   - blockSize: 0 for blocks that follow each other at once.
    ///   - removing: refs that the first table has and the second has not.
    ///   - logged: messages of a log of HEAD, the oldest first.
    package func convertToReftable(
        blockSize: Int = 0, removing removed: [String] = [], logged messages: [String] = []
    ) throws {
        let head = try git("symbolic-ref", "HEAD")
        let format = "%(refname) %(objectname) %(*objectname)"
        var records = [ReftableWriter.Record(name: "HEAD", kind: 3, data: ReftableWriter.text(head))]
        for line in try git("for-each-ref", "--format=\(format)").split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            let ids = words.dropFirst().flatMap(ReftableWriter.bytes(ofHex:))
            records.append(.init(name: words[0], kind: UInt8(words.count - 1), data: ids))
        }
        let id = ReftableWriter.bytes(ofHex: try self.id("HEAD"))
        let logs = messages.enumerated().map { number, message in
            ReftableWriter.logged(number + 1, of: "HEAD", from: id, to: id, message)
        }
        let writer = ReftableWriter(blockSize: blockSize, isLong: objectFormat == .sha256)
        var tables = [writer.table(refs: records, logs: logs)]
        if !removed.isEmpty {
            tables.append(writer.table(refs: removed.map { .init(name: $0, kind: 0, data: []) }, logs: []))
        }
        try configure("core.repositoryFormatVersion", "1")
        try configure("extensions.refStorage", "reftable")
        try FileManager.default.removeItem(atPath: "\(gitDirectory)/refs")
        for file in ["packed-refs", "logs"] { try? FileManager.default.removeItem(atPath: "\(gitDirectory)/\(file)") }
        try writeInGitDirectory("HEAD", "ref: refs/heads/.invalid\n")
        try writeInGitDirectory("refs/heads", "this repository uses the reftable format\n")
        let names = tables.indices.map { "0x00000000000\($0 + 1)-0x00000000000\($0 + 1)-2a4c6e8\($0).ref" }
        try writeInGitDirectory("reftable/tables.list", names.map { "\($0)\n" }.joined())
        for (name, table) in zip(names, tables) {
            try Data(table).write(to: URL(fileURLWithPath: "\(gitDirectory)/reftable/\(name)"))
        }
    }
}

private struct ReftableWriter {
    struct Record {
        let name: String
        let kind: UInt8
        let data: [UInt8]
    }

    let blockSize: Int
    let isLong: Bool

    private var header: [UInt8] {
        Array("REFT".utf8) + [isLong ? 2 : 1] + Self.number(UInt64(blockSize), bytes: 3) + Self.number(1, bytes: 8)
            + Self.number(1, bytes: 8) + (isLong ? Array("s256".utf8) : [])
    }

    func table(refs: [Record], logs: [(key: [UInt8], data: [UInt8])]) -> [UInt8] {
        var file = header
        var pending = refs.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }[...]
        while !pending.isEmpty {
            let start = file.count == header.count ? 0 : file.count
            var body: [UInt8] = []
            var last: [UInt8] = []
            let first = file.count - start + 4
            while let next = pending.first {
                let record = Self.record(Array(next.name.utf8), after: last, next.kind, Self.varint(0) + next.data)
                if blockSize > 0, !body.isEmpty, first + body.count + record.count + 5 > blockSize { break }
                body += record
                last = Array(next.name.utf8)
                pending.removeFirst()
            }
            // One restart point: the first record.
            body += Self.number(UInt64(first), bytes: 3) + Self.number(1, bytes: 2)
            file += [UInt8(ascii: "r")] + Self.number(UInt64(first + body.count), bytes: 3) + body
            if blockSize > 0, !pending.isEmpty || !logs.isEmpty {
                file += [UInt8](repeating: 0, count: max(0, start + blockSize - file.count))
            }
        }
        let logStart = logs.isEmpty ? 0 : file.count
        if !logs.isEmpty {
            var body: [UInt8] = []
            var last: [UInt8] = []
            for entry in logs.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                body += Self.record(entry.key, after: last, 1, entry.data)
                last = entry.key
            }
            body += Self.number(4, bytes: 3) + Self.number(1, bytes: 2)
            file += [UInt8(ascii: "g")] + Self.number(UInt64(4 + body.count), bytes: 3)
            file += TestContainers.compressedZlib(body)
        }
        let footer =
            header + [UInt8](repeating: 0, count: 24) + Self.number(UInt64(logStart), bytes: 8)
            + [UInt8](repeating: 0, count: 8)
        return file + footer + Self.number(UInt64(TestTokens.crc32(footer)), bytes: 4)
    }

    static func logged(_ update: Int, of name: String, from old: [UInt8], to new: [UInt8], _ message: String) -> (
        key: [UInt8], data: [UInt8]
    ) {
        let key = Array(name.utf8) + [0] + number(~UInt64(update), bytes: 8)
        let data =
            old + new + text("Ada Example") + text("ada@example.org") + varint(1_700_000_000) + [0, 100]
            + text(message + "\n")
        return (key, data)
    }

    private static func record(_ name: [UInt8], after last: [UInt8], _ kind: UInt8, _ data: [UInt8]) -> [UInt8] {
        let shared = zip(name, last).prefix { $0 == $1 }.count
        return varint(UInt64(shared)) + varint(UInt64(name.count - shared) << 3 | UInt64(kind)) + name[shared...] + data
    }

    static func text(_ string: String) -> [UInt8] { varint(UInt64(string.utf8.count)) + Array(string.utf8) }

    static func bytes(ofHex hex: String) -> [UInt8] {
        let digits = hex.utf8.map { $0 >= 97 ? $0 - 87 : $0 - 48 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    static func number(_ value: UInt64, bytes: Int) -> [UInt8] {
        (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }

    /// As offsets in packs: each further byte counts from one on. See gitformat-pack(5), OBJ_OFS_DELTA.
    static func varint(_ value: UInt64) -> [UInt8] {
        var result = [UInt8(value & 0x7f)]
        var rest = value >> 7
        while rest > 0 {
            rest -= 1
            result.insert(UInt8(rest & 0x7f) | 0x80, at: 0)
            rest >>= 7
        }
        return result
    }
}
