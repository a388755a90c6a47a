import Foundation
import TestRepositories
import Testing

/// What cannot be done or understood is refused, and leaves nothing behind.
@Suite struct RefusalTests {
    /// A roll with one credential, and the folder it lies in.
    private func roll() throws -> (folder: TemporaryFolder, path: String) {
        var tokens = TestTokens(seed: 71)
        let folder = try TemporaryFolder()
        try folder.write("deploy.env", "TOKEN=\(tokens.gitHub())\n")
        let path = "\(folder.path)/a.roll"
        #expect(try Program.run(["scan", "--quiet", "--roll", path, "\(folder.path)/deploy.env"]).code == 1)
        return (folder, path)
    }

    private func shell(_ text: String, in folder: TemporaryFolder) throws -> ProgramResult {
        try RunningProgram(
            "/bin/sh", ["-c", text.replacing("rollcall ", with: "'\(Program.path)' ")],
            environment: Program.environment, folder: Program.folder, standingIn: folder.path
        ).wait()
    }

    @Test(arguments: [
        (["roll", "list", "--state", "foo"], "in-history"), (["roll", "list", "--kind", "foo"], "service-account"),
        (["roll", "list", "--older-than", "2026-02-30"], "2026-02-30"), (["roll", "diff"], "there is one"),
    ])
    func questionsWithoutAnAnswerAreRefused(_ question: [String], _ word: String) throws {
        let (folder, path) = try roll()
        let result = try withExtendedLifetime(folder) { try Program.run(question + ["--roll", path]) }
        #expect(result.code == 2 && result.errors.contains(word), "\(result.errors)")
        for known in [["--state", "in-history"], ["--kind", "role"]] {
            #expect(try Program.run(["roll", "list", "--roll", path] + known).code == 0)
        }
    }

    @Test(arguments: [
        (["--range", "HEAD~1..HEAD", "deploy.env"], "is a file"), (["--staged", "-"], "standard input"),
        (["--history", "none", "--worktree", "none", "."], "leave nothing"),
        (["--rule", "jwt-token", "--skip-rule", "jwt-token", "."], "skipped"),
        (["--range", "a..b", "--range=b..c", "."], "given twice"),
        (
            ["https://" + ["bob", "hunter2hunter2"].joined(separator: ":") + "@git.example.org/a.git"],
            "repository at git.example.org and"
        ),
    ])
    func scansOfNothingAreRefused(_ words: [String], _ reason: String) throws {
        let (folder, _) = try roll()
        let result = try Program.run(["scan"] + words, standingIn: folder.path)
        #expect(result.code == 2 && result.errors.contains(reason), "\(result.errors)")
        #expect(!result.errors.contains("hunter2"))
        #expect(try Program.run(["scan", "-j2", "deploy.env"], standingIn: folder.path).code == 1)
    }

    /// Formats without a place for it: their users learn on standard error what was not read.
    @Test(arguments: ["csv", "cyclonedx", "html"])
    func gapsAreToldBesideTables(_ format: String) throws {
        let (folder, _) = try roll()
        try folder.write("clean.env", "A=1\n")
        let told = try Program.run(["scan", "--format", format, "clean.env", "absent.env"], standingIn: folder.path)
        #expect(told.code == 3 && told.errors.contains("not everything was read: absent.env"), "\(told.errors)")
        let whole = try Program.run(
            ["scan", "--format", format, "--show-secrets", "deploy.env"], standingIn: folder.path)
        #expect(whole.code == 1 && !whole.errors.contains("not everything") && whole.errors.contains("--show-secrets"))
    }

    @Test func decisionsWithImpossibleDatesAreRefused() throws {
        let (folder, path) = try roll()
        let list = try Program.run(["roll", "list", "--roll", path, "--format", "csv"])
        let id = try #require(list.text.split(separator: "\n").dropFirst().first?.split(separator: ",").first)
        let words = [
            "roll", "decide", String(id), "--roll", path, "--accept", "--reason", "r", "--by", "ada", "--until",
        ]
        let refused = try Program.run(words + ["2999-02-30"])
        #expect(refused.code == 2 && refused.errors.contains("2999-02-30"), "\(refused.errors)")
        #expect(try withExtendedLifetime(folder) { try Program.run(words + ["2999-02-28"]).code } == 0)
        let timeline = try Program.run(["roll", "timeline", "--roll", path, "--since", "30d"]).text
        #expect(timeline.contains("decided") && timeline.contains("accept until 2999-02-28"), "\(timeline)")
    }

