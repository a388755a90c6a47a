package import Model

/// A file that may hold artefacts.
struct ConfigFile: Sendable {
    /// Relative to the source.
    let path: String
    let text: String

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    var folders: [String] { path.split(separator: "/").dropLast().map(String.init) }
    var fileExtension: String {
        name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } ?? "" : ""
    }

    /// YAML or JSON by its name.
    func documents() throws(FormatError) -> [ConfigNode] {
        if fileExtension == "json" || text.first(where: { !$0.isWhitespace }) == "{" {
            return [try JSONFormat.document(text)]
        }
        return try YAMLFormat.documents(text)
    }
}

/// Reads one family of files. A new one is a file here and a line in `ArtefactReader`.
protocol ArtefactRecogniser: Sendable {
    /// Whether a file may be of the family, by its path alone. The text of `file` is empty.
    static func wants(_ file: ConfigFile) -> Bool
    /// Nothing for files that turn out to be something else; throws for those that do not parse.
    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact]
}

package enum ArtefactReader {
    static let recognisers: [any ArtefactRecogniser.Type] = [
        OwnershipRecogniser.self, KubernetesRecogniser.self, GitHubActionsRecogniser.self, GitLabCIRecogniser.self,
        TerraformRecogniser.self, CloudFormationRecogniser.self, ComposeRecogniser.self, AgentRecogniser.self,
        CertificateRecogniser.self, SSHRecogniser.self, KubeconfigRecogniser.self, EncryptedFileRecogniser.self,
        SystemdRecogniser.self, JenkinsRecogniser.self,
    ]

    /// Larger files are no configuration that people write.
    package static let largestFile = 4 << 20

    /// Whether a file is worth reading, by its path.
    package static func wants(_ path: String) -> Bool {
        let file = ConfigFile(path: path, text: "")
        return recognisers.contains { $0.wants(file) }
    }

    /// - Returns: what is in the file, and why a family could not read it.
    package static func read(path: String, content: UnsafeRawBufferPointer) -> (artefacts: [Artefact], faults: [String])
    {
        guard content.count <= largestFile, let text = String(validating: content, as: UTF8.self) else {
            return ([], [])
        }
        let file = ConfigFile(path: path, text: text)
        var artefacts: [Artefact] = []
        var faults: [String] = []
        for recogniser in recognisers where recogniser.wants(file) {
            do { artefacts += try recogniser.artefacts(in: file) } catch { faults.append(error.reason) }
        }
        return (artefacts, Set(faults).sorted())
    }
}

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
        guard text.hasPrefix("$") else { return nil }
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

    private static let secretWords = [
        "token", "secret", "password", "passwd", "api_key", "apikey", "api-key", "credential", "private_key", "auth",
        "access_key",
    ]

    static func namesSecret(_ key: String) -> Bool {
        let key = key.lowercased()
        return secretWords.contains { key.contains($0) } || key.hasSuffix("_key") || key.hasSuffix("pat")
    }
}
