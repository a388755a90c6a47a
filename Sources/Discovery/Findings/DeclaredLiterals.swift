internal import Identities
internal import Model

/// Lines that declarations count as their own, so that a secret which says nothing by itself has an identity.
struct DeclaredLiterals: Sendable {
    private struct Place: Hashable {
        let path: [UInt8]
        /// Nil for files.
        let blob: ObjectID?
    }

    private struct Literal {
        let lines: ClosedRange<Int>
        let facts: [String: String]
    }

    private var literals: [Place: [Literal]] = [:]

    init() {}

    /// Of files that have no history.
    init(_ artefacts: [PlacedArtefact]) {
        for placed in artefacts { add(placed.artefact, path: Array(placed.path.utf8), blob: nil) }
    }

    /// - Parameter blob: the version in which the artefact was read; nil for files.
    mutating func add(_ artefact: Artefact, path: [UInt8], blob: ObjectID?) {
        guard artefact.kind == .declaration, !artefact.literals.isEmpty,
            let claim = ArtefactIdentity(of: artefact)?.claim,
            let facts = DeclarationResolver.facts(naming: claim)
        else { return }
        literals[Place(path: path, blob: blob), default: []] += artefact.literals.map {
            Literal(lines: $0, facts: facts)
        }
    }

    /// Facts about a credential with the identity it belongs to, where its own facts tell none.
    func completed(_ facts: [String: String], of draft: Draft, provider: String) -> [String: String] {
        guard !literals.isEmpty, let line = draft.sighting.places.first?.line, let own = find(draft, line: line),
            ResolverRegistry.identity(from: PublicFacts(facts), provider: provider) == nil
        else { return facts }
        return facts.merging(own) { $1 }
    }

    private func find(_ draft: Draft, line: Int) -> [String: String]? {
        let found = literals[Place(path: draft.outerPath, blob: draft.blob)]
        return found?.first { $0.lines.contains(line) }?.facts
    }
}
