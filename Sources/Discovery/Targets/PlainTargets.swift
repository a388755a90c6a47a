internal import ConfigTrees
internal import Model
internal import Repositories

/// Targets that are no repositories: folders, files and standard input.
extension Scan {
    func scanDirectory(_ target: String, _ context: ScanContext) -> TargetResult {
        progress.begin("files", total: nil)
        var result = TargetResult(target: RunRecord.Target(source: target, kind: .directory))
        let options = options
        result.target.isWhole = options.takesAllPaths
        let walk = DirectoryWalk(
            root: target, filter: options.paths, skipsBuildProducts: !options.skipsNothing
        ) { path in
            // Where the histories of repositories below are not asked for.
            !options.skipsNothing && GitFolderPath.isObjectStore(path)
        }
        let visitors = walk.run(jobs: options.jobs, cancellation: progress.cancellation) {
            FileScanVisitor(
                context, source: target, carrier: .file,
                nesting: options.followsNested ? .init(root: target, boundary: target) : nil)
        }
        for visitor in visitors {
            result.nested += visitor.nested
            result.counts.add(visitor.counts)
            result.coverage.merge(visitor.coverage)
        }
        result.artefacts = TerraformAddresses.resolve(visitors.flatMap(\.artefacts), besides: .init([]))
        assemble(visitors.flatMap(\.drafts), context, into: &result)
        return result
    }

    func scanFile(_ target: String, _ context: ScanContext) -> TargetResult {
        var result = TargetResult(target: RunRecord.Target(source: target, kind: .file))
        result.target.isWhole = options.takesAllPaths
        let place = FilePlace(of: target)
        let visitor = FileScanVisitor(
            context, source: target, carrier: .file, knownFolder: place.path[..<place.folderCount])
        if takes(place, target) {
            do {
                try visitor.visitFile(at: target, as: place.path)
            } catch .unreadable(let reason) {
                visitor.skip(path: place.path, reason: .unreadable, detail: "\(reason); check its permissions")
            } catch {
                visitor.skip(path: place.path, error)
            }
        } else {
            visitor.skip(path: place.path, reason: .excluded, detail: "excluded by a pattern")
        }
        result.counts = visitor.counts
        result.coverage = visitor.coverage
        result.artefacts = visitor.artefacts
        assemble(visitor.drafts, context, file: place, into: &result)
        return result
    }

    /// Whether globs take it, those of the command line or those of settings that lie above it.
    private func takes(_ place: FilePlace, _ target: String) -> Bool {
        let names = [place.path, options.suppressions.path(of: place, at: target)]
        return names.contains(where: options.paths.takes) && !names.contains(where: options.paths.excludesFolder)
    }

    func scanStandardInput(_ context: ScanContext) -> TargetResult {
        var result = TargetResult(target: RunRecord.Target(source: "-", kind: .standardInput))
        result.target.isWhole = false
        let visitor = FileScanVisitor(context, source: "-", carrier: .standardInput)
        do {
            try SingleContent.withStandardInput(upTo: options.greatestWhole, cancellation: progress.cancellation) {
                visitor.visit(path: Array("stdin".utf8), content: $0)
            } large: {
                visitor.visit(path: Array("stdin".utf8), stream: $0)
            }
        } catch {
            visitor.skip(path: Array("stdin".utf8), error)
        }
        result.counts = visitor.counts
        result.coverage = visitor.coverage
        assemble(visitor.drafts, context, into: &result)
        return result
    }

    private func assemble(
        _ drafts: [Draft], _ context: ScanContext, file: FilePlace? = nil, into result: inout TargetResult
    ) {
        let assembly = FindingAssembly(
            context: context, layout: nil, source: result.target.source, commits: nil,
            literals: DeclaredLiterals(result.artefacts), file: file)
        result.take(
            assembly.findings(
                from: DraftSet.withoutRepeatedNames(drafts).map { draft in
                    var draft = draft
                    if draft.carrier == .fileName { return draft }
                    draft.note(file?.isInRepository == true ? .withoutHistory : .withoutRepository)
                    return draft
                }))
    }
}
