internal import Model

/// A finding as the roll takes it: from a findings file or straight from a scan.
struct FindingRecord: Sendable {
    struct Commit: Sendable {
        var id = ""
        var author = Person()
        var authored: Int64 = 0
        var committer = Person()
        var committed: Int64 = 0
        var summary = ""
        var isMerge = false
    }

    struct Person: Hashable, Sendable {
        var name = ""
        var email = ""
    }

    struct Removal: Sendable {
        var commit = Commit()
        var replacedBy: Fingerprint?
    }

    var rule = ""
    var ruleRevision = 0
    var fingerprint: Fingerprint?
    var kind = ""
    var provider = ""
    var redacted = ""
    var length = 0
    var entropy = 0.0
    var confidence = 0.0
    var source = ""
    var carrier = ""
    var path = ""
    var pathBytes: [UInt8]?
    var blob: String?
    var line = 1
    var column = 1
    var occurrences = 1
    var versions = 1
    var introduced: [Commit] = []
    var removed: [Removal] = []
    var refs: [String] = []
    var isAtHead = false
    var isInWorktree: Bool?
    var note: String?
    var suppressed: String?
    var facts: [String: String] = [:]
}

extension FindingRecord {
    /// Removals without those that a merge only carries on: the line that it joins had lost the credential before.
    var ownRemovals: [Removal] {
        guard removed.contains(where: \.commit.isMerge) else { return removed }
        let first = removed.filter { !$0.commit.isMerge }.map(\.commit.authored).min() ?? .max
        return removed.filter { !$0.commit.isMerge || $0.commit.authored < first }
    }

    init(_ finding: Finding) {
        rule = finding.rule.id
        ruleRevision = finding.rule.revision
        fingerprint = Fingerprint(hex: finding.credential.fingerprint)
        kind = finding.credential.kind
        provider = finding.credential.provider
        redacted = finding.credential.redacted
        length = finding.credential.length
        entropy = finding.credential.entropy
        confidence = finding.confidence.score
        source = finding.location.source
        carrier = finding.location.carrier.rawValue
        path = finding.location.pathText
        pathBytes = finding.location.isPathUTF8 ? nil : finding.location.path
        blob = finding.location.blob?.hex
        line = finding.location.start.line
        column = finding.location.start.column
        occurrences = finding.places.count
        versions = finding.versions
        introduced = finding.provenance.introduced.map(Commit.init)
        removed = finding.provenance.removed.map {
            Removal(commit: Commit($0.commit), replacedBy: $0.replacedBy.flatMap { Fingerprint(hex: $0) })
        }
        refs = finding.provenance.presentIn
        isAtHead = finding.provenance.isAtHead
        isInWorktree = finding.provenance.isInWorktree
        note = finding.provenance.noteWithRefCount
        suppressed = finding.suppression.flatMap { $0.kind == .decision ? nil : "\($0.kind.rawValue): \($0.reason)" }
        facts = finding.publicFacts
    }
}

extension FindingRecord.Commit {
    init(_ commit: CommitReference) {
        id = commit.id.hex
        author = FindingRecord.Person(name: commit.author.name, email: commit.author.email)
        authored = commit.author.time.seconds
        committer = FindingRecord.Person(name: commit.committer.name, email: commit.committer.email)
        committed = commit.committer.time.seconds
        summary = commit.summary
        isMerge = commit.isMerge
    }
}
