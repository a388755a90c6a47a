internal import Model

/// Colons behind a key's word that assign nothing: they divide the fields of a list, the parts of a name, the two sides
/// of a choice.
struct ColonSite {
    let text: WindowText
    let key: KeySite

    /// Whether the colon at `colon`, behind the key, does anything else than assign.
    func dividesOthers(_ colon: Int) -> Bool {
        isPublicPart || isColonList(colon) || isAlternative || isComponent(colon) || isSelector(colon)
            || isBinding(colon) || isNameOfOther(colon) || isChoice || isVerb || isResult(colon) || isRun(colon)
            || isParameter || isHost(colon) || isCommand(colon)
    }

    /// `did:key:z6Mk…`, a public key; `passwd: files systemd`, where accounts are looked up; `class pwd : IHttpHandler`.
    private func isNameOfOther(_ colon: Int) -> Bool {
        if text.has("did:", at: key.name.start - 4) || text.has("class ", at: key.name.start - 6) { return true }
        guard key.name.count == 6, text.has("passwd", at: key.name.start), key.quote == 0 else { return false }
        let here = text.skippingBlanks(colon + 1)
        let services: [StaticString] = ["files", "compat", "sss", "ldap", "nis", "winbind", "systemd", "db"]
        return services.contains {
            text.has($0, at: here) && !ByteClass.isName(text[here + $0.utf8CodeUnitCount])
        }
    }

    /// `:param password: what it is` of reStructuredText.
    private var isParameter: Bool {
        text.has(":param ", at: key.name.start - 7) || text.has(":type ", at: key.name.start - 6)
    }

    /// `udp://tracker.pw:6969/announce`: a host in Palau, and a port.
    private func isHost(_ colon: Int) -> Bool {
        key.before == UInt8(ascii: ".") && key.name.count == 2 && ByteClass.isDigit(text[colon + 1])
    }

    /// ``-v `pwd`:/mnt``: where a shell is.
    private func isCommand(_ colon: Int) -> Bool {
        key.quote == UInt8(ascii: "`") && key.name.count == 3 && text.has("pwd", at: key.name.start)
            && text[colon + 1] == UInt8(ascii: "/")
    }

    /// `object Password: TEdit`: a part of a form of Delphi, and its class.
    private func isComponent(_ colon: Int) -> Bool {
        let words: [StaticString] = ["object ", "inherited ", "inline "]
        return words.contains { text.has($0, at: key.name.start - $0.utf8CodeUnitCount) }
            && text[colon + 1] == 0x20 && text[colon + 2] == UInt8(ascii: "T")
    }

    /// `input[type=password]:focus`, `.flag.pw:before`: a state of an element, or what stands beside it.
    private func isSelector(_ colon: Int) -> Bool {
        let isPart = text[colon - 1] == UInt8(ascii: "]") || key.before == UInt8(ascii: ".")
        guard isPart, ByteClass.isLower(text[colon + 1]) else { return false }
        let states: [StaticString] = [
            "focus", "hover", "active", "before", "after", "not(", "checked", "disabled", "enabled", "invalid", "valid",
            "first-", "last-", "nth-", "placeholder", "required", "read-only", "visible", "hidden", "eq(", "contains(",
        ]
        return states.contains { text.has($0, at: colon + 1) }
    }

    /// `eof_action=pass:shortest=1`: what an option of a filter is set to, before the next one.
    private var isChoice: Bool {
        key.before == UInt8(ascii: "=") && key.quote == 0 && key.name.count == 4 && text.has("pass", at: key.name.start)
    }

    /// `All tests pass: x`, `must pass: x`: what they do.
    private var isVerb: Bool {
        guard key.before == 0x20, key.quote == 0, key.name.count == 4, text.has("pass", at: key.name.start) else {
            return false
        }
        let words: [StaticString] = [
            "tests", "test", "review", "next", "checks", "builds", "suites", "all", "must", "should", "will", "to",
            "never",
            "not", "can", "cannot", "would", "clients", "they", "both",
        ]
        return words.contains {
            let start = key.name.start - 1 - $0.utf8CodeUnitCount
            return text.has($0, at: start) && !ByteClass.isName(text[start - 1])
        }
    }

    /// ``Optional stress pass: `DEMO=1` ``, ``planning pass:`` and a commit below: a walk over something, and what it found.
    private func isRun(_ colon: Int) -> Bool {
        guard key.quote == 0, colon == key.name.end,
            key.name.count == 4 && text.has("pass", at: key.name.start)
                || key.name.count == 5 && text.has("passa", at: key.name.start)
        else { return false }
        let here = text.skippingWhitespace(colon + 1)
        guard text[here] == UInt8(ascii: "`") else { return false }
        // The words before it say what kind of pass; a label of its own begins its line or cell.
        if key.before == 0x20, ByteClass.isLetter(text[key.name.start - 2]) { return true }
        var end = here + 1
        while ByteClass.isName(text[end]) { end += 1 }
        return text[end] == UInt8(ascii: "=")
    }

