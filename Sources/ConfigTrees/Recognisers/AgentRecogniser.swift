internal import Model

/// AI agents and the tool servers they call (Model Context Protocol): what runs, and where its secrets come from.
enum AgentRecogniser: ArtefactRecogniser {
    private static let names: Set<String> = [
        ".mcp.json", "mcp.json", "mcp_config.json", "claude_desktop_config.json", "mcp_settings.json",
        "cline_mcp_settings.json",
        "agent.json", "agent-card.json",
    ]

    static func wants(_ file: ConfigFile) -> Bool {
        names.contains(file.name) || file.path.hasSuffix(".codex/config.toml")
            || file.path.hasSuffix(".gemini/settings.json")
            || file.path.hasSuffix(".claude/settings.json")
            || file.path.contains(".continue/") && ["yaml", "yml", "json"].contains(file.fileExtension)
            || file.name.hasSuffix(".agent.yaml") || file.name.hasSuffix(".agent.yml")
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        guard let root = try file.documents().first else { return [] }
        var artefacts: [Artefact] = []
        let servers = root["mcpServers"] ?? root["servers"] ?? root["mcp_servers"] ?? root[["mcp", "servers"]]
        for (name, server) in servers?.entries ?? [] where server.isMap { artefacts += read(name, server) }
        for server in servers?.items ?? [] { artefacts += read(server["name"]?.text ?? "server", server) }
        // A2A agent cards: who the agent is and how callers prove themselves.
        if let name = root["name"]?.text, root["skills"] != nil || root["capabilities"] != nil,
            root["url"] != nil || root["authentication"] != nil || root["securitySchemes"] != nil
        {
            let schemes =
                root["securitySchemes"]?.entries.map(\.key)
                ?? (root[["authentication", "schemes"]]?.items ?? []).compactMap(\.text)
            artefacts.append(
                Artefact(
                    .declaration, family: "agent", type: "agent", name: name, line: root["name"]?.line ?? 1,
                    facts: ["url": address(root["url"]?.text ?? ""), "authentication": schemes.joined(separator: " ")]))
        }
        return artefacts
    }

    private static func read(_ name: String, _ server: ConfigNode) -> [Artefact] {
        var facts: [String: String] = [:]
        if let url = server["url"]?.text ?? server["serverUrl"]?.text { facts["url"] = address(url) }
        facts["command"] = server["command"]?.text
        // The package or image, not its flags: those may be secrets.
        facts["package"] = (server["args"]?.items ?? []).compactMap(\.text).first {
            !$0.hasPrefix("-") && $0 != "run" && $0 != "exec"
        }
        let inputs = (server["env"]?.entries ?? []) + (server["headers"]?.entries ?? [])
        var references: [Artefact] = []
        var literals: [String] = []
        var places: [ClosedRange<Int>] = []
        for (key, value) in inputs {
            guard let text = value.source else { continue }
            if let origin = ValueOrigin(text) {
                references.append(
                    Artefact(
                        .reference, family: "agent", type: "tool-server", name: name, line: value.line,
                        store: origin.store, target: origin.target,
                        facts: ["variable": key]))
            } else if ValueOrigin.namesSecret(key) || key.lowercased() == "authorization" {
                literals.append(key)
                places.append(value.lines)
            }
        }
        facts["environment"] = inputs.map(\.key).joined(separator: " ")
        facts["literal"] = literals.joined(separator: " ")
        facts["secrets"] = literals.isEmpty ? (references.isEmpty ? "none" : "referenced") : "literal"
        let declaration = Artefact(
            .declaration, family: "agent", type: "tool-server", name: name, line: server.line,
            facts: facts.filter { !$0.value.isEmpty },
            literals: places + (server["args"]?.items ?? []).map(\.lines))
        return [declaration] + references
    }

    /// Without user, password and query. An `@` counts in the authority alone: packages are named so in paths. But a
    /// port has digits only: what is none is a password with a slash in it, written as it is.
    private static func address(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return String(url.prefix { !"?#".contains($0) }) }
        var rest = url[scheme.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        let isCut = authority.lastIndex(of: ":").map { !authority[$0...].dropFirst().allSatisfy(\.isNumber) } ?? false
        if let at = authority.lastIndex(of: "@") ?? (isCut ? rest.lastIndex(of: "@") : nil) {
            rest = rest[rest.index(after: at)...]
        }
        return String(url[..<scheme.upperBound] + rest.prefix { !"?#".contains($0) })
    }
}
