internal import Model

/// Whole blocks for templates: right in form, and of no use to anyone, since their contents are random.
enum SampleBlocks {
    static func block(_ name: String, using generator: inout SplitMix64) -> [UInt8]? {
        switch name {
        case "rsa-private-key": pem("RSA PRIVATE KEY", der(1190, &generator))
        case "ec-private-key": pem("EC PRIVATE KEY", der(118, &generator))
        case "private-key": pem("PRIVATE KEY", der(1214, &generator))
        case "openssh-private-key":
            pem("OPENSSH PRIVATE KEY", openSSHKey(&generator))
        case "encrypted-private-key": pem("ENCRYPTED PRIVATE KEY", der(1300, &generator))
        case "pgp-private-key":
            Array("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n".utf8)
                + lines(of: [0x95, 0x03, 0x81, 0x04] + random(896, &generator)) + Array("\n=".utf8)
                + encode(random(3, &generator)) + Array("\n-----END PGP PRIVATE KEY BLOCK-----".utf8)
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
        case "basic-credentials": encode(Array("robot:\(hex(20, &generator))".utf8))
        case "encoded-private-key": encode(pem("RSA PRIVATE KEY", der(1190, &generator)) + [10])
        case "azure-sas-signature":
            Array(
                String(decoding: encode(random(32, &generator)), as: UTF8.self).replacing("+", with: "%2B").replacing(
                    "/", with: "%2F"
                ).replacing("=", with: "%3D").utf8)
        case "google-service-account":
            Array(
                #"""
                {"type": "service_account", "project_id": "sample-\#(generator.next() % 1000)", "private_key_id": "\#(hex(40, &generator))", "private_key": "\#(escaped(pem("PRIVATE KEY", der(1214, &generator))))", "client_email": "robot@sample.iam.gserviceaccount.com", "client_id": "\#(generator.next())"}
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

    /// A DER sequence of `count` random bytes.
    private static func der(_ count: Int, _ generator: inout SplitMix64) -> [UInt8] {
        let length: [UInt8] =
            count < 128
            ? [UInt8(count)] : count < 256 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
        return [0x30] + length + random(count, &generator)
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
