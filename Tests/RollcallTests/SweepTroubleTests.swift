import Foundation
import TestRepositories
import Testing

/// Sweeps over what is broken, gone, too large, or in the way.
struct SweepTroubleTests {
    @Test func brokenTargetsStopNoOthers() throws {
        var tokens = TestTokens(seed: 70)
        let scene = try SweepScene()
        let sound = try TestRepository()
        try sound.commit("add", writing: ["a.env": "TOKEN=\(tokens.gitHub())\n"])
        let corrupt = try TestRepository()
        try corrupt.commit(
            "add", writing: ["b.env": "TOKEN=\(tokens.gitHub())\n", "c.env": "TOKEN=\(tokens.gitHub())\n"])
        let blob = try corrupt.git("rev-parse", "HEAD:b.env")
        let configuration = """
            targets:
              - \(sound.path)
              - {path: \(corrupt.path), worktree: none}
              - \(scene.folder.path)/nowhere
              - \(scene.folder.path)/no-*
              - file://\(scene.folder.path)/absent.git
              - {path: /usr/bin, size_limit: 1K}
            """
        let before = try scene.sweep(configuration)
        #expect(before.findings.findings.count == 3 && before.result.code == 1)
        let object = "\(corrupt.gitDirectory)/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
        chmod(object, 0o600)
        try Data("damaged".utf8).write(to: URL(fileURLWithPath: object))
        let after = try scene.sweep(configuration)
        #expect(after.result.code == 1 && !after.manifest.complete)
        #expect(after.manifest.target("/repository")?.outcome == "complete")
        // What cannot be read is not gone.
        #expect(after.unconfirmed.map(\.location.path) == ["b.env"] && after.gone.isEmpty && after.new.isEmpty)
        let outcomes = after.manifest.targets.map(\.outcome)
        #expect(outcomes == ["complete", "incomplete", "unreadable", "unreadable", "too-large"], "\(outcomes)")
        let coverage = after.findings.coverage("unreadable").map(\.subject)
        #expect(coverage.contains("\(scene.folder.path)/no-*"))
        // Still known when it comes back.
        let again = try scene.sweep(configuration)
        #expect(again.unconfirmed.map(\.location.path) == ["b.env"] && again.new.isEmpty)
    }

    /// A mirror has nothing of the working tree, so that a path that a glob finds goes before the URL of the same place.
    @Test func pathsGoBeforeMirrors() throws {
        var tokens = TestTokens(seed: 72)
        let scene = try SweepScene()
        let repository = try TestRepository()
        try repository.commit("add", writing: ["a.env": "TOKEN=\(tokens.gitHub())\n"])
        try repository.write("untracked.env", "TOKEN=\(tokens.gitHub())\n")
        let glob = String(repository.path.dropLast()) + "[\(repository.path.suffix(1))]"
        let run = try scene.sweep("targets: ['\(glob)', 'file://\(repository.path)']")
        #expect(Set(run.findings.findings.map(\.location.path)) == ["a.env", "untracked.env"])
        #expect(run.manifest.notices.contains { $0.contains("scanned once") })
    }

