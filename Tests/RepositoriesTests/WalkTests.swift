import Foundation
import Model
import Repositories
import Synchronization
import TestRepositories
import Testing

/// The walk against `git cat-file`.
@Suite struct WalkTests {
    private static let formats: [TestRepository.ObjectFormat] = [.sha1, .sha256]

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

    /// Git writes no such pack and reads it; another number of the object is another object to nobody.
    @Test func visitsWhatStandsTwiceInAPackOnce() throws {
        let repository = try TestRepository(bare: true)
        let folder = "\(repository.gitDirectory)/objects/pack"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var writer = try PackWriter(path: "\(folder)/pack-\(String(repeating: "5", count: 40)).pack", count: 5)
        let (twin, other) = (Array("key = value\n".utf8), Array("another\n".utf8))
        let first = try writer.addBlob(twin)
        try writer.addBlob(other)
        let second = try writer.addBlob(twin)
        for (base, kept) in [(first, 5), (second, 8)] {
            var delta = PackWriter.Delta(baseSize: twin.count, resultSize: kept)
            delta.copy(from: 0, count: kept)
            try writer.addDelta(on: base, delta)
        }
        _ = try writer.finish(in: repository)
        try compare(repository, deltas: true)
    }

    /// `git gc` may pack a loose tree after the walk of blobs, which saw that it was none, and before its own.
    @Test func aLooseTreeThatVanishesBetweenWalksIsMissed() throws {
        let repository = try TestRepository()
        try repository.commit("one", writing: ["folder/a": "a\n"])
        let tree = try repository.id("HEAD:folder")
        let catalog = ObjectCatalog(
            objectFolder: "\(repository.gitDirectory)/objects", repository.format, jobs: 1)
        func missed(_ kind: ObjectKind) -> [String] {
            let progress = WalkProgress(cancellation: CancellationFlag())
            return catalog.walk(kind, jobs: 1, progress: progress, makeVisitor: { Collector(catalog) })
                .flatMap(\.missedObjects).map(\.hex)
        }
        #expect(missed(.blob).isEmpty)
        try repository.deleteLooseObject(tree)
        #expect(missed(.tree) == [tree])
    }

    /// Sets the flag at the tenth object of all workers, and counts what comes.
    private final class Stopper: ObjectVisitor {
        final class Count: Sendable {
            let visits = Locked(0)
        }

        let progress: WalkProgress
        let count: Count

        init(_ progress: WalkProgress, _ count: Count) { (self.progress, self.count) = (progress, count) }

        func visit(
            _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
            baseState: (any ObjectState)?
        ) -> (any ObjectState)? {
            // Under the lock, so that nobody visits between the tenth and the flag.
            count.visits.withLock { visits in
                visits += 1
                if visits == 10 { progress.cancellation.set() }
            }
            return nil
        }

        func missed(_ id: ObjectID, reason: String) {}
    }

    /// Whoever stops a scan waits for one object of each worker at the most.
    @Test(arguments: [1, 2, 5], [true, false])
    func endsAtTheNextObject(jobs: Int, isPacked: Bool) throws {
        let repository = try TestRepository.growing(300)
        if !isPacked { try repository.unpackAll() }
        let catalog = ObjectCatalog(objectFolder: "\(repository.gitDirectory)/objects", .sha1, jobs: jobs)
        let progress = WalkProgress(cancellation: CancellationFlag())
        let count = Stopper.Count()
        _ = catalog.walk(.blob, jobs: jobs, progress: progress) { Stopper(progress, count) }
        #expect((10..<(10 + jobs)).contains(count.visits.withLock { $0 }))
    }

    @Test(arguments: formats) func looseObjectsAreRead(_ format: TestRepository.ObjectFormat) throws {
        let repository = try TestRepository.growing(60, format)
        try repository.unpackAll()
        #expect(try repository.packs().isEmpty)
        try compare(repository, deltas: false)
    }

    @Test func deepChainsAreRead() throws {
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

    @Test(arguments: formats) func repeatsInSeveralPacksAreReadOnce(_ format: TestRepository.ObjectFormat) throws {
        let repository = try TestRepository.growing(120, format)
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

    @Test(arguments: formats) func namedBasesAreRead(_ format: TestRepository.ObjectFormat) throws {
        let repository = try TestRepository.growing(80, format)
        try repository.unpackAll()
        let list = Array(try repository.looseObjects().joined(separator: "\n").utf8)
        // Without --delta-base-offset every delta names its base (type 7).
        try repository.git(
            "pack-objects", "--quiet", "--window=50", "\(repository.gitDirectory)/objects/pack/pack", input: list)
        try repository.git("prune-packed", "--quiet")
        try compare(repository, deltas: true)
    }

    @Test func borrowedObjectsAreRead() throws {
        let origin = try TestRepository.growing(40)
        try origin.repack()
        let clone = try origin.cloneShared()
        try clone.commit("own", writing: ["own.txt": "own\n"])
        try compare(clone, deltas: true)
    }

    @Test func anEmptyRepositoryHasNothing() throws { try compare(TestRepository(), deltas: false) }

    @Test func anAbsentFolderIsAProblem() {
        let walk = FullWalk(objects: "/nonexistent/objects", .sha1, jobs: 2)
        #expect(walk.seen.isEmpty && walk.catalog.problems.count == 1)
    }
}
