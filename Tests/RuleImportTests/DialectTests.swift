import RuleFormat
import Testing

@testable import RuleImport

/// What other scanners' engines and readers understand otherwise than ours.
@Suite struct DialectTests {
    private func imported(_ rule: String) throws -> ImportedRules {
        try ImportedRules(
            "[[rules]]\nid = \"a\"\n\(rule)\n", file: "x.toml", format: .gitleaks, provider: "corp")
    }

    /// What RE2 takes and PCRE2 refuses.
    @Test(arguments: [
        (#"[\w-.=]{20}"#, #"[\w\-.=]{20}"#), (#"[.-\d]"#, #"[.\-\d]"#), (#"[[:alnum:]-_]"#, #"[[:alnum:]\-_]"#),
        (#"[\p{L}-x]"#, #"[\p{L}\-x]"#), (#"[\w-]"#, #"[\w-]"#), (#"[-\w]"#, #"[\-\w]"#), (#"[a-z\]-]"#, #"[a-z\]-]"#),
        (#"[]a-]x-[^\d-a]"#, #"[]a-]x-[^\d\-a]"#), (#"\[\w-.\]"#, #"\[\w-.\]"#), (#"\Q[\w-.]\E"#, #"\Q[\w-.]\E"#),
        (#"[\w-"#, #"[\w-"#), (#"[\"#, #"[\"#), ("[", "["), (#"[\x{2d}-\x{2f}]"#, #"[\x{2d}-\x{2f}]"#),
    ])
    func dashesBesideClassesStandForThemselves(_ pattern: String, _ expected: String) {
        #expect(DialectTranslation.escapingDashes(in: pattern) == expected)
    }

    @Test(arguments: [
        (
            "regex = '''acme(?:_([0-9]{20})|-([a-z0-9]{20}))'''",
            "(?J)acme(?:_(?<secret>[0-9]{20})|-(?<secret>[a-z0-9]{20}))"
        ),
        // A number counts for more than a name.
        ("regex = '''(?P<secret>acme)_(?P<val>[a-z]{9})'''\nsecretGroup = 2", "(acme)_(?<secret>[a-z]{9})"),
        ("regex = '''(?P<secret>acme)_(?P<val>[a-z]{9})'''", "(?<secret>acme)_(?P<val>[a-z]{9})"),
    ])
    func theFirstGroupThatTakesPartHoldsTheSecret(_ rule: String, _ expected: String) throws {
        #expect(try imported(rule + "\nkeywords = [\"acme\"]").rules.first?.pattern == expected)
    }

    @Test func keysMayHaveAnyCaseAndConditionsMustBeKnown() throws {
        let configuration = try GitleaksConfiguration(
            """
            [[rules]]
            id = "corp"
            regex = '''(corp)-([a-z]{9})'''
            secretgroup = 2
            [rules.allowList]
            Regexes = ["x"]
            stopWords = ["Dummy"]
            [[allowlists]]
            targetrules = ["corp"]
            regextarget = "line"
            condition = "ADN"
            paths = ['''[\\w-.]+\\.lock''']
            """, file: "x.toml")
        #expect(configuration.rules.first?.secretGroup == 2)
        #expect(configuration.allowlists.map(\.rules) == [["corp"], ["corp"]])
        #expect(configuration.allowlists[0].patterns == ["x"] && configuration.allowlists[0].stopwords == ["dummy"])
        #expect(configuration.allowlists[1].target == .line && configuration.allowlists[1].needsAll)
        #expect(configuration.allowlists[1].paths == [#"[\w\-.]+\.lock"#])
        #expect(configuration.notes.map(\.text).contains { $0.contains("ADN") } && configuration.notes.count == 1)
    }

    @Test(
        arguments: [
            (#"acmekey:(?:\s*\n){1,8}\s*([a-z0-9]{20})"#, 20, false), (#"acmekey[ ]*\n?([a-z]{9})"#, 1, false),
            (#"acmekey(?:[a-z]*\n)*([0-9]{9})"#, 3, true),
        ] as [(String, Int, Bool)])
    func boundsOfThePatternSayHowFarItReaches(_ pattern: String, _ lines: Int, _ isNoted: Bool) throws {
        let result = try imported("regex = '''\(pattern)'''\nkeywords = [\"acmekey\"]")
        #expect(result.rules.first?.lines == lines)
        #expect(result.notes.contains { $0.text.contains("lines behind the keyword") } == isNoted)
    }

    /// gitleaks refuses most of these; whoever does not must not seem to look for what they mean.
    @Test(arguments: [
        ("[rules]\nid = 'a'\nregex = 'corp_x'", "[[rules]]"), ("rules = 3", "“rules”"),
        ("[[rules]]\nid = 'a'\nregex = ['corp_x']", "“regex” is no text"),
        ("[[rules]]\nid = 'a'", "neither a regex nor a path"),
        ("[[rules]]\nid = 'a'\nregex = 'corp_x'\nsecretGroup = 1.5", "“secretGroup”"),
        ("[extend]\npath = 3", "“path” is no text"), ("[allowlist]\npaths = [3]", "“paths”"),
    ])
    func valuesOfAnotherKindAreNamed(_ text: String, _ words: String) throws {
        let notes = try GitleaksConfiguration(text, file: "x.toml").notes.map(\.text)
        #expect(notes.count == 1 || words.hasPrefix("“regex”"), "\(notes)")
        #expect(notes.contains { $0.contains(words) }, "\(notes)")
    }

    /// As viper reads them.
    @Test func textsStandForNumbersAndLists() throws {
        let configuration = try GitleaksConfiguration(
            "[[rules]]\nid = 'a'\nregex = '(corp)_(x)'\nentropy = '3.5'\nsecretGroup = '2'\nkeywords = 'corp,acme'\n",
            file: "x.toml")
        let rule = try #require(configuration.rules.first)
        #expect(rule.entropy == 3.5 && rule.secretGroup == 2 && rule.keywords == ["corp", "acme"])
        #expect(configuration.notes.isEmpty)
    }

    @Test(arguments: [
        (#"acmeend([\s\S]*?)acmestop"#, "120 lines"),
        (#"([a-z0-9]{20})[\s\S]{1,500}?acmeend"#, "before the keyword"), (#"acmeend_([äöü]{4})"#, "beyond ASCII"),
        (#"acmeend_(\p{L}{5})"#, "beyond ASCII"),
    ])
    func whatIsLookedAtOtherwiseIsSaid(_ pattern: String, _ words: String) throws {
        let result = try imported("regex = '''\(pattern)'''\nkeywords = [\"acmeend\"]")
        #expect(result.notes.contains { $0.text.contains(words) }, "\(result.notes.map(\.text))")
    }
}
