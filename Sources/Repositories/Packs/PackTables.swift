private import CBytes
internal import Model

/// What a walk asks of a pack and its index. Pointers alone, which nobody counts: workers ask for millions of entries,
/// and a count that all of them change is a cache line that all of them wait for. Whoever holds it holds the pack.
struct PackTables: @unchecked Sendable {
    // Safe: `PackFile.init` alone writes what it points at, before any worker has it.
    private let pack: UnsafeRawBufferPointer
    private let names: UnsafeRawPointer?
    private let nameStride: Int
    private let checksums: UnsafeRawPointer?
    private let entries: UnsafePointer<Entry>
    private let children: UnsafePointer<Int32>

    let format: ObjectFormat

    /// All that a walk asks of an entry, together: it jumps about in the pack, and each table of its own would be a
    /// cache miss of its own. 24 bytes, for large histories have ten million entries.
    struct Entry {
        /// Where it begins: the low 32 bits, and the high 8.
        private var lowOffset: UInt32 = 0
        private var highOffset: UInt8 = 0
        /// The kind in three bits, and the header's length.
        private var kindAndLength: UInt8 = 0
        private var packedWeight: UInt16 = 0
        /// Bytes that it inflates to; `UInt32.max` for all that is more.
        var size: UInt32 = 0
        /// In the index.
        var position: UInt32 = 0
        var base: Int32 = -1
        /// Where its deltas begin in `children`.
        var firstChild: Int32 = 0

        /// Of an impossible place anything from here on.
        static let offsetLimit = 1 << 40

        var offset: Int {
            get { Int(highOffset) << 32 | Int(lowOffset) }
            set {
                let offset = min(newValue, Self.offsetLimit - 1)
                (highOffset, lowOffset) = (UInt8(offset >> 32), UInt32(truncatingIfNeeded: offset))
            }
        }

        var kind: UInt8 {
            get { kindAndLength & 7 }
            set { kindAndLength = kindAndLength & ~7 | newValue & 7 }
        }

        /// A size takes 10 bytes at most, and so does the distance to a base; its name takes 20 or 32. So no length lies
        /// between what a header without a name has and one with it, and in 5 bits there is room for both.
        func headerLength(_ format: ObjectFormat) -> Int {
            let length = Int(kindAndLength >> 3)
            return length > ObjectFormat.sha1.nameSize ? length + format.nameSize - ObjectFormat.sha1.nameSize : length
        }

        mutating func setHeaderLength(_ length: Int, _ format: ObjectFormat) {
            let isWithName = length > format.nameSize
            let stored = isWithName ? length - format.nameSize + ObjectFormat.sha1.nameSize : length
            kindAndLength = kindAndLength & 7 | UInt8(truncatingIfNeeded: stored) << 3
        }

        /// What it and all that hangs on it inflate to, about, in units of 64 bytes: 11 bits of it, and how far they are
        /// shifted.
        var weight: UInt32 {
            get { UInt32(packedWeight & 0x7FF) << UInt32(packedWeight >> 11) }
            set {
                let shift = max(0, 21 - newValue.leadingZeroBitCount)
                packedWeight = UInt16(shift) << 11 | UInt16(truncatingIfNeeded: newValue >> UInt32(shift))
            }
        }
    }

    /// - Parameters:
    ///   - names, checksums: where those of the index begin; there may be no checksums.
    ///   - nameStride: from one name to the next.
    ///   - entries: in the order of the file, and one more that says where the entries end.
    init(
        pack: UnsafeRawBufferPointer, format: ObjectFormat, names: UnsafeRawPointer?, nameStride: Int,
        checksums: UnsafeRawPointer?,
        entries: UnsafePointer<Entry>, children: UnsafePointer<Int32>
    ) {
        self.pack = pack
        self.format = format
        self.names = names
        self.nameStride = nameStride
        self.checksums = checksums
        self.entries = entries
        self.children = children
    }