    /// `PASS: gcc.dg/loop-1.c`, `XPASS: check 6`: how a test went, told by a path or several words, or by the lines beside it;
    /// `PASS: x` in a note is one word.
    private func isResult(_ colon: Int) -> Bool {
        // `- Pass: count is 4`: what a run told, in words.
        if key.quote == 0, key.name.count == 4, text.has("pass", at: key.name.start),
            ByteClass.isUpper(text[key.name.start]),
            isSentence(text.skippingBlanks(colon + 1))
        {
            return true
        }
        guard colon == key.name.end, text[colon + 1] == 0x20, key.name.count <= 5,
            text[key.name.start - 1] < 0x20 || ByteClass.isQuote(text[key.name.start - 1]), isCapitalPass
        else { return false }
        var end = text.skippingBlanks(colon + 1)
        while text[end] > 0x20 {
            if text[end] == UInt8(ascii: "/") { return true }
            end += 1
        }
        if text[text.skippingBlanks(end)] > 0x20 { return true }
        let line = text.lineStart(key.name.start)
        let below = text.lineEnd(colon)
        return isResult(lineAt: text.lineStart(line - 1)) && line > text.start
            || isResult(lineAt: text[below] == UInt8(ascii: "\r") ? below + 2 : below + 1)
    }

    /// Two words of small letters.
    private func isSentence(_ start: Int) -> Bool {
        var here = start
        while ByteClass.isLower(text[here]) { here += 1 }
        return here > start + 1 && text[here] == 0x20 && ByteClass.isLower(text[here + 1])
            && ByteClass.isLower(text[here + 2])
    }

    /// `PASS`, `XPASS`.
    private var isCapitalPass: Bool {
        text.has("pass", at: key.name.end - 4)
            && (key.name.start..<key.name.end).allSatisfy { ByteClass.isUpper(text[$0]) }
    }

    /// Words of DejaGnu and Automake before the name of a test.
    private func isResult(lineAt start: Int) -> Bool {
        let words: [StaticString] = ["pass: ", "fail: ", "xfail: ", "xpass: ", "skip: ", "error: ", "unsupported: "]
        return ByteClass.isUpper(text[start]) && words.contains { text.has($0, at: start) }
    }

    /// `"form.password" :type="kind"`: an attribute that Vue binds begins with the colon.
    private func isBinding(_ colon: Int) -> Bool {
        guard ByteClass.isBlank(text[colon - 1]), ByteClass.isLower(text[colon + 1]) else { return false }
        var here = colon + 1
        while ByteClass.isName(text[here]) || text[here] == UInt8(ascii: ".") || text[here] == UInt8(ascii: ":") {
            here += 1
        }
        return text[here] == UInt8(ascii: "=") && ByteClass.isQuote(text[here + 1])
    }

    /// Whether a colon behind the key divides the name of something public: `registry/sealed-secrets:1.0` an image,
    /// `arn:aws:secretsmanager:…:secret:name` a resource, `!PSK:…` the ciphers of a server.
    private var isPublicPart: Bool {
        let before = key.name.start - 1
        if text[before] == UInt8(ascii: "!") { return true }
        if text[before] == UInt8(ascii: "/") {
            // redis://password:host
            if text.has("://", at: before - 2) { return text[key.end + 1] > 0x20 }
            let version = key.end + (text.folded(key.end + 1) == UInt8(ascii: "v") ? 2 : 1)
            return ByteClass.isName(text[before - 1]) && (ByteClass.isDigit(text[version]) || isTag(key.end + 1))
        }
        guard text[before] == UInt8(ascii: ":") else { return false }
        if isColumnName(key.end + 1) { return true }
        var start = before
        while start > key.name.start - 200, text[start - 1] > 0x20, text[start - 1] != UInt8(ascii: "="),
            !ByteClass.isQuote(text[start - 1])
        { start -= 1 }
        return text.has("arn:", at: start) || text.has("aws:arn:", at: start)
    }

    /// `org/minion:ubuntu-16.04`: small letters, digits and hyphens up to a quote or the end of the line.
    private func isTag(_ start: Int) -> Bool {
        var here = start
        while ByteClass.isLower(text[here]) || ByteClass.isDigit(text[here]) || text[here] == UInt8(ascii: "-")
            || text[here] == UInt8(ascii: ".")
        { here += 1 }
        guard here > start, text[here] <= 0x20 || ByteClass.isQuote(text[here]) else { return false }
        let line = text.lineStart(key.name.start)
        return (line..<key.name.start).contains { text.has("image", at: $0) || text.has("from ", at: $0) }
    }

