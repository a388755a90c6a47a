import Foundation
import TestRepositories
import Testing

/// What a scan takes of memory beside the files that it maps. Each of these makes hundreds of megabytes of content.
@Suite(.serialized) struct MemoryTests {
    private static let budgetInKiB = 512 << 10

    /// A megabyte of plain lines.
    private static let block: [UInt8] = {
        var tokens = TestTokens(seed: 7)
        let lines = (0..<256).map { _ in
            Array("    the value of \(tokens.number(below: 1 << 30)) comes from a table of numbers\n".utf8)
        }
        var bytes: [UInt8] = []
        while bytes.count < 1 << 20 { bytes += lines[tokens.number(below: lines.count)] }
        return bytes
    }()

    private static let linesInBlock = block.count { $0 == UInt8(ascii: "\n") }

    /// Sixty versions of a file of 40 MB, each with a token of its own; a token stays for a while and goes.
    @Test func sixtyVersionsOfALargeFileAreScannedWithinTheBudget() throws {
        var scene = try Scene(seed: 60, bare: true)
        let pack = "\(scene.repository.gitDirectory)/objects/pack/pack-\(String(repeating: "4", count: 40)).pack"
        try FileManager.default.createDirectory(
            atPath: "\(scene.repository.gitDirectory)/objects/pack", withIntermediateDirectories: true)
        var writer = try PackWriter(path: pack, count: 60)
        let (block, repeats, versions) = (Self.block, 40, 60)
        try writer.addBlob(head: [], block: block, repeats: repeats, tail: [])
        var tokens: [String] = []
        let body = block.count * repeats
        var standing = 0
        for version in 1..<versions {
            let token = scene.tokens.gitHub()
            tokens.append(token)
            let line = Array("export TOKEN_\(version)=\(token)\n".utf8)
            // Every 30th version drops what the versions before it added, at the front of the file.
            let kept = version % 30 == 0 ? 0 : standing
            var delta = PackWriter.Delta(baseSize: standing + body, resultSize: line.count + kept + body)
            delta.insert(line)
            delta.copy(from: 0, count: kept)
            delta.copy(from: standing, count: body)
            try writer.addDelta(on: version - 1, delta)
            standing = kept + line.count
        }
        let names = try writer.finish(in: scene.repository)
        try scene.repository.importVersions(names, of: "data/table.txt")
        let scanned = try Program.scan([scene.repository.path], inputFile: nil)
        #expect(scanned.secrets.isSuperset(of: tokens), "\(Set(tokens).subtracting(scanned.secrets).count) are missing")
        #expect(scanned.run.coverage.complete, "\(scanned.run.coverage.entries)")
        #expect(scanned.peakInKiB <= Self.budgetInKiB + Self.sizeInKiB(pack), "\(scanned.peakInKiB >> 10) MiB")
    }

    private static func sizeInKiB(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return ((attributes?[.size] as? Int) ?? 0) >> 10
    }

    // MARK: Contents above the limit

    enum Home: String, CaseIterable, Sendable { case pack, loose, file, input }

