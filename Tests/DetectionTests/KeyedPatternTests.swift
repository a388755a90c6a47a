import Model
import RuleFormat
import TestValues
import Testing

@testable import Detection

/// The ways in which a provider's word, a word that says what the value is, and the value stand together.
@Suite struct KeyedPatternTests {
    private static let library = Result { () throws -> RuleLibrary in
        let text = """
            provider: acme
            rules:
              - id: acme-api-key
                name: Acme API key
                kind: api-key
                keyed:
                  words: [acme]
                  names: [key, token, secret]
                  value: '[0-9a-f]{20}'
                confidence: 0.7
                examples: ["ACME_KEY={hex:20}"]
            """
        return try RuleLibrary(definitions: RuleFile.rules(in: text, file: "acme.yaml").rules, only: ["acme-*"])
    }

    private func isFound(_ text: String) throws -> Bool {
        var scanner = try Scanner(library: try Self.library.get(), minimumConfidence: 0)
        return Array(text.utf8).withUnsafeBytes { !scanner.scan($0, isBinary: false).matches.isEmpty }
    }

    private static let value = "7d1e0f92b4c8a3657d1e"

    @Test(arguments: [
        "ACME_API_KEY=@", "acme.api.key = @", "acmeApiKey: \"@\"", "acme-api-key: '@'", "myAcmeToken := `@`",
        "'acme_key' => '@',",
        "config['acme']['api_key'] = '@'", "{\"acme\": {\"apiKey\": \"@\"}}", "<add key=\"AcmeKey\" value=\"@\"/>",
        "<acmeKey>@</acmeKey>", "<key>acmeKey</key><string>@</string>", "--acme-key @", "--acme-key=@", "X-Acme-Key: @",
        "acme secret key @", "acme KEY @", "acmeKEY @", "acmeSECRET-@", "acme token == @", "acme = @", "acme: '@'",
        "acme @",
        "setAcmeKey(\"@\")", "\\\"acmeKey\\\": \\\"@\\\"", "acme_key=&quot;@&quot;", "env(ACME_KEY) || '@'",
        "ENV ACME_KEY @", "acme is @", "new AcmeClient(\"@\")", "Acme('@')", "AcmeClient(api_key=\"@\")",
        "{\"provider\": \"acme\", \"apiKey\": \"@\"}", "acmeSECRET_@", "https://api.acme.test/v1/me?page=2&api_key=@",
        "curl https://acme.test?access_token=@&limit=1",
        "- name: ACME_KEY\n  value: \"@\"", "- key: ACME_TOKEN\n  value: @",
        "{\"name\": \"ACME_KEY\", \"value\": \"@\"}",
        "{\"name\": \"ACME_KEY\",\n \"value\": \"@\"}", "\"acmeKey\": {\n  \"value\": \"@\"\n}",
        "<key>acmeKey</key>\n<string>@</string>", "android:name=\"acme.KEY\" android:value=\"@\"", "acme_key <- \"@\"",
        "| acme key | @ |", "| `acme_key` | `@` |", "[acme]\napi_key = \"@\"",
        "[acme.api]\r\nkey = \"@\"", "provider \"acme\" {\n  token = \"@\"\n}", "'acme' => [\n  'token' => '@',",
        "acme = dict(\n    key=\"@\",", "<acme>\n  <apiKey>@</apiKey>", "acme.init(\"@\")",
        "Acme.getInstance().setUp('@')",
    ])
    func finds(_ template: String) throws {
        #expect(try isFound(template.replacing("@", with: Self.value)), "\(template)")
    }

    @Test(arguments: [
        "| acme-key | `acme-api-key` |",
        "analgacme_key=@", "acme_key=@0123456789", "see acme docs, revision @", "acme_key=${@}", "acme-cli/@",
        "key=@ # of acme", "acme_key=\n@", "https://acme.test/v1/key/@",
        "https://acme.test/v1?commit=@", "[acme]\ncommit = \"@\"",
        "<acme>\n  <commit>@</commit>", "acme was here @", "build(acme, @)", "Acme(x, \"@\")",
    ])
    func leaves(_ template: String) throws {
        #expect(try !isFound(template.replacing("@", with: Self.value)), "\(template)")
    }

    /// Where a provider's keys are a digest's length of hexadecimal digits, a run of another length is none of its keys:
    /// what the name of the key says of it stands.
    @Test func digestsOfAnotherLengthAreAnothers() throws {
        let text = """
            provider: acme
            rules:
              - id: acme-digest-key
                name: Acme API key
                kind: api-key
                keyed: {words: [acme], names: [key, token, secret], value: '[0-9a-f]{40}'}
                confidence: 0.7
                examples: ["ACME_KEY={hex:40}"]
            """
        let library = try RuleLibrary(definitions: RuleFile.rules(in: text, file: "acme.yaml").rules)
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        let medium = EvidenceWeights.score(prior: 0.4, evidence: [])
        var expander = TokenTemplate(seed: "lengths")
        for (template, rules) in [
            ("{hex:40}", ["acme-digest-key"]), ("{hex:32}", ["generic-token"]),
            ("{hex:56}", ["generic-token"]), ("{hex:44}", ["acme-digest-key"]),
        ] {
            let content = Array("ACME_TOKEN=\(expander.expand(template))\n".utf8)
            let found = content.withUnsafeBytes { bytes in
                library.resolve(scanner.scan(bytes, isBinary: false).matches, minimumScore: medium)
            }
            #expect(found.map { library.rules[$0.rule].definition.id } == rules, "\(template)")
        }
    }

