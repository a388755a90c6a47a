internal import Model

/// Compose files: secrets, and environment variables that are passed in.
enum ComposeRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        (file.name.hasPrefix("docker-compose") || file.name.hasPrefix("compose"))
            && ["yml", "yaml"].contains(file.fileExtension)
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        guard let project = try file.documents().first else { return [] }
        var artefacts: [Artefact] = []
        for (name, secret) in project["secrets"]?.entries ?? [] {
            let (store, target) =
                secret["file"]?.text.map { ("file", $0) } ?? secret["environment"]?.text.map { ("environment", $0) }
                ?? ("docker-secrets", secret["name"]?.text ?? name)
            artefacts.append(
                Artefact(
                    .reference, family: "compose", type: "secret", name: name, line: secret.line, store: store,
                    target: target))
        }
        for (service, body) in project["services"]?.entries ?? [] {
            let environment = body["environment"]
            let listed = (environment?.items ?? []).compactMap { item -> (String, String, Int)? in
                guard let text = item.text, let sign = text.firstIndex(of: "=") else { return nil }
                return (String(text[..<sign]), String(text[text.index(after: sign)...]), item.line)
            }
            let mapped = (environment?.entries ?? []).compactMap { entry in
                entry.value.text.map { (entry.key, $0, entry.value.line) }
            }
            for (key, value, line) in listed + mapped {
                guard let origin = ValueOrigin(of: key, value: value) else { continue }
                artefacts.append(
                    Artefact(
                        .reference, family: "compose", type: "environment", name: service, line: line,
                        store: origin.store, target: origin.target,
                        facts: ["variable": key]))
            }
        }
        return artefacts
    }
}
