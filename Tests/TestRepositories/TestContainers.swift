import CArchive
import CSQLite
import Foundation

/// Containers made in memory.
package enum TestContainers {
    /// An archive written by libarchive; `filter` compresses the whole.
    package static func archive(
        _ format: Int32, filter: Int32 = ARCHIVE_FILTER_NONE, _ files: [(name: String, content: [UInt8])]
    ) -> [UInt8] {
        let size = files.reduce(1 << 20) { $0 + $1.content.count + $1.name.utf8.count + 8192 }
        var buffer = [UInt8](repeating: 0, count: size)
        var used = 0
        buffer.withUnsafeMutableBytes { bytes in
            guard let writer = archive_write_new() else { return }
            defer { archive_write_free(writer) }
            archive_write_set_format(writer, format)
            archive_write_add_filter(writer, filter)
            archive_write_set_bytes_per_block(writer, 0)
            archive_write_open_memory(writer, bytes.baseAddress, bytes.count, &used)
            for file in files {
                let entry = archive_entry_new()
                archive_entry_set_pathname(entry, file.name)
                archive_entry_set_size(entry, Int64(file.content.count))
                archive_entry_set_filetype(entry, 0o100000)
                archive_entry_set_perm(entry, 0o644)
                archive_write_header(writer, entry)
                _ = file.content.withUnsafeBytes { archive_write_data(writer, $0.baseAddress, $0.count) }
                archive_entry_free(entry)
            }
            archive_write_close(writer)
        }
        return Array(buffer[..<used])
    }

    /// A gzip stream that is not compressed (RFC 1951, 3.2.4).
    package static func gzip(_ content: [UInt8]) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } }
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + stored(content) + number(TestTokens.crc32(content))
            + number(UInt32(content.count))
    }

    /// A zlib stream that is not compressed.
    package static func zlib(_ content: [UInt8]) -> [UInt8] {
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in content {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        return [0x78, 0x9C] + stored(content) + [UInt8(b >> 8), UInt8(b & 0xFF), UInt8(a >> 8), UInt8(a & 0xFF)]
    }

    private static func stored(_ content: [UInt8]) -> [UInt8] {
        var blocks: [UInt8] = []
        var position = 0
        repeat {
            let count = min(65535, content.count - position)
            let isLast: UInt8 = position + count == content.count ? 1 : 0
            blocks += [isLast, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8 & 0xFF)]
            blocks += content[position..<(position + count)]
            position += count
        } while position < content.count
        return blocks
    }

    /// A database after these statements.
    package static func database(_ statements: String...) -> [UInt8] {
        var handle: OpaquePointer?
        sqlite3_open(":memory:", &handle)
        defer { sqlite3_close(handle) }
        for statement in statements { sqlite3_exec(handle, statement, nil, nil, nil) }
        var size: Int64 = 0
        guard let bytes = sqlite3_serialize(handle, "main", &size, 0) else { return [] }
        defer { sqlite3_free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: Int(size)))
    }

    package static func pdf(_ streams: [[UInt8]]) -> [UInt8] {
        Array("%PDF-1.4\n".utf8)
            + streams.flatMap {
                Array("1 0 obj <</Length \($0.count)>>\nstream\n".utf8) + $0 + Array("\nendstream endobj\n".utf8)
            }
            + Array("%%EOF\n".utf8)
    }

    /// A file with what it holds, in one entry.
    package static func zip(_ name: String, _ content: [UInt8]) -> [UInt8] {
        archive(ARCHIVE_FORMAT_ZIP, [(name, content)])
    }

    package static func tar(_ files: [(name: String, content: [UInt8])], filter: Int32 = ARCHIVE_FILTER_NONE) -> [UInt8]
    {
        archive(ARCHIVE_FORMAT_TAR_USTAR, filter: filter, files)
    }

    /// One stream of anything.
    package static func compressed(_ content: [UInt8], _ filter: Int32) -> [UInt8] {
        archive(ARCHIVE_FORMAT_RAW, filter: filter, [("", content)])
    }

    /// What `ar` makes (ar(5)).
    package static func ar(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
        func field(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(0, width - text.count))
        }
        return files.reduce(Array("!<arch>\n".utf8)) { all, file in
            let head =
                field(file.name + "/", 16) + field("0", 12) + field("0", 6) + field("0", 6) + field("100644", 8)
                + field("\(file.content.count)", 10) + "`\n"
            return all + Array(head.utf8) + file.content + (file.content.count % 2 == 1 ? [0x0A] : [])
        }
    }

    /// A Debian package: an `ar` of tars.
    package static func deb(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
        ar(
            [
                ("debian-binary", Array("2.0\n".utf8)),
                ("control.tar.gz", tar([("./control", Array("Package: a\n".utf8))], filter: ARCHIVE_FILTER_GZIP)),
                ("data.tar.xz", tar(files, filter: ARCHIVE_FILTER_XZ)),
            ])
    }

    /// An RPM package: a lead, two headers of nothing, and a compressed cpio (rpm.org, “Package format”).
    package static func rpm(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
        let lead = [0xED, 0xAB, 0xEE, 0xDB, 3, 0, 0, 0] + [UInt8](repeating: 0, count: 88)
        let header: [UInt8] = [0x8E, 0xAD, 0xE8, 1] + [UInt8](repeating: 0, count: 12)
        return lead + header + header + archive(ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, filter: ARCHIVE_FILTER_GZIP, files)
    }

    /// The write-ahead log of a database after these statements, before anything of it is in the database itself.
    package static func databaseLog(in folder: String, _ statements: String...) throws -> [UInt8] {
        let path = folder + "/log.db"
        var handle: OpaquePointer?
        sqlite3_open(path, &handle)
        defer { sqlite3_close(handle) }
        for statement in ["PRAGMA journal_mode = WAL", "PRAGMA wal_autocheckpoint = 0"] + statements {
            sqlite3_exec(handle, statement, nil, nil, nil)
        }
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "-wal")))
    }

    /// A zlib stream that is compressed.
    package static func compressedZlib(_ content: [UInt8]) -> [UInt8] {
        (try? DeflateWriter().deflate(content, isLast: true)) ?? []
    }
}