    /// At the start and at the end a token, with 48 MB between them. All but 24 MB of it must be read as it is scanned.
    @Test(arguments: Home.allCases) func contentsAboveTheLimitAreStreamed(_ home: Home) throws {
        var scene = try Scene(seed: 700, bare: true)
        let (block, repeats) = (Self.block, 46)
        let (first, last) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        let head = Array("a = \(first)\n".utf8)
        let tail = Array("  the last line is not ended: \(last)".utf8)
        let nothing = try Program.scan([scene.repository.path], inputFile: nil)
        let place = try Self.put(head: head, block: block, repeats: repeats, tail: tail, in: home, of: scene.repository)
        let scanned = try Program.scan(
            [place.target, "--max-size", "4M"], inputFile: home == .input ? place.file : nil)
        let found = try [first, last].map {
            try #require(scanned.findings(of: $0).first, "\(scanned.run.coverage.entries)")
        }
        #expect(found.map(\.location.line) == [1, 2 + repeats * Self.linesInBlock])
        #expect(found.map(\.location.column) == [5, tail.count - last.utf8.count + 1])
        #expect(scanned.run.coverage.complete, "\(scanned.run.coverage.entries)")
        let mapped = [.input, .file].contains(home) ? 0 : Self.sizeInKiB(place.file)
        #expect(
            scanned.peakInKiB <= nothing.peakInKiB + (24 << 10) + mapped,
            "\(scanned.peakInKiB >> 10) MiB, \(nothing.peakInKiB >> 10) without")
    }

    private static func put(
        head: [UInt8], block: [UInt8], repeats: Int, tail: [UInt8], in home: Home, of repository: TestRepository
    ) throws -> (target: String, file: String) {
        switch home {
        case .pack:
            let pack = "\(repository.gitDirectory)/objects/pack/pack-\(String(repeating: "7", count: 40)).pack"
            try FileManager.default.createDirectory(
                atPath: "\(repository.gitDirectory)/objects/pack", withIntermediateDirectories: true)
            var writer = try PackWriter(path: pack, count: 1)
            try writer.addBlob(head: head, block: block, repeats: repeats, tail: tail)
            try repository.importVersions(try writer.finish(in: repository), of: "dump.sql")
            return (repository.path, pack)
        case .loose, .file, .input:
            let file = "\(repository.root)/dump.sql"
            try Data().write(to: URL(fileURLWithPath: file))
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
            for part in [head] + Array(repeating: block, count: repeats) + [tail] {
                try handle.write(contentsOf: Data(part))
            }
            try handle.close()
            if home != .loose { return (home == .file ? file : "-", file) }
            let id = try repository.git([
                "-c", "core.compression=1", "-c", "core.bigFileThreshold=4g", "hash-object", "-w", file,
            ]).text
            #expect(FileManager.default.fileExists(atPath: repository.loosePath(of: id)))
            return (repository.path, repository.loosePath(of: id))
        }
    }

    /// Small pieces against one large one: a border falls everywhere, and nothing may depend on it.
    @Test(arguments: 1...3) func piecesFindWhatTheWholeHolds(seed: UInt64) throws {
        var tokens = TestTokens(seed: seed)
        var text: [UInt8] = []
        while text.count < 7 << 20 {
            switch tokens.number(below: 12) {
            case 0: text += Array("token = \(tokens.gitHub())\n".utf8)
            case 1: text += Array("password: \(tokens.base62(18)) # rollcall:allow\n".utf8)
            case 2: text += Array("  \"api_key\": \"\(tokens.hex(40))\",\r\n".utf8)
            case 3: text += Array(repeating: UInt8(ascii: "\n"), count: tokens.number(below: 4000))
            case 4: text += Array("DB_PASSWORD=\(tokens.base62(20))\n".utf8)
            default: text += Self.block[..<(tokens.number(below: 60_000))] + [UInt8(ascii: "\n")]
            }
        }
        let folder = try TemporaryFolder()
        let file = try folder.write("all.txt", bytes: text)
        // The second is scanned in pieces of 2 MiB from memory, the third as a stream.
        let whole = try Program.scan(file, "--min-confidence", "0")
        let pieces = try Program.scan(file, "--min-confidence", "0", "--max-size", "1")
        let streamed = try Program.scan(["-", "--min-confidence", "0", "--max-size", "2M"], inputFile: file)
        #expect(whole.findings.count > 20)
        #expect(Self.keys(pieces) == Self.keys(whole))
        #expect(Self.keys(streamed) == Self.keys(whole))
        #expect(pieces.stableLines == whole.stableLines)
    }

    /// The header of a table stands in one piece only; rows in others are not lost in silence.
    @Test func tablesThatGoOnBeyondAPieceAreNamed() throws {
        var tokens = TestTokens(seed: 32)
        let note = String(repeating: "a note ", count: 40)
        var text = "user,password,note\n"
        while text.utf8.count < 5 << 20 { text += "ada,\(tokens.base62(14)),\(note)\n" }
        let folder = try TemporaryFolder()
        let file = try folder.write("all.csv", bytes: Array(text.utf8))
        #expect(try Program.scan(file).run.coverage.complete)
        let pieces = try Program.scan(file, "--max-size", "2M")
        #expect(!pieces.findings.isEmpty)
        #expect(pieces.run.coverage.entries.map(\.reason) == ["limit-hit"])
    }

    /// What is read as it is scanned is decoded all the same, and what cannot be opened for want of its end is named.
    @Test func streamsAreDecodedAndContainersNamed() throws {
        var tokens = TestTokens(seed: 31)
        let (early, late) = (tokens.gitHub(), tokens.gitHub())
        let encoded = [early, late].map { Array("data: \(Data("token = \($0)\n".utf8).base64EncodedString())\n".utf8) }
        let text = encoded[0] + Self.block + Self.block + Self.block + encoded[1]
        let folder = try TemporaryFolder()
        let streamed = try Program.scan(["-", "--max-size", "2M"], inputFile: try folder.write("all.txt", bytes: text))
        #expect(streamed.secrets.isSuperset(of: [early, late]))
        #expect(streamed.run.coverage.complete, "\(streamed.run.coverage.entries)")
        let archive = try folder.write("all.zip", bytes: [0x50, 0x4B, 0x03, 0x04] + text)
        let named = try Program.scan(["-", "--max-size", "2M"], inputFile: archive)
        #expect(named.coverage("limit-hit").map(\.subject) == ["stdin"])
    }

    private static func keys(_ scanned: Scanned) -> [String] {
        scanned.findings.map {
            "\($0.location.line):\($0.location.column)-\($0.location.end_line):\($0.location.end_column) \($0.rule.id) "
                + "\($0.credential.fingerprint) \($0.confidence.score) \($0.occurrences) \($0.suppression ?? "")"
        }.sorted()
    }

    /// A delta that cannot be applied within the budget is named, and what it builds on is scanned all the same.
    @Test func aDeltaAboveTheBudgetIsNamed() throws {
        var scene = try Scene(seed: 900, bare: true)
        let pack = "\(scene.repository.gitDirectory)/objects/pack/pack-\(String(repeating: "9", count: 40)).pack"
        try FileManager.default.createDirectory(
            atPath: "\(scene.repository.gitDirectory)/objects/pack", withIntermediateDirectories: true)
        let (block, repeats, token) = (Self.block, 24, scene.tokens.gitHub())
        var writer = try PackWriter(path: pack, count: 2)
        let line = Array("token = \(token)\n".utf8)
        try writer.addBlob(head: line, block: block, repeats: repeats, tail: [])
        let size = line.count + block.count * repeats
        var delta = PackWriter.Delta(baseSize: size, resultSize: size)
        delta.insert(Array(repeating: UInt8(ascii: "-"), count: line.count))
        delta.copy(from: line.count, count: size - line.count)
        try writer.addDelta(on: 0, delta)
        let names = try writer.finish(in: scene.repository)
        try scene.repository.importVersions(names, of: "dump.sql")
        let scanned = try Program.scan(scene.repository.path, "--memory", "64M")
        #expect(scanned.secrets.contains(token))
        #expect(scanned.coverage("too-large").map(\.subject) == [names[1]])
        #expect(try Program.scan(scene.repository.path).run.coverage.complete)
    }
}
