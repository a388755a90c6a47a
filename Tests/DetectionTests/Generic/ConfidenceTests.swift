import Detection
import Model
import TestValues
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
        ("{uuid}", Evidence.looksLikeUUID),
        ("9f86d081884c7d659a2feaa0c55ad015", .looksLikeHash),
        ("k3yQ8vZ2mT7wX1pLq9", .highEntropy), ("https://host/x", .looksLikeURL), ("/etc/ssl/key.pem", .looksLikePath),
        ("123456789", .isSequence), ("user.getPassword()", .looksLikeCode), ("access_token", .looksLikeIdentifier),
        ("vault:secret/app", .isReference), ("sha512-q1w2e3", .integrityField), ("abababab", .isRepetitive),
        ("0xcfe5852b2d1a2beb2506669e2e84c834e31bdff9", .publicKey), ("required|min:12|confirmed", .looksLikeCode),
        ("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p", .publicKey),
        ("MIGfMA0GCSqGSIb3DQEBAQUAA4", .publicKey), ("hmac-sha256:9f86d081884c7d65", .integrityField),
        ("min:5", .looksLikeCode), ("max:6|confirmed", .looksLikeCode), ("HttpProxySpec[4", .looksLikeCode),
        ("tokens[i", .looksLikeCode), ("Jobs[-1].JobId", .looksLikeCode), ("token{$i}", .isTemplate),
        ("caching_sha2_password", .placeholder), ("bytea", .placeholder),
        ("2024-01-31", .datelike), ("letmein", .dictionaryPassword), ("ENC(q1w2e3r4)", .looksLikeEncrypted),
    ])
    func judgesForms(template: String, expected: Evidence) {
        let evidence = evidence(MadeUp.text(template))
        #expect(evidence.contains(expected), "\(evidence.elements)")
    }

    @Test func readsPaths() {
        let cases: [(String, EvidenceSet)] = [
            ("src/main.py", [.sourcePath]), ("spec/models/user_spec.rb", [.testPath, .sourcePath]),
            (".env.production", [.configurationPath]),
            ("app/config/settings.yml", [.configurationPath]), ("docs/setup.md", [.documentationPath]),
            ("Corpus/yaml.corpus", [.testPath]), ("node_modules/x/index.js", [.vendoredPath, .sourcePath]),
            ("package-lock.json", [.lockFilePath, .configurationPath]),
            ("src/UserServiceTest.java", [.testPath, .sourcePath]),
            ("config/locales/de.yml", [.localePath, .configurationPath]), ("id_rsa.key", [.secretPath]),
            ("web/login_ja.properties", [.localePath]), ("web/login_pt_BR.properties", [.localePath]),
            ("web/Messages.properties", [.localePath]), ("db_qa.properties", [.configurationPath]),
            ("application_it.properties", [.configurationPath]), ("events.csv", [.tablePath]),
            ("theme/resources/lt/clients.json", [.localePath]),
            ("app/src/main/res/values-sv/strings.xml", [.localePath]),
            ("res/values-hu-rHU/strings.xml", [.localePath]), ("web/pt-BR.js", [.localePath, .sourcePath]),
            // Countries are places of deployment, too.
            ("deploy/de/prod.yml", [.configurationPath]), ("config/eu/app.json", [.configurationPath]),
            ("docs/zh/setup.md", [.documentationPath]),
            ("notebooks/fit.ipynb", [.tablePath]), ("assets/app.js.gz!content", [.sourcePath, .tablePath]),
            ("App.xcodeproj/App.xcscmblueprint", [.minifiedPath]), ("web/main.css", [.sourcePath]),
            ("types/redis.pyi", [.sourcePath]),
            ("realm.zip!realm.json", [.configurationPath, .tablePath]),
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

    /// Editors and build tools write files in which most keys name something.
    @Test func keysInGeneratedCodeAreNames() {
        let evidence: EvidenceSet = [.highEntropy, .quoted, .keyAmbiguous]
        let generated = PathEvidence.evidence(forPath: Array(".idea/workspace.xml".utf8))
        #expect(PathEvidence.adjusted(evidence, forPath: generated).contains(.unlikelyForKey))
        let named: EvidenceSet = [.highEntropy, .quoted, .keyNamesSecret]
        #expect(!PathEvidence.adjusted(named, forPath: generated).contains(.unlikelyForKey))
    }

    /// What tests put for a password: no finding there, and one elsewhere.
    @Test func fillersAreNoPasswordsInTests() throws {
        let candidate = try #require(Sample.candidates(in: "password = \"secret\"\n").first)
        #expect(candidate.evidence.contains(.singleWord) && candidate.evidence.contains(.lowEntropy))
        #expect(PathEvidence.adjusted(candidate.evidence, forPath: [.testPath]).contains(.unlikelyForKey))
        #expect(!PathEvidence.adjusted(candidate.evidence, forPath: [.configurationPath]).contains(.unlikelyForKey))
        let wellKnown = "banana"
        let own = try #require(Sample.candidates(in: "password = \"\(wellKnown)\"\n").first)
        #expect(!PathEvidence.adjusted(own.evidence, forPath: [.testPath]).contains(.unlikelyForKey))
    }

    /// What begins like a token that rules know and is shorter is none, whatever its key is called.
    @Test(arguments: [
        ("token", "ghp_a1b2c3d4e5", true), ("apiKey", "dop_v1_Q7w3e9r1t5", true), ("secret", "PMAK-0a1b2c3d4e5f", true),
        ("token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvdGhlciJ9.signature", true),
        ("token", "{base62:20}", false), ("secret", "ghp{base62:17}", false),
    ])
    func cutTokensAreNotReported(_ key: String, _ template: String, _ isCut: Bool) {
        let value = MadeUp.text(template)
        let candidates = Sample.candidates(in: "\(key) = \"\(value)\"\n")
        // What is hopeless is not carried along.
        let reported = candidates.contains { Sample.probability($0) >= 0.4 }
        #expect(reported == !isCut, "\(value)")
    }

    /// Names that are in no dictionary look random, and so do words of other languages.
    @Test(arguments: [
        ("secret: mysql-ssl-certs", false), ("initialClusterToken: \"etcd-cluster-k8s\"", false),
        ("existingSecret: rabbitmq-x2f9q", false), ("tlsSecret: shop.local-tls", false),
        ("sonar.projectKey=shop-de_orders7", false), ("data-offset-key=\"3rgqo-0-0\"", false),
        ("#define LN_kx_rsa_psk \"kx-rsa-psk\"", false), ("tokens = \"NUM_INT,NUM_LONG\"", false),
        ("GPG_KEY=0D96DF4D4110E5C43FBFB17F2D347EA6AA65421D", false), ("signingkey = 92446438A1B083BE", false),
        ("password=\\u5bc6\\u7801", false), ("secret.label.password = Has\\u0142o\\:", false),
        ("icon-ticket: '&#xe034;'", false), ("PWD=/home/anna/projects/shop", false),
        ("TokenKey: 'EL-SHOP-TOEKN'", false),
        ("apt_key_fingerprint: '102E2FE7D5141DBD12B260FCB09E40B0F2AE6AB9'", false),
        ("apt_key: '1A4C919DB987D435939638B914219A96E15E78F4'", false),
        ("cipher.login.password = value[i];", false), ("APP_KEY = \"ORDERS-APP-KEY-{upper-digits:10}\"", true),
        ("LOCK-TOKEN: opaquelocktoken:7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38", false),
        // The same keys with what they are feared to hold.
        ("app_secret: \"{lower:4}-{lower:4}-{lower:4}-{lower:4}\"", true), ("\"Secret\": \"secret-{digits:2}\"", true),
        ("secret: {base62:20}", true), ("tls_key: \"{base62:20}\"", true),
        ("project_token: {base62:20}", true), ("project_api_key: {base62:20}", true),
        ("GPG_KEY={hex:40}", true), ("password: {word}-ssl-certs", true),
        ("DES_KEY = \"{HEX:16}\"", true), ("password = p&#38;{lower:2}{upper:1}{digits:1}{lower:2}{upper:1}", true),
    ])
    func oddNamesAreJudged(_ template: String, _ isReported: Bool) {
        let line = MadeUp.text(template)
        let candidates = Sample.candidates(in: line + "\n")
        #expect(candidates.contains { Sample.probability($0) >= 0.4 } == isReported, "\(line)")
    }

    /// Where the name of something public goes on behind a word for a secret.
    @Test(arguments: [
        ("image: docker.io/bitnami/sealed-secrets-controller:0.30.0-debian-12-r0", false),
        ("role: arn:aws:secretsmanager:us-east-1:323144477050:secret:RedisAuthAF1E8ACD-ahzrCU", false),
        ("ssl_ciphers 'ECDH+AESGCM:!MD5:!PSK:!RSAPSK:!aDH:!KRB5-DES-CBC3-SHA';", false),
        ("<add key=\"public-feed-2a8f48ea\" value=\"https://host.test/feed\" />", false),
        ("{\"key\": \"host.test/cluster-w8w5o77\", \"value\": \"owned\"}", false),
        ("// Name:Pass:Uid:Gid:Gecos:Home:Shell", false), ("<Style x:Key=\"ab12cd34ef56ab78cd90\">", false),
        ("<key>{HEX:24}</key>\n<dict>", false),
        ("{{ include \"secret.value\" (dict \"field\" \"db-password\" \"context\" $) }}", false),
        ("* add --username and --password options to 'svn ls'", false),
        ("token = credentials('build-7f3c1b52')", false), ("- 'ldap://admin:<password>@dc1'", false),
        ("User:anna/Password:{base62:8}", true), ("passwords[\"anna\"] = \"!ns3csh0p\"", true),
        ("<p>users are anna/bob, password: Pass{digits:3}$</p>", true), ("token[\"type\"] == \"{base62:20}\"", false),
        ("<key>token</key>\n<string>{base62:20}</string>", true),
        ("svn --password options7 ls", true), ("{{ x }} password '{base62:9}'", true),
    ])
    func partsOfPublicNamesAreJudged(_ template: String, _ isReported: Bool) {
        let text = MadeUp.text(template)
        let candidates = Sample.candidates(in: text + "\n")
        #expect(candidates.contains { Sample.probability($0) >= 0.4 } == isReported, "\(text)")
    }

    /// Whatever looks random in a translation and has letters only is a word.
    @Test func wordsOfOtherLanguagesAreUnlikely() {
        let word: EvidenceSet = [.highEntropy, .quoted, .keyNamesSecret, .keyNamesPassword]
        #expect(PathEvidence.adjusted(word, forPath: [.localePath]).contains(.unlikelyForKey))
        #expect(!PathEvidence.adjusted(word.union([.mixedClasses]), forPath: [.localePath]).contains(.unlikelyForKey))
        #expect(!PathEvidence.adjusted(word, forPath: [.configurationPath]).contains(.unlikelyForKey))
    }

    @Test func namesOfKeyVaultsAreNoSecrets() {
        let names = Sample.candidates(in: "keyVaultToStoreSecrets: cmp2-qat-1208358310\n")
        #expect(!names.contains { Sample.probability($0) >= 0.4 })
        let token = MadeUp.text("vault_token: {base62:20}\n")
        #expect(Sample.candidates(in: token).contains { Sample.probability($0) >= 0.4 })
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
