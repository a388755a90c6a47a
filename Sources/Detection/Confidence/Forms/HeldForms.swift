internal import Model

/// Forms of what stands in fields that are named after a secret and hold something else: a place in memory, a colour,
/// an element of a page.
extension ValueForm {
    /// Whether it is one of the forms below, which no secret of any kind has.
    static func isHeldForm(_ text: WindowText, _ shape: ValueShape) -> Bool {
        isAddress(text, shape) || isColour(text, shape) || isLocator(text) || isUnusable(text, shape)
            || isObjectMacro(text, shape) || isMarkup(text) || isGlyph(text, shape) || isPrice(text, shape)
            || isTracker(text) || isInstallerKey(text, shape) || isEmptyEntity(text) || isNotation(text, shape)
    }

    static let groupedLength = 19

    /// `kiqb grcm hvdz uajr`: four times four small letters that run like no words.
    static func isGrouped(_ text: WindowText) -> Bool {
        guard text.end - text.start == groupedLength,
            (0..<groupedLength).allSatisfy({
                $0 % 5 == 4 ? text[text.start + $0] == 0x20 : ByteClass.isLower(text[text.start + $0])
            })
        else { return false }
        let value = UnsafeRawBufferPointer(rebasing: text.bytes[text.start..<text.end])
        return ValueShape(value).likeness.mean < 150
    }

    /// What other things are called that keys and tokens name: `rtb-0d4ef2d98fc7ff224`, `_csrftoken`, `1000/minute`, the
    /// end of a line of text, a substitution of sed.
    static func isNamedForm(_ text: WindowText, _ shape: ValueShape) -> Bool {
        isResource(text) || isHiddenName(text, shape) || isRate(text) || isLineOfText(text, shape)
            || isSubstitution(text) || isConstant(shape) || isMigration(text)
            || isNetworkAddress(text, shape) || text.has("did:", at: text.start) || isModel(text, shape)
    }

    /// `NEO4J_AUTH`, `AVR32_USBB_PTOKEN_SETUP`: a name in capitals.
    private static func isConstant(_ shape: ValueShape) -> Bool {
        shape.lower == 0 && shape.underscores > 0 && shape.upper >= 5 && shape.upper > shape.digits * 4
            && shape.upper + shape.underscores + shape.digits == shape.count && shape.likeness.mean >= 150
    }

    /// `claude-3-5-sonnet-20241022`, `gemini/gemini-2.5-pro-exp-03-25`, `GLM-5.1-FP8`: words and short numbers by turns, each
    /// between signs of its own, as models and builds are called.
    private static func isModel(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.hyphens >= 2, shape.digits > 0, shape.blanks == 0, shape.underscores == 0,
            shape.letters + shape.digits + shape.hyphens + shape.dots + shape.punctuation >= shape.count
        else { return false }
        var (words, numbers, start) = (0, 0, text.start)
        for index in text.start...text.end where index == text.end || "-/.:".utf8.contains(text[index]) {
            let part = start..<index
            start = index + 1
            guard !part.isEmpty else { return false }
            let letters = part.count { ByteClass.isLetter(text[$0]) }
            let digits = part.count { ByteClass.isDigit(text[$0]) }
            guard letters + digits == part.count else { return false }
            if digits == 0 {
                guard letters <= 12 else { return false }
                if letters >= 3 { words += 1 }
            } else if letters == 0 {
                guard digits <= 8 else { return false }
                numbers += 1
            } else {
                // v3, 4o, 30b, FP8, instruct2
                guard letters <= 3, digits <= 3, part.count <= 4 else { return false }
                numbers += 1
            }
        }
        return words > 0 && numbers >= 2 && (words >= 2 || shape.count <= 24)
            && shape.likeness.mean >= 150
    }

    /// `0001_initial`: a step that changes a database.
    private static func isMigration(_ text: WindowText) -> Bool {
        (0..<4).allSatisfy { ByteClass.isDigit(text[text.start + $0]) } && text[text.start + 4] == UInt8(ascii: "_")
            && text.end - text.start > 7
            && (text.start + 5..<text.end).allSatisfy {
                ByteClass.isLower(text[$0]) || ByteClass.isDigit(text[$0]) || text[$0] == UInt8(ascii: "_")
            }
    }

