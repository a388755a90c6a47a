/// Tells values that stand in for a secret from secrets.
enum Placeholder {
    enum Verdict { case none, placeholder, knownPassword }

    /// One word that stands for a secret of any kind: `secret`, `admin`.
    static func isFiller(_ value: UnsafeRawBufferPointer) -> Bool {
        var hash = WordHash()
        for byte in value { hash.add(folded: byte) }
        return PlaceholderLexicon.meaning(of: hash) == .filler
    }

    static func isPlaceholder(_ text: WindowText, _ shape: ValueShape) -> Bool { verdict(text, shape) == .placeholder }

    static func verdict(_ text: WindowText, _ shape: ValueShape) -> Verdict {
        if isBracketed(text) || isMasked(text, shape) || saysSo(text) || isPrompt(text, shape) || isValidation(text)
            || isNamedInCapitals(text) || isYours(text) || isRecipe(text) || isParameter(text)
            || FillerWords.saysFault(text) || isHeaderOfToken(text)
        {
            return .placeholder
        }
        return words(text)
    }

    /// `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9`: the header of a JSON web token, and nothing behind it.
    private static func isHeaderOfToken(_ text: WindowText) -> Bool {
        let beginnings: [StaticString] = ["eyjhbgcioi", "eyj0exaioi"]
        // `"eyJ….` + payload`: more is joined to it.
        if text.end - text.start <= 200, text[text.end - 1] == UInt8(ascii: "."), text.has("eyj", at: text.start) {
            return (text.start..<text.end - 1).allSatisfy { ByteClass.isName(text[$0]) }
        }
        return text.end - text.start <= 40 && beginnings.contains { text.has($0, at: text.start) }
            && (text.start..<text.end).allSatisfy { ByteClass.isName(text[$0]) || text[$0] == UInt8(ascii: "=") }
    }

    /// `<password>`, `[token]`, `{secret}`, `__TOKEN__`, `@TOKEN@`, `%TOKEN%`, `^PASS^`.
    private static func isBracketed(_ text: WindowText) -> Bool {
        let (first, last) = (text[text.start], text[text.end - 1])
        // `[^`, where a pattern's `[^@]+@` follows.
        if first == UInt8(ascii: "["), text[text.start + 1] == UInt8(ascii: "^") { return true }
        guard text.end - text.start >= 3 else { return false }
        switch (first, last) {
        case (UInt8(ascii: "<"), UInt8(ascii: ">")), (UInt8(ascii: "["), UInt8(ascii: "]")),
            (UInt8(ascii: "{"), UInt8(ascii: "}")),
            (UInt8(ascii: "@"), UInt8(ascii: "@")), (UInt8(ascii: "%"), UInt8(ascii: "%")),
            (UInt8(ascii: "("), UInt8(ascii: ")")), (UInt8(ascii: "*"), UInt8(ascii: "*")),
            (UInt8(ascii: "|"), UInt8(ascii: "|")), (UInt8(ascii: "~"), UInt8(ascii: "~")),
            (UInt8(ascii: "^"), UInt8(ascii: "^")):
            return true
        // `$mysql_password$`: a macro of Icinga and Nagios
        case (UInt8(ascii: "$"), UInt8(ascii: "$")): return isMacro(text)
        case (UInt8(ascii: "_"), UInt8(ascii: "_")):
            return text[text.start + 1] == first && text[text.end - 2] == first || isMarker(text)
        default:
            // `---PRIVATE---`, `!!!SET PASSWORD!!!`, also where a blank cuts it.
            if isLoud(text, first) { return true }
            // A group of a pattern for such values: `([^@]+)`, `(\S+)`
            if first == UInt8(ascii: "("), text[text.start + 1] == UInt8(ascii: "[") { return true }
            // Also where HTML, JSON and what reads them up to the semicolon have other signs for `<`.
            return text.has("&lt", at: text.start) || text.has("\\u003c", at: text.start) || isEscapedBracket(text)
                || endsInBrackets(text, last: last)
        }
    }

