internal import Detection
internal import Model

/// Adds what the path says to what the content says.
enum PathJudgement {
    static func confidence(of holding: Holding, at path: [UInt8], isGeneric: Bool, prior: Double) -> (
        score: Int, evidence: EvidenceSet
    ) {
        let about = PathEvidence.evidence(forPath: path)
        // Where a value with a format of its own stands says little about it.
        guard isGeneric else {
            let kept = EvidenceSet(bits: about.bits & Self.aboutFormats.bits)
            let added = kept.elements.reduce(0) { $0 + EvidenceWeights.weight(of: $1) / 2 }
            return (Int(holding.score) + added, holding.evidence.union(kept))
        }
        let evidence = PathEvidence.adjusted(holding.evidence, forPath: about)
        return (EvidenceWeights.score(prior: prior, evidence: evidence), evidence)
    }

    private static let aboutFormats: EvidenceSet = [.testPath, .documentationPath, .examplePath, .lockFilePath]

    static func confidence(score: Int, evidence: EvidenceSet, prior: Double) -> Confidence {
        let strongest = evidence.elements.sorted {
            let (a, b) = (abs(EvidenceWeights.weight(of: $0)), abs(EvidenceWeights.weight(of: $1)))
            return a != b ? a > b : $0.rawValue < $1.rawValue
        }
        return Confidence(
            score: EvidenceWeights.probability(of: score),
            reasons: strongest.map {
                Confidence.Reason(EvidenceWeights.reason(for: $0), speaksFor: EvidenceWeights.weight(of: $0) > 0)
            })
    }
}
