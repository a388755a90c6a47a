internal import Model
internal import Repositories

/// Makes drafts of what stands in the texts of commits and tags: one for each credential and carrier, however many
/// commits repeat the text.
struct MessageDrafts {
    let lookup: CommitLookup
    let tips: Tips
    let selection: [Bool]?

    private struct Key: Hashable {
        let credential: Int32
        let carrier: Carrier
    }

    func drafts(from found: [MessageScanVisitor.Found]) -> [Draft] {
        let groups = Dictionary(grouping: found) {
            Key(credential: $0.sighting.holding.credential, carrier: $0.carrier)
        }
        let isAtHead = lookup.table.reachable(from: tips.head.map { [$0] } ?? [])
        return groups.compactMap { key, group in
            let commits = group.compactMap { item -> (index: Int32, item: MessageScanVisitor.Found)? in
                lookup.table.index(ofNumber: item.object).map { ($0, item) }
            }.filter { selection?[Int($0.index)] ?? true }
            if commits.isEmpty {
                // A tag; what it says is no commit's work.
                guard selection == nil,
                    let tag = group.min(by: { lookup.catalog.id(of: $0.object) < lookup.catalog.id(of: $1.object) }),
                    lookup.table.index(ofNumber: tag.object) == nil
                else { return nil }
                let id = lookup.catalog.id(of: tag.object)
                var draft = Draft(carrier: key.carrier, path: Array(id.hex.utf8), sighting: tag.sighting)
                draft.note = "in an annotated tag; tags name no commit that brought them in"
                return draft
            }
            let order = lookup.sorted(commits.map(\.index))
            guard let oldest = order.first, let item = commits.first(where: { $0.index == oldest })?.item else {
                return nil
            }
            var draft = Draft(
                carrier: key.carrier, path: Array(lookup.id(of: oldest).hex.utf8), sighting: item.sighting)
            draft.introduced = order
            draft.versions = order.count
            draft.isAtHead = order.contains { isAtHead[Int($0)] }
            if !order.contains(where: { lookup.isReachable[Int($0)] }) {
                draft.note = "unreachable: no ref leads to the commit"
            }
            return draft
        }
    }
}
