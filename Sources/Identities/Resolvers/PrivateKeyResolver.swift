import Model

/// Private keys: known by their public half, which certificates and authorized_keys name too.
enum PrivateKeyResolver: IdentityResolver {
    static let type = "private-key"

    static func facts(about context: SecretContext) -> PublicFacts? {
        if context.rule.contains("pgp") { return nil }
        let isKey =
            context.kind == "private-key"
            || context.text.hasPrefix("-----BEGIN") && context.text.contains("PRIVATE KEY")
        guard isKey else { return nil }
        let reading = PrivateKeyReader.read(context.text) ?? webKey(context).map { PrivateKeyReader.Reading(key: $0) }
        guard let reading else { return nil }
        var facts = PublicFacts([
            "encrypted": reading.isEncrypted ? "yes" : "no", "comment": reading.comment ?? "",
        ])
        if let key = reading.key {
            facts["key_type"] = key.type
            facts["key_bits"] = String(key.bits)
            facts["public_key"] = key.infoDigest
            facts["ssh_fingerprint"] = key.sshFingerprint
        }
        return facts
    }

    static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? {
        guard let fingerprint = facts["ssh_fingerprint"] else { return nil }
        return claim(sshFingerprint: fingerprint, comment: facts["comment"], type: facts["key_type"])
    }

    static func claim(sshFingerprint: String, comment: String?, type: String?) -> IdentityClaim {
        // The comment is in the name only where it is sure to be the same everywhere: it is not, so it stays out.
        IdentityClaim(
            key: "key:" + sshFingerprint, kind: .key, provider: "key",
            name: "\(type ?? "public") key \(sshFingerprint.prefix(19))")
    }

    /// JSON Web Keys and .NET's XML: the public numbers stand beside the private one.
    private static func webKey(_ context: SecretContext) -> PublicKey? {
        let text = context.surroundings
        // A set has several keys, of which each is an object of its own.
        let object = Self.object(around: context)
        func word(_ name: String) -> String? {
            TextSearch.value(of: ["\"\(name)\""], in: object) {
                $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0))
            }
        }
        func field(_ name: String) -> [UInt8]? { word(name).flatMap { Base64Text.decode($0) } }
        func element(_ name: String) -> [UInt8]? {
            guard let start = text.firstRange(of: "<\(name)>"), let end = text[start.upperBound...].firstRange(of: "</")
            else { return nil }
            return Base64Text.decode(text[start.upperBound..<end.lowerBound])
        }
        if context.rule.contains("xml"), let modulus = element("Modulus"), let exponent = element("Exponent") {
            return PublicKey(.rsa(modulus: modulus, exponent: exponent))
        }
        guard context.rule.contains("jwk") else { return nil }
        if word("kty") ?? "RSA" == "RSA", let modulus = field("n"), let exponent = field("e") {
            return PublicKey(.rsa(modulus: modulus, exponent: exponent))
        }
        guard let x = field("x") else { return nil }
        guard let y = field("y") else { return x.count == 32 ? PublicKey(.ed25519(x)) : nil }
        let curve = x.count <= 32 ? "nistp256" : x.count <= 48 ? "nistp384" : "nistp521"
        return PublicKey(.elliptic(curve: curve, point: [4] + x + y))
    }

    /// What stands between the braces that are nearest to the secret, which `\0` stands for.
    private static func object(around context: SecretContext) -> String {
        let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
        let start = context.before.lastIndex(of: open) ?? context.before.startIndex
        let end = context.after.firstIndex(of: close) ?? context.after.endIndex
        return String(decoding: context.before[start...] + [0] + context.after[..<end], as: UTF8.self)
    }
}
