package import Model

/// All commits of a catalog with their parents and root trees, and the tags that name them.
package struct CommitTable: Sendable {
    /// A commit in numbers: those of the catalog.
    package struct Commit: Sendable {
        /// Number in the catalog.
        package let number: Int32
        /// Number of the root tree; `TreeGraph.unknown` if it is missing.
        package let tree: Int32
        /// Committer date, seconds since 1970.
        package let time: Int64
        /// Where its parents end in `allParents`.
        fileprivate let parentsEnd: Int32
        /// Whether some parents were left out; what a shallow clone leaves out on purpose does not count.
        package let hasAbsentParent: Bool
    }

    /// In the order of their numbers in the catalog.
    package let commits: ContiguousArray<Commit>
    /// The commits' parents, one commit's after the other's, by their indices in this table.
    private let allParents: ContiguousArray<Int32>
    /// Parents and trees that commits name and the catalog does not have.
    package let missing: [(id: ObjectID, namedBy: ObjectID)]
    /// What tags name and the catalog does not have.
    package let missingTagTargets: [(id: ObjectID, namedBy: ObjectID)]
    /// Commits that name no tree and tags that name nothing, sorted.
    package let unlinked: [ObjectID]
    /// Of commits by their numbers in the catalog.
    private let indices: NumberRanks
    private let tagTargets: [ObjectID: ObjectID]

    /// Collected by one worker.
    package struct Builder: Sendable {
        fileprivate struct Raw: Sendable {
            let number: Int32
            /// Number of what it names as its tree; `TreeGraph.unknown` if that is missing.
            let tree: Int32
            let time: Int64
            /// Where its parents end in `parents`.
            let parentsEnd: Int32
        }

        /// A commit whose links are still to be looked up.
        private struct Unresolved: Sendable {
            let number: Int32
            let tree: ObjectID?
            let parents: [ObjectID]
            let time: Int64
        }

        private let catalog: ObjectCatalog
        private var unresolved: [Unresolved] = []
        /// Links are looked up at random places in memory, which are fetched before.
        private static let mostUnresolved = 16
        fileprivate private(set) var raw: ContiguousArray<Raw> = []
        /// Numbers in the catalog; -1 for what is missing.
        fileprivate private(set) var parents: ContiguousArray<Int32> = []
        /// Trees and parents that the catalog does not have, with the commit.
        fileprivate private(set) var missing: [(id: ObjectID, commit: Int32)] = []
        fileprivate private(set) var withoutTree: [Int32] = []
        fileprivate private(set) var tags: [ObjectID: ObjectID] = [:]
        fileprivate private(set) var emptyTags: [ObjectID] = []

        package init(_ catalog: ObjectCatalog) { self.catalog = catalog }

        /// - Parameter content: the bytes that `commit` was taken from.
        package mutating func add(_ commit: CommitObject, number: Int, content: UnsafeRawBufferPointer) {
            let line = UnsafeRawBufferPointer(rebasing: content[commit.committer.start..<commit.committer.end])
            let time = Signature.seconds(in: line) ?? Signature(line).time.seconds
            add(number, tree: commit.tree, parents: commit.parents, time: time)
        }

        /// A commit as a commit-graph has it.
        package mutating func add(_ commit: CommitGraph.Commit, number: Int) {
            add(number, tree: commit.tree, parents: commit.parents, time: commit.time)
        }

        private mutating func add(_ number: Int, tree: ObjectID?, parents: [ObjectID], time: Int64) {
            if let tree { catalog.prefetch(tree) }
            for parent in parents { catalog.prefetch(parent) }
            unresolved.append(
                Unresolved(number: Int32(truncatingIfNeeded: number), tree: tree, parents: parents, time: time))
            if unresolved.count == Self.mostUnresolved { resolve() }
        }

        fileprivate func parents(ofCommitAt place: Int) -> Range<Int> {
            (place > 0 ? Int(raw[place - 1].parentsEnd) : 0)..<Int(raw[place].parentsEnd)
        }

        /// Looks up the links of what was added last.
        fileprivate mutating func resolve() {
            for commit in unresolved {
                for parent in commit.parents { parents.append(look(for: parent, namedBy: commit.number)) }
                if commit.tree == nil { withoutTree.append(commit.number) }
                let tree = commit.tree.map { look(for: $0, namedBy: commit.number) } ?? -1
                raw.append(
                    Raw(
                        number: commit.number, tree: tree < 0 ? TreeGraph.unknown : tree, time: commit.time,
                        parentsEnd: Int32(truncatingIfNeeded: parents.count)))
            }
            unresolved.removeAll(keepingCapacity: true)
        }

        private mutating func look(for id: ObjectID, namedBy commit: Int32) -> Int32 {
            if let number = catalog.number(of: id) { return Int32(truncatingIfNeeded: number) }
            missing.append((id, commit))
            return -1
        }

        /// A tag that names nothing is kept for `unlinked`.
        package mutating func add(_ tag: TagObject, id: ObjectID) {
            if let target = tag.target { tags[id] = target } else { emptyTags.append(id) }
        }
    }

    /// Where a commit lies in what its builder has.
    private struct Source {
        let builder: Int32
        let place: Int32
    }

    /// - Parameter grafts: commits at which a shallow clone ends; their parents are absent on purpose.
    package init(_ builders: consuming [Builder], catalog: ObjectCatalog, grafts: Set<ObjectID>) {
        for index in builders.indices { builders[index].resolve() }
        let indices = NumberRanks(builders.lazy.flatMap { $0.raw.lazy.map(\.number) }, count: catalog.count)
        var sources = ContiguousArray(repeating: Source(builder: 0, place: 0), count: indices.count)
        for (number, builder) in builders.enumerated() {
            for (place, commit) in builder.raw.enumerated() {
                guard let index = indices.rank(of: Int(commit.number)) else { continue }
                sources[Int(index)] = Source(
                    builder: Int32(truncatingIfNeeded: number), place: Int32(truncatingIfNeeded: place))
            }
        }
        let grafted = Set(grafts.lazy.compactMap { catalog.number(of: $0) }.map { Int32(truncatingIfNeeded: $0) })
        let absent = Dictionary(grouping: builders.flatMap(\.missing), by: \.commit)
        var missing: [(id: ObjectID, namedBy: ObjectID)] = []
        var commits: ContiguousArray<Commit> = []
        commits.reserveCapacity(sources.count)
        var allParents: ContiguousArray<Int32> = []
        allParents.reserveCapacity(builders.reduce(0) { $0 + $1.parents.count })
        for source in sources {
            let builder = builders[Int(source.builder)]
            let raw = builder.raw[Int(source.place)]
            let named = builder.parents[builder.parents(ofCommitAt: Int(source.place))]
            let isGraft = grafted.contains(raw.number)
            let first = allParents.count
            // In the order in which the commit names them.
            var absent = absent[raw.number]?.makeIterator()
            for parent in named {
                let absentID = parent < 0 ? absent?.next()?.id : nil
                if isGraft { continue }
                if parent >= 0, let index = indices.rank(of: Int(parent)) {
                    allParents.append(index)
                } else {
                    missing.append((absentID ?? catalog.id(of: Int(parent)), catalog.id(of: Int(raw.number))))
                }
            }
            if let tree = absent?.next()?.id { missing.append((tree, catalog.id(of: Int(raw.number)))) }
            commits.append(
                Commit(
                    number: raw.number, tree: raw.tree, time: raw.time,
                    parentsEnd: Int32(truncatingIfNeeded: allParents.count),
                    hasAbsentParent: !isGraft && allParents.count - first < named.count))
        }
        self.commits = commits
        self.allParents = allParents
        self.indices = indices
        self.missing = missing
        let treeless = builders.flatMap(\.withoutTree).map { catalog.id(of: Int($0)) }
        unlinked = (treeless + builders.flatMap(\.emptyTags)).sorted()
        let tags = builders.reduce(into: [:]) { $0.merge($1.tags) { first, _ in first } }
        missingTagTargets = tags.filter { catalog.number(of: $0.value) == nil }.map { ($0.value, $0.key) }
        tagTargets = tags
    }

    /// Indices of a commit's parents; absent ones are left out.
    package func parents(of index: Int) -> ArraySlice<Int32> {
        allParents[(index > 0 ? Int(commits[index - 1].parentsEnd) : 0)..<Int(commits[index].parentsEnd)]
    }

    /// Names of all tags that name something.
    var tags: some Sequence<ObjectID> { tagTargets.keys }

    /// Index of a commit, through annotated tags; nil if the object is no commit of the catalog.
    package func index(of id: ObjectID, in catalog: ObjectCatalog) -> Int? {
        guard let number = catalog.number(of: peeled(id)) else { return nil }
        return index(ofNumber: number).map(Int.init)
    }

    /// The annotated tags that lead from an object to the first one that is none; nothing for what is no tag.
    package func tags(from id: ObjectID) -> [ObjectID] {
        var tags: [ObjectID] = []
        var id = id
        while tags.count < 64, let target = tagTargets[id] {
            tags.append(id)
            id = target
        }
        return tags
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
    package func index(ofNumber number: Int) -> Int32? { indices.rank(of: number) }

    /// Which commits can be reached from `tips` by way of parents.
    package func reachable(from tips: some Sequence<Int>) -> [Bool] {
        var isReached = [Bool](repeating: false, count: commits.count)
        var pending: [Int] = []
        for tip in tips where !isReached[tip] {
            isReached[tip] = true
            pending.append(tip)
        }
        while let index = pending.popLast() {
            for parent in parents(of: index) where !isReached[Int(parent)] {
                isReached[Int(parent)] = true
                pending.append(Int(parent))
            }
        }
        return isReached
    }
}
