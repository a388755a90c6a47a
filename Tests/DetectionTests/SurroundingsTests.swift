import Model
import RuleFormat
import Testing

@testable import Detection

/// Beginnings of tokens come up by chance in images and other encoded data.
@Suite struct SurroundingsTests {
    private static let library = Result { () throws -> RuleLibrary in
        let text = """
            provider: acme
            rules:
              - id: acme-token
                name: Acme token
                kind: access-token
                anchors: [ACM]
                pattern: '(?<![A-Za-z0-9])(?<secret>ACM[A-Za-z0-9]{27})(?![A-Za-z0-9])'
                confidence: 0.95
                examples: ["ACM{base62:27}"]
            """
        return try RuleLibrary(definitions: RuleFile.rules(in: text, file: "acme.yaml").rules, only: ["acme-*"])
    }

    /// What stands for `@`, `<` and `>` in a text: a token, and random base64 before and after it.
    private func evidence(_ text: String, seed: Int) throws -> EvidenceSet? {
        var template = TokenTemplate(seed: "surroundings \(seed)")
        var expanded = ""
        for character in text {
            switch character {
            case "@": expanded += template.expand("ACM{base62:27}")
            case "<": expanded += template.expand("{base64:60}/")
            case ">": expanded += template.expand("+{base64:60}")
            case "(": expanded += template.expand("{base64:17}/")
            case ")": expanded += template.expand("+{base64:17}")
            default: expanded.append(character)
            }
        }
        var scanner = try Scanner(library: try Self.library.get(), minimumConfidence: 0)
        return Array(expanded.utf8).withUnsafeBytes { scanner.scan($0, isBinary: false).matches.first?.evidence }
    }

    @Test(arguments: [
        "\"image/png\": \"<@>\"", "src=\"data:image/png;base64,<@>\"", "<@", "@>", "key: (@)", "a\n  \"(@)\\n\",\nb",
        "(@)\n",
        "\"a b\\n(@)\\nc d\"",
    ])
    func aPieceOfEncodedDataIsNoToken(_ text: String) throws {
        for seed in 0..<20 {
            let evidence = try #require(try evidence(text, seed: seed))
            #expect(evidence.contains(.withinEncoded), "\(text), seed \(seed)")
            #expect(EvidenceWeights.score(prior: 0.95, evidence: evidence) < 0)
        }
    }

    @Test(arguments: [
        "@", "token=@", "https://api.acme.example/v1/accounts/production/webhooks/incoming/@/send",
        "/home/deploy/Projects/InternalTools/Configuration/Credentials/@", "ACME @ (", ") @", "@ <",
        "PATH=/usr/local/sbin/usr/local/bin/usr/sbin/usr/bin/@",
    ])
    func aTokenBesideOtherThingsStaysOne(_ text: String) throws {
        for seed in 0..<20 {
            let evidence = try #require(try evidence(text, seed: seed))
            #expect(!evidence.contains(.withinEncoded), "\(text), seed \(seed)")
        }
    }

    /// Rules that know a provider by its name only take the keys of sites, members of code and versions of modules along.
    @Test(arguments: [
        ("recaptcha-secret-key", "config.recaptcha.siteKey=6L{base64url:38}\n", false),
        ("recaptcha-secret-key", "config.recaptcha.secretKey=6L{base64url:38}\n", true),
        ("snowflake-password", "github.com/acme/snowflake v0.0.0-20180412010544-{hex:12} // indirect\n", false),
        ("snowflake-password", "snowflake_password = {base62:20}\n", true),
        ("semaphore-api-key", "static struct semaphore RP2040PIOLEDStripLightOutput::done[12];\n", false),
    ])
    func whatANameTakesAlong(_ rule: String, _ template: String, _ isReported: Bool) throws {
        var templates = TokenTemplate(seed: template)
        var scanner = try Scanner(library: RuleLibrary(only: [rule]), minimumConfidence: 0.4)
        let matches = Array(templates.expand(template).utf8).withUnsafeBytes {
            scanner.scan($0, isBinary: false).matches.filter {
                EvidenceWeights.probability(of: EvidenceWeights.score(prior: 0.75, evidence: $0.evidence)) >= 0.4
            }
        }
        #expect(matches.isEmpty == !isReported, "\(matches)")
    }
}
