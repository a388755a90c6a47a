internal import Model

/// Terraform and OpenTofu: resources that are or make identities, and secrets that are read from a store.
enum TerraformRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        ["tf", "tofu"].contains(file.fileExtension) || file.name.hasSuffix(".tf.json")
    }

    /// Types of resources, and the attribute that names what they make.
    private static let identities: [String: [String]] = [
        "aws_iam_user": ["name"], "aws_iam_role": ["name", "name_prefix"], "aws_iam_access_key": ["user"],
        "aws_iam_user_policy_attachment": ["user"], "aws_iam_role_policy_attachment": ["role"],
        "google_project_iam_member": ["member"], "aws_iam_openid_connect_provider": ["url"],
        "google_service_account": ["account_id"],
        "google_service_account_key": ["service_account_id"],
        "google_iam_workload_identity_pool": ["workload_identity_pool_id"], "azuread_application": ["display_name"],
        "azuread_application_registration": ["display_name"],
        "azuread_application_password": ["application_id", "application_object_id"],
        "azuread_service_principal": ["client_id", "application_id"],
        "azuread_service_principal_password": ["service_principal_id"],
        "azurerm_user_assigned_identity": ["name"], "kubernetes_service_account": ["name"],
        "kubernetes_service_account_v1": ["name"],
        "vault_approle_auth_backend_role": ["role_name"], "vault_token": ["display_name"],
        "vault_jwt_auth_backend_role": ["role_name"],
        "gitlab_deploy_token": ["name"], "gitlab_project_access_token": ["name"],
        "github_repository_deploy_key": ["title"],
        "tls_private_key": [], "aws_key_pair": ["key_name"], "cloudflare_api_token": ["name"],
        "datadog_api_key": ["name"],
    ]
    /// Resources that hand a secret to somebody, and the attribute under which it is known there.
    private static let handovers: [String: (store: String, name: String)] = [
        "github_actions_secret": ("github-secrets", "secret_name"),
        "github_actions_organization_secret": ("github-secrets", "secret_name"),
        "github_actions_environment_secret": ("github-secrets", "secret_name"),
        "gitlab_project_variable": ("gitlab-variables", "key"),
        "aws_secretsmanager_secret": ("aws-secrets-manager", "name"),
        "aws_ssm_parameter": ("aws-parameter-store", "name"),
        "google_secret_manager_secret": ("gcp-secret-manager", "secret_id"),
        "azurerm_key_vault_secret": ("azure-key-vault", "name"),
        "vault_kv_secret_v2": ("vault", "name"), "vault_generic_secret": ("vault", "path"),
        "kubernetes_secret": ("kubernetes-secret", "name"), "vault_kv_secret": ("vault", "path"),
        "aws_secretsmanager_secret_version": ("aws-secrets-manager", "secret_id"),
    ]

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        if file.name.hasSuffix(".json") { return named(try file.documents().flatMap { read(json: $0) }) }
        return named(
            try HCLFormat.blocks(file.text).flatMap { block -> [Artefact] in
                guard block.labels.count == 2, block.type == "resource" || block.type == "data" else { return [] }
                return read(block.type, block.labels[0], block.labels[1], block.body, block.line)
            })
    }

    /// Secrets whose name is another resource's of the same file (`secret_id = aws_secretsmanager_secret.db.id`) have that
    /// name; those whose name is computed otherwise are known by their address.
    private static func named(_ artefacts: [Artefact]) -> [Artefact] {
        var targets: [String: String] = [:]
        for artefact in artefacts where artefact.kind == .reference && artefact.facts[computed] == nil {
            if let address = artefact.facts["address"] { targets[address] = artefact.target }
        }
        return artefacts.map { artefact in
            guard artefact.kind == .reference, artefact.facts[computed] != nil else { return artefact }
            var artefact = artefact
            if let target = TerraformAddresses.address(in: artefact.target).flatMap({ targets[$0] }) {
                artefact.target = target
                artefact.facts[computed] = nil
            } else {
                artefact.target = artefact.facts["address"] ?? artefact.name
            }
            return artefact
        }
    }

    /// A fact that says that a name is an expression, which only Terraform can work out.
    static let computed = "computed"

    private static func isComputed(_ node: ConfigNode?) -> Bool {
        guard let node else { return false }
        guard let text = node.text else { return node.source != nil }
        return text.contains("${") || text.contains("%{")
    }

    private static func read(json: ConfigNode) -> [Artefact] {
        ["resource", "data"].flatMap { kind in
            (json[kind]?.entries ?? []).flatMap { type, instances in
                instances.entries.flatMap { label, body in read(kind, type, label, body.items.first ?? body, body.line)
                }
            }
        }
    }

    private static func read(_ kind: String, _ type: String, _ label: String, _ body: ConfigNode, _ line: Int)
        -> [Artefact]
    {
        if let handover = handovers[type] {
            var target = value(handover.name, in: body) ?? label
            if handover.store == "kubernetes-secret" {
                target = "\(value("namespace", in: body) ?? "default")/\(target)"
            }
            return [
                Artefact(
                    .reference, family: "terraform", type: type, name: label, line: line, store: handover.store,
                    target: target,
                    facts: [
                        "address": kind == "data" ? "data.\(type).\(label)" : "\(type).\(label)",
                        "access": kind == "data" ? "read" : "write",
                    ].merging(isComputed(node(handover.name, in: body)) ? [computed: "yes"] : [:]) { $1 })
            ]
        }
        guard kind == "resource", let names = identities[type] else { return [] }
        // Members of other kinds are people and groups.
        if type == "google_project_iam_member", !(value("member", in: body)?.hasPrefix("serviceAccount:") ?? false) {
            return []
        }
        var facts = ["address": "\(type).\(label)"]
        if let project = value("project", in: body) { facts["project_id"] = project }
        facts["namespace"] = body[["metadata", "namespace"]]?.source
        if let policy = value("policy_arn", in: body)
            ?? (type == "google_project_iam_member" ? value("role", in: body) : nil)
        {
            facts["permissions"] = policy
        }
        if type == "aws_iam_role" { facts.merge(trust(body)) { $1 } }
        let named = names.compactMap { node($0, in: body) }.first { $0.source != nil }
        // Where resources are told apart by folder it is known which address a computed name belongs to.
        if isComputed(named) { facts[computed] = "yes" }
        let name = named?.source ?? label
        return [
            Artefact(
                .declaration, family: "terraform", type: type, name: name, line: line,
                facts: facts.compactMapValues { $0 })
        ]
    }

    private static func node(_ key: String, in body: ConfigNode) -> ConfigNode? {
        body[key] ?? body[["metadata", key]]
    }
    private static func value(_ key: String, in body: ConfigNode) -> String? { node(key, in: body)?.source }

    /// Who may take a role: federated principals, and whether a condition narrows the subject.
    private static func trust(_ body: ConfigNode) -> [String: String] {
        guard let policy = body["assume_role_policy"]?.source else { return [:] }
        guard policy.contains("Federated") || policy.contains("AssumeRoleWithWebIdentity") else { return [:] }
        return ["trust": "federated", "subject_condition": policy.contains(":sub") ? "yes" : "no"]
    }
}
