import Foundation
import Glibc
import TestRepositories
import Testing

/// What cannot be read is said, and does not stop what can.
@Suite struct EndingTests {
    /// A repository that cannot be read whole. Its file `kept` stays readable; `lost` was what the damage hit.
    struct Damage: CustomTestStringConvertible, Sendable {
        let name: String
        let reasons: Set<String>
        /// Damages the repository; returns what to scan and a word that coverage must name.
        let apply: @Sendable (TestRepository) throws -> (target: TestRepository, subject: String)
        var testDescription: String { name }

        init(
            _ name: String, _ reasons: String...,
            apply: @escaping @Sendable (TestRepository) throws -> (TestRepository, String)
        ) {
            self.name = name
            self.reasons = Set(reasons)
            self.apply = apply
        }
    }

    static let damages = [
        Damage("byte flipped in a packed blob", "corrupt-pack", "corrupt-object") { repository in
            try repository.repack()
            let blob = try repository.id("HEAD:lost")
            try repository.flipByte(inPackedObject: blob, skipping: 12)
            return (repository, String(blob.prefix(12)))
        },
        Damage("pack cut off", "corrupt-pack", "corrupt-object") { repository in
            let first = Set(try repository.looseObjects())
            try repository.commit("more", writing: ["lost": String(repeating: "x y z\n", count: 50)])
            let second = try repository.looseObjects().filter { !first.contains($0) }
            let list = Array(second.joined(separator: "\n").utf8)
            try repository.git("pack-objects", "--quiet", "\(repository.gitDirectory)/objects/pack/pack", input: list)
            try repository.git("prune-packed", "--quiet")
            let pack = try #require(try repository.packs().first)
            try repository.truncate(pack, to: 40)
            return (repository, URL(fileURLWithPath: pack).deletingPathExtension().lastPathComponent)
        },
        Damage("empty loose blob", "corrupt-object") { repository in
            let blob = try repository.id("HEAD:lost")
            try repository.truncateLooseObject(blob, to: 0)
            return (repository, blob)
        },
        Damage("deleted blob", "missing-object") { repository in
            let blob = try repository.id("HEAD:lost")
            try repository.deleteObject(blob)
            return (repository, blob)
        },
        Damage("deleted tree", "missing-object") { repository in
            let tree = try repository.id("HEAD:folder")
            try repository.deleteObject(tree)
            return (repository, tree)
        },
        Damage("deleted commit", "missing-object") { repository in
            let commit = try repository.id("HEAD~1")
            try repository.deleteObject(commit)
            return (repository, commit)
        },
        Damage("loose tree cut off", "corrupt-object") { repository in
            let tree = try repository.id("HEAD:folder")
            try repository.truncateLooseObject(tree)
            return (repository, tree)
        },
        Damage("loose commit cut off", "corrupt-object") { repository in
            let commit = try repository.id("HEAD~1")
            try repository.truncateLooseObject(commit)
            return (repository, commit)
        },
        Damage("ref to nothing", "missing-object") { repository in
            try repository.writeInGitDirectory("refs/heads/gone", String(repeating: "12", count: 20) + "\n")
            return (repository, "refs/heads/gone")
        },
        Damage("shallow clone", "shallow") { repository in (try repository.cloneShallow(), "history") },
        Damage("a hash nobody knows", "unsupported-format") { repository in
            try repository.configure("core.repositoryFormatVersion", "1")
            try repository.configure("extensions.objectFormat", "sha512")
            return (repository, "hash nobody knows")
        },
        Damage("an extension nobody knows", "unsupported-format") { repository in
            try repository.configure("core.repositoryFormatVersion", "1")
            try repository.configure("extensions.fromTheFuture", "true")
            return (repository, "fromthefuture")
        },
    ]

    /// libgit2 1.5 reads a loose object that ends too early for ever; the scan once did too.
    @Test(.timeLimit(.minutes(20))) func truncatedLooseBlobEndsTheScan() throws {
        let scene = try Scene()
        try scene.repository.commit("one", writing: ["lost": String(repeating: "some content\n", count: 100)])
        let blob = try scene.repository.id("HEAD:lost")
        try scene.repository.truncateLooseObject(blob)
        let scanned = try Program.scan(scene.repository.path)
        #expect(scanned.code == 3 && scanned.coverage("corrupt-object").contains { $0.subject.contains(blob) })
    }

