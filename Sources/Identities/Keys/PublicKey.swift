import Crypto
import Model
import SwiftASN1

/// A public key in the forms by which certificates, private keys and SSH files name it.
package struct PublicKey: Hashable, Sendable {
    /// The numbers that make the key.
    package enum Form: Hashable, Sendable {
        /// Big-endian, without sign byte.
        case rsa(modulus: [UInt8], exponent: [UInt8])
        /// Curve by its SSH name (`nistp256`), the point uncompressed.
        case elliptic(curve: String, point: [UInt8])
        case ed25519([UInt8])
        case dsa(p: [UInt8], q: [UInt8], g: [UInt8], y: [UInt8])
        /// Known to SSH alone: the key lives in a FIDO token. Its type (`ecdsa` or `ed25519`) and its blob.
        case securityKey(type: String, blob: [UInt8])
    }
    package let form: Form

    package init(_ form: Form) {
        self.form =
            switch form {
            case .rsa(let modulus, let exponent):
                .rsa(modulus: Self.unsigned(modulus), exponent: Self.unsigned(exponent))
            case .dsa(let p, let q, let g, let y):
                .dsa(p: Self.unsigned(p), q: Self.unsigned(q), g: Self.unsigned(g), y: Self.unsigned(y))
            default: form
            }
    }

    /// `rsa`, `ecdsa`, `ed25519`, `dsa`, `ecdsa-sk`, `ed25519-sk`.
    package var type: String {
        switch form {
        case .rsa: "rsa"
        case .elliptic: "ecdsa"
        case .ed25519: "ed25519"
        case .dsa: "dsa"
        case .securityKey(let type, _): type + "-sk"
        }
    }

    /// The size by which keys are called strong or weak: of RSA and DSA that of the modulus.
    package var bits: Int {
        switch form {
        case .rsa(let modulus, _): Self.bits(modulus)
        case .elliptic(let curve, _): Int(curve.filter(\.isNumber)) ?? 0
        case .ed25519: 256
        case .dsa(let p, _, _, _): Self.bits(p)
        case .securityKey: 256
        }
    }

    /// SHA-256 of the SubjectPublicKeyInfo (RFC 5280, 4.1), 64 hexadecimal digits; nil for curves without a name of ours.
    package var infoDigest: String? {
        guard let info = try? subjectPublicKeyInfo() else { return nil }
        return Hexadecimal.text(SHA256.hash(data: info))
    }

    /// As `ssh-keygen -l` prints it: `SHA256:…`.
    package var sshFingerprint: String {
        "SHA256:" + Base64Text.encodeUnpadded(Array(SHA256.hash(data: sshBlob)))
    }

    /// RFC 4253, 6.6; RFC 5656, 3.1; RFC 8709, 4.
    package var sshBlob: [UInt8] {
        switch form {
        case .rsa(let modulus, let exponent):
            Self.string("ssh-rsa") + Self.integer(exponent) + Self.integer(modulus)
        case .elliptic(let curve, let point):
            Self.string("ecdsa-sha2-" + curve) + Self.string(curve) + Self.string(point)
        case .ed25519(let key): Self.string("ssh-ed25519") + Self.string(key)
        case .dsa(let p, let q, let g, let y):
            Self.string("ssh-dss") + Self.integer(p) + Self.integer(q) + Self.integer(g) + Self.integer(y)
        case .securityKey(_, let blob): blob
        }
    }

    private static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }
    private static func string(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt32(bytes.count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + bytes
    }
    private static func integer(_ bytes: [UInt8]) -> [UInt8] { string(signed(bytes)) }

    private static func unsigned(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.drop { $0 == 0 }) }
    private static func signed(_ bytes: [UInt8]) -> [UInt8] {
        guard let first = bytes.first else { return [0] }
        return first & 0x80 != 0 ? [0] + bytes : bytes
    }
    private static func bits(_ number: [UInt8]) -> Int {
        guard let first = number.first else { return 0 }
        return number.count * 8 - first.leadingZeroBitCount
    }
}

