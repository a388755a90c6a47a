import RuleFormat
import RuleImport
import Testing

/// Other scanners' rules, in small files of our own.
@Suite struct RuleImportTests {
    private func imported(_ text: String, from format: ForeignFormat? = nil) throws -> ImportedRules {
        try ImportedRules(text, file: "f", format: format, provider: "corp")
    }

    @Test func gitleaksRulesKeepPatternGroupEntropyAndKeywords() throws {
        let result = try imported(
            """
            title = "corp"
            [[rules]]
            id = "Corp Token"
            description = "Corp token"
            regex = '''(?i)\\bcorp_(x|y)([a-z0-9]{24})\\b'''
            secretGroup = 2
            entropy = 3.5
            keywords = ["corp_"]
            tags = ["internal"]
            """)
        let rule = try #require(result.rules.first)
        #expect(result.format == .gitleaks)
        #expect(
            result.notes.map(\.description) == [
                "its tags or categories (internal) have no counterpart and are left out",
                "ids are lower-case words with dashes here: Corp Token is corp-token",
            ])
        #expect(rule.id == "corp-token" && rule.entropy == 3.5)
        #expect(rule.pattern == #"(?i)\bcorp_(x|y)(?<secret>[a-z0-9]{24})\b"#)
        #expect(rule.anchors == [.init(text: "corp_", ignoresCase: true)])
    }

    @Test func whatCannotBeCarriedOverIsNamed() throws {
        let result = try imported(
            """
            [[rules]]
            id = "path-only"
            path = '''\\.pem$'''
            [[rules]]
            id = "no-literal"
            regex = '''[a-z]{40}'''
            [[rules]]
            id = "with-path"
            regex = '''corp-[0-9]{9}'''
            path = '''\\.env$'''
            sparkle = true
            [[rules.required]]
            id = "other"
            [[rules]]
            id = "broken"
            regex = '''corp-([0-9]'''
            [[rules]]
            id = "group"
            regex = '''corp-[0-9]+'''
            secretGroup = 3
            [[rules]]
            id = "with-path"
            regex = '''corp-[0-9]{9}'''
            [allowlist]
            paths = ['''vendor/''']
            [unknown]
            a = 1
            """)
        #expect(result.count == 6 && result.rules.map(\.id) == ["no-literal", "with-path"])
        #expect(result.rules[0].anchors.isEmpty)
        let notes = result.notes.map(\.description)
        for expected in [
            "path-only: it finds files by their path", "path-only: not carried over: it has no pattern",
            "no-literal: neither a keyword nor a literal", "with-path: it is tried in all files",
            "with-path: the key “sparkle”",
            "with-path: the rules it requires", "broken: not carried over: its pattern is not understood", "group 3",
            "another rule of the file is called with-path", "1 allowlists", "the key “unknown”",
        ] { #expect(notes.contains { $0.contains(expected) }, "\(expected)") }
    }

    /// A keyword of gitleaks need only stand somewhere in the file; ours must stand in the match.
    @Test func literalsOfThePatternComeBeforeDistantKeywords() throws {
        let result = try imported("[[rules]]\nid = \"a\"\nregex = '''tok-[0-9]{9}'''\nkeywords = [\"corp\"]\n")
        #expect(result.rules.first?.anchors == [.init(text: "tok-", ignoresCase: false)])
        #expect(result.notes.contains { $0.text.contains("keywords (corp) cannot stand in its matches") })
        let distant = try imported("[[rules]]\nid = \"a\"\nregex = '''[0-9a-f]{32}'''\nkeywords = [\"corp\"]\n")
        #expect(distant.rules.first?.anchors == [.init(text: "corp", ignoresCase: true)])
        #expect(distant.notes.contains { $0.text.contains("need not stand in its matches") })
    }

    static let kingfisher = """
        rules:
          - name: Corp key
            id: kingfisher.corp.1
            pattern: |
              (?xi)
              \\b corp [-_]? key \\s* = \\s*
              (?P<TOKEN> [a-f0-9]{32} )
              \\b
            min_entropy: 3.2
            confidence: medium
            examples: ["x", "y"]
            references: ["https://corp.example/docs"]
            pattern_requirements: { min_digits: 2, ignore_if_contains: [dummy] }
            validation: { type: Http }
        """

    @Test func kingfisherRulesKeepVerbosePatterns() throws {
        let result = try imported(Self.kingfisher)
        let rule = try #require(result.rules.first)
        #expect(result.format == .kingfisher)
        #expect(rule.id == "kingfisher-corp-1" && rule.entropy == 3.2 && rule.confidence == 0.6)
        // Two digits are looked for before the secret is taken.
        let required = #"(?<secret>(?=(?:[^0-9\s"'`]*+[0-9]){2}) [a-f0-9]{32} )"#
        #expect(rule.pattern.contains(required) && !rule.pattern.contains("TOKEN"))
        #expect(rule.anchors.map(\.text) == ["corp-key", "corp_key", "corpkey"])
        #expect(rule.reference == "https://corp.example/docs")
        let notes = result.notes.map(\.text)
        #expect(notes.contains { $0.contains("examples (2)") } && notes.contains { $0.contains("validation") })
        #expect(notes.contains { $0.contains("pattern requirement “ignore_if_contains”") })
    }

    /// A file without anything that only kingfisher knows, but for the group.
    @Test func theGroupTOKENIsTheSecret() throws {
        let result = try imported(
            "rules:\n  - name: a\n    id: a.1\n    pattern: '(?P<pre>one|two)\\s+acmet_(?P<TOKEN>[a-z0-9]{20})'\n")
        #expect(result.rules.first?.pattern == #"(?P<pre>one|two)\s+acmet_(?<secret>[a-z0-9]{20})"#)
    }

    /// Anchors are part of one line.
    @Test func anchorsEndAtLineFeeds() throws {
        let result = try imported(
            "rules:\n  - name: a\n    id: a.1\n    pattern: '([a-z0-9]{20}) finish\\nthe next line'\n",
            from: .kingfisher)
        #expect(result.rules.first?.anchors.map(\.text) == [" finish"], "\(result.notes)")
    }

    /// Looking ahead must not end before the secret does: then the rule would find less than it says.
    @Test(arguments: [
        (#"kfx_([a-z0-9]{20})"#, true), (#"\bkfx_[a-z0-9_\-]{20}\b"#, true),
        (#"(?x) kfx_ ( [a-z]{3} [0-9]{9} )"#, true),
        (#"kfx_([a-z]{8}\n[0-9]{5})"#, false), (#"kfx_([a-z ]{9}[0-9]{5})"#, false), (#"kfx_([^,]{20})"#, false),
        (#"kfx_(\S{20})"#, false), (#"kfx_(.{20})"#, false), (#"kfx_([a-z]"[0-9]{5})"#, false),
        (#"kfx_([A-Z]{4})_([a-z0-9]{16})"#, false),
    ])
    func requirementsAreLookedForInOneWordAlone(_ pattern: String, _ isAsked: Bool) throws {
        let result = try imported(
            "rules:\n  - name: a\n    id: a.1\n    pattern: |\n      \(pattern)\n    pattern_requirements: {min_digits: 3}\n",
            from: .kingfisher)
        let rule = try #require(result.rules.first, "\(result.notes)")
        #expect(rule.pattern.contains("*+[0-9]){3}") == isAsked)
        #expect(result.notes.contains { $0.text.contains("is left out") } == !isAsked)
    }

    /// What only helps other rules is no secret.
    @Test(arguments: [
        "rules:\n  - name: a\n    id: a.1\n    visible: false\n    pattern: 'corp_id=([0-9]{12})'\n",
        "[[rules]]\nid = \"a\"\nregex = 'corp_id=([0-9]{12})'\nskipReport = true\n",
    ])
    func helpersFindNames(_ text: String) throws {
        let result = try imported(text)
        let read = RuleFile.rules(in: ImportedRuleFile.text(of: result.rules, provider: "corp", source: "f"), file: "w")
        #expect(read.rules.map(\.kind) == ["identifier"])
        #expect(result.notes.contains { $0.text.contains("listed as a name") })
    }

    /// What a pattern may match across lines, a rule must look at.
    @Test(arguments: [
        (#"corp_key=([a-z0-9]{24})"#, 0), (#"corp_key\s*=\s*([a-z0-9]{24})"#, 3),
        (#"corp_key(?:.|[\n\r]){0,16}?([a-z0-9]{24})"#, 3), (#"corp_key = "([^"]+)""#, 3),
        (#"(BEGIN CORP KEY[\s\S]{64,}?END CORP KEY)"#, 120), (#"(?s)(BEGIN CORP KEY.+?END CORP KEY)"#, 120),
    ])
    func patternsThatCrossLinesReachAsFar(_ pattern: String, _ lines: Int) throws {
        let result = try imported("[[rules]]\nid = \"a\"\nregex = '''\(pattern)'''\n")
        let rule = try #require(result.rules.first)
        #expect(rule.lines == lines)
        let written = ImportedRuleFile.text(of: result.rules, provider: "corp", source: "f")
        let read = RuleFile.rules(in: written, file: "w")
        #expect(read.faults.isEmpty && read.rules.first?.reach.lines == lines)
    }

    @Test func noseyparkerRulesTakeTheirFirstGroup() throws {
        let result = try imported(
            """
            rules:
              - name: Corp token
                id: corp.1
                pattern: '\\b(corp_[a-z0-9]{20})\\b'
                examples: []
                negative_examples: ['corp_x']
                references: []
                categories: [api, secret]
            """)
        #expect(result.format == .noseyparker)
        #expect(result.rules.first?.pattern == #"\b(?<secret>corp_[a-z0-9]{20})\b"#)
    }

    /// What is written is a rule file of ours without mistakes, whatever stands in it.
    @Test func whatIsWrittenIsRead() throws {
        for text in [
            Self.kingfisher,
            "[[rules]]\nid = \"q'x\"\ndescription = \"it's: # \\\"quoted\\\"\"\nregex = '''corp'\"\\\\[0-9]{3}\\t'''\n",
        ] {
            let result = try imported(text)
            let written = ImportedRuleFile.text(of: result.rules, provider: "corp", source: "f")
            let read = RuleFile.rules(in: written, file: "w")
            #expect(read.faults.isEmpty)
            #expect(read.rules.map(\.id) == result.rules.map(\.id))
            #expect(read.rules.map(\.pattern) == result.rules.map(\.pattern))
            #expect(read.rules.map(\.name) == result.rules.map(\.name))
        }
    }

    /// All configurations without rules of their own are answered alike.
    @Test(arguments: [
        "[extend]\nuseDefault = true\n", "[allowlist]\npaths = ['^x/']\n", "[whitelist]\nfiles = ['^vendor/']\n",
        "title = 'x'\nprefilter = 'matchesAny(attributes[\"path\"], [\"x\"])'\n",
    ])
    func configurationsWithoutRulesAreRead(_ text: String) throws {
        let result = try ImportedRules(text, file: "f.toml", format: nil, provider: "corp")
        #expect(result.format == .gitleaks && result.count == 0)
        #expect(result.notes.contains { $0.text.contains("no rules of its own") })
    }

    @Test func listsOfOtherFormsAreRead() throws {
        let inline = try ImportedRules(
            "rules = [ {id = 'inl', regex = 'CORP-[0-9a-f]{20}'} ]\n", file: "f.toml", format: nil, provider: "corp")
        #expect(inline.rules.map(\.id) == ["inl"])
        #expect(throws: ImportError.self) {
            try ImportedRules("[package]\nname = 'x'\n", file: "Cargo.toml", format: nil, provider: "corp")
        }
        let list = try imported("- name: x\n  id: a.b\n  pattern: '(CORP-[0-9a-f]{20})'\n")
        #expect(list.rules.map(\.id) == ["a-b"])
    }

    /// Up to gitleaks 7 rules have no id, and what is allowed is called a whitelist.
    @Test func oldRulesAreCarriedOver() throws {
        let text = """
            [[rules]]
            description = "AWS MWS key"
            regex = '''amzn\\.mws\\.[0-9a-f]{8}'''
            [[rules]]
            description = "AWS MWS key"
            regex = '''sq0atp-[0-9A-Za-z]{22}'''
            file = '''^deploy\\.env$'''
            [[rules.Entropies]]
            Min = "3.5"
            Max = "8"
            [[rules.whitelist]]
            regex = '''sq0atp-test'''
            [whitelist]
            files = ['''^vendor/(.*?)$''']
            """
        let configuration = try GitleaksConfiguration(text, file: "f")
        #expect(configuration.rules.map(\.id) == ["aws-mws-key", "aws-mws-key-2"])
        #expect(configuration.rules[1].entropy == 3.5 && configuration.rules[1].path == #"(?:^|/)deploy\.env$"#)
        #expect(configuration.allowlists.map(\.rules) == [["aws-mws-key-2"], []])
        #expect(configuration.allowlists.map(\.patterns) == [["sq0atp-test"], []])
        #expect(configuration.allowlists.map(\.paths) == [[], ["^vendor/(.*?)$"]])
        #expect(try imported(text).rules.count == 2)
    }

    /// What nothing announces is tried on every line.
    @Test(arguments: [
        (#"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}"#, ""),
        (#"(?i)\b[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,63}\b"#, "keywords = ['@']"),
    ])
    func rulesWithoutALiteralAreKept(_ pattern: String, _ keywords: String) throws {
        let result = try imported("[[rules]]\nid = \"a\"\nregex = '''\(pattern)'''\n\(keywords)\n")
        let written = ImportedRuleFile.text(of: result.rules, provider: "corp", source: "f")
        let read = RuleFile.rules(in: written, file: "w")
        #expect(read.faults.isEmpty && read.rules.map(\.searchesLines) == [true], "\(read.faults) \(result.notes)")
    }

    @Test(arguments: [
        ("[[rules]]\nid = ", "f:2"), ("rules:\n  - id: [", "f:"), ("hello", "neither a gitleaks"),
        ("[package]\nname = 'x'\n", "neither a gitleaks"),
        ("rules: []", "holds no noseyparker rules"),
    ])
    func unreadableFilesSayWhy(_ text: String, _ part: String) {
        do {
            _ = try imported(text)
            Issue.record("not refused")
        } catch { #expect("\(error)".contains(part)) }
    }
}

@Suite struct GitleaksConfigurationTests {
    @Test func allowlistsAreReadOldAndNew() throws {
        let configuration = try GitleaksConfiguration(
            """
            [extend]
            useDefault = true
            path = "base.toml"
            disabledRules = ["generic-api-key"]
            [allowlist]
            description = "old"
            commits = ["ABCDEF"]
            paths = ['''(^|/)vendor/''']
            stopwords = ["Dummy"]
            [[allowlists]]
            description = "new"
            targetRules = ["corp"]
            condition = "AND"
            regexTarget = "line"
            regexes = ['''fixture''']
            [[rules]]
            id = "corp"
            regex = '''corp_[a-z]+'''
            [rules.allowlist]
            regexes = ['''x''']
            [[rules.allowlists]]
            regexTarget = "match"
            regexes = ['''y''']
            """, file: "f")
        #expect(configuration.extends.usesDefault && configuration.extends.path == "base.toml")
        #expect(configuration.extends.disabledRules == ["generic-api-key"])
        #expect(configuration.allowlists.map(\.reason) == ["", "", "old", "new"])
        #expect(configuration.allowlists.map(\.rules) == [["corp"], ["corp"], [], ["corp"]])
        #expect(configuration.allowlists.map(\.target) == [.secret, .match, .secret, .line])
        #expect(configuration.allowlists.map(\.needsAll) == [false, false, false, true])
        #expect(configuration.allowlists[2].commits == ["abcdef"] && configuration.allowlists[2].stopwords == ["dummy"])
    }

    @Test(arguments: ["\n", "\r\n"])
    func fingerprintsAreReadFromTheirEnd(_ lineEnd: String) {
        let commit = String(repeating: "a1", count: 20)
        let text = "# known\n\n\(commit):src/a:b.py:corp-token:12\n src/x.env:generic-api-key:3 \nnonsense\na:b\n"
        let read = GitleaksFingerprint.read(text.replacing("\n", with: lineEnd), file: ".gitleaksignore")
        #expect(
            read.fingerprints == [
                GitleaksFingerprint(commit: commit, path: "src/a:b.py", rule: "corp-token", line: 12),
                GitleaksFingerprint(commit: nil, path: "src/x.env", rule: "generic-api-key", line: 3),
            ])
        #expect(
            read.notes.map(\.description).filter {
                $0.hasPrefix(".gitleaksignore:5") || $0.hasPrefix(".gitleaksignore:6")
            }.count == 2)
    }
}
