package import Model

/// All commits of a catalog with their parents and root trees, and the tags that name them.
package struct CommitTable: Sendable {
    package struct Commit: Sendable {
        /// Number in the catalog.
        package let number: Int32
        /// Number of the root tree; -1 if it is missing.
        package let tree: Int32
        /// Indices of parents in this table; absent ones are left out.
        package let parents: [Int32]
        /// Committer date, seconds since 1970.
        package let time: Int64
    }

    package let commits: [Commit]
    /// Parents and trees that commits name and the catalog does not have.
    package let missing: [(id: ObjectID, namedBy: ObjectID)]
    private let indices: [Int32: Int32]
    private let tagTargets: [ObjectID: ObjectID]

    /// Collected by one worker.
    package struct Builder: Sendable {
        fileprivate struct Raw: Sendable {
            let number: Int32
            let tree: ObjectID?
            let parents: [ObjectID]
            let time: Int64
        }
        fileprivate var raw: [Raw] = []
        fileprivate var tags: [ObjectID: ObjectID] = [:]

        package init() {}

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

        package mutating func add(_ tag: TagObject, id: ObjectID) { tags[id] = tag.target }
    }

    /// - Parameter grafts: commits at which a shallow clone ends; their parents are absent on purpose.
    package init(_ builders: [Builder], catalog: ObjectCatalog, grafts: Set<ObjectID>) {
        let raw = builders.flatMap(\.raw).sorted { $0.number < $1.number }
        var indices: [Int32: Int32] = [:]
        indices.reserveCapacity(raw.count)
        for (index, commit) in raw.enumerated() { indices[commit.number] = Int32(index) }
        var missing: [(id: ObjectID, namedBy: ObjectID)] = []
        commits = raw.map { commit in
            let id = catalog.id(of: Int(commit.number))
            let isGraft = grafts.contains(id)
            let parents = commit.parents.compactMap { parent -> Int32? in
                if isGraft { return nil }
                if let number = catalog.number(of: parent), let index = indices[Int32(number)] { return index }
                missing.append((parent, id))
                return nil
            }
            let tree = commit.tree.flatMap { catalog.number(of: $0) }
            if tree == nil, let name = commit.tree { missing.append((name, id)) }
            return Commit(number: commit.number, tree: tree.map(Int32.init) ?? -1, parents: parents, time: commit.time)
        }
        self.indices = indices
        self.missing = missing
        tagTargets = builders.reduce(into: [:]) { $0.merge($1.tags) { first, _ in first } }
    }

    /// Index of a commit, through annotated tags; nil if the object is no commit of the catalog.
    package func index(of id: ObjectID, in catalog: ObjectCatalog) -> Int? {
        guard let number = catalog.number(of: peeled(id)) else { return nil }
        return indices[Int32(number)].map(Int.init)
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
    package func index(ofNumber number: Int) -> Int32? { indices[Int32(number)] }

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
