internal import CLibgit2
package import Model
internal import PackFormat

/// Single objects by their names, loose or packed, for whoever needs few of a repository: nothing is made ready beforehand
/// but the list of packs. Many are read through `ObjectCatalog`.
///
/// libgit2's own object database does not serve: 1.5 loops for ever on a loose object that is cut short, and has crashed
/// on damaged pack indexes.
package final class ObjectDatabase {
    private let folders: [String]
    private let format: ObjectFormat
    private let inflater = Inflater()
    private var packs: [(index: PackIndex, file: MappedFile)]?

    /// How many deltas may stand on each other; Git writes 4,095 at most.
    private static let mostDeltas = 10_000

    /// - Parameter others: object folders to look in too.
    package convenience init(of layout: RepositoryLayout, others: [String] = []) {
        self.init(objectFolder: layout.objectFolder, layout.objectFormat ?? .sha1, others: others)
    }

    /// - Parameters:
    ///   - format: of the names of its objects.
    ///   - others: object folders to look in too.
    package init(objectFolder: String, _ format: ObjectFormat, others: [String] = []) {
        self.format = format
        var folders: [String] = []
        for folder in ([objectFolder] + others).flatMap(ObjectCatalog.folders(below:)) where !folders.contains(folder) {
            folders.append(folder)
        }
        self.folders = folders
    }

    /// The size of an object, without making it; nil if that cannot be told.
    package func size(_ id: ObjectID) -> Int? {
        for path in folders.lazy.map({ LooseObjects.path(of: id, in: $0) }) where FileSystem.exists(path) {
            return try? LooseObject.stream(path: path).size
        }
        for (index, file) in openPacks() {
            guard let position = index.position(of: id),
                let header = header(at: index.offset(position), of: file, index)
            else { continue }
            if header.base == nil { return header.size }
            return content(of: header, in: file)?.withUnsafeBytes { Delta.sizes(of: $0)?.result }
        }
        return nil
    }

    /// Kind and content of an object, from the first copy that can be read.
    package func read(_ id: ObjectID) throws(GitError) -> WholeObject {
        var failure: GitError?
        for folder in folders {
            let path = LooseObjects.path(of: id, in: folder)
            guard FileSystem.exists(path) else { continue }
            do {
                let object = try LooseObject(path: path, inflater: inflater, limit: ObjectCatalog.objectSizeLimit)
                return WholeObject(kind: object.kind, content: object.content)
            } catch {
                failure = .unreadable(path: path, reason: "\(error)")
            }
        }
        for (index, file) in openPacks() {
            guard let position = index.position(of: id) else { continue }
            if let object = read(at: index.offset(position), of: file, index) { return object }
            failure = .library(action: "read object \(id.hex)", reason: "its pack entry is damaged")
        }
        throw failure ?? .library(action: "read object \(id.hex)", reason: "it is not there")
    }

    /// Names of at most two objects that begin with these hexadecimal digits: two say that there is no telling.
    func names(beginningWith digits: String) -> Set<ObjectID> {
        var names: Set<ObjectID> = []
        for folder in folders {
            let rest = digits.dropFirst(2)
            for file in FileSystem.names(in: "\(folder)/\(digits.prefix(2))") ?? []
            where file.hasPrefix(rest) && file.utf8.count == format.digitCount - 2 {
                if let id = ObjectID(hex: digits.prefix(2) + file) { names.insert(id) }
            }
        }
        for (index, _) in openPacks() {
            guard
                let first = ObjectID(hex: digits + String(repeating: "0", count: format.digitCount - digits.utf8.count))
            else {
                continue
            }
            var position = index.firstPosition(notBefore: first)
            while position < index.count, names.count < 2, index.name(position).hex.hasPrefix(digits) {
                names.insert(index.name(position))
                position += 1
            }
        }
        return names
    }

    private func openPacks() -> [(index: PackIndex, file: MappedFile)] {
        if let packs { return packs }
        var opened: [(index: PackIndex, file: MappedFile)] = []
        for folder in folders {
            for name in FileSystem.names(in: folder + "/pack") ?? [] where name.hasSuffix(".idx") {
                let stem = folder + "/pack/" + name.dropLast(4)
                guard let index = try? PackIndex(path: stem + ".idx", format, isForFewLookups: true),
                    let file = try? MappedFile(path: stem + ".pack"),
                    file.bytes.count >= 12 + format.nameSize
                else { continue }
                opened.append((index, file))
            }
        }
        packs = opened
        return opened
    }

    // MARK: Pack entries

    private struct Header {
        let type: UInt8
        /// Of what is inflated.
        let size: Int
        /// Where the deflated bytes begin.
        let start: Int
        /// Of what a delta builds on, offset in the pack; nil for entries that are no deltas.
        let base: Int?
    }

    /// Goes down to the entry that stands whole, and applies the deltas back up.
    private func read(at offset: Int, of file: MappedFile, _ index: PackIndex) -> WholeObject? {
        var deltas: [[UInt8]] = []
        var offset = offset
        while deltas.count < Self.mostDeltas {
            guard let header = header(at: offset, of: file, index), let bytes = content(of: header, in: file) else {
                return nil
            }
            guard let base = header.base else {
                guard let kind = ObjectKind(rawValue: header.type) else { return nil }
                var content = bytes
                while let delta = deltas.popLast() {
                    guard
                        let result = Delta.applied(
                            delta, to: content, limit: ObjectCatalog.objectSizeLimit,
                            budget: ObjectCatalog.objectSizeLimit)
                    else { return nil }
                    content = result
                }
                return WholeObject(kind: kind, content: content)
            }
            deltas.append(bytes)
            offset = base
        }
        return nil
    }

    private func header(at offset: Int, of file: MappedFile, _ index: PackIndex) -> Header? {
        let bytes = file.bytes
        guard offset >= 12, offset < bytes.count - format.nameSize else { return nil }
        let entry = UnsafeRawBufferPointer(rebasing: bytes[offset..<(bytes.count - format.nameSize)])
        guard let header = EntryHeader(entry, nameSize: format.nameSize) else { return nil }
        var base: Int?
        switch header.base {
        // Not itself, and nothing ahead: that could go round for ever.
        case .before(let distance) where distance > 0: base = offset - distance
        case .named(let place):
            guard let found = index.position(of: entry.objectID(at: place, format)) else { return nil }
            base = index.offset(found)
        case .none where header.isWhole: break
        default: return nil
        }
        return Header(type: header.kind, size: header.size, start: offset + header.length, base: base)
    }

    private func content(of header: Header, in file: MappedFile) -> [UInt8]? {
        let packed = UnsafeRawBufferPointer(rebasing: file.bytes[header.start..<(file.bytes.count - format.nameSize)])
        // Deflate cannot do better than 1032 : 1.
        guard header.size <= ObjectCatalog.objectSizeLimit, header.size <= packed.count * 1100 + 64 else { return nil }
        var content = [UInt8](repeating: 0, count: header.size)
        guard case .bytes(header.size) = content.withUnsafeMutableBytes({ inflater.inflate(packed, into: $0) }) else {
            return nil
        }
        return content
    }
}
