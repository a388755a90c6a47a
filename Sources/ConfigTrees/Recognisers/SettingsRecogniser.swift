internal import Model

/// Settings of programs, whatever they are called: keys that name a secret and whose value points at one.
enum SettingsRecogniser: ArtefactRecogniser {
    private static let lineFormats: Set<String> = ["env", "properties", "ini", "cfg", "conf", "cnf", "tfvars"]
    private static let treeFormats: Set<String> = ["yaml", "yml", "json", "toml"]

    static func wants(_ file: ConfigFile) -> Bool {
        let isOthers =
            ComposeRecogniser.wants(file) || GitLabCIRecogniser.wants(file) || AgentRecogniser.wants(file)
            || GitHubActionsRecogniser.wants(file) || PipelineRecogniser.wants(file) || RegistryRecogniser.wants(file)
            || file.path.hasPrefix(".github/")
            || ["package.json", "package-lock.json", "composer.lock"].contains(file.name)
        return !isOthers
            && (lineFormats.contains(file.fileExtension) || treeFormats.contains(file.fileExtension)
                || file.name == ".env" || file.name.hasPrefix(".env."))
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        guard pointsSomewhere(file), !isOthers(file) else { return [] }
        var artefacts: [Artefact] = []
        func take(_ key: String, _ value: String, _ line: Int) {
            guard let origin = ValueOrigin(of: key, value: value) else { return }
            artefacts.append(
                Artefact(
                    .reference, family: "settings", type: "value", name: key, line: line, store: origin.store,
                    target: origin.target, facts: ["variable": key]))
        }
        guard treeFormats.contains(file.fileExtension) else {
            for entry in INIFormat.sections(file.text).flatMap(\.entries) {
                let key = entry.key.hasPrefix("export ") ? String(entry.key.dropFirst(7)) : entry.key
                take(key, entry.value.trimmingQuotes, entry.line)
            }
            return artefacts
        }
        for document in try file.documents() {
            document.forEach { key, node in
                if let text = node.source { take(key, text, node.line) }
            }
        }
        return artefacts
    }

    /// Before anything is parsed: most settings point nowhere.
    private static func pointsSomewhere(_ file: ConfigFile) -> Bool {
        [
            "${", "op://", "vault:", "lookup(", "arn:aws:secretsmanager:", "arn:aws:ssm:", ".vault.azure.net",
            "/secrets/", "=$", ": $", ": \"$", "@Microsoft.KeyVault(", "ref+", "sm://", "#{", "!var", "ssm:", "bws://",
            "doppler://", "infisical://", "berglas://",
        ]
        .contains { file.holds($0) }
    }

    /// Formats that have a recogniser of their own, by their content.
    private static func isOthers(_ file: ConfigFile) -> Bool {
        file.holds("apiVersion") && file.holds("kind") || file.holds("AWSTemplateFormatVersion")
    }
}

extension String {
    /// Without the quotes that stand around it.
    fileprivate var trimmingQuotes: String {
        guard count > 1, let first, first == last, first == "\"" || first == "'" else { return self }
        return String(dropFirst().dropLast())
    }
}
