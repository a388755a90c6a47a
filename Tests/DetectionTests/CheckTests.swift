import Model
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

    @Test func base62Checksum() {
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
        for bad in ["", "ghp", "ghp_", "ghp_000000", "abcdefghijklmnop"] { #expect(evidence(.gitHubCRC32, bad) == [.checksumWrong]) }
    }

    @Test func bech32() {
        for length in [1, 20, 52] {
            let data = (0..<length).map { UInt32($0 * 7 % 32) }
            let key = Bech32.encode(prefix: "age-secret-key-", data: data)
            #expect(evidence(.ageBech32, key) == [.checksumValid])
            #expect(evidence(.ageBech32, key.uppercased()) == [.checksumValid])
            for place in 16..<key.count { #expect(evidence(.ageBech32, changed(key, at: place, to: "qp")) == [.checksumWrong], "\(place)") }
        }
        // Vectors of BIP 173.
        for good in ["abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"] {
            #expect(evidence(.ageBech32, good) == [.checksumValid], "\(good)")
        }
        for bad in ["", "1", "pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8", "10a06t8", "1qzzfhee"] {
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

    @Test func jsonWebTokens() {
        func part(_ text: String) -> String { base64(Array(text.utf8), url: true) }
        let header = part(#"{"alg":"HS256","typ":"JWT"}"#)
        let payload = part(#"{"sub":"ann","iat":1700000000}"#)
        #expect(evidence(.jwt, "\(header).\(payload).c2lnbmF0dXJl") == [.structureValid])
        #expect(evidence(.jwt, "\(header).\(payload).") == [.structureValid])
        #expect(evidence(.jwt, "\(header).a.b.c.d") == [.structureValid])
        let sample = part(#"{"sub": "1234567890","name":"John Doe"}"#)
        #expect(evidence(.jwt, "\(header).\(sample).x").contains(.documentedExample))
        for bad in ["", ".", "..", header, "\(header).", "\(payload).\(payload).x", "\(header).\(part("[1]")).x", "\(part("{")).\(payload).x", "ey!.ey!.x"] {
            #expect(evidence(.jwt, bad) == [.structureWrong], "\(bad)")
        }
    }

    @Test(arguments: ["rsa-private-key", "ec-private-key", "private-key", "openssh-private-key", "encrypted-private-key"])
    func pemBlocks(_ name: String) {
        let block = expand("{\(name)}")
        #expect(block.hasPrefix("-----BEGIN"))
        #expect(evidence(.pemBlock, block).contains(.structureValid))
        #expect(evidence(.pemBlock, block.replacing("\n", with: "\\n")).contains(.structureValid))
        #expect(evidence(.pemBlock, block.replacing("\n", with: "\r\n")).contains(.structureValid))
        #expect(evidence(.pemBlock, block.replacing("\n", with: "\n    ")).contains(.structureValid))
        let lines = block.split(separator: "\n")
        // Without its first line of base64 it is no key.
        let cut = ([lines[0]] + lines.dropFirst(2)).joined(separator: "\n")
        #expect(!evidence(.pemBlock, cut).contains(.structureValid))
    }

    @Test(arguments: [
        "", "-----", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\nMIIEow==\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nyour private key; goes (in) here\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n-----END RSA PRIVATE KEY-----", "\\", "-----\\",
    ])
    func badPEMBlocks(_ block: String) { #expect(evidence(.pemBlock, block) == [.structureWrong]) }

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
