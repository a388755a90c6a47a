internal import Model
internal import RuleFormat

extension Rule {
    /// What speaks for and against a match of the rule's pattern.
    /// - Parameters:
    ///   - secret: lengthened where the pattern took more than the form of the secret has.
    ///   - window: the lines that decided.
    /// - Returns: nil for what is none of the rule's values: longer than its form has it, and in another case as well.
    func evidence(
        of whole: ByteSpan, secret: inout ByteSpan, in content: UnsafeRawBufferPointer, window: ByteSpan
    ) -> EvidenceSet? {
        var evidence: EvidenceSet = []
        if let secretCase,
            secretCase.differs(from: UnsafeRawBufferPointer(rebasing: content[secret.start..<secret.end]))
        {
            evidence.insert(.unusualForm)
        }
        if whole.end > secret.end, definition.secretMayBeLonger {
            // Names in code are long and have letters of both cases.
            if evidence.contains(.unusualForm) { return nil }
            secret.end = whole.end
            evidence.insert(.unusualForm)
        }
        let secretBytes = UnsafeRawBufferPointer(rebasing: content[secret.start..<secret.end])
        let wholeBytes = UnsafeRawBufferPointer(rebasing: content[whole.start..<whole.end])
        for check in checks { evidence.formUnion(check.evidence(secret: secretBytes, whole: wholeBytes)) }
        let floor = definition.entropyFloor
        if floor > 0, ValueJudge.entropy(of: secretBytes) < floor { evidence.insert(.belowEntropyFloor) }
        // A value with a format may look like words by chance; only what is plainly no secret counts against it.
        evidence.bits |= ValueJudge.evidence(for: secretBytes).bits & Self.evidenceAgainstFormats.bits
        // Forty digits behind `0x` are an account to everybody but a rule that asks for them.
        if definition.pattern.contains("0x[") { evidence.remove(.publicKey) }
        if FillerWords.areIn(secretBytes) { evidence.insert(.placeholder) }
        if evidence.contains(.placeholder), URLPassword.isWeak(secret, in: content) {
            evidence.remove(.placeholder)
            evidence.formUnion([.singleWord, .lowEntropy])
        }
        // What names something elsewhere is what rules for names look for; it may end in a star.
        if isIdentifier { evidence.remove(.isReference) }
        // A pattern is none, whatever stands before it.
        if !isIdentifier, PatternSigns.isPattern(WindowText(secretBytes, from: 0, to: secretBytes.count)) {
            evidence.insert(.looksLikeCode)
        }
        // Told by the key only, almost any run of characters is a value: names and fingerprints are none.
        if definition.secretMayBeLonger {
            if ValueJudge.isJoinedWords(secretBytes) || ValueJudge.isTypeName(secretBytes)
                || ValueJudge.isFingerprint(secretBytes)
                || ValueForm.isModuleVersion(secretBytes)
                || Surroundings.isName(behind: secret.end, in: content, window: window)
            {
                evidence.insert(.unlikelyForKey)
            }
            let key = ByteSpan(whole.start, secret.start)
            if Surroundings.namesFile(key, secret, in: content, window: window) { evidence.insert(.integrityField) }
            if Surroundings.namesSite(key, in: content) || Surroundings.namesImage(key, in: content, window: window)
                || !isIdentifier && NamedByKey.isAboutSomethingElse(key, in: content) && !knowsOddKey(key, in: content)
                || NamedByKey.isPartOfName(key, secret, in: content, window: window)
            {
                evidence.insert(.keyNamesPublic)
            }
        }
        evidence.formUnion(FormPassword.evidence(of: secret, whole: whole, in: content, rule: self))
        if readsLikeName(secretBytes) { evidence.formUnion([.structureWrong, .looksLikeIdentifier]) }
        if !isIdentifier, priorScore >= Self.fairPrior, evidence.bits & (Self.proof.bits | Self.told.bits) == 0,
            PlainRun.isIn(secretBytes)
        {
            evidence.insert(priorScore >= Self.surePrior ? .plainRun : .isSequence)
        }
        if evidence.bits & Self.proof.bits == 0 {
            evidence.formUnion(Surroundings.evidence(of: whole, secret: secret, in: content, window: window))
            if !isIdentifier, definition.kind != "private-key",
                Surroundings.isComment(lineOf: whole.start, in: content, window: window)
            {
                evidence.insert(definition.kind == "password-hash" ? .commentedHash : .inComment)
            }
        }
        return evidence
    }

    /// `lin_api_ContextHandlerWorkerServer`, `figd_public_private_record`: behind a token's beginning a name of words, and
    /// no digit. Of a header's tokens the value is all.
    private func readsLikeName(_ secret: UnsafeRawBufferPointer) -> Bool {
        guard !isIdentifier, !definition.secretMayBeLonger else { return false }
        if definition.provider == "http" {
            return definition.kind == "access-token" && ValueJudge.isJoinedWords(secret)
        }
        guard let body = body(of: secret) else { return false }
        return NamedBody.matches(body)
    }

    /// What stands behind the fixed beginning of a token; nil where it has none.
    private func body(of secret: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        var longest = 0
        for anchor in definition.anchors where anchor.utf8.count > longest && anchor.utf8.count < secret.count {
            if secret.prefix(anchor.utf8.count).elementsEqual(anchor.utf8) { longest = anchor.utf8.count }
        }
        return longest > 0 ? UnsafeRawBufferPointer(rebasing: secret[longest...]) : nil
    }

    /// Where more speaks against a match, or its form is a weaker sign, a sequence would take it from the report.
    private static let fairPrior = EvidenceWeights.score(prior: 0.7, evidence: [])
    private static let surePrior = EvidenceWeights.score(prior: 0.95, evidence: [])
    private static let told: EvidenceSet = [
        .placeholder, .documentedExample, .publishedExample, .isRepetitive, .isTemplate, .isReference, .publicKey,
        .belowEntropyFloor, .unusualForm, .testMode, .keyNamesPublic,
    ]

    /// What no chance makes.
    private static let proof: EvidenceSet = [.checksumValid, .structureValid]

    private static let evidenceAgainstFormats: EvidenceSet = [
        .documentedExample, .publishedExample, .isRepetitive, .isReference, .publicKey,
    ]
}
