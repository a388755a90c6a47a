import Foundation
import TestRepositories
import Testing

/// What the real git does with our hooks around a push.
@Suite struct PushTests {
    /// Zeros stand for no object, and nothing else does.
    @Test func linesWithoutObjectsAreRefused() throws {
        let hooks = try HookScene()
        let place = hooks.repository.path
        for (line, code) in [("a b c\n", 3), ("x\n", 3), ("", 0)] {
            let result = try Program.run(
                ["hook", "run", "pre-receive"], input: Array(line.utf8), environment: ["ROLLCALL_SKIP": "1"],
                standingIn: place)
            #expect(result.code == Int32(code), "\(line): \(result.errors)")
        }
    }

    private static func push(_ hooks: HookScene, _ arguments: String..., environment: [String: String] = [:]) throws
        -> ProgramResult
    {
        try hooks.git(["push", "--quiet"] + arguments, environment: environment)
    }

    @Test func looksAtWhatTheRemoteLacks() throws {
        var hooks = try HookScene()
        let remote = try TestRepository(bare: true)
        let (old, new) = (hooks.scene.tokens.gitHub(), hooks.scene.tokens.gitHub())
        try hooks.repository.git(["remote", "add", "origin", remote.path])
        try hooks.repository.commit("old", writing: ["old.env": "TOKEN=\(old)\n"])
        #expect(try Self.push(hooks, "origin", "main").code == 0)
        try hooks.install("--pre-push")
        // The remote has it already: by its branch, then by a tracking branch for one that is new there.
        try hooks.repository.commit("plain", writing: ["a": "1\n"])
        #expect(try Self.push(hooks, "origin", "main").code == 0)
        try hooks.repository.checkout("topic", creatingAt: "main")
        try hooks.repository.commit("plain", writing: ["b": "1\n"])
        let passed = try Self.push(hooks, "origin", "topic")
        #expect(passed.code == 0, "\(passed.errors)")
        // Brought in by one commit and taken out by the next: pushed all the same.
        let guilty = try hooks.repository.commit("bring in", writing: ["new.env": "TOKEN=\(new)\n"])
        try hooks.repository.commit("take out", writing: ["new.env": "TOKEN=\n"])
        let blocked = try Self.push(hooks, "origin", "topic")
        #expect(blocked.code == 1 && blocked.errors.contains("new.env:1:7"), "\(blocked.errors)")
        #expect(blocked.errors.contains("in commit \(guilty.prefix(10)) bring in"))
        #expect(!blocked.errors.contains("old.env") && !blocked.errors.contains(new))
        // To a remote of which nothing is known, everything goes.
        let other = try TestRepository(bare: true)
        let all = try Self.push(hooks, other.path, "topic")
        #expect(all.code == 1 && all.errors.contains("old.env") && all.errors.contains("new.env"), "\(all.errors)")
        // A deletion brings nothing in.
        #expect(try Self.push(hooks, "origin", ":topic").code == 0)
    }

    /// Names of 64 digits, and as many zeros for what is not there.
    @Test func repositoriesWithLongNamesAreLookedAt() throws {
        var hooks = try HookScene(objectFormat: .sha256)
        let remote = try TestRepository(bare: true, objectFormat: .sha256)
        try hooks.repository.git(["remote", "add", "origin", remote.path])
        try hooks.install("--pre-push")
        try hooks.repository.commit("plain", writing: ["a": "1\n"])
        let passed = try Self.push(hooks, "origin", "main")
        #expect(passed.code == 0 && !passed.errors.contains("unchecked"), "\(passed.errors)")
        try hooks.repository.commit("bring in", writing: ["b": "TOKEN=\(hooks.scene.tokens.gitHub())\n"])
        let blocked = try Self.push(hooks, "origin", "main")
        #expect(blocked.code == 1 && blocked.errors.contains("b:1:7"), "\(blocked.errors)")
        #expect(try Self.push(hooks, "origin", ":main").code != 3)
    }

    @Test func namesOfNewRefsAreLookedAt() throws {
        var hooks = try HookScene()
        let remote = try TestRepository(bare: true)
        try hooks.repository.git(["remote", "add", "origin", remote.path])
        try hooks.install("--pre-push")
        try hooks.repository.commit("plain", writing: ["a": "1\n"])
        let token = hooks.scene.tokens.gitHub()
        let blocked = try Self.push(hooks, "origin", "HEAD:refs/heads/use-\(token)")
        #expect(blocked.code == 1 && !blocked.errors.contains(token), "\(blocked.errors)")
        #expect(try Self.push(hooks, "origin", "main").code == 0)
        // Beside what the commits bring in.
        try hooks.repository.commit("bring in", writing: ["b": "TOKEN=\(hooks.scene.tokens.gitHub())\n"])
        let both = try Self.push(hooks, "origin", "HEAD:refs/heads/use-\(token)")
        #expect(both.code == 1 && both.errors.contains("2 credentials") && both.errors.contains("b:1:7"))
    }

