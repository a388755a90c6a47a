import Foundation
import TestRepositories
import Testing

/// `rollcall rules`, and rules that people bring.
@Suite struct RuleOptionTests {
    static let acme = """
        provider: acme
        name: Acme
        rules:
          - id: acme-token
            name: Acme token
            kind: access-token
            anchors: [acme_]
            pattern: '\\b(?<secret>acme_[a-z0-9]{20})\\b'
            confidence: 0.9
            examples: ['token: acme_{lower-digits:20}']
            near_misses: ['acme_{lower-digits:10}']
        """

    static func secret(_ tokens: inout TestTokens) -> String { "acme_" + tokens.hex(20) }

    @Test func addedRulesFindAndListAndTest() throws {
        var tokens = TestTokens(seed: 40)
        let folder = try TemporaryFolder()
        let rules = try folder.write("rules/acme.yaml", Self.acme)
        let secret = Self.secret(&tokens)
        let target = try folder.write("notes.txt", "see \(secret) there\n")
        #expect(try Program.scan(target).findings.isEmpty)
        for place in [rules, "\(folder.path)/rules"] {
            let finding = try #require(try Program.scan("--rules", place, target).findings(of: secret).first)
            #expect(finding.rule.id == "acme-token" && finding.credential.provider == "acme")
        }
        #expect(try Program.run(["rules", "list", "--rules", rules, "acme-token"]).text.contains("Acme token"))
        #expect(try Program.run(["rules", "show", "--rules", rules, "acme-token"]).text.contains("acme_[a-z0-9]{20}"))
        #expect(try Program.run(["rules", "test", "--rules", rules]).code == 0)
    }

    /// A class for the left border, as patterns without look-arounds have it: a token may begin or end its line.
    @Test func bordersOfPatternsAreEndsOfLinesToo() throws {
        var tokens = TestTokens(seed: 42)
        let folder = try TemporaryFolder()
        let rule = Self.acme.replacing(
            "\\b(?<secret>acme_[a-z0-9]{20})\\b", with: "[^a-z0-9](?<secret>acme_[a-z0-9]{20})[^a-z0-9]")
        let rules = try folder.write("acme.yaml", rule)
        let secret = Self.secret(&tokens)
        for text in ["a\n\(secret)\nb\n", "\(secret)\n", "a\n\(secret)", "x \(secret) y\n"] {
            let target = try folder.write("notes.txt", text)
            #expect(try Program.scan("--rules", rules, target).findings(of: secret).count == 1, "\(text.count)")
        }
        let inside = try folder.write("notes.txt", "a\nx\(secret)y\n")
        #expect(try Program.scan("--rules", rules, inside).findings.isEmpty)
    }

