/// Numbers byte strings: equal names get equal numbers. One owner; grows only.
package struct NameTable: Sendable {
    private var bytes: ContiguousArray<UInt8> = []
    private var ends: ContiguousArray<Int> = []
    private var hashes: ContiguousArray<UInt64> = []
    /// Open addressing; 0 is free, else number + 1. Its size is a power of two.
    private var slots: ContiguousArray<UInt32> = ContiguousArray(repeating: 0, count: 1024)

    package init() {}

    package var count: Int { ends.count }

    package func name(_ number: Int) -> ArraySlice<UInt8> {
        ArraySlice(bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]])
    }

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
        return bytes.withUnsafeBytes {
            UnsafeRawBufferPointer(rebasing: $0[start..<(start + name.count)]).elementsEqual(name)
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

    /// FNV-1a, finished so that low bits depend on all of it. Names are short; a forged flood of equal hashes costs
    /// comparisons, not correctness.
    private static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ hash >> 32
    }
}
