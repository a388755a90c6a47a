package import RuleFormat

/// Kinds of rules that fail in different ways, and are therefore measured apart.
package enum RuleFamily: String, CaseIterable, Hashable, Sendable {
    /// Values without a format, told by key, value and place.
    case generic
    /// Vendors' tokens with a literal of their own.
    case vendor
    /// Vendors' keys without one, told by the vendor's name in the key beside them.
    case keyed
    /// Private keys, key blocks and password hashes.
    case key
    /// Passwords in URLs, connection strings and headers; webhook addresses.
    case connection

    /// The family to which a rule's findings are counted.
    package static func family(of rule: RuleDefinition) -> RuleFamily {
        if rule.provider == "generic" { return .generic }
        switch rule.kind {
        case "private-key", "password-hash": return .key
        case "connection-string", "database-credential", "webhook-url": return .connection
        default: break
        }
        if ["url", "http", "curl"].contains(rule.provider) { return .connection }
        return rule.anchors.isEmpty ? .keyed : .vendor
    }
}
