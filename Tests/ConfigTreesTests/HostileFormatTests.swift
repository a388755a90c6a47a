import Configuration
import SafeFormats
import Testing

@testable import ConfigTrees

/// Configuration files that are written to break or busy whoever reads them.
@Suite(.timeLimit(.minutes(20))) struct HostileFormatTests {
    private static let depth = 100_000

    /// Each took all of the stack, or would have.
    @Test(arguments: ["[", "{\"a\":", "[{\"a\":["])
    func deepJSONIsRefused(_ unit: String) {
        #expect(throws: FormatError.self) { try JSONFormat.document(String(repeating: unit, count: Self.depth)) }
    }

    @Test(arguments: ["\"${", "[", "{a=", "("])
    func deepHCLIsRefused(_ unit: String) {
        #expect(throws: FormatError.self) { try HCLFormat.blocks("a = " + String(repeating: unit, count: Self.depth)) }
    }

    @Test func deepHCLBlocksAreRefused() {
        #expect(throws: FormatError.self) { try HCLFormat.blocks(String(repeating: "a {", count: Self.depth)) }
    }

    /// It was looked at for ever.
    @Test(arguments: ["a = \"b\\", "a = \"${\"\\", "\"\\"]) func aBackslashAtTheEndIsRefused(_ text: String) {
        #expect(throws: FormatError.self) { try HCLFormat.blocks(text) }
    }

    @Test(arguments: ["[", "{a: ", "- "])
    func deepYAMLIsRefused(_ unit: String) {
        #expect(throws: FormatError.self) { try YAMLFormat.documents(String(repeating: unit, count: Self.depth)) }
    }

    @Test func deepYAMLBlocksAreRefused() {
        let text = (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(throws: FormatError.self) { try YAMLFormat.documents(text) }
    }

    private static let bomb =
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        + (1..<12).map { "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", "))]\n" }
        .joined()

    /// As values they are many; as keys Yams hashed each in full, which does not end.
    @Test(arguments: ["", "? *a11\n: 1\n", "m: {*a11: 1, *a10: 2}\n", "m: {[*a11]: 1}\n"])
    func aliasBombsAreRefused(_ end: String) {
        #expect(throws: FormatError.self) { try YAMLFormat.documents(Self.bomb + end) }
    }

    @Test func anAliasOfItselfIsRefused() {
        #expect(throws: FormatError.self) { try YAMLFormat.documents("a: &a [*a, *a]\n") }
    }

    /// Anchors and merge keys as people use them.
    @Test func ordinaryAliasesAreExpanded() throws {
        let text = "base: &base {image: alpine, tags: [a, b]}\none: {<<: *base}\ntwo: *base\n"
        let document = try #require(YAMLFormat.documents(text).first)
        #expect(document[["two", "image"]]?.text == "alpine")
        #expect(document[["two", "tags"]]?.items.count == 2)
    }

    @Test(arguments: ["[", "{a=", "\"\"\""])
    func deepTOMLIsRefused(_ unit: String) {
        #expect(throws: FormatError.self) {
            try TOMLFormat.document("a = " + String(repeating: unit, count: Self.depth))
        }
    }

    /// Aborted in the library that read TOML before.
    @Test(arguments: ["[!", "[[.", "[a.\u{FFFD}"]) func headersWithoutAKeyAreRefused(_ text: String) {
        #expect(throws: FormatError.self) { try TOMLFormat.document(text) }
    }

    /// A `.rollcall.yaml` comes with the repository that it lies in.
    @Test func settingsThatAreBombsAreRefused() {
        for text in [
            String(repeating: "[", count: Self.depth), Self.bomb + "? *a11\n: 1\n",
            "exclude: " + String(repeating: "[", count: Self.depth),
        ] {
            #expect(throws: FileFaults.self) { try ScanConfiguration(text, file: ".rollcall.yaml") }
        }
    }

    @Test func linesThatNeverEndAreRead() {
        #expect(INIFormat.sections(String(repeating: "a=b\\\n", count: 2000)).flatMap(\.entries).count <= 1)
    }
}
