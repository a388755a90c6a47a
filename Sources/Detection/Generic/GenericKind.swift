package import Model

/// What a generic secret is, as its key says. The raw value is the end of the rule's id: `generic-password`.
package enum GenericKind: String, Sendable, CaseIterable {
    case password, secret, token
    /// What an application proves itself with: `client_secret`, `consumerSecret`.
    case clientSecret = "client-secret"
    case apiKey = "api-key"
    case accessKey = "access-key"
    /// What a table keeps of a password: a digest without a salt, or MySQL's own.
    case passwordHash = "password-hash"
    /// Keys to encrypt, sign or validate with.
    case encryptionKey = "encryption-key"
    /// A key that does not say what it opens.
    case key
    case credential
    /// `Authorization` headers, `auth=…`.
    case authorization
    /// Salts and nonces: secret only together with what they salt.
    case salt
    /// Only from `UUIDDetector`.
    case uuid
    /// Only from `LoneValue`.
    case file
}

/// A value that may be a secret, with all that its window says about it.
package struct GenericCandidate: Hashable, Sendable {
    package var kind: GenericKind
    package var key: ByteSpan
    package var secret: ByteSpan
    /// From the key to the value's end.
    package var whole: ByteSpan
    package var evidence: EvidenceSet

    package init(kind: GenericKind, key: ByteSpan, secret: ByteSpan, whole: ByteSpan, evidence: EvidenceSet) {
        self.kind = kind
        self.key = key
        self.secret = secret
        self.whole = whole
        self.evidence = evidence
    }
}
