internal import Detection
internal import Model
internal import Repositories

/// Scans everything in the object database and tells when each credential came and went.
struct HistoryScan {
    let context: ScanContext
    let layout: RepositoryLayout
    let source: String
    let references: ReferenceList

    struct Outcome {
        let drafts: [Draft]
        let commits: CommitLookup?
        /// Nil where artefacts were not asked for.
        var artefacts: ArtefactHistory.Outcome?
    }

    private var options: ScanOptions { context.options }
    private var prefix: [UInt8] { Array(layout.prefix.utf8) }

    func run(into result: inout TargetResult) throws(ScanError) -> Outcome {
        guard layout.objectFormat == "sha1" else { return Outcome(drafts: [], commits: nil) }
        context.progress.begin("packs", total: nil)
        let catalog = ObjectCatalog(objectFolder: layout.commonDirectory + "/objects", jobs: options.jobs, memory: options.memory)
        for problem in catalog.problems {
            note(problem.isPack ? .corruptPack : .unreadable, problem.path, problem.reason, into: &result)
        }
        let grafts = layout.shallowCommits
        if !grafts.isEmpty {
            note(.shallow, "history", "the clone is shallow: it ends at \(grafts.count) commits and what lies before them is absent; `git fetch --unshallow` brings it", into: &result)
        }
        let messages = scanMessages(catalog, into: &result)
        let builders = messages.map(\.builder)
        let references = references
        let cancellation = context.progress.cancellation
        // The commits' table is made while the blobs are scanned: neither needs the other.
        var blobResult = TargetResult(target: result.target)
        let (commits, holdings) = concurrently(jobs: options.jobs) {
            let table = CommitTable(builders, catalog: catalog, grafts: grafts)
            let tips = Tips(references: references, table: table, catalog: catalog)
            return (table: table, tips: tips, lookup: CommitLookup(table: table, catalog: catalog, isReachable: table.reachable(from: tips.commits)))
        } _: {
            BlobScan(context: context, layout: layout, source: source, catalog: catalog).run(into: &blobResult)
        }
        result.counts.add(blobResult.counts)
        result.coverage.merge(blobResult.coverage)
        let (table, tips, lookup) = commits
        for reference in references.references where catalog.number(of: reference.target) == nil {
            note(.missingObject, reference.name, "the ref names \(reference.target.hex), which is absent; `git fsck` shows the damage", into: &result)
        }
        // Of a history that was not read to its end nobody can say which part was asked for.
        if options.selectsCommits, cancellation.isSet { return Outcome(drafts: [], commits: nil) }
        let selection = try CommitSelection(options: options, layout: layout).selection(in: table, catalog: catalog, tips: tips)

        let (graph, names) = readTrees(catalog, interesting: holdings, table: table, into: &result)
        context.progress.begin("lifetimes", total: nil)
        let lifetimes = Lifetimes(
            graph: graph, commits: table,
            holdings: holdings.mapValues { $0.map { Lifetimes.Holding(credential: $0.credential, rule: $0.rule, slot: $0.slot) } },
            tips: tips.commits, head: tips.head, selection: selection, jobs: options.jobs,
            cancellation: context.progress.cancellation)
        let index = IndexDrafts(context: context, layout: layout, source: source, catalog: catalog, holdings: holdings)
        let staged = selection == nil ? index.files(into: &result) : []
        context.progress.begin("findings", total: nil)
        let blobs = BlobDrafts(
            context: context, source: source, lookup: lookup, lifetimes: lifetimes, graph: graph, holdings: holdings,
            tips: tips, prefix: prefix, isSelective: selection != nil, isShallow: !grafts.isEmpty,
            staged: Set(staged.compactMap { catalog.number(of: $0.blob).map(Int32.init) }))
        var drafts = blobs.drafts(into: &result)
        if layout.prefix.isEmpty, !options.hasIncludes {
            drafts += MessageDrafts(lookup: lookup, tips: tips, selection: selection)
                .drafts(from: messages.flatMap(\.found))
            if selection == nil { drafts += NameScan(context: context, source: source).drafts(of: names) }
        }
        drafts += index.drafts(of: staged, notIn: drafts, into: &result)
        let artefacts =
            options.collectsArtefacts && selection == nil
            ? ArtefactHistory(context: context, source: source, prefix: prefix, lookup: lookup, tips: tips).run() : nil
        return Outcome(drafts: drafts, commits: lookup, artefacts: artefacts)
    }

