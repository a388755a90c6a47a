internal import Model

/// The value in a pair whose key is itself a value: `name: DB_PASSWORD` / `value: x`, `"name":"token","value":"x"`,
/// `name="password" value="x"`.
struct PairReader {
    let text: WindowText

    /// The value on the line before, where pairs are written with their value first.
    /// - Parameter key: where the name's value begins.
    func valueBefore(_ key: Int) -> ValueSite? {
        let line = text.lineStart(key)
        var here = text.skippingBlanks(line)
        if text[here] == UInt8(ascii: "-") { return nil }
        guard line > text.start, text.has("name:", at: here) else { return nil }
        here = text.skippingBlanks(text.lineStart(line - 1))
        if text[here] == UInt8(ascii: "-") { here = text.skippingBlanks(here + 1) }
        guard text.has("value:", at: here) else { return nil }
        here = text.skippingBlanks(here + 6)
        guard text[here] > 0x20 else { return nil }
        let reader = ValueReader(text: text)
        return reader.quoted(here) ?? reader.bare(here, isLine: true)
    }

    /// `value: x` below `name: STRIPE_KEY`: names that end in words too frequent to be looked for at the end of a line.
    /// - Parameter word: where `value:` stands.
    func namedBefore(_ word: Int) -> (name: ByteSpan, site: ValueSite)? {
        let line = text.lineStart(word)
        guard text.skippingBlanks(line) == word, line > text.start else { return nil }
        var here = text.skippingBlanks(text.lineStart(line - 1))
        if text[here] == UInt8(ascii: "-") { here = text.skippingBlanks(here + 1) }
        guard text.has("name:", at: here) || text.has("key:", at: here) else { return nil }
        here = text.skippingBlanks(here + (text.has("name:", at: here) ? 5 : 4))
        if ByteClass.isQuote(text[here]) { here += 1 }
        var end = here
        while ByteClass.isName(text[end]) || text[end] == UInt8(ascii: ".") { end += 1 }
        let rest = text.skippingBlanks(ByteClass.isQuote(text[end]) ? end + 1 : end)
        guard end > here, text[rest] < 0x20 else { return nil }
        let start = text.skippingBlanks(word + 6)
        let reader = ValueReader(text: text)
        guard text[start] > 0x20, let site = reader.quoted(start) ?? reader.bare(start, isLine: true) else {
            return nil
        }
        return (ByteSpan(here, end), site)
    }

    /// `"value": "x", "name": "DB_PASSWORD"`: the value in the member before.
    /// - Parameter quote: where the name's value begins.
    func memberBefore(_ quote: Int) -> ValueSite? {
        guard let name = memberName(endingBefore: quote),
            text.has("name", at: name.end - 4) || text.has("key", at: name.end - 3)
        else { return nil }
        var here = skippingWhitespaceBack(name.start - 2)
        guard text[here] == UInt8(ascii: ",") else { return nil }
        here = skippingWhitespaceBack(here - 1)
        guard text[here] == UInt8(ascii: "\"") else { return nil }
        var open = here - 1
        while open > here - ValueReader.limit, text[open] >= 0x20, text[open] != UInt8(ascii: "\"") { open -= 1 }
        guard text[open] == UInt8(ascii: "\""), let value = memberName(endingBefore: open),
            text.has("value", at: value.end - 5)
        else { return nil }
        return ValueReader(text: text).quoted(open)
    }

    /// `UPDATE settings SET value = 'x' WHERE name = 'api_token'`.
    /// - Parameter quote: where the name's literal begins.
    func updatedBefore(_ quote: Int) -> ValueSite? {
        var here = skippingBlanksBack(quote - 1)
        guard text[here] == UInt8(ascii: "=") else { return nil }
        here = skippingBlanksBack(here - 1) + 1
        while ByteClass.isName(text[here - 1]) { here -= 1 }
        guard text.has("where ", at: here - 6) else { return nil }
        let line = text.lineStart(quote)
        guard let set = (line..<here).first(where: { text.has(" set ", at: $0) }) else { return nil }
        var sign = text.skippingBlanks(set + 5)
        while ByteClass.isName(text[sign]) { sign += 1 }
        sign = text.skippingBlanks(sign)
        return text[sign] == UInt8(ascii: "=") ? ValueReader(text: text).quoted(text.skippingBlanks(sign + 1)) : nil
    }

    private func skippingBlanksBack(_ start: Int) -> Int {
        var here = start
        while ByteClass.isBlank(text[here]) { here -= 1 }
        return here
    }

    /// The name in `"name": ` before the quote at `quote`.
    private func memberName(endingBefore quote: Int) -> ByteSpan? {
        var end = skippingWhitespaceBack(quote - 1)
        guard text[end] == UInt8(ascii: ":") else { return nil }
        end = skippingWhitespaceBack(end - 1)
        guard text[end] == UInt8(ascii: "\"") else { return nil }
        var start = end
        while ByteClass.isName(text[start - 1]), end - start < 40 { start -= 1 }
        return text[start - 1] == UInt8(ascii: "\"") ? ByteSpan(start, end) : nil
    }

    private func skippingWhitespaceBack(_ start: Int) -> Int {
        var here = start
        while here > text.start, ByteClass.isWhitespace(text[here]) { here -= 1 }
        return here
    }

    /// Behind `value`, `ParameterValue`, `\"value` at `start`; nil if another word stands there.
    private func behindValueWord(_ start: Int) -> Int? {
        if text.has("\\\"value", at: start) { return start + 5 }
        // android:value="x"
        if text.has("android:value", at: start) { return start + 13 }
        var end = start
        while ByteClass.isLetter(text[end]), end - start < 24 { end += 1 }
        if text.has("value", at: start) { return start + 5 }
        let before: [StaticString] = ["parameter", "param", "property", "setting", "variable", "env", "default"]
        let isNamed = before.contains { $0.utf8CodeUnitCount == end - start - 5 && text.has($0, at: start) }
        return isNamed && text.has("value", at: end - 5) ? end : nil
    }

    /// - Parameter start: behind the key, its closing quote, a comma and white space.
    func value(_ start: Int) -> ValueSite? {
        var here = start
        if text[here] == UInt8(ascii: ",") { here = text.skippingWhitespace(here + 1) }
        let quote = text[here]
        if ByteClass.isQuote(quote) { here += 1 }
        guard let end = behindValueWord(here) else { return nil }
        here = end
        // valueFrom, values…
        guard !ByteClass.isName(text[here]) else { return nil }
        if ByteClass.isQuote(text[here]) { here += 1 }
        here = text.skippingBlanks(here)
        guard text[here] == UInt8(ascii: "=") || text[here] == UInt8(ascii: ":") else { return nil }
        if text[here + 1] == UInt8(ascii: ">") { here += 1 }
        let sign = text[here]
        here = text.skippingBlanks(here + 1)
        let reader = ValueReader(text: text)
        if let site = reader.quoted(here) { return site }
        guard sign == UInt8(ascii: ":"), quote != UInt8(ascii: "\""), text[here] > 0x20 else { return nil }
        return reader.bare(here, isLine: true)
    }
}
