@testable import Inventory
import Testing

/// Findings files may come from anybody: nothing in them stops the program.
@Suite struct JSONCursorTests {
    @Test(arguments: [
        (#"a\n\t\"\\\/"#, "a\n\t\"\\/"), (#"\u00e9"#, "é"), (#"\ud83d\ude00"#, "😀"), (#"\uD83D\uDE00"#, "😀"),
        // Halves of pairs.
        (#"\ud800\u0041"#, "\u{FFFD}A"), (#"\ud800\ud83d\ude00"#, "\u{FFFD}😀"), (#"\ud800\n"#, "\u{FFFD}\n"),
        (#"\ud800"#, "\u{FFFD}"), (#"\udc00x"#, "\u{FFFD}x"), (#"\udbff\udfff"#, "\u{10FFFF}"),
    ])
    func readsEscapes(_ text: String, _ read: String) throws {
        #expect(try Self.string(text) == read)
    }

    @Test(arguments: [#"\u+041"#, #"\u-041"#, #"\u 041"#, #"\u00"#, #"\ud800\u+041"#, #"\x41"#])
    func refusesEscapesThatNameNoCharacter(_ text: String) {
        #expect(throws: JSONCursor.Fault.self) { try Self.string(text) }
    }

    /// What a later version wrote is passed over, however it looks.
    @Test(arguments: [#"{"a":[{"b":[1,"]}",null]}]}"#, "[[]]", "{}", #""""#, "-1.5e3", "true"])
    func passesOverValues(_ text: String) throws {
        #expect(try Self.passes(over: text) == text.utf8.count)
    }

    /// A list in a list, and so on, used up the stack.
    @Test(arguments: ["[", #"{"a":"#, #"[{"a":"#])
    func refusesWhatIsNestedTooDeeply(_ opening: String) {
        #expect { try Self.passes(over: String(repeating: opening, count: 300_000)) } throws: {
            ($0 as? JSONCursor.Fault)?.reason == "it is nested too deeply"
        }
    }

    private static func passes(over text: String) throws -> Int {
        try Array(text.utf8).withUnsafeBytes {
            var json = JSONCursor($0)
            try json.skip()
            return json.position
        }
    }

    private static func string(_ text: String) throws -> String {
        try Array("\"\(text)\"".utf8).withUnsafeBytes {
            var json = JSONCursor($0)
            return try json.string()
        }
    }
}
