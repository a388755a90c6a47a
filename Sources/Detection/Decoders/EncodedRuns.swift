internal import Model

/// Where encoded text stands: runs of bytes that may be encoded, each by itself or with its neighbours.
extension DecodingScanner {
    static let hexadecimal = "hexadecimal"

    /// Bytes of a line kept before and behind an encoded value.
    private static let contextBefore = 80
    private static let contextBehind = 32

    /// Decodes what stands encoded in the touched lines, line by line and run by run.
    /// - Parameter touched: spans of whole lines, in order, apart from each other.
    mutating func look(in text: EncodedText, touched: [ByteSpan], with scanner: inout Scanner) {
        guard !text.content.isEmpty else { return }
        let content = text.content
        if !text.isBinary {
            let beside = text.isOutermost ? LiteralChain.plusesBeside(scanner.lines.touchedLines, in: content) : []
            chains(in: touched, beside: beside, of: text, with: &scanner)
        }
        var place = RunPlace(nextPart: text.isOutermost ? 0 : keptParts.count)
        // Windows come in order among words, and among runs.
        var nextPartOfWords = place.nextPart
        for span in touched {
            words(in: span, nextPart: &nextPartOfWords, of: text, with: &scanner)
            var finder = RunFinder(text.bytes, count: content.count, in: span, alphabet: alphabet)
            while let (run, bits) = finder.next() {
                decode(run, bits, at: &place, of: text, with: &scanner)
            }
            guard text.isBinary else { continue }
            for piece in WideRuns.pieces(in: span, of: content) {
                let start = piece.source(of: ByteSpan(0, 1)).start
                let window = Self.window(LineFinder.line(around: start, in: content))
                examine(piece, window: window, of: text, with: &scanner)
            }
        }
    }

    /// What is known of the line that a run stands on, from one run to the next.
    private struct RunPlace {
        var line = ByteSpan(0, -1)
        /// Where the line begins whose literals were joined last.
        var joinedLine = -1
        /// Whether the literals of a list on it are joined.
        var list = ListedLiterals()
        /// Where the block of wrapped base64 ends that was put together last.
        var blockEnd = -1
        /// The kept part from which on one may hold the run.
        var nextPart: Int

        init(nextPart: Int) { self.nextPart = nextPart }
    }

    /// All that a run may be: escapes, a value, a part of what its line or its neighbours hold together.
    @inline(__always)
    private mutating func decode(
        _ run: ByteSpan, _ bits: UInt8, at place: inout RunPlace, of text: EncodedText, with scanner: inout Scanner
    ) {
        let content = text.content
        if run.start > place.line.end || place.line.end < 0 {
            place.line = LineFinder.line(around: run.start, in: content)
        }
        let line = place.line
        let before = (found: found.count, notes: noteCount)
        // Padding may follow it.
        let isKept =
            place.nextPart < keptParts.count
            && isKept(Self.window(of: ByteSpan(run.start, run.end + 4), in: line), from: &place.nextPart)
        let isPrintable =
            !isKept && bits & EncodingAlphabet.punctuationBit != 0
            && EscapeDecoder.isQuotedPrintable(run, in: content)
        if !isKept,
            isPrintable || bits & EncodingAlphabet.escapeBit != 0 && run.count > EscapeDecoder.wrappedWidths.lowerBound
        {
            escapes(run, isQuotedPrintable: isPrintable, line: line, of: text, with: &scanner)
        }
        if !isKept, bits & EncodingAlphabet.base64Bit != 0 {
            values(run, isPure: bits == EncodingAlphabet.base64Bit, line: line, of: text, with: &scanner)
        }
        if !text.isBinary, place.joinedLine != line.start, JoinedLiterals.isBesideQuote(run, in: content),
            join(run, line: line, list: &place.list, of: text, with: &scanner)
        {
            place.joinedLine = line.start
        }
        if !text.isBinary, ContinuedLines.mayContinue(run, lineEnd: line.end, in: content) {
            if text.isOutermost { keepActive(line) }
            if let (piece, window) = ContinuedLines.piece(of: line, in: content, alphabet: alphabet) {
                examine(piece, window: window, of: text, with: &scanner)
            }
        }
        if line.start >= place.blockEnd, WrappedBase64.isNearEnd(run, of: line),
            run.start - line.start < 16 || content[run.start - 1] <= 0x22,
            let characters = WrappedBase64.characters(of: line, in: content, alphabet: alphabet),
            characters.count >= RunFinder.leastLength
        {
            if text.isOutermost { keepActive(line) }
            place.blockEnd = block(around: line, of: text, with: &scanner)
        }
        // What a line holds by itself and came to nothing need not be decoded where the line comes again. A line of a
        // block is decoded with the others, whichever of them comes first.
        if text.isOutermost,
            found.count != before.found || noteCount != before.notes || line.start < place.blockEnd
                || JoinedLiterals.mayJoin(run, line: line, in: content)
        {
            keepActive(line)
        }
    }

