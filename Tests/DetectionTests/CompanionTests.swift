import Model
import RuleFormat
import SafeFormats
import Testing

@testable import Detection

@Suite struct CompanionTests {
    private static let rules = """
        provider: acme
        rules:
          - id: acme-key-id
            name: Acme key id
            kind: other
            anchors: [acmeid_]
            pattern: '(?<secret>acmeid_[a-z]{8})'
            confidence: 0.5
            examples: ["acmeid_{lower:8}"]
          - id: acme-secret
            name: Acme secret
            kind: api-key
            anchors: [acmesec_]
            pattern: '(?:(?<host>[a-z]+\\.test)/)?(?<secret>acmesec_[a-z]{8})'
            confidence: 0.5
            companions:
              - role: key id
                rule: acme-key-*
                within: 40
              - role: account
                pattern: 'account=(?<companion>[0-9]+)'
                within: 60
            examples: ["acmesec_{lower:8}"]
        """

    private func library(_ text: String = rules) throws -> RuleLibrary {
        let (rules, faults) = RuleFile.rules(in: text, file: "acme.yaml")
        #expect(faults.isEmpty, "\(faults)")
        return try RuleLibrary(definitions: rules, only: ["acme-*"])
    }

    /// Role and text of the companions of the secret in `text`, and the secret's score.
    private func companions(in text: String) throws -> (found: [String], score: Int) {
        let library = try library()
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        let content = Array(text.utf8)
        return try content.withUnsafeBytes { bytes in
            let standing = library.resolve(scanner.scan(bytes, isBinary: false).matches, minimumScore: Int.min)
            let secret = try #require(standing.first { library.rules[$0.rule].definition.id == "acme-secret" })
            let found = library.companions(
                of: secret, among: NearbyMatches(standing, library: library), in: bytes)
            return (
                found.map { "\($0.role)=\(String(decoding: content[$0.span.start..<$0.span.end], as: UTF8.self))" },
                secret.score
            )
        }
    }

    @Test func findsTheRulesMatchThePatternAndThePartsOfThePattern() throws {
        let found = try companions(in: "id acmeid_abcdefgh\nshop.test/acmesec_qwertyui\naccount=42")
        #expect(found.found == ["key id=acmeid_abcdefgh", "host=shop.test", "account=42"])
    }

    @Test func togetherTheyAreMore() throws {
        let alone = try companions(in: "acmesec_qwertyui")
        let both = try companions(in: "acmeid_abcdefgh acmesec_qwertyui")
        #expect(alone.found.isEmpty)
        #expect(both.score == alone.score + EvidenceWeights.weight(of: .companionFound))
    }

    @Test func theNearestCounts() throws {
        let found = try companions(in: "account=1 acmeid_qwertzui acmesec_qwertyui account=2 acmeid_yxcvbnmk")
        #expect(found.found == ["key id=acmeid_qwertzui", "account=2"])
    }

    @Test func nothingBeyondTheWindowIsACompanion() throws {
        let gap = String(repeating: " ", count: 80)
        let found = try companions(in: "acmeid_abcdefgh account=42" + gap + "acmesec_qwertyui" + gap + "account=42")
        #expect(found.found.isEmpty)
    }

    /// The search for the nearest one stops early; the slow way knows no better.
    @Test(arguments: 0..<20) func theNearestIsFoundAmongMany(seed: UInt64) throws {
        let library = try library()
        var random = SplitMix64(state: seed)
        let secret = try #require(library.rules.firstIndex { $0.definition.id == "acme-secret" })
        let id = try #require(library.rules.firstIndex { $0.definition.id == "acme-key-id" })
        let matches = (0..<200).map { _ -> Match in
            let start = Int.random(in: 0..<2_000, using: &random)
            let span = ByteSpan(start, start + Int.random(in: 1..<60, using: &random))
            return Match(
                rule: Bool.random(using: &random) ? secret : id, secret: span, whole: span, window: span,
                evidence: [], score: 0)
        }
        let near = NearbyMatches(matches, library: library)
        let ids = Set(matches.filter { $0.rule == id }.map(\.secret))
        for match in matches {
            var slowly: ByteSpan?
            for other in matches.map(\.secret).sorted() where other != match.secret {
                let distance = other.distance(to: match.secret)
                guard distance <= 40, ids.contains(other) else { continue }
                if slowly.map({ distance < $0.distance(to: match.secret) }) ?? true { slowly = other }
            }
            #expect(near.nearest(to: match, rule: "acme-key-*", within: 40)?.secret == slowly)
        }
    }

    @Test func definitionsGoRound() throws {
        let rules = RuleFile.rules(in: Self.rules, file: "acme.yaml").rules
        var text = RuleArchive.encode(rules)
        #expect(text.withUTF8 { RuleArchive.decode($0) } == rules)
        #expect(rules.last?.companions.count == 2)
    }

    @Test(arguments: [
        ("role: key id", "rolle: key id", "rolle"), ("rule: acme-key-*", "ruel: acme-key-*", "ruel"),
        ("(?<companion>", "(?<other>", "companion"), ("within: 40", "within: 100000", "within"),
        ("rule: acme-key-*", "rule: acme-key-*\n        pattern: '(?<companion>x)'", "one of them"),
    ])
    func mistakesAreNamed(old: String, new: String, word: String) {
        let (_, faults) = RuleFile.rules(in: Self.rules.replacing(old, with: new), file: "acme.yaml")
        #expect(faults.contains { $0.message.contains(word) && $0.line != nil }, "\(faults)")
    }

    /// A bad pattern must be known before it is needed.
    @Test func everyPatternCompiles() throws { try RuleLibrary().compileCompanions() }
}
