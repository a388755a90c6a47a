import Model
import Reports
import Testing

@Suite struct HumanReportTests {
    @Test(
        arguments: [
            (0, "just now"), (59, "just now"), (60, "1 minute ago"), (3599, "59 minutes ago"), (3600, "1 hour ago"),
            (86_400, "1 day ago"), (13 * 86_400, "13 days ago"), (14 * 86_400, "2 weeks ago"),
            (90 * 86_400, "2 months ago"),
            (400 * 86_400, "13 months ago"), (731 * 86_400, "2 years ago"), (-86_400 * 3, "3 days in the future"),
        ] as [(Int64, String)])
    func agesAreRelativeToNow(_ seconds: Int64, _ age: String) {
        let time = Timestamp(seconds: Sample.now.seconds - seconds, offsetInMinutes: -480)
        let signature = Signature(name: "Ada", email: "", time: time)
        let commit = CommitReference(
            id: Sample.id("1"), author: signature, committer: signature, summary: "", isMerge: false)
        let finding = Sample.finding(provenance: Provenance(introduced: [commit], isAtHead: true))
        let output = text(ScanReport(findings: [finding], run: Sample.run()), as: .human)
        #expect(output.contains("introduced \(age) by Ada in 1111111, still at HEAD\n"))
    }

    /// Where confidence is not high, what speaks against a finding decides as much.
    @Test func doubtsAreTold() {
        func told(_ score: Double, for reasons: [String] = ["its key names a password"]) -> String {
            let finding = Sample.finding(score: score, reasons: reasons, doubts: ["its vendor publishes it"])
            return text(ScanReport(findings: [finding], run: Sample.run()), as: .human)
        }
        #expect(told(0.5).contains("its key names a password, although its vendor publishes it"))
        #expect(told(0.5, for: []).contains("        although its vendor publishes it"))
        #expect(!told(0.9).contains("although"))
    }

    @Test(
        arguments: [
            (["type": "login", "user": "app"], "of user app"),
            (["type": "login", "host": "db"], "at db"),
            (
                ["type": "login", "user": "app", "host": "db", "port": "5432", "database": "shop"],
                "of user app at db:5432, database shop"
            ),
            (
                ["type": "jwt", "issuer": "https://id.example.org", "subject": "ci", "algorithm": "RS256"],
                "of issuer https://id.example.org, subject ci"
            ),
            (["type": "aws-access-key", "account": "012345678901", "key_tag": "ab"], "of account 012345678901"),
            (["type": "private-key", "key_type": "rsa"], nil),
            (["type": "private-key", "encrypted": "yes"], "encrypted with a passphrase"),
            (
                ["type": "private-key", "encrypted": "yes", "comment": "ada@build"],
                "of comment ada@build, encrypted with a passphrase"
            ),
        ] as [([String: String], String?)])
    func ownersAreTold(_ facts: [String: String], _ owner: String?) {
        let finding = Sample.finding(publicFacts: facts)
        let lines = text(ScanReport(findings: [finding], run: Sample.run()), as: .human).split(separator: "\n")
        let beginnings = ["of ", "at ", "encrypted "].map { "        " + $0 }
        let told = lines.first { line in beginnings.contains { line.hasPrefix($0) } }
        #expect(told.map { String($0.dropFirst(8)) } == owner)
    }

    /// What a rule takes out of an address stands in the report as it is.
    @Test func partsOfAddressesAreToldOnce() {
        let host = FindingCompanion(role: "host", value: .publicPart("db"), position: TextPosition(line: 1, column: 1))
        let finding = Sample.finding(companions: [host], publicFacts: ["type": "login", "user": "a", "host": "db"])
        #expect(!text(ScanReport(findings: [finding], run: Sample.run()), as: .human).contains("        of user a"))
    }

    /// A companion that tells it is enough.
    @Test(
        arguments: [
            (["type": "login", "user": "app"], nil), (["type": "gcp-service-account", "client_email": "app"], nil),
            (["type": "gcp-service-account", "client_email": "app", "client_id": "7"], "of client 7"),
        ] as [([String: String], String?)])
    func ownersAreToldOnce(_ facts: [String: String], _ owner: String?) {
        let account = FindingCompanion(
            role: "account", value: .publicPart("app"), position: TextPosition(line: 1, column: 1))
        let finding = Sample.finding(companions: [account], publicFacts: facts)
        let lines = text(ScanReport(findings: [finding], run: Sample.run()), as: .human).split(separator: "\n")
        #expect(lines.first { $0.hasPrefix("        of ") }.map { String($0.dropFirst(8)) } == owner)
    }

