internal import Model
internal import PackFormat

/// Makes the index of a pack in memory where there is none that can be read, as `git index-pack` makes it on the disk:
/// looks where entries end, and reads each for its name.
///
/// For the reading entries have names of ours, so that a walk does it, with its bounds of memory and on all threads. What
/// builds on a base that is known by its name alone comes once that has its own.
struct PackIndexing {
    private struct Entry {
        let offset: Int
        /// Of what is inflated.
        let size: Int
        let checksum: UInt32
        /// nil while it is not known.
        var name: ObjectID?
    }

    private let path: String
    private let format: ObjectFormat
    private let pack: MappedFile
    /// In the order of the file.
    private var entries: [Entry] = []
    /// What of the pack cannot be read.
    private var fault: String?

    /// Of a chain of deltas that name their bases each walk names one more. Git makes chains of 50.
    private static let mostWalks = 64

    /// Opens a pack; `fault` tells what of it is lost.
    static func pack(
        at path: String, _ format: ObjectFormat, jobs: Int, memory: Int
    ) throws(GitError) -> (file: PackFile, fault: String?) {
        var indexing = try PackIndexing(path, format)
        indexing.findEntries()
        for _ in 0..<mostWalks where indexing.unnamed > 0 {
            let before = indexing.unnamed
            try indexing.nameEntries(jobs: jobs, memory: memory)
            if indexing.unnamed == before { break }
        }
        indexing.noteFaults()
        indexing.entries.removeAll { $0.name == nil }
        return (try indexing.file(jobs: jobs).pack, indexing.fault)
    }

    private init(_ path: String, _ format: ObjectFormat) throws(GitError) {
        self.path = path
        self.format = format
        pack = try MappedFile(path: path)
        let bytes = pack.bytes
        guard bytes.count >= 12 + format.nameSize, bytes.bigEndian32(at: 0) == 0x5041_434B,
            [2, 3].contains(bytes.bigEndian32(at: 4))
        else { throw .unreadable(path: path, reason: "not a pack") }
    }

    private var unnamed: Int { entries.count { $0.name == nil } }

    // MARK: Where entries are

    /// Each entry begins where the stream of the one before it ends.
    private mutating func findEntries() {
        let end = pack.bytes.count - format.nameSize
        var offset = 12
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { room.deallocate() }
        while offset < end {
            let rest = UnsafeRawBufferPointer(rebasing: pack.bytes[offset..<end])
            guard let header = EntryHeader(rest, nameSize: format.nameSize), header.base != .none || header.isWhole,
                header.length < rest.count,
                let length = streamLength(UnsafeRawBufferPointer(rebasing: rest[header.length...]), header.size, room)
            else {
                fault = "it is damaged at byte \(offset), and without an index nobody knows where the next entry begins"
                return
            }
            let count = header.length + length
            let checksum = Inflater.crc32(UnsafeRawBufferPointer(rebasing: rest[..<count]))
            entries.append(Entry(offset: offset, size: header.size, checksum: checksum, name: nil))
            offset += count
        }
    }

    /// How many bytes a zlib stream takes; nil if it is damaged, or inflates to another size than it should.
    private func streamLength(
        _ source: UnsafeRawBufferPointer, _ size: Int, _ room: UnsafeMutableRawBufferPointer
    ) -> Int? {
        guard let stream = try? InflateStream(source, of: pack, size: size) else { return nil }
        // The last read finds the end, and the checksum behind it.
        repeat {
            guard let count = try? stream.read(into: room) else { return nil }
            if count < room.count { return stream.consumed }
        } while true
    }

    // MARK: What they are called

    /// Reads all whose base can be told.
    private mutating func nameEntries(jobs: Int, memory: Int) throws(GitError) {
        let (file, order) = try file(jobs: jobs)
        let known = NumberSet(
            order.indices.filter { entries[order[$0]].name != nil }.map(Int32.init), count: order.count)
        let catalog = ObjectCatalog(of: file, format, memory: memory, jobs: jobs)
        let sizes = order.map { entries[$0].size }
        let (format, progress) = (format, WalkProgress(cancellation: CancellationFlag()))
        for kind in [ObjectKind.commit, .tree, .blob, .tag] {
            let visitors = catalog.walk(kind, besides: known, jobs: jobs, progress: progress) {
                NamingVisitor(format, sizes: sizes)
            }
            for visitor in visitors { for (number, name) in visitor.names { entries[order[number]].name = name } }
        }
    }

