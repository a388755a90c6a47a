import Testing

@testable import Discovery

/// A value is the same however a file has to write it.
@Suite struct LiteralSpellingTests {
    /// The opening quote with what stands before it, and the value.
    private static func plain(_ before: String, _ value: String) -> String {
        let content = Array((before + value).utf8)
        return content.withUnsafeBytes { content in
            let text = UnsafeRawBufferPointer(rebasing: content[before.utf8.count...])
            let opening = LiteralSpelling.Opening(before: before.utf8.count, in: content)
            return LiteralSpelling.plain(text, behind: opening).map { String(decoding: $0, as: UTF8.self) } ?? value
        }
    }

    @Test(arguments: [
        (#"": ""#, #"a\u0026b"#), (#"": ""#, #"a\x26b"#), ("x=", #"a\u0026b"#), (##"\""##, #"a\\u0026b"#),
    ])
    func numbersOfCharactersAreUndone(_ written: (before: String, value: String)) {
        #expect(Self.plain(written.before, written.value) == "a&b")
    }

    @Test func signsBehindBackslashesAreUndone() {
        #expect(Self.plain("\"", ##"a\/b\"c\\d"##) == ##"a/b"c\d"##)
        #expect(Self.plain("'", #"a\'b"#) == "a'b")
        #expect(Self.plain("\"", #"a\$b\@c"#) == "a$b@c")
        #expect(Self.plain("key=", ##"a\:b\=c\#d\!e"##) == "a:b=c#d!e")
        #expect(Self.plain("\"", #"\u00e9\u5bc6"#) == "é密")
    }

    @Test func doubledQuotesAreOne() {
        #expect(Self.plain("'", "it''s") == "it's")
        #expect(Self.plain("\"", "a\"\"b") == "a\"b")
    }

    @Test(arguments: [
        #"ab" + "cd"#, "ab\" +\n    \"cd", "ab\"\n    \"cd", "ab\" \\\n  \"cd", "ab\" . 'cd", "ab\" & _\n \"cd",
        "ab\" + // the first half\n    \"cd", "ab\" + r\"cd", #"a" + "b" + "c" + "d"#, #"ab" <> "cd"#,
    ])
    func partsAreJoined(_ value: String) { #expect(Self.plain("x = \"", value) == "abcd") }

    /// In plain settings a backslash is one; half an escape, half a pair of UTF-16 and control characters are none.
    @Test(arguments: [
        ("x=", #"a\\b\x26\$\'c"#), ("'", #"a\$b"#), ("\"", #"a\u00zz"#), ("\"", #"\ud83d"#), ("\"", #"a\nb\u0000"#),
        ("x=", #"a'b"c"#), ("\"", "a'b"),
    ])
    func everythingElseStays(_ written: (before: String, value: String)) {
        #expect(Self.plain(written.before, written.value) == written.value)
    }
}