    /// Providers lengthen their keys: what is a little longer is one all the same, whole, with a reason and less confidence.
    @Test func takesWhatIsALittleLonger() throws {
        var scanner = try Scanner(library: try Self.library.get(), minimumConfidence: 0)
        let longer = Self.value + "9Zx"
        let matches = [longer, Self.value].compactMap { value in
            Array("acme_key=\(value)".utf8).withUnsafeBytes { scanner.scan($0, isBinary: false).matches.first }
        }
        #expect(matches.map(\.secret.count) == [longer.count, Self.value.count])
        #expect(matches.map { $0.evidence.contains(.unusualForm) } == [true, false])
        #expect(matches[0].score < matches[1].score)
    }

    /// Consoles show keys in the other case, and documentation writes them so: found, with a reason and less sure.
    @Test(arguments: [
        ("[0-9a-f]{20}", "7D1E0F92B4C8A3657D1E", true), ("[a-z0-9]{20}", "7d1E0f92b4C8a3657d1e", true),
        ("[A-Z0-9]{20}", "7d1e0f92b4c8a3657d1e", true), ("[0-9a-f]{20}", "7d1e0f92b4c8a3657d1e", false),
        ("[A-Z0-9]{20}", "7D1E0F92B4C8A3657D1E", false), ("[A-Za-z0-9]{20}", "7D1e0F92B4C8A3657D1E", false),
    ])
    func takesTheOtherCase(_ form: String, _ value: String, _ isUnusual: Bool) throws {
        let matches = try Self.matches(
            in: "acme_key=\(value)", keyed: "{words: [acme], names: [key], value: '\(form)'}",
            example: "ACME_KEY={[A-F0-9]:20}")
        #expect(matches.map(\.secret.count) == [20])
        #expect(matches.first?.evidence.contains(.unusualForm) == isUnusual)
    }

    /// What is longer than the form as well is a name in code, and no key of the provider's.
    @Test(arguments: [
        ("7d1e0f92b4c8a3657d1e9zx", 23), ("7D1E0F92B4C8A3657D1E9ZX", nil), ("SettingAcmeIDOrigin2Max", nil),
    ])
    func takesNoLongerValuesInTheOtherCase(_ value: String, _ count: Int?) throws {
        let matches = try Self.matches(
            in: "acme_key=\(value)", keyed: "{words: [acme], names: [key], value: '[a-z0-9]{20}'}",
            example: "ACME_KEY={[a-f0-9]:20}")
        #expect(matches.map(\.secret.count) == (count.map { [$0] } ?? []))
    }

    /// A value with letters of its own is written as the provider writes it.
    @Test(arguments: ["acme_key=SK_@", "acme_key=Sk_@", "acme_key=sk-@"])
    func letsWhatBeginsOtherwiseBe(_ text: String) throws {
        let matches = try Self.matches(
            in: text.replacing("@", with: Self.value),
            keyed: "{words: [acme], names: [key], value: 'sk_[0-9a-f]{20}'}", example: "ACME_KEY=sk_{hex:20}")
        #expect(matches.isEmpty)
    }

    /// What a rule of one provider's word finds, whatever its confidence.
    private static func matches(in text: String, keyed: String, example: String) throws -> [Match] {
        let rules = """
            provider: acme
            rules:
              - id: acme-other
                name: Acme key
                kind: api-key
                keyed: \(keyed)
                confidence: 0.7
                examples: ["\(example)"]
            """
        let library = try RuleLibrary(
            definitions: RuleFile.rules(in: rules, file: "acme.yaml").rules, only: ["acme-*"])
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        return Array(text.utf8).withUnsafeBytes { scanner.scan($0, isBinary: false).matches }
    }

    /// A rule that asks for no word besides the provider's.
    @Test(arguments: [
        ("acme_token=@", true), ("acme SECRET @", true), ("acme api key: @", true), ("ACME ACCESS KEY = '@'", true),
        ("acme released @", false), ("acme keyboard layout version of @", false),
    ])
    func theProvidersWordAloneNeedsADigit(_ text: String, _ isFound: Bool) throws {
        let matches = try Self.matches(
            in: text.replacing("@", with: Self.value), keyed: "{words: [acme], value: '[0-9a-f]{20}'}",
            example: "ACME_LICENSE={hex:20}")
        #expect(matches.isEmpty != isFound)
    }

    /// A provider's word stands beside much that is no key of it.
    @Test(arguments: [
        ("acme_key: {[A-F]:20}{[A-F0-9]:20}", false), ("acme: 0001-disable-test-dependencies-of-patches", false),
        ("\"Acme\": schema_pkg_apis_application_v1alpha1_Acme(ref)", false),
        ("acme_key: {[A-Za-z0-9]:19}7{[A-Za-z0-9]:20}", true),
    ])
    func namesAndFingerprintsAreNoKeys(_ template: String, _ isLikely: Bool) throws {
        var expander = TokenTemplate(seed: "no keys")
        let matches = try Self.matches(
            in: expander.expand(template), keyed: "{words: [acme], names: [key], value: '[A-Za-z0-9_-]{36,44}'}",
            example: "ACME_KEY={base62:40}")
        #expect(matches.contains { $0.score >= EvidenceWeights.score(prior: 0.5, evidence: []) } == isLikely)
    }

    @Test(arguments: [
        ("11111111-2222-3333-4444-555555555555", true), ("12345678-1234-1234-1234-123456789012", true),
        ("01234567-89ab-cdef-0123-456789ABCDEF", true), ("00000000-0000-0000-0000-000000000000", true),
        ("{uuid}", false), ("11111111-2222-3333-4444-5555555555a5", false),
    ])
    func uuidsThatPeopleTypeArePlaceholders(_ template: String, _ isMadeUp: Bool) {
        Array(MadeUp.text(template).utf8).withUnsafeBytes { #expect(UUIDShape.isMadeUp($0) == isMadeUp) }
    }
}
