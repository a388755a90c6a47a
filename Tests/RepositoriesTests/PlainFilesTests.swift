import Foundation
import TestRepositories
import Testing

@testable import Repositories

/// Nothing is opened in a Git directory that would never end.
@Suite(.timeLimit(.minutes(20))) struct PlainFilesTests {
    private func layout(_ repository: TestRepository) throws -> RepositoryLayout {
        try #require(RepositoryLayout.find(at: repository.path))
    }

    private func replaceByPipe(_ path: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        try #require(mkfifo(path, 0o644) == 0)
    }

    @Test(arguments: ["HEAD", "config", "config.worktree", "packed-refs", "refs/heads/a", "shallow"], [false, true])
    func namedPipesAreRefused(_ file: String, isBare: Bool) throws {
        let repository = try TestRepository(bare: isBare)
        try replaceByPipe("\(repository.gitDirectory)/\(file)")
        let layout = try layout(repository)
        #expect { _ = try Repository(layout) } throws: { "\($0)".contains("\(file) is a named pipe") }
    }

    @Test func linksToDevicesAreRefused() throws {
        let repository = try TestRepository()
        try FileManager.default.createSymbolicLink(
            atPath: "\(repository.gitDirectory)/packed-refs", withDestinationPath: "/dev/zero")
        let layout = try layout(repository)
        #expect { _ = try Repository(layout) } throws: { "\($0)".contains("packed-refs is a device") }
    }

    @Test func anIndexThatIsAPipeIsAnError() throws {
        let repository = try TestRepository()
        try repository.commit("first", writing: ["a": "1\n"])
        try replaceByPipe("\(repository.gitDirectory)/index")
        let opened = try Repository(layout(repository))
        #expect(throws: GitError.self) { try opened.stagedFiles() }
        #expect(throws: GitError.self) { try opened.stagedChanges() }
    }

    @Test(arguments: ["[include]\n\tpath = pipe\n", "[includeIf \"gitdir:/x\"] path = \"../.git/pipe\" ; c\n"])
    func includedConfigurationIsLookedAtToo(_ text: String) throws {
        let repository = try TestRepository()
        try replaceByPipe("\(repository.gitDirectory)/pipe")
        try repository.writeInGitDirectory("more", text)
        try repository.git("config", "include.path", "more")
        let layout = try layout(repository)
        #expect { _ = try Repository(layout) } throws: { "\($0)".contains("pipe is a named pipe") }
    }

    @Test func foldersOfRefsThatLeadBackAreRefused() throws {
        let repository = try TestRepository()
        for name in ["a", "b"] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(repository.gitDirectory)/refs/heads/\(name)", withDestinationPath: "..")
        }
        let layout = try layout(repository)
        #expect(throws: GitError.self) { _ = try Repository(layout) }
    }
}
