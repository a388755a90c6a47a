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
    private let source: ArchiveSource
    private let packedCount: Int
    /// Whether it is one stream and no archive.
    private(set) var isStream = false

    /// - Parameters:
    ///   - content: must outlive the reader.
    ///   - kind: the only format that is tried.
    ///   - holdsArchive: whether a compressed stream is read as the archive within, see `streamHoldsArchive`.
    ///   - deadline: in the thread's processor time.
    init(_ content: UnsafeRawBufferPointer, kind: ContainerKind, holdsArchive: Bool = false, deadline: Double)
        throws(Failure)
    {
        guard let raw = archive_read_new() else { throw .damaged }
        // ARCHIVE_WARN would mean that libarchive starts a program to decompress: nothing is ever started.
        let source = ArchiveSource(content, deadline: deadline)
        guard Self.formats(of: kind, holdsArchive: holdsArchive).allSatisfy({ $0(raw) == ARCHIVE_OK }) else {
            archive_read_free(raw)
            throw .damaged
        }
        // Archives are joined by writing them one behind the other.
        if kind == .tar || holdsArchive {
            archive_read_set_format_option(raw, "tar", "read_concatenated_archives", "1")
        }
        guard source.open(raw) else {
            archive_read_free(raw)
            throw source.isStopped ? .stopped : .damaged
        }
        // A filter that does not know the stream passes it on as it is: what came out would be opened again.
        if kind.isStream, archive_filter_code(raw, 0) == ARCHIVE_FILTER_NONE {
            archive_read_free(raw)
            throw .damaged
        }
        self.raw = raw
        self.source = source
        packedCount = content.count
    }

    /// What libarchive is asked to read: one format, and what it may be compressed with.
    private static func formats(of kind: ContainerKind, holdsArchive: Bool) -> [(OpaquePointer?) -> Int32] {
        switch kind {
        case .zip: [archive_read_support_format_zip]
        case .sevenZip: [archive_read_support_format_7zip]
        case .tar: [archive_read_support_format_tar]
        case .cpio: [archive_read_support_format_cpio]
        case .ar: [archive_read_support_format_ar]
        case .iso: [archive_read_support_format_iso9660]
        case .rpm:
            [
                archive_read_support_filter_rpm, archive_read_support_filter_gzip, archive_read_support_filter_xz,
                archive_read_support_filter_lzma, archive_read_support_filter_bzip2, archive_read_support_filter_zstd,
                archive_read_support_format_cpio,
            ]
        default:
            // A tar ends at two empty blocks, whatever follows: only what is plainly one is read as one.
            holdsArchive
                ? [filter(of: kind), archive_read_support_format_tar, archive_read_support_format_cpio]
                : [filter(of: kind), archive_read_support_format_raw]
        }
    }

    private static func filter(of kind: ContainerKind) -> (OpaquePointer?) -> Int32 {
        switch kind {
        case .bzip2: archive_read_support_filter_bzip2
        case .xz: archive_read_support_filter_xz
        case .zstd: archive_read_support_filter_zstd
        case .lz4: archive_read_support_filter_lz4
        case .lzma: archive_read_support_filter_lzma
        case .compress: archive_read_support_filter_compress
        default: archive_read_support_filter_gzip
        }
    }

    deinit {
        archive_read_free(raw)
        _ = source
    }

    /// Whether what a compressed stream holds begins as an archive does.
    static func streamHoldsArchive(_ content: UnsafeRawBufferPointer, kind: ContainerKind, deadline: Double) -> Bool {
        guard let reader = try? ArchiveReader(content, kind: kind, deadline: deadline) else { return false }
        var entry: OpaquePointer?
        guard archive_read_next_header(reader.raw, &entry) == ARCHIVE_OK else { return false }
        var sample = [UInt8](repeating: 0, count: 512)
        return sample.withUnsafeMutableBytes { bytes in
            let got = archive_read_data(reader.raw, bytes.baseAddress, bytes.count)
            guard got > 0, let kind = ContainerKind(UnsafeRawBufferPointer(rebasing: bytes[..<got])) else {
                return false
            }
            return kind == .tar || kind == .cpio
        }
    }

    /// Passes over entries of any kind.
    func skip(_ count: Int) throws(Failure) {
        for _ in 0..<count {
            var entry: OpaquePointer?
            let status = archive_read_next_header(raw, &entry)
            if source.isStopped { throw .stopped }
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw .damaged }
        }
    }

    /// The next file and its name; nil at the end.
    mutating func next(_ budget: inout OpeningBudget) throws(Failure) -> (name: [UInt8], entry: Entry)? {
        while true {
            var entry: OpaquePointer?
            let status = archive_read_next_header(raw, &entry)
            if status == ARCHIVE_EOF { return nil }
            if source.isStopped { throw .stopped }
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
        let buffer = GrowingBuffer()
        while true {
            let got = buffer.append { archive_read_data(raw, $0.baseAddress, $0.count) }
            if source.isStopped { throw .stopped }
            if got < 0 { return .damaged(buffer.bytes) }
            if got == 0 { return .content(buffer.bytes) }
            guard budget.take(bytes: got) else { throw .stopped }
            if !budget.allowsRatio(unpacked: buffer.count, packed: packedCount) { return .bomb }
            if buffer.count >= budget.limits.entryBytes { return .cut(buffer.bytes) }
        }
    }
}

