/// Some of the 256 bytes.
struct ByteSet: Hashable, Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init() {}
    init(_ bytes: some Sequence<UInt8>) { for byte in bytes { insert(byte) } }

    static let all: ByteSet = ByteSet().inverted
    static let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
    static let lower = ByteSet(UInt8(ascii: "a")...UInt8(ascii: "z"))
    static let upper = ByteSet(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    static let word = digits.union(lower).union(upper).union(ByteSet([UInt8(ascii: "_")]))
    static let blanks = ByteSet([0x20, 0x09])
    static let space = ByteSet([0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D])

    var inverted: ByteSet {
        var set = self
        set.words = (~words.0, ~words.1, ~words.2, ~words.3)
        return set
    }

    func contains(_ byte: UInt8) -> Bool { word(byte) & (1 << UInt64(byte & 63)) != 0 }

    mutating func insert(_ byte: UInt8) {
        let bit: UInt64 = 1 << UInt64(byte & 63)
        switch byte >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    func union(_ other: ByteSet) -> ByteSet {
        var set = self
        set.words = (words.0 | other.words.0, words.1 | other.words.1, words.2 | other.words.2, words.3 | other.words.3)
        return set
    }

    func meets(_ other: ByteSet) -> Bool {
        words.0 & other.words.0 != 0 || words.1 & other.words.1 != 0 || words.2 & other.words.2 != 0
            || words.3 & other.words.3 != 0
    }

    /// With the other case of every ASCII letter.
    var ignoringCase: ByteSet {
        // Letters are in the second word, capitals as bits 1 to 26, and the others 32 bits above them.
        let capitals: UInt64 = 0x07FF_FFFE
        var set = self
        set.words.1 |= (words.1 & capitals) << 32 | (words.1 >> 32) & capitals
        return set
    }

    /// In order.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        append(words.0, from: 0x00, to: &bytes)
        append(words.1, from: 0x40, to: &bytes)
        append(words.2, from: 0x80, to: &bytes)
        append(words.3, from: 0xC0, to: &bytes)
        return bytes
    }

    private func append(_ word: UInt64, from first: UInt8, to bytes: inout [UInt8]) {
        var rest = word
        while rest != 0 {
            bytes.append(first + UInt8(rest.trailingZeroBitCount))
            rest &= rest - 1
        }
    }

    var count: Int {
        words.0.nonzeroBitCount + words.1.nonzeroBitCount + words.2.nonzeroBitCount + words.3.nonzeroBitCount
    }

    private func word(_ byte: UInt8) -> UInt64 {
        switch byte >> 6 {
        case 0: words.0
        case 1: words.1
        case 2: words.2
        default: words.3
        }
    }

    static func == (left: ByteSet, right: ByteSet) -> Bool { left.words == right.words }
    func hash(into hasher: inout Hasher) {
        for word in [words.0, words.1, words.2, words.3] { hasher.combine(word) }
    }
}
