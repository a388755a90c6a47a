internal import Model
internal import Synchronization
#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

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
