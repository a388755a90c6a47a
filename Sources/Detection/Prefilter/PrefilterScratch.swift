/// One worker's hits.
package struct PrefilterScratch: ~Copyable {
    /// A literal was found: its id and the offset behind its last byte.
    package struct Hit {
        package let literal: UInt32
        package let end: UInt32
    }

    private let prefilter: Prefilter
    private var list: ContiguousArray<Hit> = []
    /// Places in a block where a gram may stand.
    private let candidates = UnsafeMutablePointer<UInt32>.allocate(capacity: blockSize / 2)

    private static let blockSize = 16 << 10

    package init(for prefilter: Prefilter) { self.prefilter = prefilter }

    deinit { candidates.deallocate() }

    /// Every anchor in `bytes`, in order of its end. At most 4 GiB at a time.
    package mutating func hits(in bytes: UnsafeRawBufferPointer) -> ContiguousArray<Hit> {
        list.removeAll(keepingCapacity: true)
        precondition(bytes.count <= Int(UInt32.max), "contents are cut into pieces before they come here")
        guard let base = bytes.baseAddress, bytes.count >= 3 else { return list }
        var position = 0
        let last = bytes.count - 4
        while position <= last {
            let end = min(position + Self.blockSize, last + 1)
            for index in 0..<collect(from: position, to: end, in: base) {
                let place = Int(candidates[index])
                confirm(
                    UInt32(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt32.self)), at: place,
                    in: bytes)
            }
            position = position + (end - position + 1) / 2 * 2
        }
        // Three bytes may be left, and a three-byte gram in them.
        if position + 3 <= bytes.count {
            let word = (0..<3).reduce(UInt32(0)) { $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1) }
            confirmShort(GramHash.short(word << 8), at: position, in: bytes)
        }
        sort()
        return list
    }

    /// Lists the places where a gram may begin, or a short one at the byte after; without a branch, which the processor
    /// could not foresee.
    private func collect(from start: Int, to end: Int, in base: UnsafeRawPointer) -> Int {
        let longGrams = prefilter.longGrams
        let shortGrams = prefilter.shortGrams
        let candidates = candidates
        var count = 0
        var position = start
        while position < end {
            let word = UInt32(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt32.self))
            let mark =
                longGrams[Int(GramHash.long(word | 0x2020_2020))] | shortGrams[Int(GramHash.short(word << 8))]
                | shortGrams[Int(GramHash.short(word & 0xFFFF_FF00))]
            candidates[count] = UInt32(truncatingIfNeeded: position)
            count &+= Int(mark)
            position &+= 2
        }
        return count
    }

    private mutating func confirm(_ word: UInt32, at position: Int, in bytes: UnsafeRawBufferPointer) {
        let hash = Int(GramHash.long(word | 0x2020_2020))
        if prefilter.longGrams[hash] != 0 { confirm(prefilter.firstUses[hash], at: position, in: bytes) }
        confirmShort(GramHash.short(word << 8), at: position, in: bytes)
        confirmShort(GramHash.short(word & 0xFFFF_FF00), at: position + 1, in: bytes)
    }

    private mutating func confirmShort(_ hash: UInt32, at position: Int, in bytes: UnsafeRawBufferPointer) {
        guard prefilter.shortGrams[Int(hash)] != 0 else { return }
        confirm(prefilter.firstUses[GramHash.longCount + Int(hash)], at: position, in: bytes)
    }

    private mutating func confirm(_ first: Int32, at position: Int, in bytes: UnsafeRawBufferPointer) {
        var number = Int(first)
        while true {
            let use = prefilter.uses[number]
            let start = position - Int(use.offset)
            let end = start + Int(use.count)
            if start >= 0, end <= bytes.count, isEqual(use, bytes, start) {
                list.append(Hit(literal: use.literal, end: UInt32(truncatingIfNeeded: end)))
            }
            if use.isLast { return }
            number += 1
        }
    }

    @inline(__always)
    private func isEqual(_ use: Prefilter.Use, _ bytes: UnsafeRawBufferPointer, _ start: Int) -> Bool {
        let text = prefilter.texts + Int(use.text)
        if use.ignoresCase {
            for index in 0..<Int(use.count) where GramHash.lowered(bytes[start + index]) != text[index] { return false }
        } else {
            for index in 0..<Int(use.count) where bytes[start + index] != text[index] { return false }
        }
        return true
    }

    /// By end, then literal. Hits come by the place of a gram in them, so nearly in order.
    private mutating func sort() {
        guard list.count > 1 else { return }
        list.withUnsafeMutableBufferPointer { list in
            for index in 1..<list.count {
                let hit = list[index]
                var place = index
                while place > 0, (list[place - 1].end, list[place - 1].literal) > (hit.end, hit.literal) {
                    list[place] = list[place - 1]
                    place -= 1
                }
                list[place] = hit
            }
        }
    }
}

/// `Gram`'s hashes once more: what another module has is called and not made part of the loop, which costs a fifth of a
/// scan. The tables that they lead into are made with those; the tests find every anchor.
private enum GramHash {
    static let longCount = 1 << 18

    @inline(__always) static func long(_ word: UInt32) -> UInt32 { (word &* 0x9E37_79B1) >> 14 }
    @inline(__always) static func short(_ word: UInt32) -> UInt32 { (word &* 0x85EB_CA6B) >> 15 }
    @inline(__always) static func lowered(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
