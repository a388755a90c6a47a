import Model
import Testing

/// What could not be read is told the same, whoever came upon it first.
@Suite struct CoverageTests {
    private static func entry(_ number: Int, _ reason: Coverage.Reason) -> Coverage.Entry {
        Coverage.Entry(source: ".", reason: reason, subject: "file \(1000 + number)", detail: "as it is")
    }

    /// - Parameter step: has no divisor in common with 300, so that every number comes once, in an order of its own.
    @Test(arguments: [1, 7, 101, 299]) func namesTheFirstInOrder(_ step: Int) {
        let numbers = (0..<300).map { $0 * step % 300 }
        var whole = Coverage()
        var parts = [Coverage(), Coverage()]
        for number in numbers {
            for reason in [Coverage.Reason.binary, .encrypted] {
                whole.note(Self.entry(number, reason))
                parts[number % 2].note(Self.entry(number, reason))
            }
        }
        parts[0].merge(parts[1])
        for coverage in [whole, parts[0]] {
            #expect(coverage.counts == [.binary: 300, .encrypted: 300])
            for reason in [Coverage.Reason.binary, .encrypted] {
                let named = coverage.entries.filter { $0.reason == reason }.sorted()
                #expect(named == (0..<Coverage.namedEntriesPerReason).map { Self.entry($0, reason) })
            }
        }
    }
}
