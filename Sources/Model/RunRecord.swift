/// What one execution did: the last line of a findings file.
package struct RunRecord: Sendable {
    /// One target of a run.
    package struct Target: Sendable, Codable {
        /// What stood where a target was named.
        package enum Kind: String, Sendable, Codable {
            case repository, directory, file, standardInput = "stdin", unreadable
        }
        package let source: String
        package let kind: Kind
        /// Commit that HEAD names; nil without one.
        package var head: ObjectID?
        /// The branch HEAD points at, as a full ref name.
        package var headRef: String?
        /// SHA-256 over all ref names and their targets: equal digests mean equal refs.
        package var refsDigest: String?
        /// nil outside repositories.
        package var refCount: Int?
        /// URL of `origin` without user and password.
        package var remote: String?
        /// Whether all of it was asked for: what such a scan does not find is not there.
        package var isWhole = true
        /// A repository without files of its own: none of its paths can be opened.
        package var isBare = false

        package init(
            source: String, kind: Kind, head: ObjectID? = nil, headRef: String? = nil, refsDigest: String? = nil,
            refCount: Int? = nil, remote: String? = nil
        ) {
            self.source = source
            self.kind = kind
            self.head = head
            self.headRef = headRef
            self.refsDigest = refsDigest
            self.refCount = refCount
            self.remote = remote
        }
    }

    /// What was read.
    package struct Counts: Sendable, Codable {
        package var blobs = 0
        package var trees = 0
        package var commits = 0
        package var tags = 0
        package var files = 0
        /// Other contents: messages, names, reflogs, configuration.
        package var otherContents = 0
        /// Bytes of contents, each counted as often as it stands.
        package var bytes: Int64 = 0
        /// All of them, those that are suppressed included.
        package var findings = 0
        /// Different ones. Names and ids are none.
        package var credentials = 0
        package var suppressed = 0
        /// Findings whose marker was not believed.
        package var ignoredMarkers = 0
        /// Nil where none were looked for.
        package var artefacts: Int?

        package init() {}

        /// Adds what another target of the same run gave.
        package mutating func add(_ other: Counts) {
            blobs += other.blobs
            trees += other.trees
            commits += other.commits
            tags += other.tags
            files += other.files
            otherContents += other.otherContents
            bytes += other.bytes
            findings += other.findings
            credentials += other.credentials
            suppressed += other.suppressed
            ignoredMarkers += other.ignoredMarkers
            if let more = other.artefacts { artefacts = (artefacts ?? 0) + more }
        }

        /// Counts all findings of a run anew. Names and ids are findings, but no credentials.
        package mutating func count(_ all: [Finding]) {
            findings = all.count
            suppressed = all.count { $0.suppression != nil }
            credentials = Set(all.lazy.map(\.credential).filter { !$0.isIdentifier }.map(\.fingerprint)).count
        }
    }

    package let toolVersion: String
    /// SHA-256 of the rules in force.
    package let rulesDigest: String
    package let ruleCount: Int
    package var targets: [Target]
    package var counts: Counts
    package var coverage: Coverage
    package let started: Timestamp
    package let finished: Timestamp
    /// By the clock on the wall.
    package let durationInSeconds: Double
    /// Which key made the fingerprints, without telling it: only those of one key can be compared.
    package var keyID: String?
    /// Notices for the user that are no gaps, such as a fingerprint key that could not be kept.
    package var notices: [String]

    package init(
        toolVersion: String, rulesDigest: String, ruleCount: Int, targets: [Target], counts: Counts, coverage: Coverage,
        started: Timestamp, finished: Timestamp, durationInSeconds: Double, notices: [String],
        keyID: String? = nil
    ) {
        self.toolVersion = toolVersion
        self.rulesDigest = rulesDigest
        self.ruleCount = ruleCount
        self.targets = targets
        self.counts = counts
        self.coverage = coverage
        self.started = started
        self.finished = finished
        self.durationInSeconds = durationInSeconds
        self.notices = notices
        self.keyID = keyID
    }
}
