import Detection
import Model
import TestRepositories
import Testing

@testable import Discovery

@Suite struct ScrubberTests {
    private func scrubber(
        leavesRulesOut: Bool = false, scanner: @escaping ScanContext.ScannerSource
    ) throws -> Scrubber {
        let library = leavesRulesOut ? try RuleLibrary(only: ["github-*"]) : try TestLibrary.shared()
        let context = ScanContext(
            library: library, options: ScanOptions(), key: FingerprintKey(bytes: Array(repeating: 7, count: 32)),
            progress: ScanProgress(), toolVersion: "test", makeScanner: scanner)
        return Scrubber(context, secrets: [], secretsInNames: [])
    }

    @Test func takesTokensOutOfNames() throws {
        var tokens = TestTokens(seed: 1)
        let scrubber = try scrubber { library, minimum throws(DetectionError) in
            try Scanner(library: library, minimumConfidence: minimum)
        }
        let token = tokens.gitHub()
        #expect(!scrubber.scrub(name: "refs/heads/\(token)").contains(token.suffix(30)))
        #expect(scrubber.scrub(name: "refs/heads/a-new-button") == "refs/heads/a-new-button")
    }

    /// Where nothing can be looked through, nothing was taken out, and all of it was shown.
    @Test func showsNothingWhereItCannotLook() throws {
        var tokens = TestTokens(seed: 1)
        let token = tokens.gitHub()
        for leavesRulesOut in [false, true] {
            let scrubber = try scrubber(leavesRulesOut: leavesRulesOut) { _, _ throws(DetectionError) in
                throw .outOfMemory(what: "a test")
            }
            let text = "use \(token) for now"
            #expect(scrubber.scrub(name: "refs/heads/\(token)") == "…")
            #expect(!scrubber.scrub(text).contains(token.suffix(12)))
            // A line of code is searched for other rules' secrets only where some rules are left out.
            let excerpt = scrubber.scrub(Excerpt(lines: [.init(number: 1, text: text, highlight: ByteSpan(0, 3))]))
            #expect(excerpt.lines[0].text.contains(token) != leavesRulesOut)
        }
    }
}
