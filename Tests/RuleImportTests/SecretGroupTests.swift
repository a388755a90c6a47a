import RuleFormat
import RuleImport
import Testing

/// Which group of another scanner's pattern is the secret.
@Suite struct SecretGroupTests {
    private func imported(_ rule: String, from format: ForeignFormat) throws -> ImportedRules {
        try ImportedRules("rules:\n  - name: a\n    id: a\n\(rule)\n", file: "f", format: format, provider: "corp")
    }

    /// What remains named is shown as a public part.
    @Test(
        arguments: [
            (
                .kingfisher, #"two_(?P<ID>[a-z]{8}):(?P<SECRET>[a-z0-9]{32})"#,
                #"two_(?P<ID>[a-z]{8}):(?<secret>[a-z0-9]{32})"#, "called SECRET"
            ),
            (
                .kingfisher, #"\bacck_(?P<BODY>[a-z0-9]{30})(?P<CHECKSUM>[a-z0-9]{6})\b"#,
                #"\b(?<secret>acck_([a-z0-9]{30})([a-z0-9]{6}))\b"#, "the whole token"
            ),
            (
                .kingfisher, #"(?x) \b acck_(?:live|test)_ (?P<BODY>[a-z0-9]{30}) (?P<CHECKSUM>[a-z0-9]{6})"#,
                #"(?x) \b(?<secret> acck_(?:live|test)_ ([a-z0-9]{30}) ([a-z0-9]{6}))"#, "the whole token"
            ),
            (
                .kingfisher, #"(?P<TOKEN>acck_(?P<BODY>[a-z0-9]{30})(?P<CHECKSUM>[a-z0-9]{6}))"#,
                #"(?<secret>acck_([a-z0-9]{30})([a-z0-9]{6}))"#, ""
            ),
            (
                .noseyparker, #"(?s)acme_id=([a-z0-9]{12}).{0,40}acme_pw=([a-z0-9]{16})"#,
                #"(?s)acme_id=([a-z0-9]{12}).{0,40}acme_pw=(?<secret>[a-z0-9]{16})"#, "the last"
            ),
            (
                .noseyparker, #"acme_(?:a=([a-z0-9]{12})|b=([a-z0-9]{16}))"#,
                #"(?J)acme_(?:a=(?<secret>[a-z0-9]{12})|b=(?<secret>[a-z0-9]{16}))"#, ""
            ),
            (
                .kingfisher, #"acme_id=([a-z0-9]{12}),acme_pw=([a-z0-9]{16})"#,
                #"(?J)acme_id=(?<secret>[a-z0-9]{12}),acme_pw=(?<secret>[a-z0-9]{16})"#, "the first that takes part"
            ),
        ] as [(ForeignFormat, String, String, String)])
    func namesAndOrderSayWhichItIs(
        _ format: ForeignFormat, _ pattern: String, _ expected: String, _ words: String
    ) throws {
        let result = try imported("    pattern: '\(pattern)'", from: format)
        #expect(result.rules.first?.pattern == expected)
        #expect(result.notes.count == (words.isEmpty ? 0 : 1), "\(result.notes)")
        #expect(words.isEmpty || result.notes.contains { $0.text.contains(words) }, "\(result.notes)")
    }

    /// Else `(?i)` would have any letter count for one.
    @Test func lettersOfOneCaseAreCountedAsWritten() throws {
        let result = try imported(
            "    pattern: '(?i)kfx_([a-z0-9]{20})'\n    pattern_requirements: {min_uppercase: 2}", from: .kingfisher)
        #expect(result.rules.first?.pattern == #"(?i)kfx_(?<secret>(?=(?-i:[^A-Z\s"'`]*+[A-Z]){2})[a-z0-9]{20})"#)
    }

    /// What no rule of ours can say.
    @Test func whatConcernsTheWholeFileIsNamed() throws {
        let gitleaks = try ImportedRules(
            """
            [extend]
            useDefault = true
            disabledRules = ["x-y"]
            [[rules]]
            id = "a"
            regex = '''^tok-[a-z0-9]{9}$'''
            keywords = ["corp"]
            """, file: "f", format: nil, provider: "corp")
        let others = try ImportedRules(
            """
            rules:
              - name: a
                id: np.a
                categories: [api]
                pattern: '(?m)^(corp_[a-z]{20})$'
            rulesets: [x]
            """, file: "f", format: nil, provider: "corp")
        for (result, expected) in [
            (gitleaks, ["useDefault", "disables (x-y)", "^ and $", "keywords (corp) need not stand in its matches"]),
            (others, ["categories (api)", "np.a is np-a", "“rulesets”"]),
        ] {
            let notes = result.notes.map(\.text)
            #expect(notes.count == expected.count, "\(notes)")
            for words in expected { #expect(notes.contains { $0.contains(words) }, "\(words)") }
        }
    }
}
