internal import CBytes
package import Model

/// Finds what stands encoded within contents. It belongs to one worker, as `Scanner` does, whose patterns it uses.
package struct DecodingScanner: ~Copyable {
    /// Encodings within encodings.
    package static let depthLimit = 5
    /// Pieces of one content: so many, or one for so many of its bytes. A run takes 20 and more, and what it decodes to
    /// is shorter, so that only hostile contents have so many. A number alone would be met by a content that grows line
    /// by line, of which its versions, where only new lines are decoded, know nothing.
    private static let leastPieceLimit = 400_000
    private static let bytesPerPiece = 8

    private let library: RuleLibrary
    private let scoreFloor: Int
    private let limits: OpeningLimits
    let alphabet = EncodingAlphabet.shared
    private var bytesLeft = 0
    private var piecesLeft = 0
    /// Of the content looked at last.
    package private(set) var notes: [OpeningNote] = []
    /// How often something was noted, also what had been noted before.
    private(set) var noteCount = 0
    /// Where lines of the content looked at last begin in which something is encoded, or may be together with others.
    var activeLines: [Int] = []
    private var markers = MarkedLine()
    /// Parts of long lines that the version at hand has kept.
    private(set) var keptParts: [CopiedSpan] = []

    /// - Parameters:
    ///   - scoreFloor: matches below it are dropped.
    ///   - limits: also of the decoded bytes of one content, all depths together.
    package init(library: RuleLibrary, scoreFloor: Int, limits: OpeningLimits = OpeningLimits()) {
        self.library = library
        self.scoreFloor = scoreFloor
        self.limits = limits
    }

    /// Matches in text that stands encoded in the touched lines of a content.
    ///
    /// What is found depends on the lines of each match's window alone: scanning all lines, or the touched ones and
    /// taking over the rest, gives the same.
    /// - Parameter touched: spans of whole lines, in order, apart from each other.
    package mutating func matches(
        in content: UnsafeRawBufferPointer, touched: [ByteSpan], isBinary: Bool, with scanner: inout Scanner
    ) -> [DecodedMatch] {
        activeLines.removeAll(keepingCapacity: true)
        markers = MarkedLine()
        // Decoded text goes through the same scanner.
        let remembers = scanner.remembersDecoded
        keptParts = scanner.lines.hasParts ? scanner.lines.kept : []
        bytesLeft = limits.bytes
        piecesLeft = max(Self.leastPieceLimit, content.count / Self.bytesPerPiece)
        notes.removeAll(keepingCapacity: true)
        var found: [DecodedMatch] = []
        look(in: content, touched: touched, isBinary: isBinary, depth: 0, with: &scanner, into: &found)
        if remembers {
            // Chains are looked for before runs.
            activeLines.sort()
            scanner.rememberPlain(except: activeLines)
        }
        return found
    }

    // MARK: Pieces

    mutating func examine(
        _ piece: DecodedPiece, window: ByteSpan, in content: UnsafeRawBufferPointer, depth: Int,
        with scanner: inout Scanner,
        into found: inout [DecodedMatch]
    ) {
        guard take(piece.bytes.count) else { return }
        var inner: [DecodedMatch] = []
        piece.bytes.withUnsafeBytes { bytes in
            let decoded = UnsafeRawBufferPointer(rebasing: bytes[piece.decoded.start..<piece.decoded.end])
            // Zlib's two bytes are also those of words that begin with an x.
            if let kind = ContainerKind(decoded), kind != .zlib || !Plausibility.isText(decoded) {
                open(decoded, as: kind, at: piece.decoded, depth: depth, with: &scanner, into: &inner)
                if kind.isStore {
                    scan(bytes, within: piece.decoded, isBinary: true, depth: depth, with: &scanner, into: &inner)
                }
            } else if let text = UnicodeText.text(of: decoded) {
                var within: [DecodedMatch] = []
                text.withUnsafeBytes {
                    scan($0, within: nil, isBinary: false, depth: depth, with: &scanner, into: &within)
                }
                inner += within.map { Self.moved($0, to: piece.decoded, through: "UTF-16") }
            } else {
                scan(
                    bytes, within: piece.decoded, isBinary: !Plausibility.isText(decoded), depth: depth, with: &scanner,
                    into: &inner)
            }
        }
        for result in inner where result.match.secret.start >= piece.decoded.start && isNew(result.match, of: piece) {
            var match = result.match
            match.secret = piece.source(of: match.secret)
            match.whole = piece.source(of: match.whole)
            match.window = window
            if depth > 0 { markers = MarkedLine() }
            match.isAllowedInline =
                markers.isPresent(around: match.whole, in: content, window: window) || match.isAllowedInline
            if depth > 0 { markers = MarkedLine() }
            let encoding = result.encoding.isEmpty ? piece.encoding : "\(piece.encoding), \(result.encoding)"
            found.append(DecodedMatch(match: match, secret: result.secret, encoding: encoding))
        }
    }

    /// Whether a match tells more than the content does as it stands.
    private func isNew(_ match: Match, of piece: DecodedPiece) -> Bool {
        piece.changes(match.whole) || piece.changesBeside(match.whole) && library.isFormatted(match)
    }

    /// Plain and encoded matches of a text.
    /// - Parameter span: where to look for more encoded text; in context it was looked for already.
    private mutating func scan(
        _ text: UnsafeRawBufferPointer, within span: ByteSpan?, isBinary: Bool, depth: Int, with scanner: inout Scanner,
        into found: inout [DecodedMatch]
    ) {
        let state = scanner.scan(text, isBinary: isBinary)
        for limit in scanner.limitHits {
            note(.limitHit, "rule \(limit.rule) ran into a limit in decoded text; look at it by hand")
        }
        if !state.matches.isEmpty {
            for match in library.resolve(state.matches, minimumScore: scoreFloor) {
                found.append(
                    DecodedMatch(match: match, secret: Array(text[match.secret.start..<match.secret.end]), encoding: "")
                )
            }
        }
        guard depth + 1 < Self.depthLimit else {
            if hasRuns(text, in: span ?? ByteSpan(0, text.count)) {
                note(
                    .limitHit,
                    "text is encoded more than \(Self.depthLimit) times over; decode it by hand and scan that")
            }
            return
        }
        look(
            in: text, touched: [span ?? ByteSpan(0, text.count)], isBinary: isBinary, depth: depth + 1, with: &scanner,
            into: &found)
    }

    /// Whether there is something left that could be decoded.
    private func hasRuns(_ text: UnsafeRawBufferPointer, in span: ByteSpan) -> Bool {
        guard let base = text.baseAddress else { return false }
        let bytes = base.assumingMemoryBound(to: UInt8.self)
        var finder = RunFinder(bytes, count: text.count, in: span, alphabet: alphabet)
        while let (run, bits) = finder.next() {
            if bits == EncodingAlphabet.base64Bit, run.count >= 40,
                Base64Decoder.isPlausible(bytes + run.start, count: run.count, alphabet: alphabet)
            {
                return true
            }
        }
        return false
    }

    private mutating func open(
        _ content: UnsafeRawBufferPointer, as kind: ContainerKind, at span: ByteSpan, depth: Int,
        with scanner: inout Scanner,
        into found: inout [DecodedMatch]
    ) {
        var limits = limits
        limits.bytes = max(0, min(limits.bytes, bytesLeft))
        var opener = ContainerOpener(limits)
        var within: [DecodedMatch] = []
        opener.open(content, as: kind) { _, bytes in
            bytesLeft -= bytes.count
            if let text = UnicodeText.text(of: bytes) {
                text.withUnsafeBytes {
                    scan($0, within: nil, isBinary: false, depth: depth, with: &scanner, into: &within)
                }
            } else {
                scan(
                    bytes, within: nil, isBinary: !Plausibility.isText(bytes), depth: depth, with: &scanner,
                    into: &within)
            }
        }
        found += within.map { Self.moved($0, to: span, through: "\(kind)") }
        for note in opener.notes where note.reason == .limitHit {
            let place = note.path.isEmpty ? "" : " at \(String(decoding: note.path, as: UTF8.self))"
            self.note(.limitHit, "within encoded text\(place): \(note.detail)")
        }
    }

    /// A match in what all of a span decodes to.
    private static func moved(_ result: DecodedMatch, to span: ByteSpan, through encoding: String) -> DecodedMatch {
        var match = result.match
        match.secret = span
        match.whole = span
        match.window = span
        return DecodedMatch(
            match: match, secret: result.secret,
            encoding: result.encoding.isEmpty ? encoding : "\(encoding), \(result.encoding)")
    }

    // MARK: Limits

    private mutating func take(_ count: Int) -> Bool {
        bytesLeft -= count
        piecesLeft -= 1
        guard bytesLeft < 0 || piecesLeft < 0 else { return true }
        note(.limitHit, "there is more encoded text in it than the limits allow; decode it by hand and scan that")
        return false
    }

    mutating func note(_ reason: Coverage.Reason, _ detail: String) {
        noteCount += 1
        let note = OpeningNote(reason: reason, path: [], detail: detail)
        if notes.count < 20, !notes.contains(note) { notes.append(note) }
    }
}
