import Model
import RuleFormat
import TestValues
import Testing

@testable import Detection

/// Rules that know their values by a provider's name in the key, and keys that name something else.
@Suite struct NamedByKeyTests {
    private static let library = Result { try RuleLibrary() }

    /// Templates stand between « and », for texts have braces of their own.
    private static func filled(_ text: String) -> String {
        MadeUp.marked(text).replacing("«", with: "").replacing("»", with: "")
    }

    /// Ids of the rules whose findings a scan would report.
    private func reported(_ text: String) throws -> Set<String> {
        let library = try Self.library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        return Array(Self.filled(text).utf8).withUnsafeBytes { bytes in
            let found = library.resolve(
                scanner.scan(bytes, isBinary: false).matches,
                minimumScore: EvidenceWeights.score(prior: 0.4, evidence: []))
            return Set(found.map { library.rules[$0.rule].definition.id })
        }
    }

    @Test(arguments: [
        "ALGOLIA_PUBLIC_KEY=«{hex:32}»", "ALGOLIA_SEARCH_CACHE_KEY=«{hex:32}»", "DEEPGRAM_KEY_FINGERPRINT=«{hex:40}»",
        "CODECOV_TOKEN_HASH=«{uuid}»", "AUTH0_SECRET_ARN=«{hex:64}»", "CIRCLECI_SHA=«{hex:40}»",
        "DATADOG_ORG_ID=«{hex:32}»",
        "CODECLIMATE_TOKEN_HASH=«{hex:64}»", "OPENWEATHER_KEY_HASH=«{hex:32}»",
        "X-Heroku-Request-Id: «{uuid}»", "HEROKU_APP_ID=«{uuid}»", "<script src=\"/assets/datadog.«{hex:32}».js\">",
        "key: codeclimate-«{hex:64}»", "github.com/plivo/plivo-api-go «{hex:40}»",
        "github.com/x/datadog-api «{hex:40}» // v2", "gitlab-logo.«{hex:20}».svg",
    ])
    func whatIsNoSecretIsNobodys(_ text: String) throws {
        let found = try reported(text)
        #expect(found.subtracting(["generic-uuid"]).isEmpty, "\(found)")
    }

    @Test(arguments: [
        ("algolia:\n  api-key: «{hex:32}»", "algolia-api-key"),
        ("{\n  \"algolia\": {\n    \"apiKey\": \"«{hex:32}»\"", "algolia-api-key"),
        ("heroku:\n  api_key: «{uuid}»", "heroku-legacy-api-key"), ("ALGOLIA_API_KEY=«{hex:32}»", "algolia-api-key"),
        ("AZURE_SEARCH_KEY=«{HEX:32}»", "azure-search-legacy-key"),
        ("env:\n  global:\n    - CC_TEST_REPORTER_ID=«{hex:64}»", "codeclimate-reporter-id"),
        ("CODECLIMATE_REPORTER_ID: «{hex:64}»", "codeclimate-reporter-id"),
        ("OPENWEATHER_APP_ID=«{hex:32}»", "openweather-api-key"),
    ])
    func whatIsOneIsKnown(_ text: String, _ rule: String) throws {
        #expect(try reported(text).contains(rule))
    }
}
