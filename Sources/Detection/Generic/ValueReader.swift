internal import Model

/// Reads one value: a quoted literal, a bare word, a literal within a call.
struct ValueReader {
    let text: WindowText
    /// Longer values are cut: a certificate is not a password.
    static let limit = 2048

    /// The literal that begins at `start` with a quote, perhaps behind a prefix (`b"`, `r'`, `@"`, `N'`) or as
    /// an escape (`\"`, `&quot;`).
    func quoted(_ start: Int) -> ValueSite? {
        var first = start
        var isFormatted = false
        // String prefixes of C#, C++, Python, Rust, SQL.
        if !ByteClass.isQuote(text[first]) {
            var prefix = 0
            while prefix < 2, isPrefix(text[first + prefix]) { prefix += 1 }
            if text[first + prefix] == UInt8(ascii: "#") { return RawLiteral(text: text).betweenSigns(first + prefix) }
            if prefix > 0, ByteClass.isQuote(text[first + prefix]) {
                if text[first + prefix - 1] == UInt8(ascii: "R"),
                    let site = RawLiteral(text: text).inParentheses(first + prefix)
                {
                    return site
                }
                isFormatted = (0..<prefix).contains { text.folded(first + $0) == UInt8(ascii: "f") }
                first += prefix
            }
        }
        let quote = text[first]
        if quote == UInt8(ascii: "q") { return ofPerl(first + 1) }
        if quote == UInt8(ascii: "%"), text.folded(first + 1) == UInt8(ascii: "q") { return ofPerl(first + 2) }
        if quote == UInt8(ascii: "\\"), ByteClass.isQuote(text[first + 1]) { return escaped(first) }
        if quote == UInt8(ascii: "&") { return entity(first) }
        if quote == 0xE2, text[first + 1] == 0x80 { return curled(first) }
        guard ByteClass.isQuote(quote) else { return nil }
        if text[first + 1] == quote, text[first + 2] == quote, quote != UInt8(ascii: "`") {
            // 'password=''' + name of Pascal and SQL
            // `… n password """,0,2`: quotes within a cell, and its end
            return "+|,".utf8.contains(text[first + 3]) ? nil : tripled(first)
        }
        guard let end = closing(quote, from: first + 1) else { return nil }
        return unwrapped(ByteSpan(first + 1, end)).map { span in
            // f"{name}-suffix"
            let isTemplate = isFormatted && (span.start..<span.end).contains { text[$0] == UInt8(ascii: "{") }
            return ValueSite(span: span, end: end + 1, evidence: isTemplate ? [.quoted, .isTemplate] : [.quoted])
        }
    }

    /// `q{x}`, `qq(x)` of Perl, `%q(x)` of Ruby: what stands between the brackets, if it is one word.
    private func ofPerl(_ start: Int) -> ValueSite? {
        let open = text[start] == UInt8(ascii: "q") ? start + 1 : start
        let close: UInt8
        switch text[open] {
        case UInt8(ascii: "{"): close = UInt8(ascii: "}")
        case UInt8(ascii: "("): close = UInt8(ascii: ")")
        case UInt8(ascii: "["): close = UInt8(ascii: "]")
        default: return nil
        }
        var end = open + 1
        while text[end] > 0x20, text[end] != close, text[end] != text[open], !ByteClass.isQuote(text[end]) { end += 1 }
        guard text[end] == close, end > open + 1 else { return nil }
        return ValueSite(span: ByteSpan(open + 1, end), end: end + 1, evidence: [.quoted])
    }

    /// Where the literal ends; nil if its line or the window ends before.
    private func closing(_ quote: UInt8, from begin: Int) -> Int? {
        var end = begin
        while end < text.end, end - begin < Self.limit {
            let here = text[end]
            if here == quote {
                // '' within SQL and YAML literals is one quote.
                let isDoubled = quote == UInt8(ascii: "'") && text[end + 1] == quote && end > begin
                guard isDoubled, ByteClass.isAlphanumeric(text[end + 2]) else { return end }
                end += 2
            } else if here == UInt8(ascii: "\n") || here == 0 {
                return nil
            } else {
                end += here == UInt8(ascii: "\\") && text[end + 1] != UInt8(ascii: "\n") ? 2 : 1
            }
        }
        return nil
    }

