import Foundation
import Model

/// JSON Web Tokens (RFC 7519): their claims stand in the open, service account tokens of Kubernetes among them.
enum WebTokenResolver: IdentityResolver {
    static let type = "jwt"

    static func facts(about context: SecretContext) -> PublicFacts? {
        guard let (header, claims) = parts(of: context.text) else { return nil }
        var facts = PublicFacts([
            "algorithm": text(header["alg"]) ?? "", "key_id": text(header["kid"]) ?? "",
            "issuer": text(claims["iss"]) ?? "",
            "subject": text(claims["sub"]) ?? "", "audience": text(claims["aud"]) ?? "",
            "issued_at": time(claims["iat"]) ?? "", "expires_at": time(claims["exp"]) ?? "",
            "scope": text(claims["scope"]) ?? text(claims["scp"]) ?? "",
            "client_id": text(claims["azp"]) ?? text(claims["appid"]) ?? text(claims["client_id"]) ?? "",
            "tenant_id": text(claims["tid"]) ?? "", "role": text(claims["role"]) ?? "",
            "project_ref": text(claims["ref"]) ?? "",
        ])
        let bound = claims["kubernetes.io"] as? [String: Any]
        facts["namespace"] = text(claims["kubernetes.io/serviceaccount/namespace"]) ?? text(bound?["namespace"])
        facts["service_account"] =
            text(claims["kubernetes.io/serviceaccount/service-account.name"])
            ?? text((bound?["serviceaccount"] as? [String: Any])?["name"])
        if facts["service_account"] == nil, let subject = facts["subject"], subject.hasPrefix("system:serviceaccount:")
        {
            let names = subject.split(separator: ":").map(String.init)
            if names.count == 4 {
                facts["namespace"] = names[2]
                facts["service_account"] = names[3]
            }
        }
        return facts
    }

    static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? {
        if let account = facts["service_account"] {
            return KubernetesNames.serviceAccount(namespace: facts["namespace"], name: account)
        }
        let issuer = facts["issuer"]
        if let issuer, let client = facts["client_id"], let tenant = facts["tenant_id"],
            issuer.contains("sts.windows.net") || issuer.contains("login.microsoftonline.com")
        {
            return AzureResolver.claim(tenant: tenant, client: client)
        }
        if let reference = facts["project_ref"], let role = facts["role"] {
            return IdentityClaim(
                key: "jwt:\(issuer ?? ""):\(reference):\(role)", kind: .app, provider: provider,
                name: "\(role) of \(reference)",
                account: reference)
        }
        guard let name = facts["subject"] ?? facts["client_id"] else { return nil }
        let audience = facts["audience"].map { ":" + $0 } ?? ""
        return IdentityClaim(
            key: "jwt:\(issuer ?? ""):\(name)\(audience)", kind: .workload, provider: provider,
            name: issuer.map { "\(name) at \($0)" } ?? name, account: issuer)
    }

    private static func parts(of text: String) -> (header: [String: Any], claims: [String: Any])? {
        var text = text
        if let start = text.firstRange(of: "eyJ"), start.lowerBound != text.startIndex,
            text.contains("."),
            !text[..<start.lowerBound].contains(".")
        {
            // Tokens that carry a token: ghs_1_eyJ…. A header that begins with a blank has none before its payload.
            text = String(text[start.lowerBound...])
        }
        if !text.contains("."), text.hasPrefix("ZXlK"), let bytes = Base64Text.decode(text) {
            text = String(decoding: bytes, as: UTF8.self)
        }
        let fields = text.split(separator: ".", omittingEmptySubsequences: false)
        guard fields.count == 3, let header = object(fields[0]), header["alg"] != nil, let claims = object(fields[1])
        else { return nil }
        return (header, claims)
    }

    private static func object(_ field: Substring) -> [String: Any]? {
        guard let bytes = Base64Text.decode(field) else { return nil }
        return (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
    }

    private static func text(_ value: Any?) -> String? {
        switch value {
        case let text as String: text
        case let list as [String]: list.sorted().joined(separator: " ")
        case let number as NSNumber: number.stringValue
        default: nil
        }
    }

    /// Seconds since 1970, as text.
    private static func time(_ value: Any?) -> String? {
        guard let number = value as? NSNumber else { return nil }
        let seconds = number.doubleValue
        return abs(seconds) < 1e13 ? String(Int64(seconds)) : nil
    }
}

/// Names of Kubernetes identities, by whatever they are met.
enum KubernetesNames {
    /// - Parameter namespace: nil for `default`, which Kubernetes means where none is named.
    static func serviceAccount(namespace: String?, name: String) -> IdentityClaim {
        let place = namespace ?? "default"
        return IdentityClaim(
            key: "kubernetes:service-account:\(place)/\(name)", kind: .serviceAccount, provider: "kubernetes",
            name: "\(place)/\(name)", account: place)
    }
}
