package import Model

/// For each credential at each path: the commits that brought it in and took it away, and the refs that hold it.
package struct Lifetimes: Sendable {
    /// A credential as the caller numbers it, with its rule and slot: only a secret of the same rule under the same key can
    /// replace it.
    package struct Holding: Hashable, Sendable {
        package let credential: Int32
        package let rule: Int32
        /// Stands for the key it is the value of; 0 where that is not known, which fits any.
        package let slot: UInt32

        package init(credential: Int32, rule: Int32, slot: UInt32 = 0) {
            self.credential = credential
            self.rule = rule
            self.slot = slot
        }
    }

    /// A credential at a path.
    package struct Place: Hashable, Sendable {
        package let credential: Int32
        /// Number in `paths`.
        package let path: Int32
    }

    /// A commit that holds a credential no more, where a parent does. By its index in the commit table.
    package struct Removed: Hashable, Sendable {
        package let commit: Int32
        /// Credential that stands there instead.
        package let replacedBy: Int32?
    }

    /// How a credential came to a path and went.
    package struct History: Sendable {
        /// Indices in the commit table.
        package var introduced: [Int32] = []
        package var removed: [Removed] = []
        /// Ranks of the tips that hold it, best first, at most `namedTips`.
        package var tips: [Int32] = []
        /// With those that `tips` leaves out.
        package var tipCount = 0
        /// Blobs in which it stands or stood at this path.
        package var blobs: Set<Int32> = []
        /// The blob at HEAD.
        package var headBlob: Int32?
        /// Held by a tree that no commit names.
        package var isInLooseTree = false
        /// A commit holds it of which a parent is not known: nobody can say whether that one brought it in.
        package var mayBeOlder = false
        /// A commit holds it that has a child whose tree is not known: nobody can say whether that one took it away.
        package var mayHaveGone = false

        /// Whether commits have it that no known parent had.
        package var begins: Bool { !introduced.isEmpty || mayBeOlder }
    }

    /// How many tips are named for a place; the rest are counted.
    package static let namedTips = 50

    /// Every credential at every path where it stands or stood.
    package let histories: [Place: History]
    /// Paths as bytes.
    package let paths: PathTable

    /// - Parameters:
    ///   - holdings: per blob number, what stands in it, in order of place.
    ///   - roots: trees that refs lead to, by falling importance; `rank` in the result is the place in this list.
    ///   - head: the commit HEAD names.
    ///   - selection: whether a commit's changes are asked for; nil for all.
    ///   - cancellation: once it is set, what is known by then is all there is.
    package init(
        graph: TreeGraph, commits: CommitTable, holdings: [Int32: [Holding]], roots: [Int32], head: Int?,
        selection: [Bool]? = nil, jobs: Int, cancellation: CancellationFlag = CancellationFlag()
    ) {
        let holdings = HoldingLists(holdings)
        // Each worker has tables of its own, so few long parts are better than many short ones.
        let commitParts = Self.parts(of: commits.commits.count, count: jobs * 4)
        let tipParts = Self.parts(of: roots.count, count: jobs * 2)
        let chunks = mapConcurrently(commitParts.count + tipParts.count, jobs: jobs) { number in
            var chunk = LifetimeChunk(graph: graph, holdings: holdings)
            if number < commitParts.count {
                chunk.follow(commitParts[number], of: commits, selection: selection, cancellation)
            } else {
                chunk.attach(tipParts[number - commitParts.count], of: roots, cancellation)
            }
            return chunk
        }
        var rest = LifetimeChunk(graph: graph, holdings: holdings)
        if selection == nil {
            let highest = max(graph.topTrees.last ?? 0, commits.commits.map(\.tree).max() ?? 0)
            let named = NumberSet(commits.commits.lazy.map(\.tree).filter { $0 >= 0 }, count: Int(highest) + 1)
            for tree in graph.topTrees where !named.contains(Int(tree)) { rest.hold(looseTree: tree) }
            // A ref can lead to a part of a commit's tree, which has paths of its own.
            for tree in Set(roots).sorted() where tree > highest || tree >= 0 && !named.contains(Int(tree)) {
                rest.hold(looseTree: tree)
            }
        }
        if let head { rest.hold(head: commits.commits[head].tree) }
        var joined = Joined()
        for chunk in chunks.prefix(commitParts.count) + [rest] { joined.take(chunk, isNews: true) }
        // Only what the commits asked for tell of is told; tips of other places are nobody's business.
        for chunk in chunks.dropFirst(commitParts.count) { joined.take(chunk, isNews: false) }
        histories = joined.histories
        paths = joined.paths
    }

    private static func parts(of count: Int, count parts: Int) -> [Range<Int>] {
        let size = max(64, (count + parts - 1) / max(1, parts))
        return stride(from: 0, to: count, by: size).map { $0..<min(count, $0 + size) }
    }

    /// The chunks' findings under common numbers.
    private struct Joined {
        var histories: [Place: History] = [:]
        var paths = PathTable()

        /// - Parameter isNews: whether places that are not known yet count.
        mutating func take(_ chunk: LifetimeChunk, isNews: Bool) {
            let numbers = paths.take(chunk.paths)
            for (key, own) in zip(chunk.places.keys, chunk.histories) {
                let (credential, path) = KeyNumbering.parts(of: key)
                let place = Place(credential: credential, path: path < 0 ? path : numbers[Int(path)])
                if histories[place] == nil, isNews {
                    histories[place] = own
                } else {
                    histories[place]?.append(own)
                }
            }
        }
    }
}

extension Lifetimes.History {
    /// Adds what a later part of the commits and tips tells.
    fileprivate mutating func append(_ later: Self) {
        introduced += later.introduced
        removed += later.removed
        tips += later.tips.prefix(max(0, Lifetimes.namedTips - tips.count))
        tipCount += later.tipCount
        blobs.formUnion(later.blobs)
        headBlob = later.headBlob ?? headBlob
        isInLooseTree = isInLooseTree || later.isInLooseTree
        mayBeOlder = mayBeOlder || later.mayBeOlder
        mayHaveGone = mayHaveGone || later.mayHaveGone
    }
}
