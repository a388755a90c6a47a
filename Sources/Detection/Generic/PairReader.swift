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

    /// - Parameter start: behind the key, its closing quote, a comma and white space.
    func value(_ start: Int) -> ValueSite? {
        var here = start
        if text[here] == UInt8(ascii: ",") { here = text.skippingWhitespace(here + 1) }
        let quote = text[here]
        if ByteClass.isQuote(quote) { here += 1 }
        guard text.has("value", at: here) || text.has("\\\"value", at: here) else { return nil }
        here += 5
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
