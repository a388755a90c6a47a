internal import Detection
internal import Identities
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
    /// What may be said of its owner.
    let facts: PublicFacts
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
        standing(in: content).map { holding(for: $0, in: content) }
    }

    /// The credentials of a content with their places and excerpts.
    mutating func sightings(in content: UnsafeRawBufferPointer) -> [Sighting] {
        let matches = standing(in: content)
        if matches.isEmpty { return [] }
        let lines = LineTable(content)
        let excerpts = ExcerptMaker(content: content, lines: lines, secrets: matches.map(\.secret))
        var order: [Int32] = []
        var groups: [Int32: [(match: Match, holding: Holding)]] = [:]
        for match in matches {
            let holding = holding(for: match, in: content)
            if groups[holding.credential] == nil { order.append(holding.credential) }
            groups[holding.credential, default: []].append((match, holding))
        }
        return order.compactMap { credential in
            guard let group = groups[credential], let first = group.first else { return nil }
            // The best reading of it speaks for it; it is allowed only where every place of it is.
            let best = group.max { $0.holding.score < $1.holding.score } ?? first
            let holding = Holding(
                credential: credential, rule: best.holding.rule, score: best.holding.score,
                isAllowedInline: group.allSatisfy(\.holding.isAllowedInline), evidence: best.holding.evidence)
            return Sighting(
                holding: holding, places: group.map { lines.position(of: $0.match.secret.start) },
                end: lines.position(of: first.match.secret.end), excerpt: excerpts.excerpt(for: first.match.secret),
                facts: facts(about: best.match, in: content))
        }
    }

    private func facts(about match: Match, in content: UnsafeRawBufferPointer) -> PublicFacts {
        let definition = context.library.rules[match.rule].definition
        let (start, end) = (match.secret.start, match.secret.end)
        let key = context.key
        return ResolverRegistry.facts(
            about: SecretContext(
                secret: Array(content[start..<end]), kind: definition.kind, provider: definition.provider, rule: definition.id,
                before: Array(content[max(0, start - SecretContext.reach)..<start]),
                after: Array(content[end..<min(content.count, end + SecretContext.reach)]),
                tag: { String(key.fingerprint("rollcall.identity/1", [$0]).prefix(16)) }))
    }

    /// Where secrets with a format of their own stand that would be shown by default.
    mutating func spansOfFormattedSecrets(in content: UnsafeRawBufferPointer) -> [ByteSpan] {
        let matches = scanner.scan(content, isBinary: true).matches
        return context.library.resolve(matches, minimumScore: Self.shownScore).map(\.secret)
    }

    private static let shownScore = EvidenceWeights.score(prior: Confidence.Band.medium.floor, evidence: [])

    private mutating func standing(in content: UnsafeRawBufferPointer) -> [Match] {
        let isBinary = Self.isBinary(content)
        limitHits.removeAll(keepingCapacity: true)
        guard content.count > context.options.pieceSize else {
            let state = scanner.scan(content, isBinary: isBinary)
            limitHits = scanner.limitHits
            return resolve(state.matches)
        }
        var matches: [Match] = []
        for piece in ContentPieces.pieces(of: content, size: context.options.pieceSize) {
            let part = UnsafeRawBufferPointer(rebasing: content[piece.start..<piece.end])
            for match in scanner.scan(part, isBinary: isBinary).matches {
                var match = match
                match.shift(by: piece.start)
                matches.append(match)
            }
            limitHits += scanner.limitHits
        }
        return resolve(matches)
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
            ?? (context.options.isExhaustive ? scanner.scan(content, isBinary: isBinary) : scanner.scanFirst(content, isBinary: isBinary))
        limitHits = scanner.limitHits
        return (resolve(state.matches).map { holding(for: $0, in: content) }, state)
    }

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

/// Large contents are scanned in pieces that overlap by more than any rule's reach.
enum ContentPieces {
    private static let overlap = 1 << 20

    static func pieces(of content: UnsafeRawBufferPointer, size: Int) -> [ByteSpan] {
        let size = max(size, 2 * overlap)
        guard content.count > size else { return [ByteSpan(0, content.count)] }
        return stride(from: 0, to: content.count - overlap, by: size - overlap).map {
            ByteSpan($0, min($0 + size, content.count))
        }
    }
}

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif
