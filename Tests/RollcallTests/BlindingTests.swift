import Foundation
import TestRepositories
import Testing

/// Whoever can push to a repository can write every file in it: none of them makes a sweep see less.
@Suite struct BlindingTests {
    /// Everything that would hide the token, had the user written it.
    private static func blinders(_ rule: String) -> [String: String] {
        [
            ".rollcall.yaml":
                "exclude: ['**']\nmin-confidence: 1\nrules:\n  skip: ['*']\nbaseline: .rollcall-baseline\n",
            ".gitleaks.toml": "[allowlist]\npaths = ['''.*''']\nregexes = ['''.*''']\n",
            ".gitleaksignore": "deploy.env:github-pat:1\n",
            ".gitattributes": "* -text -diff export-ignore filter=evil diff=evil\n", ".gitignore": "*\n",
            ".secrets.baseline": "{}\n",
            ".rollcall-baseline": "# rollcall baseline 1\n# mix \(String(repeating: "0", count: 32))\n",
            ".rgignore": "*\n", ".ignore": "*\n",
        ]
    }

    @Test func filesOfARepositoryDoNotBlindASweep() throws {
        var tokens = TestTokens(seed: 311)
        let scene = try SweepScene()
        let (repository, token) = (try TestRepository(), tokens.gitHub())
        try repository.commit(
            "add",
            writing: Self.blinders("github-personal-access-token").merging(["deploy.env": "TOKEN=\(token)\n"]) { $1 })
        let run = try scene.sweep("targets:\n  - path: \(repository.path)\n")
        #expect(run.new.map(\.location.path) == ["deploy.env"])
        #expect(run.findings.findings.allSatisfy { $0.suppression == nil })
    }

    /// Settings that came with what is scanned may leave out, and what they left out is told; a marker is a counted
    /// suppression. Neither is silent.
    @Test func whatIsLeftOutOnDemandIsTold() throws {
        var tokens = TestTokens(seed: 312)
        let folder = try TemporaryFolder()
        try folder.write(".rollcall.yaml", "exclude: ['hidden/**']\n")
        try folder.write("hidden/deploy.env", "TOKEN=\(tokens.gitHub())\n")
        try folder.write("marked.env", "TOKEN=\(tokens.gitHub()) # rollcall:allow\n")
        let scanned = try Program.scan("--no-config", folder.path)
        #expect(scanned.findings.filter { $0.suppression == nil }.map(\.location.path) == ["hidden/deploy.env"])
        #expect(scanned.run.counts["suppressed"] == 1)
        let trusting = try Program.scan(folder.path, standingIn: folder.path)
        #expect(!trusting.coverage("excluded").isEmpty || !trusting.findings.isEmpty, "\(trusting.run.coverage)")
    }
}
