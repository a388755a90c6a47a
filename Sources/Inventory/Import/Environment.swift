/// Which environment a path speaks of: production, or one where a leak is expected to do less harm.
package enum DeploymentEnvironment: String, Sendable {
    case production, test

    private static let productionWords: Set<String> = ["prod", "production", "prd", "live"]
    private static let testWords: Set<String> = [
        "test", "tests", "testing", "dev", "develop", "development", "staging", "stage", "stg", "qa", "uat", "sandbox", "preprod",
        "local", "ci", "integration", "demo",
    ]

    /// Nil where the path names none, or both.
    package init?(path: String) {
        let words = Set(path.lowercased().split { !$0.isLetter }.map(String.init))
        switch (!words.isDisjoint(with: Self.productionWords), !words.isDisjoint(with: Self.testWords)) {
        case (true, false): self = .production
        case (false, true): self = .test
        default: return nil
        }
    }
}
