/// Threads that the system lets this process make.
package enum AvailableThreads {
    /// So many workers can run at a time: as many as wanted, or one where the system refuses threads (`ulimit -u`, a
    /// container's limit of processes, an address space that has no room for stacks). Dispatch tries again for ever where it
    /// is refused, so it must not be asked then; with one job it is not.
    package static func workers(upTo wanted: Int) -> Int {
        guard wanted > 1 else { return wanted }
        // One more than the workers: what Dispatch makes for itself, and what waits for signals.
        let gate = Gate()
        defer { gate.open() }
        for _ in 0...wanted where !gate.makeWaiter() { return 1 }
        return wanted
    }

    /// Holds threads until it is opened, so that all of them are there at once.
    private final class Gate {
        private let lock: UnsafeMutablePointer<pthread_mutex_t>
        private var waiters: [pthread_t] = []

        init() {
            lock = .allocate(capacity: 1)
            pthread_mutex_init(lock, nil)
            pthread_mutex_lock(lock)
        }

        deinit {
            pthread_mutex_destroy(lock)
            lock.deallocate()
        }

        /// - Returns: whether the system made a thread.
        func makeWaiter() -> Bool {
            var thread = pthread_t()
            let code = pthread_create(
                &thread, nil,
                { lock in
                    guard let lock = lock?.assumingMemoryBound(to: pthread_mutex_t.self) else { return nil }
                    pthread_mutex_lock(lock)
                    pthread_mutex_unlock(lock)
                    return nil
                }, lock)
            if code == 0 { waiters.append(thread) }
            return code == 0
        }

        func open() {
            pthread_mutex_unlock(lock)
            for waiter in waiters { pthread_join(waiter, nil) }
        }
    }
}

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif
