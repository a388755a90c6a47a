internal import Model

/// Secrets that no key is assigned: headers, SQL, options of well-known commands.
struct CommandReader {
    let text: WindowText
    let line: ByteSpan

    private var values: ValueReader { ValueReader(text: text) }

    /// `IDENTIFIED BY 'x'`, `IDENTIFIED BY PASSWORD 'x'`, `IDENTIFIED BY x`.
    func identifiedBy(_ hit: ByteSpan) -> ValueSite? {
        var here = text.skippingBlanks(hit.end)
        if text.has("password ", at: here) { here = text.skippingBlanks(here + 9) }
        // What happens to a password, not what it is.
        if text.has("expire", at: here) { return nil }
        if text[here] != UInt8(ascii: "`"), let site = values.quoted(here) {
            // The function identified by "x" of a comment.
            return (text[here] == UInt8(ascii: "\"") || ByteClass.isLower(text[hit.start])) && !isStatement(hit.start)
                ? nil : site
        }
        // Without quotes it must end the statement: prose goes on.
        guard ByteClass.isAlphanumeric(text[here]), text[hit.start - 1] != UInt8(ascii: "("), isStatement(hit.start),
            let site = values.bare(here, isLine: false)
        else { return nil }
        let next = text[site.end]
        // `Create root user identified by socket`: how a step of a play is called.
        let isTold = ByteClass.isUpper(text[hit.start]) || text.mixesLettersAndDigits(site.span, without: "")
        let ends =
            next == UInt8(ascii: ";") || next == UInt8(ascii: "\"") || site.end == text.lineEnd(site.end) && isTold
        return ends || goesOn(site.end) ? site : nil
    }

    /// `SET PASSWORD FOR 'ada'@'%' = 'x'`, `… = PASSWORD('x')` of MySQL and MariaDB.
    func ofAccount(_ start: Int, _ key: ByteSpan) -> ValueSite? {
        guard text.has("set ", at: key.start - 4),
            let sign = (start..<min(text.lineEnd(start), start + 120)).first(where: { text[$0] == UInt8(ascii: "=") })
        else { return nil }
        let here = text.skippingBlanks(sign + 1)
        return values.quoted(text.has("password(", at: here) ? here + 9 : here)
    }

    /// `IDENTIFIED BY x USING 'orcl'`, `IDENTIFIED BY x DEFAULT TABLESPACE users`: clauses of Oracle.
    private func goesOn(_ end: Int) -> Bool {
        let words: [StaticString] = ["using ", "default ", "temporary ", "quota ", "profile ", "account ", "password "]
        let here = text.skippingBlanks(end)
        return here > end && words.contains { text.has($0, at: here) }
    }

    /// `CREATE USER … IDENTIFIED BY`, `GRANT … IDENTIFIED BY`; in prose things are identified by others.
    private func isStatement(_ end: Int) -> Bool {
        let words: [StaticString] = ["user ", "grant ", "alter ", "role ", "login ", "connect to "]
        return (max(text.start, end - 400)..<end).contains { index in
            !ByteClass.isAlphanumeric(text[index - 1]) && words.contains { text.has($0, at: index) }
        }
    }

    /// `curl -u name:x`, `curl --user "name:x"`: what is behind the colon.
    func basicUser(_ hit: ByteSpan) -> ValueSite? {
        let end = commandEnd(hit.end)
        var here = hit.end - 1
        while here < end {
            guard ByteClass.isBlank(text[here]), text[here + 1] == UInt8(ascii: "-") else {
                here += 1
                continue
            }
            if let value = userOption(here + 1) {
                here = text.skippingBlanks(value)
                guard var site = values.quoted(here) ?? values.bare(here, isLine: false) else { return nil }
                var colon = site.span.start
                while colon < site.span.end, text[colon] != UInt8(ascii: ":") { colon += 1 }
                guard colon < site.span.end,
                    ByteClass.isAlphanumeric(text[colon + 1]) || !ByteClass.isBlank(text[colon + 1]),
                    text[colon + 1] != UInt8(ascii: "["), text[colon + 1] != UInt8(ascii: "<")
                else { return nil }
                site.span.start = colon + 1
                site.evidence = [.quoted]
                return site
            }
            here += 2
        }
        return nil
    }

    /// `-u x`, `--user x`, `--user=x`, and among other switches `-ku x`, `-sSu x`.
    /// - Returns: behind the option; nil for another one.
    private func userOption(_ start: Int) -> Int? {
        if text.has("--user ", at: start) || text.has("--user=", at: start) { return start + 7 }
        var here = start + 1
        while here < start + 6, "fgikLnsSv".utf8.contains(text[here]) { here += 1 }
        return text[here] == UInt8(ascii: "u") && ByteClass.isBlank(text[here + 1]) ? here + 1 : nil
    }

