/// Recognises forms that values of another kind than secrets have.
enum ValueForm {
    /// 8-4-4-4-12 hexadecimal digits, perhaps in braces.
    static func isUUID(_ text: WindowText) -> Bool {
        var start = text.start
        var end = text.end
        if text[start] == UInt8(ascii: "{"), text[end - 1] == UInt8(ascii: "}") { (start, end) = (start + 1, end - 1) }
        guard end - start == 36 else { return false }
        for index in 0..<36 {
            let byte = text[start + index]
            let isHyphen = index == 8 || index == 13 || index == 18 || index == 23
            guard isHyphen ? byte == UInt8(ascii: "-") : ByteClass.isHex(byte) else { return false }
        }
        return true
    }

    /// Hexadecimal digits in the length of a digest: MD5, SHA-1, SHA-2.
    static func isHash(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.hex == shape.count, shape.digits < shape.count else { return false }
        switch shape.count {
        case 32, 40, 56, 64, 96, 128: return true
        default: return false
        }
    }

    /// `sha512-…`, `sha256:…`, `hmac-sha256:…`: a digest that says so.
    static func isIntegrity(_ text: WindowText) -> Bool {
        text.has("sha1-", at: text.start) || text.has("sha256", at: text.start) || text.has("sha384", at: text.start)
            || text.has("sha512", at: text.start) || text.has("md5:", at: text.start)
            || text.has("sha1:", at: text.start) || text.has("hmac-sha", at: text.start)
    }

    /// SubjectPublicKeyInfo in base64 (RSA, elliptic curves, Ed25519) and OpenSSH's public keys.
    static func isPublicKey(_ text: WindowText) -> Bool {
        guard text.end - text.start >= 20 else { return false }
        if begins(text, with: "openpgp4fpr:") { return true }
        // A few bytes of the header tell, also where documentation cuts the rest off.
        if text[text.start] == UInt8(ascii: "M") { return publicKeyBeginnings.contains { begins(text, with: $0) } }
        guard text.end - text.start >= 40 else { return false }
        switch text[text.start] {
        case UInt8(ascii: "s"), UInt8(ascii: "e"):
            return text.has("ssh-rsa aaaa", at: text.start) || text.has("ssh-ed25519 aaaa", at: text.start)
                || text.has("ecdsa-sha2-nist", at: text.start)
        case UInt8(ascii: "A"):
            return begins(text, with: "AAAAB3NzaC1yc2E") || begins(text, with: "AAAAC3NzaC1lZDI1NTE5")
        // A recipient of age; an address of Ethereum.
        case UInt8(ascii: "a"): return begins(text, with: "age1") && text.end - text.start == 62
        case UInt8(ascii: "0"):
            return begins(text, with: "0x") && text.end - text.start == 42
                && (text.start + 2..<text.end).allSatisfy { ByteClass.isHex(text[$0]) }
        default: return false
        }
    }

    private static let publicKeyBeginnings: [StaticString] = [
        "MFkwEwYHKoZIzj0CAQYI", "MHYwEAYHKoZIzj0CAQYF", "MIGbMBAGByqGSM49AgEG", "MCowBQYDK2Vw", "MIGfMA0GCSqGSIb3DQEB",
        "MIIBIjANBgkqhkiG9w0B", "MIICIjANBgkqhkiG9w0B", "MIIBojANBgkqhkiG9w0B", "MFwwDQYJKoZIhvcNAQEB",
    ]

    private static func begins(_ text: WindowText, with word: StaticString) -> Bool {
        (0..<word.utf8CodeUnitCount).allSatisfy { text[text.start + $0] == word.utf8Start[$0] }
    }

    static func isURL(_ text: WindowText) -> Bool {
        var index = text.start
        // `url=https://…` among the arguments of a module
        if text.has("url=http", at: index) { index += 4 }
        if isHosted(text) { return true }
        while ByteClass.isAlphanumeric(text[index]) || text[index] == UInt8(ascii: "+")
            || text[index] == UInt8(ascii: "-")
        { index += 1 }
        if text[index] == UInt8(ascii: ":"), index > text.start + 1 {
            return text[index + 1] == UInt8(ascii: "/") || text.has("http", at: index + 1)
                || text.has("urn:", at: text.start) || text.has("mailto:", at: text.start)
        }
        return text.has("www.", at: text.start)
    }

    /// `github.com/owner/name`: what begins with the name of a host and goes on with a path.
    private static func isHosted(_ text: WindowText) -> Bool {
        var slash = text.start
        while ByteClass.isName(text[slash]) || text[slash] == UInt8(ascii: ".") { slash += 1 }
        guard text[slash] == UInt8(ascii: "/"), slash - text.start > 5 else { return false }
        let ends: [StaticString] = [".com", ".org", ".net", ".io", ".dev", ".in"]
        return ends.contains { text.has($0, at: slash - $0.utf8CodeUnitCount) }
    }

