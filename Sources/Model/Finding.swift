/// The rule a finding comes from.
package struct RuleReference: Hashable, Sendable {
    package let id: String
    package let name: String
    /// Raised when the rule finds other things than before.
    package let revision: Int

    package init(id: String, name: String, revision: Int) {
        self.id = id
        self.name = name
        self.revision = revision
    }
}

/// Line and column, both from 1. Columns count bytes.
package struct TextPosition: Hashable, Sendable, Comparable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Where a credential stands.
package struct Location: Hashable, Sendable {
    /// The target as it was named to the scan.
    package let source: String
    package let carrier: Carrier
    /// Raw bytes: a path need not be UTF-8. Relative to the source; for carriers that are not files a name such as a ref or commit.
    package let path: [UInt8]
    /// The blob whose text `start` and `end` count in; nil outside the object database.
    package let blob: ObjectID?
    package let start: TextPosition
    /// Just behind the last byte.
    package let end: TextPosition

    package init(
        source: String, carrier: Carrier, path: [UInt8], blob: ObjectID?, start: TextPosition, end: TextPosition
    ) {
        self.source = source
        self.carrier = carrier
        self.path = path
        self.blob = blob
        self.start = start
        self.end = end
    }

    /// The path as text, invalid bytes replaced.
    package var pathText: String { String(decoding: path, as: UTF8.self) }
    package var isPathUTF8: Bool { String(validating: path, as: UTF8.self) != nil }
}

/// The lines around a secret with every secret in them redacted.
package struct Excerpt: Hashable, Sendable {
    /// One line of an excerpt.
    package struct Line: Hashable, Sendable {
        /// From 1.
        package let number: Int
        package let text: String
        /// Where the redacted secret stands in `text`, in UTF-8 bytes.
        package let highlight: ByteSpan?

        package init(number: Int, text: String, highlight: ByteSpan?) {
            self.number = number
            self.text = text
            self.highlight = highlight
        }
    }
    package let lines: [Line]

    package init(lines: [Line]) { self.lines = lines }
}

/// Why a finding is not shown.
package struct Suppression: Hashable, Sendable {
    /// Who said that it need not be shown. The raw value is what findings files print.
    package enum Kind: String, Sendable {
        case inline, baseline, ignoreFile = "ignore-file", ruleAllowlist = "rule-allowlist", decision
    }
    package let kind: Kind
    /// For people, and without the secret.
    package let reason: String

    package init(kind: Kind, reason: String) {
        self.kind = kind
        self.reason = reason
    }
}

/// What stands beside a credential's secret and belongs to it: a key's id, a host, a client's id.
package struct FindingCompanion: Hashable, Sendable {
    /// What may be said of it.
    package enum Value: Hashable, Sendable {
        /// No secret: shown as it is.
        case publicPart(String)
        /// Another finding's secret.
        case secret(redacted: String, fingerprint: String, rule: String)
    }

    /// For people: `key id`, `client id`, `host`.
    package let role: String
    package let value: Value
    package let position: TextPosition

    package init(role: String, value: Value, position: TextPosition) {
        self.role = role
        self.value = value
        self.position = position
    }
}

/// One credential at one path of one carrier, with its provenance.
package struct Finding: Hashable, Sendable {
    /// Content-derived: the same credential at the same place has the same id in every run with the same key.
    package let id: String
    package let rule: RuleReference
    package let credential: Credential
    package let confidence: Confidence
    /// In the order of the rule's declaration.
    package let companions: [FindingCompanion]
    package let location: Location
    /// Every place in the located content where the credential stands, first to last.
    package let places: [TextPosition]
    /// In how many different contents at this path it stands or stood.
    package let versions: Int
    package var provenance: Provenance
    package let excerpt: Excerpt
    package var suppression: Suppression?
    /// What may be said of the credential's owner without giving it away, by name; read from where it stands.
    package let publicFacts: [String: String]

    /// A secret that nothing suppresses: exit codes, hooks and CI reports fail for it.
    package var isActionable: Bool { suppression == nil && !credential.isIdentifier }
    /// A name or id that is told of, and for which nothing fails.
    package var isOpenName: Bool { suppression == nil && credential.isIdentifier }

    package init(
        id: String, rule: RuleReference, credential: Credential, confidence: Confidence, location: Location,
        places: [TextPosition], versions: Int, provenance: Provenance, excerpt: Excerpt, suppression: Suppression?,
        companions: [FindingCompanion] = [], publicFacts: [String: String] = [:]
    ) {
        self.id = id
        self.rule = rule
        self.credential = credential
        self.confidence = confidence
        self.location = location
        self.places = places
        self.versions = versions
        self.provenance = provenance
        self.excerpt = excerpt
        self.suppression = suppression
        self.companions = companions
        self.publicFacts = publicFacts
    }
}
