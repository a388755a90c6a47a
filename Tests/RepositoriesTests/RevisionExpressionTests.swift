import Model
import Repositories
import TestRepositories
import Testing

/// Names of commits against `git rev-parse`.
@Suite struct RevisionExpressionTests {
    private func history(_ format: TestRepository.ObjectFormat) throws -> TestRepository {
        let repository = try TestRepository.growing(20, format)
        try repository.git("checkout", "-q", "-f", "main")
        try repository.tag("v0", at: "main~9")
        try repository.checkout("side", creatingAt: "main~4")
        try repository.commit("aside", writing: ["side.txt": "1\n"])
        try repository.checkout("main")
        try repository.merge("side")
        try repository.setRef("refs/remotes/origin/main", to: "main~2")
        try repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
        try repository.remote("origin", url: "https://example.org/r.git")
        try repository.configure("branch.main.remote", "origin")
        try repository.configure("branch.main.merge", "refs/heads/main")
        try repository.setRef("ORIG_HEAD", to: "main~3")
        return repository
    }

    @Test(arguments: [.sha1, .sha256] as [TestRepository.ObjectFormat])
    func agreesWithGit(_ format: TestRepository.ObjectFormat) throws {
        let repository = try history(format)
        let opened = try Repository(#require(RepositoryLayout.find(at: repository.path)))
        let id = try repository.id("main~5")
        let described = try repository.git("describe", "--tags", "side")
        let names = [
            "HEAD", "@", "main", "heads/main", "refs/heads/main", "side~1", "main~3", "main^", "main^2", "main^2~1^",
            "main^0", "main~0", "v1", "v1-again", "v1-again^{}", "v1^{commit}", "v1~2", "tags/v1", "origin",
            "origin/main", "origin/main~1", id, String(id.prefix(7)), String(id.prefix(4 + 5)) + "~2", "ORIG_HEAD",
            "ORIG_HEAD^", "@{0}", "HEAD@{1}", "main@{1}", "@~2", "@{u}", "main@{upstream}~1", described,
        ]
        for name in names {
            let expected = try repository.git("rev-parse", "--verify", "\(name)^{commit}")
            #expect(try opened.commit(named: name).hex == expected, "\(name)")
        }
    }

    @Test(
        arguments: [
            "", "absent", "main~99", "main^3", "main^{tree}", "main^{", "HEAD:notes", ":/change", "0123456789", "01",
            "main@{99}", "side@{u}", "main~x", "../HEAD", "HEAD/../HEAD", "main@{yesterday}",
        ])
    func whatNamesNoCommitIsRefused(_ name: String) throws {
        let repository = try history(.sha1)
        let opened = try Repository(#require(RepositoryLayout.find(at: repository.path)))
        #expect(throws: GitError.self) { try opened.commit(named: name) }
    }
}
