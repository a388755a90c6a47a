import Model
import TestRepositories
import Testing

@testable import Repositories

/// What a push brings in is what `git rev-list` says.
@Suite struct CommitRangeTests {
    private func names(
        _ repository: TestRepository, _ tips: [String], without known: [String], grafts: Set<ObjectID> = []
    ) throws -> [String] {
        let database = ObjectDatabase(objectFolder: "\(repository.gitDirectory)/objects", .sha1)
        func ids(_ names: [String]) throws -> [ObjectID] {
            try names.map { try #require(ObjectID(hex: repository.id($0))) }
        }
        return CommitRange(from: try ids(tips), without: try ids(known), in: database, grafts: grafts).commits.map(
            \.id.hex)
    }

    /// Branches that part and meet again, with clocks that go wrong.
    @Test(arguments: 0..<6 as Range<UInt64>)
    func isWhatGitLists(_ seed: UInt64) throws {
        let repository = try TestRepository()
        var numbers = TestTokens(seed: seed)
        var commits: [String] = []
        let tree = try repository.git("write-tree")
        for number in 0..<24 {
            var parents: Set<String> = []
            for _ in 0..<numbers.number(below: 3) where !commits.isEmpty {
                parents.insert(commits[max(0, commits.count - 1 - numbers.number(below: 5))])
            }
            let skew = numbers.number(below: 4) == 0 ? numbers.number(below: 400_000) - 200_000 : 0
            let date = "@\(1_704_067_200 + number * 3600 + skew) +0000"
            let id = try repository.git(
                ["commit-tree", tree, "-m", "\(number)"] + parents.sorted().flatMap { ["-p", $0] },
                environment: ["GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date]
            ).text
            commits.append(id)
        }
        for _ in 0..<12 {
            func some(_ count: Int) -> [String] {
                (0..<count).map { _ in commits[numbers.number(below: commits.count)] }
            }
            let (tips, known) = (some(1 + numbers.number(below: 2)), some(numbers.number(below: 3)))
            let listed = Set(
                try repository.git(["rev-list"] + tips + known.map { "^\($0)" }).text.split(separator: "\n").map(
                    String.init))
            let found = try names(repository, tips, without: known)
            #expect(Set(found).count == found.count && Set(found).isSuperset(of: listed), "nothing may be passed over")
            // Clocks that go wrong by much may make more of it, never less; here they do not.
            #expect(Set(found) == listed, "\(tips) without \(known)")
            let place = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($1, $0) })
            for commit in found {
                for parent in try repository.git("rev-parse", "\(commit)^@").split(separator: "\n").map(String.init) {
                    if let own = place[parent], let child = place[commit] { #expect(own < child, "parents come first") }
                }
            }
        }
    }

    @Test func shallowClonesEndWhereTheyEnd() throws {
        let origin = try TestRepository()
        for number in 0..<4 { try origin.commit("\(number)", writing: ["a": "\(number)\n"]) }
        let clone = try origin.cloneShallow(depth: 2)
        let layout = try #require(RepositoryLayout.exactly(at: clone.path))
        #expect(try names(clone, ["HEAD"], without: [], grafts: layout.shallowCommits).count == 2)
        #expect(try names(clone, ["HEAD"], without: ["HEAD~1"], grafts: layout.shallowCommits).count == 1)
    }

    @Test func tagsStandForTheirCommits() throws {
        let repository = try TestRepository()
        try repository.commit("one")
        try repository.tag("v1", message: "first")
        try repository.commit("two")
        #expect(try names(repository, ["refs/tags/v1"], without: []).count == 1)
        #expect(try names(repository, ["HEAD"], without: ["refs/tags/v1"]).count == 1)
    }
}
