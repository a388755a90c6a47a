import Foundation
import TestRepositories
import Testing

/// Flags, targets and exit codes.
@Suite struct CommandLineTests {
    // MARK: Usage

    @Test(arguments: [
        ["scan", "--nonsense"], ["frobnicate"], ["scan", "--jobs", "0"], ["scan", "--jobs", "many"],
        ["scan", "--format", "xml"], ["scan", "--min-confidence", "often"], ["scan", "--min-confidence", "1.5"],
        ["scan", "--max-size", "big"], ["scan", "--key-file", "/nonexistent/key"], ["scan", "--rule", "no-such-rule"],
        ["scan", "--rules", "/nonexistent/rules.yaml"], ["scan", "--staged", "--branch", "main"],
        ["scan", "--history", "none", "--since", "2024-01-01"], ["scan", "--since", "no-such-commit"],
        ["scan", "--range", "main"], ["scan", "--range", "main...main"], ["scan", "--range", "main..no-such-branch"],
        ["scan", "--branch", "no-such-branch"], ["scan", "--output", "/nonexistent/folder/report"],
        ["scan", "--since", "2026-02-30"],
    ])
    func wrongUsageIsTwo(_ arguments: [String]) throws {
        let scene = try Scene()
        try scene.plainCommit()
        let result = try Program.run(arguments, standingIn: scene.repository.path)
        #expect(result.code == 2 && result.output.isEmpty && !result.errors.isEmpty, "\(result.text)")
    }

    /// A misspelt command is no argument too many.
    @Test(arguments: [
        (["scna", "."], "did you mean `rollcall scan`?"), (["basline", "audit"], "did you mean `rollcall baseline`?"),
        (["README"], "`rollcall scan README` scans"), (["frobnicate"], "`rollcall --help`"),
    ])
    func unknownCommandsAreNamed(_ arguments: [String], _ advice: String) throws {
        let scene = try Scene()
        try scene.plainCommit()
        let result = try Program.run(arguments, standingIn: scene.repository.path)
        #expect(result.code == 2 && result.errors.contains("there is no command \(arguments[0])"))
        #expect(result.errors.contains(advice), "\(result.errors)")
    }

    /// A variable that is not set must not pass as a range that holds nothing.
    @Test(arguments: ["..HEAD", "..", "..main"], ["human", "github", "sarif"])
    func rangesWithoutABeginningAreRefused(_ range: String, _ format: String) throws {
        let scene = try Scene()
        try scene.plainCommit()
        let result = try Program.run(
            ["scan", "--range", range, "--format", format], standingIn: scene.repository.path)
        #expect(result.code == 2 && result.output.isEmpty && result.errors.contains("a variable"), "\(result.errors)")
    }

    /// A pipeline reads no standard error.
    @Test(arguments: ["github", "jsonl", "sarif", "human"]) func emptyRangesAreToldOf(_ format: String) throws {
        let scene = try Scene()
        try scene.plainCommit()
        let result = try Program.run(
            ["scan", "--range", "HEAD..", "--format", format], standingIn: scene.repository.path)
        #expect(result.code == 0 && result.text.contains("the range HEAD.. holds no commit"), "\(result.text)")
    }

    @Test(arguments: ["today", "yesterday", "last week", "2024-01", "2024/01/01", "2024-01-01 10:00", "3 days ago"])
    func datesAreReadAsPeopleWriteThem(_ date: String) throws {
        let scene = try Scene()
        try scene.plainCommit()
        let result = try Program.run(["scan", "--since", date], standingIn: scene.repository.path)
        #expect(result.code == 0, "\(result.errors)")
        let refused = try Program.run(["scan", "--since", "someday"], standingIn: scene.repository.path)
        #expect(refused.code == 2 && refused.errors.contains("yesterday") && refused.errors.contains("someday"))
    }

