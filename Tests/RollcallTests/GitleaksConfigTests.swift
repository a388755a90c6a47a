import Foundation
import TestRepositories
import Testing

/// `--gitleaks-config`: what people have for gitleaks works as it stands, and what it leaves out is counted.
@Suite struct GitleaksConfigTests {
    private func scan(_ target: String, _ configuration: String) throws -> Scanned {
        try Program.scan("--gitleaks-config", configuration, target)
    }

    @Test func ownRulesFind() throws {
        var tokens = TestTokens(seed: 70)
        let folder = try TemporaryFolder()
        let secret = tokens.hex(24)
        let configuration = try folder.write(
            ".gitleaks.toml",
            """
            [[rules]]
            id = "corp-token"
            description = "Corp token"
            regex = '''\\bcorp_([a-f0-9]{24})\\b'''
            keywords = ["corp_"]
            [[rules]]
            id = "broken"
            regex = '''corp-([0-9]'''
            """)
        let target = try folder.write("src/notes", "see corp_\(secret) there\n")
        let scanned = try scan(target, configuration)
        #expect(scanned.findings(of: secret).first?.rule.id == "corp-token")
        // One bad rule takes no other along, and is named.
        #expect(scanned.errors.contains("broken: not carried over"))
    }

    /// A rule that does not look at a place must not take what others find there along.
    @Test(arguments: [
        "path = '''^deploy/'''", "[[rules.allowlists]]\npaths = ['''^src/''']",
        "[[rules.allowlists]]\nstopwords = [\"a\", \"e\", \"0\", \"1\"]",
    ])
    func excusedRulesHideNothing(_ setting: String) throws {
        var tokens = TestTokens(seed: 71)
        let folder = try TemporaryFolder()
        let configuration = try folder.write(
            "g.toml",
            "[[rules]]\nid = \"acmet\"\nregex = '''acmet_[a-z0-9]{20}'''\nkeywords = [\"acmet_\"]\n\(setting)\n")
        let secret = "acmet_\(tokens.hex(20))"
        let repository = try TestRepository()
        try repository.write("src/top.py", "password = \"\(secret)\"\n")
        try repository.write("deploy/top.py", "password = \"\(secret)\"\n")
        try repository.stage()
        try repository.git(["commit", "-qm", "a"])
        let scanned = try scan(repository.path, configuration)
        func rules(_ path: String) -> Set<String> {
            let here = scanned.findings(of: secret).filter { $0.location.path == path && $0.suppression == nil }
            return Set(here.map(\.rule.id))
        }
        #expect(rules("src/top.py") == ["generic-password"])
        #expect(rules("deploy/top.py") == [setting.contains("stopwords") ? "generic-password" : "acmet"])
    }

