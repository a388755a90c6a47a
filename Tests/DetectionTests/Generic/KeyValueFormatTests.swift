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
            ("env", "SMTP_PASSWORD=«tr0ub4dor-Kx9»"),
            ("env-quoted", #"SMTP_PASSWORD="«tr0ub4dor-Kx9»""#),
            ("env-export-space", "export  API_TOKEN='«k3yQ8vZ2mT7wX1pLq9»'"),
            (
                "ini",
                #"""
                [smtp]
                password = «tr0ub4dor-Kx9»
                """#
            ),
            ("ini-colon", "password: «tr0ub4dor-Kx9»"),
            ("properties", "db.password=«tr0ub4dor-Kx9»"),
            (
                "properties-continued",
                #"""
                db.password=\
                   «tr0ub4dor-Kx9»
                """#
            ),
            ("yaml", "password: «tr0ub4dor-Kx9»"),
            (
                "yaml-block",
                #"""
                api_key: |
                  «k3yQ8vZ2mT7wX1pLq9»
                """#
            ),
            (
                "yaml-folded",
                #"""
                api_key: >-
                    «k3yQ8vZ2mT7wX1pLq9»
                """#
            ),
            (
                "yaml-nextline",
                #"""
                api_key:
                  "«k3yQ8vZ2mT7wX1pLq9»"
                """#
            ),
            ("yaml-flow", "db: {user: a, password: «tr0ub4dor-Kx9», port: 1}"),
            ("yaml-anchor", "password: &pw «tr0ub4dor-Kx9»"),
            ("yaml-tag", "password: !!str «tr0ub4dor-Kx9»"),
            (
                "k8s-pair",
                #"""
                env:
                  - name: DB_PASSWORD
                    value: «tr0ub4dor-Kx9»
                """#
            ),
            (
                "k8s-pair-quoted",
                #"""
                env:
                - name: "API_TOKEN"
                  value: "«k3yQ8vZ2mT7wX1pLq9»"
                """#
            ),
            (
                "k8s-pair-reversed",
                #"""
                env:
                - value: «tr0ub4dor-Kx9»
                  name: DB_PASSWORD
                """#
            ),
            (
                "compose-list",
                #"""
                environment:
                  - POSTGRES_PASSWORD=«tr0ub4dor-Kx9»
                """#
            ),
            (
                "compose-map",
                #"""
                environment:
                  POSTGRES_PASSWORD: «tr0ub4dor-Kx9»
                """#
            ),
            ("json", #"{"user": "a", "password": "«tr0ub4dor-Kx9»"}"#),
            (
                "json-nextline",
                #"""
                {"password":
                    "«tr0ub4dor-Kx9»"}
                """#
            ),
            (
                "json5",
                #"""
                {password: '«tr0ub4dor-Kx9»', // x
                }
                """#
            ),
            ("json-pair", #"[{"name": "DB_PASSWORD", "value": "«tr0ub4dor-Kx9»"}]"#),
            (
                "json-pair-lines",
                #"""
                {
                  "name": "DB_PASSWORD",
                  "value": "«tr0ub4dor-Kx9»"
                }
                """#
            ),
            ("json-pair-key", #"{"key": "api_token", "value": "«k3yQ8vZ2mT7wX1pLq9»"}"#),
            ("toml", #"password = "«tr0ub4dor-Kx9»""#),
            ("toml-literal", "password = '«tr0ub4dor-Kx9»'"),
            (
                "toml-multi",
                #"""
                token = """
                «k3yQ8vZ2mT7wX1pLq9»"""
                """#
            ),
            ("toml-dotted", #"db.password = "«tr0ub4dor-Kx9»""#),
            ("toml-inline", #"db = { user = "a", password = "«tr0ub4dor-Kx9»" }"#),
            ("xml-attr", #"<datasource user="sa" password="«tr0ub4dor-Kx9»"/>"#),
            ("xml-elem", "<password>«tr0ub4dor-Kx9»</password>"),
            ("xml-elem-ns", #"<s:password xml:space="preserve">«tr0ub4dor-Kx9»</s:password>"#),
            (
                "xml-elem-lines",
                #"""
                <password>
                   «tr0ub4dor-Kx9»
                </password>
                """#
            ),
            ("xml-name-value", #"<property name="db.password" value="«tr0ub4dor-Kx9»"/>"#),
            ("xml-name-elem", #"<property name="db.password">«tr0ub4dor-Kx9»</property>"#),
            ("xml-key-value", #"<entry key="db.password">«tr0ub4dor-Kx9»</entry>"#),
            ("xml-value-name", #"<property value="«tr0ub4dor-Kx9»" name="db.password"/>"#),
            ("xml-child", "<property><name>db.password</name><value>«tr0ub4dor-Kx9»</value></property>"),
            (
                "xml-child-lines",
                #"""
                <property>
                  <name>db.password</name>
                  <value>«tr0ub4dor-Kx9»</value>
                </property>
                """#
            ),
            ("xml-cdata", "<password><![CDATA[«tr0ub4dor-Kx9»]]></password>"),
            (
                "plist",
                #"""
                <key>apiToken</key>
                <string>«k3yQ8vZ2mT7wX1pLq9»</string>
                """#
            ),
            (
                "hcl",
                #"""
                variable "db_password" {
                  default = "«tr0ub4dor-Kx9»"
                }
                """#
            ),
            ("hcl-attr", #"  password = "«tr0ub4dor-Kx9»""#),
            ("hcl-map", #"  env = { DB_PASSWORD = "«tr0ub4dor-Kx9»" }"#),
            ("tfvars", #"db_password = "«tr0ub4dor-Kx9»""#),
            ("dockerfile-env", "ENV DB_PASSWORD=«tr0ub4dor-Kx9»"),
            ("dockerfile-env-space", "ENV DB_PASSWORD «tr0ub4dor-Kx9»"),
            ("dockerfile-env-two", "ENV A=b DB_PASSWORD=«tr0ub4dor-Kx9» C=d"),
            ("dockerfile-arg", "ARG DB_PASSWORD=«tr0ub4dor-Kx9»"),
            ("shell-export", "export DB_PASSWORD=«tr0ub4dor-Kx9»"),
            ("shell-default", "DB_PASSWORD=${DB_PASSWORD:-«tr0ub4dor-Kx9»}"),
            ("shell-flag", "tool --password «tr0ub4dor-Kx9» run"),
            ("shell-flag-eq", "tool --db-password=«tr0ub4dor-Kx9» run"),
            ("shell-flag-quoted", #"tool --token "«k3yQ8vZ2mT7wX1pLq9»""#),
            ("shell-flag-single", "tool -password «tr0ub4dor-Kx9»"),
            (
                "shell-continued",
                #"""
                docker run \
                  -e MYSQL_PASSWORD=«tr0ub4dor-Kx9» \
                  mysql
                """#
            ),
            ("shell-mysql", "mysql -uroot -p«tr0ub4dor-Kx9» db"),
            ("shell-curl", "curl -u robot:«tr0ub4dor-Kx9» https://host.test/"),
            ("shell-sshpass", "sshpass -p «tr0ub4dor-Kx9» ssh h"),
            ("shell-docker-login", "docker login -u robot -p «tr0ub4dor-Kx9» registry.test"),
            ("shell-echo-pipe", #"echo "«tr0ub4dor-Kx9»" | docker login --password-stdin"#),
            ("shell-wget", "wget --user=a --password=«tr0ub4dor-Kx9» http://host.test"),
            ("shell-setx", "set DB_PASSWORD=«tr0ub4dor-Kx9»"),
            ("powershell", #"$env:DB_PASSWORD = "«tr0ub4dor-Kx9»""#),
            ("powershell-secure", #"$p = ConvertTo-SecureString "«tr0ub4dor-Kx9»" -AsPlainText -Force"#),
            ("sql-identified", "CREATE USER robot IDENTIFIED BY '«tr0ub4dor-Kx9»';"),
            ("sql-password", "ALTER ROLE robot WITH LOGIN PASSWORD '«tr0ub4dor-Kx9»';"),
            ("sql-login", "CREATE LOGIN robot WITH PASSWORD = N'«tr0ub4dor-Kx9»';"),
            ("sql-setpw", "SET PASSWORD FOR 'robot'@'%' = PASSWORD('«tr0ub4dor-Kx9»');"),
            ("url", "https://robot:«tr0ub4dor-Kx9»@host.test/x"),
            ("dsn", "postgres://robot:«tr0ub4dor-Kx9»@host.test:5432/x"),
            ("dsn-mysql-go", #"db := "robot:«tr0ub4dor-Kx9»@tcp(host.test:3306)/x""#),
            ("dsn-keyword", "host=db.test user=robot password=«tr0ub4dor-Kx9» dbname=x"),
            ("dsn-ado", "Server=db.test;Database=x;User Id=robot;Password=«tr0ub4dor-Kx9»;"),
            ("dsn-jdbc", "jdbc:mysql://host.test/x?user=robot&password=«tr0ub4dor-Kx9»"),
            ("url-query", "https://host.test/x?a=1&api_key=«k3yQ8vZ2mT7wX1pLq9»&b=2"),
            ("header", "Authorization: Bearer «k3yQ8vZ2mT7wX1pLq9t3»"),
            ("header-basic", "Authorization: Basic «cm9ib3Q6dHIwdWI0ZG9yLUt4OQ==»"),
            ("header-token", "Authorization: Token «k3yQ8vZ2mT7wX1pLq9t3»"),
            ("header-key", "X-Auth-Token: «k3yQ8vZ2mT7wX1pLq9t3»"),
            ("header-curl", #"curl -H "X-API-Key: «k3yQ8vZ2mT7wX1pLq9t3»" https://host.test"#),
            ("header-js", "headers: {'Authorization': 'Bearer «k3yQ8vZ2mT7wX1pLq9t3»'}"),
            ("header-fetch", #"xhr.setRequestHeader("X-API-Key", "«k3yQ8vZ2mT7wX1pLq9t3»");"#),
            ("java", #"private static final String DB_PASSWORD = "«tr0ub4dor-Kx9»";"#),
            ("java-annot", #"@Value("${db.password:«tr0ub4dor-Kx9»}")"#),
            ("java-setter", #"ds.setPassword("«tr0ub4dor-Kx9»");"#),
            ("java-put", #"props.put("password", "«tr0ub4dor-Kx9»");"#),
            ("java-builder", #"Client.builder().apiKey("«k3yQ8vZ2mT7wX1pLq9»").build();"#),
            ("kotlin", #"val password: String = "«tr0ub4dor-Kx9»""#),
            ("python", #"PASSWORD = "«tr0ub4dor-Kx9»""#),
            ("python-kw", #"connect(host="h", user="u", password="«tr0ub4dor-Kx9»")"#),
            ("python-dict", "config = {'password': '«tr0ub4dor-Kx9»'}"),
            ("python-env", #"os.environ["DB_PASSWORD"] = "«tr0ub4dor-Kx9»""#),
            ("python-get", #"password = os.environ.get("DB_PASSWORD", "«tr0ub4dor-Kx9»")"#),
            ("python-typed", #"password: str = "«tr0ub4dor-Kx9»""#),
            (
                "python-paren",
                #"""
                password = (
                    "«tr0ub4dor-Kx9»"
                )
                """#
            ),
            ("ruby", "config.password = '«tr0ub4dor-Kx9»'"),
            ("ruby-rocket", #"{:password => "«tr0ub4dor-Kx9»"}"#),
            ("ruby-sym", #"connect(password: "«tr0ub4dor-Kx9»")"#),
            ("ruby-fetch", #"ENV.fetch("DB_PASSWORD", "«tr0ub4dor-Kx9»")"#),
            ("php", "$config['password'] = '«tr0ub4dor-Kx9»';"),
            ("php-arrow", "'password' => '«tr0ub4dor-Kx9»',"),
            ("php-define", "define('DB_PASSWORD', '«tr0ub4dor-Kx9»');"),
            ("php-env", "'password' => env('DB_PASSWORD', '«tr0ub4dor-Kx9»'),"),
            ("php-prop", "$this->password = '«tr0ub4dor-Kx9»';"),
            ("go", #"password := "«tr0ub4dor-Kx9»""#),
            ("go-const", #"const apiToken = "«k3yQ8vZ2mT7wX1pLq9»""#),
            ("go-struct", #"Config{Password: "«tr0ub4dor-Kx9»"}"#),
            ("go-setenv", #"os.Setenv("DB_PASSWORD", "«tr0ub4dor-Kx9»")"#),
            ("rust", #"let password: &str = "«tr0ub4dor-Kx9»";"#),
            ("rust-string", #"password: String::from("«tr0ub4dor-Kx9»"),"#),
            ("cs", #"string password = "«tr0ub4dor-Kx9»";"#),
            ("cs-prop", #"Password = "«tr0ub4dor-Kx9»","#),
            ("cs-verbatim", #"var password = @"«tr0ub4dor-Kx9»";"#),
            ("c", #"#define DB_PASSWORD "«tr0ub4dor-Kx9»""#),
            ("c-array", #"const char password[] = "«tr0ub4dor-Kx9»";"#),
            ("c-arrow", #"server->password = "«tr0ub4dor-Kx9»";"#),
            ("swift", #"let apiToken: String = "«k3yQ8vZ2mT7wX1pLq9»""#),
            ("objc", #"NSString *password = @"«tr0ub4dor-Kx9»";"#),
            ("dart", "final String password = '«tr0ub4dor-Kx9»';"),
            ("scala", #"val password = Some("«tr0ub4dor-Kx9»")"#),
            ("elixir", #"  password: "«tr0ub4dor-Kx9»","#),
            ("js", "const password = '«tr0ub4dor-Kx9»';"),
            ("js-or", "const secret = process.env.SECRET || '«k3yQ8vZ2mT7wX1pLq9»';"),
            ("js-nullish", "const secret = process.env.SECRET ?? '«k3yQ8vZ2mT7wX1pLq9»';"),
            ("js-template", "const password = `«tr0ub4dor-Kx9»`;"),
            ("perl", "my $password = '«tr0ub4dor-Kx9»';"),
            ("lua", #"password = "«tr0ub4dor-Kx9»""#),
            ("vb", #"Dim password As String = "«tr0ub4dor-Kx9»""#),
            ("groovy", #"storePassword "«tr0ub4dor-Kx9»""#),
            ("clojure", #"{:password "«tr0ub4dor-Kx9»"}"#),
            ("netrc", "machine host.test login robot password «tr0ub4dor-Kx9»"),
            ("npmrc", "//registry.test/:_authToken=«k3yQ8vZ2mT7wX1pLq9t3»"),
            (
                "pypirc",
                #"""
                [pypi]
                username = robot
                password = «tr0ub4dor-Kx9»
                """#
            ),
            ("gitcredentials", "https://robot:«tr0ub4dor-Kx9»@git.test"),
            ("ldif", "userPassword: «tr0ub4dor-Kx9»"),
            ("redisconf", "requirepass «tr0ub4dor-Kx9»"),
            ("nginx", #"proxy_set_header X-API-Key "«k3yQ8vZ2mT7wX1pLq9t3»";"#),
            ("ansible", "ansible_ssh_pass: «tr0ub4dor-Kx9»"),
            ("ansible-inv", "host1 ansible_user=robot ansible_password=«tr0ub4dor-Kx9»"),
            ("gha", "      DB_PASSWORD: «tr0ub4dor-Kx9»"),
            ("split-python", #"api_key = "«k3yQ8vZ2" "mT7wX1pLq9»""#),
            ("escaped-json", #"{"body": "{\"password\": \"«tr0ub4dor-Kx9»\"}"}"#),
            ("html-entity", "password=&quot;«tr0ub4dor-Kx9»&quot;"),
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
        #"api_key = os.getenv("API_KEY")"#, #"password := os.Getenv("DB_PASSWORD")"#, "password: ENV['DB_PASSWORD']",
        "password: !Ref DatabasePassword", "password: !Sub '${Password}'", "password: !GetAtt Secret.Value",
        "password: '{{resolve:secretsmanager:shop:SecretString:password}}'", "password: op://shop/database/password",
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