    /// Takes quotes within quotes and blanks off; nil if it is no literal but what stands between two of them.
    private func unwrapped(_ span: ByteSpan) -> ByteSpan? {
        var (begin, end) = (span.start, span.end)
        // '"value"' and '\"value\"', as build files write it.
        if end - begin > 2, ByteClass.isQuote(text[begin]), text[begin] == text[end - 1] {
            (begin, end) = (begin + 1, end - 1)
        }
        if end - begin > 4, text[begin] == UInt8(ascii: "\\"), ByteClass.isQuote(text[begin + 1]),
            text[end - 2] == UInt8(ascii: "\\")
        {
            (begin, end) = (begin + 2, end - 2)
        }
        // 's:64:"…";' of PHP's serialize
        if text[begin] == UInt8(ascii: "s"), text[begin + 1] == UInt8(ascii: ":"), text[end - 1] == UInt8(ascii: ";"),
            text[end - 2] == UInt8(ascii: "\""),
            let open = (begin + 2..<min(begin + 8, end)).first(where: { text[$0] == UInt8(ascii: "\"") }),
            open < end - 2
        {
            (begin, end) = (open + 1, end - 2)
        }
        // {noop}x of Spring
        if text.has("{noop}", at: begin), end - begin > 6 { begin += 6 }
        // "… = '" + name + "'": the literal that seems to begin here is the end of another.
        let isOther =
            text[begin] == UInt8(ascii: "\"") || text[begin] == UInt8(ascii: "'") || isConcatenation(begin, end)
        if end > begin, isOther || isGlue(text[begin]) && isGlue(text[end - 1]),
            !DrawnText.isDrawn(text, ByteSpan(begin, end))
        {
            return nil
        }
        while begin < end, ByteClass.isBlank(text[begin]) { begin += 1 }
        while end > begin, ByteClass.isBlank(text[end - 1]) { end -= 1 }
        return ByteSpan(begin, end)
    }

    /// `"&secret="+encode(secret),text+="`, `"BY ".quote($name)."`: names and calls between two literals.
    private func isConcatenation(_ begin: Int, _ end: Int) -> Bool {
        let (first, second) = (text[begin], text[begin + 1])
        // `",0,2,"`: the other columns of a row
        if first == UInt8(ascii: ",") {
            let hasCall = (begin..<end).contains { text[$0] == UInt8(ascii: "(") }
            // `",serial:"`: the name of the next member
            let isMember = text[end - 1] == UInt8(ascii: ":")
            if ByteClass.isLetter(second) || second == UInt8(ascii: "(") { return hasCall || isMember }
            return (begin..<end).allSatisfy {
                ByteClass.isDigit(text[$0]) || isGlue(text[$0]) || text[$0] == UInt8(ascii: "-")
            }
        }
        // `"))),Object(b)("`, `"}),(0,a.jsx)("` of scripts that were made small
        if first == UInt8(ascii: "}"), second == UInt8(ascii: ")"), end - begin > 6 {
            return (begin..<end).contains { text[$0] == UInt8(ascii: "(") }
        }
        if first == UInt8(ascii: ")"), second == first || second == UInt8(ascii: ",") || second == UInt8(ascii: ";") {
            return (begin..<end).contains { text[$0] == UInt8(ascii: "(") }
        }
        guard "+.)&".utf8.contains(first) else { return false }
        guard end - begin > 4,
            ByteClass.isLetter(second) || second == UInt8(ascii: "(") || second == UInt8(ascii: "$")
                || second == first || second == UInt8(ascii: "."),
            first != UInt8(ascii: ")") || second == UInt8(ascii: ".")
        else { return false }
        return (begin..<end).contains { text[$0] == UInt8(ascii: "(") || text[$0] == UInt8(ascii: "}") }
    }

    /// `"""text"""`: its first line.
    private func tripled(_ start: Int) -> ValueSite {
        let quote = text[start]
        let begin = text.skippingWhitespace(start + 3)
        var end = begin
        while end < text.end, end - begin < Self.limit, text[end] != quote, text[end] != UInt8(ascii: "\n") { end += 1 }
        return ValueSite(span: ByteSpan(begin, end), end: end, evidence: [.quoted])
    }

