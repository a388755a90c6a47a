import Foundation
import TestRepositories
import Testing

/// Markers in the text, baselines and settings: what they hide, what they do not, and what is said of it.
@Suite struct SuppressionTests {
    // MARK: Markers

    /// `KEY` stands for a GitHub token.
    @Test(arguments: [
        ("KEY # rollcall:allow", true), ("KEY # rollcall:allow -- why not", true),
        ("KEY # rollcall:allow a test's own", true),
        ("KEY # rollcall:allow github-personal-access-token", true),
        ("KEY # rollcall:allow github-* until=2999-12-31 -- why", true),
        ("KEY # rollcall:allow aws-access-key-id", false), ("KEY # rollcall:allow aws-*, github-*", true),
        ("KEY # rollcall:allow until=2020-01-01", false), ("KEY # rollcall:allow until=2999-02-30", false),
        ("KEY # rollcall:allow until=soon", false),
        // A reason before the date, and what ends a comment behind it.
        ("KEY /* rollcall:allow github-* a test's until=2020-01-01 */", false),
        ("KEY # rollcall:allow why until=2999-12-31", true), ("KEY # rollcall:allow why until=2999-02-30", false),
        ("KEY /* rollcall:allow until=2999-12-31*/", true), ("KEY # rollcall:allow until=\"2999-12-31\"", true),
        ("<!-- rollcall:allow-next-line until=2999-12-31-->\nKEY", true),
        ("KEY # rollcall:allow until=2999-12-31T00", false),
        ("# rollcall:allow-next-line\nKEY", true), ("# rollcall:allow-next-line\n\nKEY", false),
        ("# rollcall:allow-next-line until=2020-01-01\nKEY", false), ("# rollcall:allow\nKEY", false),
        ("KEY # rollcall:allow-next-line", false), ("# pragma: allowlist nextline secret\nKEY", true),
        ("# rollcall:allow-begin\na\nKEY\nb\n# rollcall:allow-end", true), ("# rollcall:allow-begin\nKEY", false),
        ("# rollcall:allow-begin\n# rollcall:allow-end\nKEY", false),
        ("# rollcall:allow-begin aws-*\nKEY\n# rollcall:allow-end", false),
        ("# rollcall:allow-begin github-* until=2999-01-01 -- these are revoked\nKEY\n# rollcall:allow-end", true),
        ("KEY # gitleaks:allow", true), ("KEY # ggignore", true),
    ])
    func markersSuppress(_ text: String, isAllowed: Bool) throws {
        var tokens = TestTokens(seed: 3)
        let content = text.replacing("KEY", with: "TOKEN = \(tokens.gitHub())") + "\n"
        let scanned = try Program.scan("-", input: Array(content.utf8))
        #expect(scanned.findings.map(\.suppression) == [isAllowed ? "inline" : nil], "\(scanned.places)")
        #expect(try Program.scan("--no-markers", "-", input: Array(content.utf8)).findings.map(\.suppression) == [nil])
        // What is suppressed is counted, and listed when asked for.
        let human = try Program.run(["scan", "-"], input: Array(content.utf8))
        #expect(human.text.contains("1 suppressed finding not shown") == isAllowed)
        let listed = try Program.run(["scan", "--show-suppressed", "-"], input: Array(content.utf8))
        #expect(listed.text.contains("suppressed (inline)") == isAllowed)
    }

