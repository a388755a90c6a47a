/// Where the entries of a pack begin, in order: in a table of their own more of them fit into a cache line than of
/// entries.
struct EntryOffsets {
    let all: [Int]
    /// The first entry that begins in each block of the file or behind it; one more for the end.
    private let starts: [Int32]
    private let shift: Int

    /// - Parameter all: in order; `Int.max` for what lies nowhere.
    init(_ all: [Int], fileSize: Int) {
        self.all = all
        // Some eight entries a block.
        var shift = 6
        while fileSize >> shift > all.count / 8 { shift += 1 }
        self.shift = shift
        var starts: [Int32] = []
        let count = fileSize >> shift + 2
        starts.reserveCapacity(count)
        var entry = 0
        for block in 0..<count {
            while entry < all.count, all[entry] >> shift < block { entry += 1 }
            starts.append(Int32(truncatingIfNeeded: entry))
        }
        self.starts = starts
    }

    subscript(entry: Int) -> Int { all[entry] }

    /// The entry that begins at an offset and lies before another.
    func entry(at offset: Int, before entry: Int) -> Int? {
        guard offset >= 0, offset >> shift + 1 < starts.count else { return nil }
        var low = Int(starts[offset >> shift])
        var high = min(entry, Int(starts[offset >> shift + 1]))
        while low < high {
            let middle = (low + high) / 2
            if all[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low < entry && all[low] == offset ? low : nil
    }
}