    @Test func timesBeyondAllReckoningAreNoCrash() {
        for seconds in [Int64.min, .max] {
            let signature = Signature(name: "", email: "", time: Timestamp(seconds: seconds, offsetInMinutes: .max))
            let commit = CommitReference(
                id: Sample.id("1"), author: signature, committer: signature, summary: "", isMerge: false)
            let finding = Sample.finding(provenance: Provenance(introduced: [commit]))
            #expect(text(ScanReport(findings: [finding], run: Sample.run()), as: .human).contains("by nobody named"))
        }
    }

    @Test(
        arguments: [
            (".", "a/b.env", .blob, "  a/b.env:12:13"), ("repo", "a/b.env", .blob, "  repo/a/b.env:12:13"),
            ("/srv/", "b.env", .file, "  /srv/b.env:12:13"), ("dir/b.env", "b.env", .file, "  dir/b.env:12:13"),
            ("b.env", "dir/b.env", .file, "  b.env:12:13"),
            ("../dir/b.env", "dir/b.env", .file, "  ../dir/b.env:12:13"),
            ("/x/b.env", "b.env!in/b.env", .file, "  /x/b.env!in/b.env:12:13"),
            ("b.env", "b.env", .file, "  b.env:12:13"), ("dir/b.env", "", .file, "  dir/b.env:12:13"),
            ("-", "", .standardInput, "  standard input:12:13"),
            (".", "refs/heads/x", .refName, "  refs/heads/x:12:13  (ref name)"),
            (".", "a.env", .index, "  a.env:12:13  (staged)"),
            ("repo", Sample.id("4").hex, .blob, "  repo/\(Sample.id("4").hex):12:13"),
            ("repo", Sample.id("4").hex, .tagger, "  444444444444:12:13  (tagger in repo)"),
        ] as [(String, String, Carrier, String)])
    func placesAreWhereTheCallerFindsThem(_ source: String, _ path: String, _ carrier: Carrier, _ locator: String) {
        let finding = Sample.finding(source: source, carrier: carrier, path: path)
        let target = RunRecord.Target(source: source, kind: source.hasSuffix(".env") ? .file : .directory)
        let report = ScanReport(findings: [finding], run: Sample.run(targets: [target]))
        #expect(text(report, as: .human).split(separator: "\n").contains(Substring(locator)))
    }

    /// The carets must stand under the redacted secret, whatever is before it.
    @Test(
        arguments: [
            "token=«abcd…wxyz»", "\ttoken=«abcd…wxyz» # x", "漢字=«abcd…wxyz»", "\u{1b}[2K«abcd…wxyz»",
            "é\u{301}«abcd…wxyz»", "«abcd…wxyz»",
            String(repeating: "x", count: 500) + "«abcd…wxyz»", "«abcd…wxyz»" + String(repeating: "y", count: 500),
            String(repeating: "漢", count: 100_000) + "«abcd…wxyz»" + String(repeating: "\u{200b}", count: 100_000),
        ], [40, 60, 100])
    func theSecretIsUnderlined(_ marked: String, _ width: Int) throws {
        let (line, span) = try unmarked(marked)
        let finding = Sample.finding(excerpt: Excerpt(lines: [.init(number: 7, text: line, highlight: span)]))
        let output = text(ScanReport(findings: [finding], run: Sample.run()), as: .human) { $0.width = width }
        let lines = output.split(separator: "\n").map(String.init)
        let shown = try #require(lines.first { $0.hasPrefix("    7 │ ") })
        let carets = try #require(lines.first { $0.hasPrefix("      │ ") })
        let secret = try #require(shown.firstRange(of: "abcd…wxyz"))
        let indent = carets.prefix { $0 != "^" }
        #expect(TerminalText.columns(of: String(shown[..<secret.lowerBound])) == indent.count)
        #expect(carets.dropFirst(indent.count) == "^^^^^^^^^")
        #expect(TerminalText.columns(of: shown) <= width)
    }

    @Test(arguments: [ByteSpan(0, 0), ByteSpan(50, 60), ByteSpan(-5, 3), ByteSpan(3, 5), ByteSpan(9, 2)])
    func aSpanThatDoesNotFitTheLineIsNoCrash(_ span: ByteSpan) {
        let finding = Sample.finding(excerpt: Excerpt(lines: [.init(number: 1, text: "ab…cd", highlight: span)]))
        #expect(text(ScanReport(findings: [finding], run: Sample.run()), as: .human).contains("1 │ ab…cd\n"))
    }

