import Model
import Testing

@Suite struct TextLinesTests {
    @Test(
        arguments: [
            ("a\nb\n", ["a", "b", ""]), ("a\r\nb\r\n", ["a", "b", ""]), ("a\r\n\r\nb\nc", ["a", "", "b", "c"]),
            ("", [""]),
            ("a\rb\u{2028}c", ["a\rb\u{2028}c"]),
        ] as [(String, [String])])
    func bothWaysToEndALineCount(_ text: String, _ lines: [String]) {
        #expect(text.textLines.map(String.init) == lines)
        #expect(String(text.firstLine) == lines[0])
    }
}
