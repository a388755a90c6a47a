internal import Model

/// The loose objects of one object folder: a file each, named by the object (gitformat-loose(5)).
struct LooseObjects: Sendable {
    let folder: String
    /// Sorted.
    let names: [ObjectID]

    /// Lists the folder; one that cannot be listed counts as empty and is returned in `unreadable`.
    init(folder: String, _ format: ObjectFormat, unreadable: inout [String]) {
        self.folder = folder
        var names: [ObjectID] = []
        for high in 0..<256 {
            let prefix = Self.hexByte(high)
            let path = folder + "/" + prefix
            guard let files = FileSystem.names(in: path) else {
                if FileSystem.isDirectory(path) { unreadable.append(path) }
                continue
            }
            for file in files where file.utf8.count == format.digitCount - 2 {
                if let id = ObjectID(hex: prefix + file) { names.append(id) }
            }
        }
        self.names = names.sorted()
    }

    func path(of id: ObjectID) -> String { Self.path(of: id, in: folder) }

    static func path(of id: ObjectID, in folder: String) -> String {
        let hex = id.hex
        return folder + "/" + hex.prefix(2) + "/" + hex.dropFirst(2)
    }

    func position(of id: ObjectID) -> Int? {
        var (low, high) = (0, names.count)
        while low < high {
            let middle = (low + high) / 2
            if names[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < names.count && names[low] == id ? low : nil
    }

    private static func hexByte(_ value: Int) -> String { (value < 16 ? "0" : "") + String(value, radix: 16) }
}

/// A loose object, inflated.
struct LooseObject {
    let kind: ObjectKind
    let content: [UInt8]

    enum Failure: Error, CustomStringConvertible {
        case unreadable(String), corrupt, tooLarge

        var description: String {
            switch self {
            case .unreadable(let reason): reason
            case .corrupt: "its zlib stream or header is damaged"
            case .tooLarge: "it is larger than the limit for one object"
            }
        }
    }

    /// Where a guess of the size would cost much memory, it is looked up first.
    private static let leastPeeked = 1 << 20

    /// Kind and size of an object, and a stream that gives its content.
    static func stream(path: String) throws(Failure) -> (kind: ObjectKind, size: Int, stream: InflateStream) {
        let file = try mapped(path)
        do {
            let stream = try InflateStream(file.bytes, of: file, size: nil)
            var head: [UInt8] = []
            var byte: UInt8 = 0
            while head.count < 32, head.last != 0 {
                guard
                    try withUnsafeMutableBytes(
                        of: &byte, { (target) throws(ContentStreamFailure) in try stream.read(into: target) }) == 1
                else { throw Failure.corrupt }
                head.append(byte)
            }
            guard let header = header(of: head[...]) else { throw Failure.corrupt }
            stream.expect(header.size)
            return (header.kind, header.size, stream)
        } catch { throw .corrupt }
    }

    /// Whether a file can hold an object of more bytes than that; deflate cannot do better than 1032 : 1.
    static func mayExceed(_ limit: Int, path: String) -> Bool {
        FileSystem.size(path).map { $0 > limit / 1100 } ?? false
    }

    private static func mapped(_ path: String) throws(Failure) -> MappedFile {
        do { return try MappedFile(path: path) } catch { throw .unreadable("\(error)") }
    }

    init(path: String, inflater: borrowing Inflater, limit: Int) throws(Failure) {
        let file = try Self.mapped(path)
        var capacity = max(4096, file.bytes.count * 4)
        if capacity > Self.leastPeeked, let stated = try? Self.stream(path: path).size {
            guard stated <= limit else { throw .tooLarge }
            capacity = max(4096, min(stated, file.bytes.count * 1100) + 32)
        }
        while true {
            var buffer = [UInt8](repeating: 0, count: capacity)
            switch buffer.withUnsafeMutableBytes({ inflater.inflate(file.bytes, into: $0) }) {
            case .bytes(let count):
                guard let header = Self.header(of: buffer.prefix(count)), count - header.length == header.size else {
                    throw .corrupt
                }
                kind = header.kind
                buffer.removeLast(buffer.count - count)
                buffer.removeFirst(header.length)
                content = buffer
                return
            case .needsRoom:
                guard capacity < limit, capacity < file.bytes.count * 1100 + 4096 else { throw .tooLarge }
                capacity *= 4
            case .corrupt: throw .corrupt
            }
        }
    }

    /// `blob 12\0`.
    private static func header(of bytes: ArraySlice<UInt8>) -> (kind: ObjectKind, size: Int, length: Int)? {
        guard let end = bytes.prefix(32).firstIndex(of: 0), let space = bytes[..<end].firstIndex(of: 0x20),
            let kind = ObjectKind(word: bytes[..<space]),
            let size = Int(String(decoding: bytes[(space + 1)..<end], as: UTF8.self))
        else { return nil }
        return (kind, size, end + 1)
    }
}
