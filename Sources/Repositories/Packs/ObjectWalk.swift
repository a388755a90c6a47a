package import Model
package import Synchronization
private import Dispatch
#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// An object as a walk presents it.
package struct WalkedObject: Sendable {
    /// Its number in the catalog.
    package let number: Int
    package let kind: ObjectKind
    /// It was or will be presented under another number too; it is here because deltas build on it.
    package let isRepeat: Bool
    /// The caller knows it already; it is here because deltas build on it.
    package let isKnown: Bool
    /// Whether deltas build on it, so that what `visit` returns will be used.
    package let isBase: Bool
}

/// What a visitor keeps of a base for the deltas that build on it; another worker may visit those.
package protocol ObjectState: AnyObject, Sendable {}

/// Receives the objects of a walk. One visitor serves one worker.
///
/// Neither it nor the walk is generic: a walk that is specialised in no module would look up its types at every object.
package protocol ObjectVisitor: AnyObject, SendableMetatype {
    /// - Parameters:
    ///   - content: lent until the call returns.
    ///   - copies: what a delta took from the base, in order, apart from each other; empty for an object that is stored
    ///     whole.
    ///   - baseState: what the visit of the base returned; nil for an object that is stored whole.
    /// - Returns: what is to be kept for the deltas that build on this object; nil for nothing.
    func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
        baseState: (any ObjectState)?
    ) -> (any ObjectState)?

    /// An object could not be read by any way.
    func missed(_ id: ObjectID, reason: String)

    /// Objects of more bytes come as streams, where they are stored so that they can be.
    var greatestWhole: Int { get }

    /// A large object; deltas that build on it find no state.
    /// - Throws: what the stream threw. Nothing of the object is to be kept then; it may come again from another copy.
    func visit(_ object: WalkedObject, stream: any ContentStream) throws(ContentStreamFailure)

    /// An object takes more memory than it may, and cannot come as a stream.
    func exceeded(_ id: ObjectID, detail: String)

    /// Nothing more comes.
    func finish()
}

extension ObjectVisitor {
    package var greatestWhole: Int { .max }
    package func visit(_ object: WalkedObject, stream: any ContentStream) throws(ContentStreamFailure) {
        preconditionFailure("a visitor that asks for streams takes them")
    }
    package func exceeded(_ id: ObjectID, detail: String) { missed(id, reason: detail) }
    package func finish() {}
}

/// Counters that a walk advances while it runs, and the flag that ends it early.
package final class WalkProgress: Sendable {
    package let objects = Atomic(0)
    package let bytes = Atomic(0)
    package let cancellation: CancellationFlag

    package init(cancellation: CancellationFlag) { self.cancellation = cancellation }
}

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

struct WalkRoot {
    let place: Int
    let entry: Int
    let weight: Int
}

/// Bytes of a base that deltas still need; freed with its last owner.
final class ContentBuffer: @unchecked Sendable {
    // Safe: written by the worker that makes it, before it is shared; only read afterwards.
    /// `Inflater.targetSlack` bytes behind them are there too.
    let bytes: UnsafeMutableRawBufferPointer

    /// nil if there is no memory for it.
    init?(count: Int) {
        guard let start = malloc(count + Inflater.targetSlack) else { return nil }
        bytes = UnsafeMutableRawBufferPointer(start: start, count: count)
    }

    deinit { free(bytes.baseAddress) }
}

/// The base of an entry still to be visited.
enum WalkBase: Sendable {
    /// Whole entries have none, nor deltas whose base could not be read.
    case none
    case held(ContentBuffer)
    /// Given up for want of room; to be read again.
    case released
    /// So large that it came as a stream; in bytes.
    case tooLarge(Int)

    /// Bytes in memory.
    var count: Int {
        if case .held(let buffer) = self { buffer.bytes.count } else { 0 }
    }
}

/// An entry still to be visited, with the base it builds on.
struct WalkTask: Sendable {
    let place: Int
    let entry: Int
    var base: WalkBase
    let baseState: (any ObjectState)?
}

/// What the workers of a walk share: the roots, and subtrees that busy workers give to idle ones.
final class WalkQueue: Sendable {
    private let roots: [WalkRoot]
    private let cursor = Atomic(0)
    /// Workers that may still offer something.
    private let busy = Atomic(0)
    private let offered = Locked<[WalkTask]>([])
    /// Workers that found nothing to do. Read by the busy ones after every object.
    let hungry = Atomic(0)

    init(roots: [WalkRoot]) { self.roots = roots }

    /// A worker begins. Dispatch may start some only after others have ended, so they are counted as they come.
    func enter() { busy.add(1, ordering: .acquiringAndReleasing) }

    /// The next task; waits for other workers to offer one. nil when all work is done or given up.
    func next(_ cancellation: CancellationFlag) -> WalkTask? {
        if let task = take() { return task }
        hungry.add(1, ordering: .relaxed)
        busy.subtract(1, ordering: .acquiringAndReleasing)
        defer { hungry.subtract(1, ordering: .relaxed) }
        while !cancellation.isSet {
            // Busy again before looking, so that nobody concludes that all is done while a task changes hands.
            busy.add(1, ordering: .acquiringAndReleasing)
            if let task = take() { return task }
            busy.subtract(1, ordering: .acquiringAndReleasing)
            if busy.load(ordering: .acquiring) == 0 { return nil }
            usleep(50)
        }
        return nil
    }

    func offer(_ task: WalkTask) { offered.withLock { $0.append(task) } }

    private func take() -> WalkTask? {
        if cursor.load(ordering: .relaxed) < roots.count {
            let number = cursor.add(1, ordering: .relaxed).oldValue
            if number < roots.count {
                return WalkTask(place: roots[number].place, entry: roots[number].entry, base: .none, baseState: nil)
            }
        }
        return offered.withLock { $0.popLast() }
    }
}
