import Foundation
import Model
import Repositories
import TestRepositories
import Testing

/// Damaged storage: all that is sound is presented, all that is not is named, nothing crashes or hangs.
@Suite(.timeLimit(.minutes(20))) struct DamageTests {
    private static func packed(_ count: Int) throws -> TestRepository {
        let repository = try TestRepository.growing(count)
        try repository.repack(depth: 50)
        return repository
    }

    /// Every object is presented as it is, or missed; once.
    private func expectAccounted(_ walk: FullWalk, _ expected: [ObjectID: ReadObject], _ comment: Comment) {
        #expect(walk.objects.count == walk.seen.count, "presented twice: \(comment)")
        #expect(Set(walk.missed).count == walk.missed.count, "missed twice: \(comment)")
        #expect(walk.seen.allSatisfy { expected[$0.id] == $0.object }, "other bytes: \(comment)")
        let lost = Set(expected.keys).subtracting(walk.seen.map(\.id)).subtracting(walk.missed)
        #expect(
            lost.isEmpty || walk.catalog.problems.contains { !$0.reason.contains("checked one by one") },
            "\(lost.count) lost: \(comment)")
        #expect(Set(walk.missed).isDisjoint(with: walk.seen.map(\.id)), "missed and presented: \(comment)")
    }

    @Test(arguments: [1, 3]) func aDamagedEntryIsMissedAlone(jobs: Int) throws {
        for revision in ["main:empty", "main~5^{tree}", "main~3", "v1", "main:notes/log.txt"] {
            let repository = try Self.packed(30)
            let expected = try repository.allObjects()
            let id = try repository.id(revision)
            try repository.flipByte(inPackedObject: id, skipping: 4)
            let walk = FullWalk(repository, jobs: jobs)
            expectAccounted(walk, expected, "\(revision)")
            #expect(walk.missed.contains { $0.hex == id }, "\(revision)")
        }
    }

    @Test func aSoundLooseCopyIsRead() throws {
        let repository = try Self.packed(30)
        let expected = try repository.allObjects()
        let id = try repository.id("main:notes/log.txt")
        let bytes = try #require(expected[ObjectID(hex: id)!]).content
        let other = try TestRepository()
        try other.writeObject(bytes: bytes)
        let path = repository.loosePath(of: id)
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: other.loosePath(of: id), toPath: path)
        try repository.flipByte(inPackedObject: id, skipping: 4)
        let walk = FullWalk(repository, jobs: 2)
        #expect(walk.missed.isEmpty)
        #expect(walk.objects == expected)
    }

    @Test func aSoundCopyInAnotherPackIsRead() throws {
        let repository = try Self.packed(30)
        let expected = try repository.allObjects()
        let id = try repository.id("main:notes/log.txt")
        for pack in try repository.packs() {
            let list = Array(
                try repository.git("show-index", input: bytes(of: pack.dropLast(4) + "idx")).split(separator: "\n")
                    .map { String($0.split(separator: " ")[1]) }.joined(separator: "\n").utf8)
            try repository.git(
                "pack-objects", "--quiet", "--window=0", "\(repository.gitDirectory)/objects/pack/pack", input: list)
        }
        // Whichever comes first: damage one, then the other instead.
        for pack in try repository.packs() {
            let index = try repository.git("show-index", input: bytes(of: pack.dropLast(4) + "idx"))
            let line = try #require(index.split(separator: "\n").first { $0.contains(id) })
            let offset = try #require(Int(line.split(separator: " ")[0]))
            try repository.flipByte(of: pack, at: offset + 4)
            let walk = FullWalk(repository, jobs: 2)
            #expect(walk.missed.isEmpty)
            #expect(walk.objects == expected)
            try repository.flipByte(of: pack, at: offset + 4)
        }
    }

    @Test func aTruncatedPackGivesWhatItStillHolds() throws {
        let repository = try Self.packed(30)
        let expected = try repository.allObjects()
        let pack = try repository.packs()[0]
        let size = try bytes(of: pack).count
        for count in [size - 1, size / 2, size / 4, 60, 32, 31, 12, 1, 0] {
            try repository.truncate(pack, to: count)
            let walk = FullWalk(repository, jobs: 2)
            expectAccounted(walk, expected, "cut to \(count) of \(size)")
            #expect(!walk.catalog.problems.isEmpty, "cut to \(count) of \(size)")
        }
    }

    /// One byte of it hid the whole pack.
    @Test(arguments: [1, 7]) func aDamagedHeaderHidesNothing(place: Int) throws {
        let repository = try Self.packed(10)
        let expected = try repository.allObjects()
        try repository.flipByte(of: repository.packs()[0], at: place)
        let walk = FullWalk(repository, jobs: 2)
        #expect(walk.objects == expected && walk.missed.isEmpty)
        #expect(walk.catalog.problems.count == 1)
    }

    @Test func aGarbageIndexIsMadeAnew() throws {
        let repository = try Self.packed(10)
        let expected = try repository.allObjects()
        let index = String(try repository.packs()[0].dropLast(4)) + "idx"
        let sound = try bytes(of: index[...])
        var tokens = TestTokens(seed: 3)
        let garbage = (0..<sound.count).map { _ in UInt8(truncatingIfNeeded: tokens.next()) }
        for bytes in [
            [], [0], garbage, Array(sound.prefix(8)) + garbage, Array(sound.prefix(1032)), Array(sound.dropLast(41)),
        ] {
            try repository.rewrite(index) { $0 = bytes }
            let walk = FullWalk(repository, jobs: 2)
            #expect(walk.objects == expected && walk.catalog.problems.isEmpty, "\(bytes.count) bytes")
            #expect(walk.catalog.remarks.count == 1)
        }
        // Order and form are right, all else is noise.
        try repository.rewrite(index) { $0 = Array(sound.prefix(1032)) + garbage.dropFirst(1032) }
        _ = FullWalk(repository, jobs: 2)
    }

    @Test func anyByteOfThePackHidesNoSoundObject() throws {
        let repository = try Self.packed(14)
        let expected = try repository.allObjects()
        let pack = try repository.packs()[0]
        let sound = try bytes(of: pack[...])
        var tokens = TestTokens(seed: 11)
        for number in 0..<200 {
            let place = number < 12 ? number : tokens.number(below: sound.count)
            let bit = UInt8(1 << tokens.number(below: 8))
            try repository.rewrite(pack) { bytes in
                bytes = sound
                bytes[place] ^= bit
            }
            expectAccounted(FullWalk(repository, jobs: 1 + number % 2), expected, "byte \(place) ^ \(bit)")
        }
    }

    /// Named bases can point anywhere, even forward and at each other.
    @Test func anyByteOfAPackWithNamedBasesHidesNoSoundObject() throws {
        let repository = try TestRepository.growing(14)
        try repository.unpackAll()
        let expected = try repository.allObjects()
        let list = Array(try repository.looseObjects().joined(separator: "\n").utf8)
        try repository.git("pack-objects", "--quiet", "\(repository.gitDirectory)/objects/pack/pack", input: list)
        try repository.git("prune-packed", "--quiet")
        let pack = try repository.packs()[0]
        let sound = try bytes(of: pack[...])
        var tokens = TestTokens(seed: 12)
        for number in 0..<100 {
            let place = tokens.number(below: sound.count)
            try repository.rewrite(pack) { bytes in
                bytes = sound
                bytes[place] ^= 0x10
            }
            expectAccounted(FullWalk(repository, jobs: 1 + number % 2), expected, "byte \(place)")
        }
    }

    /// Two deltas, each made for the other: the walk went round for ever.
    @Test func aCircleOfDeltasIsMissed() throws {
        let repository = try TestRepository()
        let names = try ["a", "b", "c"].map {
            try #require(ObjectID(hex: try repository.writeObject(bytes: Array($0.utf8))))
        }
        let objects = "\(repository.root)/circle/objects"
        // c on b, b on a, a on b; each entry: type 7, size 4, base, zlib stream.
        let empty: [UInt8] = [0x78, 0x01, 0x01, 0x04, 0x00, 0xfb, 0xff, 0x01, 0x01, 0x01, 0x61, 0x00, 0xc8, 0x00, 0x65]
        let bases = [names[1], names[0], names[1]]
        try writePack(entries: zip(names, bases).map { ($0, [0x74] + $1.bytes + empty) }, objects: objects)
        let walk = FullWalk(objects: objects, .sha1, jobs: 2)
        #expect(walk.seen.isEmpty)
        #expect(walk.missed.sorted() == names.sorted())
    }

    @Test func anyByteOfTheIndexHidesNothingSilently() throws {
        let repository = try Self.packed(14)
        let expected = Set(try repository.allObjects().values)
        let index = String(try repository.packs()[0].dropLast(4)) + "idx"
        let sound = try bytes(of: index[...])
        var tokens = TestTokens(seed: 13)
        for number in 0..<200 {
            // Most of an index is its fan-out table; look at the rest more.
            let place = number % 4 == 0 ? tokens.number(below: 1032) : 1032 + tokens.number(below: sound.count - 1032)
            try repository.rewrite(index) { bytes in
                bytes = sound
                bytes[place] ^= UInt8(1 << tokens.number(below: 8))
            }
            let walk = FullWalk(repository, jobs: 1 + number % 2)
            let lost = expected.subtracting(walk.seen.map(\.object))
            #expect(lost.isEmpty || !walk.missed.isEmpty || !walk.catalog.problems.isEmpty, "byte \(place)")
            #expect(walk.seen.allSatisfy { expected.contains($0.object) }, "byte \(place)")
        }
    }

    @Test func damagedLooseObjectsAreMissed() throws {
        let repository = try TestRepository.growing(10)
        try repository.unpackAll()
        let expected = try repository.allObjects()
        for (number, revision) in ["main:notes/log.txt", "main", "main^{tree}", "v1"].enumerated() {
            let id = try repository.id(revision)
            let sound = try bytes(of: repository.loosePath(of: id)[...])
            for count in [0, 1, 2, sound.count / 2, sound.count - 1] {
                try repository.rewrite(repository.loosePath(of: id)) { $0 = Array(sound.prefix(count)) }
                let walk = FullWalk(repository, jobs: 1 + number % 2)
                #expect(walk.missed.map(\.hex) == [id], "\(revision) cut to \(count)")
                #expect(walk.seen.count == expected.count - 1)
                expectAccounted(walk, expected, "\(revision) cut to \(count)")
            }
            try repository.rewrite(repository.loosePath(of: id)) { $0 = sound }
        }
    }

    private func bytes(of path: some StringProtocol) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: String(path))))
    }

    /// A pack of these raw entries, and its index.
    private func writePack(entries: [(ObjectID, [UInt8])], objects: String) throws {
        func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
        var pack = Array("PACK".utf8) + word(2) + word(entries.count)
        var places: [ObjectID: (offset: Int, checksum: Int)] = [:]
        for (id, raw) in entries {
            places[id] = (pack.count, Int(TestTokens.crc32(raw)))
            pack += raw
        }
        let trailer = [UInt8](repeating: 7, count: 20)
        let names = places.keys.sorted()
        var index: [UInt8] = [0xff, 0x74, 0x4f, 0x63] + word(2)
        for bucket in 0..<256 { index += word(names.count { Int($0.high >> 56) <= bucket }) }
        for name in names { index += name.bytes }
        for name in names { index += word(places[name]?.checksum ?? 0) }
        for name in names { index += word(places[name]?.offset ?? 0) }
        try FileManager.default.createDirectory(atPath: "\(objects)/pack", withIntermediateDirectories: true)
        try Data(pack + trailer).write(to: URL(fileURLWithPath: "\(objects)/pack/pack-1.pack"))
        try Data(index + trailer + trailer).write(to: URL(fileURLWithPath: "\(objects)/pack/pack-1.idx"))
    }
}
