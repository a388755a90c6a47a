internal import Model

/// Azure and Entra: tenant and client ids stand beside a client secret; storage accounts and namespaces in the string.
enum AzureResolver: IdentityResolver {
    static let type = "azure"

    static func facts(about context: SecretContext) -> PublicFacts? {
        guard context.provider == "azure" || context.provider == "microsoft" else { return nil }
        let text = context.surroundings
        var facts = PublicFacts([:])
        if context.kind == "oauth-client-secret" {
            facts["tenant_id"] = identifier(["tenant_id", "tenantid", "tenant-id", "tenant", "directory_id"], in: text)
            facts["client_id"] = identifier(
                ["client_id", "clientid", "client-id", "appid", "app_id", "application_id", "applicationid"], in: text)
        } else {
            let line = context.lineBefore + "\0" + context.lineAfter
            let isName = { (character: Character) in
                character.isASCII && (character.isLetter || character.isNumber || ".-_".contains(character))
            }
            facts["storage_account"] = TextSearch.value(of: ["accountname"], in: line, allowed: isName)
            facts["policy"] = TextSearch.value(of: ["sharedaccesskeyname"], in: line, allowed: isName)
            if let start = line.firstRange(of: "sb://") ?? line.firstRange(of: "HostName=") {
                facts["host"] = String(line[start.upperBound...].prefix(while: isName)).lowercased()
            }
        }
        if let expiry = signatureExpiry(context) { facts["expires_at"] = expiry }
        return facts.isEmpty ? nil : facts
    }

    static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? {
        if let client = facts["client_id"] { return claim(tenant: facts["tenant_id"], client: client) }
        if let account = facts["storage_account"] {
            return IdentityClaim(
                key: "azure:storage:" + account.lowercased(), kind: .accessKey, provider: "azure",
                name: "storage account \(account)",
                account: account)
        }
        guard let host = facts["host"] else { return nil }
        let policy = facts["policy"] ?? "key"
        return IdentityClaim(
            key: "azure:policy:\(host)/\(policy)", kind: .accessKey, provider: "azure", name: "\(policy)@\(host)",
            account: host)
    }

    /// Clients have ids of their own in the whole of Azure; the tenant is where they live.
    package static func claim(tenant: String?, client: String) -> IdentityClaim {
        IdentityClaim(
            key: "azure:app:" + client.lowercased(), kind: .app, provider: "azure", name: "app \(client.lowercased())",
            account: tenant?.lowercased())
    }

    private static func identifier(_ keys: [String], in text: String) -> String? {
        let value = TextSearch.value(of: keys, in: text) { $0.isHexDigit || $0 == "-" }
        return value.flatMap { $0.count == 36 && $0.filter { $0 == "-" }.count == 4 ? $0.lowercased() : nil }
    }

    /// `se=` of a shared access signature: 2025-01-31T00:00:00Z, percent-encoded or not. Kept as it is written.
    private static func signatureExpiry(_ context: SecretContext) -> String? {
        let line = context.lineBefore + context.text + context.lineAfter
        guard line.contains("sig="), let start = line.firstRange(of: "&se=") ?? line.firstRange(of: "?se=") else {
            return nil
        }
        let text = String(line[start.upperBound...].prefix { $0 != "&" && !$0.isWhitespace && $0 != "\"" }).replacing(
            "%3A", with: ":")
        return (CivilDate(text)?.start ?? InternetDate.seconds(of: text)).map(String.init)
    }
}
