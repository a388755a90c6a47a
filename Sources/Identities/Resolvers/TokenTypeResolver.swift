/// Tokens whose form tells what they are, though not whose: GitHub, GitLab, npm, PyPI, AI providers…
enum TokenTypeResolver: IdentityResolver {
    static let type = "token"

    private static let kinds: Set<String> = [
        "access-token", "api-key", "ai-provider-key", "ci-token", "package-registry-token", "session-token",
        "refresh-token",
        "oauth-client-secret",
    ]

    static func facts(about context: SecretContext) -> PublicFacts? {
        guard kinds.contains(context.kind), context.provider != "generic" else { return nil }
        // The rule's id without the provider's name: personal-access-token, deploy-token…
        let prefix = context.provider + "-"
        return PublicFacts([
            "token_type": context.rule.hasPrefix(prefix) ? String(context.rule.dropFirst(prefix.count)) : context.rule
        ])
    }

    /// Whose they are only the provider knows.
    static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? { nil }
}
