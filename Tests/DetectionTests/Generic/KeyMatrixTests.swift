import Model
import TestValues
import Testing

@testable import Detection

/// Every way to write a pair, with every name that people give what is secret: a reader that knows a form for passwords
/// and not for keys, or an anchor that leads to one form only, shows here.
@Suite struct KeyMatrixTests {
    private static let library = Result { try RuleLibrary() }

    /// `$k` is a name as it is, `$K` in capitals, `$c` in camel case, `$C` with a capital, `$d` with hyphens.
    static let forms: [String] = [
        "$k = '«»'", "const $k = \"«»\";", "  $k: '«»',", "  \"$k\": \"«»\",", "$k: «»", "$K=«»", "export $K=\"«»\"",
        "app.$k=«»", "<$k>«»</$k>", "<add key=\"$k\" value=\"«»\" />", "private static final String $K = \"«»\";",
        "$c := \"«»\"", "\t$C: \"«»\",", "$$k = '«»';", "'$k' => '«»',", "define('$K', '«»');", "#define $K \"«»\"",
        ":$k => '«»',", "tool --$d «» run", "tool --$d=«» run", "https://api.host.net/v1?$k=«»&x=1", "ENV $K=«»",
        "ENV $K «»",
        "let $k = \"«»\";", "{$k, \"«»\"}", "{$k, <<\"«»\">>}", "{:$k, \"«»\"}", "$k <- \"«»\"", "$k <<- \"«»\"",
        "Dim $k As String = \"«»\"", "var $c string = \"«»\"", "$$C = \"«»\"", "$k := '«»';", "set $K=«»", "setx $K «»",
        "- $k: `«»`", "if ($k == \"«»\") {", "  - key: $K\n    value: «»",
        "        - name: $K\n          value: \"«»\"",
        "withEnv([\"$K=«»\"]) {", "variable \"$k\" {\n  default = \"«»\"\n}",
        "  $C:\n    Type: String\n    Default: «»",
        "\"$k\": {\n  \"value\": \"«»\"\n}", "\"$k\": { \"value\": \"«»\" },", "$k: { type: String, default: '«»' }",
        "\"$k\": [\"«»\"],", "aws ssm put-parameter --name /app/$k --value «» --type SecureString",
        "$k = os.getenv(\"$K\", \"«»\")", "$k = config('$K', default='«»')", "$k = ENV['$K'] || '«»'",
        "let $k = env::var(\"$K\").unwrap_or(\"«»\".to_string());",
        "let $k = env::var(\"$K\").unwrap_or_else(|_| String::from(\"«»\"));", "$k = get_env(\"$K\") || \"«»\"",
        "settings[\"$C\"].Value = \"«»\";", "$k => q{«»},", "<meta-data android:name=\"$k\" android:value=\"«»\" />",
        "std::string $k(\"«»\");", "NSString *$k = @\"«»\";", "<key>$C</key>\n<string>«»</string>",
        "map.put(\"$k\", \"«»\");", "client.set$C(\"«»\");",
    ]

    static let passwords = [
        "password", "db_password", "PASS_DB", "db_pass_prod", "pass1", "root_pass_old", "smtp_pwd", "passphrase",
        "enable_password", "salasana", "clave",
    ]

    static let tokens = [
        "api_key", "client_secret", "auth_token", "access_key", "secret_key", "private_key", "blowfish_key", "enc_key",
        "priv_key", "csrf_secret", "pepper",
    ]

    @Test(arguments: forms)
    func everyNameIsReadIn(_ form: String) throws {
        var template = TokenTemplate(seed: form)
        // A name alone on its line is looked at if its words are anchors wherever they stand.
        let names = Self.passwords + (form.contains("e: $K\n") || form.contains("y: $K\n") ? ["api_key"] : Self.tokens)
        let missed = try names.filter { name in
            let isPassword = Self.passwords.contains(name)
            let value = template.expand(
                isPassword
                    ? "Kr{lower:2}{digits:2}{[A-Z]:2}{lower:2}{digits:2}"
                    : "q{[A-Z]:2}7{base62:6}{digits:2}{base62:11}X")
            let marked = Self.written(form, name).split(separator: "«»", maxSplits: 1, omittingEmptySubsequences: false)
            let text = String(marked[0]) + value + String(marked[1]) + "\n"
            let start = marked[0].utf8.count
            return try !found(in: text).contains(ByteSpan(start, start + value.utf8.count))
        }
        #expect(missed.isEmpty, "\(form): \(missed)")
    }

