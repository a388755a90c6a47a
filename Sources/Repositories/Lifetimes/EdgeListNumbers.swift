/// Numbers lists of edges, equal ones alike: by open addressing, with a seed that nobody who writes trees knows. What a
/// list holds its user stores, and compares.
struct EdgeListNumbers {
    private var hashes: ContiguousArray<UInt64> = []
    /// 0 is free, else a number + 1. Its size is a power of two.
    private var slots = ContiguousArray<Int32>(repeating: 0, count: 1 << 8)

    var count: Int { hashes.count }

    static func newSeed() -> UInt64 { UInt64.random(in: .min ... .max) | 1 }

    static func hash(of edges: some Sequence<TreeGraph.Edge>, seed: UInt64) -> UInt64 {
        edges.reduce(seed) { hash, edge in
            let product = (hash ^ edge.bits).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            return product.high ^ product.low ^ seed
        }
    }

    /// The list with this hash that is the one; nil if there is none yet.
    func number(of hash: UInt64, where isEqual: (Int) -> Bool) -> Int32? {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, isEqual(number) { return Int32(truncatingIfNeeded: number) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Numbers a new list.
    mutating func add(_ hash: UInt64) -> Int32 {
        hashes.append(hash)
        if hashes.count * 2 > slots.count {
            slots = ContiguousArray(repeating: 0, count: slots.count * 2)
            for number in hashes.indices { place(number) }
        } else {
            place(hashes.count - 1)
        }
        return Int32(truncatingIfNeeded: hashes.count - 1)
    }

    private mutating func place(_ number: Int) {
        var slot = Int(truncatingIfNeeded: hashes[number]) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(truncatingIfNeeded: number + 1)
    }
}
