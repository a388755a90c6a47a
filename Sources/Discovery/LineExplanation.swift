package import Detection
package import Model
private import RuleFormat

/// What was seen on one line and what became of it.
package struct LineExplanation: Sendable {
    /// One piece of evidence: log-odds in hundredths, and the sentence that goes with it.
    package struct Item: Hashable, Sendable {
        package let weight: Int
        package let reason: String
    }

    /// What became of a reading.
    package enum Verdict: Hashable, Sendable {
        case reported(Confidence.Band)
        /// Less than what is asked for.
        case belowConfidence
        /// Another rule's reading of the same place stands.
        case yielded(to: String)
        case suppressed(String)
    }

    /// One rule's reading of one place.
    package struct Reading: Sendable {
        package let rule: RuleReference
        /// Redacted.
        package let secret: String
        /// How it is encoded, outermost first; empty for what stands there plainly.
        package let encoding: String
        /// From 1, in bytes.
        package let column: Int
        /// Probability before any evidence, 0–1, and its log-odds in hundredths.
        package let prior: Double
        package let priorWeight: Int
        package let evidence: [Item]
        /// The sum of the prior and the evidence, in hundredths, and the probability that makes of it.
        package let sum: Int
        package let confidence: Double
        package let verdict: Verdict
    }

    /// From 1.
    package let number: Int
    /// The line, everything that was read as a value redacted.
    package let text: String
    package let readings: [Reading]
    /// What else is worth saying: names without a value, anchors whose pattern does not fit.
    package let remarks: [String]
}

/// Explains lines of one content.
package struct ContentExplanation: Sendable {
    /// In the order of the content.
    package let lines: [LineExplanation]

    /// - Parameters:
    ///   - line: from 1; nil for every line on which a rule read something.
    ///   - path: as the scan would know it, relative to its source.
    ///   - suppressions: what settings allow, and ignore files name; what they say of commits is not asked.
    ///   - pathInSettings: how these call it.
    package init(
        of content: UnsafeRawBufferPointer, path: [UInt8], line: Int?, library: RuleLibrary, minimumConfidence: Double,
        suppressions: Suppressions = Suppressions(), pathInSettings: [UInt8]? = nil, today: CivilDate
    ) throws {
        let pathInSettings = pathInSettings ?? path
        let allowlists = suppressions.allowlists
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        var state = scanner.scan(content, isBinary: ContentScanner.isBinary(content))
        scanner.addLoneValue(of: content, to: &state)
        let matches = state.matches
        let limits = scanner.limitHits
        var decoding = DecodingScanner(library: library, scoreFloor: Int.min)
        let decoded = decoding.matches(
            in: content, touched: scanner.undecoded, isBinary: ContentScanner.isBinary(content), with: &scanner)
        let matcher = try AllowlistMatcher()
        func yield(_ match: Match) -> MatchYield {
            guard let allowlists, allowlists.yielding.contains(match.rule) else { return .never }
            let hits = allowlists.hits(of: match, in: content, with: matcher)
            let reason = allowlists.reason(
                for: hits, rule: match.rule, path: pathInSettings, commits: [], with: matcher)
            return reason == nil ? .never : .always
        }
        let plain = library.resolve(matches, minimumScore: Int.min, yields: yield)
        let standing = library.resolve(plain, with: decoded, minimumScore: Int.min, in: content)
        let explainer = Explainer(
            content: content, path: path, pathInSettings: pathInSettings, library: library,
            minimumConfidence: minimumConfidence, matches: matches,
            decoded: decoded, standing: standing.plain, standingDecoded: standing.decoded, lines: LineTable(content),
            suppressions: suppressions, limits: limits, today: today)
        let places = matches.map(\.secret.start) + decoded.map(\.match.secret.start)
        let numbers = line.map { [$0] } ?? Set(places.map { explainer.lines.index(of: $0) + 1 }).sorted()
        lines = numbers.compactMap { explainer.explanation(of: $0, isAsked: line != nil) }
    }
}

/// One content with all that the rules read in it.
private struct Explainer {
    let content: UnsafeRawBufferPointer
    let path: [UInt8]
    let pathInSettings: [UInt8]
    let library: RuleLibrary
    let minimumConfidence: Double
    let matches: [Match]
    /// What stands encoded in it.
    let decoded: [DecodedMatch]
    /// Of the matches those that remain where several read the same place.
    let standing: [Match]
    let standingDecoded: [DecodedMatch]
    let lines: LineTable
    let suppressions: Suppressions
    let limits: [Scanner.LimitHit]
    let today: CivilDate

