internal import Detection
internal import Model

/// Matches that remain where several are of the same text.
typealias ResolvedMatches = (plain: [Match], decoded: [DecodedMatch])

/// Turns contents into holdings and sightings. One worker's own.
struct ContentScanner: ~Copyable {
    let context: ScanContext
    var scanner: Scanner
    var decoding: DecodingScanner
    /// Limits that patterns ran into in the content scanned last.
    var limitHits: [Scanner.LimitHit] = []
    /// What opening and decoding the content scanned last did not get at.
    var notes: [OpeningNote] = []
    /// Of the content scanned last: whether it was opened or transcoded, so that its bytes are not all there is to it.
    private(set) var isUnfolded = false
    /// Whether the version scanned last is binary, as it stands.
    private(set) var isBinary = false
    /// Contents that were found within the content scanned last.
    private(set) var innerCount = 0
    /// Credentials whose sightings are asked for; nil for all.
    var wanted: Set<Int32>?
    /// What is scanned.
    enum Subject {
        /// A file's content: its name may tell what it is.
        case file
        /// A message, or the name of something.
        case text
    }

    private(set) var subject = Subject.file
    /// Whether the contents are a history's, in which the same lines come again and again. Remembering lines costs a
    /// tree's scan a tenth of its time, and more than it saves.
    let expectsRepetition: Bool

    init(_ context: ScanContext, expectsRepetition: Bool = false) throws(DetectionError) {
        self.expectsRepetition = expectsRepetition
        scanner = try context.makeScanner(context.library, context.options.minimumConfidence)
        decoding = DecodingScanner(
            library: context.library, scoreFloor: context.scoreFloor, limits: context.options.opening)
        self.context = context
    }

    /// Said of what nobody scanned, because there was no memory for a scanner.
    static let shortage = "there is no memory to scan it; end other programs, or scan with fewer jobs"

    /// A worker's scanner; where there is none, what it should have scanned goes to coverage.
    static func orNote(
        _ context: ScanContext, _ subject: String, in source: String, into coverage: inout Coverage
    ) -> ContentScanner? {
        do { return try ContentScanner(context) } catch {
            coverage.note(.unreadable, subject, in: source, shortage)
            return nil
        }
    }

    /// The credentials of a text that is no file's, each once for every place, in order of place.
    mutating func holdings(in text: UnsafeRawBufferPointer) -> [Holding] {
        version(text, of: .text, base: nil, copies: UnsafeBufferPointer(start: nil, count: 0)).holdings
    }

    /// The credentials of a content and of what it holds, with their places and excerpts.
    mutating func sightings(in content: UnsafeRawBufferPointer, of subject: Subject) -> [Sighting] {
        begin(subject)
        if let text = UnicodeText.text(of: content) {
            isUnfolded = true
            return text.withUnsafeBytes { sightings(ofText: $0, isBinary: false) }
        }
        var inner: [Sighting] = []
        if let kind = ContainerKind(content) {
            let opening = ContainerOpening(content, as: kind, limits: context.options.opening) { path, bytes in
                inner += sightings(within: bytes, path: path)
            }
            note(opening)
        }
        let known = Set(inner.map(\.holding.credential))
        return sightings(ofText: content, isBinary: Self.isBinary(content), decodes: !isUnfolded)
            .filter { !known.contains($0.holding.credential) } + inner
    }

    /// The credentials of a content that is read as it is scanned, each once for every place, in order of place.
    mutating func holdings(in pieces: inout ContentPieces) throws(ContentStreamFailure) -> [Holding] {
        begin(.file)
        return try holdings(ofPieces: &pieces, decodes: true)
    }

    /// The same with their places and excerpts.
    mutating func sightings(in pieces: inout ContentPieces) throws(ContentStreamFailure) -> [Sighting] {
        begin(.file)
        return try sightings(ofPieces: &pieces, decodes: true)
    }

    var greatestWhole: Int { context.options.greatestWhole }
    func pieces(of stream: any ContentStream) -> ContentPieces {
        ContentPieces(of: stream, size: context.options.streamedPieceSize)
    }

    /// Where secrets stand that would be shown by default.
    /// - Parameter isFormatted: those with a format of their own alone.
    mutating func spansOfSecrets(in content: UnsafeRawBufferPointer, isFormatted: Bool) -> [ByteSpan] {
        let state = scanner.scan(content, isBinary: isFormatted)
        let decoded = decoding.matches(
            in: content, touched: scanner.undecoded, isBinary: isFormatted, with: &scanner)
        let plain = context.resolve(state.matches, minimumScore: Self.shownScore, in: content).map(\.secret)
        // Spans that overlap are one: they are cut out of the text from behind.
        return ByteSpan.joined(
            (plain + decoded.filter { $0.match.score >= Self.shownScore }.map(\.match.secret)).sorted())
    }

    private static let shownScore = EvidenceWeights.score(prior: Confidence.Band.medium.floor, evidence: [])

