/// Whole blocks for templates: right in form, and of no use to anyone, since their contents are random.
enum SampleBlocks {
    static func block(_ name: String, using generator: inout SplitMix64) -> [UInt8]? {
        switch name {
        case "rsa-private-key": pem("RSA PRIVATE KEY", der(1190, &generator))
        case "ec-private-key": pem("EC PRIVATE KEY", der(118, &generator))
        case "private-key": pem("PRIVATE KEY", der(1214, &generator))
        case "openssh-private-key":
            pem("OPENSSH PRIVATE KEY", Array("openssh-key-v1\0".utf8) + random(380, &generator))
        case "encrypted-private-key": pem("ENCRYPTED PRIVATE KEY", der(1300, &generator))
        case "pgp-private-key":
            Array("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n".utf8)
                + lines(of: [0x95] + random(900, &generator)) + Array("\n=".utf8)
                + encode(random(3, &generator)) + Array("\n-----END PGP PRIVATE KEY BLOCK-----".utf8)
        case "jwt":
            Array(
                [
                    encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8), isURL: true),
                    encode(Array(#"{"sub":"\#(generator.next())","iat":1700000000}"#.utf8), isURL: true),
                    encode(random(32, &generator), isURL: true),
                ].joined(separator: [UInt8(ascii: ".")]))
        case "age-secret-key":
            Array(Bech32.encode(prefix: "age-secret-key-", data: (0..<52).map { $0 == 51 ? 16 : UInt32(generator.next() % 32) }).uppercased().utf8)
        case "pypi-macaroon":
            Array("pypi-".utf8)
                + encode([2, 1, 8] + Array("pypi.org".utf8) + [2, 0x24] + random(90, &generator), isURL: true)
        case "google-service-account":
            Array(
                #"""
                {"type": "service_account", "project_id": "sample-\#(generator.next() % 1000)", "private_key_id": "\#(hex(40, &generator))", "private_key": "\#(escaped(pem("PRIVATE KEY", der(1214, &generator))))", "client_email": "robot@sample.iam.gserviceaccount.com", "client_id": "\#(generator.next())"}
                """#.utf8)
        default: nil
        }
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
            count < 128 ? [UInt8(count)] : count < 256 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
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

    private static func encode(_ bytes: [UInt8], isURL: Bool = false) -> [UInt8] {
        let alphabet = Array(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + (isURL ? "-_" : "+/")).utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = Array(bytes[start..<min(start + 3, bytes.count)])
            let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for digit in 0...group.count { result.append(alphabet[word >> (18 - 6 * digit) & 63]) }
            if !isURL { result += Array(repeating: UInt8(ascii: "="), count: 3 - group.count) }
        }
        return result
    }
}
