private import Dispatch
private import Synchronization

/// Calls `body` once for each number below `count`, on `jobs` threads; results come in the order of the numbers.
package func mapConcurrently<Result: Sendable>(
    _ count: Int, jobs: Int, body: @Sendable (Int) -> Result
) -> [Result] {
    let cursor = Atomic(0)
    return unsafe [Result](unsafeUninitializedCapacity: count) { buffer, initializedCount in
        // Safe: the cursor gives each number to one thread, and nobody reads before all have finished.
        nonisolated(unsafe) let slots = unsafe buffer
        DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
            while true {
                let number = cursor.add(1, ordering: .relaxed).oldValue
                guard number < count else { return }
                unsafe slots.initializeElement(at: number, to: body(number))
            }
        }
        initializedCount = count
    }
}
