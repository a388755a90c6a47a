internal import Identities
private import Model

/// A finding with everything that can be worked out without the roll, by whoever reads the file while another stores. A
/// class, because it is handed on by the million and has thirty parts that would be counted each time.
final class PreparedFinding: Sendable {
    let record: FindingRecord
    /// The run that saw it, and what its source is called there; nil where that is not known.
    let run: RollWriter.Run?
    let target: RollWriter.Source?
    /// Under the roll's own keys.
    let fingerprint: Fingerprint
    let sourceName: String
    let claim: IdentityClaim?
    /// Name of the sighting.
    let id: [UInt8]
    let environment: String?
    let refs: String?
    let facts: String?
    /// Seconds since 1970.
    let introduced: Int64?
    let removed: Int64?
    let rotated: Int64?
    /// Bits of `SightingTrait`.
    let traits: Int
    /// Whether a literal stands in a file that is there.
    let isExposed: Bool

    private static let standing: Set<String> = [
        "file", "worktree", "index", "stdin", "git-config", "hook", "git-directory",
    ]

    /// Nil for a finding without a fingerprint.
    init?(_ record: FindingRecord, run: RollWriter.Run?, layers: KeyLayers) {
        // A name opens nothing: the roll has it from declarations and beside the credentials that it belongs to.
        guard record.kind != Credential.identifierKind, let fingerprint = record.fingerprint.map(layers.apply)
        else { return nil }
        self.record = record
        self.fingerprint = fingerprint
        target = run?.sources[record.source]
        self.run = target == nil ? nil : run
        sourceName = target?.name ?? record.source
        let facts = PublicFacts(record.facts)
        claim = ResolverRegistry.identity(from: facts, provider: record.provider)?.naming(source: sourceName)
        id = FactID.sighting(record, source: sourceName, fingerprint: fingerprint)
        environment = DeploymentEnvironment(path: record.path)?.rawValue
        refs = JSONText.array(record.refs)
        self.facts = JSONText.object(facts)
        traits = SightingTrait.bits(of: record)
        introduced = record.introduced.map(\.authored).min()
        let removals = record.ownRemovals
        removed = removals.map(\.commit.authored).max()
        rotated = removals.filter { $0.replacedBy != nil }.map(\.commit.authored).max()
        isExposed = record.isAtHead || record.isInWorktree == true || Self.standing.contains(record.carrier)
    }
}
