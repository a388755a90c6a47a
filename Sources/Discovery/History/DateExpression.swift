package import Foundation
internal import Model

/// Dates as people write them after `--since`.
package enum DateExpression {
    /// `2024-05-01`, `2024-05-01T12:00:00Z`, `@1700000000`, `3 weeks ago`, `2.weeks`, `90d`; nil for anything else.
    /// - Returns: seconds since 1970.
    package static func seconds(in text: String, now: Date = Date()) -> Int64? {
        if text.hasPrefix("@") { return Int64(text.dropFirst()) }
        if let seconds = CivilDate(text)?.start ?? InternetDate.seconds(of: text) { return seconds }
        return relative(text).map { Int64(now.timeIntervalSince1970) - $0 }
    }

    /// For messages.
    static let forms =
        "2026-12-31, 2026-12, 2026-12-31 23:59, 2026-12-31T23:59:00Z, today, yesterday, 3 days ago or 2 weeks"

    /// What may be a ref's name just as well: `today`, `yesterday`, `last week`, `2024-01`, `2024/01/31`,
    /// `2024-01-31 10:00`; nil for anything else. Days and times are those of UTC.
    package static func looseSeconds(in text: String, now: Date = Date()) -> Int64? {
        let words = text.lowercased().split(separator: " ").map(String.init)
        let today = CivilDate(seconds: Int64(now.timeIntervalSince1970)).start
        switch words {
        case ["today"]: return today
        case ["yesterday"]: return today - 86_400
        case ["last", "week"], ["last", "month"], ["last", "year"]: return seconds(in: "1 " + words[1], now: now)
        default: break
        }
        guard let day = words.first?.replacing("/", with: "-") else { return nil }
        let whole = day.split(separator: "-", omittingEmptySubsequences: false).count == 2 ? day + "-01" : day
        switch words.count {
        case 1: return CivilDate(whole)?.start
        case 2: return InternetDate.seconds(of: "\(day)T\(words[1])Z") ?? InternetDate.seconds(of: "\(day)T\(words[1])")
        default: return nil
        }
    }

    /// Whether it is written as a day, though there may be no such day.
    static func isWrittenAsDay(_ text: String) -> Bool {
        let lengths = text.split(separator: "-", omittingEmptySubsequences: false).map {
            $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? $0.utf8.count : 0
        }
        return lengths == [4, 2, 2]
    }

    private static func relative(_ text: String) -> Int64? {
        let words = text.lowercased().split { $0 == " " || $0 == "." }.filter { $0 != "ago" }
        let units: [(names: [String], seconds: Int64)] = [
            (["h", "hour", "hours"], 3600), (["d", "day", "days"], 86_400), (["w", "week", "weeks"], 7 * 86_400),
            (["month", "months"], 30 * 86_400), (["y", "year", "years"], 365 * 86_400),
        ]
        let number: Substring
        let unit: Substring
        if words.count == 2 {
            (number, unit) = (words[0], words[1])
        } else if words.count == 1 {
            number = words[0].prefix(while: \.isNumber)
            unit = words[0].dropFirst(number.count)
        } else {
            return nil
        }
        guard let count = Int64(number), (0..<100_000).contains(count),
            let entry = units.first(where: { $0.names.contains(String(unit)) })
        else { return nil }
        return count * entry.seconds
    }
}
