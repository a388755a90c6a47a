internal import Model

/// Trees of a catalog that were read, for `TreeGraph`.
package struct ReadTrees {
    /// One a worker and walk.
    package internal(set) var visitors: [TreeVisitor]
    let lists: TreeLists

    /// Frees what no graph will be made of any more.
    package func release() { lists.removeAll() }
}

extension ObjectCatalog {
    /// Reads all trees.
    /// - Parameters:
    ///   - named: see `TreeVisitor`.
    ///   - notesFiles: likewise.
    ///   - isOfInterest: whether the blob of this number belongs to the set that the graph is about.
    ///   - takes: whether it does under the name of an entry; asked for those alone.
    package func readTrees(
        named: [[UInt8]: Int32] = [:], notesFiles: Bool = false, jobs: Int, progress: WalkProgress,
        isOfInterest: @escaping @Sendable (Int) -> Bool,
        takes: @escaping @Sendable (Int, ArraySlice<UInt8>) -> Bool = { _, _ in true }
    ) -> ReadTrees {
        let lists = TreeLists(objectCount: count, sharesSubtrees: true)
        let visitors = walk(.tree, from: .lightest, jobs: jobs, progress: progress) {
            TreeVisitor(
                catalog: self, lists: lists, named: named, notesFiles: notesFiles, isOfInterest: isOfInterest,
                takes: takes)
        }
        return ReadTrees(visitors: visitors, lists: lists)
    }
}
