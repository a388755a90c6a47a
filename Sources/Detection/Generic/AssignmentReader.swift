internal import Model

/// Finds the value that is assigned to a key, in the ways that configuration files and languages have for it.
struct AssignmentReader {
    let text: WindowText
    let key: KeySite
    let line: ByteSpan

    private var values: ValueReader { ValueReader(text: text) }

    /// The value of the key; nil if nothing is assigned. Most calls end here, within a few bytes.
    func value() -> ValueSite? {
        var here = key.end
        var isQuoted = false
        let after = text[here]
        // The option `--password` is named in Markdown.
        if after == UInt8(ascii: "`"), key.dashes > 0 { return nil }
        if ByteClass.isQuote(after) {
            isQuoted = key.quote == after
            // `"the password"`: the quote ends more than the key; `… = ""` goes on below.
            here += 1
        } else if after == UInt8(ascii: "\\"), ByteClass.isQuote(text[here + 1]) {
            isQuoted = key.quote == text[here + 1]
            here += 2
        } else if after == UInt8(ascii: "&"), text.has("&quot;", at: here) || text.has("&#39;", at: here) {
            isQuoted = key.quote != 0
            here += text.has("&quot;", at: here) ? 6 : 5
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
        // `char password[] = "x"`, `char password[32] = "x"`
        if text[here] == UInt8(ascii: "[") {
            var end = here + 1
            while ByteClass.isDigit(text[end]) { end += 1 }
            if ByteClass.isQuote(text[end]) { return ofUser(end) }
            if text[end] == UInt8(ascii: "]"), text[text.skippingBlanks(end + 1)] == UInt8(ascii: "=") {
                here = end + 1
            }
        }
        let hasBlank = ByteClass.isBlank(text[here])
        here = text.skippingBlanks(here)
        switch text[here] {
        case UInt8(ascii: "="): return assigned(here, isQuoted: isQuoted)
        case UInt8(ascii: ":"): return colon(here, isQuoted: isQuoted)
        case UInt8(ascii: "!") where text[here + 1] == UInt8(ascii: "="):
            return compared(text.skippingBlanks(here + (text[here + 2] == UInt8(ascii: "=") ? 3 : 2)))
        case UInt8(ascii: ".") where text.has(".equals", at: here): return equal(here + 7)
        case UInt8(ascii: ")"):
            if let site = ColumnReader(text: text, key: key).value() { return site }
            return isQuoted ? nil : Comparison(text: text, key: key).literalBefore()
        case UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "."):
            return text[here + 1] == UInt8(ascii: "=") ? assigned(here + 1, isQuoted: isQuoted) : nil
        case UInt8(ascii: "|") where text[here + 1] == UInt8(ascii: "|") && text[here + 2] == UInt8(ascii: "="),
            UInt8(ascii: "?") where text[here + 1] == UInt8(ascii: "?") && text[here + 2] == UInt8(ascii: "="):
            return assigned(here + 2, isQuoted: isQuoted)
        case UInt8(ascii: "-") where text[here + 1] == UInt8(ascii: ">"):
            return values.quoted(text.skippingBlanks(here + 2))
        case UInt8(ascii: "("):
            return called(here + 1)
        case UInt8(ascii: ","):
            if let site = ColumnReader(text: text, key: key).value() { return site }
            if isQuoted { return listed(here + 1) }
            return Comparison(text: text, key: key).argument(here)
        case UInt8(ascii: ">"):
            return ElementReader(text: text, key: key).element(here)
        case UInt8(ascii: "/") where text[here + 1] == UInt8(ascii: ">"):
            return ElementReader(text: text, key: key).element(here)
        case UInt8(ascii: "<"):
            return text[here + 1] == UInt8(ascii: "/") ? ElementReader(text: text, key: key).sibling(here) : nil
        default:
            return loose(here, isQuoted: isQuoted, hasBlank: hasBlank)
        }
    }

    /// `passwords["anna"] = "x"`: what people are known by, and what opens their accounts.
    private func ofUser(_ start: Int) -> ValueSite? {
        guard let name = values.quoted(start), name.span.count <= 40, text[name.end] == UInt8(ascii: "]") else {
            return nil
        }
        let sign = text.skippingBlanks(name.end + 1)
        guard text[sign] == UInt8(ascii: "="), text[sign + 1] != UInt8(ascii: "="),
            var site = values.quoted(text.skippingBlanks(sign + 1))
        else { return nil }
        site.evidence.insert(.keyNamesPassword)
        return site
    }

    // MARK: after an operator

    /// `=`, `==`, `===`, `=>` at `here`.
    private func assigned(_ here: Int, isQuoted: Bool) -> ValueSite? {
        switch text[here + 1] {
        case UInt8(ascii: "="):
            return compared(text.skippingBlanks(here + (text[here + 2] == UInt8(ascii: "=") ? 3 : 2)))
        case UInt8(ascii: "~"): return nil
        case UInt8(ascii: ">"): return operand(here + 2, operator: UInt8(ascii: "="), isQuoted: true)
        default: return operand(here + 1, operator: UInt8(ascii: "="), isQuoted: isQuoted)
        }
    }

    private func colon(_ here: Int, isQuoted: Bool) -> ValueSite? {
        guard !ColonSite(text: text, key: key).dividesOthers(here) else { return nil }
        switch text[here + 1] {
        // ${NAME:+other} of shells
        case UInt8(ascii: "+") where key.before == UInt8(ascii: "{"),
            UInt8(ascii: "?") where key.before == UInt8(ascii: "{"):
            return nil
        // ${NAME:-default}
        case UInt8(ascii: "-") where key.before == UInt8(ascii: "{"):
            return operand(here + 2, operator: UInt8(ascii: "="), isQuoted: false)
        case UInt8(ascii: "="): return operand(here + 2, operator: UInt8(ascii: "="), isQuoted: isQuoted)
        case UInt8(ascii: ":"): return nil
        default:
            if let assignment = behindType(here + 1) {
                return operand(assignment, operator: UInt8(ascii: "="), isQuoted: false)
            }
            return operand(here + 1, operator: UInt8(ascii: ":"), isQuoted: isQuoted)
        }
    }

