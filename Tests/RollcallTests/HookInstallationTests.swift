import Foundation
import TestRepositories
import Testing

/// Hooks come and go, and leave what others have put there.
@Suite struct HookInstallationTests {
    @Test func chainsAndRestores() throws {
        var hooks = try HookScene()
        let mark = "\(hooks.repository.root)/mark"
        let own = "#!/bin/sh\necho \"ran $#\" >> '\(mark)'\nexit ${FAIL:-0}\n"
        try hooks.writeHook("pre-commit", own)
        #expect(try hooks.install().text.contains("runs first"))
        #expect(try hooks.install().text.contains("anew"), "twice is once")
        try hooks.repository.write("a", "1\n")
        try hooks.repository.stage()
        #expect(try hooks.git(["commit", "-qm", "a"], environment: ["FAIL": "7"]).code == 1)
        #expect(try hooks.git(["commit", "-qm", "a"]).code == 0)
        try hooks.repository.write("b", "TOKEN=\(hooks.scene.tokens.gitHub())\n")
        try hooks.repository.stage()
        #expect(try hooks.git(["commit", "-qm", "b"]).code == 1)
        #expect(try String(contentsOfFile: mark, encoding: .utf8) == "ran 0\nran 0\nran 0\n")
        try hooks.uninstall()
        let file = "\(hooks.repository.gitDirectory)/hooks/pre-commit"
        #expect(try String(contentsOfFile: file, encoding: .utf8) == own)
        #expect(FileManager.default.isExecutableFile(atPath: file))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(hooks.repository.gitDirectory)/hooks") == [
                "pre-commit"
            ])
        #expect(try hooks.git(["commit", "-qm", "b"]).code == 0)
    }

    /// Hooks that know who they are, and where the rest of them is, by `$0`: husky, overcommit, pre-commit.
    @Test func chainedHooksKeepTheirName() throws {
        let hooks = try HookScene()
        let folder = "\(hooks.repository.path)/.team/_"
        try hooks.repository.git(["config", "core.hooksPath", ".team/_"])
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Script.write("#!/bin/sh\n. \"$(dirname \"$0\")/h\"\n", at: folder + "/pre-commit")
        try Script.write(
            "s=$(dirname \"$(dirname \"$0\")\")/$(basename \"$0\")\n[ -f \"$s\" ] || exit 0\nsh \"$s\"\n",
            at: folder + "/h")
        try Script.write("exit 7\n", at: "\(hooks.repository.path)/.team/pre-commit")
        try hooks.repository.write("a", "1\n")
        try hooks.repository.git(["add", "a"])
        #expect(try hooks.git(["commit", "-qm", "a"]).code == 1)
        #expect(try hooks.install().text.contains("runs first"))
        #expect(try hooks.git(["commit", "-qm", "a"]).code == 1, "their hook still refuses")
        #expect(
            try hooks.repository.git(["status", "--short", "-uall", "--", ".team"]).text.contains("before-rollcall")
                == false)
        // What manages them writes them anew, and the same once more is no other hook.
        try Script.write("#!/bin/sh\n. \"$(dirname \"$0\")/h\"\n", at: folder + "/pre-commit")
        #expect(try hooks.install().text.contains("runs first"))
        #expect(try hooks.git(["commit", "-qm", "a"]).code == 1)
        try hooks.uninstall()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["h", "pre-commit"])
        #expect(!FileManager.default.fileExists(atPath: folder + ".before-rollcall"))
    }

    /// Git runs nothing that is not executable, and neither do we.
    @Test func idleHooksStayIdle() throws {
        let hooks = try HookScene()
        try hooks.writeHook("pre-commit", "#!/bin/sh\nexit 1\n")
        let file = "\(hooks.repository.gitDirectory)/hooks/pre-commit"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        #expect(try hooks.install().text.contains("not executable"))
        try hooks.repository.write("a", "1\n")
        try hooks.repository.stage()
        #expect(try hooks.git(["commit", "-qm", "a"]).code == 0)
    }

    /// A chained pre-push hook gets the same lines as ours.
    @Test func chainedHooksReadTheSameInput() throws {
        let hooks = try HookScene()
        let remote = try TestRepository(bare: true)
        let mark = "\(hooks.repository.root)/mark"
        try hooks.scene.plainCommit()
        try hooks.writeHook("pre-push", "#!/bin/sh\ncat > '\(mark)'\n")
        try hooks.install("--pre-push")
        let result = try hooks.git(["push", "--quiet", remote.path, "main"])
        #expect(result.code == 0, "\(result.errors)")
        #expect(try String(contentsOfFile: mark, encoding: .utf8).hasPrefix("refs/heads/main "))
    }

    @Test func leavesForeignHooksAlone() throws {
        let hooks = try HookScene()
        try hooks.install("--pre-commit", "--pre-push")
        try hooks.writeHook("pre-commit", "#!/bin/sh\nexit 0\n")
        #expect(try hooks.uninstall().text.contains("pre-push: taken out"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(hooks.repository.gitDirectory)/hooks") == [
                "pre-commit"
            ])
    }

    @Test func hooksThatAreSwitchedOffAreToldOf() throws {
        let hooks = try HookScene()
        try hooks.repository.git(["config", "core.hooksPath", "/dev/null"])
        let result = try Program.run(["hook", "install", hooks.repository.path])
        #expect(result.code == 2 && result.errors.contains("switched off"), "\(result.errors)")
    }

    /// Wherever `core.hooksPath` is set, that is where Git looks.
    @Test func goesWhereGitLooks() throws {
        var hooks = try HookScene()
        let place = hooks.repository.path
        try hooks.repository.git(["config", "extensions.worktreeConfig", "true"])
        try hooks.repository.git(["config", "--worktree", "core.hooksPath", "wtc"])
        #expect(try hooks.install().text.contains("/wtc/pre-commit: installed"))
        try hooks.repository.write("b", "TOKEN=\(hooks.scene.tokens.gitHub())\n")
        try hooks.repository.git(["add", "b"])
        #expect(try hooks.git(["commit", "-qm", "b"]).code == 1)
        let variables = [
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.hooksPath",
            "GIT_CONFIG_VALUE_0": place + "/env",
        ]
        let given = try Program.run(["hook", "install", place], environment: variables)
        #expect(given.text.contains("/env/pre-commit: installed"), "\(given.errors)")
        for value in ["", "%(prefix)/hooks"] {
            try hooks.repository.git(["config", "--worktree", "core.hooksPath", value])
            let result = try Program.run(["hook", "install", place], environment: ["GIT_CONFIG_NOSYSTEM": "1"])
            #expect(result.code == 2 && result.errors.contains("give the whole path"), "\(result.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: place + "/pre-commit"))
    }

    /// What the user's own files include counts as it does for Git, with and without a condition.
    @Test(arguments: [
        "include", "includeIf \"gitdir:#/\"", "includeIf \"onbranch:*\"",
        "includeIf \"hasconfig:remote.*.url:https://corp.example/**\"",
    ])
    func goesWhereIncludedFilesSay(_ section: String) throws {
        let hooks = try HookScene()
        let (place, home) = (hooks.repository.path, try TemporaryFolder())
        try hooks.repository.git(["config", "--unset-all", "core.hooksPath"], accepting: [0, 5])
        try hooks.repository.git(["remote", "add", "origin", "https://corp.example/x.git"])
        try home.write("inc", "[core]\n\thooksPath = ~/corphooks\n")
        try home.write(
            ".gitconfig", "[\(section.replacing("#", with: hooks.repository.root))]\n\tpath = ~/inc\n")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let variables = ["HOME": home.path, "GIT_CONFIG_NOSYSTEM": "1", "PATH": path]
        let installed = try Program.run(["hook", "install", place], environment: variables)
        #expect(installed.text.contains("\(home.path)/corphooks/pre-commit: installed"), "\(installed)")
        let checked = try Program.run(["doctor", place], environment: variables)
        #expect(checked.text.contains("pre-commit in \(home.path)/corphooks"), "\(checked.text)")
        #expect(try Program.run(["hook", "uninstall", place], environment: variables).text.contains("taken out"))
        // Without a git to ask what is included without a condition is read all the same.
        if section == "include" {
            let alone = try Program.run(
                ["hook", "install", place], environment: variables.merging(["PATH": ""]) { $1 })
            #expect(alone.text.contains("/corphooks/pre-commit: installed"), "\(alone.errors)")
        }
    }

    /// Configuration that includes a file from the home folder can be changed.
    @Test func servesAllRepositoriesBesideIncludedFiles() throws {
        let home = try TemporaryFolder()
        try home.write(".gitconfig.local", "[user]\n\tname = Ada\n")
        let text = "[include]\n\tpath = ~/.gitconfig.local\n"
        let file = try home.write(".gitconfig", text)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        for path in [path, ""] {
            let variables = ["HOME": home.path, "GIT_CONFIG_NOSYSTEM": "1", "PATH": path]
            let installed = try Program.run(["hook", "install", "--global"], environment: variables)
            #expect(installed.code == 0, "\(installed.errors)")
            #expect(try String(contentsOfFile: file, encoding: .utf8).contains("hooksPath = "))
            #expect(try Program.run(["hook", "uninstall", "--global"], environment: variables).code == 0)
            #expect(try !String(contentsOfFile: file, encoding: .utf8).contains("hooksPath"))
        }
    }

    /// Of a folder that goes to everybody, and one that husky writes anew, it is said that a line in the team's own hook is
    /// better than a script with this machine's paths.
    @Test(arguments: [
        (".husky", ".husky", true), (".husky/_", ".husky", false), ("tools/hooks", "tools/hooks", true),
    ])
    func foldersOfTheTeamAreTold(_ folder: String, _ home: String, _ isCommitted: Bool) throws {
        let hooks = try HookScene()
        let place = hooks.repository.path
        let own = "#!/bin/sh\nnpm test\n"
        try hooks.repository.write("\(folder)/pre-commit", own)
        if isCommitted { try hooks.repository.git(["add", "-A"]) }
        try hooks.repository.git(["config", "core.hooksPath", folder])
        let result = try Program.run(
            ["hook", "install", "--pre-commit", "--pre-push", place], environment: ["GIT_CONFIG_NOSYSTEM": "1"])
        #expect(result.code == 0 && result.text.contains("pre-commit: installed"))
        #expect(result.errors.contains("\(home)/pre-commit: rollcall hook run pre-commit\n"), "\(result.errors)")
        #expect(result.errors.contains("\(home)/pre-push: rollcall hook run pre-push \"$@\"\n"))
        #expect(try Program.run(["hook", "uninstall", place], environment: ["GIT_CONFIG_NOSYSTEM": "1"]).code == 0)
        #expect(try String(contentsOfFile: "\(place)/\(folder)/pre-commit", encoding: .utf8) == own)
    }

    /// For all repositories: through the user's configuration, and each repository's own hooks still run.
    @Test func servesAllRepositories() throws {
        var hooks = try HookScene()
        let home = try TemporaryFolder()
        let variables = ["HOME": home.path, "GIT_CONFIG_NOSYSTEM": "1"]
        let mark = "\(hooks.repository.root)/mark"
        try hooks.writeHook("commit-msg", "#!/bin/sh\necho message >> '\(mark)'\n")
        try hooks.writeHook("pre-commit", "#!/bin/sh\necho own >> '\(mark)'\n")
        let installed = try Program.run(["hook", "install", "--global"], environment: variables)
        #expect(installed.code == 0, "\(installed.errors)")
        #expect(installed.text.contains("except fsmonitor-watchman, push-to-checkout, reference-transaction"))
        let global = ["GIT_CONFIG_GLOBAL": "\(home.path)/.gitconfig"]
        // What only passes on to the repository's own hooks scans nothing.
        let told = try Program.run(["doctor", hooks.repository.path], environment: variables).text
        #expect(told.contains("hooks pre-commit in ") || told.contains("hook pre-commit in "), "\(told)")
        try hooks.repository.write("a", "1\n")
        try hooks.repository.stage()
        #expect(try hooks.git(["commit", "-qm", "a"], environment: global).code == 0)
        #expect(try String(contentsOfFile: mark, encoding: .utf8) == "own\nmessage\n")
        try hooks.repository.write("b", "TOKEN=\(hooks.scene.tokens.gitHub())\n")
        try hooks.repository.stage()
        #expect(try hooks.git(["commit", "-qm", "b"], environment: global).code == 1)
        #expect(try Program.run(["hook", "uninstall", "--global"], environment: variables).code == 0)
        #expect(try hooks.git(["commit", "-qm", "b"], environment: global).code == 0)
        #expect(!FileManager.default.fileExists(atPath: "\(home.path)/.config/rollcall/hooks"))
    }
}
