/// What findings say of a secret without giving it away.
package struct Credential: Hashable, Sendable {
    /// HMAC-SHA-256 under the fingerprint key, 64 hexadecimal digits.
    package let fingerprint: String
    /// NHI kind: `access-token`, `private-key`, `password`…
    package let kind: String
    package let provider: String
    /// First and last characters; never more than a quarter of the secret.
    package let redacted: String
    /// Bytes.
    package let length: Int
    /// Shannon entropy in bits per byte, two decimals.
    package let entropy: Double
    /// Plain text; only with `--show-secrets`.
    package let secret: String?

    /// The kind of what names an account, a tenant or an application: it tells what credentials open and opens nothing.
    package static let identifierKind = "identifier"
    /// It is a name and no secret: reported, and nothing fails for it.
    package var isIdentifier: Bool { kind == Self.identifierKind }

    package init(
        fingerprint: String, kind: String, provider: String, redacted: String, length: Int, entropy: Double,
        secret: String?
    ) {
        self.fingerprint = fingerprint
        self.kind = kind
        self.provider = provider
        self.redacted = redacted
        self.length = length
        self.entropy = entropy
        self.secret = secret
    }
}
