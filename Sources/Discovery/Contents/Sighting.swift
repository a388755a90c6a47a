internal import Detection
internal import Identities
internal import Model

/// A credential found in a content, without its place.
struct Holding: Sendable {
    let credential: Int32
    let rule: Int32
    /// Before evidence about the path. Log-odds in hundredths.
    let score: Int32
    /// What the text around it says.
    let allowance: InlineAllowance
    let evidence: EvidenceSet
    /// Stands for the key it is the value of; 0 where there is none (`KeySlot`).
    var slot: UInt32 = 0
}

/// Where one credential stands in one content, and the text around it.
struct Sighting: Sendable {
    let holding: Holding
    /// The one that is shown first, then the others in their order.
    let places: [TextPosition]
    /// Just behind the first place's last byte.
    let end: TextPosition
    let excerpt: Excerpt
    /// Path within a container, parts joined with `!`; empty in the content itself.
    var inner: [UInt8] = []
    /// How the credential is encoded at its first place; nil where it stands in plain.
    var encoding: String?
    var companions: [SightingCompanion] = []
    /// What its text says to allowlists.
    var allowlistHits = AllowlistHits()
    /// What may be said of its owner.
    var facts = PublicFacts([:])
    /// How many lines before the secret its matches begin.
    var leads: Set<Int> = []
    /// A rule whose reading hides it, unless settings excuse that one at the path.
    var hiddenBy: Int?
    /// At most one: what other rules read, for where settings excuse the one that speaks for it.
    var otherwise: [Sighting] = []
}

/// A companion of a sighting's secret. Public parts are text of the content and not scrubbed yet.
struct SightingCompanion: Sendable {
    enum Value: Sendable {
        case publicPart([UInt8])
        case secret(credential: Int32, rule: Int32)
    }

    let role: String
    let value: Value
    let position: TextPosition
}
