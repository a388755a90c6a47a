import Model
import RuleFormat
import TestValues
import Testing

@testable import Detection

/// Credentials of two halves that no vendor's rule knows are told together, by the names of their keys.
@Suite struct KeyPairTests {
    private static let library = Result { try RuleLibrary() }

    /// Role, and whether it is a finding of its own, of what is told beside a secret that must be found.
    private static func companions(of secret: String, in text: String) throws -> [String] {
        let library = try library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        let content = Array(text.utf8)
        func string(_ span: ByteSpan) -> String { String(decoding: content[span.start..<span.end], as: UTF8.self) }
        return try content.withUnsafeBytes { bytes in
            let floor = EvidenceWeights.score(prior: 0.4, evidence: [])
            let plain = library.resolve(scanner.scan(bytes, isBinary: false).matches, minimumScore: floor)
            let standing = library.resolve(plain, with: [], minimumScore: floor, in: bytes).plain
            let found = try #require(standing.first { string($0.secret) == secret }, "\(text)")
            return library.companions(of: found, among: NearbyMatches(standing, library: library), in: bytes)
                .map { "\($0.role): \(string($0.span))\($0.content == .publicPart ? "" : " (a finding)")" }
        }
    }

    private static let secret = MadeUp.text("{base62:8}a7K{base62:21}")

    /// Name and value of the one half, name of the other, and what is told.
    static let pairs = [
        ("client_id", "shop-service", "client_secret", "client id: shop-service"),
        ("access_key", "shopportal", "secret_key", "access key: shopportal"),
        ("access_key_id", "shopportal", "secret_access_key", "access key id: shopportal"),
        ("app_id", "cli_shop42", "app_secret", "app id: cli_shop42"),
        ("consumer_key", "shopconsumer", "consumer_secret", "consumer key: shopconsumer"),
    ]

    static let forms = [
        "ACME_§1=§2\nACME_§3=§4\n", "acme:\n  §1: §2\n  §3: §4\n", "{\"§3\": \"§4\", \"§1\": \"§2\"}\n",
        "acme.§1=§2\nacme.§3=§4\n", "[acme]\n§1 = \"§2\"\n§3 = \"§4\"\n", "acme {\n  §1 = \"§2\"\n  §3 = \"§4\"\n}\n",
        "session = Session(§1=\"§2\", §3=\"§4\")\n", "<acme>\n  <§1>§2</§1>\n  <§3>§4</§3>\n</acme>\n",
        "'§1' => '§2',\n'§3' => '§4',\n", "- name: ACME_§1\n  value: §2\n- name: ACME_§3\n  value: \"§4\"\n",
    ]

    @Test(arguments: pairs, forms)
    func areToldTogether(_ pair: (String, String, String, String), _ form: String) throws {
        let text = form.replacing("§1", with: pair.0).replacing("§2", with: pair.1).replacing("§3", with: pair.2)
            .replacing("§4", with: Self.secret)
        #expect(try Self.companions(of: Self.secret, in: text) == [pair.3], "\(text)")
    }

    /// What is found by itself is told as that finding, and never shown as something public.
    @Test(arguments: ["api_key", "consumer_key", "access_key"])
    func halvesThatAreFindings(_ name: String) throws {
        let key = MadeUp.text("{base62:8}q3L{base62:21}")
        let secretName = ["api_key": "api_secret", "consumer_key": "consumer_secret"][name] ?? "secret_key"
        let told = try Self.companions(of: Self.secret, in: "acme_\(name)=\(key)\nacme_\(secretName)=\(Self.secret)\n")
        #expect(told.count == 1 && told.allSatisfy { $0.hasSuffix(": \(key) (a finding)") }, "\(told)")
    }

    @Test(arguments: [
        "api_key: shop\napi_secret: §\n", "client_id = get_id()\nclient_secret = \"§\"\n",
        "Session(client_id=client_id, client_secret=\"§\")\n", "client_id: ${CLIENT_ID}\nclient_secret: §\n",
        "client_id: your-client-id\nclient_secret: §\n", "SHOP_CLIENT_ID=shop42\nACME_CLIENT_SECRET=§\n",
        "AWS_ACCESS_KEY_ID=shop42\nSECRET_KEY=§\n", "client_id:\nclient_secret: §\n",
        "client_id_issued_at: 12345\nclient_secret: §\n",
    ])
    func whatBelongsToNoSecret(_ text: String) throws {
        let text = text.replacing("§", with: Self.secret)
        #expect(try Self.companions(of: Self.secret, in: text).isEmpty, "\(text)")
    }

    /// The tenant and the client of a secret are told with it, and not once more as UUIDs.
    @Test func idsThatAreToldAreNoFindings() throws {
        let library = try Self.library.get()
        let ids = [MadeUp.text("{uuid}"), MadeUp.text("{uuid}")]
        let text = """
            AZURE_TENANT_ID=\(ids[0])
            AZURE_CLIENT_ID=\(ids[1])
            AZURE_CLIENT_SECRET=\(MadeUp.text("{base62:3}8Q~{base62:34}"))

            """
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        let found = Array(text.utf8).withUnsafeBytes { bytes in
            let floor = EvidenceWeights.score(prior: 0.4, evidence: [])
            let plain = library.resolve(scanner.scan(bytes, isBinary: false).matches, minimumScore: floor)
            return library.resolve(plain, with: [], minimumScore: floor, in: bytes).plain
        }
        #expect(found.map { library.rules[$0.rule].definition.id } == ["azure-entra-client-secret"])
    }
}