    /// `mysql -px`, `mysqldump -p'x'`, `sshpass -p x`.
    func attachedPassword(_ hit: ByteSpan) -> ValueSite? {
        let isSSH = text.has("sshpass", at: hit.start)
        guard isSSH || !ByteClass.isAlphanumeric(text[hit.start - 1]) else { return nil }
        let end = min(text.end, hit.end + 200)
        var here = hit.end
        while here < end, text[here] != UInt8(ascii: "\n") || isContinued(here) || isInList(hit.start, here) {
            // ["mysql", "-px"]
            let isItem = ByteClass.isQuote(text[here]) && !isSSH
            guard ByteClass.isBlank(text[here]) || isItem, text[here + 1] == UInt8(ascii: "-"),
                text[here + 2] == UInt8(ascii: "p"), !isItem || text[here + 3] != text[here]
            else {
                here += 1
                continue
            }
            here += 3
            if isSSH { here = text.skippingBlanks(here) }
            guard text[here] > 0x20, text[here] != UInt8(ascii: "-"), text[here] != UInt8(ascii: "`"),
                // -p[password]
                text[here] != UInt8(ascii: "["), isSSH || !isOption(here)
            else { return nil }
            guard var site = values.quoted(here) ?? values.bare(here, isLine: false) else { return nil }
            site.evidence.remove(.bareValue)
            site.evidence.insert(.quoted)
            return site
        }
        return nil
    }

    /// Whether a backslash stands before the line break.
    /// The end of the line on which a command ends that a backslash at the end of a line continues.
    private func commandEnd(_ start: Int) -> Int {
        var end = text.lineEnd(start)
        while end < text.end, isContinued(end) { end = text.lineEnd(end + 1) }
        return end
    }

    private func isContinued(_ lineBreak: Int) -> Bool {
        let last = text[lineBreak - 1] == UInt8(ascii: "\r") ? lineBreak - 2 : lineBreak - 1
        return text[last] == UInt8(ascii: "\\")
    }

    /// `- mysql` with `- -px` below it: whether both sides of the line break are items of a list in YAML.
    private func isInList(_ name: Int, _ lineBreak: Int) -> Bool {
        let (first, next) = (text.skippingBlanks(text.lineStart(name)), text.skippingBlanks(lineBreak + 1))
        return text.has("- ", at: first) && text.has("- ", at: next)
    }

    /// `docker login -u name -p x`.
    func loginPassword(_ hit: ByteSpan) -> ValueSite? {
        let end = commandEnd(hit.end)
        var here = hit.end - 1
        while here < end {
            if ByteClass.isBlank(text[here]), text.has("-p ", at: here + 1) {
                let start = text.skippingBlanks(here + 4)
                guard text[start] > 0x20, text[start] != UInt8(ascii: "-"),
                    var site = values.quoted(start) ?? values.bare(start, isLine: false)
                else { return nil }
                site.evidence = [.quoted]
                return site
            }
            here += 1
        }
        return nil
    }

    /// `echo "x" | tool --password-stdin`: what is echoed on the same line.
    func echoed(before end: Int) -> ValueSite? {
        var here = max(line.start, text.start)
        while here < end {
            if text.has("echo ", at: here) {
                let start = text.skippingBlanks(text.has("-n ", at: here + 5) ? here + 8 : here + 5)
                guard var site = values.quoted(start) ?? values.bare(start, isLine: false),
                    text[text.skippingBlanks(site.end)] == UInt8(ascii: "|")
                else { return nil }
                site.evidence = [.quoted]
                return site
            }
            here += 1
        }
        return nil
    }

    /// `-port`, `-protocol`: a word that follows `-p` by chance.
    private func isOption(_ here: Int) -> Bool {
        let options: [StaticString] = [
            "ort", "rotocol", "ass", "lugin", "rint", "arallel", "rogress", "urge", "retty", "ropert", "ix_fmt",
            "ackage",
            "ath", "rofile", "refix", "id", "ull", "ush", "roject", "ublish", "roxy",
        ]
        if options.contains(where: { text.has($0, at: here) }) { return true }
        // docker run --name mysql -p3306:3306
        var end = here
        while ByteClass.isDigit(text[end]) { end += 1 }
        return end > here && text[end] == UInt8(ascii: ":") && ByteClass.isDigit(text[end + 1])
    }

    /// `ConvertTo-SecureString "x"`, `… -String "x"`.
    func firstLiteral(behind start: Int) -> ValueSite? {
        let end = min(text.end, start + 80)
        var here = start
        let word = text.skippingBlanks(start)
        if word > start, ByteClass.isAlphanumeric(text[word]), let site = values.bare(word, isLine: false),
            text.has("-asplain", at: text.skippingBlanks(site.end))
        {
            return ValueSite(span: site.span, end: site.end, evidence: [.quoted])
        }
        // `"System.Security.SecureString" Name="x"`: the literal ends here.
        if ByteClass.isQuote(text[here]) { return nil }
        while here < end, text[here] != UInt8(ascii: "\n") {
            if ByteClass.isQuote(text[here]) { return values.quoted(here) }
            if text[here] == UInt8(ascii: "$") || text[here] == UInt8(ascii: ";") { return nil }
            here += 1
        }
        return nil
    }

