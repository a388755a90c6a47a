import Model
import Testing

@testable import Reports

/// That a key is encrypted, or a token has expired, is said in every report for people.
@Suite struct KnownLimitsTests {
    private static let report = ScanReport(
        findings: [
            Sample.finding(1, publicFacts: ["encrypted": "yes"]),
            Sample.finding(
                2, credential: Sample.credential("b"), publicFacts: ["encrypted": "no", "expires_at": "1500000000"]),
            Sample.finding(3, credential: Sample.credential("c"), publicFacts: ["expires_at": "4102444800"]),
        ],
        run: Sample.run(counts: Sample.counts(findings: 3, credentials: 3)))

    @Test(arguments: [ReportFormat.human, .markdown, .github, .gitlab, .sarif, .junit])
    func reportsSayWhatACredentialNoLongerOpens(_ format: ReportFormat) {
        var text = ""
        format.write(Self.report, options: ReportOptions(now: Sample.now), to: &text)
        #expect(text.ranges(of: "encrypted with a passphrase").count == 1)
        #expect(text.ranges(of: "expired on 2017-07-14").count == 1)
        #expect(text.ranges(of: "expired on").count == 1)
    }
}
