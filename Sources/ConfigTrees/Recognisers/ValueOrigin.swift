/// Where a value that is no literal comes from.
struct ValueOrigin {
    /// `environment`, `prompt`, or the name of a vault's kind.
    let store: String
    /// Its name there.
    let target: String

    /// What a reference begins with, for the stores that are named in whole.
    private static let stores: KeyValuePairs = [
        "op://": "1password", "vault:": "vault", "arn:aws:secretsmanager:": "aws-secrets-manager",
        "arn:aws:ssm:": "aws-parameter-store", "ssm:": "aws-parameter-store", "secretsmanager:": "aws-secrets-manager",
        "bws://": "bitwarden", "doppler://": "doppler", "infisical://": "infisical", "sm://": "gcp-secret-manager",
        "berglas://": "gcp-secret-manager", "!var ": "conjur", "!var:file ": "conjur",
        // vals and helm-secrets
        "ref+awsssm:": "aws-parameter-store", "ref+awssecrets:": "aws-secrets-manager", "ref+vault:": "vault",
        "ref+gcpsecrets:": "gcp-secret-manager", "ref+azurekeyvault:": "azure-key-vault", "ref+op:": "1password",
        "ref+sops:": "sops", "ref+doppler:": "doppler", "ref+bw:": "bitwarden", "ref+": "vals",
    ]

    private init(store: String, target: some StringProtocol) {
        self.store = store
        self.target = String(target)
    }

    /// Reads `${VAR}`, `$VAR`, `${env:VAR}`, `${input:x}`, `#{x}#`, `op://…`, `vault:…`, `ref+…`, `secret-manager` URIs.
    /// - Returns: nil for a literal.
    init?(_ text: String) {
        if let reference = Self.keyVault(text) {
            self = reference
            return
        }
        let text = text.hasPrefix("Bearer ") ? String(text.dropFirst(7)) : text
        for (prefix, store) in Self.stores where text.hasPrefix(prefix) {
            self.init(store: store, target: text)
            return
        }
        if text.contains(".vault.azure.net/secrets/") {
            self.init(store: "azure-key-vault", target: text)
        } else if text.hasPrefix("projects/"), text.contains("/secrets/") {
            self.init(store: "gcp-secret-manager", target: text)
        } else if text.hasPrefix("#{"), let close = text.firstIndex(of: "}") {
            // Filled in when it is deployed, by Azure DevOps or Octopus.
            self.init(store: "deployment", target: text[..<close].dropFirst(2))
        } else {
            self.init(variable: text)
        }
    }

    private init?(variable text: String) {
        guard text.hasPrefix("$"), !text.hasPrefix("$ANSIBLE_VAULT;") else { return nil }
        var name = text.dropFirst()
        if name.hasPrefix("{"), let close = name.firstIndex(of: "}") {
            name = name[name.index(after: name.startIndex)..<close]
        }
        for prefix in ["env:", "env."] where name.hasPrefix(prefix) {
            self.init(store: "environment", target: name.dropFirst(prefix.count))
            return
        }
        if name.hasPrefix("input:") {
            self.init(store: "prompt", target: name.dropFirst(6))
            return
        }
        let variable = name.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard !variable.isEmpty else { return nil }
        self.init(store: "environment", target: variable)
    }

    /// `@Microsoft.KeyVault(SecretUri=…)`, as settings of Azure's App Service refer to a secret.
    private static func keyVault(_ text: String) -> ValueOrigin? {
        guard text.hasPrefix("@Microsoft.KeyVault("), let close = text.lastIndex(of: ")") else { return nil }
        let target = text[..<close].dropFirst(20)
        return ValueOrigin(
            store: "azure-key-vault", target: target.hasPrefix("SecretUri=") ? target.dropFirst(10) : target)
    }

