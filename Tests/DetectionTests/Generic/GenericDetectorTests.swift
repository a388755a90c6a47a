import Testing

@testable import Detection
import Model

/// Texts with the expected secret marked «»; without marks nothing may be found at 0.4.
@Suite struct GenericDetectorTests {
    @Test(arguments: [
        // env, ini, properties
        "export DB_PASSWORD=«tr0ub4dor-and-3»",
        "PASSWORD=«correcthorse» # the staging one",
        "spring.datasource.password = «Qwx72!hhT»",
        "# DB_PASSWORD=«tr0ub4dor&3»",
        "PGPASSWORD=«kw9sQ2!» psql -h localhost",
        "psk=\"«blue42sky»\"",
        "wireguard_psk: «hGu6chXhiw0hsIxpYKPxwBlzf03qgyA4»",
        // YAML
        "password: «hunter2»",
        "  - password: '«it''s-a-S3cret»'",
        "api_key: >-\n  «a8f5f167f44f4964e6c998dee827110c»\n",
        "env:\n  - name: DB_PASSWORD\n    value: «s3cr3t-2019»\n",
        "  - name: \"API_TOKEN\"\n    value: \"«q7Yw2mKx9ZtR4vLp»\"\n",
        "{user: admin, password: «gF7dk2»}",
        // JSON
        #"{"user": "a", "password": "«P@ssw0rd!»"}"#,
        "{\"client_secret\":\n   \"«9f86d081884c7d659a2feaa0c55ad015»\"}",
        #""body": "{\"password\": \"«tr0ub4dor»\"}""#,
        #"{"key": "password", "value": "«hq82Jk!x»"}"#,
        // TOML, HCL
        #"token = "«k3yQ8vZ2mT7wX1pL»""#,
        "password             = \"«k9-Lantern-22»\"",
        // XML
        #"<add name="DbPassword" value="«Prestige77$»" />"#,
        #"<user login="a" password="«blue42sky»"/>"#,
        "<password>«blue42sky»</password>",
        "<key>password</key>\n<string>«blue42sky»</string>",
        #"<add name="c" connectionString="Server=h;Password=«blue42sky»;Trusted=False" />"#,
        // Dockerfile and shells
        "ENV MYSQL_ROOT_PASSWORD «blue42sky»",
        "docker run -e MYSQL_ROOT_PASSWORD=«blue42sky» mysql",
        "tool --user x --password «blue42sky» --verbose",
        "tool --password=«blue42sky»",
        "mysql -u root -p«blue42sky» shop",
        "sshpass -p '«blue42sky»' ssh host",
        "curl -s -u admin:«blue42sky» https://host/",
        "$p = ConvertTo-SecureString '«blue42sky»' -AsPlainText -Force",
        // SQL
        "CREATE USER a IDENTIFIED BY '«blue42sky»';",
        "CREATE USER a WITH PASSWORD '«blue42sky»';",
        // headers
        #"-H "Authorization: Basic «YWxhZGRpbjpibHVlNDJza3k=»""#,
        #"headers = {"Authorization": "Bearer «k3yQ8vZ2mT7wX1pLq9»"}"#,
        "X-Api-Key: «k3yQ8vZ2mT7wX1pLq9»",
        "https://host/x?user=a&token=«k3yQ8vZ2mT7wX1pLq9»&n=1",
        // languages
        #"String dbPassword = "«blue42sky»";"#,
        #"val password = Some("«blue42sky»")"#,
        #"let password: String = "«blue42sky»""#,
        #"config.setPassword("«blue42sky»");"#,
        #"os.environ["API_SECRET"] = "«k3yQ8vZ2mT7wX1pLq9»""#,
        "define('DB_PASSWORD', '«blue42sky»');",
        #":password => "«blue42sky»","#,
        #"secret := []byte("«k3yQ8vZ2mT7wX1pLq9»")"#,
        #"password = os.getenv("DB_PASSWORD", "«blue42sky»")"#,
        #"const secret = process.env.SECRET || '«k3yQ8vZ2mT7wX1pLq9»'"#,
        #"new NetworkCredential("ann", "«blue42sky»")"#,
        #"if (password == "«blue42sky»") {"#,
        "The default password is '«blue42sky»'.",
    ])
    func finds(_ marked: String) throws {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.contains { $0.secret == span }, "\(found.map { Sample.string(text, $0.secret) })")
    }

    @Test(arguments: [
        // expressions, not literals
        "token = lexer.next_token()", "password = request.form.get('password')", "self.password = password",
        "token: string;", "const token = await getToken(user)", "if (token.type == .identifier) { return }",
        "password = input(\"Password: \")", "$password = $this->getPassword();", "secret := os.Getenv(\"SECRET\")",
        // names and texts
        #"passwordLabel: "Password:""#, #""password": "Your password must be at least 8 characters""#,
        #"<input type="password" name="password" placeholder="Password">"#, #"tokenizer = "bert-base-uncased""#,
        #"secretName: "my-app-secret-name""#, #"token_url = "https://host/oauth/token""#,
        #"passwordField = "user_password""#,
        #"password_hash: "$2b$12$abcdefghijklmnopqrstuuO1v7y""#, "primary_key = \"id\"",
        #"{"key": "submit", "value": "Send"}"#,
        #"cache_key = "user/profile/v2""#, "max_tokens: 4096", "csrf_token: abcdef",
        // placeholders, templates, references
        "password: changeme", "password: <password>", "PASSWORD=${DB_PASSWORD}", "password: {{ .Values.password }}",
        "api_key = \"your-api-key-here\"", "token: xxxxxxxxxxxx", "password: ********", "password: \"%s\"",
        "password: null", "secret: vault:secret/data/app#key", "password = \"op://vault/item/password\"",
        "client_secret: process.env.CLIENT_SECRET", "DB_PASSWORD=$DB_PASSWORD", #""password": "password""#,
        "token: REPLACE_ME_TOKEN_HERE", "apiKey: \"...\"",
        "api_key: \"AIza{base64url:35}\"", "access_token = \"{base62:40}\"", "PASSWORD={base62:14}",
        "print(f\"password: {total:>10.2f}\")",
        // patterns
        "secret: '[A-Za-z0-9]{31,64}'", "token = \"sk_live_[0-9a-f]{32}\"",
        // digests, versions, identifiers
        #""integrity": "sha512-abc", "tokens": "^1.2.3""#, #"credentialsId: '29f63271-dc2f-4734-8221-5b31b5169bac'"#,
        // words on both sides of an operator that is none
        "The password should be long. token, secret and key are words.", "password", "token=", "secret:\n\n",
    ])
    func leaves(_ text: String) {
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.isEmpty, "\(found.map { ($0.kind, Sample.string(text, $0.secret), $0.evidence.elements) })")
    }

    @Test func namesTheKind() {
        let kinds = [
            "password=blue42sky": GenericKind.password, "client_secret=k3yQ8vZ2mT7wX1pL": .secret,
            "apiKey=k3yQ8vZ2mT7wX1pL": .apiKey,
            "encryption_key=k3yQ8vZ2mT7wX1pL": .encryptionKey, "accessToken=k3yQ8vZ2mT7wX1pL": .token,
            "nonce=k3yQ8vZ2mT7wX1pL": .salt,
        ]
        for (text, kind) in kinds { #expect(Sample.candidates(in: text).map(\.kind) == [kind], "\(text)") }
    }

    /// The engine inherits results from one file version to the next: the bytes beside the window must not matter.
    @Test func readsNothingOutsideOfTheWindow() {
        let line = #"password = "blue42sky""#
        let alone = Sample.candidates(in: line)
        let (before, after) = ("'\"`\\(", "\"'); token = \"k3yQ8vZ2mT7wX1pL\"")
        let bytes = Array((before + line + after).utf8)
        let offset = before.utf8.count
        var found: [GenericCandidate] = []
        bytes.withUnsafeBytes { content in
            let window = ByteSpan(offset, offset + line.utf8.count)
            GenericDetector().candidates(
                in: content, hit: ByteSpan(offset, offset + 5), line: window, window: window, into: &found)
        }
        #expect(found.map { $0.secret.shifted(by: -offset) } == alone.map(\.secret))
        #expect(found.map(\.evidence) == alone.map(\.evidence))
    }

    /// Any bytes, cut anywhere, with hits anywhere: nothing may crash, every span must lie in the window.
    @Test func survivesAnything() {
        var random = SplitMix(state: 42)
        let pieces = [
            "password", "token", "=", ":", "\"", "'", "\\", "&quot;", "(", ")", " ", "\n", "<", ">", "${", "value",
            "\u{0}", "é", "-p", "curl -u ", "Bearer ", "[", ",", "x7Kq", "=",
        ]
        for _ in 0..<3_000 {
            let text = (0..<Int(random.next() % 24)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
                .joined()
            let bytes = Array(text.utf8)
            let count = bytes.count
            guard count > 0 else { continue }
            var found: [GenericCandidate] = []
            bytes.withUnsafeBytes { content in
                for start in 0..<count {
                    let from = Int(random.next() % UInt64(start + 1))
                    let window = ByteSpan(from, start + 1 + Int(random.next() % UInt64(count - start)))
                    GenericDetector().candidates(
                        in: content, hit: ByteSpan(start, start + 1), line: window, window: window, into: &found)
                    #expect(found.allSatisfy { ByteSpan(0, count).contains($0.secret) && !$0.secret.isEmpty })
                }
            }
        }
    }
}

/// A generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
