import Foundation
import Model
import TestRepositories
import Testing

@testable import Repositories

/// What is staged against `git diff-index --cached`, for every kind of index.
@Suite struct StagedChangesTests {
    enum Index: CaseIterable { case version2, version4, split, sparse, withoutChecksum }

    private func opened(_ repository: TestRepository) throws -> Repository {
        try Repository(#require(RepositoryLayout.find(at: repository.path)))
    }

    private func prepare(_ repository: TestRepository, _ index: Index) throws {
        switch index {
        case .version2: break
        case .version4: try repository.git("update-index", "--index-version", "4")
        case .split: try repository.git("update-index", "--split-index")
        case .sparse:
            try repository.git("sparse-checkout", "set", "--cone", "--sparse-index", "a", "c")
        case .withoutChecksum: try repository.configure("index.skipHash", "true")
        }
    }

    /// `<path> <new blob> <old blob>` of files that are new or changed, and blobs of those that are gone.
    private func expected(_ repository: TestRepository, _ arguments: [String]) throws -> (
        files: [String], gone: [String]
    ) {
        var files: [String] = []
        var gone: [String] = []
        let output = try repository.git(arguments + ["--raw", "-z", "--no-renames", "--no-abbrev"]).output
        let fields = output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        for place in stride(from: 0, to: fields.count - 1, by: 2) {
            let words = fields[place].split(separator: " ").map(String.init)
            let (old, new, status) = (words[2], words[3], words[4])
            let isFile = words[1] != "160000" && words[1] != "000000"
            let wasFile = words[0] != ":160000" && words[0] != ":000000"
            if status == "D" {
                if wasFile { gone.append(old) }
            } else if isFile, old != new {
                files.append("\(fields[place + 1]) \(new) \(wasFile ? old : "")")
            }
        }
        return (files.sorted(), Set(gone).sorted())
    }

    private func found(_ changes: ChangeSet) -> (files: [String], gone: [String]) {
        let files = changes.files.map {
            "\(String(decoding: $0.path, as: UTF8.self)) \($0.new.hex) \($0.old.map(\.hex).joined(separator: ","))"
        }
        return (files.sorted(), changes.removed.map(\.hex).sorted())
    }

    private func history(_ format: TestRepository.ObjectFormat) throws -> TestRepository {
        let repository = try TestRepository(objectFormat: format)
        for folder in ["a", "a/deep/er", "b", "b/deep", "c", "a-b"] {
            for number in 0..<4 { try repository.write("\(folder)/\(number).txt", "\(folder) \(number)\n") }
        }
        try repository.write("top", "top\n")
        try repository.stage()
        try repository.commit("first", writing: ["a.txt": "beside a\n"])
        return repository
    }

    /// Edits, files that come and go, become folders and links, and change their mode alone.
    private func change(_ repository: TestRepository, _ tokens: inout TestTokens, within folders: [String]) throws {
        for _ in 0..<4 {
            let folder = folders[tokens.number(below: folders.count)]
            let file = "\(folder)/\(tokens.number(below: 6)).txt"
            let exists = FileManager.default.fileExists(atPath: "\(repository.path)/\(file)")
            switch tokens.number(below: 6) {
            case 0 where exists: try repository.git("rm", "-q", "-r", "-f", file)
            case 1 where exists:
                try repository.git("rm", "-q", "-r", "-f", file)
                try repository.write("\(file)/inside", tokens.base62(9))
            case 2 where exists:
                try repository.git("rm", "-q", "-r", "-f", file)
                try repository.symlink(file, to: tokens.base62(9))
            case 3 where exists: try repository.git("update-index", "--chmod=+x", file)
            case 4: try repository.write("\(folder)/new/\(tokens.base62(3))", tokens.base62(20))
            default:
                if !exists || (try? repository.read(file)) != nil { try? repository.write(file, tokens.base62(20)) }
            }
            try repository.git("add", "-A", "--", folder)
        }
    }

    @Test(arguments: Index.allCases, [.sha1, .sha256] as [TestRepository.ObjectFormat])
    func agreesWithGit(_ index: Index, _ format: TestRepository.ObjectFormat) throws {
        let repository = try history(format)
        try prepare(repository, index)
        var tokens = TestTokens(seed: 5)
        let folders = index == .sparse ? ["a", "a/deep/er", "c"] : ["a", "a/deep/er", "b", "b/deep", "c", "a-b"]
        for round in 0..<6 {
            try change(repository, &tokens, within: folders)
            let expected = try expected(repository, ["diff-index", "--cached", "HEAD"])
            let found = try found(opened(repository).stagedChanges())
            #expect(found.files == expected.files && found.gone == expected.gone, "round \(round)")
            let listed = try repository.git(["ls-files", "-s", "-z"]).output.split(separator: 0).map {
                String(decoding: $0, as: UTF8.self)
            }
            let staged = try opened(repository).stagedFiles().map {
                "\($0.blob.hex) \($0.stage)\t\(String(decoding: $0.path, as: UTF8.self))"
            }
            #expect(staged.sorted() == listed.map { String($0.dropFirst(7)) }.sorted(), "round \(round)")
            if round == 3 { try repository.git("commit", "-q", "-m", "between") }
        }
        // What is only announced is no change.
        try repository.write("a/announced", "later\n")
        try repository.git("add", "--intent-to-add", "a/announced")
        #expect(try found(opened(repository).stagedChanges()).files.allSatisfy { !$0.hasPrefix("a/announced") })
    }

    @Test func everythingIsNewOnAnUnbornBranch() throws {
        let repository = try TestRepository()
        #expect(try opened(repository).stagedChanges().files.isEmpty)
        try repository.write("a/b", "1\n")
        try repository.stage()
        #expect(
            try opened(repository).stagedChanges().files.map { String(decoding: $0.path, as: UTF8.self) } == ["a/b"])
    }

