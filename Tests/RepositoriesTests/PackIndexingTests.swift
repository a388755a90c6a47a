import Foundation
import Model
import Repositories
import TestRepositories
import Testing

/// A pack without an index is read like any other; what of it is damaged is told.
@Suite(.timeLimit(.minutes(20))) struct PackIndexingTests {
    private static let formats: [TestRepository.ObjectFormat] = [.sha1, .sha256]

    /// - Parameter namesBases: whether deltas name their base instead of saying where it is.
    private func packed(
        _ format: TestRepository.ObjectFormat = .sha1, namesBases: Bool = false
    ) throws -> TestRepository {
        let repository = try TestRepository.growing(40, format)
        var tokens = TestTokens(seed: 8)
        // One is read in pieces, and is a base, too.
        let large = (0..<40_000).map { _ in tokens.base62(40) + "\n" }.joined()
        try repository.commit("large", writing: ["large": large])
        try repository.commit("larger", writing: ["large": large + "one more line\n", "nothing": ""])
        if namesBases { try repository.configure("repack.useDeltaBaseOffset", "false") }
        try repository.repack(depth: 20)
        return repository
    }

    private func removeIndex(_ repository: TestRepository) throws {
        try FileManager.default.removeItem(atPath: repository.packs()[0].dropLast(4) + "idx")
    }

    @Test(arguments: formats, [false, true])
    func readsAllOfIt(_ format: TestRepository.ObjectFormat, namesBases: Bool) throws {
        let repository = try packed(format, namesBases: namesBases)
        let expected = try repository.allObjects()
        try removeIndex(repository)
        for jobs in [1, 3] {
            let walk = FullWalk(repository, jobs: jobs)
            #expect(walk.objects == expected && walk.missed.isEmpty && walk.wrongPieces.isEmpty)
            #expect(walk.deltaCount > 40)
            #expect(walk.catalog.problems.isEmpty && walk.catalog.remarks.count == 1)
        }
    }

    /// What lies behind it is lost, and nothing else.
    @Test func readsUpToADamagedEntry() throws {
        let repository = try packed()
        let expected = try repository.allObjects()
        let pack = try repository.packs()[0]
        let size = try Data(contentsOf: URL(fileURLWithPath: pack)).count
        try removeIndex(repository)
        var before = expected.count
        for count in [size - 1, size - 21, size * 9 / 10, size / 2, 40, 31, 12, 0] {
            try repository.truncate(pack, to: count)
            let walk = FullWalk(repository, jobs: 2)
            #expect(walk.seen.allSatisfy { expected[$0.id] == $0.object }, "cut to \(count)")
            #expect(walk.seen.count <= before && (count < size * 9 / 10 || !walk.seen.isEmpty), "cut to \(count)")
            #expect(walk.catalog.problems.count == 1, "cut to \(count)")
            before = walk.seen.count
        }
    }

    @Test func noByteHidesSilently() throws {
        let repository = try TestRepository.growing(8)
        try repository.repack()
        let expected = try repository.allObjects()
        let pack = try repository.packs()[0]
        try removeIndex(repository)
        let size = try Data(contentsOf: URL(fileURLWithPath: pack)).count
        for place in stride(from: 0, to: size, by: 7) {
            try repository.flipByte(of: pack, at: place)
            let walk = FullWalk(repository, jobs: 1)
            #expect(walk.objects.count == walk.seen.count, "byte \(place)")
            let lost = Set(expected.keys).subtracting(walk.seen.map(\.id)).subtracting(walk.missed)
            #expect(lost.isEmpty || walk.catalog.problems.count == 1, "byte \(place)")
            try repository.flipByte(of: pack, at: place)
        }
    }
}