    /// gitleaks names the line on which a match begins; `explain` says what a scan would do.
    @Test(arguments: [1, 2]) func ignoredFindingsAreKnownByEitherLine(_ line: Int) throws {
        var tokens = TestTokens(seed: 72)
        let folder = try TemporaryFolder()
        let configuration = try folder.write(
            "g.toml",
            "[[rules]]\nid = \"acmet\"\nregex = '''acme_key =\\s+\"([a-z0-9]{20})\"'''\nkeywords = [\"acme_key\"]\n")
        let secret = tokens.hex(20)
        let target = try folder.write("b.py", "acme_key =\n  \"\(secret)\"\n")
        #expect(try scan(folder.path, configuration).findings(of: secret).first?.suppression == nil)
        try folder.write(".gitleaksignore", "b.py:acmet:\(line)\n")
        #expect(
            try scan(folder.path, configuration).findings(of: secret).allSatisfy { $0.suppression == "ignore-file" })
        let told = try Program.run(["explain", "--gitleaks-config", configuration, "b.py:2"], standingIn: folder.path)
        #expect(told.text.contains("suppressed, .gitleaksignore names it"), "\(target): \(told.text)\(told.errors)")
    }

    /// As gitleaks' own guides show it: a rule that has the name of one of its default rules.
    @Test func rulesWithOurNamesStandBesideOurs() throws {
        var tokens = TestTokens(seed: 74)
        let folder = try TemporaryFolder()
        let secret = tokens.hex(24)
        let rules = ["generic-api-key", "github-personal-access-token"].map {
            "[[rules]]\nid = \"\($0)\"\nregex = '''\\b\($0)_([a-f0-9]{24})\\b'''\n"
        }
        let allowed = "[[allowlists]]\ntargetRules = [\"generic-api-key\"]\npaths = [\"allowed\"]\n"
        let configuration = try folder.write(".gitleaks.toml", rules.joined() + allowed)
        let lines = "generic-api-key_\(secret)\ngithub-personal-access-token_\(tokens.hex(24))\n\(tokens.gitHub())\n"
        let scanned = try scan(try folder.write("src/notes", lines), configuration)
        #expect(
            Set(scanned.findings.map(\.rule.id)) == [
                "gitleaks-generic-api-key", "gitleaks-github-personal-access-token", "github-personal-access-token",
            ])
        let other = try scan(try folder.write("src/allowed", "generic-api-key_\(secret)\n"), configuration)
        #expect(other.findings.isEmpty || other.findings.allSatisfy { $0.suppression != nil })
    }

    @Test(arguments: [
        ("paths", "[allowlist]\ndescription = \"old\"\npaths = ['''(^|/)a\\.env$''']\n", ["a.env"]),
        (
            "regexes", "[[allowlists]]\ndescription = \"old\"\nregexTarget = \"line\"\nregexes = ['''STAGING''']\n",
            ["b.env"]
        ),
        ("stopwords", "[allowlist]\ndescription = \"old\"\nstopwords = [\"GHP_\"]\n", ["a.env", "b.env"]),
        (
            "both",
            "[[allowlists]]\ndescription = \"old\"\ncondition = \"AND\"\npaths = ['''\\.env$''']\nregexTarget = \"line\"\nregexes = ['''STAGING''']\n",
            ["b.env"]
        ),
        (
            "rule",
            "[[allowlists]]\ndescription = \"old\"\ntargetRules = [\"aws-access-token\"]\npaths = ['''env''']\n", []
        ),
        (
            "provider", "[[allowlists]]\ndescription = \"old\"\ntargetRules = [\"github-pat\"]\npaths = ['''env''']\n",
            ["a.env", "b.env"]
        ),
        (
            "bad",
            "[[allowlists]]\nregexes = ['''(''']\n[[allowlists]]\ndescription = \"old\"\npaths = ['''a\\.env''']\n",
            ["a.env"]
        ),
        ("partly bad", "[allowlist]\ndescription = \"old\"\npaths = ['''(''', '''a\\.env''']\n", ["a.env"]),
        (
            "bad of both",
            "[[allowlists]]\ncondition = \"AND\"\npaths = ['''env''']\nregexes = ['''(''']\n", []
        ),
    ])
    func allowlistsSuppress(_ name: String, _ text: String, _ suppressed: [String]) throws {
        var scene = try Scene(seed: 71)
        let (first, second) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        try scene.repository.commit(
            "add", writing: ["a.env": "TOKEN=\(first)\n", "b.env": "STAGING_TOKEN=\(second)\n"])
        let folder = try TemporaryFolder()
        let scanned = try scan(scene.repository.path, try folder.write("gitleaks.toml", text))
        let hidden = scanned.findings.filter { $0.suppression == "rule-allowlist" }.map(\.location.path).sorted()
        #expect(hidden == suppressed)
        #expect(scanned.run.counts["suppressed"] == suppressed.count)
        #expect(scanned.code == (suppressed.count == 2 ? 0 : 1))
        if name.contains("bad") { #expect(scanned.errors.contains("the pattern ( does not compile")) }
    }

    @Test func allowedCommitsSuppress() throws {
        var scene = try Scene(seed: 72)
        let (first, second) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        let known = try scene.repository.commit("add", writing: ["a.env": "TOKEN=\(first)\n"])
        try scene.repository.commit("more", writing: ["b.env": "TOKEN=\(second)\n"])
        let folder = try TemporaryFolder()
        let configuration = try folder.write("g.toml", "[allowlist]\ncommits = [\"\(known)\"]\n")
        let scanned = try scan(scene.repository.path, configuration)
        #expect(scanned.findings(of: first).allSatisfy { $0.suppression == "rule-allowlist" })
        #expect(scanned.findings(of: second).allSatisfy { $0.suppression == nil })
    }

    /// The line in its commit has one spelling of a key, and what the scan met last another.
    @Test func fingerprintsKnowKeysInOtherLineBreaks() throws {
        let scene = try Scene(seed: 74)
        let folder = try TemporaryFolder()
        let file = "\(folder.path)/key"
        let making = try RunningProgram(
            "ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f", file],
            environment: Program.environment, folder: Program.folder
        ).wait()
        #expect(making.code == 0)
        let key = try String(contentsOfFile: file, encoding: .utf8)
        let known = try scene.repository.commit("add", writing: ["f.pem": "# a\n\(key)\n"])
        let moved = "# a\n# b\n# c\n\(key)\n".replacing("\n", with: "\r\n")
        try scene.repository.commit("move", writing: ["f.pem": moved])
        let ignore = try folder.write(".gitleaksignore", "\(known):f.pem:private-key:2\n")
        let words = ["--gitleaks-config", ignore, scene.repository.path]
        for state in [[], ["--state", "\(folder.path)/state"], ["--state", "\(folder.path)/state"]] {
            let scanned = try Program.scan(state + words)
            #expect(scanned.findings.map(\.suppression) == ["ignore-file"], "\(scanned.places)")
        }
    }

    /// A fingerprint names the line in its commit; by now the secret may stand elsewhere in the file.
    @Test func fingerprintsOfCommitsAndFilesSuppress() throws {
        var scene = try Scene(seed: 73)
        let (first, second, third) = (scene.tokens.gitHub(), scene.tokens.gitHub(), scene.tokens.gitHub())
        let known = try scene.repository.commit("add", writing: ["a.env": "A=1\nTOKEN=\(first)\n"])
        try scene.repository.commit(
            "move", writing: ["a.env": "B=1\nC=1\nA=1\nTOKEN=\(first)\n", "b.env": "TOKEN=\(second)\n"])
        try scene.repository.commit("other", writing: ["c.env": "TOKEN=\(third)\n"])
        let folder = try TemporaryFolder()
        let ignore = try folder.write(
            ".gitleaksignore",
            "# known\n\(known):a.env:github-pat:2\nb.env:github-pat:1\nc.env:github-pat:7\nnonsense\n")
        let scanned = try scan(scene.repository.path, ignore)
        #expect(scanned.findings(of: first).map(\.suppression) == ["ignore-file"])
        #expect(scanned.findings(of: second).map(\.suppression) == ["ignore-file"])
        #expect(scanned.findings(of: third).map(\.suppression) == [nil])
        #expect(scanned.errors.contains(".gitleaksignore:5"))
        // Beside a configuration it is read too.
        let configuration = try folder.write(".gitleaks.toml", "title = \"x\"\n")
        #expect(
            try scan(scene.repository.path, configuration).findings(of: second).map(\.suppression) == ["ignore-file"])
    }

    @Test func configurationsExtendEachOther() throws {
        var tokens = TestTokens(seed: 74)
        let folder = try TemporaryFolder()
        let secret = tokens.hex(24)
        try folder.write(
            "base.toml",
            "[[rules]]\nid = \"corp-token\"\nregex = '''corp_([a-f0-9]{24})'''\n[allowlist]\npaths = ['''vendor/''']\n")
        let configuration = try folder.write(
            "g.toml", "[extend]\npath = \"base.toml\"\ndisabledRules = [\"generic-api-key\", \"no-such-rule\"]\n")
        try folder.write("src/a", "corp_\(secret)\nAPI_KEY=\(tokens.hex(32))\n")
        try folder.write("src/vendor/a", "corp_\(tokens.hex(24))\n")
        let scanned = try scan("\(folder.path)/src", configuration)
        #expect(scanned.findings(of: secret).first?.rule.id == "corp-token")
        #expect(scanned.findings.filter { $0.suppression == nil }.count == 1)
        #expect(scanned.run.counts["suppressed"] == 1)
        #expect(scanned.errors.contains("no-such-rule"))
    }

    /// Named in the settings it counts in scans, baselines and hooks.
    @Test func settingsNameIt() throws {
        var scene = try Scene(seed: 81)
        let (first, second) = (scene.tokens.hex(24), scene.tokens.hex(24))
        let place = scene.repository.path
        try scene.repository.write(
            ".gitleaks.toml",
            "[[rules]]\nid = \"corp-token\"\nregex = 'corp_([a-f0-9]{24})'\n[allowlist]\npaths = ['vendor/']\n")
        try scene.repository.write(".rollcall.yaml", "gitleaks: .gitleaks.toml\n")
        try scene.repository.write("vendor/a", "corp_\(second)\n")
        try scene.repository.stage()
        #expect(try Program.run(["hook", "run", "pre-commit"], standingIn: place).code == 0)
        try scene.repository.write("src/a", "corp_\(first)\n")
        try scene.repository.stage()
        let stopped = try Program.run(["hook", "run", "pre-commit"], standingIn: place)
        #expect(stopped.code == 1 && stopped.errors.contains("src/a:1:6"), "\(stopped.errors)")
        let scanned = try Program.scan(place)
        #expect(scanned.findings(of: first).map(\.suppression) == [nil])
        #expect(scanned.findings(of: second).map(\.suppression) == ["rule-allowlist"])
        #expect(try Program.run(["baseline", "create", place]).text.contains("1 entry"))
        // What is lost of it is told where settings are checked.
        try scene.repository.write(".gitleaks.toml", "[[rules]]\nid = \"bad\"\nregex = 'corp_([A-Z]{20}'\n")
        let lost = try Program.run(["config", "check", "\(place)/.rollcall.yaml"])
        #expect(lost.code == 0 && lost.errors.contains("bad: not carried over"), "\(lost.errors)")
        try scene.repository.write(".rollcall.yaml", "gitleaks: no.toml\n")
        let check = try Program.run(["config", "check", "\(place)/.rollcall.yaml"])
        #expect(check.code == 2 && check.errors.contains(".rollcall.yaml:1: "), "\(check.errors)")
    }

    /// Its names for its own rules stand for several of ours.
    @Test func disabledRulesAreKnownByTheirProvider() throws {
        var tokens = TestTokens(seed: 79)
        let folder = try TemporaryFolder()
        let target = try folder.write("src/notes", "see \(tokens.gitHub()) there\n")
        #expect(try Program.scan(target).findings.count == 1)
        let configuration = try folder.write("g.toml", "[extend]\ndisabledRules = [\"github-pat\"]\n")
        let scanned = try scan(target, configuration)
        #expect(scanned.findings.isEmpty && scanned.errors.contains("github-pat is taken for github-"))
    }

    /// Where rules of ours find the same, no others are left out.
    @Test func disabledRulesAreThoseThatFindTheSame() throws {
        let folder = try TemporaryFolder()
        let target = try folder.write("src/notes", "nothing\n")
        let scanned = try scan(
            target, try folder.write("g.toml", "[extend]\ndisabledRules = [\"aws-access-token\"]\n"))
        #expect(
            scanned.errors.contains(
                "aws-access-token is taken for aws-access-key-id, aws-signed-url-access-key-id, aws-temporary-access-key-id\n"
            ), "\(scanned.errors)")
    }

    @Test func rulesForPathsLookOnlyThere() throws {
        var tokens = TestTokens(seed: 76)
        let folder = try TemporaryFolder()
        let configuration = try folder.write(
            "g.toml", "[[rules]]\nid = \"corp-token\"\nregex = '''corp_([a-f0-9]{24})'''\npath = '''(^|/)deploy/'''\n")
        try folder.write("src/deploy/a.txt", "corp_\(tokens.hex(24))\n")
        try folder.write("src/docs/a.txt", "corp_\(tokens.hex(24))\n")
        let scanned = try scan("\(folder.path)/src", configuration)
        let shown = scanned.findings.filter { $0.rule.id == "corp-token" && $0.suppression == nil }
        #expect(shown.map(\.location.path) == ["deploy/a.txt"])
    }

    /// Two rules of one file are no rule that adds to another.
    @Test func ofTwoRulesWithOneIDOneWorks() throws {
        var tokens = TestTokens(seed: 77)
        let folder = try TemporaryFolder()
        let configuration = try folder.write(
            "g.toml",
            "[[rules]]\nid = \"corp\"\nregex = '''CORP-([0-9a-f]{20})'''\nsecretGroup = 1\n[[rules]]\nid = \"corp\"\nregex = '''CORPX-[0-9a-f]{20}'''\n"
        )
        let (first, second) = (tokens.hex(20), tokens.hex(20))
        try folder.write("a.txt", "see CORP-\(first) and CORPX-\(second)\n")
        let scanned = try scan("\(folder.path)/a.txt", configuration)
        #expect(scanned.findings(of: first).map(\.rule.id) == ["corp"])
        #expect(scanned.errors.contains("another rule of the file has this id"))
    }

    @Test func rulesAreImportedFromStandardInputAndAnew() throws {
        let folder = try TemporaryFolder()
        let text = "[[rules]]\nid = \"corp\"\nregex = '''CORP-([0-9a-f]{20})'''\n"
        let output = "\(folder.path)/o.yaml"
        for (options, code) in [([], 0), ([], 2), (["--force"], 0)] as [([String], Int32)] {
            let result = try Program.run(["rules", "import", "-", "-o", output] + options, input: Array(text.utf8))
            #expect(result.code == code, "\(result.errors)")
        }
        let own = try Program.run(["rules", "import", output])
        #expect(own.code == 2 && own.errors.contains("--rules"), "\(own.errors)")
    }

    @Test func brokenConfigurationsStopTheScan() throws {
        let folder = try TemporaryFolder()
        let bad = try folder.write("g.toml", "[[rules]]\nid = \n")
        let result = try Program.run(["scan", "--gitleaks-config", bad, folder.path])
        #expect(result.code == 2 && result.errors.contains("g.toml:2"))
        #expect(try Program.run(["scan", "--gitleaks-config", "/nonexistent.toml", folder.path]).code == 2)
    }
}

