package import Model

extension Signature {
    /// Seconds since 1970 of a signature that ends as Git writes it, ` 1700000000 +0100`; nil for any other.
    static func seconds(in text: UnsafeRawBufferPointer) -> Int64? {
        guard let close = text.lastIndex(of: UInt8(ascii: ">")), close + 2 < text.count,
            text[close + 1] == UInt8(ascii: " ")
        else {
            return nil
        }
        var seconds: Int64 = 0
        var position = close + 2
        while position < text.count, text[position] &- 0x30 < 10, position < close + 18 {
            seconds = seconds * 10 + Int64(text[position] - 0x30)
            position += 1
        }
        guard position > close + 2, position < text.count, text[position] == UInt8(ascii: " ") else { return nil }
        return seconds
    }

    /// Reads `Name <mail> 1700000000 +0100`. What is absent or absurd becomes empty or 0.
    package init(_ text: UnsafeRawBufferPointer) {
        let open = text.firstIndex(of: UInt8(ascii: "<"))
        let close = text.lastIndex(of: UInt8(ascii: ">"))
        guard let open, let close, open < close else {
            self.init(
                name: String(decoding: text, as: UTF8.self), email: "", time: Timestamp(seconds: 0, offsetInMinutes: 0))
            return
        }
        let words = text[(close + 1)...].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        let seconds = words.first.flatMap { Int64($0) } ?? 0
        let zone = words.dropFirst().first.flatMap { Int($0) } ?? 0
        self.init(
            name: String(decoding: Array(text[..<open]).trimmingSpaces(), as: UTF8.self),
            email: String(decoding: text[(open + 1)..<close], as: UTF8.self),
            time: Timestamp(seconds: seconds, offsetInMinutes: zone / 100 * 60 + zone % 100))
    }
}

extension Array<UInt8> {
    func trimmingSpaces() -> ArraySlice<UInt8> {
        let start = firstIndex { $0 > 0x20 } ?? endIndex
        let end = lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
        return self[start..<end]
    }
}
