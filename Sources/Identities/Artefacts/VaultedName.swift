/// The name of a secret in a vault, however it was pointed at: without the field, version or engine's own path.
enum VaultedName {
    /// - Parameter store: as artefacts name it: `vault`, `kubernetes-secret`…; a target of any other is its own name.
    static func of(_ target: String, in store: String) -> String {
        switch store {
        case "kubernetes-secret": String(target.prefix { $0 != "#" })
        case "vault": vault(target)
        case "aws-secrets-manager": secretsManager(target)
        case "aws-parameter-store": parameterStore(target)
        default: target
        }
    }

    /// `path:field`, `path#field`, GitLab's `path/field@engine`; version 2 of the engine has `data` behind it.
    private static func vault(_ target: String) -> String {
        var text = target
        if text.hasPrefix("vault:") { text = String(text.dropFirst(6)) }
        text = String(text.drop { $0 == "/" })
        if let at = text.lastIndex(of: "@") {
            let path = text[..<at].split(separator: "/").dropLast().joined(separator: "/")
            return "\(text[text.index(after: at)...])/\(path)"
        }
        text = String(text.prefix { $0 != "#" && $0 != ":" && $0 != "?" })
        var parts = text.split(separator: "/").map(String.init)
        if parts.count > 2, parts[1] == "data" { parts.remove(at: 1) }
        return parts.joined(separator: "/")
    }

    /// `secretsmanager:name:SecretString:field`, `arn:aws:secretsmanager:region:account:secret:name-AbCdEf`.
    private static func secretsManager(_ target: String) -> String {
        let parts = target.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts.first == "secretsmanager", parts.count > 1 { return parts[1] }
        guard parts.first == "arn", parts.count > 6 else { return target }
        let name = parts[6]
        guard let dash = name.lastIndex(of: "-"), name.distance(from: dash, to: name.endIndex) == 7 else { return name }
        return String(name[..<dash])
    }

    /// `ssm:name`, `ssm-secure:name`, `arn:aws:ssm:region:account:parameter/name`.
    private static func parameterStore(_ target: String) -> String {
        let parts = target.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if parts[0] == "ssm" || parts[0] == "ssm-secure", parts.count > 1 { return parts[1] }
        guard parts.first == "arn", parts.count > 5 else { return target }
        return String(parts[5].dropFirst(parts[5].hasPrefix("parameter") ? 9 : 0))
    }
}
