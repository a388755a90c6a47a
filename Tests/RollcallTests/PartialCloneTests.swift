import Foundation
import TestRepositories
import Testing

/// Clones that left objects on the server: each that is named and absent is counted and named, once for what it is.
@Suite struct PartialCloneTests {
    /// Four blobs, of which one is gone at HEAD, one is large, and one lies in a folder that a sparse filter asks for.
    private struct Origin {
        var scene: Scene
        let tokens: [String]

        init(_ format: TestRepository.ObjectFormat = .sha1) throws {
            scene = try Scene(seed: 12, objectFormat: format)
            tokens = Self.tokens(&scene)
            try scene.repository.commit("old", writing: ["old.env": "TOKEN=\(tokens[0])\n"])
            try scene.repository.git("rm", "--quiet", "old.env")
            let filler = String(repeating: "plain text of no interest\n", count: 200)
            try scene.repository.commit(
                "new",
                writing: [
                    "now.env": "TOKEN=\(tokens[1])\n", "large.env": "TOKEN=\(tokens[2])\n\(filler)",
                    "folder/deep.env": "TOKEN=\(tokens[3])\n", "filter": "/folder/\n",
                ])
        }

        private static func tokens(_ scene: inout Scene) -> [String] {
            var tokens: [String] = []
            for _ in 0..<4 { tokens.append(scene.tokens.gitHub()) }
            return tokens
        }
    }

    /// What a filter leaves out, by number of the token, and how many objects the trees that are there name in vain.
    static let filters: [(filter: String, absent: Set<Int>, named: Int)] = [
        ("blob:none", [0, 1, 2, 3], 5), ("blob:limit=1k", [2], 1), ("tree:0", [0, 1, 2, 3], 2),
        ("object:type=commit", [0, 1, 2, 3], 2), ("sparse:oid=main:filter", [0, 1, 2], 4),
    ]

    @Test(arguments: filters, [.sha1, .sha256] as [TestRepository.ObjectFormat])
    func whatWasLeftBehindIsNamed(
        _ one: (filter: String, absent: Set<Int>, named: Int), _ format: TestRepository.ObjectFormat
    ) throws {
        let origin = try Origin(format)
        let clone = try origin.scene.repository.clonePartial(filter: one.filter, bare: true)
        let state = try TemporaryFolder()
        for options in [[], ["--exhaustive"], ["--jobs", "1"], ["--state", state.path], ["--state", state.path]] {
            let scanned = try Program.scan(options + [clone.path])
            let found = Set(origin.tokens.indices.filter { scanned.secrets.contains(origin.tokens[$0]) })
            #expect(found == Set(0..<4).subtracting(one.absent), "\(options)")
            let told = scanned.coverage("missing-object")
            #expect(told.count == one.named && scanned.run.coverage.counts["missing-object"] == one.named, "\(told)")
            #expect(told.allSatisfy { $0.detail.contains("partial") && $0.detail.contains("git clone --mirror") })
        }
    }

    /// A sparse checkout names in its index what was never fetched; a clone that lost the marks of its packs says so still.
    @Test func theIndexNamesWhatWasLeftBehind() throws {
        let origin = try Origin()
        let clone = try origin.scene.repository.clonePartial()
        try clone.git("sparse-checkout", "set", "--no-cone", "/now.env")
        try clone.git("checkout", "--quiet", "main")
        for pack in try FileManager.default.contentsOfDirectory(atPath: "\(clone.gitDirectory)/objects/pack")
        where pack.hasSuffix(".promisor") {
            try FileManager.default.removeItem(atPath: "\(clone.gitDirectory)/objects/pack/\(pack)")
        }
        let scanned = try Program.scan(clone.path)
        #expect(scanned.findings(of: origin.tokens[1]).count == 1)
        let told = scanned.coverage("missing-object")
        let wrong = told.first { !$0.detail.contains("partial") }
        #expect(!told.isEmpty && wrong == nil, "\(told.count) \(wrong?.subject ?? "") \(wrong?.detail ?? "")")
        #expect(told.contains { $0.detail.hasPrefix("the index names") })
    }

    /// Shallow, too: both are told.
    @Test func aShallowPartialCloneIsBoth() throws {
        let origin = try Origin()
        try origin.scene.repository.configure("uploadpack.allowFilter", "true")
        let folder = try TemporaryFolder()
        let place = "\(folder.path)/clone"
        try origin.scene.repository.git(
            ["clone", "--quiet", "--bare", "--depth=1", "--filter=blob:none", origin.scene.repository.url, place])
        let scanned = try Program.scan(place)
        #expect(scanned.code == 3 && scanned.coverage("shallow").count == 1)
        #expect(scanned.coverage("missing-object").count == 4)
    }
}
