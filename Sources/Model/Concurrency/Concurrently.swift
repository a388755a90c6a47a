private import Dispatch
private import Synchronization

/// Runs `background` on another thread while `foreground` runs on this one; returns when both are done.
/// - Parameter jobs: with 1, the two run one after the other.
package func concurrently<First: Sendable, Second>(
    jobs: Int, _ background: @escaping @Sendable () -> First, _ foreground: () -> Second
) -> (First, Second) {
    guard jobs > 1 else { return (background(), foreground()) }
    let box = ResultBox<First>()
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) { box.value.withLock { $0 = background() } }
    let second = foreground()
    group.wait()
    // Empty it cannot be: the group has waited for the only thing in it.
    guard let first = box.value.withLock({ $0 }) else { preconditionFailure("the background work did not run") }
    return (first, second)
}

private final class ResultBox<Value: Sendable>: Sendable {
    let value = Locked<Value?>(nil)
}
