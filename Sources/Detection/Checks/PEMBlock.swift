internal import Model

/// The body of a PEM block (RFC 7468) must decode to what its label promises.
enum PEMBlock {
    /// - Parameter block: from `-----BEGIN` to the end of `-----END …-----`; line breaks may be written `\n`.
    static func evidence(for block: UnsafeRawBufferPointer) -> EvidenceSet {
        guard let (label, body) = labelAndBody(of: block), !isProse(body) else { return [.structureWrong] }
        // An encrypted key of the old kind has headers (Proc-Type, DEK-Info); its body is cipher text.
        let isOpaque = body.contains(UInt8(ascii: ":"))
        let text = withoutArmourChecksum(isOpaque ? afterHeaders(body) : body)
        let decoded = Base64Text.decode(text)
        guard let decoded, decoded.count >= 16 else { return !isOpaque && isAltered(text) ? [.cut] : [.structureWrong] }
        if contains(label, "PGP") { return PGPArmour.isSecretKey(decoded) ? [.structureValid] : [.structureWrong] }
        if isOpaque { return [.structureValid] }
        if decoded.starts(with: OpenSSHKey.magic) {
            if OpenSSHKey.isWhole(decoded) { return [.structureValid] }
        } else if isSequence(decoded) {
            return [.structureValid]
        }
        // A key that was cut or changed may still tell its secret.
        if isBegunKey(decoded) { return [.cut] }
        // Keys of other labels (`ED25519 PRIVATE KEY`) may be of any form.
        return isRegistered(label) ? [.structureWrong] : []
    }

    /// It begins as a key does: OpenSSH's magic, or a sequence that opens with its version (RFC 8017, 5208, 5915).
    private static func isBegunKey(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 64 else { return false }
        if bytes.starts(with: OpenSSHKey.magic) { return true }
        guard bytes[0] == 0x30, bytes[1] & 0xF8 == 0x80 else { return false }
        let version = 2 + Int(bytes[1] & 0x07)
        return bytes[version] == 0x02 && bytes[version + 1] == 0x01
    }

    /// Two lines and more of random base64 that does not decode: characters are missing or wrong, and the rest may be a
    /// key's.
    private static func isAltered(_ text: [UInt8]) -> Bool {
        let body = text.filter { $0 > 0x20 }
        let letters = body.filter { ByteClass.isAlphanumeric($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }
        guard letters.count >= 100, letters.count * 20 >= body.count * 19 else { return false }
        return body.withUnsafeBytes { ValueJudge.entropy(of: $0) >= 5 && !ValueJudge.readsLikeWords($0) }
    }

    /// Labels whose body is ASN.1 (RFC 7468, RFC 5915) or OpenSSH's own.
    private static func isRegistered(_ label: [UInt8]) -> Bool {
        ["RSA", "EC", "DSA", "ENCRYPTED", "OPENSSH"].contains { (word: StaticString) in contains(label, word) }
            || label.split(separator: 0x20).count == 3 && contains(label, "BEGIN")
    }

    private static func contains(_ label: [UInt8], _ word: StaticString) -> Bool {
        label.split(separator: 0x20).contains {
            $0.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        }
    }

    /// `your private key goes in here` is base64 but for its blanks. Lines of base64 are long, all but the last.
    private static func isProse(_ body: [UInt8]) -> Bool {
        let lines = body.split(whereSeparator: { $0 <= 0x20 }).filter { !$0.contains(UInt8(ascii: ":")) }
        return lines.count >= 3 && lines.count(where: { $0.count < 16 }) * 2 > lines.count
    }

    /// A DER sequence (tag 0x30) whose length is that of the bytes.
    private static func isSequence(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { content in
            DERItem(in: content, at: 0).map { $0.tag == 0x30 && $0.body.upperBound == content.count } ?? false
        }
    }

    /// What stands between the first and the last line of dashes, with escapes, quotes and indentation taken out.
    private static func labelAndBody(of block: UnsafeRawBufferPointer) -> (label: [UInt8], body: [UInt8])? {
        var text: [UInt8] = []
        text.reserveCapacity(block.count)
        var index = 0
        var isBehindQuote = false
        while index < block.count {
            let byte = block[index]
            if byte == UInt8(ascii: "\\"), index + 1 < block.count {
                switch block[index + 1] {
                case UInt8(ascii: "n"), UInt8(ascii: "r"): text.append(UInt8(ascii: "\n"))
                case UInt8(ascii: "t"): text.append(UInt8(ascii: " "))
                case UInt8(ascii: "/"): text.append(UInt8(ascii: "/"))
                // A literal within a literal has two before its `n`.
                case UInt8(ascii: "\\"):
                    index += 1
                    continue
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
                isBehindQuote = true
                continue
            }
            // `" +` at the end of a line joins it with the next.
            if isBehindQuote, byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "&") {
                continue
            }
            if byte > 0x20 { isBehindQuote = false }
            text.append(byte)
        }
        let dashes = [UInt8](repeating: UInt8(ascii: "-"), count: 5)
        let marks = text.indices.dropLast(4).filter { text[$0..<($0 + 5)].elementsEqual(dashes) }
        guard let labelStart = marks.first,
            let labelEnd = marks.first(where: { $0 > labelStart + 5 }),
            let footer = marks.first(where: { $0 > labelEnd + 5 })
        else { return nil }
        return (Array(text[(labelStart + 5)..<labelEnd]), withoutRemark(text[(labelEnd + 5)..<footer]))
    }

    /// `-----BEGIN RSA PRIVATE KEY----- fake`: a word that somebody wrote behind the dashes is none of the body.
    private static func withoutRemark(_ body: ArraySlice<UInt8>) -> [UInt8] {
        guard let end = body.firstIndex(of: UInt8(ascii: "\n")) else { return Array(body) }
        let remark = body[..<end].filter { $0 > 0x20 }
        let isRemark = !remark.isEmpty && remark.count <= 24 && remark.allSatisfy(ByteClass.isLetter)
        return Array(isRemark && body.first == 0x20 ? body[end...] : body)
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
