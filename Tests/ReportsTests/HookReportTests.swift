import Model
import Reports
import Testing

@Suite struct HookReportTests {
    private func text(
        _ findings: [Finding], coverage: Coverage = Coverage(), event: HookReport.Event = .commit,
        doubt: HookReport.Doubt = .allowed, answer: LastingAnswer? = nil
    ) -> String {
        HookReport(
            findings: findings, coverage: coverage, event: event, doubt: doubt,
            answer: answer
                ?? LastingAnswer(settings: nil, baseline: nil, hasUnnamedBaseline: false, roll: nil),
            options: ReportOptions(colour: false, width: 100, now: Sample.now)
        ).text
    }

    @Test func doubtsAreNotToldAsReasons() {
        let doubted = text([
            Sample.finding(
                reasons: ["its checksum is right"], doubts: ["its path belongs to tests"], carrier: .index,
                provenance: Provenance(condition: .staged))
        ])
        #expect(doubted.contains("    believed because its checksum is right\n"), "\(doubted)")
        #expect(
            !doubted.contains("belongs to tests") && !doubted.contains(Provenance.Condition.staged.rawValue),
            "\(doubted)")
    }

    /// Whoever reads it knows whether the commit is there.
    @Test(arguments: [
        (HookReport.Doubt.allowed, "not everything could be checked; this commit is let through all the same:"),
        (.blocked, "not everything could be checked, so this commit is blocked:"),
    ])
    func saysWhatBecomesOfWhatCouldNotBeChecked(_ doubt: HookReport.Doubt, _ words: String) {
        var coverage = Coverage()
        coverage.note(Coverage.Entry(source: ".", reason: .unreadable, subject: "index", detail: "damaged"))
        #expect(text([], coverage: coverage, doubt: doubt).contains(words))
        // What is found stops it whatever could not be checked.
        #expect(text([Sample.finding()], coverage: coverage, doubt: doubt).contains("could not be checked:\n") == false)
        #expect(text([Sample.finding()], coverage: coverage, doubt: doubt).contains("could be checked:\n"))
    }

    /// A baseline that no settings name is read by no hook.
    @Test func waysOnAreThoseThatThereAre() {
        func ways(_ answer: LastingAnswer, event: HookReport.Event = .commit) -> String {
            text([Sample.finding()], event: event, answer: answer)
        }
        let bare = ways(LastingAnswer(settings: nil, baseline: nil, hasUnnamedBaseline: false, roll: nil))
        #expect(bare.contains("rollcall baseline create\n") && !bare.contains("roll decide"))
        #expect(bare.contains("echo 'baseline: .rollcall-baseline' >> .rollcall.yaml\n"))
        let full = ways(
            LastingAnswer(
                settings: ".rollcall.yaml", baseline: "known list", hasUnnamedBaseline: false, roll: "../a.roll"))
        #expect(full.contains("rollcall baseline update --add-new --file 'known list'\n"))
        #expect(!full.contains("echo 'baseline"))
        #expect(full.contains("rollcall scan --quiet --staged --roll ../a.roll > /dev/null\n"))
        #expect(full.contains("--by '…' --roll ../a.roll\n"))
        let server = ways(
            LastingAnswer(settings: "/etc/a.yaml", baseline: nil, hasUnnamedBaseline: false, roll: nil), event: .receive
        )
        #expect(!server.contains("baseline") && server.contains("those who run the server"))
    }
}
