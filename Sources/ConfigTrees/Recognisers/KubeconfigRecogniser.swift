internal import Model

/// kubeconfig files: users, the clusters they go to, and certificates that stand in them.
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
        var clusters: [String: Set<String>] = [:]
        for context in config["contexts"]?.items ?? [] {
            guard let user = context[["context", "user"]]?.text, let cluster = context[["context", "cluster"]]?.text
            else { continue }
            clusters[user, default: []].insert(servers[cluster] ?? cluster)
        }
        return (config["users"]?.items ?? []).compactMap { entry in
            guard let name = entry["name"]?.text, let user = entry["user"] else { return nil }
            // A user without a context can only go to the one cluster there is.
            let own = clusters[name] ?? (servers.count == 1 ? Set(servers.values) : [])
            return read(user, name: name, line: entry.line, server: own.sorted().joined(separator: " "))
        }
    }

    private static func read(_ user: ConfigNode, name: String, line: Int, server: String) -> Artefact {
        let kinds = [
            ("exec", "plugin"), ("auth-provider", "plugin"), ("tokenFile", "file"), ("token", "literal token"),
            ("client-key-data", "client certificate"), ("client-key", "client certificate file"),
            ("password", "literal password"),
        ]
        let facts = [
            "server": server, "authentication": kinds.first { user[$0.0] != nil }?.1 ?? "none",
            "plugin": user[["exec", "command"]]?.text ?? "",
        ]
        return Artefact(
            .declaration, family: "kubeconfig", type: "user", name: name, line: line,
            facts: facts.filter { !$0.value.isEmpty },
            literals: ["token", "password", "client-key-data"].compactMap { user[$0]?.lines })
    }
}
