import Detection
import RuleFormat
import Testing

/// What anchors have to do with patterns.
@Suite struct AnchorReachTests {
    private func reach(_ pattern: String) throws -> AnchorReach {
        try #require(AnchorReach(try PatternSyntax(pattern)))
    }

    @Test(arguments: [
        ("ghp_[a-z]{3}", "ghp_", true), ("gh[pousr]_x", "gho_", true), ("gh[pousr]_x", "ghq_", false),
        ("(?i)acme_x", "acme_", true), ("(?i)zap", "ZAP", true), ("(?i)@[a-z]{2}", "`ab", false),
        ("(?i)[[]ab", "{ab", false),
        ("a(?:cm)?e", "acme", true), ("a(?:cm)+e", "ae", false), ("a{3}b", "aaab", true), ("a{2}b", "aaab", false),
        ("x.*y", "secret", true), ("x[^t]*y", "secret", false), ("(?x) a c # comment\n m e", "acme", true),
        (#"\Qa.b\E"#, "a.b", true),
        (#"a\.b"#, "axb", false), (#"[\w-]+"#, "a-b", true), ("(?<=acme )x", "acme", true),
        ("(?P<secret>a|bcd)e", "bcde", true),
        ("[[:digit:]]{4}", "2024", true), ("[a-c]{3}(?!x)", "abc", true),
    ])
    func tellsWhatAPatternCanHold(_ pattern: String, _ anchor: String, _ expected: Bool) throws {
        #expect(try reach(pattern).canHold(.init(text: anchor, ignoresCase: false)) == expected)
    }

    @Test(arguments: [
        ("acme_[a-z]{8}", ["acme_"], true), ("(?:acme|other)_[a-z]+", ["acme"], false),
        ("(?:acme|other)_[a-z]+", ["acme", "other_"], true),
        ("(?:acme)?_[a-z]+", ["acme"], false), ("[a-z]+acme", ["acme"], true), ("a[cx]me", ["acme"], false),
        (".{0,40}acme.{0,40}", ["acme"], true),
    ])
    func tellsWhetherAMatchNeedsAnAnchor(_ pattern: String, _ anchors: [String], _ expected: Bool) throws {
        let anchors = anchors.map { AnchorLiteral(text: $0, ignoresCase: false) }
        #expect(try reach(pattern).mustHoldOne(of: anchors) == expected)
        #expect(try RequiredLiterals.hold(oneOf: anchors, in: PatternSyntax(pattern)) == expected)
    }

    /// `\n` in an anchor stands for the beginning of a line, as `^` does in the pattern.
    @Test(arguments: [
        ("(?:^|[=:])zm_[a-z]{8}", ["=zm_", ":zm_", "\nzm_"], true),
        ("(?:^|[=:,])zm_[a-z]{8}", ["=zm_", ":zm_", "\nzm_"], false),
        ("(?:^|[=:])zm_[a-z]{8}", ["=zm_", ":zm_"], false),
    ])
    func knowsBeginningsOfLines(_ pattern: String, _ anchors: [String], _ expected: Bool) throws {
        let anchors = anchors.map { AnchorLiteral(text: $0, ignoresCase: false) }
        let reach = try #require(AnchorReach(try PatternSyntax(pattern, for: anchors)))
        #expect(reach.mustHoldOne(of: anchors) == expected)
    }

    /// A literal in any case holds no anchor in one case. What a glance does not show is left to the walk.
    @Test(arguments: [
        ("(?i)acme_x", "acme_", false, false), ("(?i)acme_x", "ACME_", true, true), ("AcMe_x", "acme_", true, true),
        ("AcMe_x", "acme_", false, false), ("acme_x+_secret_key", "acme_", false, true),
        ("(?:[a-z]acme|acme[a-z])+", "acme", false, true), ("(?:acme){0,1}x", "acme", false, false),
        ("[ab][cd][ef][gh][ij]acme", "acme", false, true),
    ])
    func seesAnchorsAtAGlance(_ pattern: String, _ anchor: String, _ ignoresCase: Bool, _ expected: Bool) throws {
        let anchor = AnchorLiteral(text: anchor, ignoresCase: ignoresCase)
        #expect(try RequiredLiterals.hold(oneOf: [anchor], in: PatternSyntax(pattern)) == expected)
        #expect(try !expected || reach(pattern).mustHoldOne(of: [anchor]))
    }

    @Test(
        arguments: [
            ("acme_[a-z]{8}", ["acme_"], 0), ("(?<![a-z])x{0,3}acme_[a-z]+", ["acme_"], 3),
            ("(?:my_|their)?acme", ["acme"], 5), ("[a-z]*acme", ["acme"], nil), ("(?:acme)?_[a-z]+", ["acme"], nil),
            (".{40}acme", ["acme"], nil), ("ab?(?:token|key)=", ["token", "key"], 2),
            // The first anchor of a match counts: a hit there finds it.
            ("key[a-z]{0,30}secret", ["key", "secret"], 0), ("(?i)x.?KEY", ["key"], nil),
            ("(?=.*key)acme", ["acme"], nil),
            ("(?=key)k[a-z]+y", ["key"], nil),
        ] as [(String, [String], Int?)])
    func tellsWhatAMatchHasBeforeItsAnchor(_ pattern: String, _ anchors: [String], _ expected: Int?) throws {
        let anchors = anchors.map { AnchorLiteral(text: $0, ignoresCase: false) }
        #expect(try reach(pattern).lead(before: anchors, atMost: 32) == expected)
    }

    /// It is worked out when the rules are compiled, and for most of them.
    @Test func embeddedRulesKnowTheirLead() {
        let known = RuleLibrary.embedded.filter { $0.anchorLead != nil }
        #expect(known.count > RuleLibrary.embedded.count / 2)
        for rule in RuleLibrary.embedded { #expect(rule.anchorLead == rule.workedOutLead(), "\(rule.id)") }
    }

    @Test(arguments: [
        ("ghp_[A-Za-z0-9]{36}", ["ghp_"], false), ("(?i)corp[-_]?key", ["corp-key", "corp_key", "corpkey"], true),
        ("(?:AKIA|ASIA)[A-Z2-7]{16}", ["AKIA", "ASIA"], false), ("[a-z]+-token-[0-9]+", ["-token-"], false),
        ("x(?:abc|de)y+z", ["xabc", "xde"], false),
    ])
    func findsLiteralsThatMustStand(_ pattern: String, _ expected: [String], _ ignoresCase: Bool) throws {
        let found = try #require(RequiredLiterals.anchors(of: try PatternSyntax(pattern)))
        #expect(found.map(\.text) == expected)
        #expect(found.allSatisfy { $0.ignoresCase == ignoresCase })
    }

    @Test(arguments: ["[a-z]{40}", "(?:ab|cd)[0-9]+", "a?b?c?"])
    func saysWhereNoLiteralMustStand(_ pattern: String) throws {
        #expect(RequiredLiterals.anchors(of: try PatternSyntax(pattern)) == nil)
    }

    @Test(arguments: [("a(b", 3), ("a)b", 1), ("[a-", 3), ("a{3,1}", 6), ("a\\", 2), ("(?<x>", 5), ("[z-a]", 4)])
    func saysWhereAPatternIsWrong(_ pattern: String, _ offset: Int) {
        do {
            _ = try PatternSyntax(pattern)
            Issue.record("not refused: \(pattern)")
        } catch { #expect(error.offset == offset) }
    }

    /// Rule files are foreign bytes: whatever stands in one is read or refused.
    @Test func readsOrRefusesAnyPattern() {
        var state: UInt64 = 7
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let pieces = [
            "(", ")", "[", "]", "{", "}", "(?", "(?<", "(?P<", "(?#", "(*", "(?i", "(?i)", "(?x)", "\\", "\\Q", "\\E",
            "\\k<", "\\x{",
            "\\p{", "[[:", ":]", "^", "-", "|", "*", "+", "?", "{2,", "{0,3}", "a", "b", "0", ">", "=", "!", "'", "#",
            " ", "\n", "é",
        ]
        for _ in 0..<4000 {
            let pattern = (0..<(1 + next(14))).map { _ in pieces[next(pieces.count)] }.joined()
            guard let syntax = try? PatternSyntax(pattern) else { continue }
            _ = RequiredLiterals.anchors(of: syntax)
            _ = AnchorReach(syntax)?.canHold(.init(text: "ab", ignoresCase: true))
        }
    }

    @Test func namesAndNumbersGroups() throws {
        let groups = try PatternSyntax("(a)(?:b)(?<two>c)(?P<three>d)(?i)(e)").groups
        #expect(groups.map(\.number) == [1, 2, 3, 4])
        #expect(groups.map(\.name) == [nil, "two", "three", nil])
        #expect(groups.map(\.offset) == [0, 8, 17, 33])
    }

    /// Every rule we ship: a match holds an anchor, so that none begins behind the one that it is looked for at.
    @Test func embeddedRulesHoldAnAnchorInEveryMatch() {
        // Their anchors stand in look-aheads or in one of several words, which is behind a match's beginning as well.
        let lookingAhead: Set = [
            "commands-standard-input", "calcom-api-key", "redis-acl-user-hash",
            "redis-acl-user-password",
        ]
        for rule in RuleLibrary.embedded {
            #expect(rule.holdsAnchors == !lookingAhead.contains(rule.id), "\(rule.id)")
        }
    }

    /// Every rule we ship: its anchors can stand in its matches. No pattern is beyond the reader.
    @Test func embeddedRulesHaveTheirAnchors() throws {
        for rule in RuleLibrary.embedded {
            let anchors = rule.anchorLiterals
            let reach = try #require(AnchorReach(try PatternSyntax(rule.pattern, for: anchors)))
            for anchor in anchors {
                let canHold = reach.canHold(anchor)
                #expect(canHold, "\(rule.id): \(anchor.text)")
            }
        }
    }
}

@Suite struct RuleVerificationTests {
    private func faults(_ changes: (good: String, bad: String)...) throws -> [RuleVerification.Fault] {
        var text = """
            provider: acme
            rules:
              - id: acme-token
                name: Acme token
                kind: access-token
                anchors: [acme_]
                pattern: '(?<secret>acme_[a-z0-9]{20})'
                checks: [has-digit]
            """
        for change in changes { text = text.replacing(change.good, with: change.bad) }
        let result = RuleFile.rules(in: text, file: "acme.yaml")
        try #require(result.faults.isEmpty)
        return RuleVerification.faults(in: try #require(result.rules.first))
    }

    @Test func soundRulesHaveNoFaults() throws { #expect(try faults().isEmpty) }

    @Test func faultsNameTheirPart() throws {
        #expect(try faults(("has-digit", "magic")).map(\.part) == [.check("magic")])
        #expect(try faults(("[acme_]", "[acme_, acne_]")).map(\.part) == [.anchor("acne_")])
        #expect(try faults(("{20})", "{20}")).map(\.part) == [.pattern(offset: 27)])
        #expect(
            try faults(("acme_[a", "(?:acme_|other_)[a")).first?.message.contains("without any of its anchors") == true)
        #expect(try faults(("acme_[a", "(?:acme_|other_)[a")).map(\.isWarning) == [true])
    }

    @Test(arguments: ["acme_(?:a+)+b", "acme_(?:[a-z]+-?)*!", "acme_(?:a|a)*c"])
    func catastrophicPatternsAreCaught(_ pattern: String) throws {
        let found = try faults(("acme_[a-z0-9]{20}", pattern))
        #expect(found.first?.message.contains("match limit") == true)
    }

    @Test func placesAreLines() {
        let text = """
            provider: acme
            rules:
              - id: one
                name: One
                kind: other
                anchors:
                  - acme_
                  - acne_
                pattern: |
                  (?x)
                  (?<secret>acme_ [a-z
                checks: [has-digit]
              - id: two
                keyed:
                  words: [acme]
                  value: 'x{4}'
            """
        let places = RulePlaces(in: text)
        #expect(
            places.line(ofRule: "one") == 3 && places.line(ofRule: "two") == 13 && places.line(ofRule: "three") == nil)
        #expect(places.line(ofItem: "acne_", in: "anchors", rule: "one") == 8)
        #expect(places.line(ofItem: "has-digit", in: "checks", rule: "one") == 12)
        #expect(places.line(ofPattern: "(?x)\n(?<secret>acme_ [a-z\n", at: 20, rule: "one") == 11)
        #expect(places.line(ofPattern: "x{4}", at: 0, rule: "two") == 16)
    }
}
