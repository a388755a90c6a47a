import Foundation
import Testing

@testable import Discovery

@Suite struct DateExpressionTests {
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test(arguments: [
        ("@1700000000", 1_700_000_000), ("2024-02-29", 1_709_164_800), ("2024-02-29T12:00:00Z", 1_709_208_000),
        ("2024-02-29T12:00:00+02:00", 1_709_200_800), ("1 hour ago", 1_799_996_400), ("2.weeks", 1_798_790_400),
        ("2.weeks.ago", 1_798_790_400), ("90d", 1_792_224_000), ("3 Months Ago", 1_792_224_000),
        ("1y", 1_768_464_000), ("@-5", -5),
        ("2024-02-29T12:00Z", 1_709_208_000), ("2024-02-29T12:00:00.25Z", 1_709_208_000), ("1969-12-31", -86_400),
    ])
    func readsDates(_ text: String, _ seconds: Int64) {
        #expect(DateExpression.seconds(in: text, now: Self.now) == seconds)
    }

    /// What could be a ref's name, too.
    @Test(arguments: [
        ("today", 1_799_971_200), ("Yesterday", 1_799_884_800), ("last week", 1_799_395_200),
        ("2024-01", 1_704_067_200),
        ("2024/02/29", 1_709_164_800), ("2024/02", 1_706_745_600), ("2024-02-29 12:00", 1_709_208_000),
        ("2024-02-29 12:00:05", 1_709_208_005), ("2024/02/29 12:00:00+02:00", 1_709_200_800),
    ])
    func readsWhatPeopleWrite(_ text: String, _ seconds: Int64) {
        #expect(DateExpression.looseSeconds(in: text, now: Self.now) == seconds)
        #expect(DateExpression.seconds(in: text, now: Self.now) == nil)
    }

    @Test(arguments: [
        "", "main", "v1.0", "last", "last day", "2024-13", "2024-1", "2024", "2024-02-30 10:00", "a/b", "2024-01-01 x",
    ])
    func leavesOtherNamesAlone(_ text: String) {
        #expect(DateExpression.looseSeconds(in: text, now: Self.now) == nil)
    }

    /// What is no date is a revision; none of these may be taken for one.
    @Test(arguments: [
        "", "HEAD", "main", "v1.0", "deadbeef", "@", "@{upstream}", "HEAD@{1}", "3", "12345", "3 ago", "d", "-3 days",
        "99999999999d", "2024-13-40", "2026-02-30", "2023-02-29", "2024-02-30T12:00:00Z", "2024-02-29T24:00:00Z",
        "2024-02-29T12:00:00Zulu", "2024-02-29T12:00:00", "2024-02-29T12:00:00.Z",
    ])
    func leavesRevisionsAlone(_ text: String) {
        #expect(DateExpression.seconds(in: text, now: Self.now) == nil)
    }
}
