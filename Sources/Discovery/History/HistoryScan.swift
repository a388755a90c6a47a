internal import Detection
internal import Model
internal import Repositories

/// Scans everything in the object database and tells when each credential came and went.
struct HistoryScan {
    let context: ScanContext
    let layout: RepositoryLayout
    let source: String
    let references: ReferenceList
    /// Nil where objects cannot be read.
    let catalog: ObjectCatalog?

    struct Outcome {
        let drafts: [Draft]
        let commits: CommitLookup?
        /// Nil where artefacts were not asked for.
        var artefacts: ArtefactHistory.Outcome?
    }

    var options: ScanOptions { context.options }
    var prefix: [UInt8] { Array(layout.prefix.utf8) }

    func run(into result: inout TargetResult) throws(ScanError) -> Outcome {
        guard let catalog else { return Outcome(drafts: [], commits: nil) }
        for problem in catalog.problems {
            note(problem.kind == .damaged ? .corruptPack : .unreadable, problem.path, problem.reason, into: &result)
        }
        result.notices += catalog.remarks
        let grafts = layout.shallowCommits
        if !grafts.isEmpty {
            note(
                .shallow, "history",
                "the clone is shallow: it ends at \(grafts.count) commits and what lies before them is absent; `git fetch --unshallow` brings it",
                into: &result)
        }
        return options.selectsCommits
            ? try runSelected(catalog, grafts: grafts, into: &result) : runWhole(catalog, grafts: grafts, into: &result)
    }

    private func runWhole(_ catalog: ObjectCatalog, grafts: Set<ObjectID>, into result: inout TargetResult) -> Outcome {
        let found = readWhole(catalog, grafts: grafts, into: &result)
        let history = found.history
        let index = IndexDrafts(
            context: context, layout: layout, source: source, catalog: catalog, holdings: found.holdings)
        let staged = index.files(into: &result)
        var drafts = drafts(
            of: found, selection: nil, staged: Set(staged.compactMap { catalog.number(of: $0.blob).map(Int32.init) }),
            into: &result)
        drafts += index.drafts(of: staged, notIn: drafts, into: &result)
        let artefacts =
            options.collectsArtefacts
            ? ArtefactHistory(
                context: context, source: source, prefix: prefix, lookup: history.lookup, tips: history.tips
            ).run() : nil
        return Outcome(drafts: drafts, commits: history.lookup, artefacts: artefacts)
    }

    private func readWhole(
        _ catalog: ObjectCatalog, grafts: Set<ObjectID>, into result: inout TargetResult
    ) -> FoundHistory {
        let messages = scanMessages(catalog, into: &result)
        let builders = messages.map { $0.takeBuilder() }
        let holdings = BlobScan(context: context, layout: layout, source: source, catalog: catalog).run(into: &result)
        let trees = walkTrees(catalog, interesting: holdings)
        // The commits' table is made while the trees are put together: each is work of one processor.
        let nameTables = trees.visitors.map(\.names)
        let ((history, names), graph) = concurrently(jobs: options.jobs) {
            (
                ReadHistory(builders, references: references, catalog: catalog, grafts: grafts),
                nameTables.reduce(into: Set()) { $0.formUnion($1.all) }
            )
        } _: {
            TreeGraph(trees, cancellation: context.progress.cancellation)
        }
        trees.release()
        noteAbsentTargets(history, into: &result)
        noteTrees(trees.visitors, missing: history.table.missing, catalog: catalog, into: &result)
        noteOverflow(of: graph, catalog: catalog, into: &result)
        note(WrongKinds.find(by: trees.visitors, graph: graph, commits: history.table, in: catalog), into: &result)
        return FoundHistory(
            history: history, holdings: holdings, graph: graph,
            lifetimes: lifetimes(graph, history, holdings, selection: nil), messages: messages.flatMap(\.found),
            names: names)
    }

