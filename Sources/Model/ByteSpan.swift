/// A half-open range of byte offsets in one content.
package struct ByteSpan: Hashable, Sendable, Comparable {
    /// The first byte, and the one behind the last.
    package var start: Int
    package var end: Int

    @inlinable package init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    @inlinable package var count: Int { end - start }
    @inlinable package var isEmpty: Bool { end <= start }

    /// Whether a byte lies in both; what only touches does not overlap, and empty spans overlap what they lie within.
    @inlinable package func overlaps(_ other: ByteSpan) -> Bool { start < other.end && other.start < end }
    /// Whether no byte of `other` lies outside.
    @inlinable package func contains(_ other: ByteSpan) -> Bool { start <= other.start && other.end <= end }
    @inlinable package func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
    /// Bytes between the two; 0 where they touch or overlap.
    @inlinable package func distance(to other: ByteSpan) -> Int { max(0, start - other.end, other.start - end) }
    @inlinable package func shifted(by distance: Int) -> ByteSpan { ByteSpan(start + distance, end + distance) }

    @inlinable package static func < (left: ByteSpan, right: ByteSpan) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }
    /// Spans in order, overlapping ones made one.
    package static func joined(_ spans: [ByteSpan]) -> [ByteSpan] {
        spans.reduce(into: []) { spans, span in
            if let last = spans.last, last.end > span.start {
                spans[spans.count - 1].end = max(last.end, span.end)
            } else {
                spans.append(span)
            }
        }
    }
}
