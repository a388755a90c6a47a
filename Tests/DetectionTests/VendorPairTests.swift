import Model
import TestValues
import Testing

@testable import Detection

/// A key and its secret are one credential, whichever file names them, and in whichever order.
@Suite struct VendorPairTests {
    struct Pair: Sendable, CustomTestStringConvertible {
        let id: (name: String, value: String)
        let secret: (name: String, value: String)
        init(_ id: String, _ idValue: String, _ secret: String, _ secretValue: String) {
            (self.id, self.secret) = ((id, idValue), (secret, secretValue))
        }
        var testDescription: String { secret.name }
    }

    static let pairs: [Pair] = [
        Pair("TWILIO_ACCOUNT_SID", "AC{hex:32}", "TWILIO_AUTH_TOKEN", "{hex:32}"),
        Pair("TWITTER_API_KEY", "{base62:25}", "TWITTER_API_SECRET", "{base62:50}"),
        Pair("BRAINTREE_PUBLIC_KEY", "{[a-z0-9]:16}", "BRAINTREE_PRIVATE_KEY", "{hex:32}"),
        Pair("ALGOLIA_APP_ID", "{[A-Z0-9]:10}", "ALGOLIA_API_KEY", "{hex:32}"),
        Pair("CLOUDINARY_API_KEY", "{digits:15}", "CLOUDINARY_API_SECRET", "{base62:27}"),
        Pair("PUSHER_KEY", "{hex:20}", "PUSHER_SECRET", "{hex:20}"),
        Pair("BINANCE_API_KEY", "{base62:64}", "BINANCE_API_SECRET", "{base62:64}"),
        Pair("OVH_APPLICATION_KEY", "{hex:16}", "OVH_APPLICATION_SECRET", "{hex:32}"),
        Pair("CONFLUENT_API_KEY", "{[A-Z0-9]:16}", "CONFLUENT_API_SECRET", "{base62:64}"),
        Pair("MODAL_TOKEN_ID", "ak-{base62:22}", "MODAL_TOKEN_SECRET", "as-{base62:22}"),
        Pair("MJ_APIKEY_PUBLIC", "{hex:32}", "MJ_APIKEY_PRIVATE", "{hex:32}"),
        Pair("R2_ACCESS_KEY_ID", "{hex:32}", "R2_SECRET_ACCESS_KEY", "{hex:64}"),
        Pair("SCW_ACCESS_KEY", "SCW{[A-Z0-9]:17}", "SCW_SECRET_KEY", "{uuid}"),
        Pair("MONGODB_ATLAS_PUBLIC_KEY", "{lower:8}", "MONGODB_ATLAS_PRIVATE_KEY", "{uuid}"),
        Pair("TWITCH_CLIENT_ID", "{[a-z0-9]:30}", "TWITCH_CLIENT_SECRET", "{[a-z0-9]:30}"),
        Pair("SHOPIFY_API_KEY", "{hex:32}", "SHOPIFY_API_SECRET", "{hex:32}"),
        Pair("SHOPIFY_CLIENT_ID", "{hex:32}", "SHOPIFY_CLIENT_SECRET", "shpss_{hex:32}"),
        Pair("TRELLO_API_KEY", "{hex:32}", "TRELLO_TOKEN", "ATTA{hex:64}{HEX:8}"),
        Pair("TRELLO_KEY", "{hex:32}", "TRELLO_API_SECRET", "{hex:64}"),
        Pair("PUBNUB_PUBLISH_KEY", "pub-c-{uuid}", "PUBNUB_SECRET_KEY", "sec-c-{base62:48}"),
        Pair("LIVEKIT_API_KEY", "API{base62:12}", "LIVEKIT_API_SECRET", "{base62:21}A7{base62:20}"),
        Pair("VONAGE_API_KEY", "{hex:8}", "VONAGE_API_SECRET", "{base62:8}a7{base62:6}"),
        Pair("KRAKEN_API_KEY", "{base64:27}7{base64:28}", "KRAKEN_PRIVATE_KEY", "{base64:86}=="),
        Pair("COINBASE_API_KEY", "{base62:8}7{base62:7}", "COINBASE_API_SECRET", "{base62:16}7{base62:15}"),
        Pair("CDP_API_KEY_ID", "{uuid}", "CDP_API_KEY_SECRET", "{base64:86}=="),
        Pair("AMPLITUDE_API_KEY", "{hex:32}", "AMPLITUDE_SECRET_KEY", "{hex:32}"),
        Pair("REDDIT_CLIENT_ID", "{base62:22}", "REDDIT_CLIENT_SECRET", "{base62:15}7{base62:14}"),
        Pair("SQUARE_APPLICATION_ID", "sq0idp-{base64url:22}", "SQUARE_APPLICATION_SECRET", "sq0csp-{base64url:43}"),
        Pair("ZOOM_SDK_KEY", "{base62:22}", "ZOOM_SDK_SECRET", "{base62:16}7{base62:15}"),
        Pair(
            "ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI5t{base62:18}", "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
            "{base62:15}7{base62:14}"),
        Pair("BYBIT_API_KEY", "{base62:9}7{base62:8}", "BYBIT_API_SECRET", "{base62:18}7{base62:17}"),
        Pair("LANGFUSE_PUBLIC_KEY", "pk-lf-{uuid}", "LANGFUSE_SECRET_KEY", "sk-lf-{uuid}"),
        Pair("TABLEAU_PAT_NAME", "nightly-{lower:6}", "TABLEAU_PAT_SECRET", "{base64:22}==:{base62:32}"),
        Pair("VAULT_ROLE_ID", "{hex:8}-{hex:4}-4{hex:3}-9{hex:3}-{hex:12}", "VAULT_SECRET_ID", "{uuid}"),
        Pair("TIKTOK_CLIENT_KEY", "aw{lower-digits:16}", "TIKTOK_CLIENT_SECRET", "{base62:15}A7{base62:15}"),
    ]

