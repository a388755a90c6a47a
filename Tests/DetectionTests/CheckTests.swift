import Model
import TestValues
import Testing

@testable import Detection

@Suite struct CheckTests {
    private func evidence(_ check: Check, _ text: String) -> EvidenceSet {
        Array(text.utf8).withUnsafeBytes { check.evidence(secret: $0, whole: $0) }
    }

    private func expand(_ template: String, _ seed: Int = 0) -> String {
        var expander = TokenTemplate(seed: "check tests \(seed)")
        return expander.expand(template)
    }

    /// Another character at a place: of the same alphabet.
    private func changed(_ text: String, at place: Int, to alphabet: String) -> String {
        var characters = Array(text)
        characters[place] = alphabet.first { $0 != characters[place] } ?? "0"
        return String(characters)
    }

    @Test func base62ChecksumsAreTold() {
        // The check value of CRC-32.
        let sum = Array("123456789".utf8).withUnsafeBytes { Base62Checksum.checksum(of: $0) }
        let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        #expect(sum.reduce(0) { $0 * 62 + (digits.firstIndex(of: $1) ?? 0) } == 0xcbf4_3926)
        #expect(Array("".utf8).withUnsafeBytes { Base62Checksum.checksum(of: $0) } == Array("000000".utf8))
        for seed in 0..<50 {
            let token = expand("ghp_{base62:30}{github-crc32}", seed)
            #expect(evidence(.gitHubCRC32, token) == [.checksumValid])
            for place in [4, 20, 33, 34, 39] {
                #expect(evidence(.gitHubCRC32, changed(token, at: place, to: "ab")) == [.checksumWrong])
            }
        }
        for bad in ["", "ghp", "ghp_", "ghp_000000", "abcdefghijklmnop"] {
            #expect(evidence(.gitHubCRC32, bad) == [.checksumWrong])
        }
    }

    @Test func lengthsAreTold() {
        for (check, length) in [(Check.length32, 32), (.length40, 40), (.length64, 64)] {
            #expect(evidence(check, expand("{hex:\(length)}")) == [])
            #expect(evidence(check, expand("{hex:\(length + 2)}")) == [.unusualForm])
            for other in [length - 1, length + 10] {
                #expect(evidence(check, expand("{hex:\(other)}")) == [.structureWrong])
            }
        }
    }

