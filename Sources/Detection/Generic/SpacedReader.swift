internal import Model

/// Keys and values that only a space parts: Dockerfile `ENV`, netrc, redis.conf, prose.
struct SpacedReader {
    let text: WindowText
    let key: KeySite
    let line: ByteSpan

    func value(_ here: Int) -> ValueSite? {
        if let site = SentenceReader(text: text, key: key).value(here) ?? told(here) { return site }
        let begin = text.skippingBlanks(max(line.start, text.start))
        let first = text.folded(begin)
        let isDirective: Bool
        switch first {
        case UInt8(ascii: "e"):
            isDirective = text.has("env ", at: begin) && text.skippingBlanks(begin + 4) == key.name.start
        case UInt8(ascii: "a"):
            isDirective = text.has("arg ", at: begin) && text.skippingBlanks(begin + 4) == key.name.start
        case UInt8(ascii: "r"), UInt8(ascii: "m"), UInt8(ascii: "l"), UInt8(ascii: "s"), UInt8(ascii: "p"),
            UInt8(ascii: "d"):
            isDirective =
                (text.has("requirepass", at: begin) || text.has("masterauth", at: begin)) && begin == key.name.start
                || isNetrc
                || (text.has("setenv ", at: begin) && text.skippingBlanks(begin + 7) == key.name.start)
                || (text.has("setx ", at: begin) && text.skippingBlanks(begin + 5) == key.name.start)
                || (begin == key.name.start && isLastWord(here) && text.has("password", at: begin)
                    && ByteClass.isLower(text[begin]))
        default: isDirective = false
        }
        if isDirective {
            if isAnonymous { return nil }
            let site = ValueReader(text: text).bare(here, isLine: true)
            if begin == key.name.start, let site, isHeading(site.span) { return nil }
            // `password   varchar2);` ends the columns of a table, `password   String?` is one of Prisma's.
            let isColumn = site.map { text.has(");", at: $0.span.end - 2) || text.has("?", at: $0.span.end - 1) }
            return isColumn == true ? nil : site
        }
        // `pulumi config set dbPassword x`, `aws configure set aws_secret_access_key x`
        if text.has("config set ", at: key.name.start - 11) || text.has("configure set ", at: key.name.start - 14) {
            return text[here] == UInt8(ascii: "-") ? nil : ValueReader(text: text).bare(here, isLine: false)
        }
        if first == UInt8(ascii: "s"), let site = Directive(text: text, key: key).word(here), isMade(site.span) {
            return site
        }
        return column(here) ?? lone(here)
    }

    /// `password rules`, as a message or a heading: two words, and no line beside them that says who logs in where.
    private func isHeading(_ value: ByteSpan) -> Bool {
        guard key.name.count == 8, (value.start..<value.end).allSatisfy({ ByteClass.isLower(text[$0]) }) else {
            return false
        }
        let end = text.lineEnd(value.end)
        let lines = [text.lineStart(text.lineStart(key.name.start) - 1), end + 1, text.lineEnd(end + 1) + 1]
        let names: [StaticString] = [
            "login", "user", "machine", "host", "account", "from", "port", "server", "line", "enable", "auth", "bind",
            "default", "tls", "db", "database",
        ]
        return !lines.contains { line in
            let begin = text.skippingBlanks(line)
            return line < text.end && names.contains { text.has($0, at: begin) }
        }
    }

    /// `密码 x`, `пароль - x`, `Password - x`: what notes say of an account. No program has such names, or a dash there.
    private func told(_ start: Int) -> ValueSite? {
        guard key.quote == 0, key.end == key.name.end,
            key.isForeign(in: text) || key.name.count > 4 && beginsNote && text[start] != UInt8(ascii: "@")
        else { return nil }
        let dash = text[start] == UInt8(ascii: "-") ? 1 : text.has("–", at: start) || text.has("—", at: start) ? 3 : 0
        guard dash == 0 ? key.isForeign(in: text) : text[start + dash] == 0x20 else { return nil }
        let here = text.skippingBlanks(start + dash)
        guard let site = ValueReader(text: text).bare(here, isLine: false), site.span.count >= 6, isMade(site.span),
            text[text.skippingBlanks(site.end)] < 0x20 || KeySite.isWideMark(text, site.end)
        else { return nil }
        return ValueSite(span: site.span, end: site.end, evidence: [])
    }

    /// Nothing but what opens an item of a list stands before the key.
    private var beginsNote: Bool {
        var here = key.name.start - 1
        while here >= line.start, text[here] == 0x20 || "-*>#".utf8.contains(text[here]) { here -= 1 }
        return here < line.start
    }

    /// `spark.ssl.keyPassword   x`, `Password      x`: settings whose values are lined up behind the names with blanks.
    private func column(_ here: Int) -> ValueSite? {
        guard key.quote == 0, key.dashes == 0,
            isProperty || isLabel(here) || isSet || isDirective(here) || isSetting,
            isLastWord(here), var site = ValueReader(text: text).bare(here, isLine: true)
        else { return nil }
        if text[site.span.end - 1] == UInt8(ascii: ";") { site.span.end -= 1 }
        return site.span.count >= 5 && isMade(site.span) ? site : nil
    }

    /// `set password x`, as devices and shells are configured.
    private var isSet: Bool {
        text.has("set ", at: text.skippingBlanks(line.start)) && key.end == key.name.end
            && Directive(text: text, key: key).sets
    }

