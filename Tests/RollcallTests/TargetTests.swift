import Foundation
import TestRepositories
import Testing

/// What can be named to a scan besides a whole repository.
@Suite struct TargetTests {
    /// What a shell puts behind or before the name of a folder makes no other finding of it.
    @Test func spellingsOfATargetAreOne() throws {
        var tokens = TestTokens(seed: 130)
        let folder = try TemporaryFolder()
        try folder.write("app/a.env", "TOKEN=\(tokens.gitHub())\n")
        let ids = try ["app", "app/", "./app", ".//app//"].map {
            try Program.scan($0, standingIn: folder.path).findings.map(\.id)
        }
        #expect(ids[0].count == 1 && Set(ids).count == 1)
    }

    @Test func aFolderInsideARepositoryHasItsHistory() throws {
        var scene = try Scene()
        let (inside, outside, old, new) = (
            scene.tokens.gitHub(), scene.tokens.gitHub(), scene.tokens.gitHub(), scene.tokens.gitHub()
        )
        try scene.repository.commit("old", writing: ["lib/a.env": "TOKEN=\(old)\n", "lib.env": "TOKEN=\(outside)\n"])
        let commit = try scene.repository.commit("add", writing: ["lib/a.env": "TOKEN=\(inside)\n"])
        try scene.repository.write("lib/new.env", "TOKEN=\(new)\n")
        let scanned = try Program.scan("\(scene.repository.path)/lib")
        #expect(scanned.secrets == [inside, old, new])
        let found = try #require(scanned.findings(of: inside).first)
        #expect(found.location.path == "lib/a.env" && found.provenance.introduced.map(\.commit) == [commit])
        #expect(found.provenance.at_head && found.provenance.in_worktree == true)
    }

    /// A rule for commands knows what a secret is given to, and not who issued it.
    @Test func whatSurroundsASecretIsNotItsProvider() throws {
        var scene = try Scene()
        let secret = scene.tokens.base62(20)
        try scene.repository.write("run.sh", "redis-cli -h db -a \(secret) ping\n")
        let found = try #require(try Program.scan("\(scene.repository.path)/run.sh").findings.first)
        #expect(found.rule.id.hasPrefix("commands-") && found.credential.provider == "generic")
    }

