/// Values that a program fills in.
enum Template {
    /// Whether the braces that open at `index` are closed in the value, or may be behind it.
    private static func closes(_ text: WindowText, behind index: Int) -> Bool {
        let rest = index + 2..<text.end
        return rest.contains { text[$0] == UInt8(ascii: "}") }
            || rest.allSatisfy { ByteClass.isName(text[$0]) || text[$0] == 0x20 || text[$0] == UInt8(ascii: ".") }
    }

    static func isTemplate(_ text: WindowText) -> Bool {
        if isJoint(text) || isInterpolated(text) || isEncodedWord(text) { return true }
        let last = min(text.end, text.start + ValueShape.limit)
        for index in text.start..<last {
            let next = text[index + 1]
            switch text[index] {
            case UInt8(ascii: "$"):
                if next == UInt8(ascii: "{") || next == UInt8(ascii: "(") { return true }
                // $t('password') of Vue's translations
                if next == UInt8(ascii: "t"), text[index + 2] == UInt8(ascii: "(") { return true }
                // $NAME or $name, alone or before a separator; `pa$$word` and `$uper` within text are passwords.
                if index == text.start, isWholeName(text, after: index) { return true }
                if isVariable(text, after: index) { return true }
                if index == text.start, isMacro(text) { return true }
                // "\0$secret": an escape, then a name to the end.
                if index >= text.start + 2, text[index - 2] == UInt8(ascii: "\\"), isWholeName(text, after: index) {
                    return true
                }
            case UInt8(ascii: "{"):
                // `c4kq*f9099{{j3]`: what nothing closes is no template, where more stands behind it.
                if next == UInt8(ascii: "%") { return true }
                if next == UInt8(ascii: "{"), index == text.start || closes(text, behind: index) { return true }
                if next == UInt8(ascii: "["), isSizedField(text, at: index) { return true }
                // {$name} of PHP
                if next == UInt8(ascii: "$"), ByteClass.isLetter(text[index + 2]) { return true }
                // `{noop}` of Spring: what follows is not encrypted.
                let isPlain = index == text.start && text.has("{noop}", at: index) && text.end > index + 6
                if index == text.start || text[index - 1] != UInt8(ascii: "$"), !isPlain, isBracedName(text, at: index)
                {
                    return true
                }
            case UInt8(ascii: "#") where next == UInt8(ascii: "{"): return true
            case UInt8(ascii: "#") where index == text.start && isExpressionOfPages(text): return true
            // `@{store:name}` of Telegraf
            case UInt8(ascii: "@") where index == text.start && next == UInt8(ascii: "{"):
                if ByteClass.isLetter(text[index + 2]),
                    text[last - 1] == UInt8(ascii: "}") || text[last] == UInt8(ascii: "}")
                {
                    return true
                }
            case UInt8(ascii: "@") where index == text.start && (isCall(text, after: index) || isMarked(text)):
                return true
            case UInt8(ascii: "&") where index == text.start && isSubstitution(text): return true
            case UInt8(ascii: "<") where next == UInt8(ascii: "%") || next == UInt8(ascii: "?"): return true
            case UInt8(ascii: "%"):
                if next == UInt8(ascii: "("), ByteClass.isLetter(text[index + 2]) { return true }
                // %[5]s of Go
                if next == UInt8(ascii: "["), ByteClass.isDigit(text[index + 2]), text[index + 3] == UInt8(ascii: "]") {
                    return true
                }
                if isConversion(next), index == text.start || !ByteClass.isAlphanumeric(text[index + 2]) {
                    return true
                }
                if index == text.start, text[text.end - 1] == UInt8(ascii: "%"), text.end - index > 2 { return true }
                if index == text.start, isSizedConversion(text) || isParameter(text) { return true }
                if next == UInt8(ascii: "0"), isHexadecimal(text, from: index + 2) { return true }
            case UInt8(ascii: "\\"):
                // \033[31m and \e[31m colour what follows.
                if text.has("\\033[", at: index) || text.has("\\e[", at: index) || text.has("\\x1b[", at: index)
                    || text.has("\\u001b[", at: index)
                {
                    return true
                }
                // "\(name)" of Swift, and #"\#(name)"#
                var after = index + 1
                while text[after] == UInt8(ascii: "#") { after += 1 }
                if text[after] == UInt8(ascii: "(") { return true }
            default: break
            }
        }
        return false
    }

    /// `#hash(pw)#`, `#session.password#`, `#getProperty(` up to its quote: what ColdFusion puts in.
    private static func isExpressionOfPages(_ text: WindowText) -> Bool {
        guard ByteClass.isLetter(text[text.start + 1]), text.end - text.start >= 4 else { return false }
        let last = text[text.end - 1]
        guard last == UInt8(ascii: "#") || last == UInt8(ascii: "(") else { return false }
        return (text.start + 1..<text.end - 1).allSatisfy {
            ByteClass.isLetter(text[$0]) || "_.,()[]'\"& ".utf8.contains(text[$0])
                || ByteClass.isDigit(text[$0]) && last == UInt8(ascii: "#") && ByteClass.isAlphanumeric(text[$0 - 1])
                    && (text.start..<text.end).contains { text[$0] == UInt8(ascii: ".") }
        }
    }

