internal import Detection
internal import Model
private import Synchronization

/// What stands in the members of archives that were scanned before. A history has many versions of an archive, of
/// which most members are the same.
final class KnownMembers: Sendable {
    private let known = Locked<[MemberKey: [Holding]]>([:])
    /// Members beyond that are scanned whenever they come.
    private static let greatestCount = 1 << 18

    subscript(key: MemberKey) -> [Holding]? {
        get { known.withLock { $0[key] } }
        set { known.withLock { if $0.count < Self.greatestCount { $0[key] = newValue } } }
    }
}

/// One worker's way to them, while it opens one content.
final class MemberScan: MemberMemory {
    private let known: KnownMembers
    /// Of all members so far, known or not.
    var found: [Holding] = []
    /// Of the member scanned last.
    var last: [Holding] = []
    /// Whether all is known of the member scanned last: it ran into no limit.
    var isLastWhole = true

    init(_ known: KnownMembers) { self.known = known }

    func takes(_ key: MemberKey) -> Bool {
        guard let holdings = known[key] else { return false }
        found += holdings
        return true
    }

    func lent(_ key: MemberKey) { if isLastWhole { known[key] = last } }
}
