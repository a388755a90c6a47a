/// Code, and what is written in code about values.
extension ValueForm {
    /// Calls, members, subscripts, operators: what an expression has and a literal has not.
    static func isCode(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.punctuation > 0 else { return false }
        // An option; a regular expression.
        if text[text.start] == UInt8(ascii: "-"), text[text.start + 1] == UInt8(ascii: "-"),
            ByteClass.isLetter(text[text.start + 2])
        {
            return true
        }
        if isExpression(text, shape) { return true }
        // `s:netrw_passwd` of Vim, `[--type=x]` of a usage message.
        if text[text.start + 1] == UInt8(ascii: ":"), shape.count >= 5, ByteClass.isLower(text[text.start]),
            shape.letters + shape.underscores + 1 == shape.count
        {
            return true
        }
        if text[text.start] == UInt8(ascii: "["), text[text.start + 1] == UInt8(ascii: "-") { return true }
        if isAlphabet(text) || isBetweenLiterals(text, shape) || isComposite(text) || isFormatted(text) { return true }
        if isValidation(text) || isNamespaced(text, shape) || isPatternLiteral(text) { return true }
        guard ByteClass.isLetter(text[text.start]) || text[text.start] == UInt8(ascii: "_") else { return false }
        var members = 0
        for index in text.start..<text.end {
            let next = text[index + 1]
            switch text[index] {
            case UInt8(ascii: "("):
                // name( … ) or name(
                if index > text.start, ByteClass.isName(text[index - 1]),
                    text[text.end - 1] == UInt8(ascii: ")") || next == 0
                {
                    return true
                }
            case UInt8(ascii: "["):
                if index > text.start, ByteClass.isName(text[index - 1]),
                    text[text.end - 1] == UInt8(ascii: "]") || isSubscript(text, at: index, shape)
                {
                    return true
                }
            case UInt8(ascii: ":") where next == UInt8(ascii: ":"): return true
            case UInt8(ascii: "-") where next == UInt8(ascii: ">") && ByteClass.isLetter(text[index + 2]): return true
            case UInt8(ascii: "."):
                guard ByteClass.isLetter(next) || next == UInt8(ascii: "_"), ByteClass.isAlphanumeric(text[index - 1])
                else { return false }
                members += 1
            // r=Node.EndOfInput: a name, and what it is if nothing is given.
            case UInt8(ascii: "=") where index - text.start <= 2 && ByteClass.isLetter(next): break
            default:
                guard
                    ByteClass.isName(text[index]) || text[index] == UInt8(ascii: "?")
                        || text[index] == UInt8(ascii: "!")
                else { return false }
            }
        }
        return members > 0 && shape.likeness.mean >= 180
    }

    /// `jose.JsonWebKey{Key`, `WindowToken{2167869`, `e.passwordAuth?.enabled?async`
    private static func isComposite(_ text: WindowText) -> Bool {
        guard ByteClass.isLetter(text[text.start]) else { return false }
        var here = text.start
        while ByteClass.isName(text[here]) || text[here] == UInt8(ascii: ".") { here += 1 }
        if text[here] == UInt8(ascii: "?"), text[here + 1] == UInt8(ascii: ".") { return true }
        return text[here] == UInt8(ascii: "{") && here - text.start >= 6 && here < text.end - 1
            && ByteClass.isAlphanumeric(text[here + 1]) && text[text.end - 1] != UInt8(ascii: "}")
            && (text.start..<here).allSatisfy { !ByteClass.isDigit(text[$0]) }
            && (text.start + 1..<here).contains { ByteClass.isUpper(text[$0]) && ByteClass.isLower(text[$0 - 1]) }
    }

    /// `PATH\fR`: how a page of a manual is set.
    private static func isFormatted(_ text: WindowText) -> Bool {
        (text.start..<text.end).contains {
            text[$0] == UInt8(ascii: "\\") && text[$0 + 1] == UInt8(ascii: "f") && "RBIP".utf8.contains(text[$0 + 2])
        }
    }

    /// `Auth\PasswordController`: a class of PHP.
    private static func isNamespaced(_ text: WindowText, _ shape: ValueShape) -> Bool {
        var separators = 0
        for index in text.start..<text.end {
            if text[index] == UInt8(ascii: "\\"), ByteClass.isUpper(text[index + 1]) {
                separators += 1
            } else if !ByteClass.isLetter(text[index]), text[index] != UInt8(ascii: "\\") {
                return false
            }
        }
        return separators > 0 && ByteClass.isUpper(text[text.start]) && shape.lower > shape.upper
    }

    /// `A-Z0-9\-`, `a-zA-Z`, `([^@]+`: what stands within the brackets of regular expressions, or opens them.
    private static func isAlphabet(_ text: WindowText) -> Bool {
        isRange(text, at: text.start)
            && (isRange(text, at: text.start + 3) || text[text.start + 3] == UInt8(ascii: "\\"))
    }

