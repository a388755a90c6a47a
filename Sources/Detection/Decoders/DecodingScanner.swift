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
    /// Bytes of a line kept before and behind an encoded value.
    private static let contextBefore = 80
    private static let contextBehind = 32

    private let library: RuleLibrary
    private let scoreFloor: Int
    private let limits: OpeningLimits
    private let alphabet = EncodingAlphabet.shared
    private var bytesLeft = 0
    private var piecesLeft = 0
    /// Of the content looked at last.
    package private(set) var notes: [OpeningNote] = []
    /// How often something was noted, also what had been noted before.
    private var noteCount = 0
    /// Where lines of the content looked at last begin in which something is encoded, or may be together with others.
    var activeLines: [Int] = []
    private var markers = MarkedLine()
    /// Parts of long lines that the version at hand has kept.
    private var keptParts: [CopiedSpan] = []

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

    // MARK: Runs

    private mutating func look(
        in content: UnsafeRawBufferPointer, touched: [ByteSpan], isBinary: Bool, depth: Int,
        with scanner: inout Scanner,
        into found: inout [DecodedMatch]
    ) {
        guard let base = content.baseAddress else { return }
        let bytes = base.assumingMemoryBound(to: UInt8.self)
        var line = ByteSpan(0, -1)
        var joinedLine = -1
        var blockEnd = -1
        var listed: (line: Int, isJoined: Bool) = (-1, false)
        var nextPart = depth == 0 ? 0 : keptParts.count
        if !isBinary {
            let beside = depth == 0 ? LiteralChain.plusesBeside(scanner.lines.touchedLines, in: content) : []
            chains(in: touched, beside: beside, of: content, depth: depth, with: &scanner, into: &found)
        }
        for span in touched {
            var finder = RunFinder(bytes, count: content.count, in: span, alphabet: alphabet)
            while let (run, bits) = finder.next() {
                if run.start > line.end || line.end < 0 { line = LineFinder.line(around: run.start, in: content) }
                let before = (found: found.count, notes: noteCount)
                defer {
                    // What a line holds by itself and came to nothing need not be decoded where the line comes again. A
                    // line of a block is decoded with the others, whichever of them comes first.
                    if depth == 0, activeLines.last != line.start,
                        found.count != before.found || noteCount != before.notes || line.start < blockEnd
                            || JoinedLiterals.mayJoin(run, line: line, in: content)
                    {
                        activeLines.append(line.start)
                    }
                }
                // Padding may follow it.
                let isKept =
                    nextPart < keptParts.count
                    && isKept(Self.window(of: ByteSpan(run.start, run.end + 4), in: line), from: &nextPart)
                let isPrintable =
                    !isKept && bits & EncodingAlphabet.punctuationBit != 0
                    && EscapeDecoder.isQuotedPrintable(run, in: content)
                if !isKept, isPrintable || bits & EncodingAlphabet.escapeBit != 0 {
                    escapes(
                        run, isQuotedPrintable: isPrintable, of: bytes, line: line, in: content, depth: depth,
                        with: &scanner,
                        into: &found)
                }
                if !isKept, bits & EncodingAlphabet.base64Bit != 0 {
                    values(
                        run, isPure: bits == EncodingAlphabet.base64Bit, of: bytes, line: line, in: content,
                        depth: depth, with: &scanner, into: &found)
                }
                if !isBinary, joinedLine != line.start, JoinedLiterals.isBesideQuote(run, in: content),
                    join(run, line: line, listed: &listed, in: content, depth: depth, with: &scanner, into: &found)
                {
                    joinedLine = line.start
                }
                if !isBinary, ContinuedLines.mayContinue(run, lineEnd: line.end, in: content) {
                    if depth == 0, activeLines.last != line.start { activeLines.append(line.start) }
                    if let (piece, window) = ContinuedLines.piece(of: line, in: content, alphabet: alphabet) {
                        examine(piece, window: window, in: content, depth: depth, with: &scanner, into: &found)
                    }
                }
                if line.start >= blockEnd, WrappedBase64.isNearEnd(run, of: line),
                    run.start - line.start < 16 || content[run.start - 1] <= 0x22,
                    let characters = WrappedBase64.characters(of: line, in: content, alphabet: alphabet),
                    characters.count >= RunFinder.leastLength
                {
                    if depth == 0, activeLines.last != line.start { activeLines.append(line.start) }
                    blockEnd = block(around: line, in: content, depth: depth, with: &scanner, into: &found)
                }
            }
            if isBinary {
                for piece in WideRuns.pieces(in: span, of: content) {
                    let place = piece.source(of: ByteSpan(0, 1)).start
                    let window = Self.window(LineFinder.line(around: place, in: content))
                    examine(piece, window: window, in: content, depth: depth, with: &scanner, into: &found)
                }
            }
        }
    }

    /// What `Match.window` says of one line.
    static func window(_ line: ByteSpan) -> ByteSpan { ByteSpan(line.start, line.end + 1) }

    /// What decides about a run by itself: its line, without what is too far away.
    private static func window(of run: ByteSpan, in line: ByteSpan) -> ByteSpan {
        let reach = RuleLibrary.greatestWindow
        return ByteSpan(max(line.start, run.start - reach), min(line.end + 1, run.end + reach))
    }

    /// Whether the version kept all of a window, so that what it came to is taken over.
    /// - Parameter next: the part to begin at; windows come in order.
    private func isKept(_ window: ByteSpan, from next: inout Int) -> Bool {
        while next < keptParts.count, keptParts[next].end < window.end { next += 1 }
        return next < keptParts.count && keptParts[next].start <= window.start
    }

    private static func context(_ run: ByteSpan, line: ByteSpan) -> (before: ByteSpan, after: ByteSpan) {
        (
            ByteSpan(max(line.start, run.start - contextBefore), run.start),
            ByteSpan(run.end, min(line.end, run.end + contextBehind))
        )
    }

    private mutating func escapes(
        _ run: ByteSpan, isQuotedPrintable: Bool, of bytes: UnsafePointer<UInt8>, line: ByteSpan,
        in content: UnsafeRawBufferPointer, depth: Int, with scanner: inout Scanner, into found: inout [DecodedMatch]
    ) {
        let decoder = EscapeDecoder(run, isQuotedPrintable: isQuotedPrintable, of: bytes, alphabet: alphabet)
        guard decoder.isWorthwhile else { return }
        let context = Self.context(run, line: line)
        let piece = DecodedPiece(
            decoder.decoded, encoding: decoder.encoding, origin: .units(decoder.starts), before: context.before,
            after: context.after, of: content)
        examine(piece, window: Self.window(of: run, in: line), in: content, depth: depth, with: &scanner, into: &found)
    }

    /// Base64 and hexadecimal values within a run.
    @inline(__always)
    private mutating func values(
        _ run: ByteSpan, isPure: Bool, of bytes: UnsafePointer<UInt8>, line: ByteSpan,
        in content: UnsafeRawBufferPointer,
        depth: Int, with scanner: inout Scanner, into found: inout [DecodedMatch]
    ) {
        var start = run.start
        while start < run.end {
            var end = run.end
            if !isPure {
                while start < run.end, alphabet.base64[Int(bytes[start])] == 0xFF { start += 1 }
                end = start
                while end < run.end, alphabet.base64[Int(bytes[end])] != 0xFF { end += 1 }
            }
            let value = ByteSpan(start, end)
            start = end + 1
            // Padding counts: it was written for the value.
            var padding = 0
            while padding < 2, end + padding < content.count, content[end + padding] == UInt8(ascii: "=") {
                padding += 1
            }
            guard value.count + padding >= RunFinder.leastLength else { continue }
            // `0x` before the digits.
            if value.count > 40, bytes[value.start] == UInt8(ascii: "0"),
                bytes[value.start + 1] | 0x20 == UInt8(ascii: "x")
            {
                let digits = ByteSpan(value.start + 2, value.end)
                if let decoded = HexDecoder.decode(digits, of: bytes, alphabet: alphabet) {
                    examine(
                        decoded, "hexadecimal", .fixed(start: digits.start, width: 2), value, line, in: content,
                        depth: depth, with: &scanner, into: &found)
                }
            } else if let decoded = HexDecoder.decode(value, of: bytes, alphabet: alphabet) {
                examine(
                    decoded, "hexadecimal", .fixed(start: value.start, width: 2), value, line, in: content,
                    depth: depth, with: &scanner, into: &found)
            }
            let isBehindBackslash = value.start > 0 && bytes[value.start - 1] == UInt8(ascii: "\\")
            guard
                let first = Base64Decoder.start(
                    in: value, of: bytes, isBehindBackslash: isBehindBackslash, alphabet: alphabet)
            else { continue }
            let characters = UnsafeBufferPointer(start: bytes + first, count: value.end - first)
            let decoded = Base64Decoder.decode(characters, alphabet: alphabet)
            examine(
                decoded, "base64", .base64(start: first), ByteSpan(first, value.end + padding), line, in: content,
                depth: depth,
                with: &scanner, into: &found)
        }
    }

    private mutating func examine(
        _ decoded: [UInt8], _ encoding: String, _ origin: DecodedPiece.Origin, _ value: ByteSpan, _ line: ByteSpan,
        in content: UnsafeRawBufferPointer, depth: Int, with scanner: inout Scanner, into found: inout [DecodedMatch]
    ) {
        let context = Self.context(value, line: line)
        let piece = DecodedPiece(
            decoded, encoding: encoding, origin: origin, before: context.before, after: context.after, of: content)
        examine(piece, window: Self.window(of: value, in: line), in: content, depth: depth, with: &scanner, into: &found)
    }

    /// - Returns: where the block ends; lines before it need not be looked at again.
    private mutating func block(
        around line: ByteSpan, in content: UnsafeRawBufferPointer, depth: Int, with scanner: inout Scanner,
        into found: inout [DecodedMatch]
    ) -> Int {
        switch WrappedBase64.block(around: line, in: content, alphabet: alphabet) {
        case .oneLine: return line.end
        case .tooLarge:
            note(
                .limitHit,
                "base64 over more than \(WrappedBase64.limit >> 20) MiB of lines is not put together; decode it by hand and scan that"
            )
            // Every other line of it would be told the same, after as long a look.
            return line.end + WrappedBase64.limit / 2
        case .block(let block):
            for piece in block.pieces(of: content, alphabet: alphabet) {
                examine(piece, window: block.window, in: content, depth: depth, with: &scanner, into: &found)
            }
            return block.lines.end
        }
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