    /// Absence has to be proved: a run that looked at a part says nothing of the rest.
    @Test func partsProveNothingGone() throws {
        var tokens = TestTokens(seed: 74)
        let folder = try TemporaryFolder()
        try folder.write("app/a.env", "TOKEN=\(tokens.gitHub())\n")
        try folder.write("app/b.env", "TOKEN=\(tokens.gitHub())\n")
        let roll = "\(folder.path)/x.roll"
        // Runs that end within one second have no order: each has a day of its own.
        func scan(on day: Int, _ words: String...) throws {
            let found = try Program.run(["scan", "--format", "jsonl"] + words + ["app"], standingIn: folder.path).text
            let finished = #""finished":"2026-01-0\#(day)T12:00:00Z""#
            let dated = try folder.write("\(day).jsonl", found.replacing(/"finished":"[^"]*"/, with: finished))
            #expect(try Program.run(["roll", "import", dated, "--roll", roll]).code == 0)
        }
        try scan(on: 1)
        try scan(on: 2, "--include", "a.env")
        let part = try Program.run(["roll", "diff", "--roll", roll]).text
        #expect(part.contains("0 new and 0 gone, 1 not seen") && part.contains("? "), "\(part)")
        try FileManager.default.removeItem(atPath: "\(folder.path)/app/b.env")
        try scan(on: 3)
        #expect(try Program.run(["roll", "diff", "--roll", roll, "@3", "@1"]).text.contains("0 new and 1 gone from"))
    }

    @Test func whatFailsMakesNoRoll() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/none.roll"
        let broken = try folder.write("broken.jsonl", "{\"schema\":\"rollcall.finding/9\"}\n")
        for words in [
            ["decide", "3f9a", "--rotate", "--reason", "r", "--by", "ada"], ["import", "\(folder.path)/absent.jsonl"],
            ["import", broken], ["merge", "\(folder.path)/other.roll"], ["rekey"],
            ["evidence", "--framework", "csf", "--out", "\(folder.path)/evidence"],
        ] {
            let result = try Program.run(["roll"] + words + ["--roll", path])
            #expect(result.code == 2 && !result.errors.contains(":0:"), "\(result.errors)")
            #expect(!FileManager.default.fileExists(atPath: path), "\(words)")
        }
        #expect(try Program.run(["roll", "list", "--roll", path]).errors.contains("there is no roll"))
    }

    @Test func damageIsSeenByThoseWhoLook() throws {
        let (folder, path) = try roll()
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        let size = try file.seekToEnd()
        for start in stride(from: UInt64(20_000), to: size - 3000, by: 8000) {
            try file.seek(toOffset: start)
            try file.write(contentsOf: Data(repeating: 0x5A, count: 3000))
        }
        try file.close()
        let verified = try Program.run(["roll", "verify", "--roll", path])
        #expect(verified.code == 1 && verified.text.contains("is damaged"), "\(verified.text)\(verified.errors)")
        let doctor = try Program.run(["doctor", "--roll", path, folder.path])
        #expect(doctor.code == 1 && doctor.text.contains("! the roll \(path) is damaged"), "\(doctor.text)")
        #expect(try Program.run(["roll", "verify", "--roll", "\(folder.path)/none"]).code == 2)
    }

    // MARK: Output

    @Test(arguments: [
        "rollcall rules list", "rollcall rules show github-personal-access-token", "rollcall --version",
        "rollcall explain deploy.env", "rollcall doctor", "rollcall roll verify --roll a.roll",
        "rollcall roll list --roll a.roll", "rollcall sweep --check sweep.yaml", "rollcall scan deploy.env",
    ])
    func outputThatCannotBeWrittenIsAnError(_ command: String) throws {
        let (folder, _) = try roll()
        try folder.write("sweep.yaml", "folder: out\ntargets: [deploy.env]\n")
        let result = try shell(command + " > /dev/full", in: folder)
        #expect(result.code == 2 && result.errors.contains("No space left"), "\(result.code) \(result.errors)")
    }

    /// As daemons and the hooks of some programs are started; no message can be had then, and no crash.
    @Test(arguments: [(">/dev/full 2>/dev/full", 2), (">&- 2>&-", 2), (">&-", 2), ("2>&-", 1)] as [(String, Int32)])
    func streamsMayBeClosed(_ streams: String, _ code: Int32) throws {
        let (folder, _) = try roll()
        #expect(try shell("rollcall scan deploy.env --state state \(streams)", in: folder).code == code)
    }

