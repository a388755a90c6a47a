package import Model

/// The part of all trees that matters to a set of blobs: which tree holds which of these blobs, and which subtrees.
///
/// Trees that hold the same of them under the same names are one *shape*: of a history's trees nearly all differ in
/// what is of no interest here, and comparing two that have one shape is comparing two numbers.
package struct TreeGraph: Sendable {
    /// An entry of a tree: a subtree, or a blob of the set.
    package struct Edge: Sendable, Hashable, BitwiseCopyable {
        /// Of a blob the number in the catalog; of a subtree its shape in a graph, and in `TreeLists` its list (see
        /// `list`) or its number in the catalog.
        package let child: Int32
        private let nameAndKind: UInt32

        @inline(__always)
        package static func == (left: Edge, right: Edge) -> Bool {
            left.child == right.child && left.nameAndKind == right.nameAndKind
        }

        package init(child: Int32, name: Int32, isTree: Bool) {
            self.child = child
            nameAndKind = UInt32(bitPattern: name) << 1 | (isTree ? 1 : 0)
        }

        /// Numbers below `TreeGraph.unknown` stand for lists.
        private static let noList = TreeGraph.unknown

        /// An edge to a subtree whose list in `TreeLists` is known.
        /// - Parameter list: above 0.
        init(list: Int32, name: Int32) {
            self.init(child: Self.noList - list, name: name, isTree: true)
        }

        /// The subtree's list in `TreeLists`; nil where the child is no list.
        @inline(__always)
        var list: Int32? { child < Self.noList ? Self.noList - child : nil }

        package var name: Int32 { Int32(bitPattern: nameAndKind >> 1) }
        package var isTree: Bool { nameAndKind & 1 == 1 }
        var bits: UInt64 { UInt64(nameAndKind) << 32 | UInt64(UInt32(bitPattern: child)) }
    }

    /// In the place of a tree's number or shape: no tree, so that nothing stands there.
    package static let nothing: Int32 = -1
    /// In the place of a tree's number or shape: a tree that cannot be read, so that nobody knows what stands there.
    package static let unknown: Int32 = -2

    /// Edges that lead to a blob of the set or to an unknown tree, shape by shape, each shape's sorted by name.
    let edges: ContiguousArray<Edge>
    /// Trees, by their numbers, under which more paths lead to blobs of the set than are followed.
    package let overflowing: [Int32]
    /// Some tree names two of its entries alike, which Git never writes.
    package let hasTwins: Bool
    /// Per number in the catalog, one more than the shape: 0 for trees without such edges.
    private let shapes: ContiguousArray<Int32>
    /// Where each shape's edges begin; one more than there are shapes.
    private let starts: ContiguousArray<Int32>
    package let names: NameTable
    /// Trees with edges that no other tree holds, in the order of their numbers.
    package let topTrees: [Int32]
    /// What trees name as their subtrees, is there, and was not read as a tree.
    let unread: Set<Int32>
    /// Some tree names a subtree that cannot be read.
    package let hasUnknown: Bool
    /// Last names of paths at which something stands that is absent.
    package let absentNames: Set<[UInt8]>

    /// Paths of one tree that are followed. A dozen trees that hold each other many times over have more paths than any
    /// memory takes; no tree that people make has so many files with credentials.
    package static let greatestPathCount = 1 << 16

    /// Whether a tree by its number cannot be read.
    package func isUnknown(_ tree: Int32) -> Bool { shape(of: tree) == Self.unknown }

    /// The shape of a tree by its number in the catalog: `nothing` for trees without edges.
    @inline(__always)
    func shape(of tree: Int32) -> Int32 {
        if tree < 0 { return tree }
        return Int(tree) < shapes.count ? shapes[Int(tree)] - 1 : Self.nothing
    }

    /// Blobs of the set that stand in some tree.
    package var blobs: Set<Int32> { Set(edges.lazy.filter { !$0.isTree }.map(\.child)) }

    /// Where in `edges` those of a shape lie.
    @inline(__always)
    func range(ofShape shape: Int32) -> Range<Int> {
        shape < 0 ? 0..<0 : Int(starts[Int(shape)])..<Int(starts[Int(shape) + 1])
    }

    /// Joins what was read. Cancelled, it joins less.
    /// - Parameters:
    ///   - isOfInterest: which blobs count, of those that the visitors have noted; nil for all.
    ///   - unreadable: what was asked for as a tree in vain; nil where all trees were asked for.
    package init(
        _ trees: ReadTrees, isOfInterest: ((Int) -> Bool)? = nil, unreadable: Set<Int32>? = nil,
        cancellation: CancellationFlag
    ) {
        var search = ShapeSearch(trees.lists, isOfInterest: isOfInterest, unreadable: unreadable)
        defer { search.deallocate() }
        search.run(cancellation)
        names = trees.lists.allNames
        absentNames = trees.visitors.reduce(into: []) { $0.formUnion($1.missingNames.map(Array.init)) }
        (edges, starts, hasTwins) = (search.found.edges, search.found.starts, search.found.hasTwins)
        (unread, hasUnknown) = (search.unread, search.hasUnknown)
        var shapes = ContiguousArray<Int32>(repeating: 0, count: trees.lists.objectCount)
        var (topTrees, overflowing): ([Int32], [Int32]) = ([], [])
        for number in shapes.indices {
            let tree = Int32(truncatingIfNeeded: number)
            let list = trees.lists.list(of: number)
            if list == TreeLists.unread {
                if search.isUnknown(tree) { shapes[number] = Self.unknown + 1 }
                continue
            }
            guard let shape = search.shape(of: list) else { continue }
            shapes[number] = shape + 1
            if !trees.lists.isHeld(number) { topTrees.append(tree) }
            if search.overflowing.contains(list) { overflowing.append(tree) }
        }
        self.shapes = shapes
        (self.topTrees, self.overflowing) = (topTrees, overflowing)
    }
}
