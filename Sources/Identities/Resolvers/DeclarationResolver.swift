/// Secrets that say nothing by themselves, on a line that a declaration counts as its own: the value in a Kubernetes
/// Secret, the token of a tool server. The scan, which has both in hand, tells; nothing is read from the secret.
package enum DeclarationResolver: IdentityResolver {
    package static let type = "declaration"

    package static func facts(about context: SecretContext) -> PublicFacts? { nil }

    package static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? {
        guard let key = facts["identity"], let kind = facts["identity_kind"].flatMap({ IdentityKind(rawValue: $0) })
        else {
            return nil
        }
        return IdentityClaim(
            key: key, kind: kind, provider: facts["identity_provider"] ?? provider, name: facts["identity_name"] ?? key,
            account: facts["identity_account"])
    }

    /// What findings say of an identity that was declared; nil for keys that are too long for a fact.
    package static func facts(naming claim: IdentityClaim) -> [String: String]? {
        guard claim.key.unicodeScalars.count <= PublicFacts.longestValue else { return nil }
        var facts = [
            "type": type, "identity": claim.key, "identity_kind": claim.kind.rawValue,
            "identity_provider": claim.provider, "identity_name": claim.name,
        ]
        facts["identity_account"] = claim.account
        return facts.filter { !$0.value.isEmpty }
    }
}
