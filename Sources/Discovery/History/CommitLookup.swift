internal import Model
internal import Repositories

/// Commits by index, with their details read when they are asked for.
struct CommitLookup: Sendable {
    let table: CommitTable
    let catalog: ObjectCatalog
    /// Whether a ref reaches the commit.
    let isReachable: [Bool]

    func id(of index: Int32) -> ObjectID { catalog.id(of: Int(table.commits[Int(index)].number)) }
    func time(of index: Int32) -> Int64 { table.commits[Int(index)].time }

    /// By committer date, then name: the order in which commits are printed.
    func sorted(_ indices: [Int32]) -> [Int32] {
        indices.sorted {
            let (a, b) = (time(of: $0), time(of: $1))
            return a != b ? a < b : id(of: $0) < id(of: $1)
        }
    }
}
