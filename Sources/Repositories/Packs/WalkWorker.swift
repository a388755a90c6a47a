internal import Model
internal import Synchronization

/// One thread's part of a walk: a depth-first descent with a stack of its own.
///
/// Of a base's deltas the heaviest comes last, and the base's bytes go as soon as it has been made: so at any time at
/// most log₂(entries) bases are kept, however deep the chains are.
struct WalkWorker: ~Copyable {
    let catalog: ObjectCatalog
    /// Of each pack of the catalog, which is kept by it.
    let packs: UnsafeBufferPointer<PackTables>
    let kind: ObjectKind
    let visitor: any ObjectVisitor
    private let queue: WalkQueue
    private let pruning: WalkPruning?
    let progress: WalkProgress
    let inflater = Inflater()
    var stack: [WalkTask] = []
    var copies = ContiguousArray<CopiedSpan>()
    var deltaBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    /// For objects that no delta builds on.
    var leafBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    /// For objects of which another copy must be read.
    let reader: ObjectReader
    /// Whether it is this worker's turn to have large objects in memory.
    var holdsLarge = false

    init(
        catalog: ObjectCatalog, kind: ObjectKind, visitor: any ObjectVisitor, queue: WalkQueue, pruning: WalkPruning?,
        progress: WalkProgress
    ) {
        self.catalog = catalog
        packs = UnsafeBufferPointer(catalog.tables)
        self.kind = kind
        self.visitor = visitor
        self.queue = queue
        self.pruning = pruning
        self.progress = progress
        reader = ObjectReader(catalog: catalog)
    }

    deinit {
        deltaBuffer.deallocate()
        leafBuffer.deallocate()
    }

    mutating func run() {
        queue.enter()
        while let task = queue.next(progress.cancellation) {
            stack.append(task)
            while let task = stack.popLast() {
                if progress.cancellation.isSet {
                    stack.removeAll()
                    break
                }
                // The oldest task is the highest in the tree, so it is the one worth giving away.
                // Large bases stay with the worker whose turn it is.
                if !holdsLarge, queue.hungry.load(ordering: .relaxed) > 0, !stack.isEmpty {
                    queue.offer(stack.removeFirst())
                }
                if task.place < packs.count { visitPacked(task) } else { visitLoose(task) }
                if holdsLarge { leaveLarge() }
            }
            if holdsLarge { leaveLarge() }
        }
        report()
    }

    // MARK: Progress

    /// Objects and bytes that `progress` does not know of yet. All workers write to its counters, and each would wait
    /// for the others at every object.
    private var unreported = (objects: 0, bytes: 0)
    private static let mostUnreported = (objects: 64, bytes: 1 << 20)

    mutating func count(bytes: Int) {
        unreported.objects += 1
        unreported.bytes += bytes
        if unreported.objects >= Self.mostUnreported.objects || unreported.bytes >= Self.mostUnreported.bytes {
            report()
        }
    }

    private mutating func report() {
        progress.objects.add(unreported.objects, ordering: .relaxed)
        progress.bytes.add(unreported.bytes, ordering: .relaxed)
        unreported = (0, 0)
    }

    // MARK: Packed entries

    private mutating func visitPacked(_ task: WalkTask) {
        let pack = packs[task.place]
        let isRepeat = catalog.isRepeat(task.entry, inPack: task.place)
        let children = pack.children(of: task.entry)
        for child in children.prefix(Self.prefetchedChildren) { pack.prefetch(Int(child)) }
        if children.isEmpty, let next = stack.last, next.place < packs.count { packs[next.place].prefetch(next.entry) }
        // Another pack presents it; here it only matters to deltas.
        if isRepeat && children.isEmpty { return }
        copies.removeAll(keepingCapacity: true)
        let size = pack.size(task.entry)
        if pack.base(task.entry) < 0, size > visitor.greatestWhole,
            children.isEmpty || size > catalog.largeObjects.budget
        {
            visitStreamed(task, pack: pack, isRepeat: isRepeat)
            return
        }
        switch content(of: task, in: pack) {
        case .success(let buffer):
            finish(task, pack: pack, isRepeat: isRepeat, made: buffer, baseState: task.baseState)
        case .failure(let reason):
            copies.removeAll(keepingCapacity: true)
            retry(task, pack: pack, id: id(of: task, in: pack), isRepeat: isRepeat, reason: reason)
        case .tooLarge(let size):
            let id = id(of: task, in: pack)
            // Another pack may have it whole.
            if !isRepeat, !visitCopy(of: id, task, pack: pack, besides: [task.place]) {
                visitor.exceeded(id, detail: catalog.largeObjects.refusal(size))
            }
            push(children: children, of: task, pack: pack, base: .tooLarge(size), state: nil)
        case .cancelled: stack.removeAll()
        }
    }

