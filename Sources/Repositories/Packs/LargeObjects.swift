package import Model
private import Synchronization

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// Sees to it that large objects in memory do not add up over the workers: only one worker has any at a time.
///
/// It never waits for another worker while it has them, so that nobody waits for ever.
final class LargeObjects: Sendable {
    /// What the worker whose turn it is may hold of objects that cannot be streamed: bases, delta and result, in bytes.
    /// The rest of the memory is for what is not large, and for scanning.
    let budget: Int
    /// Objects of more bytes are large.
    let threshold: Int
    private let isTaken = Atomic(false)

    /// - Parameter memory: what the whole scan may take beside mapped files, in bytes.
    init(memory: Int, jobs: Int) {
        budget = memory / 8 * 5
        threshold = max(1 << 20, memory / 16 / max(1, jobs))
    }

    /// Waits for the turn.
    /// - Returns: false if the walk was cancelled meanwhile.
    func enter(_ cancellation: CancellationFlag?) -> Bool {
        while !isTaken.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged {
            if cancellation?.isSet ?? false { return false }
            usleep(200)
        }
        return true
    }

    func leave() { isTaken.store(false, ordering: .releasing) }

    /// What is said of an object that does not fit.
    func refusal(_ size: Int) -> String {
        "it takes \(size >> 20) MiB of memory with what its delta builds on, and the limit is \(budget >> 20) MiB; "
            + "give more with --memory, or store files whole, so that they can be scanned in pieces: "
            + "`git -c core.bigFileThreshold=64m repack -adF`"
    }
}

/// An object's bytes as they could be had.
package enum ObjectContent {
    /// Lent until the call returns.
    case whole(UnsafeRawBufferPointer)
    case stream(any ContentStream)
}

/// Lets progress see how a large object is read.
final class CountingStream: ContentStream {
    private let stream: any ContentStream
    private let progress: WalkProgress

    init(_ stream: any ContentStream, progress: WalkProgress) {
        self.stream = stream
        self.progress = progress
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(ContentStreamFailure) -> Int {
        if progress.cancellation.isSet { throw ContentStreamFailure("the scan was stopped") }
        let count = try stream.read(into: target)
        progress.bytes.add(count, ordering: .relaxed)
        return count
    }
}
