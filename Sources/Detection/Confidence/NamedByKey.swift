internal import Model

/// What the key says of a value that no other sign tells from an id or a digest: rules that know their values by a
/// provider's name beside them would take all that has it in its own.
enum NamedByKey {
    /// `ALGOLIA_PUBLIC_KEY`, `CODECOV_TOKEN_HASH`, `HEROKU_APP_ID`, `CIRCLECI_SHA1`: public, or something about a secret.
    /// - Parameter key: from the provider's name to the value.
    static func isAboutSomethingElse(_ key: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        let text = WindowText(content, from: key.start, to: key.end)
        let name = lastName(of: text)
        if name.isEmpty { return false }
        guard let verdict = KeyLexicon.judge(text, name) else { return KeyLexicon.isAbout(text, name) }
        return verdict.evidence.contains(.keyNamesPublic)
    }

    /// `CC_TEST_REPORTER_ID`, `appId`: the last word of the key is one of its own.
    /// - Parameter key: from the provider's name to the value.
    static func isID(_ key: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        let text = WindowText(content, from: key.start, to: key.end)
        let name = lastName(of: text)
        return name.count >= 2 && text.has("id", at: name.end - 2)
    }

    /// `codeclimate-<digits>`, `gitlab-logo.<digits>.svg`: what a cache, a build or a style sheet calls something, where no word
    /// says that it is a secret.
    static func isPartOfName(
        _ key: ByteSpan, _ secret: ByteSpan, in content: UnsafeRawBufferPointer, window: ByteSpan
    ) -> Bool {
        let text = WindowText(content, from: window.start, to: window.end)
        if isFileName(text, behind: secret.end) || isRevision(text, secret) { return true }
        guard text[secret.start - 1] == UInt8(ascii: "-") || text[secret.start - 1] == UInt8(ascii: ".") else {
            return false
        }
        let words: [StaticString] = ["key", "token", "secret", "access", "private", "api", "auth", "pass", "bearer"]
        return !(key.start..<key.end).contains { place in words.contains { text.has($0, at: place) } }
    }

    /// `github.com/acme/acme-api-go <40 digits>`: which version of something is meant, in a list of what a program is made of.
    private static func isRevision(_ text: WindowText, _ secret: ByteSpan) -> Bool {
        guard ByteClass.isBlank(text[secret.start - 1]),
            (secret.start..<secret.end).allSatisfy({ ByteClass.isHex(text[$0]) })
        else { return false }
        var end = secret.start - 1
        while ByteClass.isBlank(text[end - 1]) { end -= 1 }
        var start = end
        while start > text.start, text[start - 1] > 0x20, !ByteClass.isQuote(text[start - 1]) { start -= 1 }
        return (start..<end).contains { text[$0] == UInt8(ascii: "/") } && text[end - 1] != UInt8(ascii: ":")
            && ByteClass.isAlphanumeric(text[end - 1])
    }

    /// The name that the value stands behind: `apiKey` of `acme: { apiKey: "…" }`.
    private static func lastName(of text: WindowText) -> ByteSpan {
        var end = text.end
        while end > text.start, !ByteClass.isAlphanumeric(text[end - 1]) { end -= 1 }
        var start = end
        while start > text.start, ByteClass.isName(text[start - 1]) { start -= 1 }
        return ByteSpan(start, end)
    }

    private static func isFileName(_ text: WindowText, behind end: Int) -> Bool {
        guard text[end] == UInt8(ascii: ".") else { return false }
        let endings: [StaticString] = [
            "js", "css", "svg", "png", "jpg", "jpeg", "gif", "webp", "map", "min", "html", "woff", "woff2", "ttf",
            "ico",
            "chunk", "o", "rcgu", "so", "dll", "pdf",
        ]
        return endings.contains { ending in
            text.has(ending, at: end + 1) && !ByteClass.isName(text[end + 1 + ending.utf8CodeUnitCount])
        }
    }
}
