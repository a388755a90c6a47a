internal import Detection
internal import Model
internal import RuleFormat

/// Makes holdings of matches: the secrets go into the book, and what remains is their number.
struct HoldingMaker {
    let context: ScanContext

    func holdings(
        of found: ResolvedMatches, in content: UnsafeRawBufferPointer, _ markers: InlineMarkers
    ) -> [Holding] {
        found.plain.map { holding(for: $0, in: content, markers) } + found.decoded.map { holding(for: $0, markers) }
    }

    func holding(for match: Match, in content: UnsafeRawBufferPointer, _ markers: InlineMarkers) -> Holding {
        var holding = holding(
            for: match, secret: UnsafeRawBufferPointer(rebasing: content[match.secret.start..<match.secret.end]),
            behind: LiteralSpelling.Opening(before: match.secret.start, in: content), markers)
        holding.slot = KeySlot.of(match.secret.start, in: content)
        return holding
    }

    func holding(for decoded: DecodedMatch, _ markers: InlineMarkers) -> Holding {
        decoded.secret.withUnsafeBytes { holding(for: decoded.match, secret: $0, behind: .none, markers) }
    }

    private func holding(
        for match: Match, secret: UnsafeRawBufferPointer, behind opening: LiteralSpelling.Opening,
        _ markers: InlineMarkers
    ) -> Holding {
        let rule = context.library.rules[match.rule]
        return Holding(
            credential: context.book.number(
                of: secret, behind: opening, isIdentifier: rule.isIdentifier, provider: rule.credentialProvider),
            rule: Int32(match.rule), score: Int32(clamping: match.score),
            allowance: markers.allowance(for: match.whole, rule: rule.definition.id, isMarked: match.isAllowedInline),
            evidence: match.evidence)
    }

    /// The number of a secret in the book.
    func number(of secret: ByteSpan, rule: Int, in content: UnsafeRawBufferPointer) -> Int32 {
        let rule = context.library.rules[rule]
        return context.book.number(
            of: UnsafeRawBufferPointer(rebasing: content[secret.start..<secret.end]),
            behind: LiteralSpelling.Opening(before: secret.start, in: content), isIdentifier: rule.isIdentifier,
            provider: rule.credentialProvider)
    }
}
