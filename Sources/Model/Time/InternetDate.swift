/// Dates and times of RFC 3339, the one reader of them.
package enum InternetDate {
    /// Seconds since 1970 of `2024-02-29T12:00:00Z`, also `…12:00Z`, `…12:00:00.5Z` (the fraction is dropped) and
    /// `…+01:00`; nil for anything else, and for days and times that do not exist.
    package static func seconds(of text: String) -> Int64? {
        let digits = text.utf8.span
        guard has("-", digits, at: 4), has("-", digits, at: 7), has("T", digits, at: 10), has(":", digits, at: 13),
            let year = number(digits, 0, 4), let month = number(digits, 5, 2), let day = number(digits, 8, 2),
            let date = CivilDate(year: year, month: month, day: day),
            let hour = number(digits, 11, 2), let minute = number(digits, 14, 2), hour < 24, minute < 60
        else { return nil }
        var second = 0
        var end = 16
        if has(":", digits, at: end) {
            // A minute may end with a leap second.
            guard let read = number(digits, 17, 2), read <= 60 else { return nil }
            (second, end) = (read, 19)
            if has(".", digits, at: end) {
                repeat { end += 1 } while number(digits, end, 1) != nil
                if end == 20 { return nil }
            }
        }
        guard let east = offset(digits, at: end) else { return nil }
        return date.start + Int64(hour * 3600 + minute * 60 + second - east)
    }

    /// Seconds east of UTC; nil if the text does not end with a zone here.
    private static func offset(_ digits: Span<UInt8>, at index: Int) -> Int? {
        if has("Z", digits, at: index) { return digits.count == index + 1 ? 0 : nil }
        guard has("+", digits, at: index) || has("-", digits, at: index), has(":", digits, at: index + 3),
            digits.count == index + 6, let hours = number(digits, index + 1, 2),
            let minutes = number(digits, index + 4, 2), hours < 24, minutes < 60
        else { return nil }
        return (hours * 3600 + minutes * 60) * (has("-", digits, at: index) ? -1 : 1)
    }

    private static func number(_ digits: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
        guard start + count <= digits.count else { return nil }
        var value = 0
        for index in start..<(start + count) {
            guard (0x30...0x39).contains(digits[index]) else { return nil }
            value = value * 10 + Int(digits[index] - 0x30)
        }
        return value
    }

    private static func has(_ mark: Unicode.Scalar, _ digits: Span<UInt8>, at index: Int) -> Bool {
        index < digits.count && digits[index] == UInt8(ascii: mark)
    }
}
