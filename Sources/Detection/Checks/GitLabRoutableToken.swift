internal import Model
private import CDeflate

/// `glpat-<payload>.<version><payload length in base36><CRC-32 in base36, seven digits>`.
/// Source: GitLab documentation, “Routable tokens”.
enum GitLabRoutableToken {
    static func evidence(for token: UnsafeRawBufferPointer) -> EvidenceSet {
        guard token.count > 7, token.contains(UInt8(ascii: ".")) else { return [] }
        let body = UnsafeRawBufferPointer(rebasing: token.dropLast(7))
        return token.suffix(7).elementsEqual(checksum(of: body)) ? [.checksumValid] : [.checksumWrong]
    }

    /// Seven digits in base 36, small letters.
    static func checksum(of body: UnsafeRawBufferPointer) -> [UInt8] {
        let digits = String(libdeflate_crc32(0, body.baseAddress, body.count), radix: 36).utf8
        return Array(repeating: UInt8(ascii: "0"), count: 7 - digits.count) + digits
    }
}
