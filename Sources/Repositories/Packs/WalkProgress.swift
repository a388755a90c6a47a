package import Model
package import Synchronization

/// Counters that a walk advances while it runs, and the flag that ends it early.
package final class WalkProgress: Sendable {
    package let objects = Atomic(0)
    package let bytes = Atomic(0)
    package let cancellation: CancellationFlag

    package init(cancellation: CancellationFlag) { self.cancellation = cancellation }
}
