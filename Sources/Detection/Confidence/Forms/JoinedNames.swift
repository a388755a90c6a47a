/// Names that words, numbers and signs make, and what programs write where a name or a value goes.
extension ValueForm {
    /// What no key has that opens something, where the key's own name says as little as `key`.
    static func isNameOfEntry(_ text: WindowText) -> Bool {
        isParted(text) || hasSignsOfCode(text) || isSortableID(text) || isNamedVersion(text)
    }

    /// `macos_2023_03_12`, `x86_64-linux-gnu`, `LGPL-2.1-only`, `ISO3166-1-Alpha-2`: words and numbers, and words with a
    /// number, that signs join; groups of one length are a licence's key.
    private static func isParted(_ text: WindowText) -> Bool {
        var (parts, begin, lengths) = (0, text.start, Set<Int>())
        for index in text.start...text.end {
            let byte = text[index]
            guard index == text.end || !ByteClass.isAlphanumeric(byte) else { continue }
            if index > begin {
                guard isPart(text, begin, index) else { return false }
                parts += 1
                lengths.insert(index - begin)
            }
            guard index == text.end || "-_.,:/@#".utf8.contains(byte) else { return false }
            begin = index + 1
        }
        return parts >= 2 && (lengths.count > 1 || lengths.contains { $0 < 4 })
    }

    /// Letters, a short number, or both with two changes at most: `x86`, `i686`, `mingw32`, `w64`.
    private static func isPart(_ text: WindowText, _ start: Int, _ end: Int) -> Bool {
        var (digits, changes) = (0, 0)
        for index in start..<end {
            if ByteClass.isDigit(text[index]) { digits += 1 }
            if index > start, ByteClass.isDigit(text[index]) != ByteClass.isDigit(text[index - 1]) { changes += 1 }
        }
        return end - start <= 12 && digits <= 5 && changes <= (end - start <= 5 ? 2 : 1)
    }

    /// `q-z:{(#14,RANGEKEYSET,@9,mangos)}`, `PCI\VEN_1022&DEV_790B`, `some_id#2024-04-30#…`: signs that no encoding of keys
    /// has; `\x9e` is a byte.
    private static func hasSignsOfCode(_ text: WindowText) -> Bool {
        (text.start..<text.end).count { text[$0] == UInt8(ascii: "#") } >= 2
            || (text.start..<text.end).contains {
                "{}(),;<>|&".utf8.contains(text[$0])
                    || text[$0] == UInt8(ascii: "\\") && ByteClass.isUpper(text[$0 + 1])
            }
    }

    /// `user_01HW0B51S2TMDC935XBTQGTZC5`: a word and a number that sorts by time (ULID).
    private static func isSortableID(_ text: WindowText) -> Bool {
        let number = text.end - 26
        guard number > text.start + 2, text[number - 1] == UInt8(ascii: "_"), text[number] == UInt8(ascii: "0"),
            (text.start..<number - 1).allSatisfy({ ByteClass.isLower(text[$0]) || text[$0] == UInt8(ascii: "_") })
        else { return false }
        return (number..<text.end).allSatisfy {
            ByteClass.isDigit(text[$0]) || ByteClass.isUpper(text[$0]) && !"ILOU".utf8.contains(text[$0])
        }
    }

    /// `Includes2-0.1.0.0-inplace-mylib+3gY9…`: a package, its version and how it was built.
    private static func isNamedVersion(_ text: WindowText) -> Bool {
        var index = text.start
        while ByteClass.isAlphanumeric(text[index]) { index += 1 }
        guard index - text.start >= 3, text[index] == UInt8(ascii: "-") else { return false }
        var dots = 0
        index += 1
        while ByteClass.isDigit(text[index]) || text[index] == UInt8(ascii: ".") {
            if text[index] == UInt8(ascii: ".") { dots += 1 }
            index += 1
        }
        return dots >= 2 && text[index] == UInt8(ascii: "-")
    }

    /// What no secret but a password may be: a path in a file of JSON, a colour of a prompt, a file and its line.
    static func isReferredName(_ text: WindowText, _ shape: ValueShape) -> Bool {
        let first = text[text.start]
        let next = text[text.start + 1]
        switch first {
        // `$.items`, `$..en-US`
        case UInt8(ascii: "$"):
            return next == UInt8(ascii: ".") && shape.letters + shape.punctuation == shape.count
        // `~http.cookiejar.Cookie`, `~pkg-dep:dep`: what documentation links to.
        case UInt8(ascii: "~"):
            return shape.digits == 0 && shape.dots + shape.hyphens > 0 && shape.letters * 10 >= shape.count * 7
        // `.gnupg/pubring.kbx`
        case UInt8(ascii: "."): return ByteClass.isLower(next) && shape.slashes > 0
        // `^[\w-]+$`
        case UInt8(ascii: "^"): return next == UInt8(ascii: "[")
        // `\nfoo\nbar`: lines of a text
        case UInt8(ascii: "\\"): return next == UInt8(ascii: "n")
        // `__Host-token`: how a cookie is called that only this host gets (RFC 6265bis).
        case UInt8(ascii: "_"): return text.has("__host-", at: text.start) || text.has("__secure-", at: text.start)
        default: break
        }
        // `fg=red,bold`
        if text.has("fg=", at: text.start) || text.has("bg=", at: text.start) { return true }
        return isPlaceInFile(text) || isNameAtVersion(text) || isChoice(text, shape)
    }

