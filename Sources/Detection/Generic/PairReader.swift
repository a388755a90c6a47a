internal import Model

/// The value in a pair whose key is itself a value: `name: DB_PASSWORD` / `value: x`, `"name":"token","value":"x"`,
/// `name="password" value="x"`.
struct PairReader {
    let text: WindowText

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
