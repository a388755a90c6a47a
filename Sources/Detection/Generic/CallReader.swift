internal import Model

/// Reads values among the arguments of calls and the items of lists.
struct CallReader {
    let text: WindowText
    let key: KeySite
    let line: ByteSpan

    private var values: ValueReader { ValueReader(text: text) }
    private var comparison: Comparison { Comparison(text: text, key: key) }

    /// `setPassword("x")`, `password("x")`, `token('x')`; with two literals (`set("password", "x")` is `listed`).
    func called(_ start: Int) -> ValueSite? {
        let here = text.skippingBlanks(start)
        if let site = ReturnedLiteral(text: text).ofFunction(here) { return inCall(site) }
        // getPassword() == "x"
        if text[here] == UInt8(ascii: ")") {
            let sign = text.skippingBlanks(here + 1)
            let isSign = text[sign] == UInt8(ascii: "=") || text[sign] == UInt8(ascii: "!")
            guard isSign, text[sign + 1] == UInt8(ascii: "=") else {
                return text.has(".equals", at: sign) ? comparison.literal(inCallAt: sign + 7) : nil
            }
            return comparison.literal(behindSign: sign)
        }
        // `WriteToken(format("…"))`: what is done with one.
        if key.before == UInt8(ascii: "."),
            text.has("write", at: key.name.start) || text.has("contain", at: key.name.start)
        {
            return nil
        }
        // generateSecret('A256GCMKW') makes one, of that kind; what generate_password_hash gets is hashed.
        if text.has("generate", at: key.name.start), !text.has("hash", at: key.name.end - 4) { return nil }
        // $pass.data('reveal') of jQuery asks for it.
        if text.has(".data", at: key.end - 5) { return nil }
        guard var site = values.quoted(here) else { return ExpressionReader(text: text, line: line).literal(here) }
        // pass("works") of test frameworks
        if key.name.count == 4, text.has("pass", at: key.name.start),
            !(site.span.start..<site.span.end).contains(where: { ByteClass.isDigit(text[$0]) })
                || (site.span.start..<site.span.end).contains(where: { text[$0] == 0x20 })
        {
            return nil
        }
        if isNamed(site) || isRegistered(site) || isNamespace(site) { return nil }
        if let next = followingArgument(site) {
            if let second = next.site, setsPassword {
                if isMade(second), text[second.end] == UInt8(ascii: ")") { return inCall(second) }
                // keyring.set_password("service", "ada", "x")
                if let third = followingArgument(second)?.site, text[third.end] == UInt8(ascii: ")") {
                    return inCall(third)
                }
            }
            guard isMade(site) || next.isConstant else { return next.site.flatMap { isMade($0) ? inCall($0) : nil } }
        }
        site.evidence.insert(.inCall)
        // credentials('id') of Jenkins looks one up.
        if key.name.count == 11, key.before != UInt8(ascii: "."), text[site.end] == UInt8(ascii: ")"),
            text.has("credentials", at: key.name.start)
        {
            site.evidence.insert(.isReference)
        }
        return site
    }

    /// `setPassword("ada", "x")`, `set_passwd("ada", user["pw"])`: what stands behind the first literal of a call, which
    /// then may say whose password it is; nil where the call ends. Numbers, `true` and functions are about the first.
    private func followingArgument(_ site: ValueSite) -> (site: ValueSite?, isConstant: Bool)? {
        let comma = text.skippingBlanks(site.end)
        guard text[comma] == UInt8(ascii: ",") else { return nil }
        let next = text.skippingWhitespace(comma + 1)
        if let site = values.quoted(next) { return (site, false) }
        let constants: [StaticString] = ["true", "false", "null", "nil", "none", "function", "(", "{", "["]
        let isConstant = ByteClass.isDigit(text[next]) || constants.contains { text.has($0, at: next) }
        return (nil, isConstant)
    }

    /// `set_password("ada", "x")`, `changePassword("old", "x")`: what it is from now on stands last.
    private var setsPassword: Bool {
        let verbs: [StaticString] = ["set", "change", "update", "reset"]
        return verbs.contains { text.has($0, at: key.name.start) }
            && (text.has("password", at: key.name.end - 8) || text.has("passwd", at: key.name.end - 6))
    }

