package import Model
internal import RuleFormat

/// What generic detection made of one name on a line, for people who ask why.
package struct GenericTrace: Hashable, Sendable {
    /// How far detection came.
    package enum Outcome: Hashable, Sendable {
        /// Nothing is assigned to the name, as far as its readers can tell.
        case noValue
        /// The words of the name say that it holds no secret.
        case harmlessName
        /// A value was read and judged; where the judge dropped it at once, with the evidence that was there.
        case value(ByteSpan, kind: GenericKind, evidence: EvidenceSet)
    }

    /// Of the whole content.
    package let name: ByteSpan
    package let outcome: Outcome

    /// One trace for each name that holds an anchor, in order of place.
    package static func traces(in content: UnsafeRawBufferPointer, line: ByteSpan) -> [GenericTrace] {
        let window = GenericDetector.lines(around: line, in: content)
        let text = WindowText(content, from: window.start, to: window.end)
        var traces: [GenericTrace] = []
        for hit in hits(in: content, line: line) {
            guard let key = KeySite(text, around: hit), !traces.contains(where: { $0.name == key.name }) else {
                continue
            }
            var outcome = outcome(of: key, in: text, line: line)
            if outcome == .noValue, let column = TableReader().column(in: content, hit: hit, line: line),
                let first = column.candidates.first
            {
                outcome = .value(first.secret, kind: first.kind, evidence: first.evidence)
            }
            traces.append(GenericTrace(name: key.name, outcome: outcome))
        }
        return traces.sorted { $0.name < $1.name }
    }

    private static func outcome(of key: KeySite, in text: WindowText, line: ByteSpan) -> Outcome {
        guard let verdict = KeyLexicon.judge(text, key.name) else { return .harmlessName }
        guard var site = AssignmentReader(text: text, key: key, line: line).value() else { return .noValue }
        site.span = CommandReader.withoutScheme(text, site.span)
        guard !site.span.isEmpty else { return .noValue }
        if let evidence = GenericJudge(text: text, key: key.name, verdict: verdict, site: site).evidence() {
            return .value(site.span, kind: verdict.kind, evidence: evidence)
        }
        let value = UnsafeRawBufferPointer(rebasing: text.bytes[site.span.start..<site.span.end])
        let evidence = ValueJudge.evidence(for: value).union(verdict.evidence).union(site.evidence)
        return .value(site.span, kind: verdict.kind, evidence: evidence)
    }

    private static func hits(in content: UnsafeRawBufferPointer, line: ByteSpan) -> [ByteSpan] {
        let text = UnsafeRawBufferPointer(rebasing: content[line.start..<line.end])
        return GenericAnchors.all.flatMap { anchor in
            AnchorSearch.places(of: anchor, in: text, ignoringCase: true).map { $0.shifted(by: line.start) }
        }
    }
}
