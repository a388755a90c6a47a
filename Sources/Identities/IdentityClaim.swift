/// What an identity is, in the words of output.
package enum IdentityKind: String, Sendable, CaseIterable {
    case serviceAccount = "service-account"
    case accessKey = "access-key"
    case workload, app, bot, agent, webhook, login, certificate, key, token, secret, role
    /// A server that agents call (Model Context Protocol).
    case toolServer = "tool-server"
}

/// Who a credential, declaration or reference says it speaks for.
package struct IdentityClaim: Hashable, Sendable {
    /// Equal keys are the same identity, wherever it is met.
    package let key: String
    package let kind: IdentityKind
    /// As rules name it: `aws`, `github`…
    package let provider: String
    /// For people.
    package let name: String
    /// Account, tenant, project, cluster or host it belongs to.
    package let account: String?

    package init(key: String, kind: IdentityKind, provider: String, name: String, account: String? = nil) {
        self.key = key
        self.kind = kind
        self.provider = provider
        self.name = name
        self.account = account
    }

    /// With the source's own name where it is known within its source only (`ArtefactIdentity.sourceMark`).
    package func naming(source: String) -> IdentityClaim {
        guard key.contains(ArtefactIdentity.sourceMark) else { return self }
        func own(_ text: String) -> String { text.replacing(ArtefactIdentity.sourceMark, with: source) }
        return IdentityClaim(key: own(key), kind: kind, provider: provider, name: own(name), account: account.map(own))
    }

    /// The identity of a credential whose owner cannot be told: it is named by what it is and how it begins, as
    /// `password tR…2`.
    /// - Parameter fingerprint: the credential's, in hexadecimal digits.
    package static func unresolved(
        fingerprint: String, kind: String, provider: String, redacted: String
    ) -> IdentityClaim {
        // Of a PEM block only the first line is shown, which says no more than the kind does.
        let words = [kind.replacing("-", with: " "), redacted.hasPrefix("-----BEGIN ") ? "" : redacted]
        return IdentityClaim(
            key: "credential:" + fingerprint, kind: identityKind(ofCredential: kind), provider: provider,
            name: words.filter { !$0.isEmpty }.joined(separator: " "))
    }

    private static func identityKind(ofCredential kind: String) -> IdentityKind {
        switch kind {
        case "private-key", "signing-key", "encryption-key": .key
        case "password", "password-hash", "database-credential", "connection-string": .login
        case "service-account-key": .serviceAccount
        case "webhook-url": .webhook
        case "oauth-client-secret": .app
        case "access-token", "api-key", "ai-provider-key", "ci-token", "package-registry-token", "session-token",
            "refresh-token", "jwt":
            .token
        default: .secret
        }
    }
}
