import Model
import TestValues
import Testing

@testable import Detection

/// Secrets where texts of strangers had them: in literals of several lines, behind decoders, over continued lines, under
/// names that say something else as well.
@Suite struct OddPlacesTests {
    @Test(arguments: [
        // settings that a program holds; letters and digits by turns
        "DOC = \"\"\"\nweb:\n  token: «{hex:31}7»\n  password: «{word}{digits:2}x{digits:1}Q»\n\"\"\"\n",
        "DOCS = `\nspring:\n  password: «{word}{digits:2}x{digits:1}Q»\n`;\n",
        "DOC = <<~EOS\n  password: «{word}{digits:2}x{digits:1}Q»\nEOS\n",
        "DOC = \"\"\"\nexport API_TOKEN=«{hex:31}7»\nmysql_password: «{word}{digits:2}x{digits:1}Q»\n\"\"\"\n",
        // what decoders are given
        "byte[] key = Hex.decodeHex(\"«{hex:31}7»\");",
        "byte[] secret = Base64.getDecoder().decode(\"«{base64:43}=»\");",
        "SecretKey secretKey = Keys.hmacShaKeyFor(Decoders.BASE64.decode(\"«{base64:43}=»\"));",
        "secretKey, _ := base64.StdEncoding.DecodeString(\"«{base64:43}=»\")",
        "$secret = InMemory::base64Encoded('«{base64:43}=»');",
        "$config[ 'password' ] = '«{word}{digits:3}x»';", "$config[ \"password\" ] = \"«{word}{digits:3}x»\";",
        // commands over several lines
        "curl -X POST \\\n  -u \"joe:«{word}{digits:3}x»\" \\\n  http://h/o\n",
        "docker login \\\n  -u joe \\\n  -p «{word}{digits:3}x» \\\n  r.example.org\n",
        // names
        "auth = '«{hex:40}»'", "AUTH='«{base62:20}7»'", "valid_token = '«{hex:40}»'",
        "export APEX_PUBLIC_USER_PASSWORD=\"«{word}{digits:3}Q»\"", "X_PASWORD=«{word}{digits:3}Q»\n",
        "X_PASSWROD=«{word}{digits:3}Q»\n", "SECRET_KEY_FALLBACK = \"«{base62:30}»\"",
        "const labelStudioApiKey = '«{base62:30}»'", "check_mk_api_key: «{hex:32}»\n",
        "DB_PASSWORD ::= «{word}{digits:3}Q»\n", "X_TOKEN :::= \"«{base62:30}»\"\n",
        // comparisons
        "if (hmac.compare(token, \"«{base62:20}77»\")) {}", "expect(token).toBe(\"«{base62:20}77»\");",
        "assertThat(password).isEqualTo(\"«{word}{digits:3}Q»\");",
        // braces, the next line, braces that nothing closes
        "<Login password={\"«{word}{digits:3}Q»\"} />", "<X apiKey={'«{base62:20}7»'} />",
        "db:\n  password:\n    «{word}{digits:3}Q»\n",
        "password: 'PW'\n".replacing("PW", with: "«c4kq*f9099{" + "{j3]&jkdlf*^»"),
    ])
    func finds(_ marked: String) { check(marked, path: marked.hasPrefix("DOC") ? [.sourcePath] : []) }

    /// - Parameter path: what its name says of the file.
    private func check(_ marked: String, path: EvidenceSet) {
        let parts = MadeUp.marked(marked).split(separator: "«", omittingEmptySubsequences: false)
        let secrets = parts.dropFirst().map { String($0.prefix { $0 != "»" }) }
        let text = parts.joined().replacing("»", with: "")
        let found = Self.likely(in: text, path: path).map { Sample.string(text, $0.secret) }
        #expect(Set(found) == Set(secrets), "\(text)")
    }

    @Test(arguments: [
        // objects, interfaces and calls of programs
        "const a = {\n  password: {word}{digits:2}x{digits:1}Q\n}\n",
        "f({\n  user: u1,\n  password: {word}{digits:2}x{digits:1}Q,\n})\n",
        "interface A {\n  user: String\n  token: Base64\n  pass: Utf8String\n}\n",
        "key, err := readKey(name2)\n", "auth = getAuth2(user1)\n", "auth: \"required\"\n",
        "public_user_token = \"{base62:24}\"\n", "expect(token).toBe(\"word\");", "valid_token = 'valid'",
        "password:\n  - min8\n", "password:\n  type2: x\n", "<Login password={pw2} />",
        "password: \"{{ vault.password }}\"\n", "curl -X GET \\\n  -H \"a: b1\" \\\n  http://h/o\n",
    ])
    func leavesAlone(_ template: String) {
        let text = MadeUp.marked(template)
        let found = Self.likely(in: text, path: [.sourcePath])
        #expect(found.isEmpty, "\(found.map { Sample.string(text, $0.secret) })")
    }

    private static func likely(in text: String, path: EvidenceSet) -> [GenericCandidate] {
        Sample.candidates(in: text).filter {
            let evidence = PathEvidence.adjusted($0.evidence, forPath: path)
            let score = EvidenceWeights.score(prior: EvidenceWeights.genericPrior, evidence: evidence)
            return EvidenceWeights.probability(of: score) >= 0.4
        }
    }
}
