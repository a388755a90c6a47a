private import CBytes
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
    private let bounds: ContiguousArray<UInt32>

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
        bounds = isForFewLookups ? [] : Self.bounds(bytes, names: names, count: count)
    }

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

    /// Position of a name; nil if it is not in the pack. Names are hashes, so a guess from the first bytes lands near.
    func position(of id: ObjectID) -> Int? {
        let bytes = file.bytes
        let bucket = Int(id.high >> 48)
        var low: Int
        var high: Int
        if bounds.isEmpty {
            low = bucket < 256 ? 0 : Int(bytes.bigEndian32(at: 8 + 4 * (bucket >> 8 - 1)))
            high = Int(bytes.bigEndian32(at: 8 + 4 * (bucket >> 8)))
        } else {
            low = Int(bounds[bucket])
            high = Int(bounds[bucket + 1])
        }
        let share = Double(id.high << (bounds.isEmpty ? 8 : 16)) / 0x1p64
        var guess = low + Int(share * Double(high - low))
        var step = 4
        while low < high {
            if guess < low { guess = low }
            if guess >= high { guess = high - 1 }
            let found = bytes.bigEndian64(at: names + 20 * guess)
            if found == id.high {
                let name = name(guess)
                if name == id { return guess }
                if name < id { low = guess + 1 } else { high = guess }
            } else if found < id.high {
                low = guess + 1
            } else {
                high = guess
            }
            guess = guess < low ? (step < high - low ? low + step : (low + high) / 2) : (step < high - low ? high - step : (low + high) / 2)
            step *= 4
        }
        return nil
    }

    /// Asks for the place in memory at which `position(of:)` will most likely look.
    @inline(__always)
    func prefetch(_ id: ObjectID) {
        guard !bounds.isEmpty, let base = file.bytes.baseAddress else { return }
        let bucket = Int(id.high >> 48)
        let (low, high) = (Int(bounds[bucket]), Int(bounds[bucket + 1]))
        let guess = low + Int(Double(id.high << 16) / 0x1p64 * Double(high - low))
        rollcall_prefetch(base + names + 20 * guess)
    }

    /// Position of the first name that does not stand before this one.
    func firstPosition(notBefore id: ObjectID) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if name(middle) < id { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Where the names with each first two bytes begin: in a large index a look-up then touches two cache lines, not five.
    private static func bounds(_ bytes: UnsafeRawBufferPointer, names: Int, count: Int) -> ContiguousArray<UInt32> {
        guard count >= 1 << 15 else { return [] }
        var bounds = ContiguousArray<UInt32>(repeating: UInt32(count), count: (1 << 16) + 1)
        var next = 0
        for position in 0..<count {
            let bucket = Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: names + 20 * position, as: UInt16.self)))
            while next <= bucket {
                bounds[next] = UInt32(position)
                next += 1
            }
        }
        return bounds
    }
}
