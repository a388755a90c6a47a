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

    /// A vendor's rule that knows its values by their key alone gives back what is none of them.
    @Test(arguments: ["DRONE_RPC_SECRET={hex:20}7\n", "DRONE_RPC_SECRET={hex:29}7\n"])
    func anotherLengthIsAnothersValue(_ template: String) throws {
        #expect(try standing(MadeUp.text(template)).map(\.rule) == ["generic-secret"])
    }

    /// Weak words in URLs open what runs beside them; documentation has users and hosts that are none.
    @Test(arguments: [
        ("mysql://default:secret@mysql:3306/default\n", true), ("http://alice:password@localhost:27054\n", true),
        ("curl http://admin:foobar@grafana:3000/api\n", true), ("amqp://guest:guest@rabbitmq:5672/\n", true),
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
            [#"{"alg":"HS256","typ":"JWT"}"#, #"{"iss":"supabase","role":"\#(role)"}"#, "not quite a signature"]
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
