import Foundation
import Model
import TestRepositories
import Testing

@testable import Discovery

/// What is absent, or is not what it is named as, is told, and nothing is made up in its place.
@Suite(.timeLimit(.minutes(20))) struct AbsentObjectsTests {
    private enum Way: CaseIterable { case plain, exhaustive, selected }

    private func scan(_ repository: TestRepository, _ way: Way = .plain, state: String? = nil) throws -> ScanReport {
        var options = ScanOptions()
        options.jobs = 2
        options.worktree = .none
        options.isExhaustive = way == .exhaustive
        options.since = way == .selected ? "2000-01-01" : nil
        options.stateFolder = state
        return try Scan(
            library: TestLibrary.shared(), key: FingerprintKey(bytes: Array(repeating: 7, count: 32)), options: options,
            progress: ScanProgress(), toolVersion: "test"
        ).run([repository.path])
    }

    private func hasGap(_ report: ScanReport, _ reason: Coverage.Reason) -> Bool {
        !report.run.coverage.isComplete && report.run.coverage.entries.contains { $0.reason == reason }
    }

    // MARK: Provenance

    /// Six commits on one file; the second adds a credential in another.
    private func history() throws -> TestRepository {
        var tokens = TestTokens(seed: 4)
        let repository = try TestRepository()
        for number in 0..<6 {
            var files = ["other": "\(number)\n"]
            if number == 1 { files["app/s.env"] = "TOKEN=\(tokens.gitHub())\n" }
            try repository.commit("c\(number)", writing: files)
        }
        return repository
    }

    private static let more = "objects are absent: there may be more to its history"
    private static let older = "objects are absent: it may be older"

    struct Absence: Sendable, CustomTestStringConvertible {
        let object: String
        let introduced: [String]
        let note: String
        var testDescription: String { object }
    }

    static let absences = [
        Absence(object: "HEAD~1", introduced: ["c1"], note: more),
        Absence(object: "HEAD~1^{tree}", introduced: ["c1"], note: more),
        Absence(object: "HEAD~3", introduced: ["c1"], note: more),
        Absence(object: "HEAD~3^{tree}", introduced: ["c1"], note: more),
        Absence(object: "HEAD~4", introduced: [], note: older),
        Absence(object: "HEAD~4^{tree}", introduced: [], note: older),
    ]

    @Test(arguments: absences) func nothingIsSaidOfWhatIsAbsent(_ absence: Absence) throws {
        let repository = try history()
        try repository.deleteObject(repository.id(absence.object))
        for way in Way.allCases {
            let report = try scan(repository, way)
            let finding = try #require(report.findings.first, "\(way)")
            #expect(report.findings.count == 1 && hasGap(report, .missingObject), "\(way)")
            #expect(finding.provenance.introduced.map(\.summary) == absence.introduced, "\(way)")
            #expect(finding.provenance.removed.isEmpty && finding.provenance.note == absence.note, "\(way)")
        }
    }

    /// One of two versions of a folder is absent, the other one is there.
    @Test func foldersAreOfNoAgeEither() throws {
        let repository = try history()
        try repository.commit("c6", writing: ["app/new": "1\n"])
        try repository.deleteObject(repository.id("HEAD~1:app"))
        for way in Way.allCases {
            let finding = try #require(try scan(repository, way).findings.first, "\(way)")
            #expect(finding.provenance.introduced.isEmpty && finding.provenance.removed.isEmpty, "\(way)")
            #expect(finding.provenance.note == Self.older && finding.provenance.isAtHead, "\(way)")
        }
    }

    @Test func treelessClonesKnowNoBeginning() throws {
        let origin = try history()
        let clone = try origin.clonePartial(filter: "tree:0", checkout: true)
        for way in Way.allCases {
            let finding = try #require(try scan(clone, way).findings.first, "\(way)")
            #expect(finding.provenance.introduced.isEmpty && finding.provenance.removed.isEmpty, "\(way)")
            #expect(finding.provenance.note == Self.older && finding.provenance.isAtHead, "\(way)")
        }
    }

    /// One version of the file is absent: that before the first known one, or that behind the last.
    @Test func versionsThatAreAbsentHoldNothingForSure() throws {
        var tokens = TestTokens(seed: 8)
        let (repository, token) = (try TestRepository(), tokens.gitHub())
        for version in 0..<3 {
            try repository.commit("v\(version)", writing: ["a.env": "TOKEN=\(token)\n#\(version)\n"])
        }
        try repository.deleteObject(repository.id("HEAD~1:a.env"))
        for way in Way.allCases {
            let provenance = try #require(try scan(repository, way).findings.first?.provenance, "\(way)")
            #expect(provenance.introduced.map(\.summary) == ["v0"] && provenance.removed.isEmpty, "\(way)")
            #expect(provenance.note == Self.more, "\(way)")
        }
    }

    /// A folder that a commit's absent tree may have named.
    @Test func whatDanglesMayBeHeldByWhatIsAbsent() throws {
        let repository = try history()
        let trees = try (0..<5).map { try repository.id("HEAD~\($0)^{tree}") }
        for tree in trees { try repository.deleteObject(tree) }
        try FileManager.default.removeItem(atPath: "\(repository.gitDirectory)/index")
        let provenance = try #require(try scan(repository).findings.first?.provenance)
        #expect(provenance.note == "dangling: a tree holds it, no commit that is there does")
    }

    // MARK: Coverage

    private static let nowhere = String(repeating: "1", count: 40)

    @Test func tagsWhoseTargetIsAbsentAreGaps() throws {
        let repository = try history()
        let text = "object \(Self.nowhere)\ntype commit\ntag v\ntagger A <a@x.test> 1 +0000\n\nm\n"
        let tag = try repository.writeObject("tag", bytes: Array(text.utf8))
        try repository.writeInGitDirectory("refs/tags/v", "\(tag)\n")
        for way in Way.allCases { #expect(hasGap(try scan(repository, way), .missingObject), "\(way)") }
    }

    @Test func anAbsentDetachedHeadIsAGap() throws {
        let repository = try history()
        try repository.writeInGitDirectory("HEAD", "\(Self.nowhere)\n")
        for way in Way.allCases { #expect(hasGap(try scan(repository, way), .missingObject), "\(way)") }
    }

    @Test(arguments: [false, true]) func commitsWithoutATreeAreGaps(isEmpty: Bool) throws {
        let repository = try history()
        let blob = try repository.id("HEAD:other")
        let who = "A <a@x.test> 1600000000 +0000"
        let text = isEmpty ? "" : "tree \(blob)\nauthor \(who)\ncommitter \(who)\n\nm\n"
        let commit = try repository.writeObject("commit", bytes: Array(text.utf8))
        try repository.writeInGitDirectory("refs/heads/odd", "\(commit)\n")
        for way in Way.allCases { #expect(hasGap(try scan(repository, way), .corruptObject), "\(way)") }
    }

    @Test(arguments: [
        ("100644", "HEAD:app"), ("100644", "HEAD"), ("40000", "HEAD:other"), ("40000", "HEAD"), ("160000", "HEAD:app"),
        ("160000", "HEAD:other"), ("120000", "v1"),
    ]) func wrongModesAreGaps(_ mode: String, _ object: String) throws {
        let repository = try history()
        try repository.git("tag", "-a", "-m", "m", "v1")
        let id = try #require(ObjectID(hex: repository.id(object)))
        let tree = try repository.writeObject("tree", bytes: Array("\(mode) odd\0".utf8) + id.bytes)
        let commit = try repository.git("commit-tree", "-m", "odd", tree)
        try repository.writeInGitDirectory("refs/heads/odd", "\(commit)\n")
        for isPacked in [false, true] {
            if isPacked { try repository.packEverythingLoose() }
            for way in Way.allCases { #expect(hasGap(try scan(repository, way), .corruptObject), "\(way)") }
        }
    }

    // MARK: Trees that refs name

    @Test func aRefToATreeHoldsWhatIsInIt() throws {
        var tokens = TestTokens(seed: 5)
        let repository = try TestRepository()
        try repository.commit("first", writing: ["a": "1\n"])
        let blob = try repository.danglingBlob("TOKEN=\(tokens.gitHub())\n")
        let tree = try repository.git(["mktree"], input: Array("100644 blob \(blob)\tsecret.env\n".utf8)).text
        try repository.git("update-ref", "refs/tags/plain", tree)
        try repository.git("tag", "-a", "-m", "m", "annotated", tree)
        let provenance = try #require(try scan(repository).findings.first?.provenance)
        #expect(provenance.presentIn == ["refs/tags/annotated", "refs/tags/plain"] && provenance.introduced.isEmpty)
        #expect(provenance.note == "a ref names the tree itself: no commit holds it")
    }

    /// The folder is gone from all branches; the tag keeps it.
    @Test func aRefToAFolderHoldsWhatIsInIt() throws {
        let repository = try history()
        try repository.git("update-ref", "refs/tags/app", repository.id("HEAD:app"))
        try repository.git("rm", "-q", "-r", "app")
        try repository.commit("gone")
        let findings = try scan(repository).findings.sorted { $0.location.path.count < $1.location.path.count }
        #expect(findings.map { String(decoding: $0.location.path, as: UTF8.self) } == ["s.env", "app/s.env"])
        #expect(findings.map(\.provenance.presentIn) == [["refs/tags/app"], []])
        #expect(findings.last?.provenance.introduced.map(\.summary) == ["c1"])
    }

    @Test func treesThatNameTwoThingsAlikeLoseNeither() throws {
        var tokens = TestTokens(seed: 6)
        let repository = try TestRepository()
        let blobs = try (0..<2).map { _ in try repository.danglingBlob("TOKEN=\(tokens.gitHub())\n") }
        let entries = blobs.compactMap(ObjectID.init(hex:)).flatMap { Array("100644 a\0".utf8) + $0.bytes }
        let tree = try repository.writeObject("tree", bytes: entries)
        let commit = try repository.git("commit-tree", "-m", "odd", tree)
        try repository.writeInGitDirectory("refs/heads/main", "\(commit)\n")
        let notes = try scan(repository).findings.map(\.provenance.note)
        #expect(Set(notes) == [nil, "a tree gives its name to two things: Git shows the other one"])
    }

    // MARK: State

    /// The blob that would speak for the credential is damaged since; another version holds it too.
    @Test func otherVersionsSpeakForADamagedOne() throws {
        var tokens = TestTokens(seed: 7)
        let (repository, state, token) = (try TestRepository(), try TemporaryFolder(), tokens.gitHub())
        for version in 1...2 {
            try repository.commit("v\(version)", writing: ["a.env": "TOKEN=\(token)\n#\(version)\n"])
        }
        let blobs = try ["HEAD", "HEAD~1"].map { try repository.id("\($0):a.env") }.sorted()
        try repository.git("rm", "-q", "a.env")
        try repository.commit("gone")
        let before = try scan(repository, state: state.path)
        #expect(before.findings.map(\.location.blob?.hex) == [blobs[0]])
        try repository.truncateLooseObject(blobs[0])
        try repository.commit("more", writing: ["b": "1\n"])
        let after = try scan(repository, state: state.path)
        #expect(after.findings.map(\.location.blob?.hex) == [blobs[1]] && hasGap(after, .corruptObject))
        #expect(after.findings.map(\.id) == before.findings.map(\.id))
        try repository.truncateLooseObject(blobs[1])
        try repository.commit("still more", writing: ["b": "2\n"])
        let last = try scan(repository, state: state.path)
        #expect(last.findings.isEmpty && last.run.coverage.counts[.corruptObject] == 2)
    }

    // MARK: Named pipes

    @Test(arguments: ["packed-refs", "config", "refs/heads/pipe", "index"]) func namedPipesEndNoScan(_ file: String)
        throws
    {
        let repository = try history()
        let path = "\(repository.gitDirectory)/\(file)"
        try? FileManager.default.removeItem(atPath: path)
        try #require(mkfifo(path, 0o644) == 0)
        let report = try scan(repository)
        #expect(report.findings.count == 1 && hasGap(report, .unreadable))
    }
}
