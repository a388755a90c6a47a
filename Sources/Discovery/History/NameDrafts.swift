internal import Model
internal import Repositories

/// Makes drafts of credentials in names, one for each path that ends with such a name, with its history. All trees are
/// read once more for it: hardly any repository has such names.
struct NameDrafts {
    let context: ScanContext
    let history: ReadHistory
    let prefix: [UInt8]
    /// Whether a commit's changes are asked for; nil for all.
    let selection: [Bool]?

    /// - Parameter names: of the history's trees.
    func drafts(of names: some Sequence<[UInt8]>, with scanner: inout ContentScanner) -> [Draft] {
        let found = NameScan.sightings(in: names, with: &scanner)
        if found.isEmpty { return [] }
        let catalog = history.catalog
        // Each name stands for an object that the catalog does not have.
        let sorted = found.keys.sorted { $0.lexicographicallyPrecedes($1) }
        let numbers = Dictionary(
            uniqueKeysWithValues: zip(sorted, Int32(catalog.count)..<Int32(catalog.count + sorted.count)))
        let (jobs, progress) = (context.options.jobs, context.progress)
        let trees = catalog.readTrees(named: numbers, jobs: jobs, progress: progress.walk) { _ in false }
        let graph = TreeGraph(trees, cancellation: progress.cancellation)
        let holdings = numbers.reduce(into: [:]) { $0[$1.value] = (found[$1.key] ?? []).map(\.holding) }
        let lifetimes = Lifetimes(
            graph: graph, commits: history.table, holdings: HistoryScan.numbers(holdings), roots: history.tips.roots,
            head: history.tips.head, selection: selection, jobs: jobs, cancellation: progress.cancellation)
        return drafts(of: found, lifetimes, graph)
    }

    private func drafts(of found: [[UInt8]: [Sighting]], _ lifetimes: Lifetimes, _ graph: TreeGraph) -> [Draft] {
        let provenance = HistoryProvenance(
            history: history, graph: graph, cancellation: context.progress.cancellation)
        var drafts: [Draft] = []
        var placed: Set<[UInt8]> = []
        for (place, lifetime) in lifetimes.histories {
            let path = lifetimes.paths.bytes(of: place.path, names: graph.names)
            let name = Array(path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...])
            placed.insert(name)
            guard path.starts(with: prefix), context.options.paths.takes(path) else { continue }
            if selection != nil && !lifetime.begins { continue }
            for sighting in found[name] ?? [] where sighting.holding.credential == place.credential {
                var draft = NameScan.draft(at: path, named: name.count, sighting)
                provenance.tell(&draft, lifetime)
                draft.note = [NameScan.note, draft.note].compactMap { $0 }.joined(separator: "; ")
                drafts.append(draft)
            }
        }
        // Of a scan that was stopped, and of trees that nothing names.
        if selection == nil, prefix.isEmpty, !context.options.hasIncludes {
            for (name, sightings) in found where !placed.contains(name) {
                drafts += sightings.map { NameScan.draft(at: name, named: name.count, $0) }
            }
        }
        return drafts
    }
}
