private import Model

/// A credential's fingerprint: 32 bytes, in a form that is cheap to compare and to keep by the million.
package struct Fingerprint: Hashable, Sendable, Comparable {
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// - Parameter bytes: 32 of them.
    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words: [UInt64] = [0, 0, 0, 0]
        for (index, byte) in bytes.enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
        self.words = (words[0], words[1], words[2], words[3])
    }

    /// - Parameter hex: 64 hexadecimal digits.
    package init?(hex: some StringProtocol) {
        var text = String(hex)
        let words = text.withUTF8 { digits -> [UInt64]? in
            guard digits.count == 64 else { return nil }
            var words: [UInt64] = [0, 0, 0, 0]
            for (index, digit) in digits.enumerated() {
                guard let value = Hexadecimal.value(of: digit) else { return nil }
                words[index / 16] = words[index / 16] << 4 | UInt64(value)
            }
            return words
        }
        guard let words else { return nil }
        self.words = (words[0], words[1], words[2], words[3])
    }

    var bytes: [UInt8] {
        [words.0, words.1, words.2, words.3].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
        }
    }

    /// 64 lower-case hexadecimal digits.
    package var hex: String { Hexadecimal.text(bytes) }

    package static func == (left: Fingerprint, right: Fingerprint) -> Bool { left.words == right.words }
    package static func < (left: Fingerprint, right: Fingerprint) -> Bool { left.words < right.words }
    package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
