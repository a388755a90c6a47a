/// Numbers byte strings: equal names get equal numbers. One owner; grows only.
package struct NameTable: Sendable {
    private var bytes: ContiguousArray<UInt8> = []
    private var ends: ContiguousArray<Int> = []
    private var hashes: ContiguousArray<UInt64> = []
    /// Open addressing; 0 is free, else number + 1. Its size is a power of two.
    private var slots: ContiguousArray<UInt32> = ContiguousArray(repeating: 0, count: 1024)

    package init() {}

    package var count: Int { ends.count }

    /// Without its `/`.
    package func name(_ number: Int) -> ArraySlice<UInt8> {
        ArraySlice(bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]])
    }

    /// All names, each once, by their numbers.
    package var all: [[UInt8]] { (0..<count).map { Array(name($0)) } }

    /// The number of a name; new names get the next one.
    package mutating func number(of name: UnsafeRawBufferPointer) -> Int {
        let hash = Self.hash(name)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, isEqual(number, name) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        bytes.append(contentsOf: name)
        ends.append(bytes.count)
        hashes.append(hash)
        slots[slot] = UInt32(ends.count)
        if ends.count * 2 > slots.count { grow() }
        return ends.count - 1
    }

    /// Takes in another table's names.
    /// - Returns: for each of the other's numbers, the number here.
    mutating func take(_ other: NameTable) -> ContiguousArray<Int32> {
        var numbers: ContiguousArray<Int32> = []
        numbers.reserveCapacity(other.count)
        for number in 0..<other.count {
            numbers.append(other.name(number).withUnsafeBytes { Int32(truncatingIfNeeded: self.number(of: $0)) })
        }
        return numbers
    }

    private func isEqual(_ number: Int, _ name: UnsafeRawBufferPointer) -> Bool {
        let start = number == 0 ? 0 : ends[number - 1]
        guard ends[number] - start == name.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            guard let own = bytes.baseAddress, let other = name.baseAddress else { return name.isEmpty }
            return memcmp(own + start, other, name.count) == 0
        }
    }

    private mutating func grow() {
        slots = ContiguousArray(repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    /// Eight bytes at a time, the last ones read from the end. A forged flood of equal hashes costs comparisons, not
    /// correctness.
    private static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: name.count)
        func take(_ word: UInt64) {
            let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = product.high ^ product.low
        }
        var position = 0
        while position + 8 < name.count {
            take(name.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            position += 8
        }
        if name.count >= 8 {
            take(name.loadUnaligned(fromByteOffset: name.count - 8, as: UInt64.self))
        } else if name.count >= 4 {
            take(
                UInt64(name.loadUnaligned(fromByteOffset: 0, as: UInt32.self)) << 32
                    | UInt64(name.loadUnaligned(fromByteOffset: name.count - 4, as: UInt32.self)))
        } else {
            take(name.reduce(0) { $0 << 8 | UInt64($1) })
        }
        return hash
    }
}

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif
