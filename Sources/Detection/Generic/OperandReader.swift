internal import Model

/// Reads what stands on the right of an assignment: literals, blocks, what is joined of several literals, bare words.
struct OperandReader {
    let text: WindowText
    let key: KeySite
    let line: ByteSpan

    private var values: ValueReader { ValueReader(text: text) }

    /// The right-hand side of an assignment.
    func value(_ start: Int, operator sign: UInt8, isQuoted: Bool) -> ValueSite? {
        var here = text.skippingBlanks(start)
        // A blank that breaks no line, as in pages made of programs.
        while text[here] == 0xC2, text[here + 1] == 0xA0 { here = text.skippingBlanks(here + 2) }
        if sign == UInt8(ascii: ":") { here = behindNodeProperty(here) }
        let isNextLine =
            text[here] == UInt8(ascii: "\n") || text[here] == UInt8(ascii: "\r")
            || text[here] == UInt8(ascii: "\\") && ByteClass.isWhitespace(text[here + 1])
        if isNextLine {
            let isContinued = text[here] == UInt8(ascii: "\\")
            if isContinued { here += 1 }
            here = text.skippingWhitespace(here)
            if let site = values.quoted(here) { return joined(site) }
            if isQuoted, text.has("string(", at: here) { return ExpressionReader(text: text, line: line).literal(here) }
            // A bare word on the next line belongs to something else, but where the line says that it goes on.
            if sign == UInt8(ascii: ":"), !isQuoted, let site = MemberReader(text: text).ofBlock(under: key.name.start)
            {
                return site
            }
            if sign == UInt8(ascii: ":"), !isQuoted, !isContinued, let site = plainScalar(here) { return site }
            guard isContinued, sign == UInt8(ascii: "="), here > start, text[here] > 0x20 else { return nil }
            return isNextName(here) ? nil : values.bare(here, isLine: true)
        }
        if text[here] == UInt8(ascii: "\\"), let site = typewritten(here) { return site }
        // NAME=`command`
        if text[here] == UInt8(ascii: "`"), sign == UInt8(ascii: "="), here == start { return nil }
        if var site = values.quoted(here) {
            // '''Password:''' of a wiki: the end of what is bold, and what comes behind is no literal.
            if key.quote == UInt8(ascii: "'"), text.has("'''", at: here), text.has("'''", at: key.name.start - 3) {
                site.evidence.remove(.quoted)
            }
            // "… password=" + name: the quote closes the literal in which the key stands.
            let isEscaped = text[here] == UInt8(ascii: "\\")
            let first = text[here + 1] == text[here] ? site.span.start : isEscaped ? here + 2 : here + 1
            if !isQuoted, !ByteClass.isAlphanumeric(text[first]) {
                // createElement(\"label\",null,\"Password:\"),…
                if isEscaped, key.quote == text[here + 1], text[key.name.start - 2] == UInt8(ascii: "\\") { return nil }
                let open = key.quote == 0 ? text.quoteAround(key.name.start, from: line.start) : key.quote
                if open == text[here] { return nil }
            }
            let place = sign == UInt8(ascii: "=") ? placeInList : 0
            return place == 0 ? joined(site) : literal(behind: site, commas: place)
        }
        let first = text[here]
        switch first {
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            return sign == UInt8(ascii: ":") ? block(here) : nil
        case UInt8(ascii: "{") where text[here + 1] == first:
            return DefaultReader(text: text, key: key, line: line).ofFilter(here + 2)
        case UInt8(ascii: "{") where sign == UInt8(ascii: ":"):
            return MemberReader(text: text).ofObject(here)
        // `<Login password={"x"} />`
        case UInt8(ascii: "{") where sign == UInt8(ascii: "=") && ByteClass.isQuote(text[here + 1]):
            return values.quoted(here + 1).flatMap { text[$0.end] == UInt8(ascii: "}") ? $0 : nil }
        case UInt8(ascii: "[") where text[here + 1] == first && sign == UInt8(ascii: "="):
            return RawLiteral(text: text).inBrackets(here)
        // <<"x">> of Erlang
        case UInt8(ascii: "<") where text.has("<<\"", at: here):
            return RawLiteral(text: text).heredoc(here)
                ?? values.quoted(here + 2).flatMap { text.has(">>", at: $0.end) ? $0 : nil }
        case UInt8(ascii: "<"):
            return RawLiteral(text: text).heredoc(here)
                ?? (sign == UInt8(ascii: ":") ? ElementReader(text: text, key: key).inline(here) : nil)
        // "password": ["x"]
        case UInt8(ascii: "[") where isQuoted:
            guard let site = values.quoted(text.skippingWhitespace(here + 1)) else { return nil }
            // "secret": ["passwd"] names fields.
            let isMade = (site.span.start..<site.span.end).contains { ByteClass.isDigit(text[$0]) }
            return isMade && text[text.skippingWhitespace(site.end)] == UInt8(ascii: "]") ? site : nil
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "("):
            return first == UInt8(ascii: "(") || (first == UInt8(ascii: "[") && !isQuoted) ? bracketed(here) : nil
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"),
            UInt8(ascii: "="), 0:
            return nil
        default:
            break
        }
        let expression = ExpressionReader(text: text, line: line)
        if let site = expression.literal(here) ?? expression.otherwise(here) { return site }
        // JSON and code have no bare strings: true, null, 12, name.
        if isQuoted, key.quote == UInt8(ascii: "\"") || key.quote == UInt8(ascii: "'") {
            // Short numbers count something, or are the place of a word in a vocabulary.
            guard sign == UInt8(ascii: ":"), (0..<6).allSatisfy({ ByteClass.isDigit(text[here + $0]) }) else {
                return nil
            }
        }
        // `"(pass": 40890`: the place of a piece of a word in a vocabulary
        if key.quote == 0, text[key.name.end] == UInt8(ascii: "\""), ByteClass.isDigit(first) { return nil }
        return BareReader(text: text, key: key, line: line, sign: sign, hasBlank: here > start).value(here)
    }

    /// `password:` of YAML and the value alone on the next line, further in: what has letters and digits by turns, for
    /// a word may be the item of a list.
    private func plainScalar(_ start: Int) -> ValueSite? {
        let (own, line) = (text.lineStart(key.name.start), text.lineStart(start))
        guard start - line > text.skippingBlanks(own) - own, text[text.lineStart(start) - 1] == UInt8(ascii: "\n"),
            let site = values.bare(start, isLine: true), text[text.skippingBlanks(site.end)] < 0x20,
            site.span.count >= 8, !":#-\"'".utf8.contains(text[start]),
            text.mixesLettersAndDigits(site.span, without: "(){}[]<>,;=:\"'`\\")
        else { return nil }
        return site
    }

    /// `\texttt{x}`, `\verb|x|` of LaTeX.
    private func typewritten(_ start: Int) -> ValueSite? {
        let commands: [StaticString] = ["\\texttt{", "\\verb|", "\\verb+", "\\code{"]
        guard let command = commands.first(where: { text.has($0, at: start) }) else { return nil }
        let begin = start + command.utf8CodeUnitCount
        let close = text[begin - 1] == UInt8(ascii: "{") ? UInt8(ascii: "}") : text[begin - 1]
        var end = begin
        while text[end] > 0x20, text[end] != close, end - begin < 120 { end += 1 }
        guard text[end] == close, end > begin else { return nil }
        return ValueSite(span: ByteSpan(begin, end), end: end + 1, evidence: [.quoted])
    }

    /// How many names stand before the key in `user, password = "ada", "x"`.
    private var placeInList: Int {
        guard key.before == 0x20 || key.before == UInt8(ascii: ",") else { return 0 }
        var (here, commas) = (key.name.start - 1, 0)
        while here > max(line.start, text.start) - 1,
            ByteClass.isName(text[here]) || ByteClass.isBlank(text[here])
                || text[here] == UInt8(ascii: ",") || text[here] == UInt8(ascii: ".")
        {
            if text[here] == UInt8(ascii: ",") { commas += 1 }
            here -= 1
        }
        return here < line.start ? commas : 0
    }

    /// The literal behind as many commas; nil where something else stands there. `var user, password = "x", host = "y"`
    /// are names each for itself.
    private func literal(behind first: ValueSite, commas: Int) -> ValueSite? {
        var site = first
        for _ in 0..<commas {
            let comma = text.skippingBlanks(site.end)
            guard text[comma] == UInt8(ascii: ",") else { return site.span == first.span ? joined(first) : nil }
            var here = text.skippingWhitespace(comma + 1)
            if let next = values.quoted(here) {
                site = next
                continue
            }
            while ByteClass.isName(text[here]) { here += 1 }
            return site.span == first.span && text[text.skippingBlanks(here)] == UInt8(ascii: "=") ? joined(first) : nil
        }
        return site
    }

    /// `DB_PASS= \` and `DB_PORT=5432` on the next line, `"USE_THREADS=true"` below `"SERVER_PASSWORD=x"` in a list: another
    /// name follows.
    private func isNextName(_ start: Int) -> Bool {
        var here = start
        while ByteClass.isUpper(text[here]) || ByteClass.isDigit(text[here]) || text[here] == UInt8(ascii: "_") {
            here += 1
        }
        return here - start >= 3 && text[here] == UInt8(ascii: "=")
    }

    /// The first literal within brackets: `[]byte("x")` is read as an expression, `("x")` and `["x"]` here.
    private func bracketed(_ here: Int) -> ValueSite? {
        if let site = ExpressionReader(text: text, line: line).literal(here) { return site }
        guard text[here] == UInt8(ascii: "(") else { return nil }
        // apiKey = () => "x"
        if text[here + 1] == UInt8(ascii: ")") { return ReturnedLiteral(text: text).ofFunction(here + 1) }
        guard let site = values.quoted(text.skippingWhitespace(here + 1)) else { return nil }
        // ('kadmin', 20): the first of two, of which the other is a number
        let comma = text.skippingBlanks(site.end)
        if text[comma] == UInt8(ascii: ","), ByteClass.isDigit(text[text.skippingBlanks(comma + 1)]) { return nil }
        return joined(site)
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
        // `secrets: |` and `NAME=…` below it: settings by their own names.
        guard end > next, end - next < ValueReader.limit, !isNextName(next) else { return nil }
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
        // 'pass': 'linked' if found else 'none'
        if next > site.end, text.has("if ", at: next), key.name.count == 4, text.has("pass", at: key.name.start),
            (site.span.start..<site.span.end).allSatisfy({ ByteClass.isLower(text[$0]) })
        {
            site.evidence.insert(.looksLikeCode)
        }
        // "prefix" + variable: only a part of the value.
        if text[next] == UInt8(ascii: "+") || (text[next] == UInt8(ascii: ".") && text[next + 1] == 0x20) {
            let second = text.skippingWhitespace(next + 1)
            if !ByteClass.isQuote(text[second]) { site.evidence.insert(.looksLikeCode) }
        }
        // "[%s]" % name, "…".format(…); but <% password = "x" %>
        let isFormatted = text[next] == UInt8(ascii: "%") && text[next + 1] != UInt8(ascii: ">")
        if isFormatted || text.has(".format", at: next) { site.evidence.insert(.isTemplate) }
        return site
    }

    /// The literal that a sign of concatenation, or nothing but white space, joins to the one before.
    private func nextPart(behind end: Int) -> ValueSite? {
        var here = text.skippingBlanks(end)
        let quote = text[end - 1]
        switch text[here] {
        case UInt8(ascii: "+"), UInt8(ascii: "&"): here = behindBreak(here + 1)
        case UInt8(ascii: "."):
            here += text[here + 1] == UInt8(ascii: ".") ? 2 : 1
            guard ByteClass.isWhitespace(text[here]) || text[here] == quote else { return nil }
        case UInt8(ascii: "<") where text[here + 1] == UInt8(ascii: ">"): here += 2
        case UInt8(ascii: "\\") where ByteClass.isWhitespace(text[here + 1]): here += 1
        // Side by side, as C and Python join them; the same quote, or it is another thing.
        case quote where here > end && key.dashes == 0 && text[here + 1] != UInt8(ascii: "$"): break
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return partBelow(text.skippingWhitespace(here), quote: quote)
        default: return nil
        }
        here = text.skippingWhitespace(here)
        guard ByteClass.isQuote(text[here]), let part = values.quoted(here), !part.span.isEmpty else { return nil }
        return part
    }

    /// Behind what ends a line that goes on: `"a" + \` of Python, `"a" & _` of Basic, `"a" + // the first half`.
    private func behindBreak(_ sign: Int) -> Int {
        let here = text.skippingBlanks(sign)
        switch text[here] {
        case UInt8(ascii: "\\") where ByteClass.isWhitespace(text[here + 1]),
            UInt8(ascii: "_") where ByteClass.isWhitespace(text[here + 1]):
            return here + 1
        case UInt8(ascii: "/") where text[here + 1] == UInt8(ascii: "/"): return text.lineEnd(here)
        default: return sign
        }
    }

    /// The literal on the next line that stands below another one, as C and Python join them: what closes the statement
    /// comes behind it, or one more. In a list or an object a comma or a colon would.
    private func partBelow(_ here: Int, quote: UInt8) -> ValueSite? {
        guard text[here] == quote, let part = values.quoted(here), !part.span.isEmpty, !isPair(part.span) else {
            return nil
        }
        let next = text[text.skippingWhitespace(part.end)]
        return next == UInt8(ascii: ";") || next == UInt8(ascii: ")") || next == quote ? part : nil
    }

    /// `'HostName=localhost'`: the next item of a list of settings.
    private func isPair(_ span: ByteSpan) -> Bool {
        var here = span.start
        while here < span.end, ByteClass.isName(text[here]) || text[here] == 0x20 { here += 1 }
        return here > span.start + 1 && here < span.end && text[here] == UInt8(ascii: "=")
            && ByteClass.isLetter(text[span.start]) && here + 2 < span.end && text[here + 1] != UInt8(ascii: "=")
    }
}