    func walked(_ task: WalkTask, pack: PackTables, isRepeat: Bool) -> WalkedObject {
        let number = catalog.starts[task.place] + pack.position(task.entry)
        return WalkedObject(
            number: number, kind: kind, isRepeat: isRepeat, isKnown: pruning?.known.contains(number) ?? false,
            isBase: !pack.children(of: task.entry).isEmpty)
    }

    func id(of task: WalkTask, in pack: PackTables) -> ObjectID { pack.name(of: task.entry) }

    /// Looks for another copy of what could not be read.
    private mutating func retry(
        _ task: WalkTask, pack: PackTables, id: ObjectID, isRepeat: Bool, reason: String
    ) {
        if let object = reader.read(id, besides: [task.place]) {
            guard object.kind == kind, let buffer = ContentBuffer(count: object.content.count) else {
                // An orphan comes up again in the walk of its kind; what else has another kind is damaged.
                if pack.kind(task.entry) != nil {
                    visitor.missed(id, reason: "\(reason), and its other copy is no \(kind)")
                }
                return
            }
            object.content.withUnsafeBytes { buffer.bytes.copyMemory(from: $0) }
            finish(task, pack: pack, isRepeat: isRepeat, made: MadeContent(buffer), baseState: nil)
        } else if !isRepeat, visitCopy(of: id, task, pack: pack, besides: [task.place]) {
            push(children: pack.children(of: task.entry), of: task, pack: pack, base: .none, state: nil)
        } else {
            // Orphans come up in the walk of every kind; they are reported in one.
            if pack.kind(task.entry) != nil || kind == .blob { visitor.missed(id, reason: reason) }
            push(children: pack.children(of: task.entry), of: task, pack: pack, base: .none, state: nil)
        }
    }

    private mutating func finish(
        _ task: WalkTask, pack: PackTables, isRepeat: Bool, made: MadeContent, baseState: (any ObjectState)?
    ) {
        let children = pack.children(of: task.entry)
        let object = walked(task, pack: pack, isRepeat: isRepeat)
        prefetchNext(after: children, of: pack)
        let state = copies.withUnsafeBufferPointer {
            visitor.visit(object, content: UnsafeRawBufferPointer(made.bytes), copies: $0, baseState: baseState)
        }
        count(bytes: made.bytes.count)
        guard !children.isEmpty, let buffer = made.owner else { return }
        if buffer.bytes.count > Self.leastReleased { release(besides: buffer) }
        push(children: children, of: task, pack: pack, base: .held(buffer), state: state)
    }

    private static let prefetchedChildren = 4

    /// While a visitor looks at an object, the bytes of those that come next are fetched.
    private func prefetchNext(after children: UnsafeBufferPointer<Int32>, of pack: PackTables) {
        for child in children.prefix(Self.prefetchedChildren) { pack.prefetchContent(Int(child)) }
        if children.isEmpty, let next = stack.last, next.place < packs.count {
            packs[next.place].prefetchContent(next.entry)
        }
    }

    mutating func push(
        children: UnsafeBufferPointer<Int32>, of task: WalkTask, pack: PackTables, base: WalkBase,
        state: (any ObjectState)?
    ) {
        // What hangs on an orphan is an orphan too and comes up by itself; deltas can even go round in a circle.
        guard pack.kind(task.entry) != nil else { return }
        guard let heaviest = children.max(by: { pack.weight(Int($0)) < pack.weight(Int($1)) }) else { return }
        if isNeeded(heaviest, task.place) {
            stack.append(WalkTask(place: task.place, entry: Int(heaviest), base: base, baseState: state))
        }
        for child in children where child != heaviest && isNeeded(child, task.place) {
            stack.append(WalkTask(place: task.place, entry: Int(child), base: base, baseState: state))
        }
    }

    private func isNeeded(_ entry: Int32, _ place: Int) -> Bool {
        pruning?.isNeeded(place: place, entry: Int(entry)) ?? true
    }
}
