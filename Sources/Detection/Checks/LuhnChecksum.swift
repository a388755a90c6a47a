internal import Model

/// ISO/IEC 7812-1: from the right, every second digit doubled, the sum of digits divisible by ten.
enum LuhnChecksum {
    static func evidence(for text: UnsafeRawBufferPointer) -> EvidenceSet {
        let digits = text.compactMap { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) ? Int($0) - 48 : nil }
        let sum = digits.reversed().enumerated().reduce(0) { sum, item in
            let value = item.offset % 2 == 1 ? item.element * 2 : item.element
            return sum + (value > 9 ? value - 9 : value)
        }
        return digits.count > 1 && sum % 10 == 0 ? [.checksumValid] : [.checksumWrong]
    }
}