    /// What is not there is said to be missing, and not to be no text.
    @Test(arguments: [
        (["scan", ".", "--config", "x.yaml"], "there is no file x.yaml; give other settings with --config"),
        (["scan", ".", "--gitleaks-config", "x.toml"], "there is no file x.toml"),
        (["scan", ".", "--gitleaks-config", "e.toml"], "base.toml, which e.toml extends"),
        (["scan", ".", "--rules", "e.toml"], "rules import"),
        (["scan", ".", "--rules", "empty"], "holds no rule files"),
        (["scan", ".", "--baseline", "x"], "No such file"), (["rules", "import", "x.toml"], "there is no file x.toml"),
        (["rules", "import", "."], ". is a folder"), (["rules", "check", "empty"], "holds no rule files"),
        (["sweep", "x.yaml"], "there is no file x.yaml"), (["rules", "list", "--check", "x"], "github-crc32"),
        (["rules", "list", "--provider", "gith"], "there are github"),
        (["rules", "list", "--provider", "nosuch"], "no rule is of the provider “nosuch”"),
    ])
    func whatIsMissingIsNamed(_ arguments: [String], _ words: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("e.toml", "[extend]\npath = \"base.toml\"\n")
        try folder.write("empty/x.toml", "")
        let result = try Program.run(arguments, standingIn: folder.path)
        #expect(result.code == 2 && result.errors.contains(words), "\(result.errors)")
    }

    @Test(arguments: [["--help"], ["--version"], ["scan", "--help"], ["rules", "list"]])
    func helpIsZero(_ arguments: [String]) throws {
        let result = try Program.run(arguments)
        #expect(result.code == 0 && !result.text.isEmpty && result.errors.isEmpty)
    }

    @Test func rulesPassTheirOwnTests() throws {
        let result = try Program.run(["rules", "test"])
        #expect(result.code == 0, "\(result.text.suffix(2000))")
    }

    // MARK: Targets

    @Test func scansAFile() throws {
        var tokens = TestTokens(seed: 1)
        let (folder, token) = (try TemporaryFolder(), tokens.gitHub())
        let file = try folder.write("deploy.env", "one\nTOKEN=\(token)")
        let scanned = try Program.scan(file)
        try Expected(token, "file", "deploy.env", at: (2, 7), introduced: [], note: "not in a repository").check(
            scanned)
        #expect(scanned.run.targets.map(\.kind) == ["file"])
    }

    @Test func scansStandardInput() throws {
        var tokens = TestTokens(seed: 1)
        let token = tokens.gitHub()
        let scanned = try Program.scan("-", input: Array("one\r\nTOKEN=\(token)".utf8))
        try Expected(token, "stdin", "stdin", at: (2, 7)).check(scanned)
        #expect(scanned.run.targets.map(\.kind) == ["stdin"])
    }

    @Test func scansAPlainFolder() throws {
        var tokens = TestTokens(seed: 1)
        let (folder, token) = (try TemporaryFolder(), tokens.gitHub())
        try folder.write("a/.hidden/deploy.env", "TOKEN=\(token)\n")
        for place in [folder.path, "."] {
            let scanned = try Program.scan(place, standingIn: folder.path)
            try Expected(token, "file", "a/.hidden/deploy.env", at: (1, 7)).check(scanned)
            #expect(scanned.run.targets.map(\.kind) == ["directory"])
        }
    }

    @Test func scansAFolderInsideARepository() throws {
        var scene = try Scene()
        let (inside, outside) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        let commit = try scene.repository.commit(
            "add", writing: ["app/deploy.env": "TOKEN=\(inside)\n", "lib/deploy.env": "TOKEN=\(outside)\n"])
        try scene.repository.commit("remove", writing: ["app/deploy.env": "\n"])
        let scanned = try Program.scan("\(scene.repository.path)/app")
        let found = try #require(scanned.findings(of: inside).first)
        #expect(found.location.path.hasSuffix("deploy.env") && found.provenance.introduced.map(\.commit) == [commit])
        #expect(scanned.findings(of: outside).isEmpty)
    }

