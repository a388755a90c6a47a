import Foundation
import TestRepositories
import Testing

/// No way of asking makes a secret appear but `--show-secrets`, in no spelling, on no channel.
@Suite struct CanaryTests {
    /// Spellings in which a careless program could give a secret away.
    static func spellings(of token: String) -> [String] {
        let bytes = Array(token.utf8)
        return [
            token, String(token.reversed()), Data(bytes).base64EncodedString(),
            bytes.map { String(format: "%02x", $0) }.joined(), String(token.dropFirst(4)),
            String(token.prefix(token.count / 2)),
        ]
    }

    @Test(
        arguments: [
            [], ["--exhaustive"], ["--min-confidence", "0"], ["--show-suppressed"], ["--quiet"], ["--history", "none"],
            ["--worktree", "none"], ["--since", "2000-01-01"], ["--jobs", "8"],
        ] as [[String]], ["human", "jsonl", "json"])
    func noOptionGivesAwayASecret(_ options: [String], _ format: String) throws {
        let everything = try Everything()
        var tokens = TestTokens(seed: 70)
        let allowed = tokens.gitHub()
        try everything.repository.write("allowed.env", "T=\(allowed) # rollcall:allow\n")
        let result = try Program.run(["scan", "--format", format] + options + [everything.repository.path])
        #expect(result.code == 1)
        let text = String(decoding: result.output, as: UTF8.self) + result.errors
        for (place, token) in everything.tokens + [("allowed line", allowed)] {
            for spelling in Self.spellings(of: token) where text.contains(spelling) {
                Issue.record("the token in the \(place) is printed")
            }
        }
    }

    /// Damage makes errors and coverage speak; they name objects, not contents.
    @Test(arguments: ["deleted blob", "truncated blob", "flipped byte", "deleted commit", "broken configuration"])
    func damageGivesAwayNoSecret(_ damage: String) throws {
        let everything = try Everything()
        let repository = everything.repository
        let blob = try repository.id("HEAD:who.env")
        switch damage {
        case "deleted blob": try repository.deleteObject(blob)
        case "truncated blob": try repository.truncateLooseObject(blob)
        case "flipped byte": try repository.repack(); try repository.flipByte(inPackedObject: blob)
        case "deleted commit": try repository.deleteObject(try repository.id("HEAD~1"))
        default: try repository.writeInGitDirectory("config", "[remote \"\(everything.tokens[0].token)\n")
        }
        for format in ["human", "jsonl", "json"] {
            let result = try Program.run(["scan", "--format", format, repository.path])
            let text = String(decoding: result.output, as: UTF8.self) + result.errors
            for (place, token) in everything.tokens { #expect(!text.contains(token), "the token in the \(place)") }
        }
    }

    /// What one file tells only there stands in the excerpt of another file's finding as well.
    @Test(arguments: ["terminal", "state", "hook"]) func excerptsHideWhatWasFoundElsewhere(_ reader: String) throws {
        var tokens = TestTokens(seed: 73)
        let (password, token) = ("vT7" + tokens.base62(9) + "-2m", tokens.gitHub())
        let repository = try TestRepository()
        try repository.write("a.env", "DB_PASSWORD=\(password)\n")
        try repository.write("b.conf", "# mkhash \(password) a b\nT=\(token) # \(password)\n")
        let text: String
        switch reader {
        case "hook":
            try repository.stage("a.env", "b.conf")
            let result = try Program.run(["hook", "run", "pre-commit"], standingIn: repository.path)
            text = String(decoding: result.output, as: UTF8.self) + result.errors
        case "state":
            try repository.stage("a.env", "b.conf")
            try repository.commit("both")
            let state = try TemporaryFolder()
            _ = try Program.run(["scan", "--state", state.path, repository.path])
            text = try FileManager.default.subpathsOfDirectory(atPath: state.path)
                .compactMap { FileManager.default.contents(atPath: state.path + "/" + $0) }
                .map { String(decoding: $0, as: UTF8.self) }.joined()
        default: text = String(decoding: try Program.run(["scan", repository.path]).output, as: UTF8.self)
        }
        // What was written right before may not be remembered.
        if reader != "state" { #expect(text.contains("b.conf")) }
        #expect(!text.contains(password))
    }

    /// Redacted forms show a quarter of the secret at most, whatever it is.
    @Test func redactedFormsShowAQuarterAtMost() throws {
        var tokens = TestTokens(seed: 71)
        let folder = try TemporaryFolder()
        let secrets = [tokens.gitHub()] + [9, 12, 17, 40, 64].map { "p9X" + tokens.base62($0 - 3) }
        try folder.write("app.ini", secrets.map { "[db]\npassword = \($0)\n" }.joined())
        let scanned = try Program.scan(folder.path)
        #expect(scanned.findings.count >= 4)
        for finding in scanned.findings {
            let shown = finding.credential.redacted.filter { $0 != "…" }
            #expect(shown.count * 4 <= finding.credential.length, "\(shown.count) of \(finding.credential.length)")
        }
    }

    /// Neither the folder stood in, nor the temporary folder, nor the home keeps anything of a scan.
    @Test func nothingIsLeftBehind() throws {
        let everything = try Everything()
        let (stand, temporary, home) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
        let environment = ["HOME": home.path, "TMPDIR": temporary.path]
        let before = [stand, temporary, home].map { Snapshot(of: $0.path) }
        _ = try Program.run(["scan", everything.repository.path], environment: environment, standingIn: stand.path)
        for (folder, old) in zip([stand, temporary, home], before) {
            #expect(Snapshot(of: folder.path).differences(from: old).isEmpty)
        }
    }

    /// Folders and files that are no repositories are left as they are, too.
    @Test(arguments: ["folder", "file"]) func leavesFilesUntouched(_ kind: String) throws {
        var tokens = TestTokens(seed: 72)
        let folder = try TemporaryFolder()
        let file = try folder.write("a/deploy.env", "TOKEN=\(tokens.gitHub())\n")
        let before = Snapshot(of: folder.path)
        #expect(try Program.run(["scan", kind == "file" ? file : folder.path]).code == 1)
        #expect(Snapshot(of: folder.path).differences(from: before).isEmpty)
    }

    /// Whom objects are borrowed from is not written to either.
    @Test func leavesLendersUntouched() throws {
        let everything = try Everything()
        let borrower = try everything.repository.cloneShared()
        let before = [everything.repository.root, borrower.root].map { Snapshot(of: $0) }
        #expect(try Program.run(["scan", borrower.path]).code == 1)
        for (root, old) in zip([everything.repository.root, borrower.root], before) {
            #expect(Snapshot(of: root).differences(from: old).isEmpty)
        }
    }
}
