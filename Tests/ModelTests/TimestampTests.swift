import Model
import Testing

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, 0, "1970-01-01T00:00:00Z"), (1_709_204_400, 60, "2024-02-29T12:00:00+01:00"),
            (-1, 0, "1969-12-31T23:59:59Z"), (-86_400, 0, "1969-12-31T00:00:00Z"),
            (0, -330, "1969-12-31T18:30:00-05:30"),
            (951_782_400, 0, "2000-02-29T00:00:00Z"), (4_107_542_399, 0, "2100-02-28T23:59:59Z"),
            (4_107_542_400, 0, "2100-03-01T00:00:00Z"), (0, 1440, "1970-01-01T00:00:00Z"),
            (0, -1439, "1969-12-31T00:01:00-23:59"),
            (.max, 0, "9999-12-30T23:59:59Z"), (.max, 1439, "9999-12-31T23:58:59+23:59"),
            (.min, 0, "0000-01-02T00:00:00Z"),
            (.min, -1439, "0000-01-01T00:01:00-23:59"), (253_402_214_400, 0, "9999-12-30T23:59:59Z"),
        ] as [(Int64, Int, String)])
    func writesTimes(seconds: Int64, offset: Int, text: String) {
        #expect(Timestamp(seconds: seconds, offsetInMinutes: offset).text == text)
    }

    /// The day of every moment is the one that its text begins with.
    @Test(arguments: [0, -1, 86_399, 86_400, 951_782_400, 4_107_542_400, -62_135_596_801, .min, .max] as [Int64])
    func daysAreThoseOfTheText(seconds: Int64) {
        let day = CivilDate(seconds: seconds)
        #expect(CivilDate("\(day)") == day)
        if seconds != .min, seconds != .max {
            #expect(day.start <= seconds && seconds <= day.end)
            #expect(Timestamp(seconds: seconds, offsetInMinutes: 0).text.hasPrefix("\(day)T"))
        }
    }
}