    /// `c/C.g4:574`, `main.c:12`
    private static func isPlaceInFile(_ text: WindowText) -> Bool {
        guard
            let colon = (text.start + 3..<max(text.end, text.start + 3)).first(where: { text[$0] == UInt8(ascii: ":") }
            ),
            ByteClass.isDigit(text[colon + 1])
        else { return false }
        var dot = colon - 1
        while dot > text.start, ByteClass.isLower(text[dot]) || ByteClass.isDigit(text[dot]) { dot -= 1 }
        return text[dot] == UInt8(ascii: ".") && (1...4).contains(colon - dot - 1)
            && (colon + 1..<text.end).allSatisfy { !ByteClass.isLetter(text[$0]) }
    }

    /// `app@10.2`
    private static func isNameAtVersion(_ text: WindowText) -> Bool {
        var index = text.start
        while ByteClass.isLower(text[index]) || text[index] == UInt8(ascii: "-") { index += 1 }
        guard index > text.start, text[index] == UInt8(ascii: "@"), ByteClass.isDigit(text[index + 1]) else {
            return false
        }
        return (index + 1..<text.end).allSatisfy { ByteClass.isDigit(text[$0]) || text[$0] == UInt8(ascii: ".") }
    }

    /// `NN|ZZ|QQ|RR|sqrt`, `|\\bI\\b|\\bin\\b`: what a text may have.
    private static func isChoice(_ text: WindowText, _ shape: ValueShape) -> Bool {
        let bars = (text.start..<text.end).count { text[$0] == UInt8(ascii: "|") }
        guard bars >= 2 else { return false }
        return bars >= 4 && shape.letters + bars == shape.count
            || (text.start..<text.end).contains { text[$0] == UInt8(ascii: "\\") && text.has("b|", at: $0 + 1) }
    }

    /// What no secret is, a password neither: a piece of a shell's syntax, an option, bytes of a letter.
    static func isWritten(_ text: WindowText, _ shape: ValueShape) -> Bool {
        isEscapes(text) || isOption(text, shape) || isShellPiece(text) || isAssertion(text, shape) || isOfScript(text)
            || isOpenObject(text) || isCountedGroups(text) || isDirectoryEntry(text) || isSettingOfOther(text)
    }

    /// `{\"token\":\"`, `{"argocd.token":"`: the begin of an object in which the value stands that a program puts in.
    private static func isOpenObject(_ text: WindowText) -> Bool {
        guard text[text.start] == UInt8(ascii: "{"), text.end - text.start > 6 else { return false }
        var last = text.end - 1
        while text[last] == UInt8(ascii: "\\") || text[last] == UInt8(ascii: "\"") { last -= 1 }
        return last < text.end - 1 && text[last] == UInt8(ascii: ":")
    }

    /// `abcd-1234-efgh-5678`: groups of four that go on with the alphabet and the numbers.
    private static func isCountedGroups(_ text: WindowText) -> Bool {
        let count = text.end - text.start
        guard count >= 9, count % 5 == 4,
            text.folded(text.start) == UInt8(ascii: "a") || text[text.start] == UInt8(ascii: "1")
        else { return false }
        var (letter, digit) = (UInt8(ascii: "a"), UInt8(ascii: "1"))
        for offset in 0..<count {
            let byte = text.folded(text.start + offset)
            if offset % 5 == 4 {
                guard byte == UInt8(ascii: "-") else { return false }
            } else if byte == letter {
                letter += 1
            } else if byte == digit {
                digit = digit == UInt8(ascii: "9") ? UInt8(ascii: "0") : digit + 1
            } else {
                return false
            }
        }
        return true
    }

    /// `cn=users,cn=accounts,$SUFFIX`, `uid=ada,ou=people`: an entry of a directory (RFC 4514).
    private static func isDirectoryEntry(_ text: WindowText) -> Bool {
        let names: [StaticString] = ["cn=", "ou=", "dc=", "uid="]
        guard names.contains(where: { text.has($0, at: text.start) }) else { return false }
        return (text.start + 3..<text.end).allSatisfy {
            ByteClass.isLetter(text[$0]) || "=,$-. ".utf8.contains(text[$0])
        }
    }

