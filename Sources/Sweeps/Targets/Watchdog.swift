internal import Model

private import Foundation
private import Synchronization

/// Sets flags when their time has come. On a thread of its own: Dispatch's may all be at work. Measured by a clock that
/// nobody can set.
final class Watchdog: Sendable {
    private let deadlines = Mutex<[(flag: CancellationFlag, end: ContinuousClock.Instant)]>([])
    private let ending = CancellationFlag()

    init() {
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
    }
}
