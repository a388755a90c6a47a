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
            note(problem.isDamage ? .corruptPack : .unreadable, problem.path, problem.reason, into: &result)
        }
        let grafts = layout.shallowCommits
        if !grafts.isEmpty {
            note(
                .shallow, "history",
                "the clone is shallow: it ends at \(grafts.count) commits and what lies before them is absent; `git fetch --unshallow` brings it",
                into: &result)
        }
        if options.selectsCommits { return try runSelected(catalog, grafts: grafts, into: &result) }
        let messages = scanMessages(catalog, into: &result)
        let builders = messages.map(\.builder)
        let holdings = BlobScan(context: context, layout: layout, source: source, catalog: catalog).run(into: &result)
        let visitors = walkTrees(catalog, interesting: holdings)
        // The commits' table is made while the trees are put together: each is work of one processor.
        let nameTables = visitors.map(\.names)
        let ((history, names), graph) = concurrently(jobs: options.jobs) {
            (
                ReadHistory(builders, references: references, catalog: catalog, grafts: grafts),
                nameTables.reduce(into: Set()) { $0.formUnion($1.all) }
            )
        } _: {
            TreeGraph(visitors, objectCount: catalog.count, cancellation: context.progress.cancellation)
        }
        noteAbsentTargets(history, into: &result)
        noteTrees(visitors, missing: history.table.missing, catalog: catalog, into: &result)
        noteOverflow(of: graph, catalog: catalog, into: &result)
        note(WrongKinds.find(by: visitors, graph: graph, commits: history.table, in: catalog), into: &result)
        let lifetimes = lifetimes(graph, history, holdings, selection: nil)
        let index = IndexDrafts(context: context, layout: layout, source: source, catalog: catalog, holdings: holdings)
        let staged = index.files(into: &result)
        context.progress.begin("findings", total: nil)
        let blobs = BlobDrafts(
            context: context, source: source, history: history, lifetimes: lifetimes, graph: graph, holdings: holdings,
            prefix: prefix, isSelective: false,
            staged: Set(staged.compactMap { catalog.number(of: $0.blob).map(Int32.init) }))
        var drafts = blobs.drafts(into: &result)
        if takesMessages {
            drafts += MessageDrafts(lookup: history.lookup, tips: history.tips, selection: nil).drafts(
                from: messages.flatMap(\.found))
        }
        drafts += NameDrafts(context: context, history: history, prefix: prefix, selection: nil).drafts(of: names)
        drafts += index.drafts(of: staged, notIn: drafts, into: &result)
        let artefacts =
            options.collectsArtefacts
            ? ArtefactHistory(
                context: context, source: source, prefix: prefix, lookup: history.lookup, tips: history.tips
            ).run() : nil
        return Outcome(drafts: drafts, commits: history.lookup, artefacts: artefacts)
    }

    /// Messages stand at no path.
    var takesMessages: Bool { layout.prefix.isEmpty && !options.hasIncludes }

    func noteAbsentTargets(_ history: ReadHistory, into result: inout TargetResult) {
        let (catalog, table) = (history.catalog, history.table)
        if let head = references.head, references.headBranch == nil, catalog.number(of: head) == nil {
            note(
                .missingObject, "HEAD", "HEAD names \(head.hex), which is absent; `git fsck` shows the damage",
                into: &result)
        }
        for (id, tag) in table.missingTagTargets.sorted(by: { ($0.id, $0.namedBy) < ($1.id, $1.namedBy) }) {
            note(
                .missingObject, "\(id.hex) (named by tag \(tag.hex))",
                "the tag's target is absent; `git fsck` shows the damage, another clone may have it", into: &result)
        }
        for id in table.unlinked {
            note(
                .corruptObject, id.hex,
                "a commit that names no tree or a tag that names nothing; `git fsck` shows the damage", into: &result)
        }
        for reference in references.references where catalog.number(of: reference.target) == nil {
            let absence = AbsentObject(in: catalog)
            note(
                absence.reason, reference.name, "the ref names \(reference.target.hex), \(absence.detail)",
                into: &result)
        }
    }

    func note(_ faults: [WrongKinds.Fault], into result: inout TargetResult) {
        if context.progress.cancellation.isSet { return }
        for fault in faults {
            note(
                .corruptObject, fault.id.hex,
                "it is named as a \(fault.namedAs.word) and is a \(fault.kind.word): what is in it has no path there; `git fsck` shows the damage",
                into: &result)
        }
    }

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
        let visitors = walkTrees(catalog, interesting: interesting)
        let graph = TreeGraph(visitors, objectCount: catalog.count, cancellation: context.progress.cancellation)
        noteTrees(visitors, missing: table.missing, catalog: catalog, into: &result)
        noteOverflow(of: graph, catalog: catalog, into: &result)
        note(
            WrongKinds.find(by: visitors, graph: graph, commits: table, selection: selection, in: catalog),
            into: &result)
        return graph
    }

    func noteOverflow(of graph: TreeGraph, catalog: ObjectCatalog, into result: inout TargetResult) {
        for tree in graph.overflowing {
            note(
                .limitHit, catalog.id(of: Int(tree)).hex,
                """
                more than \(TreeGraph.greatestPathCount) paths below the tree lead to credentials, and the others are not \
                followed: look at it by hand, no tree of people's is so
                """, into: &result)
        }
    }

    private func walkTrees(_ catalog: ObjectCatalog, interesting: [Int32: [Holding]]) -> [TreeVisitor] {
        context.progress.begin("trees", total: catalog.count(of: .tree))
        let set = NumberSet(interesting.keys, count: catalog.count)
        let visitors = catalog.walk(.tree, jobs: options.jobs, progress: context.progress.walk) {
            TreeVisitor(catalog: catalog, notesFiles: true) { set.contains($0) }
        }
        context.progress.begin("paths", total: nil)
        return visitors
    }

    /// - Parameter missing: what commits name and the catalog does not have.
    func noteTrees(
        _ visitors: [TreeVisitor], missing: [(id: ObjectID, namedBy: ObjectID)], catalog: ObjectCatalog,
        into result: inout TargetResult
    ) {
        result.counts.trees += visitors.reduce(0) { $0 + $1.treeCount }
        // A walk that was stopped has not seen everything; what it lacks proves nothing.
        if !context.progress.cancellation.isSet { noteMissing(visitors, missing, catalog: catalog, into: &result) }
        for problem in visitors.flatMap(\.unreadable).sorted(by: { $0.id < $1.id }) {
            let unread = UnreadObject(problem.reason, advice: "`git fsck` shows the damage")
            note(unread.reason, problem.id.hex, unread.detail, into: &result)
        }
        let submodules = visitors.reduce(0) { $0 + $1.submoduleCount }
        if submodules > 0 {
            result.coverage.note(
                Coverage.Entry(
                    source: source, reason: .submodule, subject: "history",
                    detail:
                        "trees name commits of submodules, which are repositories of their own; scan them as targets"),
                count: 1)
        }
    }

    private func noteMissing(
        _ visitors: [TreeVisitor], _ namedByCommits: [(id: ObjectID, namedBy: ObjectID)], catalog: ObjectCatalog,
        into result: inout TargetResult
    ) {
        let absence = AbsentObject(in: catalog)
        let detail =
            catalog.hasPromisor
            ? "the clone is partial and the object was left on the server; a full clone (`git clone --mirror`) has it"
            : "the object is named, \(absence.detail)"
        var missing: [ObjectID: String] = [:]
        for visitor in visitors {
            for (id, name) in visitor.missing {
                let text = String(decoding: name, as: UTF8.self)
                missing[id] = min(missing[id] ?? text, text)
            }
        }
        for (id, parent) in namedByCommits { missing[id] = "named by commit \(parent.hex)" }
        for (id, name) in missing.sorted(by: { $0.key < $1.key }) {
            note(absence.reason, "\(id.hex) (\(name))", detail, into: &result)
        }
    }

    private func note(_ reason: Coverage.Reason, _ subject: String, _ detail: String, into result: inout TargetResult) {
        result.coverage.note(Coverage.Entry(source: source, reason: reason, subject: subject, detail: detail))
    }
}
