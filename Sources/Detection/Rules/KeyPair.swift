internal import Model

/// The other half of credentials that come in two, known by the names of their keys: `client_id` of `client_secret`,
/// `access_key` of `secret_key`.
enum KeyPair: CaseIterable {
    case client, consumer, application, api, accessKey, role, token, other

    /// The pair of which a key names the secret half.
    /// - Parameter key: in small letters, without what parts its words.
    init?(secretKey key: [UInt8]) {
        let pair = Self.allCases.first { pair in
            pair.secretNames.contains { name in
                pair == .other ? key.reversed().starts(with: name.reversed()) : key.holds(name)
            }
        }
        guard let pair else { return nil }
        self = pair
    }

    /// How keys of the secret half are called, folded.
    private var secretNames: [[UInt8]] {
        let names: [String] =
            switch self {
            case .client: ["clientsecret", "oauthsecret", "oidcsecret"]
            case .consumer: ["consumersecret"]
            case .application: ["appsecret", "applicationsecret"]
            case .api: ["apisecret", "apikeysecret"]
            case .accessKey: ["secretkey", "secretaccesskey", "accesskeysecret", "accesssecret"]
            case .role: ["secretid"]
            case .token: ["tokensecret", "tokenvalue"]
            case .other: ["secret"]
            }
        return names.map { Array($0.utf8) }
    }

    /// How keys of the other half are called.
    private var names: String {
        let sign = "[_. -]?"
        let client = "client\(sign)(?:id|key)", application = "app(?:lication)?\(sign)(?:id|key)"
        let access =
            #"(?<!secret)(?<!secret[_. -])access\#(sign)key(?:\#(sign)id)?|(?<!secret)(?<!secret[_. -])access\#(sign)id"#
        let api = "api\(sign)key(?:\(sign)s?id)?|key\(sign)id"
        return switch self {
        case .client: "\(client)|\(application)"
        case .consumer: "consumer\(sign)(?:key|id)"
        case .application: application
        case .api: api
        case .accessKey: "\(access)|(?:public|publishable)\(sign)key|\(api)"
        case .role: "role\(sign)id"
        case .token: "token\(sign)(?:id|key|name)"
        case .other: "\(client)|\(application)|\(access)|key\(sign)id"
        }
    }

    /// A key of the other half and its value: quoted, or all that stands there. What may be a variable is none.
    private var pattern: String {
        let name = #"(?i:\#(names))"#
        let sign = #"(?:[ \t]{0,8}(?:=>|:=|[:=,>(])|[ \t]{0,4}\r?\n?[ \t]{0,12}(?i:value)[ \t]{0,2}[:=])[ \t]{0,8}"#
        let code =
            #"(?i:(?:process|os|self|this|config|settings|options|env|var|local|data|module|params|args|secrets)[.\[])"#
        let empty =
            #"(?i:(?:null|none|nil|true|false|undefined|string|str)\b|your|my[_-]?(?:client|app|access|api|key)|example|placeholder|change|todo|xxx)"#
        let value = #"(?<companion>[A-Za-z0-9][A-Za-z0-9_.@:/+=~-]{1,159})(?<![:=])"#
        return
            #"\#(name)(?![A-Za-z0-9_])[\\"'`\])]{0,4}\#(sign)(?:\\{0,2}["'`](?!\#(empty))|(?!\#(code)|\#(empty)|\#(name)\b))\#(value)(?=\\{0,2}["'`]|[<&;]|[ \t]{0,8}(?:[#\r\n]|$))"#
    }

    /// Compiled when first asked for.
    private static let finders: [KeyPair: Pattern] = Dictionary(
        uniqueKeysWithValues: allCases.compactMap { pair in
            (try? Pattern(pair.pattern, rule: "generic", group: "companion")).map { (pair, $0) }
        })

    /// Bytes that may lie between the two.
    private static let reach = 320

