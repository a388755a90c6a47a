import RuleFormat
import SafeFormats
import Testing

@testable import Detection

@Suite struct RuleLibraryTests {
    private static let kinds: Set<String> = [
        "access-token", "ai-provider-key", "api-key", "ci-token", "connection-string", "database-credential",
        "encryption-key", "identifier", "jwt", "oauth-client-secret", "other", "package-registry-token", "password",
        "password-hash",
        "private-key", "refresh-token", "service-account-key", "session-token", "signing-key", "webhook-url",
    ]

    @Test func everyExampleAndNearMissPasses() throws {
        let library = try RuleLibrary()
        try library.compileAll()
        let (tried, failures) = try RuleTest(library).run()
        #expect(failures.isEmpty, "\(failures)")
        #expect(tried > library.rules.count)
    }

    @Test func everyRuleIsDescribed() {
        let rules = RuleLibrary.embedded
        #expect(Set(rules.map(\.id)).count == rules.count && !rules.isEmpty)
        for rule in rules {
            #expect(!rule.examples.isEmpty, "\(rule.id)")
            #expect(Self.kinds.contains(rule.kind), "\(rule.id): \(rule.kind)")
            #expect(!rule.name.isEmpty && !rule.provider.isEmpty && !rule.providerName.isEmpty, "\(rule.id)")
            #expect(
                rule.id.utf8.allSatisfy { (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d },
                "\(rule.id)")
        }
    }

    /// `News API API key`; a page that anybody on the way may change.
    @Test func namesAndGuidanceRead() {
        for rule in RuleLibrary.embedded {
            let words = rule.name.lowercased().split { !$0.isLetter && !$0.isNumber }
            #expect(!zip(words, words.dropFirst()).contains { $0 == $1 }, "\(rule.id): \(rule.name)")
            #expect(rule.guidanceURL.hasPrefix("https://"), "\(rule.id): \(rule.guidanceURL)")
            #expect(!rule.rotation.isEmpty, "\(rule.id)")
        }
    }

    @Test func archivesGoRound() {
        let rules = RuleLibrary.embedded
        var text = RuleArchive.encode(rules)
        #expect(text.withUTF8 { RuleArchive.decode($0) } == rules)
    }

    /// What RuleCompiler worked out is what would be worked out here; with and without a choice among the rules.
    @Test(
        arguments: [([], []), (["github-*", "generic-*"], []), ([], ["generic-*", "aws-*"]), (["npm-*"], [])]
            as [([String], [String])])
    func theCompiledIndexIsTheSame(_ only: [String], _ without: [String]) throws {
        let compiled = try RuleLibrary(only: only, without: without)
        let made = try RuleLibrary(definitions: RuleLibrary.embedded, only: only, without: without)
        #expect(compiled.rules.map(\.definition) == made.rules.map(\.definition))
        #expect(compiled.rules.map(\.checks) == made.rules.map(\.checks))
        #expect(compiled.genericRules == made.genericRules && compiled.reach == made.reach)
        #expect(
            compiled.hot.map { [$0.lines, $0.before, $0.after] } == made.hot.map { [$0.lines, $0.before, $0.after] })
        func targets(_ library: RuleLibrary) -> [AnchorLiteral: [Int32]] {
            let all = library.prefilter.literals.enumerated().map { ($1, Array(library.targets[$0])) }
            return Dictionary(uniqueKeysWithValues: all)
        }
        #expect(targets(compiled) == targets(made))
        for rule in made.rules { #expect(compiled.indices(ofRulesNamed: rule.definition.id).count == 1) }
    }

    @Test func everyCheckIsKnown() {
        for rule in RuleLibrary.embedded {
            #expect(rule.checks.allSatisfy { Check(rawValue: $0) != nil }, "\(rule.id)")
        }
    }

