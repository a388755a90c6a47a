import Model
import RuleFormat
import TestValues
import Testing

@testable import Detection

/// What describes secrets, as rules, documentation and templates do, is none.
@Suite struct PatternSignsTests {
    private static let library = Result { try RuleLibrary() }

    private static func found(in text: String) throws -> [String] {
        let library = try library.get()
        var scanner = try Detection.Scanner(library: library, minimumConfidence: 0.4)
        let content = Array((text + "\n").utf8)
        let matches = content.withUnsafeBytes { scanner.scan($0, isBinary: false) }.matches
        return library.resolve(matches, minimumScore: EvidenceWeights.score(prior: 0.4, evidence: [])).map {
            "\(library.rules[$0.rule].definition.id): \(Sample.string(text, $0.secret))"
        }
    }

    @Test(arguments: [
        // of devices and commands
        "pattern: '(?:enable password (?:level [0-9]{1,2} )?(?:0 )?|enable secret (?:level [0-9]{1,2} )?0 )'",
        "pattern: '(?:snmp-server community |set snmp community |rocommunity |rwcommunity )[^\\s]{3,80}'",
        "anchors: [': PSK \"', ': EAP \"', ': XAUTH \"']",
        ":(?: PSK \"| EAP \"| XAUTH \")([^\"\\n$<{%][^\"\\n]{5,120})\"",
        "pre-shared-key ascii-text \"?(?<secret>[^\\s\"$<{%][^\\s\";]{5,120})",
        "(?:insecure-password |stats auth (?<account>[^\\s:]{1,60}):)(?<secret>[^\\s<>;]{3,80})",
        "(?:openssl enc [^\\n]{0,160}?-k |-pass(?:in|out)? pass:)[\"']?(?<secret>[^\\s]{3,120})",
        // of formats
        "(?<secret>bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=_-]{0,6000})",
        "AWS_BEARER_TOKEN_BEDROCK=bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{base64:600}",
        "HASURA_GRAPHQL_ADMIN_SECRET={[A-Za-z0-9!@#%^&*_+=-]:16}",
        // of keys and values
        "pattern: '(?<secret>acme_x)'", "let opening = Array(\"(?<secret>\".utf8)", "password = \"x\\d{4}-[a-f]y\"",
        "api_token: (?P<token>q7[0-9a-f]{18})", "secret: acme_live_\\w+",
        "CHECKOUT_API_KEY=sk_{uuid}", "sshpass -p {Word}{digits:4} ssh root@10.0.3.4",
        "Authorization: Bearer eyJrIjoi{base62:90}==", "ARTIFACTORY_TOKEN='cmVmdGtu<your-token>'",
        "AMAZON_SECRET=amzn1.oa2-cs.v1.<key>", "# public key: age1{[qpzry9x8gf2tvdw0s3jn54khce6mua7l]:58}",
        "let key = #\"{\"private_key\": \"\\#(block)\"}\"#", "private_key = \"\\(encode(block))\"",
        "- pub password: Option<String>,",
        "CLOJARS_USERNAME={lower:5}-{lower:5}",
    ])
    func describesOnly(_ text: String) throws {
        let found = try Self.found(in: text)
        #expect(found.isEmpty, "\(found)")
    }

    /// Signs that patterns and templates have turn up in passwords, too.
    @Test(arguments: [
        "password: «{word}[{digits:2}-{word}»", "DB_PASSWORD='«{word}\\d{digits:3}»'",
        "password: «{Word}?({digits:3})!»",
        "password = \"«{lower:4}|{word}{digits:2}»\"", "sshpass -p '«{word}<{digits:3}»' ssh h",
        "<td>password: «{word}{digits:3}»<br></td>", "password: «{word}.{digits:2}+{word}»",
        "snmp-server community «{base62:14}» RO", "enable password «{Word}?{digits:4}»",
    ])
    func passwordsWithSignsAreFound(_ marked: String) throws {
        let (text, span) = unmark(marked)
        let found = try Self.found(in: text)
        #expect(found.contains { $0.hasSuffix(": \(Sample.string(text, span))") }, "\(text): \(found)")
    }
}
