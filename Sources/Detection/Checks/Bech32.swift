internal import Model

/// Bech32 (BIP 173), as age writes its identities and Nostr its keys: the last six characters are a checksum over prefix and data.
package enum Bech32 {
    static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let generator: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]

    static func evidence(for text: UnsafeRawBufferPointer) -> EvidenceSet {
        let lower = text.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        guard let separator = lower.lastIndex(of: UInt8(ascii: "1")), separator > 0 else { return [.checksumWrong] }
        let values = lower[(separator + 1)...].map { alphabet.firstIndex(of: $0) }
        guard values.count > 6, !values.contains(nil) else { return [.checksumWrong] }
        let all = expanded(prefix: lower[..<separator]) + values.compactMap { $0.map(UInt32.init) }
        return polymod(all) == 1 ? [.checksumValid] : [.checksumWrong]
    }

    /// Data and checksum in Bech32 characters, lower-case; `data` holds values 0–31.
    package static func encode(prefix: String, data: [UInt32]) -> String {
        let head = expanded(prefix: Array(prefix.utf8)[...])
        let sum = polymod(head + data + [0, 0, 0, 0, 0, 0]) ^ 1
        let checksum = (0..<6).map { (sum >> UInt32(5 * (5 - $0))) & 31 }
        return prefix + "1" + String(decoding: (data + checksum).map { alphabet[Int($0)] }, as: UTF8.self)
    }

    private static func expanded(prefix: ArraySlice<UInt8>) -> [UInt32] {
        prefix.map { UInt32($0 >> 5) } + [0] + prefix.map { UInt32($0 & 31) }
    }

    private static func polymod(_ values: [UInt32]) -> UInt32 {
        values.reduce(1) { checksum, value in
            let top = checksum >> 25
            let shifted = (checksum & 0x1FF_FFFF) << 5 ^ value
            return generator.enumerated().reduce(shifted) { top >> UInt32($1.offset) & 1 == 1 ? $0 ^ $1.element : $0 }
        }
    }
}
