import Model

/// Log-ins of container and package registries: user@registry.
enum RegistryResolver: IdentityResolver {
    static let type = "registry"

    static func facts(about context: SecretContext) -> PublicFacts? {
        switch context.rule {
        case let rule where rule.hasPrefix("docker-registry"): container(context)
        case let rule where rule.hasPrefix("npm-"): npm(context)
        case let rule where context.kind == "package-registry-token" && !rule.isEmpty: packageToken(context)
        default: nil
        }
    }

    static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? {
        // A token without a user is nobody's until its registry is asked.
        guard let host = facts["host"], let user = facts["user"] else { return nil }
        return claim(user: user, host: host, provider: provider)
    }

    /// A user of a registry of packages or images, whatever told of it.
    package static func claim(user: String, host: String, provider: String) -> IdentityClaim {
        IdentityClaim(
            key: "registry:\(user.lowercased())@\(host)", kind: .login, provider: provider, name: "\(user)@\(host)",
            account: host)
    }

    /// `"registry.example.org": { "auth": "dXNlcjpwYXNzd29yZA==" }`
    private static func container(_ context: SecretContext) -> PublicFacts? {
        var facts = PublicFacts(["host": lastObjectKey(context.textBefore).map(host) ?? ""])
        if let decoded = Base64Text.decode(context.text) {
            let text = String(decoding: decoded, as: UTF8.self)
            if let colon = text.firstIndex(of: ":") { facts["user"] = String(text[..<colon]) }
        }
        if facts["user"] == nil {
            facts["user"] = TextSearch.value(of: ["\"username\""], in: context.surroundings, allowed: isUserCharacter)
        }
        return facts.isEmpty ? nil : facts
    }

    /// The key of the innermost object that is open at the end of a JSON text.
    private static func lastObjectKey(_ text: String) -> String? {
        guard let brace = text.lastIndex(of: "{") else { return nil }
        let head = text[..<brace]
        guard let close = head.lastIndex(of: "\""), let open = head[..<close].lastIndex(of: "\"") else { return nil }
        return String(head[head.index(after: open)..<close])
    }

    private static func npm(_ context: SecretContext) -> PublicFacts? {
        var facts = PublicFacts(["host": "registry.npmjs.org"])
        if let slashes = context.lineBefore.firstRange(of: "//") {
            facts["host"] = host(String(context.lineBefore[slashes.upperBound...].prefix { $0 != ":" || false }))
        }
        if context.rule.contains("basic"), let decoded = Base64Text.decode(context.text) {
            let text = String(decoding: decoded, as: UTF8.self)
            if let colon = text.firstIndex(of: ":") { facts["user"] = String(text[..<colon]) }
        }
        return facts
    }

    private static func packageToken(_ context: SecretContext) -> PublicFacts? {
        PublicFacts(["token_type": context.rule])
    }

    private static func host(_ text: String) -> String {
        var text = Substring(text)
        if let scheme = text.firstRange(of: "://") { text = text[scheme.upperBound...] }
        let host = String(text.prefix { $0 != "/" }).lowercased()
        // A key that is no registry: a mail address, a text.
        return host.contains { $0 == "@" || $0 == "\\" || $0.isWhitespace } ? "" : host
    }

    private static func isUserCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "@._+-".contains(character))
    }
}
