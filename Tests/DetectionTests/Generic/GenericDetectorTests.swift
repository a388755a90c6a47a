import TestValues
import Testing

@testable import Detection
import Model

/// Texts with the expected secret marked «»; without marks nothing may be found at 0.4.
@Suite struct GenericDetectorTests {
    @Test(arguments: [
        // env, ini, properties
        "export DB_PASSWORD=«{word}{digits:1}{word}-and-{digits:1}»",
        "LOG_TOKEN=«{base62:40}»", "READ_API_KEY=«{base62:40}»", "NPM_REGISTRY_TOKEN=«{base62:36}»",
        "API_KEY_BACKEND=«{base62:40}»",
        "ENCRYPTION_KEY_V2=«{base62:40}»", "SIGNING_KEY_PREVIOUS=«{base62:40}»", "ACME_API_KEY=«api_{base62:24}»",
        "DB_PASSWORD=«Zq{digits:1}kd(pw{digits:1}RtX»\n", "db_password: «Zq{digits:1}(kd)pw{digits:1}RtX»\n",
        "DB_PASSWORD=«Zq{digits:1}kd>pw{digits:1}RtX»\n",
        "PASSWORD=«{word}{word}» # the staging one",
        "spring.datasource.password = «{upper:1}{lower:2}{digits:2}!{lower:2}{upper:1}»",
        "# DB_PASSWORD=«{word}{digits:1}{lower:3}&{digits:1}»",
        "PGPASSWORD=«{lower:2}{digits:1}{lower:1}{upper:1}{digits:1}!» psql -h localhost",
        "psk=\"«{easy}»\"",
        "wireguard_psk: «{base62:32}»",
        // YAML
        "password: «{word}{digits:1}»",
        "  - password: '«it''s-a-{Word}{digits:1}»'",
        "api_key: >-\n  «a8f5f167f44f4964e6c998dee827110c»\n",
        "env:\n  - name: DB_PASSWORD\n    value: «s3cr3t-2019»\n",
        "  - name: \"API_TOKEN\"\n    value: \"«q7Yw2mKx9ZtR4vLp»\"\n",
        "{user: admin, password: «{lower:1}{upper:1}{digits:1}{lower:2}{digits:1}»}",
        // JSON
        #"{"user": "a", "password": "«P@{word}{digits:1}!»"}"#,
        "{\"client_secret\":\n   \"«9f86d081884c7d659a2feaa0c55ad015»\"}",
        #""body": "{\"password\": \"«{lower:2}{digits:1}{lower:2}{digits:1}{lower:3}»\"}""#,
        #"{"key": "password", "value": "«{lower:2}{digits:2}{upper:1}{lower:1}!{lower:1}»"}"#,
        // TOML, HCL
        #"token = "«{base62:16}»""#,
        "password             = \"«k{digits:1}-{Word}-{digits:2}»\"",
        // XML
        #"<add name="DbPassword" value="«{Word}{digits:2}$»" />"#,
        #"<user login="a" password="«{easy}»"/>"#,
        "<password>«{easy}»</password>",
        "<key>password</key>\n<string>«{easy}»</string>",
        #"<add name="c" connectionString="Server=h;Password=«{easy}»;Trusted=False" />"#,
        // Dockerfile and shells
        "ENV MYSQL_ROOT_PASSWORD «{easy}»",
        "docker run -e MYSQL_ROOT_PASSWORD=«{easy}» mysql",
        "tool --user x --password «{easy}» --verbose",
        "tool --password=«{easy}»",
        "mysql -u root -p«{easy}» shop",
        "sshpass -p '«{easy}»' ssh host",
        "curl -s -u admin:«{easy}» https://host/",
        "$p = ConvertTo-SecureString '«{easy}»' -AsPlainText -Force",
        // SQL
        "CREATE USER a IDENTIFIED BY '«{easy}»';",
        "CREATE USER a WITH PASSWORD '«{easy}»';",
        // headers
        #"-H "Authorization: Basic «YWxhZGRpbjpibHVlNDJza3k=»""#,
        #"headers = {"Authorization": "Bearer «{token}»"}"#,
        "X-Api-Key: «{token}»",
        "https://host/x?user=a&token=«{token}»&n=1",
        // languages
        #"String dbPassword = "«{easy}»";"#,
        #"val password = Some("«{easy}»")"#,
        #"let password: String = "«{easy}»""#,
        #"config.setPassword("«{easy}»");"#,
        #"os.environ["API_SECRET"] = "«{token}»""#,
        "define('DB_PASSWORD', '«{easy}»');",
        #":password => "«{easy}»","#,
        #"secret := []byte("«{token}»")"#,
        #"password = os.getenv("DB_PASSWORD", "«{easy}»")"#,
        #"const secret = process.env.SECRET || '«{token}»'"#,
        #"new NetworkCredential("ann", "«{easy}»")"#,
        #"if (password == "«{easy}»") {"#,
        "The default password is '«{easy}»'.",
        "'''Password:''' «{easy}»", "'password' => '«mädchen{digits:2}»'", "tool --secret «{base62:20}==» run",
        // firmware; other flags and assignments of `pass`
        "#define STA_PASS \"«{base62:20}»\"", "#define WIFI_PSK \"«{easy}»\"", "#define AES_KEY \"«{base62:32}»\"",
        "tool --db-pass «{easy}» run", "DB_PASS ?= «{easy}»", "Dim pass As String = \"«{easy}»\"",
        // hashed on the way; keys of tools; keys in other languages, and with a blank before the colon
        "'password' => bcrypt('«{easy}»'),", #"user.setPassword(BCrypt.hashpw("«{easy}»", BCrypt.gensalt()));"#,
        "User(password=make_password('«{easy}»'))", "$password = Hash::make('«{easy}»');",
        "tool change-key --encryption-key «{base62:32}» run", "pw : «{Word}{digits:4}»", "$mdp = '«{easy}»';",
        "public string PassWord { get; set; } = \"«{easy}»\";", "passWord: «{easy}»",
        // what databases are set up with
        "- POSTGRES_PASSWORD=«{[p]:1}assword»\n", "spring.datasource.password=«{[p]:1}assword»\n",
        "'password' => '«r{[o]:2}t»',", "MSSQL_SA_PASSWORD: «{[P]:1}assword!»",
        // arguments of programs, symbols, Spring's plain passwords, fields of forms
        #"command: ["redis-server", "--requirepass", "«{easy}»"]"#, "set :password, '«{easy}»'",
        #"setPassword("ada", "«{easy}»")"#, #"set_passwd("«{easy}»", name)"#, #"setPassword("«geheimnis»", true)"#,
        #".withUser("ada").password("{noop}«{easy}»")"#, #"if (user.Text == "ada" && txtPass.Text == "«{easy}»")"#,
    ])
    func finds(_ marked: String) throws {
        let (text, span) = unmark(marked)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.contains { $0.secret == span }, "\(found.map { Sample.string(text, $0.secret) })")
    }

    @Test(arguments: [
        // public, whatever looks random in it
        "PUBLIC_KEY=k3F9zQ81mW7x2P5t0V6bKqLdWe4R", "CACHE_KEY=k3F9zQ81mW7x2P5t0V6bKqLdWe4R",
        "API_KEY_ID=k3F9zQ81mW7x2P5t0V6bKqLdWe4R", "readToken = k3F9zQ81mW7x2P5t0V6bKqLdWe4R",
        // expressions, not literals
        "password=sha256(salt", "password = decrypt2(secret1", "token: base64(user1)\n",
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
        // names that stand side by side, keys on a keyboard, where a secret is kept
        "| d7network | Key | `d7network-api-key`, `d7network-key-23` |", #""accessKey": "Ctrl+Shift+P""#,
        "RUN --secret NPM_TOKEN=npm-token npm ci", "CREATE USER 'orders'@'%' IDENTIFIED BY PASSWORD EXPIRE;",
        #"api_token: "{{ lookup('hashi_vault', 'secret=kv/api:token') }}""#, "'passwords' => 'users',",
        "* '''Password:''' ask the platform team", "<password>{COQLCE6DU6GtcS5P=}</password>",
        "<s:password>x</s:password>\"#),", "'ConvertTo-SecureString \"<password>\" -AsPlainText'",
        // the word for it in other languages
        #"<string name="prefs_passcode">Lösenordslås</string>"#, #""password": "Slaptažodis""#,
        #"<string name="hint_password">Zaporka</string>"#, #""storePassword": "Saugyklos slaptažodis""#,
        #"<string name="encryption_password">Parola&#8230;</string>"#,
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
            "password={easy}": GenericKind.password, "client_secret={base62:16}": .clientSecret,
            "OAUTH_CONSUMER_SECRET={base62:16}": .clientSecret, "appSecret={base62:16}": .clientSecret,
            "map_secret={base62:16}": .secret, "session_secret={base62:16}": .secret,
            "apiKey={base62:16}": .apiKey,
            "encryption_key={base62:16}": .encryptionKey, "accessToken={base62:16}": .token,
            "nonce={base62:16}": .salt,
        ]
        for (template, kind) in kinds {
            let text = MadeUp.text(template)
            #expect(Sample.candidates(in: text).map(\.kind) == [kind], "\(text)")
        }
    }

    /// The engine inherits results from one file version to the next: the bytes beside the window must not matter.
    @Test func readsNothingOutsideOfTheWindow() {
        let line = MadeUp.text(#"password = "{easy}""#)
        let alone = Sample.candidates(in: line)
        let (before, after) = ("'\"`\\(", MadeUp.text("\"'); token = \"{base62:16}\""))
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