    /// Not after an hour.
    @Test(arguments: ["/nonexistent/report", "/"], ["--output", "--artefacts"])
    func aPlaceThatCannotBeWrittenIsToldBeforeTheScan(_ place: String, _ option: String) throws {
        let (folder, _) = try roll()
        let roll = "\(folder.path)/other.roll"
        let result = try Program.run(["scan", "\(folder.path)/deploy.env", "--roll", roll, option, place])
        #expect(result.code == 2 && result.errors.contains(place), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: roll), "nothing was scanned")
    }

    // MARK: Arguments

    @Test func namesThatAreNotUTF8AreNotMistakenForOthers() throws {
        var tokens = TestTokens(seed: 72)
        let folder = try TemporaryFolder()
        _ = try shell("printf 'TOKEN=\(tokens.gitHub())\\n' > \"$(printf 'caf\\351.env')\"", in: folder)
        let named = try shell("rollcall scan \"$(printf 'caf\\351.env')\"", in: folder)
        #expect(named.code == 2 && named.errors.contains("is not UTF-8") && !named.errors.contains("No such file"))
        #expect(try Program.scan(folder.path).code == 1)
    }

    /// They would match nothing, and everything pass for clean.
    @Test(arguments: ["[", "*.[ch]", "", "/"], ["--include", "--exclude"])
    func globsThatCannotMatchAreRefused(_ glob: String, _ option: String) throws {
        let (folder, _) = try roll()
        let result = try Program.run(["scan", folder.path, option, glob])
        #expect(result.code == 2 && result.errors.contains(option), "\(result.errors)")
        try folder.write("settings.yaml", "\n\(option.dropFirst(2)): ['\(glob)']\n")
        let checked = try Program.run(["config", "check", "\(folder.path)/settings.yaml"])
        #expect(checked.code == 2 && checked.errors.contains("settings.yaml:2: "), "\(checked.errors)")
    }

    @Test(arguments: [
        ["scan", "--help"], ["roll", "report", "--help"], ["explain", "--help"], ["roll", "verify", "--help"],
    ])
    func helpShowsNothingOfTheSource(_ command: [String]) throws {
        let help = try Program.run(command).text
        #expect(!help.contains("Reports.") && !help.contains(".swift"), "\(help)")
    }

    /// What to do is told in words of the command that was given.
    @Test func adviceIsOfTheCommandItself() throws {
        let (folder, path) = try roll()
        let out = try Program.run(["roll", "report", "--roll", path, "--out", "/nonexistent/x"])
        #expect(out.code == 2 && !out.errors.contains("--output"), "\(out.errors)")
        let key = try Program.run(["doctor", folder.path], environment: ["ROLLCALL_KEY_FILE": "/nonexistent/key"])
        #expect(key.text.contains("ROLLCALL_KEY_FILE") && !key.text.contains("--key-file"), "\(key.text)")
        let scan = try Program.run(
            ["scan", folder.path], environment: ["ROLLCALL_KEY_FILE": "/nonexistent/key"])
        #expect(scan.code == 2 && scan.errors.contains("ROLLCALL_KEY_FILE") && !scan.errors.contains("--key-file"))
        let report = try Program.run(["roll", "report", "--roll", path, "--format", "markdown"])
        #expect(report.text.contains("## Exposed or in history, the oldest first"), "\(report.text)")
        let verified = try Program.run(["roll", "verify", "--roll", path])
        #expect(verified.text.hasPrefix("0 decisions, "))
    }

    /// Usage is for those whose words were wrong.
    @Test func whatFailedIsToldWithoutUsage() throws {
        let (folder, path) = try roll()
        for failed in [
            ["roll", "show", "--roll", path, "nothing"], ["roll", "list", "--roll", "\(folder.path)/absent.db"],
            ["explain", "\(folder.path)/absent:1"],
        ] {
            let errors = try Program.run(failed).errors
            #expect(errors.hasPrefix("Error: ") && !errors.contains("Usage:"), "\(errors)")
        }
        let wrong = try Program.run(["roll", "list", "--nothing"]).errors
        #expect(wrong.contains("Usage: rollcall roll list"), "\(wrong)")
    }
}
