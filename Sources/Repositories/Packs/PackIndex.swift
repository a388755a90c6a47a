internal import Model

/// A pack's index (gitformat-pack(5)): names in order, an offset for each and, in version 2, a CRC-32.
struct PackIndex: Sendable {
    let count: Int
    let format: ObjectFormat
    private let file: MappedFile
    private let layout: Layout
    private let bounds: Bounds?
    /// Valid as long as this is.
    let search: IndexSearch

    /// Whether it names an object twice, as other programs than Git have written them. Not looked for in an index for few
    /// look-ups.
    let hasTwins: Bool

    /// Whether entries can be checked before they are inflated.
    var hasChecksums: Bool { layout.checksums != nil }

    /// Whether it is as it was written: at its end stands the hash of all before.
    var agreesWithItsChecksum: Bool {
        let end = file.bytes.count - format.nameSize
        let body = UnsafeRawBufferPointer(rebasing: file.bytes[..<end])
        return ObjectID(ofBytes: body, format) == file.bytes.objectID(at: end, format)
    }

    /// Hash of the pack, as the index states it: the pack's own trailer must say the same.
    var packChecksum: ObjectID { file.bytes.objectID(at: file.bytes.count - 2 * format.nameSize, format) }

    /// - Parameter isForFewLookups: leaves out what makes many of them faster and takes time to make.
    init(path: String, _ format: ObjectFormat, isForFewLookups: Bool = false) throws(GitError) {
        try self.init(MappedFile(path: path), path: path, format, isForFewLookups: isForFewLookups)
    }

    /// - Parameter path: what faults name.
    init(_ file: MappedFile, path: String, _ format: ObjectFormat, isForFewLookups: Bool = false) throws(GitError) {
        self.format = format
        self.file = file
        let bytes = file.bytes
        func broken(_ reason: String) -> GitError { .unreadable(path: path, reason: reason) }
        let header = bytes.count >= 8 && bytes.bigEndian32(at: 0) == 0xFF74_4F63 ? 8 : 0
        guard bytes.count >= header + 1024 + 2 * format.nameSize else { throw broken("too short for a pack index") }
        if header > 0, bytes.bigEndian32(at: 4) != 2 {
            throw broken("pack index version \(bytes.bigEndian32(at: 4))")
        }
        var previous: UInt32 = 0
        for bucket in 0..<256 {
            let value = bytes.bigEndian32(at: header + 4 * bucket)
            if value < previous { throw broken("its fan-out table is not in order") }
            previous = value
        }
        count = Int(previous)
        layout = header > 0 ? .version2(count: count, size: bytes.count, format) : .version1(format)
        let end = header > 0 ? layout.largeOffsets : layout.offsets + layout.offsetStride * count
        let rest = bytes.count - end - 2 * format.nameSize
        guard rest >= 0, header > 0 ? rest % 8 == 0 : rest == 0 else { throw broken("it is cut short") }
        bounds = isForFewLookups ? nil : Bounds(bytes, layout, count: count)
        hasTwins = !isForFewLookups && Self.hasTwins(bytes, layout, count: count)
        search = IndexSearch(
            bytes: bytes, format: format, fanout: header, names: layout.names, stride: layout.nameStride,
            bounds: bounds.map { UnsafePointer($0.starts) })
    }

    /// Names are in order, so equal ones stand side by side.
    private static func hasTwins(_ bytes: UnsafeRawBufferPointer, _ layout: Layout, count: Int) -> Bool {
        var (before, place) = (UInt64(0), layout.names)
        for position in 0..<count {
            let start = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if start == before, position > 0,
                bytes[place - layout.nameStride..<place - layout.nameStride + layout.nameSize].elementsEqual(
                    bytes[place..<place + layout.nameSize])
            {
                return true
            }
            (before, place) = (start, place + layout.nameStride)
        }
        return false
    }

    /// Where names and checksums begin; valid as long as this is. An index without entries has room for both too.
    var namesStart: UnsafeRawPointer? { file.bytes.baseAddress.map { $0 + layout.names } }
    var nameStride: Int { layout.nameStride }
    /// nil if there are none.
    var checksumsStart: UnsafeRawPointer? {
        guard let checksums = layout.checksums else { return nil }
        return file.bytes.baseAddress.map { $0 + checksums }
    }

    @inline(__always) func name(_ position: Int) -> ObjectID {
        file.bytes.objectID(at: layout.names + layout.nameStride * position, format)
    }

    /// Where the object begins in the pack; `Int.max` if the index points out of itself.
    @inline(__always) func offset(_ position: Int) -> Int {
        let value = file.bytes.bigEndian32(at: layout.offsets + layout.offsetStride * position)
        if value & 0x8000_0000 == 0 || layout.checksums == nil { return Int(value) }
        let large = Int(value & 0x7FFF_FFFF)
        guard large < layout.largeOffsetCount else { return Int.max }
        return Int(
            truncatingIfNeeded: min(file.bytes.bigEndian64(at: layout.largeOffsets + 8 * large), UInt64(Int.max)))
    }

    /// Position of a name; nil if it is not in the pack.
    func position(of id: ObjectID) -> Int? { search.position(of: id) }

    /// Position of the first name that does not stand before this one.
    func firstPosition(notBefore id: ObjectID) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if name(middle) < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Where the parts of an index lie, in bytes from its start.
private struct Layout {
    let names: Int
    let nameStride: Int
    let nameSize: Int
    /// nil in version 1.
    let checksums: Int?
    let offsets: Int
    let offsetStride: Int
    /// Offsets of 64 bits; none in version 1.
    let largeOffsets: Int
    let largeOffsetCount: Int

    /// A fan-out table, then an offset and a name for each object. Git writes it no more and reads it still.
    static func version1(_ format: ObjectFormat) -> Layout {
        let stride = 4 + format.nameSize
        return Layout(
            names: 1028, nameStride: stride, nameSize: format.nameSize, checksums: nil, offsets: 1024,
            offsetStride: stride, largeOffsets: 0,
            largeOffsetCount: 0)
    }

    /// Signature, version, a fan-out table, then a table each of names, checksums and offsets.
    static func version2(count: Int, size: Int, _ format: ObjectFormat) -> Layout {
        let names = 1032
        let checksums = names + format.nameSize * count
        let offsets = checksums + 4 * count
        let largeOffsets = offsets + 4 * count
        return Layout(
            names: names, nameStride: format.nameSize, nameSize: format.nameSize, checksums: checksums,
            offsets: offsets, offsetStride: 4,
            largeOffsets: largeOffsets, largeOffsetCount: max(0, size - largeOffsets - 2 * format.nameSize) / 8)
    }
}

/// Where the names with each first two bytes begin: in a large index a look-up then touches two cache lines, not five.
private final class Bounds: @unchecked Sendable {
    // Safe: written by `init` alone.
    let starts: UnsafeMutablePointer<UInt32>
    private static let count = (1 << 16) + 1

    /// nil for small indexes.
    init?(_ bytes: UnsafeRawBufferPointer, _ layout: Layout, count: Int) {
        guard count >= 1 << 15 else { return nil }
        starts = .allocate(capacity: Self.count)
        starts.initialize(repeating: UInt32(count), count: Self.count)
        var next = 0
        for position in 0..<count {
            let place = layout.names + layout.nameStride * position
            let bucket = Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt16.self)))
            while next <= bucket {
                starts[next] = UInt32(position)
                next += 1
            }
        }
    }

    deinit { starts.deallocate() }
}
