import Model
import TestRepositories
import Testing

/// Globs as in .gitignore.
@Suite struct PathFilterTests {
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
        // As shells complete them.
        ("./src", "src/x", true), ("./src", "a/src/x", false), ("././src/", "src/x", true), (".", "a/b", true),
        // `**/` stands for whole folders: it is not a star.
        ("**/b.md", "ab.md", false), ("docs/**/b.md", "docs/ab.md", false), ("**/foo/bar", "xfoo/bar", false),
    ])
    func matchesGlobs(glob: String, path: String, expected: Bool) {
        #expect(PathFilter(include: [glob]).takes(Array(path.utf8)) == expected)
        #expect(PathFilter(exclude: [glob]).takes(Array(path.utf8)) == !expected)
    }

    @Test(arguments: ["!x", "{a,b}", "src/{a,b}/*.c", "../x", "a/../b", "[ab]", " ", "/"])
    func globsThatCanMatchNothingAreFaults(_ glob: String) {
        #expect(PathFilter.fault(in: glob) != nil)
    }

    @Test func knowsWhatMatchedNothing() {
        let filter = PathFilter(include: ["./src", "scr", "*.py"])
        #expect(filter.unmatched == [], "nothing was asked for")
        for path in ["src/a.py", "src/b"] { #expect(filter.takes(Array(path.utf8))) }
        #expect(filter.unmatched == ["scr"])
        #expect(PathFilter.fault(in: "{{cookiecutter.name}}/x") == nil)
    }

    /// States are kept by it.
    @Test func isDescribedByItsGlobs() {
        #expect("\(PathFilter(include: ["./a"], exclude: ["b"]))" == "[\"/a\"] [\"b\"]")
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
