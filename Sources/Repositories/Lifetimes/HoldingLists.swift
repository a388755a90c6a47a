/// What stands in each blob, by the blob's number. One table for all workers, without counted references: of a history's
/// blobs they ask millions of times.
final class HoldingLists: @unchecked Sendable {
    // Safe: written by `init` alone.
    private let all: UnsafeMutableBufferPointer<Lifetimes.Holding>
    /// Where those of each number begin in `all`; one more than there are numbers.
    private let starts: UnsafeMutableBufferPointer<Int32>

    init(_ holdings: [Int32: [Lifetimes.Holding]]) {
        let numbers = holdings.keys.sorted()
        starts = .allocate(capacity: Int(numbers.last ?? -1) + 2)
        all = .allocate(capacity: holdings.values.reduce(0) { $0 + $1.count })
        var (count, next) = (0, 0)
        for number in numbers {
            while next <= Int(number) {
                starts.initializeElement(at: next, to: Int32(truncatingIfNeeded: count))
                next += 1
            }
            for holding in holdings[number] ?? [] {
                all.initializeElement(at: count, to: holding)
                count += 1
            }
        }
        starts.initializeElement(at: next, to: Int32(truncatingIfNeeded: count))
    }

    deinit {
        starts.deallocate()
        all.deallocate()
    }

    /// In order of place; lent as long as the lists live. -1 is no blob.
    @inline(__always)
    func list(of blob: Int32) -> UnsafeBufferPointer<Lifetimes.Holding> {
        guard blob >= 0, Int(blob) + 1 < starts.count else { return UnsafeBufferPointer(start: nil, count: 0) }
        let (start, end) = (Int(starts[Int(blob)]), Int(starts[Int(blob) + 1]))
        return UnsafeBufferPointer(rebasing: all[start..<end])
    }
}
