internal import Model
internal import Synchronization

/// One thread's part of a walk: a depth-first descent with a stack of its own.
///
/// Of a base's deltas the heaviest comes last, and the base's bytes go as soon as it has been made: so at any time at
/// most log₂(entries) bases are kept, however deep the chains are.
struct WalkWorker: ~Copyable {
    private let catalog: ObjectCatalog
    private let kind: ObjectKind
    private let visitor: any ObjectVisitor
    private let queue: WalkQueue
    private let pruning: WalkPruning?
    private let progress: WalkProgress
    private let inflater = Inflater()
    private var stack: [WalkTask] = []
    private var pieces = ContiguousArray<DeltaPiece>()
    private var deltaBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    /// For objects of which another copy must be read.
    private let reader: ObjectReader

    init(
        catalog: ObjectCatalog, kind: ObjectKind, visitor: any ObjectVisitor, queue: WalkQueue, pruning: WalkPruning?,
        progress: WalkProgress
    ) {
        self.catalog = catalog
        self.kind = kind
        self.visitor = visitor
        self.queue = queue
        self.pruning = pruning
        self.progress = progress
        reader = ObjectReader(catalog: catalog)
    }

    deinit { deltaBuffer.deallocate() }

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
                if queue.hungry.load(ordering: .relaxed) > 0, !stack.isEmpty { queue.offer(stack.removeFirst()) }
                if task.place < catalog.packs.count { visitPacked(task) } else { visitLoose(task) }
            }
        }
    }

    // MARK: Packed entries

    private mutating func visitPacked(_ task: WalkTask) {
        let pack = catalog.packs[task.place]
        let isRepeat = task.place > 0 && catalog.isRepeat(id(of: task, in: pack), inPack: task.place)
        let children = pack.children(of: task.entry)
        // Another pack presents it; here it only matters to deltas.
        if isRepeat && children.isEmpty { return }
        pieces.removeAll(keepingCapacity: true)
        switch content(of: task, in: pack) {
        case .success(let buffer):
            finish(task, pack: pack, isRepeat: isRepeat, buffer: buffer, baseState: task.baseState)
        case .failure(let reason):
            pieces.removeAll(keepingCapacity: true)
            retry(task, pack: pack, id: id(of: task, in: pack), isRepeat: isRepeat, reason: reason)
        }
    }

    private func id(of task: WalkTask, in pack: PackFile) -> ObjectID { pack.index.name(pack.position(task.entry)) }

    /// Looks for another copy of what could not be read.
    private mutating func retry(
        _ task: WalkTask, pack: PackFile, id: ObjectID, isRepeat: Bool, reason: String
    ) {
        if let object = reader.read(id, besides: [task.place]) {
            guard object.kind == kind, let buffer = ContentBuffer(count: object.content.count) else {
                // An orphan comes up again in the walk of its kind; what else has another kind is damaged.
                if pack.kind(task.entry) != nil { visitor.missed(id, reason: "\(reason), and its other copy is no \(kind)") }
                return
            }
            object.content.withUnsafeBytes { buffer.bytes.copyMemory(from: $0) }
            finish(task, pack: pack, isRepeat: isRepeat, buffer: buffer, baseState: nil)
        } else {
            // Orphans come up in the walk of every kind; they are reported in one.
            if pack.kind(task.entry) != nil || kind == .blob { visitor.missed(id, reason: reason) }
            push(children: pack.children(of: task.entry), of: task, pack: pack, base: nil, state: nil)
        }
    }

    private mutating func finish(
        _ task: WalkTask, pack: PackFile, isRepeat: Bool, buffer: ContentBuffer,
        baseState: (any ObjectState)?
    ) {
        let children = pack.children(of: task.entry)
        let number = catalog.starts[task.place] + pack.position(task.entry)
        let object = WalkedObject(
            number: number, kind: kind, isRepeat: isRepeat, isKnown: pruning?.known.contains(number) ?? false,
            isBase: !children.isEmpty)
        let state = pieces.withUnsafeBufferPointer {
            visitor.visit(object, content: UnsafeRawBufferPointer(buffer.bytes), pieces: $0, baseState: baseState)
        }
        progress.objects.add(1, ordering: .relaxed)
        progress.bytes.add(buffer.bytes.count, ordering: .relaxed)
        if !children.isEmpty { push(children: children, of: task, pack: pack, base: buffer, state: state) }
    }

    private mutating func push(
        children: UnsafeBufferPointer<Int32>, of task: WalkTask, pack: PackFile, base: ContentBuffer?,
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

    private enum Content {
        case success(ContentBuffer)
        case failure(String)
    }

    /// Inflates an entry and, if it is a delta, applies it to the task's base.
    private mutating func content(of task: WalkTask, in pack: PackFile) -> Content {
        if let fault = pack.fault(of: task.entry) { return .failure(fault) }
        let size = pack.size(task.entry)
        let compressed = pack.compressed(task.entry)
        if pack.base(task.entry) < 0 {
            guard let buffer = ContentBuffer(count: size) else { return .failure("there is no memory for its \(size) bytes") }
            guard case .bytes(size) = inflater.inflate(compressed, into: buffer.bytes) else {
                return .failure("its zlib stream is damaged")
            }
            return .success(buffer)
        }
        guard let base = task.base else { return .failure("the object its delta builds on could not be read") }
        if deltaBuffer.count < size {
            deltaBuffer.deallocate()
            deltaBuffer = .allocate(byteCount: size * 2, alignment: 16)
        }
        let delta = UnsafeMutableRawBufferPointer(rebasing: deltaBuffer[..<size])
        guard case .bytes(size) = inflater.inflate(compressed, into: delta) else {
            return .failure("the zlib stream of its delta is damaged")
        }
        let instructions = UnsafeRawBufferPointer(delta)
        guard let sizes = Delta.sizes(of: instructions), sizes.base == base.bytes.count else {
            return .failure("its delta was made for another base")
        }
        guard sizes.result <= ObjectCatalog.objectSizeLimit, let buffer = ContentBuffer(count: sizes.result) else {
            return .failure("its \(sizes.result) bytes are more than the limit for one object or than there is memory")
        }
        do {
            try Delta.apply(
                instructions, from: sizes.start, to: UnsafeRawBufferPointer(base.bytes), into: buffer.bytes, pieces: &pieces)
        } catch {
            return .failure("its delta is damaged: \(error)")
        }
        return .success(buffer)
    }

    // MARK: Loose objects

    private mutating func visitLoose(_ task: WalkTask) {
        let place = task.place - catalog.packs.count
        let folder = catalog.loose[place]
        let id = folder.names[task.entry]
        let content: [UInt8]
        do {
            let object = try LooseObject(
                path: folder.path(of: id), inflater: inflater, limit: ObjectCatalog.objectSizeLimit)
            guard object.kind == kind else { return }
            content = object.content
        } catch {
            guard let object = reader.read(id) else {
                if kind == .blob { visitor.missed(id, reason: "\(error)") }
                return
            }
            guard object.kind == kind else { return }
            content = object.content
        }
        let walked = WalkedObject(
            number: catalog.starts[task.place] + task.entry, kind: kind, isRepeat: false, isKnown: false, isBase: false)
        content.withUnsafeBytes {
            _ = visitor.visit(walked, content: $0, pieces: UnsafeBufferPointer(start: nil, count: 0), baseState: nil)
        }
        progress.objects.add(1, ordering: .relaxed)
        progress.bytes.add(content.count, ordering: .relaxed)
    }
}
