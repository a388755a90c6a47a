import Foundation
import TestRepositories
import Testing

/// `.rollcall.yaml`: what it changes, where it is found, and how mistakes in it are told.
@Suite struct ConfigurationTests {
    /// Wrappers name files one by one; what is allowed is so however it is named.
    @Test(arguments: [true, false]) func pathsCountFromTheSettings(_ isRepository: Bool) throws {
        var tokens = TestTokens(seed: 150)
        let (folder, repository) = (try TemporaryFolder(), try TestRepository())
        let place = isRepository ? repository.path : folder.path
        let files = [
            "sub/a.env": "TOKEN=\(tokens.gitHub())\n", "sub/b.env": "TOKEN=\(tokens.gitHub())\n",
            ".rollcall.yaml": "allow:\n  - reason: known\n    paths: [sub/a.env]\n",
        ]
        for (name, text) in files {
            if isRepository { try repository.write(name, text) } else { try folder.write(name, text) }
        }
        for target in [".", "sub", "sub/a.env", "./sub/b.env", "\(place)/sub/a.env"] {
            let findings = try Program.scan(target, standingIn: place).findings
            #expect(!findings.isEmpty, "\(target)")
            for finding in findings {
                let isKnown = finding.location.path.hasSuffix("a.env")
                #expect(finding.suppression == (isKnown ? "rule-allowlist" : nil), "\(target)")
            }
        }
    }