    /// `NetworkCredential("name", "x")`, `DirectoryEntry("ldap://…", "name", "x")`: the last literal of
    /// two or three.
    func lastLiteral(behind start: Int) -> ValueSite? {
        var here = text[start] == UInt8(ascii: "(") ? start + 1 : start
        guard text[here - 1] == UInt8(ascii: "("), isType(before: here - 1) else { return nil }
        var last: ValueSite?
        for position in 0..<3 {
            here = text.skippingWhitespace(here)
            guard let site = values.quoted(here) else {
                // NetworkCredential(name, "x")
                guard position == 0, ByteClass.isLetter(text[here]) else { break }
                while ByteClass.isName(text[here]) || text[here] == UInt8(ascii: ".") { here += 1 }
                guard text[here] == UInt8(ascii: ",") else { return nil }
                here += 1
                continue
            }
            if position > 0 { last = site }
            here = text.skippingBlanks(site.end)
            guard text[here] == UInt8(ascii: ",") else { break }
            here += 1
        }
        last?.evidence.insert(.inCall)
        return last
    }

    /// `createCredential(user, "sign up")` does something; what is made of a name and a password has a type's name.
    private func isType(before parenthesis: Int) -> Bool {
        var start = parenthesis
        while ByteClass.isName(text[start - 1]) { start -= 1 }
        return !ByteClass.isLower(text[start]) || text.has("new ", at: start - 4)
    }

    /// `Bearer x`.
    func scheme(_ hit: ByteSpan) -> ValueSite? { credentials(text.skippingBlanks(hit.end)) }

    /// `Authorization: Basic x`, `"Authorization", "token x"`: the credentials behind the scheme, within a few bytes.
    func authorization(_ hit: ByteSpan) -> ValueSite? {
        var here = hit.end
        let limit = hit.end + 12
        while here < limit, !ByteClass.isLetter(text[here]), text[here] != UInt8(ascii: "\n") { here += 1 }
        for scheme in Self.schemes where text.has(scheme, at: here) {
            return credentials(text.skippingBlanks(here + scheme.utf8CodeUnitCount))
        }
        return ofOtherScheme(here)
    }

    /// `Authorization: AccessKey x`, `Authorization: sso-key x:y`: a vendor's own scheme, and behind it what looks random
    /// and ends the header.
    private func ofOtherScheme(_ start: Int) -> ValueSite? {
        var here = start
        while ByteClass.isAlphanumeric(text[here]) || text[here] == UInt8(ascii: "-") || text[here] == UInt8(ascii: "_")
        {
            here += 1
        }
        guard here - start >= 3, here - start <= 24, text[here] == 0x20,
            text[start - 1] == 0x20 || ByteClass.isQuote(text[start - 1])
        else { return nil }
        var begin = text.skippingBlanks(here)
        // `GoogleLogin auth=x`, `Token token=x`
        for name: StaticString in ["auth=", "token=", "key="] where text.has(name, at: begin) {
            begin += name.utf8CodeUnitCount
        }
        if ByteClass.isQuote(text[begin]) { begin += 1 }
        var end = begin
        var (digits, letters) = (0, 0)
        while ByteClass.isAlphanumeric(text[end]) || "-._~+/=:|".utf8.contains(text[end]) {
            if ByteClass.isDigit(text[end]) { digits += 1 } else if ByteClass.isLetter(text[end]) { letters += 1 }
            end += 1
        }
        guard end - begin >= 20, end - begin <= ValueReader.limit, digits >= 2, letters >= 2,
            ByteClass.isQuote(text[end]) || text[end] == UInt8(ascii: "\\") || text[end] < 0x20
        else { return nil }
        return ValueSite(span: ByteSpan(begin, end), end: end, evidence: [.quoted])
    }

    private static let schemes: [StaticString] = ["basic ", "bearer ", "token ", "apikey ", "key ", "digest "]

    private func credentials(_ start: Int) -> ValueSite? {
        var end = start
        while end < text.end, end - start < ValueReader.limit {
            let byte = text[end]
            guard
                ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
                    || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
                    || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
            else { break }
            // name=value is a parameter; `=` pads at the end only.
            if byte != UInt8(ascii: "="), end > start, text[end - 1] == UInt8(ascii: "=") { return nil }
            end += 1
        }
        guard text[end] != UInt8(ascii: "(") else { return nil }
        guard end - start >= 8 else { return nil }
        return ValueSite(span: ByteSpan(start, end), end: end, evidence: [.quoted])
    }

    /// Takes `Bearer `, `Basic ` and `token ` off a value.
    static func withoutScheme(_ text: WindowText, _ span: ByteSpan) -> ByteSpan {
        for scheme in schemes where text.has(scheme, at: span.start) && scheme.utf8CodeUnitCount < span.count {
            return ByteSpan(text.skippingBlanks(span.start + scheme.utf8CodeUnitCount), span.end)
        }
        return span
    }
}
