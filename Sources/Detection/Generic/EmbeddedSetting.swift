internal import Model

/// Settings in a literal of several lines, which a program writes to a file or hands on: what stands there without quotes
/// is the value itself, and no expression of the program's language.
///
///     config = """
///     datasource:
///       password: kq81…
///     """
struct EmbeddedSetting {
    let text: WindowText
    let key: KeySite
    let site: ValueSite

    /// Whether the line, the ones beside it and the value are of settings.
    var isOne: Bool {
        guard key.quote == 0, text[text.skippingBlanks(site.end)] < 0x20, isMade else { return false }
        let line = text.lineStart(key.name.start)
        var begin = text.skippingBlanks(line)
        if text.has("export ", at: begin) {
            return text.skippingBlanks(begin + 7) == key.name.start && text[key.name.end] == UInt8(ascii: "=")
        }
        if text[begin] == UInt8(ascii: "-"), text[begin + 1] == 0x20 { begin = text.skippingBlanks(begin + 1) }
        // `--key Zk81…` of a command, alone on its line, is read by others.
        guard begin == key.name.start, text[key.name.end] == UInt8(ascii: ":"), text[key.name.end + 1] == 0x20,
            line > text.start
        else { return false }
        return isOpening(ByteSpan(text.lineStart(line - 1), line - 1)) && !isClosed(behind: text.lineEnd(site.end))
    }

    /// Letters and digits by turns, as no name of a type or variable has them.
    private var isMade: Bool {
        var (groups, letters) = (0, 0)
        for index in site.span.start..<site.span.end {
            let byte = text[index]
            if ByteClass.isDigit(byte) {
                if !ByteClass.isDigit(text[index - 1]) || index == site.span.start { groups += 1 }
            } else if ByteClass.isLetter(byte) {
                letters += 1
            } else if "(){}[]<>,;\"'`=\\".utf8.contains(byte) {
                return false
            }
        }
        return letters > 0 && groups >= 2 && site.span.count >= 6
    }

    /// A line that opens a literal or a section, or is a setting itself; within an object it would end in a comma or a brace.
    private func isOpening(_ line: ByteSpan) -> Bool {
        var end = line.end
        while end > line.start, text[end - 1] <= 0x20 { end -= 1 }
        guard end > line.start else { return true }
        let last = text[end - 1]
        if last == UInt8(ascii: ":") || last == UInt8(ascii: "`") { return true }
        if ByteClass.isQuote(last) {
            return text[end - 2] == last && text[end - 3] == last
                || (line.start..<end - 1).contains { text[$0] == last }
        }
        if (line.start..<end).contains(where: { text[$0] == UInt8(ascii: "<") && text[$0 + 1] == UInt8(ascii: "<") }) {
            return true
        }
        guard !",;{([=|&+".utf8.contains(last) else { return false }
        var name = text.skippingBlanks(line.start)
        if text[name] == UInt8(ascii: "-") { name = text.skippingBlanks(name + 1) }
        if text.has("export ", at: name) { return true }
        let begin = name
        while ByteClass.isName(text[name]) || text[name] == UInt8(ascii: ".") { name += 1 }
        return name > begin && text[name] == UInt8(ascii: ":") && text[name + 1] <= 0x20
    }

    /// Whether a bracket or a comma follows, as in an object or a call.
    private func isClosed(behind end: Int) -> Bool {
        let next = text[text.skippingWhitespace(end)]
        return "})],".utf8.contains(next) && next != 0
    }
}
