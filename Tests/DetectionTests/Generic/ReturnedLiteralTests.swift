import Model
import TestValues
import Testing

@testable import Detection

/// What a function or a property named like a secret has as its value, and does nothing else.
@Suite struct ReturnedLiteralTests {
    @Test(arguments: [
        "String getPassword() { return \"«{word}{digits:3}x»\"; }",
        "public String secretKey()\n{\n    return \"«{base62:16}7»\";\n}",
        "def get_password(self):\n    return \"«{word}{digits:3}x»\"\n",
        "def api_key() -> str:\n    return '«{base62:16}7»'\n", "function apiKey() { return '«{base62:16}7»'; }",
        "const apiToken = () => '«{base62:16}7»';", "fun getPassword() = \"«{word}{digits:3}x»\"",
        "override fun secretKey(): String = \"«{base62:16}7»\"", "var apiKey: String { \"«{base62:16}7»\" }",
        "var token: String {\n    return \"«{base62:16}7»\"\n}",
        "fn password() -> &'static str { \"«{word}{digits:3}x»\" }",
        "public string Password { get { return \"«{word}{digits:3}x»\"; } }",
        "public string ApiKey => \"«{base62:16}7»\";",
        "public string Password { get => \"«{word}{digits:3}x»\"; }", "    password { \"«{Word}{digits:3}x»\" }\n",
    ])
    func isFound(_ marked: String) {
        let (text, span) = unmark(marked)
        let found = Set(Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }.map(\.secret))
        #expect(found == [span], "\(found.map { Sample.string(text, $0) })")
    }

    @Test(arguments: [
        "function getTokenType() { return 'Bearer'; }", "function passwordField() { return 'user_password_1'; }",
        "String getPassword() { return password + \"x7q9z3k\"; }",
        "String getSecretName() { return \"kafka-credentials-1\"; }",
        "getPassword(user) { log(\"q7w3z9k2\"); }",
        "passwords = {'reset': 'Your password was reset', 'sent': 'We sent 2 letters'}",
        "secrets: { name: 'q7w3z9k2m5' }", "if (hasPassword() == true) { show(\"q7w3z9k2m5\"); }",
    ])
    func othersAreNot(_ text: String) {
        let found = Sample.candidates(in: text).filter { Sample.probability($0) >= 0.4 }
        #expect(found.isEmpty, "\(found.map { Sample.string(text, $0.secret) })")
    }
}
