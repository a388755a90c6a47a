/// A set of sightings, known by the sum of their ids: order and repeats do not matter.
struct PlaceSum {
    private var high: UInt64 = 0
    private var low: UInt64 = 0
    private(set) var count = 0

    /// - Parameter id: 16 bytes that are not in the sum yet.
    mutating func add(_ id: (UInt64, UInt64)) {
        let (sum, carried) = low.addingReportingOverflow(id.1)
        low = sum
        high = high &+ id.0 &+ (carried ? 1 : 0)
        count += 1
    }

    var digest: [UInt8] {
        [high, low, UInt64(count)].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
    }

    static func words(_ id: [UInt8]) -> (UInt64, UInt64) {
        (id.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }, id.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}