    /// Whether letters and digits are mixed in it.
    private func isMade(_ site: ValueSite) -> Bool { text.mixesLettersAndDigits(site.span, without: " ") }

    private func inCall(_ site: ValueSite) -> ValueSite {
        var site = site
        site.evidence.insert(.inCall)
        return site
    }

    /// `new random.RandomPassword("db", {…})`: what a program calls the thing that it makes; `createToken('XRANGE', …)`:
    /// the name of a kind of token.
    private func isNamed(_ site: ValueSite) -> Bool {
        let comma = text.skippingBlanks(site.end)
        var start = key.name.start
        while ByteClass.isName(text[start - 1]) || text[start - 1] == UInt8(ascii: ".") { start -= 1 }
        if text[comma] == UInt8(ascii: ","), text.has("new ", at: start - 4) {
            let next = text.skippingWhitespace(comma + 1)
            if text[next] == UInt8(ascii: "{") || text.has("new ", at: next) { return true }
        }
        guard text.has("token", at: key.name.end - 5) else { return false }
        return (site.span.start..<site.span.end).allSatisfy {
            ByteClass.isUpper(text[$0]) || text[$0] == UInt8(ascii: "_")
        }
    }

    /// `client.CoreV1().Secrets("shop").Create(…)` of Kubernetes: where they are kept.
    private func isNamespace(_ site: ValueSite) -> Bool {
        key.before == UInt8(ascii: ".") && key.name.count == 7 && text.has("secrets", at: key.name.start)
            && text.has(").", at: site.end)
    }

    /// `FUNCTION_PASS("sjljehprepare", SjLjEHPreparePass())`, `add_pass("x", …)`: a walk over something, by its name.
    private func isRegistered(_ site: ValueSite) -> Bool {
        text.has("_pass", at: key.name.end - 5) && text[text.skippingBlanks(site.end)] == UInt8(ascii: ",")
    }

    /// `define('DB_PASSWORD', 'x')`, `("password", "x")`.
    func listed(_ start: Int) -> ValueSite? {
        let here = text.skippingWhitespace(start)
        if let pair = PairReader(text: text).value(here) { return pair }
        // A pair opens with its key; within a longer list the neighbours have nothing to do with each other.
        var before = key.name.start - key.dashes - 2
        // `"@password"`, `':password'`
        if ByteClass.isQuote(text[before]), !ByteClass.isQuote(text[before + 1]), key.dashes == 0 { before -= 1 }
        while ByteClass.isBlank(text[before]) { before -= 1 }
        var earlier = before
        while ByteClass.isWhitespace(text[earlier]) { earlier -= 1 }
        if key.dashes > 0, earlier < before || (start..<here).contains(where: { text[$0] == UInt8(ascii: "\n") }) {
            return argument(here, opening: text[earlier])
        }
        if earlier < before, text[earlier] == UInt8(ascii: ",") { return nil }
        switch text[before] {
        // ["redis-server", "--requirepass", "x"]: the arguments of a program
        case UInt8(ascii: ",") where key.dashes > 0:
            guard let site = values.quoted(here), text[site.span.start] != UInt8(ascii: "-") else { return nil }
            return site
        // Crypto::Bcrypt.new "secret", "…"
        case _ where ByteClass.isName(text[before]) && isHashing(before): return nil
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\n"), 0:
            // ["password", "kerberos"]: two of a kind, and the fields of a schema, each on its line
            if let site = values.quoted(here), isName(site.span) { return nil }
        // stringc('PASS', 'green'): how a test went
        case UInt8(ascii: "("):
            if isTranslated(before) || isHashing(before) { return nil }
            // event in ('password', 'connected'): two of a kind
            if text.has(" in ", at: before - 4), let site = values.quoted(here), isName(site.span) { return nil }
            if isResult, let site = values.quoted(here), isName(site.span) { return nil }
        // Names in a text, each marked as code.
        case _ where key.quote == UInt8(ascii: "`"): return nil
        default:
            // buildConfigField("String", "API_KEY", "…"), environment "API_KEY", "…": only what cannot be a name.
            if isTyped(before) || isEnvironment(before), let site = values.quoted(here), site.span.count >= 6,
                (site.span.start..<site.span.end).contains(where: { ByteClass.isDigit(text[$0]) })
            {
                return site
            }
            // `'修改密码', '4028ea81…'`: what a menu says, and the next column.
            // ("password", "longsalt", "1712…"): a test of a hash, and what comes out
            if text.has("salt", at: key.name.end - 4) { return nil }
            guard !key.isForeign(in: text), let site = values.quoted(here), site.span.count >= 16, !isRow(site),
                !isAddress(site.span),
                (site.span.start..<site.span.end).contains(where: { ByteClass.isDigit(text[$0]) })
            else { return nil }
        }
        guard var site = values.quoted(here) ?? ExpressionReader(text: text, line: line).literal(here) else {
            return nil
        }
        if isSibling(site.span) || isAction || isPlural(site.span) || isLabelled(site) || isRepeated { return nil }
        // Three in a row are a list of names, not a key and its value.
        let next = text.skippingBlanks(site.end)
        if text[next] == UInt8(ascii: ":") || text[next] == UInt8(ascii: "=") { return nil }
        if text[next] == UInt8(ascii: ","), ByteClass.isQuote(text[text.skippingWhitespace(next + 1)]),
            !site.evidence.contains(.inCall), ByteClass.isLetter(text[site.span.start])
        {
            return nil
        }
        // ->add('password', 'length', ['rule' => …]): a check of the field, and what it asks for
        if text[next] == UInt8(ascii: ","), text[text.skippingWhitespace(next + 1)] == UInt8(ascii: "["),
            isName(site.span)
        {
            return nil
        }
        // ("Crypto-Key", "p256ecdsa=" + key)
        if text[next] == UInt8(ascii: "+"), text[site.span.end - 1] == UInt8(ascii: "=") { return nil }
        site.evidence.insert(.inCall)
        return site
    }