    /// The credentials of a version of a content, and what further versions need of it.
    /// - Parameters:
    ///   - base: the state that this gave for the content the version was made from; nil to scan it whole.
    ///   - copies: what the version has of that content.
    mutating func version(
        _ content: UnsafeRawBufferPointer, of subject: Subject = .file, base: VersionState?,
        copies: UnsafeBufferPointer<CopiedSpan>
    ) -> ScannedVersion {
        begin(subject)
        if let text = UnicodeText.text(of: content) {
            isUnfolded = true
            return ScannedVersion(holdings: text.withUnsafeBytes { holdings(ofText: $0, isBinary: false) })
        }
        var inner: [Holding] = []
        if let kind = ContainerKind(content) { inner = holdings(ofContainer: content, kind) }
        isBinary = Self.isBinary(content)
        // Contents that are scanned in pieces stand for themselves.
        var version =
            content.count > context.options.pieceSize
            ? ScannedVersion(holdings: holdings(ofText: content, isBinary: isBinary, decodes: !isUnfolded))
            : lines(of: content, base: base, copies: copies)
        if !inner.isEmpty {
            let known = Set(inner.map(\.credential))
            version.holdings.removeAll { known.contains($0.credential) }
            version.holdings += inner
        }
        return version
    }

    /// What stands in a version's own lines.
    private mutating func lines(
        of content: UnsafeRawBufferPointer, base: VersionState?, copies: UnsafeBufferPointer<CopiedSpan>
    ) -> ScannedVersion {
        // What is decoded in one and not in the other cannot be taken over, nor what a limit left out.
        let isWhole = context.options.isExhaustive || base?.isCut == true
        let base = base?.isUnfolded == isUnfolded && !isWhole ? base : nil
        var plain =
            base.map { scanner.scan(content, isBinary: isBinary, base: $0.plain, copies: copies) }
            ?? (isWhole ? scanner.scan(content, isBinary: isBinary) : scanner.scanFirst(content, isBinary: isBinary))
        limitHits += scanner.limitHits
        if subject == .file { scanner.addLoneValue(of: content, to: &plain) }
        var state = VersionState(
            plain: plain, decoded: base?.decodedMatches(kept: scanner.lines.kept) ?? [], isUnfolded: isUnfolded)
        // Markers stand on one line each: a version has those of the lines it kept, and those of the others.
        let lines = base?.isBare == true ? scanner.lines.touched : [ByteSpan(0, content.count)]
        if !isUnfolded {
            let known = notes.count
            state.decoded += decode(content, touched: scanner.undecoded, isBinary: isBinary)
            state.isCut = notes.count > known
        }
        guard !plain.matches.isEmpty || !state.decoded.isEmpty else {
            return ScannedVersion(holdings: [], state: state)
        }
        state.isBare = InlineMarkers.isBare(lines, in: content)
        var own = HoldingMaker(context: context).holdings(
            of: resolved(plain.matches, state.decoded, in: content), in: content,
            InlineMarkers(content, isBare: state.isBare))
        for index in own.indices where own[index].evidence.contains(.allOfContent) {
            own[index].slot = KeySlot.nameOfFile
        }
        return ScannedVersion(holdings: own, state: state)
    }

    // MARK: Containers

    private mutating func begin(_ subject: Subject) {
        self.subject = subject
        scanner.takesUUIDs = subject == .file
        limitHits.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
        isUnfolded = false
        isBinary = false
        innerCount = 0
    }

    private mutating func note(_ opening: ContainerOpening) {
        isUnfolded = opening.count > 0
        innerCount = opening.count
        notes += opening.notes
    }

    private mutating func holdings(ofContainer content: UnsafeRawBufferPointer, _ kind: ContainerKind) -> [Holding] {
        let members = MemberScan(context.members)
        // An exhaustive scan trusts nothing that it has not read.
        let opening = ContainerOpening(
            content, as: kind, limits: context.options.opening,
            members: context.options.isExhaustive ? nil : MemberLookup(members, library: context.library)
        ) { _, bytes in
            let before = (limitHits.count, notes.count)
            members.last = holdings(within: bytes)
            members.isLastWhole = before == (limitHits.count, notes.count)
            members.found += members.last
        }
        note(opening)
        return members.found
    }

    /// What stands in a content that a container holds.
    private mutating func holdings(within content: UnsafeRawBufferPointer) -> [Holding] {
        if let text = UnicodeText.text(of: content) {
            return text.withUnsafeBytes { holdings(ofText: $0, isBinary: false) }
        }
        return holdings(ofText: content, isBinary: Self.isBinary(content))
    }

    private mutating func sightings(within content: UnsafeRawBufferPointer, path: [UInt8]) -> [Sighting] {
        var found =
            if let text = UnicodeText.text(of: content) {
                text.withUnsafeBytes { sightings(ofText: $0, isBinary: false) }
            } else {
                sightings(ofText: content, isBinary: Self.isBinary(content))
            }
        for index in found.indices { found[index].inner = path }
        return found
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
