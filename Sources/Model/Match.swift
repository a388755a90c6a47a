/// A rule's hit in one content. Nothing in it depends on the content's path, so equal bytes have equal matches.
package struct Match: Hashable, Sendable {
    /// Index of the rule in the rule library that made the match.
    package var rule: Int
    /// The credential itself.
    package var secret: ByteSpan
    /// All that the rule's pattern took: the secret with its key, host, user…
    package var whole: ByteSpan
    /// The bytes that decided about this match: change one of them and it must be looked for anew.
    package var window: ByteSpan
    /// What speaks for it and against it, as far as its content tells.
    package var evidence: EvidenceSet
    /// The rule's prior and the evidence so far, as log-odds in hundredths.
    package var score: Int
    /// Suppressed by a marker such as `rollcall:allow` beside it.
    package var isAllowedInline: Bool
    /// Another rule's reading of the place hides it, unless settings excuse that one where the content stands: the rule.
    package var hiddenBy: Int?

    package init(
        rule: Int, secret: ByteSpan, whole: ByteSpan, window: ByteSpan, evidence: EvidenceSet, score: Int,
        isAllowedInline: Bool = false
    ) {
        self.rule = rule
        self.secret = secret
        self.whole = whole
        self.window = window
        self.evidence = evidence
        self.score = score
        self.isAllowedInline = isAllowedInline
    }

    /// Moves all spans, when the content it was found in is a piece of a larger one.
    package mutating func shift(by distance: Int) {
        secret = secret.shifted(by: distance)
        whole = whole.shifted(by: distance)
        window = window.shifted(by: distance)
    }

    /// The same match in a content in which it stands `distance` bytes later.
    package func shifted(by distance: Int) -> Match {
        var match = self
        match.shift(by: distance)
        return match
    }
}
