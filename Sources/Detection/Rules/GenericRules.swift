internal import Model
internal import RuleFormat

/// The rules behind generic detection: they have an id, a name and a prior like any other, and no pattern.
enum GenericRules {
    static let rules: [Rule] = GenericKind.allCases.map { kind in
        Rule(
            RuleDefinition(
                id: kind.ruleID, name: kind.name, provider: "generic", providerName: "Generic", kind: kind.nhiKind,
                revision: 1, anchors: [], anchorsIgnoringCase: [], pattern: "", checks: [], entropyFloor: 0,
                prior: kind.prior, reach: .init(lines: 2, before: 512, after: 2048), examples: [], nearMisses: [],
                rotation:
                    "Change it where it is used, then replace the literal by a reference to a vault or the environment.",
                guidanceURL: "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"),
            checks: [], isGeneric: true)
    }

    static func kind(ofRule id: String) -> GenericKind? { GenericKind.allCases.first { id == $0.ruleID } }
}

extension GenericKind {
    /// Id of the rule that stands for this kind in the rule library.
    var ruleID: String { "generic-" + rawValue }

    /// For people.
    fileprivate var name: String {
        switch self {
        case .apiKey: "API key"
        case .clientSecret: "OAuth client secret"
        case .uuid: "UUID"
        case .encryptionKey: "Encryption or signing key"
        case .authorization: "Authorization header"
        case .salt: "Salt or nonce"
        case .file: "Secret in a file of its own"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst().replacing("-", with: " ")
        }
    }

    /// The kind of credential, in the words of the inventory.
    fileprivate var nhiKind: String {
        switch self {
        case .password: "password"
        case .token, .authorization: "access-token"
        case .apiKey, .accessKey: "api-key"
        case .encryptionKey: "encryption-key"
        case .clientSecret: "oauth-client-secret"
        case .passwordHash: "password-hash"
        // A UUID whose key names a secret is of that kind.
        case .uuid: Credential.identifierKind
        default: "other"
        }
    }

    /// Probability before the value and its surroundings were looked at.
    fileprivate var prior: Double { EvidenceWeights.genericPrior }
}
