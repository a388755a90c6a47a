internal import Identities
package import Model

/// What configuration says of an identity without holding its secret, as the roll takes it.
package struct ArtefactRecord: Sendable {
    /// See `Artefact.Kind`.
    package enum Kind: String, Sendable {
        /// Configuration that creates or names an identity.
        case declaration
        /// Configuration that points at a vaulted or injected secret.
        case reference
        /// CODEOWNERS and .mailmap, whole.
        case ownership
    }

    package var kind = Kind.declaration
    package var source = ""
    package var path = ""
    /// From 1.
    package var line = 1
    /// The family of files it stands in: `terraform`, `kubernetes`, `github-actions`…; of ownership: `codeowners`, `mailmap`.
    package var artefact = ""
    /// Of a reference: where the secret is kept (`vault`, `github-secrets`, `environment`…) and under which name.
    package var store = ""
    package var target = ""
    /// See `IdentityClaim`.
    package var identityKey = ""
    package var identityKind = ""
    package var provider = ""
    package var name = ""
    package var account: String?
    package var facts: [String: String] = [:]
    /// Of ownership: the file.
    package var text = ""
    /// Commits that brought it in and took it away; none where history was not read.
    var introduced: [FindingRecord.Commit] = []
    var removed: [FindingRecord.Commit] = []
    /// False for what only history holds.
    package var isAtHead = true
    /// As the scan told it, for artefact files.
    package var provenance: Provenance?

    package init() {}

    /// Nil for what turns out to be unreadable.
    package init?(_ placed: PlacedArtefact) {
        let artefact = placed.artefact
        if let provenance = placed.provenance {
            introduced = provenance.introduced.map(FindingRecord.Commit.init)
            removed = provenance.removed.map { FindingRecord.Commit($0.commit) }
            isAtHead = provenance.isAtHead
            self.provenance = provenance
        }
        kind = Kind(rawValue: artefact.kind.rawValue) ?? .declaration
        source = placed.source
        path = placed.path
        line = artefact.line
        self.artefact = artefact.family
        if artefact.kind == .ownership {
            text = artefact.text
            return
        }
        guard let identity = ArtefactIdentity(of: artefact) else { return nil }
        let claim = identity.claim
        store = artefact.store
        target = artefact.target
        identityKey = claim.key
        identityKind = claim.kind.rawValue
        provider = claim.provider
        name = claim.name
        account = claim.account
        facts = identity.facts.filter { !$0.value.isEmpty }
        facts["type"] = artefact.type
    }

    init(_ line: UnsafeRawBufferPointer) throws(JSONCursor.Fault) {
        var json = JSONCursor(line)
        var kind = ""
        var record = ArtefactRecord()
        try json.object { json, key throws(JSONCursor.Fault) in
            switch key {
            case "kind": kind = try json.string()
            case "source": record.source = try json.string()
            case "path": record.path = try json.string()
            case "line": record.line = try json.integer()
            case "artefact": record.artefact = try json.string()
            case "store": record.store = try json.string()
            case "target": record.target = try json.string()
            case "text": record.text = try json.string()
            case "identity":
                try json.object { json, key throws(JSONCursor.Fault) in
                    switch key {
                    case "key": record.identityKey = try json.string()
                    case "kind": record.identityKind = try json.string()
                    case "provider": record.provider = try json.string()
                    case "name": record.name = try json.string()
                    case "account": record.account = try json.optionalString()
                    default: try json.skip()
                    }
                }
            case "facts":
                try json.object { json, key throws(JSONCursor.Fault) in
                    record.facts[String(decoding: key, as: UTF8.self)] = try json.string()
                }
            case "provenance":
                try json.object { json, key throws(JSONCursor.Fault) in
                    switch key {
                    case "introduced":
                        try json.array { json throws(JSONCursor.Fault) in
                            record.introduced.append(try FindingsLine.removal(&json).commit)
                        }
                    case "removed":
                        try json.array { json throws(JSONCursor.Fault) in
                            record.removed.append(try FindingsLine.removal(&json).commit)
                        }
                    case "at_head": record.isAtHead = try json.boolean()
                    default: try json.skip()
                    }
                }
            default: try json.skip()
            }
        }
        try json.end()
        guard let known = Kind(rawValue: kind) else {
            throw JSONCursor.Fault(reason: "“\(kind.prefix(40))” is no kind of artefact")
        }
        record.kind = known
        self = record
    }
}
