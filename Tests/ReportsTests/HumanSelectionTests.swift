import Model
import Testing

@testable import Reports

/// Of thousands a person is shown those that matter, and the others by rule and place; nothing is left uncounted.
@Suite struct HumanSelectionTests {
    private static func finding(
        _ number: Int, rule: Int = 0, score: Double = 0.9, path: String, line: Int = 1, secret: Int? = nil,
        isAtHead: Bool = false, suppression: Suppression? = nil, carrier: Carrier = .blob
    ) -> Finding {
        let credential = Credential(
            fingerprint: "f\(secret ?? number)", kind: "password", provider: "generic", redacted: "a\(number % 10)…z",
            length: 20, entropy: 3.5, secret: nil)
        return Sample.finding(
            number, rule: RuleReference(id: "rule-\(rule)", name: "Kind \(rule)", revision: 1), credential: credential,
            score: score, carrier: carrier, path: path, at: TextPosition(line: line, column: 3),
            provenance: Provenance(
                introduced: [Sample.commit("1", daysAgo: Int64(800 + number % 3))], isAtHead: isAtHead),
            suppression: suppression)
    }

    private static func dump(_ rows: Int) -> [Finding] {
        (0..<rows).map { finding($0, path: "data/users.csv", line: $0 + 2, isAtHead: true) }
    }

    /// 4,000 places of 3,000 credentials of 37 rules in 400 folders, some suppressed.
    private static let many: ScanReport = {
        let allowed = Suppression(kind: .inline, reason: "a marker allows it")
        let findings = (0..<4000).map { number in
            let secret = number % 3000
            return finding(
                number, rule: secret % 37 % (secret % 5 + 1) * 7 % 37, score: [0.9, 0.5, 0.8][secret % 3],
                path: "part-\(number % 4)/folder-\(number % 100)/file-\(number % 7).env", line: number + 1,
                secret: secret, isAtHead: number % 11 == 0, suppression: secret % 50 == 0 ? allowed : nil)
        }
        return ScanReport(findings: findings, run: Sample.run())
    }()

    private func lines(_ report: ScanReport, _ adjust: (inout ReportOptions) -> Void = { _ in }) -> [String] {
        text(report, as: .human, adjust).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private func blocks(_ lines: [String]) -> Int {
        lines.count { line in ["high  ", "medium", "low   ", "suppressed"].contains { line.hasPrefix($0 + "  ") } }
    }

    private func number(_ text: Substring?) -> Int {
        Int((text ?? "").filter { $0 != "," }) ?? 0
    }

    @Test func aDumpIsToldInAFewLines() {
        let shown = lines(ScanReport(findings: Self.dump(90_000), run: Sample.run()))
        #expect(blocks(shown) == 3)
        #expect(shown.count < 60)
        #expect(shown.contains("and 89,997 more of high confidence:"))
        #expect(shown.contains("  89,997 Kind 0, rule rule-0, such as a3…z a4…z a5…z"), "\(shown)")
        #expect(shown.contains("    data/users.csv: 89,997 on lines 5–90,001, at HEAD"), "\(shown)")
        #expect(shown.contains("      introduced 2 years ago by Ada Lovelace in 1111111"), "\(shown)")
        #expect(shown.contains { $0.hasPrefix("--all shows each of them") })
        #expect(shown.contains("90,000 credentials in 90,000 places, 3 of them shown above"))
    }

    @Test func allShowsEachOne() {
        let report = ScanReport(findings: Self.dump(500), run: Sample.run())
        let shown = lines(report) { $0.showsAll = true }
        #expect(blocks(shown) == 500)
        #expect(!shown.contains { $0.hasPrefix("and ") || $0.contains("--all") })
        #expect(
            text(report, as: .markdown) { $0.showsAll = true }.split(separator: "\n").count {
                $0.contains("| `data/users.csv`")
            } == 500)
    }

    @Test(arguments: [false, true]) func countsAddUp(_ showsSuppressed: Bool) throws {
        let report = Self.many
        let shown = lines(report) { $0.showSuppressed = showsSuppressed }
        let findings = report.findings.filter { showsSuppressed || $0.suppression == nil }
        let credentials = Set(findings.map(\.credential.fingerprint)).count
        var counted = blocks(shown)
        let headings = shown.indices.filter { shown[$0].hasPrefix("and ") && shown[$0].hasSuffix(":") }
        #expect(headings.count == (showsSuppressed ? 3 : 2))
        for heading in headings {
            let total = number(shown[heading].split(separator: " ")[1])
            counted += total
            var left = total
            var places = 0
            for line in shown[(heading + 1)...].prefix(while: { !$0.isEmpty }) {
                let words = line.split(separator: " ")
                if line.hasPrefix("  "), !line.hasPrefix("   "), words[1] == "Kind" {
                    #expect(places == 0, "\(line)")
                    left -= number(words[0])
                    places = words[3] == "in" || words[2] == "in" ? number(words[4]) : number(words[0])
                    if let position = words.firstIndex(of: "in") { places = number(words[position + 1]) }
                } else if line.hasPrefix("    "), !line.hasPrefix("     "), let colon = line.firstRange(of: ": ") {
                    places -= number(
                        line[colon.upperBound...].split(separator: " ").first.map {
                            $0.hasSuffix(",") ? $0.dropLast() : $0
                        })
                } else if line.hasPrefix("    "), !line.hasPrefix("     ") {
                    places -= 1
                }
            }
            #expect(left == 0 && places == 0, "\(shown[heading])")
        }
        #expect(counted == credentials)
        let live = Set(findings.filter { $0.suppression == nil }.map(\.credential.fingerprint)).count
        #expect(shown.contains { $0.hasPrefix("\(Quantity.grouped(live)) credentials in ") })
        #expect(shown.count < 700)
    }

