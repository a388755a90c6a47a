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
    var limits = ScanLimits()
    /// Whether the content ends within a table that holds secrets.
    var endsInTable = false
    var candidates: [GenericCandidate] = []
    private var markers = MarkedLine(upTo: RuleLibrary.greatestWindow)
    /// Of this content.
    private var lastLine = ByteSpan(0, -1)

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
        lastLine = ByteSpan(0, -1)
    }

    /// Nothing more comes of this content.
    mutating func finish() {
        for rule in touchedRules { lastWindow[rule] = ByteSpan(-1, -1) }
        touchedRules.removeAll(keepingCapacity: true)
    }

    /// Looks around an anchor.
    mutating func examine(
        _ literal: UInt32, at anchor: ByteSpan, in content: UnsafeRawBufferPointer, into state: inout ContentState
    ) {
        let site = AnchorSite(content: content, anchor: anchor, line: line(around: anchor.start, in: content))
        var blockWindow: ByteSpan?
        let knownLimits = limits.hits.count
        for target in library.targets[Int(literal)] {
            if target == RuleLibrary.genericTarget {
                guard !state.isBinary, let window = examineGeneric(at: site, into: &state.matches) else { continue }
                blockWindow = Self.joined(blockWindow, window)
            } else {
                let window = examine(rule: Int(target), at: site, into: &state.matches)
                if library.hot[Int(target)].lines > RuleLibrary.greatestShortReach || Self.isFar(window, from: anchor) {
                    blockWindow = Self.joined(blockWindow, window)
                }
            }
        }
        // Whoever keeps this line is told as well: it is looked at again in every version.
        if limits.hits.count > knownLimits { blockWindow = ByteSpan(-1, anchor.end) }
        if let blockWindow { state.blocks.append(BlockAnchor(literal: literal, span: anchor, window: blockWindow)) }
    }

    /// Tries the rules that no anchor calls for. A line decides about its matches as a whole, however long it is: whoever
    /// touches a part of it looks at all of it again.
    mutating func examine(line: ByteSpan, in content: UnsafeRawBufferPointer, into state: inout ContentState) {
        guard !line.isEmpty else { return }
        let site = AnchorSite(content: content, anchor: ByteSpan(line.start, line.start), line: line)
        for rule in library.lineRules { _ = examine(rule: rule, at: site, into: &state.matches) }
    }

    /// The line that holds a place; mostly the one that was asked for last.
    mutating func line(around place: Int, in content: UnsafeRawBufferPointer) -> ByteSpan {
        if place < lastLine.start || place > lastLine.end { lastLine = LineFinder.line(around: place, in: content) }
        return lastLine
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

    /// A rule's pattern, and where it is tried.
    private struct Trial {
        let rule: Int
        let pattern: Pattern
        let window: AnchorWindow

        var site: AnchorSite { window.site }
    }

    /// Tries one rule in the window around one anchor.
    /// - Returns: what decided, see `Match.window`.
    private mutating func examine(rule index: Int, at site: AnchorSite, into matches: inout [Match]) -> ByteSpan {
        let window = site.window(of: library.hot[index])
        let anchor = site.anchor
        var from = lastWindow[index] == window.span ? untried[index] : window.span.start
        if from > anchor.start || limits.hasGivenUp(index) { return window.deciding }
        if patterns[index] == nil { patterns[index] = try? library.pattern(ofRule: index) }
        // What begins before it holds an anchor before this one, at which it was found.
        if let lead = patterns[index]?.lead { from = max(from, anchor.start - lead) }
        if lastWindow[index].start < 0 { touchedRules.append(index) }
        lastWindow[index] = window.span
        untried[index] = .max
        if limits.isOver {
            giveUp(index, at: anchor.start)
            return window.deciding
        }
        guard let pattern = patterns[index] else {
            noteLimit(ofRule: index, at: anchor.start)
            return window.deciding
        }
        return search(Trial(rule: index, pattern: pattern, window: window), from: from, into: &matches)
    }

    /// - Returns: what decided, the more the further a match reaches.
    private mutating func search(_ trial: Trial, from first: Int, into matches: inout [Match]) -> ByteSpan {
        let (anchor, lines) = (trial.site.anchor, trial.window.lines)
        var deciding = trial.window.deciding
        // Later matches are found at the anchors that they hold.
        let latest = trial.pattern.holdsAnchor ? anchor.start : nil
        var (from, end) = (first, trial.window.span.end)
        defer { if latest != nil { untried[trial.rule] = max(from, anchor.start + 1) } }
        while from < end, from <= latest ?? end {
            switch matcher.firstMatch(
                of: trial.pattern, in: trial.site.content, from: from, to: end, startingBy: latest)
            {
            case .noMatch:
                if from == first, let match = matchBehindEscape(trial, to: end) {
                    record(match, of: trial, deciding: deciding, into: &matches)
                }
                return deciding
            case .limitHit:
                from = .max
                noteLimit(ofRule: trial.rule, at: anchor.start)
                return deciding
            case .match(let match):
                // Cut off by the window, not by the text: look again with more room.
                if match.whole.end == end, end < lines.end, end - anchor.end < Self.longestReach {
                    end = min(lines.end, anchor.end + (end - anchor.end) * 4)
                    deciding = trial.window.deciding(upTo: end)
                    continue
                }
                from = max(match.secret.end, match.whole.start + 1)
                // In a window of several lines, what starts on a later line belongs to an anchor there.
                if library.hot[trial.rule].lines > 0 && match.whole.start > trial.site.line.end { return deciding }
                record(match, of: trial, deciding: deciding, into: &matches)
            }
        }
        return deciding
    }

    /// `"first line\nsk_live_…"`: within literals a token may follow the letter of an escape, which its pattern takes for a
    /// part of a longer word. It begins at its anchor, or as far before it as its pattern says.
    private func matchBehindEscape(_ trial: Trial, to end: Int) -> PatternMatch? {
        let anchor = trial.site.anchor.start
        let first = max(trial.window.span.start + 2, anchor - (trial.pattern.lead ?? 0))
        var start = anchor
        while start >= first {
            if let match = match(behindEscapeAt: start, of: trial, to: end) { return match }
            start -= 1
        }
        return nil
    }

    private func match(behindEscapeAt start: Int, of trial: Trial, to end: Int) -> PatternMatch? {
        let content = trial.site.content
        guard content[start - 2] == UInt8(ascii: "\\") else { return nil }
        switch content[start - 1] {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): break
        default: return nil
        }
        let rest = UnsafeRawBufferPointer(rebasing: content[start...])
        guard
            case .match(let match) = matcher.firstMatch(
                of: trial.pattern, in: rest, from: 0, to: end - start, startingBy: 0),
            match.whole.start == 0
        else { return nil }
        return match.shifted(by: start)
    }

    private mutating func noteLimit(ofRule index: Int, at offset: Int) {
        limits.note(index, id: library.rules[index].definition.id, at: offset)
    }

    mutating func giveUp(_ index: Int, at offset: Int) {
        limits.giveUp(index, id: library.rules[index].definition.id, at: offset)
    }

    /// The longest token a clipped window grows for.
    private static let longestReach = 256 << 10

    // MARK: Matches

    private mutating func record(
        _ match: PatternMatch, of trial: Trial, deciding window: ByteSpan, into matches: inout [Match]
    ) {
        let content = trial.site.content
        var secret = match.secret
        guard
            let evidence = library.rules[trial.rule].evidence(
                of: match.whole, secret: &secret, in: content, window: window)
        else { return }
        append(
            Candidate(rule: trial.rule, secret: secret, whole: match.whole, window: window, evidence: evidence),
            in: content, to: &matches)
    }

    /// A match before it is weighed; the names are those of `Match`.
    struct Candidate {
        let rule: Int
        let secret: ByteSpan
        let whole: ByteSpan
        let window: ByteSpan
        let evidence: EvidenceSet
    }

    /// Makes a match of a candidate that is likely enough.
    mutating func append(_ found: Candidate, in content: UnsafeRawBufferPointer, to matches: inout [Match]) {
        let rule = library.rules[found.rule]
        let score = EvidenceWeights.score(prior: rule.definition.prior, evidence: found.evidence)
        // A specific match stays however unlikely: it shadows generic ones in `RuleLibrary.resolve`.
        guard score >= scoreFloor || !rule.isGeneric, !found.secret.isEmpty else { return }
        matches.append(
            Match(
                rule: found.rule, secret: found.secret, whole: found.whole, window: found.window,
                evidence: found.evidence, score: score,
                isAllowedInline: markers.isPresent(around: found.whole, in: content, window: found.window)))
    }
}