    /// nil for entries that the forest does not reach.
    @inline(__always) func kind(_ entry: Int) -> ObjectKind? { ObjectKind(rawValue: entries[entry].kind) }
    @inline(__always) func position(_ entry: Int) -> Int { Int(entries[entry].position) }
    /// Size of the inflated entry: of the delta, if it is one.
    @inline(__always) func size(_ entry: Int) -> Int { Int(entries[entry].size) }
    /// The entry a delta applies to; -1 if it is whole.
    @inline(__always) func base(_ entry: Int) -> Int { Int(entries[entry].base) }
    @inline(__always) func weight(_ entry: Int) -> Int { Int(entries[entry].weight) }
    @inline(__always) func children(of entry: Int) -> UnsafeBufferPointer<Int32> {
        UnsafeBufferPointer(
            start: children + Int(entries[entry].firstChild),
            count: Int(entries[entry + 1].firstChild - entries[entry].firstChild))
    }

    func name(of entry: Int) -> ObjectID {
        let names = UnsafeRawBufferPointer(start: names, count: position(entry) * nameStride + format.nameSize)
        return names.objectID(at: position(entry) * nameStride, format)
    }

    /// The zlib stream of an entry; empty if its place is impossible.
    @inline(__always) func compressed(_ entry: Int) -> UnsafeRawBufferPointer {
        bytes(from: entries[entry].offset + entries[entry].headerLength(format), to: entries[entry + 1].offset)
    }

    /// How many bytes of the file may be read behind an entry, see `Inflater`.
    @inline(__always) func slack(behind entry: Int) -> Int {
        max(0, min(Inflater.sourceSlack, pack.count - entries[entry + 1].offset))
    }

    /// All bytes of an entry, over which the index states a CRC-32; empty if its place is impossible.
    @inline(__always) func raw(_ entry: Int) -> UnsafeRawBufferPointer {
        bytes(from: entries[entry].offset, to: entries[entry + 1].offset)
    }

    @inline(__always) private func bytes(from start: Int, to end: Int) -> UnsafeRawBufferPointer {
        guard start >= 12, start < end, end <= pack.count - format.nameSize else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(rebasing: pack[start..<end])
    }

    var hasChecksums: Bool { checksums != nil }

    /// Whether an entry's bytes are those that the index states a checksum of. Where they are not, or it states none,
    /// the object's name alone can say whether it is sound.
    func agreesWithChecksum(_ entry: Int) -> Bool {
        guard let checksums else { return false }
        let all = UnsafeRawBufferPointer(start: checksums, count: (position(entry) + 1) * 4)
        return Inflater.crc32(raw(entry)) == all.bigEndian32(at: position(entry) * 4)
    }

    /// Why an entry cannot be inflated; nil if nothing speaks against it.
    /// - Parameter limit: how many bytes it may have.
    func fault(of entry: Int, limit: Int = ObjectCatalog.objectSizeLimit) -> String? {
        guard !raw(entry).isEmpty, kind(entry) != nil else {
            return "its pack entry has an impossible place, header or base"
        }
        // Deflate cannot do better than 1032 : 1 (zlib, “Maximum Compression Factor”).
        guard size(entry) <= limit, size(entry) <= compressed(entry).count * 1100 + 64 else {
            return "it claims \(size(entry)) bytes, which is more than the limit or than its entry can hold"
        }
        return nil
    }

    /// Asks for what is known of an entry.
    @inline(__always) func prefetch(_ entry: Int) { rollcall_prefetch(entries + entry) }

    /// Asks for the first bytes of an entry, and for what says whether they are sound: what a walk visited last is
    /// mostly elsewhere.
    @inline(__always) func prefetchContent(_ entry: Int) {
        guard let base = pack.baseAddress else { return }
        let start = entries[entry].offset
        // Any address may be asked for; the sum is one as long as the offset lies in the pack.
        guard start >= 12, start < pack.count else { return }
        rollcall_prefetch(base + start)
        rollcall_prefetch(base + start + 64)
        rollcall_prefetch(base + start + 128)
        if let checksums { rollcall_prefetch(checksums + 4 * position(entry)) }
    }
}
