internal import Detection
internal import Identities
internal import Model
internal import Repositories
internal import RuleFormat

/// Turns drafts into findings: judges paths, looks commits up, computes fingerprints, scrubs secrets.
struct FindingAssembly {
    let context: ScanContext
    let layout: RepositoryLayout?
    let source: String
    let commits: CommitLookup?
    /// Whose secrets are that say nothing by themselves.
    var literals = DeclaredLiterals()
    /// Where the target is a file by itself.
    var file: FilePlace?

    /// How the settings call what is found.
    var paths: SettingsPaths {
        layout == nil ? context.options.suppressions.paths(of: source, file: file) : SettingsPaths()
    }

    func findings(from drafts: [Draft]) -> AssembledFindings {
        let judged = settled(drafts).compactMap { draft -> (Draft, Confidence)? in
            let confidence = confidence(of: draft)
            return confidence.score >= context.options.minimumConfidence ? (draft, confidence) : nil
        }
        let secrets = judged.flatMap { context.book.entry($0.0.sighting.holding.credential).texts }
        let inNames = judged.filter { $0.0.carrier.holdsSecretInPath || isFormatted($0.0) }
        let scrubber = Scrubber(
            context, secrets: secrets,
            secretsInNames: inNames.flatMap { context.book.entry($0.0.sighting.holding.credential).texts })
        var maker = FindingMaker(assembly: self, scrubber: scrubber)
        let findings = judged.map { maker.finding(of: $0, confidence: $1) }
        let allowances = judged.map(\.0.sighting.holding.allowance)
        let today = context.options.today
        return AssembledFindings(
            findings: findings, scrubber: scrubber,
            ignoredMarkers: context.options.trustsMarkers ? 0 : allowances.count { $0.isValid(on: today) },
            dates: context.options.trustsMarkers ? MarkerDates(allowances, today: today) : nil)
    }

    /// What rules that look only at some paths leave to others, now that the path is known.
    private func settled(_ drafts: [Draft]) -> [Draft] {
        guard let lists = context.options.suppressions.allowlists, !lists.yielding.isEmpty,
            let matcher = try? AllowlistMatcher()
        else { return drafts }
        let paths = paths
        func isExcused(_ rule: Int, _ hits: AllowlistHits, at path: [UInt8]) -> Bool {
            lists.reason(for: hits, rule: rule, path: paths(path), commits: [], with: matcher) != nil
        }
        return drafts.compactMap { draft in
            let sighting = draft.sighting
            if let hider = sighting.hiddenBy {
                return isExcused(hider, AllowlistHits(), at: draft.path) ? draft : nil
            }
            guard let other = sighting.otherwise.first, lists.yielding.contains(Int(sighting.holding.rule)),
                isExcused(Int(sighting.holding.rule), sighting.allowlistHits, at: draft.path)
            else { return draft }
            var settled = draft
            settled.sighting = other
            settled.sighting.inner = sighting.inner
            return settled
        }
    }

    private func isFormatted(_ draft: Draft) -> Bool {
        let holding = draft.sighting.holding
        return !context.library.rules[Int(holding.rule)].isGeneric
            && context.book.entry(holding.credential).secret.count >= Scrubber.leastLengthInNames
    }

    private func confidence(of draft: Draft) -> Confidence {
        let holding = draft.sighting.holding
        let rule = context.library.rules[Int(holding.rule)]
        let path = draft.carrier.isFile ? draft.path : []
        let judged = PathJudgement.confidence(
            of: holding, at: path, rule: rule)
        return PathJudgement.confidence(score: judged.score, evidence: judged.evidence)
    }
}

extension Carrier {
    /// Whether the path is a file's, so that its name says something about the content.
    var isFile: Bool {
        switch self {
        case .blob, .worktree, .index, .file, .gitConfig, .hook, .gitDirectory: true
        default: false
        }
    }

    /// Whether the path itself is the content.
    var holdsSecretInPath: Bool { self == .fileName || self == .refName }
}