    /// The folder of a bare repository before a path would be a path that nobody can open.
    @Test func pathsOfABareRepositoryStandAlone() {
        func locator(_ carrier: Carrier = .blob, isBare: Bool = true, besides others: Int = 0) -> String {
            var target = RunRecord.Target(source: "/srv/acme.git", kind: .repository)
            target.isBare = isBare
            let other = RunRecord.Target(source: "/srv/other.git", kind: .repository)
            let finding = Sample.finding(source: "/srv/acme.git", carrier: carrier)
            let run = Sample.run(targets: [target] + Array(repeating: other, count: others))
            let lines = text(ScanReport(findings: [finding], run: run), as: .human).split(separator: "\n")
            let line = lines.first { $0.contains("deploy.env:") } ?? ""
            return String(line.prefix { $0 != ":" })
        }
        #expect(locator() == "  config/deploy.env")
        #expect(locator(.fileName) == "  config/deploy.env")
        #expect(locator(.hook) == "  /srv/acme.git/config/deploy.env")
        #expect(locator(isBare: false) == "  /srv/acme.git/config/deploy.env")
        #expect(locator(besides: 1) == "  /srv/acme.git/config/deploy.env")
    }

    @Test func aSecretWiderThanTheTerminalIsCut() {
        let line = String(repeating: "s", count: 300)
        let finding = Sample.finding(
            excerpt: Excerpt(lines: [.init(number: 1, text: line, highlight: ByteSpan(0, 300))]))
        let output = text(ScanReport(findings: [finding], run: Sample.run()), as: .human) { $0.width = 40 }
        #expect(output.contains("    1 │ " + String(repeating: "s", count: 30) + "…\n"))
    }

    @Test(arguments: [1, 5, 1000])
    func oneCredentialInManyFilesStaysReadable(_ limit: Int) {
        let output = text(Sample.everything, as: .human) { $0.maximumPlaces = limit }
        let shown = output.split(separator: "\n").count { $0.contains("vendor/copy-") }
        #expect(shown == min(limit, 500))
        #expect(output.contains("and \(500 - shown) more places") == (shown < 500))
        // At HEAD first, then the most likely.
        let first = output.split(separator: "\n").first { $0.contains("vendor/copy-") }
        #expect(first?.contains("copy-400/") == true)
    }

    @Test(arguments: [(Carrier.index, Provenance.Condition.staged), (.worktree, .uncommitted)])
    func whatIsNotCommittedIsSaidOnce(_ carrier: Carrier, _ condition: Provenance.Condition) {
        let found = Sample.finding(carrier: carrier, provenance: Provenance(isInWorktree: true, condition: condition))
        let output = text(ScanReport(findings: [found], run: Sample.run()), as: .human)
        #expect(output.contains("\n    \(condition.rawValue)\n"), "\(output)")
    }

    @Test func whatWasFoundBeforeTheScanWasStoppedIsNotCalledUnreachable() {
        let found = Sample.finding(provenance: Provenance(condition: .ofUnknownPlace))
        let output = text(ScanReport(findings: [found], run: Sample.run()), as: .human)
        #expect(output.contains("\n    \(Provenance.Condition.ofUnknownPlace.rawValue)\n"), "\(output)")
        #expect(output.contains("  1 whose place is not known, as the scan was stopped\n"), "\(output)")
    }

    /// What speaks against a finding is no reason for it.
    @Test(arguments: [ReportFormat.human, .github, .gitlab]) func doubtsAreNotToldAsReasons(_ format: ReportFormat) {
        let doubted = Sample.finding(reasons: ["the checksum is right"], doubts: ["its path belongs to tests"])
        let output = text(ScanReport(findings: [doubted], run: Sample.run()), as: format)
        #expect(output.contains("the checksum is right"))
        #expect(output.contains("although its path belongs to tests") == (format == .gitlab), "\(output)")
        #expect(output.contains("its path belongs to tests") == (format == .gitlab), "\(output)")
    }

