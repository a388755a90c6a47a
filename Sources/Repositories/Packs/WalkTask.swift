#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// Where a walk begins: a whole entry, or one that no base leads to.
struct WalkRoot {
    let place: Int
    let entry: Int
    let weight: Int
}

/// The base of an entry still to be visited.
enum WalkBase: Sendable {
    /// Whole entries have none, nor deltas whose base could not be read.
    case none
    case held(ContentBuffer)
    /// Given up for want of room; to be read again.
    case released
    /// So large that it came as a stream; in bytes.
    case tooLarge(Int)

    /// Bytes in memory.
    var count: Int {
        if case .held(let buffer) = self { buffer.bytes.count } else { 0 }
    }
}

/// An entry still to be visited, with the base it builds on.
struct WalkTask: Sendable {
    let place: Int
    let entry: Int
    var base: WalkBase
    let baseState: (any ObjectState)?
}

/// Bytes of a base that deltas still need; freed with its last owner.
final class ContentBuffer: @unchecked Sendable {
    // Safe: written by the worker that makes it, before it is shared; only read afterwards.
    /// `Inflater.targetSlack` bytes behind them are there too.
    let bytes: UnsafeMutableRawBufferPointer

    /// nil if there is no memory for it.
    init?(count: Int) {
        guard let start = malloc(count + Inflater.targetSlack) else { return nil }
        bytes = UnsafeMutableRawBufferPointer(start: start, count: count)
    }

    deinit { free(bytes.baseAddress) }
}
