import Foundation
import TestRepositories
import Testing

/// The same contents give the same findings: however they are stored, wherever one stands, whatever the locale.
@Suite struct DeterminismTests {
    /// A history with versions, so that there are deltas to scan.
    static func history() throws -> TestRepository {
        let everything = try Everything()
        var stream = HistoryStream()
        var tokens = TestTokens(seed: 30)
        var lines = (0..<60).map { "line \($0) of the configuration" }
        var last: HistoryStream.Mark?
        for number in 0..<60 {
            lines[tokens.number(below: lines.count)] =
                number % 3 == 0 ? "TOKEN=\(tokens.gitHub())" : "password = \(tokens.base62(14))"
            let text = lines.joined(separator: "\n") + "\n"
            last = stream.commit(on: "long", parents: last.map { [$0] } ?? [], changes: [("app.ini", Array(text.utf8))])
        }
        try everything.repository.importHistory(stream)
        return everything.repository
    }

    static func lines(_ arguments: [String], _ environment: [String: String] = [:], standingIn place: String? = nil)
        throws -> [UInt8]
    {
        try Scanned(
            Program.run(["scan", "--format", "jsonl"] + arguments, environment: environment, standingIn: place)
        ).stableLines
    }

    /// The first lines that only one of them has, with nothing secret in them.
    static func difference(_ left: [UInt8], _ right: [UInt8]) -> [String] {
        let sets = [left, right].map {
            Set($0.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) })
        }
        return sets[0].subtracting(sets[1]).prefix(2).map { "+ " + $0 }
            + sets[1].subtracting(sets[0]).prefix(2).map { "- " + $0 }
    }

    /// Loose, in one pack of deep or of no deltas, in several packs: the path of the repository stays the same.
    @Test func storageMakesNoDifference() throws {
        let repository = try Self.history()
        try repository.unpackAll()
        let loose = try Self.lines([repository.path])
        #expect(!loose.isEmpty)
        for (depth, window) in [(0, 0), (50, 10), (250, 100)] {
            try repository.repack(depth: depth, window: window)
            let packed = try Self.lines([repository.path])
            #expect(Self.difference(packed, loose) == [], "depth \(depth)")
            #expect((packed == loose) as Bool)
            #expect(
                Self.difference(try Self.lines(["--exhaustive", repository.path]), loose) == [],
                "depth \(depth), exhaustive")
        }
        try repository.packLoose()
        #expect(Self.difference(try Self.lines([repository.path]), loose) == [], "several packs")
    }

    @Test(
        arguments: [
            ["TZ": "Pacific/Kiritimati"], ["LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"], ["LC_ALL": "C"],
            ["COLUMNS": "40", "TERM": "dumb"], ["GIT_DIR": "/nonexistent", "GIT_OBJECT_DIRECTORY": "/nonexistent"],
            ["GIT_CONFIG_GLOBAL": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent"],
        ] as [[String: String]])
    func theEnvironmentMakesNoDifference(_ environment: [String: String]) throws {
        let everything = try Everything()
        let reference = try Self.lines([everything.repository.path])
        #expect(try Self.lines([everything.repository.path], environment) == reference)
    }

    @Test func theFolderStoodInMakesNoDifference() throws {
        let (everything, elsewhere) = (try Everything(), try TemporaryFolder())
        let reference = try Self.lines([everything.repository.path])
        #expect(try Self.lines([everything.repository.path], standingIn: elsewhere.path) == reference)
        #expect(try Self.lines([everything.repository.path], standingIn: everything.repository.path) == reference)
    }

    /// Sources are sorted, and each tells what it tells alone.
    @Test func targetsMakeNoDifferenceToEachOther() throws {
        let (one, two) = (try Everything(), try TemporaryFolder())
        var tokens = TestTokens(seed: 31)
        try two.write("deploy.env", "TOKEN=\(tokens.gitHub())\nOTHER=\(one.tokens[1].token)\n")
        let (first, second) = (try Self.lines([one.repository.path]), try Self.lines([two.path]))
        let both = one.repository.path < two.path ? first + second : second + first
        #expect(try Self.lines([one.repository.path, two.path]) == both)
        #expect(try Self.lines([two.path, one.repository.path]) == both)
        #expect(
            try Self.lines([two.path, one.repository.path, two.path]) == both, "a target named twice is scanned once")
    }

    @Test(arguments: [[], ["--show-secrets"], ["--min-confidence", "0"]] as [[String]])
    func idsAreUnique(_ options: [String]) throws {
        let repository = try Self.history()
        let scanned = try withExtendedLifetime(repository) {
            try Scanned(Program.run(["scan", "--format", "jsonl"] + options + [repository.path]))
        }
        #expect(Set(scanned.findings.map(\.id)).count == scanned.findings.count && scanned.findings.count > 20)
    }

    /// Piecewise scanning of large contents loses nothing at the seams, and finds nothing twice.
    @Test(arguments: [1_048_576, 2_097_152, 1_048_576 + 20, 3_145_728 - 7]) func piecesMakeNoDifference(_ place: Int)
        throws
    {
        var tokens = TestTokens(seed: 32)
        let (folder, token) = (try TemporaryFolder(), tokens.gitHub())
        let filler = Array(String(repeating: "0123456789abcde\n", count: 300_000).utf8)
        let line = Array("\nTOKEN=\(token)\n".utf8)
        try folder.write("large.txt", bytes: Array(filler[..<place]) + line + Array(filler[place...]))
        let (whole, pieces) = (try Program.scan(folder.path), try Program.scan("--max-size", "1M", folder.path))
        #expect(whole.secrets == [token] && pieces.stableLines == whole.stableLines)
        #expect(pieces.findings.first?.location.line == filler[..<place].count { $0 == 0x0A } + 2)
    }
}
