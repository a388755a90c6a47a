/// Reads one family of credentials offline. A new one is a file in `Resolvers` and a line in `ResolverRegistry`.
package protocol IdentityResolver: Sendable {
    /// What `type` of its facts says.
    static var type: String { get }
    /// What may be said of the owner; nil if the secret is none of its family. No value may hold a part of the secret
    /// that helps to use it.
    static func facts(about context: SecretContext) -> PublicFacts?
    /// The identity that facts tell; nil if they do not say who it is.
    static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim?
}

/// All resolvers: who a secret speaks for, without asking anybody.
package enum ResolverRegistry {
    /// Asked in this order; the first that knows a secret speaks for it.
    static let all: [any IdentityResolver.Type] = [
        GoogleServiceAccountResolver.self, AWSAccessKeyResolver.self, WebTokenResolver.self, PrivateKeyResolver.self,
        OpenPGPResolver.self, WebhookResolver.self, ChatTokenResolver.self, AzureResolver.self, RegistryResolver.self,
        LoginResolver.self, TokenTypeResolver.self, DeclarationResolver.self,
    ]

    /// Facts about a secret, `type` among them; empty if nothing is known.
    package static func facts(about context: SecretContext) -> PublicFacts {
        for resolver in all {
            guard var facts = resolver.facts(about: context) else { continue }
            facts["type"] = resolver.type
            return facts
        }
        return PublicFacts([:])
    }

    /// The identity that a finding's facts tell; nil if they tell none.
    package static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? {
        guard let type = facts["type"] else { return nil }
        return all.first { $0.type == type }?.identity(from: facts, provider: provider)
    }
}
