import Foundation
import TestRepositories
import Testing

/// What stands where Git keeps a `.git`, a HEAD or a ref and is none: never complete, and what is there is found.
@Suite struct BrokenHistoryTests {
    struct Obstacle: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// What the reason says.
        let words: String
        /// Puts it in the place of `.git`.
        let put: @Sendable (_ place: String) throws -> Void

        init(_ name: String, _ words: String, _ put: @escaping @Sendable (String) throws -> Void) {
            testDescription = name
            self.words = words
            self.put = put
        }

        init(_ name: String, _ words: String, text: String) {
            self.init(name, words) { try Data(text.utf8).write(to: URL(fileURLWithPath: $0)) }
        }
    }

    static let obstacles = [
        Obstacle("garbage", "does not say where the repository is", text: "garbage\n"),
        Obstacle("an empty file", "does not say where the repository is", text: ""),
        Obstacle("a path to nowhere", "/nonexistent/repository.git", text: "gitdir: /nonexistent/repository.git\n"),
        Obstacle("an empty folder", "neither the objects nor the refs") {
            try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: true)
        },
        Obstacle("a link to nowhere", "the link leads nowhere") {
            try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: "nowhere")
        },
        Obstacle("a link to itself", "the link leads nowhere") {
            try FileManager.default.createSymbolicLink(atPath: $0, withDestinationPath: ".git")
        },
        Obstacle("a pipe", "neither a file nor a folder") { mkfifo($0, 0o600) },
    ]

    @Test(arguments: obstacles, ["", "/below"])
    func whatIsNoRepositoryIsTold(_ obstacle: Obstacle, in place: String) throws {
        var tokens = TestTokens(seed: 3)
        let token = tokens.gitHub()
        let folder = try TemporaryFolder()
        try folder.write("below/settings.env", "TOKEN=\(token)\n")
        try obstacle.put("\(folder.path)\(place)/.git")
        let scanned = try Program.scan(folder.path)
        #expect(scanned.secrets == [token] && !scanned.run.coverage.complete)
        let told = scanned.coverage("unreadable")
        #expect(told.count == 1 && told[0].detail.contains(obstacle.words), "\(told)")
        #expect(told.first?.subject == (place.isEmpty ? ".git" : "below/.git"))
        #expect(try Program.scan(folder.path, "--history", "none").run.coverage.complete)
    }

    /// Git stops at such a file, too, and says so.
    @Test func aFileAboveIsTold() throws {
        let folder = try TemporaryFolder()
        try folder.write(".git", "garbage\n")
        try folder.write("below/a", "nothing\n")
        #expect(try Program.scan("\(folder.path)/below").code == 3)
    }

    /// Whoever scans it asks for its history.
    @Test func aWorktreeWithoutItsRepositoryIsTold() throws {
        let repository = try TestRepository(objectFormat: .sha256)
        try repository.commit("add", writing: ["a": "1\n"])
        let worktree = try repository.addWorktree("side")
        for text in ["/nowhere\n", ""] {
            try repository.writeInGitDirectory("worktrees/side/commondir", text)
            let scanned = try Program.scan(worktree)
            #expect(scanned.code == 3 && scanned.coverage("unreadable").map(\.subject) == [".git"])
        }
    }

    // MARK: Parts that are gone

    static let heads = [
        "ref: HEAD", "ref: refs/heads/../../HEAD", "ref: /etc/hostname", "ref: nope", "ref: refs/heads", "ref:", "",
        "garbage", "ref: refs/heads/circle",
    ]

    @Test(arguments: heads, [true, false]) func aHeadThatLeadsNowhereIsTold(_ head: String, isEmpty: Bool) throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        if !isEmpty { try scene.repository.commit("add", writing: ["a.env": "TOKEN=\(token)\n"]) }
        if head == "ref: refs/heads" || head.hasSuffix("circle") {
            try scene.repository.writeInGitDirectory("refs/heads/circle", "ref: refs/heads/circle\n")
        }
        try scene.repository.writeInGitDirectory("HEAD", head + "\n")
        let scanned = try Program.scan(scene.repository.path)
        let told = scanned.run.coverage.entries.filter { ["HEAD", "refs/heads/circle"].contains($0.subject) }
        #expect(told.count == (head == "ref: refs/heads" ? 2 : 1), "\(scanned.run.coverage.entries)")
        #expect(scanned.code == (isEmpty ? 3 : 1) && scanned.secrets.contains(token) == !isEmpty)
        #expect(scanned.run.targets.first?.head_ref.map { $0.hasPrefix("refs/") } ?? true)
    }

    /// An unborn branch is none of this.
    @Test func aBranchThatIsNotThereYetIsNoGap() throws {
        let repository = try TestRepository()
        try repository.commit("add", writing: ["a": "1\n"])
        try repository.writeInGitDirectory("HEAD", "ref: refs/heads/orphan\n")
        #expect(try Program.scan(repository.path).run.coverage.complete)
    }

    /// A bare repository is told by its parts, whichever of them is gone.
    @Test(arguments: ["HEAD", "refs", "objects"], ["", "/.."])
    func aBareRepositoryIsOneWithoutAPart(_ part: String, from place: String) throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit("add", writing: ["a.env": "TOKEN=\(token)\n"])
        let bare = try scene.repository.cloneMirror()
        try FileManager.default.removeItem(atPath: "\(bare.path)/\(part)")
        let scanned = try Program.scan(bare.path + place)
        #expect(scanned.run.targets.contains { $0.kind == "repository" })
        #expect(!scanned.run.coverage.complete)
        #expect(
            scanned.coverage("unreadable").contains { $0.subject.hasSuffix(part) }, "\(scanned.run.coverage.entries)")
        if part != "objects" { #expect(scanned.findings(of: token).map(\.location.carrier) == ["blob"]) }
    }

    // MARK: Refs

    @Test func refsThatAreLinksToNothingAreTold() throws {
        let repository = try TestRepository()
        try repository.commit("add", writing: ["a": "1\n"])
        let folder = "\(repository.gitDirectory)/refs/heads"
        for (name, target) in [("circle", "circle"), ("nowhere", "absent"), ("out", "/etc/absent")] {
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: target)
        }
        try FileManager.default.createDirectory(atPath: "\(folder)/empty", withIntermediateDirectories: true)
        let scanned = try Program.scan(repository.path)
        #expect(
            scanned.coverage("missing-object").map(\.subject).sorted()
                == ["circle", "nowhere", "out"].map { "refs/heads/\($0)" })
    }

    @Test func aDamagedHeadOfAnotherWorktreeIsTold() throws {
        let repository = try TestRepository()
        try repository.commit("add", writing: ["a": "1\n"])
        _ = try repository.addWorktree("side")
        #expect(try Program.scan(repository.path).run.coverage.complete)
        try repository.writeInGitDirectory("worktrees/side/HEAD", "garbage\n")
        let scanned = try Program.scan(repository.path)
        #expect(scanned.coverage("unreadable").map(\.subject) == ["worktrees/side/HEAD"])
    }
}
