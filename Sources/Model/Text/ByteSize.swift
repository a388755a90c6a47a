/// Sizes as people write them: `512M`, `4G`, `64 KiB`, `1000`.
package enum ByteSize {
    private static let units: [UInt8: Int] = [
        UInt8(ascii: "k"): 1 << 10, UInt8(ascii: "m"): 1 << 20, UInt8(ascii: "g"): 1 << 30, UInt8(ascii: "t"): 1 << 40,
    ]

    /// - Parameter text: a whole number above 0, and a unit in either case: K, M, G or T, powers of 1024, also with `B`, `i`
    ///   or `iB` behind it; bytes without one.
    /// - Returns: bytes; nil for anything else, and for more than an `Int` holds.
    package static func bytes(_ text: some StringProtocol) -> Int? {
        let text = text.lowercased()
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        var unit = text.dropFirst(digits.count).drop { $0 == " " }.utf8
        if unit.last == UInt8(ascii: "b") { unit.removeLast() }
        if unit.count == 2, unit.last == UInt8(ascii: "i") { unit.removeLast() }
        let factor = unit.isEmpty ? 1 : unit.count == 1 ? unit.first.flatMap { units[$0] } : nil
        guard let number = Int(digits), number > 0, let factor else { return nil }
        let (bytes, isTooLarge) = number.multipliedReportingOverflow(by: factor)
        return isTooLarge ? nil : bytes
    }
}
