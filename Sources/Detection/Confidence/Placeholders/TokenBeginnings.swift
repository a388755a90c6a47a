/// How the credentials that rules know begin: a value that begins so and is shorter than any of them was cut off or
/// made up, whatever its key is called.
enum TokenBeginnings {
    /// Least lengths by the hash of the beginning; read when the first value is judged.
    private static let leastLengths: [UInt64: Int] = EmbeddedRules.beginnings.withUTF8Buffer { text in
        var lengths: [UInt64: Int] = [:]
        for line in text.split(separator: UInt8(ascii: "\n")) {
            guard let blank = line.lastIndex(of: 0x20),
                let length = Int(String(decoding: line[(blank + 1)...], as: UTF8.self))
            else { continue }
            var hash = WordHash()
            for byte in line[..<blank] { hash.add(byte) }
            lengths[hash.value] = length
        }
        return lengths
    }

    private static let longest = 24

    /// Whether a part of a known credential is missing at the value's end.
    static func isCut(_ value: UnsafeRawBufferPointer) -> Bool {
        if isCutWebToken(value) { return true }
        var hash = WordHash()
        var isCut = false
        for (index, byte) in value.prefix(longest).enumerated() {
            hash.add(byte)
            guard index >= 3, let least = leastLengths[hash.value] else { continue }
            if value.count >= least { return false }
            isCut = true
        }
        return isCut
    }

    /// A JSON web token whose signature is shorter than any is (RFC 7518: 32 bytes and more, in base64url).
    private static func isCutWebToken(_ value: UnsafeRawBufferPointer) -> Bool {
        guard value.count > 8, value.starts(with: "eyJ".utf8), value.count(where: { $0 == UInt8(ascii: ".") }) == 2,
            let dot = value.lastIndex(of: UInt8(ascii: "."))
        else { return false }
        return (1..<32).contains(value.count - dot - 1)
    }
}