/// `rollcall rules import` and `rollcall rules check`.
@Suite struct RuleFileCommandTests {
    @Test func importedRulesAreFitToScanWith() throws {
        var tokens = TestTokens(seed: 75)
        let folder = try TemporaryFolder()
        let secret = tokens.hex(24)
        let foreign = try folder.write(
            "rules.yml",
            "rules:\n  - name: Corp token\n    id: corp.1\n    pattern: '\\b(corp_[a-f0-9]{24})\\b'\n  - name: No literal\n    id: corp.2\n    pattern: '[a-z]{40}'\n"
        )
        let output = "\(folder.path)/corp.yaml"
        let result = try Program.run(["rules", "import", foreign, "--provider", "corp", "--output", output])
        #expect(result.code == 0 && result.errors.contains("2 of 2 noseyparker rules carried over"))
        #expect(result.errors.contains("corp.2: neither a keyword nor a literal"))
        #expect(try Program.run(["rules", "check", output]).code == 0)
        let target = try folder.write("notes", "see corp_\(secret)\n")
        #expect(try Program.scan("--rules", output, target).findings(of: "corp_\(secret)").first?.rule.id == "corp-1")
        // Nothing is overwritten.
        #expect(try Program.run(["rules", "import", foreign, "--output", output]).code == 2)
    }

