internal import ConfigTrees
internal import Detection
internal import Model
internal import Repositories

/// Scans one repository: objects, refs, messages, its own folder, index and working tree; then tells each credential's history.
struct RepositoryScan {
    let context: ScanContext
    let layout: RepositoryLayout
    let source: String

    private var options: ScanOptions { context.options }
    private var prefix: [UInt8] { Array(layout.prefix.utf8) }
    private var isWholeRepository: Bool { layout.prefix.isEmpty }

    func run() throws(ScanError) -> TargetResult {
        var result = TargetResult(target: RunRecord.Target(source: source, kind: .repository))
        result.target.isBare = layout.worktree == nil
        context.progress.begin("packs", total: nil)
        // Neither needs the other, and both are for the most part work of one processor.
        let (catalog, references) = concurrently(jobs: options.jobs) {
            openCatalog()
        } _: {
            readReferences(into: &result)
        }
        var drafts: [Draft] = []
        var commits: CommitLookup?
        var history: ArtefactHistory.Outcome?
        if options.stagedOnly {
            drafts += StagedScan(context: context, layout: layout, source: source).run(into: &result)
        } else {
            if options.history == .full {
                let outcome = try scanHistory(references, catalog, into: &result)
                drafts += outcome.drafts
                commits = outcome.commits
                history = outcome.artefacts
            }
            drafts = withWorktree(drafts, into: &result)
        }
        if options.collectsArtefacts, let head = result.target.head {
            ArtefactScan(context: context, source: source).run(
                layout, head: head, ownersOnly: history != nil, into: &result)
        }
        let literals = history?.literals ?? DeclaredLiterals(result.artefacts)
        let assembly = FindingAssembly(
            context: context, layout: layout, source: source, commits: commits, literals: literals)
        let assembled = assembly.findings(from: DraftSet.withoutRepeatedNames(drafts))
        if let history {
            result.coverage.merge(history.coverage)
            result.artefacts += placed(history.drafts, commits: commits, scrubber: assembled.scrubber)
        }
        result.take(assembled)
        return result
    }

    // MARK: History

    /// Nil where no object is asked for or none can be read.
    private func openCatalog() -> ObjectCatalog? {
        options.history == .full && !options.stagedOnly && layout.objectFormat != nil
            ? ObjectCatalog(of: layout, jobs: options.jobs, memory: options.memory) : nil
    }

    private func placed(_ drafts: [ArtefactDraft], commits: CommitLookup?, scrubber: Scrubber) -> [PlacedArtefact] {
        var details = CommitDetails(lookup: commits, scrubber: scrubber)
        return drafts.map { draft in
            var placed = draft.placed
            placed.provenance = Provenance(
                introduced: draft.introduced.compactMap { details.reference($0) },
                removed: draft.removed.compactMap {
                    details.reference($0).map { Removal(commit: $0, replacedBy: nil) }
                },
                presentIn: draft.presentIn.map { scrubber.scrub(name: $0) }, isAtHead: draft.isAtHead)
            return placed
        }
    }

    private func scanHistory(
        _ references: ReferenceList, _ catalog: ObjectCatalog?, into result: inout TargetResult
    ) throws(ScanError) -> HistoryScan.Outcome {
        let history = HistoryScan(
            context: context, layout: layout, source: source, references: references, catalog: catalog)
        let wantsFolder = isWholeRepository && !options.selectsCommits
        let folder = GitDirectoryScan(context: context, layout: layout, source: source)
        let target = result.target
        let (own, outcome) = concurrently(jobs: options.jobs) {
            var own = TargetResult(target: target)
            let drafts = wantsFolder ? folder.run(references: references, into: &own) : []
            return (drafts: drafts, result: own)
        } _: {
            Result { () throws(ScanError) in try history.run(into: &result) }
        }
        result.counts.add(own.result.counts)
        result.coverage.merge(own.result.coverage)
        result.nested += own.result.nested
        let found = try outcome.get()
        return HistoryScan.Outcome(
            drafts: found.drafts + own.drafts, commits: found.commits, artefacts: found.artefacts)
    }

