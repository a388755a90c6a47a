internal import Model

/// A finding in the making: a sighting with its place, before names, commits and fingerprints are looked up.
struct Draft: Sendable {
    let carrier: Carrier
    /// Relative to the source; `!` and the path within stand behind a container's own.
    let path: [UInt8]
    /// Of the file itself.
    let outerPath: [UInt8]
    let blob: ObjectID?
    var sighting: Sighting
    var versions = 1
    /// Commits by index in the commit table, oldest first.
    var introduced: [Int32] = []
    var removed: [(commit: Int32, replacedBy: Int32?)] = []
    var presentIn: [String] = []
    /// Of refs, those included that are not named; nil for the number of names.
    var refCount: Int?
    var isAtHead = false
    var isInWorktree: Bool?
    var condition: Provenance.Condition?
    /// The condition in words, or whatever else there is to be said.
    var note: String?

    /// What tells drafts of one credential, carrier and path apart: dangling blobs, the sides of a conflict.
    var distinction: String { carrier == .danglingBlob || carrier == .index ? blob?.hex ?? "" : "" }

    init(carrier: Carrier, path: [UInt8], blob: ObjectID? = nil, sighting: Sighting) {
        self.carrier = carrier
        self.path = sighting.inner.isEmpty ? path : path + [UInt8(ascii: "!")] + sighting.inner
        outerPath = path
        self.blob = blob
        self.sighting = sighting
    }

    /// Says the condition in place of whatever was noted.
    mutating func note(_ condition: Provenance.Condition) {
        self.condition = condition
        note = condition.rawValue
    }
}

/// What one target gave.
struct TargetResult {
    var target: RunRecord.Target
    var findings: [Finding] = []
    var artefacts: [PlacedArtefact] = []
    var counts = RunRecord.Counts()
    var coverage = Coverage()
    var notices: [String] = []
    /// Repositories that were met on the way, by path; they are targets of their own.
    var nested: [String] = []
    var markerDates: MarkerDates?

    /// Takes the findings, and their secrets out of all that is printed beside them.
    mutating func take(_ assembled: AssembledFindings) {
        findings = assembled.findings
        markerDates = assembled.dates
        counts.ignoredMarkers = assembled.ignoredMarkers
        artefacts = artefacts.map { $0.scrubbed(assembled.scrubber) }
        target.headRef = target.headRef.map { assembled.scrubber.scrub(name: $0) }
        target.remote = target.remote.map { assembled.scrubber.scrub(name: $0) }
        coverage = coverage.mapText { assembled.scrubber.scrub(name: $0) }
        if assembled.scrubber.isBlind {
            coverage.note(.unreadable, "names beside findings", in: target.source, ContentScanner.shortage)
        }
    }
}