    /// `%3Cpassword%3E`, `%5BFiltered%5D`, `%7Bapi_key%7D`, `%24(value)`: in a URL.
    private static func isEscapedBracket(_ text: WindowText) -> Bool {
        let brackets: [StaticString] = ["%3c", "%5b", "%7b", "%24(", "%24%28", "%24%7b"]
        return brackets.contains { text.has($0, at: text.start) }
    }

    /// A name of several words between the signs.
    private static func isMacro(_ text: WindowText) -> Bool {
        var joints = 0
        for index in text.start + 1..<text.end - 1 {
            let byte = text[index]
            if byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") {
                joints += 1
            } else if !ByteClass.isAlphanumeric(byte) {
                return false
            }
        }
        return joints > 0
    }

    /// `RABBIT_PASS`, `KEYSTONE_DBPASS`: what documentation puts where a service's password goes.
    private static func isNamedInCapitals(_ text: WindowText) -> Bool {
        guard text.end - text.start >= 7, text.end - text.start <= 40 else { return false }
        var joints = 0
        for index in text.start..<text.end {
            if text[index] == UInt8(ascii: "_") { joints += 1 } else if !ByteClass.isUpper(text[index]) { return false }
        }
        let endings: [StaticString] = ["_pass", "dbpass", "password", "passwd", "_key", "_token", "_secret"]
        if endings.contains(where: { text.has($0, at: text.end - $0.utf8CodeUnitCount) }) { return true }
        // `THE_SA_PASSWORD_DEFINED_ABOVE`
        return joints >= 3 && (text.start..<text.end).contains { text.has("_password_", at: $0) }
    }

    /// `yourmailpassword`, `yourapikey`: small letters, and the last of them say what goes there.
    private static func isYours(_ text: WindowText) -> Bool {
        guard text.has("your", at: text.start), (text.start..<text.end).allSatisfy({ ByteClass.isLower(text[$0]) })
        else { return false }
        let endings: [StaticString] = ["password", "passwd", "pass", "pwd", "secret", "token", "key", "here"]
        return endings.contains { text.has($0, at: text.end - $0.utf8CodeUnitCount) }
    }

    /// `:pass`, `!password`, `%senha`: a parameter of a query, a stand-in of Drupal.
    private static func isParameter(_ text: WindowText) -> Bool {
        guard ":!%".utf8.contains(text[text.start]), text.end - text.start <= 24,
            (text.start + 1..<text.end).allSatisfy({ ByteClass.isLetter(text[$0]) || text[$0] == UInt8(ascii: "_") })
        else { return false }
        let endings: [StaticString] = [
            "pass", "password", "passwd", "pwd", "pw", "senha", "clave", "contrasena", "mdp",
        ]
        return endings.contains { text.has($0, at: text.end - $0.utf8CodeUnitCount) }
    }

    /// `hex:32`, `base64:48`: how a script makes it.
    private static func isRecipe(_ text: WindowText) -> Bool {
        let names: [StaticString] = ["hex:", "base64:", "alnum:", "random:", "rand:"]
        guard let name = names.first(where: { text.has($0, at: text.start) }) else { return false }
        let digits = text.start + name.utf8CodeUnitCount..<text.end
        return digits.count > 0 && digits.count <= 3 && digits.allSatisfy { ByteClass.isDigit(text[$0]) }
    }

    /// `_DBC_DBPASS_`: what dbconfig-common and the like replace.
    private static func isMarker(_ text: WindowText) -> Bool {
        text.end - text.start >= 8
            && (text.start..<text.end).allSatisfy { ByteClass.isUpper(text[$0]) || text[$0] == UInt8(ascii: "_") }
    }

    /// Three times the same sign, then capitals.
    private static func isLoud(_ text: WindowText, _ sign: UInt8) -> Bool {
        guard sign == UInt8(ascii: "!") || sign == UInt8(ascii: "-"), text[text.start + 1] == sign,
            text[text.start + 2] == sign
        else { return false }
        var index = text.start + 3
        while ByteClass.isUpper(text[index]) { index += 1 }
        return index - text.start >= 6 && (index == text.end || text[index] == sign || text[index] == 0x20)
    }

    /// `v1.<key>`, `abc<your-token>`: only the beginning is there.
    private static func endsInBrackets(_ text: WindowText, last: UInt8) -> Bool {
        guard last == UInt8(ascii: ">") else { return false }
        var open = text.end - 2
        while open > text.start,
            ByteClass.isLetter(text[open]) || text[open] == UInt8(ascii: "-") || text[open] == UInt8(ascii: "_")
                || text[open] == 0x20
        { open -= 1 }
        return text[open] == UInt8(ascii: "<") && text.end - open >= 5
    }

    /// `Password:`, `Enter token:`, `Contraseña:`.
    private static func isPrompt(_ text: WindowText, _ shape: ValueShape) -> Bool {
        text[text.end - 1] == UInt8(ascii: ":")
            && shape.letters + shape.nonASCII + shape.blanks + shape.hyphens + 1 == shape.count
            && shape.letters + shape.nonASCII >= 3
    }

    /// `hashed`, `required|min:8`, `same:password`, `required_with:email`: what a framework does with the field, and what
    /// a form demands of it.
    private static func isValidation(_ text: WindowText) -> Bool {
        var end = text.start
        while ByteClass.isLetter(text[end]) || text[end] == UInt8(ascii: "_") { end += 1 }
        let treatments: [StaticString] = ["hashed", "confirmed", "nullable", "sometimes", "repeated"]
        if end == text.end,
            treatments.contains(where: { $0.utf8CodeUnitCount == end - text.start && text.has($0, at: text.start) })
        {
            return true
        }
        guard text[end] == UInt8(ascii: ":") || text[end] == UInt8(ascii: "|"), end < text.end else { return false }
        let demands: [StaticString] = [
            "required", "require|", "nullable", "sometimes", "confirmed", "same:", "min:", "string|", "regex:",
            "length:", "bail|", "current_password:",
        ]
        return demands.contains { text.has($0, at: text.start) }
    }

    /// `xxxx`, `****`, `....`, `AKIA...`, `abc…`, `12xxxxxx34`: parts were taken out.
    private static func isMasked(_ text: WindowText, _ shape: ValueShape) -> Bool {
        var (run, longest, stars, starRun, longestStars) = (0, 0, 0, 0, 0)
        for index in text.start..<min(text.end, text.start + ValueShape.limit) {
            let byte = text[index]
            // "…" and "•" in UTF-8
            if byte == 0xe2, text[index + 1] == 0x80, text[index + 2] == 0xa6 || text[index + 2] == 0xa2 { return true }
            if byte == UInt8(ascii: "."), text[index + 1] == byte, text[index + 2] == byte { return true }
            let isStar = byte == UInt8(ascii: "*") || byte == UInt8(ascii: "#")
            if isStar { stars += 1 }
            // What is drawn from an alphabet with these signs has them here and there.
            starRun = !isStar ? 0 : byte == text[index - 1] ? starRun + 1 : 1
            longestStars = max(longestStars, starRun)
            run = byte | 0x20 == UInt8(ascii: "x") ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest >= 4 || (longest == 3 && shape.count <= 12) || stars * 2 > shape.count
            || longestStars >= 3
    }

    /// The word is in it, whatever stands around.
    private static func saysSo(_ text: WindowText) -> Bool {
        let last = min(text.end, text.start + ValueShape.limit)
        // "Your …" in Chinese, plain and polite.
        if text[text.start + 3] == 0xE7, text[text.start + 4] == 0x9A, text[text.start + 5] == 0x84,
            text[text.start] == 0xE4 && text[text.start + 1] == 0xBD && text[text.start + 2] == 0xA0
                || text[text.start] == 0xE6 && text[text.start + 1] == 0x82 && text[text.start + 2] == 0xA8
        {
            return true
        }
        // The same in Russian: `ваш`, `Ваш`.
        if text[text.start] == 0xD0, text[text.start + 1] == 0xB2 || text[text.start + 1] == 0x92,
            text[text.start + 2] == 0xD0, text[text.start + 3] == 0xB0, text[text.start + 4] == 0xD1,
            text[text.start + 5] == 0x88
        {
            return true
        }
        // YOUR_TOKEN_HERE, but not `sphere`.
        if text.has("here", at: text.end - 4),
            !ByteClass.isLower(text[text.end - 5]) || text.has("yourkeyhere", at: text.end - 11)
        {
            return true
        }
        for index in text.start..<last {
            switch text.folded(index) {
            case UInt8(ascii: "e") where text.has("example", at: index): return true
            case UInt8(ascii: "p") where text.has("placeholder", at: index): return true
            // Crowdin's language for translators
            case UInt8(ascii: "c") where text.has("crwdns", at: index): return true
            case UInt8(ascii: "c")
            where text.has("changeme", at: index) || text.has("change_me", at: index)
                || text.has("change-me", at: index):
                return true
            case UInt8(ascii: "r")
            where text.has("redacted", at: index) || text.has("replace_", at: index) || text.has("replace-", at: index):
                return true
            // `R*REMOVED*`
            case UInt8(ascii: "r")
            where text.has("removed", at: index) && "*]>)".utf8.contains(text[index + 7])
                && "*[<(".utf8.contains(text[index - 1]):
                return true
            case UInt8(ascii: "y")
            where !ByteClass.isAlphanumeric(text[index - 1])
                && (text.has("yyyy-mm", at: index) || text.has("your_", at: index) || text.has("your-", at: index)
                    || text.has("your ", at: index)
                    || text.has("yourpass", at: index) || text.has("your", at: index) && isCamel(text, index + 4)
                    || isShouted(text, index)):
                return true
            case UInt8(ascii: "i") where text.has("insert_", at: index) || text.has("insert-", at: index): return true
            case UInt8(ascii: "n")
            where text.has("not-a-", at: index) || text.has("not_a_", at: index) || text.has("notareal", at: index)
                || text.has("not-set", at: index) || text.has("not_set", at: index):
                return true
            case UInt8(ascii: "d") where text.has("dummy", at: index): return true
            case UInt8(ascii: "o") where text.has("openssl_rand", at: index) || text.has("openssl rand", at: index):
                return true
            case UInt8(ascii: "g")
            where text.has("generate_", at: index) && !ByteClass.isAlphanumeric(text[index - 1])
                || text.has("generate-me", at: index):
                return true
            default: break
            }
        }
        return false
    }

    /// `YOURTOKEN`: nothing but capitals.
    private static func isShouted(_ text: WindowText, _ index: Int) -> Bool {
        index == text.start && text.has("your", at: index) && text.end - index > 6
            && (index..<text.end).allSatisfy { ByteClass.isUpper(text[$0]) }
    }

    /// `yourWeakPassword`, `yourToken`: a capital and small letters.
    private static func isCamel(_ text: WindowText, _ index: Int) -> Bool {
        ByteClass.isLower(text[index - 1]) && ByteClass.isUpper(text[index]) && ByteClass.isLower(text[index + 1])
    }

    /// Every word of it is a filler, and at least one a placeholder; or it is one word that says it all.
    private static func words(_ text: WindowText) -> Verdict {
        var whole = WordHash()
        var word = WordHash()
        var (length, total, fillers, placeholders) = (0, 0, 0, 0)
        var wasLower = false
        for index in text.start...text.end {
            let byte = text[index]
            if index < text.end { whole.add(folded: byte) }
            let isBoundary = !ByteClass.isAlphanumeric(byte) && byte < 0x80 || (wasLower && ByteClass.isUpper(byte))
            if isBoundary, length > 0 {
                total += 1
                switch PlaceholderLexicon.meaning(of: word) {
                case .placeholder: placeholders += 1
                case .filler: fillers += 1
                case .knownPassword, .literal, nil: break
                }
                (word, length) = (WordHash(), 0)
            }
            if ByteClass.isAlphanumeric(byte) || byte >= 0x80 {
                word.add(folded: byte)
                length += 1
            }
            wasLower = ByteClass.isLower(byte)
        }
        switch PlaceholderLexicon.meaning(of: whole) {
        case .knownPassword: return .knownPassword
        case .placeholder, .literal: return .placeholder
        // Among other words it fills; alone it is what databases are set up with.
        case .filler where text.end - text.start == 4 && text.has("root", at: text.start): return .knownPassword
        case .filler, nil: break
        }
        if placeholders > 0, placeholders + fillers == total { return .placeholder }
        return fillers == total && total >= 2 ? .placeholder : .none
    }
}
