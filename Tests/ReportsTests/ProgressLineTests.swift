import Reports
import Testing

@Suite struct ProgressLineTests {
    @Test(
        arguments: [
            (100, "Scanning  ━━━━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌   45%  132,331/292,555  3 findings  412 MB/s  2 s left"),
            (80, "Scanning  ━━━━━━╌╌╌╌╌╌╌╌╌   45%  132,331/292,555  3 findings  412 MB/s  2 s left"),
            (60, "Scanning   45%  132,331/292,555  3 findings  412 MB/s"),
            (44, "Scanning   45%  132,331/292,555  3 findings"),
            (20, "Scanning   45%"), (9, "Scanning…"),
        ] as [(Int, String)])
    func whatDoesNotFitIsLeftOut(_ width: Int, _ line: String) {
        let snapshot = ProgressLine.Snapshot(
            phase: "Scanning", done: 132_331, total: 292_555, bytes: 412_000_000, findings: 3, elapsedSeconds: 1)
        #expect(ProgressLine.text(snapshot, width: width) == line)
    }

    @Test(
        arguments: [
            (0, nil, 0, 0, "Listing  0 findings"), (1200, nil, 0, 2.0, "Listing  1,200  0 findings"),
            (0, 0, 0, 1.0, "Listing  0 findings"),
            (5, 4, 10, 0.2, "Listing  100%  5/4  0 findings  50 B/s"),
            (1, 10, 10, 0.4, "Listing   10%   1/10  0 findings  25 B/s"),
        ] as [(Int, Int?, Int64, Double, String)])
    func unknownsAreLeftOut(_ done: Int, _ total: Int?, _ bytes: Int64, _ seconds: Double, _ line: String) {
        let snapshot = ProgressLine.Snapshot(
            phase: "Listing", done: done, total: total, bytes: bytes, findings: 0, elapsedSeconds: seconds)
        #expect(ProgressLine.text(snapshot, width: 45).replacing(#/[━╌]+  /#, with: "") == line)
    }

    @Test(arguments: 0...120)
    func itIsNeverWiderThanTheTerminal(_ width: Int) {
        for done in [0, 1, 50, 100, 1000] {
            let snapshot = ProgressLine.Snapshot(
                phase: "Scan\nning\u{1b}[2K", done: done, total: 100, bytes: 1 << 40, findings: 12_345,
                elapsedSeconds: 7200)
            let line = ProgressLine.text(snapshot, width: width)
            #expect(TerminalText.columns(of: line) <= max(1, width))
            #expect(!line.unicodeScalars.contains(where: TerminalText.isUnsafe))
        }
    }
}
