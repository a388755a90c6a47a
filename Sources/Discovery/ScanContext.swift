internal import Detection
internal import Model
internal import RuleFormat

/// What all workers of a scan share.
struct ScanContext: Sendable {
    let library: RuleLibrary
    let book: CredentialBook
    let options: ScanOptions
    let key: FingerprintKey
    let progress: ScanProgress
    let toolVersion: String
    private let digest: RulesDigest
    let members = KnownMembers()
    /// SHA-256 of the rules in force.
    var rulesDigest: String { digest.value }
    /// Matches with less than this cannot become findings at any path.
    let scoreFloor: Int
    /// Gives a worker its scanner, for a least confidence; throws where there is no memory for one.
    typealias ScannerSource = @Sendable (RuleLibrary, Double) throws(DetectionError) -> Scanner
    let makeScanner: ScannerSource

    init(
        library: RuleLibrary, options: ScanOptions, key: FingerprintKey, progress: ScanProgress, toolVersion: String,
        makeScanner: @escaping ScannerSource = { library, minimum throws(DetectionError) in
            try Scanner(library: library, minimumConfidence: minimum)
        }
    ) {
        self.makeScanner = makeScanner
        self.library = library
        self.options = options
        self.key = key
        self.progress = progress
        self.toolVersion = toolVersion
        digest = RulesDigest(of: library, yielding: options.suppressions.allowlists?.yielding ?? [])
        book = CredentialBook(key: key)
        scoreFloor =
            options.minimumConfidence <= 0
            ? Int.min
            : EvidenceWeights.score(prior: options.minimumConfidence, evidence: []) - Scanner.greatestPathBonus
    }

    /// Which of overlapping matches of a content stand.
    func resolve(_ matches: [Match], minimumScore: Int, in content: UnsafeRawBufferPointer) -> [Match] {
        guard matches.count > 1, let lists = options.suppressions.allowlists, !lists.yielding.isEmpty,
            let matcher = try? AllowlistMatcher()
        else { return library.resolve(matches, minimumScore: minimumScore) }
        return library.resolve(matches, minimumScore: minimumScore) { lists.yield(of: $0, in: content, with: matcher) }
    }

    /// The same with the rules that were left out; without those that people brought, if some were.
    func withAllRules() throws(DetectionError) -> ScanContext {
        var options = options
        // What is shown by default is no text to print, whatever the scan asks for.
        options.minimumConfidence = min(options.minimumConfidence, Confidence.Band.medium.floor)
        return ScanContext(
            library: try RuleLibrary(), options: options, key: key, progress: progress, toolVersion: toolVersion,
            makeScanner: makeScanner)
    }
}
