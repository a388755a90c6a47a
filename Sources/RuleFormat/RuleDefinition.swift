/// One credential type as its rule file describes it.
package struct RuleDefinition: Hashable, Sendable {
    /// Whether a pattern has the group of what is secret.
    package static func namesSecret(_ pattern: String) -> Bool {
        pattern.contains("(?<secret>") || pattern.contains("(?P<secret>")
    }

    /// How far around an anchor the pattern may look.
    package struct Reach: Hashable, Sendable {
        /// Lines behind the anchor's own; 0 for rules of one line.
        package var lines: Int
        /// Bytes before and behind the anchor, where lines are long.
        package var before: Int
        package var after: Int

        package init(lines: Int = 0, before: Int = 512, after: Int = 2048) {
            self.lines = lines
            self.before = before
            self.after = after
        }

        /// Of rules without anchors: a line, of very long ones the first megabyte.
        package static let line = Reach(before: 0, after: 1 << 20)
    }

    /// Whether nothing announces its matches, so that it is tried on every line.
    package var searchesLines: Bool { anchors.isEmpty && anchorsIgnoringCase.isEmpty }

    /// Lower-case words with dashes, the provider first; never given to another rule.
    package var id: String
    package var name: String
    /// Short and for people: `aws`, `Amazon Web Services`.
    package var provider: String
    package var providerName: String
    /// One of `kinds`.
    package var kind: String
    /// Raised when the rule finds other things than before.
    package var revision: Int
    /// Literals of which one must stand in every match; matched as written.
    package var anchors: [String]
    /// The same, lower-case, matched whatever their case.
    package var anchorsIgnoringCase: [String]
    /// PCRE2, with a group named `secret`.
    package var pattern: String
    /// Names of checks that `Detection` knows.
    package var checks: [String]
    /// Least Shannon entropy of the secret, bits per byte; 0 for none.
    package var entropyFloor: Double
    /// Probability that a match is a real credential, before any evidence.
    package var prior: Double
    package var reach: Reach
    /// The most bytes that a match has before the first anchor it holds; nil where that is not known or many.
    /// Worked out of the pattern for embedded rules, see `workedOutLead`.
    package var anchorLead: Int?
    package var companions: [CompanionDefinition]
    /// Templates of texts it must find and must not find.
    package var examples: [String]
    package var nearMisses: [String]
    /// How to rotate or revoke, and where that is documented.
    package var rotation: String
    package var guidanceURL: String
    /// The provider's page on its credentials; empty where none is named.
    package var website: String

    /// Whether what a match has behind the group `secret` is a part of the secret: keys that grew longer than they were.
    package var secretMayBeLonger: Bool { pattern.hasSuffix(KeyedPattern.surplus) }

    /// The one case of the secret's letters, if a match may be written in the other.
    package var secretCase: SecretCase? { SecretCase(ofPattern: pattern) }

    /// What reports, rolls and owners' questions know of.
    package static let kinds = [
        "access-token", "ai-provider-key", "api-key", "certificate", "ci-token", "connection-string",
        "database-credential",
        "encryption-key", "identifier", "jwt", "oauth-client-secret", "other", "package-registry-token", "password",
        "password-hash", "private-key", "refresh-token", "service-account-key", "session-token", "signing-key",
        "webhook-url",
    ]

    package init(
        id: String, name: String, provider: String, providerName: String, kind: String, revision: Int,
        anchors: [String], anchorsIgnoringCase: [String], pattern: String, checks: [String], entropyFloor: Double,
        prior: Double, reach: Reach, examples: [String], nearMisses: [String], rotation: String, guidanceURL: String,
        companions: [CompanionDefinition] = [], website: String = ""
    ) {
        self.id = id
        self.name = name
        self.provider = provider
        self.providerName = providerName
        self.kind = kind
        self.revision = revision
        self.anchors = anchors
        self.anchorsIgnoringCase = anchorsIgnoringCase
        self.pattern = pattern
        self.checks = checks
        self.entropyFloor = entropyFloor
        self.prior = prior
        self.reach = reach
        self.examples = examples
        self.nearMisses = nearMisses
        self.rotation = rotation
        self.guidanceURL = guidanceURL
        self.companions = companions
        self.website = website
    }
}