    /// `"--api-key",` and `"x"` on the next line of a list: what the option is given. Descriptions of options are lists
    /// too, so only what is made up.
    private func argument(_ here: Int, opening: UInt8) -> ValueSite? {
        guard ",[({".utf8.contains(opening), let site = values.quoted(here), site.span.count >= 6,
            text[site.span.start] != UInt8(ascii: "-"), text.mixesLettersAndDigits(site.span, without: " (<"),
            !":=".utf8.contains(text[text.skippingBlanks(site.end)])
        else { return nil }
        return site
    }

    /// `buildConfigField("String", "DB_PASSWORD", "…")`: a type, a name and its value.
    private func isTyped(_ comma: Int) -> Bool {
        text[comma] == UInt8(ascii: ",") && text.has("string", at: comma - 7) && ByteClass.isQuote(text[comma - 1])
    }

    /// `environment "DB_PASSWORD", "…"`, `systemProperty "db.password", "…"` of Gradle.
    private func isEnvironment(_ last: Int) -> Bool {
        text.has("environment", at: last - 10) || text.has("systemproperty", at: last - 13)
    }

    /// `BeginForm("SetPassword", "Manage", …)`, `reply(list, "setClientPassword", "Unknown name")`: what is done.
    private var isAction: Bool {
        text.has("set", at: key.name.start) && ByteClass.isUpper(text[key.name.start + 3])
    }

    /// `array('pass', 'passes')`: a word and its plural.
    private func isPlural(_ span: ByteSpan) -> Bool {
        span.count > key.name.count && span.count <= key.name.count + 2 && isName(span)
            && (0..<key.name.count).allSatisfy { text[key.name.start + $0] == text[span.start + $0] }
    }

    /// `("DISCORD_DB_PASSWORD", "Database", True)`: what a setting is called for people.
    private func isLabelled(_ site: ValueSite) -> Bool {
        let isConstant =
            key.name.count > 8 && (key.name.start..<key.name.end).allSatisfy { !ByteClass.isLower(text[$0]) }
        return isConstant && ByteClass.isUpper(text[site.span.start])
            && text[text.skippingBlanks(site.end)] == UInt8(ascii: ",")
            && (site.span.start + 1..<site.span.end).allSatisfy { ByteClass.isLower(text[$0]) || text[$0] == 0x20 }
    }

