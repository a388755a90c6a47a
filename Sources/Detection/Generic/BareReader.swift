internal import Model

/// Values without quotes behind `=` or `:`: literal in configuration files and in strings, an expression in code.
struct BareReader {
    let text: WindowText
    let key: KeySite
    let line: ByteSpan
    /// `=` or `:`.
    let sign: UInt8
    /// Whether the value stands apart from the sign.
    let hasBlank: Bool

    func value(_ here: Int) -> ValueSite? {
        // What is left is a comment.
        guard text[here] != UInt8(ascii: "#") || sign == UInt8(ascii: "=") && !hasBlank || isMadeBehindHash(here) else {
            return nil
        }
        if key.before == UInt8(ascii: "."),
            text.has("self", at: key.name.start - 5) || text.has("this", at: key.name.start - 5)
        {
            return nil
        }
        guard !isTyped(here), !isTagged(here), !isConstant(here), !isItself(here), !isNextPair(here) else { return nil }
        let enclosing = text.quoteAround(key.name.start, from: line.start)
        guard var site = ValueReader(text: text).bare(here, isLine: enclosing == 0 && beginsLine), !isMember(site.span),
            !namesAccount
        else { return nil }
        if isAddedTo(here) || text[site.end] == UInt8(ascii: "&") && text.has("&#40;", at: site.end) { return nil }
        if let end = endOfGroups(site.span) { (site.span.end, site.end) = (end, end) }
        if continues(site) || isExpression(site.span) { return nil }
        if enclosing != 0, let sign = signOfSubstitution(in: enclosing) {
            // `s/DB_PASSWORD=/DB_PASSWORD=x/`: first what is looked for, then what comes there.
            guard text[site.span.start] != sign, !text.has(".*", at: site.span.start) else { return nil }
            if let end = (site.span.start..<site.span.end).first(where: { text[$0] == sign }) { site.span.end = end }
        }
        // "… SET password = @newPassword": what a statement of SQL is given
        if enclosing != 0, text[site.span.start] == UInt8(ascii: "@"), site.span.count > 3,
            (site.span.start + 1..<site.span.end).allSatisfy({
                ByteClass.isLetter(text[$0]) || text[$0] == UInt8(ascii: "_")
            })
        {
            return nil
        }
        // `username=ada&password=x&page=1` is a query wherever it stands.
        let isParameter =
            (key.before == UInt8(ascii: "&") || key.before == UInt8(ascii: "?")) && sign == UInt8(ascii: "=")
            && !hasBlank
        if isParameter {
            site.evidence.remove(.bareValue)
            // `&pass=x&stream`: a parameter need not have a value.
            if let end = (site.span.start..<site.span.end).first(where: { text[$0] == UInt8(ascii: "&") }) {
                (site.span.end, site.end) = (end, end)
            }
        }
        let endsElement = text[site.end] == UInt8(ascii: "<") && text[site.end + 1] == UInt8(ascii: "/")
        if enclosing != 0 || endsElement || key.isForeign(in: text) || isRemark(site)
            || EmbeddedSetting(text: text, key: key, site: site).isOne
        {
            // "password=x" within a literal, or a URL's query: literal text, up to the quote; `password: x</p>` in a
            // page; `// 密码: x`.
            site.evidence.remove(.bareValue)
            if enclosing != 0 { site.evidence.insert(.inString) }
        } else if endsExpression(site.end), !isInParentheses(site), !isDirective(site), !isAside(site) {
            return nil
        }
        site.evidence.formUnion(company(of: site))
        return site
    }

    /// `url.password+=x:y`: scripts that were made small add names.
    private func isAddedTo(_ start: Int) -> Bool {
        guard sign == UInt8(ascii: "="), !hasBlank else { return false }
        return text[start - 2] == UInt8(ascii: "+") && text[key.end] == UInt8(ascii: "+")
    }

