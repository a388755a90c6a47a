import Testing

@testable import Reports

/// Strangers' texts in comments: no markup, link, mention or cell that was not meant.
@Suite struct MarkdownTests {
    @Test(
        arguments: [
            ("plain text", "plain text"), ("<script>", "&lt;script&gt;"), ("a|b", "a&#124;b"),
            ("[x](http://e)", "&#91;x&#93;&#40;http&#58;//e&#41;"),
            ("@ada #1 !x", "&#64;ada &#35;1 &#33;x"), ("www.e.example", "www&#46;e.example"),
            ("*a* _b_ ~c~ `d`", "&#42;a&#42; &#95;b&#95; &#126;c&#126; &#96;d&#96;"),
            ("a\nb\u{202e}", "a&#92;nb&#92;u&#123;202e&#125;"), ("&lt;", "&amp;lt;"), ("a|\u{301}b", "a&#124;\u{301}b"),
        ] as [(String, String)])
    func cellsAreNoMarkup(_ text: String, _ cell: String) {
        #expect(Array(Markdown.cell(text).utf8) == Array(cell.utf8))
    }

    @Test(
        arguments: [
            ("a/b.env", "`a/b.env`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a|b", "a&#124;b"), ("a<b", "a&lt;b"),
            ("", ""), ("``x", "``` ``x ```"),
        ] as [(String, String)])
    func codeStaysCode(_ text: String, _ code: String) {
        #expect(Markdown.code(text) == code)
    }
}
