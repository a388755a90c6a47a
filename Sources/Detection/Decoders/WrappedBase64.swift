internal import Model

/// Base64 or hexadecimal that is broken into lines: the maximal block of lines that hold nothing else, but for what a
/// program, a comment or a quoted text puts around each.
///
/// Every line of a block but the last has `RunFinder.leastLength` characters or more. So whatever line of it an edit
/// touches, that one or the one before it is found as a run, and the block is looked at whole.
struct WrappedBase64 {
    /// Of the whole block, its lines with their feeds.
    let lines: ByteSpan
    /// The block with the lines on both sides, which decide where it ends.
    let window: ByteSpan
    /// Bytes of a block beyond which it is not put together.
    static let limit = 8 << 20

    enum Outcome {
        case block(WrappedBase64)
        case oneLine
        case tooLarge
    }

    /// - Parameter line: a line that is base64 alone.
    static func block(around line: ByteSpan, in content: UnsafeRawBufferPointer, alphabet: EncodingAlphabet) -> Outcome
    {
        var start = line.start
        var before = line.start
        while start > 0 {
            let previous = ByteSpan(LineFinder.start(before: start - 1, in: content), start - 1)
            before = previous.start
            guard let characters = characters(of: previous, in: content, alphabet: alphabet),
                characters.count >= RunFinder.leastLength
            else { break }
            start = previous.start
            if line.end - start > limit { return .tooLarge }
        }
        var end = line.end
        var behind = line.end
        while end < content.count {
            let next = ByteSpan(end + 1, LineFinder.end(after: end + 1, in: content))
            behind = next.end
            guard let characters = characters(of: next, in: content, alphabet: alphabet) else { break }
            end = next.end
            if end - start > limit { return .tooLarge }
            if characters.count < RunFinder.leastLength {
                // The last line is the short one; the one behind it plays no part.
                break
            }
        }
        guard start < line.start || end > line.end else { return .oneLine }
        return .block(
            WrappedBase64(lines: ByteSpan(start, min(end + 1, content.count)), window: ByteSpan(before, behind + 1)))
    }

    /// Where the characters of a line may end: behind them stands padding or what `WrappedLine` takes away.
    @inline(__always)
    static func isNearEnd(_ run: ByteSpan, of line: ByteSpan) -> Bool { run.end + 8 >= line.end }

    /// The characters of a line that holds base64 alone; nil for other lines. Padding does not count.
    static func characters(of line: ByteSpan, in content: UnsafeRawBufferPointer, alphabet: EncodingAlphabet)
        -> ByteSpan?
    {
        var (start, end) = (line.start, line.end)
        while start < end, content[start] == 0x20 || content[start] == 0x09 { start += 1 }
        while end > start, content[end - 1] == 0x20 || content[end - 1] == 0x0D { end -= 1 }
        WrappedLine.trim(&start, &end, of: content)
        while end > start, content[end - 1] == UInt8(ascii: "=") { end -= 1 }
        guard start < end else { return nil }
        for index in start..<end where alphabet.base64[Int(content[index])] == 0xFF { return nil }
        return ByteSpan(start, end)
    }

    /// The block's texts: one, or more where padding ends one on the way.
    func pieces(of content: UnsafeRawBufferPointer, alphabet: EncodingAlphabet) -> [DecodedPiece] {
        var pieces: [DecodedPiece] = []
        var characters: [UInt8] = []
        var places: [UInt32] = []
        var isHex = false
        func finish() {
            defer {
                characters.removeAll(keepingCapacity: true)
                places.removeAll(keepingCapacity: true)
            }
            if isHex, let piece = hexadecimal(characters, places, of: content, alphabet: alphabet) {
                pieces.append(piece)
                return
            }
            let decoded = characters.withUnsafeBufferPointer { bytes -> [UInt8]? in
                // One character is no byte, and to tell the first one takes two.
                guard let base = bytes.baseAddress, bytes.count > 1,
                    Base64Decoder.isPlausible(base, count: bytes.count, alphabet: alphabet)
                else { return nil }
                return Base64Decoder.decode(bytes, alphabet: alphabet)
            }
            guard let decoded, let first = places.first, let last = places.last else { return }
            pieces.append(
                DecodedPiece(
                    decoded, encoding: "base64", origin: .scatteredBase64(places),
                    before: ByteSpan(Int(first), Int(first)),
                    after: ByteSpan(Int(last), Int(last)), of: content))
        }
        var isHopeless = false
        var position = lines.start
        while position < lines.end {
            let line = ByteSpan(position, LineFinder.end(after: position, in: content))
            position = line.end + 1
            guard let span = Self.characters(of: line, in: content, alphabet: alphabet) else { continue }
            if characters.isEmpty, !isHopeless, let base = content.baseAddress, span.count >= RunFinder.leastLength {
                // Certificates and keys are given up here, before they are copied.
                let bytes = base.assumingMemoryBound(to: UInt8.self)
                isHex = HexDecoder.isPlausible(span, of: bytes, alphabet: alphabet)
                isHopeless =
                    !isHex && !Base64Decoder.isPlausible(bytes + span.start, count: span.count, alphabet: alphabet)
            }
            if !isHopeless {
                characters.append(contentsOf: content[span.start..<span.end])
                for place in span.start..<span.end { places.append(UInt32(truncatingIfNeeded: place)) }
            }
            if span.end < line.end, content[span.end] == UInt8(ascii: "=") {
                finish()
                isHopeless = false
            }
        }
        finish()
        return pieces
    }

    private func hexadecimal(
        _ digits: [UInt8], _ places: [UInt32], of content: UnsafeRawBufferPointer, alphabet: EncodingAlphabet
    ) -> DecodedPiece? {
        let decoded = digits.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.flatMap { HexDecoder.decode(ByteSpan(0, bytes.count & ~1), of: $0, alphabet: alphabet) }
        }
        guard let decoded, let first = places.first, let last = places.last else { return nil }
        let starts = (0..<decoded.count).map { places[2 * $0] } + [last + 1]
        return DecodedPiece(
            decoded, encoding: DecodingScanner.hexadecimal, origin: .units(starts),
            before: ByteSpan(Int(first), Int(first)),
            after: ByteSpan(Int(last), Int(last)), of: content)
    }
}
