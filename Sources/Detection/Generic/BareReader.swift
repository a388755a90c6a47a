internal import Model

/// Values without quotes behind `=` or `:`: literal in configuration files and in strings, an expression in code.
struct BareReader {
    let text: WindowText
    let key: KeySite
    let line: ByteSpan

    func value(_ here: Int, operator sign: UInt8, hasBlank: Bool) -> ValueSite? {
        // What is left is a comment.
        guard text[here] != UInt8(ascii: "#") || sign == UInt8(ascii: "=") && !hasBlank else { return nil }
        if key.before == UInt8(ascii: "."),
            text.has("self", at: key.name.start - 5) || text.has("this", at: key.name.start - 5)
        {
            return nil
        }
        guard !isTyped(here) else { return nil }
        let enclosing = enclosingQuote()
        guard var site = ValueReader(text: text).bare(here, isLine: enclosing == 0 && beginsLine), !isMember(site.span)
        else { return nil }
        let endsElement = text[site.end] == UInt8(ascii: "<") && text[site.end + 1] == UInt8(ascii: "/")
        if enclosing != 0 || endsElement {
            // "password=x" within a literal, or a URL's query: literal text, up to the quote; `password: x</p>` in a
            // page.
            site.evidence.remove(.bareValue)
            if enclosing != 0 { site.evidence.insert(.inString) }
        } else if endsExpression(site.end, operator: sign, hasBlank: hasBlank) {
            return nil
        }
        site.evidence.formUnion(company(of: site, operator: sign, hasBlank: hasBlank))
        return site
    }

    /// What follows a bare word in code: the end of a statement, of an argument, the begin of a block.
    private func endsExpression(_ end: Int, operator sign: UInt8, hasBlank: Bool) -> Bool {
        switch text[end] {
        case _ where text[end - 1] == UInt8(ascii: "{"): true
        case UInt8(ascii: ")"), UInt8(ascii: "{"): true
        // NAME=value; as shells write it.
        case UInt8(ascii: ";"): sign == UInt8(ascii: ":") || hasBlank
        default: false
        }
    }

    /// `null`, `None`, `string`, `true`: quickly told, and frequent.
    private func isTyped(_ start: Int) -> Bool {
        var hash = WordHash()
        var end = start
        while end < start + 10, ByteClass.isLetter(text[end]) {
            hash.add(text[end] | 0x20)
            end += 1
        }
        return !ByteClass.isName(text[end]) && PlaceholderLexicon.meaning(of: hash) == .literal
    }

    /// `Name::member`, `$name->member`, `name.member` without digits: no literal has these.
    private func isMember(_ span: ByteSpan) -> Bool {
        var isWords = true
        var members = 0
        for offset in span.start..<span.end {
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

    /// The quote of the literal in which the key stands; 0 outside of literals.
    func enclosingQuote() -> UInt8 {
        var open: UInt8 = 0
        var here = max(line.start, text.start)
        while here < key.name.start {
            let byte = text[here]
            if byte == UInt8(ascii: "\\") {
                here += 2
                continue
            }
            if open == 0 {
                // An apostrophe within a word opens nothing.
                if ByteClass.isQuote(byte), byte != UInt8(ascii: "'") || !ByteClass.isAlphanumeric(text[here - 1]) {
                    open = byte
                }
            } else if byte == open {
                open = 0
            }
            here += 1
        }
        return open
    }

    /// What stands behind the value on its line.
    private func company(of site: ValueSite, operator sign: UInt8, hasBlank: Bool) -> EvidenceSet {
        let next = text.skippingBlanks(site.end)
        guard next > site.end, text[next] > 0x20 else { return [] }
        switch text[next] {
        case UInt8(ascii: "#"): return []
        case UInt8(ascii: "/") where text[next + 1] == UInt8(ascii: "/"): return []
        case UInt8(ascii: "-"), UInt8(ascii: "\\"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ";"),
            UInt8(ascii: ">"):
            return []
        case UInt8(ascii: "?"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "{"), UInt8(ascii: "("):
            return [.looksLikeCode]
        default: break
        }
        // name=value name=value, VAR=value command: shells and connection strings. A colon or blanks: words go on.
        if sign == UInt8(ascii: "="), !hasBlank { return [] }
        return [.inSentence]
    }
}
