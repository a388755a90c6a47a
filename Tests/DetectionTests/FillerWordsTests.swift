import Model
import Testing

@testable import Detection

/// What stands in the form of a token where the token is not told.
@Suite struct FillerWordsTests {
    @Test(arguments: [
        ("YOUR_TOKEN_HERE_1234", true), ("7d1e0f92b4your-key", true), ("7d1e0f92b4c8_HERE", true),
        ("abcREDACTEDdef", true), ("REPLACE_ME_123456", true), ("4Xk9TzqEXAMPLE", true),
        ("4Xk9TzqW2mN8vB5cL1pR7sD3fG6hJ0kEXAMPLE", true),
        ("4Xk9TzqW2mN8vB5cL1pR7sD3fG6hJ0kexample", false), ("4Xk9TzqExample", true),
        ("8yourW2mN8vB5here", false),
        ("pplx-YOURKEYHEREYOURKEYHEREYOURKEYHEREYOURKEYHERE", true),
        ("dckr_pat_EXAMPLETESTTESTTESTTESTTEST", true),
        ("AIK_CI_REPLACEMEREPLACEMEREPLACEME", true),
        ("glsa_\("iNValId")inValiDinvalidinvalidinva_5b582697", true),
        ("00DE0X0A0M0PeLE!short", true), ("7d1e0f92b4c8_invalid", true),
        ("testkey4Xk9TzqW2mN8vB5c", false),
        ("4Xk9TzqW2mN8shorter", false), ("MEtest4Xk9Tz", false), ("https://x.example.com", false),
        ("7d1e0f92b4c8a365", false), ("", false),
    ])
    func fillerWordsAreTold(_ value: String, _ isFiller: Bool) {
        Array(value.utf8).withUnsafeBytes { #expect(FillerWords.areIn($0) == isFiller) }
    }

    /// A format does not make a token of it, nor does any other rule.
    @Test func fillersAreNoTokens() throws {
        let library = try RuleLibrary()
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        let medium = EvidenceWeights.score(prior: 0.4, evidence: [])
        var expander = TokenTemplate(seed: "fillers")
        for (body, isFound) in [
            ("{base62:20}", true), ("YOUR_TOKEN_HERE_1234", false), ("{base62:13}EXAMPLE", false),
            ("{base62:43}EXAMPLE", false),
        ] {
            let content = Array("token: \(expander.expand("glpat-" + body))\n".utf8)
            let found = content.withUnsafeBytes { bytes in
                library.resolve(scanner.scan(bytes, isBinary: false).matches, minimumScore: medium)
            }
            #expect(found.isEmpty != isFound, "\(body)")
        }
    }
}
