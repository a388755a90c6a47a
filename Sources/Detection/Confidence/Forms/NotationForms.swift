internal import Model

/// Notations that programs and documents have for other things: types, moments, requirements, suites of ciphers.
extension ValueForm {
    /// Whether it is one of the forms below, which no secret of any kind has.
    static func isNotation(_ text: WindowText, _ shape: ValueShape) -> Bool {
        isOptionalType(text, shape) || isMoment(text) || isRequirement(text, shape) || isContentModel(text)
            || isCipherSuite(text, shape) || isTypeName(text, shape) || isHeader(text, shape)
            || isTokenType(text, shape) || isEscapedURL(text) || isJoinedTemplate(text)
    }

    /// `str?`, `password?`: what a schema lets a setting be.
    private static func isOptionalType(_ text: WindowText, _ shape: ValueShape) -> Bool {
        text[text.end - 1] == UInt8(ascii: "?") && shape.lower == shape.count - 1 && shape.count <= 11
    }

    /// `2016-09-24T16:18:07Z`
    private static func isMoment(_ text: WindowText) -> Bool {
        let form: StaticString = "0000-00-00t00:00:00"
        guard text.end - text.start >= form.utf8CodeUnitCount, text.end - text.start <= 32 else { return false }
        return (0..<form.utf8CodeUnitCount).allSatisfy {
            let wanted = form.utf8Start[$0]
            let byte = text.folded(text.start + $0)
            return wanted == UInt8(ascii: "0") ? ByteClass.isDigit(byte) : byte == wanted || $0 == 10 && byte == 0x20
        }
    }

    /// `anyio==4.12.1`, `boto3>=1.34`: a package and its version, as pip knows them.
    private static func isRequirement(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.digits > 0, let sign = (text.start..<text.end).first(where: { "=><~!".utf8.contains(text[$0]) }),
            sign > text.start + 1, text[sign + 1] == UInt8(ascii: "="), ByteClass.isDigit(text[sign + 2])
        else { return false }
        return (text.start..<sign).allSatisfy {
            ByteClass.isLower(text[$0]) || ByteClass.isDigit(text[$0]) || "-_.[]".utf8.contains(text[$0])
        }
            && (sign + 2..<text.end).allSatisfy {
                ByteClass.isDigit(text[$0]) || ByteClass.isLower(text[$0]) || ".*,<>=!~ ".utf8.contains(text[$0])
            }
    }

    /// `#PCDATA|%mglyph.qname;`: what an element of a DTD may hold.
    private static func isContentModel(_ text: WindowText) -> Bool { text.has("#pcdata", at: text.start) }

    /// `+3DES-CBC:+SHA1`, `NONE:+VERS-TLS-ALL:+ARCFOUR-128`: priorities of GnuTLS.
    private static func isCipherSuite(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.lower == 0, text[text.start] == UInt8(ascii: "+") || ByteClass.isUpper(text[text.start]) else {
            return false
        }
        var signs = 0
        for index in text.start..<text.end {
            let byte = text[index]
            if byte == UInt8(ascii: ":"), text[index + 1] == UInt8(ascii: "+") { signs += 1 }
            guard
                ByteClass.isUpper(byte) || ByteClass.isDigit(byte) || "+-:!%.".utf8.contains(byte)
            else { return false }
        }
        return signs > 0
    }

    /// `Int32`, `UInt8`, `Passwd*`, `LPWSTR`: a type.
    private static func isTypeName(_ text: WindowText, _ shape: ValueShape) -> Bool {
        if text[text.end - 1] == UInt8(ascii: "*"), shape.letters + shape.underscores + 1 == shape.count,
            ByteClass.isUpper(text[text.start])
        {
            return true
        }
        if text.has("lp", at: text.start), text.has("str", at: text.end - 3), shape.upper == shape.count { return true }
        let types: [StaticString] = ["int", "uint", "float"]
        guard let type = types.first(where: { text.has($0, at: text.start) }) else { return false }
        let digits = text.start + type.utf8CodeUnitCount
        let sizes: [StaticString] = ["8", "16", "32", "64", "128"]
        return sizes.contains { text.end - digits == $0.utf8CodeUnitCount && text.has($0, at: digits) }
    }

    /// `X-API-Key`: the name of a header.
    private static func isHeader(_ text: WindowText, _ shape: ValueShape) -> Bool {
        text.has("x-", at: text.start) && shape.letters + shape.hyphens == shape.count && shape.count > 4
            && shape.likeness.mean >= 150
    }

    /// `oi_stet+jwt`: what kind of token it is (RFC 6838, suffixes of structured syntaxes).
    private static func isTokenType(_ text: WindowText, _ shape: ValueShape) -> Bool {
        text.has("+jwt", at: text.end - 4) && shape.digits == 0
    }

    /// `mongodb%3A%2F%2Fcluster`: what a token is for, in a URL.
    private static func isEscapedURL(_ text: WindowText) -> Bool {
        (text.start..<min(text.end, text.start + 12)).contains { text.has("%3a%2f%2f", at: $0) }
            && !(text.start..<text.end).contains { text[$0] == UInt8(ascii: "@") || text.has("%40", at: $0) }
    }

    /// `$ha1Hex:$nonce:$cnonce`: variables, put together.
    private static func isJoinedTemplate(_ text: WindowText) -> Bool {
        guard text[text.start] == UInt8(ascii: "$"), ByteClass.isLetter(text[text.start + 1]) else { return false }
        return (text.start + 2..<text.end).contains {
            text[$0] == UInt8(ascii: "$") && ":/-_.,".utf8.contains(text[$0 - 1]) && ByteClass.isLetter(text[$0 + 1])
        }
    }
}
