import Foundation
import Glibc
import TestRepositories
import Testing

/// What other tests build on must be what it says.
struct TestRepositoryTests {
    @Test func namesAreTheSameEverywhere() throws {
        let repository = try TestRepository()
        let first = try repository.commit("one", writing: ["a.txt": "a\n"])
        #expect(first == "94b95a028e81b51838e4b21e1f6615901a86f039")
        let second = try repository.commit(
            "two", writing: ["b": "b"], author: .grace, date: 1_000_000_000, zone: "+0530")
        let shown = try repository.git("show", "--no-patch", "--format=%ai|%cn", second)
        #expect(shown == "2001-09-09 07:16:40 +0530|Grace Example")
    }

    @Test func folderGoesWithItsRepository() throws {
        var repository: TestRepository? = try TestRepository()
        let root = try #require(repository?.root)
        #expect(FileManager.default.fileExists(atPath: root))
        repository = nil
        #expect(!FileManager.default.fileExists(atPath: root))
    }

    @Test func makesOtherFormats() throws {
        let long = try TestRepository(objectFormat: .sha256)
        let id = try long.commit("one", writing: ["a": "a"])
        #expect(id.count == 64)
        try long.repack()
        #expect(try long.packedPlace(of: id) != nil)

        let bare = try TestRepository(bare: true, branch: "trunk")
        #expect(try bare.git("symbolic-ref", "HEAD") == "refs/heads/trunk")

        let tables = try TestRepository()
        try tables.commit("one", writing: ["a": "a"])
        try tables.tag("v1", message: "annotated")
        try tables.convertToReftable()
        let table = try FileManager.default.contentsOfDirectory(atPath: "\(tables.gitDirectory)/reftable")
        #expect(table.count == 2)
    }

    @Test func mergesManyAndEvil() throws {
        let repository = try TestRepository()
        try repository.commit("base", writing: ["a": "1\n"])
        for (name, file) in [("x", "x"), ("y", "y"), ("z", "a")] {
            try repository.checkout(name, creatingAt: "main")
            try repository.commit(name, writing: [file: name])
        }
        try repository.checkout("main")
        let octopus = try repository.merge("x", "y")
        #expect(try repository.git("rev-list", "--parents", "-1", octopus).split(separator: " ").count == 4)
        try repository.commit("conflict", writing: ["a": "m\n"])
        let evil = try repository.merge("z") { try $0.write("a", "evil\n") }
        #expect(try repository.git("show", "\(evil):a") == "evil")
        #expect(try repository.git("rev-list", "--parents", "-1", evil).split(separator: " ").count == 3)
    }

    @Test func stashHasIndexAndUntracked() throws {
        let repository = try TestRepository()
        try repository.commit("one", writing: ["a": "1\n"])
        try repository.write("a", "staged\n")
        try repository.stage("a")
        try repository.write("a", "not staged\n")
        try repository.write("new", "untracked\n")
        let stash = try repository.stash()
        #expect(try repository.git("show", "\(stash):a") == "not staged")
        #expect(try repository.git("show", "\(stash)^2:a") == "staged")
        #expect(try repository.git("show", "\(stash)^3:new") == "untracked")
    }

    @Test func hidesThingsWhereNobodyLooks() throws {
        let repository = try TestRepository()
        let first = try repository.commit("one", writing: ["a": "1\n"])
        let tag = try repository.tag("heavy", message: "# in the tag\nmessage\n")
        #expect(try repository.git("cat-file", "-p", tag).contains("# in the tag"))
        try repository.note("in the note")
        #expect(try repository.git("notes", "show") == "in the note")
        let lost = try repository.commit("lost", writing: ["b": "2"])
        try repository.resetHard(to: first)
        #expect(try repository.id("HEAD@{1}") == lost)
        let nobody = try repository.unreachableCommit("nobody", files: ["f": "x"])
        let blob = try repository.danglingBlob("dangling")
        let unreachable = try repository.git("fsck", "--unreachable")
        #expect(unreachable.contains(nobody) && unreachable.contains(blob))
        try repository.hook("pre-commit", "#!/bin/sh\nexit 1\n")
        try repository.remote("origin", url: "https://user:word@example.org/x.git")
        try repository.write(rawPath: [0x64, 0xff, 0x2f, 0xfe], bytes: [0, 1])
        try repository.symlink("link", to: "a")
        try repository.stage()
        try repository.commit("odd")
        #expect(try repository.git("ls-files").contains(#""d\377/\376""#))
    }

