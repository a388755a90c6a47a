internal import Model

/// Values of Helm charts: the service account that a release runs as, and the secrets it is pointed at.
enum HelmValuesRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        let name = file.name.lowercased()
        return ["yaml", "yml"].contains(file.fileExtension)
            && (name.hasPrefix("values") || name.hasSuffix("values.yaml") || name.hasSuffix("values.yml"))
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        guard let values = try file.documents().first, values.isMap, values["apiVersion"] == nil else { return [] }
        var artefacts: [Artefact] = []
        var seen: Set<String> = []
        let namespace = values["namespace"]?.text ?? values["namespaceOverride"]?.text ?? "default"
        values.forEach { key, node in
            if key == "serviceAccount" { artefacts += account(node, namespace: namespace) }
            // existingSecret, existingSecretName, auth.existingSecret, tls.secretName, secretRef…
            let isName = key.hasPrefix("existingSecret") && !key.lowercased().contains("key") || key == "secretName"
            guard
                let text = isName ? node.text : ["secretRef", "secretKeyRef"].contains(key) ? node["name"]?.text : nil,
                !text.isEmpty, !text.contains("{{"), seen.insert(text).inserted
            else { return }
            artefacts.append(
                Artefact(
                    .reference, family: "helm", type: "secret", name: file.name, line: node.line,
                    store: "kubernetes-secret", target: "\(namespace)/\(text)"))
        }
        return artefacts
    }

    private static func account(_ node: ConfigNode, namespace: String) -> [Artefact] {
        var artefacts: [Artefact] = []
        let name = node["name"]?.text ?? ""
        if !name.isEmpty, !name.contains("{{") {
            artefacts.append(
                Artefact(
                    .declaration, family: "kubernetes", type: "ServiceAccount", name: name,
                    line: node["name"]?.line ?? node.line,
                    facts: ["namespace": namespace, "used_by": "Helm values"]))
        }
        for (key, type) in [
            ("eks.amazonaws.com/role-arn", "aws-role"), ("iam.gke.io/gcp-service-account", "gcp-service-account"),
            ("azure.workload.identity/client-id", "azure-app"),
        ] {
            guard let annotation = node[["annotations", key]], let text = annotation.text, !text.isEmpty,
                !text.contains("{{")
            else { continue }
            artefacts.append(
                Artefact(
                    .declaration, family: "kubernetes", type: type, name: text, line: annotation.line,
                    facts: ["used_by": "ServiceAccount \(name)"]))
        }
        return artefacts
    }
}
