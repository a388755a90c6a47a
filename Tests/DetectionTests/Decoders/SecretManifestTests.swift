import Foundation
import Model
import RuleFormat
import TestValues
import Testing

@testable import Detection

/// What a Kubernetes Secret holds is the same credential as where it stands plainly.
@Suite struct SecretManifestTests {
    private static let library = Result { try RuleLibrary() }

    /// Rule, secret and encoding of what is reported.
    private func found(_ text: String) throws -> [String] {
        let library = try Self.library.get()
        let floor = EvidenceWeights.score(prior: 0.4, evidence: [])
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        var decoding = DecodingScanner(library: library, scoreFloor: floor)
        return Array(text.utf8).withUnsafeBytes { content in
            let plain = library.resolve(scanner.scan(content, isBinary: false).matches, minimumScore: floor)
            let decoded = decoding.matches(
                in: content, touched: [ByteSpan(0, content.count)], isBinary: false, with: &scanner)
            let standing = library.resolve(plain, with: decoded, minimumScore: floor, in: content)
            func line(_ match: Match, _ secret: some Sequence<UInt8>, _ encoding: String) -> String {
                let rule = library.rules[match.rule].definition.id
                return "\(rule) \(String(decoding: Array(secret), as: UTF8.self)) \(encoding)"
            }
            return standing.plain.map { line($0, content[$0.secret.start..<$0.secret.end], "plain") }
                + standing.decoded.map { line($0.match, $0.secret, $0.encoding) }
        }
    }

    private static let password = MadeUp.text("{base62:6}7{base62:9}")
    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    static let manifests = [
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  DB_PASSWORD: «»\n  username: YWRtaW4=\n",
        "apiVersion: v1\ndata:\n  username: YWRtaW4=\n  DB_PASSWORD: \"«»\"\nkind: Secret\nmetadata:\n  name: db\n",
        "kind: ConfigMap\ndata:\n  a: b\n---\nkind: \"Secret\" # of the shop\ndata:\n\n  # for the database\n  DB_PASSWORD: «»\n",
        "kind: List\nitems:\n- apiVersion: v1\n  data:\n    DB_PASSWORD: «»\n  kind: Secret\n- kind: ConfigMap\n",
        "kind: Secret\ndata: {DB_PASSWORD: «»}\n",
        #"{"kind":"Secret","data":{"host":"ZGI=","DB_PASSWORD":"«»"},"metadata":{"name":"db"}}"#,
        "{\n  \"data\": {\n    \"DB_PASSWORD\": \"«»\"\n  },\n  \"metadata\": {\"labels\": {}},\n  \"kind\": \"Secret\"\n}\n",
    ]

    @Test(arguments: manifests)
    func theDecodedValueIsTheFinding(_ manifest: String) throws {
        let plain = try found("DB_PASSWORD=\(Self.password)\n")
        #expect(plain == ["generic-password \(Self.password) plain"])
        for end in ["", "\n"] {
            let text = manifest.replacing("«»", with: Self.base64(Self.password + end))
            #expect(try found(text) == ["generic-password \(Self.password) base64"])
        }
    }

    /// Elsewhere so short a value is not decoded.
    @Test func shortValuesAreDecoded() throws {
        let password = "Hk\("3xq")7Rm"
        #expect(try found("password: \(password)\n") == ["generic-password \(password) plain"])
        #expect(
            try found("kind: Secret\ndata:\n  password: \(Self.base64(password))\n")
                == ["generic-password \(password) base64"])
    }

    /// Where it stands plainly, a password ends at a quote or a blank that nothing quotes.
    @Test func allOfAValueIsTheSecret() throws {
        let password = "\(Self.password) and #\"9"
        #expect(
            try found("kind: Secret\ndata:\n  password: \(Self.base64(password))\n")
                == ["generic-password \(password) base64"])
    }

    /// What no key names is known by what holds it, and is the same credential as the plain text, too.
    @Test func valuesWithoutATellingNameAreDecoded() throws {
        #expect(
            try found("kind: Secret\ndata:\n  opens: \(Self.base64(Self.password))\n")
                == ["kubernetes-secret-manifest \(Self.password) base64"])
    }

    @Test(arguments: ["changeme", "${DB_PASSWORD}", "<password>", "your-password-here"])
    func whatIsNoSecretInPlainTextIsNoneInAManifest(_ value: String) throws {
        for key in ["DB_PASSWORD", "opens"] {
            #expect(try found("kind: Secret\ndata:\n  \(key): \(Self.base64(value))\n").isEmpty, "\(key): \(value)")
        }
    }

    /// The base64 of a service account is that account, and no second credential.
    @Test func aServiceAccountInBase64IsOne() throws {
        let found = try found("GOOGLE_KEY=\(Self.base64(MadeUp.text("{google-service-account}")))\n")
        #expect(found.count == 1 && found.allSatisfy { $0.hasPrefix("gcp-service-account-key ") }, "\(found.count)")
    }

    /// Random bytes are used as they are, and written in base64 wherever they stand.
    @Test func binaryValuesStay() throws {
        let value = Data((0..<24).map { UInt8(($0 * 89 + 131) % 256) }).base64EncodedString()
        #expect(
            try found("kind: Secret\ndata:\n  password: \(value)\n").map { $0.hasSuffix(" \(value) plain") } == [true])
    }

    /// Elsewhere a value that happens to decode to text is used as it is.
    @Test(arguments: [
        "kind: ConfigMap\ndata:\n  a: «»\n", "kind: Secret\nstringData:\n  a: «»\n",
        "kind: Secret\n---\ndata:\n  a: «»\n",
        "kind: Secret\nspec:\n  data:\n    a: «»\n", #"{"kind":"Secret","stringData":{"a":"«»"}}"#,
        #"{"kind":"Pod","data":{"a":"«»","b":{"kind":"Secret"}}}"#,
    ])
    func onlyDataOfSecretsIsReadSo(_ text: String) {
        let value = Self.base64(Self.password)
        let bytes = Array(text.replacing("«»", with: value).utf8)
        bytes.withUnsafeBytes { content in
            let start = bytes.firstRange(of: Array(value.utf8)).map(\.lowerBound) ?? 0
            #expect(SecretManifest(content)?.text(of: ByteSpan(start, start + value.utf8.count)) == nil)
        }
    }
}