    @Test func storesObjectsAsTold() throws {
        let repository = try TestRepository()
        for number in 0..<4 {
            try repository.commit("\(number)", writing: ["a": String(repeating: "x\n", count: number)])
        }
        let blob = try repository.danglingBlob("keep me")
        try repository.repack()
        #expect(try repository.packs().count == 1 && repository.looseObjects().isEmpty)
        #expect(try repository.packedPlace(of: blob) != nil)
        try repository.commit("more", writing: ["b": "b"])
        try repository.packLoose()
        try repository.danglingBlob("other")
        try repository.packEverythingLoose()
        #expect(try repository.packs().count == 3 && repository.looseObjects().isEmpty)
        try repository.writeMultiPackIndex()
        try repository.writeCommitGraph()
        try repository.packRefs()
        try repository.collectGarbage()
        #expect(try repository.packs().count == 1)
        try repository.unpackAll()
        #expect(try repository.packs().isEmpty)
        try repository.git("fsck")
    }

    @Test func clonesAndLinks() throws {
        let repository = try TestRepository()
        for number in 0..<3 { try repository.commit("\(number)", writing: ["a": "\(number)"]) }
        try repository.setRef("refs/pull/1/head", to: "HEAD")
        let shared = try repository.cloneShared()
        #expect(try shared.looseObjects().isEmpty && shared.git("show", "HEAD:a") == "2")
        #expect(try repository.cloneShallow().git("rev-parse", "--is-shallow-repository") == "true")
        let partial = try repository.clonePartial()
        #expect(try partial.git("rev-list", "--objects", "--missing=print", "HEAD").contains("?"))
        #expect(try repository.cloneMirror().git("for-each-ref").contains("refs/pull/1/head"))
        let place = try repository.addWorktree("side", ownConfiguration: true)
        #expect(FileManager.default.fileExists(atPath: "\(place)/a"))
        let above = try TestRepository()
        try above.addSubmodule(repository, at: "lib")
        #expect(try above.git("ls-files", "--stage").contains("160000"))
    }

    @Test func damageIsReal() throws {
        let content = ["a": "some content that is long enough\n"]
        let loose = try TestRepository()
        try loose.commit("one", writing: content)
        let blob = try loose.id("HEAD:a")
        try loose.truncateLooseObject(blob)
        #expect(throws: GitFailure.self) { try loose.git("cat-file", "-p", blob) }

        let packed = try TestRepository()
        try packed.commit("one", writing: content)
        try packed.repack()
        try packed.flipByte(inPackedObject: blob)
        #expect(throws: GitFailure.self) { try packed.git("cat-file", "-p", blob) }
        try packed.flipByte(inPackedObject: blob)
        try packed.git("fsck")
        try packed.deleteObject(blob)
        #expect(throws: GitFailure.self) { try packed.git("cat-file", "-p", blob) }
    }

    @Test func snapshotSeesEveryChange() throws {
        let repository = try TestRepository()
        try repository.commit("one", writing: ["a": "1\n"])
        let before = Snapshot(of: repository.path)
        _ = try repository.read("a")
        #expect(Snapshot(of: repository.path) == before)
        try repository.write("b", "new")
        try repository.remove("b")
        #expect(Snapshot(of: repository.path).differences(from: before) == [".: other time"])
        try repository.write("a", "2\n")
        #expect(Snapshot(of: repository.path).differences(from: before).contains("a: other bytes"))
    }

    @Test func importsLongHistories() throws {
        let repository = try TestRepository()
        var stream = HistoryStream()
        var last: HistoryStream.Mark?
        for number in 0..<1000 {
            last = stream.commit(parents: last.map { [$0] } ?? [], changes: [("f", Array("\(number)\n".utf8))])
        }
        try repository.importHistory(stream)
        #expect(try repository.git("rev-list", "--count", "main") == "1000")
        #expect(try repository.packs().count == 1)
    }

    @Test(.enabled(if: getuid() == 0, "only root can give files away"))
    func changesTheOwner() throws {
        let repository = try TestRepository()
        try repository.changeOwner(to: 12345)
        var facts = stat()
        stat("\(repository.gitDirectory)/HEAD", &facts)
        #expect(facts.st_uid == 12345)
    }

    @Test func tokensAreValidAndUnique() {
        #expect(TestTokens.crc32(Array("123456789".utf8)) == 0xcbf4_3926)  // the check value every CRC-32 table gives
        var tokens = TestTokens(seed: 1)
        var same = TestTokens(seed: 1)
        let token = tokens.gitHub()
        #expect(token == same.gitHub() && token.count == 40 && token != tokens.gitHub())
        #expect(TestTokens.checksum(of: String(token.dropFirst(4).prefix(30))) == token.suffix(6))
    }
}
