internal import Model

private import Foundation
private import Synchronization

/// Sets flags when their time has come. On a thread of its own: Dispatch's may all be at work. Measured by a clock that
/// nobody can set.
final class Watchdog: Sendable {
    private let deadlines = Locked<[(flag: CancellationFlag, end: ContinuousClock.Instant)]>([])
    private let overdue = Locked<
        [(done: CancellationFlag, end: ContinuousClock.Instant, giveUp: @Sendable () -> Void)]
    >([])
    private let ending = CancellationFlag()
    private let grace: Duration

    /// - Parameter grace: how long what was told to stop may take for it.
    init(grace: Duration = .seconds(60)) {
        self.grace = grace
        Thread.detachNewThread { [deadlines = self, ending] in
            while !ending.isSet {
                deadlines.check()
                usleep(20_000)
            }
        }
    }

    func watch(_ flag: CancellationFlag, seconds: Int) {
        deadlines.withLock { $0.append((flag, ContinuousClock.now + .seconds(seconds))) }
    }

    /// Has `giveUp` called if what `flag` belongs to goes on long after its time. It ends by setting `done`.
    func watch(_ flag: CancellationFlag, seconds: Int, done: CancellationFlag, giveUp: @escaping @Sendable () -> Void) {
        watch(flag, seconds: seconds)
        let end = ContinuousClock.now + .seconds(seconds) + grace
        overdue.withLock { $0.append((done, end, giveUp)) }
    }

    func end() { ending.set() }

    private func check() {
        deadlines.withLock { list in
            let now = ContinuousClock.now
            list.removeAll { deadline in
                guard deadline.end <= now else { return false }
                deadline.flag.set()
                return true
            }
        }
        let late = overdue.withLock { list in
            list.removeAll { $0.done.isSet }
            let now = ContinuousClock.now
            return list.filter { $0.end <= now }
        }
        for one in late { one.giveUp() }
    }
}
