package import Model
internal import RuleFormat

/// Finds matches in contents. It belongs to one worker and keeps its buffers between contents.
package struct Scanner: ~Copyable {
    /// A pattern gave up at a match, depth or heap limit: what it would have found is unknown.
    package struct LimitHit: Hashable, Sendable {
        package let rule: String
        package let offset: Int
    }

    private let library: RuleLibrary
    private let matcher: PatternMatcher
    private let scratch: PrefilterScratch
    private let generic = GenericDetector()
    /// Matches below it are dropped at once. Log-odds in hundredths.
    private let scoreFloor: Int
    private var patterns: [Pattern?]
    /// Per rule: the window it was last tried on in this content.
    private var lastWindow: [ByteSpan]
    private var touchedRules: [Int] = []
    private var candidates: [GenericCandidate] = []
    /// Limits hit in the content scanned last.
    package private(set) var limitHits: [LimitHit] = []

    /// Evidence about the path can lift a score by at most this much, so that less is hopeless.
    package static let greatestPathBonus = 200

    /// - Parameter minimumConfidence: 0 keeps everything, also tokens whose checksum is wrong.
    package init(library: RuleLibrary, minimumConfidence: Double) throws(DetectionError) {
        let matcher = try PatternMatcher()
        let scratch = try PrefilterScratch(for: library.prefilter)
        self.library = library
        self.matcher = matcher
        self.scratch = scratch
        patterns = Array(repeating: nil, count: library.rules.count)
        lastWindow = Array(repeating: ByteSpan(-1, -1), count: library.rules.count)
        scoreFloor =
            minimumConfidence <= 0
            ? Int.min : EvidenceWeights.score(prior: minimumConfidence, evidence: []) - Self.greatestPathBonus
    }

    /// Appends the matches of all rules in one content, overlapping ones included, in no particular order.
    /// - Parameter isBinary: generic rules are not tried in binary contents; there is no key and value in them.
    package mutating func scan(_ content: UnsafeRawBufferPointer, isBinary: Bool, into matches: inout [Match]) {
        limitHits.removeAll(keepingCapacity: true)
        let first = matches.count
        var line = ByteSpan(0, -1)
        for hit in scratch.hits(in: content) {
            let end = Int(hit.end)
            let anchor = ByteSpan(end - library.prefilter.lengths[Int(hit.literal)], end)
            if anchor.start < line.start || anchor.start > line.end {
                line = LineFinder.line(around: anchor.start, in: content)
            }
            for target in library.targets[Int(hit.literal)] {
                if target == RuleLibrary.genericTarget {
                    if !isBinary { examineGeneric(anchor: anchor, line: line, in: content, into: &matches) }
                } else {
                    examine(rule: Int(target), anchor: anchor, line: line, in: content, into: &matches)
                }
            }
        }
        for rule in touchedRules { lastWindow[rule] = ByteSpan(-1, -1) }
        touchedRules.removeAll(keepingCapacity: true)
        if matches.count > first + 1 { Self.removeRepeats(in: &matches, from: first) }
    }

    /// Tries one rule in the window around one anchor.
    private mutating func examine(
        rule index: Int, anchor: ByteSpan, line: ByteSpan, in content: UnsafeRawBufferPointer, into matches: inout [Match]
    ) {
        let rule = library.hot[index]
        let start = max(line.start, anchor.start - rule.before)
        var trueEnd = line.end
        for _ in 0..<rule.lines where trueEnd < content.count && trueEnd - anchor.end < rule.after {
            trueEnd = LineFinder.end(after: trueEnd + 1, in: content)
        }
        var end = max(anchor.end, min(trueEnd, anchor.end + rule.after))
        let window = ByteSpan(start, end)
        if lastWindow[index] == window { return }
        if lastWindow[index].start < 0 { touchedRules.append(index) }
        lastWindow[index] = window

        if patterns[index] == nil { patterns[index] = try? library.pattern(ofRule: index) }
        guard let pattern = patterns[index] else {
            limitHits.append(LimitHit(rule: library.rules[index].definition.id, offset: anchor.start))
            return
        }
        var from = start
        while from < end {
            switch matcher.firstMatch(of: pattern, in: content, from: from, to: end) {
            case .noMatch: return
            case .limitHit:
                limitHits.append(LimitHit(rule: library.rules[index].definition.id, offset: anchor.start))
                return
            case .match(let whole, let secret):
                // Cut off by the window, not by the text: look again with more room.
                if whole.end == end, end < trueEnd, end - anchor.end < Self.longestReach {
                    end = min(trueEnd, anchor.end + (end - anchor.end) * 4)
                    continue
                }
                from = max(secret.end, whole.start + 1)
                // In a window of several lines, what starts further down belongs to an anchor further down.
                if rule.lines > 0 && whole.start > anchor.start { return }
                record(rule: index, whole: whole, secret: secret, window: ByteSpan(start, end), in: content, into: &matches)
            }
        }
    }

    /// The longest token a clipped window grows for.
    private static let longestReach = 256 << 10

    private func record(
        rule index: Int, whole: ByteSpan, secret: ByteSpan, window: ByteSpan, in content: UnsafeRawBufferPointer,
        into matches: inout [Match]
    ) {
        let secretBytes = UnsafeRawBufferPointer(rebasing: content[secret.start..<secret.end])
        let wholeBytes = UnsafeRawBufferPointer(rebasing: content[whole.start..<whole.end])
        var evidence: EvidenceSet = []
        for check in library.rules[index].checks {
            evidence.formUnion(check.evidence(secret: secretBytes, whole: wholeBytes))
        }
        let floor = library.hot[index].entropyFloor
        if floor > 0, ValueJudge.entropy(of: secretBytes) < floor { evidence.insert(.belowEntropyFloor) }
        // A value with a format may look like words by chance; only what is plainly no secret counts against it.
        evidence.bits |= ValueJudge.evidence(for: secretBytes).bits & Self.evidenceAgainstFormats.bits
        append(rule: index, whole: whole, secret: secret, window: window, evidence: evidence, in: content, into: &matches)
    }

    private static let evidenceAgainstFormats: EvidenceSet = [.documentedExample, .isRepetitive]

    private mutating func examineGeneric(
        anchor: ByteSpan, line: ByteSpan, in content: UnsafeRawBufferPointer, into matches: inout [Match]
    ) {
        let (before, after) = (512, 2048)
        var window = line
        if line.start > 0 { window.start = LineFinder.start(before: line.start - 1, in: content) }
        for _ in 0..<2 where window.end < content.count && window.end - anchor.end < after {
            window.end = LineFinder.end(after: window.end + 1, in: content)
        }
        window.start = max(window.start, anchor.start - before)
        window.end = max(anchor.end, min(window.end, anchor.end + after))
        let clippedLine = ByteSpan(max(line.start, window.start), min(line.end, window.end))
        candidates.removeAll(keepingCapacity: true)
        generic.candidates(in: content, hit: anchor, line: clippedLine, window: window, into: &candidates)
        for candidate in candidates {
            guard let index = library.genericRules[candidate.kind] else { continue }
            append(
                rule: index, whole: candidate.whole, secret: candidate.secret, window: window,
                evidence: candidate.evidence, in: content, into: &matches)
        }
    }

    private func append(
        rule index: Int, whole: ByteSpan, secret: ByteSpan, window: ByteSpan, evidence: EvidenceSet,
        in content: UnsafeRawBufferPointer, into matches: inout [Match]
    ) {
        let score = EvidenceWeights.score(prior: library.rules[index].definition.prior, evidence: evidence)
        // A specific match stays however unlikely: it shadows generic ones in `RuleLibrary.resolve`.
        guard score >= scoreFloor || !library.rules[index].isGeneric, !secret.isEmpty else { return }
        let lines = ByteSpan(
            LineFinder.start(before: whole.start, in: content), LineFinder.end(after: whole.end, in: content))
        matches.append(
            Match(
                rule: index, secret: secret, whole: whole, window: window, evidence: evidence, score: score,
                isAllowedInline: InlineMarker.isPresent(in: content, lines: lines)))
    }

    /// Several anchors of one line, and windows that overlap, find the same match more than once.
    private static func removeRepeats(in matches: inout [Match], from first: Int) {
        var seen: Set<Match> = []
        var kept = first
        for index in first..<matches.count {
            var key = matches[index]
            key.window = ByteSpan(0, 0)
            key.whole = ByteSpan(0, 0)
            guard seen.insert(key).inserted else { continue }
            matches[kept] = matches[index]
            kept += 1
        }
        matches.removeLast(matches.count - kept)
    }
}
