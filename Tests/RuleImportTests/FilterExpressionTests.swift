import Testing

@testable import RuleImport

/// Filters of betterleaks 2, which leave out what they are true of.
struct FilterExpressionTests {
    @Test(
        arguments: [
            (#"entropy(finding.secret) <= 3.5"#, [[.entropy(3.5)]]),
            (#"entropy(finding["secret"]) <= 3"#, [[.entropy(3)]]),
            (#"matchesAny(attributes.path, ["a", 'b'])"#, [[.path(["a", "b"])]]),
            (#"matchesAny(attributes[?"path"].orValue(""), [r"\.env$"])"#, [[.path([#"\.env$"#])]]),
            (#"matchesAny(attributes.[?"path"].orValue(""), [r"""\.env$"""])"#, [[.path([#"\.env$"#])]]),
            (#"matchesAny(attributes["path"] ?? "", [`\.env$`])"#, [[.path([#"\.env$"#])]]),
            (#"matchesAny(finding["line"], ["\\d"])"#, [[.pattern(.line, [#"\d"#])]]),
            (#"containsAny(finding.secret, ["EXAMPLE", "test"])"#, [[.stopwords(["EXAMPLE", "test"])]]),
            (
                #"containsAny(finding.secret, ["a"]) || (matchesAny(finding.match, ["b"]) && matchesAny(attributes.path, ["c"]))"#,
                [[.stopwords(["a"])], [.pattern(.match, ["b"]), .path(["c"])]]
            ),
            (
                #"(containsAny(finding.secret, ["a"]) or containsAny(finding.secret, ["b"])) and matchesAny(attributes.path, ["c"])"#,
                [[.stopwords(["a"]), .path(["c"])], [.stopwords(["b"]), .path(["c"])]]
            ),
            // Comments go up to the line's end.
            (
                #"containsAny(finding.secret, ["a"]) // || containsAny(finding.secret, ["KEEP"])"#,
                [[.stopwords(["a"])]]
            ),
            (
                "containsAny(finding.secret, [\n  \"3f9//x\\\"//\", // why\n r'//x', '' + '' ])",
                [[.unknown("containsAny(finding.secret, [\n  \"3f9//x\\\"//\", \n r'//x', '' + '' ])")]]
            ),
            ("containsAny(finding.secret, [\n  \"3f9//x\", // why\n ])", [[.stopwords(["3f9//x"])]]),
            (#"attributes["git.sha"] == "ABC""#, [[.commits(["ABC"])]]),
            (
                #"!containsAny(finding.secret, ["||"]) && entropy(finding.secret) <= 2"#,
                [[.unknown(#"!containsAny(finding.secret, ["||"])"#), .entropy(2)]]
            ),
            (#"attributes["path"] == "a.b""#, [[.path([#"\A\Qa.b\E\z"#])]]),
            (#"attributes.path in ["a", "b"]"#, [[.path([#"\A\Qa\E\z"#, #"\A\Qb\E\z"#])]]),
            (#"attributes["path"] matches "fixtures/""#, [[.path(["fixtures/"])]]),
            (#"attributes[?"path"].orValue("").matches("fixtures/")"#, [[.path(["fixtures/"])]]),
            (
                #"attributes["path"] contains "x/" && finding.secret startsWith "A""#,
                [[.path([#"\Qx/\E"#]), .pattern(.secret, [#"\A\QA\E"#])]]
            ),
            (#"attributes.path.endsWith(".py")"#, [[.path([#"\Q.py\E\z"#])]]),
            (#"!(attributes["path"] contains "src/b")"#, [[.otherPaths([#"\Qsrc/b\E"#])]]),
            (#"attributes["path"] contains ''"#, [[.unknown(#"attributes["path"] contains ''"#)]]),
            // Version 1.
            (#"filter.matchesAny(get(attributes, "path", ""), [`fixtures/`])"#, [[.path(["fixtures/"])]]),
            (#"failsTokenEfficiency(finding.secret)"#, [[.unknown("failsTokenEfficiency(finding.secret)")]]),
        ] as [(String, [[FilterExpression.Term]])])
    func conditionsAreRead(_ text: String, _ expected: [[FilterExpression.Term]]) {
        #expect(FilterExpression(text)?.alternatives == expected)
    }

    @Test(arguments: [
        "", "(", "a || ", #"matchesAny(attributes.path, ["a"#, ")", String(repeating: "(", count: 10_000),
    ])
    func whatIsNoneIsNone(_ text: String) { #expect(FilterExpression(text) == nil) }

    /// What binds weaker than `||`, and what is no comment of CEL: the whole is not understood, and covers nothing.
    @Test(arguments: [
        #"/* a || containsAny(finding.secret, ["KEEP"]) || b */ false"#, "a # || b",
        #"containsAny(finding.secret, ["KEEP"]) || false ? false : true"#, "let x = a || b; not x",
        "if a || b { false } else { false }", "a | b || c", "(a || b ? c : d) || e",
    ])
    func whatTearsAlternativesApartIsNone(_ text: String) { #expect(FilterExpression(text) == nil) }

    @Test func emptyTextsCoverNothing() {
        let filter = FilterExpression(#"containsAny(finding.secret, ["", "a"])"#)
        #expect(filter?.allowlists(rules: []).lists.isEmpty == true)
    }

    @Test func conditionsMultiply() {
        let pair = #"(containsAny(finding.secret, ["a"]) || containsAny(finding.secret, ["b"]))"#
        #expect(FilterExpression(Array(repeating: pair, count: 8).joined(separator: " && "))?.alternatives.count == 256)
        #expect(FilterExpression(Array(repeating: pair, count: 40).joined(separator: " && ")) == nil)
    }

    /// In rules and in the file; what has no counterpart covers nothing, and is named.
    @Test func filtersBecomeAllowlists() throws {
        let configuration = try GitleaksConfiguration(
            """
            prefilter = 'matchesAny(attributes["path"], ["vendor/"])'
            [[rules]]
            id = "corp"
            regex = 'corp_([a-z0-9]{20})'
            confidence = "low"
            filter = '''entropy(finding.secret) <= 3.1 || containsAny(finding.secret, ["Example"]) || size(finding.secret) < 9'''
            [[rules]]
            id = "other"
            regex = 'other_([a-z0-9]{20})'
            filter = '(('
            """, file: "f")
        #expect(configuration.rules.map(\.entropy) == [3.1, nil] && configuration.rules[0].confidence == 0.45)
        #expect(configuration.allowlists.map(\.rules) == [["corp"], []])
        #expect(configuration.allowlists.map(\.stopwords) == [["example"], []])
        #expect(configuration.allowlists.map(\.paths) == [[], ["vendor/"]])
        #expect(configuration.rules[0].leftOut.contains { $0.contains("“size(finding.secret) < 9” in a filter") })
        #expect(configuration.notes.contains { $0.rule == "other" && $0.text.contains("not understood") })
    }
}