    /// `'.$name.'`, `" + name + "`: the literal around it ends, a name follows.
    private static func isJoint(_ text: WindowText) -> Bool {
        let (quote, last) = (text[text.start], text[text.end - 1])
        guard ByteClass.isQuote(quote), text.end - text.start > 4 else { return false }
        let next = text[text.start + 1]
        return (next == UInt8(ascii: ".") || next == UInt8(ascii: "+")) && (last == quote || last == next)
            || next == UInt8(ascii: ".") && text[text.start + 2] == UInt8(ascii: "$")
    }

    /// `$hash:$time:`, `$name=$value`: variables of PHP and Perl with signs between.
    private static func isInterpolated(_ text: WindowText) -> Bool {
        guard text[text.start] == UInt8(ascii: "$"), ByteClass.isLower(text[text.start + 1]) else { return false }
        var index = text.start + 1
        while ByteClass.isLower(text[index]) || text[index] == UInt8(ascii: "_") { index += 1 }
        return ":/|-@=&".utf8.contains(text[index]) && text[index + 1] == UInt8(ascii: "$")
            && ByteClass.isLower(text[index + 2])
    }

    /// `=?UTF-8?B?0LzQ…?=`: text of a mail's header in another alphabet (RFC 2047).
    private static func isEncodedWord(_ text: WindowText) -> Bool {
        text[text.start] == UInt8(ascii: "=") && text[text.start + 1] == UInt8(ascii: "?")
            && text[text.end - 1] == UInt8(ascii: "=") && text[text.end - 2] == UInt8(ascii: "?")
    }

