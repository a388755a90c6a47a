package import Detection
package import Model
package import Repositories

/// What a hook found out.
package struct HookOutcome: Sendable {
    package var findings: [Finding]
    package let counts: RunRecord.Counts
    /// What could not be looked at: whether the hook blocks for it is the caller's to say.
    package let coverage: Coverage

    /// Findings for which the hook blocks.
    package var blocking: [Finding] { findings.filter(\.isActionable) }
}

/// Scans what a commit or a push brings in, for the hooks that Git runs before it.
package struct HookScan: Sendable {
    private let library: RuleLibrary
    private let key: FingerprintKey
    private let options: ScanOptions
    private let progress: ScanProgress
    private let environment: HookEnvironment
    private let layout: RepositoryLayout

    package init(
        library: RuleLibrary, key: FingerprintKey, options: ScanOptions, progress: ScanProgress,
        environment: HookEnvironment,
        layout: RepositoryLayout
    ) {
        self.library = library
        self.key = key
        self.options = options
        self.progress = progress
        self.environment = environment
        self.layout = layout
    }

    /// What is staged and neither at HEAD nor in a commit that is being merged.
    /// - Parameter changes: nil to read them.
    package func staged(_ changes: ChangeSet?) -> HookOutcome {
        run { context, result in
            let drafts = StagedScan(
                context: context, layout: layout, source: source, environment: environment, changes: changes
            ).run(into: &result)
            if drafts.isEmpty { return }
            let assembly = FindingAssembly(context: context, layout: layout, source: source, commits: nil)
            result.take(assembly.findings(from: DraftSet.withoutRepeatedNames(drafts)))
        }
    }

    /// Commits that a push sends and the remote does not have.
    /// - Parameter remote: its name; what its tracking branches hold it has.
    package func pushed(_ updates: [RefUpdate], to remote: String?) -> HookOutcome {
        commits(updates) { $0.hasPrefix("refs/remotes/\(remote ?? "")/") && remote?.isEmpty == false }
    }

    /// Commits that a push has brought and no ref has yet.
    package func received(_ updates: [RefUpdate]) -> HookOutcome { commits(updates) { _ in true } }

    private func commits(_ updates: [RefUpdate], known isKnown: (String) -> Bool) -> HookOutcome {
        run { context, result in
            var known = updates.compactMap(\.old)
            do {
                known += try Repository(layout).references.resolved().references.filter { isKnown($0.name) }.map(
                    \.target)
            } catch {
                // More is scanned then than has to be.
                result.coverage.note(.unreadable, "refs", in: source, "\(error)")
            }
            var seen: Set<ObjectID> = []
            let refs = updates.compactMap { update in update.new.map { (name: update.name, target: $0) } }
                .filter { seen.insert($0.target).inserted }
            result.findings = CommitScan(context: context, layout: layout, source: source, environment: environment)
                .run(refs, without: known, into: &result)
            let names = drafts(ofNewNamesIn: updates, context, into: &result)
            if names.isEmpty { return }
            let assembly = FindingAssembly(context: context, layout: layout, source: source, commits: nil)
            let assembled = assembly.findings(from: names)
            result.findings += assembled.findings
            result.coverage = result.coverage.mapText { assembled.scrubber.scrub(name: $0) }
        }
    }

    /// What stands in the names of refs that the other side does not have.
    func drafts(
        ofNewNamesIn updates: [RefUpdate], _ context: ScanContext, into result: inout TargetResult
    ) -> [Draft] {
        let new = updates.filter { $0.old == nil && $0.new != nil }
        let subject = "the names of refs"
        guard !new.isEmpty,
            var scanner = ContentScanner.orNote(context, subject, in: source, into: &result.coverage)
        else { return [] }
        return new.flatMap { update in
            let name = Array(update.name.utf8)
            return name.withUnsafeBytes { scanner.sightings(in: $0, of: .text) }.map {
                var draft = Draft(carrier: .refName, path: name, sighting: $0)
                draft.note = "the name of a ref"
                return draft
            }
        }
    }

    private var source: String { layout.worktree ?? layout.gitDirectory }

    private func run(_ scan: (ScanContext, inout TargetResult) -> Void) -> HookOutcome {
        let context = ScanContext(library: library, options: options, key: key, progress: progress, toolVersion: "")
        var result = TargetResult(target: RunRecord.Target(source: source, kind: .repository))
        scan(context, &result)
        if progress.cancellation.isSet {
            result.coverage.note(
                .cancelled, "hook", in: source, "the scan was stopped before its end, by a signal or its time limit")
        }
        return HookOutcome(findings: result.findings, counts: result.counts, coverage: result.coverage)
    }
}
