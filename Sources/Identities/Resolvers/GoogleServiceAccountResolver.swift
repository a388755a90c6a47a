import Model

/// Google Cloud service account keys: the JSON file names the account beside the key.
enum GoogleServiceAccountResolver: IdentityResolver {
    static let type = "gcp-service-account"

    static func facts(about context: SecretContext) -> PublicFacts? {
        let text: String
        if context.kind == "service-account-key", !context.text.hasPrefix("-----") {
            // The whole file in base64; what is read from it is not the key.
            guard let bytes = Base64Text.decode(context.text) else { return nil }
            text = String(decoding: bytes, as: UTF8.self)
        } else {
            guard context.text.hasPrefix("-----BEGIN"), context.surroundings.contains("client_email") else {
                return nil
            }
            text = context.surroundings
        }
        guard let email = value("client_email", in: text), email.contains("@") else { return nil }
        return PublicFacts([
            "client_email": email, "project_id": value("project_id", in: text) ?? "",
            "private_key_id": value("private_key_id", in: text) ?? "", "client_id": value("client_id", in: text) ?? "",
        ])
    }

    static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? {
        facts["client_email"].map { claim(email: $0, project: facts["project_id"]) }
    }

    /// Also for declarations, which name the account without its key.
    package static func claim(email: String, project: String?) -> IdentityClaim {
        // name@project.iam.gserviceaccount.com
        let domain = email.split(separator: "@").last.map(String.init) ?? ""
        let named =
            domain.hasSuffix(".iam.gserviceaccount.com") ? domain.split(separator: ".").first.map(String.init) : nil
        return IdentityClaim(
            key: "gcp:service-account:" + email.lowercased(), kind: .serviceAccount, provider: "gcp", name: email,
            account: project ?? named)
    }

    private static func value(_ key: String, in text: String) -> String? {
        TextSearch.value(of: ["\"\(key)\""], in: text) {
            $0.isASCII && ($0.isLetter || $0.isNumber || "@.-_:".contains($0))
        }
    }
}