    /// `dc=example,dc=org`, `uid=%login,ou=people,…`: a name in a directory (RFC 4514).
    private static func isDistinguishedName(_ text: WindowText) -> Bool {
        let types: [StaticString] = ["dc=", "ou=", "cn=", "uid=", "o="]
        guard types.contains(where: { text.has($0, at: text.start) }) else { return false }
        return (text.start..<text.end).contains { index in
            text[index] == UInt8(ascii: ",") && types.contains { text.has($0, at: index + 1) }
        }
    }

    /// `/etc/key`, `./x`, `~/x`, `C:\x`, `dir/name.ext`, `name.pem`.
    static func isPath(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.blanks == 0 else { return false }
        let first = text[text.start]
        let second = text[text.start + 1]
        let isSlash = { (byte: UInt8) in byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }
        if ByteClass.isLetter(first), second == UInt8(ascii: ":"), isSlash(text[text.start + 2]) { return true }
        if first == UInt8(ascii: "~") || first == UInt8(ascii: "."),
            isSlash(second) || (second == first && isSlash(text[text.start + 2]))
        {
            return true
        }
        if hasFileExtension(text) || isSharedObject(text) || isDistinguishedName(text) { return true }
        // net/url, crypto/rsa
        if shape.slashes > 0, shape.lower + shape.slashes == shape.count, first != UInt8(ascii: "/") { return true }
        // /orders/find?id=123
        if first == UInt8(ascii: "/"), (text.start..<text.end).contains(where: { text[$0] == UInt8(ascii: "?") }) {
            return shape.likeness.mean >= 170
        }
        if first == UInt8(ascii: "/"), shape.slashes > 1 || shape.likeness.mean >= 170 {
            return shape.base64Symbols == 0
        }
        guard shape.slashes > 0, shape.base64Symbols == 0 else { return false }
        // Segments of words, not of base64.
        return shape.likeness.mean >= 190 && shape.letters * 10 >= shape.count * 7
    }

    /// `lib/libcrypto.so.2.4.2`
    private static func isSharedObject(_ text: WindowText) -> Bool {
        var index = text.end - 1
        while index > text.start, ByteClass.isDigit(text[index]) || text[index] == UInt8(ascii: ".") { index -= 1 }
        return index < text.end - 2 && text.has(".so.", at: index - 2)
    }

    /// Ends in `.pem`, `.json`… after a name.
    private static func hasFileExtension(_ text: WindowText) -> Bool {
        var dot = text.end - 1
        while dot > text.end - 7, dot > text.start, text[dot] != UInt8(ascii: ".") { dot -= 1 }
        guard dot > text.start, text[dot] == UInt8(ascii: ".") else { return false }
        var hash = WordHash()
        for index in (dot + 1)..<max(text.end, dot + 1) {
            let byte = text[index]
            hash.add(ByteClass.isUpper(byte) ? byte | 0x20 : byte)
        }
        return extensions.value(of: hash) != 0
    }

    private static let extensions = WordTable([
        (
            """
            pem key crt cer der pfx p12 jks keystore truststore pub asc gpg json yml yaml xml toml ini conf cfg
            config txt md rst html htm js ts jsx tsx css scss java kt py rb go rs php cs c h cpp swift sh bat
            ps1 sql log csv properties env png jpg jpeg gif svg ico pdf zip gz tar jar war exe dll so lock tmp
            bak dat bin db sqlite vue erb tpl twig com org net io dev local internal
            lua exs erl clj scala dart gradle proto ino vbs asp aspx jsp bash zsh groovy kts rst adoc j2 hbs ejs mjs cjs
            tfstate tfplan tfvars cshtml resx plist storyboard xib csr p7b woff woff2 ttf mp3 mp4 jpeg bmp webp tsv xls xlsx doc docx
            """, 1
        )
    ])

