/// The filters that write streams of a PDF as text (ISO 32000-1, 7.4.2 and 7.4.3): ASCII85 and hexadecimal.
enum PDFFilter {
    /// What a stream in one of them holds; nil for other streams.
    static func decoded(_ stream: UnsafeRawBufferPointer) -> [UInt8]? {
        var end = stream.count
        while end > 0, isSpace(stream[end - 1]) { end -= 1 }
        guard end > 1, stream[end - 1] == UInt8(ascii: ">") else { return nil }
        return stream[end - 2] == UInt8(ascii: "~")
            ? ascii85(UnsafeRawBufferPointer(rebasing: stream[..<(end - 2)]))
            : hexadecimal(UnsafeRawBufferPointer(rebasing: stream[..<(end - 1)]))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

    private static func hexadecimal(_ digits: UnsafeRawBufferPointer) -> [UInt8]? {
        let values = EncodingAlphabet.shared.hex
        var result: [UInt8] = []
        var high: UInt8?
        for byte in digits where !isSpace(byte) {
            let value = values[Int(byte)]
            guard value < 16 else { return nil }
            if let first = high {
                result.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return result.isEmpty ? nil : result
    }

    /// Five characters from `!` to `u` are four bytes; `z` is four zeros.
    private static func ascii85(_ characters: UnsafeRawBufferPointer) -> [UInt8]? {
        var result: [UInt8] = []
        var group: UInt64 = 0
        var count = 0
        for byte in characters where !isSpace(byte) {
            if byte == UInt8(ascii: "z"), count == 0 {
                result += [0, 0, 0, 0]
                continue
            }
            // `<~` may stand before.
            if byte == UInt8(ascii: "~"), result.isEmpty, count == 1 {
                (group, count) = (0, 0)
                continue
            }
            guard (0x21...0x75).contains(byte) else { return nil }
            group = group * 85 + UInt64(byte - 0x21)
            count += 1
            if count == 5 {
                for shift in [24, 16, 8, 0] as [UInt64] { result.append(UInt8(truncatingIfNeeded: group >> shift)) }
                (group, count) = (0, 0)
            }
        }
        if count > 1 {
            // What is missing counts as the highest character.
            for _ in count..<5 { group = group * 85 + 84 }
            for index in 0..<(count - 1) { result.append(UInt8(truncatingIfNeeded: group >> (24 - 8 * UInt64(index)))) }
        }
        return result.isEmpty ? nil : result
    }
}
