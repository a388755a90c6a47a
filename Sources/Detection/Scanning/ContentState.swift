package import Model

/// What a scan knows of one content, in the form in which versions of that content can take it over.
package struct ContentState: Sendable {
    /// Every match of every rule, overlapping ones included, in the order in which their windows begin.
    package internal(set) var matches: [Match] = []
    /// Every anchor of rules that look at many lines, whether or not it led to a match: an edit further down may
    /// complete a block, or break it. In order of place.
    var blocks: [BlockAnchor] = []
    /// Bytes of the content.
    let count: Int
    let isBinary: Bool

    init(count: Int, isBinary: Bool) {
        self.count = count
        self.isBinary = isBinary
    }
}

/// An anchor of a rule with a long reach.
struct BlockAnchor: Hashable, Sendable {
    let literal: UInt32
    let span: ByteSpan
    /// The lines that decide what becomes of it, see `Match.window`.
    let window: ByteSpan

    func shifted(by distance: Int) -> BlockAnchor {
        BlockAnchor(literal: literal, span: span.shifted(by: distance), window: window.shifted(by: distance))
    }
}
