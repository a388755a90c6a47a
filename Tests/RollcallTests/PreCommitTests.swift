import Foundation
import TestRepositories
import Testing

/// What the real git does when our pre-commit hook stands in its way.
@Suite struct PreCommitTests {
    @Test(
        arguments: [
            "unborn", "plain", "worktree", "submodule", "all", "file", "hooksPath", "detached", "subfolder", "sha256",
            "split index", "sparse index",
        ])
    func blocksWhatACommitBringsIn(_ kind: String) throws {
        var hooks = try HookScene(objectFormat: kind == "sha256" ? .sha256 : .sha1)
        let token = hooks.scene.tokens.gitHub()
        var place = hooks.repository.path
        if kind != "unborn" {
            try hooks.repository.commit("first", writing: ["deploy.env": "A=1\n", "b.env": "B=1\n"])
        }
        var commit = ["commit", "--quiet", "-m", "second"]
        switch kind {
        case "worktree": place = try hooks.repository.addWorktree("side")
        case "submodule":
            let other = try Scene()
            try other.plainCommit()
            try hooks.repository.git(["submodule", "--quiet", "add", other.repository.url, "lib"])
            place += "/lib"
        case "hooksPath": try hooks.repository.git(["config", "core.hooksPath", "tools/hooks"])
        case "split index": try hooks.repository.git("update-index", "--split-index")
        case "sparse index":
            try hooks.repository.commit("more", writing: ["in/a": "1\n", "out/b": "1\n"])
            try hooks.repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "in")
        case "detached": try hooks.repository.git(["checkout", "--quiet", "--detach"])
        case "all": commit.append("-a")
        case "file": commit += ["--", "deploy.env"]
        default: break
        }
        try hooks.install(at: place)
        if kind == "hooksPath" { #expect(FileManager.default.fileExists(atPath: "\(place)/tools/hooks/pre-commit")) }
        func git(_ arguments: [String], in folder: String? = nil) throws -> ProgramResult {
            try hooks.git(["-C", folder ?? place] + arguments)
        }
        let file = "\(place)/deploy.env"
        try Data("A=1\nTOKEN=\(token)\n".utf8).write(to: URL(fileURLWithPath: file))
        if kind != "all" && kind != "file" { #expect(try git(["add", "deploy.env"]).code == 0) }
        if kind == "subfolder" {
            try FileManager.default.createDirectory(atPath: "\(place)/deep", withIntermediateDirectories: true)
        }
        let folder = kind == "subfolder" ? "\(place)/deep" : place
        let before = try git(["rev-parse", "--quiet", "--verify", "HEAD"]).text
        let blocked = try git(commit, in: folder)
        #expect(blocked.code == 1 && blocked.errors.contains("deploy.env:2:7"), "\(blocked.errors)")
        #expect(blocked.errors.contains("its checksum is right") && !blocked.errors.contains(token))
        #expect(try git(["rev-parse", "--quiet", "--verify", "HEAD"]).text == before)

        #expect(
            try git(commit.map { $0 == "-m" ? "--no-verify" : $0 == "second" ? "-mskipped" : $0 }, in: folder).code == 0
        )
        try Data("A=2\nTOKEN=\(token)\n".utf8).write(to: URL(fileURLWithPath: file))
        if kind != "all" && kind != "file" { #expect(try git(["add", "deploy.env"]).code == 0) }
        let passed = try git(commit, in: folder)
        #expect(passed.code == 0, "what HEAD has already is no news: \(passed.errors)")
    }

    /// The ways on do what they say as they are printed.
    @Test func theWaysOnWork() throws {
        var hooks = try HookScene()
        try hooks.scene.plainCommit()
        let place = hooks.repository.path
        try hooks.repository.write("deploy.env", "TOKEN=\(hooks.scene.tokens.gitHub())\n")
        try hooks.repository.stage()
        func way(_ first: String, behind words: String) throws {
            let stopped = try Program.run(["hook", "run", "pre-commit"], standingIn: place)
            #expect(stopped.code == 1)
            let printed = stopped.errors.split(separator: "\n").drop { !$0.contains(first) }.map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            let commands = printed.prefix { $0.hasPrefix("rollcall ") || $0.hasPrefix("echo ") }
            #expect(!commands.isEmpty, "\(stopped.errors)")
            // A blocked commit's scan ends with 1.
            let script = commands.joined(separator: "\n").replacing("rollcall ", with: "'\(Program.path)' ")
            let result = try RunningProgram(
                "/bin/sh", ["-c", script], environment: Program.environment, folder: Program.folder,
                standingIn: place
            ).wait()
            #expect(result.code == 0, "\(words): \(result.errors)")
            let passed = try Program.run(["hook", "run", "pre-commit"], standingIn: place)
            #expect(passed.code == 0, "\(words): \(passed.errors)")
        }
        try way("baseline create", behind: "no baseline")
        try hooks.repository.write("more.env", "TOKEN=\(hooks.scene.tokens.gitHub())\n")
        try hooks.repository.stage()
        try way("baseline update", behind: "a baseline")
        try hooks.repository.git(["commit", "--quiet", "-m", "both"])
        try hooks.repository.write("last.env", "TOKEN=\(hooks.scene.tokens.gitHub())\n")
        try hooks.repository.stage()
        try hooks.repository.write(".rollcall.yaml", "roll: known.roll\n")
        try way("scan --quiet", behind: "a roll")
    }

    @Test func saysHowToGoOn() throws {
        var hooks = try HookScene()
        let token = hooks.scene.tokens.gitHub()
        try hooks.repository.write("app/settings.py", "import os\nGITHUB_TOKEN = '\(token)'\n")
        try hooks.repository.stage()
        let result = try Program.run(["hook", "run", "pre-commit"], standingIn: hooks.repository.path)
        #expect(result.code == 1 && result.output.isEmpty)
        for text in [
            "app/settings.py:2:17", "GitHub personal access token", "os.environ[\"GITHUB_TOKEN\"]",
            "rollcall:allow github-personal-access-token until=", "rollcall baseline create",
            "ROLLCALL_SKIP=1",
        ] { #expect(result.errors.contains(text), "\(text) is not in \(result.errors)") }
    }

    /// What does not count is counted, and listed when asked for; a marker that has ended says so.
    @Test func suppressedFindingsAreCounted() throws {
        var hooks = try HookScene()
        let tokens = (0..<2).map { _ in hooks.scene.tokens.gitHub() }
        try hooks.repository.write(
            "deploy.env",
            "A=\(tokens[0]) # rollcall:allow until=2999-01-01\nB=\(tokens[1]) # rollcall:allow until=2020-01-01\n")
        try hooks.repository.stage()
        let place = hooks.repository.path
        let result = try Program.run(["hook", "run", "pre-commit"], standingIn: place)
        #expect(result.code == 1 && result.errors.contains("deploy.env:2:3") && !result.errors.contains("deploy.env:1"))
        #expect(
            result.errors.contains("1 suppressed finding not shown") && result.errors.contains("ended on 2020-01-01"),
            "\(result.errors)")
        let listed = try Program.run(["hook", "run", "pre-commit", "--show-suppressed"], standingIn: place)
        #expect(listed.errors.contains("inline: a marker in the text allows it until 2999-01-01"), "\(listed.errors)")
    }

    /// Whose credentials may be meant is for an inventory; it is no secret.
    @Test func namesOfTenantsBlockNoCommit() throws {
        let hooks = try HookScene()
        try hooks.repository.write("jira.env", "JIRA_URL=https://waterworks.atlassian.net\n")
        try hooks.repository.stage()
        let place = hooks.repository.path
        #expect(try Program.run(["hook", "run", "pre-commit"], standingIn: place).code == 0)
        let printed = try Program.run(["scan", "jira.env"], standingIn: place)
        let text = String(decoding: printed.output, as: UTF8.self)
        #expect(printed.code == 0 && text.contains("No credentials found"), "\(text)")
        #expect(text.contains("no secrets themselves:\n  Atlassian tenant: 1 in jira.env"), "\(text)")
        let listed = try Program.scan([place + "/jira.env"])
        #expect(listed.findings.map(\.rule.id) == ["tenant-atlassian"], "\(listed.places)")
        #expect(listed.findings.map(\.credential.kind) == ["identifier"])
    }

    /// A UUID is an id, unless its key says that it is a secret.
    @Test(arguments: [("collection", "generic-uuid", 0), ("api_key", "generic-api-key", 1)])
    func uuidsBlockNoCommit(_ key: String, _ rule: String, _ code: Int32) throws {
        var hooks = try HookScene()
        let groups = [8, 4, 3, 3, 12].map { hooks.scene.tokens.hex($0) }
        let id = "\(groups[0])-\(groups[1])-4\(groups[2])-a\(groups[3])-\(groups[4])"
        try hooks.repository.write("a.json", "{\"\(key)\": \"\(id)\"}\n")
        try hooks.repository.stage()
        let place = hooks.repository.path
        #expect(try Program.run(["hook", "run", "pre-commit"], standingIn: place).code == code)
        let scanned = try Program.scan([place + "/a.json"])
        #expect(scanned.code == code && scanned.findings.map(\.rule.id) == [rule], "\(scanned.places)")
    }

    @Test func skipsWhenAsked() throws {
        var hooks = try HookScene()
        try hooks.repository.write("deploy.env", "TOKEN=\(hooks.scene.tokens.gitHub())\n")
        try hooks.repository.stage()
        let place = hooks.repository.path
        for (value, code) in [("1", 0), ("yes", 0), ("0", 1), ("", 1), ("false", 1), ("No", 1)] {
            let result = try Program.run(
                ["hook", "run", "pre-commit"], environment: ["ROLLCALL_SKIP": value], standingIn: place)
            #expect(result.code == Int32(code), "\(value)")
        }
    }

    @Test func writesNothingIntoTheRepository() throws {
        var hooks = try HookScene()
        try hooks.scene.plainCommit()
        try hooks.repository.write("deploy.env", "TOKEN=\(hooks.scene.tokens.gitHub())\n")
        try hooks.repository.stage()
        let before = Snapshot(of: hooks.repository.root)
        #expect(try Program.run(["hook", "run", "pre-commit"], standingIn: hooks.repository.path).code == 1)
        #expect(Snapshot(of: hooks.repository.root).differences(from: before).isEmpty)
    }

    /// A file that is renamed, and changed as well, brings nothing in; a copy does.
    @Test(arguments: [(true, Int32(0)), (false, 1)]) func renamesAreNoNews(isMove: Bool, code: Int32) throws {
        var hooks = try HookScene()
        let text = "TOKEN=\(hooks.scene.tokens.gitHub())\n"
        try hooks.repository.commit("first", writing: ["old.env": text])
        if isMove { try hooks.repository.git(["rm", "--quiet", "old.env"]) }
        try hooks.repository.write("new.env", "# moved\n" + text)
        try hooks.repository.stage()
        #expect(try Program.run(["hook", "run", "pre-commit"], standingIn: hooks.repository.path).code == code)
    }

    /// While a merge is made, what the other branch has is no news; what the resolution adds is.
    @Test func mergesBringInWhatNeitherSideHas() throws {
        var hooks = try HookScene()
        let (theirs, mine) = (hooks.scene.tokens.gitHub(), hooks.scene.tokens.gitHub())
        let base = try hooks.repository.commit("base", writing: ["a.env": "A=1\n"])
        try hooks.repository.checkout("side", creatingAt: base)
        try hooks.repository.commit("theirs", writing: ["a.env": "A=2\n", "b.env": "TOKEN=\(theirs)\n"])
        try hooks.repository.checkout("main")
        try hooks.repository.commit("ours", writing: ["a.env": "A=3\n"])
        try hooks.install()
        #expect(try hooks.git(["merge", "--quiet", "side"]).code != 0)
        try hooks.repository.write("a.env", "A=4\nTOKEN=\(mine)\n")
        try hooks.repository.stage()
        let blocked = try hooks.git(["commit", "--quiet", "-m", "merge"])
        #expect(
            blocked.code == 1 && blocked.errors.contains("a.env") && !blocked.errors.contains("b.env"),
            "\(blocked.errors)")
        try hooks.repository.write("a.env", "A=4\n")
        try hooks.repository.stage()
        let passed = try hooks.git(["commit", "--quiet", "-m", "merge"])
        #expect(passed.code == 0, "\(passed.errors)")
    }

    @Test func rebasesStopAtWhatTheyBringIn() throws {
        var hooks = try HookScene()
        let base = try hooks.repository.commit("base", writing: ["a.env": "A=1\n"])
        try hooks.repository.commit("ours", writing: ["a.env": "A=2\n"])
        try hooks.repository.checkout("side", creatingAt: base)
        try hooks.repository.commit("theirs", writing: ["a.env": "A=3\n"])
        try hooks.install()
        #expect(try hooks.git(["rebase", "main"]).code != 0)
        try hooks.repository.write("a.env", "TOKEN=\(hooks.scene.tokens.gitHub())\n")
        try hooks.repository.stage()
        // `rebase --continue` itself runs no pre-commit hook, the commit that resolves a conflict does.
        let blocked = try hooks.git(["commit", "--quiet", "-m", "theirs"])
        #expect(blocked.code == 1 && blocked.errors.contains("a.env:1:7"), "\(blocked.errors)")
        try hooks.repository.write("a.env", "A=4\n")
        try hooks.repository.stage()
        #expect(try hooks.git(["commit", "--quiet", "-m", "theirs"]).code == 0)
        let result = try hooks.git(["rebase", "--continue"], environment: ["GIT_EDITOR": "true"])
        #expect(result.code == 0, "\(result.errors)")
    }

    @Test func anIndexThatCannotBeReadIsDoubt() throws {
        let hooks = try HookScene()
        try hooks.scene.plainCommit()
        try hooks.repository.write(".git/index", "no index at all")
        let place = hooks.repository.path
        let open = try Program.run(["hook", "run", "pre-commit"], standingIn: place)
        #expect(open.code == 0 && open.errors.contains("this commit is let through"), "\(open.errors)")
        #expect(open.errors.contains("is damaged: it is too short") && open.errors.contains("git reset"))
        let shut = try Program.run(["hook", "run", "pre-commit", "--on-error", "block"], standingIn: place)
        #expect(shut.code == 3 && shut.errors.contains("this commit is blocked"), "\(shut.errors)")
        let detail = try #require(
            try Program.scan(place).coverage("unreadable").first { $0.subject == "index" }?.detail)
        #expect(detail.contains("git reset") && !detail.contains("no longer exists"), "\(detail)")
    }
}