    /// The public half that belongs to a secret.
    /// - Returns: what it is called, and where it stands.
    func partner(of secret: Match, in content: UnsafeRawBufferPointer) -> (role: String, span: ByteSpan)? {
        guard let pattern = Self.finders[self], let finder = try? CompanionFinder(pattern) else { return nil }
        let window = ByteSpan(
            max(0, secret.whole.start - Self.reach), min(content.count, secret.whole.end + Self.reach))
        let isQuoted = secret.secret.start > 0 && ByteClass.isQuote(content[secret.secret.start - 1])
        let partner = finder.nearest(to: secret, in: content, window: window, named: true) { span in
            // `client_id=client, client_secret="…"` gives a variable.
            if !isQuoted || ByteClass.isQuote(content[span.start - 1]) { return true }
            return content[..<span.start].last { !ByteClass.isBlank($0) } == UInt8(ascii: ":")
        }
        guard let partner, !Self.isSame(partner.span, secret.secret, in: content) else { return nil }
        return (Self.role(of: partner.name, in: content), partner.span)
    }

    private static func isSame(_ first: ByteSpan, _ second: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        content[first.start..<first.end].elementsEqual(content[second.start..<second.end])
    }

    /// `client id` of `clientId`, `CLIENT-ID` and `client_id`.
    private static func role(of lead: ByteSpan, in content: UnsafeRawBufferPointer) -> String {
        let name = content[lead.start..<lead.end].prefix { ByteClass.isAlphanumeric($0) || "_. -".utf8.contains($0) }
        let letters = String(decoding: name.filter(ByteClass.isLetter).map { $0 | 0x20 }, as: UTF8.self)
        var role = ""
        for word in words where letters.dropFirst(role.replacing(" ", with: "").count).hasPrefix(word) {
            role += (role.isEmpty ? "" : " ") + word
        }
        return role.replacing("api", with: "API")
    }

    /// In the order in which names have them.
    private static let words = [
        "client", "consumer", "application", "app", "access", "api", "public", "publishable", "role", "token", "key",
        "name", "sid", "id",
    ]
}

extension RuleLibrary {
    /// The other half of a match whose rule names none: what its key says.
    func partner(of match: Match, among near: NearbyMatches, in content: UnsafeRawBufferPointer) -> Companion? {
        guard !rules[match.rule].isIdentifier else { return nil }
        var named = match
        named.whole.start = min(Self.keyStart(of: match, in: content), match.secret.start)
        let key = content[named.whole.start..<match.secret.start].filter(ByteClass.isAlphanumeric)
        guard let pair = KeyPair(secretKey: key.map { ByteClass.isUpper($0) ? $0 | 0x20 : $0 }),
            let partner = pair.partner(of: named, in: content)
        else { return nil }
        if let other = near.match(at: partner.span), !rules[other.rule].isIdentifier {
            return Companion(role: partner.role, span: other.secret, content: .secret(rule: other.rule))
        }
        // What may open something by itself is shown only as what it was found as.
        if partner.role == "API key" { return nil }
        return Companion(role: partner.role, span: partner.span, content: .publicPart)
    }

    /// Where the key of a match begins: with the match, or before it where its pattern took none; on the line above where
    /// `value` stands below the name.
    private static func keyStart(of match: Match, in content: UnsafeRawBufferPointer) -> Int {
        let secret = match.secret.start
        var start = max(match.whole.start, secret - 100)
        if start == secret { start = nameStart(before: secret, in: content) }
        let name = content[start..<secret].prefix(6)
        guard name.count > 5, name.prefix(5).map({ $0 | 0x20 }).elementsEqual("value".utf8),
            !ByteClass.isName(name[start + 5])
        else { return start }
        let line = LineFinder.start(before: start, in: content)
        return line > 0 ? nameStart(before: line - 1, in: content) : start
    }

    /// Where the last name before a place begins.
    private static func nameStart(before place: Int, in content: UnsafeRawBufferPointer) -> Int {
        var end = place
        while end > 0, place - end < 8, content[end - 1] != 0x0A, !ByteClass.isName(content[end - 1]) { end -= 1 }
        var start = end
        while start > 0, end - start < 100, ByteClass.isName(content[start - 1]) { start -= 1 }
        return start
    }
}

extension [UInt8] {
    fileprivate func holds(_ other: [UInt8]) -> Bool { !other.isEmpty && firstRange(of: other) != nil }
}
