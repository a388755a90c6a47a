private import Crypto
internal import Model

extension ObjectID {
    /// The name of an object: the SHA-1 of its kind, its size and its content (gitformat-loose(5)).
    init(of kind: ObjectKind, content: UnsafeRawBufferPointer) {
        var hash = Insecure.SHA1()
        hash.update(data: Array("\(kind.word) \(content.count)\0".utf8))
        hash.update(bufferPointer: content)
        self = Self(hash)
    }

    /// The SHA-1 of some bytes.
    init(ofBytes bytes: UnsafeRawBufferPointer) {
        var hash = Insecure.SHA1()
        hash.update(bufferPointer: bytes)
        self = Self(hash)
    }

    private init(_ hash: Insecure.SHA1) {
        self = hash.finalize().withUnsafeBytes { $0.objectID(at: 0) }
    }
}
