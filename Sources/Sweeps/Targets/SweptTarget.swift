internal import Discovery
package import Model
internal import Repositories

/// What a sweep found out about one of its targets.
package struct SweptTarget: Sendable {
    /// How a target came out. The raw value is what `run.json` prints.
    package enum Outcome: String, Sendable, Codable, CaseIterable {
        /// Read to the end, nothing left out.
        case complete
        /// Read to the end with gaps, which coverage names.
        case incomplete
        /// The server could not be reached: what was fetched last was scanned again.
        case stale
        case timeLimit = "time-limit"
        case tooLarge = "too-large"
        /// It is not there, or may not be read, or cannot be fetched.
        case unreadable
        /// The scanner died of it, or had to be ended.
        case crashed
        /// A glob named it in the last run and names it no more.
        case vanished
    }

    /// What became of fetching it. The raw value is what `run.json` prints.
    package enum Fetch: String, Sendable, CaseIterable {
        /// There was no mirror before.
        case created
        /// Whether its refs moved.
        case updated, unchanged
        /// It failed at the other side or on the way there.
        case remote
        /// It failed at the mirror or its disk.
        case local
        case tooLarge

        init(_ outcome: MirrorFetch.Outcome) {
            switch outcome {
            case .created: self = .created
            case .updated: self = .updated
            case .unchanged: self = .unchanged
            }
        }

        init(_ failure: MirrorError.Kind) {
            switch failure {
            case .remote: self = .remote
            case .local: self = .local
            case .tooLarge: self = .tooLarge
            }
        }
    }

    /// See `SweepTarget`.
    package let name: String
    package let entry: String
    package var outcome: Outcome
    /// Why it is not complete, for people.
    package var reason: String?
    /// Whether files inside it could suppress its findings.
    package var isTrusted: Bool
    /// Of the options it was scanned with; another digest may mean other findings in the same content.
    package var optionsDigest: String
    /// What the scan gave; nil where there was none.
    package var report: ScanReport?
    package var coverage: Coverage
    /// By the clock on the wall, fetching included.
    package var durationInSeconds: Double
    /// Nil where nothing was fetched.
    package var fetch: Fetch?
    /// What people should know of it.
    package var notices: [String] = []

    /// Findings whose marker was not believed.
    package var ignoredMarkers: Int { report?.run.counts.ignoredMarkers ?? 0 }

    /// What findings of it call their source: itself and the repositories in it, also those that only the last run met.
    package var sources: [String] = []

    /// What is left out, in one digest: two runs that left out the same things can be compared.
    var gapsDigest: String? {
        let gaps = coverage.withoutFacts
        if gaps.isComplete { return nil }
        let entries = gaps.entries.map { "\($0.source)\0\($0.reason.rawValue)\0\($0.subject)" }.sorted()
        let counts = gaps.counts.sorted { $0.key < $1.key }.map { "\($0.key.rawValue) \($0.value)" }
        return Digest.sha256((entries + counts).joined(separator: "\n"))
    }

    /// Whether a finding that was there and is not seen now has gone. Where something could not be read it may be in that,
    /// unless just the same could not be read the last time, when it was seen.
    /// - Parameter wasSeen: whether the last run saw the finding, and not only knew of it.
    func confirmsAbsence(since last: ManifestReading.Target?, wasSeen: Bool) -> Bool {
        switch outcome {
        case .complete: true
        case .incomplete, .stale: wasSeen && last?.gapsDigest == gapsDigest && coverage.counts[.cancelled] == nil
        case .vanished: last?.outcome == Outcome.vanished.rawValue
        case .timeLimit, .tooLarge, .unreadable, .crashed: false
        }
    }
}
