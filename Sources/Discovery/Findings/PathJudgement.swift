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
        var evidence = PathEvidence.adjusted(holding.evidence, forPath: about)
        if holding.evidence.contains(.allOfContent) {
            evidence.formUnion(LoneValueName.evidence(forPath: path, found: holding.evidence))
        }
        return (EvidenceWeights.score(prior: prior, evidence: evidence), evidence)
    }

    private static let aboutFormats: EvidenceSet = [.testPath, .documentationPath, .examplePath, .lockFilePath]

    /// What a value is known to be tells people more than how strongly anything else speaks.
    private static let saysWhatItIs: EvidenceSet = [.documentedExample, .publishedExample, .testMode]

    static func confidence(score: Int, evidence: EvidenceSet, prior: Double) -> Confidence {
        func order(_ item: Evidence) -> (Int, Int, Int) {
            (
                saysWhatItIs.contains(item) ? 0 : 1, -abs(EvidenceWeights.weight(of: item)), Int(item.rawValue)
            )
        }
        return Confidence(
            score: EvidenceWeights.probability(of: score),
            reasons: evidence.elements.sorted { order($0) < order($1) }.map {
                Confidence.Reason(EvidenceWeights.reason(for: $0), speaksFor: EvidenceWeights.weight(of: $0) > 0)
            })
    }
}
