import Model

/// Tokens of chat services that begin with the ids of workspace and bot.
enum ChatTokenResolver: IdentityResolver {
    static let type = "chat-token"

    static func facts(about context: SecretContext) -> PublicFacts? {
        let fields = context.text.split(separator: "-").map(String.init)
        switch context.provider {
        case "slack" where ["xoxb", "xoxp", "xoxc"].contains(fields.first ?? "") && fields.count >= 4:
            guard isNumber(fields[1]), isNumber(fields[2]) else { return nil }
            return PublicFacts([
                "workspace": fields[1], fields[0] == "xoxb" ? "bot_id" : "user_id": fields[2], "token_type": fields[0],
            ])
        case "slack" where fields.first == "xapp" && fields.count >= 4 && fields[2].hasPrefix("A"):
            return PublicFacts(["app_id": fields[2], "token_type": "xapp"])
        case "telegram":
            guard let id = context.text.split(separator: ":").first.map(String.init), isNumber(id) else { return nil }
            return PublicFacts(["bot_id": id])
        case "discord":
            guard let first = context.text.split(separator: ".").first, let bytes = Base64Text.decode(first) else {
                return nil
            }
            let id = String(decoding: bytes, as: UTF8.self)
            return isNumber(id) && id.count > 15 ? PublicFacts(["bot_id": id]) : nil
        default: return nil
        }
    }

    static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? {
        let workspace = facts["workspace"]
        if let app = facts["app_id"] {
            return IdentityClaim(
                key: "\(provider):app:\(app)", kind: .app, provider: provider, name: "\(provider) app \(app)")
        }
        if let bot = facts["bot_id"] {
            return IdentityClaim(
                key: "\(provider):bot:\(workspace ?? ""):\(bot)", kind: .bot, provider: provider,
                name: "\(provider) bot \(bot)",
                account: workspace)
        }
        return facts["user_id"].map {
            IdentityClaim(
                key: "\(provider):user:\(workspace ?? ""):\($0)", kind: .token, provider: provider,
                name: "\(provider) user \($0)",
                account: workspace)
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
