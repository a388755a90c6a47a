import Detection
import Model
import Repositories
import TestRepositories
import Testing

@testable import Discovery

/// What some commits brought in, found by reading little, is what is found by reading everything.
@Suite struct SelectedHistoryTests {
    private func scan(
        _ repository: TestRepository, exhaustive: Bool, state: String? = nil, _ select: (inout ScanOptions) -> Void
    ) throws -> ScanReport {
        var options = ScanOptions()
        options.isExhaustive = exhaustive
        options.stateFolder = state
        options.jobs = 2
        options.minimumConfidence = 0
        options.worktree = .none
        select(&options)
        let scan = Scan(
            library: try TestLibrary.shared(), key: FingerprintKey(bytes: Array(repeating: 7, count: 32)),
            options: options,
            progress: ScanProgress(), toolVersion: "test")
        return try scan.run([repository.path])
    }

    /// Branches that merge, files that come, go, move into folders and become them, secrets that stay, change and
    /// return.
    private func randomHistory(_ seed: UInt64, count: Int = 60) throws -> TestRepository {
        var tokens = TestTokens(seed: seed)
        let names = ["a.env", "b.env", "app/a.env", "app/deep/c.env", "b.env/inside", "docs/readme.md"]
        let branches = ["main", "topic", "other"]
        var lines = (0..<5).map { _ in "export GITHUB_TOKEN=\(tokens.gitHub())\n" }
        lines += ["some text\n", "# gitleaks:allow\n"]
        var stream = HistoryStream()
        var commits: [(mark: HistoryStream.Mark, files: [String: [UInt8]])] = []
        var tips: [String: Int] = [:]
        for number in 0..<count {
            let branch = branches[tokens.number(below: 3)]
            var parents = tips[branch].map { [$0] } ?? (commits.isEmpty ? [] : [tokens.number(below: commits.count)])
            var files = parents.first.map { commits[$0].files } ?? [:]
            let before = files
            if !parents.isEmpty, tokens.number(below: 4) == 0 {
                let other = tokens.number(below: commits.count)
                if !parents.contains(other) {
                    parents.append(other)
                    for name in names where tokens.number(below: 2) == 0 { files[name] = commits[other].files[name] }
                }
            }
            for _ in 0...tokens.number(below: 2) {
                let name = names[tokens.number(below: names.count)]
                let text = (0..<tokens.number(below: 4)).map { _ in lines[tokens.number(below: lines.count)] }.joined()
                files[name] = tokens.number(below: 4) == 0 ? nil : Array(text.utf8)
            }
            if files["b.env"] != nil { files["b.env/inside"] = nil }
            let gone = before.keys.filter { files[$0] == nil }.sorted().map { (path: $0, bytes: [UInt8]?.none) }
            let kept = files.sorted { $0.key < $1.key }.map { (path: $0.key, bytes: [UInt8]?.some($0.value)) }
            let message = tokens.number(below: 9) == 0 ? "use \(tokens.gitHub())" : "change \(number)"
            commits.append(
                (
                    stream.commit(on: branch, message, parents: parents.map { commits[$0].mark }, changes: gone + kept),
                    files
                ))
            tips[branch] = commits.count - 1
        }
        let repository = try TestRepository(bare: true)
        try repository.importHistory(stream)
        try repository.repack(depth: 50)
        return repository
    }

