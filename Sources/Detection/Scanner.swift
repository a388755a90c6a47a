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
    private let matcher: PatternMatcher
    private var scratch: PrefilterScratch
    private let generic = GenericDetector()
    private let tables = TableReader()
    /// Whether the content scanned last ends within a table that holds secrets.
    package private(set) var endsInTable = false
    private let uuids = UUIDDetector()
    /// Matches below it are dropped at once. Log-odds in hundredths.
    private let scoreFloor: Int
    private var patterns: [Pattern?]
    /// Per rule: the window it was last tried on in this content, and from where on matches have not been looked for there.
    private var lastWindow: [ByteSpan]
    private var untried: [Int]
    private var touchedRules: [Int] = []
    private var limits = ScanLimits()
    private var candidates: [GenericCandidate] = []
    private var gathered: GatheredLines
    private var markers = MarkedLine(upTo: RuleLibrary.greatestWindow)
    /// Limits hit in the content scanned last.
    package var limitHits: [LimitHit] { limits.hits }
    /// The lines of the content scanned last that were looked at, and those taken over; `DecodingScanner` follows them.
    package private(set) var lines = TouchedLines()
    /// Of the touched lines those in which something may stand encoded; all of them where that is not known.
    package var undecoded: [ByteSpan] { remembersDecoded ? gathered.undecoded : lines.touchedLines }
    /// Whether `undecoded` comes from gathered lines, of which it can be remembered what decoding them brought.
    package private(set) var remembersDecoded = false

    /// Evidence about the path can lift a score by at most this much, so that less is hopeless.
    package static let greatestPathBonus = 200

    /// - Parameter minimumConfidence: 0 keeps everything, also tokens whose checksum is wrong.
    package init(library: RuleLibrary, minimumConfidence: Double) throws(DetectionError) {
        let matcher = try PatternMatcher()
        let scratch = PrefilterScratch(for: library.prefilter)
        self.library = library
        self.matcher = matcher
        self.scratch = scratch
        gathered = GatheredLines(without: library.cleanLines)
        patterns = Array(repeating: nil, count: library.rules.count)
        lastWindow = Array(repeating: ByteSpan(-1, -1), count: library.rules.count)
        untried = Array(repeating: 0, count: library.rules.count)
        scoreFloor =
            minimumConfidence <= 0
            ? Int.min : EvidenceWeights.score(prior: minimumConfidence, evidence: []) - Self.greatestPathBonus
    }

    // MARK: Whole contents

    /// All matches in one content.
    /// - Parameter isBinary: generic rules are not tried in binary contents; there is no key and value in them.
    package mutating func scan(_ content: UnsafeRawBufferPointer, isBinary: Bool) -> ContentState {
        var state = begin(content, isBinary: isBinary)
        lines.take(allOf: content)
        remembersDecoded = false
        examine(hits(in: content), counted: .inContent, in: content, into: &state)
        finish(&state)
        return state
    }

    private mutating func begin(_ content: UnsafeRawBufferPointer, isBinary: Bool) -> ContentState {
        limits.begin(count: content.count)
        markers = MarkedLine(upTo: RuleLibrary.greatestWindow)
        endsInTable = false
        return ContentState(count: content.count, isBinary: isBinary)
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
        lines.take(
            content, baseCount: base.count, copies: copies, before: library.linesBehindAnchors,
            after: RuleLibrary.linesBeforeAnchors, margin: library.margin)
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
    package func rememberPlain(except active: [Int]) {
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

    private mutating func examineUUIDs(
        endingAt end: Int, line: inout ByteSpan, in content: UnsafeRawBufferPointer, into state: inout ContentState
    ) {
        guard let index = library.genericRules[.uuid], !state.isBinary, end > 0 else { return }
        if end - 1 < line.start || end - 1 > line.end { line = LineFinder.line(around: end - 1, in: content) }
        candidates.removeAll(keepingCapacity: true)
        uuids.candidates(
            in: content, range: ByteSpan(max(line.start, end - 512), min(line.end, end + 512)), into: &candidates)
        for candidate in candidates where candidate.secret.end == end {
            append(
                rule: index, whole: candidate.whole, secret: candidate.secret,
                window: Self.deciding(of: line, around: candidate.secret, looked: candidate.whole, in: content),
                evidence: candidate.evidence, in: content, into: &state.matches)
        }
    }

    /// Takes over what stands in kept lines: matches whose window was kept whole; and looks again at block anchors whose
    /// window was not.
    private mutating func takeOver(
        _ kept: CopiedSpan, from base: ContentState, in content: UnsafeRawBufferPointer, into state: inout ContentState
    ) {
        let source = ByteSpan(kept.source, kept.source + (kept.end - kept.start))
        // Both are in order: a file of ten thousand test vectors has as many kept lines as matches.
        for match in base.matches[base.matches.partitioningIndex { $0.window.start >= source.start }...] {
            if match.window.start >= source.end { break }
            guard match.window.end <= source.end else { continue }
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
                var line = ByteSpan(0, -1)
                examine(
                    block.literal, anchor: block.span.shifted(by: kept.shift), line: &line, in: content, into: &state)
            }
        }
    }

    private mutating func finish(_ state: inout ContentState) {
        for rule in touchedRules { lastWindow[rule] = ByteSpan(-1, -1) }
        touchedRules.removeAll(keepingCapacity: true)
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

    // MARK: One anchor

    /// What the places of hits are counted from.
    private enum Counting {
        case inContent, inGatheredLines
        case from(Int)
    }

    private mutating func examine(
        _ hits: ContiguousArray<PrefilterScratch.Hit>, counted: Counting, in content: UnsafeRawBufferPointer,
        into state: inout ContentState
    ) {
        var line = ByteSpan(0, -1)
        for hit in hits {
            let end =
                switch counted {
                case .inContent: Int(hit.end)
                case .from(let start): start + Int(hit.end)
                case .inGatheredLines: gathered.placeInContent(Int(hit.end))
                }
            if hit.literal == Self.uuidLiteral {
                examineUUIDs(endingAt: end, line: &line, in: content, into: &state)
                continue
            }
            let anchor = ByteSpan(end - library.prefilter.lengths[Int(hit.literal)], end)
            examine(hit.literal, anchor: anchor, line: &line, in: content, into: &state)
        }
    }

    /// - Parameter line: the line looked at last; hits mostly come line by line.
    private mutating func examine(
        _ literal: UInt32, anchor: ByteSpan, line: inout ByteSpan, in content: UnsafeRawBufferPointer,
        into state: inout ContentState
    ) {
        if anchor.start < line.start || anchor.start > line.end {
            line = LineFinder.line(around: anchor.start, in: content)
        }
        var blockWindow: ByteSpan?
        let knownLimits = limits.hits.count
        for target in library.targets[Int(literal)] {
            if target == RuleLibrary.genericTarget {
                guard !state.isBinary else { continue }
                if limits.isOver {
                    // Generic rules share their anchors, so that one stands for all.
                    if let first = library.genericRules.values.min() { giveUp(first, at: anchor.start) }
                } else {
                    examineGeneric(anchor: anchor, line: line, in: content, into: &state.matches)
                    if let window = examineTable(anchor: anchor, line: line, in: content, into: &state.matches) {
                        blockWindow = Self.joined(blockWindow, window)
                    }
                }
                continue
            }
            let window = examine(rule: Int(target), anchor: anchor, line: line, in: content, into: &state.matches)
            if library.hot[Int(target)].lines > RuleLibrary.greatestShortReach || Self.isFar(window, from: anchor) {
                blockWindow = Self.joined(blockWindow, window)
            }
        }
        // Whoever keeps this line is told as well: it is looked at again in every version.
        if limits.hits.count > knownLimits { blockWindow = ByteSpan(-1, anchor.end) }
        if let blockWindow { state.blocks.append(BlockAnchor(literal: literal, span: anchor, window: blockWindow)) }
    }

    /// Whether more decides than edits near the anchor would touch.
    private static func isFar(_ window: ByteSpan, from anchor: ByteSpan) -> Bool {
        window.start < anchor.start - RuleLibrary.greatestWindow || window.end > anchor.end + RuleLibrary.greatestWindow
    }

    private static func joined(_ window: ByteSpan?, _ other: ByteSpan) -> ByteSpan {
        guard let window else { return other }
        return ByteSpan(min(window.start, other.start), max(window.end, other.end))
    }

    /// Tries one rule in the window around one anchor.
    /// - Returns: what decided, see `Match.window`.
    private mutating func examine(
        rule index: Int, anchor: ByteSpan, line: ByteSpan, in content: UnsafeRawBufferPointer,
        into matches: inout [Match]
    ) -> ByteSpan {
        let rule = library.hot[index]
        let start = max(line.start, anchor.start - rule.before)
        var trueEnd = line.end
        for _ in 0..<rule.lines where trueEnd < content.count && trueEnd - anchor.end < rule.after {
            trueEnd = LineFinder.end(after: trueEnd + 1, in: content)
        }
        var end = max(anchor.end, min(trueEnd, anchor.end + rule.after))
        let window = ByteSpan(start, end)
        let all = ByteSpan(line.start, trueEnd)
        var lines = Self.deciding(of: all, around: anchor, looked: window, in: content)
        var from = lastWindow[index] == window ? untried[index] : start
        if from > anchor.start || limits.hasGivenUp(index) { return lines }
        if patterns[index] == nil { patterns[index] = try? library.pattern(ofRule: index) }
        // What begins before it holds an anchor before this one, at which it was found.
        if let lead = patterns[index]?.lead { from = max(from, anchor.start - lead) }
        if lastWindow[index].start < 0 { touchedRules.append(index) }
        lastWindow[index] = window
        untried[index] = .max
        if limits.isOver {
            giveUp(index, at: anchor.start)
            return lines
        }
        guard let pattern = patterns[index] else {
            noteLimit(ofRule: index, at: anchor.start)
            return lines
        }
        // Later matches are found at the anchors that they hold.
        let latest = pattern.holdsAnchor ? anchor.start : nil
        let first = from
        defer { if latest != nil { untried[index] = max(from, anchor.start + 1) } }
        while from < end, from <= latest ?? end {
            switch matcher.firstMatch(of: pattern, in: content, from: from, to: end, startingBy: latest) {
            case .noMatch:
                if from == first, let match = matchBehindEscape(pattern, anchor, in: content, to: end) {
                    record(
                        rule: index, whole: match.whole, secret: match.secret, window: lines, in: content,
                        into: &matches)
                }
                return lines
            case .limitHit:
                from = .max
                noteLimit(ofRule: index, at: anchor.start)
                return lines
            case .match(let whole, let secret):
                // Cut off by the window, not by the text: look again with more room.
                if whole.end == end, end < trueEnd, end - anchor.end < Self.longestReach {
                    end = min(trueEnd, anchor.end + (end - anchor.end) * 4)
                    lines = Self.deciding(of: all, around: anchor, looked: ByteSpan(start, end), in: content)
                    continue
                }
                from = max(secret.end, whole.start + 1)
                // In a window of several lines, what starts on a later line belongs to an anchor there.
                if rule.lines > 0 && whole.start > line.end { return lines }
                record(rule: index, whole: whole, secret: secret, window: lines, in: content, into: &matches)
            }
        }
        return lines
    }

    /// `"first line\nsk_live_…"`: within literals a token may follow the letter of an escape, which its pattern takes for a
    /// part of a longer word.
    private func matchBehindEscape(
        _ pattern: Pattern, _ anchor: ByteSpan, in content: UnsafeRawBufferPointer, to end: Int
    ) -> (whole: ByteSpan, secret: ByteSpan)? {
        let start = anchor.start
        guard start >= 2, content[start - 2] == UInt8(ascii: "\\") else { return nil }
        switch content[start - 1] {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): break
        default: return nil
        }
        let rest = UnsafeRawBufferPointer(rebasing: content[start...])
        guard
            case .match(let whole, let secret) = matcher.firstMatch(
                of: pattern, in: rest, from: 0, to: end - start, startingBy: 0),
            whole.start == 0
        else { return nil }
        return (whole.shifted(by: start), secret.shifted(by: start))
    }

    private mutating func noteLimit(ofRule index: Int, at offset: Int) {
        limits.note(index, id: library.rules[index].definition.id, at: offset)
    }

    private mutating func giveUp(_ index: Int, at offset: Int) {
        limits.giveUp(index, id: library.rules[index].definition.id, at: offset)
    }

    /// The longest token a clipped window grows for.
    private static let longestReach = 256 << 10

    /// What `Match.window` says of a window: whole lines with their line feeds. One more than the content's bytes where
    /// the content's end was looked at.
    private static func lines(of span: ByteSpan, in content: UnsafeRawBufferPointer) -> ByteSpan {
        ByteSpan(LineFinder.start(before: span.start, in: content), LineFinder.end(after: span.end, in: content) + 1)
    }

    /// The same, without what of long lines is too far away to decide.
    /// - Parameters:
    ///   - lines: whole lines, without the last one's line feed.
    ///   - looked: what of them the pattern may read.
    private static func deciding(
        of lines: ByteSpan, around anchor: ByteSpan, looked: ByteSpan, in content: UnsafeRawBufferPointer
    ) -> ByteSpan {
        let reach = RuleLibrary.greatestWindow
        return ByteSpan(
            max(lines.start, min(anchor.start - reach, looked.start - RuleLibrary.greatestLookBehind)),
            min(lines.end + 1, max(anchor.end + reach, looked.end + 1)))
    }

    private mutating func record(
        rule index: Int, whole: ByteSpan, secret: ByteSpan, window: ByteSpan, in content: UnsafeRawBufferPointer,
        into matches: inout [Match]
    ) {
        var secret = secret
        let evidence = library.rules[index].evidence(of: whole, secret: &secret, in: content, window: window)
        append(
            rule: index, whole: whole, secret: secret, window: window, evidence: evidence, in: content, into: &matches)
    }

    private mutating func examineGeneric(
        anchor: ByteSpan, line: ByteSpan, in content: UnsafeRawBufferPointer, into matches: inout [Match]
    ) {
        let (before, after) = (512, 2048)
        var window = line
        if line.start > 0 { window.start = LineFinder.start(before: line.start - 1, in: content) }
        for _ in 0..<RuleLibrary.genericReach where window.end < content.count {
            window.end = LineFinder.end(after: window.end + 1, in: content)
        }
        let lines = window
        window.start = max(window.start, anchor.start - before)
        window.end = max(anchor.end, min(window.end, anchor.end + after))
        let deciding = Self.deciding(of: lines, around: anchor, looked: window, in: content)
        let clippedLine = ByteSpan(max(line.start, window.start), min(line.end, window.end))
        candidates.removeAll(keepingCapacity: true)
        generic.candidates(in: content, hit: anchor, line: clippedLine, window: window, into: &candidates)
        for candidate in candidates {
            guard let index = library.genericRules[candidate.kind] else { continue }
            append(
                rule: index, whole: candidate.whole, secret: candidate.secret, window: deciding,
                evidence: candidate.evidence, in: content, into: &matches)
        }
    }

    /// - Returns: the lines that decided; nil if the anchor stands in no table's header.
    private mutating func examineTable(
        anchor: ByteSpan, line: ByteSpan, in content: UnsafeRawBufferPointer, into matches: inout [Match]
    ) -> ByteSpan? {
        guard let column = tables.column(in: content, hit: anchor, line: line) else { return nil }
        let window = Self.lines(of: column.lines, in: content)
        if column.lines.end >= content.count, !column.candidates.isEmpty { endsInTable = true }
        for candidate in column.candidates {
            guard let index = library.genericRules[candidate.kind] else { continue }
            append(
                rule: index, whole: candidate.whole, secret: candidate.secret, window: window,
                evidence: candidate.evidence, in: content, into: &matches)
        }
        return window
    }

    private mutating func append(
        rule index: Int, whole: ByteSpan, secret: ByteSpan, window: ByteSpan, evidence: EvidenceSet,
        in content: UnsafeRawBufferPointer, into matches: inout [Match]
    ) {
        let score = EvidenceWeights.score(prior: library.rules[index].definition.prior, evidence: evidence)
        // A specific match stays however unlikely: it shadows generic ones in `RuleLibrary.resolve`.
        guard score >= scoreFloor || !library.rules[index].isGeneric, !secret.isEmpty else { return }
        matches.append(
            Match(
                rule: index, secret: secret, whole: whole, window: window, evidence: evidence, score: score,
                isAllowedInline: markers.isPresent(around: whole, in: content, window: window)))
    }
}