    @Test func theFolderYouStandInIsTheDefault() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
        #expect(try Program.scan([], standingIn: scene.repository.path).secrets == [token])
    }

    // MARK: What to scan

    @Test func stagedIsWhatTheNextCommitBringsIn() throws {
        var scene = try Scene()
        let (old, staged, new) = (scene.tokens.gitHub(), scene.tokens.gitHub(), scene.tokens.gitHub())
        try scene.repository.write("deploy.env", "A=\(old)\n")
        try scene.repository.stage()
        // Nothing is committed yet: HEAD is unborn.
        let unborn = try Program.scan("--staged", scene.repository.path)
        try Expected(old, "index", "deploy.env", at: (1, 3), introduced: [], atHead: false).check(unborn)

        try scene.repository.commit("first")
        #expect(try Program.scan("--staged", scene.repository.path).code == 0)
        try scene.repository.write("deploy.env", "A=\(old)\nB=\(staged)\n")
        try scene.repository.stage()
        try scene.repository.write("deploy.env", "A=\(old)\nB=\(staged)\nC=\(new)\n")
        let scanned = try Program.scan("--staged", scene.repository.path)
        try Expected(staged, "index", "deploy.env", at: (2, 3), introduced: [], atHead: false).check(scanned)
        #expect(scanned.secrets == [staged])
    }

    /// Three commits on main, a day apart, and one on a branch from the first.
    private struct Selectable {
        let scene: Scene
        let commits: [String]
        let tokens: [String]

        init() throws {
            var scene = try Scene()
            let tokens = (0..<4).map { _ in scene.tokens.gitHub() }
            var commits: [String] = []
            for number in 0..<3 {
                commits.append(
                    try scene.repository.commit(
                        "\(number)", writing: ["\(number).env": "TOKEN=\(tokens[number])\n"],
                        date: 1_704_110_400 + number * 86_400))  // noon of 2024-01-01, -02, -03
            }
            try scene.repository.checkout("topic", creatingAt: commits[0])
            commits.append(
                try scene.repository.commit(
                    "3", writing: ["3.env": "TOKEN=\(tokens[3])\n"], date: 1_704_110_400 + 5 * 86_400))
            try scene.repository.checkout("main")
            self.scene = scene
            self.commits = commits
            self.tokens = tokens
        }
    }

    @Test(
        arguments: [
            (["--since", "#0"], [1, 2, 3]), (["--since", "#2"], [3]), (["--since", "2024-01-02"], [1, 2, 3]),
            (["--since", "2024-01-03T00:00:00Z"], [2, 3]), (["--since", "@1704283200"], [2, 3]),
            (["--since", "2030-01-01"], []),
            (["--range", "#0..main"], [1, 2]), (["--range", "#1..#2"], [2]), (["--range", "main..topic"], [3]),
            (["--range", "topic.."], [1, 2]), (["--range", "main..main"], []),
            (["--branch", "main"], [0, 1, 2]), (["--branch", "topic"], [0, 3]),
            (["--branch", "refs/heads/topic"], [0, 3]),
            (["--branch", "main", "--since", "#0"], [1, 2]), (["--branch", "topic", "--since", "2024-01-02"], [3]),
            (["--include", "1.env"], [1]), (["--include", "1.*", "--include", "3.env"], [1, 3]),
            (["--exclude", "1.env"], [0, 2, 3]),
            (["--include", "*.env", "--exclude", "0.env", "--exclude", "1.env"], [2, 3]),
            (["--include", "none/**"], []),
            (["--history", "none"], [0, 1, 2]),
        ] as [([String], [Int])])
    func selects(_ options: [String], _ expected: [Int]) throws {
        let selectable = try Selectable()
        let arguments = options.map { option in
            var option = option
            for (number, commit) in selectable.commits.enumerated() {
                option = option.replacing("#\(number)", with: commit)
            }
            return option
        }
        let scanned = try Program.scan(arguments + [selectable.scene.repository.path])
        #expect(scanned.secrets == Set(expected.map { selectable.tokens[$0] }), "\(scanned.places)")
        #expect(scanned.code == (expected.isEmpty ? 0 : 1), "\(scanned.errors)")
    }

    @Test func ruleOptionsChoose() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
        let place = scene.repository.path
        let rule = try #require(try Program.scan(place).findings(of: token).first).rule.id
        #expect(try Program.scan("--rule", rule, place).secrets == [token])
        #expect(try Program.scan("--rule", "\(rule.prefix(6))*", place).secrets == [token])
        #expect(try Program.scan("--skip-rule", rule, place).findings.allSatisfy { $0.rule.id != rule })
        let list = try Program.run(["rules", "list"]).text.split(separator: "\n").map { $0.prefix { $0 != " " } }
        let other = try #require(list.first { $0 != rule && $0.hasPrefix("aws") })
        #expect(try Program.scan("--rule", String(other), place).code == 0)
    }

    @Test func minimumConfidenceIsAFloor() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit(
            "add", writing: ["deploy.env": "TOKEN=\(token)\n", "test/a.py": "PASSWORD = 'changeme12'\n"])
        var last = Int.max
        let limits: [(String, Double)] = [("low", 0), ("medium", 0.4), ("high", 0.75), ("1", 1)]
        for (floor, limit) in limits {
            let scanned = try Program.scan("--min-confidence", floor, scene.repository.path)
            #expect(scanned.findings.allSatisfy { $0.confidence.score >= limit } && scanned.findings.count <= last)
            if floor != "1" { #expect(!scanned.findings(of: token).isEmpty) }
            last = scanned.findings.count
        }
    }

    // MARK: Where reports go

    @Test(arguments: [false, true]) func reportFilesAreTheOwnersAlone(existing: Bool) throws {
        var scene = try Scene()
        let (folder, token) = (try TemporaryFolder(), scene.tokens.gitHub())
        try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
        let file = "\(folder.path)/report.jsonl"
        if existing {
            try folder.write("report.jsonl", String(repeating: "an old and much longer report\n", count: 1000))
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        }
        let result = try Program.run(["scan", "--format", "jsonl", "--show-secrets", "-o", file, scene.repository.path])
        #expect(result.code == 1 && result.output.isEmpty)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains(token) && !text.contains("old"))
    }

    @Test func keysDecideFingerprints() throws {
        var tokens = TestTokens(seed: 1)
        let (folder, token) = (try TemporaryFolder(), tokens.gitHub())
        let file = try folder.write("deploy.env", "TOKEN=\(token)\n")
        let key = try folder.write("key", String(repeating: "0f", count: 32))
        let (one, two) = (try Program.scan(file), try Program.scan("--key-file", key, file))
        #expect(
            one.findings.map(\.credential.fingerprint)
                == (try Program.scan(file)).findings.map(\.credential.fingerprint))
        #expect(one.findings.first?.credential.fingerprint != two.findings.first?.credential.fingerprint)
    }

    /// Colours are for terminals: `script` gives the program one.
    @Test(
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "util-linux is not installed"),
        arguments: [
            ([:], [], true), (["NO_COLOR": "1"], [], false), (["TERM": "dumb"], [], false),
            ([:], ["--no-color"], false),
        ]
            as [([String: String], [String], Bool)])
    func coloursAreForTerminals(_ environment: [String: String], _ options: [String], coloured: Bool) throws {
        var tokens = TestTokens(seed: 1)
        let folder = try TemporaryFolder()
        let file = try folder.write("deploy.env", "TOKEN=\(tokens.gitHub())\n")
        let command = ([Program.path, "scan", "--no-progress"] + options + [file]).map { "'\($0)'" }.joined(
            separator: " ")
        let variables = Program.environment.merging(["TERM": "xterm", "SHELL": "/bin/sh"]) { $1 }.merging(environment) {
            $1
        }
        let result = try RunningProgram(
            "/usr/bin/script", ["-qec", command, "/dev/null"], environment: variables, folder: Program.folder
        ).wait()
        #expect(result.code == 1 && result.output.contains(0x1b) == coloured, "\(result.text)")
        #expect(try !Program.run(["scan", file]).output.contains(0x1b))
    }
}
