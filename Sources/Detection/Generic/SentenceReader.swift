internal import Model

/// Reads what a sentence says a password or key is.
struct SentenceReader {
    let text: WindowText
    let key: KeySite

    /// `password is "x"`, `password for user 'a' is 'x'`.
    func value(_ start: Int) -> ValueSite? {
        guard ByteClass.isLower(text[start]) else { return nil }
        if let site = setting(start) { return site }
        var here = start
        let limit = start + 48
        // The password and the user are set, and the branch is `main`.
        if text.has("are ", at: start) || text.has("and ", at: start) { return nil }
        while here < limit, text[here] >= 0x20 {
            if text.has(" and ", at: here) { return nil }
            if text[here] == 0x20, text.has(" is ", at: here) || here == start {
                let value = here == start ? start : here + 4
                if ByteClass.isQuote(text[value]) { return prose(value) }
            }
            if here == start, key.name.count > 3, text.has("is ", at: here), ByteClass.isQuote(text[here + 3]) {
                return prose(here + 3)
            }
            if let site = spoken(here, from: start) { return site }
            here += 1
        }
        return nil
    }

    /// ``set `DB_PASSWORD` to `x` ``, `API_KEY should be set to "x"`: a name of a variable, and what no word looks like.
    func setting(_ start: Int) -> ValueSite? {
        let forms: [StaticString] = [
            "to ", "should be set to ", "must be set to ", "is set to ", "should be ", "must be ", "set to ",
            "with value ",
            "to be ",
        ]
        guard (key.name.start..<key.name.end).allSatisfy({ !ByteClass.isLower(text[$0]) }),
            let form = forms.first(where: { text.has($0, at: start) })
        else { return nil }
        let value = start + form.utf8CodeUnitCount
        guard ByteClass.isQuote(text[value]) else { return nil }
        return MarkdownReader(text: text, key: key).code(value)
    }

    /// `the password is …`, `the password for the server is …`; a key is by itself what people speak of.
    private func spoken(_ here: Int, from start: Int) -> ValueSite? {
        guard key.name.count > 3 else { return nil }
        if here == start { return text.has("is ", at: here) ? random(here + 3) : nil }
        let isAbout = text.has("for ", at: start) || text.has("of ", at: start) || text.has("on ", at: start)
        let isLabel = text[here] == UInt8(ascii: ":") && text[here + 1] == 0x20
        guard isAbout, isLabel || text.has(" is ", at: here),
            (start..<here).allSatisfy({ ByteClass.isName(text[$0]) || text[$0] == 0x20 })
        else { return nil }
        return random(here + (isLabel ? 2 : 4))
    }

    /// A word at the end of its sentence that none of a language looks like.
    private func random(_ here: Int) -> ValueSite? {
        guard var site = ValueReader(text: text).bare(here, isLine: false) else { return nil }
        if text[site.span.end - 1] == UInt8(ascii: ".") { site.span.end -= 1 }
        let next = text[site.end]
        guard site.span.count >= 8, site.span.count <= 200,
            next <= 0x20 || next == UInt8(ascii: ".") || next == UInt8(ascii: ",") || next == UInt8(ascii: ")")
        else { return nil }
        var (digits, upper, lower) = (0, 0, 0)
        for offset in site.span.start..<site.span.end {
            let byte = text[offset]
            if ByteClass.isDigit(byte) { digits += 1 }
            if ByteClass.isUpper(byte) { upper += 1 }
            if ByteClass.isLower(byte) { lower += 1 }
            guard byte != UInt8(ascii: "("), byte != UInt8(ascii: "/"), byte != UInt8(ascii: ":") else { return nil }
        }
        guard digits >= 2, lower >= 1, upper + lower >= 3 else { return nil }
        return ValueSite(span: site.span, end: site.end, evidence: [.keyAmbiguous])
    }

    private func prose(_ here: Int) -> ValueSite? {
        guard var site = ValueReader(text: text).quoted(here) else { return nil }
        site.evidence.insert(.keyAmbiguous)
        return site
    }
}