    /// A rule with a known id takes the place of ours; the digest of the rule set tells.
    @Test func addedRulesReplace() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit("add", writing: ["deploy.env": "X \(token)\n"])
        let id = try #require(try Program.scan(scene.repository.path).findings(of: token).first).rule.id
        let folder = try TemporaryFolder()
        let rules = try folder.write(
            "own.yaml", Self.acme.replacing("acme-token", with: id).replacing("Acme token", with: "Replaced"))
        #expect(try Program.scan("--rules", rules, "--rule", id, scene.repository.path).findings(of: token).isEmpty)
        #expect(try Program.run(["rules", "show", "--rules", rules, id]).text.contains("Replaced"))
    }

    /// Of a folder every rule file counts, those in its folders too, and each once.
    @Test func foldersOfRulesAreReadWhole() throws {
        let folder = try TemporaryFolder()
        let one = try folder.write("rules/a.yaml", Self.acme)
        try folder.write("rules/more/b.yml", Self.acme.replacing("acme-token", with: "acme-other"))
        try folder.write("rules/.a.yaml", Self.acme)
        let rules = "\(folder.path)/rules"
        let result = try Program.run(["rules", "check", rules, one, rules + "/./more/b.yml"])
        #expect(result.code == 0 && result.text.hasPrefix("2 rules"), "\(result.text)\(result.errors)")
    }

    /// They would stand for themselves, and such a near-miss always pass.
    @Test(arguments: [("{lowr-digits:10}", "{lowr-digits:10}"), ("{lower-digits:10", "{lower-digits:10")])
    func misspeltTemplatesAreTold(_ written: String, _ told: String) throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write("a.yaml", Self.acme.replacing("{lower-digits:10}", with: written))
        let result = try Program.run(["rules", "check", rules])
        #expect(
            result.errors.contains("a.yaml:11: no placeholder of templates is written “\(told)”"), "\(result.errors)")
    }

    /// What the documentation begins with passes.
    @Test func theDocumentedRuleIsOne() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../docs/rules/format.md"
        let text = try String(contentsOfFile: root, encoding: .utf8)
        let block = try #require(text.components(separatedBy: "```yaml\n").dropFirst().first)
        let example = try #require(block.components(separatedBy: "```").first)
        let folder = try TemporaryFolder()
        let rules = try folder.write("acme.yaml", example)
        let result = try Program.run(["rules", "check", rules])
        #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
        #expect(try Program.run(["rules", "test", "--rules", rules]).code == 0)
    }

    /// A file that cannot be read hides no mistake of another.
    @Test func filesInOtherEncodingsAreToldWithTheRest() throws {
        let folder = try TemporaryFolder()
        let latin = try folder.write("latin.yaml", "")
        try Data("provider: a\nname: ".utf8 + [0xE9] + "\n".utf8).write(to: URL(fileURLWithPath: latin))
        let wide = try folder.write("wide.yaml", "")
        try Data([0xFF, 0xFE, 0x70, 0x00]).write(to: URL(fileURLWithPath: wide))
        let bad = try folder.write("bad.yaml", Self.acme.replacing("kind:", with: "knd:"))
        let result = try Program.run(["rules", "check", latin, wide, bad])
        #expect(result.code == 2)
        for expected in ["latin.yaml:2: it is no text in UTF-8", "mark of UTF-16", "`knd`"] {
            #expect(result.errors.contains(expected), "\(expected) in \(result.errors)")
        }
    }

    @Test func replacedRulesAreTold() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write("o.yaml", Self.acme.replacing("acme-token", with: "aws-access-key-id"))
        let result = try Program.run(["rules", "check", rules])
        #expect(
            result.code == 0 && result.errors.contains("o.yaml:4: aws-access-key-id replaces the rule"),
            "\(result.errors)")
        #expect(
            try Program.run(["rules", "show", "aws-acess-key-id"]).errors.contains("did you mean aws-access-key-id?"))
    }

    /// Without `reach` one line is looked at.
    @Test(arguments: [
        (#"acme_\n.*\n(?<secret>[a-z0-9]{20})"#, "lines: 2 }"),
        (#"acme_[\s\S]{0,5000}(?<secret>[a-z0-9]{20})"#, "lines: 120 }"),
        (#"acme_\s+(?<secret>[a-z0-9]{20})"#, nil),
    ])
    func patternsThatCrossLinesAreTold(_ pattern: String, _ advice: String?) throws {
        let folder = try TemporaryFolder()
        let rule =
            "provider: acme\nrules:\n  - id: acme-a\n    name: A\n    kind: other\n    anchors: [acme_]\n    pattern: "
        let result = try Program.run(["rules", "check", try folder.write("a.yaml", rule + "'\(pattern)'\n")])
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.errors.contains("goes beyond a line") == (advice != nil), "\(result.errors)")
        if let advice { #expect(result.errors.contains("a.yaml:7: ") && result.errors.contains(advice)) }
    }

    @Test func builtInRulesCannotBeReplaced() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write("o.yaml", Self.acme.replacing("acme-token", with: "generic-password"))
        for arguments in [["rules", "check", rules], ["scan", "--rules", rules, folder.path]] {
            let result = try Program.run(arguments)
            #expect(result.code == 2 && result.errors.contains("o.yaml:4: generic-password is built in"))
        }
    }

    @Test(
        arguments: [
            ("unknown key", "kind: access-token", "kind: access-token\n    colour: red", "colour"),
            ("no secret group", "(?<secret>", "(?<other>", "secret"),
            ("short anchor", "[acme_]", "[ac]", "three bytes"),
            ("bad pattern", "{20})", "{20}", "acme-token"),
            ("unknown check", "confidence: 0.9", "checks: [magic]\n    confidence: 0.9", "magic"),
            ("no YAML", "rules:", "rules: [", "YAML"), ("bad confidence", "0.9", "9", "confidence"),
            ("bad entropy", "confidence: 0.9", "confidence: 0.9\n    entropy: -1", "entropy"),
            ("an id that nobody can name", "id: acme-token", "id: 'acme token*'", "acme token*"),
            ("guidance in one text", "confidence: 0.9", "confidence: 0.9\n    guidance: rotate it", "guidance"),
            (
                "a companion that gives up", "confidence: 0.9",
                "confidence: 0.9\n    companions: [{ role: x, pattern: '(?<companion>(?:a+)+b)' }]", "match limit"
            ),
            ("a revision that is none", "confidence: 0.9", "revision: 1.5\n    confidence: 0.9", "revision"),
            ("no revision", "confidence: 0.9", "revision: 0\n    confidence: 0.9", "revision"),
            (
                "no such companion", "confidence: 0.9",
                "confidence: 0.9\n    companions: [{ role: id, rule: acme-nosuch }]", "acme-nosuch"
            ),
        ] as [(String, String, String, String)])
    func badRulesStopTheScan(_ name: String, _ good: String, _ bad: String, _ word: String) throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write("bad.yaml", Self.acme.replacing(good, with: bad))
        let result = try Program.run(["scan", "--rules", rules, folder.path])
        #expect(result.code == 2 && result.output.isEmpty, "\(result.text)")
        #expect(result.errors.lowercased().contains(word.lowercased()), "\(result.errors)")
        // Whatever is wrong is told by file and line.
        #expect(result.errors.contains("\(rules):"), "\(result.errors)")
    }

    /// What is wrong is told once, where it stands, in words of the file.
    @Test(arguments: [
        ("(?<secret>", "(?<other>", 8, "has no group named `secret`"),
        ("    pattern: '\\b(?<secret>acme_[a-z0-9]{20})\\b'\n", "", 4, "`pattern`"),
        (
            "anchors: [acme_]\n    pattern: '\\b(?<secret>acme_[a-z0-9]{20})\\b'",
            "keyed: {words: [acme], value: '[a-z{9}'}", 7, "the value of `keyed`"
        ),
        ("id: acme-token", "<<: {id: acme-token}", 4, "merge keys"),
        ("anchors: [acme_]", "anchors: [acme_", 7, "YAML"),
    ])
    func mistakesAreToldOnce(_ good: String, _ bad: String, _ line: Int, _ words: String) throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write("bad.yaml", Self.acme.replacing(good, with: bad))
        let result = try Program.run(["rules", "check", rules])
        let told = result.errors.split(separator: "\n").filter { $0.contains("bad.yaml:") }
        #expect(result.code == 2 && told.count == 1, "\(result.errors)")
        #expect(told.allSatisfy { $0.contains("bad.yaml:\(line): ") && $0.contains(words) }, "\(told)")
    }

    @Test func rulesThatAreNoListAreToldWhereTheyStand() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write("bad.yaml", "provider: acme\n\nrules: {}\n")
        #expect(try Program.run(["rules", "check", rules]).errors.contains("bad.yaml:3: "))
    }

    /// A file of another program is no configuration of gitleaks that happens to be empty.
    @Test func aFileOfAnotherProgramIsNoConfiguration() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("other.toml", "[package]\nname = \"shop\"\n")
        let result = try Program.run(["scan", "--gitleaks-config", file, folder.path])
        #expect(result.code == 2 && result.errors.contains("nothing of a gitleaks configuration"), "\(result.errors)")
    }

    /// What is wrong with a rule's form hides nothing of what else is wrong, with it and with others.
    @Test func allMistakesAreToldAtOnce() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "rules.yaml",
            """
            provider: acme
            rules:
              - id: acme-one
                name: One
                kind: acess-token
                colour: red
                anchors: [acne_]
                pattern: '(?<secret>acme_[a-z0-9]{20})'
              - id: acme-two
                name: Two
                kind: api-key
                confidence: 1.7
                anchors: [acme_]
                pattern: '(?<secret>acme_[a-z0-9{20})'
              - id: acme-two
                name: Another
                kind: api-key
                anchors: [acme_]
                pattern: '(?<secret>acme_[a-z0-9]{20})'
            """)
        let result = try Program.run(["rules", "check", file])
        #expect(result.code != 0)
        let told = [
            (5, "acess-token"), (6, "colour"), (7, "acne_"), (12, "confidence"), (14, "compile"), (15, "twice"),
        ]
        let lines = result.errors.split(separator: "\n")
        for (line, word) in told {
            let isKind = word == "acess-token"
            #expect(
                lines.contains { $0.contains(word) && (isKind || $0.contains("rules.yaml:\(line): ")) },
                "\(word): \(lines)")
        }
    }

    @Test func unknownRulesAreNamed() throws {
        let result = try Program.run(["rules", "show", "no-such-rule"])
        #expect(result.code == 2 && result.errors.contains("no-such-rule") && result.errors.contains("rules list"))
        #expect(try Program.run(["rules", "test", "--rules", "/nonexistent"]).code == 2)
    }

    @Test func rulesListNarrows() throws {
        let all = try Program.run(["rules", "list"]).text.split(separator: "\n")
        let some = try Program.run(["rules", "list", "GitHub"]).text.split(separator: "\n")
        #expect(all.count >= 120 && (1..<all.count).contains(some.count))
        #expect(some.allSatisfy { $0.lowercased().contains("github") || all.contains($0) })
        let none = try Program.run(["rules", "list", "no-such-vendor"])
        #expect(none.code == 2 && none.errors.contains("no-such-vendor"))
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func completionsAreGenerated(_ shell: String) throws {
        let result = try Program.run(["--generate-completion-script", shell])
        #expect(result.code == 0 && result.text.contains("min-confidence") && result.text.contains("rollcall"))
    }

    // MARK: Paths

    @Test func includesThatMatchNothingAreTold() throws {
        var tokens = TestTokens(seed: 42)
        let folder = try TemporaryFolder()
        try folder.write("src/z.env", "TOKEN=\(tokens.gitHub())\n")
        for glob in ["./src", "src", folder.path + "/src"] {
            let result = try Program.run(["scan", "--include", glob, folder.path])
            #expect(result.code == 1 && !result.errors.contains("no path matches"), "\(glob)")
        }
        let result = try Program.run(["scan", "--include", "scr", folder.path])
        #expect(result.code == 0 && result.errors.contains("no path matches “scr”"), "\(result.errors)")
        #expect(try Program.run(["scan", "--exclude", "{a,b}", folder.path]).code == 2)
        let settings = "allow:\n  - {reason: r, paths: ['!x']}\n"
        let config = try folder.write("c.yaml", settings)
        #expect(try Program.run(["config", "check", config]).errors.contains("!x"))
    }

    // MARK: What is shown

    @Test func suppressedFindingsAreCountedAndListedOnDemand() throws {
        var scene = try Scene()
        let (shown, allowed) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        try scene.repository.commit(
            "add", writing: ["a.env": "T=\(shown)\n", "b.env": "T=\(allowed) # gitleaks:allow\n"])
        let scanned = try Program.scan(scene.repository.path)
        #expect(scanned.findings(of: allowed).first?.suppression == "inline" && scanned.run.counts["suppressed"] == 1)
        let place = scene.repository.path
        let (brief, full) = (
            try Program.run(["scan", place]).text, try Program.run(["scan", "--show-suppressed", place]).text
        )
        #expect(!brief.contains("b.env") && full.contains("b.env"))
        // Nothing but suppressed findings is nothing found.
        let only = try Scene()
        try only.repository.commit("add", writing: ["b.env": "T=\(allowed) # rollcall:allow\n"])
        #expect(try Program.scan(only.repository.path).code == 0)
    }

    @Test func quietIsQuiet() throws {
        var tokens = TestTokens(seed: 41)
        let folder = try TemporaryFolder()
        let file = try folder.write("deploy.env", "TOKEN=\(tokens.gitHub())\n")
        // A home that cannot be written gives a notice, which --quiet keeps to the report.
        let environment = ["HOME": file, "ROLLCALL_KEY_FILE": ""]
        #expect(try !Program.run(["scan", file], environment: environment).errors.isEmpty)
        let quiet = try Program.run(["scan", "--quiet", file], environment: environment)
        #expect(quiet.errors.isEmpty && quiet.code == 1 && !quiet.output.isEmpty)
    }

    /// Errors are a sentence and a hint, without traces, the same through a file or a pipe.
    @Test(arguments: [
        ["scan", "--min-confidence", "often"], ["scan", "--rule", "nothing-like-it"], ["scan", "--range", "main"],
    ])
    func errorsAreShort(_ arguments: [String]) throws {
        let scene = try Scene()
        try scene.plainCommit()
        let result = try Program.run(arguments, standingIn: scene.repository.path)
        let lines = result.errors.split(separator: "\n")
        #expect(result.code == 2 && (1...3).contains(lines.count) && lines[0].hasPrefix("Error: "), "\(result.errors)")
        #expect(!result.errors.contains(".swift:") && !result.errors.contains("Fatal"))
    }
}
