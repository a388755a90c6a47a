internal import Model

/// GitHub Actions: what a workflow may do, which secrets it is given, which cloud roles it takes.
enum GitHubActionsRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        guard ["yaml", "yml"].contains(file.fileExtension) else { return false }
        return file.path.hasPrefix(".github/workflows/") || file.name == "action.yml" || file.name == "action.yaml"
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        guard let workflow = try file.documents().first, workflow.isMap else { return [] }
        let name = file.name.split(separator: ".").first.map(String.init) ?? file.name
        var artefacts: [Artefact] = []
        if let jobs = workflow["jobs"] {
            var facts = ["permissions": permissions(workflow["permissions"])]
            facts["jobs"] = jobs.entries.map(\.key).joined(separator: " ")
            artefacts.append(
                Artefact(.declaration, family: "github-actions", type: "workflow", name: name, line: 1, facts: facts))
            for (job, node) in jobs.entries {
                guard let own = node["permissions"] else { continue }
                artefacts.append(
                    Artefact(
                        .declaration, family: "github-actions", type: "workflow", name: name, line: own.line,
                        facts: ["job": job, "permissions": permissions(own)]))
            }
        }
        var seen: Set<String> = []
        workflow.forEach { key, node in
            if let client = node["client-id"]?.text, client.count == 36, client.contains("-"),
                seen.insert("azure " + client).inserted
            {
                artefacts.append(
                    Artefact(
                        .declaration, family: "github-actions", type: "azure-app", name: client,
                        line: node["client-id"]?.line ?? node.line,
                        facts: ["workflow": name, "tenant_id": node["tenant-id"]?.text ?? ""].filter {
                            !$0.value.isEmpty
                        }))
            }
            guard let text = node.source else { return }
            for secret in secrets(in: text) where secret != "GITHUB_TOKEN" && seen.insert("secret " + secret).inserted {
                artefacts.append(
                    Artefact(
                        .reference, family: "github-actions", type: "secret", name: name, line: node.line,
                        store: "github-secrets", target: secret))
            }
            let roles = [
                "role-to-assume": "aws-role", "workload_identity_provider": "gcp-workload-identity",
                "service_account": "gcp-service-account",
            ]
            if let type = roles[key], !text.contains("${{"), seen.insert(type + text).inserted {
                artefacts.append(
                    Artefact(
                        .declaration, family: "github-actions", type: type, name: text, line: node.line,
                        facts: ["workflow": name]))
            }
        }
        return artefacts
    }

    private static func permissions(_ node: ConfigNode?) -> String {
        guard let node else { return "" }
        if let text = node.text { return text }
        return node.entries.map { "\($0.key)=\($0.value.text ?? "")" }.joined(separator: " ")
    }

    /// Names behind `secrets.` within `${{ … }}`, also `secrets['NAME']`.
    static func secrets(in text: String) -> [String] {
        var names: [String] = []
        var rest = Substring(text)
        while let open = rest.firstRange(of: "${{") {
            rest = rest[open.upperBound...]
            let body = rest.firstRange(of: "}}").map { rest[..<$0.lowerBound] } ?? rest
            var inner = body
            while let word = inner.firstRange(of: "secrets") {
                inner = inner[word.upperBound...].drop { ".['\" ".contains($0) }
                let name = inner.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
                if !name.isEmpty { names.append(String(name)) }
            }
        }
        return names
    }
}
