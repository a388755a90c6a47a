internal import Detection
internal import Model

/// How a scanner looks through one text: piece by piece, what stands there plain and what stands encoded.
extension ContentScanner {
    mutating func decode(_ content: UnsafeRawBufferPointer, touched: [ByteSpan], isBinary: Bool)
        -> [DecodedMatch]
    {
        let found = decoding.matches(in: content, touched: touched, isBinary: isBinary, with: &scanner)
        // Each piece of a large content may say the same.
        for note in decoding.notes where !notes.contains(note) { notes.append(note) }
        return found
    }

    func resolved(
        _ plain: [Match], _ decoded: [DecodedMatch], in content: UnsafeRawBufferPointer
    ) -> ResolvedMatches {
        context.library.resolve(
            plain.isEmpty ? [] : context.resolve(plain, minimumScore: context.scoreFloor, in: content), with: decoded,
            minimumScore: context.scoreFloor, in: content)
    }

    /// All matches of a piece, those included that belong to its neighbours.
    private mutating func standing(in piece: ContentPiece, decodes: Bool) -> ResolvedMatches {
        if piece.isStreamed, piece.start == 0 { noteUnopened(piece.bytes) }
        // Of binary contents hardly any line comes twice.
        var state =
            expectsRepetition && !piece.isBinary && !context.options.isExhaustive
            ? scanner.scanFirst(piece.bytes, isBinary: false)
            : scanner.scan(piece.bytes, isBinary: piece.isBinary)
        // Pieces overlap by more than such a content has, so that a piece which is one is all of its content.
        if subject == .file { scanner.addLoneValue(of: piece.bytes, to: &state) }
        let plain = state.matches
        for limit in scanner.limitHits where piece.own.contains(limit.offset) {
            limitHits.append(limit.shifted(by: piece.start))
        }
        if scanner.endsInTable, piece.own.end < piece.bytes.count { noteCutTable() }
        let decoded = decodes ? decode(piece.bytes, touched: scanner.undecoded, isBinary: piece.isBinary) : []
        return plain.isEmpty && decoded.isEmpty ? ([], []) : resolved(plain, decoded, in: piece.bytes)
    }

    /// Rows in the next pieces stand below no header.
    private mutating func noteCutTable() {
        let note = OpeningNote(
            reason: .limitHit, path: [],
            detail:
                "a table with secrets goes on behind the first part of this content; give more --max-size and --memory")
        if !notes.contains(note) { notes.append(note) }
    }

    /// Containers and other encodings of text can be read only where all of them is at hand.
    private mutating func noteUnopened(_ start: UnsafeRawBufferPointer) {
        let advice = "save it as a file and scan that, or give more --max-size and --memory"
        if UnicodeText.text(of: UnsafeRawBufferPointer(rebasing: start.prefix(4096))) != nil {
            notes.append(
                OpeningNote(
                    reason: .limitHit, path: [],
                    detail: "it is UTF-16 or UTF-32 and too large to be transcoded; \(advice)"))
        } else if let kind = ContainerKind(start) {
            notes.append(
                OpeningNote(reason: .limitHit, path: [], detail: "it is too large to be opened (\(kind)); \(advice)"))
        }
    }

    /// Looks through a content piece by piece.
    /// - Parameter take: is given what stands in a piece, its neighbours' matches included, and the piece, which is gone
    ///   when it returns; pieces without any are passed over.
    private mutating func scan(
        _ pieces: inout ContentPieces, decodes: Bool, _ take: (ResolvedMatches, ContentPiece) -> Void
    ) throws(ContentStreamFailure) {
        while let piece = try pieces.next() {
            // Whoever asks for the end should not have to wait for that of a stream.
            if piece.isStreamed, piece.start > 0, context.progress.cancellation.isSet { break }
            let found = standing(in: piece, decodes: decodes)
            if !found.plain.isEmpty || !found.decoded.isEmpty { take(found, piece) }
        }
    }

    mutating func holdings(ofText text: UnsafeRawBufferPointer, isBinary: Bool, decodes: Bool = true) -> [Holding] {
        var pieces = ContentPieces(of: text, size: context.options.pieceSize, isBinary: isBinary)
        // Only streams fail.
        return (try? holdings(ofPieces: &pieces, decodes: decodes)) ?? []
    }

    mutating func holdings(
        ofPieces pieces: inout ContentPieces, decodes: Bool
    ) throws(ContentStreamFailure) -> [Holding] {
        let maker = HoldingMaker(context: context)
        var plain: [Holding] = []
        var decoded: [Holding] = []
        try scan(&pieces, decodes: decodes) { found, piece in
            let markers = InlineMarkers(piece.bytes)
            plain += found.plain.filter { piece.own.contains($0.secret.start) }.map {
                maker.holding(for: $0, in: piece.bytes, markers)
            }
            decoded += found.decoded.filter { piece.own.contains($0.match.secret.start) }.map {
                maker.holding(for: $0, markers)
            }
        }
        return plain + decoded
    }

    mutating func sightings(ofText text: UnsafeRawBufferPointer, isBinary: Bool, decodes: Bool = true) -> [Sighting] {
        var pieces = ContentPieces(of: text, size: context.options.pieceSize, isBinary: isBinary)
        return (try? sightings(ofPieces: &pieces, decodes: decodes)) ?? []
    }

    mutating func sightings(
        ofPieces pieces: inout ContentPieces, decodes: Bool
    ) throws(ContentStreamFailure) -> [Sighting] {
        let maker = SightingMaker(context: context, wanted: wanted)
        var collection = SightingCollection(context: context)
        try scan(&pieces, decodes: decodes) { collection.add(maker.sightings(of: $0, in: $1)) }
        return collection.sightings
    }
}
