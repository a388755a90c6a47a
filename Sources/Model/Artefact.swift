/// What a configuration file says of an identity without holding its secret.
package struct Artefact: Hashable, Sendable {
    /// What it does for an identity.
    package enum Kind: String, Sendable, Comparable {
        /// It creates or names an identity.
        case declaration
        /// It points at a vaulted or injected secret.
        case reference
        /// It says who answers for paths: CODEOWNERS, .mailmap.
        case ownership

        package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    package let kind: Kind
    /// The family of files: `kubernetes`, `terraform`, `github-actions`…; of ownership: `codeowners`, `mailmap`.
    package let family: String
    /// What it is within the family: `ServiceAccount`, `aws_iam_role`, `secret`…
    package let type: String
    package var name: String
    /// From 1.
    package let line: Int
    /// Of a reference: where the secret is kept, and under which name.
    package var store: String
    package var target: String
    /// What else is said, by name. Never a secret.
    package var facts: [String: String]
    /// Of ownership: the whole file.
    package var text: String
    /// Lines, from 1, on which secrets of its own stand as literals: a finding there is the identity's, if nothing else
    /// tells whose it is.
    package var literals: [ClosedRange<Int>]

    package init(
        _ kind: Kind, family: String, type: String, name: String, line: Int, store: String = "", target: String = "",
        facts: [String: String] = [:], text: String = "", literals: [ClosedRange<Int>] = []
    ) {
        self.kind = kind
        self.family = family
        self.type = type
        self.name = name
        self.line = line
        self.store = store
        self.target = target
        self.facts = facts
        self.text = text
        self.literals = literals
    }
}

/// An artefact with its place.
package struct PlacedArtefact: Hashable, Sendable, Comparable {
    package let source: String
    package let path: String
    package var artefact: Artefact
    /// When it came and went; nil where history was not read.
    package var provenance: Provenance?

    package init(source: String, path: String, artefact: Artefact) {
        self.source = source
        self.path = path
        self.artefact = artefact
    }

    private var order: (String, String, Int, Artefact.Kind, String, String) {
        (
            source, path, artefact.line, artefact.kind, artefact.type + "\0" + artefact.name,
            artefact.store + "\0" + artefact.target
        )
    }

    package static func < (left: PlacedArtefact, right: PlacedArtefact) -> Bool { left.order < right.order }
}
