internal import Model

/// Whom a declaration creates or names.
enum Declarations {
    static func claim(for artefact: Artefact) -> IdentityClaim {
        kubernetes(artefact) ?? google(artefact) ?? azure(artefact) ?? aws(artefact) ?? pipeline(artefact)
            ?? agent(artefact)
            ?? IdentityClaim(
                key: "\(artefact.family):\(artefact.type):\(ArtefactIdentity.sourceMark):\(artefact.name)",
                kind: artefact.type.lowercased().contains("role") ? .role : .serviceAccount, provider: artefact.family,
                name: "\(artefact.type) \(artefact.name)", account: ArtefactIdentity.sourceMark)
    }

    private static func kubernetes(_ artefact: Artefact) -> IdentityClaim? {
        let (name, facts) = (artefact.name, artefact.facts)
        switch (artefact.family, artefact.type) {
        case ("kubernetes", "ServiceAccount"), ("terraform", "kubernetes_service_account"),
            ("terraform", "kubernetes_service_account_v1"):
            return KubernetesNames.serviceAccount(namespace: facts["namespace"], name: name)
        case ("kubernetes", "Secret"):
            let secret = "\(facts["namespace"] ?? "default")/\(name)"
            return IdentityClaim(
                key: "secret:kubernetes-secret:\(ArtefactIdentity.sourceMark):\(secret)", kind: .secret,
                provider: "kubernetes-secret", name: "\(secret) in kubernetes-secret")
        case ("kubeconfig", "user"):
            return IdentityClaim(
                key: "kubeconfig:\(facts["server"] ?? ArtefactIdentity.sourceMark):\(name)", kind: .login,
                provider: "kubernetes", name: "\(name) at \(facts["server"] ?? "a cluster")", account: facts["server"])
        default: return nil
        }
    }

    private static func google(_ artefact: Artefact) -> IdentityClaim? {
        let (name, facts) = (artefact.name, artefact.facts)
        // A dot is an expression's, not a name's: `google_service_account.deployer`, `var.project`.
        func account() -> IdentityClaim? {
            guard let project = facts["project_id"], !project.contains("."), !name.contains(".") else { return nil }
            return GoogleServiceAccountResolver.claim(
                email: "\(name)@\(project).iam.gserviceaccount.com", project: project)
        }
        switch (artefact.family, artefact.type) {
        case (_, "gcp-service-account"): return GoogleServiceAccountResolver.claim(email: name, project: nil)
        case ("terraform", "google_service_account"): return account()
        case ("terraform", "google_service_account_key"), ("terraform", "google_project_iam_member"):
            if facts["of"]?.hasPrefix("google_service_account.") ?? false, let claim = account() { return claim }
            guard let email = name.split(separator: ":").last, email.contains("@") else { return nil }
            return GoogleServiceAccountResolver.claim(email: String(email), project: nil)
        default: return nil
        }
    }

    private static func azure(_ artefact: Artefact) -> IdentityClaim? {
        let (name, facts) = (artefact.name, artefact.facts)
        let named = IdentityClaim(key: "azure:app-name:\(name)", kind: .app, provider: "azure", name: name)
        switch (artefact.family, artefact.type) {
        case (_, "azure-app"): return AzureResolver.claim(tenant: facts["tenant_id"], client: name)
        case ("terraform", "azuread_application"), ("terraform", "azuread_application_registration"): return named
        case ("terraform", "azuread_application_password"), ("terraform", "azuread_service_principal"),
            ("terraform", "azuread_service_principal_password"):
            if facts["of"]?.hasPrefix("azuread_application") ?? false { return named }
            return isIdentifier(name) ? AzureResolver.claim(tenant: nil, client: name) : nil
        default: return nil
        }
    }

    private static func aws(_ artefact: Artefact) -> IdentityClaim? {
        switch (artefact.family, artefact.type) {
        case (_, "aws-role"), ("terraform", "aws_iam_role"), ("terraform", "aws_iam_role_policy_attachment"),
            ("cloudformation", "AWS::IAM::Role"):
            awsPrincipal("role", artefact.name, kind: .role)
        case ("terraform", "aws_iam_user"), ("terraform", "aws_iam_access_key"),
            ("terraform", "aws_iam_user_policy_attachment"), ("cloudformation", "AWS::IAM::User"),
            ("cloudformation", "AWS::IAM::AccessKey"):
            awsPrincipal("user", artefact.name, kind: .serviceAccount)
        default: nil
        }
    }

    private static func pipeline(_ artefact: Artefact) -> IdentityClaim? {
        let (name, source) = (artefact.name, ArtefactIdentity.sourceMark)
        switch (artefact.family, artefact.type) {
        case ("github-actions", "workflow"):
            return IdentityClaim(
                key: "github-actions:\(source):\(name)", kind: .workload, provider: "github", name: "workflow \(name)",
                account: source)
        case ("gitlab-ci", "id-token"):
            return IdentityClaim(
                key: "gitlab-ci:\(source):\(name)", kind: .workload, provider: "gitlab", name: "job \(name)",
                account: source)
        default: return nil
        }
    }

    private static func agent(_ artefact: Artefact) -> IdentityClaim? {
        guard artefact.family == "agent" else { return nil }
        let (name, source) = (artefact.name, ArtefactIdentity.sourceMark)
        if artefact.type == "agent" {
            return IdentityClaim(
                key: "agent:\(artefact.facts["url"] ?? source):\(name)", kind: .agent, provider: "agent", name: name)
        }
        return IdentityClaim(
            key: "tool-server:\(source):\(name)", kind: .toolServer, provider: "mcp", name: "tool server \(name)",
            account: source)
    }

    /// By name, or by ARN: `arn:aws:iam::123456789012:role/path/name`.
    private static func awsPrincipal(_ type: String, _ name: String, kind: IdentityKind) -> IdentityClaim {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        // The account may be a variable, which names nobody.
        let last = parts.last?.split(separator: "/").last.map(String.init) ?? name
        if parts.count == 6, parts[0] == "arn", AWSPrincipal.isAccount(parts[4]) {
            return IdentityClaim(
                key: "aws:\(type):\(parts[4]):\(last)", kind: kind, provider: "aws", name: "\(type) \(last)",
                account: parts[4])
        }
        let bare = parts.first == "arn" ? last : name
        return IdentityClaim(
            key: "aws:\(type):\(ArtefactIdentity.sourceMark):\(bare)", kind: kind, provider: "aws",
            name: "\(type) \(bare)", account: nil)
    }

    /// `8-4-4-4-12` hexadecimal digits.
    private static func isIdentifier(_ text: String) -> Bool {
        text.count == 36 && text.filter { $0 == "-" }.count == 4 && text.allSatisfy { $0.isHexDigit || $0 == "-" }
    }
}