    /// Has a line decoded again wherever it comes again.
    mutating func keepActive(_ line: ByteSpan) {
        if activeLines.last != line.start { activeLines.append(line.start) }
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

    /// Words with escapes in them.
    /// - Parameter nextPart: the kept part from which on one may hold a word.
    private mutating func words(
        in span: ByteSpan, nextPart: inout Int, of text: EncodedText, with scanner: inout Scanner
    ) {
        let content = text.content
        var finder = EscapedWords(text.bytes, count: content.count, in: span, alphabet: alphabet)
        var line = ByteSpan(0, -1)
        while let word = finder.next() {
            if word.start > line.end || line.end < 0 { line = LineFinder.line(around: word.start, in: content) }
            if nextPart < keptParts.count, isKept(Self.window(of: word, in: line), from: &nextPart) { continue }
            let before = (found: found.count, notes: noteCount)
            let decoder = EscapeDecoder(word, isQuotedPrintable: false, of: text.bytes, alphabet: alphabet)
            examine(decoder, of: word, line: line, of: text, with: &scanner)
            if text.isOutermost, found.count != before.found || noteCount != before.notes { keepActive(line) }
        }
    }

    /// Base64 that is wrapped by written line ends, and quoted-printable; all other escapes are those of words.
    private mutating func escapes(
        _ run: ByteSpan, isQuotedPrintable: Bool, line: ByteSpan, of text: EncodedText, with scanner: inout Scanner
    ) {
        let decoder = EscapeDecoder(run, isQuotedPrintable: isQuotedPrintable, of: text.bytes, alphabet: alphabet)
        guard decoder.isWrapped || isQuotedPrintable && decoder.hasReasons else { return }
        examine(decoder, of: run, line: line, of: text, with: &scanner)
    }

    private mutating func examine(
        _ decoder: EscapeDecoder, of run: ByteSpan, line: ByteSpan, of text: EncodedText, with scanner: inout Scanner
    ) {
        let value = EncodedValue(span: run, encoding: decoder.encoding, origin: .units(decoder.starts))
        examine(decoder.decoded, value, line: line, of: text, with: &scanner)
    }

    /// Base64 and hexadecimal values within a run.
    @inline(__always)
    private mutating func values(
        _ run: ByteSpan, isPure: Bool, line: ByteSpan, of text: EncodedText, with scanner: inout Scanner
    ) {
        let (content, bytes) = (text.content, text.bytes)
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
            let isMarked =
                value.count > 40 && bytes[value.start] == UInt8(ascii: "0")
                && bytes[value.start + 1] | 0x20 == UInt8(ascii: "x")
            let digits = isMarked ? ByteSpan(value.start + 2, value.end) : value
            if let decoded = HexDecoder.decode(digits, of: bytes, alphabet: alphabet) {
                let hexadecimal = EncodedValue(
                    span: value, encoding: Self.hexadecimal, origin: .fixed(start: digits.start, width: 2))
                examine(decoded, hexadecimal, line: line, of: text, with: &scanner)
            }
            let isBehindBackslash = value.start > 0 && bytes[value.start - 1] == UInt8(ascii: "\\")
            guard
                let first = Base64Decoder.start(
                    in: value, of: bytes, isBehindBackslash: isBehindBackslash, alphabet: alphabet)
            else { continue }
            let characters = UnsafeBufferPointer(start: bytes + first, count: value.end - first)
            let base64 = EncodedValue(
                span: ByteSpan(first, value.end + padding), encoding: "base64", origin: .base64(start: first))
            examine(
                Base64Decoder.decode(characters, alphabet: alphabet), base64, line: line, of: text, with: &scanner)
        }
    }

    /// Where a value stands, and how it is encoded.
    private struct EncodedValue {
        let span: ByteSpan
        let encoding: String
        let origin: DecodedPiece.Origin
    }

    private mutating func examine(
        _ decoded: [UInt8], _ value: EncodedValue, line: ByteSpan, of text: EncodedText, with scanner: inout Scanner
    ) {
        let piece = DecodedPiece(
            decoded, encoding: value.encoding, origin: value.origin,
            before: ByteSpan(max(line.start, value.span.start - Self.contextBefore), value.span.start),
            after: ByteSpan(value.span.end, min(line.end, value.span.end + Self.contextBehind)), of: text.content)
        examine(piece, window: Self.window(of: value.span, in: line), of: text, with: &scanner)
    }

    /// - Returns: where the block ends; lines before it need not be looked at again.
    private mutating func block(around line: ByteSpan, of text: EncodedText, with scanner: inout Scanner) -> Int {
        switch WrappedBase64.block(around: line, in: text.content, alphabet: alphabet) {
        case .oneLine: return line.end
        case .tooLarge:
            note(
                .limitHit,
                "base64 over more than \(WrappedBase64.limit >> 20) MiB of lines is not put together; decode it by hand and scan that"
            )
            // Every other line of it would be told the same, after as long a look.
            return line.end + WrappedBase64.limit / 2
        case .block(let block):
            for piece in block.pieces(of: text.content, alphabet: alphabet) {
                examine(piece, window: block.window, of: text, with: &scanner)
            }
            return block.lines.end
        }
    }
}
