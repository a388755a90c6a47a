/// Checksums that end tokens, computed over the token that the text ends with.
enum TokenChecksums {
    static func base62(of text: [UInt8]) -> [UInt8] {
        let body = text.suffix { $0 != UInt8(ascii: "_") }
        return Array(body).withUnsafeBytes { Base62Checksum.checksum(of: $0) }
    }

    static func grafana(of text: [UInt8]) -> [UInt8] {
        let token = text.suffix { $0 == UInt8(ascii: "_") || Self.isAlphanumeric($0) }
        let body = token.last == UInt8(ascii: "_") ? token.dropLast() : token
        let sum = Array(body).withUnsafeBytes { GrafanaChecksum.checksum(of: $0).byteSwapped }
        let hex = String(sum, radix: 16)
        return Array((String(repeating: "0", count: 8 - hex.utf8.count) + hex).utf8)
    }

    static func gitLab(of text: [UInt8]) -> [UInt8] {
        let body = text.suffix { isAlphanumeric($0) || "-_.".utf8.contains($0) }
        return Array(body).withUnsafeBytes { GitLabRoutableToken.checksum(of: $0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

extension Array<UInt8> {
    /// The longest tail of which every byte passes.
    fileprivate func suffix(while passes: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        self[((lastIndex { !passes($0) } ?? -1) + 1)...]
    }
}
