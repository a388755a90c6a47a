import Model
import RuleFormat
import Testing

@testable import Detection

/// Names of accounts and tenants: reported where nothing else tells them.
@Suite struct IdentifierTests {
    private static let rules = """
        provider: acme
        rules:
          - id: acme-account
            name: Acme account
            kind: identifier
            anchors: ['account=']
            pattern: 'account=(?<secret>[a-z]{4,20})'
            confidence: 0.45
            examples: ["account={lower:8}"]
          - id: acme-key
            name: Acme key
            kind: api-key
            anchors: ['key=acme_']
            pattern: '(?:account=(?<account>[a-z]{4,20});)?key=(?<secret>acme_[a-z]{8})'
            confidence: 0.9
            examples: ["key=acme_{lower:8}"]
        """

    @Test(
        arguments: [
            ("account=orders;key=acme_qwertzui", ["acme-key"]), ("account=orders", ["acme-account"]),
            ("account=orders\nkey=acme_qwertzui", ["acme-account", "acme-key"]),
        ] as [(String, [String])])
    func identifiersAreNotToldTwice(_ text: String, _ expected: [String]) throws {
        let (rules, faults) = RuleFile.rules(in: Self.rules, file: "acme.yaml")
        #expect(faults.isEmpty, "\(faults)")
        let library = try RuleLibrary(definitions: rules, only: ["acme-*"])
        var scanner = try Detection.Scanner(library: library, minimumConfidence: 0)
        let found = Array(text.utf8).withUnsafeBytes { bytes in
            library.resolve(
                scanner.scan(bytes, isBinary: false).matches,
                minimumScore: EvidenceWeights.score(prior: 0.4, evidence: []))
        }
        #expect(found.map { library.rules[$0.rule].definition.id } == expected)
    }

    /// Names of roles, keys and tenants point elsewhere by what they are; templates and accounts of documentation name nobody.
    @Test(
        arguments: [
            ("role: arn:aws:iam::{[2-9]:3}{digits:9}:role/deploy", "aws-arn"),
            ("\"arn:aws:s3:::shop-uploads/*\"", "aws-arn"),
            ("https://login.microsoftonline.com/{hex:8}-{hex:4}-4{hex:3}-9{hex:3}-{hex:12}/oauth2", "tenant-entra"),
            ("uploads = https://shop-uploads.s3.amazonaws.com/", "bucket-aws-s3"),
            ("role: arn:aws:iam::123456789012:role/deploy", nil), ("\"arn:aws:s3:::${bucket}/*\"", nil),
            ("https://login.microsoftonline.com/common/oauth2", nil),
        ] as [(String, String?)])
    func namesOfCloudsAreFound(_ text: String, _ rule: String?) throws {
        let library = try RuleLibrary(only: ["aws-arn", "tenant-entra", "bucket-aws-s3"])
        var template = TokenTemplate(seed: text)
        var scanner = try Detection.Scanner(library: library, minimumConfidence: 0.4)
        let found = Array(template.expand(text).utf8).withUnsafeBytes { bytes in
            library.resolve(
                scanner.scan(bytes, isBinary: false).matches,
                minimumScore: EvidenceWeights.score(prior: 0.4, evidence: []))
        }
        #expect(found.map { library.rules[$0.rule].definition.id } == (rule.map { [$0] } ?? []))
    }

    /// A rule that knows its values by their key alone has no say over what is none of them.
    @Test func whatIsNoneOfARulesValuesIsReadByOthers() throws {
        let library = try RuleLibrary()
        var template = TokenTemplate(seed: "hex")
        var scanner = try Detection.Scanner(library: library, minimumConfidence: 0)
        let text = template.expand("secret_key: \"{hex:20}4{hex:10}b{hex:8}\"")
        let found = Array(text.utf8).withUnsafeBytes { bytes in
            library.resolve(
                scanner.scan(bytes, isBinary: false).matches,
                minimumScore: EvidenceWeights.score(prior: 0.4, evidence: []))
        }
        #expect(found.map { library.rules[$0.rule].definition.id } == ["generic-access-key"])
    }

    /// Hosts of tenants and names of accounts are no secrets, whatever rule finds them.
    @Test func rulesOfTenantsAndAccountsFindNames() throws {
        let rules = try RuleLibrary().rules.map(\.definition)
        let names = rules.filter { $0.id.hasPrefix("tenant-") || $0.id.hasPrefix("account-") }
        #expect(names.count >= 20)
        #expect(names.allSatisfy { $0.kind == Credential.identifierKind && (0.4..<0.75).contains($0.prior) })
    }
}