    @Test func endedMarkersAreToldOf() throws {
        var tokens = TestTokens(seed: 3)
        let scanned = try Program.scan(
            "-", input: Array("T = \(tokens.gitHub()) # rollcall:allow until=2020-01-01\n".utf8))
        #expect(
            scanned.findings.first?.provenance.note?.contains("the marker that allowed it ended on 2020-01-01") == true)
    }

    /// A marker excuses a secret at its own place: the others are told without it, if they would be by themselves.
    @Test(
        arguments: [
            ("IDENTIFIED BY 'KEY'; -- rollcall:allow\n\nIDENTIFIED BY 'KEY';", 3, [3], nil),
            ("IDENTIFIED BY 'KEY';\nIDENTIFIED BY 'KEY'; -- rollcall:allow", 1, [1], nil),
            (
                "-- ada@acme.id  |  Password: KEY  (role: admin)\nIDENTIFIED BY 'KEY'; -- rollcall:allow", 2, [2],
                "inline"
            ),
            ("-- ada@acme.id  |  Password: KEY  (role: admin)\n\nIDENTIFIED BY 'KEY';", 3, [1, 3], nil),
        ] as [(String, Int, [Int], String?)])
    func markersExcuseTheirOwnPlace(
        _ template: String, _ line: Int, _ lines: [Int], _ suppression: String?
    ) throws {
        var tokens = TestTokens(seed: 12)
        let secret = "smk3" + tokens.hex(8) + "!"
        let scanned = try Program.scan("-", input: Array(template.replacing("KEY", with: secret).utf8))
        let finding = try #require(scanned.findings(of: secret).first)
        #expect(finding.location.line == line && finding.suppression == suppression)
        #expect(finding.lines.map(\.line) == lines)
    }

    /// In a history, whichever way a version was scanned.
    @Test func markersHoldInHistories() throws {
        var scene = try Scene()
        let (one, two) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        let padding = String(repeating: "# nothing\n", count: 40)
        try scene.repository.commit("open", writing: ["a.env": padding + "A=\(one)\nB=\(two)\n" + padding])
        try scene.repository.commit(
            "allow",
            writing: ["a.env": padding + "# rollcall:allow-begin\nA=\(one)\n# rollcall:allow-end\nB=\(two)\n" + padding]
        )
        try scene.repository.repack()
        let (quick, whole) = (
            try Program.scan(scene.repository.path), try Program.scan("--exhaustive", scene.repository.path)
        )
        #expect(quick.stableLines == whole.stableLines)
        #expect(
            quick.findings(of: one).map(\.suppression) == ["inline"]
                && quick.findings(of: two).map(\.suppression) == [nil])
        let state = try TemporaryFolder()
        for _ in 0..<2 {
            let remembered = try Program.run([
                "scan", "--state", state.path, "--format", "jsonl", scene.repository.path,
            ])
            #expect(remembered.text.components(separatedBy: "\"kind\":\"inline\"").count == 2)
        }
    }

    // MARK: Baselines

    private struct Known {
        var scene: Scene
        let old: String
        var file: String { "\(scene.repository.path)/.rollcall-baseline" }
        var text: String { (try? String(contentsOfFile: file, encoding: .utf8)) ?? "" }

        init() throws {
            scene = try Scene()
            old = scene.tokens.gitHub()
            try scene.repository.commit("old", writing: ["a.env": "A=\(old)\n"])
            #expect(try baseline("create").code == 0)
            try scene.repository.commit("settings", writing: [".rollcall.yaml": "baseline: .rollcall-baseline\n"])
        }

        func baseline(_ arguments: String...) throws -> ProgramResult {
            try Program.run(["baseline"] + arguments + [scene.repository.path])
        }

        func scan(_ options: String...) throws -> Scanned {
            try Program.scan(options + ["--history", "none", scene.repository.path])
        }
    }

    @Test func baselinesHideWhatIsKnownAndNothingElse() throws {
        var known = try Known()
        #expect(!known.text.contains(known.old) && known.text.contains("github-personal-access-token a.env"))
        #expect(try known.scan().findings.map(\.suppression) == ["baseline"])
        // It moves down, and stays known; another secret on its old line does not.
        let new = known.scene.tokens.gitHub()
        try known.scene.repository.write("a.env", "A=\(new)\n\n\nB=\(known.old)\n")
        let scanned = try known.scan()
        #expect(
            scanned.findings(of: new).map(\.suppression) == [nil]
                && scanned.findings(of: known.old).map(\.suppression) == ["baseline"])
        #expect(scanned.code == 1)
        // A copy elsewhere is new.
        try known.scene.repository.write("b.env", "A=\(known.old)\n")
        #expect(try known.scan().findings(of: known.old, path: "b.env").map(\.suppression) == [nil])
        #expect(try known.scan("--no-config").findings.allSatisfy { $0.suppression == nil })
        #expect(
            try known.scan("--no-config", "--baseline", known.file).findings(of: known.old, path: "a.env").map(
                \.suppression) == ["baseline"])
    }

    /// As Git and editors on Windows leave it.
    @Test(arguments: ["\r\n", "\n"]) func baselinesOfWindowsAreRead(_ end: String) throws {
        let known = try Known()
        let text = "\u{FEFF}" + known.text.replacing("\n", with: end)
        try text.write(toFile: known.file, atomically: true, encoding: .utf8)
        let scanned = try known.scan()
        #expect(scanned.code == 0 && scanned.findings.map(\.suppression) == ["baseline"], "\(scanned.errors)")
    }

    @Test func hooksKnowTheBaseline() throws {
        var known = try Known()
        let place = known.scene.repository.path
        #expect(try known.baseline("create", "--force").code == 0)
        try known.scene.repository.write("a.env", "B=1\nA=\(known.old)\nC=\(known.scene.tokens.gitHub())\n")
        try known.scene.repository.stage()
        let blocked = try Program.run(["hook", "run", "pre-commit"], standingIn: place)
        #expect(blocked.code == 1 && blocked.errors.contains("a.env:3:3") && !blocked.errors.contains("a.env:2"))
    }

    @Test func renamedFilesAreFollowed() throws {
        let known = try Known()
        try known.scene.repository.move("a.env", to: "b.env")
        #expect(try known.scan().findings.map(\.suppression) == [nil])
        #expect(try known.scan("--follow").findings.map(\.suppression) == ["baseline"])
        try known.scene.repository.write("a.env", "A=1\n")
        #expect(
            try known.scan("--follow").findings.map(\.suppression) == [nil], "its own file is there, so this is a copy")
    }

    /// The history holds the old name for ever; the entry of the new one joins it.
    @Test func renamesInTheHistoryAreFollowed() throws {
        let known = try Known()
        try known.scene.repository.move("a.env", to: "b.env")
        try known.scene.repository.stage()
        try known.scene.repository.commit("moved")
        #expect(try known.baseline("update").code == 1)
        #expect(try known.baseline("update", "--follow").text.contains("moved"))
        #expect(known.text.contains(" a.env\n") && known.text.contains(" b.env\n"))
        #expect(try known.baseline("update").code == 0)
    }

    /// A baseline is committed, so that names in it must not be secrets.
    @Test func secretsInNamesStayOut() throws {
        var known = try Known()
        let token = known.scene.tokens.gitHub()
        try known.scene.repository.write("backup-\(token).env", "A=\(token)\n")
        #expect(try known.baseline("create", "--force").code == 0)
        #expect(!known.text.contains(token) && known.text.contains("backup-"))
        #expect(try !known.baseline("audit").text.contains(token))
        #expect(try known.scan().findings.allSatisfy { $0.suppression == "baseline" })
    }

    @Test func updatesTakeOutWhatIsGone() throws {
        var known = try Known()
        let before = known.text
        #expect(try known.baseline("update").code == 0)
        #expect(known.text == before, "nothing has changed, so nothing changes")
        try FileManager.default.removeItem(atPath: known.file)
        #expect(try known.baseline("create", "--history", "none").code == 0)
        try known.scene.repository.write("a.env", "A=\n")
        let new = known.scene.tokens.gitHub()
        try known.scene.repository.write("c d%.env", "A=\(new)\n")
        #expect(try known.baseline("audit").text.contains("0 still there, 1 gone"))
        let updated = try known.baseline("update")
        #expect(
            updated.code == 1 && updated.text.contains("gone ") && updated.text.contains("new ")
                && updated.text.contains("1 taken out"))
        #expect(!known.text.contains("a.env") && !known.text.contains("c%20d"))
        #expect(try known.baseline("update", "--add-new").code == 0)
        #expect(known.text.contains("c%20d%25.env"))
        #expect(try known.scan().findings.map(\.suppression) == ["baseline"])
        try known.scene.repository.remove("c d%.env")
        try known.scene.repository.write("e.env", "A=\(new)\n")
        #expect(try known.baseline("update", "--follow").text.contains("moved"))
        #expect(known.text.contains("e.env") && !known.text.contains("c%20d"))
    }

    /// Sorted, one entry a line: what two branches add does not meet, and marks of a merge are no entries.
    @Test func baselinesMerge() throws {
        var known = try Known()
        try known.scene.repository.stage()
        try known.scene.repository.commit("baseline")
        for path in ["z.env", "b.env", "m.env"] {
            try known.scene.repository.write(path, "A=\(known.scene.tokens.gitHub())\n")
        }
        #expect(try known.baseline("update", "--add-new").code == 0)
        let paths = known.text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
            $0.split(separator: " ").last
        }
        #expect(paths == ["a.env", "b.env", "m.env", "z.env"])
        try Data((known.text + "<<<<<<< ours\n").utf8).write(to: URL(fileURLWithPath: known.file))
        let result = try Program.run(["scan", known.scene.repository.path])
        #expect(result.code == 2 && result.errors.contains(":8: a merge left its marks"), "\(result.errors)")
    }
}
