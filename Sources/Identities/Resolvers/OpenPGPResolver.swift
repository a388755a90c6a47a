import Crypto
import Model

/// OpenPGP secret keys (RFC 9580): fingerprint and user ids stand in clear packets.
enum OpenPGPResolver: IdentityResolver {
    static let type = "pgp-key"

    static func facts(about context: SecretContext) -> PublicFacts? {
        guard context.text.contains("PGP PRIVATE KEY BLOCK"), let block = PEMText(context.text),
            let key = OpenPGPKey(packets: block.body)
        else { return nil }
        return PublicFacts([
            "pgp_fingerprint": key.fingerprint, "user": key.userID ?? "", "key_type": key.algorithm,
            "encrypted": key.isEncrypted.map { $0 ? "yes" : "no" } ?? "",
        ])
    }

    static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? {
        facts["pgp_fingerprint"].map { claim(fingerprint: $0, user: facts["user"]) }
    }

    static func claim(fingerprint: String, user: String?) -> IdentityClaim {
        IdentityClaim(key: "pgp:" + fingerprint, kind: .key, provider: "key", name: user ?? "PGP key " + fingerprint)
    }
}

/// The primary key of a transferable key, public or secret, version 4.
package struct OpenPGPKey: Sendable {
    /// 40 hexadecimal digits, upper case as `gpg` prints them.
    package let fingerprint: String
    /// The first one: by custom `Name (comment) <mail>`.
    package let userID: String?
    /// `rsa`, `eddsa`…
    package let algorithm: String
    /// Whether a passphrase protects the secret half; nil where there is none.
    package let isEncrypted: Bool?

    /// - Parameter bytes: packets of RFC 4880; nil if none of them is a primary key of version 4.
    package init?(packets bytes: [UInt8]) {
        var fingerprint: String?
        var userID: String?
        var algorithm = ""
        var isEncrypted: Bool?
        var position = 0
        while position < bytes.count, let packet = Self.packet(in: bytes, at: &position) {
            if packet.tag == 5 || packet.tag == 7 { isEncrypted = isEncrypted ?? Self.isEncrypted(packet.body) }
            if fingerprint == nil, packet.tag == 5 || packet.tag == 6, let count = Self.publicLength(of: packet.body) {
                let body = Array(packet.body.prefix(count))
                let length = [UInt8(truncatingIfNeeded: body.count >> 8), UInt8(truncatingIfNeeded: body.count)]
                fingerprint = Hexadecimal.text(Insecure.SHA1.hash(data: [0x99] + length + body)).uppercased()
                algorithm = Self.name(ofAlgorithm: body[5])
            } else if packet.tag == 13, userID == nil {
                userID = String(decoding: packet.body, as: UTF8.self)
            }
        }
        guard let fingerprint else { return nil }
        self.fingerprint = fingerprint
        self.userID = userID
        self.algorithm = algorithm
        self.isEncrypted = isEncrypted
    }

    /// By the octet behind the public part (RFC 9580, 5.5.3): 0 for what stands in the clear. GnuPG writes a stub, of its
    /// own kind 101, where the primary key is kept elsewhere.
    private static func isEncrypted(_ body: [UInt8]) -> Bool? {
        guard let count = publicLength(of: body), count < body.count else { return nil }
        guard body[count] >= 254 else { return body[count] != 0 }
        return count + 2 < body.count && body[count + 2] == 101 ? nil : true
    }

    private static func packet(in bytes: [UInt8], at position: inout Int) -> (tag: UInt8, body: [UInt8])? {
        let head = bytes[position]
        guard head & 0x80 != 0 else { return nil }
        var cursor = position + 1
        func byte() -> Int? {
            guard cursor < bytes.count else { return nil }
            cursor += 1
            return Int(bytes[cursor - 1])
        }
        func number(_ count: Int) -> Int? {
            var value = 0
            for _ in 0..<count {
                guard let next = byte() else { return nil }
                value = value << 8 | next
            }
            return value
        }
        let tag: UInt8
        let length: Int?
        if head & 0x40 != 0 {
            tag = head & 0x3f
            guard let first = byte() else { return nil }
            switch first {
            case ..<192: length = first
            case ..<224: length = byte().map { (first - 192) << 8 + $0 + 192 }
            case 255: length = number(4)
            default: length = nil
            }
        } else {
            tag = (head >> 2) & 0x0f
            length = [1, 2, 4].indices.contains(Int(head & 3)) ? number([1, 2, 4][Int(head & 3)]) : nil
        }
        guard let length, cursor + length <= bytes.count else { return nil }
        position = cursor + length
        return (tag, Array(bytes[cursor..<(cursor + length)]))
    }

    /// How much of a key packet is public: version, time, algorithm and its public numbers.
    private static func publicLength(of body: [UInt8]) -> Int? {
        guard body.count > 8, body[0] == 4 else { return nil }
        var position = 6
        func skipNumber() -> Bool {
            guard position + 2 <= body.count else { return false }
            position += 2 + (Int(body[position]) << 8 + Int(body[position + 1]) + 7) / 8
            return position <= body.count
        }
        func skipCounted() -> Bool {
            guard position < body.count else { return false }
            position += 1 + Int(body[position])
            return position <= body.count
        }
        switch body[5] {
        case 1, 2, 3: return skipNumber() && skipNumber() ? position : nil
        case 16: return skipNumber() && skipNumber() && skipNumber() ? position : nil
        case 17: return skipNumber() && skipNumber() && skipNumber() && skipNumber() ? position : nil
        case 18: return skipCounted() && skipNumber() && skipCounted() ? position : nil
        case 19, 22: return skipCounted() && skipNumber() ? position : nil
        default: return nil
        }
    }

    private static func name(ofAlgorithm number: UInt8) -> String {
        switch number {
        case 1, 2, 3: "rsa"
        case 16: "elgamal"
        case 17: "dsa"
        case 19: "ecdsa"
        case 22: "eddsa"
        default: "algorithm-\(number)"
        }
    }
}
