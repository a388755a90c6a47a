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

    /// Hosts of tenants and names of accounts are no secrets, whatever rule finds them.
    @Test func rulesOfTenantsAndAccountsFindNames() throws {
        let rules = try RuleLibrary().rules.map(\.definition)
        let names = rules.filter { $0.id.hasPrefix("tenant-") || $0.id.hasPrefix("account-") }
        #expect(names.count >= 20)
        #expect(names.allSatisfy { $0.kind == Credential.identifierKind && (0.4..<0.75).contains($0.prior) })
    }
}
