internal import Model

/// A private key in DER, as `openssl pkey -outform DER` writes it: what PEM has in base64, without a line of text.
struct DERPrivateKey {
    /// What stands between `BEGIN` and the dashes where the key is written as PEM (RFC 7468, RFC 5915).
    let label: StaticString
    /// Of the key; what stands behind it is none of it.
    private let length: Int

    /// Longer keys than any program makes.
    private static let greatestLength = 64 << 10

    /// nil for everything else than one whole private key. A line feed may stand behind it.
    init?(_ content: UnsafeRawBufferPointer) {
        guard content.count >= 32, content.count <= Self.greatestLength, content[0] == 0x30,
            let whole = DERItem(in: content, at: 0), whole.body.upperBound >= content.count - 2,
            case .whole(let format) = PrivateKeyStructure(
                UnsafeRawBufferPointer(rebasing: content[..<whole.body.upperBound]))
        else { return nil }
        switch format {
        case .rsa: label = "RSA PRIVATE KEY"
        case .dsa: label = "DSA PRIVATE KEY"
        case .sec1: label = "EC PRIVATE KEY"
        case .pkcs8: label = "PRIVATE KEY"
        case .encrypted: label = "ENCRYPTED PRIVATE KEY"
        }
        length = whole.body.upperBound
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
