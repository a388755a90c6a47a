internal import Model
internal import RuleFormat

/// Tries what an anchor calls for in the window around it: its rules' patterns, and generic detection. It belongs to one
/// worker's `Scanner`.
struct AnchorExaminer: ~Copyable {
    let library: RuleLibrary
    private let matcher: PatternMatcher
    let generic = GenericDetector()
    let tables = TableReader()
    let uuids = UUIDDetector()
    /// Matches below it are dropped at once. Log-odds in hundredths.
    private let scoreFloor: Int
    private var patterns: [Pattern?]
    /// Per rule: the window it was last tried on in this content, and from where on matches have not been looked for there.
    private var lastWindow: [ByteSpan]
    private var untried: [Int]
    private var touchedRules: [Int] = []
    private(set) var limits = ScanLimits()
    /// Whether the content ends within a table that holds secrets.
    var endsInTable = false
    var candidates: [GenericCandidate] = []
    private var markers = MarkedLine(upTo: RuleLibrary.greatestWindow)

    init(library: RuleLibrary, scoreFloor: Int) throws(DetectionError) {
        let matcher = try PatternMatcher()
        self.library = library
        self.matcher = matcher
        self.scoreFloor = scoreFloor
        patterns = Array(repeating: nil, count: library.rules.count)
        lastWindow = Array(repeating: ByteSpan(-1, -1), count: library.rules.count)
        untried = Array(repeating: 0, count: library.rules.count)
    }

    /// - Parameter count: bytes of the content that comes.
    mutating func begin(count: Int) {
        limits.begin(count: count)
        markers = MarkedLine(upTo: RuleLibrary.greatestWindow)
        endsInTable = false
    }

    /// Nothing more comes of this content.
    mutating func finish() {
        for rule in touchedRules { lastWindow[rule] = ByteSpan(-1, -1) }
        touchedRules.removeAll(keepingCapacity: true)
    }

    /// - Parameter line: the line looked at last; hits mostly come line by line.
    mutating func examine(
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

    // MARK: Rules

    /// Where a rule's pattern is tried around an anchor.
    private struct RuleWindow {
        /// What the pattern is shown: of long lines only what is near.
        let start: Int
        let end: Int
        /// The lines that it may reach into, without the last one's line feed.
        let lines: ByteSpan

        var span: ByteSpan { ByteSpan(start, end) }
    }

    private static func window(
        of rule: RuleLibrary.HotRule, around anchor: ByteSpan, line: ByteSpan, in content: UnsafeRawBufferPointer
    ) -> RuleWindow {
        var end = line.end
        for _ in 0..<rule.lines where end < content.count && end - anchor.end < rule.after {
            end = LineFinder.end(after: end + 1, in: content)
        }
        return RuleWindow(
            start: max(line.start, anchor.start - rule.before), end: max(anchor.end, min(end, anchor.end + rule.after)),
            lines: ByteSpan(line.start, end))
    }

    /// Tries one rule in the window around one anchor.
    /// - Returns: what decided, see `Match.window`.
    private mutating func examine(
        rule index: Int, anchor: ByteSpan, line: ByteSpan, in content: UnsafeRawBufferPointer,
        into matches: inout [Match]
    ) -> ByteSpan {
        let window = Self.window(of: library.hot[index], around: anchor, line: line, in: content)
        let deciding = Self.deciding(of: window.lines, around: anchor, looked: window.span)
        var from = lastWindow[index] == window.span ? untried[index] : window.start
        if from > anchor.start || limits.hasGivenUp(index) { return deciding }
        if patterns[index] == nil { patterns[index] = try? library.pattern(ofRule: index) }
        // What begins before it holds an anchor before this one, at which it was found.
        if let lead = patterns[index]?.lead { from = max(from, anchor.start - lead) }
        if lastWindow[index].start < 0 { touchedRules.append(index) }
        lastWindow[index] = window.span
        untried[index] = .max
        if limits.isOver {
            giveUp(index, at: anchor.start)
            return deciding
        }
        guard let pattern = patterns[index] else {
            noteLimit(ofRule: index, at: anchor.start)
            return deciding
        }
        return search(
            window, from: from, with: pattern, ofRule: index, anchor: anchor, line: line, in: content, into: &matches)
    }

    /// - Returns: what decided, the more the further a match reaches.
    private mutating func search(
        _ window: RuleWindow, from first: Int, with pattern: Pattern, ofRule index: Int, anchor: ByteSpan,
        line: ByteSpan, in content: UnsafeRawBufferPointer, into matches: inout [Match]
    ) -> ByteSpan {
        var deciding = Self.deciding(of: window.lines, around: anchor, looked: window.span)
        // Later matches are found at the anchors that they hold.
        let latest = pattern.holdsAnchor ? anchor.start : nil
        var (from, end) = (first, window.end)
        defer { if latest != nil { untried[index] = max(from, anchor.start + 1) } }
        while from < end, from <= latest ?? end {
            switch matcher.firstMatch(of: pattern, in: content, from: from, to: end, startingBy: latest) {
            case .noMatch:
                if from == first, let match = matchBehindEscape(pattern, anchor, in: content, to: end) {
                    record(
                        rule: index, whole: match.whole, secret: match.secret, window: deciding, in: content,
                        into: &matches)
                }
                return deciding
            case .limitHit:
                from = .max
                noteLimit(ofRule: index, at: anchor.start)
                return deciding
            case .match(let whole, let secret):
                // Cut off by the window, not by the text: look again with more room.
                if whole.end == end, end < window.lines.end, end - anchor.end < Self.longestReach {
                    end = min(window.lines.end, anchor.end + (end - anchor.end) * 4)
                    deciding = Self.deciding(of: window.lines, around: anchor, looked: ByteSpan(window.start, end))
                    continue
                }
                from = max(secret.end, whole.start + 1)
                // In a window of several lines, what starts on a later line belongs to an anchor there.
                if library.hot[index].lines > 0 && whole.start > line.end { return deciding }
                record(rule: index, whole: whole, secret: secret, window: deciding, in: content, into: &matches)
            }
        }
        return deciding
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
    static func lines(of span: ByteSpan, in content: UnsafeRawBufferPointer) -> ByteSpan {
        ByteSpan(LineFinder.start(before: span.start, in: content), LineFinder.end(after: span.end, in: content) + 1)
    }

    /// The same, without what of long lines is too far away to decide.
    /// - Parameters:
    ///   - lines: whole lines, without the last one's line feed.
    ///   - looked: what of them the pattern may read.
    static func deciding(of lines: ByteSpan, around anchor: ByteSpan, looked: ByteSpan) -> ByteSpan {
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
        guard let evidence = library.rules[index].evidence(of: whole, secret: &secret, in: content, window: window)
        else { return }
        append(
            rule: index, whole: whole, secret: secret, window: window, evidence: evidence, in: content, into: &matches)
    }

    mutating func append(
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
