private import Crypto
internal import Model

extension ObjectID {
    /// The name of an object: the hash of its kind, its size and its content (gitformat-loose(5)).
    init(of kind: ObjectKind, content: UnsafeRawBufferPointer, _ format: ObjectFormat) {
        self.init(ofBytes: content, behind: Array("\(kind.word) \(content.count)\0".utf8), format)
    }

    /// Whether it is the name of an object, and the content the one that the name stands for.
    func isName(of kind: ObjectKind, content: [UInt8], _ format: ObjectFormat) -> Bool {
        content.withUnsafeBytes { ObjectID(of: kind, content: $0, format) } == self
    }

    /// The hash of some bytes, as it stands at the end of packs and indexes.
    init(ofBytes bytes: UnsafeRawBufferPointer, behind head: [UInt8] = [], _ format: ObjectFormat) {
        self =
            switch format {
            case .sha1: Self(Insecure.SHA1.self, head, bytes, format)
            case .sha256: Self(SHA256.self, head, bytes, format)
            }
    }

    private init<Hash: HashFunction>(
        _: Hash.Type, _ head: [UInt8], _ bytes: UnsafeRawBufferPointer, _ format: ObjectFormat
    ) {
        var hash = Hash()
        hash.update(data: head)
        hash.update(bufferPointer: bytes)
        self = Array(hash.finalize()).withUnsafeBytes { $0.objectID(at: 0, format) }
    }
}

/// The name of an object whose content comes in pieces.
struct NameHash {
    private enum Hash {
        case sha1(Insecure.SHA1)
        case sha256(SHA256)
    }

    private var hash: Hash
    private let format: ObjectFormat

    /// - Parameter size: of all pieces together, in bytes.
    init(of kind: ObjectKind, size: Int, _ format: ObjectFormat) {
        self.format = format
        hash = format == .sha1 ? .sha1(Insecure.SHA1()) : .sha256(SHA256())
        Array("\(kind.word) \(size)\0".utf8).withUnsafeBytes { update($0) }
    }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        switch hash {
        case .sha1(var own):
            own.update(bufferPointer: bytes)
            hash = .sha1(own)
        case .sha256(var own):
            own.update(bufferPointer: bytes)
            hash = .sha256(own)
        }
    }

    var name: ObjectID {
        let digest =
            switch hash {
            case .sha1(let own): Array(own.finalize())
            case .sha256(let own): Array(own.finalize())
            }
        return digest.withUnsafeBytes { $0.objectID(at: 0, format) }
    }
}