    /// `('password1', 'password2')`: fields of one name, with numbers.
    private func isSibling(_ span: ByteSpan) -> Bool {
        var (one, other) = (key.name.end, span.end)
        while one > key.name.start, ByteClass.isDigit(text[one - 1]) { one -= 1 }
        while other > span.start, ByteClass.isDigit(text[other - 1]) { other -= 1 }
        guard span.end - other <= 1, other > span.start, one - key.name.start == other - span.start else {
            return false
        }
        return (0..<other - span.start).allSatisfy { text[key.name.start + $0] == text[span.start + $0] }
    }

    /// `(…, 'password', '5ff66179-…', …)`: in a longer row a UUID names the row, or another one.
    private func isRow(_ site: ValueSite) -> Bool {
        site.span.count == 36 && text[text.skippingBlanks(site.end)] == UInt8(ascii: ",")
            && [8, 13, 18, 23].allSatisfy { text[site.span.start + $0] == UInt8(ascii: "-") }
    }

    /// `_e('Password', 'shop')`, `esc_html__('Password', 'shop')`: a message, and the program that it belongs to;
    /// `enum('password', 'certificate')` of SQL: what a column may hold; `lookup("password", "/dev/null length=32")` of
    /// Ansible: a kind of thing to look up; `load("passwords", "mysql")`, `ToTable("Password", "Person")`: what is in it.
    private func isTranslated(_ open: Int) -> Bool {
        var start = open
        while ByteClass.isName(text[start - 1]) { start -= 1 }
        let names: [StaticString] = [
            "__", "_e", "_x", "_ex", "_n", "esc_html__", "esc_html_e", "esc_html_x", "esc_attr__", "esc_attr_e",
            "esc_attr_x", "gettext", "dgettext", "translate", "trans", "enum", "lookup", "load", "totable", "authdb",
        ]
        return names.contains { $0.utf8CodeUnitCount == open - start && text.has($0, at: start) }
    }

    /// `Bcrypt.verify("secret", "$2a$…")`, `Security::hash('password', 'blowfish')`: the key is what is hashed, and behind it
    /// stands the result, a salt, or how it is done.
    private func isHashing(_ end: Int) -> Bool {
        var start = end
        let isBracket = text[end] == UInt8(ascii: "(")
        if !isBracket { start += 1 }
        while start > end - 60, ByteClass.isName(text[start - 1]) || ".:>".utf8.contains(text[start - 1]) { start -= 1 }
        let words: [StaticString] = [
            "bcrypt", "scrypt", "argon2", "pbkdf2", "::hash(", ".hash(", ".verify(", "authenticator(",
        ]
        return (start..<end + 1).contains { place in words.contains { text.has($0, at: place) } }
    }

    /// `'password': ('PASSWORD', 'input')`: the key's own name again, and what kind of field it is.
    private var isRepeated: Bool {
        let count = key.name.count
        let first = key.name.start - 1 - 3 - 1 - count
        guard first > text.start, ByteClass.isQuote(text[first - 1]) else { return false }
        return text.has(": (", at: first + count + 1)
            && (0..<count).allSatisfy { text.folded(first + $0) == text.folded(key.name.start + $0) }
    }

    /// `PASS` in capitals.
    private var isResult: Bool {
        key.name.count == 4 && text.has("pass", at: key.name.start)
            && (key.name.start..<key.name.end).allSatisfy { ByteClass.isUpper(text[$0]) }
    }

    /// `addUser(name, 'password', 'user1@shop.example')`: the next argument, an address.
    private func isAddress(_ span: ByteSpan) -> Bool {
        guard let sign = (span.start..<span.end).first(where: { text[$0] == UInt8(ascii: "@") }) else { return false }
        return (sign..<span.end).contains { text[$0] == UInt8(ascii: ".") && ByteClass.isLetter(text[$0 + 1]) }
            && (span.start..<span.end).allSatisfy {
                ByteClass.isName(text[$0]) || text[$0] == UInt8(ascii: ".") || $0 == sign
            }
    }

    /// `email`, `firstName`, `refresh_token`: what fields are called.
    private func isName(_ span: ByteSpan) -> Bool {
        (span.start..<span.end).allSatisfy { ByteClass.isLetter(text[$0]) || text[$0] == UInt8(ascii: "_") }
    }
}
