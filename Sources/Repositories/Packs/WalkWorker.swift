internal import Model
internal import PackFormat
internal import Synchronization

/// One thread's part of a walk: a depth-first descent with a stack of its own.
///
/// Of a base's deltas the heaviest comes last, and the base's bytes go as soon as it has been made: so at any time at
/// most log₂(entries) bases are kept, however deep the chains are.
struct WalkWorker: ~Copyable {
    private let catalog: ObjectCatalog
    /// Of each pack of the catalog, which is kept by it.
    private let packs: UnsafeBufferPointer<PackTables>
    private let kind: ObjectKind
    private let visitor: any ObjectVisitor
    private let queue: WalkQueue
    private let pruning: WalkPruning?
    private let progress: WalkProgress
    private let inflater = Inflater()
    private var stack: [WalkTask] = []
    private var copies = ContiguousArray<CopiedSpan>()
    private var deltaBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    /// For objects that no delta builds on.
    private var leafBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    private static let greatestLeaf = 1 << 20
    /// For objects of which another copy must be read.
    private let reader: ObjectReader
    /// Whether it is this worker's turn to have large objects in memory.
    private var holdsLarge = false

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

    private mutating func count(bytes: Int) {
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
        let isRepeat = task.place > 0 && catalog.isRepeat(id(of: task, in: pack), inPack: task.place)
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

    /// A whole entry that is too large to be held, piece by piece. What builds on it cannot be read.
    private mutating func visitStreamed(_ task: WalkTask, pack: PackTables, isRepeat: Bool) {
        let id = id(of: task, in: pack)
        do {
            if !isRepeat {
                try present(
                    catalog.packs[task.place].stream(task.entry), as: walked(task, pack: pack, isRepeat: false))
            }
        } catch {
            if !visitCopy(of: id, task, pack: pack, besides: [task.place]) { visitor.missed(id, reason: "\(error)") }
        }
        push(
            children: pack.children(of: task.entry), of: task, pack: pack, base: .tooLarge(pack.size(task.entry)),
            state: nil)
    }

    /// Presents a large object from another place.
    /// - Returns: false if no other place has it in a form that can be streamed.
    private mutating func visitCopy(
        of id: ObjectID, _ task: WalkTask, pack: PackTables, besides places: Set<Int>
    ) -> Bool {
        guard let copy = reader.stream(id, besides: places, above: visitor.greatestWhole), copy.kind == kind else {
            return false
        }
        do { try present(copy.stream, as: walked(task, pack: pack, isRepeat: false)) } catch { return false }
        return true
    }

    private func present(_ stream: any ContentStream, as object: WalkedObject) throws(ContentStreamFailure) {
        let counting = CountingStream(stream, progress: progress)
        try visitor.visit(object, stream: counting)
        progress.objects.add(1, ordering: .relaxed)
    }

    private func walked(_ task: WalkTask, pack: PackTables, isRepeat: Bool) -> WalkedObject {
        let number = catalog.starts[task.place] + pack.position(task.entry)
        return WalkedObject(
            number: number, kind: kind, isRepeat: isRepeat, isKnown: pruning?.known.contains(number) ?? false,
            isBase: !pack.children(of: task.entry).isEmpty)
    }

    // MARK: Large objects

    /// Memory for an object; waits for the turn if it is a large one.
    /// - Parameter isKept: whether deltas build on it; else the bytes are there until the next object.
    private mutating func buffer(of count: Int, isKept: Bool) -> Content {
        if !isKept, count <= Self.greatestLeaf {
            let room = count + Inflater.targetSlack
            if leafBuffer.count < room {
                leafBuffer.deallocate()
                leafBuffer = .allocate(byteCount: room * 2, alignment: 16)
            }
            return .success(MadeContent(UnsafeMutableRawBufferPointer(rebasing: leafBuffer[..<count])))
        }
        if count > catalog.largeObjects.threshold, !holdsLarge {
            guard catalog.largeObjects.enter(progress.cancellation) else { return .cancelled }
            holdsLarge = true
        }
        guard let buffer = ContentBuffer(count: count) else {
            return .failure("there is no memory for its \(count) bytes")
        }
        return .success(MadeContent(buffer))
    }

    /// Lets others have their turn once no large object is left.
    private mutating func leaveLarge() {
        if stack.contains(where: { $0.base.count > catalog.largeObjects.threshold }) { return }
        if deltaBuffer.count > catalog.largeObjects.threshold {
            deltaBuffer.deallocate()
            deltaBuffer = .allocate(byteCount: 1 << 16, alignment: 16)
        }
        holdsLarge = false
        catalog.largeObjects.leave()
    }

    /// Smaller bases are not worth being read again.
    private static let leastReleased = 1 << 20

    /// Bases that wait for their lighter deltas are given up when there is no room for them beside the one in use.
    private mutating func release(besides base: ContentBuffer) {
        var seen: Set<ObjectIdentifier> = [ObjectIdentifier(base)]
        var sum = 2 * base.bytes.count
        for task in stack {
            if case .held(let waiting) = task.base, seen.insert(ObjectIdentifier(waiting)).inserted {
                sum += waiting.bytes.count
            }
        }
        guard sum > (holdsLarge ? catalog.largeObjects.budget : 4 * catalog.largeObjects.threshold) else { return }
        for index in stack.indices where stack[index].base.count > Self.leastReleased {
            stack[index].base = .released
        }
    }

    private func id(of task: WalkTask, in pack: PackTables) -> ObjectID { pack.name(of: task.entry) }

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

    private mutating func push(
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

    /// The bytes of an object.
    private struct MadeContent {
        let bytes: UnsafeMutableRawBufferPointer
        /// nil for bytes of the worker's own.
        let owner: ContentBuffer?

        init(_ bytes: UnsafeMutableRawBufferPointer) { (self.bytes, owner) = (bytes, nil) }
        init(_ buffer: ContentBuffer) { (bytes, owner) = (buffer.bytes, buffer) }

        /// The bytes, and room behind them in which whoever writes them may leave anything.
        var room: UnsafeMutableRawBufferPointer {
            UnsafeMutableRawBufferPointer(start: bytes.baseAddress, count: bytes.count + Inflater.targetSlack)
        }
    }

    private enum Content {
        case success(MadeContent)
        case failure(String)
        /// It would take this many bytes.
        case tooLarge(Int)
        case cancelled
    }

    /// The object of an entry, checked: either the entry has the checksum that the index states, or the object has the
    /// name that the index states. Git itself reads by the names, whatever the checksums say.
    private mutating func content(of task: WalkTask, in pack: PackTables) -> Content {
        if let fault = pack.fault(of: task.entry) { return .failure(fault) }
        let agrees = pack.agreesWithChecksum(task.entry)
        let made = unchecked(task, in: pack)
        if agrees { return made }
        // A damaged entry may claim anything.
        if case .tooLarge = made, pack.hasChecksums { return .failure(Self.disagreement) }
        guard case .success(let buffer) = made else { return made }
        guard ObjectID(of: kind, content: UnsafeRawBufferPointer(buffer.bytes)) == id(of: task, in: pack) else {
            return .failure(Self.disagreement)
        }
        return made
    }

    private static let disagreement = "its pack entry is not what the index says of it"

    /// Inflates an entry and, if it is a delta, applies it to the task's base.
    private mutating func unchecked(_ task: WalkTask, in pack: PackTables) -> Content {
        let size = pack.size(task.entry)
        let isKept = !pack.children(of: task.entry).isEmpty
        let (compressed, slack) = (pack.compressed(task.entry), pack.slack(behind: task.entry))
        if pack.base(task.entry) < 0 {
            guard size <= catalog.largeObjects.budget else { return .tooLarge(size) }
            let made = buffer(of: size, isKept: isKept)
            guard case .success(let buffer) = made else { return made }
            guard case .bytes(size) = inflater.inflate(compressed, slack: slack, into: buffer.room) else {
                return .failure("its zlib stream is damaged")
            }
            return .success(buffer)
        }
        let found = self.base(of: task, in: pack)
        guard case .success(let base) = found else { return found }
        guard base.bytes.count + size <= catalog.largeObjects.budget else { return .tooLarge(base.bytes.count + size) }
        let room = size + Inflater.targetSlack
        if deltaBuffer.count < room {
            deltaBuffer.deallocate()
            deltaBuffer = .allocate(byteCount: size > 1 << 20 ? room : room * 2, alignment: 16)
        }
        let target = UnsafeMutableRawBufferPointer(rebasing: deltaBuffer[..<room])
        guard case .bytes(size) = inflater.inflate(compressed, slack: slack, into: target) else {
            return .failure("the zlib stream of its delta is damaged")
        }
        let instructions = UnsafeRawBufferPointer(rebasing: target[..<size])
        guard let sizes = Delta.sizes(of: instructions), sizes.base == base.bytes.count else {
            return .failure("its delta was made for another base")
        }
        let sum = base.bytes.count + size + sizes.result
        guard sizes.result <= catalog.largeObjects.budget, sum <= catalog.largeObjects.budget else {
            return .tooLarge(sum)
        }
        let made = self.buffer(of: sizes.result, isKept: isKept)
        guard case .success(let buffer) = made else { return made }
        do {
            try Delta.apply(
                instructions, from: sizes.start, to: UnsafeRawBufferPointer(base.bytes), into: buffer.bytes,
                copies: &copies)
        } catch {
            return .failure("its delta is damaged: \(error)")
        }
        return .success(buffer)
    }

    private mutating func base(of task: WalkTask, in pack: PackTables) -> Content {
        switch task.base {
        case .held(let buffer): return .success(MadeContent(buffer))
        case .none: return .failure("the object its delta builds on could not be read")
        case .tooLarge(let size): return .tooLarge(size)
        case .released:
            guard let object = reader.read(pack.name(of: pack.base(task.entry))) else {
                return .failure("the object its delta builds on could not be read again")
            }
            let made = buffer(of: object.content.count, isKept: true)
            if case .success(let buffer) = made { object.content.withUnsafeBytes { buffer.bytes.copyMemory(from: $0) } }
            return made
        }
    }

    // MARK: Loose objects

    private mutating func visitLoose(_ task: WalkTask) {
        let place = task.place - packs.count
        let folder = catalog.loose[place]
        let id = folder.names[task.entry]
        let walked = WalkedObject(
            number: catalog.starts[task.place] + task.entry, kind: kind, isRepeat: false, isKnown: false, isBase: false)
        let content: [UInt8]
        // Of what may be large the kind and size are looked up first, by which it may be passed over.
        if LooseObject.mayExceed(min(visitor.greatestWhole, catalog.largeObjects.threshold), path: folder.path(of: id)),
            let large = try? LooseObject.stream(path: folder.path(of: id))
        {
            guard large.kind == kind else { return }
            if large.size > visitor.greatestWhole {
                do { try present(large.stream, as: walked) } catch { visitor.missed(id, reason: "\(error)") }
                return
            }
            if large.size > catalog.largeObjects.budget {
                visitor.exceeded(id, detail: catalog.largeObjects.refusal(large.size))
                return
            }
            if large.size > catalog.largeObjects.threshold, !holdsLarge {
                guard catalog.largeObjects.enter(progress.cancellation) else { return }
                holdsLarge = true
            }
        }
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
        content.withUnsafeBytes {
            _ = visitor.visit(walked, content: $0, copies: UnsafeBufferPointer(start: nil, count: 0), baseState: nil)
        }
        count(bytes: content.count)
    }
}
