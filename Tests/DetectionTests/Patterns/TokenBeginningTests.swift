import RuleFormat
import Testing

/// What tokens begin with, worked out from the patterns of their rules.
@Suite struct TokenBeginningTests {
    private func beginnings(_ pattern: String) -> [String] {
        let rule = RuleDefinition(
            id: "a", name: "a", provider: "a", providerName: "a", kind: "other", revision: 1, anchors: ["abc"],
            anchorsIgnoringCase: [], pattern: pattern, checks: [], entropyFloor: 0, prior: 0.5, reach: .init(),
            examples: [],
            nearMisses: [], rotation: "", guidanceURL: "")
        return TokenBeginning.beginnings(of: rule).map { "\($0.literal) \($0.leastLength)" }
    }

    @Test func alternativesAreToldApart() {
        #expect(beginnings(#"(?<![a-z])(?<secret>acme_[a-z0-9]{32})(?![a-z])"#) == ["acme_ 37"])
        #expect(beginnings(#"(?<secret>ac[mn]e_[a-z]{20,40})"#) == ["acme_ 25", "acne_ 25"])
        #expect(beginnings(#"(?<secret>(?:one|another)_\.[a-z]{20})"#) == ["one_. 25", "another_. 25"])
        #expect(beginnings(#"key=(?<secret>a\(b\)-[)(]{30})"#) == ["a(b)- 35"])
    }

    /// Words and short letters begin anything; what is hardly longer than its beginning cannot be cut.
    @Test(arguments: [
        #"(?<secret>sk-[a-z]{20})"#, #"(?<secret>token[a-z]{20})"#, #"(?<secret>acme_[a-z]{4})"#,
        #"(?<secret>[a-z0-9]{32})"#,
    ])
    func whatTellsNothingIsLeftOut(_ pattern: String) { #expect(beginnings(pattern).isEmpty) }
}
