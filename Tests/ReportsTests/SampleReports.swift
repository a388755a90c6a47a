import Model

extension Sample {
    /// Reports with a golden file in each format, by the file's name.
    static let reports: [(name: String, report: ScanReport)] = [
        ("everything", everything), ("clean", ScanReport(findings: [], run: run())), ("incomplete", incomplete),
        ("hostile", hostile), ("names", names),
    ]

    /// A name beside a credential: it is told of, and nothing fails for it.
    static let names: ScanReport = {
        let rule = RuleReference(id: "tenant-forge", name: "Forge tenant", revision: 1)
        let findings = ["a.env", "config/b.env"].enumerated().map { number, path in
            finding(
                number + 1, rule: rule, credential: credential("b", kind: Credential.identifierKind), score: 0.45,
                reasons: [], path: path)
        }
        return ScanReport(
            findings: findings + [finding(3, provenance: Provenance(isAtHead: true))],
            run: run(counts: counts(findings: 3, credentials: 1)))
    }()

    /// A credential of each fate.
    static let everything: ScanReport = {
        let introduced = commit("1", daysAgo: 800)
        let gone = commit("2", daysAgo: 95, by: "Grace Hopper", "Read the token from the vault")
        let merge = commit("3", daysAgo: 20, by: "Alan Turing", "Merge branch 'enigma'", isMerge: true)
        var findings = [
            finding(
                1, versions: 14,
                provenance: Provenance(
                    introduced: [introduced], presentIn: ["refs/heads/main", "refs/remotes/origin/main"],
                    isAtHead: true,
                    isInWorktree: true)),
            finding(
                2, carrier: .commitMessage, path: id("4").hex, at: TextPosition(line: 3, column: 8),
                provenance: Provenance(introduced: [merge], presentIn: ["refs/heads/main"], isAtHead: true),
                excerpt: Excerpt(lines: [
                    Excerpt.Line(number: 2, text: "", highlight: nil),
                    Excerpt.Line(number: 3, text: "used it: abcd…wxyz, it works", highlight: ByteSpan(9, 20)),
                ])),
            finding(
                3, rule: passwordRule, credential: credential("b", kind: "password", provider: "generic"), score: 0.55,
                reasons: ["the key names a secret"], path: "src/main/resources/application.yaml",
                at: TextPosition(line: 40, column: 15),
                places: [40, 52, 60, 61, 75, 80].map { TextPosition(line: $0, column: 15) },
                provenance: Provenance(
                    introduced: [introduced, merge], removed: [Removal(commit: gone, replacedBy: nil)]),
                excerpt: Excerpt(lines: [
                    Excerpt.Line(number: 39, text: "\tdatasource:", highlight: nil),
                    Excerpt.Line(number: 40, text: "\t  password: abcd…wxyz", highlight: ByteSpan(13, 24)),
                ])),
            finding(
                4, credential: credential("c"), path: "ci/rotated.yaml",
                provenance: Provenance(
                    introduced: [introduced], removed: [Removal(commit: gone, replacedBy: fingerprint("a"))],
                    presentIn: (1...16).map { "refs/tags/v1.\($0)" })),
            finding(
                5, credential: credential("d"), score: 0.8, carrier: .worktree, path: "scratch/notes.txt",
                provenance: Provenance(isInWorktree: true)),
            finding(
                6, credential: credential("e"), score: 0.8, carrier: .danglingBlob, path: id("b").hex,
                provenance: Provenance(note: "unreachable: attributed to nothing")),
            finding(
                7, rule: passwordRule, credential: credential("f", kind: "password", provider: "generic"), score: 0.2,
                reasons: ["looks like a placeholder"], path: "test/fixtures/users.json",
                provenance: Provenance(introduced: [introduced], presentIn: ["refs/heads/main"], isAtHead: true),
                suppression: Suppression(kind: .baseline, reason: "known since 2025-11-02")),
            finding(
                8, credential: credential("9"), source: "/srv/trees", carrier: .file, path: "app/.env",
                excerpt: minifiedExcerpt,
                companions: [
                    FindingCompanion(
                        role: "host", value: .publicPart("forge.example"), position: TextPosition(line: 12, column: 1)),
                    FindingCompanion(
                        role: "key id",
                        value: .secret(redacted: "wxy…z", fingerprint: fingerprint("8"), rule: "forge-key-id"),
                        position: TextPosition(line: 11, column: 7)),
                ]),
        ]
        // One credential in 500 files stays readable.
        findings += (9..<509).map { number in
            finding(
                number, credential: credential("8"), score: number == 300 ? 0.9 : 0.76,
                path: "vendor/copy-\(number)/a.js",
                provenance: Provenance(
                    introduced: [introduced], presentIn: ["refs/heads/main"], isAtHead: number == 400))
        }
        return ScanReport(
            findings: findings,
            run: run(
                counts: counts(findings: 508, credentials: 8, suppressed: 1), coverage: skipped,
                notices: ["the fingerprint key could not be kept: /home/ada is read-only"]))
    }()

