import Testing
import Yams

@testable import SafeFormats

/// What settings files have in common: how values are read, and how mistakes in them are told.
@Suite struct SettingsReaderTests {
    /// Reads a mapping that may hold `key` and `other`.
    private func read<Value>(
        _ text: String, _ body: (inout SettingsReader, Node.Mapping) -> Value
    ) throws -> (value: Value?, faults: [String]) {
        var settings = SettingsReader(file: "a.yaml")
        let root = try #require(try YAMLText.root(of: text, file: "a.yaml"))
        let value = settings.mapping(root, known: ["key", "other"], of: "the file").map { body(&settings, $0) }
        return (value, settings.faults.map(\.description))
    }

    @Test func readsValues() throws {
        enum Word: String, CaseIterable { case one, two }
        #expect(try read("key: text") { $0.text("key", in: $1) }.value == "text")
        #expect(try read("key: text") { $0.texts("key", in: $1) }.value == ["text"])
        #expect(try read("key: [a, b]") { $0.texts("key", in: $1) }.value == ["a", "b"])
        #expect(try read("key: yes") { $0.truth("key", in: $1) }.value == true)
        #expect(try read("key: 3") { $0.number("key", in: $1, from: 1...3) }.value == 3)
        #expect(try read("key: two") { $0.choice("key", in: $1) as Word? }.value == .two)
        #expect(try read("key: {a: b}") { $0.table("key", in: $1) }.value == ["a": "b"])
        #expect(try read("key: 12") { $0.value("key", in: $1, of: "a number") { Int($0) } }.value == 12)
        let absent = try read("other: 1") { ($0.text("key", in: $1), $0.texts("key", in: $1)) }
        #expect(absent.value?.0 == nil && absent.value?.1 == [] && absent.faults.isEmpty)
    }

    /// The text, and what is said of `key` or of a key that nobody knows.
    @Test(arguments: [
        ("[a]", "a.yaml:1: the file is a mapping of key, other"),
        ("other: 1\nkye: a", "a.yaml:2: the file has no key `kye`; did you mean `key`?"),
        ("other: 1\ncolour: a", "a.yaml:2: the file has no key `colour`; it has key, other"),
        ("other: 1\nkey: {a: b}", "a.yaml:2: `key` is a text"), ("key: ''", "a.yaml:1: `key` is a text"),
        ("other: 1", "a.yaml:1: `key` is missing"),
    ])
    func tellsMistakes(_ text: String, fault: String) throws {
        var settings = SettingsReader(file: "a.yaml")
        let root = try #require(try YAMLText.root(of: text, file: "a.yaml"))
        if let mapping = settings.mapping(root, known: ["key", "other"], of: "the file") {
            _ = settings.requiredText("key", in: mapping, of: root)
        }
        #expect(settings.faults.first?.description == fault)
    }

    @Test(arguments: [
        ("key: [a, {b: c}]", "a list of texts"), ("key: {a: b}", "a list of texts"), ("key: [wrong]", "not wrong"),
    ])
    func tellsMistakesInLists(_ text: String, word: String) throws {
        let read = try read(text) { $0.texts("key", in: $1) { $0 == "wrong" ? "not wrong" : nil } }
        #expect(read.faults.count == 1 && read.faults[0].contains(word), "\(read.faults)")
    }

    /// Neither the words of the parser, which quote the text, nor values are repeated.
    @Test(
        arguments: [
            ("key: [hidden\n", 1), ("key: hidden\nother: 1\nkey: hidden\n", 3), ("key: 'hidden\n", 2),
            ("key: \u{7}hidden", nil),
        ] as [(String, Int?)])
    func whatIsNoYAMLIsToldWithoutIt(_ text: String, line: Int?) throws {
        let fault = try #require(#expect(throws: FileFault.self) { try YAMLText.root(of: text, file: "a.yaml") })
        #expect(fault.line == line && fault.message.hasPrefix("not valid YAML: "), "\(fault)")
        #expect(!fault.message.contains("hidden"))
    }

    @Test func tellsFaultsInTheOrderOfTheFile() {
        let faults = [3, nil, 1].map { FileFault(file: "a.yaml", line: $0, message: "b") }
        #expect(FileFaults(faults).description == "a.yaml: b\na.yaml:1: b\na.yaml:3: b")
    }
}
