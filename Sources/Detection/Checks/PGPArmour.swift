internal import Model

/// The packets within PGP armour (RFC 4880, 4.2): a private key block begins with a secret-key packet.
enum PGPArmour {
    private static let secretKey: UInt8 = 5
    private static let secretSubkey: UInt8 = 7

    /// The CRC-24 by which armour ends (RFC 4880, 6.1).
    static func checksum(of packets: [UInt8]) -> UInt32 {
        packets.reduce(0xB7_04CE) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte) << 16) { sum, _ in
                sum & 0x80_0000 == 0 ? sum << 1 : (sum << 1 ^ 0x186_4CFB) & 0xFF_FFFF
            }
        }
    }

    /// Whether the first packet is a secret key's and does not end before its own header says.
    static func isSecretKey(_ packets: [UInt8]) -> Bool {
        guard packets.count > 6, packets[0] & 0x80 != 0 else { return false }
        let isNew = packets[0] & 0x40 != 0
        let tag = isNew ? packets[0] & 0x3F : packets[0] >> 2 & 0x0F
        guard tag == secretKey || tag == secretSubkey else { return false }
        guard let (length, header) = isNew ? newLength(packets) : oldLength(packets) else { return false }
        // Version 3, 4 and beyond.
        return (2...6).contains(packets[header]) && length > 6
    }

    /// Whether binary content is a secret key and whatever stands behind it, as `gpg --export-secret-keys` writes it.
    static func isWhole(_ content: UnsafeRawBufferPointer) -> Bool {
        let packets = Array(content.prefix(16))
        guard isSecretKey(packets), content[0] & 0x40 != 0 || content[0] & 3 < 3,
            let (length, header) = packets[0] & 0x40 != 0 ? newLength(packets) : oldLength(packets),
            // Version 4 or 6, and one of the algorithms of RFC 9580, 9.1.
            packets[header] == 4 || packets[header] == 6, header + length <= content.count, length > 40,
            [1, 2, 3, 16, 17, 18, 19, 22, 25, 26, 27, 28].contains(packets[header + 5])
        else { return false }
        guard header + length < content.count else { return true }
        // A subkey, a user id, a signature, an attribute, trust: what may follow.
        let next = content[header + length]
        return next & 0x80 != 0 && [2, 7, 12, 13, 17].contains(next & 0x40 != 0 ? next & 0x3F : next >> 2 & 0x0F)
    }

    /// The same key in armour, so that one rule finds both and one fingerprint knows them.
    static func armoured(_ content: UnsafeRawBufferPointer) -> [UInt8] {
        let body = Array(Base64Text.encode(Array(content)).utf8)
        var text = Array("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n".utf8)
        for start in stride(from: 0, to: body.count, by: 64) {
            text += body[start..<min(start + 64, body.count)]
            text.append(UInt8(ascii: "\n"))
        }
        return text + Array("-----END PGP PRIVATE KEY BLOCK-----\n".utf8)
    }

    private static func oldLength(_ packets: [UInt8]) -> (length: Int, header: Int)? {
        switch packets[0] & 3 {
        case 0: (Int(packets[1]), 2)
        case 1: (Int(packets[1]) << 8 | Int(packets[2]), 3)
        case 2: (packets[1...4].reduce(0) { $0 << 8 | Int($1) }, 5)
        default: nil
        }
    }

    private static func newLength(_ packets: [UInt8]) -> (length: Int, header: Int)? {
        switch packets[1] {
        case 0..<192: (Int(packets[1]), 2)
        case 192..<224: ((Int(packets[1]) - 192) << 8 + Int(packets[2]) + 192, 3)
        case 255: (packets[2...5].reduce(0) { $0 << 8 | Int($1) }, 6)
        default: nil
        }
    }
}
