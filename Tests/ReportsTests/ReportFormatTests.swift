import Model
import Reports
import Testing

func text(_ report: ScanReport, as format: ReportFormat, _ change: (inout ReportOptions) -> Void = { _ in }) -> String {
    var options = ReportOptions(now: Sample.now)
    change(&options)
    var output = ""
    format.write(report, options: options, to: &output)
    return output
}

@Suite struct ReportFormatTests {
    @Test(arguments: ReportFormat.allCases, Sample.reports.map(\.name))
    func printsWhatTheGoldenFileHolds(_ format: ReportFormat, _ name: String) throws {
        let report = try #require(Sample.reports.first { $0.name == name }).report
        // 500 findings alike tell no more than ten do.
        let short = format == .human ? report : ScanReport(findings: Array(report.findings.prefix(10)), run: report.run)
        try expectGolden(text(short, as: format), "\(name).\(format.rawValue)")
    }

    @Test func coloursAndSuppressedFindingsAreOptions() throws {
        let colourful = text(Sample.everything, as: .human) {
            $0.colour = true
            $0.showSuppressed = true
            $0.width = 72
            $0.maximumPlaces = 2
        }
        try expectGolden(colourful, "everything-colour.human")
        try expectGolden(text(Sample.everything.first(7), as: .jsonl) { $0.showSuppressed = true }, "suppressed.jsonl")
    }

    @Test func nothingFailsForNames() {
        let named = ScanReport(findings: Sample.names.findings.filter(\.credential.isIdentifier), run: Sample.run())
        #expect(named.exitCode == 0 && Sample.names.exitCode == 1)
        #expect(text(named, as: .human).contains("No credentials found"))
        #expect(text(named, as: .sarif).contains(#""security-severity": "1.0""#))
        #expect(!text(named, as: .junit).contains("<failure"))
        #expect(!text(named, as: .github).contains("::error") && text(named, as: .github).contains("0 credentials"))
    }

    /// A name that is suppressed is listed where suppressed findings are, and counted nowhere else.
    @Test func suppressedNamesAreSuppressed() {
        var finding = Sample.names.findings[0]
        finding.suppression = Suppression(kind: .inline, reason: "a marker allows it")
        let report = ScanReport(findings: [finding], run: Sample.run())
        let listed = text(report, as: .human) { $0.showSuppressed = true }
        #expect(listed.contains("suppressed  Forge tenant") && !listed.contains("no secrets themselves"), "\(listed)")
        #expect(!text(report, as: .markdown).contains("1 name of"))
    }

    /// Of very many refs the first are named; people are told how many there are besides those that they read.
    @Test func refsThatAreNotNamedAreCounted() {
        var finding = Sample.everything.findings[0]
        finding.provenance.presentIn = (0..<50).map { "refs/heads/\($0)" }
        finding.provenance.refCount = 388
        let report = ScanReport(findings: [finding], run: Sample.run())
        let read = text(report, as: .human).split { $0.isWhitespace }.joined(separator: " ")
        #expect(read.contains("in 0 and 387 more refs") && !read.contains("hold it"), "\(read)")
        #expect(text(report, as: .jsonl).contains("388 refs hold it; the first 50 are named"))
    }

    @Test(arguments: ReportFormat.allCases)
    func theSameReportGivesTheSameBytes(_ format: ReportFormat) {
        #expect(text(Sample.everything, as: format) == text(Sample.everything, as: format))
    }

    @Test(arguments: ReportFormat.allCases)
    func aSecretIsShownOnlyWhenTheFindingCarriesIt(_ format: ReportFormat) {
        let canary = ["canary", "in", "plain", "text"].joined(separator: "-")
        let shown = ScanReport(
            findings: [Sample.finding(credential: Sample.credential(secret: canary))], run: Sample.run())
        let hidden = ScanReport(findings: [Sample.finding()], run: Sample.run())
        #expect(
            text(shown, as: format).contains(canary) == ![.sarif, .csv, .github, .gitlab, .markdown, .junit].contains(
                format))
        #expect(!text(hidden, as: format).contains(canary))
        #expect(!text(hidden, as: format).contains("\"secret\""))
    }
}

extension ScanReport {
    func first(_ count: Int) -> ScanReport { ScanReport(findings: Array(findings.prefix(count)), run: run) }
}
