internal import Model
internal import Repositories

/// What blobs hold, to be asked for one credential: a dump of users holds a hundred thousand, and each is asked for.
struct HoldingIndex {
    private let holdings: [Int32: [Holding]]
    /// Of blobs that hold many, places in their lists in the order of credentials.
    private let orders: [Int32: [Int32]]

    /// More are not looked through one by one.
    private static let few = 16

    init(_ holdings: [Int32: [Holding]]) {
        self.holdings = holdings
        orders = holdings.filter { $0.value.count > Self.few }.mapValues { list in
            list.indices.map { Int32($0) }.sorted {
                (list[Int($0)].credential, $0) < (list[Int($1)].credential, $1)
            }
        }
    }

    /// In order of place.
    func holdings(of credential: Int32, in blob: Int32) -> [Holding] {
        guard let list = holdings[blob] else { return [] }
        guard let order = orders[blob] else { return list.filter { $0.credential == credential } }
        let first = order.partitioningIndex { list[Int($0)].credential >= credential }
        return order[first...].prefix { list[Int($0)].credential == credential }.map { list[Int($0)] }
    }
}