    /// `passed ? "pass" : "fail"`: one of two, and the colon stands before the other.
    private var isAlternative: Bool {
        var before = key.name.start - (key.quote == 0 ? 1 : 2)
        guard ByteClass.isBlank(text[before]) || text[before] == UInt8(ascii: "?") else { return false }
        while ByteClass.isBlank(text[before]) { before -= 1 }
        return text[before] == UInt8(ascii: "?")
    }

    /// Fields that colons join without blanks: `gen_key:128:2:ERR_INPUT`, `read_key:"a1b2…":32:0`,
    /// `io.jsonwebtoken:jjwt-api:jar:0.10.5`; a server's ciphers, each with a sign: `+DHE-PSK:-GROUP-ALL:+GROUP-X448`.
    private func isColonList(_ colon: Int) -> Bool {
        let first = text[colon + 1]
        let isSign = first == UInt8(ascii: "+") || first == UInt8(ascii: "-") || first == UInt8(ascii: "!")
        if isSign, ByteClass.isUpper(text[colon + 2]), ByteClass.isUpper(text[colon - 1]) {
            return key.before != UInt8(ascii: "{")
        }
        if let literal = ValueReader(text: text).quoted(colon + 1) {
            return key.quote == 0 && text[literal.end] == UInt8(ascii: ":") && text[literal.end + 1] > 0x20
        }
        guard ByteClass.isName(first) || first == UInt8(ascii: "#") else { return false }
        if isEventName(colon) { return true }
        var (here, fields, longest, start) = (colon + 1, 0, 0, colon + 1)
        while text[here] > 0x20, !ByteClass.isQuote(text[here]), here - colon < 200 {
            if text[here] == UInt8(ascii: ":") {
                // `::` and `://` divide something else; `aa:bb:cc` is one value.
                guard text[here + 1] != UInt8(ascii: "/"), text[here + 1] != UInt8(ascii: ":") else { return false }
                (fields, longest, start) = (fields + 1, max(longest, here - start), here + 1)
            }
            here += 1
        }
        if fields >= 2 { return max(longest, here - start) > 2 }
        // 'password:25:255': how wide a field is, and how long its text may be
        if fields == 1, (colon + 1..<here).allSatisfy({ ByteClass.isDigit(text[$0]) || text[$0] == UInt8(ascii: ":") })
        {
            return true
        }
        // "host:user:password:database": what stands where
        let isField = key.before == UInt8(ascii: ":") && ByteClass.isLower(text[key.name.start - 2])
        if isField, ByteClass.isQuote(text[here]), (colon + 1..<here).allSatisfy({ ByteClass.isLower(text[$0]) }) {
            return true
        }
        guard fields == 1 else { return false }
        // A literal is the next field: `write_key:CURVE25519:"a1b2…"`.
        if start == here, ByteClass.isQuote(text[here]) { return true }
        return isVersion(start)
            || text[key.name.start - 1] == UInt8(ascii: ":") && ByteClass.isName(text[key.name.start - 2])
    }

    /// `0.12.5`, as at the end of a library's coordinates.
    private func isVersion(_ start: Int) -> Bool {
        // `_` where a plugin of Gradle fills it in, `$version`.
        if text[start] == UInt8(ascii: "_") { return !ByteClass.isName(text[start + 1]) }
        if text[start] == UInt8(ascii: "$") { return true }
        var (here, dots) = (start, 0)
        while ByteClass.isDigit(text[here]) || text[here] == UInt8(ascii: ".") {
            if text[here] == UInt8(ascii: ".") { dots += 1 }
            here += 1
        }
        return dots >= 1 && dots <= 3 && here - start >= 3 && !ByteClass.isName(text[here])
    }

    /// `Name:Pass:Uid:Gid:Shell`: names of columns go on.
    private func isColumnName(_ start: Int) -> Bool {
        var here = start
        while ByteClass.isLetter(text[here]) { here += 1 }
        return here > start && text[here] == UInt8(ascii: ":") && ByteClass.isLetter(text[here + 1])
    }

    /// `'password:reset'`, `'pw:adb:recv'`: a literal that names a command or an event.
    private func isEventName(_ colon: Int) -> Bool {
        let quote = text[key.name.start - 1]
        guard ByteClass.isQuote(quote) else { return false }
        var end = colon + 1
        while ByteClass.isLower(text[end]) || text[end] == UInt8(ascii: ":") || text[end] == UInt8(ascii: "-") {
            end += 1
        }
        return text[end] == quote
    }
}