    private mutating func noteFaults() {
        guard fault == nil else { return }
        let stated = Int(pack.bytes.bigEndian32(at: 8))
        let end = pack.bytes.count - format.nameSize
        if unnamed > 0 {
            fault = "\(unnamed) of its entries cannot be read, build on what is not in it or on too many others"
        } else if stated != entries.count {
            fault = "it tells of \(stated) entries and holds \(entries.count)"
        } else if ObjectID(ofBytes: UnsafeRawBufferPointer(rebasing: pack.bytes[..<end]), format)
            != pack.bytes.objectID(at: end, format)
        {
            fault = "its checksum is not that of its content, and without an index nobody knows which entry is damaged"
        }
    }

    // MARK: The index

    /// - Returns: the pack with an index of all entries, and which entry stands at each place of the index.
    private func file(jobs: Int) throws(GitError) -> (pack: PackFile, order: [Int]) {
        // Names of ours count up. A hash that has these bits in its middle is not to be expected.
        let names = entries.indices.map {
            entries[$0].name ?? ObjectID(high: UInt64($0), upper: .max, lower: 0, low: 0)
        }
        let order = entries.indices.sorted { names[$0] < names[$1] }
        let index = try PackIndex(MappedFile(bytes: bytes(names, order)), path: path, format)
        return (try PackFile(path: path, index: index, format, jobs: jobs), order)
    }

    /// An index of version 2 (gitformat-pack(5)).
    private func bytes(_ names: [ObjectID], _ order: [Int]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1032 + order.count * (format.nameSize + 8) + 2 * format.nameSize)
        func write(_ value: UInt32) { withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) } }
        write(0xFF74_4F63)
        write(2)
        var counts = [UInt32](repeating: 0, count: 256)
        for name in names { counts[Int(name.high >> 56)] += 1 }
        var sum: UInt32 = 0
        for count in counts {
            sum += count
            write(sum)
        }
        for entry in order { bytes += names[entry].bytes(of: format) }
        for entry in order { write(entries[entry].checksum) }
        var large: [UInt64] = []
        for entry in order {
            let offset = entries[entry].offset
            if offset < 1 << 31 {
                write(UInt32(offset))
            } else {
                write(1 << 31 | UInt32(large.count))
                large.append(UInt64(offset))
            }
        }
        for offset in large { withUnsafeBytes(of: offset.bigEndian) { bytes.append(contentsOf: $0) } }
        bytes += pack.bytes[(pack.bytes.count - format.nameSize)...]
        bytes += bytes.withUnsafeBytes { ObjectID(ofBytes: $0, format) }.bytes(of: format)
        return bytes
    }
}

/// Names objects after what they hold.
private final class NamingVisitor: ObjectVisitor {
    private let format: ObjectFormat
    /// Of each object by its number, in bytes.
    private let sizes: [Int]
    private(set) var names: [(number: Int, name: ObjectID)] = []

    init(_ format: ObjectFormat, sizes: [Int]) {
        self.format = format
        self.sizes = sizes
    }

    func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
        baseState: (any ObjectState)?
    ) -> (any ObjectState)? {
        if !object.isKnown { names.append((object.number, ObjectID(of: object.kind, content: content, format))) }
        return nil
    }

    var greatestWhole: Int { 1 << 20 }

    func visit(_ object: WalkedObject, stream: any ContentStream) throws(ContentStreamFailure) {
        var hash = NameHash(of: object.kind, size: sizes[object.number], format)
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { room.deallocate() }
        while true {
            let count = try stream.read(into: room)
            hash.update(UnsafeRawBufferPointer(rebasing: room[..<count]))
            if count < room.count { break }
        }
        names.append((object.number, hash.name))
    }

    /// An entry without a name is counted.
    func missed(_ id: ObjectID, reason: String) {}
}
