import Foundation
import TestRepositories
import Testing

/// Who answers for an identity, by every kind of evidence, best first.
@Suite struct RollOwnerTests {
    struct Story: Decodable {
        struct Owner: Decodable {
            let name: String
            let kind: String
            let rank: Int
            let evidence: String
        }
        let owner: String?
        let owner_list: [Owner]
    }

    @Test func allEvidenceIsKeptAndTheBestDecides() throws {
        let folder = try TemporaryFolder()
        let repository = try TestRepository()
        var tokens = TestTokens(seed: 21)
        let (first, second) = (tokens.gitHub(), tokens.gitHub())
        try repository.commit(
            "add settings",
            writing: [
                "prod/app.env": "TOKEN=\(first)\n",
                ".gitlab/CODEOWNERS": "* @everyone\n[Production][2] @prod-team\n/prod/\n^[Docs]\n*.md @writers\n",
                ".rollcall.yaml": "owners:\n  - name: \"@payments\"\n    paths: [\"prod/**\"]\n",
                ".mailmap": "Proper Name <proper@example.org> <\(TestRepository.Person.ada.email)>\n",
            ])
        try repository.commit("rotate", writing: ["prod/app.env": "TOKEN=\(second)\n"])
        let roll = "\(folder.path)/roll.db"
        _ = try Program.run(["scan", "--quiet", "--roll", roll, repository.path])
        let ids = try Program.run(["roll", "list", "--roll", roll, "--format", "jsonl", "--at-head"])
        struct Listed: Decodable { let id: String }
        let id = try JSONDecoder().decode(Listed.self, from: Data(ids.text.split(separator: "\n")[0].utf8)).id

        let before = try story(id, roll)
        #expect(before.owner == "@payments")
        #expect(
            before.owner_list.map { "\($0.rank) \($0.kind) \($0.name)" } == [
                "1 configuration @payments", "2 codeowners @everyone", "2 codeowners @prod-team",
                "3 introducing-author Proper Name <proper@example.org>",
                "4 latest-author Proper Name <proper@example.org>",
            ])
        #expect(before.owner_list[2].evidence == ".gitlab/CODEOWNERS:3 /prod/ for prod/app.env")
        #expect(before.owner_list[3].evidence.contains(", prod/app.env"))

        _ = try Program.run(["roll", "decide", id, "--owner", "team-ops", "--by", "ada@example.org", "--roll", roll])
        let after = try story(id, roll)
        #expect(after.owner == "team-ops" && after.owner_list.first?.kind == "manual" && after.owner_list.count == 6)
    }

    @Test func listsAreFilteredByItemsOfFrameworks() throws {
        let folder = try TemporaryFolder()
        var tokens = TestTokens(seed: 22)
        try folder.write("tree/prod/app.env", "TOKEN=\(tokens.gitHub())\n")
        let roll = "\(folder.path)/roll.db"
        _ = try Program.run(["scan", "--quiet", "--roll", roll, "\(folder.path)/tree"])
        func count(_ item: String) throws -> Int {
            try Program.run(["roll", "list", "--roll", roll, "--format", "jsonl", "--item", item]).text.split(
                separator: "\n"
            ).count
        }
        #expect(try count("NHI2:2025") == 1 && count("nhi2") == 1 && count("ID.AM-07") == 1)
        #expect(try count("NHI8") == 0 && count("NHI7") == 0)
        let wrong = try Program.run(["roll", "list", "--roll", roll, "--item", "NHI99"])
        #expect(wrong.code == 2 && wrong.errors.contains("NHI99") && wrong.errors.contains("NHI10:2025"))
    }

    private func story(_ id: String, _ roll: String) throws -> Story {
        try JSONDecoder().decode(
            Story.self, from: Data(Program.run(["roll", "show", "--roll", roll, "--json", id]).output))
    }
}
