/// One credential at one path of one carrier, with its provenance.
package struct Finding: Hashable, Sendable {
    /// Content-derived: the same credential at the same place has the same id in every run with the same key.
    package let id: String
    package let rule: RuleReference
    package let credential: Credential
    package let confidence: Confidence
    /// In the order of the rule's declaration.
    package let companions: [FindingCompanion]
    package var location: Location
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
