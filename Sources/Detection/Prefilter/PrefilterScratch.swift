/// One worker's hits.
package struct PrefilterScratch: ~Copyable {
    /// A literal was found: its id and the offset behind its last byte.
    package struct Hit {
        /// Position in the prefilter's literals.
        package let literal: UInt32
        package let end: UInt32
    }

    private let prefilter: Prefilter
    private var list: ContiguousArray<Hit> = []
    /// Places in a block where a gram may stand.
    private let candidates = UnsafeMutablePointer<UInt32>.allocate(capacity: blockSize / 4)

    /// Bytes looked at before their candidates are confirmed: they stay in the first cache level.
    private static let blockSize = 16 << 10

    package init(for prefilter: Prefilter) { self.prefilter = prefilter }

    deinit { candidates.deallocate() }

    /// Every anchor in `bytes`, in order of its end. At most 4 GiB at a time.
    package mutating func hits(in bytes: UnsafeRawBufferPointer) -> ContiguousArray<Hit> {
        list.removeAll(keepingCapacity: true)
        precondition(bytes.count <= Int(UInt32.max), "contents are cut into pieces before they come here")
        guard let base = bytes.baseAddress, bytes.count >= 3 else { return list }
        for literal in prefilter.literals(atBeginningOf: bytes) {
            list.append(Hit(literal: UInt32(literal), end: UInt32(prefilter.lengths[literal])))
        }
        var position = 0
        while position + 8 <= bytes.count {
            let end = min(position + Self.blockSize, position + (bytes.count - position - 8) / 4 * 4 + 4)
            for index in 0..<collect(from: position, to: end, in: base) {
                let place = Int(candidates[index])
                let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                confirm(UInt32(truncatingIfNeeded: word), at: place, in: bytes)
                confirm(UInt32(truncatingIfNeeded: word >> 16), at: place + 2, in: bytes)
            }
            position = end
        }
        // Seven bytes at most are left, of which the last three may be a gram.
        while position + 3 <= bytes.count {
            let word = (0..<min(4, bytes.count - position)).reduce(UInt32(0)) {
                $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1)
            }
            confirm(word, at: position, in: bytes)
            position += 2
        }
        sort()
        return list
    }

    /// Lists the places where a gram may begin, or behind two bytes, or a short one at the byte after; without a branch,
    /// which the processor could not foresee.
    private func collect(from start: Int, to end: Int, in base: UnsafeRawPointer) -> Int {
        let longGrams = prefilter.longGrams
        let shortGrams = prefilter.shortGrams
        let candidates = candidates
        @inline(__always)
        func mark(_ word: UInt32) -> UInt32 {
            let pair = shortGrams.pair(word)
            return (longGrams.bits(word) | pair.before) &>> word | pair.behind &>> (word >> 24)
        }
        var count = 0
        var position = start
        while position < end {
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let marks = mark(UInt32(truncatingIfNeeded: word)) | mark(UInt32(truncatingIfNeeded: word >> 16))
            candidates[count] = UInt32(truncatingIfNeeded: position)
            count &+= Int(marks & 1)
            position &+= 4
        }
        return count
    }

    private mutating func confirm(_ word: UInt32, at position: Int, in bytes: UnsafeRawBufferPointer) {
        if prefilter.longGrams.bits(word) &>> word & 1 != 0 {
            let key = GramHash.key(ofLong: word)
            confirm(key, slot: Int(GramHash.long(key)), at: position, in: bytes)
        }
        let pair = prefilter.shortGrams.pair(word)
        if pair.before &>> word & 1 != 0 { confirm(short: GramHash.key(ofShort: word << 8), at: position, in: bytes) }
        if pair.behind &>> (word >> 24) & 1 != 0 {
            confirm(short: GramHash.key(ofShort: word), at: position + 1, in: bytes)
        }
    }

    @inline(__always)
    private mutating func confirm(short key: UInt32, at position: Int, in bytes: UnsafeRawBufferPointer) {
        confirm(key, slot: GramHash.longCount + Int(GramHash.short(key)), at: position, in: bytes)
    }

    @inline(__always)
    private mutating func confirm(_ key: UInt32, slot: Int, at position: Int, in bytes: UnsafeRawBufferPointer) {
        if let first = prefilter.grams.first(of: key, slot: slot) { confirm(first, at: position, in: bytes) }
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
        if use.count >= 4, let base = bytes.baseAddress, !use.probe.mayStand(base, at: start) { return false }
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
