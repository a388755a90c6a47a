#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

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

    /// In UTC.
    package static var now: Timestamp { Timestamp(seconds: Int64(time(nil)), offsetInMinutes: 0) }

    /// RFC 3339, in its own zone: `2024-02-29T12:00:00+01:00`. Years outside 0–9999 are clamped, absurd zones are UTC.
    package var text: String {
        let zone = abs(offsetInMinutes) < 24 * 60 ? offsetInMinutes : 0
        let local = min(max(seconds, Self.writable.lowerBound), Self.writable.upperBound) + Int64(zone) * 60
        let date = CivilDate(seconds: local)
        let second = Int(local - date.start)
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

    /// What is of the years 0 to 9999 in every zone: a day less at either end.
    private static let writable = CivilDate.earliest.end + 1...CivilDate.latest.start - 1
}