    private func scanMessages(_ catalog: ObjectCatalog, into result: inout TargetResult) -> [MessageScanVisitor] {
        var all: [MessageScanVisitor] = []
        let (context, source) = (context, source)
        for kind in [ObjectKind.commit, .tag] {
            context.progress.begin(kind == .commit ? "commits" : "tags", total: nil)
            let visitors = catalog.walk(kind, jobs: options.jobs, progress: context.progress.walk) {
                MessageScanVisitor(context, catalog: catalog, source: source, kind: kind)
            }
            for visitor in visitors {
                if kind == .commit { result.counts.commits += visitor.count } else { result.counts.tags += visitor.count }
                result.counts.bytes += visitor.bytes
                result.coverage.merge(visitor.coverage)
            }
            all += visitors
        }
        return all
    }

    private func readTrees(
        _ catalog: ObjectCatalog, interesting: [Int32: [Holding]], table: CommitTable, into result: inout TargetResult
    ) -> (graph: TreeGraph, names: Set<[UInt8]>) {
        context.progress.begin("trees", total: catalog.count(of: .tree))
        let set = NumberSet(interesting.keys, count: catalog.count)
        let visitors = catalog.walk(.tree, jobs: options.jobs, progress: context.progress.walk) {
            TreeVisitor(catalog: catalog) { set.contains($0) }
        }
        context.progress.begin("paths", total: nil)
        let graph = TreeGraph(visitors, objectCount: catalog.count, cancellation: context.progress.cancellation)
        result.counts.trees += graph.treeCount
        // A walk that was stopped has not seen everything; what it lacks proves nothing.
        if !context.progress.cancellation.isSet { noteMissing(visitors, table: table, catalog: catalog, into: &result) }
        for problem in visitors.flatMap(\.unreadable).sorted(by: { $0.id < $1.id }) {
            note(.corruptObject, problem.id.hex, "\(problem.reason); `git fsck` shows the damage", into: &result)
        }
        let submodules = visitors.reduce(0) { $0 + $1.submoduleCount }
        if submodules > 0 {
            result.coverage.note(
                Coverage.Entry(
                    source: source, reason: .submodule, subject: "history",
                    detail: "trees name commits of submodules, which are repositories of their own; scan them as targets"), count: 1)
        }
        return (graph, visitors.reduce(into: []) { $0.formUnion($1.allNames) })
    }

    private func noteMissing(
        _ visitors: [TreeVisitor], table: CommitTable, catalog: ObjectCatalog, into result: inout TargetResult
    ) {
        let advice =
            catalog.hasPromisor
            ? "the clone is partial and the object was left on the server; a full clone (`git clone --mirror`) has it"
            : "the object is named and absent: the repository is damaged; `git fsck` lists the damage, another clone may have it"
        var missing: [ObjectID: String] = [:]
        for visitor in visitors {
            for (id, name) in visitor.missing {
                let text = String(decoding: name, as: UTF8.self)
                missing[id] = min(missing[id] ?? text, text)
            }
        }
        for (id, parent) in table.missing { missing[id] = "named by commit \(parent.hex)" }
        for (id, name) in missing.sorted(by: { $0.key < $1.key }) {
            note(.missingObject, "\(id.hex) (\(name))", advice, into: &result)
        }
    }

    private func note(_ reason: Coverage.Reason, _ subject: String, _ detail: String, into result: inout TargetResult) {
        result.coverage.note(Coverage.Entry(source: source, reason: reason, subject: subject, detail: detail))
    }
}

/// The commits that refs point at, in the order of the refs.
struct Tips: Sendable {
    let names: [String]
    let commits: [Int]
    let head: Int?
    let notes: [Int]
    /// Names of refs that lead to what is no commit, by what they lead to: blobs and trees can be tagged too.
    let others: [ObjectID: [String]]

    init(references: ReferenceList, table: CommitTable, catalog: ObjectCatalog) {
        var names: [String] = []
        var commits: [Int] = []
        var notes: [Int] = []
        var others: [ObjectID: [String]] = [:]
        for reference in references.references {
            guard let index = table.index(of: reference.target, in: catalog) else {
                others[table.peeled(reference.target), default: []].append(reference.name)
                continue
            }
            names.append(reference.name)
            commits.append(index)
            if reference.name.hasPrefix("refs/notes/") { notes.append(index) }
            // A stash keeps index and untracked files in its second and third parent, which no tree of it shows.
            if reference.name == "refs/stash" {
                for parent in table.commits[index].parents.dropFirst() {
                    names.append(reference.name)
                    commits.append(Int(parent))
                }
            }
        }
        if let id = references.head, let index = table.index(of: id, in: catalog) {
            head = index
            // A detached HEAD holds its commit like a ref.
            if references.headBranch == nil {
                names.insert("HEAD", at: 0)
                commits.insert(index, at: 0)
            }
        } else {
            head = nil
        }
        self.names = names
        self.commits = commits
        self.notes = notes
        self.others = others
    }
}
