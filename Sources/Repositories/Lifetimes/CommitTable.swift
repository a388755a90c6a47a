package import Model

/// All commits of a catalog with their parents and root trees, and the tags that name them.
package struct CommitTable: Sendable {
    /// A commit in numbers: those of the catalog, and indices of this table.
    package struct Commit: Sendable {
        /// Number in the catalog.
        package let number: Int32
        /// Number of the root tree; `TreeGraph.unknown` if it is missing.
        package let tree: Int32
        /// Indices of parents in this table; absent ones are left out.
        package let parents: [Int32]
        /// Whether some were left out; what a shallow clone leaves out on purpose does not count.
        package let hasAbsentParent: Bool
        /// Committer date, seconds since 1970.
        package let time: Int64
    }

    /// In the order of their numbers in the catalog.
    package let commits: [Commit]
    /// Parents and trees that commits name and the catalog does not have.
    package let missing: [(id: ObjectID, namedBy: ObjectID)]
    /// What tags name and the catalog does not have.
    package let missingTagTargets: [(id: ObjectID, namedBy: ObjectID)]
    /// Commits that name no tree and tags that name nothing, sorted.
    package let unlinked: [ObjectID]
    /// By number in the catalog: one more than the index, 0 for what is no commit.
    private let indices: ContiguousArray<Int32>
    private let tagTargets: [ObjectID: ObjectID]

    /// Collected by one worker.
    package struct Builder: Sendable {
        fileprivate struct Raw: Sendable {
            let number: Int32
            let tree: ObjectID?
            let parents: [ObjectID]
            let time: Int64

            func prefetch(from catalog: ObjectCatalog) {
                if let tree { catalog.prefetch(tree) }
                for parent in parents { catalog.prefetch(parent) }
            }
        }
        fileprivate var raw: [Raw] = []
        fileprivate var tags: [ObjectID: ObjectID] = [:]
        fileprivate var emptyTags: [ObjectID] = []

        package init() {}

        /// - Parameter content: the bytes that `commit` was taken from.
        package mutating func add(_ commit: CommitObject, number: Int, content: UnsafeRawBufferPointer) {
            let line = UnsafeRawBufferPointer(rebasing: content[commit.committer.start..<commit.committer.end])
            raw.append(
                Raw(
                    number: Int32(number), tree: commit.tree, parents: commit.parents,
                    time: Signature.seconds(in: line) ?? Signature(line).time.seconds))
        }

        /// A commit as a commit-graph has it.
        package mutating func add(_ commit: CommitGraph.Commit, number: Int) {
            raw.append(Raw(number: Int32(number), tree: commit.tree, parents: commit.parents, time: commit.time))
        }

        /// A tag that names nothing is kept for `unlinked`.
        package mutating func add(_ tag: TagObject, id: ObjectID) {
            if let target = tag.target { tags[id] = target } else { emptyTags.append(id) }
        }
    }

    private static let prefetchedCommits = 8

    /// - Parameter grafts: commits at which a shallow clone ends; their parents are absent on purpose.
    package init(_ builders: [Builder], catalog: ObjectCatalog, grafts: Set<ObjectID>) {
        let all = builders.flatMap(\.raw)
        var indices = ContiguousArray<Int32>(repeating: 0, count: catalog.count)
        for (place, commit) in all.enumerated() { indices[Int(commit.number)] = Int32(place) + 1 }
        // In the order of their numbers.
        var raw: [Builder.Raw] = []
        raw.reserveCapacity(all.count)
        for number in indices.indices where indices[number] > 0 {
            raw.append(all[Int(indices[number]) - 1])
            indices[number] = Int32(raw.count)
        }
        var missing: [(id: ObjectID, namedBy: ObjectID)] = []
        var unlinked = builders.flatMap(\.emptyTags)
        var commits: [Commit] = []
        commits.reserveCapacity(raw.count)
        for (index, commit) in raw.enumerated() {
            // The names are looked up at random places, which are fetched before.
            if index + Self.prefetchedCommits < raw.count {
                raw[index + Self.prefetchedCommits].prefetch(from: catalog)
            }
            let id = catalog.id(of: Int(commit.number))
            let isGraft = grafts.contains(id)
            var parents: [Int32] = []
            for parent in commit.parents where !isGraft {
                if let number = catalog.number(of: parent), indices[number] > 0 {
                    parents.append(indices[number] - 1)
                } else {
                    missing.append((parent, id))
                }
            }
            let tree = commit.tree.flatMap { catalog.number(of: $0) }
            if let name = commit.tree {
                if tree == nil { missing.append((name, id)) }
            } else {
                unlinked.append(id)
            }
            commits.append(
                Commit(
                    number: commit.number, tree: tree.map(Int32.init) ?? TreeGraph.unknown, parents: parents,
                    hasAbsentParent: !isGraft && parents.count < commit.parents.count, time: commit.time))
        }
        self.commits = commits
        self.indices = indices
        self.missing = missing
        self.unlinked = unlinked.sorted()
        let tags = builders.reduce(into: [:]) { $0.merge($1.tags) { first, _ in first } }
        missingTagTargets = tags.filter { catalog.number(of: $0.value) == nil }.map { ($0.value, $0.key) }
        tagTargets = tags
    }

    /// Names of all tags that name something.
    var tags: some Sequence<ObjectID> { tagTargets.keys }

    /// Index of a commit, through annotated tags; nil if the object is no commit of the catalog.
    package func index(of id: ObjectID, in catalog: ObjectCatalog) -> Int? {
        guard let number = catalog.number(of: peeled(id)) else { return nil }
        return index(ofNumber: number).map(Int.init)
    }

    /// What a tag names in the end, through tags of tags; any other object is itself.
    package func peeled(_ id: ObjectID) -> ObjectID {
        var id = id
        // A circle of tags cannot be made without breaking SHA-1, so a bound is enough.
        for _ in 0..<64 {
            guard let target = tagTargets[id] else { break }
            id = target
        }
        return id
    }

    /// Index of the commit with this number in the catalog; nil if it is none.
    package func index(ofNumber number: Int) -> Int32? { indices[number] > 0 ? indices[number] - 1 : nil }

    /// Which commits can be reached from `tips` by way of parents.
    package func reachable(from tips: some Sequence<Int>) -> [Bool] {
        var isReached = [Bool](repeating: false, count: commits.count)
        var pending: [Int] = []
        for tip in tips where !isReached[tip] {
            isReached[tip] = true
            pending.append(tip)
        }
        while let index = pending.popLast() {
            for parent in commits[index].parents where !isReached[Int(parent)] {
                isReached[Int(parent)] = true
                pending.append(Int(parent))
            }
        }
        return isReached
    }
}
