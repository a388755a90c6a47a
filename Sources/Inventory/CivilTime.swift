internal import Model

/// Dates as lists print them.
package enum CivilTime {
    /// `2024-02-29`, in UTC.
    package static func date(_ seconds: Int64) -> String { "\(CivilDate(seconds: seconds))" }

    /// RFC 3339, in UTC.
    package static func text(_ seconds: Int64) -> String { Timestamp(seconds: seconds, offsetInMinutes: 0).text }

    /// Reads `2026-12-31` (its end, in UTC) or an RFC 3339 time.
    package static func seconds(of text: String) -> Int64? {
        CivilDate(text)?.end ?? InternetDate.seconds(of: text)
    }

    /// `3 days`, `2 years`.
    package static func span(_ seconds: Int64) -> String {
        let days = max(0, seconds) / 86_400
        let (number, unit) = days >= 730 ? (days / 365, "year") : days >= 60 ? (days / 30, "month") : (days, "day")
        return "\(number) \(unit)\(number == 1 ? "" : "s")"
    }
}
