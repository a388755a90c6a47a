import Foundation
import TestRepositories
import Testing

/// What people read where there is very much to be found, and how they see all of it.
@Suite struct ManyFindingsTests {
    private func dump(_ rows: Int) -> String {
        var tokens = TestTokens(seed: 1)
        return (0..<rows).map { _ in "TOKEN=\(tokens.gitHub())\n" }.joined()
    }

    private func blocks(_ text: String) -> Int { text.split(separator: "\n").count { $0.hasPrefix("high  ") } }

    @Test func aDumpIsFoldedAndAllShowsIt() throws {
        let folder = try TemporaryFolder()
        try folder.write("deploy.env", dump(50))
        let folded = try Program.run(["scan", folder.path])
        #expect(folded.code == 1 && blocks(folded.text) == 3, "\(folded.text)")
        #expect(folded.text.contains("and 47 more of high confidence:\n"), "\(folded.text)")
        #expect(folded.text.contains("deploy.env: 47 on lines 4–50\n"), "\(folded.text)")
        #expect(folded.text.contains("--all shows each of them"))
        #expect(folded.text.contains("50 credentials in 50 places, 3 of them shown above\n"))
        let all = try Program.run(["scan", "--all", folder.path])
        #expect(all.code == 1 && blocks(all.text) == 50)
        #expect(!all.text.contains("--all") && all.text.contains("\n50 credentials in 50 places\n"), "\(all.text)")
        // Programs are given everything in any case.
        for format in ["csv", "jsonl", "github"] {
            let given = try Program.run(["scan", "--format", format, folder.path])
            #expect(given.text.split(separator: "\n").count == 51, "\(format)")
        }
    }

    @Test func aHookNamesTheFileOfEachFinding() throws {
        var hooks = try HookScene()
        try hooks.scene.plainCommit()
        let place = hooks.repository.path
        try hooks.install(at: place)
        let token = hooks.scene.tokens.gitHub()
        for (name, text) in [("deploy.env", dump(50)), ("z.env", "TOKEN=\(token)\n")] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(place)/\(name)"))
        }
        #expect(try hooks.git(["-C", place, "add", "."]).code == 0)
        let blocked = try hooks.git(["-C", place, "commit", "--quiet", "-m", "second"])
        #expect(blocked.code == 1 && blocked.errors.contains("z.env:1:7"), "\(blocked.errors)")
        #expect(blocked.errors.contains("and 47 more places:\n"), "\(blocked.errors)")
        #expect(blocked.errors.contains("      deploy.env: 47 on lines"), "\(blocked.errors)")
        #expect(blocked.errors.contains("`rollcall scan --staged --all` shows each of them"))
    }
}
