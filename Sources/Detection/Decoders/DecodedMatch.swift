package import Model

/// A match in text that stands encoded in a content. Its spans say where the encoded form stands.
package struct DecodedMatch: Hashable, Sendable {
    /// Its `window` is what decided about it, as for any match: the lines of the encoded text.
    package var match: Match
    /// The credential in plain.
    package let secret: [UInt8]
    /// How it is encoded, outermost first: `base64, gzip`.
    package let encoding: String

    package init(match: Match, secret: [UInt8], encoding: String) {
        self.match = match
        self.secret = secret
        self.encoding = encoding
    }

    /// The same in a content in which the encoded text stands `distance` bytes later.
    package func shifted(by distance: Int) -> DecodedMatch {
        DecodedMatch(match: match.shifted(by: distance), secret: secret, encoding: encoding)
    }

    /// What tells two of them apart for whoever reads the result: neighbours may have been looked at for either.
    package struct Identity: Hashable {
        let rule: Int
        let span: ByteSpan
        let secret: [UInt8]
    }
    package var identity: Identity { Identity(rule: match.rule, span: match.secret, secret: secret) }
}
