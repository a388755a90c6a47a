internal import Model
internal import PackFormat
private import Dispatch
private import Synchronization

/// A pack (gitformat-pack(5), version 2), its entries in the order in which they lie in the file, and the forest that
/// their deltas form. Nothing is inflated here.
final class PackFile: @unchecked Sendable {
    // Safe: the tables are written by `init` alone.
    let path: String
    let index: PackIndex
    let count: Int
    private let pack: MappedFile
    /// In the order of the file, and one more that says where the entries end.
    private let entries: UnsafeMutablePointer<Entry>
    private let children: UnsafeMutablePointer<Int32>
    /// Valid as long as this is.
    let tables: PackTables

    private typealias Entry = PackTables.Entry

    /// Entries that the forest does not reach: their base is absent, ahead in a circle, or their header is broken.
    private(set) var orphans: [Int32] = []

    /// Whether the index is as it was written.
    private var isIndexSound = true

    convenience init(path: String, indexPath: String, _ format: ObjectFormat, jobs: Int) throws(GitError) {
        try self.init(path: path, index: PackIndex(path: indexPath, format), format, jobs: jobs)
    }

    init(path: String, index: PackIndex, _ format: ObjectFormat, jobs: Int) throws(GitError) {
        let pack = try MappedFile(path: path)
        let bytes = pack.bytes
        guard bytes.count >= 12 + format.nameSize else { throw .unreadable(path: path, reason: "not a pack") }
        guard bytes.count < Entry.offsetLimit else {
            throw .unreadable(path: path, reason: "packs of a tebibyte and more are not read")
        }
        // A header of a byte and an empty zlib stream; an index can claim any number, and tables take memory for each.
        guard index.count <= bytes.count / 9 else {
            throw .unreadable(
                path: path, reason: "its index names \(index.count) entries, more than \(bytes.count) bytes hold")
        }
        self.path = path
        self.index = index
        self.pack = pack
        count = index.count
        entries = .allocate(capacity: count + 1)
        entries.initialize(repeating: Entry(), count: count + 1)
        children = .allocate(capacity: count)
        tables = PackTables(
            pack: bytes, format: format, names: index.namesStart, nameStride: index.nameStride,
            checksums: index.checksumsStart,
            entries: entries, children: children)
        let (isSound, sorted) = concurrently(jobs: jobs) {
            index.agreesWithItsChecksum
        } _: {
            sortByOffset()
        }
        isIndexSound = isSound
        let offsets = EntryOffsets(sorted, fileSize: bytes.count)
        entries[count].offset = bytes.count - format.nameSize
        let chunk = 16_384
        let chunks = (count + chunk - 1) / chunk
        let cursor = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, chunks))) { _ in
            while true {
                let number = cursor.add(1, ordering: .relaxed).oldValue
                guard number < chunks else { return }
                for entry in (number * chunk)..<min(count, (number + 1) * chunk) { readHeader(of: entry, offsets) }
            }
        }
        buildForest()
    }

    deinit {
        entries.deallocate()
        children.deallocate()
    }

    // MARK: What a walk asks

    /// nil for entries that the forest does not reach.
    @inline(__always) func kind(_ entry: Int) -> ObjectKind? { tables.kind(entry) }
    @inline(__always) func position(_ entry: Int) -> Int { tables.position(entry) }
    /// The entry of a place in the index.
    func entry(atPosition position: Int) -> Int {
        let offset = min(index.offset(position), Entry.offsetLimit - 1)
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        // A broken index can name several objects at one place.
        while low + 1 < count, tables.position(low) != position, entries[low + 1].offset == offset { low += 1 }
        return low
    }
    /// Size of the inflated entry: of the delta, if it is one.
    @inline(__always) func size(_ entry: Int) -> Int { tables.size(entry) }
    /// The entry a delta applies to; -1 if it is whole.
    @inline(__always) func base(_ entry: Int) -> Int { tables.base(entry) }
    @inline(__always) func weight(_ entry: Int) -> Int { tables.weight(entry) }
    @inline(__always) func children(of entry: Int) -> UnsafeBufferPointer<Int32> { tables.children(of: entry) }

    /// The zlib stream of an entry; empty if its place is impossible.
    @inline(__always) func compressed(_ entry: Int) -> UnsafeRawBufferPointer { tables.compressed(entry) }

    /// Why an entry cannot be inflated; nil if nothing speaks against it.
    /// - Parameter limit: how many bytes it may have.
    func fault(of entry: Int, limit: Int = ObjectCatalog.objectSizeLimit) -> String? {
        tables.fault(of: entry, limit: limit)
    }

    /// An entry's bytes, inflated piece by piece.
    func stream(_ entry: Int) throws(ContentStreamFailure) -> InflateStream {
        // Sizes above 4 GiB are not known exactly.
        let size = entries[entry].size == .max ? nil : size(entry)
        if let fault = fault(of: entry, limit: .max) { throw ContentStreamFailure(fault) }
        if index.hasChecksums, !tables.agreesWithChecksum(entry) {
            throw ContentStreamFailure("its pack entry differs from the checksum in the index")
        }
        return try InflateStream(compressed(entry), of: self, size: size)
    }

    /// What an entry that is a delta makes, in bytes; nil if it is none or damaged.
    func resultSize(_ entry: Int) -> Int? {
        guard base(entry) >= 0, !compressed(entry).isEmpty else { return nil }
        var head = [UInt8](repeating: 0, count: min(20, size(entry)))
        return head.withUnsafeMutableBytes { target in
            guard let stream = try? InflateStream(compressed(entry), of: self, size: nil),
                (try? stream.read(into: target)) == target.count
            else { return nil }
            return Delta.sizes(of: UnsafeRawBufferPointer(target))?.result
        }
    }

    /// Where the index has an object.
    func position(of id: ObjectID) -> Int? { index.position(of: id) }

    /// What is wrong with the pack or its index as wholes; nil for nothing. One damaged byte there must not hide all
    /// entries, each of which has a checksum.
    var damage: String? {
        let bytes = pack.bytes
        guard bytes.bigEndian32(at: 0) == 0x5041_434B, [2, 3].contains(bytes.bigEndian32(at: 4)) else {
            return "it does not begin as a pack does; \(Self.care)"
        }
        // `PACK` and the version, then how many entries follow.
        let stated = Int(bytes.bigEndian32(at: 8))
        guard stated == count, count == 0 || entries[0].offset == 12 else {
            return "it tells of \(stated) entries and its index names \(count), from byte \(entries[0].offset) on; "
                + "what the index leaves out is not read; `git index-pack` makes it anew"
        }
        guard bytes.objectID(at: bytes.count - index.format.nameSize, index.format) == index.packChecksum else {
            return "its checksum is not the one its index was made for; \(Self.care)"
        }
        guard isIndexSound else { return "its index differs from the index's own checksum; \(Self.care)" }
        return nil
    }

    private static let care = "its entries are checked one by one"

    // MARK: Building the tables

    /// Least-significant-digit radix sort of all index positions by their offset, 16 bits at a time.
    /// - Returns: the offsets in order.
    private func sortByOffset() -> [Int] {
        var keys = (0..<count).map { index.offset($0) }
        var order = (0..<count).map(UInt32.init)
        let largest = keys.max() ?? 0
        var shift = 0
        while shift < 64, largest >> shift > 0 {
            var starts = [Int](repeating: 0, count: 65_537)
            for key in keys { starts[(key >> shift & 0xFFFF) + 1] += 1 }
            for digit in 1..<starts.count { starts[digit] += starts[digit - 1] }
            var sortedKeys = [Int](repeating: 0, count: count)
            var sortedOrder = [UInt32](repeating: 0, count: count)
            for place in 0..<count {
                let digit = keys[place] >> shift & 0xFFFF
                sortedKeys[starts[digit]] = keys[place]
                sortedOrder[starts[digit]] = order[place]
                starts[digit] += 1
            }
            keys = sortedKeys
            order = sortedOrder
            shift += 16
        }
        for entry in 0..<count {
            entries[entry].offset = keys[entry]
            entries[entry].position = order[entry]
        }
        return keys
    }

    /// Reads type, size and base of one entry. A broken header leaves kind 0.
    private func readHeader(of entry: Int, _ offsets: EntryOffsets) {
        let bytes = tables.raw(entry)
        guard let header = EntryHeader(bytes, nameSize: index.format.nameSize), header.length < bytes.count else {
            return
        }
        switch header.base {
        case .before(let distance):
            guard let base = offsets.entry(at: offsets[entry] - distance, before: entry) else { return }
            entries[entry].base = Int32(truncatingIfNeeded: base)
        case .named(let place):
            guard let position = index.position(of: bytes.objectID(at: place, index.format)),
                let base = offsets.entry(at: index.offset(position), before: count)
            else { return }
            entries[entry].base = Int32(truncatingIfNeeded: base)
        case .none: guard header.isWhole else { return }
        }
        entries[entry].size = UInt32(clamping: header.size)
        entries[entry].kind = header.kind
        entries[entry].setHeaderLength(header.length, index.format)
    }

    /// Lists the deltas on each entry and hands kinds down from the roots; what is not reached is an orphan.
    private func buildForest() {
        func isDelta(_ entry: Int) -> Bool { entries[entry].kind > 4 && entries[entry].base >= 0 }
        for entry in 0..<count where isDelta(entry) { entries[Int(entries[entry].base) + 1].firstChild += 1 }
        for entry in 0..<count { entries[entry + 1].firstChild += entries[entry].firstChild }
        // Filling moves each `firstChild` to the end of its list, which is where the next one's begins.
        for entry in 0..<count where isDelta(entry) {
            let base = Int(entries[entry].base)
            children[Int(entries[base].firstChild)] = Int32(truncatingIfNeeded: entry)
            entries[base].firstChild += 1
        }
        for entry in stride(from: count, to: 0, by: -1) { entries[entry].firstChild = entries[entry - 1].firstChild }
        entries[0].firstChild = 0
        // Roots first, then level by level: an order in which every base stands before its deltas.
        var order = ContiguousArray<Int32>()
        order.reserveCapacity(count)
        var weights = ContiguousArray<UInt32>(repeating: 0, count: count)
        for entry in 0..<count {
            weights[entry] = entries[entry].size / 64 + 4
            if (1...4).contains(entries[entry].kind) { order.append(Int32(truncatingIfNeeded: entry)) }
        }
        var head = 0
        while head < order.count {
            let entry = Int(order[head])
            head += 1
            for child in children(of: entry) {
                entries[Int(child)].kind = entries[entry].kind
                order.append(child)
            }
        }
        for entry in order.reversed() where entries[Int(entry)].base >= 0 {
            let base = Int(entries[Int(entry)].base)
            let (sum, isOver) = weights[base].addingReportingOverflow(weights[Int(entry)])
            weights[base] = isOver ? .max : sum
        }
        for entry in 0..<count { entries[entry].weight = weights[entry] }
        if order.count < count {
            for entry in 0..<count where !(1...4).contains(entries[entry].kind) {
                entries[entry].kind = 0
                orphans.append(Int32(truncatingIfNeeded: entry))
            }
        }
    }
}
