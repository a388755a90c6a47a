internal import Model

/// Values between tags: XML, plist, HTML.
struct ElementReader {
    let text: WindowText
    let key: KeySite

    /// `<password>x</password>`; `<property name="db.password">x</property>` and, with the value first,
    /// `<property value="x" name="db.password"/>`.
    /// - Parameter here: the `>` or `/>` behind the key.
    func element(_ here: Int) -> ValueSite? {
        if key.before == UInt8(ascii: "<") || key.before == UInt8(ascii: ":") && hasPrefix {
            // `ldap://<user>:<password>@host` has no elements: each stands for a part of the URL.
            if text[here + 1] == UInt8(ascii: "@") || isArgumentOfType { return nil }
            // "<password>" is a stand-in within quotes, and </s:password> the end of an element.
            let quote = text[here + 1] == UInt8(ascii: "\\") ? text[here + 2] : text[here + 1]
            if ByteClass.isQuote(quote), quote == text[key.name.start - 2] { return nil }
            if isClosing { return nil }
            return text[here] == UInt8(ascii: ">") ? content(here) : nil
        }
        guard ByteClass.isQuote(text[here - 1]), let attribute = attributeStart() else { return nil }
        if let site = valueBefore(attribute) { return site }
        return text[here] == UInt8(ascii: ">") && !isDocumentation ? content(here) : nil
    }

    /// `/// <param name="password">The user's password</param>` of C#, and `'''` of Visual Basic: what a parameter is for.
    private var isDocumentation: Bool {
        let begin = text.skippingBlanks(text.lineStart(key.name.start))
        return text.has("///", at: begin) || text.has("'''", at: begin)
    }

    /// `<b>Password:</b> x`, `Password: <code>x</code>`: what a page says, past the tags that only set it in another type.
    func inline(_ start: Int) -> ValueSite? {
        let names: [StaticString] = [
            "b>", "strong>", "i>", "em>", "code>", "tt>", "kbd>", "span>", "dt>", "dd>", "label>", "pre>",
        ]
        var here = start
        while text[here] == UInt8(ascii: "<"), here < start + 120 {
            let name = text[here + 1] == UInt8(ascii: "/") ? here + 2 : here + 1
            guard let tag = names.first(where: { text.has($0, at: name) }) else { return nil }
            here = text.skippingWhitespace(name + tag.utf8CodeUnitCount)
            while text.has("&nbsp;", at: here) { here = text.skippingWhitespace(here + 6) }
        }
        guard let site = ValueReader(text: text).bare(here, isLine: false), site.span.count >= 6,
            text.mixesLettersAndDigits(site.span, without: "(){}<>=,;$/"),
            text[site.end] == UInt8(ascii: "<") || text[text.skippingBlanks(site.end)] < 0x20
        else { return nil }
        return ValueSite(span: site.span, end: site.end, evidence: [])
    }

    /// `<s:password>`; a colon may stand in an attribute, too: `href="#std:setting-PASSWORD"`.
    private var hasPrefix: Bool {
        var open = key.name.start - 2
        while open > key.name.start - 40, ByteClass.isName(text[open]) || text[open] == UInt8(ascii: "/") { open -= 1 }
        // A line feed may be written as an escape before it.
        return text[open] == UInt8(ascii: "<")
    }

    private var isClosing: Bool {
        var open = key.name.start - 1
        while open > key.name.start - 40, ByteClass.isName(text[open]) || text[open] == UInt8(ascii: ":") { open -= 1 }
        return text[open] == UInt8(ascii: "/") && text[open - 1] == UInt8(ascii: "<")
    }

    /// `Task<Secret>(null)`, `map.get<Token>(name)`: what a type is made for.
    private var isArgumentOfType: Bool {
        // A line feed may be written as an escape.
        key.before == UInt8(ascii: "<") && ByteClass.isName(text[key.name.start - 2])
            && text[key.name.start - 3] != UInt8(ascii: "\\")
    }

    /// `<password type="text">x</password>`.
    func element(behindAttributes start: Int) -> ValueSite? {
        var here = start
        while here < start + 200, text[here] != UInt8(ascii: ">"), text[here] != UInt8(ascii: "<"), text[here] >= 0x20 {
            here += 1
        }
        guard text[here] == UInt8(ascii: ">"), text[here - 1] != UInt8(ascii: "/"), ByteClass.isQuote(text[here - 1])
        else { return nil }
        return content(here)
    }

    /// `<data name="ApiSecret" xml:space="preserve"><value>x</value>` of .NET's resources and settings.
    /// - Parameter start: behind the quote that ends the name.
    func element(behindName start: Int) -> ValueSite? {
        guard ByteClass.isQuote(text[start - 1]), var here = attributeStart() else { return nil }
        // The first attribute, that is: `<input type="hidden" name="token" value="…">` has no content.
        repeat { here -= 1 } while ByteClass.isBlank(text[here])
        while ByteClass.isName(text[here]) { here -= 1 }
        return text[here] == UInt8(ascii: "<") ? element(behindAttributes: start) : nil
    }

