private import CBytes
internal import Model

/// Looks names up in a pack's index. Pointers alone, which nobody counts: trees ask for millions of names.
struct IndexSearch: @unchecked Sendable {
    // Safe: what it points at is never written; whoever holds it holds the index.
    let bytes: UnsafeRawBufferPointer
    let format: ObjectFormat
    /// Where the fan-out table begins, and the names.
    let fanout: Int
    let names: Int
    /// From one name to the next.
    let stride: Int
    /// Where the names with each first two bytes begin; nil for small indexes.
    let bounds: UnsafePointer<UInt32>?

    /// Position of a name; nil if it is not in the pack. Names are hashes, so a guess from the first bytes lands near.
    func position(of id: ObjectID) -> Int? {
        let bucket = Int(id.high >> 48)
        var low: Int
        var high: Int
        if let bounds {
            low = Int(bounds[bucket])
            high = Int(bounds[bucket + 1])
        } else {
            low = bucket < 256 ? 0 : Int(bytes.bigEndian32(at: fanout + 4 * (bucket >> 8 - 1)))
            high = Int(bytes.bigEndian32(at: fanout + 4 * (bucket >> 8)))
        }
        let share = Double(id.high << (bounds == nil ? 8 : 16)) / 0x1p64
        var guess = low + Int(share * Double(high - low))
        var step = 4
        while low < high {
            if guess < low { guess = low }
            if guess >= high { guess = high - 1 }
            let found = bytes.bigEndian64(at: names + stride * guess)
            if found == id.high {
                let name = bytes.objectID(at: names + stride * guess, format)
                if name == id { return guess }
                if name < id { low = guess + 1 } else { high = guess }
            } else if found < id.high {
                low = guess + 1
            } else {
                high = guess
            }
            guess =
                guess < low
                ? (step < high - low ? low + step : (low + high) / 2)
                : (step < high - low ? high - step : (low + high) / 2)
            step *= 4
        }
        return nil
    }

    /// Asks for what `prefetch` reads.
    @inline(__always)
    func prefetchBounds(_ id: ObjectID) {
        if let bounds { rollcall_prefetch(bounds + Int(id.high >> 48)) }
    }

    /// Asks for the place in memory at which `position(of:)` will most likely look.
    @inline(__always)
    func prefetch(_ id: ObjectID) {
        guard let bounds, let base = bytes.baseAddress else { return }
        let bucket = Int(id.high >> 48)
        let (low, high) = (Int(bounds[bucket]), Int(bounds[bucket + 1]))
        let guess = low + Int(Double(id.high << 16) / 0x1p64 * Double(high - low))
        rollcall_prefetch(base + names + stride * guess)
    }
}
