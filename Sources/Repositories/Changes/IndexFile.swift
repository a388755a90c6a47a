internal import Model

/// A repository's index, versions 2 to 4 (gitformat-index(5)): whole, or what has changed since a shared one.
///
/// libgit2 1.5 reads neither split nor sparse ones, nor those of SHA-256 repositories.
struct IndexFile {
    struct Entry {
        /// From the top of the working tree; with `/` at the end for a folder.
        var path: [UInt8]
        let mode: UInt32
        let id: ObjectID
        /// 0, or 1–3 for the sides of a conflict.
        let stage: Int
        /// Only its name was added (`git add --intent-to-add`).
        let isIntent: Bool

        var isSubmodule: Bool { mode & 0o170000 == 0o160000 }
        /// A folder outside of a sparse checkout, of which the index has the tree alone.
        var isFolder: Bool { mode & 0o170000 == 0o040000 }
    }

    /// In the order of their paths.
    private(set) var entries: [Entry] = []
    /// Trees that the entries of folders would make, as far as they are known; nothing in an index that is split.
    private(set) var trees: CachedTree?

    /// - Parameter directory: where shared indexes lie: the Git directory.
    /// Throws where it is damaged or of a kind that nobody knows. An index that is not there has no entries.
    init(path: String, directory: String, _ format: ObjectFormat) throws(GitError) {
        try PlainFiles.check(path)
        guard FileSystem.exists(path) else { return }
        let parts = try IndexParts(path: path, format)
        trees = parts.trees
        guard let link = parts.link else {
            entries = parts.entries
            return
        }
        trees = nil
        guard link.base != .zero else {
            entries = parts.entries
            return
        }
        let shared = "\(directory)/sharedindex.\(Hexadecimal.text(link.base.bytes(of: format)))"
        let base = try IndexParts(path: shared, format)
        guard base.link == nil, let joined = link.join(base.entries, parts.entries) else {
            throw .damagedIndex(path: path, reason: "it does not fit the shared index that it names")
        }
        entries = joined
    }
}

/// What one file of an index holds.
private struct IndexParts {
    private(set) var entries: [IndexFile.Entry] = []
    private(set) var trees: CachedTree?
    private(set) var link: IndexLink?

    private static let headerSize = 12

    init(path: String, _ format: ObjectFormat) throws(GitError) {
        let file = try MappedFile(path: path)
        func damaged(_ reason: String) -> GitError { .damagedIndex(path: path, reason: reason) }
        let end = file.bytes.count - format.nameSize
        guard end >= Self.headerSize else { throw damaged("it is too short to be an index") }
        let body = UnsafeRawBufferPointer(rebasing: file.bytes[..<end])
        let checksum = file.bytes.objectID(at: end, format)
        // Zeros where `index.skipHash` is set.
        guard checksum == .zero || checksum == ObjectID(ofBytes: body, format) else {
            throw damaged("its checksum is wrong")
        }
        var reader = FieldReader(body)
        guard reader.take(4)?.elementsEqual("DIRC".utf8) == true, let version = reader.number(4),
            let count = reader.number(4)
        else { throw damaged("it does not begin as an index does") }
        guard (2...4).contains(version) else {
            throw .unreadable(path: path, reason: "index version \(version) is unsupported")
        }
        var previous: [UInt8] = []
        var room = FieldReader.roomForNames(inFileOf: body.count)
        for _ in 0..<count {
            guard let entry = Self.entry(&reader, version, format, after: previous) else {
                throw damaged("an entry of it is damaged")
            }
            previous = entry.path
            room -= previous.count
            guard room >= 0 else { throw damaged("its paths take more room than any it can have") }
            entries.append(entry)
        }
        while reader.rest > 0 {
            guard let name = reader.take(4), let size = reader.number(4), let content = reader.take(size) else {
                throw damaged("an extension of it is cut short")
            }
            switch String(decoding: name, as: UTF8.self) {
            case "TREE": trees = CachedTree(content, format)
            case "link":
                guard let link = IndexLink(content, format) else {
                    throw damaged("its link to a shared index is damaged")
                }
                self.link = link
            case "sdir": break
            // Capitals tell that whoever does not know it may pass over it.
            case let name where name.first?.isUppercase == true: break
            case let name: throw .unreadable(path: path, reason: "its extension “\(name)” is unsupported")
            }
        }
    }

    /// Times, device, inode, owner and size of the file, which nobody asks for, lie around the mode.
    private static func entry(
        _ reader: inout FieldReader, _ version: Int, _ format: ObjectFormat, after previous: [UInt8]
    ) -> IndexFile.Entry? {
        let start = reader.position
        guard reader.take(24) != nil, let mode = reader.number(4), reader.take(12) != nil, let id = reader.id(format),
            let flags = reader.number(2)
        else { return nil }
        var more = 0
        if version > 2, flags & 0x4000 != 0 {
            guard let word = reader.number(2) else { return nil }
            more = word
        }
        var path: [UInt8] = []
        if version == 4 {
            guard let cut = reader.offsetNumber(), cut <= previous.count, let rest = reader.take(upTo: 0) else {
                return nil
            }
            path = previous.dropLast(cut) + rest
        } else {
            guard let name = reader.take(upTo: 0) else { return nil }
            path = Array(name)
            // One to eight zeros, up to a multiple of eight.
            guard reader.take((8 - (reader.position - start) % 8) % 8) != nil else { return nil }
        }
        return IndexFile.Entry(
            path: path, mode: UInt32(truncatingIfNeeded: mode), id: id, stage: flags >> 12 & 3,
            isIntent: more & 0x2000 != 0)
    }
}
