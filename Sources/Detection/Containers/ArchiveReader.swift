internal import CArchive

/// Reads archives and compressed streams through libarchive, from memory; nothing is written anywhere.
struct ArchiveReader: ~Copyable {
    enum Failure: Error {
        case damaged
        /// Reading was stopped by the budget, which has noted it.
        case stopped
    }

    /// An entry that is a file.
    enum Entry {
        case content([UInt8])
        case encrypted
        /// So much of it was read before it could not be read further.
        case damaged([UInt8])
        /// The first bytes of one that is larger than the limit.
        case cut([UInt8])
        /// It unpacks to more than is believable.
        case bomb
    }

    private let raw: OpaquePointer
    private let packedCount: Int
    /// Whether it is one stream and no archive.
    private(set) var isStream = false

    /// - Parameters:
    ///   - content: must outlive the reader.
    ///   - kind: the only format that is tried; for streams also the archives that are usually within.
    init(_ content: UnsafeRawBufferPointer, kind: ContainerKind) throws(Failure) {
        guard let raw = archive_read_new() else { throw .damaged }
        let formats: [(OpaquePointer?) -> Int32]
        switch kind {
        case .zip: formats = [archive_read_support_format_zip]
        case .sevenZip: formats = [archive_read_support_format_7zip]
        case .tar: formats = [archive_read_support_format_tar]
        case .cpio: formats = [archive_read_support_format_cpio]
        case .ar: formats = [archive_read_support_format_ar]
        case .iso: formats = [archive_read_support_format_iso9660]
        case .rpm:
            formats = [
                archive_read_support_filter_rpm, archive_read_support_filter_gzip, archive_read_support_filter_xz,
                archive_read_support_filter_lzma, archive_read_support_filter_bzip2, archive_read_support_filter_zstd,
                archive_read_support_format_cpio,
            ]
        default:
            let filter: (OpaquePointer?) -> Int32 =
                switch kind {
                case .bzip2: archive_read_support_filter_bzip2
                case .xz: archive_read_support_filter_xz
                case .zstd: archive_read_support_filter_zstd
                case .lz4: archive_read_support_filter_lz4
                case .compress: archive_read_support_filter_compress
                default: archive_read_support_filter_gzip
                }
            formats = [
                filter, archive_read_support_format_tar, archive_read_support_format_cpio, archive_read_support_format_raw,
            ]
        }
        // ARCHIVE_WARN would mean that libarchive starts a program to decompress: nothing is ever started.
        guard formats.allSatisfy({ $0(raw) == ARCHIVE_OK }),
            archive_read_open_memory(raw, content.baseAddress, content.count) == ARCHIVE_OK
        else {
            archive_read_free(raw)
            throw .damaged
        }
        self.raw = raw
        packedCount = content.count
    }

    deinit { archive_read_free(raw) }

    /// The next file and its name; nil at the end.
    mutating func next(_ budget: inout OpeningBudget) throws(Failure) -> (name: [UInt8], entry: Entry)? {
        while true {
            var entry: OpaquePointer?
            let status = archive_read_next_header(raw, &entry)
            if status == ARCHIVE_EOF { return nil }
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw .damaged }
            guard budget.takeEntry() else { throw .stopped }
            isStream = archive_format(raw) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_RAW
            let type = archive_entry_filetype(entry)
            // Regular files; some formats leave the type out. Links and folders have no content.
            guard type == 0o100000 || type == 0, archive_entry_hardlink(entry) == nil else { continue }
            let name = Self.name(of: entry)
            if archive_entry_is_data_encrypted(entry) == 1 { return (name, .encrypted) }
            return (name, try read(&budget))
        }
    }

    private static func name(of entry: OpaquePointer) -> [UInt8] {
        let text = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry)
        guard let text else { return Array("entry".utf8) }
        return Array(UnsafeBufferPointer(start: text, count: strnlen(text, 4096))).map { UInt8(bitPattern: $0) }
    }

    private func read(_ budget: inout OpeningBudget) throws(Failure) -> Entry {
        var content: [UInt8] = []
        let step = 256 << 10
        while true {
            let before = content.count
            var got = 0
            content.reserveCapacity(before + step)
            content.append(contentsOf: repeatElement(0, count: step))
            content.withUnsafeMutableBytes { bytes in
                got = bytes.baseAddress.map { archive_read_data(raw, $0 + before, step) } ?? 0
            }
            content.removeLast(step - max(0, got))
            if got < 0 { return .damaged(content) }
            if got == 0 { return .content(content) }
            guard budget.take(bytes: got) else { throw .stopped }
            if !budget.allowsRatio(unpacked: content.count, packed: packedCount) { return .bomb }
            if content.count >= budget.limits.entryBytes { return .cut(content) }
        }
    }
}

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif
