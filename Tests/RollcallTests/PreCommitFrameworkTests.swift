import Foundation
import TestRepositories
import Testing

/// Our hooks driven by the real pre-commit framework, from a clone of the files that it reads.
@Suite struct PreCommitFrameworkTests {
    /// Beside the Python of the tests; `pip install -r packaging/requirements-test.txt` brings it.
    private static let framework: String? = {
        let environment = ProcessInfo.processInfo.environment
        let folders =
            [environment["ROLLCALL_PYTHON"].map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }]
            .compactMap(\.self)
            + [Project.root.appending(path: ".venv/bin").path]
            + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return folders.map { "\($0)/pre-commit" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// The repository that holds `.pre-commit-hooks.yaml`, at a commit.
    private static func hooksRepository() throws -> (repository: TestRepository, commit: String) {
        let repository = try TestRepository()
        let text = try String(contentsOf: Project.root.appending(path: ".pre-commit-hooks.yaml"), encoding: .utf8)
        let commit = try repository.commit("hooks", writing: [".pre-commit-hooks.yaml": text])
        return (repository, commit)
    }

    @Test(.enabled(if: framework != nil, "pre-commit is not installed: pip install -r packaging/requirements-test.txt"))
    func theFrameworkRunsOurHooks() throws {
        let framework = try #require(Self.framework)
        let (source, commit) = try Self.hooksRepository()
        var hooks = try HookScene()
        let home = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(atPath: "\(home.path)/rollcall", withDestinationPath: Program.path)
        let path =
            "\(home.path):\(URL(fileURLWithPath: framework).deletingLastPathComponent().path):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"
        let environment = [
            "PATH": path, "HOME": home.path, "PRE_COMMIT_HOME": "\(home.path)/cache", "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1", "ROLLCALL_KEY_FILE": "\(Program.folder)/key", "LC_ALL": "C.UTF-8",
        ]
        func run(_ arguments: [String]) throws -> ProgramResult {
            try RunningProgram(
                framework, arguments, environment: environment, folder: home.path, standingIn: hooks.repository.path
            ).wait()
        }
        try hooks.repository.commit(
            "settings",
            writing: [
                ".pre-commit-config.yaml": """
                default_install_hook_types: [pre-commit, pre-push]
                repos:
                  - repo: \(source.url)
                    rev: \(commit)
                    hooks: [{id: rollcall}, {id: rollcall-push}, {id: rollcall-history}]
                """
            ])
        let installed = try run(["install"])
        #expect(installed.code == 0, "\(installed.text) \(installed.errors)")

        let token = hooks.scene.tokens.gitHub()
        try hooks.repository.write("deploy.env", "TOKEN=\(token)\n")
        try hooks.repository.stage()
        let blocked = try hooks.git(["commit", "-m", "bring in"], environment: environment)
        #expect(
            blocked.code == 1 && (blocked.text + blocked.errors).contains("deploy.env:1:7"),
            "\(blocked.text) \(blocked.errors)")
        #expect(
            try hooks.git(
                ["commit", "-q", "-m", "bring in"], environment: environment.merging(["ROLLCALL_SKIP": "1"]) { $1 }
            ).code == 0)

        let remote = try TestRepository(bare: true)
        try hooks.repository.git(["remote", "add", "origin", remote.path])
        let push = try hooks.git(["push", "origin", "main"], environment: environment)
        #expect(push.code == 1 && (push.text + push.errors).contains("in commit"), "\(push.text) \(push.errors)")
        let skipped = try hooks.git(
            ["push", "origin", "main"], environment: environment.merging(["ROLLCALL_SKIP": "1"]) { $1 })
        #expect(skipped.code == 0, "\(skipped.text) \(skipped.errors)")
        try hooks.repository.commit("plain", writing: ["a": "1\n"])
        #expect(try hooks.git(["push", "origin", "main"], environment: environment).code == 0)

        let history = try run(["run", "--hook-stage", "manual", "rollcall-history", "--all-files"])
        #expect(history.code == 1 && history.text.contains("deploy.env:1:7"), "\(history.text)")
        #expect(!(blocked.text + blocked.errors + push.text + push.errors + history.text).contains(token))
    }
}
