import Testing

@testable import Reports

/// Cells of strangers' texts: no formula, and no cell more than was written.
@Suite struct CSVTests {
    @Test(
        arguments: [
            ("plain", "plain"), ("=1+1", "'=1+1"), ("@a", "'@a"), ("-1", "'-1"), ("\t=1", "'\t=1"),
            ("\r\n=1", "\"'\r\n=1\""),
            ("\u{FF1D}1", "'\u{FF1D}1"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
            // With a mark behind it, it is another character to Swift and the same to a spreadsheet.
            ("=\u{301}1", "'=\u{301}1"), ("a,\u{301}b", "\"a,\u{301}b\""), ("a\"\u{301},b", "\"a\"\"\u{301},b\""),
        ] as [(String, String)])
    func cellsAreNoFormulas(_ text: String, _ cell: String) {
        #expect(Array(CSV.field(text).utf8) == Array(cell.utf8))
    }
}
