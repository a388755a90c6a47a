internal import Model

/// Values without quotes behind `=` or `:`: literal in configuration files and in strings, an expression in code.
struct BareReader {
    let text: WindowText
    let key: KeySite
    let line: ByteSpan

    func value(_ here: Int, operator sign: UInt8, hasBlank: Bool) -> ValueSite? {
        // What is left is a comment.
        guard text[here] != UInt8(ascii: "#") || sign == UInt8(ascii: "=") && !hasBlank else { return nil }
        let enclosing = enclosingQuote()
        guard var site = ValueReader(text: text).bare(here, isLine: enclosing == 0 && beginsLine), !isMember(site.span) else { return nil }
        if enclosing != 0 {
            // "password=x" within a literal, or a URL's query: literal text, up to the quote.
            site.evidence.remove(.bareValue)
            if text[site.end] == UInt8(ascii: ";") || text[site.end] == UInt8(ascii: ")") { site.evidence.remove(.looksLikeCode) }
            site.evidence.insert(.inString)
        }
        site.evidence.formUnion(company(of: site, operator: sign, hasBlank: hasBlank))
        return site
    }

    /// `Name::member`, `$name->member`: no literal has these.
    private func isMember(_ span: ByteSpan) -> Bool {
        for offset in span.start..<span.end {
            let next = text[offset + 1]
            if text[offset] == UInt8(ascii: ":"), next == UInt8(ascii: ":") || next == UInt8(ascii: "=") { return true }
            if text[offset] == UInt8(ascii: "-"), next == UInt8(ascii: ">") { return true }
        }
        return false
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
        while here < key.name.start, ByteClass.isName(text[here]) || text[here] == UInt8(ascii: ".") || text[here] == UInt8(ascii: "/") || text[here] == UInt8(ascii: ":") || text[here] == UInt8(ascii: "_") { here += 1 }
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
                if ByteClass.isQuote(byte), byte != UInt8(ascii: "'") || !ByteClass.isAlphanumeric(text[here - 1]) { open = byte }
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
        case UInt8(ascii: "-"), UInt8(ascii: "\\"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: ">"): return []
        case UInt8(ascii: "?"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "{"), UInt8(ascii: "("): return [.looksLikeCode]
        default: break
        }
        // name=value name=value, VAR=value command: shells and connection strings. A colon or blanks: words go on.
        if sign == UInt8(ascii: "="), !hasBlank { return [] }
        return [.inSentence]
    }
}
