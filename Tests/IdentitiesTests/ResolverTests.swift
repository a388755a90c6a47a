import Foundation
import Identities
import TestRepositories
import TestValues
import Testing

/// Texts with the secret between « and », and the identity that must come of it. They are made up at run time.
@Suite struct ResolverTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: String
        let kind: String
        let provider: String
        let text: String
        let key: String?
        var name: String?
        var facts: [String: String] = [:]
        var testDescription: String { "\(rule) \(key ?? "unresolved")" }
    }

    private static let guid1 = "11111111-2222-3333-4444-555555555555"
    private static let guid2 = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"

    /// Workspace and channel, which are no secrets.
    private static let webhook = "T0AAAAAAA/B0BBBBBBB"

    private static func jwt(_ claims: String) -> String {
        let encode = { (text: String) in
            Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").filter {
                $0 != "="
            }
        }
        return encode(#"{"alg":"RS256","kid":"key-1","typ":"JWT"}"#) + "." + encode(claims) + "."
            + encode("not a signature, just text")
    }

    static let cases: [Case] = [
        Case(
            rule: "generic-password", kind: "password", provider: "generic",
            text:
                "DB_HOST=db.example.org\nDB_USER=app\nDB_PASSWORD=«{word}-{word}-{digits:2}»\nDB_NAME=orders\nMAIL_USER=other\n",
            key: "login:login:app@db.example.org/orders"),
        Case(
            rule: "generic-password", kind: "password", provider: "generic",
            text:
                "spring:\n  datasource:\n    url: jdbc:postgresql://db.example.org:5432/orders?ssl=true\n    username: app\n    password: «{word}-{word}-{digits:2}»\n  mail:\n    host: mail.example.org\n",
            key: "login:postgres:app@db.example.org/orders"),
        Case(
            rule: "generic-password", kind: "password", provider: "generic",
            text:
                "  'ENGINE': 'django.db.backends.mysql',\n  'NAME': 'orders',\n  'USER': 'app',\n  'PASSWORD': '«{word}-{word}-{digits:2}»',\n  'HOST': 'db.example.org',\n",
            key: "login:mysql:app@db.example.org/orders"),
        Case(
            rule: "generic-password", kind: "password", provider: "generic",
            text:
                "define('DB_USER', 'wp');\ndefine('DB_PASSWORD', '«{word}-{word}-{digits:2}»');\ndefine('DB_HOST', 'db.example.org:3307');\n",
            key: "login:login:wp@db.example.org:3307"),
        Case(
            rule: "generic-password", kind: "password", provider: "generic",
            text:
                "[corp]\nrepository = https://pypi.example.org/\nusername = uploader\npassword = «{word}-{word}-{digits:2}»\n",
            key: "login:web:uploader@pypi.example.org"),
        // The port tells what it is, and so does the host.
        Case(
            rule: "generic-password", kind: "password", provider: "generic",
            text:
                "DB_HOST=db.example.org\nDB_PORT=5432\nDB_USER=app\nDB_PASSWORD=«{word}-{word}-{digits:2}»\nDB_NAME=orders\n",
            key: "login:postgres:app@db.example.org/orders"),
        Case(
            rule: "generic-password", kind: "password", provider: "generic",
            text: "DB_HOST=mysql-1.example.org\nDB_USER=app\nDB_PASSWORD=«{word}-{word}-{digits:2}»\n",
            key: "login:mysql:app@mysql-1.example.org"),
        // Calls are no names.
        Case(
            rule: "generic-password", kind: "password", provider: "generic",
            text:
                "  host: getEnv('DB_HOST'),\n  user: process.env.DB_USER,\n  password: '«{word}-{word}-{digits:2}»',\n",
            key: nil),
        // What is commented out belongs together, and to nothing else.
        Case(
            rule: "generic-password", kind: "password", provider: "generic",
            text:
                "#spring.redis.host=cache.example.org\n#spring.redis.username=app\n#spring.redis.password=«{word}-{word}-{digits:2}»\n#spring.redis.port=6379\n",
            key: "login:redis:app@cache.example.org"),
        Case(
            rule: "generic-password", kind: "password", provider: "generic",
            text:
                "  'host' => 'smtp.example.org',\n  //'username' => 'old',\n  'password' => '«{word}-{word}-{digits:2}»',\n  'username' => 'new',\n",
            key: "login:login:new@smtp.example.org"),
        // Another block's user is nobody here.
        Case(
            rule: "generic-password", kind: "password", provider: "generic",
            text: "other:\n  user: root\n  host: h.example.org\nmine:\n  password: «{word}-{word}-{digits:2}»\n",
            key: nil),
        Case(
            rule: "postgres-connection-uri", kind: "database-credential", provider: "postgres",
            text: "DATABASE_URL=postgresql://app:«{word}-{digits:3}»@db.Example.org:5432/orders?sslmode=require",
            key: "login:postgres:app@db.example.org/orders", name: "app@db.example.org/orders",
            facts: ["tls": "require"]),
        Case(
            rule: "url-credentials", kind: "password", provider: "url",
            text: "url = https://ci-bot:«{word}{digits:2}»@git.example.org/team/x.git",
            key: "login:web:ci-bot@git.example.org"),
        Case(
            rule: "amqp-connection-uri", kind: "connection-string", provider: "amqp",
            text: "amqps://worker:«pw-{word}»@mq:5673/prod",
            key: "login:amqp:worker@mq:5673/prod"),
        Case(
            rule: "netrc-password", kind: "password", provider: "netrc",
            text: "machine api.example.org\n  login deploy\n  password «pw{digits:6}»\n",
            key: "login:login:deploy@api.example.org"),
        Case(
            rule: "postgres-pgpass-entry", kind: "database-credential", provider: "postgres",
            text: "db.example.org:5432:orders:app:«pw{digits:6}»",
            key: "login:postgres:app@db.example.org/orders"),
        Case(
            rule: "dotnet-connection-string", kind: "connection-string", provider: "dotnet",
            text: "Server=tcp:sql.example.org,1433;Database=orders;User Id=svc;Password=«Pw!{digits:5}»;",
            key: "login:login:svc@sql.example.org/orders"),
        Case(
            rule: "jwt-token", kind: "jwt", provider: "jwt",
            text:
                "token: «\(jwt(#"{"iss":"https://id.example.org/","sub":"svc-billing","aud":["b","a"],"iat":1700000000,"exp":1700003600}"#))»",
            key: "jwt:https://id.example.org/:svc-billing:a b",
            facts: ["expires_at": "1700003600", "issued_at": "1700000000", "algorithm": "RS256", "key_id": "key-1"]),
        Case(
            rule: "jwt-token", kind: "jwt", provider: "jwt",
            text:
                "«\(jwt(#"{"iss":"kubernetes/serviceaccount","kubernetes.io/serviceaccount/namespace":"ci","kubernetes.io/serviceaccount/service-account.name":"deployer","sub":"system:serviceaccount:ci:deployer"}"#))»",
            key: "kubernetes:service-account:ci/deployer"),
        Case(
            rule: "jwt-token", kind: "jwt", provider: "jwt",
            text:
                "«\(jwt(#"{"iss":"https://kubernetes.default.svc","kubernetes.io":{"namespace":"ci","serviceaccount":{"name":"deployer","uid":"1"}},"sub":"system:serviceaccount:ci:deployer"}"#))»",
            key: "kubernetes:service-account:ci/deployer"),
        Case(
            rule: "jwt-token", kind: "jwt", provider: "jwt",
            text:
                "«\(jwt(#"{"iss":"https://sts.windows.net/\#(guid1)/","appid":"\#(guid2)","tid":"\#(guid1)","sub":"x"}"#))»",
            key: "azure:app:\(guid2)"),
        Case(
            rule: "azure-entra-client-secret", kind: "oauth-client-secret", provider: "azure",
            text:
                "AZURE_TENANT_ID=\(guid1)\nAZURE_CLIENT_ID=\(guid2)\nAZURE_CLIENT_SECRET=«abc8Q~{word}-{word}-{digits:2}»\n",
            key: "azure:app:\(guid2)",
            facts: ["tenant_id": guid1]),
        Case(
            rule: "azure-storage-connection-string", kind: "connection-string", provider: "azure",
            text:
                "DefaultEndpointsProtocol=https;AccountName=invoices;AccountKey=«{base64:10}==»;EndpointSuffix=core.windows.net",
            key: "azure:storage:invoices"),
        Case(
            rule: "slack-webhook-url", kind: "webhook-url", provider: "slack",
            text: "url: «https://hooks.slack.com/services/\(webhook)/{base62:24}»",
            key: "webhook:hooks.slack.com:\(webhook)"),
        Case(
            rule: "slack-bot-token", kind: "access-token", provider: "slack",
            text: "«xoxb-100000000001-200000000002-notreallyasecret»",
            key: "slack:bot:100000000001:200000000002"),
        Case(
            rule: "telegram-bot-token", kind: "access-token", provider: "telegram",
            text: "«123456789:not-really-a-secret»",
            key: "telegram:bot::123456789"),
        Case(
            rule: "docker-registry-auth", kind: "password", provider: "docker",
            text:
                #"{"auths": {"https://registry.example.org/v1/": {"auth": "«\#(Data("robot:pw-of-robot".utf8).base64EncodedString())»"}}}"#,
            key: "registry:robot@registry.example.org"),
        // A mail address is no registry.
        Case(
            rule: "docker-registry-auth", kind: "password", provider: "docker",
            text:
                #"{"foo@example.org": {"auth": "«\#(Data("robot:pw-of-robot".utf8).base64EncodedString())»"}}"#,
            key: nil),
        Case(
            rule: "npm-registry-auth-token", kind: "package-registry-token", provider: "npm",
            text: "//npm.example.org/:_authToken=«{digits:4}-made-up-{digits:4}»", key: nil,
            facts: ["host": "npm.example.org"]),
        Case(
            rule: "github-personal-access-token", kind: "access-token", provider: "github", text: "token=«ghp_madeup»",
            key: nil,
            facts: ["token_type": "personal-access-token"]),
        Case(rule: "generic-password", kind: "password", provider: "generic", text: "password = «something»", key: nil),
    ]

    @Test(arguments: cases, ["\n", "\r\n"])
    func identityIsTold(_ example: Case, _ lineEnd: String) throws {
        let context = try context(example, lineEnd)
        let facts = ResolverRegistry.facts(about: context)
        let claim = ResolverRegistry.identity(from: facts, provider: example.provider)
        #expect(claim?.key == example.key, "\(facts.values)")
        if let name = example.name { #expect(claim?.name == name) }
        for (name, value) in example.facts { #expect(facts[name] == value, "\(name)") }
        // Facts survive the way through a findings file.
        #expect(ResolverRegistry.identity(from: PublicFacts(facts.values), provider: example.provider) == claim)
        // No fact holds the secret.
        for (_, value) in facts.values { #expect(!value.contains(context.text) || value == context.text.prefix(0)) }
    }

    /// Account 012345678901 packed as AWS packs it: bits 7–46 of the first six bytes.
    @Test(arguments: ["012345678901", "999999999999", "000000000001"])
    func theAccountStandsInTheKeyID(_ account: String) throws {
        let number = try #require(UInt64(account))
        let bits = (number << 7) << 2  // 48 bits in 50 of ten characters
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let head = stride(from: 45, through: 0, by: -5).map { alphabet[Int(bits >> UInt64($0) & 31)] }
        let id = "AKIA" + String(head) + "QQQQQQ"
        let secret = String(repeating: "s3cR", count: 10)
        let own = try context(
            "aws-access-key-id", "access-token", "aws",
            "aws_access_key_id = «\(id)»\naws_secret_access_key = \(secret)\n")
        let pair = try context(
            "aws-access-key-pair", "access-token", "aws",
            "aws_access_key_id = \(id)\naws_secret_access_key = «\(secret)»\n")
        let (first, second) = (ResolverRegistry.facts(about: own), ResolverRegistry.facts(about: pair))
        #expect(first["account"] == account && first["key_type"] == "long-lived")
        let claim = try #require(ResolverRegistry.identity(from: first, provider: "aws"))
        #expect(claim == ResolverRegistry.identity(from: second, provider: "aws"))
        #expect(claim.account == account)
        for value in Array(first.values.values) + Array(second.values.values) {
            #expect(!value.contains(id) && !value.contains(secret))
        }
    }

    @Test(.enabled(if: KeyTools.has("openssl")))
    func aServiceAccountIsNamedByItsFile() throws {
        try KeyTools.inFolder { folder in
            let pem = try KeyTools.run(
                "openssl", ["genpkey", "-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:1024"], in: folder
            ).replacing("\n", with: "\\n")
            let file = """
                {
                  "type": "service_account",
                  "project_id": "example-project",
                  "private_key_id": "0123456789abcdef0123456789abcdef01234567",
                  "private_key": "«\(pem)»",
                  "client_email": "deployer@example-project.iam.gserviceaccount.com",
                  "client_id": "100000000000000000000"
                }
                """
            let facts = ResolverRegistry.facts(
                about: try context("gcp-service-account-key", "service-account-key", "gcp", file))
            #expect(facts["private_key_id"] == "0123456789abcdef0123456789abcdef01234567")
            let claim = try #require(ResolverRegistry.identity(from: facts, provider: "gcp"))
            #expect(claim.key == "gcp:service-account:deployer@example-project.iam.gserviceaccount.com")
            #expect(claim.account == "example-project" && claim.kind == .serviceAccount)
            // The whole file in base64, as CI variables hold it.
            let whole = Data(file.filter { $0 != "«" && $0 != "»" }.utf8).base64EncodedString()
            let encoded = ResolverRegistry.facts(
                about: try context("gcp-service-account-key-base64", "service-account-key", "gcp", "KEY=«\(whole)»"))
            #expect(ResolverRegistry.identity(from: encoded, provider: "gcp") == claim)
        }
    }

    /// Of several keys in a set each has its own public half.
    @Test func keysOfASetAreToldApart() throws {
        let (short, long) = (MadeUp.text("{base64url:43}"), MadeUp.text("{base64url:342}"))
        func elliptic(_ secret: String) -> String {
            #"{"kty": "EC", "crv": "P-256", "x": "\#(short)", "y": "\#(short)", "d": "\#(secret)"}"#
        }
        func rsa(_ secret: String) -> String {
            #"{"kty": "RSA", "n": "\#(long)", "e": "AQAB", "d": "\#(secret)"}"#
        }
        let other = MadeUp.text("{base62:43}")
        for (keys, type) in [
            ([elliptic("«{base64url:43}»"), rsa(other)], "ecdsa"), ([rsa("«{base64url:43}»"), elliptic(other)], "rsa"),
            ([elliptic(other), rsa("«{base64url:43}»")], "rsa"), ([rsa(other), elliptic("«{base64url:43}»")], "ecdsa"),
        ] {
            let set = #"{"keys": [\#(keys.joined(separator: ", "))]}"#
            let facts = ResolverRegistry.facts(about: try context("pem-jwk-private-key", "private-key", "pem", set))
            #expect(facts["key_type"] == type)
        }
    }

    private func context(_ example: Case, _ lineEnd: String) throws -> SecretContext {
        try context(example.rule, example.kind, example.provider, example.text.replacing("\n", with: lineEnd))
    }

    private func context(_ rule: String, _ kind: String, _ provider: String, _ template: String) throws -> SecretContext
    {
        let marked = MadeUp.marked(template)
        let open = try #require(marked.firstRange(of: "«"))
        let close = try #require(marked.firstRange(of: "»"))
        return SecretContext(
            secret: Array(marked[open.upperBound..<close.lowerBound].utf8), kind: kind, provider: provider, rule: rule,
            before: Array(marked[..<open.lowerBound].utf8.suffix(SecretContext.reach)),
            after: Array(marked[close.upperBound...].utf8.prefix(SecretContext.reach)),
            tag: { "tag" + String($0.reduce(UInt64(5381)) { $0 &* 33 &+ UInt64($1) }, radix: 16) })
    }

    @Test(arguments: [
        ("password", "tR…2", "password tR…2"), ("private-key", "-----BEGIN EC PRIVATE KEY-----…", "private key"),
        ("api-key", "", "api key"),
    ])
    func whoeverIsUnknownIsCalledByKind(_ kind: String, _ redacted: String, _ name: String) {
        let claim = IdentityClaim.unresolved(fingerprint: "0a", kind: kind, provider: "generic", redacted: redacted)
        #expect(claim.name == name && claim.key == "credential:0a")
    }
}