    @Test(arguments: ["", "/", "/.", "/.git", "/../repository"])
    func aRepositoryIsKnownByAnyName(_ suffix: String) throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit("add", writing: ["a": "TOKEN=\(token)\n"])
        let scanned = try Program.scan(scene.repository.path + suffix)
        let found = try #require(scanned.findings(of: token).first)
        #expect(found.location.path == "a" && found.provenance.at_head && scanned.findings.count == 1)
        #expect(scanned.run.targets.map(\.kind) == ["repository"])
    }

    @Test func theFolderOneStandsInIsScanned() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit(
            "add", writing: ["a/b": "TOKEN=\(token)\n", "c": "TOKEN=\(scene.tokens.gitHub())\n"])
        #expect(try Program.scan(standingIn: scene.repository.path).secrets.count == 2)
        #expect(try Program.scan(standingIn: "\(scene.repository.path)/a").secrets == [token])
    }

    @Test func aLinkToARepositoryIsFollowed() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit("add", writing: ["a": "TOKEN=\(token)\n"])
        let link = "\(scene.repository.root)/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: scene.repository.path)
        let scanned = try Program.scan(link)
        #expect(scanned.findings(of: token, carrier: "blob").first?.provenance.at_head == true)
    }

    @Test func aPlainDirectoryIsScanned() throws {
        var tokens = TestTokens(seed: 2)
        let folder = try TemporaryFolder()
        let (plain, hidden) = (tokens.gitHub(), tokens.gitHub())
        try folder.write("a/b/config.yaml", "x: 1\ntoken: \(plain)\n")
        try folder.write(".env.local", "TOKEN=\(hidden)")
        let scanned = try Program.scan(folder.path)
        try Expected(plain, "file", "a/b/config.yaml", at: (2, 8), introduced: [], in: [], atHead: false).check(scanned)
        try Expected(hidden, "file", ".env.local", at: (1, 7), note: "not in a repository").check(scanned)
        #expect(scanned.run.targets.map(\.kind) == ["directory"] && scanned.run.coverage.complete)
        #expect(scanned.run.counts["files"] == 2)
    }

    /// A worktree or a submodule that was copied without its repository.
    @Test(arguments: ["", "/sub"]) func aHistoryThatIsNotThereIsMissed(_ target: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("copied/.git", "gitdir: /nonexistent/repository.git\n")
        try folder.write("copied/sub/a", "x\n")
        for path in ["\(folder.path)/copied\(target)", folder.path] {
            let scanned = try Program.scan(path)
            #expect(scanned.code == 3 && !scanned.run.coverage.complete)
            #expect(scanned.coverage("unreadable").contains { $0.detail.contains("/nonexistent/repository.git") })
        }
        #expect(try Program.scan("\(folder.path)/copied", "--history", "none").code == 0)
    }

    /// Git takes off the line end, whichever it is.
    @Test func whatLeadsToARepositoryMayComeFromWindows() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit("add", writing: ["a": "TOKEN=\(token)\n"])
        let folder = try TemporaryFolder()
        try folder.write(".git", "gitdir: \(scene.repository.path)/.git\r\n")
        #expect(try Program.scan(folder.path).findings(of: token).first?.provenance.at_head == true)
    }

    /// The user's files change nothing of what a scan finds, nor that it is complete.
    @Test func includedFilesOfTheUserAreNoGap() throws {
        let scene = try Scene()
        try scene.plainCommit()
        try scene.repository.git(["remote", "add", "origin", "https://forge.example/a.git"])
        try scene.repository.git(["config", "include.path", "~/.gitconfig.local"])
        let scanned = try Program.scan(scene.repository.path)
        #expect(scanned.code == 0 && scanned.run.coverage.complete, "\(scanned.run.coverage)")
        #expect(scanned.run.targets.first?.remote == "https://forge.example/a.git")
    }

    /// What transfers that were cut off leave behind, and what people put there.
    @Test func whatIsNoObjectIsScannedToo() throws {
        var scene = try Scene()
        try scene.plainCommit()
        let (packed, loose, text) = (scene.tokens.gitHub(), scene.tokens.gitHub(), scene.tokens.gitHub())
        let other = try TestRepository()
        try other.commit("packed", writing: ["a": "TOKEN=\(packed)\n"])
        try other.git("gc", "--quiet")
        let (own, others) = ("\(scene.repository.path)/.git/objects", "\(other.path)/.git/objects/pack")
        let files = FileManager.default
        let pack = try #require(files.contentsOfDirectory(atPath: others).first { $0.hasSuffix(".pack") })
        try files.createDirectory(atPath: "\(own)/tmp_objdir-incoming-a1/pack", withIntermediateDirectories: true)
        try files.copyItem(atPath: "\(others)/\(pack)", toPath: "\(own)/tmp_objdir-incoming-a1/pack/\(pack)")
        let id = try other.git("hash-object", "-w", "--stdin", input: Array("TOKEN=\(loose)\n".utf8))
        try files.createDirectory(atPath: "\(own)/17", withIntermediateDirectories: true)
        try files.copyItem(
            atPath: "\(other.path)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))", toPath: "\(own)/17/tmp_obj_a1")
        try Data("kept for TOKEN=\(text)\n".utf8).write(to: URL(filePath: "\(own)/pack/pack-1.keep"))
        // Links lead elsewhere, which nobody named.
        let elsewhere = try TemporaryFolder()
        let secret = try elsewhere.write("a", "TOKEN=\(scene.tokens.gitHub())\n")
        for link in ["17/note", "pack/note", "note"] {
            try files.createSymbolicLink(atPath: "\(own)/\(link)", withDestinationPath: secret)
        }
        let scanned = try Program.scan(scene.repository.path)
        #expect(scanned.secrets == [packed, loose, text])
        #expect(scanned.findings(of: text).first?.location.path == ".git/objects/pack/pack-1.keep")
        #expect(scanned.run.coverage.complete)
    }

    /// The history of a repository below a plain directory must not count as scanned.
    @Test func aRepositoryInsideAPlainDirectoryHasItsHistory() throws {
        var tokens = TestTokens(seed: 2)
        let folder = try TemporaryFolder()
        let repository = try TestRepository()
        let (gone, standing) = (tokens.gitHub(), tokens.gitHub())
        try repository.commit("add", writing: ["a": "TOKEN=\(gone)\n"])
        try repository.commit("remove", writing: ["a": "TOKEN=\(standing)\n"])
        try FileManager.default.copyItem(atPath: repository.path, toPath: "\(folder.path)/nested")
        let scanned = try Program.scan(folder.path)
        #expect(!scanned.findings(of: standing).isEmpty)
        let found = try #require(scanned.findings(of: gone).first)
        #expect(found.location.source == "\(folder.path)/nested" && found.location.path == "a")
        #expect(found.provenance.introduced.count == 1 && found.provenance.removed.count == 1)
        #expect(scanned.run.targets.map(\.kind) == ["directory", "repository"])
    }

    /// A submodule is met twice, from its working tree and below `.git/modules`, and is one target.
    @Test func submodulesAreScannedOnce() throws {
        var scene = try Scene()
        let (gone, message) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        let library = try TestRepository()
        try library.commit("add", writing: ["a": "TOKEN=\(gone)\n"])
        try library.commit("remove \(message)", writing: ["a": "\n"])
        try scene.plainCommit()
        let modules = "\(scene.repository.gitDirectory)/modules"
        try FileManager.default.createDirectory(atPath: modules, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: library.gitDirectory, toPath: "\(modules)/lib")
        try scene.repository.write("lib/.git", "gitdir: ../.git/modules/lib\n")
        try scene.repository.write("lib/a", "\n")
        let scanned = try Program.scan(scene.repository.path)
        #expect(scanned.run.targets.map(\.source) == [scene.repository.path, "\(scene.repository.path)/lib"])
        #expect(
            scanned.findings(of: gone).count == 1
                && scanned.findings(of: message, carrier: "commit-message").count == 1, "\(scanned.places)")
    }

    /// Whoever writes a `.git` file must not choose what else is scanned.
    @Test func gitFilesThatLeadOutAreNotFollowed() throws {
        var tokens = TestTokens(seed: 2)
        let token = tokens.gitHub()
        let other = try TestRepository()
        try other.commit("add", writing: ["a": "TOKEN=\(token)\n"])
        let folder = try TemporaryFolder()
        try folder.write("x/.git", "gitdir: \(other.gitDirectory)\n")
        try folder.write("x/b", "b\n")
        let scanned = try Program.scan(folder.path)
        #expect(scanned.findings(of: token).isEmpty && scanned.run.targets.count == 1)
        #expect(scanned.coverage("submodule").count == 1)
    }

    @Test func aSingleFileIsScanned() throws {
        var tokens = TestTokens(seed: 2)
        let token = tokens.gitHub()
        let file = try TemporaryFolder().write("b/deploy.env", "\nTOKEN=\(token)\n")
        let folder = try TemporaryFolder()
        try folder.write("deploy.env", "\nTOKEN=\(token)\n")
        #expect(!FileManager.default.fileExists(atPath: file))  // gone with its folder
        let scanned = try Program.scan("\(folder.path)/deploy.env")
        try Expected(token, "file", "deploy.env", at: (2, 7)).check(scanned)
        #expect(scanned.run.targets.map(\.kind) == ["file"])
    }

    @Test func standardInputIsScanned() throws {
        var tokens = TestTokens(seed: 2)
        let token = tokens.gitHub()
        let scanned = try Program.scan("-", input: Array("a\nTOKEN=\(token)".utf8))
        try Expected(token, "stdin", "stdin", at: (2, 7), introduced: []).check(scanned)
        #expect(scanned.run.targets.map(\.kind) == ["stdin"])
        let empty = try Program.scan("-")
        #expect(empty.code == 0 && empty.findings.isEmpty && empty.run.coverage.complete)
    }

    @Test func manyAreScannedAtOnce() throws {
        var scene = try Scene()
        let tokens = (0..<3).map { _ in scene.tokens.gitHub() }
        try scene.repository.commit("add", writing: ["a": "TOKEN=\(tokens[0])\n"])
        let folder = try TemporaryFolder()
        let file = try folder.write("f", tokens[1])
        let scanned = try Program.scan(scene.repository.path, file, "-", input: Array(tokens[2].utf8))
        #expect(scanned.secrets == Set(tokens) && scanned.run.targets.map(\.kind) == ["repository", "file", "stdin"])
    }

    @Test func emptyRepositoriesAreComplete() throws {
        for repository in [try TestRepository(), try TestRepository(bare: true)] {
            let scanned = try Program.scan(repository.path)
            #expect(scanned.code == 0 && scanned.findings.isEmpty, "\(scanned.places) \(scanned.errors)")
            #expect(scanned.run.coverage.complete && scanned.run.targets.first?.head == nil)
        }
    }

    @Test func whatIsNoFileIsPassedOver() throws {
        var tokens = TestTokens(seed: 2)
        let token = tokens.gitHub()
        let folder = try TemporaryFolder()
        try folder.write("a", token)
        mkfifo("\(folder.path)/pipe", 0o600)
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/up", withDestinationPath: "..")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/self", withDestinationPath: "self")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/out", withDestinationPath: "/etc")
        let scanned = try Program.scan(folder.path)
        #expect(scanned.secrets == [token] && scanned.run.coverage.complete)
        #expect(scanned.run.coverage.counts["symbolic-link"] == 3 && scanned.run.coverage.counts["special-file"] == 1)
    }
}
