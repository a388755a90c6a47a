internal import Model

/// Values between tags: XML, plist, HTML.
struct ElementReader {
    let text: WindowText
    let key: KeySite

    /// `<password>x</password>`, `<password type="text">x</password>`.
    func element(_ here: Int) -> ValueSite? {
        guard key.before == UInt8(ascii: "<") || key.before == UInt8(ascii: ":") else { return nil }
        return content(here)
    }

    /// `<key>password</key><string>x</string>`, `<name>password</name><value>x</value>`.
    func sibling(_ here: Int) -> ValueSite? {
        guard key.before == UInt8(ascii: ">") else { return nil }
        var next = here
        while next < here + 40, text[next] != UInt8(ascii: ">") { next += 1 }
        guard text[next] == UInt8(ascii: ">") else { return nil }
        next = text.skippingWhitespace(next + 1)
        guard text.has("<string>", at: next) || text.has("<value>", at: next) else { return nil }
        return content(text.has("<string>", at: next) ? next + 7 : next + 6)
    }

    /// The text between the `>` at `here` and the next tag, or the line's end.
    private func content(_ here: Int) -> ValueSite? {
        let begin = text.skippingWhitespace(here + 1)
        var end = begin
        while end < text.end, end - begin < ValueReader.limit, text[end] != UInt8(ascii: "<"),
            text[end] != UInt8(ascii: "\n")
        { end += 1 }
        guard end > begin, text[end] == UInt8(ascii: "<") || text[end] == UInt8(ascii: "\n") else { return nil }
        while end > begin, ByteClass.isWhitespace(text[end - 1]) { end -= 1 }
        return ValueSite(span: ByteSpan(begin, end), end: end, evidence: [.quoted])
    }
}
