import Model
import TestRepositories
import Testing

@Suite struct ModelTests {
    @Test(
        arguments: [
            (0, 0, "1970-01-01T00:00:00Z"), (1_709_204_400, 60, "2024-02-29T12:00:00+01:00"),
            (-1, 0, "1969-12-31T23:59:59Z"), (-86_400, 0, "1969-12-31T00:00:00Z"),
            (0, -330, "1969-12-31T18:30:00-05:30"),
            (951_782_400, 0, "2000-02-29T00:00:00Z"), (4_107_542_399, 0, "2100-02-28T23:59:59Z"),
            (4_107_542_400, 0, "2100-03-01T00:00:00Z"), (0, 1440, "1970-01-01T00:00:00Z"),
            (0, -1439, "1969-12-31T00:01:00-23:59"),
            (.max, 0, "9999-12-30T23:59:59Z"), (.max, 1439, "9999-12-31T23:58:59+23:59"),
            (.min, 0, "0000-01-02T00:00:00Z"),
            (.min, -1439, "0000-01-01T00:01:00-23:59"), (253_402_214_400, 0, "9999-12-30T23:59:59Z"),
        ] as [(Int64, Int, String)])
    func writesTimes(seconds: Int64, offset: Int, text: String) {
        #expect(Timestamp(seconds: seconds, offsetInMinutes: offset).text == text)
    }

    @Test(arguments: 0...9) func searchesWhatIsSorted(count: Int) {
        let numbers = (0..<count).map { $0 / 2 }
        for wanted in -1...5 {
            #expect(numbers.partitioningIndex { $0 >= wanted } == numbers.count { $0 < wanted })
            let slice = numbers.dropFirst(3)
            #expect(slice.partitioningIndex { $0 >= wanted } == slice.startIndex + slice.count { $0 < wanted })
        }
    }

    @Test func namesGoRound() {
        var tokens = TestTokens(seed: 1)
        var last: (ObjectID, String)?
        for number in 0..<300 {
            let hex =
                number % 3 == 0
                ? String(repeating: "0", count: number % 40) + tokens.hex(40 - number % 40) : tokens.hex(40)
            let id = ObjectID(hex: hex)
            #expect(id?.hex == hex && id?.description == hex)
            #expect(id.flatMap { ObjectID(bytes: $0.bytes) } == id && id?.bytes.count == 20)
            #expect(ObjectID(hex: hex.uppercased()) == id)
            if let last, let id { #expect((last.0 < id) == (last.1 < hex)) }
            if let id { last = (id, hex) }
        }
        for bad in [
            "", "0", String(repeating: "0", count: 39), String(repeating: "0", count: 41),
            String(repeating: "g", count: 40),
        ] {
            #expect(ObjectID(hex: bad) == nil)
        }
        #expect(ObjectID(bytes: [UInt8](repeating: 1, count: 19)) == nil)
        #expect(ObjectID.zero.hex == String(repeating: "0", count: 40))
    }

    @Test(arguments: [
        ("*.pem", "key.pem", true), ("*.pem", "a/b/key.pem", true), ("*.pem", "key.pem.txt", false),
        ("build", "a/build/x", true),
        ("build", "rebuild/x", false), ("/build", "build/x", true), ("/build", "a/build/x", false),
        ("build/", "a/build/x", true),
        ("docs/*.md", "docs/a.md", true), ("docs/*.md", "docs/a/b.md", false), ("docs/**/b.md", "docs/b.md", true),
        ("docs/**/b.md", "docs/x/y/b.md", true), ("**/b.md", "b.md", true), ("**/b.md", "x/b.md", true),
        ("a/**", "a/b/c", true),
        ("a/**", "b/a/c", false), ("?.txt", "a.txt", true), ("?.txt", "ab.txt", false), ("a?b/c", "a/b/c", false),
        ("src/*/gen", "src/x/gen/y/z", true), ("", "a", false),
        // `**/` stands for whole folders: it is not a star.
        ("**/b.md", "ab.md", false), ("docs/**/b.md", "docs/ab.md", false), ("**/foo/bar", "xfoo/bar", false),
    ])
    func matchesGlobs(glob: String, path: String, expected: Bool) {
        #expect(PathFilter(include: [glob]).takes(Array(path.utf8)) == expected)
        #expect(PathFilter(exclude: [glob]).takes(Array(path.utf8)) == !expected)
    }

    /// gitignore(5): `build/` has its slash at the end only, so it means a folder anywhere.
    @Test func trailingSlashIsNoAnchor() {
        #expect(PathFilter(exclude: ["build/"]).excludesFolder(Array("build".utf8)))
    }

    @Test func hostileGlobsEnd() {
        let glob = String(repeating: "*a", count: 200) + "**/" + String(repeating: "*b", count: 100)
        #expect(!PathFilter(include: [glob]).takes(Array(String(repeating: "a", count: 4000).utf8)))
    }

    /// Against git itself.
    @Test func agreesWithGit() throws {
        let repository = try TestRepository()
        var tokens = TestTokens(seed: 5)
        for _ in 0..<60 {
            let parts = (0...tokens.number(below: 3)).map { _ in
                tokens.string(of: Array("ab*?"), 1 + tokens.number(below: 3))
            }
            let globs = parts.map {
                tokens.number(below: 4) == 0 ? "**" : $0.replacing("**", with: "*").replacing("**", with: "*")
            }
            let glob = globs.joined(separator: "/")
            let paths = (0..<40).map { _ in
                (0...tokens.number(below: 4)).map { _ in tokens.string(of: Array("ab"), 1 + tokens.number(below: 2)) }
                    .joined(separator: "/")
            }
            try repository.write(".git/info/exclude", glob + "\n")
            let ignored = try repository.git(
                ["check-ignore", "--no-index", "--stdin"], input: Array(paths.joined(separator: "\n").utf8),
                accepting: [0, 1])
            let expected = Set(ignored.text.split(separator: "\n").map(String.init))
            let filter = PathFilter(include: [glob])
            for path in paths {
                #expect(filter.takes(Array(path.utf8)) == expected.contains(path), "\(glob) on \(path)")
            }
        }
    }
}
