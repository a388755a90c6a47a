internal import Model

/// A key and the value under it, with the text around them: what the judge asks about. What else than a secret they can be
/// is told by extensions, each for one kind of thing.
struct KeyedValue {
    let text: WindowText
    let key: ByteSpan
    let verdict: KeyLexicon.Verdict
    let site: ValueSite
    let shape: ValueShape

    var value: WindowText { WindowText(text.bytes, from: site.span.start, to: site.span.end) }

    var isUUID: Bool { ValueForm.isUUID(value) }

    /// The byte before the value's quote, if it has one, and where that byte stands.
    var front: Int { ByteClass.isQuote(text[site.span.start - 1]) ? site.span.start - 2 : site.span.start - 1 }

    /// What key, value and their neighbours say of each other.
    var evidence: EvidenceSet {
        var evidence = syntaxEvidence
        evidence.formUnion(wordEvidence)
        evidence.formUnion(identifierEvidence)
        evidence.formUnion(publicKeyEvidence)
        evidence.formUnion(referenceEvidence)
        if verdict.kind == .salt, isToldToEverybody { evidence.insert(.keyNamesPublic) }
        return evidence
    }
}
