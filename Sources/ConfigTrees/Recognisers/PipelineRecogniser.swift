internal import Model

/// Pipelines of CircleCI, Azure and Bitbucket: contexts, variable groups, service connections, vaults, identity tokens.
enum PipelineRecogniser: ArtefactRecogniser {
    private enum Kind { case circle, azure, bitbucket }

    static func wants(_ file: ConfigFile) -> Bool { kind(of: file) != nil }

    private static func kind(of file: ConfigFile) -> Kind? {
        guard ["yml", "yaml"].contains(file.fileExtension) else { return nil }
        if file.path.hasSuffix(".circleci/config.yml") { return .circle }
        if file.name.hasPrefix("azure-pipelines") { return .azure }
        return file.name == "bitbucket-pipelines.yml" ? .bitbucket : nil
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        guard let kind = kind(of: file), let pipeline = try file.documents().first else { return [] }
        var artefacts: [Artefact] = []
        var seen: Set<String> = []
        func reference(_ family: String, _ type: String, _ store: String, _ target: String, _ line: Int) {
            guard !target.isEmpty, !target.contains("$"), seen.insert(store + " " + target).inserted else { return }
            artefacts.append(
                Artefact(
                    .reference, family: family, type: type, name: file.name, line: line, store: store, target: target))
        }
        pipeline.forEach { key, node in
            switch (kind, key) {
            case (.circle, "context"):
                if let name = node.text { reference("circleci", "context", "circleci-contexts", name, node.line) }
            case (.circle, "username"), (.circle, "password"), (.circle, "aws_secret_access_key"):
                if let text = node.text, let origin = ValueOrigin(text), origin.store == "environment" {
                    reference("circleci", "variable", "circleci-variables", origin.target, node.line)
                }
            case (.azure, "group"):
                if let name = node.text {
                    reference("azure-pipelines", "variable-group", "azure-variable-groups", name, node.line)
                }
            case (.azure, "inputs"):
                if let vault = node["KeyVaultName"]?.text ?? node["keyVaultName"]?.text {
                    let filter = node["SecretsFilter"] ?? node["secretsFilter"]
                    for name in (filter?.text ?? "*").split(separator: ",") where name != "*" {
                        reference(
                            "azure-pipelines", "secret", "azure-key-vault",
                            "\(vault)/\(name.filter { !$0.isWhitespace })", filter?.line ?? node.line)
                    }
                }
                for key in ["azureSubscription", "ConnectedServiceName", "connectedServiceNameARM", "awsCredentials"] {
                    guard let name = node[key]?.text, !name.contains("$"), seen.insert("connection " + name).inserted
                    else { continue }
                    artefacts.append(
                        Artefact(
                            .declaration, family: "azure-pipelines", type: "service-connection", name: name,
                            line: node[key]?.line ?? node.line))
                }
            case (.bitbucket, "oidc") where node.text == "true":
                artefacts.append(
                    Artefact(.declaration, family: "bitbucket", type: "pipeline", name: "pipelines", line: node.line))
            default: break
            }
        }
        return artefacts
    }
}
