/// Why a finding is not shown.
package struct Suppression: Hashable, Sendable {
    /// Who said that it need not be shown. The raw value is what findings files print.
    package enum Kind: String, Sendable {
        case inline, baseline, ignoreFile = "ignore-file", ruleAllowlist = "rule-allowlist", decision
    }
    package let kind: Kind
    /// For people, and without the secret.
    package let reason: String

    package init(kind: Kind, reason: String) {
        self.kind = kind
        self.reason = reason
    }
}
