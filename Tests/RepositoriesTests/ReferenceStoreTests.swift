import Foundation
import Model
import TestRepositories
import Testing

@testable import Repositories

/// Refs against `git for-each-ref`, wherever they stand.
@Suite struct ReferenceStoreTests {
    private static let formats: [TestRepository.ObjectFormat] = [.sha1, .sha256]

    private func store(_ path: String) throws -> ReferenceStore {
        try ReferenceStore(try #require(RepositoryLayout.find(at: path)))
    }

    private func listed(_ repository: TestRepository) throws -> [String] {
        try repository.git("for-each-ref", "--format=%(refname) %(objectname)").split(separator: "\n").map(String.init)
    }

    private func read(_ store: ReferenceStore) -> [String] {
        store.resolved().references.map { "\($0.name) \($0.target.hex)" }
    }

    private func history(_ format: TestRepository.ObjectFormat) throws -> TestRepository {
        let repository = try TestRepository.growing(12, format)
        for number in 0..<40 { try repository.setRef("refs/heads/team/\(number)", to: "main~\(number % 7)") }
        try repository.setRef("refs/remotes/origin/main", to: "main~2")
        try repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
        return repository
    }

    @Test(arguments: formats) func agreesWithGit(_ format: TestRepository.ObjectFormat) throws {
        let repository = try history(format)
        let loose = try store(repository.path)
        #expect(try read(loose) == listed(repository))
        try repository.packRefs()
        // A file counts more than the line for the same ref.
        try repository.setRef("refs/heads/team/3", to: "main~5")
        try repository.branch("new", at: "main~6")
        let packed = try store(repository.path)
        #expect(try read(packed) == listed(repository))
        #expect(packed.resolved().broken.isEmpty)
        #expect(packed.head.branch == "refs/heads/main")
        #expect(try packed.head.commit?.hex == repository.id("HEAD"))
        for name in ["refs/heads/team/3", "refs/heads/team/4", "refs/tags/v1-again", "refs/remotes/origin/HEAD"] {
            #expect(try packed.target(of: name)?.hex == repository.id(name))
        }
        for name in ["refs/heads/team", "refs/heads/absent", "refs/heads/../../HEAD", "", "refs//heads"] {
            #expect(packed.target(of: name) == nil)
        }
    }

    @Test func whatOtherWorktreesHaveCheckedOutIsHeld() throws {
        let repository = try history(.sha1)
        let place = try TemporaryFolder()
        try repository.git("worktree", "add", "-q", "--detach", place.path + "/review", "main~4")
        let names = { (path: String) in try self.store(path).resolved().references.map(\.name) }
        #expect(try store(repository.path).resolved().references.last?.name == "worktrees/review/HEAD")
        #expect(try store(repository.path).resolved().references.last?.target.hex == repository.id("main~4"))
        // From there it is HEAD itself.
        #expect(try !names(place.path + "/review").contains { $0.hasPrefix("worktrees/") })
    }

    /// What a renamed default branch leaves behind is no damage; a branch that names another one that is gone is.
    @Test func aRemoteHeadWithoutItsBranchIsNotBroken() throws {
        let repository = try history(.sha1)
        try repository.git("update-ref", "-d", "refs/remotes/origin/main")
        #expect(try store(repository.path).resolved().broken.isEmpty)
        try repository.git("symbolic-ref", "refs/heads/alias", "refs/heads/gone")
        #expect(try store(repository.path).resolved().broken == ["refs/heads/alias"])
    }

    @Test func aDetachedAndAnUnbornHead() throws {
        let repository = try history(.sha1)
        try repository.detach(at: "main~1")
        let detached = try store(repository.path)
        #expect(try detached.head.branch == nil && detached.head.commit?.hex == repository.id("main~1"))
        try repository.git("symbolic-ref", "HEAD", "refs/heads/unborn")
        let unborn = try store(repository.path)
        #expect(unborn.head.branch == "refs/heads/unborn" && unborn.head.commit == nil && unborn.hasHead)
        try repository.writeInGitDirectory("HEAD", "what\n")
        #expect(try !store(repository.path).hasHead)
    }

    @Test func whatNamesNothingIsTold() throws {
        let repository = try history(.sha1)
        try repository.packRefs()
        try repository.writeInGitDirectory("refs/heads/garbage", "what\n")
        try repository.writeInGitDirectory("refs/heads/dangling", "ref: refs/heads/absent\n")
        try repository.writeInGitDirectory("refs/heads/one", "ref: refs/heads/two\n")
        try repository.writeInGitDirectory("refs/heads/two", "ref: refs/heads/one\n")
        try repository.writeInGitDirectory("refs/heads/empty", "")
        try repository.writeInGitDirectory("refs/heads/half.lock", "what\n")
        let packed = try String(contentsOfFile: "\(repository.gitDirectory)/packed-refs", encoding: .utf8)
        try repository.writeInGitDirectory("packed-refs", packed + "damaged line\n")
        let (references, broken) = try store(repository.path).resolved()
        #expect(references.contains { $0.name == "refs/heads/team/39" })
        #expect(
            broken == ["packed-refs"] + ["dangling", "empty", "garbage", "one", "two"].map { "refs/heads/\($0)" })
    }

