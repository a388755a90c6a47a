internal import Model

/// The literal that a function or a property has as its value: `getPassword() { return "x"; }`, `def api_key(self):` and
/// `return "x"` below it, `Password { get { return "x"; } }`, `fun token() = "x"`.
struct ReturnedLiteral {
    let text: WindowText

    private var values: ValueReader { ValueReader(text: text) }

    /// Bytes of a type, of what is thrown, of a line break before the brace.
    private static let reach = 60

    /// - Parameter start: behind the bracket that opens the parameters, of which there are none.
    func ofFunction(_ start: Int) -> ValueSite? {
        var here = text.skippingBlanks(start)
        for word in ["self", "cls", "this", "void"] as [StaticString] where text.has(word, at: here) {
            here = text.skippingBlanks(here + word.utf8CodeUnitCount)
            break
        }
        return text[here] == UInt8(ascii: ")") ? behindParameters(here + 1) : nil
    }

    /// `var apiKey: String { "x" }` of Swift.
    /// - Parameter start: where the type begins.
    func ofProperty(_ start: Int) -> ValueSite? {
        guard ByteClass.isUpper(text[start]) else { return nil }
        var here = start
        while ByteClass.isName(text[here]) || text[here] == UInt8(ascii: "?") { here += 1 }
        here = text.skippingBlanks(here)
        return text[here] == UInt8(ascii: "{") ? inBraces(here) : nil
    }

    private func behindParameters(_ start: Int) -> ValueSite? {
        var here = start
        while here < start + Self.reach {
            switch text[here] {
            case UInt8(ascii: "{"): return inBraces(here)
            case UInt8(ascii: "=") where text[here + 1] == UInt8(ascii: ">") && text[here + 2] == 0x20:
                return text[text.skippingBlanks(here + 2)] == UInt8(ascii: "{")
                    ? inBraces(text.skippingBlanks(here + 2)) : values.quoted(text.skippingWhitespace(here + 2))
            case UInt8(ascii: "=") where text[here + 1] == 0x20 && text[here - 1] == 0x20:
                return values.quoted(text.skippingWhitespace(here + 1))
            case UInt8(ascii: ":") where isLineEnd(text.skippingBlanks(here + 1)):
                return returned(text.skippingWhitespace(here + 1)).flatMap {
                    isLineEnd(text.skippingBlanks($0.end)) ? $0 : nil
                }
            case let byte
            where ByteClass.isName(byte) || ByteClass.isWhitespace(byte) || ":<>?&'*.[]".utf8.contains(byte):
                here += 1
            default: return nil
            }
        }
        return nil
    }

    /// `{ return "x"; }`, `{ get { return "x"; } }`, `{ get => "x"; }`, `{ "x" }`.
    func inBraces(_ brace: Int) -> ValueSite? {
        var here = text.skippingWhitespace(brace + 1)
        if text.has("get", at: here) {
            here = text.skippingWhitespace(here + 3)
            if text[here] == UInt8(ascii: "{") { return inBraces(here) }
            guard text[here] == UInt8(ascii: "="), text[here + 1] == UInt8(ascii: ">") else { return nil }
            return values.quoted(text.skippingBlanks(here + 2))
        }
        if let site = returned(here) { return ";}\n".utf8.contains(text[text.skippingBlanks(site.end)]) ? site : nil }
        guard let site = values.quoted(here) else { return nil }
        return text[text.skippingWhitespace(site.end)] == UInt8(ascii: "}") ? site : nil
    }

    private func isLineEnd(_ here: Int) -> Bool { text[here] < 0x20 }

    private func returned(_ here: Int) -> ValueSite? {
        text.has("return ", at: here) ? values.quoted(text.skippingBlanks(here + 7)) : nil
    }
}
