internal import Model
private import Dispatch

/// Which objects a walk begins with. Those that build on each other follow their base, whichever it is.
package enum WalkOrder: Sendable {
    /// What most builds on, so that all workers have something to do until the end.
    case heaviest
    /// What least builds on. Of trees those are the subfolders, so that most of them come before what names them: of a
    /// folder there are more versions the more is in it.
    case lightest
}

extension ObjectCatalog {
    /// Presents every object of `kind` once (repeats apart, see `WalkedObject`), on `jobs` threads, bases before deltas.
    ///
    /// Each pack entry is inflated exactly once. Of an object whose entry cannot be read another copy is looked for.
    /// - Parameters:
    ///   - known: objects that need not be presented; nil for none.
    ///   - order: which come first.
    /// - Returns: the visitors, one a worker.
    package func walk<Visitor: ObjectVisitor>(
        _ kind: ObjectKind, besides known: NumberSet? = nil, from order: WalkOrder = .heaviest, jobs: Int,
        progress: WalkProgress, makeVisitor: @Sendable () -> Visitor
    ) -> [Visitor] {
        let pruning = known.map { WalkPruning(catalog: self, known: $0) }
        let shared = WalkQueue(
            roots: roots(of: kind, from: order).filter { pruning?.isNeeded(place: $0.place, entry: $0.entry) ?? true })
        let count = max(1, jobs)
        return [Visitor](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            // Safe: each iteration initialises its own element, and nobody reads before all have finished.
            nonisolated(unsafe) let slots = buffer
            DispatchQueue.concurrentPerform(iterations: count) { number in
                let visitor = makeVisitor()
                var worker = WalkWorker(
                    catalog: self, kind: kind, visitor: visitor, queue: shared, pruning: pruning, progress: progress)
                worker.run()
                visitor.finish()
                slots.initializeElement(at: number, to: visitor)
            }
            initializedCount = count
        }
    }

    /// Where the walk begins: whole entries of the kind, entries no base leads to; then loose objects.
    private func roots(of kind: ObjectKind, from order: WalkOrder) -> [WalkRoot] {
        var roots: [WalkRoot] = []
        for (place, pack) in packs.enumerated() {
            for entry in 0..<pack.count where pack.base(entry) < 0 && pack.kind(entry) == kind {
                roots.append(WalkRoot(place: place, entry: entry, weight: pack.weight(entry)))
            }
            for entry in pack.orphans { roots.append(WalkRoot(place: place, entry: Int(entry), weight: 0)) }
        }
        switch order {
        case .heaviest: roots.sort { $0.weight > $1.weight }
        case .lightest: roots.sort { $0.weight < $1.weight }
        }
        for (place, folder) in loose.enumerated() {
            for entry in folder.names.indices {
                if packs.contains(where: { $0.position(of: folder.names[entry]) != nil }) { continue }
                if loose[..<place].contains(where: { $0.position(of: folder.names[entry]) != nil }) { continue }
                roots.append(WalkRoot(place: packs.count + place, entry: entry, weight: 0))
            }
        }
        return roots
    }
}
