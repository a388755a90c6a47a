import Model
import TestValues
import Testing

@testable import Detection

/// What is taken where a setting is not set is in use, and found; where nothing is taken, nothing is.
@Suite struct DefaultReaderTests {
    @Test(arguments: [
        // Spring, MicroProfile, Log4j, shells
        "spring.datasource.password=${DB_PASSWORD:«{word}{digits:3}x»}\n",
        "password: \"${DB_PASS:«{word}{digits:3}x»}\"\n",
        "    password: ${db.password:«{Word}{digits:2}»}\n", "stripe.key=${STRIPE_KEY:«{base62:26}7»}\n",
        "<Property name=\"pw\">${sys:db.pw:-«{word}{digits:3}Q»}</Property>",
        "<CryptoKey>${env:SIGNED_URL_SECRET:«{word}{digits:3}Q»}</CryptoKey>",
        "POSTGRES_PASSWORD: ${DB_PASS:-«{word}{digits:3}x»}\n",
        // Jinja, Helm
        "db_password: \"{{ lookup('env','P') | default('«{word}{digits:3}x»') }}\"\n",
        "password={{ db_password | default('«{word}{digits:3}x»') }}\n",
        "password: {{ .Values.password | default \"«{word}{digits:3}x»\" }}\n",
        "password: {{ default \"«{word}{digits:3}x»\" .Values.password }}\n",
        // languages
        "pass = ENV.fetch('DB_PASS') { '«{word}{digits:3}x»' }",
        "my $password = $ENV{DB_PASS} // \"«{word}{digits:3}x»\";",
        "String p = Optional.ofNullable(System.getenv(\"DB_PASS\")).orElse(\"«{word}{digits:3}x»\");",
        "@ConfigProperty(name=\"db.password\", defaultValue=\"«{word}{digits:3}x»\")",
        "[Option(\"password\", Default = \"«{word}{digits:3}x»\")]",
        "password: str = Field(default='«{word}{digits:3}x»')",
        "Password string `envconfig:\"DB_PASS\" default:\"«{word}{digits:3}x»\"`",
        "Password string `env:\"DB_PASS\" envDefault:\"«{word}{digits:3}x»\"`",
        "const [apiKey, setApiKey] = useState<string>('«{base62:16}7»');",
        "let password = ProcessInfo.processInfo.environment[\"P\"] ?? \"«{word}{digits:3}x»\"",
        "password <- Sys.getenv(\"P\", unset = \"«{word}{digits:3}x»\")",
        "password = coalesce(var.password, \"«{word}{digits:3}x»\")\n",
        "password = try(var.settings.password, \"«{word}{digits:3}x»\")\n",
        "password = lookup(var.settings, \"password\", \"«{word}{digits:3}x»\")\n",
        "services.forge.password = lib.mkDefault \"«{word}{digits:3}x»\";\n",
        "config WIFI_PASSWORD\n\tstring \"WiFi password\"\n\tdefault \"«{word}{digits:3}x»\"\n",
        "$password = if ($env:PW) { $env:PW } else { \"«{word}{digits:3}x»\" }\n",
        "@Value(\"${db.password:«{word}{digits:3}x»}\") String password;",
        // the sign at a line's end, or on the next line
        "const key = process.env.JWT_SECRET ||\n  '«{base62:16}7»';",
        "const pw = process.env.DB_PW\n  || '«{word}{digits:3}x»';",
        "  password: process.env.DB_PASSWORD\n    ?? '«{word}{digits:3}x»',",
        "api_key = os.environ.get(\"API_KEY\") or \\\n    \"«{base62:16}7»\"",
        "token = (os.getenv(\"TOKEN\")\r\n         or \"«{base62:16}7»\")",
        // A note is no program: what follows its sign is no comment.
        "Email: ada\nPassword: «#{Word}{digits:3}x»\n",
    ])
    func defaultsAreFound(_ marked: String) {
        let (text, span) = unmark(marked)
        let found = Set(Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }.map(\.secret))
        #expect(found == [span], "\(found.map { Sample.string(text, $0) })")
    }

    @Test(arguments: [
        "password: ${DB_PASSWORD:}\n", "password: ${DB_PASSWORD:${OTHER_PASSWORD}}\n", "password: ${DB_PASSWORD}\n",
        "password: ${DB_PASSWORD:#{null}}\n", "PASS=${DB_PASSWORD:?it must be set}\n", "PASS=${DB_PASSWORD:+yes7x}\n",
        "password: {{ vault_password }}\n", "password: \"{{ password | default(omit) }}\"\n",
        "${pw: Secret}    Set it\n",
        "const [password, setPassword] = useState('');",
        "password: str = Field(..., description='of {digits:3} signs')",
        "password = lookup('password', '/dev/null length={digits:2}')\n",
        "password = coalesce(var.password, var.other)\n",
        "password = if (x) { read1() } else { read2() }\n",
        "Password: #1a2b3c\n", "password: # 12ab34cd is not it\n",
    ])
    func nothingIsTaken(_ template: String) {
        let text = MadeUp.marked(template)
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.isEmpty, "\(found.map { Sample.string(text, $0.secret) })")
    }
}
