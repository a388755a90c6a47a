#if !ROLLCALL_THREAD_SANITIZER
    package import Synchronization

    /// A value that one thread at a time may use: Swift's `Mutex`, by a name for which `make sanitize` can put another type.
    package typealias Locked<Value: ~Copyable> = Mutex<Value>
#else
    private import Foundation

    /// A value that one thread at a time may use. `Mutex` is a futex on Linux, which ThreadSanitizer does not know: it would
    /// take all that happens under one for a race. It knows this lock.
    package struct Locked<Value>: ~Copyable, @unchecked Sendable {
        // Safe: the value is used under the lock only.
        private final class Storage {
            var value: Value

            init(_ value: consuming Value) { self.value = value }
        }

        // Apart: reading the one from an object while the other is changed would be reported.
        private let lock = NSLock()
        private let storage: Storage

        package init(_ value: consuming sending Value) { storage = Storage(value) }

        /// Lends the value to `body` while nobody else has it. What `body` calls must not ask for the same lock.
        package borrowing func withLock<Result: ~Copyable, Failure: Error>(
            _ body: (inout Value) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            lock.lock()
            defer { lock.unlock() }
            return try body(&storage.value)
        }
    }
#endif
