internal import Model

/// Regular expressions and templates: what describes secrets is none itself, nor are its pieces.
enum PatternSigns {
    /// Whether the value holds what only regular expressions have, and at length: `(?:`, `(?<secret>`, `A-Za-z0-9`,
    /// `[0-9a-f]`, `[^\s"]{3,80}`, `\d{4}`. Two or three signs of it alone turn up in random values, too.
    static func isPattern(_ text: WindowText) -> Bool {
        let last = min(text.end, text.start + ValueShape.limit)
        if isAnchored(text) { return true }
        for index in text.start..<last {
            switch text[index] {
            case UInt8(ascii: "("): if opensGroup(text, at: index) { return true }
            case UInt8(ascii: "["): if opensClass(text, at: index) { return true }
            case UInt8(ascii: "-"): if joinsRanges(text, at: index) { return true }
            case UInt8(ascii: "\\"): if isRepeatedClass(text, at: index) { return true }
            default: break
            }
        }
        return false
    }

    /// `^(abc|xyz)$`, `^96940$`: a choice or a number between the signs for the text's two ends.
    private static func isAnchored(_ text: WindowText) -> Bool {
        if text.end - text.start > 4, text[text.start] == UInt8(ascii: "^"), text[text.end - 1] == UInt8(ascii: "$"),
            (text.start + 1..<text.end - 1).allSatisfy({ ByteClass.isDigit(text[$0]) })
        {
            return true
        }
        return text.end - text.start > 4 && text[text.start] == UInt8(ascii: "^")
            && text[text.start + 1] == UInt8(ascii: "(")
            && text[text.end - 1] == UInt8(ascii: "$") && text[text.end - 2] == UInt8(ascii: ")")
    }

    /// Whether the value is cut out of a pattern or a template, which begins right before it or goes on right behind.
    static func isPiece(_ text: WindowText, _ span: ByteSpan) -> Bool {
        opensGroup(text, endingAt: span.start) || goesOn(text, span.end)
            // `{lower:5}`, of which the name was taken.
            || text[span.start - 1] == UInt8(ascii: "{") && Template.isSizedField(text, at: span.start - 1)
            // `(?` may be cut before the name.
            || text[span.end - 1] == UInt8(ascii: "?") && opensGroup(text, at: span.end - 2)
    }

    /// Whether something is yet to be put in: `sk_{uuid}`, `refresh<your-token>`, or it is a type: `Option<String>`.
    static func isUnfilled(_ text: WindowText, _ span: ByteSpan) -> Bool {
        if text[span.end] == UInt8(ascii: "}") { return leavesBraceOpen(text, span) }
        // `<< parameters.version >>` of CircleCI
        if text.has("<< ", at: span.end), ByteClass.isLetter(text[span.end + 3]) { return true }
        // A sign that joins what is there to what is not is no part of the value.
        let open = text[span.end] == UInt8(ascii: "<") || !".-_".utf8.contains(text[span.end]) ? span.end : span.end + 1
        return text[open] == UInt8(ascii: "<") && isBlank(text, at: open)
    }

    // MARK: Beside a value

    /// `[A-Z0-9]{16}`, `\d{4}`, `(?:`, `{base62:90}`, `]:58}` at `index`.
    private static func goesOn(_ text: WindowText, _ index: Int) -> Bool {
        switch text[index] {
        case UInt8(ascii: "["): opensClass(text, at: index)
        case UInt8(ascii: "("): opensGroup(text, at: index)
        case UInt8(ascii: "\\"): isRepeatedClass(text, at: index)
        case UInt8(ascii: "{"): Template.isSizedField(text, at: index)
        case UInt8(ascii: "]"):
            text[index + 1] == UInt8(ascii: ":") && ByteClass.isDigit(text[index + 2])
                && (3...6).contains { text[index + $0] == UInt8(ascii: "}") }
        default: false
        }
    }

    /// A `{` within the value and nothing but a name behind it.
    private static func leavesBraceOpen(_ text: WindowText, _ span: ByteSpan) -> Bool {
        var open = span.end - 1
        while open >= span.start, ByteClass.isName(text[open]) { open -= 1 }
        return open >= span.start && text[open] == UInt8(ascii: "{") && ByteClass.isLetter(text[open + 1])
    }

