internal import Model
internal import Repositories

/// The commits of a repository and the refs that lead to them.
struct ReadHistory: Sendable {
    let catalog: ObjectCatalog
    let table: CommitTable
    let tips: Tips
    let lookup: CommitLookup
    let isShallow: Bool

    init(_ builders: [CommitTable.Builder], references: ReferenceList, catalog: ObjectCatalog, grafts: Set<ObjectID>) {
        self.catalog = catalog
        table = CommitTable(builders, catalog: catalog, grafts: grafts)
        tips = Tips(references: references, table: table, catalog: catalog)
        lookup = CommitLookup(table: table, catalog: catalog, isReachable: table.reachable(from: tips.commits))
        isShallow = !grafts.isEmpty
    }
}

/// The commits that refs point at, in the order of the refs.
struct Tips: Sendable {
    let names: [String]
    let commits: [Int]
    let head: Int?
    let notes: [Int]
    /// Names of refs that lead to what is no commit, by what they lead to: blobs and trees can be tagged too.
    let others: [ObjectID: [String]]

    init(references: ReferenceList, table: CommitTable, catalog: ObjectCatalog) {
        var names: [String] = []
        var commits: [Int] = []
        var notes: [Int] = []
        var others: [ObjectID: [String]] = [:]
        for reference in references.references {
            guard let index = table.index(of: reference.target, in: catalog) else {
                others[table.peeled(reference.target), default: []].append(reference.name)
                continue
            }
            names.append(reference.name)
            commits.append(index)
            if reference.name.hasPrefix("refs/notes/") { notes.append(index) }
            // A stash keeps index and untracked files in its second and third parent, which no tree of it shows.
            if reference.name == "refs/stash" {
                for parent in table.commits[index].parents.dropFirst() {
                    names.append(reference.name)
                    commits.append(Int(parent))
                }
            }
        }
        if let id = references.head, let index = table.index(of: id, in: catalog) {
            head = index
            // A detached HEAD holds its commit like a ref.
            if references.headBranch == nil {
                names.insert("HEAD", at: 0)
                commits.insert(index, at: 0)
            }
        } else {
            head = nil
        }
        self.names = names
        self.commits = commits
        self.notes = notes
        self.others = others
    }
}