    /// What one kind of file writes in its own way.
    @Test(arguments: [
        "  auth_pass «{[A-Z]:2}{lower:2}{digits:2}{lower:2}»",
        "remote_password «{[A-Z]:2}{lower:2}{digits:2}{lower:2}{[A-Z]:2}»",
        "set $upstream_token \"«q{[A-Z]:2}7{lower:2}{digits:2}{[A-Z]:2}{base62:8}{digits:2}x»\";",
        "- password :: «{[A-Z]:2}{lower:2}{digits:2}{lower:2}{[A-Z]:2}»",
        "API key:: «q{[A-Z]:2}7{lower:2}{digits:2}{[A-Z]:2}{base62:8}{digits:2}x»",
        "token for the bot: «q{[A-Z]:2}7{lower:2}{digits:2}{[A-Z]:2}{base62:8}{digits:2}x»",
        "<out>using token «{lower:2}7{lower:2}{digits:2}{lower:3}{digits:2}{lower:2}8{lower:1}5»</out>",
        "CONSTANTS gc_password TYPE string VALUE '«{[A-Z]:2}{lower:2}{digits:2}{lower:2}{[A-Z]:2}»'.",
        "01 WS-PASSWORD PIC X(14) VALUE '«{[A-Z]:2}{lower:2}{digits:2}{lower:2}{[A-Z]:2}»'.",
        "default login ada password «{[A-Z]:2}{lower:2}{digits:2}{lower:2}{[A-Z]:2}»",
        "wifi_key: «{Word}{digits:5}»",
        "map.put(Keys.PASSWORD, \"«r{[A-Z]:8}w{[A-Z]:1}f{[A-Z]:1}»\");", "PASSPHRASE='«{word} {word} {word} 828»'",
        "document.getElementById(\"password\").value = \"«{[A-Z]:2}{lower:2}{digits:2}{lower:2}»\";",
        "setx DB_PASSWORD «{[A-Z]:2}{lower:2}{digits:2}{lower:2}{[A-Z]:2}»",
        "strcpy(password, \"«{[A-Z]:2}{lower:2}{digits:2}{lower:2}{[A-Z]:2}»\");",
        "set password «{[A-Z]:2}{lower:2}{digits:2}{lower:2}{[A-Z]:2}»",
        "buildConfigField \"String\", \"DB_PASSWORD\", '\"«{[A-Z]:2}{lower:2}{digits:2}{lower:2}{[A-Z]:2}»\"'",
        "    auth_token «q{[A-Z]:2}7{lower:2}{digits:2}{[A-Z]:2}{base62:8}{digits:2}x»;",
        "UPDATE settings SET value = '«q{[A-Z]:2}7{lower:2}{digits:2}{[A-Z]:2}{base62:8}{digits:2}x»' WHERE name = 'api_token';",
        "[Crash startWithAPIKey:@\"«q{[A-Z]:2}7{lower:2}{digits:2}{[A-Z]:2}{base62:8}{digits:2}x»\"];",
        "\"primary_access_key\": \"«q{[A-Z]:2}7{lower:2}{digits:2}{[A-Z]:2}{base62:8}{digits:2}x»\",",
    ])
    func readsFormsOfTheirOwn(_ marked: String) throws {
        let (text, span) = unmark(marked)
        #expect(try found(in: text + "\n").contains(span))
    }

    /// What looks the same and holds nothing.
    @Test(arguments: [
        "    proxy_pass backend-7:8080;", "  proxy_pass backend-7:8080", "primary_key: \"qB7k-Lm2x-Zt9R\"",
        "user_password varchar(255)",
        "UPDATE users SET name = 'Ada' WHERE role = 'token';", "    fastcgi_pass php7:9000;",
        "\"secret\": [\"passwd\"],",
        "$pw_characters = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,_!?/';",
        "password:\n  type: string\n  default: null", "\"token\": { \"type\": \"string\", \"default\": \"\" }",
        "| password | the password of the user |", "| 1password | 1password-secret-key2 |",
        "token: { value: state.token2 }", "pass_count = 12",
        "const NEXT_KEY = \"NXOSSSHDriverHTTPServer\"",
    ])
    func whatHoldsNothing(_ text: String) throws { #expect(try found(in: text + "\n").isEmpty) }

    private func found(in text: String) throws -> [ByteSpan] {
        let library = try Self.library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        let matches = Array(text.utf8).withUnsafeBytes { scanner.scan($0, isBinary: false) }.matches
        return library.resolve(matches, minimumScore: EvidenceWeights.score(prior: 0.4, evidence: [])).map(\.secret)
    }

    private static func written(_ form: String, _ name: String) -> String {
        let words = name.lowercased().split(separator: "_")
        let capitals = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        let camel = String(words[0]) + capitals.dropFirst().joined()
        return form.replacing("$$", with: "\u{1}$").replacing("$k", with: name).replacing("$K", with: name.uppercased())
            .replacing("$c", with: camel).replacing("$C", with: capitals.joined())
            .replacing("$d", with: words.joined(separator: "-")).replacing("\u{1}", with: "$")
    }
}
