import Crypto
import Model
import SwiftASN1

/// Reads the public half of private keys. What it reads of the private half stays here.
package struct PrivateKeyReader {
    /// What a private key tells in the open.
    package struct Reading: Sendable {
        /// nil where it is encrypted together with the private half.
        package var key: PublicKey?
        package var isEncrypted = false
        /// By custom `user@host`; nil where there is none.
        package var comment: String?
    }

    /// - Parameter text: a PEM block, a PuTTY file, or the base64 of a PEM block.
    package static func read(_ text: String) -> Reading? {
        if text.hasPrefix("PuTTY-User-Key-File") { return readPuTTY(text) }
        if let block = PEMText(text) { return read(block) }
        guard let bytes = Base64Text.decode(text) else { return nil }
        let decoded = String(decoding: bytes, as: UTF8.self)
        if decoded.hasPrefix("-----BEGIN"), let block = PEMText(decoded) { return read(block) }
        return pkcs1(bytes).map { Reading(key: $0) } ?? pkcs8(bytes).map { Reading(key: $0) }
    }

    private static func read(_ block: PEMText) -> Reading? {
        if block.headers.contains(where: { $0.contains("ENCRYPTED") }) || block.label == "ENCRYPTED PRIVATE KEY" {
            return Reading(isEncrypted: true)
        }
        switch block.label {
        case "RSA PRIVATE KEY": return pkcs1(block.body).map { Reading(key: $0) }
        case "EC PRIVATE KEY": return sec1(block.body, curve: nil).map { Reading(key: $0) }
        case "DSA PRIVATE KEY": return dsa(block.body).map { Reading(key: $0) }
        case "PRIVATE KEY": return pkcs8(block.body).map { Reading(key: $0) }
        case "OPENSSH PRIVATE KEY": return openSSH(block.body)
        default: return nil
        }
    }

    /// RFC 8017, A.1.2: version, modulus, public exponent…
    private static func pkcs1(_ bytes: [UInt8]) -> PublicKey? {
        guard let parts = (try? DER.parse(bytes))?.children, parts.count >= 9, let modulus = parts[1].primitiveBytes,
            let exponent = parts[2].primitiveBytes
        else { return nil }
        return PublicKey(.rsa(modulus: modulus, exponent: exponent))
    }

    /// OpenSSL's own form: version, p, q, g, public, private.
    private static func dsa(_ bytes: [UInt8]) -> PublicKey? {
        guard let parts = (try? DER.parse(bytes))?.children?.map(\.primitiveBytes), parts.count == 6, let p = parts[1],
            let q = parts[2], let g = parts[3], let y = parts[4]
        else { return nil }
        return PublicKey(.dsa(p: p, q: q, g: g, y: y))
    }

    /// RFC 5915: version, private key, [0] curve, [1] public key.
    private static func sec1(_ bytes: [UInt8], curve outer: String?) -> PublicKey? {
        guard let parts = (try? DER.parse(bytes))?.children, parts.count >= 2, let scalar = parts[1].primitiveBytes
        else { return nil }
        var curve = outer
        var point: [UInt8]?
        for part in parts.dropFirst(2) {
            guard let inner = part.children?.first else { continue }
            if part.identifier.tagNumber == 0 {
                curve = (try? ASN1ObjectIdentifier(derEncoded: inner)).flatMap(PublicKey.curve) ?? curve
            }
            if part.identifier.tagNumber == 1 {
                point = (try? ASN1BitString(derEncoded: inner)).map { Array($0.bytes) }
            }
        }
        guard let curve else { return nil }
        guard let point = point ?? computedPoint(curve, scalar) else { return nil }
        return PublicKey(.elliptic(curve: curve, point: point))
    }

    private static func computedPoint(_ curve: String, _ scalar: [UInt8]) -> [UInt8]? {
        switch curve {
        case "nistp256":
            (try? P256.Signing.PrivateKey(rawRepresentation: scalar)).map { [UInt8]($0.publicKey.x963Representation) }
        case "nistp384":
            (try? P384.Signing.PrivateKey(rawRepresentation: scalar)).map { [UInt8]($0.publicKey.x963Representation) }
        case "nistp521":
            (try? P521.Signing.PrivateKey(rawRepresentation: scalar)).map { [UInt8]($0.publicKey.x963Representation) }
        default: nil
        }
    }

    /// RFC 5958: version, algorithm, private key in an octet string.
    private static func pkcs8(_ bytes: [UInt8]) -> PublicKey? {
        guard let parts = (try? DER.parse(bytes))?.children, parts.count >= 3, let algorithm = parts[1].children,
            let oid = algorithm.first.flatMap({ try? ASN1ObjectIdentifier(derEncoded: $0) }),
            let key = (try? ASN1OctetString(derEncoded: parts[2])).map({ Array($0.bytes) })
        else { return nil }
        let parameter = algorithm.dropFirst().first
        switch oid {
        case [1, 2, 840, 113_549, 1, 1, 1], [1, 2, 840, 113_549, 1, 1, 10]: return pkcs1(key)
        case [1, 2, 840, 10_045, 2, 1]:
            return sec1(
                key, curve: parameter.flatMap { try? ASN1ObjectIdentifier(derEncoded: $0) }.flatMap(PublicKey.curve))
        case [1, 3, 101, 112]:
            guard let seed = (try? DER.parse(key)).flatMap({ try? ASN1OctetString(derEncoded: $0) }),
                let secret = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(seed.bytes))
            else { return nil }
            return PublicKey(.ed25519([UInt8](secret.publicKey.rawRepresentation)))
        default: return nil
        }
    }

    /// openssh/PROTOCOL.key: the public key stands in clear, the comment beside the private one.
    private static func openSSH(_ bytes: [UInt8]) -> Reading? {
        let magic = Array("openssh-key-v1\0".utf8)
        guard bytes.starts(with: magic) else { return nil }
        var reader = SSHReader(Array(bytes.dropFirst(magic.count)))
        guard let cipher = reader.text(), reader.string() != nil, reader.string() != nil, let count = reader.number(),
            count >= 1, let blob = reader.string(), let hidden = reader.string()
        else { return nil }
        var reading = Reading(key: PublicKey(sshBlob: blob), isEncrypted: cipher != "none")
        guard !reading.isEncrypted else { return reading }
        var inner = SSHReader(hidden)
        guard inner.number() != nil, inner.number() != nil, let type = inner.text() else { return reading }
        let fields = type == "ssh-rsa" ? 6 : type == "ssh-ed25519" ? 2 : type == "ssh-dss" ? 5 : 3
        for _ in 0..<fields where inner.string() == nil { return reading }
        reading.comment = inner.text()
        return reading
    }

    private static func readPuTTY(_ text: String) -> Reading? {
        var reading = Reading()
        var lines = text.textLines.filter { !$0.isEmpty }[...]
        while let line = lines.popFirst() {
            if line.hasPrefix("Encryption:") { reading.isEncrypted = !line.contains("none") }
            if line.hasPrefix("Comment:") { reading.comment = line.dropFirst(8).drop { $0 == " " }.description }
            if line.hasPrefix("Public-Lines:"), let count = Int(line.dropFirst(13).filter(\.isNumber)) {
                reading.key = Base64Text.decode(lines.prefix(count).joined()).flatMap { PublicKey(sshBlob: $0) }
            }
        }
        return reading
    }
}
