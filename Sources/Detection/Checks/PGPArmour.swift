/// The packets within PGP armour (RFC 4880, 4.2): a private key block begins with a secret-key packet.
enum PGPArmour {
    private static let secretKey: UInt8 = 5
    private static let secretSubkey: UInt8 = 7

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
