import Model
import Testing

@testable import Detection

@Suite struct UUIDDetectorTests {
    private func found(in text: String) -> [GenericCandidate] {
        var found: [GenericCandidate] = []
        let bytes = Array(text.utf8)
        bytes.withUnsafeBytes { UUIDDetector().candidates(in: $0, range: ByteSpan(0, bytes.count), into: &found) }
        return found
    }

    @Test(arguments: [
        "instanceToken = \"«{uuid}»\"", "token: «{uuid}»\n",
        "TOKEN=«{uuid}» # staging", "connect('«{uuid}»')",
        "{\"k\":\"«{uuid}»\"}", "{\"id\": \"«7F3C1B52-9A04-4D1E-8B67-2C5D90E1FA38»\"}", "new Guid(\"«{uuid}»\")",
        "ids = [\n  '«{uuid}»',\n]", "x = \"{«{uuid}»}\"",
        // somebody's name: a user, a client, a managed identity
        "actor = \"uaa-client:«{uuid}»\"", "[InlineData(\"id://«{uuid}»\")]",
        // in a comment it is no expression
        "// User ID: «{uuid}»\n",
        // capitals and small letters say no more than either
        "key = \"«{hex:4}{HEX:4}-9a04-4{hex:3}-8{HEX:3}-{hex:6}{HEX:6}»\"",
    ])
    func findsWholeValues(_ marked: String) {
        let (text, span) = unmark(marked)
        let found = found(in: text)
        #expect(found.map(\.secret) == [span])
        #expect(found.allSatisfy { $0.kind == .uuid && Sample.probability($0) >= 0.4 && Sample.probability($0) < 0.75 })
    }

    @Test(arguments: [
        // within something longer
        "https://host.test/7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38", "\"/v1/7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\"",
        "7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38@host.test", "see 7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38 for more",
        "x7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38", "7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38-1",
        "\"urn:uuid:7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\"", "\"clsid:7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\"",
        "\"path/uaa:7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\"",
        // made from a clock or from a name
        "id = \"7f3c1b52-9a04-11ed-8b67-2c5d90e1fa38\"", "id = \"7f3c1b52-9a04-3d1e-8b67-2c5d90e1fa38\"",
        "id = \"7f3c1b52-9a04-5d1e-8b67-2c5d90e1fa38\"",
        // made up
        "id = \"00000000-0000-4000-8000-000000000001\"", "id = \"11111111-2222-4333-8444-555555555555\"",
        "id = \"12345678-1234-4234-8234-123456789abc\"",
        // public by what they name
        "[Guid(\"7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\")]", "kms_key_id = \"7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\"",
        "credentialsId: '7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38'", "X-Request-Id: 7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38",
        "subscription_id = \"7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\"",
        "NAMESPACE = \"7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\"",
        "uid: 7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38", "example = \"7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\"",
        "['{7F3C1B52-9A04-4D1E-8B67-2C5D90E1FA38}']", "[assembly: Guid(\"7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\")]",
        "// Reference: 7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38",
        "yor_trace = \"7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\"",
        "\"outputId\": \"7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\"",
        "\"requestId\": \"7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\"",
        "\"udid\" : \"7F3C1B52-9A04-4D1E-8B67-2C5D90E1FA38\"",
        "MIDL_INTERFACE(\"7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\")",
        "('x-request-id', '7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38'), ('vary', 'Accept')",
        // a report that a link of Power BI shows, and whose it is
        "{\"k\":\"7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38\",\"t\":\"3dffac68-14e9-4dee-87d7-da24a13197d6\",\"c\":9}",
        "const INVALID_FORMAT_ERROR = '7f3c1b52-9a04-4d1e-8b67-2c5d90e1fa38';",
    ])
    func leavesNames(_ text: String) { #expect(found(in: text).isEmpty) }

    /// The rows of one column are data; as many constants, each with a name of its own, are not.
    @Test func manyUnderOneKeyAreRows() throws {
        let library = try RuleLibrary(only: ["generic-uuid"])
        func reported(_ count: Int, key: (Int) -> String) throws -> Int {
            var template = TokenTemplate(seed: "rows")
            let lines = (0..<count).map { index in
                let id = template.expand("{hex:8}-{hex:4}-4{hex:3}-8{hex:3}-{hex:12}")
                return "\"\(key(index))\": \"\(id)\",\n"
            }
            var scanner = try Detection.Scanner(library: library, minimumConfidence: 0.4)
            let matches = Array(lines.joined().utf8).withUnsafeBytes { scanner.scan($0, isBinary: false) }.matches
            return library.resolve(matches, minimumScore: EvidenceWeights.score(prior: 0.4, evidence: [])).count
        }
        #expect(try reported(20) { _ in "id" } == 20)
        #expect(try reported(40) { _ in "id" } == 0)
        #expect(try reported(40) { "folder" + String(repeating: "x", count: $0) } == 40)
    }

    @Test func projectFilesHoldNamesOnly() {
        for path in ["Shop.sln", "src/Shop.csproj", "lib/shop.idl", "Snippets/log.tmSnippet", "Main.storyboard"] {
            #expect(PathEvidence.evidence(forPath: Array(path.utf8)).contains(.minifiedPath), "\(path)")
        }
    }

    /// Rows of tables and answers of services that documentation shows are named by UUIDs; behind `id` they are nowhere more
    /// than may be.
    @Test(arguments: [
        ("data/events.csv", true), ("var/app.log", true), ("app.sqlite.db!nodes", true),
        ("docs/examples/list-users.rst", true), ("vendor/acme/sdk/users_test.go", true),
        ("docs/setup.md", false), ("config/app.yaml", false), ("test/state.json", false),
    ])
    func whatNamesRowsIsUnlikely(_ path: String, isUnlikely: Bool) {
        let value: EvidenceSet = [.highEntropy, .looksLikeUUID, .mixedClasses, .quoted, .keyAmbiguous]
        let evidence = PathEvidence.adjusted(value, forPath: PathEvidence.evidence(forPath: Array(path.utf8)))
        let score = EvidenceWeights.probability(
            of: EvidenceWeights.score(prior: EvidenceWeights.genericPrior, evidence: evidence))
        #expect(isUnlikely ? score < 0.4 : score >= 0.4 && score < 0.75, "\(score)")
        // A key that names a secret is another matter.
        let secret: EvidenceSet = [.highEntropy, .looksLikeUUID, .mixedClasses, .quoted, .keyNamesSecret]
        let named = PathEvidence.adjusted(secret, forPath: PathEvidence.evidence(forPath: Array(path.utf8)))
        #expect(!named.contains(.looksLikeIdentifier))
    }
}
