import Detection
import Model
import Testing

@Suite struct ConfidenceTests {
    private func evidence(_ value: String) -> EvidenceSet {
        Array(value.utf8).withUnsafeBytes { ValueJudge.evidence(for: $0) }
    }

    @Test(arguments: [
        "changeme", "<password>", "your-api-key-here", "xxxxxxxx", "********", "${TOKEN}", "{{ token }}",
        "%(password)s", "example_key_1",
        "TODO", "null", "my_secret_token", "AKIA...", "REDACTED",
    ])
    func knowsPlaceholders(_ value: String) {
        #expect(Array(value.utf8).withUnsafeBytes { ValueJudge.isPlaceholder($0) })
    }

    @Test(arguments: [
        "hunter2", "P@ssw0rd!", "s3cr3t-2019", "tr0ub4dor&3", "k3yQ8vZ2mT7wX1pL", "pa$$word99",
        "correcthorsebatterystaple",
    ])
    func takesPasswordsForPasswords(_ value: String) {
        #expect(!Array(value.utf8).withUnsafeBytes { ValueJudge.isPlaceholder($0) })
    }

    @Test func everyEvidenceHasABit() {
        #expect(Evidence.allCases.allSatisfy { $0.bit != 0 } && Evidence.allCases.count <= 128)
    }

    @Test func measuresEntropy() {
        #expect(Array("aaaa".utf8).withUnsafeBytes { ValueJudge.entropy(of: $0) } == 0)
        #expect(abs(Array("abcdefgh".utf8).withUnsafeBytes { ValueJudge.entropy(of: $0) } - 3) < 1e-9)
        #expect(
            UnsafeRawBufferPointer(start: nil, count: 0).withMemoryRebound(to: UInt8.self) {
                ValueJudge.entropy(of: UnsafeRawBufferPointer($0))
            } == 0)
    }

    @Test(arguments: [
        ("29f63271-dc2f-4734-8221-5b31b5169bac", Evidence.looksLikeUUID),
        ("9f86d081884c7d659a2feaa0c55ad015", .looksLikeHash),
        ("k3yQ8vZ2mT7wX1pLq9", .highEntropy), ("https://host/x", .looksLikeURL), ("/etc/ssl/key.pem", .looksLikePath),
        ("123456789", .isSequence), ("user.getPassword()", .looksLikeCode), ("access_token", .looksLikeIdentifier),
        ("vault:secret/app", .isReference), ("sha512-q1w2e3", .integrityField), ("abababab", .isRepetitive),
        ("0xcfe5852b2d1a2beb2506669e2e84c834e31bdff9", .publicKey), ("required|min:12|confirmed", .looksLikeCode),
        ("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p", .publicKey),
        ("2024-01-31", .datelike), ("letmein", .dictionaryPassword), ("ENC(q1w2e3r4)", .looksLikeEncrypted),
    ])
    func judgesForms(value: String, expected: Evidence) {
        #expect(evidence(value).contains(expected), "\(evidence(value).elements)")
    }

    @Test func readsPaths() {
        let cases: [(String, EvidenceSet)] = [
            ("src/main.py", [.sourcePath]), ("spec/models/user_spec.rb", [.testPath, .sourcePath]),
            (".env.production", [.configurationPath]),
            ("app/config/settings.yml", [.configurationPath]), ("docs/setup.md", [.documentationPath]),
            ("node_modules/x/index.js", [.vendoredPath, .sourcePath]),
            ("package-lock.json", [.lockFilePath, .configurationPath]),
            ("src/UserServiceTest.java", [.testPath, .sourcePath]),
            ("config/locales/de.yml", [.localePath, .configurationPath]), ("id_rsa.key", [.secretPath]),
            ("web/login_ja.properties", [.localePath]), ("web/login_pt_BR.properties", [.localePath]),
            ("web/Messages.properties", [.localePath]), ("db_qa.properties", [.configurationPath]),
            ("application_it.properties", [.configurationPath]), ("events.csv", [.tablePath]),
        ]
        for (path, expected) in cases {
            #expect(PathEvidence.evidence(forPath: Array(path.utf8)) == expected, "\(path)")
        }
    }

    @Test func bareValuesInSourceCodeAreExpressions() {
        let bare: EvidenceSet = [.bareValue, .keyNamesSecret]
        #expect(PathEvidence.adjusted(bare, forPath: [.sourcePath]).contains(.looksLikeCode))
        #expect(!PathEvidence.adjusted(bare, forPath: [.configurationPath]).contains(.looksLikeCode))
    }

    /// What tests put for a password: no finding there, and one elsewhere.
    @Test func fillersAreNoPasswordsInTests() throws {
        let candidate = try #require(Sample.candidates(in: "password = \"secret\"\n").first)
        #expect(candidate.evidence.contains(.singleWord) && candidate.evidence.contains(.lowEntropy))
        #expect(PathEvidence.adjusted(candidate.evidence, forPath: [.testPath]).contains(.unlikelyForKey))
        #expect(!PathEvidence.adjusted(candidate.evidence, forPath: [.configurationPath]).contains(.unlikelyForKey))
        let own = try #require(Sample.candidates(in: "password = \"banana\"\n").first)
        #expect(!PathEvidence.adjusted(own.evidence, forPath: [.testPath]).contains(.unlikelyForKey))
    }

    /// What begins like a token that rules know and is shorter is none, whatever its key is called.
    @Test(arguments: [
        ("token", "ghp_a1b2c3d4e5", true), ("apiKey", "dop_v1_Q7w3e9r1t5", true), ("secret", "PMAK-0a1b2c3d4e5f", true),
        ("token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvdGhlciJ9.signature", true),
        ("token", "q7Gm2xVd9RkLw4Tz8Ns1", false), ("secret", "ghpq7Gm2xVd9RkLw4Tz8", false),
    ])
    func cutTokens(_ key: String, _ value: String, _ isCut: Bool) {
        let candidates = Sample.candidates(in: "\(key) = \"\(value)\"\n")
        // What is hopeless is not carried along.
        let reported = candidates.contains { Sample.probability($0) >= 0.4 }
        #expect(reported == !isCut, "\(value)")
    }

    @Test func namesOfKeyVaultsAreNoSecrets() {
        let names = Sample.candidates(in: "keyVaultToStoreSecrets: cmp2-qat-1208358310\n")
        #expect(!names.contains { Sample.probability($0) >= 0.4 })
        #expect(Sample.candidates(in: "vault_token: q7Gm2xVd9RkLw4Tz8Ns1\n").contains { Sample.probability($0) >= 0.4 })
    }

    @Test func scoresAddUp() {
        #expect(EvidenceWeights.score(prior: 0.5, evidence: []) == 0)
        #expect(EvidenceWeights.probability(of: 0) == 0.5)
        let both: EvidenceSet = [.quoted, .placeholder]
        #expect(
            EvidenceWeights.score(prior: 0.5, evidence: both)
                == EvidenceWeights.weight(of: .quoted) + EvidenceWeights.weight(of: .placeholder))
        for evidence in Evidence.allCases { #expect(!EvidenceWeights.reason(for: evidence).isEmpty) }
    }
}