    /// Calls, members, subscripts, operators: what an expression has and a literal has not.
    static func isCode(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.punctuation > 0 else { return false }
        // An option; a regular expression.
        if text[text.start] == UInt8(ascii: "-"), text[text.start + 1] == UInt8(ascii: "-"),
            ByteClass.isLetter(text[text.start + 2])
        {
            return true
        }
        if isExpression(text) { return true }
        // `s:netrw_passwd` of Vim, `[--type=x]` of a usage message.
        if text[text.start + 1] == UInt8(ascii: ":"), shape.count >= 5, ByteClass.isLower(text[text.start]),
            shape.letters + shape.underscores + 1 == shape.count
        {
            return true
        }
        if text[text.start] == UInt8(ascii: "["), text[text.start + 1] == UInt8(ascii: "-") { return true }
        if isAlphabet(text) || isBetweenLiterals(text, shape) { return true }
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
    private static func isExpression(_ text: WindowText) -> Bool {
        for index in text.start..<text.end {
            let next = text[index + 1]
            switch text[index] {
            case UInt8(ascii: "("): if next == UInt8(ascii: "?") { return true }
            case UInt8(ascii: "["): if next == UInt8(ascii: "^") || isRange(text, at: index + 1) { return true }
            case UInt8(ascii: "."): if next == UInt8(ascii: "*") || next == UInt8(ascii: "+") { return true }
            case UInt8(ascii: "\\"):
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

    /// `A-Z`, `a-f`, `0-9`.
    static func isRange(_ text: WindowText, at index: Int) -> Bool {
        let (first, last) = (text[index], text[index + 2])
        guard text[index + 1] == UInt8(ascii: "-"), first < last else { return false }
        return ByteClass.isUpper(first) && ByteClass.isUpper(last)
            || ByteClass.isLower(first) && ByteClass.isLower(last)
            || ByteClass.isDigit(first) && ByteClass.isDigit(last)
    }

    /// Letters, digits, `_` and `-` of a name that words make: `access_token`, `ACCESS_TOKEN`, `accessToken`,
    /// `access-token`.
    static func isIdentifier(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.letters + shape.digits + shape.underscores + shape.hyphens + shape.dots == shape.count,
            shape.letters * 10 >= shape.count * 6,
            !ByteClass.isDigit(text[text.start])
        else { return false }
        // Digits end words in names; within words they are what people do to passwords.
        for index in text.start..<text.end where ByteClass.isDigit(text[index]) {
            if ByteClass.isLetter(text[index - 1]), ByteClass.isLower(text[index + 1]) { return false }
        }
        if shape.underscores >= 2, shape.letters + shape.underscores == shape.count, shape.upper == 0 { return true }
        if isHeaderName(text, shape) { return true }
        // Joined words in one case are a name even when they are odd words: SOME_CODE_1001.
        if shape.underscores > 0, shape.lower == 0 || shape.upper == 0, shape.underscores * 4 <= shape.count,
            shape.digits * 3 <= shape.count
        {
            return shape.likeness.mean >= 180
        }
        let isJoined = shape.underscores + shape.hyphens + shape.dots > 0
        let isCamel =
            shape.upper > 0 && shape.lower > 0 && shape.upper * 2 < shape.lower && shape.count > shape.upper + 1
            && !isCapitalised(text, shape)
        return (isJoined || isCamel) && shape.digits * 5 <= shape.count && shape.likeness.mean >= 195
    }

    /// `X-Client-Os`: words joined by hyphens, each with a capital.
    private static func isHeaderName(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.hyphens > 0, shape.letters + shape.hyphens == shape.count, shape.upper <= shape.hyphens + 1 else {
            return false
        }
        return (text.start..<text.end).allSatisfy { index in
            let begins = index == text.start || text[index - 1] == UInt8(ascii: "-")
            return text[index] == UInt8(ascii: "-") ? !begins : ByteClass.isUpper(text[index]) == begins
        }
    }

    /// One capital, at the beginning.
    private static func isCapitalised(_ text: WindowText, _ shape: ValueShape) -> Bool {
        shape.upper == 1 && ByteClass.isUpper(text[text.start])
    }

    /// `2024-01-31`, `12:30:00`, `1.2.3`: digits and separators; `name-1.2.3`: a version.
    static func isDatelike(_ text: WindowText, _ shape: ValueShape) -> Bool {
        if endsInVersion(text, shape) { return true }
        guard shape.digits >= 3, shape.letters <= 2,
            shape.hyphens + shape.dots + shape.slashes >= 2
                || (shape.punctuation >= 2 && text[text.start + 2] == UInt8(ascii: ":"))
        else { return false }
        return shape.digits + shape.letters + shape.punctuation + shape.blanks == shape.count
            && shape.punctuation * 2 <= shape.digits + 1
    }

    /// Words, then a number with dots.
    private static func endsInVersion(_ text: WindowText, _ shape: ValueShape) -> Bool {
        var index = text.end - 1
        var dots = 0
        while index > text.start, ByteClass.isDigit(text[index]) || text[index] == UInt8(ascii: ".") {
            if text[index] == UInt8(ascii: ".") { dots += 1 }
            index -= 1
        }
        guard dots >= 1, dots <= 3, text.end - index <= 12 else { return false }
        let last = text[index]
        return
            (last == UInt8(ascii: "-") || last == UInt8(ascii: "^") || last == UInt8(ascii: "~")
            || last == UInt8(ascii: "v") || last == UInt8(ascii: "=") || last == UInt8(ascii: ":"))
            && (shape.likeness.mean >= 170 || shape.letters <= 2)
    }

    /// The base64 alphabet with both cases and digits, as long as base64 of 12 bytes or more.
    static func isBase64(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.count >= 16, shape.lower > 0, shape.upper > 0,
            shape.letters + shape.digits + shape.slashes + shape.base64Symbols + shape.hyphens + shape.underscores
                == shape.count
        else { return false }
        let isPadded = text[text.end - 1] == UInt8(ascii: "=")
        return isPadded || (shape.digits > 0 && shape.count >= 20 && shape.count % 4 == 0)
    }
}
