package import Model
internal import RuleFormat

/// Finds matches in contents. It belongs to one worker and keeps its buffers between contents.
package struct Scanner: ~Copyable {
    /// A pattern gave up at a match, depth or heap limit: what it would have found is unknown.
    package struct LimitHit: Hashable, Sendable {
        /// The rule's id.
        package let rule: String
        /// In bytes: the place around which the pattern was tried.
        package let offset: Int

        /// The same in a content of which the scanned one is a piece.
        package func shifted(by distance: Int) -> LimitHit { LimitHit(rule: rule, offset: offset + distance) }
    }

    private let library: RuleLibrary
    private var scratch: PrefilterScratch
    private let uuids = UUIDDetector()
    private var examiner: AnchorExaminer
    private var gathered: GatheredLines
    /// Limits hit in the content scanned last.
    package var limitHits: [LimitHit] { examiner.limits.hits }
    /// Whether the content scanned last ends within a table that holds secrets.
    package var endsInTable: Bool { examiner.endsInTable }
    /// The lines of the content scanned last that were looked at, and those taken over; `DecodingScanner` follows them.
    package private(set) var lines = TouchedLines()
    /// Of the touched lines those in which something may stand encoded; all of them where that is not known.
    package var undecoded: [ByteSpan] { remembersDecoded ? gathered.undecoded : lines.touchedLines }
    /// Whether `undecoded` comes from gathered lines, of which it can be remembered what decoding them brought.
    package private(set) var remembersDecoded = false

    /// Whether a UUID is taken for what it may name. Messages of commits are full of those of reviews and sessions.
    package var takesUUIDs = true

    /// Evidence about the path can lift a score by at most this much, so that less is hopeless.
    package static let greatestPathBonus = 200

    /// - Parameter minimumConfidence: 0 keeps everything, also tokens whose checksum is wrong.
    package init(library: RuleLibrary, minimumConfidence: Double) throws(DetectionError) {
        let scoreFloor =
            minimumConfidence <= 0
            ? Int.min : EvidenceWeights.score(prior: minimumConfidence, evidence: []) - Self.greatestPathBonus
        let examiner = try AnchorExaminer(library: library, scoreFloor: scoreFloor)
        let scratch = PrefilterScratch(for: library.prefilter)
        self.library = library
        self.examiner = examiner
        self.scratch = scratch
        gathered = GatheredLines(without: library.cleanLines)
    }

    // MARK: Whole contents

    /// All matches in one content.
    /// - Parameter isBinary: generic rules are not tried in binary contents; there is no key and value in them.
    package mutating func scan(_ content: UnsafeRawBufferPointer, isBinary: Bool) -> ContentState {
        var state = begin(content, isBinary: isBinary)
        lines.take(allOf: content)
        remembersDecoded = false
        examine(hits(in: content), counted: .inContent, in: content, into: &state)
        examineLines(of: ByteSpan(0, content.count), in: content, into: &state)
        finish(&state)
        return state
    }

    private mutating func begin(_ content: UnsafeRawBufferPointer, isBinary: Bool) -> ContentState {
        examiner.begin(count: content.count)
        return ContentState(count: content.count, isBinary: isBinary)
    }

    /// Adds what a content is that is nothing but one value: only a file's, whose name may tell what it is.
    /// - Parameter state: what scanning the content returned.
    package mutating func addLoneValue(of content: UnsafeRawBufferPointer, to state: inout ContentState) {
        examiner.examineLoneValue(in: content, into: &state)
    }

    // MARK: Versions

    /// All matches in the first of many versions of a content: the same as `scan`, but lines that were seen in contents
    /// before are not looked through again.
    package mutating func scanFirst(_ content: UnsafeRawBufferPointer, isBinary: Bool) -> ContentState {
        var state = begin(content, isBinary: isBinary)
        lines.take(allOf: content)
        scanTouched(lines.touched, of: content, into: &state)
        finish(&state)
        return state
    }

    /// All matches in a version of a content that was scanned before: the same as scanning it whole, at the cost of what
    /// is new in it. Only touched lines are looked at; what stands in kept lines is taken over.
    /// - Parameters:
    ///   - base: what the earlier content's scan returned.
    ///   - copies: what the version has of it, see `TouchedLines`.
    package mutating func scan(
        _ content: UnsafeRawBufferPointer, isBinary: Bool, base: ContentState, copies: UnsafeBufferPointer<CopiedSpan>
    ) -> ContentState {
        guard base.isBinary == isBinary else { return scanFirst(content, isBinary: isBinary) }
        var state = begin(content, isBinary: isBinary)
        lines.take(.init(content: content, baseCount: base.count, copies: copies), reach: library.reach)
        scanTouched(lines.touched, of: content, into: &state)
        if !base.matches.isEmpty || !base.blocks.isEmpty {
            for kept in lines.kept { takeOver(kept, from: base, in: content, into: &state) }
        }
        finish(&state)
        return state
    }

    /// Runs the prefilter over the touched lines, gathered into one buffer: a call for each would cost more than the scan.
    private mutating func scanTouched(
        _ touched: [ByteSpan], of content: UnsafeRawBufferPointer, into state: inout ContentState
    ) {
        remembersDecoded = false
        for span in touched { examineLines(of: span, in: content, into: &state) }
        if touched.reduce(0, { $0 + $1.count }) > Self.greatestGathered {
            for span in touched {
                let hits = hits(in: UnsafeRawBufferPointer(rebasing: content[span.start..<span.end]))
                examine(hits, counted: .from(span.start), in: content, into: &state)
            }
            return
        }
        gathered.gather(touched, of: content)
        let hits = hits(in: gathered.bytes)
        gathered.remember(hits)
        // What is wide text in a binary content does not end at line feeds.
        remembersDecoded = !state.isBinary && !lines.hasParts
        examine(hits, counted: .inGatheredLines, in: content, into: &state)
    }

    /// Lines of more bytes together are looked through where they are, because gathering them would take as much memory
    /// again, and one call for each is not what matters any more.
    private static let greatestGathered = 8 << 20

    /// Remembers that nothing stands encoded in lines of the version scanned last, see `remembersDecoded`.
    /// - Parameter active: where the other lines of `undecoded` begin, in order.
    func rememberPlain(except active: [Int]) {
        gathered.rememberPlain(except: active)
    }

    /// Every anchor, and every UUID, which has none.
    private mutating func hits(in bytes: UnsafeRawBufferPointer) -> ContiguousArray<PrefilterScratch.Hit> {
        let anchors = scratch.hits(in: bytes)
        guard library.genericRules[.uuid] != nil else { return anchors }
        let ends = uuids.ends(in: bytes)
        if ends.isEmpty { return anchors }
        var hits: ContiguousArray<PrefilterScratch.Hit> = []
        hits.reserveCapacity(anchors.count + ends.count)
        var next = 0
        for anchor in anchors {
            while next < ends.count, ends[next] < Int(anchor.end) {
                hits.append(.init(literal: Self.uuidLiteral, end: UInt32(ends[next])))
                next += 1
            }
            hits.append(anchor)
        }
        hits += ends[next...].map { .init(literal: Self.uuidLiteral, end: UInt32($0)) }
        return hits
    }

    private static let uuidLiteral = UInt32.max

    /// Tries rules without anchors on every line that a span touches.
    private mutating func examineLines(
        of span: ByteSpan, in content: UnsafeRawBufferPointer, into state: inout ContentState
    ) {
        guard !library.lineRules.isEmpty, !state.isBinary, !span.isEmpty else { return }
        var start = span.start
        repeat {
            let line = LineFinder.line(around: start, in: content)
            examiner.examine(line: line, in: content, into: &state)
            start = line.end + 1
        } while start < span.end
    }

    /// Takes over what stands in kept lines: matches whose window was kept whole; and looks again at block anchors whose
    /// window was not.
    private mutating func takeOver(
        _ kept: CopiedSpan, from base: ContentState, in content: UnsafeRawBufferPointer, into state: inout ContentState
    ) {
        let source = ByteSpan(kept.source, kept.source + kept.count)
        // Both are in order: a file of ten thousand test vectors has as many kept lines as matches.
        for match in base.matches[base.matches.partitioningIndex { $0.window.start >= source.start }...] {
            if match.window.start >= source.end { break }
            // What was all of the base is not all of this.
            guard match.window.end <= source.end, !match.evidence.contains(.allOfContent) else { continue }
            var own = match
            own.shift(by: kept.shift)
            state.matches.append(own)
        }
        for block in base.blocks[base.blocks.partitioningIndex { $0.span.start >= source.start }...] {
            if block.span.start >= source.end { break }
            guard block.span.end <= source.end else { continue }
            if source.contains(block.window) {
                state.blocks.append(block.shifted(by: kept.shift))
            } else {
                examiner.examine(block.literal, at: block.span.shifted(by: kept.shift), in: content, into: &state)
            }
        }
    }

    private mutating func finish(_ state: inout ContentState) {
        examiner.finish()
        // Several anchors of one line, and lines looked at twice, find the same match more than once.
        if state.matches.count > 1 {
            var seen: Set<Match> = []
            state.matches.removeAll { !seen.insert($0).inserted }
            state.matches.sort { $0.window.start < $1.window.start }
        }
        if state.blocks.count > 1 {
            var seen: Set<BlockAnchor> = []
            state.blocks.removeAll { !seen.insert($0).inserted }
            state.blocks.sort { $0.span.start < $1.span.start }
        }
    }

    // MARK: Anchors

    /// What the places of hits are counted from.
    private enum Counting {
        case inContent, inGatheredLines
        case from(Int)
    }

    private mutating func examine(
        _ hits: ContiguousArray<PrefilterScratch.Hit>, counted: Counting, in content: UnsafeRawBufferPointer,
        into state: inout ContentState
    ) {
        for hit in hits {
            let end =
                switch counted {
                case .inContent: Int(hit.end)
                case .from(let start): start + Int(hit.end)
                case .inGatheredLines: gathered.placeInContent(Int(hit.end))
                }
            if hit.literal == Self.uuidLiteral {
                guard takesUUIDs else { continue }
                examiner.examineUUIDs(endingAt: end, in: content, into: &state)
                continue
            }
            let anchor = ByteSpan(end - library.prefilter.lengths[Int(hit.literal)], end)
            // What is looked through may begin within a line.
            if library.prefilter.isLineStart(Int(hit.literal)), anchor.start > 0, content[anchor.start - 1] != 0x0A {
                continue
            }
            examiner.examine(hit.literal, at: anchor, in: content, into: &state)
        }
    }
}
