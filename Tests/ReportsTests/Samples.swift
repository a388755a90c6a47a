import Model

/// Findings to print. Everything secret in them is plainly invented.
enum Sample {
    /// 2026-01-15T12:00:00Z
    static let now = Timestamp(seconds: 1_768_478_400, offsetInMinutes: 0)
    static let day: Int64 = 86_400

    static func id(_ digit: Character) -> ObjectID {
        ObjectID(hex: String(repeating: digit, count: 40)) ?? .zero
    }

    static func fingerprint(_ digit: Character) -> String { String(repeating: digit, count: 64) }

    static func commit(
        _ digit: Character, daysAgo: Int64, by name: String = "Ada Lovelace", _ summary: String = "Add deploy job",
        isMerge: Bool = false
    ) -> CommitReference {
        let time = Timestamp(seconds: now.seconds - daysAgo * day, offsetInMinutes: 60)
        let signature = Signature(name: name, email: "ada@example.com", time: time)
        return CommitReference(
            id: id(digit), author: signature, committer: signature, summary: summary, isMerge: isMerge)
    }

    static let deployExcerpt = Excerpt(lines: [
        Excerpt.Line(number: 11, text: "# for the deploy job", highlight: nil),
        Excerpt.Line(number: 12, text: "FORGE_TOKEN=abcd…wxyz", highlight: ByteSpan(12, 23)),
    ])

    static func credential(
        _ digit: Character = "a", kind: String = "access-token", provider: String = "forge", secret: String? = nil
    ) -> Credential {
        Credential(
            fingerprint: fingerprint(digit), kind: kind, provider: provider, redacted: "abcd…wxyz", length: 40,
            entropy: 4.254, secret: secret)
    }

    static let forgeRule = RuleReference(id: "forge-token", name: "Forge access token", revision: 2)
    static let passwordRule = RuleReference(id: "generic-password", name: "Password", revision: 1)

    static func finding(
        _ number: Int = 1, rule: RuleReference = forgeRule, credential: Credential = credential(), score: Double = 0.98,
        reasons: [String] = ["the checksum is right", "the key names a secret"], doubts: [String] = [],
        source: String = ".",
        carrier: Carrier = .blob, path: String = "config/deploy.env",
        at start: TextPosition = TextPosition(line: 12, column: 13),
        places: [TextPosition]? = nil, versions: Int = 1, provenance: Provenance = Provenance(),
        excerpt: Excerpt = deployExcerpt, suppression: Suppression? = nil, companions: [FindingCompanion] = [],
        publicFacts: [String: String] = [:]
    ) -> Finding {
        let isObject = [.blob, .danglingBlob, .note].contains(carrier)
        return Finding(
            id: "finding-\(number)", rule: rule, credential: credential,
            confidence: Confidence(
                score: score,
                reasons: reasons.map { .init($0) } + doubts.map { .init($0, speaksFor: false) }),
            location: Location(
                source: source, carrier: carrier, path: Array(path.utf8), blob: isObject ? id("b") : nil, start: start,
                end: TextPosition(line: start.line, column: start.column + 40)),
            places: places ?? [start], versions: versions, provenance: provenance, excerpt: excerpt,
            suppression: suppression, companions: companions, publicFacts: publicFacts)
    }

    static func run(
        counts: RunRecord.Counts = counts(), coverage: Coverage = Coverage(), notices: [String] = [],
        targets: [RunRecord.Target]? = nil
    ) -> RunRecord {
        RunRecord(
            toolVersion: "0.1.0", rulesDigest: fingerprint("d"), ruleCount: 132,
            targets: targets ?? [
                RunRecord.Target(
                    source: ".", kind: .repository, head: id("1"), headRef: "refs/heads/main",
                    refsDigest: fingerprint("e"), refCount: 17, remote: "https://forge.example/ada/engine.git")
            ],
            counts: counts, coverage: coverage, started: now,
            finished: Timestamp(seconds: now.seconds + 3, offsetInMinutes: 0), durationInSeconds: 3.4126,
            notices: notices)
    }

    static func counts(findings: Int = 0, credentials: Int = 0, suppressed: Int = 0) -> RunRecord.Counts {
        var counts = RunRecord.Counts()
        counts.blobs = 12_345
        counts.trees = 8_401
        counts.commits = 2_345
        counts.tags = 12
        counts.files = 120
        counts.otherContents = 2_360
        counts.bytes = 1_204_000_000
        counts.findings = findings
        counts.credentials = credentials
        counts.suppressed = suppressed
        return counts
    }
}
