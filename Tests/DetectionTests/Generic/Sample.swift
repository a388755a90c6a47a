import Detection
import Model
import RuleFormat
import TestValues

/// Runs the detector as the engine does: on every anchor in a text, with the lines around it.
enum Sample {
    static func candidates(in text: String) -> [GenericCandidate] {
        let bytes = Array(text.utf8)
        let folded = bytes.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
        var hits: [ByteSpan] = []
        for anchor in GenericAnchors.all.map({ Array($0.utf8) }) where anchor.count <= bytes.count {
            for start in 0...(bytes.count - anchor.count)
            where folded[start..<start + anchor.count].elementsEqual(anchor) {
                hits.append(ByteSpan(start, start + anchor.count))
            }
        }
        var found: [GenericCandidate] = []
        bytes.withUnsafeBytes { content in
            for hit in hits.sorted() {
                let start = bytes[..<hit.start].lastIndex(of: 10).map { $0 + 1 } ?? 0
                let end = bytes[hit.start...].firstIndex(of: 10) ?? bytes.count
                GenericDetector().candidates(
                    in: content, hit: hit, line: ByteSpan(start, end), window: ByteSpan(0, bytes.count), into: &found)
            }
        }
        return found
    }

    static func probability(_ candidate: GenericCandidate) -> Double {
        EvidenceWeights.probability(
            of: EvidenceWeights.score(prior: EvidenceWeights.genericPrior, evidence: candidate.evidence))
    }

    static func string(_ text: String, _ span: ByteSpan) -> String {
        String(decoding: Array(text.utf8)[span.start..<span.end], as: UTF8.self)
    }
}

/// Makes the value between « and » up, takes the marks out and returns the span between them in bytes.
func unmark(_ marked: String) -> (text: String, span: ByteSpan) {
    let parts = MadeUp.marked(marked).split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = parts[1].split(separator: "»", maxSplits: 1, omittingEmptySubsequences: false)
    let start = parts[0].utf8.count
    return (String(parts[0] + rest[0] + rest[1]), ByteSpan(start, start + rest[0].utf8.count))
}
