import TestRepositories
import Testing

/// What nobody asked for is not reported, and not printed beside what is.
@Suite struct LeftOutRulesTests {
    @Test(arguments: [
        ["--rule", "github-*"], ["--rule", "github-*", "--min-confidence", "high"],
        ["--skip-rule", "generic-*", "--skip-rule", "url-credentials"], [],
    ])
    func textsHoldNoSecretOfOtherRules(_ selection: [String]) throws {
        var scene = try Scene(seed: 140)
        let (one, two, three) = (scene.tokens.hex(10), scene.tokens.hex(10), scene.tokens.hex(10))
        let token = scene.tokens.gitHub()
        let file = """
            DB_PASSWORD=kapPa\(one)
            export GITHUB_TOKEN=\(token) API_SECRET='kapPa\(two)'
            x
            """
        try scene.repository.commit("set DB_PASSWORD=kapPa\(three) for bob", writing: ["a.sh": file])
        for format in ["human", "jsonl", "gitlab"] {
            let words = ["scan", "--format", format, "--all", scene.repository.path]
            let text = try Program.run(words + selection).text
            #expect(text.contains("github-personal-access-token"))
            for secret in [one, two, three, token] { #expect(!text.contains(secret), "\(format)") }
            if format == "human" { #expect(text.contains("GITHUB_TOKEN")) }
        }
    }
}