/// Bytes whose number nobody knows beforehand.
private final class GrowingBuffer {
    private var storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    private(set) var count = 0

    deinit { storage.deallocate() }

    var bytes: [UInt8] { Array(storage[..<count]) }

    /// - Parameter fill: writes to the room it is given and returns how many bytes; less than zero for failure.
    func append(_ fill: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        if storage.count - count < 32 << 10 {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: storage.count * 2, alignment: 16)
            larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
            storage.deallocate()
            storage = larger
        }
        // Not all of the room: a limit is looked at in between.
        let room = min(storage.count - count, 1 << 20)
        let got = fill(UnsafeMutableRawBufferPointer(rebasing: storage[count..<(count + room)]))
        count += max(0, got)
        return got
    }
}

/// Feeds libarchive from memory, a little at a time: what it skips it may have to unpack, and that takes time in which it
/// does not come back to us.
private final class ArchiveSource {
    private let content: UnsafeRawBufferPointer
    private let deadline: Double
    private var position = 0
    private(set) var isStopped = false

    /// Packed bytes. Of zeros, xz packs 100 MB into so many.
    private static let step = 16 << 10

    init(_ content: UnsafeRawBufferPointer, deadline: Double) {
        self.content = content
        self.deadline = deadline
    }

    /// It must live as long as the archive.
    func open(_ archive: OpaquePointer) -> Bool {
        archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
        archive_read_set_read_callback(archive) { _, context, buffer in
            guard let source = ArchiveSource.from(context), let buffer else { return la_ssize_t(ARCHIVE_FATAL) }
            return source.read(&buffer.pointee)
        }
        archive_read_set_seek_callback(archive) { _, context, offset, whence in
            ArchiveSource.from(context)?.seek(Int(offset), whence) ?? Int64(ARCHIVE_FATAL)
        }
        archive_read_set_skip_callback(archive) { _, context, count in
            ArchiveSource.from(context)?.skip(Int(count)) ?? 0
        }
        return archive_read_open1(archive) == ARCHIVE_OK
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> ArchiveSource? {
        context.map { Unmanaged<ArchiveSource>.fromOpaque($0).takeUnretainedValue() }
    }

    private func read(_ buffer: inout UnsafeRawPointer?) -> la_ssize_t {
        if OpeningBudget.processorTime() > deadline {
            isStopped = true
            return la_ssize_t(ARCHIVE_FATAL)
        }
        let count = min(Self.step, content.count - position)
        buffer = content.baseAddress.map { $0 + position }
        position += count
        return la_ssize_t(count)
    }

    private func skip(_ count: Int) -> Int64 {
        let count = max(0, min(count, content.count - position))
        position += count
        return Int64(count)
    }

    private func seek(_ offset: Int, _ whence: Int32) -> Int64 {
        let start = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position : content.count
        let (place, overflow) = start.addingReportingOverflow(offset)
        guard !overflow, place >= 0, place <= content.count else { return Int64(ARCHIVE_FATAL) }
        position = place
        return Int64(place)
    }
}

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif
