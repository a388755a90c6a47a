import Foundation
import Model
import RuleFormat
import TestValues
import Testing

@testable import Detection

/// Which of several readings of one place stands.
@Suite struct MatchResolutionTests {
    private func standing(_ text: String) throws -> [(rule: String, match: Match)] {
        let library = try RuleLibrary()
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        let matches = Array(text.utf8).withUnsafeBytes { scanner.scan($0, isBinary: false) }.matches
        return library.resolve(matches, minimumScore: Int.min).map { (library.rules[$0.rule].definition.id, $0) }
    }

    /// A format that tells itself before what the name of a key says; of two formats the one that took more context.
    @Test(arguments: [
        ("MAILGUN_API_KEY=key-{hex:32}\n", "mailgun-api-key"),
        ("AZURE_OPENAI_API_KEY={base62:52}JQQJ99B{base62:17}ACOG{base62:4}\n", "azure-ai-services-key"),
        ("{base62:52}JQQJ99B{base62:17}AZDO{base62:4}\n", "azure-devops-personal-access-token"),
        ("stripe:\n  secret_key: \"sk_live_{base62:24}\"\n", "stripe-secret-key"),
        ("PAYSTACK_SECRET_KEY=sk_live_{hex:40}\n", "paystack-secret-key"),
    ])
    func theFormatThatTellsItselfStands(_ template: String, _ rule: String) throws {
        #expect(try standing(MadeUp.text(template)).map(\.rule) == [rule])
    }

    /// A token whose checksum is wrong is none, whatever knows the place: what another vendor's format reads stays.
    @Test(arguments: [
        "git push https://x-access-token:ghp_{base62:36}@github.com/a/b.git\n",
        "https://ada:ghp_{base62:36}@github.com\n",
        "curl -u ada:ghp_{base62:36} https://api.github.com\n",
        "curl -H \"Authorization: Bearer ghp_{base62:36}\" https://api.github.com\n",
        "machine github.com login ada password ghp_{base62:36}\n",
        "//registry.npmjs.org/:_authToken=npm_{base62:36}\n",
    ])
    func noOtherRuleBelievesAWrongChecksum(_ template: String) throws {
        let found = try standing(MadeUp.text(template))
        #expect(found.count == 1 && found.allSatisfy { $0.match.evidence.contains(.checksumWrong) }, "\(found)")
    }

    @Test(arguments: [
        ("//registry.npmjs.org/:_authToken={uuid}\n", "npm-registry-auth-token"),
        ("//registry.npmjs.org/:_authToken=npm_{base62:30}{npm-crc32}\n", "npm-access-token"),
        ("https://ada:glpat-{base62:20}@gitlab.com\n", "gitlab-personal-access-token"),
    ])
    func rightTokensStandThere(_ template: String, _ rule: String) throws {
        #expect(try standing(MadeUp.text(template)).map(\.rule) == [rule])
    }

    /// `Authorization: Basic …`: what is encoded is read, too.
    @Test func noOtherRuleBelievesAWrongChecksumWithinBase64() throws {
        let library = try RuleLibrary()
        func count(_ account: String) throws -> Int {
            let basic = Data(account.utf8).base64EncodedString()
            let text = Array("curl -H \"Authorization: Basic \(basic)\" https://api.github.com\n".utf8)
            var scanner = try Scanner(library: library, minimumConfidence: 0.4)
            let floor = EvidenceWeights.score(prior: 0.4, evidence: [])
            var decoding = DecodingScanner(library: library, scoreFloor: floor)
            return text.withUnsafeBytes { content in
                let plain = library.resolve(scanner.scan(content, isBinary: false).matches, minimumScore: floor)
                let decoded = decoding.matches(
                    in: content, touched: [ByteSpan(0, content.count)], isBinary: false, with: &scanner)
                let found = library.resolve(plain, with: decoded, minimumScore: floor, in: content)
                return found.plain.count + found.decoded.count
            }
        }
        #expect(try count(MadeUp.text("ada:ghp_{base62:36}")) == 0)
        #expect(try count(MadeUp.text("ada:ghp_{base62:30}{github-crc32}")) == 1)
        #expect(try count(MadeUp.text("ada:{base62:24}")) == 1)
    }

    /// A vendor's rule that knows its values by their key alone gives back what is none of them.
    @Test(arguments: ["DRONE_RPC_SECRET={hex:20}7\n", "DRONE_RPC_SECRET={hex:29}7\n"])
    func anotherLengthIsAnothersValue(_ template: String) throws {
        #expect(try standing(MadeUp.text(template)).map(\.rule) == ["generic-secret"])
    }

    /// Weak words in URLs open what runs beside them; documentation has users and hosts that are none.
    @Test(arguments: [
        ("mysql://default:\("secret")@mysql:3306/default\n", true),
        ("http://alice:\("password")@localhost:27054\n", true),
        ("curl http://admin:\("foobar")@grafana:3000/api\n", true), ("amqp://guest:\("guest")@rabbitmq:5672/\n", true),
        ("http://user:password@example.com\n", false), ("postgres://user:password@localhost/db\n", false),
        ("http://alice:password@example.com\n", false), ("mysql://root:password@host/db\n", false),
        ("mysql://root:password@your-host/db\n", false),
    ])
    func weakWordsInURLs(_ text: String, _ isFound: Bool) throws {
        #expect(try standing(text).contains { $0.match.score >= 0 } == isFound, "\(text)")
    }

    /// What the name of a key adds to a weak format does not add to what everybody may see.
    @Test func aKeyForBrowsersIsNotRaised() throws {
        func token(_ role: String) -> String {
            [
                #"{"alg":"HS256","typ":"JWT"}"#, #"{"iss":"supabase","role":"\#(role)"}"#,
                "thirty-two bytes of no signature",
            ]
            .map { Data($0.utf8).base64EncodedString().replacing("=", with: "").replacing("+", with: "-") }
            .joined(separator: ".")
        }
        let high = EvidenceWeights.score(prior: Confidence.Band.high.floor, evidence: [])
        for (role, isHigh) in [("anon", false), ("service_role", true)] {
            let found = try standing("SUPABASE_KEY=\(token(role))\n")
            #expect(found.count == 1 && found.allSatisfy { ($0.match.score >= high) == isHigh }, "\(role)")
        }
    }
}
