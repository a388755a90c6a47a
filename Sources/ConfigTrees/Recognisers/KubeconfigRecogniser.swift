internal import Model

/// kubeconfig files: users and the clusters they go to.
enum KubeconfigRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        file.name.lowercased().contains("kubeconfig") || file.path.hasSuffix(".kube/config")
            || file.fileExtension == "kubeconfig"
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        guard let config = try file.documents().first, config["kind"]?.text == "Config" else { return [] }
        var servers: [String: String] = [:]
        for cluster in config["clusters"]?.items ?? [] {
            if let name = cluster["name"]?.text { servers[name] = cluster[["cluster", "server"]]?.text ?? "" }
        }
        var clusters: [String: [String]] = [:]
        for context in config["contexts"]?.items ?? [] {
            guard let user = context[["context", "user"]]?.text, let cluster = context[["context", "cluster"]]?.text
            else { continue }
            clusters[user, default: []].append(servers[cluster] ?? cluster)
        }
        return (config["users"]?.items ?? []).compactMap { entry in
            guard let name = entry["name"]?.text, let user = entry["user"] else { return nil }
            let kinds = [
                ("exec", "plugin"), ("auth-provider", "plugin"), ("tokenFile", "file"), ("token", "literal token"),
                ("client-key-data", "client certificate"),
                ("client-key", "client certificate file"), ("password", "literal password"),
            ]
            let kind = kinds.first { user[$0.0] != nil }?.1 ?? "none"
            return Artefact(
                .declaration, family: "kubeconfig", type: "user", name: name, line: entry.line,
                facts: [
                    "server": (clusters[name] ?? []).sorted().joined(separator: " "), "authentication": kind,
                    "plugin": user[["exec", "command"]]?.text ?? "",
                ]
                .filter { !$0.value.isEmpty })
        }
    }
}
