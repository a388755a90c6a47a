internal import Model

/// Where encoded text stands: runs of bytes that may be encoded, each by itself or with its neighbours.
extension DecodingScanner {
    /// Bytes of a line kept before and behind an encoded value.
    private static let contextBefore = 80
    private static let contextBehind = 32

    /// Decodes what stands encoded in the touched lines, line by line and run by run.
    /// - Parameters:
    ///   - touched: spans of whole lines, in order, apart from each other.
    ///   - depth: how many encodings lie around the content.
    mutating func look(
        in content: UnsafeRawBufferPointer, touched: [ByteSpan], isBinary: Bool, depth: Int,
        with scanner: inout Scanner,
        into found: inout [DecodedMatch]
    ) {
        guard let base = content.baseAddress else { return }
        let bytes = base.assumingMemoryBound(to: UInt8.self)
        if !isBinary {
            let beside = depth == 0 ? LiteralChain.plusesBeside(scanner.lines.touchedLines, in: content) : []
            chains(in: touched, beside: beside, of: content, depth: depth, with: &scanner, into: &found)
        }
        var place = RunPlace(nextPart: depth == 0 ? 0 : keptParts.count)
        for span in touched {
            var finder = RunFinder(bytes, count: content.count, in: span, alphabet: alphabet)
            while let (run, bits) = finder.next() {
                decode(
                    run, bits, at: &place, of: bytes, in: content, isBinary: isBinary, depth: depth, with: &scanner,
                    into: &found)
            }
            guard isBinary else { continue }
            for piece in WideRuns.pieces(in: span, of: content) {
                let start = piece.source(of: ByteSpan(0, 1)).start
                let window = Self.window(LineFinder.line(around: start, in: content))
                examine(piece, window: window, in: content, depth: depth, with: &scanner, into: &found)
            }
        }
    }

    /// What is known of the line that a run stands on, from one run to the next.
    private struct RunPlace {
        var line = ByteSpan(0, -1)
        /// Where the line begins whose literals were joined last.
        var joinedLine = -1
        /// What joining them remembers of it.
        var listed: (line: Int, isJoined: Bool) = (-1, false)
        /// Where the block of wrapped base64 ends that was put together last.
        var blockEnd = -1
        /// The kept part from which on one may hold the run.
        var nextPart: Int

        init(nextPart: Int) { self.nextPart = nextPart }
    }

    /// All that a run may be: escapes, a value, a part of what its line or its neighbours hold together.
    @inline(__always)
    private mutating func decode(
        _ run: ByteSpan, _ bits: UInt8, at place: inout RunPlace, of bytes: UnsafePointer<UInt8>,
        in content: UnsafeRawBufferPointer, isBinary: Bool, depth: Int, with scanner: inout Scanner,
        into found: inout [DecodedMatch]
    ) {
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
        if !isKept, isPrintable || bits & EncodingAlphabet.escapeBit != 0 {
            escapes(
                run, isQuotedPrintable: isPrintable, of: bytes, line: line, in: content, depth: depth, with: &scanner,
                into: &found)
        }
        if !isKept, bits & EncodingAlphabet.base64Bit != 0 {
            values(
                run, isPure: bits == EncodingAlphabet.base64Bit, of: bytes, line: line, in: content, depth: depth,
                with: &scanner, into: &found)
        }
        if !isBinary, place.joinedLine != line.start, JoinedLiterals.isBesideQuote(run, in: content),
            join(run, line: line, listed: &place.listed, in: content, depth: depth, with: &scanner, into: &found)
        {
            place.joinedLine = line.start
        }
        if !isBinary, ContinuedLines.mayContinue(run, lineEnd: line.end, in: content) {
            if depth == 0 { keepActive(line) }
            if let (piece, window) = ContinuedLines.piece(of: line, in: content, alphabet: alphabet) {
                examine(piece, window: window, in: content, depth: depth, with: &scanner, into: &found)
            }
        }
        if line.start >= place.blockEnd, WrappedBase64.isNearEnd(run, of: line),
            run.start - line.start < 16 || content[run.start - 1] <= 0x22,
            let characters = WrappedBase64.characters(of: line, in: content, alphabet: alphabet),
            characters.count >= RunFinder.leastLength
        {
            if depth == 0 { keepActive(line) }
            place.blockEnd = block(around: line, in: content, depth: depth, with: &scanner, into: &found)
        }
        // What a line holds by itself and came to nothing need not be decoded where the line comes again. A line of a
        // block is decoded with the others, whichever of them comes first.
        if depth == 0, activeLines.last != line.start,
            found.count != before.found || noteCount != before.notes || line.start < place.blockEnd
                || JoinedLiterals.mayJoin(run, line: line, in: content)
        {
            activeLines.append(line.start)
        }
    }

    private mutating func keepActive(_ line: ByteSpan) {
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
        examine(
            piece, window: Self.window(of: value, in: line), in: content, depth: depth, with: &scanner, into: &found)
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
}