    /// `auth_pass x` of keepalived, `remote_password x` of Mosquitto: the name is one of several words, and the whole of it.
    private var isSetting: Bool {
        guard key.end == key.name.end, text.skippingBlanks(line.start) == key.name.start, !isForwarding else {
            return false
        }
        let name = key.name.start..<key.name.end
        return name.contains { text[$0] == UInt8(ascii: "_") } && !name.contains { ByteClass.isUpper(text[$0]) }
            && (text.has("pass", at: key.name.end - 4) || text.has("password", at: key.name.end - 8))
    }

    /// Directives of nginx that say where requests go.
    private var isForwarding: Bool {
        let names: [StaticString] = [
            "proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass",
        ]
        return names.contains { $0.utf8CodeUnitCount == key.name.count && text.has($0, at: key.name.start) }
    }

    /// `auth_token x;`: a directive of nginx or BIND begins its line and ends in a semicolon.
    private func isDirective(_ here: Int) -> Bool {
        guard key.end == key.name.end, !isForwarding,
            text.skippingBlanks(line.start) == key.name.start
        else { return false }
        var end = here
        while text[end] > 0x20 { end += 1 }
        return text[end - 1] == UInt8(ascii: ";")
    }

    /// The line begins with a name that dots join, and the key is the end of it.
    private var isProperty: Bool {
        guard key.end == key.name.end else { return false }
        var (begin, dots) = (key.name.start, 0)
        while ByteClass.isName(text[begin - 1]) || text[begin - 1] == UInt8(ascii: ".") {
            begin -= 1
            if text[begin] == UInt8(ascii: ".") { dots += 1 }
        }
        return dots > 0 && ByteClass.isLower(text[begin]) && begin == text.skippingBlanks(line.start)
    }

    /// A password's name in capitals, or with one, begins the line, and more than a blank parts it from its value.
    private func isLabel(_ here: Int) -> Bool {
        guard text.has("passw", at: key.name.start), ByteClass.isUpper(text[key.name.start]), key.name.count <= 10,
            text.skippingBlanks(line.start) == key.name.start, key.end == key.name.end
        else { return false }
        return here - key.end > 2 || text[key.end] == UInt8(ascii: "\t")
    }

    /// What no name of a type, word of a sentence or piece of code looks like.
    private func isMade(_ span: ByteSpan) -> Bool {
        let first = text[span.start]
        guard ByteClass.isAlphanumeric(first) || first >= 0x80 || "!#@&*+".utf8.contains(first) else { return false }
        return text.mixesLettersAndDigits(span, without: "(){}<>=,;")
    }

    /// What a list of terms of AsciiDoc or Org says of a password or key: the last word of its line, and made.
    func described(_ here: Int) -> ValueSite? {
        guard isLastWord(here), let site = ValueReader(text: text).bare(here, isLine: true), site.span.count >= 6,
            isMade(site.span)
        else { return nil }
        return ValueSite(span: site.span, end: site.end, evidence: [.keyAmbiguous])
    }

    /// `api key 7d1e0f92…`, `ACME_TOKEN 7d1e0f92…`: a long value that no word looks like, at the end of its line.
    private func lone(_ here: Int) -> ValueSite? {
        // `!secret   wifi_password_2`: what stands in another file under that name.
        guard key.quote == 0, key.before != UInt8(ascii: "."), key.before != UInt8(ascii: "!"),
            !ByteClass.isQuote(text[key.end]),
            let site = ValueReader(text: text).bare(here, isLine: false),
            site.span.count >= 16, site.span.count <= 200
        else { return nil }
        let next = text[text.skippingBlanks(site.end)]
        guard next < 0x20 || next == UInt8(ascii: "<") && text[site.end] == next else { return nil }
        var digits = 0
        for offset in site.span.start..<site.span.end {
            let byte = text[offset]
            if ByteClass.isDigit(byte) { digits += 1 }
            guard
                ByteClass.isName(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
                    || byte == UInt8(ascii: ".")
                    // It pads at the end only: `ssh_pass=x ssh_port=22` goes on with another name.
                    || byte == UInt8(ascii: "=")
                        && (text[offset + 1] == byte || offset + 1 == site.span.end)
            else { return nil }
        }
        guard digits >= 3 else { return nil }
        return ValueSite(span: site.span, end: site.end, evidence: [.bareValue, .keyAmbiguous])
    }

    /// `machine git.example.org login ada password …`: the word before the key has a word of netrc before it.
    private var isNetrc: Bool {
        var word = key.name.start - 1
        guard ByteClass.isBlank(text[word]) else { return false }
        while ByteClass.isBlank(text[word]) { word -= 1 }
        while text[word] > 0x20 { word -= 1 }
        // `login and password should be equal`
        if text.has(" and ", at: word) || text.has(" or ", at: word) { return false }
        return text.has("login", at: word - 5) || text.has("machine", at: word - 7)
    }

    /// `login anonymous password ada@shop.example`: who asks for public files says who he is, and opens nothing.
    private var isAnonymous: Bool {
        var word = key.name.start - 1
        while word > text.start, ByteClass.isWhitespace(text[word]) { word -= 1 }
        return text.has("login anonymous", at: word - 14) || text.has("login ftp", at: word - 8)
    }

    /// Nothing but blanks follows the word at `here` on its line.
    private func isLastWord(_ here: Int) -> Bool {
        var end = here
        while text[end] > 0x20 { end += 1 }
        // The same in a document's markup.
        if (here..<end).contains(where: { text[$0] == UInt8(ascii: "<") && text[$0 + 1] == UInt8(ascii: "/") }) {
            return false
        }
        // The end of a sentence that began on the line before.
        let isWord = (here..<max(here, end - 1)).allSatisfy { ByteClass.isLower(text[$0]) }
        if text[end - 1] == UInt8(ascii: "."), isWord { return false }
        return text[text.skippingBlanks(end)] < 0x20
    }
}
