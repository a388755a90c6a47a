/// Numbers as bytes below 128, so that they can stand in a string literal: six bits a byte, lowest first, and bit 6 where
/// more follow.
enum SevenBitNumbers {
    static func append(_ number: Int, to bytes: inout [UInt8]) {
        precondition(number >= 0, "only what is not negative is written")
        var rest = number
        while rest > 0x3F {
            bytes.append(UInt8(rest & 0x3F) | 0x40)
            rest >>= 6
        }
        bytes.append(UInt8(rest))
    }

    /// Reads what `append` wrote, one number after the other.
    struct Reader {
        private let bytes: UnsafeBufferPointer<UInt8>
        private var position = 0

        init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

        mutating func next() -> Int {
            var (number, shift) = (0, 0)
            while true {
                let byte = bytes[position]
                position += 1
                number |= Int(byte & 0x3F) << shift
                if byte < 0x40 { return number }
                shift += 6
            }
        }
    }
}
