internal import Detection
internal import Identities
internal import Model
internal import Repositories
internal import RuleFormat

/// Makes the findings of one assembly, one after the other; what they share is described once.
struct FindingMaker: ~Copyable {
    private let assembly: FindingAssembly
    private let context: ScanContext
    private let scrubber: Scrubber
    private var commits: CommitDetails
    private let paths: SettingsPaths
    private var credentials: [CredentialReading: Credential] = [:]

    init(assembly: FindingAssembly, scrubber: Scrubber) {
        self.assembly = assembly
        context = assembly.context
        self.scrubber = scrubber
        paths = assembly.paths
        commits = CommitDetails(lookup: assembly.commits, scrubber: scrubber)
    }

    mutating func finding(of draft: Draft, confidence: Confidence) -> Finding {
        let sighting = draft.sighting
        let holding = sighting.holding
        let rule = context.library.rules[Int(holding.rule)].definition
        let entry = context.book.entry(holding.credential)
        let credential = described(holding.credential, kind: rule.kind)
        let location = Location(
            source: assembly.source, carrier: draft.carrier, path: scrubber.scrub(name: draft.path),
            blob: draft.blob, start: sighting.places.first ?? TextPosition(line: 1, column: 1), end: sighting.end)
        return Finding(
            id: id(of: draft, credential), rule: RuleReference(id: rule.id, name: rule.name, revision: rule.revision),
            credential: credential, confidence: confidence,
            location: location,
            places: sighting.places.sorted(), versions: draft.versions, provenance: provenance(of: draft),
            excerpt: scrubber.scrub(sighting.excerpt),
            suppression: context.inlineSuppression(of: holding)
                ?? context.options.suppressions.suppression(
                    of: draft, named: location.shownPath, in: paths, rule: rule.id, credential: entry,
                    commits: assembly.commits),
            companions: sighting.companions.map { companion($0) },
            publicFacts: published(
                assembly.literals.completed(sighting.facts.values, of: draft, provider: credential.provider),
                without: entry.texts))
    }

    /// What makes it the same finding in another run: docs/decisions/0003.
    private func id(of draft: Draft, _ credential: Credential) -> String {
        let parts = [
            Array(assembly.source.utf8), Array(draft.carrier.rawValue.utf8), draft.path,
            Array(credential.fingerprint.utf8), Array(draft.distinction.utf8),
        ]
        return String(context.key.fingerprint("rollcall.finding/1", parts).prefix(32))
    }

    /// A credential by its number in the scan's book, as rules of a kind tell it.
    private struct CredentialReading: Hashable {
        let number: Int32
        let kind: String
    }

    private mutating func described(_ number: Int32, kind: String) -> Credential {
        let reading = CredentialReading(number: number, kind: kind)
        if let known = credentials[reading] { return known }
        let made = context.book.credential(number, kind: kind, showSecrets: context.options.showSecrets)
        credentials[reading] = made
        return made
    }

    private mutating func provenance(of draft: Draft) -> Provenance {
        var introduced: [CommitReference] = []
        for commit in draft.introduced { if let reference = commits.reference(commit) { introduced.append(reference) } }
        var removed: [Removal] = []
        for removal in draft.removed {
            guard let commit = commits.reference(removal.commit) else { continue }
            removed.append(
                Removal(commit: commit, replacedBy: removal.replacedBy.map { context.book.entry($0).fingerprint }))
        }
        return Provenance(
            introduced: introduced, removed: removed, presentIn: draft.presentIn.map { scrubber.scrub(name: $0) },
            refCount: draft.refCount, isAtHead: draft.isAtHead, isInWorktree: draft.isInWorktree,
            condition: draft.condition, note: note(of: draft))
    }

    /// What is known of its history, and how it is encoded.
    private func note(of draft: Draft) -> String? {
        let parts = [
            draft.note, draft.sighting.encoding.map { "encoded: \($0)" },
            context.endedAllowance(of: draft.sighting.holding),
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    private mutating func companion(_ companion: SightingCompanion) -> FindingCompanion {
        let value: FindingCompanion.Value =
            switch companion.value {
            case .publicPart(let text): .publicPart(scrubber.scrub(String(decoding: text, as: UTF8.self)))
            case .secret(let number, let rule): secret(number, rule: context.library.rules[Int(rule)].definition)
            }
        return FindingCompanion(role: companion.role, value: value, position: companion.position)
    }

    private mutating func secret(_ number: Int32, rule: RuleDefinition) -> FindingCompanion.Value {
        let credential = described(number, kind: rule.kind)
        return .secret(redacted: credential.redacted, fingerprint: credential.fingerprint, rule: rule.id)
    }

    /// Facts that hold no secret: neither the finding's own nor one of a known format. Whatever other weak password the
    /// scan found stays, or facts would depend on what else was scanned.
    private func published(_ facts: [String: String], without texts: [[UInt8]]) -> [String: String] {
        facts.filter { _, value in
            let bytes = Array(value.utf8)
            return texts.allSatisfy { ByteSearch.first($0, in: bytes, from: 0) == nil }
                && scrubber.scrub(name: bytes) == bytes
        }
    }
}