    /// What stands in blobs, messages and names, with its history.
    /// - Parameters:
    ///   - selection: whether a commit's changes are asked for; nil for all.
    ///   - staged: blobs that the index names, by number.
    func drafts(
        of found: FoundHistory, selection: [Bool]?, staged: Set<Int32> = [], into result: inout TargetResult
    ) -> [Draft] {
        context.progress.begin("findings", total: nil)
        let history = found.history
        let blobs = BlobDrafts(
            context: context, source: source, found: found, prefix: prefix, isSelective: selection != nil,
            staged: staged)
        var drafts = blobs.drafts(into: &result)
        if takesMessages {
            drafts += MessageDrafts(lookup: history.lookup, tips: history.tips, selection: selection)
                .drafts(from: found.messages)
        }
        let subject = "the names of files and folders"
        if var scanner = ContentScanner.orNote(context, subject, in: source, into: &result.coverage) {
            drafts += NameDrafts(context: context, history: history, prefix: prefix, selection: selection)
                .drafts(of: found.names, with: &scanner)
        }
        return drafts
    }

    /// Messages stand at no path.
    private var takesMessages: Bool { layout.prefix.isEmpty && !options.hasIncludes }

    func lifetimes(_ graph: TreeGraph, _ history: ReadHistory, _ holdings: [Int32: [Holding]], selection: [Bool]?)
        -> Lifetimes
    {
        context.progress.begin("lifetimes", total: nil)
        return Lifetimes(
            graph: graph, commits: history.table,
            holdings: Self.numbers(holdings),
            roots: history.tips.roots, head: history.tips.head, selection: selection, jobs: options.jobs,
            cancellation: context.progress.cancellation)
    }

    /// - Parameters:
    ///   - reading: what is asked for.
    ///   - known: commits that are passed over.
    func scanMessages(
        _ catalog: ObjectCatalog, kinds: [ObjectKind] = [.commit, .tag], _ reading: MessageScanVisitor.Reading = .all,
        besides known: NumberSet? = nil, into result: inout TargetResult
    ) -> [MessageScanVisitor] {
        var all: [MessageScanVisitor] = []
        let (context, source) = (context, source)
        for kind in kinds {
            context.progress.begin(kind == .commit ? "commits" : "tags", total: nil)
            let visitors = catalog.walk(kind, besides: known, jobs: options.jobs, progress: context.progress.walk) {
                MessageScanVisitor(context, catalog: catalog, source: source, kind: kind, reading)
            }
            for visitor in visitors {
                if kind == .commit {
                    result.counts.commits += visitor.count
                } else {
                    result.counts.tags += visitor.count
                }
                result.counts.bytes += visitor.bytes
                result.coverage.merge(visitor.coverage)
            }
            all += visitors
        }
        return all
    }

    func readTrees(
        _ catalog: ObjectCatalog, interesting: [Int32: [Holding]], table: CommitTable, selection: [Bool],
        into result: inout TargetResult
    ) -> TreeGraph {
        let trees = walkTrees(catalog, interesting: interesting)
        let graph = TreeGraph(trees, cancellation: context.progress.cancellation)
        trees.release()
        noteTrees(trees.visitors, missing: table.missing, catalog: catalog, into: &result)
        noteOverflow(of: graph, catalog: catalog, into: &result)
        note(
            WrongKinds.find(by: trees.visitors, graph: graph, commits: table, selection: selection, in: catalog),
            into: &result)
        return graph
    }

    private func walkTrees(_ catalog: ObjectCatalog, interesting: [Int32: [Holding]]) -> ReadTrees {
        context.progress.begin("trees", total: catalog.count(of: .tree))
        let set = NumberSet(interesting.keys, count: catalog.count)
        // Files of one word are told by their names; a set of labels may have a million.
        let words = interesting.filter { LoneHolding.isOnly($0.value) }
        let lone = NumberSet(words.keys, count: catalog.count)
        let trees = catalog.readTrees(notesFiles: true, jobs: options.jobs, progress: context.progress.walk) {
            set.contains($0)
        } takes: { number, name in
            !lone.contains(number) || LoneHolding.mayBeSecret(words[Int32(number)], named: name)
        }
        context.progress.begin("paths", total: nil)
        return trees
    }
}