    /// Behind the `=` in `: Type = …`; nil if no type and `=` stand there.
    private func behindType(_ start: Int) -> Int? {
        var here = text.skippingBlanks(start)
        let first = text[here]
        guard ByteClass.isLetter(first) || first == UInt8(ascii: "&") || first == UInt8(ascii: "[") else { return nil }
        let limit = here + 40
        while here < limit {
            switch text[here] {
            case UInt8(ascii: "="):
                return text[here - 1] == 0x20 && text[here + 1] == 0x20 ? here + 1 : nil
            case let byte where ByteClass.isName(byte):
                here += 1
            case 0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "?"),
                UInt8(ascii: "!"), UInt8(ascii: "&"),
                UInt8(ascii: "."), UInt8(ascii: "'"), UInt8(ascii: "|"), UInt8(ascii: "*"):
                here += 1
            default: return nil
            }
        }
        return nil
    }

    /// `(` or `IgnoreCase(` of Java at `here`.
    private func equal(_ start: Int) -> ValueSite? {
        var here = start
        while ByteClass.isLetter(text[here]) { here += 1 }
        return text[here] == UInt8(ascii: "(") ? compared(text.skippingBlanks(here + 1)) : nil
    }

    private func compared(_ here: Int) -> ValueSite? {
        guard var site = values.quoted(here) else { return nil }
        site.evidence.insert(.inComparison)
        return site
    }

    /// The right-hand side of an assignment.
    private func operand(_ start: Int, operator sign: UInt8, isQuoted: Bool) -> ValueSite? {
        var here = text.skippingBlanks(start)
        if sign == UInt8(ascii: ":") { here = behindNodeProperty(here) }
        let isNextLine =
            text[here] == UInt8(ascii: "\n") || text[here] == UInt8(ascii: "\r")
            || text[here] == UInt8(ascii: "\\") && ByteClass.isWhitespace(text[here + 1])
        if isNextLine {
            let isContinued = text[here] == UInt8(ascii: "\\")
            if isContinued { here += 1 }
            here = text.skippingWhitespace(here)
            if let site = values.quoted(here) { return joined(site) }
            // A bare word on the next line belongs to something else, but where the line says that it goes on.
            guard isContinued, sign == UInt8(ascii: "="), here > start, text[here] > 0x20 else { return nil }
            return values.bare(here, isLine: true)
        }
        // NAME=`command`
        if text[here] == UInt8(ascii: "`"), sign == UInt8(ascii: "="), here == start { return nil }
        if var site = values.quoted(here) {
            // '''Password:''' of a wiki: the end of what is bold, and what comes behind is no literal.
            if key.quote == UInt8(ascii: "'"), text.has("'''", at: here), text.has("'''", at: key.name.start - 3) {
                site.evidence.remove(.quoted)
            }
            // "… password=" + name: the quote closes the literal in which the key stands.
            if !isQuoted, !ByteClass.isAlphanumeric(text[site.span.start]) {
                let open = key.quote == 0 ? BareReader(text: text, key: key, line: line).enclosingQuote() : key.quote
                if open == text[here] { return nil }
            }
            return joined(site)
        }
        let first = text[here]
        switch first {
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return sign == UInt8(ascii: ":") ? block(here) : nil
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("):
            return first == UInt8(ascii: "(") || (first == UInt8(ascii: "[") && !isQuoted) ? bracketed(here) : nil
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"),
            UInt8(ascii: "="), UInt8(ascii: "<"), 0:
            return nil
        default:
            break
        }
        if let site = ExpressionReader(text: text, line: line).literal(here) { return site }
        // JSON and code have no bare strings: true, null, 12, name.
        if isQuoted, key.quote == UInt8(ascii: "\"") || key.quote == UInt8(ascii: "'") {
            guard ByteClass.isDigit(first), sign == UInt8(ascii: ":") else { return nil }
        }
        return BareReader(text: text, key: key, line: line).value(here, operator: sign, hasBlank: here > start)
    }

    /// The first literal within brackets: `[]byte("x")` is read as an expression, `("x")` and `["x"]` here.
    private func bracketed(_ here: Int) -> ValueSite? {
        if let site = ExpressionReader(text: text, line: line).literal(here) { return site }
        guard text[here] == UInt8(ascii: "(") else { return nil }
        return values.quoted(text.skippingWhitespace(here + 1)).map(joined)
    }

    /// YAML's `|` and `>` with indicators: the next line.
    private func block(_ here: Int) -> ValueSite? {
        var next = here + 1
        while text[next] == UInt8(ascii: "-") || text[next] == UInt8(ascii: "+") || ByteClass.isDigit(text[next]) {
            next += 1
        }
        next = text.skippingBlanks(next)
        guard text[next] == UInt8(ascii: "\n") || text[next] == UInt8(ascii: "\r") else { return nil }
        next = text.skippingWhitespace(next)
        let end = text.lineEnd(next)
        guard end > next, end - next < ValueReader.limit else { return nil }
        return ValueSite(span: ByteSpan(next, end), end: end, evidence: [.quoted])
    }

    /// YAML's `&anchor` and `!!type` before a value; `!Ref` and the like are the value's own.
    private func behindNodeProperty(_ start: Int) -> Int {
        let isType = text[start] == UInt8(ascii: "!") && text[start + 1] == UInt8(ascii: "!")
        guard isType || text[start] == UInt8(ascii: "&"), ByteClass.isLetter(text[start + (isType ? 2 : 1)]) else {
            return start
        }
        var here = start + 2
        while ByteClass.isName(text[here]) { here += 1 }
        return ByteClass.isBlank(text[here]) ? text.skippingBlanks(here) : start
    }

    /// `"abc" + "def"`, `"abc" "def"`: all parts are the value.
    private func joined(_ site: ValueSite) -> ValueSite {
        var site = site
        while site.tail.count < 64, let part = nextPart(behind: site.end) {
            site.tail.append(part.span)
            site.end = part.end
        }
        let next = text.skippingBlanks(site.end)
        // "prefix" + variable: only a part of the value.
        if text[next] == UInt8(ascii: "+") || (text[next] == UInt8(ascii: ".") && text[next + 1] == 0x20) {
            let second = text.skippingWhitespace(next + 1)
            if !ByteClass.isQuote(text[second]) { site.evidence.insert(.looksLikeCode) }
        }
        // "[%s]" % name, "…".format(…)
        if text[next] == UInt8(ascii: "%") || text.has(".format", at: next) { site.evidence.insert(.isTemplate) }
        return site
    }

    /// The literal that a sign of concatenation, or nothing but white space, joins to the one before.
    private func nextPart(behind end: Int) -> ValueSite? {
        var here = text.skippingBlanks(end)
        let quote = text[end - 1]
        switch text[here] {
        case UInt8(ascii: "+"), UInt8(ascii: "&"): here += 1
        case UInt8(ascii: "."):
            here += text[here + 1] == UInt8(ascii: ".") ? 2 : 1
            guard ByteClass.isWhitespace(text[here]) || text[here] == quote else { return nil }
        case UInt8(ascii: "<") where text[here + 1] == UInt8(ascii: ">"): here += 2
        case UInt8(ascii: "\\") where ByteClass.isWhitespace(text[here + 1]): here += 1
        // Side by side, as C and Python join them; the same quote, or it is another thing.
        case quote where here > end: break
        default: return nil
        }
        here = text.skippingWhitespace(here)
        guard ByteClass.isQuote(text[here]), let part = values.quoted(here), !part.span.isEmpty else { return nil }
        return part
    }

    // MARK: other ways to write it

    /// `setPassword("x")`, `password("x")`, `token('x')`; with two literals (`set("password", "x")` is `listed`).
    private func called(_ start: Int) -> ValueSite? {
        let here = text.skippingBlanks(start)
        // getPassword() == "x"
        if text[here] == UInt8(ascii: ")") {
            let sign = text.skippingBlanks(here + 1)
            let isSign = text[sign] == UInt8(ascii: "=") || text[sign] == UInt8(ascii: "!")
            guard isSign, text[sign + 1] == UInt8(ascii: "=") else {
                return text.has(".equals", at: sign) ? equal(sign + 7) : nil
            }
            return compared(text.skippingBlanks(sign + (text[sign + 2] == UInt8(ascii: "=") ? 3 : 2)))
        }
        guard var site = values.quoted(here) else { return ExpressionReader(text: text, line: line).literal(here) }
        // pass("works") of test frameworks
        if key.name.count == 4, text.has("pass", at: key.name.start),
            !(site.span.start..<site.span.end).contains(where: { ByteClass.isDigit(text[$0]) })
        {
            return nil
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

    /// `define('DB_PASSWORD', 'x')`, `("password", "x")`.
    private func listed(_ start: Int) -> ValueSite? {
        let here = text.skippingWhitespace(start)
        if let pair = PairReader(text: text).value(here) { return pair }
        // A pair opens with its key; within a longer list the neighbours have nothing to do with each other.
        var before = key.name.start - 2
        while ByteClass.isBlank(text[before]) { before -= 1 }
        var earlier = before
        while ByteClass.isWhitespace(text[earlier]) { earlier -= 1 }
        if earlier < before, text[earlier] == UInt8(ascii: ",") { return nil }
        switch text[before] {
        case UInt8(ascii: "["):
            // ["password", "kerberos"]: two of a kind
            if let site = values.quoted(here),
                (site.span.start..<site.span.end).allSatisfy({ ByteClass.isLetter(text[$0]) })
            {
                return nil
            }
        case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "\n"), 0: break
        // Names in a text, each marked as code.
        case _ where key.quote == UInt8(ascii: "`"): return nil
        default:
            // buildConfigField("String", "API_KEY", "…"): only what cannot be a name.
            guard let site = values.quoted(here), site.span.count >= 16,
                (site.span.start..<site.span.end).contains(where: { ByteClass.isDigit(text[$0]) })
            else { return nil }
        }
        guard var site = values.quoted(here) ?? ExpressionReader(text: text, line: line).literal(here) else {
            return nil
        }
        // Three in a row are a list of names, not a key and its value.
        let next = text.skippingBlanks(site.end)
        if text[next] == UInt8(ascii: ":") || text[next] == UInt8(ascii: "=") { return nil }
        if text[next] == UInt8(ascii: ","), ByteClass.isQuote(text[text.skippingWhitespace(next + 1)]),
            !site.evidence.contains(.inCall), ByteClass.isLetter(text[site.span.start])
        {
            return nil
        }
        site.evidence.insert(.inCall)
        return site
    }

    /// No operator: flags, SQL, netrc, Dockerfile, prose, `name:`/`value:` pairs.
    private func loose(_ here: Int, isQuoted: Bool, hasBlank: Bool) -> ValueSite? {
        let byte = text[here]
        if key.dashes > 0, text.has("-stdin", at: key.end - 6) {
            return CommandReader(text: text, line: line).echoed(before: key.name.start)
        }
        if key.dashes > 0, hasBlank { return flag(here) }
        if key.before == UInt8(ascii: "<") || key.before == UInt8(ascii: ":"), hasBlank,
            let site = ElementReader(text: text, key: key).element(behindAttributes: here)
        {
            return site
        }
        if isQuoted, hasBlank, ByteClass.isLetter(byte),
            let site = ElementReader(text: text, key: key).element(
                behindName: key.end + 1)
        {
            return site
        }
        // Dim name As String = "x"
        if hasBlank, text.has("as ", at: here), let assignment = behindType(here + 3) {
            return operand(assignment, operator: UInt8(ascii: "="), isQuoted: false)
        }
        if byte == UInt8(ascii: "{"), isQuoted { return variableDefault(here) }
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "v")
            || byte == UInt8(ascii: "V")
        {
            let pairs = PairReader(text: text)
            if let pair = pairs.value(text.skippingWhitespace(here)) ?? pairs.valueBefore(key.name.start) {
                return pair
            }
        }
        guard hasBlank else { return nil }
        if byte == UInt8(ascii: "`"), !isQuoted { return marked(here) }
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
            // PASSWORD 'x', password "x"; in prose a quote after the word is anything, and in the actions of Go's
            // templates, `{{ include "x" (dict "field" "password" "context" $) }}`, the next argument.
            return isQuoted && (isBlockType || isTemplateAction) ? nil : values.quoted(here)
        }
        return SpacedReader(text: text, key: key, line: line).value(here)
    }

    /// ``the password `x` ``: what Markdown shows as typed, if no word looks like it.
    private func marked(_ here: Int) -> ValueSite? {
        guard var site = values.quoted(here), site.span.count >= 6, site.span.count <= 64 else { return nil }
        var (digits, letters) = (0, 0)
        for offset in site.span.start..<site.span.end {
            let byte = text[offset]
            guard byte > 0x20, byte != UInt8(ascii: "("), byte != UInt8(ascii: "/") else { return nil }
            if ByteClass.isDigit(text[offset]) { digits += 1 }
            if ByteClass.isLetter(text[offset]) { letters += 1 }
        }
        guard digits >= 1, letters >= 1 else { return nil }
        site.evidence.insert(.keyAmbiguous)
        return site
    }

    /// Whether `{{` stands before the key on its line.
    private var isTemplateAction: Bool {
        var here = key.name.start
        while here > max(line.start, text.start) {
            here -= 1
            if text[here] == UInt8(ascii: "}"), text[here - 1] == UInt8(ascii: "}") { return false }
            if text[here] == UInt8(ascii: "{"), text[here - 1] == UInt8(ascii: "{") { return true }
        }
        return false
    }

    /// Whether the key is the type of a Terraform block, behind which its name stands: `resource "random_password" "db" {`.
    private var isBlockType: Bool {
        text.has("resource ", at: key.name.start - 10) || text.has("data ", at: key.name.start - 6)
            || text.has("ephemeral ", at: key.name.start - 11)
    }

    /// Terraform's `variable "db_password" {` with `default = "x"` on one of the next lines.
    private func variableDefault(_ here: Int) -> ValueSite? {
        guard text.has("variable ", at: key.name.start - 10) else { return nil }
        var line = here
        while line < text.end {
            line = text.skippingWhitespace(text.lineEnd(line))
            guard text.has("default", at: line) else { continue }
            let sign = text.skippingBlanks(line + 7)
            return text[sign] == UInt8(ascii: "=") ? values.quoted(text.skippingBlanks(sign + 1)) : nil
        }
        return nil
    }

    /// `--password x`, `-token x`.
    private func flag(_ here: Int) -> ValueSite? {
        if let site = values.quoted(here) { return site }
        let first = text[here]
        guard first > 0x20, first != UInt8(ascii: "-"), first != UInt8(ascii: "\\"), first != UInt8(ascii: "|"),
            first != UInt8(ascii: "<"), first != UInt8(ascii: "["), !isAssignment(here)
        else { return nil }
        return values.bare(here, isLine: false).flatMap { isProse($0) ? nil : $0 }
    }

    /// `--secret NPM_TOKEN=…`: a key and a value of its own.
    private func isAssignment(_ start: Int) -> Bool {
        var here = start
        while ByteClass.isUpper(text[here]) || ByteClass.isDigit(text[here]) || text[here] == UInt8(ascii: "_") {
            here += 1
        }
        return here - start >= 3 && text[here] == UInt8(ascii: "=") && text[here + 1] > 0x20
            && text[here + 1] != UInt8(ascii: "=")
    }

    /// `the --password option to`, `--username and --password flags when`: a sentence goes on.
    private func isProse(_ site: ValueSite) -> Bool {
        guard text[site.end] == 0x20, (site.span.start..<site.span.end).allSatisfy({ ByteClass.isLower(text[$0]) })
        else { return false }
        let words: [StaticString] = [
            "to ", "for ", "when ", "and ", "or ", "of ", "in ", "is ", "are ", "as ", "with ", "from ", "if ", "will ",
            "can ", "you ", "that ",
        ]
        return words.contains { text.has($0, at: site.end + 1) }
    }
}
