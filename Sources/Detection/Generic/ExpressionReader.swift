internal import Model

/// Literals within expressions: `String("x")`, `Some("x")`, `new Secret("x")`, `[]byte("x")`, `getenv("X") || "x"`.
struct ExpressionReader {
    let text: WindowText
    let line: ByteSpan

    /// What a function does with its literal.
    private enum Role: UInt8 { case wraps = 1, looksUp, refers, hashes, chooses }

    func literal(_ start: Int) -> ValueSite? {
        var here = start
        // new Type(, await, &, *, [], @
        var isNew = false
        while text.has("new ", at: here) || text.has("await ", at: here) {
            if text.has("new ", at: here) { isNew = true }
            here = text.skippingBlanks(here + (text.has("new ", at: here) ? 4 : 6))
        }
        while text[here] == UInt8(ascii: "&") || text[here] == UInt8(ascii: "*") || text[here] == UInt8(ascii: "[")
            || text[here] == UInt8(ascii: "]") || text[here] == UInt8(ascii: "(")
        { here += 1 }
        // *b"x" of Rust
        if text[here - 1] == UInt8(ascii: "*"), here > start, let site = ValueReader(text: text).quoted(here) {
            return site
        }
        var word = WordHash()
        var name = here
        var isType = false
        var isName = true
        var length = 0
        let limit = here + 64
        while here < limit {
            let byte = text[here]
            if ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: "_") {
                if length == 0 { (isType, name) = (ByteClass.isUpper(byte), here) }
                word.add(ByteClass.isUpper(byte) ? byte | 0x20 : byte)
                length += 1
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") && text[here + 1] == UInt8(ascii: ":")
                || byte == UInt8(ascii: "-") && text[here + 1] == UInt8(ascii: ">")
            {
                // SecretString::new("x".into()) of Rust
                if byte == UInt8(ascii: ":"), isType, text.has("::new(", at: here) { isNew = true }
                (word, length) = (WordHash(), 0)
                if byte != UInt8(ascii: ".") { here += 1 }
            } else if byte == UInt8(ascii: "("), text[here + 1] == UInt8(ascii: ")"),
                text[here + 2] == UInt8(ascii: ".")
            {
                // Base64.getDecoder().decode("x")
                (word, length) = (WordHash(), 0)
                here += 2
            } else if byte == UInt8(ascii: "-"), length > 0 {
                // ConvertTo-SecureString
                word.add(byte)
                length += 1
            } else {
                isName = false
                break
            }
            here += 1
        }
        guard !isName, length > 0 || text[here - 1] == UInt8(ascii: ".") else { return nil }
        var role = Role(rawValue: Self.functions.value(of: word))
        if role == nil, isType, isQuery(name) { role = .looksUp }
        let byte = text[here]
        // Ref("Password") of CloudFormation
        if role == .refers { return nil }
        if byte == UInt8(ascii: "(") || (byte == UInt8(ascii: "[") && role == .looksUp) {
            return argument(here + 1, role: role, isType: isType, isNew: isNew)
        }
        if byte == UInt8(ascii: "<") { return nil }
        // std::string{"x"}
        if byte == UInt8(ascii: "{"), role == .wraps, let site = ValueReader(text: text).quoted(here + 1),
            text[site.end] == UInt8(ascii: "}")
        {
            return inCall(site)
        }
        if byte == 0x20, role == .wraps {
            // Just "x", ConvertTo-SecureString "x", To_Unbounded_String ("x")
            let next = text.skippingBlanks(here)
            if let site = ValueReader(text: text).quoted(text[next] == UInt8(ascii: "(") ? next + 1 : next) {
                return inCall(site)
            }
        }
        return ByteClass.isWhitespace(byte) ? fallback(here) : nil
    }

    /// `GetSingle("ApiKey")`, `LoadSecret("db")`: asks for what has that name.
    private func isQuery(_ name: Int) -> Bool {
        let verbs: [StaticString] = ["get", "find", "load", "read", "fetch", "lookup"]
        return verbs.contains { text.has($0, at: name) && ByteClass.isUpper(text[name + $0.utf8CodeUnitCount]) }
    }

    private func argument(_ start: Int, role: Role?, isType: Bool, isNew: Bool) -> ValueSite? {
        let reader = ValueReader(text: text)
        let begin = text.skippingBlanks(start)
        let here = role == .wraps ? behindArgumentName(begin) : begin
        guard let first = reader.quoted(here) else {
            if role == .chooses { return lastArgument(here) }
            // string(10) "x": what var_dump of PHP prints
            if role == .wraps, let dumped = dumped(here) { return dumped }
            // Base64.decode(String("x")): one call deeper.
            return role == .wraps && here - line.start < 4096 ? nested(here) : nil
        }
        let next = text.skippingBlanks(first.end)
        if text[next] == UInt8(ascii: ","), role == .looksUp {
            // getenv("X", "fallback"), config("X", default="fallback")
            return reader.quoted(behindArgumentName(text.skippingBlanks(next + 1))).map(inCall)
        }
        if role == .looksUp { return fallback(first.end) }
        if role == .hashes {
            // bcrypt("x", 10), hash("x"); but hash("sha256", "x") of PHP
            guard text[next] == UInt8(ascii: ")") || text[next] == UInt8(ascii: ",") else { return nil }
            return text[next] == UInt8(ascii: ",") && ByteClass.isQuote(text[text.skippingBlanks(next + 1)])
                ? nil : inCall(first)
        }
        let isWhole = text[next] == UInt8(ascii: ")") || text.has(".into()", at: next) || text.has(".to_", at: next)
        guard role == .wraps || isNew || isType, isWhole || role == .wraps else { return nil }
        return inCall(first)
    }