    /// `Password: #Zq8pw5R`: no comment has letters and digits mixed right behind its sign, and nothing else.
    private func isMadeBehindHash(_ hash: Int) -> Bool {
        var end = hash + 1
        while text[end] > 0x20 { end += 1 }
        let word = ByteSpan(hash + 1, end)
        let isColour = word.count <= 8 && (word.start..<word.end).allSatisfy { ByteClass.isHex(text[$0]) }
        return sign == UInt8(ascii: ":") && word.count >= 6 && !isColour && text[text.skippingBlanks(end)] < 0x20
            && text.mixesLettersAndDigits(word, without: "(){}<>=,;#") && namesPassword
    }

    private var namesPassword: Bool {
        text.has("pass", at: key.name.start) || text.has("password", at: key.name.end - 8)
    }

    /// `// password: x`: what a remark in a program tells, by the last word of its line, and no name of a variable.
    private func isRemark(_ site: ValueSite) -> Bool {
        guard sign == UInt8(ascii: ":"), hasBlank, key.quote == 0, text.isComment(lineAt: key.name.start),
            text[text.skippingBlanks(site.end)] < 0x20, site.span.count >= 8,
            text.has("password", at: key.name.end - 8) || text.has("passwd", at: key.name.end - 6),
            text.mixesLettersAndDigits(site.span, without: "(){}[]<>,;./\\:=_-")
        else { return false }
        let span = site.span.start..<site.span.end
        return span.count { ByteClass.isDigit(text[$0]) } >= 2 && span.contains { ByteClass.isUpper(text[$0]) }
    }

    /// `kiqb grcm hvdz uajr`: four groups of small letters to the line's end, as Google tells a password for one program.
    private func endOfGroups(_ span: ByteSpan) -> Int? {
        let end = span.start + ValueForm.groupedLength
        guard span.count == 4, end <= text.end, text[end] < 0x20 || ByteClass.isQuote(text[end]),
            ValueForm.isGrouped(WindowText(text.bytes, from: span.start, to: end))
        else { return nil }
        return end
    }

    /// `账号密码：admin/x`: the key names both, and so does the value; `prose-account` tells them apart.
    private var namesAccount: Bool {
        guard key.isForeign(in: text) else { return false }
        let names: [StaticString] = ["账号密码", "帐号密码", "账户密码", "用户名密码", "帳號密碼"]
        return names.contains { text.has($0, at: key.name.end - $0.utf8CodeUnitCount) }
    }

    /// The `/` or `|` of `sed 's/…/…/'`, if the key stands in such a literal.
    private func signOfSubstitution(in quote: UInt8) -> UInt8? {
        var open = key.name.start - 1
        while open > key.name.start - 200, text[open] != quote, text[open] >= 0x20 { open -= 1 }
        guard text[open] == quote, text[open + 1] == UInt8(ascii: "s"), "/|#,@~!".utf8.contains(text[open + 2]) else {
            return nil
        }
        return text[open + 2]
    }

    /// `secret = crypto` and `.createHash(…)` on the next line: a chain of calls. `x_passwd: retrying...`: a message.
    private func continues(_ site: ValueSite) -> Bool {
        // `tls.key: LS0tLS1CRUdJ...`: only the beginning is there.
        if text.has("...", at: site.end), site.span.count >= 8 { return true }
        if text.has("..", at: site.end), (site.span.start..<site.span.end).allSatisfy({ ByteClass.isLower(text[$0]) }) {
            return true
        }
        guard sign == UInt8(ascii: "="), hasBlank,
            text[site.end] == UInt8(ascii: "\n") || text[site.end] == UInt8(ascii: "\r")
        else { return false }
        let next = text.skippingWhitespace(site.end)
        guard text[next] == UInt8(ascii: "."), ByteClass.isLetter(text[next + 1]) else { return false }
        // `.fi` of roff is no member.
        var end = next + 1
        while ByteClass.isName(text[end]) { end += 1 }
        return text[end] == UInt8(ascii: "(")
    }