    /// A ref can name anything, and everything in an object is pushed.
    @Test(arguments: ["--pre-push", "--pre-receive"])
    func whatHasNoCommitIsLookedAt(_ kind: String) throws {
        var hooks = try HookScene()
        let remote = try TestRepository(bare: true)
        let repository = hooks.repository
        try repository.git(["remote", "add", "origin", remote.path])
        try repository.commit("plain", writing: ["a": "1\n"])
        #expect(try Self.push(hooks, "origin", "main").code == 0)
        let place = kind == "--pre-push" ? nil : remote.path
        #expect(try hooks.install(kind, at: place).code == 0)
        let token = hooks.scene.tokens.gitHub()
        let blob = try repository.git("hash-object", "-w", "--stdin", input: Array("TOKEN=\(token)\n".utf8))
        let tree = try repository.git("mktree", input: Array("100644 blob \(blob)\tx.env\n".utf8))
        try repository.git(["tag", "-m", "of a blob", "annotated", blob])
        let author = ["GIT_AUTHOR_NAME": token]
        #expect(try hooks.git(["commit", "-q", "--allow-empty", "-m", "m"], environment: author).code == 0)
        for (ref, place) in [
            ("\(blob):refs/tags/blob", "refs/tags/blob:1:7"), ("\(tree):refs/tags/tree", "x.env:1:7"),
            ("annotated", "refs/tags/annotated:1:7"), ("HEAD:refs/heads/author", "commit"),
        ] {
            let blocked = try Self.push(hooks, "origin", ref)
            #expect(blocked.code == 1 && blocked.errors.contains(place), "\(ref): \(blocked.errors)")
            #expect(!blocked.errors.contains(token))
        }
        // What the other side has at the same place is no news.
        #expect(try Self.push(hooks, "origin", "main^{tree}:refs/tags/known").code == 0)
    }

    @Test func forcedPushesAreLookedAt() throws {
        var hooks = try HookScene()
        let remote = try TestRepository(bare: true)
        try hooks.repository.git(["remote", "add", "origin", remote.path])
        let base = try hooks.repository.commit("base", writing: ["a": "1\n"])
        try hooks.repository.commit("gone", writing: ["a": "2\n"])
        #expect(try Self.push(hooks, "origin", "main").code == 0)
        try hooks.install("--pre-push")
        try hooks.repository.git(["reset", "--quiet", "--hard", base])
        try hooks.repository.commit("instead", writing: ["b.env": "TOKEN=\(hooks.scene.tokens.gitHub())\n"])
        #expect(try Self.push(hooks, "--force", "origin", "main").code == 1)
        try hooks.repository.git(["reset", "--quiet", "--hard", base])
        try hooks.repository.commit("clean", writing: ["c": "1\n"])
        #expect(try Self.push(hooks, "--force", "origin", "main").code == 0)
    }

    @Test func messagesAndTagsArePushedToo() throws {
        var hooks = try HookScene()
        let remote = try TestRepository(bare: true)
        try hooks.install("--pre-push")
        let (inMessage, inTag) = (hooks.scene.tokens.gitHub(), hooks.scene.tokens.gitHub())
        try hooks.scene.plainCommit()
        try hooks.repository.git(["tag", "-a", "-m", "use \(inTag)", "v1"])
        #expect(try Self.push(hooks, remote.path, "v1").code == 1)
        #expect(try Self.push(hooks, remote.path, "main").code == 0)
        try hooks.repository.commit("use \(inMessage)", writing: ["a": "1\n"])
        let blocked = try Self.push(hooks, remote.path, "main")
        #expect(blocked.code == 1 && blocked.errors.contains("message:1:5"), "\(blocked.errors)")
    }

    // MARK: On the server

    @Test func serversRefuse() throws {
        var hooks = try HookScene()
        let server = try TestRepository(bare: true)
        try hooks.install("--pre-receive", at: server.path)
        try hooks.scene.plainCommit()
        let first = try Self.push(hooks, server.path, "main")
        #expect(first.code == 0, "\(first.errors)")
        let token = hooks.scene.tokens.gitHub()
        // What is pushed cannot excuse itself by its own settings.
        try hooks.repository.commit(
            "bring in", writing: ["deploy.env": "TOKEN=\(token)\n", ".rollcall.yaml": "exclude: ['**']\n"])
        let refused = try Self.push(hooks, server.path, "main")
        #expect(
            refused.code == 1 && refused.errors.contains("deploy.env:1:7") && !refused.errors.contains(token),
            "\(refused.errors)")
        #expect(try server.git(["rev-parse", "main"]).text != (try hooks.head()))
        // Nothing of it is kept.
        #expect(try server.git(["cat-file", "-e", try hooks.head()], accepting: [0, 1, 128]).code != 0)
        #expect(try Self.push(hooks, server.path, ":refs/heads/none").code != 3)
    }

    @Test(arguments: [("block", true), ("allow", false)])
    func serversAnswerInTime(_ doubt: String, isRefused: Bool) throws {
        let hooks = try HookScene()
        let server = try TestRepository(bare: true)
        let folder = try TemporaryFolder()
        let file = try folder.write("server.yaml", "hooks: {on-error: \(doubt), time-limit: 0.000001s}\n")
        try hooks.install("--pre-receive", "--config", file, at: server.path)
        for number in 0..<40 {
            try hooks.repository.write("\(number)", String(repeating: "\(number) words\n", count: 20_000))
        }
        try hooks.repository.stage()
        try hooks.repository.commit("much")
        let result = try Self.push(hooks, server.path, "main")
        #expect((result.code != 0) == isRefused && result.errors.contains("time limit"), "\(result.errors)")
    }
}
