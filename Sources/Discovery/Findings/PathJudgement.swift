internal import Detection
internal import Model
internal import RuleFormat

/// Adds what the path says to what the content says.
enum PathJudgement {
    static func confidence(of holding: Holding, at path: [UInt8], isGeneric: Bool, prior: Double) -> (
        score: Int, evidence: EvidenceSet
    ) {
        let (score, evidence) = uncapped(of: holding, at: path, isGeneric: isGeneric, prior: prior)
        // What everybody can look up is no leak by itself, however sure it is.
        return (evidence.contains(.publishedExample) ? min(score, greatestPublished) : score, evidence)
    }

    private static let greatestPublished = EvidenceWeights.score(
        prior: Confidence.Band.high.floor - 0.02, evidence: [])

    private static func uncapped(of holding: Holding, at path: [UInt8], isGeneric: Bool, prior: Double) -> (
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

    static func confidence(score: Int, evidence: EvidenceSet) -> Confidence {
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

extension ScanContext {
    /// Whether a reading is likely enough to be reported at a path. A weak one stands for nothing: not for the sure reading
    /// of the same value in another version, in the index or in the working tree.
    func isReportable(_ holding: Holding, at path: [UInt8]) -> Bool {
        let rule = library.rules[Int(holding.rule)]
        let judged = PathJudgement.confidence(
            of: holding, at: path, isGeneric: rule.isGeneric, prior: rule.definition.prior)
        let score = Confidence(score: EvidenceWeights.probability(of: judged.score), reasons: []).score
        return score >= options.minimumConfidence
    }

    /// Whether people are told of it at that path, so that they need not be told of the same again. What a marker allows
    /// there is allowed there alone.
    func isTold(_ holding: Holding, at path: [UInt8]) -> Bool {
        let isAllowed = options.trustsMarkers && holding.allowance.isValid(on: options.today)
        return !isAllowed && isReportable(holding, at: path)
    }

    func isTold(_ draft: Draft) -> Bool {
        isTold(draft.sighting.holding, at: draft.carrier.isFile ? draft.path : [])
    }
}
