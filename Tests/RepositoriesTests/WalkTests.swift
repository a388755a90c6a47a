import Model
import Repositories
import TestRepositories
import Testing

/// The walk against `git cat-file`.
@Suite struct WalkTests {
    private func compare(_ repository: TestRepository, deltas: Bool) throws {
        let expected = try repository.allObjects()
        for jobs in [1, 2, 5] {
            let walk = FullWalk(repository, jobs: jobs)
            #expect(walk.seen.count == expected.count, "\(jobs) jobs")
            #expect(walk.objects == expected, "\(jobs) jobs")
            #expect(walk.repeats.allSatisfy { expected[$0.id] == $0.object })
            #expect(walk.missed.isEmpty && walk.wrongPieces.isEmpty && walk.catalog.problems.isEmpty)
            #expect((walk.deltaCount > 0) == deltas)
            for (id, _) in expected { #expect(walk.catalog.number(of: id).map(walk.catalog.id) == id) }
            #expect(walk.catalog.number(of: .zero) == nil)
        }
    }

    @Test func looseObjects() throws {
        let repository = try TestRepository.growing(60)
        try repository.unpackAll()
        #expect(try repository.packs().isEmpty)
        try compare(repository, deltas: false)
    }

    @Test func deepChains() throws {
        // fast-import makes a delta on the version before, as deep as it may.
        let repository = try TestRepository.growing(300, depth: 250)
        let depths = try repository.git("verify-pack", "-v", try repository.packs()[0]).split(separator: "\n")
            .compactMap { line in
                let words = line.split(separator: " ")
                return words.count == 7 ? Int(words[5]) : nil
            }
        #expect(depths.max() ?? 0 > 100)
        try compare(repository, deltas: true)
    }

    @Test func severalPacksWithRepeats() throws {
        let repository = try TestRepository.growing(120)
        try repository.unpackAll()
        let names = try repository.looseObjects()
        for range in [0..<(names.count * 2 / 3), (names.count / 3)..<names.count, 0..<names.count] {
            let list = Array(names[range].joined(separator: "\n").utf8)
            try repository.git("pack-objects", "--quiet", "\(repository.gitDirectory)/objects/pack/pack", input: list)
        }
        #expect(try repository.packs().count == 3)
        try compare(repository, deltas: true)
        try repository.git("prune-packed", "--quiet")
        try compare(repository, deltas: true)
        // Each pack keeps its own index beside the common one (gitformat-pack(5)); ours are the own ones.
        try repository.writeMultiPackIndex()
        try compare(repository, deltas: true)
        try repository.git("multi-pack-index", "repack")
        try repository.git("multi-pack-index", "expire")
        try compare(repository, deltas: true)
    }

    @Test func namedBases() throws {
        let repository = try TestRepository.growing(80)
        try repository.unpackAll()
        let list = Array(try repository.looseObjects().joined(separator: "\n").utf8)
        // Without --delta-base-offset every delta names its base (type 7).
        try repository.git(
            "pack-objects", "--quiet", "--window=50", "\(repository.gitDirectory)/objects/pack/pack", input: list)
        try repository.git("prune-packed", "--quiet")
        try compare(repository, deltas: true)
    }

    @Test func borrowedObjects() throws {
        let origin = try TestRepository.growing(40)
        try origin.repack()
        let clone = try origin.cloneShared()
        try clone.commit("own", writing: ["own.txt": "own\n"])
        try compare(clone, deltas: true)
    }

    @Test func emptyRepository() throws { try compare(TestRepository(), deltas: false) }

    @Test func folderThatIsAbsent() {
        let walk = FullWalk(objects: "/nonexistent/objects", jobs: 2)
        #expect(walk.seen.isEmpty && walk.catalog.problems.count == 1)
    }
}