    /// `population[position]`, `Option[String]`: an element, a type; `*OCTET`, `1*tchar`: a grammar; `${pw: Secret}` of
    /// Robot Framework.
    private func isExpression(_ span: ByteSpan) -> Bool {
        if key.before == UInt8(ascii: "{"), text[key.name.start - 2] == UInt8(ascii: "$"), sign == UInt8(ascii: ":"),
            text[span.end] == UInt8(ascii: "}")
        {
            return true
        }
        var here = span.start
        while ByteClass.isDigit(text[here]) { here += 1 }
        if text[here] == UInt8(ascii: "*"), ByteClass.isLetter(text[here + 1]), sign == UInt8(ascii: "=") {
            return (here + 1..<span.end).allSatisfy {
                ByteClass.isAlphanumeric(text[$0]) || text[$0] == UInt8(ascii: "-")
            }
        }
        let last = text[span.end - 1] == UInt8(ascii: ",") ? span.end - 2 : span.end - 1
        guard text[last] == UInt8(ascii: "]") || text[span.end] == UInt8(ascii: "]"),
            ByteClass.isLetter(text[span.start])
        else { return false }
        here = span.start
        while ByteClass.isAlphanumeric(text[here]) || text[here] == UInt8(ascii: "_") || text[here] == UInt8(ascii: ".")
        {
            here += 1
        }
        return text[here] == UInt8(ascii: "[") && ByteClass.isLetter(text[here + 1])
    }

    /// `$pass = dlopen`: no language has a literal there; shells compare, and PHP names a constant.
    private func isConstant(_ start: Int) -> Bool {
        guard key.before == UInt8(ascii: "$"), sign == UInt8(ascii: "="), hasBlank, text[key.end] == 0x20 else {
            return false
        }
        var here = start
        while ByteClass.isLetter(text[here]) || text[here] == UInt8(ascii: "_") { here += 1 }
        return here > start && !ByteClass.isDigit(text[here])
    }

    /// `ssh_key: !encrypted/pkcs1-oaep`, `secret: !!null`: a tag of YAML, which says what kind of value follows.
    private func isTagged(_ start: Int) -> Bool {
        guard sign == UInt8(ascii: ":"), hasBlank, text[start] == UInt8(ascii: "!") else { return false }
        if text[start + 1] == UInt8(ascii: "!") { return true }
        var here = start + 1
        while ByteClass.isLower(text[here]) || text[here] == UInt8(ascii: "-") { here += 1 }
        return here > start + 3 && text[here] == UInt8(ascii: "/")
    }

    /// `FToken := FToken + c`: the key's own name, and an operator.
    private func isItself(_ start: Int) -> Bool {
        let end = start + key.name.count
        guard (0..<key.name.count).allSatisfy({ text[start + $0] == text[key.name.start + $0] }) else { return false }
        return "+-*[".utf8.contains(text[end])
    }

    /// `secret= retries=7`: nothing is assigned to the key, and the next one follows.
    private func isNextPair(_ start: Int) -> Bool {
        // `user=root:password=:port=3306`
        if text[start] == UInt8(ascii: ":"), sign == UInt8(ascii: "="), !hasBlank, ByteClass.isLower(text[start + 1]) {
            var here = start + 1
            while ByteClass.isLower(text[here]) { here += 1 }
            return text[here] == sign && here - start > 3
        }
        guard hasBlank, sign == UInt8(ascii: "="), ByteClass.isLetter(text[start]) else { return false }
        var before = start - 1
        while ByteClass.isBlank(text[before]) { before -= 1 }
        guard text[before] == sign, !ByteClass.isBlank(text[before - 1]) else { return false }
        var here = start
        while ByteClass.isLower(text[here]) || ByteClass.isDigit(text[here]) || text[here] == UInt8(ascii: "-") {
            here += 1
        }
        return text[here] == sign && text[here + 1] != sign && here - start > 2
    }

    /// What follows a bare word in code: the end of a statement, of an argument, the begin of a block.
    private func endsExpression(_ end: Int) -> Bool {
        switch text[end] {
        case _ where text[end - 1] == UInt8(ascii: "{"): true
        case UInt8(ascii: ")"), UInt8(ascii: "{"): true
        // NAME=value; as shells write it.
        case UInt8(ascii: ";"): sign == UInt8(ascii: ":") || hasBlank
        default: false
        }
    }