    /// What stands between a literal and a name in an expression.
    @inline(__always)
    private func isGlue(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "&") || byte == 0x20
            || byte == UInt8(ascii: ",")
    }

    @inline(__always)
    private func isPrefix(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "b"), UInt8(ascii: "r"), UInt8(ascii: "u"), UInt8(ascii: "f"), UInt8(ascii: "l"),
            UInt8(ascii: "n"), UInt8(ascii: "e"):
            true
        default: byte == UInt8(ascii: "@") || byte == UInt8(ascii: "$")
        }
    }

    /// `\"…\"` within another literal.
    private func escaped(_ start: Int) -> ValueSite? {
        let quote = text[start + 1]
        let begin = start + 2
        var end = begin
        while end < text.end, end - begin < Self.limit, text[end] != quote, text[end] != UInt8(ascii: "\n") { end += 1 }
        guard text[end] == quote else { return nil }
        let close = end + 1
        if end > begin, text[end - 1] == UInt8(ascii: "\\") { end -= 1 }
        // input(\"password: \".center(50))
        guard !isConcatenation(begin, end) else { return nil }
        return ValueSite(span: ByteSpan(begin, end), end: close, evidence: [.quoted])
    }

    /// `“x”`, `‘x’`, `„x“`: as texts for people have them.
    private func curled(_ start: Int) -> ValueSite? {
        guard [0x9C, 0x98, 0x9E].contains(text[start + 2]) else { return nil }
        let begin = start + 3
        var end = begin
        while end < text.end, end - begin < Self.limit, text[end] != UInt8(ascii: "\n") {
            if text[end] == 0xE2, text[end + 1] == 0x80, [0x9C, 0x9D, 0x99].contains(text[end + 2]) {
                return end > begin ? ValueSite(span: ByteSpan(begin, end), end: end + 3, evidence: [.quoted]) : nil
            }
            end += 1
        }
        return nil
    }

    /// `&quot;…&quot;` and `&#39;…&#39;` in HTML.
    private func entity(_ start: Int) -> ValueSite? {
        let length =
            text.has("&quot;", at: start) ? 6 : text.has("&#39;", at: start) || text.has("&#34;", at: start) ? 5 : 0
        guard length > 0 else { return nil }
        let begin = start + length
        var end = begin
        while end < text.end, end - begin < Self.limit, text[end] != UInt8(ascii: "\n") {
            if text[end] == UInt8(ascii: "&"),
                text.has("&quot;", at: end) || text.has("&#39;", at: end) || text.has("&#34;", at: end)
            {
                return ValueSite(span: ByteSpan(begin, end), end: end + length, evidence: [.quoted])
            }
            end += 1
        }
        return nil
    }

    /// A word without quotes. `isLine` says that the key began its line, as in configuration files:
    /// there only white space ends a value.
    func bare(_ start: Int, isLine: Bool) -> ValueSite? {
        var end = start
        var firstBreak: Int?
        var isCall = false
        scan: while end < text.end, end - start < Self.limit {
            let byte = text[end]
            switch byte {
            case UInt8(ascii: ">") where isLine && isWithinWord(end),
                UInt8(ascii: "<") where isLine && isLoneSign(end, from: start),
                UInt8(ascii: "\"") where isLine && isLoneSign(end, from: start),
                UInt8(ascii: "'") where isLine && isLoneSign(end, from: start),
                UInt8(ascii: "`") where isLine && isLoneSign(end, from: start):
                break
            case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "<"),
                UInt8(ascii: ">"):
                break scan
            // A blank that breaks no line.
            case 0xC2 where text[end + 1] == 0xA0: break scan
            case 0xE3 where KeySite.isWideMark(text, end), 0xEF where KeySite.isWideMark(text, end): break scan
            // `&amp;` within an element or attribute is a sign of the value, its semicolon none.
            case UInt8(ascii: "&") where firstBreak == nil && isWithin(end): end += max(0, entityLength(end) - 1)
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"),
                UInt8(ascii: "&"), UInt8(ascii: "|"):
                if firstBreak == nil { firstBreak = end }
            case UInt8(ascii: "("):
                // name(…: a call, not a literal.
                if end > start, ByteClass.isName(text[end - 1]), firstBreak == nil { isCall = true }
            case UInt8(ascii: "\\"):
                // \n, \t, \" of a literal around it; a backslash at the line's end.
                let next = text[end + 1]
                if next == UInt8(ascii: "n") || next == UInt8(ascii: "r") || ByteClass.isWhitespace(next)
                    || ByteClass.isQuote(next) || next == 0 || text.has("\\u0026", at: end)
                {
                    break scan
                }
            default: break
            }
            end += 1
        }
        let closing = text[end]
        if let firstBreak {
            let isLast = firstBreak == end - 1
            if !isLine || isLast || closing == UInt8(ascii: "\"") || closing == UInt8(ascii: "'")
                || closing == UInt8(ascii: "`")
            {
                end = firstBreak
            }
        }
        while end > start, text[end - 1] == UInt8(ascii: ".") || text[end - 1] == UInt8(ascii: ":") { end -= 1 }
        guard end > start,
            !isCall || isLine && (isNoCall(ByteSpan(start, end)) || DrawnText.isDrawn(text, ByteSpan(start, end)))
        else { return nil }
        return ValueSite(span: ByteSpan(start, end), end: end, evidence: [.bareValue])
    }

    /// `Password=a&b`: no other parameter begins at the `&`, and no command.
    private func isWithin(_ sign: Int) -> Bool {
        let start = sign + max(1, entityLength(sign))
        var here = start
        while here < start + 40, ByteClass.isName(text[here]) || "-.[]%".utf8.contains(text[here]) { here += 1 }
        // Other entities close what stands around the value.
        let isEntity = start == sign + 1 && text[here] == UInt8(ascii: ";")
        return here > start && text[here] != UInt8(ascii: "=") && !isEntity && ByteClass.isAlphanumeric(text[sign - 1])
            && ByteClass.isAlphanumeric(text[start])
    }

    /// Bytes of an entity that stands for a sign within a value; 0 where there is none.
    private func entityLength(_ sign: Int) -> Int {
        text.has("&amp;", at: sign) ? 5 : text.has("&lt;", at: sign) || text.has("&gt;", at: sign) ? 4 : 0
    }

    /// `DB_PASSWORD=Zq8>pw5R`: a sign between letters and digits, in a word that ends its line.
    private func isWithinWord(_ sign: Int) -> Bool {
        guard ByteClass.isAlphanumeric(text[sign - 1]), ByteClass.isAlphanumeric(text[sign + 1]) else { return false }
        var end = sign + 1
        while text[end] > 0x20, !ByteClass.isQuote(text[end]), text[end] != UInt8(ascii: "<") { end += 1 }
        return text[end] < 0x20
    }

    /// `DB_PASSWORD=Zq8"pw5R`: a quote or bracket that nothing closes, in a word of letters and digits.
    private func isLoneSign(_ sign: Int, from start: Int) -> Bool {
        guard sign > start, text[start - 1] == UInt8(ascii: "=") || text[start - 1] == 0x20, isWithinWord(sign) else {
            return false
        }
        var end = sign + 1
        while text[end] > 0x20 {
            // `p8<key>`: a placeholder.
            if text[end] == UInt8(ascii: ">") { return false }
            end += 1
        }
        return text.mixesLettersAndDigits(ByteSpan(start, end), without: "{}$\\")
            && !(text.lineStart(start)..<start).contains { text[$0] == text[sign] }
    }

    /// `DB_PASSWORD=Zq8kd(pw5R`, `password: Zq8(kd)pw5R`: right behind the sign and to the line's end, letters and digits
    /// mixed, and the parenthesis is not closed, or more comes behind it.
    private func isNoCall(_ span: ByteSpan) -> Bool {
        let before = text[span.start - 1]
        let isSetting =
            before == UInt8(ascii: "=") || before == 0x20 && text[span.start - 2] == UInt8(ascii: ":")
        guard isSetting, text[span.end] < 0x20, text.mixesLettersAndDigits(span, without: ",;[]{}\""),
            let open = (span.start..<span.end).first(where: { text[$0] == UInt8(ascii: "(") }), open < span.end - 1
        else { return false }
        guard let close = (open..<span.end).last(where: { text[$0] == UInt8(ascii: ")") }) else { return true }
        return close < span.end - 1 && ByteClass.isAlphanumeric(text[close + 1])
    }
}
