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

    func findings(from drafts: [Draft]) -> AssembledFindings {
        let judged = drafts.compactMap { draft -> (Draft, Confidence)? in
            let confidence = confidence(of: draft)
            return confidence.score >= context.options.minimumConfidence ? (draft, confidence) : nil
        }
        let secrets = judged.map { context.book.entry($0.0.sighting.holding.credential).secret }
        let inNames = judged.filter { $0.0.carrier.holdsSecretInPath || isFormatted($0.0) }
        let scrubber = Scrubber(
            context, secrets: secrets,
            secretsInNames: inNames.map { context.book.entry($0.0.sighting.holding.credential).secret })
        var details = CommitDetails(lookup: commits, scrubber: scrubber)
        var credentials: [Int32: Credential] = [:]
        func described(_ number: Int32) -> Credential {
            if let known = credentials[number] { return known }
            let made = context.book.credential(number, showSecrets: context.options.showSecrets)
            credentials[number] = made
            return made
        }
        let findings = judged.map { draft, confidence in
            let holding = draft.sighting.holding
            let rule = context.library.rules[Int(holding.rule)].definition
            let credential = described(holding.credential)
            let path = scrubber.scrub(name: draft.path)
            return Finding(
                id: String(
                    context.key.fingerprint(
                        "rollcall.finding/1",
                        [
                            Array(source.utf8), Array(draft.carrier.rawValue.utf8), draft.path,
                            Array(credential.fingerprint.utf8), Array(draft.distinction.utf8),
                        ]
                    ).prefix(32)),
                rule: RuleReference(id: rule.id, name: rule.name, revision: rule.revision), credential: credential,
                confidence: confidence,
                location: Location(
                    source: source, carrier: draft.carrier, path: path, blob: draft.blob,
                    start: draft.sighting.places.first ?? TextPosition(line: 1, column: 1), end: draft.sighting.end),
                places: draft.sighting.places, versions: draft.versions,
                provenance: Provenance(
                    introduced: draft.introduced.compactMap { details.reference($0) },
                    removed: draft.removed.compactMap { removal in
                        details.reference(removal.commit).map {
                            Removal(commit: $0, replacedBy: removal.replacedBy.map { described($0).fingerprint })
                        }
                    },
                    presentIn: draft.presentIn.map { scrubber.scrub(name: $0) }, refCount: draft.refCount,
                    isAtHead: draft.isAtHead, isInWorktree: draft.isInWorktree, note: note(of: draft)),
                excerpt: scrubber.scrub(draft.sighting.excerpt),
                suppression: context.inlineSuppression(of: holding)
                    ?? context.options.suppressions.suppression(
                        of: draft, rule: rule.id, credential: context.book.entry(holding.credential), commits: commits),
                companions: draft.sighting.companions.map { companion in
                    let value: FindingCompanion.Value =
                        switch companion.value {
                        case .publicPart(let text): .publicPart(scrubber.scrub(String(decoding: text, as: UTF8.self)))
                        case .secret(let number, let rule):
                            .secret(
                                redacted: described(number).redacted, fingerprint: described(number).fingerprint,
                                rule: context.library.rules[Int(rule)].definition.id)
                        }
                    return FindingCompanion(role: companion.role, value: value, position: companion.position)
                },
                publicFacts: published(
                    facts(of: draft, provider: credential.provider),
                    without: context.book.entry(holding.credential).secret, scrubber))
        }
        let allowances = judged.map(\.0.sighting.holding.allowance)
        let today = context.options.today
        return AssembledFindings(
            findings: findings, scrubber: scrubber,
            ignoredMarkers: context.options.trustsMarkers ? 0 : allowances.count { $0.isValid(on: today) },
            dates: context.options.trustsMarkers ? MarkerDates(allowances, today: today) : nil)
    }

    /// What is known of its history, and how it is encoded.
    private func note(of draft: Draft) -> String? {
        let parts = [
            draft.note, draft.sighting.encoding.map { "encoded: \($0)" },
            context.endedAllowance(of: draft.sighting.holding),
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    /// Facts that hold no secret: neither the finding's own nor one of a known format. Whatever other weak password the
    /// scan found stays, or facts would depend on what else was scanned.
    private func published(_ facts: [String: String], without secret: [UInt8], _ scrubber: Scrubber) -> [String: String]
    {
        facts.filter { _, value in
            let bytes = Array(value.utf8)
            return ByteSearch.first(secret, in: bytes, from: 0) == nil && scrubber.scrub(name: bytes) == bytes
        }
    }

    private func facts(of draft: Draft, provider: String) -> [String: String] {
        literals.completed(draft.sighting.facts.values, of: draft, provider: provider)
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
            of: holding, at: path, isGeneric: rule.isGeneric, prior: rule.definition.prior)
        return PathJudgement.confidence(score: judged.score, evidence: judged.evidence, prior: rule.definition.prior)
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

/// Reads the commits that findings name, each once.
struct CommitDetails: ~Copyable {
    private let lookup: CommitLookup?
    private let scrubber: Scrubber
    private var known: [Int32: CommitReference] = [:]
    private let reader: ObjectReader?

    init(lookup: CommitLookup?, scrubber: Scrubber) {
        self.lookup = lookup
        self.scrubber = scrubber
        reader = lookup.map { ObjectReader(catalog: $0.catalog) }
    }

    mutating func reference(_ index: Int32) -> CommitReference? {
        if let reference = known[index] { return reference }
        guard let lookup else { return nil }
        let id = lookup.id(of: index)
        guard let content = reader?.read(id)?.content else { return nil }
        let reference = content.withUnsafeBytes { bytes in
            let commit = CommitObject(bytes)
            return CommitReference(
                id: id, author: signature(commit.author, in: bytes), committer: signature(commit.committer, in: bytes),
                summary: scrubber.scrub(commit.summary(in: bytes)), isMerge: commit.parents.count > 1)
        }
        known[index] = reference
        return reference
    }

    private func signature(_ span: ByteSpan, in content: UnsafeRawBufferPointer) -> Signature {
        let signature = Signature(UnsafeRawBufferPointer(rebasing: content[span.start..<span.end]))
        return Signature(
            name: scrubber.scrub(signature.name), email: scrubber.scrub(signature.email), time: signature.time)
    }
}
