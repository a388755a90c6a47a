/// Where a value that is no literal comes from.
enum ValueOrigin {
    /// `${VAR}`, `$VAR`, `${env:VAR}`, `${input:x}`, `op://…`, `vault:…`, `secret-manager` URIs.
    /// - Returns: store and name; nil for a literal.
    static func reference(_ text: String) -> (store: String, target: String)? {
        let text = text.hasPrefix("Bearer ") ? String(text.dropFirst(7)) : text
        for (prefix, store) in [
            ("op://", "1password"), ("vault:", "vault"), ("vault://", "vault"),
            ("arn:aws:secretsmanager:", "aws-secrets-manager"),
            ("arn:aws:ssm:", "aws-parameter-store"), ("ssm:", "aws-parameter-store"),
            ("secretsmanager:", "aws-secrets-manager"),
            ("bws://", "bitwarden"), ("doppler://", "doppler"), ("infisical://", "infisical"),
        ] where text.hasPrefix(prefix) { return (store, text) }
        if text.contains(".vault.azure.net/secrets/") { return ("azure-key-vault", text) }
        if text.hasPrefix("projects/"), text.contains("/secrets/") { return ("gcp-secret-manager", text) }
        guard text.hasPrefix("$"), !text.hasPrefix("$ANSIBLE_VAULT;") else { return nil }
        var name = text.dropFirst()
        if name.hasPrefix("{"), let close = name.firstIndex(of: "}") {
            name = name[name.index(after: name.startIndex)..<close]
        }
        for prefix in ["env:", "env."] where name.hasPrefix(prefix) {
            return ("environment", String(name.dropFirst(prefix.count)))
        }
        if name.hasPrefix("input:") { return ("prompt", String(name.dropFirst(6))) }
        let variable = name.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return variable.isEmpty ? nil : ("environment", String(variable))
    }

    /// Where the secret of a setting comes from: all of its value, the password of an address in it, or a lookup in a
    /// template of Ansible's.
    /// - Returns: nil for literals, and for keys that name no secret.
    static func reference(of key: String, value: String) -> (store: String, target: String)? {
        if let password = Self.password(ofAddress: value) { return reference(password) }
        if value.contains("{{"), let found = Self.lookup(in: value) { return found }
        guard namesSecret(key) else { return nil }
        // `PASSWORD_FILE`, `secret_name`, `token_url` name something about it.
        let lower = key.lowercased()
        guard !["_file", "_path", "_url", "_uri", "_name", "_type", "_ttl", "_length"].contains(where: lower.hasSuffix)
        else { return nil }
        return reference(value)
    }

    /// `${DB_PASSWORD}` of `postgres://app:${DB_PASSWORD}@db/app`.
    private static func password(ofAddress text: String) -> String? {
        guard let scheme = text.firstRange(of: "://") else { return nil }
        let rest = text[scheme.upperBound...]
        guard let at = rest.firstIndex(of: "@"), let colon = rest[..<at].firstIndex(of: ":") else { return nil }
        let password = rest[rest.index(after: colon)..<at]
        return password.hasPrefix("$") ? String(password) : nil
    }

    /// `{{ lookup('hashi_vault', 'secret=secret/data/app:password') }}`, `lookup('env', 'TOKEN')`.
    private static func lookup(in text: String) -> (store: String, target: String)? {
        guard let call = text.firstRange(of: "lookup(") else { return nil }
        let words = text[call.upperBound...].split(separator: ",", maxSplits: 2).map {
            $0.filter { !$0.isWhitespace && !"'\")}".contains($0) }
        }
        guard words.count > 1, let plugin = words[0].split(separator: ".").last else { return nil }
        switch plugin {
        case "env": return ("environment", words[1])
        case "hashi_vault", "vault_kv2_get", "vault_kv1_get", "vault_read":
            return ("vault", words[1].hasPrefix("secret=") ? String(words[1].dropFirst(7)) : words[1])
        case "aws_secret", "secretsmanager_secret": return ("aws-secrets-manager", words[1])
        case "aws_ssm", "ssm_parameter": return ("aws-parameter-store", words[1])
        case "onepassword": return ("1password", words[1])
        default: return nil
        }
    }

    private static let secretWords = [
        "token", "secret", "password", "passwd", "api_key", "apikey", "api-key", "credential", "private_key", "auth",
        "access_key",
    ]

    static func namesSecret(_ key: String) -> Bool {
        let key = key.lowercased()
        return secretWords.contains { key.contains($0) } || key.hasSuffix("_key") || key.hasSuffix("pat")
    }
}