    /// Every mistake of every file at once, each with its line.
    @Test func mistakesHaveLines() throws {
        let folder = try TemporaryFolder()
        let bad = try folder.write(
            "bad.yaml",
            """
            provider: acme
            name: Acme
            rules:
              - id: acme-one
                name: One
                kind: other
                anchors:
                  - acme_
                  - acne_
                pattern: '(?<secret>acme_[a-z0-9]{20})'
                checks: [magic]
              - id: acme-two
                name: Two
                kind: other
                colour: red
                anchors: [acme_]
                pattern: '(?<secret>acme_x)'
              - id: acme-three
                name: Three
                kind: other
                anchors: [acme_]
                pattern: '(?<secret>acme_[a-z)'
              - id: acme-four
                name: Four
                kind: other
                anchors: [acme_]
                pattern: '(?<secret>acme_(?:a+)+b)'
            """)
        let other = try folder.write(
            "other.yaml",
            "provider: acme\nrules:\n  - id: acme-four\n    name: x\n    kind: other\n    anchors: [acme_]\n    pattern: '(?<secret>acme_y)'\n"
        )
        for command in [["rules", "check", bad, other], ["scan", "--rules", bad, "--rules", other, folder.path]] {
            let result = try Program.run(command)
            #expect(result.code == 2)
            for expected in [
                "bad.yaml:9: anchor “acne_”", "bad.yaml:11: rule acme-one names the check “magic”",
                "bad.yaml:15: a rule has no key `colour`",
                "bad.yaml:22: the pattern of rule acme-three does not compile",
                "bad.yaml:27: the pattern of rule acme-four runs into",
                "other.yaml:3: the rule id acme-four is used twice",
            ] { #expect(result.errors.contains(expected), "\(expected) in \(result.errors)") }
        }
    }

    @Test func rulesListFilters() throws {
        let all = try Program.run(["rules", "list", "--count"]).text
        let jwt = try Program.run(["rules", "list", "--kind", "jwt"]).text.split(separator: "\n")
        #expect(Int(all.filter(\.isNumber)) ?? 0 > 1000 && jwt.allSatisfy { $0.contains(" jwt ") } && !jwt.isEmpty)
        #expect(
            try Program.run(["rules", "list", "--provider", "GitHub", "--check", "github-crc32"]).text.contains(
                "github-personal-access-token"))
        #expect(try Program.run(["rules", "list", "--kind", "nonsense"]).code == 2)
        #expect(try Program.run(["rules", "show", "github-personal"]).errors.contains("github-personal-access-token"))
        let shown = try Program.run(["rules", "show", "github-personal-access-token"]).text
        for word in ["ghp_", "CRC32", "rotate", "website    https://docs.github.com/en/authentication"] {
            #expect(shown.contains(word), "\(word) is not in \(shown)")
        }
    }
}
