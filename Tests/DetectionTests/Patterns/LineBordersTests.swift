import Testing

@testable import Detection
@testable import RuleFormat

/// What takes a byte beside a match, as patterns without look-arounds must, is content with a line's beginning or end.
@Suite struct LineBordersTests {
    @Test(
        arguments: [
            ("[^a-z]acme", "(?:^|[^a-z])acme"),
            (#"acme[a-z]+[\s"]"#, #"acme[a-z]+(?:[\s"]|$)"#),
            (#"(\s|=)acme(;|\W+)"#, #"((?:^|\s)|=)acme(;|(?:\W+|$))"#),
            (#"(?i)[\s"]{1,3}(?<secret>acme)"#, #"(?i)(?:^|[\s"]{1,3})(?<secret>acme)"#),
            (#"x?[^x]?\nacme"#, #"x?[^x]?(?:^|\n)acme"#),
            (#"\s*acme[^x]?\s"#, #"\s*acme[^x]?(?:\s|$)"#),
            ("(?:[^a]acme|b)(?:c|[^d])", "(?:(?:^|[^a])acme|b)(?:c|(?:[^d]|$))"),
            // nothing to open
            ("acme[a-z]{3}", nil), (#"(?<![^a])acme(?=[\s])"#, nil), (#"a\scme"#, nil), (#"\p{L}acme"#, nil),
            ("[\" ]acme[' ]", nil), ("(?!\\s)acme(?:x|$)", nil), (".acme.", nil), ("[", nil),
        ] as [(String, String?)])
    func opens(_ pattern: String, _ opened: String?) {
        #expect(PatternSyntax.openedToLines(pattern) == opened ?? pattern)
    }

    /// They are written with look-arounds, and run as they stand.
    @Test func embeddedRulesNeedNone() {
        for rule in RuleLibrary.embedded {
            let opened = PatternSyntax.openedToLines(rule.pattern)
            // What rules of several lines end with is within what they look at.
            let isOpen = rule.reach.lines > 0 ? opened.contains("(?:^|") : opened != rule.pattern
            #expect(!isOpen, "\(rule.id)")
        }
    }
}
