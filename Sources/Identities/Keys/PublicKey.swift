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

    private static func unsigned(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.drop { $0 == 0 }) }
    static func signed(_ bytes: [UInt8]) -> [UInt8] {
        guard let first = bytes.first else { return [0] }
        return first & 0x80 != 0 ? [0] + bytes : bytes
    }
    private static func bits(_ number: [UInt8]) -> Int {
        guard let first = number.first else { return 0 }
        return number.count * 8 - first.leadingZeroBitCount
    }
}
