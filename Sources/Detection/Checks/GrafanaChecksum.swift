internal import Model
private import CDeflate

/// `glsa_<32>_<8 hexadecimal digits>`: the tail is a CRC-32, its lowest byte first. Source: grafana/grafana, satokengen.
enum GrafanaChecksum {
    static func evidence(for token: UnsafeRawBufferPointer) -> EvidenceSet {
        guard token.count > 9, let stated = value(of: token.suffix(8)) else { return [] }
        let signed = UnsafeRawBufferPointer(rebasing: token.dropLast(9))
        let expected = checksum(of: signed)
        // Read in the other order, too: that a made-up tail passes is as unlikely as before.
        return stated == expected || stated == expected.byteSwapped ? [.checksumValid] : [.checksumWrong]
    }

    static func checksum(of body: UnsafeRawBufferPointer) -> UInt32 {
        libdeflate_crc32(0, body.baseAddress, body.count)
    }

    private static func value(of digits: some Sequence<UInt8>) -> UInt32? {
        digits.reduce(Optional(0)) { sum, digit in
            guard let sum, let value = Hexadecimal.value(of: digit) else { return nil }
            return sum << 4 | UInt32(value)
        }
    }
}
