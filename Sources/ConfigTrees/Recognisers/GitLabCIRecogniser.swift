internal import Model

/// GitLab CI: identity tokens, vaulted secrets, and variables that come from elsewhere.
enum GitLabCIRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        file.name == ".gitlab-ci.yml" || file.name.hasSuffix(".gitlab-ci.yml")
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        // GitLab's own tag reads as a list of names.
        guard let pipeline = try file.documents().first else { return [] }
        var artefacts: [Artefact] = []
        for (job, node) in pipeline.entries where node.isMap {
            for (token, body) in node["id_tokens"]?.entries ?? [] {
                let audience = body["aud"]?.text ?? (body["aud"]?.items ?? []).compactMap(\.text).joined(separator: " ")
                artefacts.append(
                    Artefact(
                        .declaration, family: "gitlab-ci", type: "id-token", name: job, line: body.line,
                        facts: ["token": token, "audience": audience]))
            }
            for (secret, body) in node["secrets"]?.entries ?? [] {
                for (store, place) in body.entries where place.isMap || place.text != nil {
                    guard store != "token", store != "file" else { continue }
                    let stores = [
                        "gcp_secret_manager": "gcp-secret-manager", "azure_key_vault": "azure-key-vault",
                        "aws_secrets_manager": "aws-secrets-manager",
                    ]
                    let store = stores[store] ?? store
                    let target =
                        place.text ?? vaultPath(place) ?? place["name"]?.text ?? place["secret_id"]?.text ?? secret
                    artefacts.append(
                        Artefact(
                            .reference, family: "gitlab-ci", type: "secret", name: job, line: body.line, store: store,
                            target: target))
                }
            }
        }
        var seen: Set<String> = []
        let variables = [pipeline] + pipeline.entries.map(\.value)
        for (key, node) in variables.flatMap({ $0["variables"]?.entries ?? [] }) {
            guard let text = node.text ?? node["value"]?.text, let origin = ValueOrigin(of: key, value: text),
                !origin.target.hasPrefix("CI_"), seen.insert(origin.target).inserted
            else { continue }
            artefacts.append(
                Artefact(
                    .reference, family: "gitlab-ci", type: "variable", name: key, line: node.line,
                    store: origin.store == "environment" ? "gitlab-variables" : origin.store, target: origin.target))
        }
        return artefacts
    }

    /// The long form: engine, path and field apart.
    private static func vaultPath(_ place: ConfigNode) -> String? {
        guard let path = place["path"]?.text else { return nil }
        return [place[["engine", "path"]]?.text, path].compactMap(\.self).joined(separator: "/")
    }
}
