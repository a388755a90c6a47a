import Glibc  // `rounded()` calls libm, and only this links it
import Model

/// Numbers as people read them.
package enum Quantity {
    /// `12,345`
    package static func grouped(_ number: some BinaryInteger) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }

    /// `1 blob`, `12,345 blobs`
    package static func counted(_ number: some BinaryInteger, _ one: String, _ many: String? = nil) -> String {
        grouped(number) + " " + (number == 1 ? one : many ?? one + "s")
    }

    /// `412 MB`, in powers of a thousand.
    static func bytes(_ number: Double) -> String {
        var rest = max(0, number)
        for unit in ["B", "kB", "MB", "GB"] {
            if rest < 999.5 { return (unit == "B" ? String(Int(rest.rounded())) : significant(rest)) + " " + unit }
            rest /= 1000
        }
        return significant(rest) + " TB"
    }

    /// `0.8 s`, `42 s`, `2 min 5 s`, `1 h 12 min`
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "ages" }
        if seconds < 0.095 { return "\(Int((max(0, seconds) * 1000).rounded())) ms" }
        if seconds < 9.95 { return "\(significant(seconds)) s" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min" + (whole % 60 == 0 ? "" : " \(whole % 60) s") }
        let hours = grouped(whole / 3600) + " h"
        return whole / 60 % 60 == 0 ? hours : hours + " \(whole / 60 % 60) min"
    }

    /// `2 years ago`; commits may be dated ahead, by mistake or on purpose.
    static func age(of moment: Timestamp, at now: Timestamp) -> String {
        let (seconds, overflow) = now.seconds.subtractingReportingOverflow(moment.seconds)
        guard !overflow else { return "at an absurd date" }
        if seconds.magnitude < 60 { return "just now" }
        let span = rounded(seconds.magnitude)
        return seconds < 0 ? "\(span) in the future" : "\(span) ago"
    }

    private static func rounded(_ seconds: UInt64) -> String {
        let units: [(seconds: UInt64, limit: UInt64, name: String)] = [
            (60, 60, "minute"), (3600, 24, "hour"), (86_400, 14, "day"), (604_800, 9, "week"), (2_629_746, 24, "month"),
        ]
        for unit in units where seconds / unit.seconds < unit.limit {
            return counted(seconds / unit.seconds, unit.name)
        }
        return counted(seconds / 31_556_952, "year")
    }

    /// One decimal below ten, none above.
    private static func significant(_ number: Double) -> String {
        if number >= 9.95 { return String(Int(number.rounded())) }
        let tenths = Int((number * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}

extension [String] {
    /// About the first `limit`, then how many more there are: `a, b and 3 more refs`.
    /// - Parameters:
    ///   - total: how many there are, if that is more than these.
    ///   - written: what is printed of each that is named.
    func enumerated(
        limit: Int, of total: Int? = nil, noun: String, as written: (String) -> String = { $0 }
    ) -> String {
        let total = Swift.max(total ?? 0, count)
        // "and 1 more" is no shorter than the one.
        let isShort = total <= limit + 1
        let named = prefix(isShort ? count : limit).map(written)
        let rest = total - named.count
        return named.joined(separator: ", ") + (rest == 0 ? "" : " and " + Quantity.counted(rest, "more " + noun))
    }
}
