internal import Model

/// Whole blocks for templates: right in form, and of no use to anyone, since their contents are random.
enum SampleBlocks {
    static func block(_ name: String, using generator: inout SplitMix64) -> [UInt8]? {
        switch name {
        case "rsa-private-key": pem("RSA PRIVATE KEY", rsaKey(&generator))
        case "ec-private-key": pem("EC PRIVATE KEY", curveKey(&generator))
        case "dsa-private-key": pem("DSA PRIVATE KEY", dsaKey(&generator))
        case "private-key": pem("PRIVATE KEY", keyInfo(&generator))
        case "openssh-private-key":
            pem("OPENSSH PRIVATE KEY", openSSHKey(&generator))
        case "encrypted-private-key": pem("ENCRYPTED PRIVATE KEY", encryptedKey(&generator))
        case "pgp-private-key":
            armoured([0x95, 0x03, 0x81, 0x04] + random(896, &generator))
        case "jwt":
            Array(
                [
                    encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8), isURL: true),
                    encode(Array(#"{"sub":"\#(generator.next())","iat":1700000000}"#.utf8), isURL: true),
                    encode(random(32, &generator), isURL: true),
                ].joined(separator: [UInt8(ascii: ".")]))
        case "age-secret-key": bech32("age-secret-key-", &generator).map { ByteClass.isLower($0) ? $0 & 0xDF : $0 }
        case "age-pq-secret-key":
            bech32("age-secret-key-pq-", &generator).map { ByteClass.isLower($0) ? $0 & 0xDF : $0 }
        case "age-recipient": bech32("age", &generator)
        case "nostr-secret-key": bech32("nsec", &generator)
        case "nats-seed": NKey.encoded(random(32, &generator))
        case "nats-public-key": NKey.encoded(random(32, &generator), of: [0xA0])
        case "pypi-macaroon":
            Array("pypi-".utf8)
                + encode(macaroon("pypi.org", &generator), isURL: true)
        case "testpypi-macaroon":
            Array("pypi-".utf8) + encode(macaroon("test.pypi.org", &generator), isURL: true)
        case "macaroon": encode(macaroon1("shop.test", &generator), isURL: true)
        case "macaroon-v2": encode(macaroon("https://shop.test", &generator), isURL: true)
        case "macaroon-hex": Array(macaroon("lnd", &generator).map { hexadecimal($0) }.joined().utf8)
        case "grafana-json-key": encode(Array(#"{"k":"\#(hex(32, &generator))","n":"robot","id":1}"#.utf8))
        case "basic-credentials": encode(Array("robot:\(hex(20, &generator))".utf8))
        case "encoded-private-key": encode(pem("RSA PRIVATE KEY", rsaKey(&generator)) + [10])
        case "azure-sas-signature":
            Array(
                String(decoding: encode(random(32, &generator)), as: UTF8.self).replacing("+", with: "%2B").replacing(
                    "/", with: "%2F"
                ).replacing("=", with: "%3D").utf8)
        case "google-service-account":
            Array(
                #"""
                {"type": "service_account", "project_id": "sample-\#(generator.next() % 1000)", "private_key_id": "\#(hex(40, &generator))", "private_key": "\#(escaped(pem("PRIVATE KEY", keyInfo(&generator))))", "client_email": "robot@sample.iam.gserviceaccount.com", "client_id": "\#(generator.next())"}
                """#.utf8)
        default: nil
        }
    }

    /// Thirty-two bytes.
    private static func bech32(_ prefix: String, _ generator: inout SplitMix64) -> [UInt8] {
        Array(Bech32.encode(prefix: prefix, data: (0..<52).map { $0 == 51 ? 16 : UInt32(generator.next() % 32) }).utf8)
    }

    /// An Ed25519 key without a passphrase, as PROTOCOL.key lays it out.
    private static func openSSHKey(_ generator: inout SplitMix64) -> [UInt8] {
        let publicKey = string(Array("ssh-ed25519".utf8)) + string(random(32, &generator))
        let check = random(4, &generator)
        let privateKey =
            check + check + publicKey + string(random(64, &generator)) + string(Array("robot".utf8)) + Array(1...6)
        return OpenSSHKey.magic + string(Array("none".utf8)) + string(Array("none".utf8)) + string([]) + [0, 0, 0, 1]
            + string(publicKey) + string(privateKey)
    }

    /// Length in four bytes, then the bytes.
    private static func string(_ bytes: [UInt8]) -> [UInt8] {
        [0, 0, UInt8(truncatingIfNeeded: bytes.count >> 8), UInt8(truncatingIfNeeded: bytes.count)] + bytes
    }

    private static func macaroon(_ location: String, _ generator: inout SplitMix64) -> [UInt8] {
        [2, 1, UInt8(truncatingIfNeeded: location.utf8.count)] + Array(location.utf8) + [2, 36]
            + Array(hex(36, &generator).utf8) + [0, 2, 20] + random(20, &generator) + [0, 0, 6, 32]
            + random(32, &generator)
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }

    private static func macaroon1(_ location: String, _ generator: inout SplitMix64) -> [UInt8] {
        func packet(_ name: String, _ value: [UInt8]) -> [UInt8] {
            let length = String(4 + name.utf8.count + 1 + value.count + 1, radix: 16)
            return Array((String(repeating: "0", count: 4 - length.utf8.count) + length + name + " ").utf8) + value + [
                10
            ]
        }
        return packet("location", Array(location.utf8)) + packet("identifier", Array(hex(24, &generator).utf8))
            + packet("signature", random(32, &generator))
    }

    private static func random(_ count: Int, _ generator: inout SplitMix64) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 32) }
    }

    private static func hex(_ count: Int, _ generator: inout SplitMix64) -> String {
        String((0..<count).map { _ in "0123456789abcdef".randomElement(using: &generator) ?? "0" })
    }

    private static func armoured(_ packets: [UInt8]) -> [UInt8] {
        let sum = PGPArmour.checksum(of: packets)
        return Array("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n".utf8) + lines(of: packets)
            + Array("\n=".utf8)
            + encode([UInt8(sum >> 16), UInt8(sum >> 8 & 0xFF), UInt8(sum & 0xFF)])
            + Array("\n-----END PGP PRIVATE KEY BLOCK-----".utf8)
    }

    /// A value in DER: its tag, its length, and what it holds.
    private static func der(_ tag: UInt8, _ body: [UInt8]) -> [UInt8] {
        let count = body.count
        let length: [UInt8] =
            count < 128
            ? [UInt8(count)]
            : count < 256 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
        return [tag] + length + body
    }

    /// An odd number of so many bytes whose first bit is set, as moduli and primes have it.
    private static func number(_ count: Int, _ generator: inout SplitMix64) -> [UInt8] {
        var bytes = random(count, &generator)
        bytes[0] |= 0x80
        bytes[count - 1] |= 1
        return der(0x02, [0] + bytes)
    }

    /// RSAPrivateKey of 2048 bits (RFC 8017): in form, since its numbers have nothing to do with each other.
    private static func rsaKey(_ generator: inout SplitMix64) -> [UInt8] {
        var body =
            der(0x02, [0]) + number(256, &generator) + der(0x02, [1, 0, 1]) + number(256, &generator)
        for _ in 0..<5 { body += number(128, &generator) }
        return der(0x30, body)
    }

    private static func dsaKey(_ generator: inout SplitMix64) -> [UInt8] {
        var body = der(0x02, [0])
        for count in [128, 20, 128, 128, 20] { body += number(count, &generator) }
        return der(0x30, body)
    }

    /// ECPrivateKey of P-256 (RFC 5915).
    private static func curveKey(_ generator: inout SplitMix64) -> [UInt8] {
        let curve = der(0x06, [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07])
        return der(
            0x30,
            der(0x02, [1]) + der(0x04, random(32, &generator)) + der(0xA0, curve)
                + der(0xA1, der(0x03, [0, 4] + random(64, &generator))))
    }

    /// PrivateKeyInfo of an RSA key (RFC 5208).
    private static func keyInfo(_ generator: inout SplitMix64) -> [UInt8] {
        let algorithm =
            der(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]) + der(0x05, [])
        return der(0x30, der(0x02, [0]) + der(0x30, algorithm) + der(0x04, rsaKey(&generator)))
    }

    /// EncryptedPrivateKeyInfo with PBES2 (RFC 8018); its parameters are noise.
    private static func encryptedKey(_ generator: inout SplitMix64) -> [UInt8] {
        let scheme = der(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0D])
        return der(
            0x30,
            der(0x30, scheme + der(0x30, random(64, &generator))) + der(0x04, random(1232, &generator)))
    }

    private static func pem(_ label: String, _ body: [UInt8]) -> [UInt8] {
        Array("-----BEGIN \(label)-----\n".utf8) + lines(of: body) + Array("\n-----END \(label)-----".utf8)
    }

    private static func lines(of body: [UInt8]) -> [UInt8] {
        let text = encode(body)
        let lines = stride(from: 0, to: text.count, by: 64).map { text[$0..<min($0 + 64, text.count)] }
        return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }

    private static func escaped(_ block: [UInt8]) -> String {
        block.map { $0 == UInt8(ascii: "\n") ? "\\n" : String(UnicodeScalar($0)) }.joined()
    }

    /// - Parameter isURL: in the alphabet for URLs, without padding.
    private static func encode(_ bytes: [UInt8], isURL: Bool = false) -> [UInt8] {
        let text = Base64Text.encode(bytes, padded: !isURL)
        return Array((isURL ? text.replacing("+", with: "-").replacing("/", with: "_") : text).utf8)
    }
}
