/// The edges of one visitor's trees, one tree after the other.
///
/// Of a folder with hundreds of subfolders each version names all of them again, and all but one as before: its edges are
/// parted into runs, and a run that another tree has too is stored once. Where a run ends its names decide, so that a
/// new subfolder moves no other run.
struct EdgeStore {
    /// Edges of trees with few; of others what stands for their runs.
    private var items = GrowingTable<TreeGraph.Edge>()
    private var runEdges = GrowingTable<TreeGraph.Edge>()
    private var runEnds = GrowingTable<Int32>()
    private var numbers = EdgeListNumbers()

    /// Trees with fewer edges are stored as they are.
    private static let leastShared = 48
    private static let greatestRun = 128

    /// What is stored, lent until the next change.
    struct View {
        let items: UnsafeBufferPointer<TreeGraph.Edge>
        fileprivate let runEdges: UnsafeBufferPointer<TreeGraph.Edge>
        fileprivate let runEnds: UnsafeBufferPointer<Int32>

        /// Whether a tree's items stand for runs.
        @inline(__always)
        func areRuns(_ range: Range<Int>) -> Bool { !range.isEmpty && items[range.lowerBound].isRun }

        /// Appends the edges that a tree's runs hold.
        func expand(_ range: Range<Int>, into edges: inout GrowingTable<TreeGraph.Edge>) {
            for item in items[range] {
                let run = Int(item.child)
                for place in (run > 0 ? Int(runEnds[run - 1]) : 0)..<Int(runEnds[run]) { edges.append(runEdges[place]) }
            }
        }
    }

    var view: View { View(items: items.elements, runEdges: runEdges.elements, runEnds: runEnds.elements) }
    /// What all of it takes, spare room aside.
    var byteCount: Int {
        (items.count + runEdges.count) * MemoryLayout<TreeGraph.Edge>.stride + runEnds.count * 4 + numbers.count * 20
    }
    /// Where the next tree's items begin.
    var end: Int { items.count }

    mutating func append(_ edges: UnsafeBufferPointer<TreeGraph.Edge>) {
        guard edges.count >= Self.leastShared else {
            for edge in edges { items.append(edge) }
            return
        }
        var start = 0
        for index in edges.indices {
            let isLast = index + 1 == edges.count || index + 1 - start == Self.greatestRun
            guard isLast || Self.endsRun(edges[index]) else { continue }
            let run = number(of: UnsafeBufferPointer(rebasing: edges[start...index]))
            items.append(TreeGraph.Edge(run: run))
            start = index + 1
        }
    }

    /// One name in thirty-two.
    private static func endsRun(_ edge: TreeGraph.Edge) -> Bool {
        (UInt32(bitPattern: edge.name) &* 0x9E37_79B1) >> 27 == 0
    }

    private mutating func number(of run: UnsafeBufferPointer<TreeGraph.Edge>) -> Int32 {
        let hash = numbers.hash(of: run)
        if let number = numbers.number(of: hash, where: { isEqual($0, run) }) { return number }
        for edge in run { runEdges.append(edge) }
        runEnds.append(Int32(truncatingIfNeeded: runEdges.count))
        return numbers.add(hash)
    }

    private func isEqual(_ number: Int, _ run: UnsafeBufferPointer<TreeGraph.Edge>) -> Bool {
        let start = number > 0 ? Int(runEnds[number - 1]) : 0
        guard Int(runEnds[number]) - start == run.count else { return false }
        return run.indices.allSatisfy { runEdges[start + $0] == run[$0] }
    }

    func deallocate() {
        items.deallocate()
        runEdges.deallocate()
        runEnds.deallocate()
    }
}
