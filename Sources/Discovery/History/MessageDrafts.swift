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

    /// One text, or several that have the same credential.
    private struct Group {
        let carrier: Carrier
        /// Of the oldest commit, or of a tag.
        let sighting: Sighting
        /// Oldest first; empty for tags.
        let commits: [Int32]
        /// In order; empty for commits.
        let tags: [ObjectID]
    }

    func drafts(from found: [MessageScanVisitor.Found]) -> [Draft] {
        let groups = Dictionary(grouping: found) {
            Key(credential: $0.sighting.holding.credential, carrier: $0.carrier)
        }.compactMap { group($0.carrier, of: $1) }
        if groups.isEmpty { return [] }
        let isAtHead = lookup.table.reachable(from: tips.head.map { [$0] } ?? [])
        let holders = CommitHolders(lookup.table).holders(
            of: groups.map(\.commits), tips: tips.commits, limit: Lifetimes.namedTips)
        return zip(groups, holders).map { group, holders in
            group.commits.isEmpty ? draft(ofTags: group) : draft(group, holders, isAtHead)
        }
    }

    private func group(_ carrier: Carrier, of found: [MessageScanVisitor.Found]) -> Group? {
        let commits = found.compactMap { item -> (index: Int32, item: MessageScanVisitor.Found)? in
            lookup.table.index(ofNumber: item.object).map { ($0, item) }
        }.filter { selection?[Int($0.index)] ?? true }
        let order = lookup.sorted(commits.map(\.index))
        if let oldest = order.first, let item = commits.first(where: { $0.index == oldest })?.item {
            return Group(carrier: carrier, sighting: item.sighting, commits: order, tags: [])
        }
        // A tag; what it says is no commit's work.
        let tags = found.filter { lookup.table.index(ofNumber: $0.object) == nil }.map {
            (id: lookup.catalog.id(of: $0.object), sighting: $0.sighting)
        }
        guard selection == nil, let first = tags.min(by: { $0.id < $1.id }) else { return nil }
        return Group(carrier: carrier, sighting: first.sighting, commits: [], tags: tags.map(\.id).sorted())
    }

    private func draft(_ group: Group, _ holders: CommitHolders.Holders, _ isAtHead: [Bool]) -> Draft {
        let path = group.commits.first.map { lookup.id(of: $0).hex } ?? ""
        var draft = Draft(carrier: group.carrier, path: Array(path.utf8), sighting: group.sighting)
        draft.introduced = group.commits
        draft.versions = group.commits.count
        draft.isAtHead = group.commits.contains { isAtHead[Int($0)] }
        for tip in holders.tips where draft.presentIn.last != tips.commitNames[tip] {
            draft.presentIn.append(tips.commitNames[tip])
        }
        if holders.count > holders.tips.count { draft.refCount = holders.count }
        if holders.count == 0 { draft.note = "unreachable: no ref leads to the commit" }
        return draft
    }

    private func draft(ofTags group: Group) -> Draft {
        let path = group.tags.first?.hex ?? ""
        var draft = Draft(carrier: group.carrier, path: Array(path.utf8), sighting: group.sighting)
        var refs: [String] = []
        for name in group.tags.flatMap({ tips.tags[$0] ?? [] }) where !refs.contains(name) { refs.append(name) }
        draft.presentIn = Array(refs.prefix(Lifetimes.namedTips))
        if refs.count > draft.presentIn.count { draft.refCount = refs.count }
        draft.note =
            refs.isEmpty
            ? "in an annotated tag that no ref names" : "in an annotated tag; tags name no commit that brought them in"
        return draft
    }
}