    /// `§1` to `§4` stand for the name and value of the id, and of the secret.
    private static let forms = [
        "§1=§2\n§3=§4\n", "§3=§4\n§1=§2\n", "{\n  \"§1\": \"§2\",\n  \"§3\": \"§4\"\n}\n",
        "env:\n  - name: §1\n    value: \"§2\"\n  - name: §3\n    value: \"§4\"\n",
    ]

    private static let library = Result { try RuleLibrary() }

    /// Two vendors' clients in one file: none gets the other's id, in whichever order they stand.
    @Test(
        arguments: [[0, 1, 2, 3], [2, 3, 0, 1], [0, 2, 1, 3], [1, 3, 0, 2], [1, 0, 3, 2], [0, 1, 3, 2]],
        [
            { "\($0)=\($1)\n" }, { "- name: \($0)\n  value: \"\($1)\"\n" },
        ] as [@Sendable (String, String) -> String])
    func clientsAreNotMixedUp(_ order: [Int], _ line: @Sendable (String, String) -> String) throws {
        let settings = [
            ("GITHUB_CLIENT_ID", "Ov23li{base62:14}"), ("GITHUB_CLIENT_SECRET", "{hex:40}"),
            ("SPOTIFY_CLIENT_ID", "{hex:32}"), ("SPOTIFY_CLIENT_SECRET", "{hex:32}"),
        ].map { ($0.0, MadeUp.text($0.1)) }
        let text = order.map { line(settings[$0].0, settings[$0].1) }.joined()
        for (id, secret) in [(0, 1), (2, 3)] {
            let told = try Self.companions(of: settings[secret].1, in: text)
            #expect(told == [settings[id].1], "\(settings[secret].0) in \(text)")
        }
    }

    @Test(arguments: pairs, forms)
    func areOneCredential(_ pair: Pair, _ form: String) throws {
        let (id, secret) = (MadeUp.text(pair.id.value), MadeUp.text(pair.secret.value))
        let text = form.replacing("§1", with: pair.id.name).replacing("§2", with: id)
            .replacing("§3", with: pair.secret.name).replacing("§4", with: secret)
        #expect(try Self.companions(of: secret, in: text).contains(id), "\(text)")
    }

    /// What is told beside a secret that must be found.
    private static func companions(of secret: String, in text: String) throws -> [String] {
        let library = try library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        let content = Array(text.utf8)
        func string(_ span: ByteSpan) -> String { String(decoding: content[span.start..<span.end], as: UTF8.self) }
        return try content.withUnsafeBytes { bytes in
            let standing = library.resolve(
                scanner.scan(bytes, isBinary: false).matches,
                minimumScore: EvidenceWeights.score(prior: 0.4, evidence: []))
            let found = try #require(standing.first { string($0.secret) == secret }, "\(text)")
            return library.companions(of: found, among: NearbyMatches(standing, library: library), in: bytes)
                .map { string($0.span) }
        }
    }
}
