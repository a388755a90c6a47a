import Foundation

extension TestRepository {
    /// Moves all refs to a reftable, as git 2.45 and later make them; the git of Debian 12 can neither write nor read it.
    ///
    /// Byte by byte after git's Documentation/technical/reftable.txt: one unaligned block of refs, no log.
    package func convertToReftable() throws {
        let head = try git("symbolic-ref", "HEAD")
        let format = "%(refname) %(objectname) %(*objectname)"
        var records = [(name: "HEAD", kind: UInt8(3), data: Reftable.text(head))]
        for line in try git("for-each-ref", "--format=\(format)").split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            let ids = words.dropFirst().flatMap(Reftable.bytes(ofHex:))
            records.append((words[0], UInt8(words.count - 1), ids))
        }
        let table = Reftable.table(records.sorted { $0.name < $1.name })

        try configure("core.repositoryFormatVersion", "1")
        try configure("extensions.refStorage", "reftable")
        try FileManager.default.removeItem(atPath: "\(gitDirectory)/refs")
        for file in ["packed-refs", "logs"] { try? FileManager.default.removeItem(atPath: "\(gitDirectory)/\(file)") }
        let name = "0x000000000001-0x000000000001-2a4c6e80.ref"
        try writeInGitDirectory("HEAD", "ref: refs/heads/.invalid\n")
        try writeInGitDirectory("refs/heads", "this repository uses the reftable format\n")
        try writeInGitDirectory("reftable/tables.list", "\(name)\n")
        try Data(table).write(to: URL(fileURLWithPath: "\(gitDirectory)/reftable/\(name)"))
    }
}

private enum Reftable {
    static func table(_ records: [(name: String, kind: UInt8, data: [UInt8])]) -> [UInt8] {
        let header = Array("REFT".utf8) + [1, 0, 0, 0] + number(1, bytes: 8) + number(1, bytes: 8)
        var body: [UInt8] = []
        for record in records {
            let name = Array(record.name.utf8)
            body += varint(0) + varint(UInt64(name.count) << 3 | UInt64(record.kind)) + name + varint(0) + record.data
        }
        // One restart point: the first record, after the file header and the block header.
        body += number(28, bytes: 3) + number(1, bytes: 2)
        let block = [UInt8(ascii: "r")] + number(UInt64(header.count + 4 + body.count), bytes: 3) + body
        let footer = header + [UInt8](repeating: 0, count: 40)
        return header + block + footer + number(UInt64(TestTokens.crc32(footer)), bytes: 4)
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