    func explanation(of number: Int, isAsked: Bool) -> LineExplanation? {
        guard var span = lines.span(number - 1) else { return nil }
        while span.end > span.start, content[span.end - 1] == 0x0A || content[span.end - 1] == 0x0D { span.end -= 1 }
        let own = matches.filter { lines.index(of: $0.secret.start) == number - 1 }
        let encoded = decoded.filter { lines.index(of: $0.match.secret.start) == number - 1 }
        let readings =
            own.sorted { ($0.secret, -$0.score) < ($1.secret, -$1.score) }.map(reading)
            + encoded.sorted { ($0.match.secret, -$0.match.score) < ($1.match.secret, -$1.match.score) }.map(reading)
        let traces = isAsked ? outermost(GenericTrace.traces(in: content, line: span)) : []
        let values = own.map(\.secret) + encoded.map(\.match.secret) + traces.compactMap(\.value)
        let strays = randomWords(on: span).filter { word in !values.contains { $0.overlaps(word) } }
        return LineExplanation(
            number: number, text: redacted(span, hiding: values + strays), readings: readings,
            remarks: isAsked ? remarks(on: span, traces: traces, readings: own) : [])
    }

    /// What no rule took may be a secret all the same.
    private func randomWords(on line: ByteSpan) -> [ByteSpan] {
        content[line.start..<line.end].split(whereSeparator: Self.endsWord).filter { word in
            word.count >= 12 && ValueJudge.evidence(for: UnsafeRawBufferPointer(rebasing: word)).contains(.highEntropy)
        }.map { ByteSpan($0.startIndex, $0.endIndex) }
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte >= 0x7F || "\"'`,;:=<>(){}[]|".utf8.contains(byte)
    }

    /// Without names within another name's value.
    private func outermost(_ traces: [GenericTrace]) -> [GenericTrace] {
        let values = traces.compactMap(\.value)
        return traces.filter { trace in !values.contains { $0.start <= trace.name.start && trace.name.end <= $0.end } }
    }

    private func reading(_ read: Match) -> LineExplanation.Reading {
        let secret = Array(content[read.secret.start..<read.secret.end])
        return reading(
            read, of: secret, encoding: "",
            standing: standing.first { $0.rule == read.rule && $0.secret == read.secret })
    }

    private func reading(_ read: DecodedMatch) -> LineExplanation.Reading {
        reading(
            read.match, of: read.secret, encoding: read.encoding,
            standing: standingDecoded.first { $0.identity == read.identity }?.match)
    }

    private func reading(
        _ read: Match, of secret: [UInt8], encoding: String, standing: Match?
    ) -> LineExplanation.Reading {
        // What stands was compared with its company: companions and other readings of the place raise or lower it.
        let match = standing ?? read
        let rule = library.rules[match.rule]
        let definition = rule.definition
        let about = PathJudgement.confidence(
            of: Holding(
                credential: 0, rule: Int32(match.rule), score: Int32(clamping: match.score),
                allowance: .none, evidence: match.evidence),
            at: path, rule: rule)
        let added = EvidenceSet(bits: about.evidence.bits & ~match.evidence.bits)
        // What the path says of a value with a format counts half.
        var items =
            match.evidence.elements.map { item($0, half: false) }
            + added.elements.map { item($0, half: !rule.isGeneric) }
        let rest = about.score - rule.priorScore - items.reduce(0) { $0 + $1.weight }
        if rest != 0 {
            let reason =
                rest > 0
                ? "its key alone makes it as likely as that" : "where it stands, or what it is, makes it no surer"
            items.append(.init(weight: rest, reason: reason))
        }
        let confidence = EvidenceWeights.probability(of: about.score)
        return LineExplanation.Reading(
            rule: RuleReference(id: definition.id, name: definition.name, revision: definition.revision),
            secret: Redaction.text(for: secret), encoding: encoding,
            column: lines.position(of: match.secret.start).column, prior: definition.prior,
            priorWeight: rule.priorScore,
            evidence: items.sorted { abs($0.weight) > abs($1.weight) }, sum: about.score, confidence: confidence,
            verdict: verdict(on: match, stands: standing != nil, confidence: confidence))
    }