    @Test func symbolicLinksAreSymbolicRefs() throws {
        let repository = try history(.sha1)
        let link = "\(repository.gitDirectory)/refs/heads/linked"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "refs/heads/team/4")
        #expect(try store(repository.path).target(of: "refs/heads/linked")?.hex == repository.id("refs/heads/team/4"))
        // A folder that leads back to itself ends the list, not the program.
        try FileManager.default.createSymbolicLink(
            atPath: "\(repository.gitDirectory)/refs/heads/round", withDestinationPath: "../heads")
        #expect(try store(repository.path).resolved().references.contains { $0.name == "refs/heads/team/4" })
    }

    @Test func aLinkedWorktreeHasItsOwnHead() throws {
        let repository = try history(.sha1)
        let side = try repository.addWorktree("side")
        try repository.setRef("refs/bisect/bad", to: "main~3")
        let own = try store(side)
        #expect(own.head.branch == "refs/heads/side")
        #expect(own.resolved().references.contains { $0.name == "refs/heads/team/4" })
        #expect(!own.resolved().references.contains { $0.name == "refs/bisect/bad" })
        #expect(try store(repository.path).target(of: "refs/bisect/bad") != nil)
    }

    /// However somebody has written what `git init` writes on two lines.
    @Test(
        arguments: [
            "[extensions]\n\tobjectFormat = sha256\n", "[extensions] objectformat=sha256\n",
            "[Extensions]\n# why\n  ObjectFormat = \"sha256\" ; long\n[core]\n",
            " [ extensions ]\r\nobjectFormat = sha256\r\n",
        ])
    func formatsAreReadAsGitReadsThem(_ text: String) throws {
        let repository = try TestRepository(objectFormat: .sha256)
        try repository.writeInGitDirectory("config", "[core]\n\trepositoryformatversion = 1\n" + text)
        let layout = try #require(RepositoryLayout.find(at: repository.path))
        #expect(layout.objectFormat == .sha256 && !layout.usesReftable)
        try repository.writeInGitDirectory("config", text.replacing("xtensions", with: "xtension"))
        #expect(layout.objectFormat == .sha1)
    }

    // MARK: Reftables

    @Test(arguments: formats, [0, 128, 4096]) func readsReftables(
        _ format: TestRepository.ObjectFormat, blockSize: Int
    ) throws {
        let repository = try history(format)
        let expected = try listed(repository).filter { !$0.hasPrefix("refs/heads/team/7 ") }
        let head = try repository.id("HEAD")
        try repository.convertToReftable(
            blockSize: blockSize, removing: ["refs/heads/team/7"], logged: ["commit: one", "commit: two"])
        let store = try store(repository.path)
        #expect(read(store) == expected && store.resolved().broken.isEmpty)
        #expect(store.head.branch == "refs/heads/main" && store.head.commit?.hex == head)
        let log = try #require(store.logs.first)
        #expect(log.name == "HEAD" && store.logs.count == 1)
        let line = "\(head) \(head) Ada Example <ada@example.org> 1700000000 +0100\t"
        #expect(String(decoding: log.text, as: UTF8.self) == "\(line)commit: one\n\(line)commit: two\n")
    }

    /// Any byte of a table can be wrong, and it can end anywhere: no crash, and nothing that is not there.
    @Test(.timeLimit(.minutes(20))) func damagedReftables() throws {
        let repository = try history(.sha1)
        let expected = Set(try listed(repository))
        try repository.convertToReftable(blockSize: 256, logged: ["commit: one"])
        let folder = "\(repository.gitDirectory)/reftable/"
        let list = try String(contentsOfFile: folder + "tables.list", encoding: .utf8)
        let path = folder + list.dropLast()
        let sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var refused = 0
        for place in sound.indices {
            var bytes = sound
            bytes[place] ^= 1 << UInt8(place % 8)
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            do { _ = try store(repository.path).resolved() } catch { refused += 1 }
        }
        // Names and ids have no checksum; lengths, kinds and the ends are noticed.
        #expect(refused > 100)
        for count in stride(from: 0, to: sound.count, by: 7) {
            try Data(sound.prefix(count)).write(to: URL(fileURLWithPath: path))
            #expect(throws: GitError.self) { try store(repository.path) }
        }
        try Data(sound).write(to: URL(fileURLWithPath: path))
        #expect(try Set(read(store(repository.path))) == expected)
        try repository.writeInGitDirectory("reftable/tables.list", "../HEAD\n")
        #expect(throws: GitError.self) { try store(repository.path) }
    }

    /// What the fuzzer found: a block of the log that ends within its header.
    @Test func aLogThatEndsAtOnceIsRefused() throws {
        let repository = try history(.sha1)
        try repository.convertToReftable()
        let folder = "\(repository.gitDirectory)/reftable/"
        let list = try String(contentsOfFile: folder + "tables.list", encoding: .utf8)
        let header = Array("REFT".utf8) + [1, 0, 0, 64] + [UInt8](repeating: 0, count: 16)
        let footer = header + [UInt8](repeating: 0, count: 40)
        let checksum = TestTokens.crc32(footer)
        let file = header + [UInt8(ascii: "g")] + footer + withUnsafeBytes(of: checksum.bigEndian) { Array($0) }
        try Data(file).write(to: URL(fileURLWithPath: folder + list.dropLast()))
        #expect(throws: GitError.self) { try store(repository.path) }
    }

    /// Where there is a Git that makes reftables itself.
    @Test func agreesWithGitOnReftables() throws {
        guard let repository = try? TestRepository(refFormat: .reftable) else { return }
        try repository.commit("one", writing: ["a": "1\n"])
        let names = (0..<900).map { "create refs/heads/team/\($0) HEAD\n" }.joined()
        try repository.git("update-ref", "--stdin", input: Array(names.utf8))
        try repository.commit("two", writing: ["a": "2\n"])
        try repository.git("update-ref", "-d", "refs/heads/team/17")
        try repository.tag("v1", message: "first")
        let store = try store(repository.path)
        #expect(try read(store) == listed(repository))
        try repository.packRefs()
        #expect(try read(self.store(repository.path)) == listed(repository))
        #expect(store.logs.contains { $0.name == "HEAD" && !$0.text.isEmpty })
    }
}
