internal import Model

/// Kubernetes manifests: service accounts, roles and bindings, secrets and what points at them.
enum KubernetesRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        ["yaml", "yml", "json"].contains(file.fileExtension) && !file.path.hasPrefix(".github/")
            && file.name != "package-lock.json"
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        guard file.holds("apiVersion"), file.holds("kind") else { return [] }
        var artefacts: [Artefact] = []
        for document in try file.documents() {
            let objects = document["kind"]?.text == "List" ? document["items"]?.items ?? [] : [document]
            for object in objects { artefacts += read(object) }
        }
        return artefacts
    }

    private static func read(_ object: ConfigNode) -> [Artefact] {
        guard object["apiVersion"]?.text != nil, let kind = object["kind"]?.text,
            let name = object[["metadata", "name"]]?.text
        else { return [] }
        let namespace = object[["metadata", "namespace"]]?.text ?? "default"
        let line = object["kind"]?.line ?? object.line
        func declaration(_ facts: [String: String] = [:], literals: [ClosedRange<Int>] = []) -> Artefact {
            Artefact(
                .declaration, family: "kubernetes", type: kind, name: name, line: line,
                facts: facts.merging(["namespace": namespace]) { $1 }, literals: literals)
        }
        func reference(_ store: String, _ target: String, _ line: Int, _ facts: [String: String] = [:]) -> Artefact {
            Artefact(
                .reference, family: "kubernetes", type: kind, name: name, line: line, store: store, target: target,
                facts: facts.merging(["namespace": namespace]) { $1 })
        }
        switch kind {
        case "ServiceAccount":
            var facts: [String: String] = [:]
            for (key, fact) in [
                ("eks.amazonaws.com/role-arn", "aws_role"), ("iam.gke.io/gcp-service-account", "gcp_service_account"),
                ("azure.workload.identity/client-id", "azure_client_id"),
            ] { facts[fact] = object[["metadata", "annotations", key]]?.text }
            facts["automount"] = object["automountServiceAccountToken"]?.text
            return [declaration(facts)] + cloudIdentities(of: object, as: "\(namespace)/\(name)")
                + workload(object, kind: kind, name: name, namespace: namespace, reference)
        case "Role", "ClusterRole": return [declaration(["permissions": permissions(object)])]
        case "RoleBinding", "ClusterRoleBinding":
            return bindings(object, kind: kind, name: name, namespace: namespace, line: line)
        case "Secret":
            let entries = (object["data"]?.entries ?? []) + (object["stringData"]?.entries ?? [])
            return [
                declaration(
                    [
                        "keys": entries.map(\.key).sorted().joined(separator: " "),
                        "secret_type": object["type"]?.text ?? "Opaque",
                    ], literals: entries.map(\.value.lines))
            ]
        case "SealedSecret": return [reference("sealed-secrets", "\(namespace)/\(name)", line)]
        case "ExternalSecret", "ClusterExternalSecret":
            let spec = object[["spec", "externalSecretSpec"]] ?? object["spec"]
            let store = spec?[["secretStoreRef", "name"]]?.text ?? "external-secrets"
            let entries =
                (spec?["data"]?.items ?? []).compactMap { $0["remoteRef"] }
                + (spec?["dataFrom"]?.items ?? []).compactMap { $0["extract"] }
            return entries.compactMap { entry in
                entry["key"]?.text.map { reference("external-secrets:\(store)", $0, entry.line) }
            }
        case "SecretProviderClass":
            return [reference(object[["spec", "provider"]]?.text ?? "secrets-store", "\(namespace)/\(name)", line)]
        default: return workload(object, kind: kind, name: name, namespace: namespace, reference)
        }
    }

    /// Identities of clouds that a service account is let act as.
    private static func cloudIdentities(of object: ConfigNode, as account: String) -> [Artefact] {
        [
            ("eks.amazonaws.com/role-arn", "aws-role"), ("iam.gke.io/gcp-service-account", "gcp-service-account"),
            ("azure.workload.identity/client-id", "azure-app"),
        ].compactMap { key, type in
            guard let node = object[["metadata", "annotations", key]], let name = node.text, !name.isEmpty else {
                return nil
            }
            return Artefact(
                .declaration, family: "kubernetes", type: type, name: name, line: node.line,
                facts: ["used_by": "ServiceAccount \(account)"])
        }
    }

    private static func permissions(_ role: ConfigNode) -> String {
        (role["rules"]?.items ?? []).map { rule in
            let part = { (key: String) in (rule[key]?.items ?? []).compactMap(\.text).joined(separator: ",") }
            return "\(part("verbs")) \(part("resources"))"
        }.joined(separator: "; ")
    }

    private static func bindings(_ object: ConfigNode, kind: String, name: String, namespace: String, line: Int)
        -> [Artefact]
    {
        let role = object[["roleRef", "name"]]?.text ?? ""
        return (object["subjects"]?.items ?? []).compactMap { subject in
            guard subject["kind"]?.text == "ServiceAccount", let account = subject["name"]?.text else { return nil }
            return Artefact(
                .declaration, family: "kubernetes", type: "ServiceAccount", name: account, line: subject.line,
                facts: [
                    "namespace": subject["namespace"]?.text ?? namespace, "bound_by": "\(kind) \(name)", "role": role,
                ])
        }
    }

    /// Pods and whatever makes them: which secrets they use, and as whom they run.
    private static func workload(
        _ object: ConfigNode, kind: String, name: String, namespace: String,
        _ reference: (String, String, Int, [String: String]) -> Artefact
    ) -> [Artefact] {
        var artefacts: [Artefact] = []
        var seen: Set<String> = []
        object.forEach { key, node in
            switch key {
            case "secretKeyRef", "secretRef":
                guard let secret = node["name"]?.text else { return }
                let target = node["key"]?.text.map { "\(namespace)/\(secret)#\($0)" } ?? "\(namespace)/\(secret)"
                if seen.insert(target).inserted {
                    artefacts.append(reference("kubernetes-secret", target, node.line, [:]))
                }
            // Of a volume, a projected source, or a pull secret.
            case "secret", "imagePullSecrets", "secrets":
                guard let secret = node["name"]?.text, seen.insert("\(namespace)/\(secret)").inserted else { return }
                artefacts.append(reference("kubernetes-secret", "\(namespace)/\(secret)", node.line, [:]))
            case _ where key.hasPrefix("vault.hashicorp.com/agent-inject-secret-"):
                guard let path = node.text, seen.insert("vault " + path).inserted else { return }
                artefacts.append(reference("vault", path, node.line, ["file": String(key.dropFirst(40))]))
            case "secretName":
                guard let secret = node.text, seen.insert("\(namespace)/\(secret)").inserted else { return }
                artefacts.append(reference("kubernetes-secret", "\(namespace)/\(secret)", node.line, [:]))
            case "serviceAccountName":
                guard let account = node.text, seen.insert("account " + account).inserted else { return }
                artefacts.append(
                    Artefact(
                        .declaration, family: "kubernetes", type: "ServiceAccount", name: account, line: node.line,
                        facts: ["namespace": namespace, "used_by": "\(kind) \(name)"]))
            default: break
            }
        }
        return artefacts
    }
}