    /// `rose-500`, `text-zinc-400`: a colour of a style guide.
    static func isStyle(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.hyphens > 0, shape.digits >= 2, shape.digits <= 3, shape.upper == 0,
            shape.lower + shape.digits + shape.hyphens == shape.count, ByteClass.isLower(text[text.start])
        else { return false }
        return text[text.end - shape.digits - 1] == UInt8(ascii: "-")
            && (text.end - shape.digits..<text.end).allSatisfy { ByteClass.isDigit(text[$0]) }
    }

    /// `::fd87:20d6:a932:6615`, `[dead::beef]:80`
    private static func isNetworkAddress(_ text: WindowText, _ shape: ValueShape) -> Bool {
        if text[text.start] == UInt8(ascii: "["),
            let close = (text.start..<text.end).first(where: { text[$0] == UInt8(ascii: "]") })
        {
            return (text.start + 1..<close).allSatisfy { ByteClass.isHex(text[$0]) || text[$0] == UInt8(ascii: ":") }
                && (text.start + 1..<close).contains { text.has("::", at: $0) }
                && (close + 1..<text.end).allSatisfy { ByteClass.isDigit(text[$0]) || text[$0] == UInt8(ascii: ":") }
        }
        let colons = (text.start..<text.end).count { text[$0] == UInt8(ascii: ":") }
        return colons >= 3 && shape.hex + colons == shape.count && shape.count <= 39
            && (text.start..<text.end).contains { text.has("::", at: $0) }
    }

    /// `packages-gpg:private-key`, `loki-gh-app:app-id`: where a secret is kept, and what it is called there.
    static func isFieldOfSecret(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.upper == 0,
            shape.letters + shape.hyphens + shape.underscores + shape.digits + shape.slashes + 1 == shape.count,
            let colon = (text.start..<text.end).first(where: { text[$0] == UInt8(ascii: ":") }), colon - text.start >= 3
        else { return false }
        let fields: [StaticString] = [
            "key", "id", "token", "password", "secret", "username", "user", "url", "cert", "pass", "passphrase",
        ]
        return fields.contains {
            let start = text.end - $0.utf8CodeUnitCount
            return start > colon && text.has($0, at: start) && !ByteClass.isLetter(text[start - 1])
        }
    }

    /// `subnet-…`, `i-…`: things in AWS.
    private static func isResource(_ text: WindowText) -> Bool {
        var here = text.start
        while ByteClass.isLower(text[here]) { here += 1 }
        let digits = text.end - here - 1
        return here > text.start && here - text.start <= 12 && text[here] == UInt8(ascii: "-")
            && (digits == 17 || digits == 8) && (here + 1..<text.end).allSatisfy { ByteClass.isHex(text[$0]) }
    }

    /// `_csrftoken`, `_0_expected_1005`: a name that is for a program's own use.
    private static func isHiddenName(_ text: WindowText, _ shape: ValueShape) -> Bool {
        // `__AntiXsrfToken`
        if text.has("__", at: text.start), shape.letters + shape.underscores == shape.count, shape.lower > shape.upper {
            return true
        }
        // `_oauth2proxy`
        guard text[text.start] == UInt8(ascii: "_"), shape.upper == 0, shape.lower >= 4,
            shape.lower + shape.underscores + shape.digits == shape.count
        else { return false }
        if text.has("_oembed_", at: text.start) { return true }
        return shape.digits == 0 || shape.digits == 1 && shape.lower >= 8
            || shape.underscores >= 2 && shape.digits <= 6 && shape.likeness.mean >= 170
    }

    /// `json:"password,omitempty"`: how a field of Go is written elsewhere.
    static func isFieldTag(_ text: WindowText) -> Bool {
        let formats: [StaticString] = [
            "json:", "yaml:", "xml:", "bson:", "db:", "gorm:", "mapstructure:", "toml:", "form:", "protobuf:",
        ]
        return formats.contains {
            text.has($0, at: text.start) && ByteClass.isQuote(text[text.start + $0.utf8CodeUnitCount])
        }
    }

