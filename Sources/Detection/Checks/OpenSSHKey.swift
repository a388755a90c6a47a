/// The binary body of an OpenSSH private key (PROTOCOL.key of OpenSSH): magic, cipher, key derivation, the public
/// keys, and the private ones, which fill what is left.
enum OpenSSHKey {
    static let magic = Array("openssh-key-v1\0".utf8)

    /// Whether all length fields agree with the bytes there are.
    static func isWhole(_ body: [UInt8]) -> Bool {
        var reader = LengthReader(body, from: magic.count)
        guard body.starts(with: magic), let cipher = reader.string(), !cipher.isEmpty, reader.string() != nil,
            reader.string() != nil, let keys = reader.number(), (1...16).contains(keys)
        else { return false }
        for _ in 0..<keys { guard let key = reader.string(), !key.isEmpty else { return false } }
        guard let secret = reader.string(), !secret.isEmpty else { return false }
        // What follows is the tag of an authenticating cipher.
        return reader.left == 0 || (cipher != Array("none".utf8) && reader.left <= 16)
    }
}

/// Reads strings that begin with their length in four bytes, most significant first (RFC 4251, 5).
private struct LengthReader {
    private let bytes: [UInt8]
    private var offset: Int

    init(_ bytes: [UInt8], from offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    var left: Int { bytes.count - offset }

    mutating func number() -> Int? {
        guard left >= 4 else { return nil }
        defer { offset += 4 }
        return bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func string() -> [UInt8]? {
        guard let length = number(), length <= left else { return nil }
        defer { offset += length }
        return Array(bytes[offset..<offset + length])
    }
}