    /// With a credential elsewhere the code is 1, without it 3; the gap is told both times.
    @Test(arguments: damages, [true, false])
    func tellsWhatIsMissing(_ damage: Damage, withSecret: Bool) throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        let repository = scene.repository
        let lost = (0..<100).map { _ in scene.tokens.base62(20) + "\n" }.joined()
        try repository.commit(
            "first", writing: ["kept": withSecret ? "TOKEN=\(token)\n" : "nothing\n", "folder/a": "a\n"])
        try repository.commit("second", writing: ["lost": lost])
        try repository.commit("third", writing: ["lost": lost + "more\n"])
        let (target, subject) = try damage.apply(repository)

        let before = Snapshot(of: target.root)
        let scanned = try Program.scan(target.path)
        #expect(scanned.code == (withSecret ? 1 : 3), "\(scanned.errors)")
        #expect(!scanned.run.coverage.complete)
        let named = scanned.run.coverage.entries.filter {
            damage.reasons.contains($0.reason)
                && ($0.subject.lowercased().contains(subject) || $0.detail.lowercased().contains(subject))
        }
        #expect(!named.isEmpty, "\(subject) is not in \(scanned.run.coverage.entries)")
        if withSecret { #expect(!scanned.findings(of: token, path: "kept").isEmpty, "\(scanned.places)") }
        #expect(Snapshot(of: target.root).differences(from: before).isEmpty)
    }

