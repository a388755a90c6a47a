internal import Model
internal import Synchronization

/// Objects that are large for one worker: those that are streamed, and whose turn it is to hold the others.
extension WalkWorker {
    /// A whole entry that is too large to be held, piece by piece. What builds on it cannot be read.
    mutating func visitStreamed(_ task: WalkTask, pack: PackTables, isRepeat: Bool) {
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
    mutating func visitCopy(
        of id: ObjectID, _ task: WalkTask, pack: PackTables, besides places: Set<Int>
    ) -> Bool {
        guard let copy = reader.stream(id, besides: places, above: visitor.greatestWhole), copy.kind == kind else {
            return false
        }
        do { try present(copy.stream, as: walked(task, pack: pack, isRepeat: false)) } catch { return false }
        return true
    }

    func present(_ stream: any ContentStream, as object: WalkedObject) throws(ContentStreamFailure) {
        let counting = CountingStream(stream, progress: progress)
        try visitor.visit(object, stream: counting)
        progress.objects.add(1, ordering: .relaxed)
    }

    // MARK: Turns

    /// Lets others have their turn once no large object is left.
    mutating func leaveLarge() {
        if stack.contains(where: { $0.base.count > catalog.largeObjects.threshold }) { return }
        if deltaBuffer.count > catalog.largeObjects.threshold {
            deltaBuffer.deallocate()
            deltaBuffer = .allocate(byteCount: 1 << 16, alignment: 16)
        }
        holdsLarge = false
        catalog.largeObjects.leave()
    }

    /// Smaller bases are not worth being read again.
    static let leastReleased = 1 << 20

    /// Bases that wait for their lighter deltas are given up when there is no room for them beside the one in use.
    mutating func release(besides base: ContentBuffer) {
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
}
