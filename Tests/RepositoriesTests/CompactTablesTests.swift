import Model
import TestRepositories
import Testing

@testable import Repositories

/// Tables that have to be small say the same as large ones would.
@Suite struct CompactTablesTests {
    @Test(arguments: UInt64(1)...8)
    func ranksCountWhatIsSmaller(seed: UInt64) {
        var random = TestTokens(seed: seed)
        let count = Int.random(in: 1...700, using: &random)
        let numbers = Set(
            (0..<Int.random(in: 0...count, using: &random)).map { _ in
                Int32.random(in: 0..<Int32(count), using: &random)
            })
        let ranks = NumberRanks(numbers, count: count)
        let sorted = numbers.sorted()
        // Told twice, they count once.
        #expect(NumberRanks(sorted + sorted, count: count).count == numbers.count)
        for number in 0..<Int32(count) {
            #expect(ranks.rank(of: Int(number)) == sorted.firstIndex(of: number).map(Int32.init))
        }
    }

    @Test func anEntryKeepsWhatItIsToldInFewBytes() {
        #expect(MemoryLayout<PackTables.Entry>.stride == 24)
        var entry = PackTables.Entry()
        for offset in [0, 12, 1 << 32 - 1, 1 << 32, 1 << 39 + 5, 1 << 40 - 1] {
            for (kind, length) in [(UInt8(0), 0), (1, 2), (6, 20), (7, 21), (7, 30)] {
                for format in ObjectFormat.allCases {
                    // A name of 32 bytes instead of one of 20.
                    let length = kind == 7 ? length - 20 + format.nameSize : length
                    entry.offset = offset
                    entry.setHeaderLength(length, format)
                    entry.kind = kind
                    #expect(entry.offset == offset && entry.kind == kind && entry.headerLength(format) == length)
                }
            }
        }
        entry.offset = .max
        #expect(entry.offset == PackTables.Entry.offsetLimit - 1)
    }

    @Test func weightsKeepTheirOrder() {
        var entry = PackTables.Entry()
        var last: UInt32 = 0
        var weight: UInt32 = 0
        while true {
            entry.weight = weight
            #expect(entry.weight <= weight && weight - entry.weight <= weight >> 10 && entry.weight >= last)
            last = entry.weight
            let (next, isOver) = weight.addingReportingOverflow(weight >> 9 + 1)
            if isOver { break }
            weight = next
        }
        entry.weight = .max
        #expect(entry.weight >= last)
    }
}
