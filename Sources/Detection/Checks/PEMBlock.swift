internal import Model

/// The body of a PEM block (RFC 7468) must decode to what its label promises.
enum PEMBlock {
    /// - Parameter block: from `-----BEGIN` to the end of `-----END …-----`; line breaks may be written `\n`.
    static func evidence(for block: UnsafeRawBufferPointer) -> EvidenceSet {
        guard let (label, body) = labelAndBody(of: block), !isProse(body) else { return [.structureWrong] }
        // An encrypted key of the old kind has headers (Proc-Type, DEK-Info); its body is cipher text.
        let isOpaque = body.contains(UInt8(ascii: ":"))
        let (text, sum) = withoutArmourChecksum(isOpaque ? afterHeaders(body) : body)
        let decoded = text.withUnsafeBytes { Base64Text.decode($0) }
        guard let decoded, decoded.count >= 16 else {
            return !isOpaque && isAltered(text) ? [.cut] : [.structureWrong]
        }
        if contains(label, "PGP") {
            let isRight =
                PGPArmour.isSecretKey(decoded)
                && (sum.map { $0 == PGPArmour.checksum(of: decoded) } ?? true)
            return isRight ? [.structureValid] : [.structureWrong]
        }
        if isOpaque { return [.structureValid] }
        switch structure(of: decoded) {
        case .whole: return [.structureValid]
        // A key that was cut or changed may still tell its secret.
        case .begun where decoded.count >= 64 && looksRandom(text): return [.cut]
        // Keys of other labels (`ED25519 PRIVATE KEY`) may be of any form.
        default: return isRegistered(label) || isPublic(decoded) ? [.structureWrong] : []
        }
    }

    private static func structure(of bytes: [UInt8]) -> OpenSSHKey.Reading {
        if bytes.starts(with: OpenSSHKey.magic) { return OpenSSHKey.reading(of: bytes) }
        return switch PrivateKeyStructure(bytes) {
        case .whole: .whole
        case .begun: .begun
        case .other: .other
        }
    }

    /// A certificate or a public key: a sequence that begins with another one, which tells no version.
    private static func isPublic(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { content in
            guard let whole = DERItem(in: content, at: 0), whole.tag == 0x30 else { return false }
            return DERItem(in: content, at: whole.body.lowerBound)?.tag == 0x30
        }
    }

    /// `MIIEpAIBAAKCAQEAthisisnotarealkey` begins as a key does; what follows there is random.
    private static func looksRandom(_ text: [UInt8]) -> Bool {
        let body = text.filter { $0 > 0x20 }
        return body.dropFirst(24).withUnsafeBytes {
            let shape = ValueShape($0)
            return shape.entropy >= 4.7 && shape.steps * 4 < shape.count && !ValueJudge.readsLikeWords($0)
        }
    }

    /// The base64 between the dashes, without line breaks and padding: the same for every way to write the block.
    static func base64(of block: UnsafeRawBufferPointer) -> [UInt8]? {
        labelAndBody(of: block)?.body.filter(isBase64)
    }

    /// Two lines and more of random base64 that does not decode: characters are missing or wrong, and the rest may be a
    /// key's.
    private static func isAltered(_ text: [UInt8]) -> Bool {
        let body = text.filter { $0 > 0x20 }
        let letters = body.filter(isBase64)
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
            // `" +` at the end of a line joins it with the next; a plus before base64 is the line's own.
            let isJoin = index == block.count || !isBase64(block[index])
            if isBehindQuote, isJoin,
                byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "&")
            {
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

    private static func isBase64(_ byte: UInt8) -> Bool {
        ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
    }

    /// PGP armour ends in a line `=XXXX`, a CRC-24 that is no part of the base64 before it (RFC 4880, 6.1).
    private static func withoutArmourChecksum(_ body: [UInt8]) -> (text: [UInt8], sum: UInt32?) {
        let lines = body.split { $0 <= 0x20 }
        let sum = lines.last { $0.first == UInt8(ascii: "=") && $0.count == 5 }.flatMap { line in
            line.dropFirst().withUnsafeBytes { Base64Text.decode($0) }
        }
        let text = Array(
            lines.filter { $0.first != UInt8(ascii: "=") }.joined(separator: [UInt8(ascii: "\n")]))
        return (text, sum?.reduce(0) { $0 << 8 | UInt32($1) })
    }
}