    // MARK: Refs

    private func readReferences(into result: inout TargetResult) -> ReferenceList {
        let repository: Repository
        do { repository = try Repository(layout) } catch {
            let reason: Coverage.Reason = if case .unsupportedFormat = error { .unsupportedFormat } else { .unreadable }
            result.coverage.note(
                entry(
                    reason, layout.gitDirectory,
                    "\(error); \(layout.objectFormat == nil ? "files" : "objects and files") are scanned, refs and index are not"
                ))
            return ReferenceList(references: [], head: nil, headBranch: nil)
        }
        if let fault = repository.configurationFault {
            result.coverage.note(
                entry(.unreadable, "config", "\(fault); where the repository was cloned from is unknown"))
        }
        let head = repository.head
        let (references, broken) = repository.references.resolved()
        // A branch that cannot be read is told by its own name.
        if !repository.references.hasHead, !broken.contains(head.branch ?? "") {
            result.coverage.note(
                entry(
                    .unreadable, "HEAD",
                    "it is absent or names neither a commit nor a branch: what is at HEAD is unknown; `git fsck` shows the damage"
                ))
        }
        result.target.head = head.commit
        result.target.headRef = head.branch
        result.target.remote = repository.remoteURL().map(RemoteURL.withoutCredentials)
        for name in broken {
            let place = layout.commonDirectory + "/" + name
            if FileSystem.isDenied(place) || FileSystem.isDirectory(place) {
                result.coverage.note(entry(.unreadable, name, "refs cannot be read; \(GitError.adviceOnPermissions)"))
            } else if !name.hasPrefix("refs/") {
                result.coverage.note(entry(.unreadable, name, "it is damaged or gone; `git fsck` shows the damage"))
            } else {
                result.coverage.note(
                    entry(.missingObject, name, "the ref names nothing that can be read; `git fsck` shows the damage"))
            }
        }
        result.target.refCount = references.count
        result.target.refsDigest = Digest.sha256(
            references.map { "\($0.name) \($0.target.hex)\n" }.joined() + "HEAD \(head.commit?.hex ?? "")\n")
        return ReferenceList(
            references: references, broken: broken, logs: repository.references.logs, head: head.commit,
            headBranch: head.branch)
    }

    // MARK: Working tree

    /// With what stands in its files, where these are asked for.
    private func withWorktree(_ drafts: [Draft], into result: inout TargetResult) -> [Draft] {
        guard options.worktree == .full, let worktree = layout.worktree else { return drafts }
        let files = scanWorktree(worktree, into: &result)
        if options.history == .full { return WorktreeMerge.merge(files: files, into: drafts, context) }
        return drafts
            + files.map { file in
                var file = file
                file.isInWorktree = true
                file.note(.withoutHistory)
                return file
            }
    }

    private func scanWorktree(_ worktree: String, into result: inout TargetResult) -> [Draft] {
        context.progress.begin("files", total: nil)
        let skipsNothing = options.skipsNothing
        let walk = DirectoryWalk(root: worktree, filter: options.paths, skipsBuildProducts: !skipsNothing) { path in
            // The repository's own folder is looked after by GitDirectoryScan.
            path.elementsEqual(".git".utf8)
                // Of repositories below that are no targets of their own, files alone are asked for.
                || !skipsNothing && GitFolderPath.isObjectStore(path)
        }
        let (context, source) = (context, source)
        let visitors = walk.run(prefix: prefix, jobs: options.jobs, cancellation: context.progress.cancellation) {
            FileScanVisitor(
                context, source: source, carrier: .worktree,
                nesting: context.options.followsNested ? .init(root: worktree, boundary: worktree) : nil)
        }
        for visitor in visitors {
            result.nested += visitor.nested
            result.counts.add(visitor.counts)
            result.coverage.merge(visitor.coverage)
        }
        return visitors.flatMap(\.drafts)
    }

    private func entry(_ reason: Coverage.Reason, _ subject: String, _ detail: String) -> Coverage.Entry {
        Coverage.Entry(source: source, reason: reason, subject: subject, detail: detail)
    }
}
