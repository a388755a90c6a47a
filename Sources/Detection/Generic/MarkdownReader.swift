internal import Model

/// Reads values that Markdown sets off: in bold, as typed, in the cells of a table.
struct MarkdownReader {
    let text: WindowText
    let key: KeySite

    private var values: ValueReader { ValueReader(text: text) }

    /// Where the words begin that Markdown sets in bold, the key the last of them: `**DB Password`; nil if it is not in bold.
    var labelStart: Int? {
        var here = key.name.start
        while key.name.start - here < 40,
            ByteClass.isAlphanumeric(text[here - 1]) || " -_/".utf8.contains(text[here - 1])
        { here -= 1 }
        return text.has("**", at: here - 2) && text[here] != 0x20 ? here : nil
    }

    /// What Markdown's bold label is for, where the value is all that is left of the line.
    func label(_ start: Int) -> ValueSite? {
        guard let begin = labelStart else { return nil }
        let here = text.skippingBlanks(start)
        // A ticket of those who work on something.
        if text.has("ticket", at: key.name.end - 6) { return nil }
        let isCode = text[here] == UInt8(ascii: "`")
        guard text[here] > 0x20, let site = isCode ? values.quoted(here) : values.bare(here, isLine: false) else {
            return nil
        }
        // Of several words some say what is done to a password: `**Change password**: done`.
        if begin < key.name.start {
            let label = KeyLexicon.judge(text, ByteSpan(begin, key.name.end))
            guard let label, !label.evidence.contains(.keyNamesPublic), isMade(site.span) else { return nil }
        }
        if isCode { return site }
        guard text[text.skippingBlanks(site.end)] < 0x20 else { return nil }
        return ValueSite(span: site.span, end: site.end, evidence: [.keyAmbiguous])
    }

    /// ``the password `x` ``: what Markdown shows as typed, if no word looks like it.
    func code(_ here: Int) -> ValueSite? {
        guard var site = values.quoted(here), site.span.count >= 6, site.span.count <= 64 else { return nil }
        let isWord = (site.span.start..<site.span.end).allSatisfy { text[$0] > 0x20 }
        guard isWord, isMade(site.span), !isPassedOn(site), !isArgument(site.span), !isCounted else { return nil }
        site.evidence.insert(.keyAmbiguous)
        return site
    }

    /// ``the 16,000 token `gpt-3.5-turbo-16k` model``: how many a model takes.
    private var isCounted: Bool {
        text[key.name.start - 1] == 0x20 && ByteClass.isDigit(text[key.name.start - 2]) && key.name.count <= 6
    }

    /// ``pass `stream_timeout=300` ``, ``passa `modalidade='9'` ``: an argument by its name.
    private func isArgument(_ span: ByteSpan) -> Bool {
        var here = span.start
        while ByteClass.isName(text[here]) { here += 1 }
        return here > span.start && text[here] == UInt8(ascii: "=") && here + 1 < span.end
            && text[here + 1] != UInt8(ascii: "=")
    }

    /// ``pass `-DX=1` to …``, ``you pass `SSL_OP_NO_TLSv1` ``: a verb, and what is handed on.
    private func isPassedOn(_ site: ValueSite) -> Bool {
        guard key.name.count == 4, text.has("pass", at: key.name.start) else { return false }
        let next = text.skippingBlanks(site.end)
        if text[site.span.start] == UInt8(ascii: "-") || ByteClass.isLetter(text[next]) { return true }
        let words: [StaticString] = [
            "to ", "can ", "must ", "may ", "should ", "you ", "we ", "or ", "please ", "not ", "either ", "only ",
        ]
        return words.contains { text.has($0, at: key.name.start - $0.utf8CodeUnitCount) }
    }

    /// `the password **x**`: what Markdown shows in bold, on the same terms.
    func bold(_ start: Int) -> ValueSite? {
        var end = start
        while end - start <= 64, text[end] > 0x20, text[end] != UInt8(ascii: "*") { end += 1 }
        guard text.has("**", at: end), end - start >= 6, isMade(ByteSpan(start, end)) else { return nil }
        return ValueSite(span: ByteSpan(start, end), end: end + 2, evidence: [.keyAmbiguous])
    }

    /// `| password | x |`, ``| `api_key` | `x` |``: a row of a Markdown table that the key begins, if no word looks like what
    /// the next cell holds.
    func cell(_ bar: Int) -> ValueSite? {
        let open = key.quote == UInt8(ascii: "`") ? key.name.start - 1 : key.name.start
        let begin = text.skippingBlanks(text.lineStart(key.name.start))
        guard text[begin] == UInt8(ascii: "|"), text.skippingBlanks(begin + 1) == open else { return nil }
        let here = text.skippingBlanks(bar + 1)
        if text[here] == UInt8(ascii: "`") { return code(here) }
        guard let site = values.bare(here, isLine: false), site.span.count >= 6, site.span.count <= 64,
            text[text.skippingBlanks(site.end)] == UInt8(ascii: "|"), isMade(site.span)
        else { return nil }
        return ValueSite(span: site.span, end: site.end, evidence: [.keyAmbiguous])
    }

    /// What no call and no path looks like.
    private func isMade(_ span: ByteSpan) -> Bool { text.mixesLettersAndDigits(span, without: "(/") }
}
