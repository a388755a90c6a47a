import Foundation
import TestRepositories
import Testing

/// What stands within containers and encodings is told with its place and its history.
@Suite struct UnfoldedTests {
    static func archive(_ format: String, _ files: [String: String]) throws -> [UInt8] {
        let other = try TestRepository()
        try other.commit("add", writing: files)
        return try other.git(["archive", "--format=\(format)", "HEAD"]).output
    }

    static func commit(_ scene: inout Scene, _ file: String, _ bytes: [UInt8]) throws -> String {
        try scene.repository.write(file, bytes: bytes)
        try scene.repository.stage(file)
        return try scene.repository.commit("change \(file)")
    }

    @Test(arguments: ["zip", "tar", "tar.gz"])
    func archivesHaveHistories(_ format: String) throws {
        var scene = try Scene()
        let (old, new) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        let first = try Self.commit(&scene, "lib/a.jar", Self.archive(format, ["conf/x.env": "a\nTOKEN=\(old)\n"]))
        let second = try Self.commit(&scene, "lib/a.jar", Self.archive(format, ["conf/x.env": "TOKEN=\(new)\n"]))
        let scanned = try Program.scan(scene.repository.path)
        try Expected(
            old, "blob", "lib/a.jar!conf/x.env", at: (2, 7), introduced: [first], removed: [second], atHead: false
        ).check(scanned)
        try Expected(
            new, "blob", "lib/a.jar!conf/x.env", at: (1, 7), introduced: [second], in: ["refs/heads/main"], atHead: true
        ).check(scanned)
        #expect(
            scanned.findings.count == 2 && scanned.findings(of: new).first?.provenance.in_worktree == true,
            "\(scanned.places)")
        try Validator.check(scanned.output)
    }

    @Test func containersInContainersAreOpened() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        let inner = try Self.archive("tar.gz", ["etc/env": "TOKEN=\(token)\n"])
        let other = try TestRepository()
        try other.write("layers/1.tar", bytes: inner)
        try other.stage()
        try other.commit("layer")
        let image = try other.git(["archive", "--format=tar", "HEAD"]).output
        let folder = try TemporaryFolder()
        let file = try folder.write("image.tar", bytes: image)
        try Expected(token, "file", "image.tar!layers/1.tar!etc/env", at: (1, 7)).check(Program.scan(folder.path))
        try Expected(token, "file", "image.tar!layers/1.tar!etc/env", at: (1, 7)).check(Program.scan(file))
        try Expected(token, "stdin", "stdin!layers/1.tar!etc/env", at: (1, 7)).check(Program.scan("-", input: image))
    }

    @Test func stagedArchivesAreOpened() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.plainCommit()
        try scene.repository.write("a.zip", bytes: Self.archive("zip", ["x.env": "TOKEN=\(token)\n"]))
        try scene.repository.stage("a.zip")
        try Expected(token, "index", "a.zip!x.env", at: (1, 7), note: "staged").check(
            Program.scan("--staged", scene.repository.path))
        try scene.repository.commit("now")
        let scanned = try Program.scan(scene.repository.path)
        #expect(scanned.findings(of: token).map(\.location.carrier) == ["blob"], "\(scanned.places)")
    }

    @Test func encodedValuesSayHow() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        let text = Data(token.utf8).base64EncodedString()
        try scene.repository.commit("add", writing: ["secret.yaml": "kind: Secret\ndata:\n  token: \(text)\n"])
        let scanned = try Program.scan(scene.repository.path)
        let found = try #require(scanned.findings(of: token).first)
        #expect(found.location.line == 3 && found.location.column == 10 && found.provenance.note == "encoded: base64")
        #expect(
            found.location.end_line == 3 && found.location.end_column == 10 + text.utf8.count - 2
                && scanned.findings.count == 1)
        // Neither form is printed.
        let redacted = String(
            decoding: try Program.run(["scan", "--format", "jsonl", scene.repository.path]).output, as: UTF8.self)
        #expect(!redacted.contains(token) && !redacted.contains(text) && !redacted.contains(text.prefix(20)))
    }

    @Test func damageEncryptionAndLimitsAreGaps() throws {
        let folder = try TemporaryFolder()
        let zip = try Self.archive("zip", ["a": String(repeating: "some text ", count: 400)])
        try folder.write("cut.zip", bytes: Array(zip[..<60]))
        let scanned = try Program.scan(folder.path)
        #expect(scanned.code == 3 && !scanned.coverage("damaged-container").isEmpty, "\(scanned.run.coverage.entries)")
    }

    @Test func sampleHooksArePassedOverVisibly() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.plainCommit()
        try scene.repository.hook("pre-push.sample", "TOKEN=\(token)\n")
        let scanned = try Program.scan(scene.repository.path)
        #expect(scanned.findings.isEmpty && scanned.code == 0)
        #expect(scanned.coverage("excluded").contains { $0.subject.hasPrefix(".git/hooks/") })
        let all = try Program.scan("--no-default-skips", scene.repository.path)
        #expect(!all.findings(of: token).isEmpty && all.coverage("excluded").isEmpty)
    }

    /// What SwiftPM makes lies beside a manifest; another `.build` is a folder like any other.
    @Test func buildProductsOfSwiftPMArePassedOverVisibly() throws {
        var scene = try Scene()
        let (product, dependency, other) = (scene.tokens.gitHub(), scene.tokens.gitHub(), scene.tokens.gitHub())
        try scene.plainCommit()
        try scene.repository.write("app/Package.swift", "// swift-tools-version: 6.2\n")
        try scene.repository.write("app/.build/debug.yaml", "token: \(product)\n")
        try scene.repository.write("app/.build/checkouts/x/a.env", "TOKEN=\(dependency)\n")
        try scene.repository.write("site/.build/page.env", "TOKEN=\(other)\n")
        let root = scene.repository.path
        for (place, found) in [(root, Set([other])), (root + "/app", [])] {
            let scanned = try Program.scan("--history", "none", place)
            #expect(scanned.coverage("excluded").map(\.subject) == ["app/.build"], "\(place)")
            #expect(scanned.run.coverage.complete && scanned.secrets == found, "\(scanned.places)")
            let all = try Program.scan("--no-default-skips", "--history", "none", place)
            #expect(all.secrets.isSuperset(of: [product, dependency]) && all.coverage("excluded").isEmpty, "\(place)")
        }
        // Named itself, it is what was asked for.
        let named = try Program.scan("--history", "none", root + "/app/.build")
        #expect(named.secrets == [product, dependency])
    }

    /// Things that are text already, or a vault: found, or told, without being opened.
    @Test func textIsFoundAndAVaultTold() throws {
        var tokens = TestTokens(seed: 4)
        let names = ["terraform.tfstate", "notebook.ipynb", ".zsh_history", ".env.production", "app.py.bak", "run.sh"]
        let made = names.map { _ in tokens.gitHub() }
        let folder = try TemporaryFolder()
        try folder.write(names[0], "{\"resources\":[{\"instances\":[{\"attributes\":{\"token\":\"\(made[0])\"}}]}]}")
        try folder.write(names[1], "{\"cells\":[{\"source\":[\"t = '\(made[1])'\\n\"],\"outputs\":[]}]}")
        try folder.write(names[2], ": 1700000000:0;export TOKEN=\(made[2])\n")
        try folder.write(names[3], "TOKEN=\(made[3])\n")
        try folder.write(names[4], "TOKEN = '\(made[4])'\n")
        try folder.write(names[5], "cat <<EOF > x\ntoken: \(made[5])\nEOF\n")
        try folder.write("vault.yml", "$ANSIBLE_VAULT;1.1;AES256\n\(tokens.hex(80))\n\(tokens.hex(80))\n")
        let scanned = try Program.scan(folder.path)
        #expect(
            scanned.secrets == Set(made) && scanned.coverage("vault").count == 1 && scanned.run.coverage.complete,
            "\(scanned.places)")
    }
}
