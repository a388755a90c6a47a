import Foundation
import TestRepositories
import Testing

/// Ways to store a repository that few people have: all of it is found, and nothing is called damage.
@Suite struct OddStorageTests {
    private static let formats: [TestRepository.ObjectFormat] = [.sha1, .sha256]

    private func scene(_ format: TestRepository.ObjectFormat, commits: Int = 3) throws -> (Scene, tokens: [String]) {
        var scene = try Scene(seed: 31, objectFormat: format)
        var tokens: [String] = []
        for number in 0..<commits {
            tokens.append(scene.tokens.gitHub())
            try scene.repository.commit("\(number)", writing: ["f\(number)": "TOKEN=\(tokens[number])\n"])
        }
        return (scene, tokens)
    }

    private func expect(_ tokens: [String], in target: String, _ what: Comment = "") throws {
        let scanned = try Program.scan(target)
        #expect(scanned.secrets == Set(tokens), what)
        #expect(scanned.run.coverage.complete, "\(scanned.run.coverage.entries)")
    }

    /// `git multi-pack-index write --incremental` keeps a chain of them in a folder.
    @Test(arguments: formats) func chainsOfMultiPackIndexes(_ format: TestRepository.ObjectFormat) throws {
        var (scene, tokens) = try scene(format)
        try scene.repository.git("repack", "-d", "--quiet")
        tokens.append(scene.tokens.gitHub())
        try scene.repository.commit("more", writing: ["more": "TOKEN=\(tokens[3])\n"])
        try scene.repository.git("repack", "-d", "--quiet")
        try scene.repository.git("multi-pack-index", "write")
        let packs = "\(scene.repository.gitDirectory)/objects/pack"
        let chain = "\(packs)/multi-pack-index.d"
        try FileManager.default.createDirectory(atPath: chain, withIntermediateDirectories: true)
        let name = String(repeating: "ab", count: 20)
        try FileManager.default.moveItem(
            atPath: "\(packs)/multi-pack-index", toPath: "\(chain)/multi-pack-index-\(name).midx")
        try Data("\(name)\n".utf8).write(to: URL(fileURLWithPath: "\(chain)/multi-pack-index-chain"))
        try expect(tokens, in: scene.repository.path)
    }

    @Test(arguments: formats) func cruftPacks(_ format: TestRepository.ObjectFormat) throws {
        let (scene, tokens) = try scene(format)
        try scene.repository.git("reset", "--quiet", "--hard", "HEAD~1")
        try scene.repository.git("reflog", "expire", "--expire=now", "--all")
        try scene.repository.git("repack", "--cruft", "-adq")
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(scene.repository.gitDirectory)/objects/pack")
        #expect(files.contains { $0.hasSuffix(".mtimes") })
        try expect(tokens, in: scene.repository.path)
    }

    /// Each borrows from the next by a path from its own folder, and the last from the first.
    @Test(arguments: formats) func alternatesInACircle(_ format: TestRepository.ObjectFormat) throws {
        let (scene, tokens) = try scene(format)
        let folder = try TemporaryFolder()
        for name in ["a", "b", "c"] {
            try FileManager.default.copyItem(
                atPath: scene.repository.gitDirectory, toPath: "\(folder.path)/\(name).git")
            try folder.write(
                "\(name).git/config",
                try String(contentsOfFile: "\(scene.repository.gitDirectory)/config", encoding: .utf8).replacing(
                    "bare = false", with: "bare = true"))
            if name != "c" {
                for shard in try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/\(name).git/objects")
                where shard.utf8.count == 2 {
                    try FileManager.default.removeItem(atPath: "\(folder.path)/\(name).git/objects/\(shard)")
                }
            }
        }
        for (name, next) in [("a", "b"), ("b", "c"), ("c", "a")] {
            try folder.write("\(name).git/objects/info/alternates", "# who has them\n../../\(next).git/objects\n")
        }
        for name in ["a", "b", "c"] { try expect(tokens, in: "\(folder.path)/\(name).git") }
        try FileManager.default.removeItem(atPath: "\(folder.path)/c.git")
        let broken = try Program.scan("\(folder.path)/a.git")
        #expect(broken.code == 3 && broken.coverage("unreadable").contains { $0.subject.contains("c.git") })
    }

    /// Of a repository and of a bare one: each worktree is a target that has the whole history, its own index and files.
    @Test(arguments: formats, [false, true]) func linkedWorktrees(
        _ format: TestRepository.ObjectFormat, isBare: Bool
    ) throws {
        var (scene, tokens) = try scene(format)
        let repository = isBare ? try scene.repository.cloneMirror() : scene.repository
        let place = try repository.addWorktree("side")
        let (staged, committed) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        try Data("TOKEN=\(committed)\n".utf8).write(to: URL(fileURLWithPath: "\(place)/committed"))
        try repository.git(["-C", place, "add", "."], inside: false)
        try repository.git(["-C", place, "commit", "--quiet", "--no-verify", "-m", "side"], inside: false)
        try Data("TOKEN=\(staged)\n".utf8).write(to: URL(fileURLWithPath: "\(place)/staged"))
        try repository.git(["-C", place, "add", "."], inside: false)
        tokens += [staged, committed]
        try expect(tokens, in: place, "the worktree")
        try expect(tokens, in: repository.path, "what it was made of")
        let findings = try Program.scan(place).findings
        #expect(findings.contains { $0.location.carrier == "index" && $0.credential.secret == staged })
        #expect(findings.first { $0.credential.secret == committed }?.provenance.at_head == true)
    }

    @Test(arguments: formats) func submodules(_ format: TestRepository.ObjectFormat) throws {
        let (scene, tokens) = try scene(format)
        let around = try TestRepository(objectFormat: format)
        try around.addSubmodule(scene.repository, at: "sub")
        try around.commit("add")
        try expect(tokens, in: around.path, "around it")
        try expect(tokens, in: "\(around.path)/sub", "itself")
        let bare = try around.cloneMirror()
        #expect(try Program.scan(bare.path).coverage("submodule").count == 1)
    }
}
