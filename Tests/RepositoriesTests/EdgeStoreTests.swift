import Testing

@testable import Repositories

/// What trees hold is stored once where versions share it, and is all there.
@Suite struct EdgeStoreTests {
    private static func edges(_ store: EdgeStore, _ range: Range<Int>) -> [TreeGraph.Edge] {
        let view = store.view
        guard view.areRuns(range) else { return Array(view.items[range]) }
        var expanded = GrowingTable<TreeGraph.Edge>()
        defer { expanded.deallocate() }
        view.expand(range, into: &expanded)
        return Array(expanded.elements)
    }

    @Test(arguments: [0, 1, 47, 48, 127, 128, 129, 900])
    func treesComeBackAsTheyWere(_ count: Int) {
        var store = EdgeStore()
        defer { store.deallocate() }
        var trees: [[TreeGraph.Edge]] = []
        var ranges: [Range<Int>] = []
        var tree = (0..<Int32(count)).map { TreeGraph.Edge(child: $0 * 3, name: $0, isTree: $0 % 5 != 0) }
        for version in 0..<40 {
            if !tree.isEmpty {
                let place = version * 37 % tree.count
                switch version % 3 {
                case 0:
                    tree[place] = TreeGraph.Edge(child: 10_000 + Int32(version), name: tree[place].name, isTree: true)
                case 1: tree.remove(at: place)
                default: tree.insert(TreeGraph.Edge(child: -2, name: 2_000 + Int32(version), isTree: true), at: place)
                }
            }
            let start = store.end
            tree.withUnsafeBufferPointer { store.append($0) }
            trees.append(tree)
            ranges.append(start..<store.end)
        }
        for (tree, range) in zip(trees, ranges) { #expect(Self.edges(store, range) == tree) }
    }

    @Test func versionsOfWideFoldersShareWhatTheyHave() {
        var store = EdgeStore()
        defer { store.deallocate() }
        var tree = (0..<900).map { TreeGraph.Edge(child: $0, name: $0, isTree: true) }
        for version in 0..<500 {
            tree[version % 900] = TreeGraph.Edge(
                child: 10_000 + Int32(version), name: Int32(version % 900), isTree: true)
            tree.withUnsafeBufferPointer { store.append($0) }
        }
        #expect(store.byteCount < 500 * 900 * MemoryLayout<TreeGraph.Edge>.stride / 6)
    }
}