    /// `1000/minute`, `5/s`
    private static func isRate(_ text: WindowText) -> Bool {
        var here = text.start
        while ByteClass.isDigit(text[here]) { here += 1 }
        guard here > text.start, text[here] == UInt8(ascii: "/") else { return false }
        let units: [StaticString] = ["s", "m", "h", "d", "sec", "second", "min", "minute", "hour", "day", "month"]
        return units.contains { text.has($0, at: here + 1) && text.end - here - 1 - $0.utf8CodeUnitCount <= 1 }
    }

    /// `World!\n`: what a program prints.
    private static func isLineOfText(_ text: WindowText, _ shape: ValueShape) -> Bool {
        shape.count <= 24 && text.has("\\n", at: text.end - 2) && shape.digits == 0
    }

    /// `s/@@ver@@/$ver/g;…`
    private static func isSubstitution(_ text: WindowText) -> Bool {
        let sign = text[text.start + 1]
        guard text[text.start] == UInt8(ascii: "s"), "/|#,".utf8.contains(sign) else { return false }
        return (text.start + 2..<text.end).count { text[$0] == sign } >= 2
    }

    /// `<b>anything' OR 1`: text of a page.
    private static func isMarkup(_ text: WindowText) -> Bool {
        guard text[text.start] == UInt8(ascii: "<") else { return false }
        var index = text.start + 1
        while ByteClass.isLower(text[index]), index - text.start <= 6 { index += 1 }
        return index - text.start >= 2 && text[index] == UInt8(ascii: ">") && index + 1 < text.end
    }

    /// `\\f809`: a character of a font of icons, as CSS writes it.
    private static func isGlyph(_ text: WindowText, _ shape: ValueShape) -> Bool {
        text[text.start] == UInt8(ascii: "\\") && shape.count >= 5 && shape.count <= 7
            && (text.start + 1..<text.end).allSatisfy { ByteClass.isHex(text[$0]) }
    }

    /// `8:_327E65EAB97DBD12779F10EEDF75188A`: what projects of Visual Studio's installers know files by.
    private static func isInstallerKey(_ text: WindowText, _ shape: ValueShape) -> Bool {
        shape.count == 35 && text.has("8:_", at: text.start)
            && (text.start + 3..<text.end).allSatisfy { ByteClass.isHex(text[$0]) }
    }

    /// `&apos;&apos;`: nothing between two quotes.
    private static func isEmptyEntity(_ text: WindowText) -> Bool {
        let quotes: [StaticString] = ["&apos;&apos;", "&quot;&quot;", "&#39;&#39;", "&#34;&#34;"]
        return quotes.contains { text.has($0, at: text.start) && text.end - text.start == $0.utf8CodeUnitCount }
    }

    /// `$0.15/$0.60`, `$0.014`: what a token costs.
    private static func isPrice(_ text: WindowText, _ shape: ValueShape) -> Bool {
        text[text.start] == UInt8(ascii: "$") && ByteClass.isDigit(text[text.start + 1]) && shape.dots > 0
            // `$9.60/month`
            && (text.start..<text.end).allSatisfy {
                ByteClass.isDigit(text[$0]) || "$./,- ".utf8.contains(text[$0])
                    || ByteClass.isLower(text[$0])
                        && (text[$0 - 1] == UInt8(ascii: "/") || ByteClass.isLower(text[$0 - 1]))
            }
    }

