internal import Model

/// Finds the value that is assigned to a key, in the ways that configuration files and languages have for it.
struct AssignmentReader {
    let text: WindowText
    let key: KeySite
    let line: ByteSpan

    private var values: ValueReader { ValueReader(text: text) }
    private var comparison: Comparison { Comparison(text: text, key: key) }
    private var operands: OperandReader { OperandReader(text: text, key: key, line: line) }
    private var defaults: DefaultReader { DefaultReader(text: text, key: key, line: line) }
    private var markdown: MarkdownReader { MarkdownReader(text: text, key: key) }
    private var declarations: DeclarationReader { DeclarationReader(text: text, key: key, line: line) }

    /// The value of the key; nil if nothing is assigned. Most calls end here, within a few bytes.
    func value() -> ValueSite? { assignedValue().map(defaults.unwrapped) }

    private func assignedValue() -> ValueSite? {
        // The option `--password` is named in Markdown.
        if text[key.end] == UInt8(ascii: "`"), key.dashes > 0 { return nil }
        var (here, isQuoted) = endOfKey()
        // `char password[] = "x"`, `char password[32] = "x"`
        if text[here] == UInt8(ascii: "[") {
            var end = here + 1
            while ByteClass.isDigit(text[end]) { end += 1 }
            if ByteClass.isQuote(text[end]) { return ofUser(end) }
            let sign = text.skippingBlanks(end + 1)
            if text[end] == UInt8(ascii: "]"), text[sign] == UInt8(ascii: "=") {
                // tokens[2] == "HTTP/1.0": one of the words of a line
                if text[sign + 1] == UInt8(ascii: "="), end > here + 1 { return nil }
                here = end + 1
            }
        }
        let hasBlank = ByteClass.isBlank(text[here])
        if hasBlank, isIndex { return nil }
        here = text.skippingBlanks(here)
        switch text[here] {
        case UInt8(ascii: "="): return assigned(here, isQuoted: isQuoted)
        case UInt8(ascii: ":"): return colon(here, isQuoted: isQuoted)
        case UInt8(ascii: "!") where text[here + 1] == UInt8(ascii: "="):
            if isPassOfLinker(here) { return nil }
            return comparison.literal(behindSign: here)
        // settings["Password"].Value = "x"
        case UInt8(ascii: ".") where text.has(".value", at: here) && isQuoted:
            let sign = text.skippingBlanks(here + 6)
            return text[sign] == UInt8(ascii: "=") ? assigned(sign, isQuoted: isQuoted) : nil
        case UInt8(ascii: ".") where text.has(".equals", at: here): return comparison.literal(inCallAt: here + 7)
        // document.getElementById("password").value = "x", ParamByName('password').AsString := 'x'
        case UInt8(ascii: ")") where isQuoted && text.has(".value", at: here + 1),
            UInt8(ascii: ")") where isQuoted && text.has(".asstring", at: here + 1):
            var sign = text.skippingBlanks(here + (text.has(".value", at: here + 1) ? 7 : 10))
            if text[sign] == UInt8(ascii: ":") { sign += 1 }
            return text[sign] == UInt8(ascii: "=") ? assigned(sign, isQuoted: isQuoted) : nil
        // Session("password") = "x" of Basic
        case UInt8(ascii: ")") where isQuoted && text.has(" = \"", at: here + 1): return values.quoted(here + 4)
        // set ::config(api_key) "x" of Tcl
        case UInt8(ascii: ")") where text.has(") \"", at: here) && text.has("set ", at: startOfLine):
            return values.quoted(here + 2)
        // let(:password) { "x" } of RSpec
        case UInt8(ascii: ")") where text.has(") {", at: here) && text.has("let(:", at: key.name.start - 5),
            UInt8(ascii: ")") where text.has(") {", at: here) && text.has("let!(:", at: key.name.start - 6):
            return values.quoted(text.skippingBlanks(here + 3))
        case UInt8(ascii: ")") where isQuoted: return defaults.literal(behindCall: here + 1)
        case UInt8(ascii: ")"): return comparison.literalBefore() ?? comparison.expected(here)
        // process.env.JWT_SECRET || "x", ENV["PASSWORD"] || "x", $_ENV["PASS"] ?? "x", System.getenv("PASS") ?: "x"
        case UInt8(ascii: "|") where text[here + 1] == UInt8(ascii: "|") && text[here + 2] <= 0x20,
            UInt8(ascii: "?") where "?:".utf8.contains(text[here + 1]) && text[here + 2] <= 0x20,
            UInt8(ascii: "\n") where isBrokenBeforeFallback(here),
            UInt8(ascii: "\r") where isBrokenBeforeFallback(here):
            return FallbackSign(text: text).behind(here).flatMap { defaults.literal($0) }
        case UInt8(ascii: "|") where text[here + 1] == UInt8(ascii: "|") && text[here + 2] == UInt8(ascii: "="),
            UInt8(ascii: "?") where text[here + 1] == UInt8(ascii: "?") && text[here + 2] == UInt8(ascii: "="),
            // $secret //= "x" of Perl
            UInt8(ascii: "/") where text[here + 1] == UInt8(ascii: "/") && text[here + 2] == UInt8(ascii: "="):
            return assigned(here + 2, isQuoted: isQuoted)
        case UInt8(ascii: ".") where text[here + 1] <= 0x20: return declarations.moved()
        case UInt8(ascii: "+") where key.before == UInt8(ascii: "+") && !hasBlank: return declarations.ofLisp(here)
        case UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "."):
            return text[here + 1] == UInt8(ascii: "=") ? assigned(here + 1, isQuoted: isQuoted) : nil
        // /bin/pwd -> busybox; AuthenticationType.PasswordCleartext -> "PLAIN"
        case UInt8(ascii: "-")
        where text[here + 1] == UInt8(ascii: ">") && key.before != UInt8(ascii: "/")
            && !(key.before == UInt8(ascii: ".") && ByteClass.isUpper(text[key.name.start])):
            return values.quoted(text.skippingBlanks(here + 2))
        case UInt8(ascii: "("):
            // a password (`password_required:` …) in Markdown
            if hasBlank, text[here + 1] == UInt8(ascii: "`") { return nil }
            return CallReader(text: text, key: key, line: line).called(here + 1)
        case UInt8(ascii: ","):
            if isQuoted {
                return PairReader(text: text).memberBefore(key.name.start - 1) ?? defaults.argument(here + 1)
                    ?? CallReader(text: text, key: key, line: line).listed(here + 1)
            }
            return comparison.argument(here) ?? ofSymbol(here + 1) ?? ofTuple(here + 1) ?? defaults.state(here + 1)
                ?? ofFirst(here + 1)
                ?? (ByteClass.isQuote(text[key.end]) ? defaults.argument(here + 1) : nil)
        case 0xEF where KeySite.isWideColon(text, here):
            return operands.value(here + 3, operator: UInt8(ascii: ":"), isQuoted: isQuoted)
        case UInt8(ascii: ";") where isQuoted && text.has("s:", at: here + 1):
            return SerializedReader(text: text).value(here)
        // {"value":"x","name":"DB_PASSWORD"}
        case UInt8(ascii: "}") where isQuoted: return PairReader(text: text).memberBefore(key.name.start - 1)
        case UInt8(ascii: "}") where key.before == UInt8(ascii: "{"):
            return variable(here + 1) ?? defaults.literal(behindBrace: here + 1)
        // **Password**: x
        case UInt8(ascii: "*") where text.has("**:", at: here): return markdown.label(here + 3)
        case UInt8(ascii: "*") where !hasBlank && !isQuoted, UInt8(ascii: "$") where !hasBlank && !isQuoted:
            return declarations.ofLisp(here) ?? declarations.marked(here)
        case UInt8(ascii: ">"):
            return ElementReader(text: text, key: key).element(here)
        case UInt8(ascii: "/") where text[here + 1] == UInt8(ascii: ">"):
            return ElementReader(text: text, key: key).element(here)
        // api_key <- "x" of R; `<<-` sets it further out
        case UInt8(ascii: "<") where text[here + 1] == UInt8(ascii: "-"):
            let value = text.skippingBlanks(here + 2)
            return values.quoted(value) ?? ExpressionReader(text: text, line: line).literal(value)
        case UInt8(ascii: "<") where text.has("<<-", at: here): return values.quoted(text.skippingBlanks(here + 3))
        case UInt8(ascii: "<"):
            return text[here + 1] == UInt8(ascii: "/") ? ElementReader(text: text, key: key).sibling(here) : nil
        case _ where isQuoted && hasBlank && defaults.isTag(here): return defaults.tag(here)
        default:
            return LooseReader(text: text, key: key, line: line).value(here, isQuoted: isQuoted, hasBlank: hasBlank)
        }
    }

    /// `process.env.JWT_SECRET` and `|| "x"` below it.
    private func isBrokenBeforeFallback(_ here: Int) -> Bool {
        let next = text[text.skippingWhitespace(here)]
        return (next == UInt8(ascii: "|") || next == UInt8(ascii: "?")) && FallbackSign(text: text).behind(here) != nil
    }

    private var startOfLine: Int { text.skippingBlanks(text.lineStart(key.name.start)) }

    /// `ids[token] = "x"`: the secret is what something else is looked up by; PHP's `$settings[password] = "x"` has a name
    /// without quotes, shells no blank.
    private var isIndex: Bool {
        guard key.before == UInt8(ascii: "["), key.quote == 0, text[key.end] == UInt8(ascii: "]") else { return false }
        var here = key.name.start - 2
        guard ByteClass.isName(text[here]) else { return false }
        while ByteClass.isName(text[here]) { here -= 1 }
        return text[here] != UInt8(ascii: "$")
    }

    /// Where the key ends, what closes it included: its quote, a bracket, the sign of an optional.
    @inline(__always)
    private func endOfKey() -> (place: Int, isQuoted: Bool) {
        var here = key.end
        var isQuoted = false
        let after = text[here]
        if ByteClass.isQuote(after) {
            isQuoted = key.quote == after
            // `"the password"`: the quote ends more than the key; `… = ""` goes on behind it.
            here += 1
        } else if after == UInt8(ascii: "\\"), ByteClass.isQuote(text[here + 1]) {
            isQuoted = key.quote == text[here + 1]
            here += 2
        } else if after == UInt8(ascii: "&"), text.has("&quot;", at: here) || text.has("&#39;", at: here) {
            isQuoted = key.quote != 0
            here += text.has("&quot;", at: here) ? 6 : 5
        }
        // $settings[ 'password' ] = 'x'
        if isQuoted, ByteClass.isBlank(text[here]), ByteClass.isBlank(key.before),
            text[text.skippingBlanks(here)] == UInt8(ascii: "]")
        {
            here = text.skippingBlanks(here)
        }
        while text[here] == UInt8(ascii: "]") || text[here] == UInt8(ascii: "?") || text[here] == UInt8(ascii: "!") {
            if text[here] == UInt8(ascii: "!"), text[here + 1] == UInt8(ascii: "=") { break }
            if text[here] == UInt8(ascii: "?"),
                text[here + 1] == UInt8(ascii: "=") || text[here + 1] == UInt8(ascii: "?")
            {
                break
            }
            here += 1
        }
        return (here, isQuoted)
    }

    /// `set :password, "x"`, `user.update_attribute(:password, "x")` of Ruby; a form's `label :password, "x"` is a text.
    private func ofSymbol(_ start: Int) -> ValueSite? {
        guard key.before == UInt8(ascii: ":") else { return nil }
        let verb = key.name.start - 2
        let verbs: [StaticString] = ["set ", "set(", "update(", "attribute(", "column(", "put(", "store("]
        guard verbs.contains(where: { text.has($0, at: verb - $0.utf8CodeUnitCount + 1) }) else { return nil }
        return values.quoted(text.skippingBlanks(start))
    }

    /// `{password, "x"}` and `{password, <<"x">>}` of Erlang, `{:password, "x"}` of Elixir.
    private func ofTuple(_ start: Int) -> ValueSite? {
        let before = key.before == UInt8(ascii: ":") ? text[key.name.start - 2] : key.before
        guard before == UInt8(ascii: "{") else { return nil }
        var here = text.skippingWhitespace(start)
        let isBinary = text[here] == UInt8(ascii: "<") && text[here + 1] == UInt8(ascii: "<")
        if isBinary { here += 2 }
        guard let site = values.quoted(here) else { return nil }
        let end = isBinary ? site.end + 2 : site.end
        return text[text.skippingWhitespace(end)] == UInt8(ascii: "}") ? site : nil
    }

    /// `key, _ := hex.DecodeString("x")` of Go: the first of two results.
    private func ofFirst(_ start: Int) -> ValueSite? {
        var here = text.skippingBlanks(start)
        let begin = here
        while ByteClass.isName(text[here]) { here += 1 }
        here = here > begin ? text.skippingBlanks(here) : here
        if text[here] == UInt8(ascii: ":") { here += 1 }
        guard here > begin, text[here] == UInt8(ascii: "="), text[here + 1] == 0x20 else { return nil }
        return ExpressionReader(text: text, line: line).literal(text.skippingBlanks(here + 1))
    }

    /// `passwords["anna"] = "x"`: what people are known by, and what opens their accounts.
    private func ofUser(_ start: Int) -> ValueSite? {
        guard let name = values.quoted(start), name.span.count <= 40, text[name.end] == UInt8(ascii: "]"),
            !isAttribute(name.span)
        else { return nil }
        let sign = text.skippingBlanks(name.end + 1)
        guard text[sign] == UInt8(ascii: "="), text[sign + 1] != UInt8(ascii: "="),
            var site = values.quoted(text.skippingBlanks(sign + 1))
        else { return nil }
        site.evidence.insert(.keyNamesPassword)
        return site
    }

    /// `default["one_password"]["checksum"]`: a thing that is called so has other attributes, too.
    private func isAttribute(_ name: ByteSpan) -> Bool {
        let attributes: [StaticString] = [
            "checksum", "sha256", "sha512", "md5", "version", "url", "uri", "source", "path", "dir", "directory",
            "file",
            "filename", "name", "type", "label", "length", "mode", "owner", "group", "algorithm", "description",
            "title",
        ]
        return attributes.contains { $0.utf8CodeUnitCount == name.count && text.has($0, at: name.start) }
    }

    /// `${PASSWORD}    x`, `${PASSWORD} =    x`: a variable of Robot Framework, which begins its line and has a gap behind it.
    private func variable(_ start: Int) -> ValueSite? {
        guard text.has("${", at: key.name.start - 2), text.lineStart(key.name.start) == key.name.start - 2 else {
            return nil
        }
        let sign = text.skippingBlanks(start)
        let here = text[sign] == UInt8(ascii: "=") ? sign + 1 : start
        let value = text.skippingBlanks(here)
        let isGap = value - here >= 2 || value > here && text[here] == UInt8(ascii: "\t")
        guard isGap, text[value] > 0x20, let site = values.bare(value, isLine: true) else { return nil }
        return text[site.end] < 0x20 || ByteClass.isBlank(text[site.end]) && text[site.end + 1] <= 0x20 ? site : nil
    }

    // MARK: after an operator

    /// `=`, `==`, `===`, `=>` at `here`.
    private func assigned(_ here: Int, isQuoted: Bool) -> ValueSite? {
        switch text[here + 1] {
        case UInt8(ascii: "="):
            return comparison.literal(behindSign: here)
        case UInt8(ascii: "~"): return nil
        // `set /p PASSWORD=Enter it:` of Windows asks for it.
        case _ where text.has("set /p ", at: key.name.start - 7): return nil
        case _ where isPassOfLinker(here): return nil
        case UInt8(ascii: ">"): return operands.value(here + 2, operator: UInt8(ascii: "="), isQuoted: true)
        default: return operands.value(here + 1, operator: UInt8(ascii: "="), isQuoted: isQuoted)
        }
    }

    /// `test "$pass" = dlopen`, `if test "$mode,$pass" = "prog,link"`: libtool's script, which nearly every program in C
    /// has, and which of its passes it is at.
    private func isPassOfLinker(_ sign: Int) -> Bool {
        guard key.before == UInt8(ascii: "$"), key.name.count == 4, text[key.end] == UInt8(ascii: "\""),
            text.has("pass", at: key.name.start)
        else { return false }
        return !(sign..<text.lineEnd(sign)).contains { ByteClass.isDigit(text[$0]) }
    }

    /// `LOGIN PASSWORD`, `WITH ENCRYPTED PASSWORD` of SQL.
    private var isClause: Bool {
        let words: [StaticString] = ["login ", "with ", "encrypted ", "role ", "superuser "]
        return words.contains { text.has($0, at: key.name.start - $0.utf8CodeUnitCount) }
    }

    private func colon(_ here: Int, isQuoted: Bool) -> ValueSite? {
        // `TOKEN ::= x`, `TOKEN :::= x` of make
        if text.has("::=", at: here) || text.has(":::=", at: here) {
            let value = here + (text.has("::=", at: here) ? 3 : 4)
            return operands.value(value, operator: UInt8(ascii: "="), isQuoted: isQuoted)
        }
        if key.quote == 0, text[here + 1] > 0x20, let site = defaults.ofOwnVariable() { return site }
        // `_env:MYSQL_PASSWORD:name` of Yesod
        if text.has("_env:", at: key.name.start - 5) { return nil }
        guard !ColonSite(text: text, key: key).dividesOthers(here) else { return nil }
        switch text[here + 1] {
        // ${NAME:+other} of shells
        case UInt8(ascii: "+") where key.before == UInt8(ascii: "{"),
            UInt8(ascii: "?") where key.before == UInt8(ascii: "{"):
            return nil
        // ${NAME:-default}
        case UInt8(ascii: "-") where key.before == UInt8(ascii: "{"),
            UInt8(ascii: "-") where key.before == UInt8(ascii: "[") && text[here - 1] == UInt8(ascii: "]"):
            return operands.value(here + 2, operator: UInt8(ascii: "="), isQuoted: false)
        case UInt8(ascii: "="): return operands.value(here + 2, operator: UInt8(ascii: "="), isQuoted: isQuoted)
        // LOGIN PASSWORD :'name' of psql
        case UInt8(ascii: "'") where text[here - 1] == 0x20 && key.quote == 0 && isClause: return nil
        // - password :: x, API key:: x
        case UInt8(ascii: ":") where text[here + 2] == 0x20 && key.quote == 0:
            return SpacedReader(text: text, key: key, line: line).described(text.skippingBlanks(here + 2))
        // password::String = "x" of Julia
        case UInt8(ascii: ":") where text.has("string", at: here + 2) || text.has("abstractstring", at: here + 2):
            return declarations.behindType(here + 2).flatMap {
                operands.value($0, operator: UInt8(ascii: "="), isQuoted: false)
            }
        case UInt8(ascii: ":"): return nil
        // https://$TOKEN:@git.example.org
        case UInt8(ascii: "@") where key.before == UInt8(ascii: "$") || key.before == UInt8(ascii: "{"): return nil
        // **Password:** x
        case UInt8(ascii: "*") where text.has("**", at: here + 1) && markdown.labelStart != nil:
            return markdown.label(here + 3)
        // *Password:* x of Textile
        case UInt8(ascii: "*") where text[here + 2] == 0x20 && key.before == UInt8(ascii: "*"):
            return values.bare(text.skippingBlanks(here + 2), isLine: true)
        default:
            if let assignment = declarations.behindType(here + 1) {
                return operands.value(assignment, operator: UInt8(ascii: "="), isQuoted: false)
            }
            if !isQuoted, let site = ReturnedLiteral(text: text).ofProperty(text.skippingBlanks(here + 1)) {
                return site
            }
            return operands.value(here + 1, operator: UInt8(ascii: ":"), isQuoted: isQuoted)
        }
    }
}
