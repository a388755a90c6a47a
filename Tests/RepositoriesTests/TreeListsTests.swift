import Model
import TestRepositories
import Testing

@testable import Repositories

/// Of trees that hold the same one list is kept, and it is what they hold.
@Suite struct TreeListsTests {
    /// Lists of up to six edges, of few different ones, so that many are equal.
    private static func someEdges(_ random: inout TestTokens) -> [TreeGraph.Edge] {
        (0..<Int32.random(in: 0...6, using: &random)).map { name in
            switch Int.random(in: 0..<4, using: &random) {
            case 0: TreeGraph.Edge(list: Int32.random(in: 1...3, using: &random), name: name)
            case 1: TreeGraph.Edge(child: TreeGraph.unknown, name: name, isTree: true)
            default:
                TreeGraph.Edge(
                    child: Int32.random(in: 0..<3, using: &random), name: name, isTree: .random(using: &random))
            }
        }
    }

    @Test(arguments: UInt64(1)...5)
    func equalTreesShareTheirLists(seed: UInt64) {
        var random = TestTokens(seed: seed)
        let trees = (0..<4_000).map { _ in Self.someEdges(&random) }
        let lists = TreeLists(objectCount: trees.count + 1, sharesSubtrees: true)
        for (number, edges) in trees.enumerated() { edges.withUnsafeBufferPointer { lists.record(number, $0) } }
        let view = lists.view
        var known: [[TreeGraph.Edge]: Int32] = [:]
        for (number, edges) in trees.enumerated() {
            let list = lists.list(of: number)
            #expect(Array(view.edges(of: list)) == edges)
            #expect(known[edges, default: list] == list)
            #expect((list == TreeLists.empty) == edges.isEmpty)
            known[edges] = list
        }
        #expect(Set(known.values).count == known.count && known.count < trees.count)
        #expect(lists.list(of: trees.count) == TreeLists.unread)
        #expect((1..<Int32(view.count)).count { view.contains($0) } == known.keys.count { !$0.isEmpty })
    }

    @Test func whatIsHeldIsNotedBesideTheList() {
        let lists = TreeLists(objectCount: 3, sharesSubtrees: true)
        let edges = [TreeGraph.Edge(child: 2, name: 0, isTree: false)]
        lists.hold(0)
        edges.withUnsafeBufferPointer {
            lists.record(0, $0)
            lists.record(1, $0)
        }
        lists.hold(1)
        #expect(lists.isHeld(0) && lists.isHeld(1) && !lists.isHeld(2))
        #expect(lists.list(of: 0) == lists.list(of: 1) && lists.list(of: 2) == TreeLists.unread)
    }

    @Test func aTreeKeepsItsFirstList() {
        let lists = TreeLists(objectCount: 1, sharesSubtrees: true)
        let edges = (0..<2).map { TreeGraph.Edge(child: 0, name: $0, isTree: false) }
        edges.withUnsafeBufferPointer { lists.record(0, $0) }
        let list = lists.list(of: 0)
        edges[..<1].withUnsafeBufferPointer { lists.record(0, $0) }
        #expect(lists.list(of: 0) == list)
    }

    /// A folder without anything of interest costs nothing, however many versions of it there are.
    @Test func versionsOfNoInterestHaveOneList() throws {
        let repository = try TestRepository()
        for version in 0..<12 {
            let extra = (0..<20).map { ("deep/er/\($0)", "\(version) \($0)\n") }
            try repository.commit(
                "c", writing: ["wanted": "x\n"].merging(extra) { $1 })
        }
        let blob = try repository.id("HEAD:wanted")
        try repository.repack(depth: 50)
        let catalog = ObjectCatalog(objectFolder: "\(repository.gitDirectory)/objects", .sha1, jobs: 1)
        let wanted = try #require(ObjectID(hex: blob).flatMap { catalog.number(of: $0) })
        let trees = catalog.readTrees(jobs: 1, progress: WalkProgress(cancellation: CancellationFlag())) {
            $0 == wanted
        }
        let graph = TreeGraph(trees, cancellation: CancellationFlag())
        func tree(_ revision: String) throws -> Int {
            try #require(ObjectID(hex: try repository.id(revision)).flatMap { catalog.number(of: $0) })
        }
        #expect(trees.visitors.reduce(0) { $0 + $1.treeCount } == 36)
        for version in 0..<12 {
            let parts = try ["deep/er", "deep", ""].map { try tree("HEAD~\(version):\($0)") }
            #expect(parts.prefix(2).allSatisfy { graph.shape(of: Int32($0)) == TreeGraph.nothing })
            #expect(trees.lists.list(of: parts[0]) == TreeLists.empty)
            #expect(graph.shape(of: Int32(parts[2])) == 0)
        }
        #expect(graph.topTrees.count == 12 && graph.edges.count == 1)
    }

    @Test(arguments: [0, 2, 63, 64, 65, 300])
    func sortingKeepsTheOrderOfWhatIsNamedAlike(_ count: Int) {
        var random = TestTokens(seed: UInt64(count))
        var edges = (0..<Int32(count)).map { place in
            TreeGraph.Edge(child: place, name: Int32.random(in: 0..<40, using: &random), isTree: true)
        }
        let expected = edges.sorted { ($0.name, $0.child) < ($1.name, $1.child) }
        edges.withUnsafeMutableBufferPointer { $0.sortByName() }
        #expect(edges == expected)
    }
}
