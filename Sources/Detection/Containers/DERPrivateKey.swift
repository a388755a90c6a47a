internal import Model

/// A private key in DER, as `openssl pkey -outform DER` writes it: what PEM has in base64, without a line of text.
struct DERPrivateKey {
    /// What stands between `BEGIN` and the dashes where the key is written as PEM (RFC 7468, RFC 5915).
    let label: StaticString
    /// Of the key; what stands behind it is none of it.
    private let length: Int

    /// Longer keys than any program makes.
    private static let greatestLength = 64 << 10

    private enum Tag { static let integer: UInt8 = 0x02, octets: UInt8 = 0x04, sequence: UInt8 = 0x30 }

    /// nil for everything else than one whole private key. A line feed may stand behind it.
    init?(_ content: UnsafeRawBufferPointer) {
        guard content.count >= 32, content.count <= Self.greatestLength, content[0] == Tag.sequence,
            let whole = DERItem(in: content, at: 0), whole.body.upperBound >= content.count - 2,
            let first = DERItem(in: content, at: whole.body.lowerBound),
            let second = DERItem(in: content, at: first.body.upperBound),
            let label = Self.label(content, first, second, end: whole.body.upperBound)
        else { return nil }
        self.label = label
        length = whole.body.upperBound
    }

    private static func label(
        _ content: UnsafeRawBufferPointer, _ first: DERItem, _ second: DERItem, end: Int
    ) -> StaticString? {
        if first.tag == Tag.sequence {
            // EncryptedPrivateKeyInfo (RFC 5958): an algorithm of PKCS #5 or PKCS #12, and octets up to the end.
            let isEncryption =
                holds(content, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05], at: first.body.lowerBound + 2)
                || holds(
                    content, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x0C, 0x01], at: first.body.lowerBound + 2)
            return isEncryption && second.tag == Tag.octets && second.body.upperBound == end
                ? "ENCRYPTED PRIVATE KEY" : nil
        }
        guard first.tag == Tag.integer, first.body.count == 1 else { return nil }
        switch (content[first.body.lowerBound], second.tag) {
        // PrivateKeyInfo and OneAsymmetricKey (RFC 5208, RFC 5958): the algorithm, and the key as octets.
        case (0...1, Tag.sequence):
            let third = DERItem(in: content, at: second.body.upperBound)
            return third?.tag == Tag.octets ? "PRIVATE KEY" : nil
        // RSAPrivateKey (RFC 8017): nine integers and more; what OpenSSL writes of DSA has six.
        case (0, Tag.integer):
            let integers = integers(in: content, from: second.body.upperBound, to: end)
            return integers >= 7 ? "RSA PRIVATE KEY" : integers == 4 ? "DSA PRIVATE KEY" : nil
        // ECPrivateKey (RFC 5915)
        case (1, Tag.octets) where (14...72).contains(second.body.count): return "EC PRIVATE KEY"
        default: return nil
        }
    }

    /// How many integers stand in a row.
    private static func integers(in content: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
        var (here, count) = (start, 0)
        while here < end, count < 16, let next = DERItem(in: content, at: here), next.tag == Tag.integer {
            (here, count) = (next.body.upperBound, count + 1)
        }
        return count
    }

    private static func holds(_ content: UnsafeRawBufferPointer, _ bytes: [UInt8], at start: Int) -> Bool {
        start + bytes.count <= content.count && content[start..<start + bytes.count].elementsEqual(bytes)
    }

    /// The same key as PEM, so that rules for PEM find it and it is known by one fingerprint in both forms.
    func pem(of content: UnsafeRawBufferPointer) -> [UInt8] {
        let label = label.withUTF8Buffer { Array($0) }
        let body = Array(Base64Text.encode(Array(content.prefix(length))).utf8)
        var text = Array("-----BEGIN ".utf8) + label + Array("-----\n".utf8)
        for start in stride(from: 0, to: body.count, by: 64) {
            text += body[start..<min(start + 64, body.count)]
            text.append(UInt8(ascii: "\n"))
        }
        return text + Array("-----END ".utf8) + label + Array("-----\n".utf8)
    }
}