    /// `coalesce(var.password, "x")`, `try(var.settings.password, "x")`: the literal behind names and their keys.
    private func lastArgument(_ start: Int) -> ValueSite? {
        var here = start
        let limit = min(text.lineEnd(start), start + 160)
        while here < limit {
            if text[here] == UInt8(ascii: ","), let site = ValueReader(text: text).quoted(text.skippingBlanks(here + 1))
            {
                let next = text[text.skippingBlanks(site.end)]
                if next == UInt8(ascii: ")") { return inCall(site) }
                guard next == UInt8(ascii: ",") else { return nil }
                here = site.end
            } else if ByteClass.isName(text[here]) || ".,[] ".utf8.contains(text[here]) {
                here += 1
            } else {
                return nil
            }
        }
        return nil
    }

    private func dumped(_ start: Int) -> ValueSite? {
        var here = start
        while ByteClass.isDigit(text[here]) { here += 1 }
        guard here > start, text[here] == UInt8(ascii: ")"), text[here + 1] == 0x20 else { return nil }
        return ValueReader(text: text).quoted(here + 2)
    }

    /// `if (env) { env } else { "x" }`, `if env then env else "x"`: what is taken where nothing is set.
    func otherwise(_ start: Int) -> ValueSite? {
        guard text.has("if ", at: start) || text.has("if(", at: start) else { return nil }
        let limit = min(text.lineEnd(start), start + 160)
        guard
            let word = (start + 3..<limit).first(where: { text.has("else", at: $0) && !ByteClass.isName(text[$0 - 1]) })
        else { return nil }
        var here = text.skippingBlanks(word + 4)
        if text[here] == UInt8(ascii: "{") { here = text.skippingBlanks(here + 1) }
        return ValueReader(text: text).quoted(here)
    }

    private func nested(_ here: Int) -> ValueSite? {
        var end = here
        while ByteClass.isName(text[end]) || text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: ":") {
            end += 1
        }
        guard end > here, end - here < 40, text[end] == UInt8(ascii: "("), ByteClass.isQuote(text[end + 1]) else {
            return nil
        }
        return ValueReader(text: text).quoted(end + 1).map(inCall)
    }

    /// Behind `default=`, `defaultValue: ` and the like; where it is if no such name stands there.
    func behindArgumentName(_ start: Int) -> Int {
        let names: [StaticString] = ["default", "default_value", "defaultvalue", "fallback", "unset"]
        for name in names where text.has(name, at: start) {
            let sign = text.skippingBlanks(start + name.utf8CodeUnitCount)
            guard text[sign] == UInt8(ascii: "=") || text[sign] == UInt8(ascii: ":") else { continue }
            return text.skippingBlanks(sign + 1)
        }
        return start
    }

    /// `.unwrap_or("x".into())`, `.unwrap_or_else(|_| "x".to_string())`, `.getOrElse("x")`: what stands in for what is not set.
    func alternative(_ here: Int) -> ValueSite? {
        let calls: [StaticString] = [".unwrap_or(", ".unwrap_or_else(", ".getorelse(", ".orelse("]
        guard let call = calls.first(where: { text.has($0, at: here) }) else { return nil }
        var start = here + call.utf8CodeUnitCount
        if text[start] == UInt8(ascii: "|") {
            start += 1
            while ByteClass.isName(text[start]) { start += 1 }
            guard text[start] == UInt8(ascii: "|") else { return nil }
            start = text.skippingBlanks(start + 1)
        }
        return ValueReader(text: text).quoted(start).map(inCall) ?? nested(start)
    }

    /// `name || "x"`, `name ?? "x"`, `name or "x"`, `name ?: "x"`.
    private func fallback(_ start: Int) -> ValueSite? {
        var here = start
        if text[here] == UInt8(ascii: ")") || text[here] == UInt8(ascii: "]") { here += 1 }
        if text[here] == UInt8(ascii: ".") { return alternative(here) }
        return FallbackSign(text: text).behind(here).flatMap(ValueReader(text: text).quoted).map(inCall)
    }

    private func inCall(_ site: ValueSite) -> ValueSite {
        var site = site
        site.evidence.insert(.inCall)
        return site
    }

    private static let functions = WordTable([
        (
            """
            string str some just bytes byte decode b64decode base64decode frombase64 frombase64string atob of
            from valueof secretstr securestring converttosecurestring convertto-securestring stringptr ptr
            literal encodeutf8 unhexlify fromhex tostring to_string tochararray getbytes quote decodestring
            bytestring rune char ok wrap secret sensitive pulumi urldecode decodebase64 encode hex2bin pack h
            hex parse text u8 field formcontrol usestate mkdefault mkforce decodehex hextobytes base64encoded
            hmacshakeyfor secretkeyspec hexstringtobytes to_unbounded_string
            """, Role.wraps.rawValue
        ),
        (
            """
            getenv env environ get fetch getproperty envor getenvordefault lookupenv env_var dotenv config
            getstring get_env getconfig var environment
            """, Role.looksUp.rawValue
        ),
        (
            """
            ref getatt importvalue findinmap getparam
            """, Role.refers.rawValue
        ),
        (
            """
            bcrypt hash hashsync hashpw hash_pwd_salt make make_password password_hash generate_password_hash
            get_password_hash hash_password hashpassword encodepassword createpassword md5 sha1 sha256 sha512
            """, Role.hashes.rawValue
        ),
        ("coalesce try lookup nvl ifnull isnull", Role.chooses.rawValue),
    ])
}