    @Test func selectsRules() throws {
        let only = try RuleLibrary(only: ["github-*"], without: ["github-personal-access-token"])
        #expect(!only.rules.isEmpty)
        #expect(
            only.rules.allSatisfy {
                $0.definition.id.hasPrefix("github-") && $0.definition.id != "github-personal-access-token"
            })
        #expect(throws: DetectionError.self) { _ = try RuleLibrary(only: ["no-such-rule"]) }
        #expect(throws: DetectionError.self) { _ = try RuleLibrary(without: ["no-such-*"]) }
        #expect(throws: DetectionError.self) { _ = try RuleLibrary(without: ["*"]) }
    }

    // MARK: Rule files

    private static let sound = """
        provider: acme
        rules:
          - id: acme-token
            name: Acme token
            kind: api-key
            anchors: [acme_]
            pattern: '(?<secret>acme_[a-z]{8})'
            examples: ["acme_{lower:8}"]
        """

    @Test func readsASoundFile() throws {
        let (rules, faults) = RuleFile.rules(in: Self.sound, file: "acme.yaml")
        #expect(faults.isEmpty)
        #expect(rules.map(\.id) == ["acme-token"] && rules.first?.prior == 0.7 && rules.first?.revision == 1)
        #expect(try RuleTest(RuleLibrary(definitions: rules)).run().failures.isEmpty)
    }

    /// What is put in the place of what, the line that must be named, and a word of the message.
    @Test(
        arguments: [
            ("    kind: api-key", "    kind: api-key\n    kinb: x", 6, "kinb"),
            ("provider: acme", "provider: acme\nproviders: x", 2, "providers"),
            ("(?<secret>", "(?<secrets>", 7, "secret"), ("(?<secret>acme_", "(?<secret>)(?:acme_", 7, "empty"),
            ("[acme_]", "[ac]", 6, "shorter"),
            ("    anchors: [acme_]\n", "", 3, "no anchor"),
            ("    anchors: [acme_]", "    anchors: acme_", 6, "list"),
            ("    anchors: [acme_]", "    anchors_ignoring_case: [ACME_]", 3, "lower-case"),
            ("    name: Acme token\n", "", 3, "name"),
            ("    kind: api-key", "    kind: api-key\n    confidence: 1.5", 6, "confidence"),
            ("    kind: api-key", "    kind: api-key\n    confidence: high", 6, "number"),
            ("    kind: api-key", "    kind: api-key\n    reach: {after: -1}", 6, "after"),
            ("    kind: api-key", "    kind: api-key\n    reach: {lines: 99999}", 6, "lines"),
            ("    kind: api-key", "    kind: api-key\n    keyed: {words: [acme], value: '[a-z]{8}'}", 8, "keyed"),
            ("    kind: api-key", "    kind: api-key\n    name: Twice", 6, "stands twice"),
            ("    anchors: [acme_]", "    anchors: [acme_", 6, "YAML"),
            ("    kind: api-key", "   kind: api-key", 5, "YAML"),
            ("    kind: api-key", "    kind: \"api-key", 8, "YAML"),
        ] as [(String, String, Int, String)])
    func namesTheLine(old: String, new: String, line: Int, word: String) {
        let text = Self.sound.replacing(old, with: new)
        #expect(text != Self.sound)
        let (rules, faults) = RuleFile.rules(in: text, file: "acme.yaml")
        #expect(rules.isEmpty || word == "providers")
        #expect(faults.contains { $0.message.contains(word) && $0.line == line && $0.file == "acme.yaml" }, "\(faults)")
    }

    @Test(arguments: [
        "", "   ", "[]", "a", "provider: a", "provider: a\nrules: 1", "provider: a\nrules: [1]", "\u{0}", "a: *b",
        "a: &a [*a]",
    ])
    func refusesWhatIsNoRuleFile(_ text: String) {
        let (rules, faults) = RuleFile.rules(in: text, file: "x")
        #expect(rules.isEmpty && !faults.isEmpty)
    }

    /// Its rules' places were once looked for although it had been refused, for ever.
    @Test(.timeLimit(.minutes(20))) func aRuleFileThatIsABombIsRefused() {
        let lists = (1...12).map { "a\($0): &a\($0) [\(String(repeating: "*a\($0 - 1), ", count: 9))*a\($0 - 1)]\n" }
        let text = "a0: &a0 [x]\n" + lists.joined() + "? *a12\n: 1\nrules: []\n"
        #expect(RuleFile.rules(in: text, file: "x").faults.count == 1)
        #expect(RulePlaces(in: text).line(ofRule: "x") == nil)
    }
}
