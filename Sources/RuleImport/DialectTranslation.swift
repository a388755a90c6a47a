internal import RuleFormat

/// What RE2 and Rust's regex write and PCRE2 reads otherwise or not at all.
enum DialectTranslation {
    /// A `-` beside a class within brackets (`[\w-.=]`, `[.-\d]`, `[[:alnum:]-_]`) stands for itself there; PCRE2 takes it
    /// for half of a range, which it then refuses.
    static func escapingDashes(in pattern: String) -> String {
        let text = Array(pattern.utf8)
        var result: [UInt8] = []
        var index = 0
        var isQuoted = false
        while index < text.count {
            if text[index] == UInt8(ascii: "\\") {
                let next = index + 1 < text.count ? text[index + 1] : 0
                if next == UInt8(ascii: "Q") { isQuoted = true }
                if next == UInt8(ascii: "E") { isQuoted = false }
                result += text[index..<min(index + 2, text.count)]
                index += 2
            } else if text[index] == UInt8(ascii: "["), !isQuoted {
                let end = endOfBrackets(text, from: index)
                result += escapingDashes(inBrackets: Array(text[index..<end]))
                index = end
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Behind the bracket that closes the one at `start`; the end of the text where none does.
    static func endOfBrackets(_ text: [UInt8], from start: Int) -> Int {
        var index = start + 1
        if index < text.count, text[index] == UInt8(ascii: "^") { index += 1 }
        // A bracket that comes first is one of the class.
        if index < text.count, text[index] == UInt8(ascii: "]") { index += 1 }
        while index < text.count, text[index] != UInt8(ascii: "]") { index += item(text, at: index).count }
        return min(index + 1, text.count)
    }

    /// What stands at a place within brackets: a byte, an escape or a named class.
    private static func item(_ text: [UInt8], at start: Int) -> (count: Int, isClass: Bool) {
        let next = start + 1 < text.count ? text[start + 1] : 0
        if text[start] == UInt8(ascii: "["), next == UInt8(ascii: ":"),
            let end = text[start...].firstIndex(of: UInt8(ascii: "]")), text[end - 1] == UInt8(ascii: ":"),
            end > start + 3
        {
            return (end + 1 - start, true)
        }
        guard text[start] == UInt8(ascii: "\\") else { return (1, false) }
        switch next {
        case UInt8(ascii: "p"), UInt8(ascii: "P"):
            guard start + 2 < text.count, text[start + 2] == UInt8(ascii: "{"),
                let end = text[start...].firstIndex(of: UInt8(ascii: "}"))
            else { return (3, true) }
            return (end + 1 - start, true)
        case UInt8(ascii: "x"):
            guard start + 2 < text.count, text[start + 2] == UInt8(ascii: "{"),
                let end = text[start...].firstIndex(of: UInt8(ascii: "}"))
            else { return (2, false) }
            return (end + 1 - start, false)
        default: return (2, "wWdDsShHvVNR".utf8.contains(next))
        }
    }

    private static func escapingDashes(inBrackets text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [text[0]]
        var index = 1
        var isBehindClass = false
        while index < text.count {
            let (count, isClass) = item(text, at: index)
            let end = min(index + count, text.count)
            let isDash = text[index] == UInt8(ascii: "-")
            let isBesideClass = isBehindClass || end < text.count && item(text, at: end).isClass
            if isDash, isBesideClass, end < text.count - 1 { result.append(UInt8(ascii: "\\")) }
            result += text[index..<end]
            isBehindClass = isClass
            index = end
        }
        return result
    }

    /// Whether it begins with `^` or ends with `$` and does not say that these are a line's (`(?m)`). Within a choice they
    /// stand beside classes that take line feeds, and mean much the same.
    static func isOfWholeText(_ pattern: String) -> Bool {
        var rest = Substring(pattern)
        while let match = rest.prefixMatch(of: /\(\?[a-zA-Z]*(?:-[a-zA-Z]*)?\)/) {
            if match.0.prefix(while: { $0 != "-" }).contains("m") { return false }
            rest = rest[match.range.upperBound...].drop(while: \.isWhitespace)
        }
        let escapes = rest.dropLast().reversed().prefix { $0 == "\\" }.count
        return rest.hasPrefix("^") || rest.hasSuffix("$") && escapes.isMultiple(of: 2)
    }

    /// Whether a pattern tells letters beyond ASCII apart, which needs whole characters; we compare bytes.
    static func namesOtherLetters(_ pattern: String) -> Bool {
        pattern.utf8.contains { $0 >= 0x80 } || pattern.contains(#"\p"#) || pattern.contains(#"\P"#)
    }
}
