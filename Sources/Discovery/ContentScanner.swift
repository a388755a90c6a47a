internal import Detection
internal import Model
internal import RuleFormat

/// A credential found in a content, without its place.
struct Holding: Sendable {
    let credential: Int32
    let rule: Int32
    /// Before evidence about the path. Log-odds in hundredths.
    let score: Int32
    let isAllowedInline: Bool
    let evidence: EvidenceSet
}

/// Where one credential stands in one content, and the text around it.
struct Sighting: Sendable {
    let holding: Holding
    let places: [TextPosition]
    /// Just behind the first place's last byte.
    let end: TextPosition
    let excerpt: Excerpt
}

/// What all workers of a scan share.
struct ScanContext: Sendable {
    let library: RuleLibrary
    let book: CredentialBook
    let options: ScanOptions
    let key: FingerprintKey
    let progress: ScanProgress
    let toolVersion: String
    /// SHA-256 of the rules in force.
    let rulesDigest: String
    /// Matches with less than this cannot become findings at any path.
    let scoreFloor: Int

    init(
        library: RuleLibrary, options: ScanOptions, key: FingerprintKey, progress: ScanProgress, toolVersion: String
    ) {
        self.library = library
        self.options = options
        self.key = key
        self.progress = progress
        self.toolVersion = toolVersion
        rulesDigest = Digest.sha256(library.definitionText)
        book = CredentialBook(key: key)
        scoreFloor =
            options.minimumConfidence <= 0
            ? Int.min
            : EvidenceWeights.score(prior: options.minimumConfidence, evidence: []) - Scanner.greatestPathBonus
    }
}

/// Turns contents into holdings and sightings. One worker's own.
struct ContentScanner: ~Copyable {
    private let context: ScanContext
    private var scanner: Scanner
    /// Limits that patterns ran into in the content scanned last.
    private(set) var limitHits: [Scanner.LimitHit] = []

    init(_ context: ScanContext) throws(DetectionError) {
        scanner = try Scanner(library: context.library, minimumConfidence: context.options.minimumConfidence)
        self.context = context
    }

    /// The credentials of a content, each once for every place, in order of place.
    mutating func holdings(in content: UnsafeRawBufferPointer) -> [Holding] {
        var pieces = ContentPieces(of: content, size: context.options.pieceSize)
        return (try? holdings(in: &pieces)) ?? []
    }

    /// The same for a content that is read as it is scanned.
    mutating func holdings(in pieces: inout ContentPieces) throws(ContentStreamFailure) -> [Holding] {
        limitHits.removeAll(keepingCapacity: true)
        var found: [Holding] = []
        while let piece = try pieces.next() {
            for match in standing(in: piece) where piece.own.contains(match.secret.start) {
                found.append(holding(for: match, in: piece.bytes))
            }
        }
        return found
    }

    /// The credentials of a content with their places and excerpts.
    mutating func sightings(in content: UnsafeRawBufferPointer) -> [Sighting] {
        var pieces = ContentPieces(of: content, size: context.options.pieceSize)
        return (try? sightings(in: &pieces)) ?? []
    }

    /// The same for a content that is read as it is scanned.
    mutating func sightings(in pieces: inout ContentPieces) throws(ContentStreamFailure) -> [Sighting] {
        limitHits.removeAll(keepingCapacity: true)
        var found = SightingCollection()
        while let piece = try pieces.next() {
            let matches = standing(in: piece)
            if matches.isEmpty { continue }
            let lines = LineTable(piece.bytes, start: piece.start, origin: piece.origin)
            let excerpts = ExcerptMaker(content: piece.bytes, lines: lines, secrets: matches.map(\.secret))
            for match in matches where piece.own.contains(match.secret.start) {
                found.add(holding(for: match, in: piece.bytes), at: match.secret, lines: lines, excerpts: excerpts)
            }
        }
        return found.sightings
    }

    var greatestWhole: Int { context.options.greatestWhole }
    func pieces(of stream: any ContentStream) -> ContentPieces { ContentPieces(of: stream, size: context.options.streamedPieceSize) }

    /// Where secrets with a format of their own stand that would be shown by default.
    mutating func spansOfFormattedSecrets(in content: UnsafeRawBufferPointer) -> [ByteSpan] {
        let matches = scanner.scan(content, isBinary: true).matches
        return context.library.resolve(matches, minimumScore: Self.shownScore).map(\.secret)
    }

    private static let shownScore = EvidenceWeights.score(prior: Confidence.Band.medium.floor, evidence: [])

    /// The matches that stand in a piece, those included that belong to its neighbours.
    private mutating func standing(in piece: ContentPiece) -> [Match] {
        let state = scanner.scan(piece.bytes, isBinary: piece.isBinary)
        for limit in scanner.limitHits where piece.own.contains(limit.offset) { limitHits.append(limit.shifted(by: piece.start)) }
        return resolve(state.matches)
    }

    private func resolve(_ matches: [Match]) -> [Match] {
        matches.isEmpty ? [] : context.library.resolve(matches, minimumScore: context.scoreFloor)
    }

    /// The credentials of a version of a content, and what further versions need of it.
    /// - Parameters:
    ///   - base: what this returned for the content the version was made from; nil to scan it whole.
    ///   - copies: what the version has of that content.
    mutating func holdings(
        in content: UnsafeRawBufferPointer, base: ContentState?, copies: [CopiedSpan]
    ) -> (holdings: [Holding], state: ContentState?) {
        // Contents that are scanned in pieces stand for themselves.
        guard content.count <= context.options.pieceSize else { return (holdings(in: content), nil) }
        let isBinary = Self.isBinary(content)
        let state =
            base.map { scanner.scan(content, isBinary: isBinary, base: $0, copies: copies) }
            ?? (context.options.isExhaustive || content.count > Self.greatestGathered
                ? scanner.scan(content, isBinary: isBinary) : scanner.scanFirst(content, isBinary: isBinary))
        limitHits = scanner.limitHits
        return (resolve(state.matches).map { holding(for: $0, in: content) }, state)
    }

    /// What is known of the lines of a larger content costs more memory than it saves time.
    private static let greatestGathered = 8 << 20

    private func holding(for match: Match, in content: UnsafeRawBufferPointer) -> Holding {
        let definition = context.library.rules[match.rule].definition
        let secret = UnsafeRawBufferPointer(rebasing: content[match.secret.start..<match.secret.end])
        return Holding(
            credential: context.book.number(of: secret, kind: definition.kind, provider: definition.provider),
            rule: Int32(match.rule), score: Int32(clamping: match.score), isAllowedInline: match.isAllowedInline,
            evidence: match.evidence)
    }

    /// Git's own test: a zero byte among the first 8,000.
    static func isBinary(_ content: UnsafeRawBufferPointer) -> Bool {
        guard let base = content.baseAddress else { return false }
        return memchr(base, 0, min(content.count, 8000)) != nil
    }
}

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif
