import Testing

@testable import SafeFormats

@Suite struct TOMLTests {
    /// Short and without ambiguity: tables as `{a: …}`, texts in quotes.
    private static func shown(_ value: TOMLValue) -> String {
        switch value.content {
        case .string(let text): "\"\(text)\""
        case .integer(let number): "\(number)"
        case .float(let number): "\(number)"
        case .boolean(let truth): "\(truth)"
        case .date(let text): text
        case .array(let items): "[" + items.map { shown($0) }.joined(separator: ", ") + "]"
        case .table(let entries): "{" + entries.map { "\($0.key): \(shown($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    @Test(arguments: [
        ("", "{}"), ("# nothing\n\n", "{}"), ("a = 1", "{a: 1}"), ("\u{FEFF}a = 1\r\nb = -2\r\n", "{a: 1, b: -2}"),
        ("a = \"x\\t\\u00e9\\\"\"  # y\nb = 'c:\\d'", "{a: \"x\té\"\", b: \"c:\\d\"}"),
        ("a = \"\"\"\none\n  two \\\n   three\"\"\"\"", "{a: \"one\n  two three\"\"}"),
        ("a = '''\nx'y''z'''", "{a: \"x'y''z\"}"),
        ("a = [1, 'b', # c\n [true, false,],\n]", "{a: [1, \"b\", [true, false]]}"),
        ("a = []\nb = {}", "{a: [], b: {}}"),
        ("a = {x = 1, y.z = 'w'}", "{a: {x: 1, y: {z: \"w\"}}}"),
        ("a.b.\"c d\" = 1\na.e = 2", "{a: {b: {c d: 1}, e: 2}}"),
        ("[a]\nx = 1\n[a.b]\ny = 2\n[ c . d ]", "{a: {x: 1, b: {y: 2}}, c: {d: {}}}"),
        ("[a.b]\n[a]\nx = 1", "{a: {b: {}, x: 1}}"),
        ("[[a]]\nx = 1\n[[a]]\n[a.b]\ny = 2", "{a: [{x: 1}, {b: {y: 2}}]}"),
        (
            "a = 1_000\nb = 0xFF\nc = 0o17\nd = 0b11\ne = 1e3\nf = 1.5\ng = +1\nh = -inf",
            "{a: 1000, b: 255, c: 15, d: 3, e: 1000.0, f: 1.5, g: 1, h: -inf}"
        ),
        (
            "a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00\nc = 1979-05-27\nd = 07:32:00",
            "{a: 1979-05-27T07:32:00Z, b: 1979-05-27 07:32:00, c: 1979-05-27, d: 07:32:00}"
        ),
        ("\"\" = 1\n3.14 = 2", "{: 1, 3: {14: 2}}"),
    ])
    func documentsAreReadWhole(_ text: String, _ expected: String) throws {
        #expect(try Self.shown(TOMLValue(text)) == expected)
    }

    @Test(arguments: [
        ("[!", 1), ("[", 1), ("[[a]", 1), ("[]", 1), ("[a\n]", 1), ("a", 1), ("a = ", 1), ("a = 1 2", 1), ("= 1", 1),
        ("a = 1\n\nb = \"x\n", 3),
        ("a = 1\na = 2", 2), ("[a]\n[a]", 2), ("a = 1\n[a.b]", 2), ("[[a]]\n[a]", 2), ("a = {b = 1}\n[a.b.c]", 2),
        ("a = [1 2]", 1), ("a = {x = 1", 1),
        ("a = '''x", 1), ("a = \"\\q\"", 1), ("a = \"\\ud800\"", 1), ("a = \"\\u+041\"", 1), ("a = xyz", 1),
        ("a = 0x", 1), ("a = .5", 1),
        ("a.=1", 1), ("\u{FFFD}", 1), ("[\u{FFFD}", 1),
    ])
    func faultsHaveTheirLine(_ text: String, _ line: Int) {
        #expect { try TOMLValue(text) } throws: { ($0 as? TOMLFault)?.line == line }
    }

    @Test func valuesHaveTheirLines() throws {
        let document = try TOMLValue("# one\n[a]\nb = 1\nc = [\n  'x',\n]\n")
        #expect(
            document["a"]?.line == 2 && document["a"]?["b"]?.line == 3 && document["a"]?["c"]?.items.first?.line == 5)
    }

    /// Each took all of the stack of the library used before, or would have; `[!` made it abort.
    @Test(arguments: ["a = [", "a = {b = ", "[a.", "a.", "[[a.", "a = \"\"\""])
    func nestedWithoutEnd(_ unit: String) {
        let inner = unit.drop { $0 != "=" }.dropFirst()
        let repeated = inner.isEmpty ? String(unit.suffix(2)) : String(inner)
        #expect(throws: TOMLFault.self) { try TOMLValue(unit + String(repeating: repeated, count: 100_000)) }
    }

    @Test func manyTablesAreRead() throws {
        #expect(try TOMLValue(String(repeating: "[[a]]\nx = 1\n", count: 20_000))["a"]?.items.count == 20_000)
    }
}
