/// A stretch of a content that stands, byte for byte, in an earlier content too.
package struct CopiedSpan: Hashable, Sendable {
    /// Half-open, in the new content.
    package var start: Int
    package var end: Int
    /// Where it begins in the earlier content.
    package let source: Int

    package init(start: Int, end: Int, source: Int) {
        self.start = start
        self.end = end
        self.source = source
    }

    @inlinable package var count: Int { end - start }
    /// What to add to a place in the earlier content.
    package var shift: Int { start - source }
}
