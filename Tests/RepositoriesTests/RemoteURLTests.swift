import Repositories
import TestRepositories
import Testing

/// Addresses of remotes by which repositories are known.
@Suite struct RemoteURLTests {
    @Test(arguments: [
        ("https://example.org/r.git", "https://example.org/r.git"),
        ("git@example.org:a/r.git", "git@example.org:a/r.git"),
        ("/srv/r.git", "/srv/r.git"), ("file:///srv/r.git", "file:///srv/r.git"), (".", "HERE"),
        ("./r.git", "HERE/r.git"),
        ("r/x:y.git", "HERE/r/x:y.git"), ("../../../../../../../../r.git", "/r.git"),
    ])
    func relativePathsAreOfTheirRepository(_ url: String, _ expected: String) throws {
        let repository = try TestRepository()
        try repository.remote("origin", url: url)
        let layout = try #require(RepositoryLayout.find(at: repository.path))
        let place = try #require(layout.worktree)
        #expect(try Repository(layout).remoteURL() == expected.replacing("HERE", with: place))
    }
}
