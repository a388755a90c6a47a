internal import Model
private import CDeflate

/// `glpat-<payload>.<version><payload length in base36><CRC-32 in base36, seven digits>`.
/// Source: GitLab documentation, “Routable tokens”.
enum GitLabRoutableToken {
    static func evidence(for token: UnsafeRawBufferPointer) -> EvidenceSet {
        guard token.count > 7, token.contains(UInt8(ascii: ".")) else { return [] }
        var stated: UInt64 = 0
        for byte in token.suffix(7) {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): stated = stated * 36 + UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): stated = stated * 36 + UInt64(byte - UInt8(ascii: "a")) + 10
            default: return []
            }
        }
        let body = UnsafeRawBufferPointer(rebasing: token.dropLast(7))
        return stated == UInt64(libdeflate_crc32(0, body.baseAddress, body.count)) ? [.checksumValid] : []
    }
}
