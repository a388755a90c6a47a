import Model
import Testing

@testable import Reports

@Suite struct PlaceTreeTests {
    private func names(_ paths: [String], limit: Int) -> [String] {
        let tree = PlaceTree(paths.enumerated().map { Sample.finding($0.offset, path: $0.element) })
        let groups = tree.groups(limit: limit)
        #expect(groups.reduce(0) { $0 + $1.places.findings } == paths.count)
        #expect(groups.count <= limit)
        return groups.map { group in
            (group.isElsewhere ? "else " : "") + "\(group.name) \(group.places.findings)/\(group.files)"
                + (group.members.isEmpty
                    ? "" : " " + group.members.map { "\($0.name)=\($0.count)" }.joined(separator: " "))
                + (group.moreMembers > 0 ? " +\(group.moreMembers)" : "")
        }
    }

    @Test(
        arguments: [
            ([], 3, []), (["a"], 3, ["a 1/1"]), (["a/b/c.env", "a/b/c.env"], 3, ["a/b/c.env 2/1"]),
            (["a/b/c", "a/b/d"], 3, ["a/b/c 1/1", "a/b/d 1/1"]), (["a/b/c", "a/b/d"], 1, ["a/b/ 2/2 c=1 d=1"]),
            (["a", "a/b"], 3, ["a 1/1", "a/b 1/1"]),
            (["x.zip!a", "x.zip!b/c", "y"], 2, ["x.zip! 2/2", "y 1/1"]),
            // The heaviest by itself, what is left with names.
            (
                ["d/users.csv"] + ["d/users.csv", "d/users.csv", "d/a", "d/b", "d/e"], 2,
                [
                    "d/users.csv 3/1", "else d/ 3/3 a=1 b=1 e=1",
                ]
            ),
            (["a/x", "b/x", "c/x", "d/x"], 2, [" 4/4 a/x=1 b/x=1 c/x=1 d/x=1"]),
            (["/srv/a", "/srv/b"], 2, ["/srv/a 1/1", "/srv/b 1/1"]),
            (
                ["a//b", "a//c", "/", "!"], 9,
                [
                    "! 1/1", "/ 1/1", "a//b 1/1", "a//c 1/1",
                ]
            ),
        ] as [([String], Int, [String])])
    func findingsAreInFewGroups(_ paths: [String], _ limit: Int, _ groups: [String]) {
        #expect(names(paths, limit: limit) == groups)
    }

    @Test func whatCannotBeNamedIsCounted() {
        #expect(names((1...20).map { "\($0).env" }, limit: 3).first?.hasSuffix(" +12") == true)
    }

    @Test func deepPathsAreNoHarm() {
        let deep = String(repeating: "a/", count: 5000)
        #expect(names([deep + "x", deep + "y"], limit: 4).count == 2)
    }

    @Test func objectsAreOfTheirKind() {
        let found = (0..<3).map {
            Sample.finding($0, source: "repo", carrier: .commitMessage, path: Sample.id("4").hex)
        }
        let groups = PlaceTree(found).groups(limit: 3)
        #expect(groups.map(\.name) == ["commit messages in repo"])
    }

    @Test func theEarliestCommitIsTold() {
        let findings = [90, 800, 20].map { days in
            Sample.finding(
                provenance: Provenance(introduced: [Sample.commit("1", daysAgo: Int64(days), by: "\(days)")]))
        }
        let places = PlaceTree(findings).groups(limit: 1).first?.places
        #expect(places?.introduced?.author.name == "800")
        #expect(places?.isOfOneCommit == true)
    }
}