    private func item(_ evidence: Evidence, half: Bool) -> LineExplanation.Item {
        let weight = EvidenceWeights.weight(of: evidence)
        return .init(weight: half ? weight / 2 : weight, reason: EvidenceWeights.reason(for: evidence))
    }

    private func verdict(on match: Match, stands: Bool, confidence: Double) -> LineExplanation.Verdict {
        if !stands,
            let winner = (standing + standingDecoded.map(\.match)).first(where: { $0.secret.overlaps(match.secret) })
        {
            return .yielded(to: library.rules[winner.rule].definition.id)
        }
        let rounded = Confidence(score: confidence, reasons: [])
        if rounded.score < minimumConfidence { return .belowConfidence }
        let allowance = InlineMarkers(content).allowance(
            for: match.whole, rule: library.rules[match.rule].definition.id, isMarked: match.isAllowedInline)
        if allowance.isValid(on: today) { return .suppressed(allowance.reason) }
        if let reason = ignored(match) ?? listed(match) { return .suppressed(reason) }
        return .reported(rounded.band)
    }

    /// Whether an ignore file names it, by its own line or by that on which the match begins.
    private func ignored(_ match: Match) -> String? {
        suppressions.ignoreReason(
            lines: [match.secret.start, match.whole.start].map { lines.index(of: $0) + 1 }, path: pathInSettings,
            rule: match.rule
        )
    }

    /// Why settings allow it; nil if they do not.
    private func listed(_ match: Match) -> String? {
        guard let allowlists = suppressions.allowlists, let matcher = try? AllowlistMatcher() else { return nil }
        return allowlists.reason(
            for: allowlists.hits(of: match, in: content, with: matcher), rule: match.rule, path: pathInSettings,
            commits: [], with: matcher)
    }

    private func remarks(on line: ByteSpan, traces: [GenericTrace], readings: [Match]) -> [String] {
        let names = traces.compactMap { remark(on: $0, readings: readings) }
        let bytes = UnsafeRawBufferPointer(rebasing: content[line.start..<line.end])
        let seen = Set(readings.map(\.rule))
        let idle = AnchorSearch.rules(of: library, in: bytes).filter { !seen.contains($0.rule) }
        return names
            + idle.prefix(8).map { rule, anchor in
                let id = library.rules[rule].definition.id
                let isCut = limits.contains { $0.rule == id && line.start <= $0.offset && $0.offset < line.end }
                return "\(id): its anchor “\(anchor)” is here, "
                    + (isCut ? "its pattern ran into the match limit" : "its pattern does not fit")
            } + (idle.count > 8 ? ["and \(idle.count - 8) more rules have an anchor here"] : [])
    }

    private func remark(on trace: GenericTrace, readings: [Match]) -> String? {
        let name = String(decoding: content[trace.name.start..<trace.name.end], as: UTF8.self)
        switch trace.outcome {
        case .noValue: return "“\(name)” could name a secret, but no value is assigned to it here"
        case .harmlessName: return "“\(name)” names nothing secret"
        case .value(let value, let kind, let evidence):
            if readings.contains(where: { $0.secret == value }) { return nil }
            let score = EvidenceWeights.score(prior: EvidenceWeights.genericPrior, evidence: evidence)
            let against = evidence.elements.filter { EvidenceWeights.weight(of: $0) < 0 }
                .sorted { EvidenceWeights.weight(of: $0) < EvidenceWeights.weight(of: $1) }
                .map { "\(EvidenceWeights.reason(for: $0)) (\(EvidenceWeights.weight(of: $0)))" }
            let why = against.isEmpty ? "nothing about it looks like a secret" : against.joined(separator: ", ")
            return "“\(name)” may name a secret (\(kind.ruleIdentifier)); its value was dropped at \(score): \(why)"
        }
    }

    private func redacted(_ line: ByteSpan, hiding values: [ByteSpan]) -> String {
        var text = ""
        var position = line.start
        for value in values.sorted() where value.end > position && value.start < line.end {
            let start = max(value.start, position)
            text += String(decoding: content[position..<start], as: UTF8.self)
            text += value.start < position ? "…" : Redaction.text(for: Array(content[value.start..<value.end]))
            position = min(value.end, line.end)
        }
        return text + String(decoding: content[position..<line.end], as: UTF8.self)
    }
}

extension GenericKind {
    fileprivate var ruleIdentifier: String { "generic-" + rawValue }
}

extension GenericTrace {
    fileprivate var value: ByteSpan? {
        if case .value(let span, _, _) = outcome { span } else { nil }
    }
}
