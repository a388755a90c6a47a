import Crypto
import Model
import SwiftASN1

/// The form that certificates and PKCS #8 have: SubjectPublicKeyInfo (RFC 5280, 4.1).
extension PublicKey {
    /// SHA-256 of the SubjectPublicKeyInfo (RFC 5280, 4.1), 64 hexadecimal digits; nil for curves without a name of ours.
    package var infoDigest: String? {
        guard let info = try? subjectPublicKeyInfo() else { return nil }
        return Hexadecimal.text(SHA256.hash(data: info))
    }

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
}

/// Why a key has no such form.
private enum KeyError: Error { case unknownCurve, noX509Form }

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