    /// `(USER=ada)(PASSWORD=x)` of Oracle's net services: a pair in parentheses of its own is no argument.
    private func isInParentheses(_ site: ValueSite) -> Bool {
        guard sign == UInt8(ascii: "="), key.before == UInt8(ascii: "("), text[site.end] == UInt8(ascii: ")") else {
            return false
        }
        let before = text[key.name.start - 2]
        return before == UInt8(ascii: ")") || before == UInt8(ascii: "=") || before == UInt8(ascii: "(")
    }

    /// `(login: ada, password: x)` in a text: no name of a variable has a capital, and two digits, and no word in it.
    private func isAside(_ site: ValueSite) -> Bool {
        guard sign == UInt8(ascii: ":"), hasBlank, key.quote == 0, text[site.end] == UInt8(ascii: ")"),
            site.span.count >= 8, text.mixesLettersAndDigits(site.span, without: "(){}[]<>,;./\\:=_-")
        else { return false }
        let span = site.span.start..<site.span.end
        return span.count { ByteClass.isDigit(text[$0]) } >= 2 && span.contains { ByteClass.isUpper(text[$0]) }
    }

    /// `password = x;` of configuration files: in code names of variables stand there, and those mix nothing.
    private func isDirective(_ site: ValueSite) -> Bool {
        text[site.end] == UInt8(ascii: ";") && text[text.skippingBlanks(site.end + 1)] < 0x20
            && site.span.count >= 8 && text.mixesLettersAndDigits(site.span, without: "(){}[]<>,")
    }

    /// `null`, `None`, `string`, `true`: quickly told, and frequent.
    private func isTyped(_ start: Int) -> Bool {
        var end = start
        while end < start + 10, ByteClass.isLetter(text[end]) { end += 1 }
        return !ByteClass.isName(text[end])
            && PlaceholderLexicon.meaning(of: WordHash(text, ByteSpan(start, end))) == .literal
    }

    /// `Name::member`, `$name->member`, `name.member` without digits: no literal has these.
    private func isMember(_ span: ByteSpan) -> Bool {
        var isWords = true
        var members = 0
        // !local.is_replica
        if text[span.start] == UInt8(ascii: "!"), ByteClass.isLower(text[span.start + 1]),
            (span.start + 1..<span.end).allSatisfy({
                ByteClass.isLetter(text[$0]) || text[$0] == UInt8(ascii: "_") || text[$0] == UInt8(ascii: ".")
            }), (span.start..<span.end).contains(where: { text[$0] == UInt8(ascii: ".") })
        {
            return true
        }
        // `zcl_login=>get_password( )` of ABAP; the value ends before the `>`.
        if text[span.end - 1] == UInt8(ascii: "="), text[span.end] == UInt8(ascii: ">"),
            ByteClass.isLetter(text[span.end + 1]),
            (span.start..<span.end - 1).allSatisfy({ ByteClass.isName(text[$0]) })
        {
            return true
        }
        // `options.dirman_passwd):`: the end of a condition or a call
        var end = span.end
        while ")".utf8.contains(text[end - 1])
            || text[end - 1] == UInt8(ascii: ":") && text[end - 2] == UInt8(ascii: ")")
        {
            end -= 1
        }
        for offset in span.start..<end {
            let (byte, next) = (text[offset], text[offset + 1])
            if byte == UInt8(ascii: ":"), next == UInt8(ascii: ":") || next == UInt8(ascii: "=") { return true }
            if byte == UInt8(ascii: "-"), next == UInt8(ascii: ">") { return true }
            if byte == UInt8(ascii: "."), ByteClass.isLetter(text[offset - 1]), ByteClass.isLetter(next) {
                members += 1
            } else if !ByteClass.isLetter(byte), byte != UInt8(ascii: "_") {
                isWords = false
            }
        }
        return isWords && members > 0
    }

    private static let openings: [StaticString] = [
        "export ", "set ", "env ", "arg ", "- ", "# ", "#", "; ", "-e ", "--env ",
    ]