    /// What names a store in whole is a reference under any key; `vault:1.2` is an image.
    private static func namesStore(_ text: String) -> Bool {
        text.hasPrefix("ref+") || text.hasPrefix("@Microsoft.KeyVault(") || text.hasPrefix("!var")
            || stores.contains { $0.key.hasSuffix("://") && text.hasPrefix($0.key) }
    }

    /// Reads the secret of a setting: all of its value, the password of an address in it, or a lookup in a template of
    /// Ansible's.
    /// - Returns: nil for literals, and for keys that name no secret.
    init?(of key: String, value: String) {
        if let password = Self.password(ofAddress: value) {
            self.init(password)
            return
        }
        if value.contains("{{"), let found = Self.lookup(in: value) {
            self = found
            return
        }
        if Self.namesStore(value) {
            self.init(value)
            return
        }
        guard Self.namesSecret(key) else { return nil }
        // `PASSWORD_FILE`, `secret_name`, `token_url` name something about it.
        let lower = key.lowercased()
        guard !["_file", "_path", "_url", "_uri", "_name", "_type", "_ttl", "_length"].contains(where: lower.hasSuffix)
        else { return nil }
        self.init(value)
    }

    /// `${DB_PASSWORD}` of `postgres://app:${DB_PASSWORD}@db/app`.
    private static func password(ofAddress text: String) -> String? {
        password(ofConnection: text) ?? password(ofURL: text)
    }

    /// `#{DbPassword}#` of `Server=db;User=sa;Password=#{DbPassword}#`.
    private static func password(ofConnection text: String) -> String? {
        guard text.contains(";") else { return nil }
        for part in text.split(separator: ";") {
            guard let sign = part.firstIndex(of: "="), ["password", "pwd"].contains(part[..<sign].lowercased()) else {
                continue
            }
            let password = part[part.index(after: sign)...]
            return password.hasPrefix("$") || password.hasPrefix("#{") ? String(password) : nil
        }
        return nil
    }

    private static func password(ofURL text: String) -> String? {
        guard let scheme = text.firstRange(of: "://") else { return nil }
        let rest = text[scheme.upperBound...]
        guard let at = rest.firstIndex(of: "@"), let colon = rest[..<at].firstIndex(of: ":") else { return nil }
        let password = rest[rest.index(after: colon)..<at]
        return password.hasPrefix("$") ? String(password) : nil
    }

    /// `{{ lookup('hashi_vault', 'secret=secret/data/app:password') }}`, `lookup('env', 'TOKEN')`.
    private static func lookup(in text: String) -> ValueOrigin? {
        guard let call = text.firstRange(of: "lookup(") else { return nil }
        let words = text[call.upperBound...].split(separator: ",", maxSplits: 2).map {
            $0.filter { !$0.isWhitespace && !"'\")}".contains($0) }
        }
        guard words.count > 1, let plugin = words[0].split(separator: ".").last else { return nil }
        switch plugin {
        case "env": return ValueOrigin(store: "environment", target: words[1])
        case "hashi_vault", "vault_kv2_get", "vault_kv1_get", "vault_read":
            return ValueOrigin(
                store: "vault", target: words[1].hasPrefix("secret=") ? String(words[1].dropFirst(7)) : words[1])
        case "aws_secret", "secretsmanager_secret": return ValueOrigin(store: "aws-secrets-manager", target: words[1])
        case "aws_ssm", "ssm_parameter": return ValueOrigin(store: "aws-parameter-store", target: words[1])
        case "onepassword": return ValueOrigin(store: "1password", target: words[1])
        default: return nil
        }
    }

    private static let secretWords = [
        "token", "secret", "password", "passwd", "api_key", "apikey", "api-key", "credential", "private_key", "auth",
        "access_key",
    ]

    /// Whether a key says that its value is secret.
    static func namesSecret(_ key: String) -> Bool {
        let key = key.lowercased()
        return secretWords.contains { key.contains($0) } || key.hasSuffix("_key") || key.hasSuffix("pat")
    }
}
