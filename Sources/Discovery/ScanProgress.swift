private import Synchronization
package import Model
internal import Repositories

private import CoreFoundation  // where `struct timespec` is attributed once a dependency has imported it

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// What a running scan has done so far; read by whoever draws the progress bar.
package final class ScanProgress: Sendable {
    /// How far it is at one moment.
    package struct Snapshot: Sendable {
        /// What is going on, as a participle.
        package let phase: String
        /// Objects or files of the phase, of how many; nil if nobody knows.
        package let done: Int
        package let total: Int?
        /// Of all contents so far.
        package let bytes: Int
        package let findings: Int
    }

    package let cancellation: CancellationFlag
    let walk: WalkProgress
    private let phase = Locked<(name: String, total: Int?)>(("starting", nil))
    private let starts = Locked<[PhaseStart]>([])
    private let findings = Atomic(0)

    package init(cancellation: CancellationFlag = CancellationFlag()) {
        self.cancellation = cancellation
        walk = WalkProgress(cancellation: cancellation)
    }

    /// - Parameter total: how many objects the phase will visit; nil if nobody knows.
    func begin(_ name: String, total: Int?) {
        phase.withLock { $0 = (name, total) }
        starts.withLock { $0.append(PhaseStart(name: name, wall: .now, cpu: Self.cpuTime)) }
        walk.objects.store(0, ordering: .relaxed)
    }

    func count(bytes: Int) {
        walk.objects.add(1, ordering: .relaxed)
        walk.bytes.add(bytes, ordering: .relaxed)
    }

    func countFindings(_ count: Int) { findings.add(count, ordering: .relaxed) }

    /// When each phase began, in order: for benchmarks.
    package var phaseStarts: [PhaseStart] { starts.withLock { $0 } }

    /// When a phase began, by two clocks.
    package struct PhaseStart: Sendable {
        package let name: String
        package let wall: ContinuousClock.Instant
        /// Time that the process had spent on all processors.
        package let cpu: Duration

        package init(name: String, wall: ContinuousClock.Instant, cpu: Duration) {
            self.name = name
            self.wall = wall
            self.cpu = cpu
        }
    }

    /// What the process has spent on all processors.
    package static var cpuTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    package var snapshot: Snapshot {
        let (name, total) = phase.withLock { $0 }
        return Snapshot(
            phase: name, done: walk.objects.load(ordering: .relaxed), total: total,
            bytes: walk.bytes.load(ordering: .relaxed), findings: findings.load(ordering: .relaxed))
    }
}