    @Test func sidesOfAConflictAreListed() throws {
        let repository = try history(.sha1)
        try repository.branch("other")
        try repository.commit("ours", writing: ["top": "ours\n"])
        try repository.checkout("other")
        try repository.commit("theirs", writing: ["top": "theirs\n"])
        _ = try repository.git(["merge", "main"], accepting: [0, 1])
        let staged = try opened(repository).stagedFiles().filter { $0.path.elementsEqual("top".utf8) }
        #expect(staged.map(\.stage) == [1, 2, 3])
        let changed = try opened(repository).stagedChanges().files.map(\.new.hex)
        #expect(try changed.contains(repository.id("main:top")))
    }

    /// Any byte can be wrong, and it can end anywhere: no crash, and an error that says what to do.
    @Test(arguments: [Index.version2, .version4, .split]) func damagedIndexesAreRefused(_ index: Index) throws {
        let repository = try history(.sha1)
        try prepare(repository, index)
        try repository.write("a/more", "more\n")
        try repository.stage()
        let path = "\(repository.gitDirectory)/index"
        let sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        for place in stride(from: 0, to: sound.count, by: 3) {
            var bytes = sound
            bytes[place] ^= 1 << UInt8(place % 8)
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            #expect(throws: GitError.self, "byte \(place)") { try opened(repository).stagedFiles() }
            // As if nobody had written a checksum: whatever is read, it ends.
            try Data(bytes.dropLast(20) + [UInt8](repeating: 0, count: 20)).write(to: URL(fileURLWithPath: path))
            _ = try? opened(repository).stagedFiles()
        }
        for count in stride(from: 0, to: sound.count, by: 11) {
            try Data(sound.prefix(count)).write(to: URL(fileURLWithPath: path))
            #expect { _ = try opened(repository).stagedChanges() } throws: { "\($0)".contains("git reset") }
        }
    }

    @Test func extensionsThatMustBeKnownAreNamed() throws {
        let repository = try history(.sha1)
        let path = "\(repository.gitDirectory)/index"
        let sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let unknown = Array("futr".utf8) + [0, 0, 0, 1, 7]
        try Data(sound.dropLast(20) + unknown + [UInt8](repeating: 0, count: 20)).write(to: URL(fileURLWithPath: path))
        #expect { _ = try opened(repository).stagedFiles() } throws: { "\($0)".contains("“futr”") }
    }

