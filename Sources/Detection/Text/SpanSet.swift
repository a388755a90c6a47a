internal import Model

/// Spans that can be asked whether one of them overlaps another.
struct SpanSet {
    private let starts: [Int]
    /// The furthest end of the spans up to each.
    private let ends: [Int]

    init(_ spans: [ByteSpan]) {
        let sorted = spans.sorted()
        starts = sorted.map(\.start)
        var furthest = 0
        ends = sorted.map { span in
            furthest = max(furthest, span.end)
            return furthest
        }
    }

    func overlaps(_ span: ByteSpan) -> Bool {
        let behind = starts.partitioningIndex { $0 >= span.end }
        return behind > 0 && ends[behind - 1] > span.start
    }
}
