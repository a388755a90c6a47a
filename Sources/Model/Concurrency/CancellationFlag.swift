private import Synchronization

/// Set once, by a signal or a time limit; workers look at it between two units of work.
package final class CancellationFlag: Sendable {
    private let flag = Atomic(false)
    private let parent: CancellationFlag?

    /// - Parameter parent: what stops it stops this one too.
    package init(parent: CancellationFlag? = nil) { self.parent = parent }

    /// Whether this or its parent was set: work that is not begun yet is left, what is under way ends by itself.
    package var isSet: Bool { flag.load(ordering: .relaxed) || parent?.isSet ?? false }
    /// Cannot be taken back.
    package func set() { flag.store(true, ordering: .relaxed) }
}
