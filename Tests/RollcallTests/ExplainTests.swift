import Foundation
import TestRepositories
import Testing

/// `rollcall explain`.
@Suite struct ExplainTests {
    private func explain(_ text: String, _ name: String = "settings.py", line: Int? = nil, _ options: String...) throws
        -> ProgramResult
    {
        let folder = try TemporaryFolder()
        let file = try folder.write(name, text)
        return try Program.run(["explain", line.map { "\(file):\($0)" } ?? file] + options)
    }

    /// The parts make the sum, and the sum the verdict that a scan gives.
    @Test func showsTheSumOfEvidence() throws {
        var tokens = TestTokens(seed: 60)
        let secret = tokens.hex(40)
        let result = try explain("x = 1\nAPI_SECRET = '\(secret)'\n", line: 2)
        #expect(result.code == 0 && !result.text.contains(secret))
        #expect(
            result.text.contains("generic-secret") && result.text.contains("its key names a secret")
                && result.text.contains("reported, high"))
        let lines = result.text.split(separator: "\n").map(String.init)
        let rule = try #require(lines.firstIndex { $0.contains("──────") })
        let first = try #require(lines[..<rule].lastIndex { $0.contains("generic-secret, column") })
        func weight(_ line: String) -> Int? {
            line.split(separator: " ").first.flatMap { Int($0.replacing("+", with: "")) }
        }
        let parts = lines[(first + 1)..<rule].compactMap(weight)
        #expect(parts.count >= 4 && parts.reduce(0, +) == weight(lines[rule + 1]))
    }

    /// What stands encoded on the line is read like what stands there plainly, and is not told.
    @Test func readsWhatIsEncoded() throws {
        var tokens = TestTokens(seed: 67)
        let secret = tokens.base62(16)
        let encoded = Data("password = \"\(secret)\"\nport = 5432\n".utf8).base64EncodedString()
        for line in [nil, 2] {
            let result = try explain("x: 1\ndata: \(encoded)\n", "a.yaml", line: line)
            #expect(result.text.contains("generic-password, column") && result.text.contains(" in base64: "))
            #expect(result.text.contains("reported, high"))
            #expect(!result.text.contains(secret) && !result.text.contains(encoded.prefix(40)))
        }
    }

    /// What settings say counts here, too: rules, confidence, exceptions, gitleaks' files.
    @Test func settingsCount() throws {
        var tokens = TestTokens(seed: 66)
        let folder = try TemporaryFolder()
        let file = try folder.write("src/a.env", "API_SECRET=\(tokens.hex(40))\ncorp_\(tokens.hex(24))\n")
        try folder.write("g.toml", "[[rules]]\nid = \"corp-token\"\nregex = 'corp_([a-f0-9]{24})'\n")
        func told(_ settings: String, _ options: String...) throws -> String {
            try folder.write(".rollcall.yaml", settings)
            return try Program.run(["explain", file] + options).text
        }
        #expect(try told("min-confidence: 0.99\n").contains("less than asked for"))
        #expect(try told("min-confidence: 0.99\n", "--no-config").contains("reported, high"))
        #expect(try told("allow:\n  - {reason: made up, paths: ['**']}\n").contains("suppressed, made up"))
        #expect(try told("gitleaks: g.toml\n").contains("corp-token, column"))
        #expect(try told("rules: {skip: [generic-*]}\n").contains("no rule read anything"))
        #expect(try told("exclude: ['**']\n").contains(".rollcall.yaml leaves it out of scans"))
    }

    /// A reading that its company raises has the confidence that the scan gives it.
    @Test func saysWhatTheScanSays() throws {
        var tokens = TestTokens(seed: 63)
        let folder = try TemporaryFolder()
        let file = try folder.write(".env", "RECAPTCHA_SECRET_KEY=6L\(tokens.base62(38))\n")
        let scanned = try Program.run(["scan", file, "--format", "jsonl"]).text.split(separator: "\n")
            .compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
        let confidence = try #require(scanned.compactMap { $0["confidence"] as? [String: Any] }.first)
        let score = try #require(confidence["score"] as? Double)
        let told = try Program.run(["explain", "\(file):1"]).text
        #expect(told.contains(String(format: "confidence %.2f: reported", score)), "\(told)")
        #expect(told.contains("its key alone makes it as likely"))
    }

    /// No rule takes it, and it may be a secret all the same.
    @Test func showsNothingThatLooksRandom() throws {
        var tokens = TestTokens(seed: 64)
        let stray = tokens.base62(40)
        let told = try explain("thing \(stray) of that\n", line: 1).text
        #expect(!told.contains(stray) && told.contains("thing") && told.contains("of that"))
    }

    @Test func saysWhyNothingIsReported() throws {
        var tokens = TestTokens(seed: 61)
        let good = tokens.gitHub()
        let wrong = String(good.dropLast(2)) + (good.hasSuffix("00") ? "11" : "00")
        let text = """
            GITHUB_TOKEN = "\(wrong)"
            API_KEY = "<your-key>"
            token = os.environ["TOKEN"]
            DB_PASSWORD = "\(tokens.hex(20))"  # rollcall:allow
            password
            x = 1

            """
        let refuted = try explain(text, line: 1).text
        #expect(
            refuted.contains("its checksum is wrong") && refuted.contains("not reported") && !refuted.contains(wrong))
        #expect(refuted.contains("github-personal-access-token reads this place better"))
        #expect(try explain(text, line: 2).text.contains("it is a placeholder"))
        #expect(try explain(text, line: 3).text.contains("it points at a secret that is kept elsewhere"))
        #expect(try explain(text, line: 4).text.contains("suppressed, a marker in the text allows it"))
        #expect(try explain(text, line: 5).text.contains("no value is assigned to it"))
        #expect(try explain(text, line: 6).text.contains("no rule took anything on this line"))
    }

    @Test func withoutALineTellsAllReadings() throws {
        var tokens = TestTokens(seed: 62)
        let text = "a = 1\nTOKEN=\(tokens.gitHub())\n\nKEY=\(tokens.gitHub())\n"
        let result = try explain(text, "deploy.env")
        #expect(
            result.text.contains("deploy.env:2") && result.text.contains("deploy.env:4")
                && !result.text.contains("deploy.env:1"))
        #expect(try explain("nothing\n").text.contains("no rule read anything"))
    }

    /// As reports name it: with a column.
    @Test func takesPlacesOfReports() throws {
        var tokens = TestTokens(seed: 65)
        let folder = try TemporaryFolder()
        try folder.write("a.env", "x = 1\nTOKEN=\(tokens.gitHub())\n")
        let result = try Program.run(["explain", "a.env:2:7"], standingIn: folder.path)
        #expect(result.code == 0 && result.text.contains("a.env:2"), "\(result.errors)")
        try folder.write("a.env:2", "nothing\n")
        #expect(try Program.run(["explain", "a.env:2:7"], standingIn: folder.path).errors.contains("has no line 7"))
    }

    @Test func anchorsWithoutAMatchAreNamed() throws {
        #expect(
            try explain("see ghp_short\n", line: 1).text.contains("its anchor “ghp_” is here, its pattern does not fit")
        )
    }

    @Test func limitsAreNoMisfits() throws {
        let folder = try TemporaryFolder()
        let rules = try folder.write(
            "r.yaml",
            RuleOptionTests.acme.replacing(#"\b(?<secret>acme_[a-z0-9]{20})\b"#, with: "acme_(?<secret>(?:[q-z]+-?)+)!")
        )
        let place = try folder.write("a.txt", "acme_" + String(repeating: "qrst", count: 300) + " !\n")
        let told = try Program.run(["explain", "--rules", rules, place + ":1"])
        #expect(told.text.contains("its pattern ran into the match limit"), "\(told.text.suffix(400))\(told.errors)")
    }

    @Test func wrongPlacesAreSaid() throws {
        let result = try explain("one line\n", line: 9)
        #expect(result.code == 2 && result.errors.contains("has no line 9"))
        #expect(try Program.run(["explain", "/nonexistent:3"]).code == 2)
        #expect(try Program.run(["explain", "/nonexistent"]).code == 2)
        let confidence = try explain("TOKEN=x\n", line: 1, "--min-confidence", "often")
        #expect(confidence.code == 2)
    }
}
