internal import Model

/// Literals that code compares with what a name holds.
struct Comparison {
    let text: WindowText
    let key: KeySite

    /// `== "x"`, `!= "x"`, `=== "x"`.
    /// - Parameter sign: where the operator begins.
    func literal(behindSign sign: Int) -> ValueSite? {
        compared(text.skippingBlanks(sign + (text[sign + 2] == UInt8(ascii: "=") ? 3 : 2)))
    }

    /// `.equals("x")`, `.equalsIgnoreCase("x")` of Java.
    /// - Parameter start: behind `.equals`.
    func literal(inCallAt start: Int) -> ValueSite? {
        var here = start
        while ByteClass.isLetter(text[here]) { here += 1 }
        return text[here] == UInt8(ascii: "(") ? compared(text.skippingBlanks(here + 1)) : nil
    }

    private func compared(_ here: Int) -> ValueSite? {
        guard var site = ValueReader(text: text).quoted(here), !isTypeOf(site.span) else { return nil }
        site.evidence.insert(.inComparison)
        return site
    }

    /// `typeof window.renderPass === 'function'`: the types that JavaScript has.
    private func isTypeOf(_ span: ByteSpan) -> Bool {
        let types: [StaticString] = ["function", "undefined", "object", "string", "number", "boolean"]
        return types.contains { $0.utf8CodeUnitCount == span.count && text.has($0, at: span.start) }
            && (max(key.name.start - 80, text.lineStart(key.name.start))..<key.name.start).contains {
                text.has("typeof", at: $0)
            }
    }

    /// `"x".equals(password)`: the literal before the call whose only argument the key is.
    func literalBefore() -> ValueSite? {
        var open = key.name.start - 1
        while ByteClass.isName(text[open]) || text[open] == UInt8(ascii: ".") { open -= 1 }
        guard text[open] == UInt8(ascii: "(") else { return nil }
        let names: [StaticString] = [".equals", ".equalsignorecase", ".contentequals"]
        guard let name = names.first(where: { text.has($0, at: open - $0.utf8CodeUnitCount) }) else { return nil }
        let close = open - name.utf8CodeUnitCount - 1
        guard text[close] == UInt8(ascii: "\"") else { return nil }
        var first = close - 1
        while first > close - 120, text[first] >= 0x20, text[first] != UInt8(ascii: "\"") { first -= 1 }
        guard text[first] == UInt8(ascii: "\""), close - first > 1 else { return nil }
        return ValueSite(span: ByteSpan(first + 1, close), end: key.end, evidence: [.quoted, .inComparison])
    }

    /// `expect(token).toBe("x")`, `assertThat(password).isEqualTo("x")`.
    /// - Parameter close: the bracket behind the name.
    func expected(_ close: Int) -> ValueSite? {
        let calls: [StaticString] = [
            ").tobe(", ").toequal(", ").tostrictequal(", ").isequalto(", ").to.equal(", ").to eq(",
        ]
        guard let call = calls.first(where: { text.has($0, at: close) }) else { return nil }
        return compared(text.skippingBlanks(close + call.utf8CodeUnitCount))
    }

    /// `strcmp(password, "x")`, `Objects.equals(token, "8f14e45f…")`, `assertEqual(user.token, "…")`: the second of two
    /// things that are compared, behind the comma at `start`. Parsers compare tokens and keys with names.
    func argument(_ start: Int) -> ValueSite? {
        if let site = setting(start) { return site }
        guard text[start] == UInt8(ascii: ","), isArgument,
            var site = ValueReader(text: text).quoted(text.skippingWhitespace(start + 1))
        else { return nil }
        let isPassword = (key.name.start..<key.name.end).contains {
            text.has("pass", at: $0) || text.has("pwd", at: $0)
        }
        if !isPassword {
            let digits = (site.span.start..<site.span.end).count { ByteClass.isDigit(text[$0]) }
            guard site.span.count >= 16, digits >= 3 else { return nil }
        }
        // strncmp(password, "SCRV1:", 6): how it begins
        guard text[site.span.end - 1] != UInt8(ascii: ":") else { return nil }
        site.evidence.insert(isCopied ? .inCall : .inComparison)
        return site
    }

    /// A digit, or capitals in a row behind small letters.
    private func isNoName(_ span: ByteSpan) -> Bool {
        (span.start..<span.end).contains { ByteClass.isDigit(text[$0]) }
            || (span.start..<span.end - 2).contains {
                ByteClass.isLower(text[$0]) && ByteClass.isUpper(text[$0 + 1]) && ByteClass.isUpper(text[$0 + 2])
            }
    }

    /// `strcpy(password, "x")`: the second argument becomes what the name holds.
    private var isCopied: Bool {
        let names: [StaticString] = [
            "strcpy", "strncpy", "strlcpy", "strcpy_s", "strcat", "sprintf", "lstrcpy", "wcscpy", "memcpy",
        ]
        let open = argumentList
        return names.contains { text.has($0, at: open - $0.utf8CodeUnitCount) }
    }

    /// `intent.putExtra(TAG_PASSWORD, "x")`: set under a name that a constant holds.
    private func setting(_ start: Int) -> ValueSite? {
        let isConstant = (key.name.start..<key.name.end).allSatisfy { !ByteClass.isLower(text[$0]) }
        guard isConstant, key.name.count >= 5, key.before == UInt8(ascii: "(") || key.before == UInt8(ascii: "."),
            var site = ValueReader(text: text).quoted(text.skippingWhitespace(start + 1)), site.span.count >= 6,
            text[text.skippingBlanks(site.end)] == UInt8(ascii: ")"),
            isNoName(site.span)
        else { return nil }
        site.evidence.insert(.inCall)
        return site
    }

    /// Before the key as a first argument, or before what it is a part of.
    private var argumentList: Int {
        var open = key.name.start - 1
        while ByteClass.isName(text[open]) || text[open] == UInt8(ascii: ".") || text[open] == UInt8(ascii: "$")
            || text[open] == UInt8(ascii: ">")
        { open -= 1 }
        return open
    }

    private var isArgument: Bool {
        let open = argumentList
        guard text[open] == UInt8(ascii: "(") else { return false }
        if isCopied { return true }
        let names: [StaticString] = [
            "strcmp", "strcasecmp", "strncmp", "strcmpi", "lstrcmp", "streq", "objects.equals", "stringutils.equals",
            "string.equals", "assertequal", "assertequals", "hash_equals", "compare_digest", "timingsafeequal",
            "securecompare", "secure_compare", "hmac.equal", "hmac.compare", "assert_equal", "constanttimecompare",
        ]
        return names.contains { text.has($0, at: open - $0.utf8CodeUnitCount) }
    }
}