extension PublicKey {
    private static let rsaEncryption: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 1, 1]
    private static let ecPublicKey: ASN1ObjectIdentifier = [1, 2, 840, 10_045, 2, 1]
    private static let ed25519: ASN1ObjectIdentifier = [1, 3, 101, 112]
    private static let dsa: ASN1ObjectIdentifier = [1, 2, 840, 10_040, 4, 1]
    private static let curves: [(name: String, oid: ASN1ObjectIdentifier)] = [
        ("nistp256", [1, 2, 840, 10_045, 3, 1, 7]), ("nistp384", [1, 3, 132, 0, 34]), ("nistp521", [1, 3, 132, 0, 35]),
        ("secp256k1", [1, 3, 132, 0, 10]),
    ]

    static func curve(_ oid: ASN1ObjectIdentifier) -> String? { curves.first { $0.oid == oid }?.name }

    private func subjectPublicKeyInfo() throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.appendConstructedNode(identifier: .sequence) { info in
            switch form {
            case .rsa(let modulus, let exponent):
                try info.appendConstructedNode(identifier: .sequence) {
                    try $0.serialize(Self.rsaEncryption)
                    $0.appendPrimitiveNode(identifier: .null) { _ in }
                }
                var key = DER.Serializer()
                key.appendConstructedNode(identifier: .sequence) {
                    $0.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: Self.signed(modulus)) }
                    $0.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: Self.signed(exponent)) }
                }
                try info.serialize(ASN1BitString(bytes: key.serializedBytes[...]))
            case .elliptic(let curve, let point):
                guard let oid = Self.curves.first(where: { $0.name == curve })?.oid else { throw KeyError.unknownCurve }
                try info.appendConstructedNode(identifier: .sequence) {
                    try $0.serialize(Self.ecPublicKey)
                    try $0.serialize(oid)
                }
                try info.serialize(ASN1BitString(bytes: point[...]))
            case .ed25519(let key):
                try info.appendConstructedNode(identifier: .sequence) { try $0.serialize(Self.ed25519) }
                try info.serialize(ASN1BitString(bytes: key[...]))
            case .dsa(let p, let q, let g, let y):
                try info.appendConstructedNode(identifier: .sequence) {
                    try $0.serialize(Self.dsa)
                    $0.appendConstructedNode(identifier: .sequence) { parameters in
                        for number in [p, q, g] {
                            parameters.appendPrimitiveNode(identifier: .integer) {
                                $0.append(contentsOf: Self.signed(number))
                            }
                        }
                    }
                }
                var key = DER.Serializer()
                key.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: Self.signed(y)) }
                try info.serialize(ASN1BitString(bytes: key.serializedBytes[...]))
            case .securityKey: throw KeyError.noX509Form
            }
        }
        return serializer.serializedBytes
    }

    /// Reads a SubjectPublicKeyInfo in DER.
    package init?(info bytes: [UInt8]) {
        guard let root = try? DER.parse(bytes), let parts = root.children, parts.count == 2,
            let algorithm = parts[0].children,
            let oid = algorithm.first.flatMap({ try? ASN1ObjectIdentifier(derEncoded: $0) }),
            let key = try? ASN1BitString(derEncoded: parts[1])
        else { return nil }
        let parameter = algorithm.dropFirst().first
        switch oid {
        case Self.rsaEncryption:
            guard let numbers = (try? DER.parse(Array(key.bytes)))?.children?.map(\.primitiveBytes), numbers.count == 2,
                let modulus = numbers[0], let exponent = numbers[1]
            else { return nil }
            self.init(.rsa(modulus: modulus, exponent: exponent))
        case Self.ecPublicKey:
            guard let curve = parameter.flatMap({ try? ASN1ObjectIdentifier(derEncoded: $0) }).flatMap(Self.curve)
            else { return nil }
            self.init(.elliptic(curve: curve, point: Array(key.bytes)))
        case Self.ed25519: self.init(.ed25519(Array(key.bytes)))
        case Self.dsa:
            guard let numbers = parameter?.children?.map(\.primitiveBytes), numbers.count == 3, let p = numbers[0],
                let q = numbers[1], let g = numbers[2], let y = (try? DER.parse(Array(key.bytes)))?.primitiveBytes
            else { return nil }
            self.init(.dsa(p: p, q: q, g: g, y: y))
        default: return nil
        }
    }

    /// Reads an SSH public key blob, or the key of an SSH certificate (`ssh-rsa-cert-v01@openssh.com`).
    package init?(sshBlob bytes: [UInt8]) {
        var reader = SSHReader(bytes)
        guard var type = reader.text() else { return nil }
        let suffix = "-cert-v01@openssh.com"
        let isCertificate = type.hasSuffix(suffix)
        if isCertificate {
            type = String(type.dropLast(suffix.count))
            // A nonce; then the fields of the key follow as elsewhere.
            guard reader.string() != nil else { return nil }
        }
        switch type {
        case "ssh-rsa":
            guard let exponent = reader.string(), let modulus = reader.string() else { return nil }
            self.init(.rsa(modulus: modulus, exponent: exponent))
        case "ssh-ed25519":
            guard let key = reader.string() else { return nil }
            self.init(.ed25519(key))
        case "ssh-dss":
            guard let p = reader.string(), let q = reader.string(), let g = reader.string(), let y = reader.string()
            else { return nil }
            self.init(.dsa(p: p, q: q, g: g, y: y))
        case "sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519":
            guard let key = reader.string(), let application = reader.string() else { return nil }
            let blob = Self.string("sk-ssh-ed25519@openssh.com") + Self.string(key) + Self.string(application)
            self.init(.securityKey(type: "ed25519", blob: blob))
        case "sk-ecdsa-sha2-nistp256@openssh.com", "sk-ecdsa-sha2-nistp256":
            guard let curve = reader.string(), let point = reader.string(), let application = reader.string() else {
                return nil
            }
            let name = Self.string("sk-ecdsa-sha2-nistp256@openssh.com")
            self.init(
                .securityKey(
                    type: "ecdsa",
                    blob: name + Self.string(curve) + Self.string(point) + Self.string(application)))
        case let name where name.hasPrefix("ecdsa-sha2-"):
            guard let curve = reader.text(), let point = reader.string() else { return nil }
            self.init(.elliptic(curve: curve, point: point))
        default: return nil
        }
    }
}

enum KeyError: Error { case unknownCurve, noX509Form }

/// Length-prefixed fields (RFC 4251, 5).
struct SSHReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func number() -> Int? {
        guard rest.count >= 4 else { return nil }
        let number = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(4)
        return number
    }

    mutating func string() -> [UInt8]? {
        guard let count = number(), count <= rest.count else { return nil }
        let bytes = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
        return bytes
    }

    mutating func text() -> String? { string().map { String(decoding: $0, as: UTF8.self) } }
}

extension ASN1Node {
    /// Nil for what is not constructed.
    var children: [ASN1Node]? {
        guard case .constructed(let nodes) = content else { return nil }
        return Array(nodes)
    }

    var primitiveBytes: [UInt8]? {
        guard case .primitive(let bytes) = content else { return nil }
        return Array(bytes)
    }
}
