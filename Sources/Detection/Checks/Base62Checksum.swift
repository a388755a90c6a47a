internal import Model
private import CDeflate

/// Tokens of GitHub and npm end in six base62 digits: the CRC-32 of what lies between prefix and checksum.
/// Source: GitHub Engineering, “Behind GitHub’s new authentication token formats” (2021).
package enum Base62Checksum {
    static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    static let checksumLength = 6

    static func evidence(for token: UnsafeRawBufferPointer) -> EvidenceSet {
        guard let underscore = token.lastIndex(of: UInt8(ascii: "_")), token.count - underscore - 1 > checksumLength
        else {
            return [.checksumWrong]
        }
        let body = UnsafeRawBufferPointer(rebasing: token[(underscore + 1)...].dropLast(checksumLength))
        return token.suffix(checksumLength).elementsEqual(checksum(of: body)) ? [.checksumValid] : [.checksumWrong]
    }

    /// Six base62 digits, zero-padded.
    package static func checksum(of body: UnsafeRawBufferPointer) -> [UInt8] {
        var rest = Int(libdeflate_crc32(0, body.baseAddress, body.count))
        var result = [UInt8](repeating: digits[0], count: checksumLength)
        for index in result.indices.reversed() {
            result[index] = digits[rest % 62]
            rest /= 62
        }
        return result
    }
}