    @Test func nothingFoundAndSomethingUnreadIsThree() throws {
        let scene = try SweepScene()
        try scene.folder.write("tree/a", "x\n")
        #expect(try scene.sweep("targets: [\(scene.folder.path)/tree]\n").result.code == 0)
        #expect(
            try scene.sweep("targets: [\(scene.folder.path)/tree, \(scene.folder.path)/nowhere]\n").result.code == 3)
        #expect(try scene.start("tragets: [x]\n").code == 2)
        // Runs under keys that nobody keeps could not be compared.
        let keyless = try scene.start("targets: [x]\n", environment: ["ROLLCALL_KEY_FILE": "", "HOME": "/dev/null"])
        #expect(keyless.code == 2 && keyless.errors.contains("key_file"), "\(keyless.errors)")
    }

    /// A target that a glob does not find any more is a gap once, and then its findings are gone.
    @Test func vanishedTargetsAreMissedOnce() throws {
        var tokens = TestTokens(seed: 71)
        let scene = try SweepScene()
        for name in ["a", "b"] { try scene.folder.write("trees/\(name)/x.env", "TOKEN=\(tokens.gitHub())\n") }
        let trees = scene.folder.path + "/trees"
        let configuration = "targets: ['\(trees)/*']\n"
        try scene.sweep(configuration)
        try FileManager.default.moveItem(atPath: trees + "/b", toPath: scene.folder.path + "/elsewhere")
        let missed = try scene.sweep(configuration)
        #expect(
            missed.manifest.target("/b")?.outcome == "vanished" && missed.unconfirmed.count == 1 && missed.gone.isEmpty)
        #expect(!missed.manifest.complete)
        let gone = try scene.sweep(configuration)
        #expect(
            gone.gone.map(\.location.source) == [trees + "/b"] && gone.unconfirmed.isEmpty && gone.manifest.complete)
        let quiet = try scene.sweep(configuration)
        #expect(quiet.manifest.targets.count == 1 && quiet.gone.isEmpty && quiet.result.code == 1)
        try FileManager.default.moveItem(atPath: scene.folder.path + "/elsewhere", toPath: trees + "/b")
        #expect(try scene.sweep(configuration).new.map(\.location.source) == [trees + "/b"])
    }

    /// A mirror follows its server, and keeps what the server forgets.
    @Test func mirrorsFollowForcedPushes() throws {
        var tokens = TestTokens(seed: 72)
        let scene = try SweepScene()
        let server = try TestRepository()
        try server.commit("start", writing: ["README": "x\n"])
        try server.git("branch", "topic")
        let configuration = "targets: [\(server.url)]\n"
        #expect(try scene.sweep(configuration).manifest.targets[0].fetch == "created")
        #expect(try scene.sweep(configuration).manifest.targets[0].fetch == "unchanged")
        try server.commit("leak", writing: ["a.env": "TOKEN=\(tokens.gitHub())\n"])
        let leaked = try scene.sweep(configuration)
        #expect(
            leaked.new.count == 1 && leaked.new[0].location.source == server.url
                && leaked.manifest.targets[0].fetch == "updated")
        // Away with it, and `topic` must go for `topic/one` to come.
        try server.git("reset", "-q", "--hard", "HEAD~1")
        try server.git("branch", "-D", "topic")
        try server.git("branch", "topic/one")
        try server.git("reflog", "expire", "--expire=all", "--all")
        try server.git("gc", "-q", "--prune=now")
        let forced = try scene.sweep(configuration)
        #expect(forced.manifest.targets[0].fetch == "updated" && forced.manifest.complete)
        #expect(forced.findings.findings.count == 1, "the mirror still has it")
        // The server is gone: what was fetched last is scanned again.
        try FileManager.default.moveItem(atPath: server.path, toPath: server.path + "-away")
        let stale = try scene.sweep(configuration)
        #expect(
            stale.manifest.targets[0].outcome == "stale" && stale.findings.findings.count == 1 && stale.gone.isEmpty)
        try FileManager.default.moveItem(atPath: server.path + "-away", toPath: server.path)
    }

    /// A cache that is damaged is fetched anew; what a killed fetch left is no hindrance.
    @Test func damagedMirrorsHeal() throws {
        var tokens = TestTokens(seed: 73)
        let scene = try SweepScene()
        let server = try TestRepository()
        for number in 0..<3 { try server.commit("c\(number)", writing: ["f\(number)": "TOKEN=\(tokens.gitHub())\n"]) }
        let configuration = "targets: [\(server.url)]\n"
        try scene.sweep(configuration)
        let mirrors = scene.output + "/mirrors"
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: mirrors).first { $0.hasSuffix(".git") })
        let mirror = mirrors + "/" + name
        for lock in ["packed-refs.lock", "refs/heads/main.lock", "HEAD.lock", "refs/heads/main"] {
            try Data().write(to: URL(fileURLWithPath: mirror + "/" + lock))
        }
        try server.commit("more", writing: ["f3": "TOKEN=\(tokens.gitHub())\n"])
        #expect(try scene.sweep(configuration).new.count == 1)
        let packs = try FileManager.default.contentsOfDirectory(atPath: mirror + "/objects/pack").filter {
            $0.hasSuffix(".pack")
        }
        for pack in packs {
            let path = mirror + "/objects/pack/" + pack
            chmod(path, 0o600)
            var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            for index in 20..<(bytes.count - 20) { bytes[index] = 0x55 }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
        }
        let healed = try scene.sweep(configuration)
        #expect(
            healed.manifest.complete && healed.findings.findings.count == 4 && healed.gone.isEmpty && healed.new.isEmpty
        )
    }

    /// Whatever happens to a repository while it is read, the next sweep of it at rest finds what is there.
    @Test func targetsMayChangeUnderTheScan() throws {
        var tokens = TestTokens(seed: 75)
        let scene = try SweepScene()
        let repository = try TestRepository()
        for number in 0..<5 {
            try repository.commit("c\(number)", writing: ["f\(number)": "TOKEN=\(tokens.gitHub())\n"])
        }
        let configuration = "targets: [\(repository.path)]\n"
        let file = try scene.write(configuration)
        var wasWhole = true
        for round in 0..<5 {
            let program = try Program.start(["sweep", "--quiet", file])
            try repository.commit("r\(round)", writing: ["g\(round)": "TOKEN=\(tokens.gitHub())\n"])
            try repository.git("gc", "-q", "--prune=now")
            let result = try program.wait()
            #expect([1, 3].contains(result.code), "\(result.code) \(result.errors)")
            wasWhole = try scene.read(result).manifest.complete
        }
        let rest = try scene.sweep(configuration)
        let anew = try SweepScene().sweep(configuration)
        #expect(rest.manifest.complete && rest.findings.stableLines == anew.findings.stableLines)
        // The last file may have been seen before it was committed; where commits were missed, so may have been all.
        #expect(!wasWhole || rest.gone.allSatisfy { $0.location.path == "g4" })
    }

    @Test func neverTwoAtOnce() throws {
        let scene = try SweepScene()
        try scene.folder.write("tree/a", "x\n")
        let configuration = "targets: [\(scene.folder.path)/tree]\n"
        try scene.sweep(configuration)
        let lock = open(scene.output + "/lock", O_RDWR | O_CLOEXEC)
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        _ = "process 1 on elsewhere".withCString { write(lock, $0, 22) }
        let refused = try scene.start(configuration)
        #expect(refused.code == 4 && refused.errors.contains("process 1 on elsewhere") && scene.runNames.count == 1)
        // Its owner has died: the lock is free, and the next one says so.
        close(lock)
        let next = try scene.sweep(configuration)
        #expect(next.manifest.notices.contains { $0.contains("process 1 on elsewhere") })
        #expect(try scene.sweep(configuration).manifest.notices.isEmpty)
    }

    /// Files may not grow as large as they need: what a full disk does, without one.
    @Test func aFullDiskLeavesTheLastRun() throws {
        var tokens = TestTokens(seed: 74)
        let scene = try SweepScene()
        try scene.folder.write("tree/a.env", (0..<40).map { "TOKEN_\($0)=\(tokens.gitHub())\n" }.joined())
        let file = try scene.write("targets: [\(scene.folder.path)/tree]\n")
        func sweep(limit: String) throws -> ProgramResult {
            try RunningProgram(
                "/bin/bash", ["-c", "trap '' XFSZ; ulimit -f \(limit); exec '\(Program.path)' sweep '\(file)'"],
                environment: Program.environment, folder: Program.folder
            ).wait()
        }
        #expect(try sweep(limit: "unlimited").code == 1)
        let failed = try sweep(limit: "8")
        #expect(
            failed.code == 4 && failed.errors.contains("cannot write") && failed.errors.contains("the last run stays"),
            "\(failed.errors)")
        #expect(scene.runNames.count == 1 && FileManager.default.fileExists(atPath: scene.latest + "/run.json"))
        #expect(try sweep(limit: "unlimited").code == 1)
        #expect(scene.runNames.count == 2)
    }

    /// Resumed after SIGKILL at any moment; `Benchmarks/kill-sweeps` alone kills more.
    @Test func killedSweepsLoseAndDoubleNothing() throws {
        guard let python = Validator.python else { return }
        let script = Project.root.appending(path: "Benchmarks/kill-sweeps").path
        let result = try RunningProgram(
            python, [script, "--rollcall", Program.path, "--kills", "20", "--repositories", "4", "--commits", "8"],
            environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"],
            folder: Program.folder
        ).wait()
        #expect(result.code == 0, "\(result.text) \(result.errors)")
    }

    @Test func stopsSoonWhenAsked() throws {
        let scene = try SweepScene()
        let repository = try TestRepository(bare: true)
        let file = try scene.write("targets: [\(repository.path)]\n")
        let program = try Program.start(["sweep", file])
        _ = program.comes(to: { $0.handles(SIGTERM) })
        program.send(SIGTERM)
        let result = try program.wait()
        // It may have been done already.
        #expect(
            [0, 4].contains(result.code) && (result.code == 0 || scene.runNames.isEmpty),
            "\(result.code) \(result.errors)")
    }
}