    @Test func partialCloneNamesWhatTheServerKept() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.plainCommit("message with \(token)")
        let blob = try scene.repository.id("HEAD:README")
        let clone = try scene.repository.clonePartial(bare: true)
        let scanned = try withExtendedLifetime(clone) { try Program.scan(clone.path) }
        #expect(scanned.code == 1 && !scanned.run.coverage.complete)
        #expect(!scanned.findings(of: token, carrier: "commit-message").isEmpty)
        let entry = try #require(scanned.coverage("missing-object").first { $0.subject.contains(blob) })
        #expect(entry.detail.contains("partial"))
    }

    /// libgit2 1.5 refuses the extension unless it is told otherwise: then nothing of such a repository is missing.
    @Test(arguments: ["main", "side"]) func worktreesWithTheirOwnConfigurationAreReadWhole(_ place: String) throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit("first", writing: ["kept": "TOKEN=\(token)\n"])
        let side = try scene.repository.addWorktree("side", ownConfiguration: true)
        let scanned = try Program.scan(place == "main" ? scene.repository.path : side)
        let finding = try #require(scanned.findings(of: token, path: "kept").first)
        #expect(scanned.code == 1 && scanned.run.coverage.complete, "\(scanned.run.coverage.entries)")
        #expect(finding.provenance.at_head && finding.provenance.present_in.contains("refs/heads/main"))
    }

    /// Objects named by SHA-256, refs in reftables, both: what is found is the same, but for the names of objects.
    @Test(
        arguments: [(.sha256, false), (.sha1, true), (.sha256, true)] as [(TestRepository.ObjectFormat, Bool)],
        [false, true])
    func laterFormatsAreReadAlike(_ format: (names: TestRepository.ObjectFormat, hasReftables: Bool), packed: Bool)
        throws
    {
        func scan(_ format: TestRepository.ObjectFormat, reftables: Bool) throws -> (lines: [String], scanned: Scanned)
        {
            var scene = try Scene(objectFormat: format)
            let repository = scene.repository
            let tokens = (0..<6).map { _ in scene.tokens.gitHub() }
            try repository.commit("first", writing: ["deploy.env": "TOKEN=\(tokens[0])\n", "a/b": "1\n"])
            try repository.commit("rotated", writing: ["deploy.env": "TOKEN=\(tokens[1])\n"])
            try repository.branch("side")
            try repository.commit("gone", writing: ["deploy.env": "TOKEN=\n", "a/b": "2\n"])
            try repository.tag("v1", message: "released with \(tokens[2])")
            try repository.note("noted \(tokens[3])")
            try repository.write("staged", "TOKEN=\(tokens[4])\n")
            try repository.stage("staged")
            _ = try repository.unreachableCommit("lost", files: ["lost.env": "TOKEN=\(tokens[5])\n"])
            if packed { try repository.repack() }
            if reftables { try repository.convertToReftable(blockSize: 256) }
            let scanned = try Program.scan(repository.path)
            #expect(Set(tokens).isSubset(of: scanned.secrets))
            return (
                scanned.findings.map { finding in
                    let history = finding.provenance
                    let place = finding.location
                    // Notes and tags stand under names of objects.
                    let path = place.path.utf8.count < 40 ? place.path : "an object"
                    return [
                        "\(place.carrier) \(path) \(place.line) \(finding.confidence.score)",
                        "\(history.introduced.count) \(history.removed.count) \(history.present_in)",
                        "\(history.at_head)",
                    ].joined(separator: " ")
                }.sorted(), scanned
            )
        }
        let plain = try scan(.sha1, reftables: false)
        let later = try scan(format.names, reftables: format.hasReftables)
        #expect(later.lines == plain.lines)
        #expect(later.scanned.run.coverage.complete && later.scanned.code == 1)
        #expect(later.scanned.run.targets[0].refs == plain.scanned.run.targets[0].refs)
        #expect(later.scanned.run.targets[0].head?.count == (format.names == .sha1 ? 40 : 64))
    }

    /// Deltas in a bundle of few commits name what they build on, by names of either length.
    @Test(arguments: [.sha1, .sha256] as [TestRepository.ObjectFormat])
    func bundlesOfSomeCommitsAreOpened(_ format: TestRepository.ObjectFormat) throws {
        var scene = try Scene(objectFormat: format)
        let token = scene.tokens.gitHub()
        let text = (0..<200).map { _ in scene.tokens.base62(30) + "\n" }.joined()
        let names = (0..<40).map { "file\($0)" }
        try scene.repository.commit(
            "first", writing: Dictionary(uniqueKeysWithValues: names.map { ($0, "\($0)\n") } + [("text", text)]))
        try scene.repository.commit("second", writing: ["text": text + "more\n", "deploy.env": "TOKEN=\(token)\n"])
        let folder = try TemporaryFolder()
        try scene.repository.git("bundle", "create", "--quiet", "\(folder.path)/some.bundle", "HEAD~1..HEAD")
        let scanned = try Program.scan(folder.path)
        #expect(scanned.secrets == [token], "\(scanned.run.coverage.entries)")
    }

    @Test(.enabled(if: getuid() == 0, "only root can give files away"))
    func anotherOwnerMakesNoDifference() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
        let before = try Program.scan(scene.repository.path)
        try scene.repository.changeOwner(to: 12345)
        let scanned = try Program.scan(scene.repository.path)
        try Expected(
            token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: ["refs/heads/main"], atHead: true
        ).check(scanned)
        // A refusal would have to be in coverage.
        #expect(scanned.stableLines == before.stableLines && scanned.run.coverage.complete)
    }

    @Test(arguments: ["missing first", "missing last"])
    func absentTargetDoesNotStopTheOthers(_ order: String) throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
        let absent = "\(scene.repository.root)/absent"
        let targets = [absent, scene.repository.path]
        let scanned = try Program.scan(order == "missing first" ? targets : targets.reversed())
        #expect(scanned.code == 1 && !scanned.findings(of: token).isEmpty && !scanned.run.coverage.complete)
        #expect(scanned.coverage("unreadable").contains { $0.subject == absent })
        #expect(try Program.scan(absent).code == 3)
    }

    @Test(arguments: ["no commit", "one commit", "bare", "folder", "stdin"])
    func nothingFoundIsZero(_ kind: String) throws {
        let (repository, folder) = (try TestRepository(bare: kind == "bare"), try TemporaryFolder())
        if kind == "one commit" { try repository.commit("one", writing: ["a": "a\n"]) }
        let target = kind == "folder" ? folder.path : kind == "stdin" ? "-" : repository.path
        let scanned = try Program.scan(target)
        #expect(scanned.code == 0 && scanned.findings.isEmpty, "\(scanned.errors)")
        #expect(scanned.run.coverage.complete, "\(scanned.run.coverage.entries)")
    }
}
