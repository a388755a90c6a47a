/// Tables by byte for everything that looks at encoded text. Made once; the pointers live as long as the process.
struct EncodingAlphabet: @unchecked Sendable {
    // Safe: `init` alone writes the tables, and they are never freed.
    /// What a byte may be in encoded text, as bits; 0 for bytes that end a run.
    let classes: UnsafePointer<UInt8>
    /// 1 for bytes that words with escapes consist of: those of `classes`, and what addresses have besides (RFC 3986).
    let words: UnsafePointer<UInt8>
    /// Value of a base64 character of either alphabet (RFC 4648), 0xFF for others.
    let base64: UnsafePointer<UInt8>
    /// Value of a hexadecimal digit, 0xFF for others.
    let hex: UnsafePointer<UInt8>
    /// 1 for bytes with which text, UTF-16 or a container may begin.
    let firstBytes: UnsafePointer<UInt8>

    static let base64Bit: UInt8 = 1
    /// `%`, `\` and `&`, with which escapes begin.
    static let escapeBit: UInt8 = 2
    /// `=`, `#` and `;`, which stand within escapes and behind base64; `$` only because it lies between them.
    static let punctuationBit: UInt8 = 4

    static let shared = EncodingAlphabet()

    private init() {
        func table(_ fill: UInt8) -> UnsafeMutablePointer<UInt8> {
            let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
            table.initialize(repeating: fill, count: 256)
            return table
        }
        let (classes, words, base64, hex, firstBytes) = (table(0), table(0), table(0xFF), table(0xFF), table(0))
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { base64[Int(byte)] = UInt8(value) }
        base64[Int(UInt8(ascii: "-"))] = 62
        base64[Int(UInt8(ascii: "_"))] = 63
        for byte in 0..<256 where base64[byte] != 0xFF { classes[byte] = Self.base64Bit }
        for byte in "%\\&".utf8 { classes[Int(byte)] = Self.escapeBit }
        for byte in "=#;$".utf8 { classes[Int(byte)] = Self.punctuationBit }
        for byte in 0..<256 where classes[byte] != 0 { words[byte] = 1 }
        for byte in ".:@?~!*()".utf8 { words[Int(byte)] = 1 }
        for (value, byte) in "0123456789abcdef".utf8.enumerated() { hex[Int(byte)] = UInt8(value) }
        for (value, byte) in "ABCDEF".utf8.enumerated() { hex[Int(byte)] = UInt8(value + 10) }
        self.classes = UnsafePointer(classes)
        self.words = UnsafePointer(words)
        self.base64 = UnsafePointer(base64)
        self.hex = UnsafePointer(hex)
        for byte in 0x20...0x7E { firstBytes[byte] = 1 }
        for byte in 0xC2...0xF4 { firstBytes[byte] = 1 }
        // White space, zero (UTF-16), byte order marks, and containers' first bytes that are none of these.
        for byte in [0x00, 0x04, 0x09, 0x0A, 0x0D, 0x1F, 0xFD, 0xFE, 0xFF] { firstBytes[byte] = 1 }
        self.firstBytes = UnsafePointer(firstBytes)
    }
}
