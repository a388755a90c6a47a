import Foundation
import TestRepositories
import Testing

/// What Rollcall writes is committed, kept and scanned again; there is no credential in it.
@Suite struct OwnFilesTests {
    /// Findings in messages have the ids of commits for paths, beside the ids of rules, which name tokens and passwords.
    @Test func baselinesPassTheHook() throws {
        var scene = try Scene(seed: 120)
        let path = scene.repository.path
        try scene.repository.commit("fix \(scene.tokens.gitHub())", writing: ["a": "1\n"])
        try scene.repository.commit("password: kapPa\(scene.tokens.hex(8))", writing: ["a": "2\n"])
        #expect(try Program.run(["baseline", "create", path]).code == 0)
        try scene.repository.write(".rollcall.yaml", "baseline: .rollcall-baseline\n")
        try scene.repository.stage(".rollcall-baseline", ".rollcall.yaml")
        let hook = try Program.run(["hook", "run", "pre-commit"], standingIn: path)
        #expect(hook.code == 0, "\(hook.errors)")
        #expect(try Program.run(["baseline", "audit", path]).text.contains("0 gone"))
    }

    @Test func reportsHoldNoCredential() throws {
        var scene = try Scene(seed: 121)
        let folder = try TemporaryFolder()
        let lines = (0..<5).map { "DB_PASSWORD_\($0)=kapPa\(scene.tokens.hex(9))x\n" }
        try scene.repository.commit("set up", writing: ["a.env": lines.joined()])
        let roll = "\(folder.path)/out/roll.db"
        try folder.write("out/README", "reports\n")
        for format in ["jsonl", "json", "sarif", "html", "cyclonedx", "csv", "junit", "gitlab", "markdown"] {
            let report = "\(folder.path)/out/\(format).\(format)"
            let words = ["scan", "--quiet", "--format", format, "-o", report, "--roll", roll, scene.repository.path]
            #expect(try Program.run(words).code == 1)
        }
        let list = try Program.run(["roll", "list", "--roll", roll, "--format", "json"]).text
        try folder.write("out/list.json", list)
        let scanned = try Program.scan("--no-config", "\(folder.path)/out")
        #expect(scanned.code == 0, "\(scanned.places)")
    }
}
