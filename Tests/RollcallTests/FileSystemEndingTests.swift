import Foundation
import TestRepositories
import Testing

/// What the file system refuses or fakes: told, never hung upon, never in the way of the rest.
@Suite(.timeLimit(.minutes(20))) struct FileSystemEndingTests {
    // MARK: Permissions

    /// Runs the program as somebody whom file modes bind: tests mostly run as root, whom they do not.
    static func runBound(_ arguments: [String]) throws -> ProgramResult {
        guard getuid() == 0 else { return try Program.run(arguments) }
        let words = ["--reuid=65534", "--regid=65534", "--clear-groups", Program.path] + arguments
        return try RunningProgram(
            "/usr/bin/setpriv", words, environment: Program.environment, folder: Program.folder
        ).wait()
    }

    /// Another user must be able to start the program and read its key.
    static let canBeBound: Bool = {
        try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: Program.folder)
        return (try? runBound(["--version"]))?.code == 0
    }()

    static func shut(_ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    }
    static func open(_ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    @Test(
        .enabled(if: canBeBound, "no other user can start the program"), arguments: ["file", "folder", "target"],
        [true, false])
    func whatMayNotBeReadIsNamed(_ kind: String, withSecret: Bool) throws {
        var tokens = TestTokens(seed: 1)
        let (folder, token) = (try TemporaryFolder(), tokens.gitHub())
        try Self.open(folder.path)
        try folder.write("open.env", withSecret ? "TOKEN=\(token)\n" : "nothing\n")
        try folder.write("shut/inner.env", "TOKEN=\(tokens.gitHub())\n")
        let shut = "\(folder.path)/" + (kind == "file" ? "shut/inner.env" : "shut")
        try Self.shut(shut)
        defer { try? Self.open(shut) }
        let targets = kind == "target" ? [shut, "\(folder.path)/open.env"] : [folder.path]
        let scanned = try Scanned(Self.runBound(["scan", "--format", "jsonl", "--show-secrets"] + targets))
        #expect(scanned.code == (withSecret ? 1 : 3) && !scanned.run.coverage.complete)
        #expect(scanned.secrets == (withSecret ? [token] : []))
        let subjects = scanned.coverage("unreadable").map(\.subject)
        #expect(subjects == [kind == "target" ? shut : kind == "file" ? "shut/inner.env" : "shut"])
    }

    @Test(
        .enabled(if: canBeBound, "no other user can start the program"),
        arguments: ["pack", "loose object", "ref", "config"])
    func shutPartsOfRepositoriesAreGaps(_ part: String) throws {
        var scene = try Scene()
        let (kept, lost) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        let repository = scene.repository
        try Self.open(repository.root)
        try repository.commit("first", writing: ["lost.env": "TOKEN=\(lost)\n"])
        if part == "pack" { try repository.repack() }
        let lostBlob = try repository.id("HEAD:lost.env")
        try repository.commit("second", writing: ["kept.env": "TOKEN=\(kept)\n", "lost.env": "\n"])
        let git = repository.gitDirectory
        let shut: String
        switch part {
        case "pack":
            let packs = try FileManager.default.contentsOfDirectory(atPath: "\(git)/objects/pack")
            shut = "\(git)/objects/pack/" + (try #require(packs.first { $0.hasSuffix(".pack") }))
        case "loose object": shut = "\(git)/objects/\(lostBlob.prefix(2))/\(lostBlob.dropFirst(2))"
        case "ref": shut = "\(git)/refs/heads/main"
        default: shut = "\(git)/config"
        }
        try Self.shut(shut)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: shut) }
        let scanned = try Scanned(Self.runBound(["scan", "--format", "jsonl", "--show-secrets", repository.path]))
        #expect(scanned.code == 1 && !scanned.findings(of: kept).isEmpty, "\(scanned.errors)")
        #expect(!scanned.run.coverage.complete, "\(scanned.run.coverage.entries)")
        // What may not be read is not damaged.
        let reasons = Set(scanned.run.coverage.entries.map(\.reason))
        #expect(reasons.isDisjoint(with: ["corrupt-pack", "corrupt-object", "missing-object"]), "\(reasons)")
        #expect(!scanned.run.coverage.entries.contains { $0.detail.contains("fsck") })
    }

    // MARK: Things that are no files

    @Test func pipesAndDevicesAreNotWaitedFor() throws {
        var tokens = TestTokens(seed: 2)
        let (folder, token) = (try TemporaryFolder(), tokens.gitHub())
        try folder.write("deploy.env", "TOKEN=\(token)\n")
        #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
        let scanned = try Program.scan(folder.path)
        #expect(scanned.code == 1 && scanned.secrets == [token])
        #expect(scanned.run.coverage.complete && scanned.coverage("special-file").map(\.subject) == ["pipe"])
        // Named by the user, it is something that was asked for and not read.
        let asked = try Program.scan("\(folder.path)/pipe", "/dev/null", folder.path)
        #expect(asked.code == 1 && !asked.run.coverage.complete)
        #expect(try Program.scan("\(folder.path)/pipe").code == 3)
    }

    @Test func linksAreNotFollowed() throws {
        var tokens = TestTokens(seed: 3)
        let (folder, outside) = (try TemporaryFolder(), try TemporaryFolder())
        let token = tokens.gitHub()
        try outside.write("secret.env", "TOKEN=\(token)\n")
        try folder.write("a/plain", "nothing\n")
        for (name, target) in [
            ("out", outside.path), ("file", "\(outside.path)/secret.env"), ("a/loop", ".."), ("self", "self"),
            ("gone", "absent"),
        ] {
            try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/\(name)", withDestinationPath: target)
        }
        let scanned = try Program.scan(folder.path)
        #expect(scanned.code == 0 && scanned.findings.isEmpty && scanned.run.coverage.complete)
        #expect(Set(scanned.coverage("symbolic-link").map(\.subject)) == ["out", "file", "a/loop", "self", "gone"])
        // A link that the user names is what the user means.
        #expect(try Program.scan("\(folder.path)/out").secrets == [token])
        #expect(try Program.scan("\(folder.path)/file").secrets == [token])
    }

    @Test func manyFilesAndDeepFoldersAreScanned() throws {
        var tokens = TestTokens(seed: 4)
        let (folder, token) = (try TemporaryFolder(), tokens.gitHub())
        for number in 0..<1500 { try folder.write("flat/\(number)", "\(number)\n") }
        let deep = (0..<200).map { "d\($0)" }.joined(separator: "/")
        try folder.write("\(deep)/deploy.env", "TOKEN=\(token)\n")
        let scanned = try Program.scan(folder.path)
        #expect(scanned.secrets == [token] && scanned.run.counts["files"] == 1501 && scanned.run.coverage.complete)
    }

    /// Each name once, also of a folder with many files and of a file that is read in pieces.
    @Test func namesOfFilesAndFoldersAreLookedAt() throws {
        var tokens = TestTokens(seed: 7)
        let folder = try TemporaryFolder()
        var names = (0..<3).map { _ in tokens.gitHub() }
        for number in 0..<5 { try folder.write("\(names[0])/\(number)", "nothing\n") }
        try folder.write("a/b/\(names[1]).txt", "nothing\n")
        // What packagers call their files is no key of Mailgun; a token before it is one.
        try folder.write("assets/key-\(tokens.hex(32)).png", "nothing\n")
        names.append(tokens.gitHub())
        try folder.write("assets/\(names[3]).\(tokens.hex(32)).png", "nothing\n")
        try folder.write("a/\(names[2])", String(repeating: "nothing\n", count: 300_000))
        let scanned = try Program.scan(folder.path, "--max-size", "1M")
        #expect(scanned.secrets.sorted() == names.sorted())
    }

    // MARK: The key of fingerprints

    @Test func theKeyIsMadeOnceForItsOwnerAlone() throws {
        var tokens = TestTokens(seed: 5)
        let (home, file) = (try TemporaryFolder(), try TemporaryFolder())
        let target = try file.write("deploy.env", "TOKEN=\(tokens.gitHub())\n")
        let environment = ["HOME": home.path, "ROLLCALL_KEY_FILE": ""]
        // Several first runs at once agree on one key.
        let programs = try (0..<6).map { _ in
            try Program.start(["scan", "--format", "jsonl", target], environment: environment)
        }
        let fingerprints = try programs.map { try Scanned($0.wait()).findings.map(\.credential.fingerprint) }
        #expect(Set(fingerprints).count == 1 && fingerprints.first?.count == 1)
        let key = "\(home.path)/.local/share/rollcall/fingerprint.key"
        let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let files = try FileManager.default.subpathsOfDirectory(atPath: home.path).filter {
            !$0.hasSuffix("rollcall") && $0.contains("rollcall")
        }
        #expect(files == [".local/share/rollcall/fingerprint.key"], "nothing else is left behind")
    }

    @Test func aHomeThatCannotBeWrittenIsANotice() throws {
        var tokens = TestTokens(seed: 6)
        let (folder, token) = (try TemporaryFolder(), tokens.gitHub())
        let file = try folder.write("deploy.env", "TOKEN=\(token)\n")
        let environment = ["HOME": file, "ROLLCALL_KEY_FILE": ""]
        let result = try Program.run(["scan", "--format", "jsonl", "--show-secrets", file], environment: environment)
        let scanned = try Scanned(result)
        #expect(scanned.code == 1 && scanned.secrets == [token])
        #expect(
            scanned.run.notices.count == 1 && result.errors.contains("--key-file") && !result.errors.contains(token))
    }
}
