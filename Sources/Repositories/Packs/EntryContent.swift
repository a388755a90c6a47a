internal import Model
internal import PackFormat

/// How a worker makes the content of a packed entry: inflated, and put together with what its delta builds on.
extension WalkWorker {
    /// The bytes of an object.
    struct MadeContent {
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

    enum Content {
        case success(MadeContent)
        case failure(String)
        /// It would take this many bytes.
        case tooLarge(Int)
        case cancelled
    }

    /// The object of an entry, checked: either the entry has the checksum that the index states, or the object has the
    /// name that the index states. Git itself reads by the names, whatever the checksums say.
    mutating func content(of task: WalkTask, in pack: PackTables) -> Content {
        if let fault = pack.fault(of: task.entry) { return .failure(fault) }
        let agrees = pack.agreesWithChecksum(task.entry)
        let made = unchecked(task, in: pack)
        if agrees { return made }
        // A damaged entry may claim anything.
        if case .tooLarge = made, pack.hasChecksums { return .failure(Self.disagreement) }
        guard case .success(let buffer) = made else { return made }
        guard ObjectID(of: kind, content: UnsafeRawBufferPointer(buffer.bytes), pack.format) == id(of: task, in: pack)
        else {
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

    // MARK: Memory

    private static let greatestLeaf = 1 << 20

    /// Memory for an object; waits for the turn if it is a large one.
    /// - Parameter isKept: whether deltas build on it; else the bytes are there until the next object.
    mutating func buffer(of count: Int, isKept: Bool) -> Content {
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
}
