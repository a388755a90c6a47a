internal import Model

/// Whose a credential is, as far as it or what stands around it says: a user at a host, an account, a subject; and whether
/// a passphrase protects it, or it has expired.
struct HumanOwner {
    let finding: Finding
    let now: Timestamp

    /// nil where nothing is known that the report does not show anyway.
    var text: String? {
        let parts = [owner].compactMap(\.self) + finding.knownLimits(at: now)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private var owner: String? {
        let facts = finding.publicFacts
        let told = Set(finding.companions.compactMap(\.publicPart))
        if facts["type"] == "login" || facts["type"] == "registry" {
            // The parts of an address, which the rule names by itself.
            guard !finding.companions.contains(where: { $0.role == "host" || $0.role == "user" }) else { return nil }
            guard let user = facts["user"] else {
                return facts["host"].flatMap { told.contains($0) ? nil : "at " + $0 }
            }
            let port = facts["port"].map { ":" + $0 } ?? ""
            let host = facts["host"].map { " at " + $0 + port } ?? ""
            let database = facts["database"].map { ", database " + $0 } ?? ""
            return host.isEmpty && told.contains(user) ? nil : "of user " + user + host + database
        }
        let parts = Self.names.compactMap { name in
            facts[name.fact].flatMap { told.contains($0) ? nil : name.shown + " " + $0 }
        }
        return parts.isEmpty ? nil : "of " + parts.prefix(3).joined(separator: ", ")
    }

    /// What tells one owner from another, the clearest first.
    private static let names: [(fact: String, shown: String)] = [
        ("client_email", "service account"), ("account", "account"), ("service_account", "service account"),
        ("issuer", "issuer"), ("subject", "subject"), ("storage_account", "storage account"), ("tenant_id", "tenant"),
        ("client_id", "client"), ("project_ref", "project"), ("workspace", "workspace"), ("user", "user"),
        ("host", "host"), ("comment", "comment"),
    ]
}

extension FindingCompanion {
    /// nil for what is a secret itself.
    fileprivate var publicPart: String? {
        switch value {
        case .publicPart(let text): text
        case .secret: nil
        }
    }
}
