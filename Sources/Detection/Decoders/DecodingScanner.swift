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
    /// Of the text at each depth.
    private var markers = [MarkedLine](repeating: MarkedLine(), count: depthLimit + 1)
    /// Parts of long lines that the version at hand has kept.
    private(set) var keptParts: [CopiedSpan] = []
    /// What was found so far. What a piece holds is added behind, and then put where the piece stands.
    private(set) var found: [DecodedMatch] = []

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
        markers[0] = MarkedLine()
        // Decoded text goes through the same scanner.
        let remembers = scanner.remembersDecoded
        keptParts = scanner.lines.hasParts ? scanner.lines.kept : []
        bytesLeft = limits.bytes
        piecesLeft = max(Self.leastPieceLimit, content.count / Self.bytesPerPiece)
        notes.removeAll(keepingCapacity: true)
        defer { found = [] }
        look(in: EncodedText(content, isBinary: isBinary), touched: touched, with: &scanner)
        if remembers {
            // Chains are looked for before runs.
            activeLines.sort()
            scanner.rememberPlain(except: activeLines)
        }
        return found
    }

    // MARK: Pieces

    /// Looks through a decoded piece of a text, and through what stands encoded or packed in that.
    /// - Parameter window: what of the text decides about the piece.
    mutating func examine(
        _ piece: DecodedPiece, window: ByteSpan, of text: EncodedText, with scanner: inout Scanner
    ) {
        guard take(piece.bytes.count) else { return }
        let known = found.count
        piece.bytes.withUnsafeBytes { bytes in
            let decoded = UnsafeRawBufferPointer(rebasing: bytes[piece.decoded.start..<piece.decoded.end])
            // Zlib's two bytes are also those of words that begin with an x.
            if let kind = ContainerKind(decoded), kind != .zlib || !Plausibility.isText(decoded) {
                open(decoded, as: kind, at: piece.decoded, of: text, with: &scanner)
                if kind.isStore { scan(text.decoded(bytes, isBinary: true), within: piece.decoded, with: &scanner) }
            } else if let plain = UnicodeText.text(of: decoded) {
                plain.withUnsafeBytes { scan(text.decoded($0, isBinary: false), with: &scanner) }
                move(foundSince: known, to: piece.decoded, through: "UTF-16")
            } else {
                let inner = text.decoded(bytes, isBinary: !Plausibility.isText(decoded))
                scan(inner, within: piece.decoded, with: &scanner)
            }
        }
        guard found.count > known else { return }
        let inner = Array(found[known...])
        found.removeSubrange(known...)
        for result in inner where result.match.secret.start >= piece.decoded.start && isNew(result.match, of: piece) {
            var match = result.match
            match.secret = piece.source(of: match.secret)
            match.whole = piece.source(of: match.whole)
            match.window = window
            let isMarked = markers[text.depth].isPresent(around: match.whole, in: text.content, window: window)
            match.isAllowedInline = isMarked || match.isAllowedInline
            let encoding = result.encoding.isEmpty ? piece.encoding : "\(piece.encoding), \(result.encoding)"
            found.append(DecodedMatch(match: match, secret: result.secret, encoding: encoding))
        }
    }

    /// Whether a match tells more than the content does as it stands.
    private func isNew(_ match: Match, of piece: DecodedPiece) -> Bool {
        guard !isPartOfPlainAddress(match, of: piece) else { return false }
        return piece.changes(match.whole) || piece.changesBeside(match.whole) && library.isFormatted(match)
    }

    /// `postgres://ada:…%40…@db`: the escapes of a password in an address that stands plainly are its own, and are read so.
    private func isPartOfPlainAddress(_ match: Match, of piece: DecodedPiece) -> Bool {
        guard piece.encoding == EscapeReader.percent, match.secret.start > match.whole.start,
            let slash = piece.bytes[match.whole.start..<match.secret.start].lastIndex(of: UInt8(ascii: "/")),
            slash >= match.whole.start + 2, piece.bytes[slash - 2...slash].elementsEqual("://".utf8)
        else { return false }
        return piece.source(of: ByteSpan(slash - 2, slash + 1)).count == 3
    }

    /// Finds plain and encoded matches of a text.
    /// - Parameter span: where to look for more encoded text, all of it where nil; in context it was looked for already.
    private mutating func scan(_ text: EncodedText, within span: ByteSpan? = nil, with scanner: inout Scanner) {
        let content = text.content
        let state = scanner.scan(content, isBinary: text.isBinary)
        for limit in scanner.limitHits {
            note(.limitHit, "rule \(limit.rule) ran into a limit in decoded text; look at it by hand")
        }
        if !state.matches.isEmpty {
            let wrong = state.matches.filter { $0.score < scoreFloor && library.isProvedWrong($0) }
            for match in library.resolve(state.matches, minimumScore: scoreFloor) + wrong {
                let secret = Array(content[match.secret.start..<match.secret.end])
                found.append(DecodedMatch(match: match, secret: secret, encoding: ""))
            }
        }
        let span = span ?? ByteSpan(0, content.count)
        guard text.depth < Self.depthLimit else {
            if hasRuns(content, in: span) {
                note(
                    .limitHit,
                    "text is encoded more than \(Self.depthLimit) times over; decode it by hand and scan that")
            }
            return
        }
        markers[text.depth] = MarkedLine()
        look(in: text, touched: [span], with: &scanner)
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
        _ content: UnsafeRawBufferPointer, as kind: ContainerKind, at span: ByteSpan, of text: EncodedText,
        with scanner: inout Scanner
    ) {
        var limits = limits
        limits.bytes = max(0, min(limits.bytes, bytesLeft))
        let known = found.count
        let opening = ContainerOpening(content, as: kind, limits: limits) { _, bytes in
            bytesLeft -= bytes.count
            if let plain = UnicodeText.text(of: bytes) {
                plain.withUnsafeBytes { scan(text.decoded($0, isBinary: false), with: &scanner) }
            } else {
                scan(text.decoded(bytes, isBinary: !Plausibility.isText(bytes)), with: &scanner)
            }
        }
        move(foundSince: known, to: span, through: "\(kind)")
        for note in opening.notes where note.reason == .limitHit {
            let place = note.path.isEmpty ? "" : " at \(String(decoding: note.path, as: UTF8.self))"
            self.note(.limitHit, "within encoded text\(place): \(note.detail)")
        }
    }

    /// Matches in what all of a span decodes to stand in the span.
    private mutating func move(foundSince first: Int, to span: ByteSpan, through encoding: String) {
        for index in first..<found.count {
            let result = found[index]
            var match = result.match
            match.secret = span
            match.whole = span
            match.window = span
            found[index] = DecodedMatch(
                match: match, secret: result.secret,
                encoding: result.encoding.isEmpty ? encoding : "\(encoding), \(result.encoding)")
        }
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
