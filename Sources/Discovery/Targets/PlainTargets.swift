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
        let visitor = FileScanVisitor(context, source: target, carrier: .file)
        let name = Array((target.split(separator: "/").last ?? Substring(target)).utf8)
        do {
            try visitor.visitFile(at: target, as: name)
        } catch .unreadable(let reason) {
            visitor.skip(path: name, reason: .unreadable, detail: "\(reason); check its permissions")
        } catch {
            visitor.skip(path: name, error)
        }
        result.counts = visitor.counts
        result.coverage = visitor.coverage
        result.artefacts = visitor.artefacts
        assemble(visitor.drafts, context, into: &result)
        return result
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

    private func assemble(_ drafts: [Draft], _ context: ScanContext, into result: inout TargetResult) {
        let assembly = FindingAssembly(
            context: context, layout: nil, source: result.target.source, commits: nil,
            literals: DeclaredLiterals(result.artefacts))
        result.take(
            assembly.findings(
                from: DraftSet.withoutRepeatedNames(drafts).map { draft in
                    var draft = draft
                    if draft.carrier == .fileName { return draft }
                    draft.note(.withoutRepository)
                    return draft
                }))
    }
}