    @Test func checksumsOfNATSAreTold() {
        let seed = expand("{nats-seed}")
        #expect(seed.hasPrefix("SUA") && seed.utf8.count == 58)
        #expect(evidence(.natsSeed, seed) == [.checksumValid])
        for place in 3..<57 { #expect(evidence(.natsSeed, changed(seed, at: place, to: "AB")) == [.checksumWrong]) }
        for other in ["", "SUA", String(seed.dropLast()), seed + "A", seed.lowercased()] {
            #expect(evidence(.natsSeed, other) == [.structureWrong], "\(other)")
        }
        for (key, isPublic) in [(expand("{nats-public-key}"), true), (seed, false), (expand("U{base32:55}"), false)] {
            #expect(Array(key.utf8).withUnsafeBytes(NKey.isPublic) == isPublic)
        }
    }

    @Test func bech32ChecksumsAreTold() {
        for length in [1, 20, 52] {
            let data = (0..<length).map { UInt32($0 * 7 % 32) }
            let key = Bech32.encode(prefix: "age-secret-key-", data: data)
            #expect(evidence(.ageBech32, key) == [.checksumValid])
            #expect(evidence(.ageBech32, key.uppercased()) == [.checksumValid])
            for place in 16..<key.count {
                #expect(evidence(.ageBech32, changed(key, at: place, to: "qp")) == [.checksumWrong], "\(place)")
            }
        }
        // Vectors of BIP 173.
        for good in [
            "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
            "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
        ] {
            #expect(evidence(.ageBech32, good) == [.checksumValid], "\(good)")
        }
        for bad in [
            "", "1", "pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8", "10a06t8", "1qzzfhee",
        ] {
            #expect(evidence(.ageBech32, bad) == [.checksumWrong], "\(bad)")
        }
    }

    private func base64(_ bytes: [UInt8], url: Bool = false) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + (url ? "-_" : "+/"))
        var result = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = Array(bytes[start..<min(start + 3, bytes.count)])
            let word = (0..<3).reduce(0) { $0 << 8 | ($1 < part.count ? Int(part[$1]) : 0) }
            for digit in 0...part.count { result.append(digits[word >> (18 - 6 * digit) & 63]) }
            if !url { result += String(repeating: "=", count: 3 - part.count) }
        }
        return result
    }

    @Test func jsonWebTokensAreTold() {
        func part(_ text: String) -> String { base64(Array(text.utf8), url: true) }
        let header = part(#"{"alg":"HS256","typ":"JWT"}"#)
        let payload = part(#"{"iss":"ann","iat":1700000000}"#)
        let signature = base64(noise(32), url: true)
        #expect(evidence(.jwt, "\(header).\(payload).\(signature)") == [.structureValid])
        #expect(evidence(.jwt, "\(header).\(payload).") == [.structureValid])
        // JWE has five parts, and an algorithm for its content.
        let encrypted = part(#"{"alg":"dir","enc":"A256GCM"}"#)
        #expect(evidence(.jwt, "\(encrypted)..b.c.d") == [.structureValid])
        #expect(evidence(.jwt, "\(header)..b.c.d") == [.structureWrong])
        // Blanks and line breaks as people and programs write them.
        for (open, close) in [("{ ", " }"), ("{\n  ", "\n}"), ("{ \r\n ", "}"), ("{\t", "}")] {
            let token =
                "\(part(open + #""alg": "HS256""# + close)).\(part(open + #""iss": "ann""# + close))"
            #expect(evidence(.jwt, "\(token).\(signature)") == [.structureValid], "\(open)")
        }
        let sample = part(#"{"sub": "1234567890","name":"John Doe"}"#)
        #expect(evidence(.jwt, "\(header).\(sample).\(signature)").contains(.documentedExample))
        for bad in [
            "", ".", "..", header, "\(header).", "\(payload).\(payload).x", "\(header).\(part("[1]")).x",
            "\(part("{")).\(payload).x", "ey!.ey!.x", "\(header).\(payload).c2lnbmF0dXJl",
            "\(header).\(payload).\(base64(noise(48), url: true))",
        ] {
            #expect(evidence(.jwt, bad) == [.structureWrong], "\(bad)")
        }
    }

    @Test(arguments: [
        "rsa-private-key", "ec-private-key", "dsa-private-key", "private-key", "openssh-private-key",
        "encrypted-private-key",
    ])
    func pemBlocksAreTold(_ name: String) {
        let block = expand("{\(name)}")
        #expect(block.hasPrefix("-----BEGIN"))
        #expect(evidence(.pemBlock, block).contains(.structureValid))
        #expect(evidence(.pemBlock, block.replacing("\n", with: "\\n")).contains(.structureValid))
        #expect(evidence(.pemBlock, block.replacing("\n", with: "\r\n")).contains(.structureValid))
        #expect(evidence(.pemBlock, block.replacing("KEY-----\n", with: "KEY----- fake\n")).contains(.structureValid))
        for backslashes in ["\\\\", "\\\\\\\\"] {
            #expect(evidence(.pemBlock, block.replacing("\n", with: backslashes + "n")).contains(.structureValid))
        }
        #expect(evidence(.pemBlock, block.replacing("\n", with: "\n    ")).contains(.structureValid))
        let lines = block.split(separator: "\n")
        // Without its first line of base64 it is no key.
        let cut = ([lines[0]] + lines.dropFirst(2)).joined(separator: "\n")
        #expect(!evidence(.pemBlock, cut).contains(.structureValid))
    }

    @Test(arguments: [
        "", "-----", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMIIEow==\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nyour private key; goes (in) here\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n-----END RSA PRIVATE KEY-----", "\\", "-----\\",
    ])
    func badPEMBlocksAreWrong(_ block: String) { #expect(evidence(.pemBlock, block) == [.structureWrong]) }

    /// A prose body is base64 but for its blanks.
    @Test(arguments: [
        "-----BEGIN RSA PRIVATE KEY-----\nyour private key goes in here\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nyour private key goes in here\n-----END PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----\npaste the contents of the file here please\n-----END OPENSSH PRIVATE KEY-----",
    ])
    func proseIsNoKey(_ block: String) { #expect(evidence(.pemBlock, block) == [.structureWrong]) }

    @Test func unsignedTokensAreTold() {
        func part(_ text: String) -> String { base64(Array(text.utf8), url: true) }
        for algorithm in ["none", "None", "NONE"] {
            let token = "\(part(#"{"alg": "\#(algorithm)"}"#)).\(part(#"{"sub":"ann"}"#))."
            #expect(evidence(.jwt, token).contains(.unsigned), "\(algorithm)")
        }
        #expect(
            !evidence(.jwt, "\(part(#"{"alg":"HS256","kid":"none"}"#)).\(part(#"{"sub":"ann"}"#)).x").contains(
                .unsigned))
    }

    @Test func keysForBrowsersAreTold() {
        func token(_ claims: String) -> String {
            [#"{"alg":"ES256"}"#, claims, "x"].map { base64(Array($0.utf8), url: true) }.joined(
                separator: ".")
        }
        #expect(evidence(.jwt, token(#"{"iss": "supabase", "role": "anon"}"#)).contains(.publishable))
        #expect(!evidence(.jwt, token(#"{"iss": "supabase", "role": "service_role"}"#)).contains(.publishable))
        #expect(!evidence(.jwt, token(#"{"role": "anon"}"#)).contains(.publishable))
        // The keys of its guide, which every copy of it has.
        let demo = token(#"{"iss": "supabase-demo", "role": "service_role"}"#)
        #expect(evidence(.jwt, demo).contains(.documentedExample))
    }

    /// The tails of Grafana's and GitLab's tokens, right and with a digit changed.
    @Test(arguments: [
        (Check.grafanaCRC32, "glsa_{base62:32}_{grafana-crc32}"),
        (.gitLabRoutable, "glpat-{base64url:51}.01.0w{gitlab-crc32}"),
        (.gitLabRoutable, "glrt-t1_{base64url:36}.1f{gitlab-crc32}"),
    ])
    func wrongTailsAreTold(_ check: Check, _ template: String) {
        let token = expand(template)
        #expect(evidence(check, token) == [.checksumValid], "\(template)")
        let other = token.dropLast() + (token.hasSuffix("0") ? "1" : "0")
        #expect(evidence(check, String(other)) == [.checksumWrong], "\(template)")
    }

    @Test func openSSHKeysAreTold() {
        let block = expand("{openssh-private-key}")
        let lines = block.split(separator: "\n")
        #expect(evidence(.pemBlock, block) == [.structureValid])
        // A line of its middle is gone.
        #expect(evidence(.pemBlock, (lines.prefix(4) + lines.dropFirst(5)).joined(separator: "\n")) == [.cut])
        // A label that is not its own, in the literals of a program.
        let literals = lines.map { "\"\($0.replacing("OPENSSH", with: "RSA"))\" +" }.joined(separator: "\n")
        #expect(evidence(.pemBlock, literals) == [.structureValid])
    }

    /// Bytes in DER: tag, length, body.
    private func der(_ tag: UInt8, _ body: [UInt8]) -> [UInt8] {
        let count = body.count
        return [tag] + (count < 128 ? [UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)])
            + body
    }

    private func block(_ bytes: [UInt8], _ label: String = "RSA PRIVATE KEY") -> String {
        "-----BEGIN \(label)-----\n\(base64(bytes))\n-----END \(label)-----"
    }

    private func noise(_ count: Int, _ seed: UInt64 = 1) -> [UInt8] {
        var random = SplitMix(state: seed)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() >> 24) }
    }

    /// What is left of a key may tell its secret; random bytes under a key's label tell nothing.
    @Test func cutKeysAreToldFromNoise() {
        let modulus: [UInt8] = [0x02, 0x82, 1, 1, 0, 0xC3]
        for (begin, evidence) in [
            ([0x30, 0x82, 4, 0xA4, 2, 1, 0] + modulus, [.cut] as EvidenceSet),
            ([0x31, 0x82, 4, 0xA4, 2, 1, 0] + modulus, [.structureWrong]),
            // The modulus does not go with the length of the whole, has a wrong first byte, or is no number.
            ([0x30, 0x82, 0x14, 0xA4, 2, 1, 0] + modulus, [.structureWrong]),
            ([0x30, 0x82, 4, 0xA4, 2, 1, 0, 0x02, 0x82, 1, 1, 0, 0x43], [.structureWrong]),
            ([0x30, 0x82, 4, 0xA4, 2, 1, 0, 0x04, 0x82, 1, 1, 0, 0xC3], [.structureWrong]),
            ([0x30, 0x82, 4, 0xA4], [.structureWrong]),
        ] { #expect(self.evidence(.pemBlock, block(begin + noise(180))) == evidence, "\(begin)") }
        // Somebody wrote words or the alphabet behind the beginning.
        for rest in [
            String(repeating: "thisisnotarealkey", count: 8), String(repeating: "x", count: 120),
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij",
        ] {
            let text =
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n\(rest)\n-----END RSA PRIVATE KEY-----"
            #expect(evidence(.pemBlock, text) == [.structureWrong], "\(rest)")
        }
    }

    /// An outer sequence of the right length is none of a key's structure.
    @Test(arguments: [
        "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY",
    ])
    func otherStructuresAreNoKeys(_ label: String) {
        let rsa = der(0x30, der(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1]) + [5, 0])
        let integers = der(0x02, [0, 0xC3] + noise(255)) + der(0x02, [1, 0, 1])
        let others: [String: [UInt8]] = [
            "noise": der(0x30, noise(600)),
            "zeros": der(0x30, [UInt8](repeating: 0, count: 600)),
            "a public key": der(0x30, rsa + der(0x03, [0] + der(0x30, integers))),
            "a certificate": der(
                0x30,
                der(0x30, der(0xA0, [2, 1, 2]) + der(0x02, noise(20)) + rsa + noise(300)) + rsa + noise(200)
            ),
            "version and noise": der(0x30, [2, 1, 0] + noise(600)),
            "no key in the octets": der(0x30, [2, 1, 0] + rsa + der(0x04, noise(600))),
            "a message": der(
                0x30, der(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1]) + der(0xA0, noise(300))),
        ]
        for (name, bytes) in others {
            #expect(evidence(.pemBlock, block(bytes, label)) == [.structureWrong], "\(name)")
            #expect(bytes.withUnsafeBytes { DERPrivateKey($0) } == nil, "\(name)")
        }
        // Of RSA's numbers the private ones are missing.
        #expect(evidence(.pemBlock, block(der(0x30, integers), label)) == [.cut])
    }

    /// Keys of every algorithm, whatever stands behind the octets.
    @Test func keysOfEveryAlgorithmAreTold() {
        func info(_ algorithm: [UInt8], _ key: [UInt8], _ tail: [UInt8] = []) -> [UInt8] {
            der(
                0x30,
                der(0x02, [tail.isEmpty ? 0 : 1]) + der(0x30, der(0x06, algorithm)) + der(0x04, key) + tail)
        }
        let octets = der(0x04, noise(32))
        let keys: [String: [UInt8]] = [
            "Ed25519": info([0x2B, 0x65, 0x70], octets),
            "Ed25519 with its public key": info([0x2B, 0x65, 0x70], octets, der(0x81, noise(33))),
            "X25519 with an attribute": info([0x2B, 0x65, 0x6E], octets, der(0xA0, noise(30))),
            "DSA": info([0x2A, 0x86, 0x48, 0xCE, 0x38, 4, 1], der(0x02, noise(20))),
            "GOST": info([0x2A, 0x85, 3, 7, 1, 1, 1, 1], noise(32)),
            "P-256": info(
                [0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1], der(0x30, [2, 1, 1] + octets)),
            "SEC 1 without its curve": der(0x30, [2, 1, 1] + octets),
        ]
        for (name, bytes) in keys {
            // Under another's label it is the same key.
            for label in ["PRIVATE KEY", "RSA PRIVATE KEY"] {
                #expect(evidence(.pemBlock, block(bytes, label)) == [.structureValid], "\(name)")
            }
        }
        #expect(
            evidence(.pemBlock, block(info([0x2B, 0x65, 0x70], der(0x04, noise(31))))) == [
                .structureWrong
            ])
    }

    /// Behind OpenSSH's magic stand a cipher, a key derivation and the type of a key.
    @Test func noiseBehindTheMagicIsNoKey() {
        let label = "OPENSSH PRIVATE KEY"
        #expect(evidence(.pemBlock, block(OpenSSHKey.magic + noise(400), label)) == [.structureWrong])
        func string(_ bytes: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(bytes.count)] + bytes }
        let none = string(Array("none".utf8))
        let header = OpenSSHKey.magic + none + none + string([]) + [0, 0, 0, 1]
        for type in ["ssh-rsa", "ecdsa-sha2-nistp256", "sk-ssh-ed25519@openssh.com"] {
            let key = string(string(Array(type.utf8)) + noise(60))
            let check = noise(4, 2)
            let secret = string(check + check + string(Array(type.utf8)) + noise(80))
            #expect(
                evidence(.pemBlock, block(header + key + secret, label)) == [.structureValid], "\(type)")
            #expect(
                evidence(.pemBlock, block((header + key + secret).dropLast(20), label)) == [.cut], "\(type)"
            )
            let other = string(noise(4, 2) + noise(4, 3) + string(Array(type.utf8)) + noise(80))
            #expect(evidence(.pemBlock, block(header + key + other, label)) == [.cut], "\(type)")
        }
        #expect(
            evidence(.pemBlock, block(header + string(noise(60)) + string(noise(90)), label)) == [
                .structureWrong
            ])
    }

    @Test func pgpKeysAreTold() {
        let block = expand("{pgp-private-key}")
        #expect(evidence(.pemBlock, block) == [.structureValid])
        #expect(
            evidence(
                .pemBlock, block.replacing("BLOCK-----\n\n", with: "BLOCK-----\nVersion: GnuPG v2\n\n"))
                == [
                    .structureValid
                ])
        // A wrong CRC-24, and none at all.
        let sum = block.split(separator: "\n").first { $0.hasPrefix("=") } ?? ""
        #expect(
            evidence(.pemBlock, block.replacing(sum, with: sum == "=AAAA" ? "=AAAB" : "=AAAA")) == [
                .structureWrong
            ])
        #expect(evidence(.pemBlock, block.replacing("\n" + sum, with: "")) == [.structureValid])
        // A public key's packet in a private key's armour: tag 6.
        let other =
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n\(base64([0x99, 1, 13, 4] + Array(repeating: 7, count: 62)))\n-----END PGP PRIVATE KEY BLOCK-----"
        #expect(evidence(.pemBlock, other) == [.structureWrong])
    }

    @Test func macaroonsAreTold() {
        let token = expand("{macaroon}")
        #expect(evidence(.macaroon, token) == [.structureValid])
        #expect(evidence(.macaroon, String(token.dropLast(12))) == [.structureWrong])
        #expect(evidence(.macaroon, base64(Array("0018location shop.test".utf8))) == [.structureWrong])
        #expect(evidence(.pyPIMacaroon, expand("{pypi-macaroon}")) == [.structureValid])
        #expect(evidence(.pyPIMacaroon, expand("{testpypi-macaroon}")) == [.structureValid])
        // Cut off behind the identifier; and what somebody made up behind the host.
        #expect(
            evidence(.pyPIMacaroon, String(expand("{pypi-macaroon}").dropLast(24))) == [.structureWrong])
        #expect(evidence(.pyPIMacaroon, "pypi-AgEIcHlwaS5vcmc" + expand("{hex:64}")) == [.unusualForm])
        for filler in [String(repeating: "x", count: 64), String(repeating: "abcd", count: 16)] {
            #expect(
                evidence(.pyPIMacaroon, "pypi-AgEIcHlwaS5vcmc" + filler) == [.structureWrong], "\(filler)")
        }
        #expect(
            evidence(.pyPIMacaroon, "pypi-" + base64([2, 1, 4] + Array("shop".utf8), url: true)) == [.structureWrong])
    }

    /// Version 2 in the alphabets in which LND, Snapcraft and Ubuntu's single sign-on write it.
    @Test func macaroonsOfVersion2AreTold() {
        for template in ["{macaroon-v2}", "{macaroon-hex}"] {
            let token = expand(template)
            #expect(evidence(.macaroon, token) == [.structureValid], "\(template)")
            #expect(evidence(.macaroon, String(token.dropLast(8))) == [.structureWrong], "\(template)")
        }
        let binary: [UInt8] =
            [2, 1, 3] + Array("lnd".utf8) + [2, 16] + noise(16) + [0, 0, 6, 32] + noise(32)
        #expect(evidence(.macaroon, base64(binary)) == [.structureValid])
        #expect(binary.withUnsafeBytes { Macaroon.isWhole($0) })
        #expect(!(binary + [0]).withUnsafeBytes { Macaroon.isWhole($0) })
        #expect(evidence(.macaroon, "0201036c6e64" + expand("{hex:120}")) == [.structureWrong])
    }

    @Test(arguments: [
        (#"{"k":"a","n":"robot","id":1}"#, true),
        (#"{"k":["a",{"b":null}],"n":-1.5e3,"t":true}"#, true),
        (#"{}"#, true), (#"{"k":xxxx}"#, false), (#"{"k":"a"} x"#, false),
        (#"{"k" "a"}"#, false),
        (#"{"k":"\u00e9\""}"#, true), (#"{"k":"a",}"#, false),
    ])
    func jsonInBase64IsRead(_ text: String, isJSON: Bool) {
        #expect(evidence(.base64JSON, base64(Array(text.utf8))) == (isJSON ? [.structureValid] : [.structureWrong]))
    }

    /// A documentation shows the beginning of a key; what somebody filled its form with is none.
    @Test func begunJSONIsToldFromNoise() {
        #expect(evidence(.base64JSON, base64(Array(#"{"k":"abc"#.utf8))) == [])
        for filler in ["x", "0", "abcd"] {
            #expect(evidence(.base64JSON, "eyJrIjoi" + String(repeating: filler, count: 40)) == [.structureWrong])
        }
    }

    @Test func basicCredentialsAreTold() {
        #expect(
            evidence(.basicCredentials, base64(Array("robot:tr0ub4dor-Kx9".utf8))) == [.structureValid])
        for text in ["user:password", "username:password"] {
            #expect(evidence(.basicCredentials, base64(Array(text.utf8))) == [.placeholder], "\(text)")
        }
        // RFC 7617, 2: what a standard shows proves nothing
        #expect(evidence(.basicCredentials, base64(Array("Aladdin:open sesame".utf8))) == [])
        for bad in ["robot", ":x", "robot:", "ro\u{1}bot:x"] {
            #expect(evidence(.basicCredentials, base64(Array(bad.utf8))) == [.structureWrong], "\(bad)")
        }
        #expect(evidence(.basicCredentials, "no base64!") == [.structureWrong])
    }

    @Test func sharedAccessSignaturesAreTold() {
        let signature = expand("{azure-sas-signature}")
        #expect(evidence(.azureSAS, "?sv=2022-11-02&ss=b&se=2030-01-01&sig=\(signature)") == [.structureValid])
        #expect(
            evidence(.azureSAS, "SharedAccessSignature=sv=2021-06-08&sr=c&se=2030-01-01&sig=\(signature)") == [
                .structureValid
            ])
        #expect(evidence(.azureSAS, "?sv=2022-11-02&sig=\(signature)") == [])
        for bad in ["?sv=2022-11-02&se=2030-01-01", "?sv=2022-11-02&se=2030-01-01&sig=abc", "", "sig="] {
            #expect(evidence(.azureSAS, bad) == [.structureWrong], "\(bad)")
        }
    }

    @Test func pemInBase64IsTold() {
        #expect(evidence(.encodedPEM, expand("{encoded-private-key}")) == [.structureValid])
        #expect(
            evidence(
                .encodedPEM, base64(Array("-----BEGIN RSA PRIVATE KEY-----\nx\n-----END RSA PRIVATE KEY-----".utf8)))
                == [.structureWrong])
        #expect(evidence(.encodedPEM, base64(Array("hello".utf8))) == [.structureWrong])
    }

    @Test(arguments: [
        ("sk_test_{lower-digits:10}", true), ("sandbox_sk_pr_0f", true), ("FLWSECK_TEST-0f", true),
        ("access-sandbox-0f", true),
        ("sk_live_{lower-digits:10}", false), ("contestant_0f", false), ("latest0f", false),
    ])
    func keysOfTestModeAreTold(_ key: String, isTest: Bool) {
        #expect(evidence(.testMode, MadeUp.text(key)) == (isTest ? [.testMode] : []))
    }

    @Test func publishedExamplesAreTold() {
        let nonce = base64(Array("the sample nonce".utf8))  // RFC 6455, 1.3
        #expect(Array(nonce.utf8).withUnsafeBytes { ValueJudge.evidence(for: $0) }.contains(.publishedExample))
        #expect(
            !Array("k3yQ8vZ2mT7wX1pL".utf8).withUnsafeBytes { ValueJudge.evidence(for: $0) }.contains(.publishedExample)
        )
    }

    /// The key of RFC 8410, 10.3, in every way to write it; and the one of RFC 8037, A.1.
    @Test func publishedKeysAreTold() {
        func isPublished(_ text: String) -> Bool {
            Array(text.utf8).withUnsafeBytes { ValueJudge.evidence(for: $0) }.contains(.publishedExample)
        }
        let seed: [UInt8] = [
            0xD4, 0xEE, 0x72, 0xDB, 0xF9, 0x13, 0x58, 0x4A, 0xD5, 0xB6, 0xD8, 0xF1, 0xF7, 0x69, 0xF8,
            0xAD,
            0x3A, 0xFE, 0x7C, 0x28, 0xCB, 0xF1, 0xD4, 0xFB, 0xE0, 0x97, 0xA8, 0x8F, 0x44, 0x75, 0x58,
            0x42,
        ]
        let key = der(
            0x30, [2, 1, 0] + der(0x30, der(0x06, [0x2B, 0x65, 0x70])) + der(0x04, der(0x04, seed)))
        let block = block(key, "PRIVATE KEY")
        for form in [
            block, block.replacing("\n", with: "\\n"), block.replacing("\n", with: "\n    "),
            block.replacing("\n", with: "\\n\" +\n\""), base64(Array(block.utf8)), base64(key),
        ] { #expect(isPublished(form), "\(form)") }
        #expect(!isPublished(self.block(key.dropLast() + [0x43], "PRIVATE KEY")))
        let other: [UInt8] = [
            0x9D, 0x61, 0xB1, 0x9D, 0xEF, 0xFD, 0x5A, 0x60, 0xBA, 0x84, 0x4A, 0xF4, 0x92, 0xEC, 0x2C,
            0xC4,
            0x44, 0x49, 0xC5, 0x69, 0x7B, 0x32, 0x69, 0x19, 0x70, 0x3B, 0xAC, 0x03, 0x1C, 0xAE, 0x7F,
            0x60,
        ]
        #expect(isPublished(base64(other, url: true)))
    }

    /// No check may fall over on any bytes.
    @Test func everyCheckSurvivesAnything() {
        var random = SplitMix(state: 9)
        let alphabet = Array("ghp_AKIA-.=+/1 \n\\{}\":é0zZ".utf8) + [0, 255]
        for _ in 0..<4000 {
            let bytes = (0..<Int(random.next() % 60)).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
            bytes.withUnsafeBytes { text in
                for check in Check.allCases { _ = check.evidence(secret: text, whole: text) }
            }
        }
    }
}
