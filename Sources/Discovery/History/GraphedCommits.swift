internal import Model
internal import Repositories

/// Commits whose links a commit-graph tells, so that they need not be read for them.
struct GraphedCommits {
    private(set) var builder: CommitTable.Builder
    /// Their numbers in the catalog; nil for none.
    let known: NumberSet?

    /// Dates that Git cannot have written into the graph as they stand in the commit: none, and what its 34 bits or our
    /// reader of dates might take for another.
    private static let trustedTimes: Range<Int64> = 1..<(1 << 33)

    /// - Parameter grafts: of a shallow clone, in which a graph, were there one, would not tell what is there.
    init(_ catalog: ObjectCatalog, grafts: Set<ObjectID>) {
        builder = CommitTable.Builder(catalog)
        var known = NumberSet(count: catalog.count)
        var isEmpty = true
        if grafts.isEmpty {
            for folder in catalog.folders {
                guard let graph = CommitGraph(objectFolder: folder, catalog.format) else { continue }
                for commit in graph.commits where Self.trustedTimes.contains(commit.time) {
                    // A graph may know commits that are gone, and graphs of several folders the same ones.
                    guard let number = catalog.number(of: commit.id), !known.contains(number) else { continue }
                    known.insert(number)
                    isEmpty = false
                    builder.add(commit, number: number)
                }
            }
        }
        self.known = isEmpty ? nil : known
    }
}
