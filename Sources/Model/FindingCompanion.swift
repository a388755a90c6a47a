/// What stands beside a credential's secret and belongs to it: a key's id, a host, a client's id.
package struct FindingCompanion: Hashable, Sendable {
    /// What may be said of it.
    package enum Value: Hashable, Sendable {
        /// No secret: shown as it is.
        case publicPart(String)
        /// Another finding's secret.
        case secret(redacted: String, fingerprint: String, rule: String)
    }

    /// For people: `key id`, `client id`, `host`.
    package let role: String
    package let value: Value
    package let position: TextPosition

    package init(role: String, value: Value, position: TextPosition) {
        self.role = role
        self.value = value
        self.position = position
    }
}