    /// `)[1].split(`: what closes a call or an index that something else opened, and goes on from there.
    private static func isBetweenLiterals(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.count >= 4, text[text.start] == UInt8(ascii: ")") || text[text.start] == UInt8(ascii: "]") else {
            return false
        }
        let next = text[text.start + 1]
        return next == UInt8(ascii: "[") || next == UInt8(ascii: ".") && ByteClass.isLetter(text[text.start + 2])
    }

    /// `/[yYqQ]o|(\w)…`: a regular expression of JavaScript.
    private static func isPatternLiteral(_ text: WindowText) -> Bool {
        let next = text[text.start + 1]
        return text[text.start] == UInt8(ascii: "/")
            && (next == UInt8(ascii: "[") || next == UInt8(ascii: "^") || next == UInt8(ascii: "("))
    }

    /// `required|min:12|confirmed`, `min:5`: what a validator asks of a value.
    private static func isValidation(_ text: WindowText) -> Bool {
        let rules: [StaticString] = ["required|", "nullable|", "sometimes|", "string|", "bail|", "confirmed|"]
        if rules.contains(where: { text.has($0, at: text.start) }) { return true }
        if text.has("between:", at: text.start) { return ByteClass.isDigit(text[text.start + 8]) }
        return (text.has("min:", at: text.start) || text.has("max:", at: text.start))
            && ByteClass.isDigit(text[text.start + 4])
    }

    /// `tokens[i`, `list[4`, `Jobs[-1].id`, `auth[1],`: a bare value may end before the bracket that closes.
    private static func isSubscript(_ text: WindowText, at open: Int, _ shape: ValueShape) -> Bool {
        var index = open + 1
        if text[index] == UInt8(ascii: "-") { index += 1 }
        while ByteClass.isAlphanumeric(text[index]) { index += 1 }
        while text[index] == UInt8(ascii: "+"), index - open < 3 { index += 1 }
        while ByteClass.isAlphanumeric(text[index]) { index += 1 }
        guard index - open <= 4, shape.likeness.mean >= 180 || shape.letters <= 8 else { return false }
        return index >= text.end || text[index] == UInt8(ascii: "]") && text[index + 1] == UInt8(ascii: ".")
            || text[index] == UInt8(ascii: "]")
                && (text[index + 1] == UInt8(ascii: ";") || text[index + 1] == UInt8(ascii: ","))
    }

    /// `(?:`, `[^`, `[A-Z`, `\w+`, `.*`: what regular expressions are made of.
    private static func isExpression(_ text: WindowText, _ shape: ValueShape) -> Bool {
        for index in text.start..<text.end {
            let next = text[index + 1]
            switch text[index] {
            case UInt8(ascii: "("): if next == UInt8(ascii: "?") { return true }
            case UInt8(ascii: "["): if next == UInt8(ascii: "^") || isRange(text, at: index + 1) { return true }
            case UInt8(ascii: "."):
                // Between capitals, small letters and digits that make no word it came by chance: `tu.*9FInh7s8`.
                let isChance = shape.upper > 1 && shape.digits > 1 && shape.lower > 1 && shape.likeness.mean < 150
                if next == UInt8(ascii: "*") || next == UInt8(ascii: "+"), !isChance { return true }
            case UInt8(ascii: "\\"):
                // `\verb{1*<any CHAR>` of TeX
                if index == text.start, isMacro(text, from: index + 1) { return true }
                // roff's `\[rB]`
                if next == UInt8(ascii: "["), text[index + 4] == UInt8(ascii: "]") { return true }
                let isClass =
                    next == UInt8(ascii: "w") || next == UInt8(ascii: "d") || next == UInt8(ascii: "s")
                    || next == UInt8(ascii: "S")
                let after = text[index + 2]
                if isClass, after == UInt8(ascii: "+") || after == UInt8(ascii: "*") || after == UInt8(ascii: "{") {
                    return true
                }
            default: break
            }
        }
        return false
    }

    /// A name in small letters before `{`.
    private static func isMacro(_ text: WindowText, from start: Int) -> Bool {
        var index = start
        while ByteClass.isLower(text[index]) { index += 1 }
        return index - start >= 3 && text[index] == UInt8(ascii: "{")
    }

    /// `A-Z`, `a-f`, `0-9`.
    static func isRange(_ text: WindowText, at index: Int) -> Bool {
        let (first, last) = (text[index], text[index + 2])
        guard text[index + 1] == UInt8(ascii: "-"), first < last else { return false }
        return ByteClass.isUpper(first) && ByteClass.isUpper(last)
            || ByteClass.isLower(first) && ByteClass.isLower(last)
            || ByteClass.isDigit(first) && ByteClass.isDigit(last)
    }
}
