internal import Model

/// Literals in which nothing is escaped, each with an end of its own.
struct RawLiteral {
    let text: WindowText

    /// `#"x"#` of Swift, `r##"x"##` of Rust.
    func betweenSigns(_ start: Int) -> ValueSite? {
        var begin = start
        while text[begin] == UInt8(ascii: "#"), begin - start < 4 { begin += 1 }
        guard text[begin] == UInt8(ascii: "\"") else { return nil }
        let signs = begin - start
        begin += 1
        var end = begin
        while end < text.end, end - begin < ValueReader.limit, text[end] != UInt8(ascii: "\n") {
            if text[end] == UInt8(ascii: "\""), (1...signs).allSatisfy({ text[end + $0] == UInt8(ascii: "#") }) {
                return ValueSite(span: ByteSpan(begin, end), end: end + 1 + signs, evidence: [.quoted])
            }
            end += 1
        }
        return nil
    }

    /// `R"(x)"`, `R"sep(x)sep"` of C++.
    /// - Parameter quote: behind the `R`.
    func inParentheses(_ quote: Int) -> ValueSite? {
        var begin = quote + 1
        while ByteClass.isName(text[begin]), begin - quote <= 16 { begin += 1 }
        guard text[begin] == UInt8(ascii: "(") else { return nil }
        let length = begin - quote - 1
        begin += 1
        var end = begin
        while end < text.end, end - begin < ValueReader.limit, text[end] != UInt8(ascii: "\n") {
            if text[end] == UInt8(ascii: ")"), text[end + length + 1] == UInt8(ascii: "\""),
                (0..<length).allSatisfy({ text[end + 1 + $0] == text[quote + 1 + $0] })
            {
                return ValueSite(span: ByteSpan(begin, end), end: end + length + 2, evidence: [.quoted])
            }
            end += 1
        }
        return nil
    }

    /// `<<<'EOT'` of PHP, `<<~EOS` of Ruby, `<<-EOF` of Terraform: the line below, if the next one ends the text.
    func heredoc(_ start: Int) -> ValueSite? {
        guard text[start] == UInt8(ascii: "<"), text[start + 1] == UInt8(ascii: "<") else { return nil }
        var name = start + 2
        if "<~-".utf8.contains(text[name]) { name += 1 }
        name = text.skippingBlanks(name)
        if ByteClass.isQuote(text[name]) { name += 1 }
        var end = name
        while ByteClass.isName(text[end]) { end += 1 }
        guard ByteClass.isLetter(text[name]), text[text.lineEnd(end)] != 0 else { return nil }
        let begin = text.skippingBlanks(behindLine(end))
        let last = text.lineEnd(begin)
        let close = text.skippingBlanks(behindLine(last))
        guard last > begin, last - begin < ValueReader.limit,
            (0..<end - name).allSatisfy({ text[close + $0] == text[name + $0] }),
            !ByteClass.isName(text[close + end - name])
        else { return nil }
        return ValueSite(span: ByteSpan(begin, last), end: last, evidence: [.quoted])
    }

    private func behindLine(_ offset: Int) -> Int {
        let end = text.lineEnd(offset)
        return text[end] == UInt8(ascii: "\r") ? end + 2 : end + 1
    }

    /// `[[x]]` of Lua, if it is one word that no link or class of characters looks like.
    func inBrackets(_ start: Int) -> ValueSite? {
        guard text[start + 1] == UInt8(ascii: "["), text[start] == UInt8(ascii: "[") else { return nil }
        let begin = start + 2
        var end = begin
        while text[end] > 0x20, text[end] != UInt8(ascii: "]"), end - begin < ValueReader.limit { end += 1 }
        let span = ByteSpan(begin, end)
        guard text[end] == UInt8(ascii: "]"), text[end + 1] == UInt8(ascii: "]"), span.count >= 6,
            text.mixesLettersAndDigits(span, without: "[\"'|:,(")
        else { return nil }
        return ValueSite(span: span, end: end + 2, evidence: [.quoted])
    }
}