    /// The text, the line that must be named, and a word of the message.
    @Test(arguments: [
        ("excludes: [a]\n", 1, "did you mean `exclude`?"),
        ("include: [a]\nrules:\n  skipp: [x]\n", 3, "did you mean `skip`?"),
        ("min-confidence: often\n", 1, "low, medium, high"), ("\nexclude: {a: b}\n", 2, "a list of texts"),
        ("allow:\n  - paths: [a]\n", 2, "needs a `reason`"), ("allow:\n  - reason: x\n", 2, "allow everything"),
        ("allow:\n  - reason: x\n    paths: [a]\n    until: 2026-02-30\n", 4, "a date such as"),
        ("allow:\n  - reason: x\n    rules: [no-such-rule]\n", 2, "no rule “no-such-rule”"),
        ("allow:\n  - reason: x\n    values: ['(']\n", 2, "PCRE2"),
        ("hooks:\n  on-error: maybe\n", 2, "allow or block"),
        ("hooks: {time-limit: long}\n", 1, "is seconds"), ("trust-markers: perhaps\n", 1, "true or false"),
        ("owners:\n  - name: a\n", 2, "a `name` and `paths`"), ("exclude: [a\nrules: b\n", 1, "not valid YAML"),
        ("owners:\n  - name: '@a'\n    paths: ['[ab]/**']\n", 3, "sets of characters"),
        ("- a\n", 1, "is a mapping"),
        ("rules:\n  skip: [no-such-rule]\n", 2, "no-such-rule"), ("baseline: nowhere\n", 1, "cannot read the baseline"),
        ("roll: a\nroll: b\n", 2, "stands twice"),
    ])
    func mistakesAreToldWithTheirLine(_ text: String, line: Int, word: String) throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(".rollcall.yaml", text)
        let result = try Program.run(["config", "check", file])
        #expect(
            result.code == 2 && result.errors.contains("\(file):\(line): ") && result.errors.contains(word),
            "\(result.errors)")
    }

    @Test func allMistakesAreToldAtOnce() throws {
        let folder = try TemporaryFolder()
        let result = try Program.run([
            "config", "check", try folder.write(".rollcall.yaml", "a: 1\nb: 2\nmin-confidence: x\n"),
        ])
        for line in 1...3 { #expect(result.errors.contains(".rollcall.yaml:\(line): "), "\(result.errors)") }
    }

    @Test func theNearestCounts() throws {
        var tokens = TestTokens(seed: 1)
        let folder = try TemporaryFolder()
        try folder.write("a/b/deploy.env", "TOKEN=\(tokens.gitHub())\n")
        try folder.write(".rollcall.yaml", "exclude: ['*.env']\n")
        #expect(try Program.scan("\(folder.path)/a/b").code == 0)
        #expect(try Program.scan("--no-config", "\(folder.path)/a/b").code == 1)
        try folder.write("a/.rollcall.yaml", "# says nothing\n")
        #expect(try Program.scan("\(folder.path)/a/b").code == 1)
        #expect(try Program.scan("--config", "\(folder.path)/.rollcall.yaml", "\(folder.path)/a/b").code == 0)
        #expect(try Program.run(["config", "check"], standingIn: folder.path).text.contains("no mistakes"))
        try folder.write(".rollcall.yaml", "nonsense: 1\n")
        #expect(try Program.scan("--no-config", "\(folder.path)").code == 1)
        #expect(try Program.run(["scan", folder.path]).code == 2)
    }

    /// One scan has one set of settings, and says so where there are more.
    @Test func settingsOfFurtherTargetsAreNamed() throws {
        let folder = try TemporaryFolder()
        try folder.write("a/.rollcall.yaml", "exclude: [x]\n")
        try folder.write("b/.rollcall.yaml", "exclude: [y]\n")
        let (a, b) = ("\(folder.path)/a", "\(folder.path)/b")
        let both = try Program.run(["scan", a, b])
        #expect(
            both.errors.contains("\(b)/.rollcall.yaml does not count") && !both.errors.contains("\(a)/.rollcall.yaml"))
        #expect(try !Program.run(["scan", "--no-config", a, b]).errors.contains("does not count"))
        #expect(try !Program.run(["scan", a, a]).errors.contains("does not count"))
    }

    /// What was decided in the roll that the settings name is suppressed in scans, which put nothing into it.
    @Test func decisionsInTheRollOfTheSettingsCount() throws {
        var tokens = TestTokens(seed: 2)
        let folder = try TemporaryFolder()
        try folder.write("tree/deploy.env", "TOKEN=\(tokens.gitHub())\n")
        try folder.write("tree/.rollcall.yaml", "roll: ../known.roll\n")
        let tree = "\(folder.path)/tree"
        let roll = "\(folder.path)/known.roll"
        #expect(try Program.scan(tree).code == 1)
        #expect(!FileManager.default.fileExists(atPath: roll))
        #expect(try Program.run(["scan", "--roll", roll, tree]).code == 1)
        let listed = try Program.run(["roll", "list", "--roll", roll, "--format", "json"])
        let identity = try #require(listed.text.firstMatch(of: /"id": ?"([^"]+)"/)?.1, "\(listed.text)")
        let decided = try Program.run([
            "roll", "decide", String(identity), "--roll", roll, "--false-positive", "--reason", "test", "--by",
            "ada@example.org",
        ])
        #expect(decided.code == 0, "\(decided.errors)")
        let scanned = try Program.scan(tree)
        #expect(scanned.code == 0 && scanned.findings.map(\.suppression) == ["decision"])
    }

    /// What lies around a repository is somebody else's.
    @Test func repositoriesAreBoundaries() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
        try Data("exclude: ['**']\n".utf8).write(to: URL(fileURLWithPath: "\(scene.repository.root)/.rollcall.yaml"))
        #expect(try Program.scan(scene.repository.path).secrets == [token])
    }

    @Test(
        arguments: [
            ("allow:\n  - {reason: tests, paths: ['tests/**']}\n", ["tests/a.env"]),
            ("allow:\n  - {reason: tests, paths: [a.env]}\n", ["a.env", "tests/a.env"]),
            ("allow:\n  - {reason: tests, rules: ['github-*']}\n", ["a.env", "tests/a.env"]),
            ("allow:\n  - {reason: tests, rules: ['aws-*'], paths: ['**']}\n", []),
            ("allow:\n  - {reason: tests, values: ['^ghp_']}\n", ["a.env", "tests/a.env"]),
            ("allow:\n  - {reason: tests, values: ['^gho_'], paths: ['**']}\n", []),
            ("allow:\n  - {reason: tests, paths: ['**'], until: 2020-01-01}\n", []),
            ("allow:\n  - {reason: tests, paths: ['**'], until: 2999-01-01}\n", ["a.env", "tests/a.env"]),
        ] as [(String, [String])])
    func exceptionsAreNarrow(_ text: String, _ suppressed: [String]) throws {
        var tokens = TestTokens(seed: 1)
        let folder = try TemporaryFolder()
        try folder.write("a.env", "TOKEN=\(tokens.gitHub())\n")
        try folder.write("tests/a.env", "TOKEN=\(tokens.gitHub())\n")
        try folder.write(".rollcall.yaml", text)
        let scanned = try Program.scan(folder.path)
        #expect(scanned.findings.count == 2)
        #expect(
            scanned.findings.filter { $0.suppression == "rule-allowlist" }.map(\.location.path) == suppressed,
            "\(scanned.errors)")
        #expect(scanned.errors.contains("this exception ended on 2020-01-01") == text.contains("2020"))
    }

    @Test func rulesAndConfidenceAreSettings() throws {
        var tokens = TestTokens(seed: 1)
        let folder = try TemporaryFolder()
        try folder.write("a.env", "TOKEN=\(tokens.gitHub())\n")
        try folder.write(".rollcall.yaml", "rules: {skip: [github-*, generic-*]}\n")
        #expect(try Program.scan(folder.path).findings.isEmpty)
        try folder.write("a.env", "TOKEN=\(tokens.gitHubWithWrongChecksum())\n")
        try folder.write(".rollcall.yaml", "min-confidence: 0\n")
        #expect(try !Program.scan(folder.path).findings.isEmpty)
        #expect(try Program.scan("--min-confidence", "high", folder.path).findings.isEmpty)
        try folder.write(
            "own/acme.yaml",
            """
            provider: acme
            rules:
              - id: acme-token
                name: Acme token
                kind: api-key
                anchors: [acme_]
                pattern: '(?<secret>acme_[a-z]{8})'
                examples: ["acme_{lower:8}"]
            """)
        try folder.write("b.txt", "acme_qwertzui\n")
        try folder.write(".rollcall.yaml", "rules: {add: own, only: [acme-token]}\n")
        #expect(try Program.scan(folder.path).findings.map(\.rule.id) == ["acme-token"])
    }
}