    /// Where the attribute begins whose value ends in the key: `name="db.password"`, `key="…"`.
    private func attributeStart() -> Int? {
        var here = outerStart - 1
        guard ByteClass.isQuote(text[here]), text[here - 1] == UInt8(ascii: "=") else { return nil }
        here -= 1
        return text.has("name", at: here - 4) ? here - 4 : text.has("key", at: here - 3) ? here - 3 : nil
    }

    /// Where the dotted name begins that the key ends.
    private var outerStart: Int {
        var here = key.name.start
        while here > key.name.start - 80, ByteClass.isName(text[here - 1]) || text[here - 1] == UInt8(ascii: ".") {
            here -= 1
        }
        return here
    }

    /// `value="x"` right before the attribute at `end`.
    private func valueBefore(_ end: Int) -> ValueSite? {
        var last = end - 1
        while ByteClass.isBlank(text[last]) { last -= 1 }
        guard ByteClass.isQuote(text[last]) else { return nil }
        var first = last - 1
        while first > last - ValueReader.limit, text[first] != text[last], text[first] >= 0x20 { first -= 1 }
        guard text[first] == text[last], text.has("value=", at: first - 6), last > first + 1, !isButton(at: first)
        else {
            return nil
        }
        return ValueSite(span: ByteSpan(first + 1, last), end: last + 1, evidence: [.quoted])
    }

    /// `<input type="submit" value="Submit" name="changePassword">`: what stands on a button.
    private func isButton(at attribute: Int) -> Bool {
        var open = attribute
        while open > attribute - 300, text[open] != UInt8(ascii: "<"), text[open] >= 0x20 { open -= 1 }
        var close = key.name.end
        while close < key.name.end + 300, text[close] != UInt8(ascii: ">"), text[close] >= 0x20 { close += 1 }
        let kinds: [StaticString] = ["type=\"submit", "type=\"button", "type=\"reset", "type='submit", "type='button"]
        return (open..<close).contains { place in kinds.contains { text.has($0, at: place) } }
    }

    /// `<key>password</key><string>x</string>`, `<name>password</name><value>x</value>`, with attributes too.
    func sibling(_ here: Int) -> ValueSite? {
        // <string>…Key</string> is an item of a list.
        let isName =
            text.has("key>", at: outerStart - 4) || text.has("name>", at: outerStart - 5)
            || text.has("name\">", at: outerStart - 6)
        guard isName else { return nil }
        var next = here
        while next < here + 40, text[next] != UInt8(ascii: ">") { next += 1 }
        guard text[next] == UInt8(ascii: ">") else { return nil }
        next = text.skippingWhitespace(next + 1)
        guard text[next] == UInt8(ascii: "<") else { return nil }
        var end = next + 1
        while ByteClass.isName(text[end]), end - next < 40 { end += 1 }
        var close = end
        while close < end + 120, text[close] != UInt8(ascii: ">"), text[close] >= 0x20 { close += 1 }
        guard text[close] == UInt8(ascii: ">"), text[close - 1] != UInt8(ascii: "/") else { return nil }
        // <param-value>, <env-entry-value>, <stringProp name="Argument.value">
        let isValue =
            text.has("value", at: end - 5) || text.has("<string", at: end - 7) || text.has("value\"", at: close - 6)
        return isValue ? content(close) : nil
    }

    /// `<key>name</key>` before what property lists hold: the name of a value, not a key.
    private func isKeyOfPropertyList(_ end: Int) -> Bool {
        guard key.name.count == 3, text.has("</key>", at: end) else { return false }
        let next = text.skippingWhitespace(end + 6)
        let types: [StaticString] = [
            "<string", "<dict", "<array", "<true", "<false", "<integer", "<real", "<date", "<data",
        ]
        return types.contains { text.has($0, at: next) }
    }

    /// The text between the `>` at `here` and the next tag, or the line's end.
    private func content(_ here: Int) -> ValueSite? {
        var begin = text.skippingWhitespace(here + 1)
        if text.has("<value>", at: begin) { begin = text.skippingWhitespace(begin + 7) }
        if text.has("<![cdata[", at: begin) {
            begin += 9
            var end = begin
            while end < text.end, end - begin < ValueReader.limit, text[end] != UInt8(ascii: "]"), text[end] >= 0x20 {
                end += 1
            }
            guard text[end] == UInt8(ascii: "]"), end > begin else { return nil }
            return ValueSite(span: ByteSpan(begin, end), end: end, evidence: [.quoted])
        }
        var end = begin
        while end < text.end, end - begin < ValueReader.limit, text[end] != UInt8(ascii: "<"),
            text[end] != UInt8(ascii: "\n")
        { end += 1 }
        // `usage: add <user> [<password>]` opens no element.
        let next = text.skippingWhitespace(end)
        guard end > begin, text[next] == UInt8(ascii: "<"), text[next + 1] == UInt8(ascii: "/") else { return nil }
        if isKeyOfPropertyList(end) { return nil }
        while end > begin, ByteClass.isWhitespace(text[end - 1]) { end -= 1 }
        return ValueSite(span: ByteSpan(begin, end), end: end, evidence: [.quoted])
    }
}
