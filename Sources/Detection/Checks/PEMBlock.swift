internal import Model

/// The body of a PEM block (RFC 7468) must decode to what its label promises.
enum PEMBlock {
    private static let openSSHMagic = Array("openssh-key-v1\0".utf8)

    /// - Parameter block: from `-----BEGIN` to the end of `-----END …-----`; line breaks may be written `\n`.
    static func evidence(for block: UnsafeRawBufferPointer) -> EvidenceSet {
        guard let body = body(of: block) else { return [.structureWrong] }
        // An encrypted key of the old kind has headers (Proc-Type, DEK-Info); its body is cipher text.
        let isOpaque = body.contains(UInt8(ascii: ":"))
        let text = withoutArmourChecksum(isOpaque ? afterHeaders(body) : body)
        let decoded = text.withUnsafeBytes { Base64.decode($0) }
        guard let decoded, decoded.count >= 16 else { return [.structureWrong] }
        if isOpaque { return [.structureValid] }
        if decoded.starts(with: openSSHMagic) { return [.structureValid] }
        if isSequence(decoded) { return [.structureValid] }
        // PGP armour and others: packets, no ASN.1.
        return decoded[0] & 0x80 != 0 ? [] : [.structureWrong]
    }

    /// A DER sequence (tag 0x30) whose length is that of the bytes.
    private static func isSequence(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 2, bytes[0] == 0x30 else { return false }
        var length = Int(bytes[1])
        var header = 2
        if length & 0x80 != 0 {
            let count = length & 0x7F
            guard (1...4).contains(count), bytes.count > 2 + count else { return false }
            length = bytes[2..<(2 + count)].reduce(0) { $0 << 8 | Int($1) }
            header += count
        }
        return header + length == bytes.count
    }

    /// What stands between the first and the last line of dashes, with escapes, quotes and indentation taken out.
    private static func body(of block: UnsafeRawBufferPointer) -> [UInt8]? {
        var text: [UInt8] = []
        text.reserveCapacity(block.count)
        var index = 0
        while index < block.count {
            let byte = block[index]
            if byte == UInt8(ascii: "\\"), index + 1 < block.count {
                switch block[index + 1] {
                case UInt8(ascii: "n"), UInt8(ascii: "r"): text.append(UInt8(ascii: "\n"))
                case UInt8(ascii: "t"): text.append(UInt8(ascii: " "))
                case UInt8(ascii: "/"): text.append(UInt8(ascii: "/"))
                default: break
                }
                index += 2
                continue
            }
            index += 1
            // String quotes, joins and comment signs that wrap the lines in source code.
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
                || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "*")
                || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "|")
            {
                continue
            }
            text.append(byte)
        }
        let dashes = [UInt8](repeating: UInt8(ascii: "-"), count: 5)
        let marks = text.indices.dropLast(4).filter { text[$0..<($0 + 5)].elementsEqual(dashes) }
        guard let labelStart = marks.first,
            let labelEnd = marks.first(where: { $0 > labelStart + 5 }),
            let footer = marks.first(where: { $0 > labelEnd + 5 })
        else { return nil }
        return Array(text[(labelEnd + 5)..<footer])
    }

    /// The last paragraph: behind the empty line that ends the headers.
    private static func afterHeaders(_ body: [UInt8]) -> [UInt8] {
        let lines = body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let kept = lines.drop { !$0.contains(UInt8(ascii: ":")) }
            .drop { $0.contains(UInt8(ascii: ":")) || $0.first == UInt8(ascii: " ") }
        return Array(kept.joined(separator: [UInt8(ascii: "\n")]))
    }

    /// PGP armour ends in a line `=XXXX`, a CRC-24 that is no part of the base64 before it (RFC 4880, 6.1).
    private static func withoutArmourChecksum(_ body: [UInt8]) -> [UInt8] {
        let lines = body.split(separator: UInt8(ascii: "\n"))
        return Array(lines.filter { $0.first != UInt8(ascii: "=") }.joined(separator: [UInt8(ascii: "\n")]))
    }
}