    @inline(__always)
    private static func isConversion(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "s") || byte == UInt8(ascii: "d") || byte == UInt8(ascii: "v") || byte == UInt8(ascii: "@")
    }

    /// `%.250s`, `%-20s`: nothing but a width, a precision and the conversion, up to what escapes a line break.
    private static func isSizedConversion(_ text: WindowText) -> Bool {
        var index = text.start + 1
        while ByteClass.isDigit(text[index]) || text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: "-") {
            index += 1
        }
        guard index > text.start + 1, text[index] == UInt8(ascii: "s") else { return false }
        return index + 1 == text.end || text[index + 1] == UInt8(ascii: "\\")
    }

    /// `0x%08lX`: a conversion to hexadecimal digits, zeros before.
    private static func isHexadecimal(_ text: WindowText, from start: Int) -> Bool {
        guard ByteClass.isDigit(text[start]) else { return false }
        var index = start + 1
        while text[index] == UInt8(ascii: "l") { index += 1 }
        return text.folded(index) == UInt8(ascii: "x")
    }

    /// `%core.table_prefix%oauth_tokens`: a parameter of Symfony, and what follows it.
    private static func isParameter(_ text: WindowText) -> Bool {
        var (index, joints) = (text.start + 1, 0)
        while ByteClass.isLower(text[index]) || text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: "_") {
            if !ByteClass.isLower(text[index]) { joints += 1 }
            index += 1
        }
        return joints > 0 && text[index] == UInt8(ascii: "%") && ByteClass.isLower(text[text.start + 1])
    }

    /// `@VMWARE_PASSWORD`: what a script replaces in a template of a file.
    private static func isMarked(_ text: WindowText) -> Bool {
        var joints = 0
        for index in text.start + 1..<text.end {
            if text[index] == UInt8(ascii: "_") {
                joints += 1
            } else if !ByteClass.isUpper(text[index]) {
                return false
            }
        }
        return joints > 0 && text.end - text.start >= 8
    }

    /// `&db_password`, `&&app_password.`: what SQL*Plus asks for, and puts in; a name of several words.
    private static func isSubstitution(_ text: WindowText) -> Bool {
        let begin = text[text.start + 1] == UInt8(ascii: "&") ? text.start + 2 : text.start + 1
        let end = text[text.end - 1] == UInt8(ascii: ".") ? text.end - 1 : text.end
        guard ByteClass.isLetter(text[begin]), end - begin >= 5 else { return false }
        var joints = 0
        for index in begin..<end {
            if text[index] == UInt8(ascii: "_") {
                joints += 1
            } else if !ByteClass.isAlphanumeric(text[index]) {
                return false
            }
        }
        return joints > 0
    }

    /// `@form("name")`, `@T("Login.Code")`, `@Model.Password`: what Razor and Twirl put in.
    private static func isCall(_ text: WindowText, after offset: Int) -> Bool {
        var index = offset + 1
        var hasMember = false
        while ByteClass.isLetter(text[index]) || text[index] == UInt8(ascii: ".") {
            if text[index] == UInt8(ascii: ".") { hasMember = true }
            index += 1
        }
        if text[index] == UInt8(ascii: "("),
            index > offset + 3 || index > offset + 1 && ByteClass.isQuote(text[index + 1])
        {
            return true
        }
        return hasMember && index >= text.end && ByteClass.isUpper(text[offset + 1])
    }

    /// `$NAME` in capitals, as shells and make write it.
    private static func isVariable(_ text: WindowText, after offset: Int) -> Bool {
        var (index, digits, joints) = (offset + 1, 0, 0)
        while true {
            if ByteClass.isDigit(text[index]), index > offset + 1 {
                digits += 1
            } else if text[index] == UInt8(ascii: "_") {
                joints += 1
            } else if !ByteClass.isUpper(text[index]) {
                break
            }
            index += 1
        }
        // Digits stand in names of several words: `$S3_ACCESS_KEY`.
        guard digits == 0 || joints > 0 else { return false }
        return index - offset > 3 && !ByteClass.isAlphanumeric(text[index])
    }

    /// `$ARG2$`, `$USER9$`, `$_SERVICESNMP_PASS$` of Nagios and Icinga: a macro, and nothing else.
    private static func isMacro(_ text: WindowText) -> Bool {
        guard text.end - text.start > 4, text[text.end - 1] == UInt8(ascii: "$") else { return false }
        return (text.start + 1..<text.end - 1).allSatisfy {
            ByteClass.isUpper(text[$0]) || ByteClass.isDigit(text[$0]) || text[$0] == UInt8(ascii: "_")
        }
    }

    /// Nothing but a name comes after `offset`, and it is not one with digits mixed in as a password has.
    private static func isWholeName(_ text: WindowText, after offset: Int) -> Bool {
        // `$::name` of Tcl and Puppet
        var index = text.has("::", at: offset + 1) ? offset + 3 : offset + 1
        guard ByteClass.isLetter(text[index]) || text[index] == UInt8(ascii: "_") else { return false }
        while ByteClass.isName(text[index]) || text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ":") {
            index += 1
        }
        return index >= text.end || text[index] == UInt8(ascii: "[") || text[index] == UInt8(ascii: ">")
            || text[index] == UInt8(ascii: "{") && index + 1 >= text.end
            || (text[index] == UInt8(ascii: "-") && text[index + 1] == UInt8(ascii: ">"))
    }

    /// `{name}`, `{0}`, `{}`, and with a width or a form behind a colon: `{base62:40}`, `{total:>10.2f}`.
    private static func isBracedName(_ text: WindowText, at offset: Int) -> Bool {
        var index = offset + 1
        while ByteClass.isName(text[index]) || text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: "[")
            || text[index] == UInt8(ascii: "]") || text[index] == UInt8(ascii: "-")
        { index += 1 }
        if text[index] == UInt8(ascii: "}") { return true }
        // f"shop_{int(time.time())}"
        if text[index] == UInt8(ascii: "("), index - offset > 3, ByteClass.isLetter(text[offset + 1]) { return true }
        guard text[index] == UInt8(ascii: ":"), ByteClass.isLetter(text[offset + 1]), index - offset <= longestField
        else { return false }
        index += 1
        while "<>^=+,.".utf8.contains(text[index]) { index += 1 }
        let first = index
        while ByteClass.isDigit(text[index]) || text[index] == UInt8(ascii: ".") { index += 1 }
        guard index > first, index - first <= 5 else { return false }
        if ByteClass.isLetter(text[index]) { index += 1 }
        // The brace may have been taken for the end of what the value stands in.
        return text[index] == UInt8(ascii: "}") || index >= text.end
    }

    /// `{base62:40}`, `{[A-Za-z0-9]:16}`: what to put in, and how many of it.
    static func isSizedField(_ text: WindowText, at offset: Int) -> Bool {
        var index = offset + 1
        if text[index] == UInt8(ascii: "[") {
            // A class may be cut where a value seems to end.
            while index < text.end, index - offset < longestClass, text[index] != UInt8(ascii: "]") { index += 1 }
            if index >= text.end { return index - offset > 12 }
            index += 1
        } else {
            guard ByteClass.isLetter(text[index]) else { return false }
            while ByteClass.isName(text[index]), index - offset <= longestField { index += 1 }
        }
        guard text[index] == UInt8(ascii: ":"), ByteClass.isDigit(text[index + 1]) else { return false }
        index += 1
        while ByteClass.isDigit(text[index]) { index += 1 }
        return text[index] == UInt8(ascii: "}") || index >= text.end
    }

    private static let longestClass = 80

    /// Bytes of a field's name, with its brace.
    private static let longestField = 20
}