    @Test(arguments: 0..<12 as Range<UInt64>) func agreesWithReadingEverything(_ seed: UInt64) throws {
        let repository = try randomHistory(seed)
        var found = 0
        for range in ["main~1..main", "main~3..main", "topic..main", "main..topic", "other~2..topic", "main..main"] {
            let whole = try scan(repository, exhaustive: true) { $0.range = range }
            let part = try scan(repository, exhaustive: false) { $0.range = range }
            #expect(part.findings == whole.findings, "\(range)")
            #expect(
                part.run.counts.commits == whole.run.counts.commits && part.run.counts.blobs <= whole.run.counts.blobs)
            found += part.findings.count
        }
        for branch in ["main", "topic"] {
            #expect(
                try scan(repository, exhaustive: false) { $0.branch = branch }.findings
                    == scan(repository, exhaustive: true) { $0.branch = branch }.findings, "\(branch)")
        }
        let since = "2024-01-01T00:40:00Z"
        #expect(
            try scan(repository, exhaustive: false) { $0.since = since }.findings
                == scan(repository, exhaustive: true) { $0.since = since }.findings)
        #expect(found > 0)
    }

    /// Links that a commit-graph tells are those that the commits tell, also where it knows some commits only, and where
    /// it is damaged.
    @Test func agreesWithACommitGraph() throws {
        let repository = try randomHistory(31)
        let selections: [(inout ScanOptions) -> Void] = [
            { $0.range = "main~3..main" }, { $0.range = "topic..main" }, { $0.branch = "topic" },
            { $0.since = "2024-01-01T00:40:00Z" },
        ]
        let expected = try selections.map { try scan(repository, exhaustive: false, $0) }
        let early = try repository.id("main~4")
        // Without the last commits of all branches.
        try repository.git("commit-graph", "write", "--stdin-commits", input: Array("\(early)\n".utf8))
        let file = repository.gitDirectory + "/objects/info/commit-graph"
        #expect(CommitGraph(objectFolder: repository.gitDirectory + "/objects", .sha1) != nil)
        func check(_ comment: String) throws {
            for (number, selection) in selections.enumerated() {
                let report = try scan(repository, exhaustive: false, selection)
                #expect(report.findings == expected[number].findings, "\(comment), selection \(number)")
                #expect(report.run.counts.commits == expected[number].run.counts.commits, "\(comment), \(number)")
            }
        }
        try check("of a part")
        try repository.writeCommitGraph()
        try check("of all")
        try repository.flipByte(of: file, at: 2000)
        #expect(CommitGraph(objectFolder: repository.gitDirectory + "/objects", .sha1) == nil)
        try check("damaged")
    }

    /// A commit that changes one file of many costs what it changed.
    @Test func readsWhatWasChanged() throws {
        var tokens = TestTokens(seed: 5)
        var stream = HistoryStream()
        let first = stream.commit(changes: (0..<200).map { ("folder\($0 % 9)/file\($0)", Array("text \($0)\n".utf8)) })
        let token = tokens.gitHub()
        stream.commit("second", parents: [first], changes: [("folder1/file1", Array("export TOKEN=\(token)\n".utf8))])
        let repository = try TestRepository(bare: true)
        try repository.importHistory(stream)
        try repository.repack(depth: 50)
        let report = try scan(repository, exhaustive: false) { $0.range = "main~1..main" }
        #expect(report.findings.count == 1 && report.findings.first?.provenance.isAtHead == true)
        #expect(report.run.counts.blobs == 2 && report.run.counts.trees == 4 && report.run.counts.commits == 1)
    }

    /// What a part of the history left in a state does not stand in the way of the whole.
    @Test func leavesAStateThatHoldsForAll() throws {
        let repository = try randomHistory(77)
        let state = repository.path + "-state"
        let whole = try scan(repository, exhaustive: true) { _ in }
        let part = try scan(repository, exhaustive: true) { $0.range = "main~3..main" }
        #expect(
            try scan(repository, exhaustive: false, state: state) { $0.range = "main~3..main" }.findings
                == part.findings)
        #expect(try scan(repository, exhaustive: false, state: state) { _ in }.findings == whole.findings)
        #expect(
            try scan(repository, exhaustive: false, state: state) { $0.range = "main~3..main" }.findings
                == part.findings)
        #expect(
            try scan(repository, exhaustive: false, state: state) { $0.since = "main~3" }.findings
                == scan(repository, exhaustive: true) { $0.since = "main~3" }.findings)
    }
}