    /// The key begins its line, but for blanks, `export`, `set`, a list's dash, a comment sign.
    private var beginsLine: Bool {
        var here = text.skippingBlanks(max(line.start, text.start))
        for word in Self.openings where text.has(word, at: here) {
            here = text.skippingBlanks(here + word.utf8CodeUnitCount)
        }
        if text[here] == UInt8(ascii: "$"), text.has("$env:", at: here) { here += 5 }
        while here < key.name.start,
            ByteClass.isName(text[here]) || text[here] == UInt8(ascii: ".") || text[here] == UInt8(ascii: "/")
                || text[here] == UInt8(ascii: ":") || text[here] == UInt8(ascii: "_")
        { here += 1 }
        return here >= key.name.start
    }

    /// What stands behind the value on its line.
    private func company(of site: ValueSite) -> EvidenceSet {
        // Java's properties: `PASS=Syntax\ error in the line`
        if text[site.end] == UInt8(ascii: "\\"), text[site.end + 1] == 0x20, ByteClass.isLetter(text[site.end + 2]) {
            return [.inSentence]
        }
        // `password: HTTPS, FTPS and others are a few examples`
        let isClause = text[site.end] == UInt8(ascii: ",") && text[site.end + 1] == 0x20
        if isClause, sign == UInt8(ascii: ":"), isProse(site.end + 1) { return [.inSentence] }
        // `secrets: google: could not find`: what failed, and why
        if sign == UInt8(ascii: ":"), text[site.end] == sign, text[site.end + 1] == 0x20,
            ByteClass.isLetter(text[site.end + 2])
        {
            return [.inSentence]
        }
        let next = text.skippingBlanks(site.end)
        guard next > site.end, text[next] > 0x20 else { return [] }
        switch text[next] {
        case UInt8(ascii: "#"): return []
        case UInt8(ascii: "/") where text[next + 1] == UInt8(ascii: "/"): return []
        case UInt8(ascii: "-"), UInt8(ascii: "\\"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ";"),
            UInt8(ascii: ">"):
            // `const isPass = share >= least`: a comparison in a program within a setting.
            return text[next] == UInt8(ascii: ">") && text[next + 1] == UInt8(ascii: "=") ? [.looksLikeCode] : []
        case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"):
            if text[next + 1] == UInt8(ascii: "=") { return [.looksLikeCode] }
        case UInt8(ascii: "?"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "{"), UInt8(ascii: "("):
            return [.looksLikeCode]
        default: break
        }
        // name=value name=value, VAR=value command: shells and connection strings. A colon or blanks: words go on.
        if sign == UInt8(ascii: "="), !hasBlank, !isProse(next), !isMessage(site, next) { return [] }
        return [.inSentence]
    }

    /// `label.password=Repeat password`, `error.token=API token required`: nothing but words up to the line's end, and one
    /// of them says what the key does.
    private func isMessage(_ site: ValueSite, _ start: Int) -> Bool {
        guard key.before == UInt8(ascii: ".") || ByteClass.isUpper(text[site.span.start]),
            (site.span.start..<site.span.end).allSatisfy({ ByteClass.isLetter(text[$0]) })
        else { return false }
        var (here, begin, namesSecret) = (start, start, false)
        while true {
            let byte = text[here]
            if !ByteClass.isLetter(byte) {
                if KeyLexicon.namesSecret(text, ByteSpan(begin, here)) { namesSecret = true }
                begin = here + 1
                // The line's end, or that of the literal around.
                if byte < 0x20 || byte == UInt8(ascii: "\\") || ByteClass.isQuote(byte) { return namesSecret }
                guard " .,!?".utf8.contains(byte) else { return false }
            }
            here += 1
        }
    }

    /// `password=The password of the account (second part)`: words, and no option or assignment among them.
    private func isProse(_ start: Int) -> Bool {
        var (here, words, length) = (start, 0, 0)
        while text[here] >= 0x20, words < 4 {
            let byte = text[here]
            if byte == 0x20 {
                if length > 1 { words += 1 }
                length = 0
            } else if ByteClass.isLetter(byte) {
                length += 1
            } else if byte != UInt8(ascii: "("), byte != UInt8(ascii: ")"), byte != UInt8(ascii: ",") {
                return false
            }
            here += 1
        }
        return words >= 4
    }
}
