package import Model

/// Objects that are there and are not what something names them as: what would stand in them under some path does not.
package enum WrongKinds {
    /// An object that is of another kind than something names it as.
    package struct Fault {
        package let id: ObjectID
        package let namedAs: ObjectKind
        package let kind: ObjectKind
    }

    /// - Parameters:
    ///   - selection: whether a commit is asked for; nil for all.
    ///   - files: what trees name as files, where the visitors have not noted that.
    /// - Returns: sorted by name.
    package static func find(
        by visitors: [TreeVisitor], graph: TreeGraph, commits table: CommitTable, selection: [Bool]? = nil,
        files: Set<Int32> = [], in catalog: ObjectCatalog
    ) -> [Fault] {
        var trees = graph.unread
        for (index, commit) in table.commits.enumerated()
        where commit.tree >= 0 && graph.isUnknown(commit.tree) && selection?[index] ?? true {
            trees.insert(commit.tree)
        }
        let files = files.union(noted(by: visitors, graph, table, catalog))
        let commits = visitors.reduce(into: Set()) { $0.formUnion($1.ownSubmodules) }
        let faults =
            faults(trees, namedAs: .tree, catalog) + faults(files, namedAs: .blob, catalog)
            + faults(commits, namedAs: .commit, catalog)
        return faults.sorted { $0.id != $1.id ? $0.id < $1.id : $0.namedAs.rawValue < $1.namedAs.rawValue }
    }

    private static func faults(_ numbers: Set<Int32>, namedAs named: ObjectKind, _ catalog: ObjectCatalog) -> [Fault] {
        numbers.compactMap { number -> Fault? in
            // What cannot be read is in coverage for that.
            guard let kind = catalog.kind(of: Int(number)), kind != named else { return nil }
            return Fault(id: catalog.id(of: Int(number)), namedAs: named, kind: kind)
        }
    }

    /// All that is known not to be a file and is named as one.
    private static func noted(
        by visitors: [TreeVisitor], _ graph: TreeGraph, _ table: CommitTable, _ catalog: ObjectCatalog
    ) -> Set<Int32> {
        let sets = visitors.compactMap(\.otherFiles)
        if sets.isEmpty { return [] }
        var found: Set<Int32> = []
        func look(at number: Int32) {
            if sets.contains(where: { $0.contains(Int(number)) }) { found.insert(number) }
        }
        for number in 0..<Int32(truncatingIfNeeded: catalog.count) where !graph.isUnknown(number) { look(at: number) }
        for commit in table.commits { look(at: commit.number) }
        for tag in table.tags { if let number = catalog.number(of: tag) { look(at: Int32(number)) } }
        return found
    }
}