    /// `<your token>` and nothing of the value behind it.
    private static func isBlank(_ text: WindowText, at open: Int) -> Bool {
        var close = open + 1
        while close - open < 40, ByteClass.isName(text[close]) || text[close] == 0x20 { close += 1 }
        guard text[close] == UInt8(ascii: ">"), close > open + 1, !isTag(text, ByteSpan(open + 1, close)) else {
            return false
        }
        let next = text[close + 1]
        return next <= 0x20 || ByteClass.isQuote(next) || ",;)".utf8.contains(next)
    }

    private static func isTag(_ text: WindowText, _ name: ByteSpan) -> Bool {
        tags.value(of: WordHash(text, name)) != 0
    }

    /// Elements of HTML that stand within a line of text.
    private static let tags = WordTable([
        ("a b br code div em font hr i li p pre q s small span strong td th tr u wbr", 1)
    ])

    // MARK: Syntax

    /// `(?:`, `(?=`, `(?!`, `(?<name>`, `(?P<name>`, `(?i)`.
    private static func opensGroup(_ text: WindowText, at index: Int) -> Bool {
        guard text[index] == UInt8(ascii: "("), text[index + 1] == UInt8(ascii: "?") else { return false }
        switch text[index + 2] {
        case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"): return true
        case UInt8(ascii: "P"): return text[index + 3] == UInt8(ascii: "<")
        case UInt8(ascii: "i"), UInt8(ascii: "s"), UInt8(ascii: "m"):
            return text[index + 3] == UInt8(ascii: ")") || text[index + 3] == UInt8(ascii: ":")
        default: return false
        }
    }

    /// A group that opens right before `end`.
    private static func opensGroup(_ text: WindowText, endingAt end: Int) -> Bool {
        switch text[end - 1] {
        case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "!"):
            return text[end - 2] == UInt8(ascii: "?") && text[end - 3] == UInt8(ascii: "(")
        case UInt8(ascii: ">"):
            var open = end - 2
            while ByteClass.isName(text[open]), end - open < 40 { open -= 1 }
            return text[open] == UInt8(ascii: "<") && namesGroup(text, from: open + 1)
        default: return false
        }
    }

    /// `(?<` or `(?P<` before a name.
    static func namesGroup(_ text: WindowText, from name: Int) -> Bool {
        let mark = text[name - 2] == UInt8(ascii: "P") ? name - 3 : name - 2
        return text[name - 1] == UInt8(ascii: "<") && text[mark] == UInt8(ascii: "?")
            && text[mark - 1] == UInt8(ascii: "(")
    }

    /// `[0-9a-f`, `[^\s`, and `[^"]` where it is repeated.
    private static func opensClass(_ text: WindowText, at index: Int) -> Bool {
        // `[\w]{32}`, `[\d-]+`
        if text[index + 1] == UInt8(ascii: "\\"), "wdsWDS".utf8.contains(text[index + 2]),
            "]\\-.".utf8.contains(text[index + 3])
        {
            return true
        }
        guard text[index + 1] == UInt8(ascii: "^") else { return ValueForm.isRange(text, at: index + 1) }
        if text[index + 2] == UInt8(ascii: "\\"), ByteClass.isLetter(text[index + 3]) { return true }
        var close = index + 3
        while close < index + 40, text[close] != UInt8(ascii: "]"), text[close] > 0x20 { close += 1 }
        return text[close] == UInt8(ascii: "]") && repeats(text[close + 1])
    }

    /// `A-Za-z`, `a-z0-9`: two ranges side by side, the first around the hyphen at `index`.
    private static func joinsRanges(_ text: WindowText, at index: Int) -> Bool {
        ValueForm.isRange(text, at: index - 1) && ValueForm.isRange(text, at: index + 2)
            && isWide(text, index - 1) && isWide(text, index + 2)
    }

    /// `a-z`, `A-F`, `0-9`: from the first to the last of their kind, as classes have them.
    private static func isWide(_ text: WindowText, _ index: Int) -> Bool {
        let (first, last) = (text[index] | 0x20, text[index + 2] | 0x20)
        return first == UInt8(ascii: "a") && (last == UInt8(ascii: "z") || last == UInt8(ascii: "f"))
            || first == UInt8(ascii: "0") && last == UInt8(ascii: "9")
    }

    /// `\w+`, `\d{4}`, `\S*`.
    private static func isRepeatedClass(_ text: WindowText, at index: Int) -> Bool {
        guard "wdsWDS".utf8.contains(text[index + 1]) else { return false }
        let next = text[index + 2]
        return next == UInt8(ascii: "{") ? ByteClass.isDigit(text[index + 3]) : repeats(next)
    }

    private static func repeats(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "*")
    }
}
