internal import Model

/// A pack's index, version 2 (gitformat-pack(5)): names in order, a CRC-32 and an offset for each.
struct PackIndex: Sendable {
    let count: Int
    private let file: MappedFile
    private let names: Int
    private let checksums: Int
    private let offsets: Int
    private let largeOffsets: Int
    private let largeOffsetCount: Int
    private let bounds: Bounds?
    /// Valid as long as this is.
    let search: IndexSearch

    /// SHA-1 of the pack, as the index states it: the pack's own trailer must say the same.
    var packChecksum: ObjectID { file.bytes.objectID(at: file.bytes.count - 40) }

    /// - Parameter isForFewLookups: leaves out what makes many of them faster and takes time to make.
    init(path: String, isForFewLookups: Bool = false) throws(GitError) {
        file = try MappedFile(path: path)
        let bytes = file.bytes
        func broken(_ reason: String) -> GitError { .unreadable(path: path, reason: reason) }
        let header = 8
        let fanout = 1024
        guard bytes.count >= header + fanout + 40, bytes.bigEndian32(at: 0) == 0xFF74_4F63 else {
            throw broken("not a version 2 pack index")
        }
        guard bytes.bigEndian32(at: 4) == 2 else { throw broken("pack index version \(bytes.bigEndian32(at: 4))") }
        var previous: UInt32 = 0
        for bucket in 0..<256 {
            let value = bytes.bigEndian32(at: header + 4 * bucket)
            if value < previous { throw broken("its fan-out table is not in order") }
            previous = value
        }
        count = Int(previous)
        names = header + fanout
        checksums = names + 20 * count
        offsets = checksums + 4 * count
        largeOffsets = offsets + 4 * count
        let rest = bytes.count - largeOffsets - 40
        guard rest >= 0, rest % 8 == 0 else { throw broken("it is cut short") }
        largeOffsetCount = rest / 8
        bounds = isForFewLookups ? nil : Bounds(bytes, names: names, count: count)
        search = IndexSearch(bytes: bytes, names: names, bounds: bounds.map { UnsafePointer($0.starts) })
    }

    /// Where names and checksums begin; valid as long as this is. An index without entries has room for both too.
    var namesStart: UnsafeRawPointer? { file.bytes.baseAddress.map { $0 + names } }
    var checksumsStart: UnsafeRawPointer? { file.bytes.baseAddress.map { $0 + checksums } }

    @inline(__always) func name(_ position: Int) -> ObjectID { file.bytes.objectID(at: names + 20 * position) }
    @inline(__always) func checksum(_ position: Int) -> UInt32 { file.bytes.bigEndian32(at: checksums + 4 * position) }

    /// Where the object begins in the pack; `Int.max` if the index points out of itself.
    @inline(__always) func offset(_ position: Int) -> Int {
        let value = file.bytes.bigEndian32(at: offsets + 4 * position)
        if value & 0x8000_0000 == 0 { return Int(value) }
        let large = Int(value & 0x7FFF_FFFF)
        guard large < largeOffsetCount else { return Int.max }
        return Int(truncatingIfNeeded: min(file.bytes.bigEndian64(at: largeOffsets + 8 * large), UInt64(Int.max)))
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

/// Where the names with each first two bytes begin: in a large index a look-up then touches two cache lines, not five.
private final class Bounds: @unchecked Sendable {
    // Safe: written by `init` alone.
    let starts: UnsafeMutablePointer<UInt32>
    private static let count = (1 << 16) + 1

    /// nil for small indexes.
    init?(_ bytes: UnsafeRawBufferPointer, names: Int, count: Int) {
        guard count >= 1 << 15 else { return nil }
        starts = .allocate(capacity: Self.count)
        starts.initialize(repeating: UInt32(count), count: Self.count)
        var next = 0
        for position in 0..<count {
            let bucket = Int(
                UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: names + 20 * position, as: UInt16.self)))
            while next <= bucket {
                starts[next] = UInt32(position)
                next += 1
            }
        }
    }

    deinit { starts.deallocate() }
}
