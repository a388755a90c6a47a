package import Model

/// The commits that some tips reach and some others do not: what a push brings in.
package struct CommitRange {
    /// A commit that is brought in.
    package struct Commit: Sendable {
        package let id: ObjectID
        package let parents: [ObjectID]
        /// The raw object.
        package let content: [UInt8]
    }

    /// A tree or a blob that a ref names, or a tag that it names.
    package struct Other: Sendable {
        package let id: ObjectID
        package let kind: ObjectKind
        /// What the ref names.
        package let tip: ObjectID
    }

    /// Oldest first.
    package private(set) var commits: [Commit] = []
    /// Commits that are named and absent, at which a shallow or partial clone ends.
    package private(set) var missing: [ObjectID] = []
    /// What tips lead to and is no commit.
    package private(set) var others: [Other] = []

    /// Walks from both sides, latest commits first, until nothing is left but what both reach.
    ///
    /// libgit2's own walk stops at the first absent parent, and shallow clones have many.
    /// - Parameter grafts: commits whose parents are absent on purpose.
    package init(
        from tips: [ObjectID], without known: [ObjectID], in database: borrowing ObjectDatabase, grafts: Set<ObjectID>
    ) {
        var walk = Walk(grafts: grafts)
        for tip in known { walk.visit(tip, isKnown: true, in: database) }
        let knownOthers = Set(walk.others.map(\.id))
        walk.others = []
        for tip in tips {
            walk.tip = tip
            walk.visit(tip, isKnown: false, in: database)
        }
        others = walk.others.filter { !knownOthers.contains($0.id) }
        while let id = walk.next() { walk.expand(id, in: database) }
        commits = walk.wanted
        missing = walk.missing.sorted()
    }

    private struct Node {
        var isKnown: Bool
        let parents: [ObjectID]
        let time: Int64
        let content: [UInt8]
        var isExpanded = false
    }

    private struct Walk {
        let grafts: Set<ObjectID>
        var nodes: [ObjectID: Node] = [:]
        var missing: Set<ObjectID> = []
        var others: [Other] = []
        var tip: ObjectID?
        /// A heap by time, the latest first.
        private var heap: [(time: Int64, id: ObjectID)] = []
        /// Commits in the heap that may still be wanted; none left means that all is told.
        private var openCount = 0
        private var earliest = Int64.max
        private var slack = 256

        init(grafts: Set<ObjectID>) { self.grafts = grafts }

        mutating func visit(_ id: ObjectID, isKnown: Bool, in database: borrowing ObjectDatabase) {
            if let node = nodes[id] {
                if isKnown, !node.isKnown { markKnown(id) }
                return
            }
            guard let object = try? database.read(id) else {
                if !isKnown { missing.insert(id) }
                return
            }
            // An annotated tag stands for what it points at.
            if object.kind == .tag {
                let target = object.content.withUnsafeBytes { TagObject($0).target }
                if let target { visit(target, isKnown: isKnown, in: database) }
                return
            }
            guard object.kind == .commit else { return others.append(Other(id: id, kind: object.kind, tip: tip ?? id)) }
            let node = object.content.withUnsafeBytes { bytes in
                let commit = CommitObject(bytes)
                let committer = Signature(
                    UnsafeRawBufferPointer(rebasing: bytes[commit.committer.start..<commit.committer.end]))
                return Node(
                    isKnown: isKnown, parents: grafts.contains(id) ? [] : commit.parents, time: committer.time.seconds,
                    content: object.content)
            }
            nodes[id] = node
            push(node.time, id)
            if !isKnown { openCount += 1 }
        }

        /// Known commits are followed a little further than wanted ones: as long as they are younger than one of these,
        /// and then for some more, because clocks go wrong. What is passed over so is scanned once more than it has to be.
        mutating func next() -> ObjectID? {
            if openCount > 0 || heap.first.map({ $0.time >= earliest }) ?? false { return pop() }
            guard earliest < Int64.max, slack > 0 else { return nil }
            slack -= 1
            return pop()
        }

        mutating func expand(_ id: ObjectID, in database: borrowing ObjectDatabase) {
            guard let node = nodes[id] else { return }
            nodes[id]?.isExpanded = true
            if !node.isKnown {
                openCount -= 1
                earliest = min(earliest, node.time)
            }
            for parent in node.parents { visit(parent, isKnown: node.isKnown, in: database) }
        }

        /// Marks a commit and all that it reaches, as far as it was walked: dates lie where clocks do.
        private mutating func markKnown(_ id: ObjectID) {
            var pending = [id]
            while let id = pending.popLast() {
                guard let node = nodes[id], !node.isKnown else { continue }
                nodes[id]?.isKnown = true
                if node.isExpanded { pending += node.parents } else { openCount -= 1 }
            }
        }

        /// Parents before children.
        var wanted: [Commit] {
            var order: [Commit] = []
            var done: Set<ObjectID> = []
            for start in nodes.keys.sorted() {
                var pending = [(id: start, isLeft: false)]
                while let (id, isLeft) = pending.popLast() {
                    guard let node = nodes[id], !node.isKnown else { continue }
                    if isLeft {
                        order.append(Commit(id: id, parents: node.parents, content: node.content))
                    } else if done.insert(id).inserted {
                        pending.append((id, true))
                        pending += node.parents.map { ($0, false) }
                    }
                }
            }
            return order
        }

        private mutating func push(_ time: Int64, _ id: ObjectID) {
            heap.append((time, id))
            var child = heap.count - 1
            while child > 0, heap[(child - 1) / 2].time < heap[child].time {
                heap.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
        }

        private mutating func pop() -> ObjectID? {
            guard let first = heap.first else { return nil }
            let last = heap.removeLast()
            if !heap.isEmpty {
                heap[0] = last
                var parent = 0
                while true {
                    var child = 2 * parent + 1
                    guard child < heap.count else { break }
                    if child + 1 < heap.count, heap[child + 1].time > heap[child].time { child += 1 }
                    if heap[child].time <= heap[parent].time { break }
                    heap.swapAt(child, parent)
                    parent = child
                }
            }
            return first.id
        }
    }
}