    /// Names that were cut to the same are told once; an object's name leaves room for its path.
    @Test func shortenedNamesAreToldApart() {
        let named = RuleReference(id: "generic-uuid", name: "UUID", revision: 1)
        let many = (1...40).map { number in
            let credential = Credential(
                fingerprint: "\(number)", kind: "other", provider: "generic", redacted: "abcd…wxyz", length: 36,
                entropy: 3.5, secret: nil)
            let path = "\(number % 2 == 0 ? "one" : "another")/folder/whose/name/is/long/enough/rows.json"
            return Sample.finding(number, rule: named, credential: credential, score: 0.5, path: path)
        }
        var coverage = Coverage()
        coverage.note(
            Coverage.Entry(
                source: "/srv/guestbook", reason: .missingObject,
                subject: "\(Sample.id("c").hex) (guestbook/settings/production.env)", detail: "absent"))
        coverage.note(
            Coverage.Entry(source: ".", reason: .excluded, subject: ".git/hooks/*.sample", detail: "sample hooks"))
        let run = Sample.run(coverage: coverage)
        let output = text(ScanReport(findings: many + [Sample.finding(100)], run: run), as: .human)
        let folders = ["one", "another"].map { "    \($0)/folder/whose/name/is/long/enough/rows.json: 1" }
        #expect(folders.allSatisfy(output.contains), "\(output)")
        #expect(output.contains("cccccccccccc (guestbook/settings/production.env) in /srv/guestbook"), "\(output)")
        #expect(output.contains("Passed over 1 excluded content (.git/hooks/*.sample)"), "\(output)")
    }

    /// Without its history nobody can say whether the working tree's content is committed.
    @Test(arguments: [true, false]) func whatMayBeCommittedIsNotCalledUncommitted(_ isHistoryKnown: Bool) {
        // As findings have it that are encoded, too.
        let condition = isHistoryKnown ? Provenance.Condition.uncommitted : .withoutHistory
        let note = "\(condition.rawValue); encoded: base64"
        let found = Sample.finding(
            carrier: .worktree, provenance: Provenance(isInWorktree: true, condition: condition, note: note))
        let output = text(ScanReport(findings: [found], run: Sample.run()), as: .human)
        #expect(output.contains("uncommitted") == isHistoryKnown && output.contains(note), "\(output)")
        #expect(output.contains("1 in files") != isHistoryKnown)
    }

    /// Nobody reads hundreds of one rule, however likely they are, and whether or not there is another.
    @Test(arguments: [0.6, 0.9], [true, false])
    func manyOfOneRuleStayReadable(_ score: Double, _ isMixed: Bool) {
        let named = RuleReference(id: "generic-uuid", name: "UUID", revision: 1)
        let many = (1...40).map { number in
            let credential = Credential(
                fingerprint: "\(number)", kind: "other", provider: "generic", redacted: "abcd…wxyz", length: 36,
                entropy: 3.5, secret: nil)
            return Sample.finding(
                number, rule: named, credential: credential, score: score, path: "data/rows-\(number % 4).json")
        }
        let other = isMixed ? [Sample.finding(100)] : []
        let output = text(ScanReport(findings: many + other, run: Sample.run()), as: .human)
        #expect(output.split(separator: "\n").count { $0.contains(" UUID") && !$0.hasPrefix("  ") } == 5)
        let band = score > 0.7 ? "high" : "medium"
        #expect(
            output.contains("and 35 more of \(band) confidence:\n  35 UUID, rule generic-uuid, such as abcd…wxyz\n"))
        #expect(output.contains("    data/rows-0.json: 9 on line 12\n"), "\(output)")
        #expect(output.contains("    elsewhere in data/: 17 in 2 files, namely rows-3.json (9), rows-1.json (8)\n"))
        #expect(output.contains("credentials in \(isMixed ? 41 : 40) places, \(isMixed ? 6 : 5) of them shown above"))
    }

    @Test func theSummaryFitsOneScreen() {
        let output = text(Sample.everything, as: .human)
        let summary = output.split(separator: "\n", omittingEmptySubsequences: false).drop {
            !$0.contains(" credentials in ")
        }
        #expect((1...24).contains(summary.count))
    }

    @Test(arguments: [20, 40, 80, 200])
    func anyWidthWillDo(_ width: Int) {
        for sample in Sample.reports {
            #expect(!text(sample.report, as: .human) { $0.width = width }.isEmpty)
        }
    }

    private func unmarked(_ marked: String) throws -> (String, ByteSpan) {
        let parts = marked.split(whereSeparator: { "«»".unicodeScalars.contains($0) }, omitting: false)
        try #require(parts.count == 3)
        let start = parts[0].utf8.count
        return (parts.joined(), ByteSpan(start, start + parts[1].utf8.count))
    }
}

extension String {
    /// By scalars: a combining mark before the sign must not swallow it.
    fileprivate func split(whereSeparator isSeparator: (Unicode.Scalar) -> Bool, omitting: Bool) -> [String] {
        unicodeScalars.split(omittingEmptySubsequences: omitting, whereSeparator: isSeparator).map { String($0) }
    }
}
