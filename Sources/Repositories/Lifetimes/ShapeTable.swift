/// The shapes that were found, each once and by its number: which blobs of the set lie under which names.
struct ShapeTable {
    /// Those of all shapes, one shape's behind the other's, each sorted by name.
    private(set) var edges: ContiguousArray<TreeGraph.Edge> = []
    /// Where each shape's edges begin; one more than there are shapes.
    private(set) var starts: ContiguousArray<Int32> = [0]
    /// Some shape names two of its edges alike.
    private(set) var hasTwins = false
    private var pathCounts: ContiguousArray<Int32> = []
    private var numbers = EdgeListNumbers()
    private let seed = EdgeListNumbers.newSeed()

    /// How many paths lead to blobs of the set.
    @inline(__always)
    func pathCount(of shape: Int32) -> Int { Int(pathCounts[Int(shape)]) }

    /// The number of the shape with these edges, in any order.
    /// - Parameter paths: how many lead to blobs of the set.
    mutating func number(of own: inout ContiguousArray<TreeGraph.Edge>, paths: Int) -> Int32 {
        own.withUnsafeMutableBufferPointer { $0.sortByName() }
        let hash = EdgeListNumbers.hash(of: own, seed: seed)
        if let shape = numbers.number(of: hash, where: { isEqual($0, own) }) { return shape }
        if !hasTwins { hasTwins = own.indices.dropFirst().contains { own[$0].name == own[$0 - 1].name } }
        edges.append(contentsOf: own)
        starts.append(Int32(truncatingIfNeeded: edges.count))
        pathCounts.append(Int32(truncatingIfNeeded: paths))
        return numbers.add(hash)
    }

    private func isEqual(_ shape: Int, _ own: ContiguousArray<TreeGraph.Edge>) -> Bool {
        let start = Int(starts[shape])
        guard Int(starts[shape + 1]) - start == own.count else { return false }
        for index in own.indices where edges[start + index] != own[index] { return false }
        return true
    }
}

extension UnsafeMutableBufferPointer<TreeGraph.Edge> {
    /// Mostly they are in order, or few. What is named alike stays in order.
    func sortByName() {
        var sorted = 1
        while sorted < count, self[sorted - 1].name <= self[sorted].name { sorted += 1 }
        if sorted >= count { return }
        if count > Self.few {
            let all = enumerated().sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }
            for (place, edge) in all.enumerated() { self[place] = edge.element }
            return
        }
        for index in sorted..<count {
            let edge = self[index]
            var place = index
            while place > 0, self[place - 1].name > edge.name {
                self[place] = self[place - 1]
                place -= 1
            }
            self[place] = edge
        }
    }

    /// Edges that are put in order without memory for it.
    private static var few: Int { 64 }
}