    /// Sixty bytes can claim that four thousand million entries are gone.
    @Test func aLinkThatClaimsTooMuchIsRefused() throws {
        let repository = try history(.sha1)
        try prepare(repository, .split)
        let path = "\(repository.gitDirectory)/index"
        let sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let link = try #require(sound.indices.first { sound[$0...].starts(with: "link".utf8) })
        let ones: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0x07, 0xff, 0xff, 0xff, 0, 0, 0, 0]
        let bytes = Array("link".utf8) + [0, 0, 0, 60] + sound[(link + 8)..<(link + 28)] + ones + ones
        try Data(sound[..<link] + bytes + [UInt8](repeating: 0, count: 20)).write(to: URL(fileURLWithPath: path))
        #expect { _ = try opened(repository).stagedFiles() } throws: { "\($0)".contains("shared index") }
    }

    /// A path is written as what differs from the one before: a megabyte can hold paths of a terabyte.
    @Test func pathsThatGrowWithoutEndAreRefused() throws {
        let repository = try TestRepository()
        let count = 20_000
        var bytes = Array("DIRC".utf8) + [0, 0, 0, 4, 0, 0, UInt8(count >> 8), UInt8(count & 0xFF)]
        for _ in 0..<count {
            bytes += [UInt8](repeating: 0, count: 26) + [0x81, 0xA4] + [UInt8](repeating: 0, count: 12)
            bytes += [UInt8](repeating: 7, count: 20) + [0, 0] + [0] + Array("a/".utf8) + [0]
        }
        try Data(bytes + [UInt8](repeating: 0, count: 20)).write(
            to: URL(fileURLWithPath: "\(repository.gitDirectory)/index"))
        #expect { _ = try opened(repository).stagedFiles() } throws: { "\($0)".contains("room") }
    }

    // MARK: Commits

    @Test(arguments: [.sha1, .sha256] as [TestRepository.ObjectFormat])
    func commitsChangeWhatGitSays(_ format: TestRepository.ObjectFormat) throws {
        let repository = try history(format)
        var tokens = TestTokens(seed: 9)
        for round in 0..<12 {
            try change(repository, &tokens, within: ["a", "a/deep/er", "b", "b/deep", "c", "a-b"])
            try repository.git("commit", "-q", "--allow-empty", "-m", "round \(round)")
            let id = try #require(ObjectID(hex: repository.id("HEAD")))
            let parent = try #require(ObjectID(hex: repository.id("HEAD~1")))
            let expected = try expected(repository, ["diff-tree", "-r", "HEAD~1", "HEAD"])
            let found = try found(opened(repository).changes(of: id, parents: [parent]))
            #expect(found.files == expected.files && found.gone == expected.gone, "round \(round)")
        }
        let root = try #require(ObjectID(hex: repository.git("rev-list", "--max-parents=0", "HEAD")))
        let all = try opened(repository).changes(of: root, parents: []).files.count
        #expect(try all == repository.git("ls-tree", "-r", root.hex).split(separator: "\n").count)
    }

    /// Trees that lie in each other without end would take the stack with them.
    @Test func deepTreesAreRefused() throws {
        let repository = try TestRepository()
        let blob = try repository.git("hash-object", "-w", "--stdin", input: Array("x".utf8))
        var tree = try repository.git("mktree", input: Array("100644 blob \(blob)\tf\n".utf8))
        for _ in 0..<1200 { tree = try repository.writeObject("tree", bytes: deeper(tree)) }
        let commit = try repository.git("commit-tree", "-m", "deep", tree)
        // The same in the index, where the path is as long.
        let path = String(repeating: "d/", count: 1200) + "f"
        let entry = "100644 \(try repository.danglingBlob("y"))\t\(path)\n"
        try repository.git("update-index", "--index-info", input: Array(entry.utf8))
        try repository.setRef("refs/heads/main", to: commit)
        #expect { _ = try opened(repository).stagedChanges() } throws: { "\($0)".contains("deep") }
        let id = try #require(ObjectID(hex: commit))
        #expect { _ = try opened(repository).changes(of: id, parents: []) } throws: { "\($0)".contains("deep") }
    }

    private func deeper(_ tree: String) throws -> [UInt8] {
        Array("40000 d\0".utf8) + (try #require(ObjectID(hex: tree)).bytes)
    }
}
