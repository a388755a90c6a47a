import Model
import Testing

@testable import Detection

/// One pair in every way that configuration files, commands and languages write it: the secret is marked «».
@Suite struct KeyValueFormatTests {
    private static let library = Result { try RuleLibrary() }

    private static func found(in text: String) throws -> [ByteSpan] {
        let library = try library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        let content = Array((text + "\n").utf8)
        let matches = content.withUnsafeBytes { scanner.scan($0, isBinary: false) }.matches
        return library.resolve(matches, minimumScore: EvidenceWeights.score(prior: 0.4, evidence: [])).map(\.secret)
    }

    @Test(
        arguments: [
            ("env", "SMTP_PASSWORD=«{password}»"),
            ("env-quoted", #"SMTP_PASSWORD="«{password}»""#),
            ("env-export-space", "export  API_TOKEN='«{token}»'"),
            (
                "ini",
                #"""
                [smtp]
                password = «{password}»
                """#
            ),
            ("ini-colon", "password: «{password}»"),
            ("properties", "db.password=«{password}»"),
            ("properties with blanks", "workflow.database.password «{password}»"),
            ("properties in columns", "spark.app.name              shop\nspark.ssl.keyStorePassword  «{password}»"),
            ("columns", "Username   ada\nPassword   «{password}»"),
            ("tabs", "Username\tada\nPassword\t«{password}»"),
            (
                "properties-continued",
                #"""
                db.password=\
                   «{password}»
                """#
            ),
            ("yaml", "password: «{password}»"),
            (
                "yaml-block",
                #"""
                api_key: |
                  «{token}»
                """#
            ),
            (
                "yaml-folded",
                #"""
                api_key: >-
                    «{token}»
                """#
            ),
            (
                "yaml-nextline",
                #"""
                api_key:
                  "«{token}»"
                """#
            ),
            ("yaml-flow", "db: {user: a, password: «{password}», port: 1}"),
            ("yaml-anchor", "password: &pw «{password}»"),
            ("yaml-tag", "password: !!str «{password}»"),
            (
                "k8s-pair",
                #"""
                env:
                  - name: DB_PASSWORD
                    value: «{password}»
                """#
            ),
            (
                "k8s-pair-quoted",
                #"""
                env:
                - name: "API_TOKEN"
                  value: "«{token}»"
                """#
            ),
            (
                "k8s-pair-reversed",
                #"""
                env:
                - value: «{password}»
                  name: DB_PASSWORD
                """#
            ),
            (
                "compose-list",
                #"""
                environment:
                  - POSTGRES_PASSWORD=«{password}»
                """#
            ),
            (
                "compose-map",
                #"""
                environment:
                  POSTGRES_PASSWORD: «{password}»
                """#
            ),
            ("json", #"{"user": "a", "password": "«{password}»"}"#),
            (
                "json-nextline",
                #"""
                {"password":
                    "«{password}»"}
                """#
            ),
            (
                "json5",
                #"""
                {password: '«{password}»', // x
                }
                """#
            ),
            ("json-pair", #"[{"name": "DB_PASSWORD", "value": "«{password}»"}]"#),
            (
                "json-pair-lines",
                #"""
                {
                  "name": "DB_PASSWORD",
                  "value": "«{password}»"
                }
                """#
            ),
            ("json-pair-key", #"{"key": "api_token", "value": "«{token}»"}"#),
            ("toml", #"password = "«{password}»""#),
            ("toml-literal", "password = '«{password}»'"),
            (
                "toml-multi",
                #"""
                token = """
                «{token}»"""
                """#
            ),
            ("toml-dotted", #"db.password = "«{password}»""#),
            ("toml-inline", #"db = { user = "a", password = "«{password}»" }"#),
            ("xml-attr", #"<datasource user="sa" password="«{password}»"/>"#),
            ("xml-elem", "<password>«{password}»</password>"),
            ("xml-elem-ns", #"<s:password xml:space="preserve">«{password}»</s:password>"#),
            (
                "xml-elem-lines",
                #"""
                <password>
                   «{password}»
                </password>
                """#
            ),
            ("xml-name-value", #"<property name="db.password" value="«{password}»"/>"#),
            ("xml-name-elem", #"<property name="db.password">«{password}»</property>"#),
            ("xml-key-value", #"<entry key="db.password">«{password}»</entry>"#),
            ("xml-value-name", #"<property value="«{password}»" name="db.password"/>"#),
            ("xml-child", "<property><name>db.password</name><value>«{password}»</value></property>"),
            (
                "xml-child-lines",
                #"""
                <property>
                  <name>db.password</name>
                  <value>«{password}»</value>
                </property>
                """#
            ),
            ("xml-cdata", "<password><![CDATA[«{password}»]]></password>"),
            (
                "plist",
                #"""
                <key>apiToken</key>
                <string>«{token}»</string>
                """#
            ),
            (
                "hcl",
                #"""
                variable "db_password" {
                  default = "«{password}»"
                }
                """#
            ),
            ("hcl-attr", #"  password = "«{password}»""#),
            ("hcl-map", #"  env = { DB_PASSWORD = "«{password}»" }"#),
            ("tfvars", #"db_password = "«{password}»""#),
            ("dockerfile-env", "ENV DB_PASSWORD=«{password}»"),
            ("dockerfile-env-space", "ENV DB_PASSWORD «{password}»"),
            ("dockerfile-env-two", "ENV A=b DB_PASSWORD=«{password}» C=d"),
            ("dockerfile-arg", "ARG DB_PASSWORD=«{password}»"),
            ("shell-export", "export DB_PASSWORD=«{password}»"),
            ("shell-default", "DB_PASSWORD=${DB_PASSWORD:-«{password}»}"),
            ("shell-flag", "tool --password «{password}» run"),
            ("shell-flag-eq", "tool --db-password=«{password}» run"),
            ("shell-flag-quoted", #"tool --token "«{token}»""#),
            ("shell-flag-single", "tool -password «{password}»"),
            (
                "shell-continued",
                #"""
                docker run \
                  -e MYSQL_PASSWORD=«{password}» \
                  mysql
                """#
            ),
            ("shell-mysql", "mysql -uroot -p«{password}» db"),
            ("shell-curl", "curl -u robot:«{password}» https://host.test/"),
            ("shell-sshpass", "sshpass -p «{password}» ssh h"),
            ("shell-docker-login", "docker login -u robot -p «{password}» registry.test"),
            ("shell-echo-pipe", #"echo "«{password}»" | docker login --password-stdin"#),
            ("shell-wget", "wget --user=a --password=«{password}» http://host.test"),
            ("shell-setx", "set DB_PASSWORD=«{password}»"),
            ("powershell", #"$env:DB_PASSWORD = "«{password}»""#),
            ("powershell-secure", #"$p = ConvertTo-SecureString "«{password}»" -AsPlainText -Force"#),
            ("sql-identified", "CREATE USER robot IDENTIFIED BY '«{password}»';"),
            ("sql-password", "ALTER ROLE robot WITH LOGIN PASSWORD '«{password}»';"),
            ("sql-login", "CREATE LOGIN robot WITH PASSWORD = N'«{password}»';"),
            ("sql-setpw", "SET PASSWORD FOR 'robot'@'%' = PASSWORD('«{password}»');"),
            ("url", "https://robot:«{password}»@host.test/x"),
            ("dsn", "postgres://robot:«{password}»@host.test:5432/x"),
            ("dsn-mysql-go", #"db := "robot:«{password}»@tcp(host.test:3306)/x""#),
            ("dsn-keyword", "host=db.test user=robot password=«{password}» dbname=x"),
            ("dsn-ado", "Server=db.test;Database=x;User Id=robot;Password=«{password}»;"),
            ("dsn-jdbc", "jdbc:mysql://host.test/x?user=robot&password=«{password}»"),
            ("url-query", "https://host.test/x?a=1&api_key=«{token}»&b=2"),
            ("header", "Authorization: Bearer «{base62:20}»"),
            ("header-basic", "Authorization: Basic «cm9ib3Q6dHIwdWI0ZG9yLUt4OQ==»"),
            ("header-token", "Authorization: Token «{base62:20}»"),
            ("header-key", "X-Auth-Token: «{base62:20}»"),
            ("header-curl", #"curl -H "X-API-Key: «{base62:20}»" https://host.test"#),
            ("header-js", "headers: {'Authorization': 'Bearer «{base62:20}»'}"),
            ("header-fetch", #"xhr.setRequestHeader("X-API-Key", "«{base62:20}»");"#),
            ("java", #"private static final String DB_PASSWORD = "«{password}»";"#),
            ("java-annot", #"@Value("${db.password:«{password}»}")"#),
            ("directive", "password = «{token}»;\n"), ("directive-colon", "password: «{token}»;\n"),
            ("keytool", "keytool -importkeystore -srcstorepass «{token}» -srcalias a"),
            ("keytool-key", "keytool -importkeystore -destkeypass «{token}»"),
            ("curl-joined", "curl -ku guest:«{token}» https://host.test"),
            ("curl-many", "curl -sSLu guest:«{token}» https://host.test"),
            ("js-fallback", "const a = process.env.JWT_SECRET || '«{token}»'"),
            ("ruby-fallback", "x = ENV['DB_PASSWORD'] || '«{token}»'"),
            ("php-fallback", "$x = $_ENV['DB_PASS'] ?? '«{token}»';"),
            ("csharp-fallback", #"x = Environment.GetEnvironmentVariable("DB_PASSWORD") ?? "«{token}»";"#),
            ("kotlin-fallback", #"val x = System.getenv("DB_PASS") ?: "«{token}»""#),
            ("rspec", "let(:password) { '«{token}»' }"), ("rspec-eager", "let!(:api_key) { '«{token}»' }"),
            ("azure-key", "PrimaryKey : «{base62:43}=»\n"),
            ("stars", ##"DB_PASSWORD = "«K#{digits:1}a*{base62:3}#gZ*{digits:1}rT»""##),
            ("signs", ##"SECRET = '«k#p!{digits:1}%d4)x@1=h*{base62:5}^5&v$m2*r7(b+3n#t_8»'"##),
            ("oracle-net", "(SECURITY=(USER=ada)(PASSWORD=«{token}»))"),
            ("java-setter", #"ds.setPassword("«{password}»");"#),
            ("java-put", #"props.put("password", "«{password}»");"#),
            ("java-builder", #"Client.builder().apiKey("«{token}»").build();"#),
            ("kotlin", #"val password: String = "«{password}»""#),
            ("python", #"PASSWORD = "«{password}»""#),
            ("python-kw", #"connect(host="h", user="u", password="«{password}»")"#),
            ("python-dict", "config = {'password': '«{password}»'}"),
            ("python-env", #"os.environ["DB_PASSWORD"] = "«{password}»""#),
            ("python-get", #"password = os.environ.get("DB_PASSWORD", "«{password}»")"#),
            ("python-typed", #"password: str = "«{password}»""#),
            (
                "python-paren",
                #"""
                password = (
                    "«{password}»"
                )
                """#
            ),
            ("ruby", "config.password = '«{password}»'"),
            ("ruby-rocket", #"{:password => "«{password}»"}"#),
            ("ruby-sym", #"connect(password: "«{password}»")"#),
            ("ruby-fetch", #"ENV.fetch("DB_PASSWORD", "«{password}»")"#),
            ("php", "$config['password'] = '«{password}»';"),
            ("php-arrow", "'password' => '«{password}»',"),
            ("php-define", "define('DB_PASSWORD', '«{password}»');"),
            ("php-var-dump", "[\"password\"]=>\n  string(12) \"«{password}»\""),
            ("php-print-r", "    [password] => «{password}»\n"),
            ("php-env", "'password' => env('DB_PASSWORD', '«{password}»'),"),
            ("php-prop", "$this->password = '«{password}»';"),
            ("go", #"password := "«{password}»""#),
            ("go-const", #"const apiToken = "«{token}»""#),
            ("go-struct", #"Config{Password: "«{password}»"}"#),
            ("go-setenv", #"os.Setenv("DB_PASSWORD", "«{password}»")"#),
            ("rust", #"let password: &str = "«{password}»";"#),
            ("rust-string", #"password: String::from("«{password}»"),"#),
            ("cs", #"string password = "«{password}»";"#),
            ("cs-prop", #"Password = "«{password}»","#),
            ("cs-verbatim", #"var password = @"«{password}»";"#),
            ("c", #"#define DB_PASSWORD "«{password}»""#),
            ("c-array", #"const char password[] = "«{password}»";"#),
            ("c-arrow", #"server->password = "«{password}»";"#),
            ("swift", #"let apiToken: String = "«{token}»""#),
            ("objc", #"NSString *password = @"«{password}»";"#),
            ("dart", "final String password = '«{password}»';"),
            ("scala", #"val password = Some("«{password}»")"#),
            ("elixir", #"  password: "«{password}»","#),
            ("js", "const password = '«{password}»';"),
            ("js-or", "const secret = process.env.SECRET || '«{token}»';"),
            ("js-nullish", "const secret = process.env.SECRET ?? '«{token}»';"),
            ("js-template", "const password = `«{password}»`;"),
            ("perl", "my $password = '«{password}»';"),
            ("lua", #"password = "«{password}»""#),
            ("vb", #"Dim password As String = "«{password}»""#),
            ("groovy", #"storePassword "«{password}»""#),
            ("clojure", #"{:password "«{password}»"}"#),
            ("netrc", "machine host.test login robot password «{password}»"),
            ("npmrc", "//registry.test/:_authToken=«{base62:20}»"),
            (
                "pypirc",
                #"""
                [pypi]
                username = robot
                password = «{password}»
                """#
            ),
            ("gitcredentials", "https://robot:«{password}»@git.test"),
            ("ldif", "userPassword: «{password}»"),
            ("redisconf", "requirepass «{password}»"),
            ("nginx", #"proxy_set_header X-API-Key "«{base62:20}»";"#),
            ("ansible", "ansible_ssh_pass: «{password}»"),
            ("ansible-inv", "host1 ansible_user=robot ansible_password=«{password}»"),
            ("gha", "      DB_PASSWORD: «{password}»"),
            ("split-python", #"api_key = "«{base62:8}" "{base62:10}»""#),
            ("escaped-json", #"{"body": "{\"password\": \"«{password}»\"}"}"#),
            ("html-entity", "password=&quot;«{password}»&quot;"),
            // arguments over lines
            ("json-arguments", "{\"args\": [\n  \"-y\",\n  \"--api-key\",\n  \"«{token}»\"\n]}"),
            ("json-arguments-first", "{\"args\": [\n  \"--password\",\n  \"«{password}»\",\n  \"-y\"]}"),
            ("python-arguments", "run([\n    'tool', '--token',\n    '«{token}»',\n])"),
            ("k8s-arguments", "containers:\n- args:\n  - --password\n  - «{password}»"),
            ("k8s-arguments-quoted", "  - \"--api-token\"\n  - \"«{token}»\""),
            ("shell-flag-continued", "app --password \\\n  «{password}»"),
            ("shell-flag-continued-more", "app --token \\\n  '«{token}»' \\\n  --verbose"),
            ("shell-mysql-continued", "mysql -h db \\\n  -u root \\\n  -p'«{password}»' shop"),
            ("mysql-list", #"test: ["CMD", "mysql", "-uroot", "-p«{password}»"]"#),
            ("mysql-yaml-list", "command:\n  - mysqldump\n  - -p«{password}»"),
            // literals of languages
            ("kotlin-pair", #"mapOf("password" to "«{password}»")"#),
            ("kotlin-pair-lines", "mapOf(\n    \"user\" to \"ada\",\n    \"password\" to \"«{password}»\",\n)"),
            ("rust-raw", #"let password = r"«{password}»";"#),
            ("rust-raw-signs", ##"let password = r#"«{password}»"#;"##),
            ("cpp-raw", #"auto password = R"(«{password}»)";"#),
            ("cpp-raw-named", #"auto password = R"x(«{password}»)x";"#),
            ("cpp-braces", #"std::string pw{"«{password}»"};"#),
            ("cpp-braces-key", #"const std::string encryptionKey{"«{base62:32}»"};"#),
            ("swift-raw", ##"let password = #"«{password}»"#"##),
            ("php-heredoc", "$password = <<<EOT\n«{password}»\nEOT;"),
            ("php-nowdoc", "$password = <<<'EOT'\n«{password}»\nEOT;"),
            ("ruby-heredoc", "password = <<~EOS\n  «{password}»\nEOS"),
            ("terraform-heredoc", "  password = <<-EOF\n    «{password}»\n  EOF"),
            ("lua-brackets", "password = [[«{password}»]]"),
            ("markdown-label", "**DB Password**: «{password}»"),
            ("markdown-label-code", "**DB Password**: `«{password}»`"),
            ("markdown-label-within", "* **Auth Token:** «{token}»"),
            ("cmake", #"set(REDIS_PASS "«{password}»")"#),
            ("cmake-key", #"set(ENCRYPTION_KEY "«{base62:32}»")"#),
            ("cmake-word", "set(REDIS_PASS «{token}»)"),
            ("fish", #"set -gx REDIS_PASS "«{password}»""#),
            ("fish-key", #"set -x ENCRYPTION_KEY "«{base62:32}»""#),
            ("fish-word", "set -x REDIS_PASS «{token}»"),
            ("nginx-set", #"set $redis_pass "«{password}»";"#),
            ("c-array-pass", #"char redis_pass[] = "«{password}»";"#),
            ("c-array-key", #"char encryption_key[] = "«{base62:32}»";"#),
            ("clojure-pass", #"{:redis-pass "«{password}»"}"#),
            ("clojure-key", #"{:encryption-key "«{base62:32}»"}"#),
            ("gradle-environment", #"environment "REDIS_PASS", "«{password}»""#),
            ("groovy-key", #"encryption_key "«{base62:32}»""#),
            // names
            ("huawei", "HUAWEICLOUD_SDK_SK=«{base62:40}»"),
            ("huawei-pair", "ak = \"{base62:20}\"\nsk = \"«{base62:40}»\""),
            ("huawei-json", #"{"ak": "{base62:20}", "sk": "«{base62:40}»"}"#),
            ("huawei-yaml", "obs:\n  sk: «{base62:40}»\n  ak: {base62:20}"),
            ("pat", "GITHUB_PAT=«{base62:40}»"),
            ("pat-yaml", "azure_pat: «{lower-digits:52}»"),
            ("japanese", "パスワード：«{password}»"),
            ("japanese-long", "初期パスワード: «{password}»"),
        ] as [(String, String)])
    func reads(_ format: String, _ marked: String) throws {
        let (text, span) = unmark(marked)
        let found = try Self.found(in: text)
        #expect(found.contains(span), "\(format): \(found.map { Sample.string(text, $0) })")
    }

    /// The good state: a secret that stands elsewhere.
    @Test(arguments: [
        "password: vault:secret/data/shop#password", "DB_PASSWORD=vault:database/creds/shop#password",
        // Types and names of Terraform's blocks.
        #"resource "random_password" "database" {"#, #"resource "github_actions_secret" "npm_publish_tok3n" {}"#,
        #"data "azuread_application_password" "portal" {"#, #"ephemeral "random_password" "db_master_2" {}"#,
        "const token = process.env.API_TOKEN", "token: process.env['API_TOKEN']",
        #"password = os.environ["DB_PASSWORD"]"#,
        #"api_key = os.getenv("API_KEY")"#, #"password := os.Getenv("DB_PASSWORD")"#,
        "password: ENV['DB_PASSWORD']",
        "password: !Ref DatabasePassword", "password: !Sub '${Password}'",
        "password: !GetAtt Secret.Value",
        "password: !FindInMap [Stages, Production, Password]",
        "password: !Join ['', [a1B2, !Ref Part]]",
        "password: !Select\n  - 0\n  - !Ref Passwords",
        "password: !Split [',', !ImportValue Passwords]",
        "admin_password: $__file{/run/secrets/pw}", "admin_password: $__env{GRAFANA_PW}",
        // What is to be done for a password, not one.
        "password: prompt", "password: inherit", "password: manual", "password: interactive",
        "password: external",
        "password: managed", "ENV PASSWORD_HASHER=argon2-cffi-bindings",
        "password: '{{resolve:secretsmanager:shop:SecretString:password}}'",
        "password: op://shop/database/password",
        "api_token: ssm:/shop/token", "password: ref+vault://secret/shop#/password",
        "password = data.vault_generic_secret.shop.data[\"password\"]",
        "password = var.db_password", "password = local.db_password", "password: ${DB_PASSWORD}",
        "password: $DB_PASSWORD",
        "password: ${{ secrets.DB_PASSWORD }}", "password: {{ .Values.database.password }}",
        "password: %env(DB_PASSWORD)%",
        "password: <%= ENV['DB_PASSWORD'] %>", "password: #{ENV['DB_PASSWORD']}",
        "password: @Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/x)",
        "password: arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf",
        "password: projects/shop/secrets/db/versions/1",
        "password: keyring:shop/db", "password: file:/run/secrets/db", "password: /run/secrets/db_password",
        "password: akv://shop/db",
        "env:\n- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db\n      key: password",
        "password: ENC[AES256_GCM,data:kZ3rT9wq,iv:Zm9v,tag:YmFy,type:str]",
        "password: '{cipher}a1b2c3d4e5f60718293a4b5c6d7e8f90'",
        "password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256",
        "encryptedData:\n  password: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq",
        "  api-token: AgAd8fQk2vXw9LrT5mZp7sBn1cYh3eGu6jKo0iRx4aWq==", "api_token: secrets.API_TOKEN",
        "password: doppler:shop/db",
    ])
    func leavesReferences(_ text: String) throws {
        let found = try Self.found(in: text)
        #expect(found.isEmpty, "\(found.map { Sample.string(text, $0) })")
    }

    /// Random to look at, public by what they are.
    @Test(arguments: [
        #""integrity": "sha512-9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08""#,
        "commit = 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "checksum=9f86d081884c7d659a2feaa0c55ad015", #"etag: "9f86d081884c7d659a2feaa0c55ad015""#,
        "resolved \"https://registry.test/x/-/x-1.2.3.tgz#9f86d081884c7d659a2feaa0c55ad015a3bf4f1b\"",
        "password_digest: 9f86d081884c7d659a2feaa0c55ad015",
        "ref: refs/heads/main 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "public_key = \"MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEkZ3rT9wq\"",
    ])
    func leavesDigests(_ text: String) throws {
        let found = try Self.found(in: text)
        #expect(found.isEmpty, "\(found.map { Sample.string(text, $0) })")
    }
}
