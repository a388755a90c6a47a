internal import Model
internal import Repositories

/// What refs point at, in the order of the refs.
struct Tips: Sendable {
    /// Of refs, with `roots`.
    let names: [String]
    /// The trees that they lead to, by number; of what holds no tree anything else.
    let roots: [Int32]
    let commits: [Int]
    /// Of the refs that lead to `commits`, in their order.
    let commitNames: [String]
    /// Names of refs that lead to annotated tags, be it by way of others, by the tags.
    let tags: [ObjectID: [String]]
    let head: Int?
    let notes: [Int]
    /// Names of refs that lead to what is no commit, by what they lead to: blobs and trees can be tagged too.
    let others: [ObjectID: [String]]

    init(references: ReferenceList, table: CommitTable, catalog: ObjectCatalog) {
        var names: [String] = []
        var roots: [Int32] = []
        var commits: [Int] = []
        var commitNames: [String] = []
        var tags: [ObjectID: [String]] = [:]
        var notes: [Int] = []
        var others: [ObjectID: [String]] = [:]
        for reference in references.references {
            for tag in table.tags(from: reference.target) { tags[tag, default: []].append(reference.name) }
            guard let index = table.index(of: reference.target, in: catalog) else {
                let target = table.peeled(reference.target)
                others[target, default: []].append(reference.name)
                if let number = catalog.number(of: target) {
                    names.append(reference.name)
                    roots.append(Int32(number))
                }
                continue
            }
            names.append(reference.name)
            roots.append(table.commits[index].tree)
            commits.append(index)
            commitNames.append(reference.name)
            if reference.name.hasPrefix("refs/notes/") { notes.append(index) }
            // A stash keeps index and untracked files in its second and third parent, which no tree of it shows.
            if reference.name == "refs/stash" {
                for parent in table.parents(of: index).dropFirst() {
                    names.append(reference.name)
                    roots.append(table.commits[Int(parent)].tree)
                    commits.append(Int(parent))
                    commitNames.append(reference.name)
                }
            }
        }
        if let id = references.head, let index = table.index(of: id, in: catalog) {
            head = index
            // A detached HEAD holds its commit like a ref.
            if references.headBranch == nil {
                names.insert("HEAD", at: 0)
                roots.insert(table.commits[index].tree, at: 0)
                commits.insert(index, at: 0)
                commitNames.insert("HEAD", at: 0)
            }
        } else {
            head = nil
        }
        self.names = names
        self.roots = roots
        self.commits = commits
        self.commitNames = commitNames
        self.tags = tags
        self.notes = notes
        self.others = others
    }
}
