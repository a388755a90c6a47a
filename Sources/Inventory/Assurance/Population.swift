/// Identities that a framework's item asks for.
package enum Population: String, Sendable, CaseIterable {
    case all, credentialed, declared, cloud, keys, ai, exposed, expired, shared, unresolved
    case thirdParty = "third-party"
    case codeHosts = "code-hosts"
    case noOwner = "no-owner"
    case longLived = "long-lived"
    case inHistoryOnly = "in-history-only"
    case environmentMix = "environment-mix"
    case severalIdentities = "several-identities"
    case exceptionEnded = "exception-ended"
    case thirdPartyLiteral = "third-party-literal"
    case weakAuthentication = "weak-authentication"
    case overprivileged
    case cloudStaticKey = "cloud-static-key"
    case openTrust = "open-trust"
    case personalFiles = "personal-files"
    case codeHostsExposed = "code-hosts-exposed"
    case weakKeys = "weak-keys"
    case aiLiteral = "ai-literal"
    case aiWithoutOwner = "ai-no-owner"

    private static let isAI =
        "(kind IN ('agent', 'tool-server') OR \(SightingTrait.aiProvider.condition))"
    private static let isThirdParty = "kind IN ('tool-server', 'webhook', 'app', 'bot')"
    private static let isCloud = "provider IN ('aws', 'gcp', 'azure')"
    private static let isCodeHost = "provider IN ('github', 'gitlab', 'bitbucket', 'gitea', 'azure-devops')"
    private static let literalServer =
        "pk IN (SELECT identity FROM declaration WHERE NOT is_gone AND json_extract(facts, '$.secrets') = 'literal')"

    /// A condition on the table `identity`; `?1` is the present.
    /// - Parameter oldest: seconds since 1970; what is older is long-lived.
    func condition(oldest: Int64) -> String {
        switch self {
        case .all: "state <> 'gone'"
        case .credentialed: "credentials > 0 AND state <> 'gone'"
        case .declared: "declarations > 0"
        case .cloud: Self.isCloud
        case .keys: "kind IN ('key', 'certificate')"
        case .ai: Self.isAI
        case .exposed: "places_at_head > 0"
        case .expired: RollGap.Kind.expired.condition(oldest)
        case .shared: RollGap.Kind.shared.condition(oldest)
        case .unresolved: "NOT is_resolved AND state <> 'gone'"
        case .thirdParty: Self.isThirdParty
        case .codeHosts: Self.isCodeHost
        case .noOwner: RollGap.Kind.noOwner.condition(oldest)
        case .longLived: RollGap.Kind.longLived.condition(oldest)
        case .inHistoryOnly: RollGap.Kind.inHistoryOnly.condition(oldest)
        case .environmentMix: RollGap.Kind.environmentMix.condition(oldest)
        case .severalIdentities: RollGap.Kind.severalIdentities.condition(oldest)
        case .exceptionEnded: RollGap.Kind.exceptionEnded.condition(oldest)
        case .thirdPartyLiteral: "\(Self.isThirdParty) AND (places_at_head > 0 OR \(Self.literalServer))"
        case .weakAuthentication:
            """
            places_at_head > 0 AND (kind = 'login' OR kind = 'access-key' AND provider = 'aws' OR \(SightingTrait.unsigned.condition)
                OR \(Self.weakKey))
            """
        case .overprivileged:
            """
            pk IN (SELECT identity FROM declaration WHERE NOT is_gone AND (json_extract(facts, '$.permissions') LIKE '%*%'
                OR json_extract(facts, '$.permissions') LIKE '%/AdministratorAccess' OR json_extract(facts, '$.permissions') = 'roles/owner'
                OR json_extract(facts, '$.permissions') = 'write-all' OR json_extract(facts, '$.role') = 'cluster-admin'))
            """
        case .cloudStaticKey: "\(Self.isCloud) AND places_at_head > 0"
        case .openTrust:
            "pk IN (SELECT identity FROM declaration WHERE NOT is_gone AND json_extract(facts, '$.subject_condition') = 'no')"
        case .personalFiles: "state <> 'gone' AND \(SightingTrait.personalFile.condition)"
        case .codeHostsExposed: "\(Self.isCodeHost) AND places_at_head > 0"
        case .weakKeys: Self.weakKey
        case .aiLiteral: "\(Self.isAI) AND (places_at_head > 0 OR \(Self.literalServer))"
        case .aiWithoutOwner: "\(Self.isAI) AND owner_set IS NULL"
        }
    }

    /// RSA below 2048 bits, DSA, SHA-1 signatures.
    private static let weakKey = """
        (\(SightingTrait.weakKey.condition) OR pk IN (SELECT identity FROM declaration
            WHERE json_extract(facts, '$.key_type') = 'dsa' OR json_extract(facts, '$.signature') LIKE '%SHA1%'
            OR json_extract(facts, '$.key_type') = 'rsa' AND CAST(json_extract(facts, '$.key_bits') AS INTEGER) < 2048))
        """
}
