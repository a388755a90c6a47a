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
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < span.end { low = middle + 1 } else { high = middle }
        }
        return low > 0 && ends[low - 1] > span.start
    }
}
