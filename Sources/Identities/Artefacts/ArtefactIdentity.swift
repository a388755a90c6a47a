package import Model

/// Whose an artefact is.
package enum ArtefactIdentity {
    /// Stands for the source's name where an identity is known within its source only.
    package static let sourceMark = "{source}"

    /// Facts that tell artefacts of one identity in one file apart; lines do not, because they shift.
    package static let distinctions = [
        "address", "used_by", "bound_by", "job", "variable", "unit", "token", "workflow", "certificate", "path",
    ]

    /// The identity, with the facts that reading the artefact's public text adds; nil for ownership and for what turns out
    /// to be unreadable.
    package static func claim(for artefact: Artefact) -> (claim: IdentityClaim, facts: [String: String])? {
        switch (artefact.kind, artefact.family) {
        case (.ownership, _): nil
        case (_, "x509"): certificate(artefact)
        case (_, "ssh"): publicKey(artefact)
        case (_, "pgp"): openPGPKey(artefact)
        case (.reference, _): (reference(artefact), artefact.facts)
        default: (declaration(artefact), artefact.facts)
        }
    }

    /// A vaulted secret is an identity of its own: who it speaks for is known to the vault.
    private static func reference(_ artefact: Artefact) -> IdentityClaim {
        if artefact.family == "agent" { return declaration(artefact) }
        // A SealedSecret becomes the Secret of its name.
        if artefact.store == "sealed-secrets" {
            return IdentityClaim(
                key: "secret:kubernetes-secret:\(sourceMark):\(artefact.target)", kind: .secret,
                provider: "kubernetes-secret",
                name: "\(artefact.target) in kubernetes-secret")
        }
        // What is known everywhere under one name is one secret; other names are a source's own.
        let isGlobal =
            [
                "aws-secrets-manager", "aws-parameter-store", "gcp-secret-manager", "azure-key-vault", "vault",
                "1password",
            ].contains(artefact.store) && artefact.facts["computed"] == nil
        let place = isGlobal ? "" : sourceMark + ":"
        let name = secretName(artefact.target, in: artefact.store)
        return IdentityClaim(
            key: "secret:\(artefact.store):\(place)\(name)", kind: .secret, provider: artefact.store,
            name: "\(name) in \(artefact.store)")
    }

    /// A secret by its name alone, however it was pointed at: without the field, version or engine's own path.
    private static func secretName(_ target: String, in store: String) -> String {
        switch store {
        case "kubernetes-secret": return String(target.prefix { $0 != "#" })
        case "vault":
            // `path:field`, `path#field`, GitLab's `path/field@engine`; version 2 of the engine has `data` behind it.
            var text = target
            if text.hasPrefix("vault:") { text = String(text.dropFirst(6)) }
            text = String(text.drop { $0 == "/" })
            if let at = text.lastIndex(of: "@") {
                let path = text[..<at].split(separator: "/").dropLast().joined(separator: "/")
                return "\(text[text.index(after: at)...])/\(path)"
            }
            text = String(text.prefix { $0 != "#" && $0 != ":" && $0 != "?" })
            var parts = text.split(separator: "/").map(String.init)
            if parts.count > 2, parts[1] == "data" { parts.remove(at: 1) }
            return parts.joined(separator: "/")
        case "aws-secrets-manager":
            // `secretsmanager:name:SecretString:field`, `arn:aws:secretsmanager:region:account:secret:name-AbCdEf`.
            let parts = target.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            if parts.first == "secretsmanager", parts.count > 1 { return parts[1] }
            if parts.first == "arn", parts.count > 6 {
                let name = parts[6]
                guard let dash = name.lastIndex(of: "-"), name.distance(from: dash, to: name.endIndex) == 7 else {
                    return name
                }
                return String(name[..<dash])
            }
            return target
        case "aws-parameter-store":
            let parts = target.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            if parts[0] == "ssm" || parts[0] == "ssm-secure", parts.count > 1 { return parts[1] }
            if parts.first == "arn", parts.count > 5 {
                return String(parts[5].dropFirst(parts[5].hasPrefix("parameter") ? 9 : 0))
            }
            return target
        default: return target
        }
    }

    private static func declaration(_ artefact: Artefact) -> IdentityClaim {
        let name = artefact.name
        let facts = artefact.facts
        switch (artefact.family, artefact.type) {
        case ("kubernetes", "ServiceAccount"), ("terraform", "kubernetes_service_account"),
            ("terraform", "kubernetes_service_account_v1"):
            return KubernetesNames.serviceAccount(namespace: facts["namespace"], name: name)
        case ("kubernetes", "Secret"):
            return IdentityClaim(
                key: "secret:kubernetes-secret:\(sourceMark):\(facts["namespace"] ?? "default")/\(name)", kind: .secret,
                provider: "kubernetes-secret",
                name: "\(facts["namespace"] ?? "default")/\(name) in kubernetes-secret")
        case ("terraform", "google_service_account"):
            if let project = facts["project_id"], !project.contains("."), !name.contains(".") {
                return GoogleServiceAccountResolver.claim(
                    email: "\(name)@\(project).iam.gserviceaccount.com", project: project)
            }
        case ("terraform", "google_service_account_key"), ("terraform", "google_project_iam_member"):
            if facts["of"]?.hasPrefix("google_service_account.") ?? false, let project = facts["project_id"],
                !project.contains("."),
                !name.contains(".")
            {
                return GoogleServiceAccountResolver.claim(
                    email: "\(name)@\(project).iam.gserviceaccount.com", project: project)
            }
            if let email = name.split(separator: ":").last, email.contains("@") {
                return GoogleServiceAccountResolver.claim(email: String(email), project: nil)
            }
        case ("terraform", "azuread_application_password"), ("terraform", "azuread_service_principal"),
            ("terraform", "azuread_service_principal_password"):
            if facts["of"]?.hasPrefix("azuread_application") ?? false {
                return IdentityClaim(key: "azure:app-name:\(name)", kind: .app, provider: "azure", name: name)
            }
            if isIdentifier(name) { return AzureResolver.claim(tenant: nil, client: name) }
        case (_, "gcp-service-account"):
            return GoogleServiceAccountResolver.claim(email: name, project: nil)
        case (_, "azure-app"): return AzureResolver.claim(tenant: facts["tenant_id"], client: name)
        case (_, "aws-role"), ("terraform", "aws_iam_role"), ("terraform", "aws_iam_role_policy_attachment"),
            ("cloudformation", "AWS::IAM::Role"):
            return awsPrincipal("role", name, kind: .role)
        case ("terraform", "aws_iam_user"), ("terraform", "aws_iam_access_key"),
            ("terraform", "aws_iam_user_policy_attachment"), ("cloudformation", "AWS::IAM::User"),
            ("cloudformation", "AWS::IAM::AccessKey"):
            return awsPrincipal("user", name, kind: .serviceAccount)
        case ("terraform", "azuread_application"), ("terraform", "azuread_application_registration"):
            return IdentityClaim(key: "azure:app-name:\(name)", kind: .app, provider: "azure", name: name)
        case ("github-actions", "workflow"):
            return IdentityClaim(
                key: "github-actions:\(sourceMark):\(name)", kind: .workload, provider: "github",
                name: "workflow \(name)", account: sourceMark)
        case ("gitlab-ci", "id-token"):
            return IdentityClaim(
                key: "gitlab-ci:\(sourceMark):\(name)", kind: .workload, provider: "gitlab", name: "job \(name)",
                account: sourceMark)
        case ("agent", "agent"):
            return IdentityClaim(
                key: "agent:\(facts["url"] ?? sourceMark):\(name)", kind: .agent, provider: "agent", name: name)
        case ("agent", _):
            return IdentityClaim(
                key: "tool-server:\(sourceMark):\(name)", kind: .toolServer, provider: "mcp",
                name: "tool server \(name)", account: sourceMark)
        case ("kubeconfig", "user"):
            return IdentityClaim(
                key: "kubeconfig:\(facts["server"] ?? sourceMark):\(name)", kind: .login, provider: "kubernetes",
                name: "\(name) at \(facts["server"] ?? "a cluster")",
                account: facts["server"])
        default: break
        }
        return IdentityClaim(
            key: "\(artefact.family):\(artefact.type):\(sourceMark):\(name)",
            kind: artefact.type.lowercased().contains("role") ? .role : .serviceAccount,
            provider: artefact.family, name: "\(artefact.type) \(name)", account: sourceMark)
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
            key: "aws:\(type):\(sourceMark):\(bare)", kind: kind, provider: "aws", name: "\(type) \(bare)", account: nil
        )
    }

    private static func certificate(_ artefact: Artefact) -> (claim: IdentityClaim, facts: [String: String])? {
        guard let block = PEMText(artefact.text), let certificate = CertificateReading(der: block.body) else {
            return nil
        }
        var facts = [
            "subject": certificate.subject, "issuer": certificate.issuer, "serial": certificate.serial,
            "not_before": String(certificate.notBefore),
            "not_after": String(certificate.notAfter), "public_key": certificate.keyDigest,
            "certificate": certificate.digest,
            "signature": certificate.signatureAlgorithm, "self_signed": certificate.isSelfSigned ? "yes" : "no",
            "authority": certificate.isAuthority ? "yes" : "no", "names": certificate.names.joined(separator: " "),
        ]
        facts["key_type"] = certificate.key?.type
        facts["key_bits"] = certificate.key.map { String($0.bits) }
        // A certificate and its private key are one identity: both know the public key.
        let key = certificate.key.map { "key:" + $0.sshFingerprint } ?? "certificate:" + certificate.keyDigest
        let claim = IdentityClaim(key: key, kind: .certificate, provider: "certificate", name: certificate.subject)
        return (claim, facts.filter { !$0.value.isEmpty })
    }

    private static func openPGPKey(_ artefact: Artefact) -> (claim: IdentityClaim, facts: [String: String])? {
        guard let block = PEMText(artefact.text), let key = OpenPGPKey(packets: block.body) else { return nil }
        var facts = ["pgp_fingerprint": key.fingerprint, "key_type": key.algorithm]
        facts["user"] = key.userID
        return (OpenPGPResolver.claim(fingerprint: key.fingerprint, user: key.userID), facts)
    }

    /// `8-4-4-4-12` hexadecimal digits.
    private static func isIdentifier(_ text: String) -> Bool {
        text.count == 36 && text.filter { $0 == "-" }.count == 4 && text.allSatisfy { $0.isHexDigit || $0 == "-" }
    }

    private static func publicKey(_ artefact: Artefact) -> (claim: IdentityClaim, facts: [String: String])? {
        guard let key = Base64Text.decode(artefact.text).flatMap({ PublicKey(sshBlob: $0) }) else { return nil }
        var facts = artefact.facts
        facts["ssh_fingerprint"] = key.sshFingerprint
        facts["key_type"] = key.type
        facts["key_bits"] = String(key.bits)
        facts["comment"] = artefact.name.isEmpty ? nil : artefact.name
        return (PrivateKeyResolver.claim(sshFingerprint: key.sshFingerprint, comment: nil, type: key.type), facts)
    }
}
