import Crypto
import Model

/// The form that SSH has.
extension PublicKey {
    /// As `ssh-keygen -l` prints it: `SHA256:…`.
    package var sshFingerprint: String {
        "SHA256:" + Base64Text.encode(Array(SHA256.hash(data: sshBlob)), padded: false)
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
