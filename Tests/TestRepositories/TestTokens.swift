/// Tokens that are valid and unique, from a seed: tests never hold a literal that looks live.
package struct TestTokens: RandomNumberGenerator, Sendable {
    private var state: UInt64
    private var given: Set<String> = []

    package init(seed: UInt64) { state = seed }

    /// A GitHub token: prefix, 30 base62 characters, and their CRC-32 as six base62 characters.
    ///
    /// npm tokens are made the same way, with the prefix `npm_`.
    package mutating func gitHub(_ prefix: String = "ghp_") -> String {
        unique { tokens in
            let body = tokens.base62(30)
            return prefix + body + Self.checksum(of: body)
        }
    }

    /// As `gitHub`, but its last character is another one: right in form, wrong in checksum.
    package mutating func gitHubWithWrongChecksum(_ prefix: String = "ghp_") -> String {
        let token = gitHub(prefix)
        return token.dropLast() + (token.last == "0" ? "1" : "0")
    }

    package mutating func base62(_ count: Int) -> String { string(of: Self.alphabet, count) }

    package mutating func hex(_ count: Int) -> String { string(of: Self.alphabet[..<16], count).lowercased() }

    package mutating func string(of alphabet: some RandomAccessCollection<Character>, _ count: Int) -> String {
        String((0..<count).map { _ in alphabet.randomElement(using: &self)! })  // alphabets are never empty
    }

    /// A number from the same sequence, below `limit`.
    package mutating func number(below limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// CRC-32 in base62, padded with zeros to six characters.
    package static func checksum(of body: String) -> String {
        var rest = Int(crc32(Array(body.utf8)))
        var digits: [Character] = []
        for _ in 0..<6 {
            digits.insert(alphabet[rest % 62], at: 0)
            rest /= 62
        }
        return String(digits)
    }

    /// CRC-32 as in zlib (polynomial 0xEDB88320).
    package static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xffff_ffff
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
        }
        return ~crc
    }

    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    private mutating func unique(_ make: (inout TestTokens) -> String) -> String {
        while true {
            let token = make(&self)
            if given.insert(token).inserted { return token }
        }
    }

    /// SplitMix64.
    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
        return word ^ word >> 31
    }
}
