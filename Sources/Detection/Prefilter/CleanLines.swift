private import CBytes
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Remembers lines that hold no anchor, and whether they hold nothing that is encoded either, by a keyed hash: in a history the same lines come again and again (in rails the
/// lines that its deltas touch are the same 10 % over and over), and need not be looked through again.
///
/// A table of fixed size in which new lines push out old ones; all workers share it. The key is drawn anew in every
/// process, so that nobody can make a line that passes for another; by chance one of 10 million different lines does with
/// a probability of one in 300,000.
final class CleanLines: @unchecked Sendable {
    // Safe: every slot is an atomic number that stands for itself; the keys are set by `init`.
    private let slots: UnsafeMutablePointer<Atomic<UInt64>>
    private let keys: UnsafeMutablePointer<UInt64>
    private static let keyCount = 7

    /// 16 MiB, of which only what is used takes memory.
    private static let slotCount = 1 << 21

    init() {
        // Zero pages that nobody writes to take no memory and no time.
        guard let memory = mmap(nil, Self.slotCount * 8, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            memory != MAP_FAILED
        else {
            preconditionFailure("no memory for 16 MiB")
        }
        slots = memory.bindMemory(to: Atomic<UInt64>.self, capacity: Self.slotCount)
        var generator = SystemRandomNumberGenerator()
        keys = .allocate(capacity: Self.keyCount)
        for key in 0..<Self.keyCount { keys.advanced(by: key).initialize(to: generator.next() | 1) }
    }

    deinit {
        munmap(slots, Self.slotCount * 8)
        keys.deallocate()
    }

    /// Takes all of the memory now: page by page, as look-ups hit upon it, each page would interrupt all workers. Large
    /// pages were tried and dropped: the system took longer to find them than they saved.
    func prepareForMany() {
        // MADV_POPULATE_WRITE, madvise(2): Linux has it since 5.14, and nothing is lost without.
        _ = madvise(slots, Self.slotCount * 8, 23)
    }

    /// Asks for the slots that a look-up will want.
    @inline(__always)
    func prefetch(_ hash: UInt64) { rollcall_prefetch(slots + Self.group(of: hash)) }

    /// A line may stand in any of so many slots side by side: half a cache line, which costs no more than one slot.
    private static let groupSize = 4

    /// Where the slots begin in which a line may stand.
    @inline(__always)
    private static func group(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash) & (slotCount - 1) & ~(groupSize - 1)
    }

    /// What is known of a line.
    enum Knowledge {
        case nothing
        /// No anchor stands in it.
        case noAnchor
        /// Nor anything that could be encoded.
        case nothingAtAll
    }

    /// Set beside a hash, which leaves this bit free: nothing is encoded in the line.
    private static let plainBit: UInt64 = 1 << 63

    @inline(__always)
    func knowledge(of hash: UInt64) -> Knowledge {
        let group = slots + Self.group(of: hash)
        for place in 0..<Self.groupSize {
            let found = group[place].load(ordering: .relaxed)
            if found == hash | Self.plainBit { return .nothingAtAll }
            if found == hash { return .noAnchor }
        }
        return .nothing
    }

    /// Remembers that a line holds no anchor.
    func insert(_ hash: UInt64) {
        let group = slots + Self.group(of: hash)
        let free = (0..<Self.groupSize).first { group[$0].load(ordering: .relaxed) == 0 }
        group[free ?? Self.victim(of: hash)].store(hash, ordering: .relaxed)
    }

    /// Remembers of a line without an anchor that nothing is encoded in it.
    func insertPlain(_ hash: UInt64) {
        let group = slots + Self.group(of: hash)
        let own = (0..<Self.groupSize).first { group[$0].load(ordering: .relaxed) == hash }
        group[own ?? Self.victim(of: hash)].store(hash | Self.plainBit, ordering: .relaxed)
    }

    /// Which slot of a full group a line takes: by bits of its hash that choose no group.
    private static func victim(of hash: UInt64) -> Int { Int(hash >> 40) & (groupSize - 1) }

    /// The hash of a line of `count` bytes, 63 bits, never 0: wyhash's mixing (multiply to 128 bits, fold), with secret
    /// keys. Lines of up to 15 bytes and of up to 64 take no loop, whose end the processor would have to guess.
    /// - Parameter room: how many bytes may be read from the line's start on; `count` at least.
    @inline(__always)
    func hash(_ line: UnsafeRawPointer, _ count: Int, room: Int) -> UInt64 {
        let state = keys[0] ^ UInt64(truncatingIfNeeded: count)
        if count < 16 {
            let (first, second) = Self.padded(line, count, room: room)
            return finished(Self.mix(first ^ keys[1], second ^ state))
        }
        if count <= 64 { return finished(hash64(line, count, state)) }
        return finished(hashLong(line, count, state))
    }

    /// Of bytes of any number.
    func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        bytes.baseAddress.map { hash($0, bytes.count, room: bytes.count) } ?? 1
    }

    /// Up to 15 bytes as two numbers, zeros behind them.
    @inline(__always)
    private static func padded(_ line: UnsafeRawPointer, _ count: Int, room: Int) -> (UInt64, UInt64) {
        if room >= 16 {
            let first = UInt64(littleEndian: line.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
            let second = UInt64(littleEndian: line.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            let bits = UInt64(truncatingIfNeeded: 8 * count)
            // Swift's shifts by 64 bits and more give 0, by less than none shift the other way.
            let (low, high): (UInt64, UInt64) = (~(~0 << min(bits, 64)), bits > 64 ? ~(~0 << (bits - 64)) : 0)
            return (first & low, second & high)
        }
        var words: (UInt64, UInt64) = (0, 0)
        for index in 0..<count {
            let byte = UInt64(line.load(fromByteOffset: index, as: UInt8.self))
            if index < 8 {
                words.0 |= byte << UInt64(8 * index)
            } else {
                words.1 |= byte << UInt64(8 * (index - 8))
            }
        }
        return words
    }

    /// Of 16 to 64 bytes: four pieces of 16, which overlap.
    @inline(__always)
    private func hash64(_ line: UnsafeRawPointer, _ count: Int, _ state: UInt64) -> UInt64 {
        let first = mixed(line, state, 1)
        let second = mixed(line + min(16, count - 16), state, 2)
        let third = mixed(line + max(0, count - 32), state, 3)
        let fourth = mixed(line + (count - 16), state, 4)
        return Self.mix(first ^ second ^ keys[5], third ^ fourth ^ state)
    }

    /// 64 bytes at a time, of which the last overlap those before.
    private func hashLong(_ line: UnsafeRawPointer, _ count: Int, _ state: UInt64) -> UInt64 {
        var state = state
        var position = 0
        while position + 64 < count {
            state = hash64(line + position, 64, state)
            position += 64
        }
        return hash64(line + (count - 64), 64, state)
    }

    @inline(__always)
    private func mixed(_ piece: UnsafeRawPointer, _ state: UInt64, _ key: Int) -> UInt64 {
        Self.mix(
            piece.loadUnaligned(fromByteOffset: 0, as: UInt64.self) ^ keys[key],
            piece.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ state)
    }

    @inline(__always)
    private func finished(_ hash: UInt64) -> UInt64 { max(1, Self.mix(hash, keys[6]) & ~Self.plainBit) }

    @inline(__always)
    private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
