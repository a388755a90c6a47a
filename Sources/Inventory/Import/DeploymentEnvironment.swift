/// Which environment a path speaks of: production, or one where a leak is expected to do less harm.
enum DeploymentEnvironment: String, Sendable {
    case production, test

    private static let productionWords: Set<String> = ["prod", "production", "prd", "live"]
    private static let testWords: Set<String> = [
        "test", "tests", "testing", "dev", "develop", "development", "staging", "stage", "stg", "qa", "uat", "sandbox",
        "preprod",
        "local", "ci", "integration", "demo",
    ]

    /// Nil where the path names none, or both.
    init?(path: String) {
        var isProduction = false
        var isTest = false
        // Bytes, because this runs for every finding of an import.
        for word in path.utf8.split(whereSeparator: { !(0x41...0x5A).contains($0 & 0xDF) })
        where (2...11).contains(word.count) {
            let lower = String(decoding: word.map { $0 | 0x20 }, as: UTF8.self)
            isProduction = isProduction || Self.productionWords.contains(lower)
            isTest = isTest || Self.testWords.contains(lower)
        }
        switch (isProduction, isTest) {
        case (true, false): self = .production
        case (false, true): self = .test
        default: return nil
        }
    }
}
