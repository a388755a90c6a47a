import Foundation
import TestRepositories
import Testing

/// Files that are named by themselves, as by `lint-staged` and lists of changed files in CI.
@Suite struct NamedFileTests {
    /// A repository with `test/a.py` and `a.py`, which hold one token.
    private func repository() throws -> (repository: TestRepository, token: String) {
        var scene = try Scene(seed: 900)
        let token = scene.tokens.gitHub()
        for path in ["test/a.py", "a.py"] { try scene.repository.write(path, "T = '\(token)'\n") }
        return (scene.repository, token)
    }

    private func paths(_ options: String..., standingIn place: String) throws -> [String] {
        try Program.scan(options, standingIn: place).findings.map(\.location.path)
    }

    @Test func theyAreKnownByThePathOfTheRepository() throws {
        let (repository, _) = try repository()
        let top = repository.path
        #expect(try paths("test/a.py", standingIn: top) == ["test/a.py"])
        #expect(try paths("a.py", standingIn: top + "/test") == ["test/a.py"])
        #expect(try paths("../a.py", standingIn: top + "/test") == ["a.py"])
        #expect(try paths(top + "/test/a.py", standingIn: "/") == ["test/a.py"])
        let annotated = try Program.run(["scan", "--format", "github", "a.py"], standingIn: top + "/test")
        #expect(annotated.text.contains("file=test/a.py,"), "\(annotated.text)")
        // People see what they can open.
        for (place, target) in [(top + "/test", "a.py"), (top, "test/a.py"), (top + "/test", "../a.py")] {
            let told = try Program.run(["scan", target], standingIn: place)
            #expect(told.text.contains("\n  \(target):1:"), "\(told.text)")
        }
    }

    @Test func elsewhereTheyAreKnownByThePathFromHere() throws {
        var tokens = TestTokens(seed: 901)
        let folder = try TemporaryFolder()
        try folder.write("app/test/a.py", "T = '\(tokens.gitHub())'\n")
        #expect(try paths("app/test/a.py", standingIn: folder.path) == ["app/test/a.py"])
        #expect(try paths("./test/a.py", standingIn: folder.path + "/app") == ["test/a.py"])
        #expect(try paths("../test/a.py", standingIn: folder.path + "/app/test") == ["a.py"])
        #expect(try paths(folder.path + "/app/test/a.py", standingIn: "/usr") == ["a.py"])
    }

    @Test func baselinesHoldForThatFileAlone() throws {
        let (repository, _) = try repository()
        let top = repository.path
        #expect(try Program.run(["baseline", "create"], standingIn: top).code == 0)
        func codes(_ baseline: String) throws -> [Int32] {
            try ["test/a.py", "a.py"].map { try Program.scan($0, "--baseline", baseline, standingIn: top).code }
        }
        #expect(try codes(".rollcall-baseline") == [0, 0])
        let text = try String(contentsOfFile: top + "/.rollcall-baseline", encoding: .utf8)
        let one = text.split(separator: "\n").filter { !$0.hasSuffix(" test/a.py") }.joined(separator: "\n") + "\n"
        try repository.write("one", one)
        #expect(try codes("one") == [1, 0])
    }

    @Test(arguments: [true, false]) func globsHold(_ isRepository: Bool) throws {
        let (repository, token) = try repository()
        let folder = try TemporaryFolder()
        try folder.write("test/a.py", "T = '\(token)'\n")
        let top = isRepository ? repository.path : folder.path
        for (options, isTaken) in [
            (["--exclude", "test/**"], false), (["--exclude", "src/**"], true), (["--include", "test"], true),
            (["--include", "src/**"], false),
        ] {
            let scanned = try Program.scan(["test/a.py"] + options, standingIn: top)
            #expect(scanned.findings.isEmpty == !isTaken, "\(options)")
            #expect(scanned.code == (isTaken ? 1 : 0) && scanned.coverage("excluded").isEmpty == isTaken)
        }
        try Data("exclude: [test/**]\n".utf8).write(to: URL(fileURLWithPath: top + "/.rollcall.yaml"))
        #expect(try Program.scan("test/a.py", standingIn: top).code == 0)
        #expect(try Program.scan("a.py", standingIn: top + "/test").code == 0)
    }

    /// From the folder of gitleaks' file, whatever below it is scanned, and for `explain` too.
    @Test(arguments: [".", "app", "app/test", "app/test/a.py"])
    func pathsOfGitleaksCountFromItsFile(_ target: String) throws {
        var tokens = TestTokens(seed: 902)
        let folder = try TemporaryFolder()
        try folder.write("app/test/a.py", "T = '\(tokens.gitHub())'\n")
        try folder.write(".gitleaks.toml", "[allowlist]\npaths = ['''^app/test/''']\n")
        let scanned = try Program.scan("--gitleaks-config", ".gitleaks.toml", target, standingIn: folder.path)
        #expect(scanned.code == 0 && scanned.findings.map(\.suppression) == ["rule-allowlist"])
        for (place, file) in [("", "app/test/a.py"), ("/app", "test/a.py")] {
            let configuration = folder.path + "/.gitleaks.toml"
            let told = try Program.run(
                ["explain", "\(file):1", "--gitleaks-config", configuration], standingIn: folder.path + place)
            #expect(told.text.contains("suppressed"), "\(told.text)\(told.errors)")
        }
    }

    @Test(arguments: [".gitleaks.toml", ".gitleaksignore", ".betterleaks.toml"])
    func settingsOfOthersThatDoNotCountAreToldOf(_ name: String) throws {
        let (repository, _) = try repository()
        try repository.write(name, "")
        func errors(_ options: String...) throws -> String {
            try Program.scan(options, standingIn: repository.path).errors
        }
        let told = try errors("test")
        #expect(told.contains("\(name) does not count") && told.contains("--gitleaks-config"), "\(told)")
        #expect(try !errors("--quiet").contains("does not count"))
        #expect(try !errors("--gitleaks-config", name).contains("does not count"))
        try repository.write(".rollcall.yaml", "gitleaks: \(name)\n")
        #expect(try !errors(".").contains("does not count"))
    }
}
