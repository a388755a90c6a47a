internal import Repositories

/// A history, which of its objects hold credentials, and where and when these stood.
struct FoundHistory {
    let history: ReadHistory
    /// Per blob by number.
    let holdings: [Int32: [Holding]]
    let graph: TreeGraph
    let lifetimes: Lifetimes
    /// What stands in commits and tags.
    let messages: [MessageScanVisitor.Found]
    /// Of all trees that were read.
    let names: Set<[UInt8]>
}
