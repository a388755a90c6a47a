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
    private let keys: (UInt64, UInt64, UInt64)
    /// Which bits of a hash choose its slot.
    private let mask = Atomic(fewSlots - 1)

    /// 8 MiB, of which only what is used takes memory. Twice as much knows some more lines and is slower for it: less of
    /// it is in the caches.
    private static let slotCount = 1 << 20
    /// As many are used at first, 512 KiB: hashes hit upon all pages soon, and each that is new to the process costs two
    /// interrupts, which a hook or a small folder does not earn back.
    private static let fewSlots = 1 << 16

    init() {
        // Zero pages that nobody writes to take no memory and no time.
        guard let memory = mmap(nil, Self.slotCount * 8, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            memory != MAP_FAILED
        else {
            preconditionFailure("no memory for 8 MiB")
        }
        slots = memory.bindMemory(to: Atomic<UInt64>.self, capacity: Self.slotCount)
        var generator = SystemRandomNumberGenerator()
        keys = (generator.next() | 1, generator.next() | 1, generator.next() | 1)
    }

    deinit { munmap(slots, Self.slotCount * 8) }

    /// Uses the whole table from now on. Its memory is taken at once: page by page, as look-ups hit upon it, each page
    /// would interrupt all workers. Large pages were tried and dropped: the system took longer to find them than they
    /// saved.
    func prepareForMany() {
        if mask.load(ordering: .relaxed) == Self.slotCount - 1 { return }
        // MADV_POPULATE_WRITE, madvise(2): Linux has it since 5.14, and nothing is lost without.
        _ = madvise(slots, Self.slotCount * 8, 23)
        mask.store(Self.slotCount - 1, ordering: .relaxed)
    }

    @inline(__always)
    private func slot(of hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & mask.load(ordering: .relaxed) }

    /// Asks for the slots that a look-up will want.
    @inline(__always)
    func prefetch(_ hash: UInt64) { rollcall_prefetch(slots + slot(of: hash)) }

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
        let slot = slot(of: hash)
        let first = slots[slot].load(ordering: .relaxed)
        let second = slots[slot ^ 1].load(ordering: .relaxed)
        if first == hash | Self.plainBit || second == hash | Self.plainBit { return .nothingAtAll }
        return first == hash || second == hash ? .noAnchor : .nothing
    }

    /// Remembers that a line holds no anchor.
    func insert(_ hash: UInt64) {
        let slot = slot(of: hash)
        let isFree = slots[slot].load(ordering: .relaxed) == 0
        slots[isFree || hash >> 62 == 0 ? slot : slot ^ 1].store(hash, ordering: .relaxed)
    }

    /// Remembers of a line without an anchor that nothing is encoded in it.
    func insertPlain(_ hash: UInt64) {
        let slot = slot(of: hash)
        let isSecond = slots[slot ^ 1].load(ordering: .relaxed) == hash
        slots[isSecond ? slot ^ 1 : slot].store(hash | Self.plainBit, ordering: .relaxed)
    }

    /// The hash of `count` bytes, 63 bits, never 0: wyhash's mixing (multiply to 128 bits, fold), with secret keys.
    @inline(__always)
    func hash(_ line: UnsafeRawPointer, _ count: Int) -> UInt64 {
        var state = keys.0 ^ UInt64(truncatingIfNeeded: count)
        // Most lines: two halves that overlap, and no loop whose end the processor would have to guess.
        if count >= 16, count <= 32 {
            let first = Self.mix(
                line.loadUnaligned(fromByteOffset: 0, as: UInt64.self) ^ keys.1,
                line.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ state)
            let last = Self.mix(
                line.loadUnaligned(fromByteOffset: count - 16, as: UInt64.self) ^ keys.2,
                line.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) ^ keys.0)
            return max(1, Self.mix(first ^ keys.1, last ^ state) & ~Self.plainBit)
        }
        var position = 0
        while position + 16 <= count {
            state = Self.mix(
                line.loadUnaligned(fromByteOffset: position, as: UInt64.self) ^ keys.1,
                line.loadUnaligned(fromByteOffset: position + 8, as: UInt64.self) ^ state)
            position += 16
        }
        // What is left, read from the end where that does not leave the line.
        var (first, second): (UInt64, UInt64) = (0, 0)
        if count >= 16 {
            first = line.loadUnaligned(fromByteOffset: count - 16, as: UInt64.self)
            second = line.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        } else if count >= 8 {
            first = line.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
            second = line.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        } else if count >= 4 {
            first = UInt64(line.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
            second = UInt64(line.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
        } else {
            for index in 0..<count { first = first << 8 | UInt64(line.load(fromByteOffset: index, as: UInt8.self)) }
        }
        return max(1, Self.mix(Self.mix(first ^ keys.1, second ^ state), keys.2) & ~Self.plainBit)
    }

    /// Of bytes of any number.
    func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 { bytes.baseAddress.map { hash($0, bytes.count) } ?? 1 }

    @inline(__always)
    private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
