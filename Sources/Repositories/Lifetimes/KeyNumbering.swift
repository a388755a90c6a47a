/// Numbers pairs of 32-bit numbers: equal pairs get equal numbers, new ones the next. One owner; grows only.
///
/// The millions of look-ups that trees and commits cause cost a fifth of what a dictionary takes for them.
struct KeyNumbering: Sendable {
    /// By number.
    private(set) var keys: ContiguousArray<UInt64> = []
    /// Open addressing; 0 is free, else number + 1. Its size is a power of two.
    private var slots: ContiguousArray<UInt32> = ContiguousArray(repeating: 0, count: 64)

    init() {}

    var count: Int { keys.count }

    static func key(_ first: Int32, _ second: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
    }

    static func parts(of key: UInt64) -> (first: Int32, second: Int32) {
        (Int32(bitPattern: UInt32(truncatingIfNeeded: key >> 32)), Int32(bitPattern: UInt32(truncatingIfNeeded: key)))
    }

    mutating func number(of key: UInt64) -> Int {
        var slot = Self.hash(key) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if keys[number] == key { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        keys.append(key)
        slots[slot] = UInt32(keys.count)
        if keys.count * 2 > slots.count { grow() }
        return keys.count - 1
    }

    private mutating func grow() {
        slots = ContiguousArray(repeating: 0, count: slots.count * 2)
        for (number, key) in keys.enumerated() {
            var slot = Self.hash(key) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    @inline(__always)
    private static func hash(_ key: UInt64) -> Int {
        let mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed ^ mixed >> 29) & Int.max
    }
}