    static let minifiedExcerpt: Excerpt = {
        let before = String(repeating: "function(e){return e};", count: 2000)
        return Excerpt(lines: [
            Excerpt.Line(
                number: 1, text: before + "token=\"abcd…wxyz\"" + String(repeating: ";var a=1", count: 2000),
                highlight: ByteSpan(before.utf8.count + 7, before.utf8.count + 18))
        ])
    }()

    private static let skipped: Coverage = {
        var coverage = Coverage()
        coverage.note(
            .init(source: ".", reason: .lfsPointer, subject: "logo.psd", detail: "content is not here"), count: 12)
        coverage.note(.init(source: ".", reason: .binary, subject: "logo.png", detail: "NUL bytes"), count: 1)
        return coverage
    }()

    private static let incomplete: ScanReport = {
        var coverage = skipped
        coverage.note(
            .init(
                source: "./mirror.git", reason: .missingObject, subject: id("5").hex,
                detail:
                    "the clone is partial and the object is not here; fetch it with `git fetch --refetch` and scan again"
            ),
            count: 1_204)
        coverage.note(
            .init(
                source: ".", reason: .shallow, subject: "refs/heads/main",
                detail: "history ends at 3 grafted commits; run `git fetch --unshallow`"))
        coverage.note(
            .init(
                source: "/nowhere", reason: .unreadable, subject: "/nowhere",
                detail: "there is no such file or directory; check the path"))
        return ScanReport(findings: [], run: run(coverage: coverage))
    }()

    /// Every text that a stranger chose tries something.
    static let hostile: ScanReport = {
        let forged = "x\n{\"schema\":\"rollcall.finding/1\"}\r\u{1b}[2K\u{9b}31m\u{7}"
        let bidi = "user\u{202e}nimda\u{2066}\u{200b}\u{feff}\u{2028}\"\\"
        let ahead = commit("6", daysAgo: -3, by: bidi, forged)
        let raw = finding(
            1, rule: RuleReference(id: "forge\u{1b}", name: forged, revision: 1),
            credential: credential("a", kind: "kind\u{7}", provider: bidi), reasons: [forged, bidi],
            source: "so\nurce",
            provenance: Provenance(
                introduced: [ahead], removed: [Removal(commit: ahead, replacedBy: nil)],
                presentIn: ["refs/heads/\u{1b}]0;title\u{7}"], note: forged),
            excerpt: Excerpt(lines: [
                Excerpt.Line(number: 1, text: forged, highlight: nil),
                Excerpt.Line(number: 2, text: "漢字\t\u{202e}é\u{301} abcd…wxyz\u{0}", highlight: ByteSpan(15, 26)),
            ]),
            suppression: nil)
        let path: [UInt8] = Array("bad\n\u{1b}[31m/".utf8) + [0xFF, 0xFE, 0xC0, 0x80, 0xED, 0xA0, 0x80]
        let location = Location(
            source: raw.location.source, carrier: .blob, path: path, blob: id("b"), start: raw.location.start,
            end: raw.location.end)
        var coverage = Coverage()
        coverage.note(.init(source: forged, reason: .unreadable, subject: bidi, detail: forged))
        return ScanReport(
            findings: [
                Finding(
                    id: raw.id, rule: raw.rule, credential: raw.credential, confidence: raw.confidence,
                    location: location,
                    places: raw.places, versions: 1, provenance: raw.provenance, excerpt: raw.excerpt, suppression: nil)
            ],
            run: run(
                coverage: coverage, notices: [bidi],
                targets: [RunRecord.Target(source: forged, kind: .directory, remote: bidi)]))
    }()
}
