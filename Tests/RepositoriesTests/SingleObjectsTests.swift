import Foundation
import Model
import TestRepositories
import Testing

@testable import Repositories

/// Objects that are read one by one, sound and damaged.
@Suite(.timeLimit(.minutes(20))) struct SingleObjectsTests {
    /// libgit2 1.5 never comes back from them.
    @Test(arguments: ["HEAD", "HEAD^{tree}"], [0, 1, 5, 20, 40]) func looseObjectsThatAreCutShortAreRefused(
        _ revision: String, _ count: Int
    ) throws {
        let repository = try TestRepository()
        try repository.commit("first", writing: ["a": "1\n"])
        try repository.write("a", "2\n")
        try repository.stage("a")
        try repository.truncateLooseObject(repository.id(revision), to: count)
        let layout = try #require(RepositoryLayout.find(at: repository.path))
        let opened = try Repository(layout)
        #expect(throws: GitError.self) { try opened.stagedChanges() }
        if revision == "HEAD" { #expect(throws: GitError.self) { try opened.commit(named: "HEAD~0") } }
    }

    @Test(arguments: [false, true]) func stagedChangesAndRevisionsAreAsBefore(isPacked: Bool) throws {
        let repository = try TestRepository.growing(60)
        if isPacked { try repository.repack(depth: 50) }
        try repository.git("checkout", "-q", "-f", "main")
        try repository.write("notes/log.txt", "new\n")
        try repository.write("added", "added\n")
        try repository.stage()
        let layout = try #require(RepositoryLayout.find(at: repository.path))
        let opened = try Repository(layout)
        let staged = try opened.stagedChanges().files.map { String(decoding: $0.path, as: UTF8.self) }
        #expect(staged.sorted() == ["added", "notes/log.txt"])
        for name in ["HEAD", "main~7", "v1^{commit}", "v1-again", String(try repository.id("main~3").prefix(9))] {
            #expect(try opened.commit(named: name).hex == repository.id("\(name)^{commit}"))
        }
        #expect(throws: GitError.self) { try opened.commit(named: "0123456789") }
    }

    /// Any object, one at a time, as `git cat-file` has it.
    @Test(arguments: [false, true]) func singleObjectsAreThoseOfGit(isPacked: Bool) throws {
        let repository = try TestRepository.growing(40)
        if isPacked { try repository.repack(depth: 50) } else { try repository.unpackAll() }
        let database = ObjectDatabase(objectFolder: "\(repository.gitDirectory)/objects", repository.format)
        for (id, object) in try repository.allObjects() {
            let read = try database.read(id)
            #expect(read.kind == object.kind && read.content == object.content, "\(id.hex)")
        }
    }
}
