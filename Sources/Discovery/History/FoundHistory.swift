internal import Repositories

/// A history, which of its blobs hold credentials, and where and when these stood.
struct FoundHistory {
    let history: ReadHistory
    let holdings: [Int32: [Holding]]
    let graph: TreeGraph
    let lifetimes: Lifetimes
}
