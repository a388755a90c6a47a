package import Model

/// Git's commit-graph file, or a chain of them (gitformat-commit-graph(5), version 1): names, trees, parents and
/// dates of commits, without the commits themselves having to be inflated.
///
/// A file counts only if all of it is sound: its checksum, its chunks, the order of its names, and generation numbers that
/// fit the parents, so that no circle can be made of them. Whatever is wrong, the commits are read as if there were none.
package struct CommitGraph: Sendable {
    /// A commit as the file has it: without author and message.
    package struct Commit: Sendable {
        package let id: ObjectID
        package let tree: ObjectID
        package let parents: [ObjectID]
        /// Committer date, seconds since 1970.
        package let time: Int64
    }

    /// Those of the lowest layer first, each layer's in order.
    package let commits: [Commit]

    /// nil if there is none, or none that is sound.
    package init?(objectFolder: String, _ format: ObjectFormat) {
        self.init(objectFolder: objectFolder, format, checksChecksums: true)
    }

    /// - Parameter checksChecksums: false in tests of everything else that is checked.
    init?(objectFolder: String, _ format: ObjectFormat, checksChecksums: Bool) {
        let single = objectFolder + "/info/commit-graph"
        let folder = objectFolder + "/info/commit-graphs"
        var paths = [single]
        if !FileSystem.exists(single) {
            guard let chain = FileSystem.smallFile(folder + "/commit-graph-chain") else { return nil }
            let names = chain.split(separator: "\n")
            guard !names.isEmpty, names.count < 256, names.allSatisfy({ ObjectID(hex: $0) != nil }) else { return nil }
            paths = names.map { "\(folder)/graph-\($0).graph" }
        }
        var layers: [Layer] = []
        var commits: [Commit] = []
        var generations: [UInt32] = []
        for path in paths {
            guard let file = try? MappedFile(path: path),
                let layer = Layer(file, format, above: layers, checksChecksum: checksChecksums),
                layer.append(to: &commits, &generations, above: layers)
            else { return nil }
            layers.append(layer)
        }
        self.commits = commits
    }
}

/// One file.
private struct Layer {
    private let file: MappedFile
    private let bytes: UnsafeRawBufferPointer
    private let format: ObjectFormat
    let count: Int
    /// The file's checksum, by which layers above it name it.
    let checksum: ObjectID
    /// Where the chunks begin.
    private let names: Int
    private let data: Int
    private let edges: Range<Int>

    private static let headerSize = 8
    /// The tree, two parents, generation and date.
    private static func dataSize(_ format: ObjectFormat) -> Int { format.nameSize + 16 }
    private static let noParent: UInt32 = 0x7000_0000
    private static let last: UInt32 = 0x8000_0000
    private static let greatestGeneration: UInt32 = 0x3FFF_FFFF

    init?(_ file: MappedFile, _ format: ObjectFormat, above lower: [Layer], checksChecksum: Bool) {
        let bytes = file.bytes
        guard bytes.count >= Self.headerSize + 12 + format.nameSize, bytes.bigEndian32(at: 0) == 0x4347_5048,
            bytes[4] == 1, bytes[5] == format.number, Int(bytes[7]) == lower.count
        else { return nil }
        let end = bytes.count - format.nameSize
        checksum = bytes.objectID(at: end, format)
        let body = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        guard !checksChecksum || ObjectID(ofBytes: body, format) == checksum else { return nil }
        // A table of chunks, each with its first byte; the next one's is where it ends.
        let chunkCount = Int(bytes[6])
        let first = Self.headerSize + 12 * (chunkCount + 1)
        guard first <= end else { return nil }
        var chunks: [UInt32: Range<Int>] = [:]
        for number in 0..<chunkCount {
            let entry = Self.headerSize + 12 * number
            let (start, stop) = (bytes.bigEndian64(at: entry + 4), bytes.bigEndian64(at: entry + 16))
            guard start >= UInt64(first), start <= stop, stop <= UInt64(end),
                chunks.updateValue(Int(start)..<Int(stop), forKey: bytes.bigEndian32(at: entry)) == nil
            else { return nil }
        }
        guard let fanOut = chunks[0x4F49_4446], let names = chunks[0x4F49_444C], let data = chunks[0x4344_4154],
            fanOut.count == 1024
        else { return nil }
        count = Int(bytes.bigEndian32(at: fanOut.upperBound - 4))
        guard names.count == count * format.nameSize, data.count == count * Self.dataSize(format) else { return nil }
        self.names = names.lowerBound
        self.data = data.lowerBound
        edges = chunks[0x4544_4745] ?? 0..<0
        self.bytes = bytes
        self.format = format
        self.file = file
        guard edges.count % 4 == 0, Self.names(chunks[0x4241_5345], format, in: bytes) == lower.map(\.checksum),
            isOrdered
        else { return nil }
    }

