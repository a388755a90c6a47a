internal import Detection
internal import Model
internal import RuleFormat

/// Adds what the path says to what the content says.
enum PathJudgement {
    static func confidence(of holding: Holding, at path: [UInt8], rule: Rule) -> (score: Int, evidence: EvidenceSet) {
        let (score, evidence) = uncapped(of: holding, at: path, rule: rule)
        return (isNeverSure(evidence, of: rule) ? min(score, greatestUnsure) : score, evidence)
    }

    /// What everybody can look up or guess is no leak by itself, however sure its form is; nor is what reads like words
    /// where tests and examples stand.
    private static func isNeverSure(_ evidence: EvidenceSet, of rule: Rule) -> Bool {
        if evidence.contains(.publishedExample) || evidence.contains(.guessable) { return true }
        guard !rule.isGeneric, evidence.bits & trials.bits != 0 else { return false }
        return evidence.contains(.fewClaims) || evidence.contains(.looksLikeWords)
    }

    private static let trials: EvidenceSet = [.testPath, .documentationPath, .examplePath]

    private static let greatestUnsure = EvidenceWeights.score(
        prior: Confidence.Band.high.floor - 0.02, evidence: [])

    private static func uncapped(of holding: Holding, at path: [UInt8], rule: Rule) -> (
        score: Int, evidence: EvidenceSet
    ) {
        let about = PathEvidence.evidence(forPath: path)
        // Where a value with a format of its own stands says little about it.
        guard rule.isGeneric else {
            let isSure = isKeyOrProved(holding, of: rule)
            let kept = EvidenceSet(
                bits: about.bits & (isSure ? aboutFormats.bits : aboutFormats.bits | Evidence.vendoredPath.bit))
            let added = kept.elements.reduce(0) { $0 + EvidenceWeights.weight(of: $1) / 2 }
            let brought = isSure || !isBroughtAlong(about) ? 0 : broughtAlong
            return (Int(holding.score) + added + brought, holding.evidence.union(kept))
        }
        var evidence = PathEvidence.adjusted(holding.evidence, forPath: about)
        if holding.evidence.contains(.allOfContent) {
            evidence.formUnion(LoneValueName.evidence(forPath: path, found: holding.evidence))
        }
        let brought = isBroughtAlong(about) ? broughtAlong : 0
        return (EvidenceWeights.score(prior: rule.definition.prior, evidence: evidence) + brought, evidence)
    }

    /// A private key is one wherever it stands, and no chance makes a checksum.
    private static func isKeyOrProved(_ holding: Holding, of rule: Rule) -> Bool {
        holding.evidence.contains(.checksumValid) || rule.definition.provider == "pem"
            || rule.definition.kind == "private-key"
    }

    /// `node_modules/bcrypt/test/…`, `vendor/x/README.md`: what the makers of a package test it and show it with.
    private static func isBroughtAlong(_ path: EvidenceSet) -> Bool {
        path.contains(.vendoredPath) && path.bits & trials.bits != 0
    }

    /// Beside what the parts of the path weigh.
    private static let broughtAlong = -180

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
            of: holding, at: path, rule: rule)
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
