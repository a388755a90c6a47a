/// The binary body of an OpenSSH private key (PROTOCOL.key of OpenSSH): magic, cipher, key derivation, the public
/// keys, and the private ones, which fill what is left.
enum OpenSSHKey {
    static let magic = Array("openssh-key-v1\0".utf8)

    enum Reading { case whole, begun, other }

    /// `whole` if all lengths agree with the bytes there are, `begun` if the end is missing or does not agree with them.
    static func reading(of body: [UInt8]) -> Reading {
        var reader = LengthReader(body, from: magic.count)
        guard body.starts(with: magic), let cipher = reader.string(), isCipher(cipher),
            let derivation = reader.string(), isDerivation(derivation, of: cipher),
            let options = reader.string(),
            options.isEmpty == (derivation == none), let keys = reader.number(), (1...16).contains(keys),
            let type = keyType(in: reader)
        else { return .other }
        for _ in 0..<keys {
            guard let key = reader.string() else { return .begun }
            guard !key.isEmpty else { return .other }
        }
        guard let secret = reader.string(), !secret.isEmpty else { return .begun }
        guard cipher != none else { return reader.left == 0 && isPlain(secret, type) ? .whole : .begun }
        // What follows is the tag of an authenticating cipher.
        return reader.left <= 16 ? .whole : .begun
    }

    private static let none = Array("none".utf8)

    /// `none`, or a name such as `aes256-ctr` and `chacha20-poly1305@openssh.com`.
    private static func isCipher(_ name: [UInt8]) -> Bool {
        name == none
            || [Array("aes".utf8), Array("chacha20".utf8), Array("3des".utf8), Array("blowfish".utf8)]
                .contains {
                    name.starts(with: $0)
                }
    }

    private static func isDerivation(_ name: [UInt8], of cipher: [UInt8]) -> Bool {
        cipher == none ? name == none : name == Array("bcrypt".utf8)
    }

    /// The type in the first public key: `ssh-ed25519`, `ecdsa-sha2-nistp256`, `sk-ssh-ed25519@openssh.com`.
    private static func keyType(in reader: LengthReader) -> [UInt8]? {
        var reader = reader
        guard let length = reader.number(), length > 8, let type = reader.string(), type.count < length
        else {
            return nil
        }
        let isType = [Array("ssh-".utf8), Array("ecdsa-".utf8), Array("sk-".utf8)].contains {
            type.starts(with: $0)
        }
        return isType ? type : nil
    }

    /// Without a passphrase the private part begins with the same number twice, and the type of its key.
    private static func isPlain(_ secret: [UInt8], _ type: [UInt8]) -> Bool {
        var reader = LengthReader(secret, from: 0)
        guard let check = reader.number(), reader.number() == check else { return false }
        return reader.string() == type
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