    private static func names(
        _ chunk: Range<Int>?, _ format: ObjectFormat, in bytes: UnsafeRawBufferPointer
    ) -> [ObjectID]? {
        guard let chunk else { return [] }
        guard chunk.count % format.nameSize == 0 else { return nil }
        return stride(from: chunk.lowerBound, to: chunk.upperBound, by: format.nameSize).map {
            bytes.objectID(at: $0, format)
        }
    }

    private var isOrdered: Bool {
        (1..<max(1, count)).allSatisfy { name($0 - 1) < name($0) }
    }

    private func name(_ position: Int) -> ObjectID { bytes.objectID(at: names + format.nameSize * position, format) }

    /// Appends its commits to those of the layers below.
    /// - Returns: whether all of them are sound.
    func append(to commits: inout [CommitGraph.Commit], _ generations: inout [UInt32], above lower: [Layer]) -> Bool {
        let below = commits.count
        func id(_ position: UInt32) -> ObjectID? {
            if position < below { return commits[Int(position)].id }
            return Int(position) - below < count ? name(Int(position) - below) : nil
        }
        var own: [CommitGraph.Commit] = []
        own.reserveCapacity(count)
        var links: [UInt32] = []
        var firstLinks: [Int] = []
        for position in 0..<count {
            let entry = data + Self.dataSize(format) * position
            firstLinks.append(links.count)
            guard appendParents(of: entry, to: &links) else { return false }
            let parents = links[firstLinks[position]...].compactMap(id)
            guard parents.count == links.count - firstLinks[position] else { return false }
            let word = bytes.bigEndian64(at: entry + format.nameSize + 8)
            generations.append(UInt32(truncatingIfNeeded: word >> 34))
            own.append(
                CommitGraph.Commit(
                    id: name(position), tree: bytes.objectID(at: entry, format), parents: parents,
                    time: Int64(word & 0x3_FFFF_FFFF)))
        }
        firstLinks.append(links.count)
        for position in 0..<count {
            let parents = links[firstLinks[position]..<firstLinks[position + 1]]
            let highest = parents.map { generations[Int($0)] }.max() ?? 0
            // What has no number, or the greatest there is, fits anything.
            guard highest < Self.greatestGeneration, generations[below + position] == highest + 1 else { return false }
        }
        commits += own
        return true
    }

    /// - Returns: false if they lie outside of the file.
    private func appendParents(of entry: Int, to links: inout [UInt32]) -> Bool {
        let behindTree = entry + format.nameSize
        let (first, second) = (bytes.bigEndian32(at: behindTree), bytes.bigEndian32(at: behindTree + 4))
        if first == Self.noParent { return second == Self.noParent }
        links.append(first)
        if second == Self.noParent { return true }
        guard second & Self.last != 0 else {
            links.append(second)
            return true
        }
        // Three parents and more: all but the first stand in a list of their own.
        var place = edges.lowerBound + 4 * Int(second & ~Self.last)
        while place + 4 <= edges.upperBound {
            let edge = bytes.bigEndian32(at: place)
            links.append(edge & ~Self.last)
            if edge & Self.last != 0 { return true }
            place += 4
        }
        return false
    }
}
