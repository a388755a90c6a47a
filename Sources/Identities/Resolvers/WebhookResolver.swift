/// Webhook addresses: the path names workspace and channel before the secret part.
enum WebhookResolver: IdentityResolver {
    static let type = "webhook"

    static func facts(about context: SecretContext) -> PublicFacts? {
        guard context.kind == "webhook-url" else { return nil }
        // The rule may take the whole address or only its last part.
        let start = context.lineBefore.lastIndex { " \t\"'=<>(,".contains($0) }
        let address =
            (start.map { String(context.lineBefore[context.lineBefore.index(after: $0)...]) } ?? context.lineBefore)
            + context.text
        let rest = address.firstRange(of: "://").map { String(address[$0.upperBound...]) } ?? address
        let parts = rest.split(separator: "/").map(String.init)
        guard let host = parts.first, host.contains(".") else { return nil }
        var facts = PublicFacts(["host": host.lowercased()])
        switch host {
        case let name where name.hasPrefix("hooks.slack") && parts.count >= 4 && parts[1] == "services":
            facts["workspace"] = parts[2]
            facts["channel"] = parts[3]
        case "discord.com", "discordapp.com", "canary.discord.com", "ptb.discord.com":
            if let place = parts.firstIndex(of: "webhooks"), place + 1 < parts.count {
                facts["webhook_id"] = parts[place + 1]
            }
        case let name where name.hasSuffix("webhook.office.com"):
            // group@tenant
            if parts.count > 2 { facts["channel"] = parts[2] }
        default: break
        }
        return facts
    }

    static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? {
        guard let host = facts["host"] else { return nil }
        let names = [facts["workspace"], facts["channel"], facts["webhook_id"]].compactMap(\.self)
        guard !names.isEmpty else { return nil }
        return IdentityClaim(
            key: "webhook:\(host):" + names.joined(separator: "/"), kind: .webhook, provider: provider,
            name: "webhook " + names.joined(separator: "/") + " at \(host)", account: facts["workspace"] ?? host)
    }
}