    /// `UA-12345678-1`, `G-1A2B3C4D5E`, `GTM-ABC1234`, `ca-pub-…`: what pages are counted and sold under; every visitor
    /// reads it.
    private static func isTracker(_ text: WindowText) -> Bool {
        func rest(_ prefix: StaticString, _ lengths: ClosedRange<Int>, _ isPart: (UInt8) -> Bool) -> Bool {
            let start = text.start + prefix.utf8CodeUnitCount
            return text.has(prefix, at: text.start) && lengths.contains(text.end - start)
                && (start..<text.end).allSatisfy { isPart(text[$0]) }
        }
        let isDigit = { (byte: UInt8) in ByteClass.isDigit(byte) }
        let isCode = { (byte: UInt8) in ByteClass.isDigit(byte) || ByteClass.isUpper(byte) }
        switch text[text.start] {
        case UInt8(ascii: "U"): return rest("ua-", 6...15) { isDigit($0) || $0 == UInt8(ascii: "-") }
        case UInt8(ascii: "G"): return rest("g-", 10...10, isCode) || rest("gtm-", 5...8, isCode)
        case UInt8(ascii: "A"): return rest("aw-", 9...11, isDigit)
        case UInt8(ascii: "c"): return rest("ca-pub-", 16...16, isDigit)
        default: return false
        }
    }

    /// `ada@example.org`: whom a token or key belongs to.
    static func isMailAddress(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.letters > 4, shape.dots > 0, shape.blanks == 0 else { return false }
        var (at, dots) = (0, 0)
        for index in text.start..<text.end {
            let byte = text[index]
            if byte == UInt8(ascii: "@") {
                guard at == 0, index > text.start else { return false }
                at = index
            } else if byte == UInt8(ascii: "."), at > 0 {
                dots += 1
            } else if !ByteClass.isName(byte), byte != UInt8(ascii: "."), byte != UInt8(ascii: "+") {
                return false
            }
        }
        return at > 0 && dots > 0 && ByteClass.isLetter(text[text.end - 1])
    }

    /// `0xc000249570`: a pointer, as programs print it; `0x117957A6`: 32 bits.
    private static func isAddress(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.count >= 8, shape.count <= 18, text[text.start] == UInt8(ascii: "0"),
            text[text.start + 1] == UInt8(ascii: "x")
        else { return false }
        return (text.start + 2..<text.end).allSatisfy {
            ByteClass.isHex(text[$0]) && (shape.count <= 10 || !ByteClass.isUpper(text[$0]))
        }
    }

    /// `#9e9`, `#FF3333`: what passed tests are shown in.
    private static func isColour(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard text[text.start] == UInt8(ascii: "#"), shape.count == 4 || shape.count == 7 else { return false }
        return (text.start + 1..<text.end).allSatisfy { ByteClass.isHex(text[$0]) }
    }

    /// `xpath=//input[1]`, `css=.field`, `id=input_1`: where tests of pages find the field.
    private static func isLocator(_ text: WindowText) -> Bool {
        let kinds: [StaticString] = ["xpath=", "css=", "id=", "name=", "xpath://", "//*[@", "//input["]
        return kinds.contains { text.has($0, at: text.start) && text.end - text.start > $0.utf8CodeUnitCount }
    }

    /// `!` and forty letters and digits: Django lets nobody in with it (`UNUSABLE_PASSWORD_PREFIX`).
    private static func isUnusable(_ text: WindowText, _ shape: ValueShape) -> Bool {
        text[text.start] == UInt8(ascii: "!") && shape.count == 41 && shape.letters + shape.digits == 40
    }

    /// `OBJ_pkcs9,7L`: an object identifier in the macros of OpenSSL.
    private static func isObjectMacro(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard text[text.end - 1] == UInt8(ascii: "L"), shape.punctuation > 0, ByteClass.isLetter(text[text.start])
        else {
            return false
        }
        var index = text.end - 2
        while ByteClass.isDigit(text[index]) { index -= 1 }
        return index < text.end - 2 && text[index] == UInt8(ascii: ",")
            && (text.start..<index).allSatisfy { ByteClass.isName(text[$0]) || text[$0] == UInt8(ascii: ",") }
    }

    /// `6.9083E8`, `-0.25`: a number with a fraction.
    static func isFraction(_ text: WindowText, _ shape: ValueShape) -> Bool {
        shape.digits > 1 && shape.dots == 1 && shape.count <= 26
            && (text.start..<text.end).allSatisfy {
                ByteClass.isDigit(text[$0]) || text[$0] == UInt8(ascii: ".") || text[$0] == UInt8(ascii: "-")
                    || text[$0] == UInt8(ascii: "+") || text[$0] | 0x20 == UInt8(ascii: "e")
            }
    }
}
