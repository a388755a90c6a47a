internal import Detection
internal import Model
internal import Repositories

/// `--since`, `--range` and `--branch`: of commits that are not asked for only the links are read.
extension HistoryScan {
    /// Of so many commits, or of this share of all, everything is read at once: then most of it is asked for anyway.
    private static let manyCommits = 2_000
    private static let largeShare = 8

    func runSelected(
        _ catalog: ObjectCatalog, grafts: Set<ObjectID>, into result: inout TargetResult
    ) throws(ScanError) -> Outcome {
        let graphed = GraphedCommits(catalog, grafts: grafts)
        let links = scanMessages(catalog, .links, besides: graphed.known, into: &result)
        let history = ReadHistory(
            links.map { $0.takeBuilder() } + [graphed.builder], references: references, catalog: catalog, grafts: grafts
        )
        noteAbsentTargets(history, into: &result)
        // Of a history that was not read to its end nobody can say which part was asked for.
        if context.progress.cancellation.isSet { return Outcome(drafts: [], commits: nil) }
        let selection =
            try CommitSelection(options: options, layout: layout).selection(
                in: history.table, catalog: catalog) ?? []
        let selected = selection.indices.filter { selection[$0] }
        guard !selected.isEmpty else {
            if let range = options.range {
                result.notices.append("the range \(range) holds no commit, so nothing of it was looked at")
            }
            return Outcome(drafts: [], commits: history.lookup)
        }
        let numbers = selected.map { history.table.commits[$0].number }
        let messages = scanMessages(
            catalog, kinds: [.commit], .texts, besides: NumberSet(allBut: numbers, count: catalog.count), into: &result
        )
        .flatMap(\.found)
        let isMost =
            options.isExhaustive
            || selected.count > max(Self.manyCommits, history.table.commits.count / Self.largeShare)
        let found =
            isMost
            ? everything(of: history, selection, messages, into: &result)
            : changes(of: history, selection, messages, into: &result)
        return Outcome(drafts: drafts(of: found, selection: selection, into: &result), commits: history.lookup)
    }

    private func everything(
        of history: ReadHistory, _ selection: [Bool], _ messages: [MessageScanVisitor.Found],
        into result: inout TargetResult
    ) -> FoundHistory {
        let holdings = BlobScan(context: context, layout: layout, source: source, catalog: history.catalog).run(
            into: &result)
        let graph = readTrees(
            history.catalog, interesting: holdings, table: history.table, selection: selection, into: &result)
        return FoundHistory(
            history: history, holdings: holdings, graph: graph,
            lifetimes: lifetimes(graph, history, holdings, selection: selection), messages: messages,
            names: Set(graph.names.all))
    }

    /// What the commits changed, and what stands at the same paths in the trees of all refs, for a finding names
    /// those that hold it.
    private func changes(
        of history: ReadHistory, _ selection: [Bool], _ messages: [MessageScanVisitor.Found],
        into result: inout TargetResult
    ) -> FoundHistory {
        let catalog = history.catalog
        context.progress.begin("trees", total: nil)
        var trees = SelectedTrees(catalog: catalog, jobs: options.jobs, progress: context.progress.walk)
        let changed = trees.changedBlobs(of: selection, in: history.table)
        var holdings = scan(changed, of: catalog, into: &result)
        var graph = graph(of: trees, holdings, catalog)
        let first = Lifetimes(
            graph: graph, commits: history.table, holdings: Self.numbers(holdings), roots: [], head: nil,
            selection: selection,
            jobs: options.jobs, cancellation: context.progress.cancellation)
        let paths = Set(first.histories.filter(\.value.begins).map(\.key.path))
        if !paths.isEmpty {
            context.progress.begin("trees", total: nil)
            let roots = history.tips.roots + (history.tips.head.map { [history.table.commits[$0].tree] } ?? [])
            let held = trees.blobs(at: paths.map { first.paths.bytes(of: $0, names: graph.names) }, below: roots)
            holdings.merge(scan(held.subtracting(changed), of: catalog, into: &result)) { first, _ in first }
            graph = self.graph(of: trees, holdings, catalog)
        }
        let selected = Set(
            selection.indices.lazy.filter { selection[$0] }.map {
                catalog.id(of: Int(history.table.commits[$0].number))
            })
        noteTrees(
            trees.read.visitors, missing: history.table.missing.filter { selected.contains($0.namedBy) },
            catalog: catalog,
            into: &result)
        noteOverflow(of: graph, catalog: catalog, into: &result)
        note(
            WrongKinds.find(
                by: trees.read.visitors, graph: graph, commits: history.table, selection: selection, files: changed,
                in: catalog), into: &result)
        return FoundHistory(
            history: history, holdings: holdings, graph: graph,
            lifetimes: lifetimes(graph, history, holdings, selection: selection), messages: messages,
            names: Set(graph.names.all))
    }

    private func scan(
        _ blobs: Set<Int32>, of catalog: ObjectCatalog, into result: inout TargetResult
    ) -> [Int32: [Holding]] {
        if blobs.isEmpty { return [:] }
        return BlobScan(context: context, layout: layout, source: source, catalog: catalog, only: blobs).run(
            into: &result)
    }

    private func graph(of trees: SelectedTrees, _ holdings: [Int32: [Holding]], _ catalog: ObjectCatalog) -> TreeGraph {
        let set = NumberSet(holdings.keys, count: catalog.count)
        return TreeGraph(
            trees.read, isOfInterest: { set.contains($0) }, unreadable: trees.unreadable,
            cancellation: context.progress.cancellation)
    }

    static func numbers(_ holdings: [Int32: [Holding]]) -> [Int32: [Lifetimes.Holding]] {
        holdings.mapValues { $0.map { Lifetimes.Holding(credential: $0.credential, rule: $0.rule, slot: $0.slot) } }
    }
}
