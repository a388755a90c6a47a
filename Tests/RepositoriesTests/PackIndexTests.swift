import Foundation
import Model
import Repositories
import TestRepositories
import Testing

/// Indexes of both versions, and indexes that do not tell what their packs hold.
@Suite(.timeLimit(.minutes(20))) struct PackIndexTests {
    private static func packed(_ count: Int, _ format: TestRepository.ObjectFormat = .sha1) throws -> TestRepository {
        let repository = try TestRepository.growing(count, format)
        try repository.repack(depth: 50)
        return repository
    }

    private func indexPath(_ repository: TestRepository) throws -> String {
        String(try repository.packs()[0].dropLast(4)) + "idx"
    }

    /// Makes the index of the only pack anew, in the version that Git wrote before 1.6.
    private func writeVersion1(_ repository: TestRepository) throws {
        let pack = try repository.packs()[0]
        for file in try repository.packFiles(of: pack) where file.hasSuffix(".idx") || file.hasSuffix(".rev") {
            try FileManager.default.removeItem(atPath: file)
        }
        try repository.git("index-pack", "--index-version=1", pack)
        let head = try Data(contentsOf: URL(fileURLWithPath: indexPath(repository))).prefix(4)
        #expect(Array(head) != [0xff, 0x74, 0x4f, 0x63])
    }

    // MARK: Version 1

    @Test(arguments: [.sha1, .sha256] as [TestRepository.ObjectFormat])
    func version1IsRead(_ format: TestRepository.ObjectFormat) throws {
        let repository = try Self.packed(80, format)
        try writeVersion1(repository)
        let expected = try repository.allObjects()
        for jobs in [1, 2, 5] {
            let walk = FullWalk(repository, jobs: jobs)
            #expect(walk.objects == expected && walk.seen.count == expected.count)
            #expect(walk.deltaCount > 0 && walk.missed.isEmpty && walk.catalog.problems.isEmpty)
            for (id, _) in expected { #expect(walk.catalog.number(of: id).map(walk.catalog.id) == id) }
            #expect(walk.catalog.number(of: .zero) == nil)
        }
        let database = ObjectDatabase(objectFolder: "\(repository.gitDirectory)/objects", repository.format)
        for (id, object) in expected {
            let read = try database.read(id)
            #expect(read.kind == object.kind && read.content == object.content)
        }
    }

    /// Large indexes have a table by which names are found faster.
    @Test func version1OfManyObjectsIsRead() throws {
        let repository = try TestRepository()
        let count = 40_000
        let folder = "\(repository.gitDirectory)/objects/pack"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var writer = try PackWriter(path: "\(folder)/pack-1.pack", count: count)
        for number in 0..<count { try writer.addBlob(Array("\(number)".utf8)) }
        let names = try writer.finish(in: repository)
        try writeVersion1(repository)
        let catalog = ObjectCatalog(objectFolder: "\(repository.gitDirectory)/objects", repository.format, jobs: 2)
        #expect(catalog.problems.isEmpty && catalog.count == count)
        for name in names {
            let id = try #require(ObjectID(hex: name))
            #expect(catalog.number(of: id).map(catalog.id) == id)
        }
    }

    /// It has no checksums of entries: names tell what is damaged, even where a damaged header makes another object.
    @Test func damageUnderVersion1IsToldByNames() throws {
        let repository = try Self.packed(14)
        try writeVersion1(repository)
        let expected = try repository.allObjects()
        let pack = try repository.packs()[0]
        let sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: pack)))
        var tokens = TestTokens(seed: 14)
        for number in 0..<200 {
            let place = 12 + tokens.number(below: sound.count - 32)
            try repository.rewrite(pack) { bytes in
                bytes = sound
                bytes[place] ^= UInt8(1 << tokens.number(below: 8))
            }
            let walk = FullWalk(repository, jobs: 1 + number % 2)
            #expect(walk.seen.allSatisfy { expected[$0.id] == $0.object }, "byte \(place)")
            let lost = Set(expected.keys).subtracting(walk.seen.map(\.id)).subtracting(walk.missed)
            #expect(lost.isEmpty, "byte \(place)")
        }
    }

    @Test func version1CutShortIsMadeAnew() throws {
        let repository = try Self.packed(10)
        let expected = try repository.allObjects()
        try writeVersion1(repository)
        let sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: indexPath(repository))))
        for bytes in [Array(sound.dropLast()), Array(sound.dropLast(24)), sound + [0], Array(sound.prefix(1064))] {
            try repository.rewrite(indexPath(repository)) { $0 = bytes }
            let walk = FullWalk(repository, jobs: 2)
            #expect(walk.objects == expected && walk.catalog.problems.isEmpty, "\(bytes.count) bytes")
        }
    }

    // MARK: Indexes that say something else than their packs

    private struct Line {
        let name: ObjectID
        var offset: Int
        var checksum: UInt32
    }

    /// What the index of the only pack says, in the order of the pack.
    private func lines(_ repository: TestRepository) throws -> [Line] {
        let index = [UInt8](try Data(contentsOf: URL(fileURLWithPath: indexPath(repository))))
        let lines = try repository.git("show-index", input: index).split(separator: "\n").map { line in
            let words = line.split(whereSeparator: { " ()".contains($0) })
            return Line(
                name: try #require(ObjectID(hex: words[1])), offset: try #require(Int(words[0])),
                checksum: try #require(UInt32(words[2], radix: 16)))
        }
        return lines.sorted { $0.offset < $1.offset }
    }

    /// Writes an index whose own checksum is right.
    private func write(_ lines: [Line], _ repository: TestRepository) throws {
        func word(_ value: UInt32) -> [UInt8] {
            (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
        }
        let lines = lines.sorted { $0.name < $1.name }
        let path = try indexPath(repository)
        let packChecksum = try Data(contentsOf: URL(fileURLWithPath: path)).suffix(40).prefix(20)
        var index: [UInt8] = [0xff, 0x74, 0x4f, 0x63, 0, 0, 0, 2]
        for bucket in 0..<256 { index += word(UInt32(lines.count { Int($0.name.high >> 56) <= bucket })) }
        for line in lines { index += line.name.bytes }
        for line in lines { index += word(line.checksum) }
        var large: [Int] = []
        for line in lines {
            if line.offset < 1 << 31 {
                index += word(UInt32(line.offset))
            } else {
                index += word(1 << 31 | UInt32(large.count))
                large.append(line.offset)
            }
        }
        for offset in large { index += word(UInt32(offset >> 32)) + word(UInt32(truncatingIfNeeded: offset)) }
        index += packChecksum
        try repository.rewrite(path) { $0 = index }
        let search = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
        let sum = try RunningProgram("sha1sum", [path], environment: search, folder: repository.root).wait().text
        index += (0..<20).compactMap { UInt8(sum.dropFirst(2 * $0).prefix(2), radix: 16) }
        try repository.rewrite(path) { $0 = index }
    }

    /// Behind 4 GiB an offset takes 64 bits, in a table of its own. The hole in the file takes no room on the disk.
    @Test func packsBeyondFourGigabytesAreRead() throws {
        let repository = try Self.packed(10)
        let expected = try repository.allObjects()
        var lines = try lines(repository)
        let pack = try repository.packs()[0]
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: pack)))
        let (hole, second) = (5 << 30, lines[1].offset)
        try repository.rewrite(pack) { $0.removeLast($0.count - second) }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: pack))
        try file.seek(toOffset: UInt64(second + hole))
        try file.write(contentsOf: Data(bytes[second...]))
        try file.close()
        for place in 1..<lines.count { lines[place].offset += hole }
        try write(lines, repository)
        let walk = FullWalk(repository, jobs: 2)
        #expect(walk.objects == expected && walk.missed.isEmpty)
        #expect(walk.catalog.problems.isEmpty)
        // An offset that leads out of the table leads nowhere.
        try repository.rewrite(indexPath(repository)) { $0[1032 + 24 * lines.count + 3] ^= 0x80 }
        let broken = FullWalk(repository, jobs: 2)
        #expect(broken.missed.count + broken.seen.count == expected.count && !broken.catalog.problems.isEmpty)
    }

    /// An object that no name leads to must not be passed over in silence: the first one was, and any other could be
    /// hidden behind a checksum over two entries.
    @Test func anEntryThatTheIndexLeavesOutIsTold() throws {
        let repository = try Self.packed(20)
        let all = try lines(repository)
        let pack = [UInt8](try Data(contentsOf: URL(fileURLWithPath: try repository.packs()[0])))
        try write(all, repository)
        #expect(FullWalk(repository, jobs: 2).catalog.problems.isEmpty)
        for left in [0, 1, all.count / 2, all.count - 1] {
            var lines = all
            lines.remove(at: left)
            if left > 0 {
                let end = left < lines.count ? lines[left].offset : pack.count - 20
                lines[left - 1].checksum = TestTokens.crc32(Array(pack[lines[left - 1].offset..<end]))
            }
            try write(lines, repository)
            let walk = FullWalk(repository, jobs: 2)
            #expect(walk.catalog.problems.count == 1, "without entry \(left)")
            #expect(walk.catalog.problems.first?.reason.contains("\(all.count) entries") ?? false)
        }
    }

    @Test(arguments: [-1, 1, 1000]) func aPackThatMiscountsIsReadWhole(by difference: Int) throws {
        let repository = try Self.packed(10)
        let expected = try repository.allObjects()
        try repository.rewrite(try repository.packs()[0]) { bytes in
            let count = Int(bytes[10]) << 8 + Int(bytes[11]) + difference
            (bytes[10], bytes[11]) = (UInt8(count >> 8), UInt8(count & 0xFF))
        }
        let walk = FullWalk(repository, jobs: 2)
        #expect(walk.objects == expected && walk.missed.isEmpty)
        #expect(walk.catalog.problems.count == 1)
    }

    /// Git reads by names alone: what a damaged checksum speaks against is there all the same.
    @Test(arguments: [1, 3]) func wrongChecksumsHideNothing(jobs: Int) throws {
        let repository = try Self.packed(30)
        let expected = try repository.allObjects()
        var lines = try lines(repository)
        for number in lines.indices where number % 3 == 0 { lines[number].checksum ^= 1 }
        try write(lines, repository)
        let walk = FullWalk(repository, jobs: jobs)
        #expect(walk.objects == expected && walk.missed.isEmpty && walk.wrongPieces.isEmpty)
        let reader = ObjectReader(catalog: walk.catalog)
        for (id, object) in expected {
            let read = reader.read(id)
            #expect(read?.kind == object.kind && read?.content == object.content)
        }
    }

    @Test func anAlteredIndexIsReadAndTold() throws {
        let repository = try Self.packed(10)
        let expected = try repository.allObjects()
        try repository.flipByte(of: try indexPath(repository), at: -1)
        let walk = FullWalk(repository, jobs: 2)
        #expect(walk.objects == expected && walk.missed.isEmpty)
        #expect(walk.catalog.problems.count == 1)
    }

    /// Tables are made for as many entries as an index names; a sparse file names any number.
    @Test func indexOfMoreEntriesThanThePackHolds() throws {
        let repository = try Self.packed(10)
        let expected = try repository.allObjects()
        let path = try indexPath(repository)
        let count = 40_000_000
        try repository.rewrite(path) { bytes in
            for byte in 0..<4 { bytes[1028 + byte] = UInt8(truncatingIfNeeded: count >> (24 - 8 * byte)) }
        }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.truncate(atOffset: UInt64(1032 + 28 * count + 40))
        try handle.close()
        let walk = FullWalk(repository, jobs: 1)
        #expect(walk.objects == expected && walk.catalog.problems.isEmpty)
        #expect(walk.catalog.remarks.first?.contains("\(count) entries") ?? false)
    }

    /// Two names lead to one entry and none to another.
    @Test func entriesOfOneOffsetAreTold() throws {
        let repository = try Self.packed(20)
        let expected = try repository.allObjects()
        var lines = try lines(repository)
        (lines[5].offset, lines[5].checksum) = (lines[4].offset, lines[4].checksum)
        try write(lines, repository)
        let walk = FullWalk(repository, jobs: 2)
        #expect(walk.seen.allSatisfy { expected[$0.id] == $0.object })
        #expect(!walk.missed.isEmpty)
        #expect(Set(expected.keys).subtracting(walk.seen.map(\.id)).subtracting(walk.missed).isEmpty)
    }
}
