import Foundation
import Model
import Reports
import TestRepositories

/// Findings of several runs over several sources, the same from the same seed.
struct SampleWorld {
    var random: TestTokens
    private(set) var reports: [ScanReport] = []

    /// - Parameter runs: each sees most of what the one before saw.
    init(seed: UInt64, runs: Int = 4, sources: Int = 3, credentials: Int = 12) {
        random = TestTokens(seed: seed)
        let names = (0..<sources).map { "/srv/checkout-\($0)" }
        let secrets = (0..<credentials).map { _ in random.hex(64) }
        for number in 0..<runs {
            let finished = Timestamp(seconds: 1_750_000_000 + Int64(number) * 86_400, offsetInMinutes: 0)
            var findings: [Finding] = []
            for (index, source) in names.enumerated() {
                for place in 0..<8 where random.number(below: 5) > 0 {
                    let secret = (place * 5 + index) % secrets.count
                    findings.append(
                        finding(
                            source, place: place, secret: secrets[secret], other: secrets[(secret + 1) % secrets.count],
                            run: number))
                }
            }
            reports.append(Self.report(findings, sources: names, finished: finished))
        }
    }

    private mutating func finding(_ source: String, place: Int, secret: String, other: String, run: Int) -> Finding {
        let isAtHead = random.number(below: 3) > 0
        let first = Self.commit(place)
        let removals =
            isAtHead
            ? [] : [Removal(commit: Self.commit(place + 20), replacedBy: random.number(below: 2) == 0 ? other : nil)]
        return Self.finding(
            source: source,
            path: ["prod/deploy.env", "test/settings.yaml", "src/app.py", "docs/é \"quoted\".md"][place % 4]
                + "\(place)",
            fingerprint: secret, line: 1 + random.number(below: 9),
            provenance: Provenance(
                introduced: [first], removed: removals, presentIn: isAtHead ? ["refs/heads/main"] : [],
                isAtHead: isAtHead,
                note: run == 2 ? "a note" : nil),
            facts: place % 3 == 0
                ? ["type": "login", "user": "app\(place)", "host": "db.example.org", "scheme": "postgres"] : [:])
    }

    static func finding(
        source: String, path: String, fingerprint: String, line: Int = 3, carrier: Carrier = .blob,
        kind: String = "password",
        provenance: Provenance, facts: [String: String] = [:]
    ) -> Finding {
        Finding(
            id: "\(source)\(path)\(fingerprint)",
            rule: RuleReference(id: "generic-password", name: "Password", revision: 1),
            credential: Credential(
                fingerprint: fingerprint, kind: kind, provider: "generic", redacted: "a…\(fingerprint.prefix(2))",
                length: 20, entropy: 3.5,
                secret: nil),
            confidence: Confidence(score: 0.8, reasons: [.init("the key names a secret")]),
            location: Location(
                source: source, carrier: carrier, path: Array(path.utf8), blob: nil,
                start: TextPosition(line: line, column: 5),
                end: TextPosition(line: line, column: 25)),
            places: [TextPosition(line: line, column: 5)], versions: 1, provenance: provenance,
            excerpt: Excerpt(lines: []),
            suppression: nil, publicFacts: facts)
    }

    static func commit(_ number: Int, author: String = "Ada Example", email: String = "ada@example.org")
        -> CommitReference
    {
        let signature = Signature(
            name: author, email: email,
            time: Timestamp(seconds: 1_700_000_000 + Int64(number) * 3600, offsetInMinutes: 60))
        return CommitReference(
            id: ObjectID(bytes: Array(repeating: UInt8(number % 251) + 1, count: 20))!,  // 20 bytes are an id
            author: signature, committer: signature, summary: "Change \(number)", isMerge: false)
    }

    static func report(
        _ findings: [Finding], sources: [String], finished: Timestamp, coverage: Coverage = Coverage(),
        isWhole: Bool = true
    ) -> ScanReport {
        var counts = RunRecord.Counts()
        counts.findings = findings.count
        let targets = sources.map { source in
            var target = RunRecord.Target(
                source: source, kind: .repository,
                remote: "https://git.example.org/team/\(source.split(separator: "/").last ?? "x").git")
            target.isWhole = isWhole
            return target
        }
        return ScanReport(
            findings: findings,
            run: RunRecord(
                toolVersion: "0.1.0", rulesDigest: String(repeating: "a", count: 64), ruleCount: 1, targets: targets,
                counts: counts,
                coverage: coverage, started: finished, finished: finished, durationInSeconds: 1, notices: [],
                keyID: "0123456789abcdef"))
    }
}

extension ScanReport {
    /// The lines of its findings file.
    var lines: [String] {
        var text = ""
        ReportFormat.jsonl.write(self, options: ReportOptions(now: run.finished, showSuppressed: true), to: &text)
        return text.split(separator: "\n").map(String.init)
    }
}

extension TemporaryFolder {
    /// Writes a findings file.
    /// - Returns: its whole path.
    func file(_ name: String, _ lines: [String]) throws -> String {
        try write(name, lines.map { $0 + "\n" }.joined())
    }
}
