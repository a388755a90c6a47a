import Foundation
import Model
import TestRepositories
import Testing

@testable import Repositories

/// What Git writes about commits is what the commits say, and what is damaged says nothing.
@Suite struct CommitGraphTests {
    private struct Link: Equatable {
        let tree: String
        let parents: [String]
        let time: Int64
    }

    /// Merges, one of them of five, two roots, and commits that nobody has a graph of.
    private func history(_ format: TestRepository.ObjectFormat = .sha1) throws -> TestRepository {
        var stream = HistoryStream()
        var marks: [HistoryStream.Mark] = []
        for number in 0..<40 {
            var parents = marks.isEmpty ? [] : [marks[marks.count - 1]]
            if number % 7 == 6 { parents.append(marks[number / 2]) }
            if number == 30 { parents += [marks[3], marks[9], marks[12], marks[20]] }
            marks.append(
                stream.commit(
                    parents: parents,
                    changes: [("file", Array("\(number)\n".utf8))]))
        }
        stream.commit(on: "other", changes: [("own", Array("other\n".utf8))])
        let repository = try TestRepository(bare: true, objectFormat: format)
        try repository.importHistory(stream)
        try repository.repack()
        return repository
    }

    private func links(_ repository: TestRepository) throws -> [String: Link] {
        let lines = try repository.git("log", "--all", "--format=%H %T %ct %P").split(separator: "\n")
        return try lines.reduce(into: [:]) { links, line in
            let words = line.split(separator: " ").map(String.init)
            links[words[0]] = Link(
                tree: words[1], parents: Array(words.dropFirst(3)), time: try #require(Int64(words[2])))
        }
    }

    private func links(_ graph: CommitGraph) -> [String: Link] {
        graph.commits.reduce(into: [:]) {
            $0[$1.id.hex] = Link(tree: $1.tree.hex, parents: $1.parents.map(\.hex), time: $1.time)
        }
    }

    private func objects(_ repository: TestRepository) -> String { repository.gitDirectory + "/objects" }

    @Test(arguments: [.sha1, .sha256] as [TestRepository.ObjectFormat])
    func saysWhatTheCommitsSay(_ format: TestRepository.ObjectFormat) throws {
        let repository = try history(format)
        #expect(CommitGraph(objectFolder: objects(repository), repository.format) == nil)
        try repository.writeCommitGraph()
        let graph = try #require(CommitGraph(objectFolder: objects(repository), repository.format))
        #expect(try links(graph) == links(repository))
        #expect(graph.commits.count == 41)
    }

    @Test(arguments: [.sha1, .sha256] as [TestRepository.ObjectFormat])
    func readsChains(_ format: TestRepository.ObjectFormat) throws {
        let repository = try history(format)
        let early = try repository.id("main~20")
        try repository.git(
            "commit-graph", "write", "--split=no-merge", "--stdin-commits", input: Array("\(early)\n".utf8))
        try repository.git("commit-graph", "write", "--split=no-merge", "--reachable")
        let folder = objects(repository) + "/info/commit-graphs"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".graph") }
        #expect(files.count == 2)
        let graph = try #require(CommitGraph(objectFolder: objects(repository), repository.format))
        #expect(try links(graph) == links(repository))
        // The layers the other way round.
        let chain = folder + "/commit-graph-chain"
        let lines = try String(contentsOfFile: chain, encoding: .utf8).split(separator: "\n")
        try FileManager.default.removeItem(atPath: chain)
        try Data(lines.reversed().joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: chain))
        #expect(CommitGraph(objectFolder: objects(repository), repository.format) == nil)
        try FileManager.default.removeItem(atPath: chain)
        try Data("../../../HEAD\n".utf8).write(to: URL(fileURLWithPath: chain))
        #expect(CommitGraph(objectFolder: objects(repository), repository.format) == nil)
    }

    @Test func takesNothingThatIsDamaged() throws {
        let repository = try history()
        try repository.writeCommitGraph()
        let url = URL(fileURLWithPath: objects(repository) + "/info/commit-graph")
        let sound = [UInt8](try Data(contentsOf: url))
        let names = Set(try links(repository).keys)
        try FileManager.default.removeItem(at: url)
        for place in sound.indices {
            var bytes = sound
            bytes[place] ^= 1 << UInt8(place % 8)
            try Data(bytes).write(to: url)
            #expect(CommitGraph(objectFolder: objects(repository), repository.format) == nil, "byte \(place)")
            // As if whoever damaged it had made a new checksum: no crash, and no commit beside those that it names.
            if let graph = CommitGraph(objectFolder: objects(repository), repository.format, checksChecksums: false) {
                #expect(graph.commits.count == names.count, "byte \(place)")
            }
        }
        for count in stride(from: 0, to: sound.count, by: 37) {
            try Data(sound.prefix(count)).write(to: url)
            #expect(CommitGraph(objectFolder: objects(repository), repository.format) == nil, "cut to \(count)")
            #expect(
                CommitGraph(objectFolder: objects(repository), repository.format, checksChecksums: false) == nil,
                "cut to \(count)")
        }
    }
}