    /// `play.http.secret.key="changeme"` behind `secret: `: a setting by its name.
    private static func isSettingOfOther(_ text: WindowText) -> Bool {
        guard text[text.end - 1] == UInt8(ascii: "="), ByteClass.isLower(text[text.start]) else { return false }
        let name = text.start..<text.end - 1
        return name.contains { text[$0] == UInt8(ascii: ".") }
            && name.allSatisfy { ByteClass.isLower(text[$0]) || text[$0] == UInt8(ascii: ".") }
    }

    /// `\xF0\x9F\x8E\xAB`, `\12953\65039`: a sign or two, or a short word of EBCDIC, and nothing else.
    private static func isEscapes(_ text: WindowText) -> Bool {
        var (index, escapes) = (text.start, 0)
        while index < text.end {
            if text[index] == UInt8(ascii: "`") || text[index] == UInt8(ascii: "'") {
                index += 1
                continue
            }
            guard text[index] == UInt8(ascii: "\\") else { return false }
            let isLetter = ByteClass.isLetter(text[index + 1])
            guard isLetter ? "xuU".utf8.contains(text[index + 1]) : ByteClass.isDigit(text[index + 1]) else {
                return false
            }
            index += isLetter ? 2 : 1
            let first = index
            while index - first < 8, isLetter ? ByteClass.isHex(text[index]) : ByteClass.isDigit(text[index]) {
                index += 1
            }
            guard index > first else { return false }
            escapes += 1
        }
        return escapes > 0 && escapes <= 8
    }

    /// `-std=gnu++2a`, `-lcrypto`
    private static func isOption(_ text: WindowText, _ shape: ValueShape) -> Bool {
        text[text.start] == UInt8(ascii: "-") && ByteClass.isLower(text[text.start + 1]) && shape.upper == 0
            && (text.start..<text.end).allSatisfy {
                ByteClass.isLower(text[$0]) || ByteClass.isDigit(text[$0]) || "-=+".utf8.contains(text[$0])
            }
            && shape.letters * 2 >= shape.count
    }

    /// `*|XFAIL:*);;` of `case`, `` \`pwd -P\` ``, `%F{129}`: and `$$name:`, `$name$i`, `$tmp/htdocs`, where something is put in.
    private static func isShellPiece(_ text: WindowText) -> Bool {
        if text.has("*|", at: text.start) || text.has(");;", at: text.end - 3) || text.has("\\`", at: text.start) {
            return true
        }
        if text.has("%f{", at: text.start) || text.has("%k{", at: text.start) { return true }
        guard text[text.start] == UInt8(ascii: "$") else { return false }
        let name = text[text.start + 1] == UInt8(ascii: "$") ? text.start + 2 : text.start + 1
        var index = name
        while ByteClass.isLower(text[index]) || text[index] == UInt8(ascii: "_") { index += 1 }
        guard index - name >= 3 else { return false }
        // `$mysqlPassword" "$mysqlCid`
        var end = index
        while ByteClass.isAlphanumeric(text[end]) { end += 1 }
        if text.has("\" \"$", at: end) { return true }
        if name > text.start + 1 { return text[index] == UInt8(ascii: ":") }
        // `$name$i`
        if text[index] == UInt8(ascii: "$") {
            return (index + 1..<text.end).allSatisfy { ByteClass.isLower(text[$0]) || "_$".utf8.contains(text[$0]) }
                && index + 1 < text.end
        }
        return text[index] == UInt8(ascii: "/")
            && (index..<text.end).allSatisfy { ByteClass.isLower(text[$0]) || "/-_.".utf8.contains(text[$0]) }
    }

    /// `m:n.options={token:m` of a choice, `,validate:e=>e.length>0`, `null!==(n=null==t`, `->before(`, `"password":`: what is
    /// left of scripts that were made small, and of code that writes code.
    private static func isOfScript(_ text: WindowText) -> Bool {
        if text[text.start + 1] == UInt8(ascii: ":"), text[text.start + 3] == UInt8(ascii: "."),
            ByteClass.isLower(text[text.start]), ByteClass.isLower(text[text.start + 2]),
            ByteClass.isLower(text[text.start + 4])
        {
            return true
        }
        if text.has("->", at: text.start), ByteClass.isLower(text[text.start + 2]) { return true }
        if text.has("\":", at: text.end - 2), text[text.start] == UInt8(ascii: "\\") { return true }
        return (text.start + 1..<text.end).contains { text.has("!==", at: $0) || text.has("=>e.", at: $0) }
    }

    /// `pp.(string`: of which type it must be in Go.
    private static func isAssertion(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.digits == 0, let dot = (text.start..<text.end).first(where: { text[$0] == UInt8(ascii: ".") }),
            dot > text.start, text[dot + 1] == UInt8(ascii: "("), ByteClass.isLetter(text[dot + 2])
        else { return false }
        return (text.start..<dot).allSatisfy { ByteClass.isName(text[$0]) }
            && (dot + 2..<text.end).allSatisfy { ByteClass.isName(text[$0]) || "*.)".utf8.contains(text[$0]) }
    }
}