    /// Whatever is shown, each file, or a folder that holds it, has its name in a line, and so has each rule.
    @Test func everyPlaceAndRuleIsNamed() {
        let output = text(Self.many, as: .human)
        let words = Set(
            output.split { " \n,;".contains($0) }.map { $0.last == ":" ? String($0.dropLast()) : String($0) })
        for finding in Self.many.findings where finding.suppression == nil {
            let path = finding.location.pathText
            let around = [path] + path.indices.filter { path[$0] == "/" }.map { String(path[...$0]) }
            let isNamed = around.contains(where: words.contains) || words.contains { $0.hasPrefix(path + ":") }
            if !isNamed { Issue.record("\(path)") }
        }
        for rule in Set(Self.many.findings.filter { $0.suppression == nil }.map(\.rule.id)) {
            #expect(output.contains("rule \(rule)"))
        }
    }

    /// One key among thousands of passwords of sixty kinds, and it is gone from HEAD: it is named all the same.
    @Test func theRareOneIsNamed() {
        let passwords = (0..<5000).map {
            Self.finding($0, rule: $0 % 60, path: "data/\($0 % 500)/rows.json", line: $0, isAtHead: true)
        }
        let rare = Self.finding(9999, rule: 99, score: 0.76, path: "old/key.pem")
        let shown = lines(ScanReport(findings: passwords + [rare], run: Sample.run()))
        #expect(shown.contains { $0.hasPrefix("    old/key.pem:1  a9…z") }, "\(shown)")
        #expect(shown.contains("  1 Kind 99, rule rule-99"))
        #expect(blocks(shown) == 30)
    }

    @Test func oneFileDoesNotHideTheOthers() {
        let other = Self.finding(600, path: "src/z.env")
        let shown = lines(ScanReport(findings: Self.dump(500) + [other], run: Sample.run()))
        #expect(blocks(shown) == 4)
        #expect(shown.contains("  src/z.env:1:3"))
    }

    @Test func aFewMoreAreNotCountedButShown() {
        #expect(blocks(lines(ScanReport(findings: Self.dump(7), run: Sample.run()))) == 7)
        #expect(blocks(lines(ScanReport(findings: Self.dump(8), run: Sample.run()))) == 3)
    }

    @Test func theSameReportGivesTheSameBytes() {
        #expect(text(Self.many, as: .human) == text(Self.many, as: .human))
        #expect(text(Self.many, as: .markdown) == text(Self.many, as: .markdown))
    }

    @Test func aScanThatWasStoppedNamesBlobs() {
        let found = ["", "!inner.txt"].enumerated().map { number, path in
            Sample.finding(number, path: path, provenance: Provenance(condition: .ofUnknownPlace))
        }
        let shown = lines(ScanReport(findings: found, run: Sample.run()))
        #expect(shown.contains("  bbbbbbbbbbbb:12:13  (blob)"), "\(shown)")
        #expect(shown.contains { $0.hasPrefix("  bbbbbbbbbbbb!inner.txt:12:13  (blob)") }, "\(shown)")
    }

    /// Comments have a limit; what is not in the table is counted below it.
    @Test func commentsStayReadable() {
        let report = text(Self.many, as: .markdown)
        #expect(report.utf8.count < 65_536)
        let rows = report.split(separator: "\n").count { $0.hasPrefix("| ") } - 2
        #expect(rows == 50)
        let live = Set(Self.many.findings.filter { $0.suppression == nil }.map(\.credential.fingerprint)).count
        #expect(report.contains("and \(Quantity.grouped(live - rows)) more credentials:\n"))
        let counted = report.split(separator: "\n").filter { $0.hasPrefix("- ") }
            .reduce(0) { $0 + number($1.split(separator: " ")[1]) }
        #expect(counted == live - rows)
        let dump = text(ScanReport(findings: Self.dump(1000), run: Sample.run()), as: .markdown)
        #expect(dump.contains("- 995 Kind 0: `data/users.csv`, 995 on lines 7–1,001\n"), "\(dump)")
    }

    @Test(arguments: [HookReport.Event.commit, .push]) func hooksNameEachFile(_ event: HookReport.Event) {
        let findings =
            Self.dump(4000) + [Self.finding(5000, rule: 1, path: "zz/key.pem"), Self.finding(5001, path: "zz/b.env")]
        let report = HookReport(
            findings: findings, coverage: Coverage(), event: event, doubt: .allowed,
            answer: LastingAnswer(settings: nil, baseline: nil, hasUnnamedBaseline: false, roll: nil),
            options: ReportOptions(now: Sample.now)
        ).text
        #expect(report.contains("zz/key.pem:1:3") && report.contains("zz/b.env:1:3"), "\(report)")
        #expect(report.contains("  and 3,997 more places:\n    3,997 Kind 0, rule rule-0"), "\(report)")
        #expect(report.contains("      data/users.csv: 3,997 on lines 5–4,001, at HEAD"), "\(report)")
        #expect(report.contains("`rollcall scan --staged --all` shows each") == (event == .commit))
        #expect(report.split(separator: "\n").count < 60)
    }
}
