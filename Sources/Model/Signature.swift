/// Who made a commit or tag, and when, as the object says it (it may be forged).
package struct Signature: Hashable, Sendable {
    package let name: String
    package let email: String
    package let time: Timestamp

    package init(name: String, email: String, time: Timestamp) {
        self.name = name
        self.email = email
        self.time = time
    }
}

/// A moment with the zone it was written in.
package struct Timestamp: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z; may be negative.
    package let seconds: Int64
    /// Minutes east of UTC.
    package let offsetInMinutes: Int

    package init(seconds: Int64, offsetInMinutes: Int) {
        self.seconds = seconds
        self.offsetInMinutes = offsetInMinutes
    }

    /// RFC 3339, in its own zone: `2024-02-29T12:00:00+01:00`. Years outside 0–9999 are clamped, absurd zones are UTC.
    package var text: String {
        let zone = abs(offsetInMinutes) < 24 * 60 ? offsetInMinutes : 0
        let earliest: Int64 = -62_167_219_200  // 0000-01-01
        let latest: Int64 = 253_402_300_799  // 9999-12-31T23:59:59
        let inRange = min(max(seconds, earliest + 86_400), latest - 86_400)
        let local = inRange + Int64(zone) * 60
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let date = Self.civilDate(fromDays: day)
        let second = Int(local - day * 86_400)
        // As bytes: a report has one for each commit that it names, twice.
        var text: [UInt8] = []
        text.reserveCapacity(25)
        func append(_ number: Int, _ mark: Unicode.Scalar) {
            text.append(UInt8(0x30 + number / 10 % 10))
            text.append(UInt8(0x30 + number % 10))
            text.append(UInt8(ascii: mark))
        }
        text.append(UInt8(0x30 + date.year / 1000 % 10))
        text.append(UInt8(0x30 + date.year / 100 % 10))
        append(date.year % 100, "-")
        append(date.month, "-")
        append(date.day, "T")
        append(second / 3600, ":")
        append(second / 60 % 60, ":")
        append(second % 60, zone == 0 ? "Z" : zone < 0 ? "-" : "+")
        if zone != 0 {
            append(abs(zone) / 60, ":")
            append(abs(zone) % 60, ":")
            text.removeLast()
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Days since 1970-01-01 to year, month, day (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    private static func civilDate(fromDays days: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
