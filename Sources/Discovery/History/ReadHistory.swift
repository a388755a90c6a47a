internal import Model
internal import Repositories

/// The commits of a repository and the refs that lead to them.
struct ReadHistory: Sendable {
    let catalog: ObjectCatalog
    let table: CommitTable
    let tips: Tips
    let lookup: CommitLookup
    let isShallow: Bool

    init(
        _ builders: consuming [CommitTable.Builder], references: ReferenceList, catalog: ObjectCatalog,
        grafts: Set<ObjectID>
    ) {
        self.catalog = catalog
        table = CommitTable(builders, catalog: catalog, grafts: grafts)
        tips = Tips(references: references, table: table, catalog: catalog)
        lookup = CommitLookup(table: table, catalog: catalog, isReachable: table.reachable(from: tips.commits))
        isShallow = !grafts.isEmpty
    }
}
