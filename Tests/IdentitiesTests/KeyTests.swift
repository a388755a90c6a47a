import Foundation
import Identities
import Testing

/// What we read of keys and certificates against what openssl and ssh-keygen say. Keys are made for the test.
@Suite struct KeyTests {
    @Test(
        .enabled(if: KeyTools.has("openssl")),
        arguments: [
            ["genrsa", "-traditional", "1024"], ["genrsa", "2048"], ["genpkey", "-algorithm", "ed25519"],
            ["ecparam", "-name", "prime256v1", "-genkey", "-noout"],
            ["ecparam", "-name", "secp384r1", "-genkey", "-noout"],
            ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
        ])
    func publicHalvesAreThoseOfOpenSSL(_ arguments: [String]) throws {
        try KeyTools.inFolder { folder in
            let pem = try KeyTools.run("openssl", arguments, in: folder)
            try Data(pem.utf8).write(to: folder.appending(path: "key.pem"))
            try KeyTools.run(
                "openssl", ["pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der"], in: folder)
            let expected = try KeyTools.run("openssl", ["dgst", "-sha256", "-r", "public.der"], in: folder).prefix(64)
            let escaped = pem.replacing("\n", with: "\\n")
            let indented = pem.split(separator: "\n").map { "    \($0)" }.joined(separator: "\r\n")
            for text in [pem, escaped, indented, Data(pem.utf8).base64EncodedString()] {
                let reading = try #require(PrivateKeyReader.read(text))
                #expect(reading.key?.infoDigest == String(expected))
                #expect(!reading.isEncrypted)
            }
        }
    }

    @Test(
        .enabled(if: KeyTools.has("ssh-keygen")),
        arguments: [("ed25519", "", 256), ("rsa", "", 1024), ("ecdsa", "", 256), ("ed25519", "passphrase", 256)])
    func fingerprintsAreThoseOfSSHKeygen(_ type: String, _ passphrase: String, _ bits: Int) throws {
        try KeyTools.inFolder { folder in
            try KeyTools.run(
                "ssh-keygen", ["-q", "-t", type, "-b", "\(bits)", "-N", passphrase, "-C", "deploy@ci", "-f", "key"],
                in: folder)
            let expected = try KeyTools.run("ssh-keygen", ["-lf", "key.pub"], in: folder).split(separator: " ")[1]
            let reading = try #require(
                PrivateKeyReader.read(try String(contentsOf: folder.appending(path: "key"), encoding: .utf8)))
            #expect(reading.key?.sshFingerprint == String(expected))
            #expect(reading.key?.bits == bits)
            #expect(reading.isEncrypted == !passphrase.isEmpty)
            #expect(reading.comment == (passphrase.isEmpty ? "deploy@ci" : nil))
            // The same key in PEM is the same identity.
            if passphrase.isEmpty, type == "rsa" {
                try KeyTools.run("ssh-keygen", ["-q", "-p", "-m", "PEM", "-N", "", "-f", "key"], in: folder)
                let pem = try String(contentsOf: folder.appending(path: "key"), encoding: .utf8)
                #expect(PrivateKeyReader.read(pem)?.key == reading.key)
            }
        }
    }

    @Test(.enabled(if: KeyTools.has("openssl")))
    func certificatesAreReadAndPaired() throws {
        try KeyTools.inFolder { folder in
            try KeyTools.run(
                "openssl",
                [
                    "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "certificate.pem",
                    "-days", "30",
                    "-subj", "/O=Example/CN=deploy.example.org", "-set_serial", "4660", "-addext",
                    "subjectAltName=DNS:deploy.example.org,DNS:www.example.org,IP:10.0.0.1",
                ], in: folder)
            let block = try #require(
                PEMText(String(contentsOf: folder.appending(path: "certificate.pem"), encoding: .utf8)))
            let certificate = try #require(CertificateReading(der: block.body))
            #expect(certificate.subject.contains("CN=deploy.example.org") && certificate.subject.contains("O=Example"))
            #expect(certificate.serial == "1234")
            #expect(certificate.names == ["deploy.example.org", "www.example.org", "10.0.0.1"])
            #expect(certificate.isSelfSigned && certificate.isAuthority)
            #expect(certificate.notAfter - certificate.notBefore == 30 * 86_400)
            #expect(certificate.key?.bits == 2048)
            let key = try #require(
                PrivateKeyReader.read(String(contentsOf: folder.appending(path: "key.pem"), encoding: .utf8)))
            #expect(key.key?.infoDigest == certificate.keyDigest)
            #expect(key.key == certificate.key)
            let fingerprint = try KeyTools.run(
                "openssl", ["x509", "-in", "certificate.pem", "-noout", "-fingerprint", "-sha256"], in: folder)
            #expect(fingerprint.filter(\.isHexDigit).lowercased().hasSuffix(certificate.digest))
        }
    }

    /// Whether a passphrase protects a PGP key stands behind its public numbers; GnuPG's stubs hold no key.
    @Test func encryptedPGPKeysAreTold() {
        let start: [UInt8] = [4, 1, 2, 3, 4, 22, 1, 0x2B, 0, 8, 0xFF]
        func key(_ tag: UInt8, _ secret: [UInt8]) -> [UInt8] {
            [0xC0 | tag, UInt8(start.count + secret.count)] + start + secret
        }
        let (plain, protected, stub) = (
            [0, 0, 8, 1] as [UInt8], [254, 7, 3, 2, 9] as [UInt8], [255, 0, 101, 0] as [UInt8]
        )
        #expect(OpenPGPKey(packets: key(5, plain))?.isEncrypted == false)
        #expect(OpenPGPKey(packets: key(5, protected))?.isEncrypted == true)
        #expect(OpenPGPKey(packets: key(5, stub) + key(7, protected))?.isEncrypted == true)
        #expect(OpenPGPKey(packets: key(6, []))?.isEncrypted == nil)
    }

    /// What must not be used any more is what an inventory is asked for.
    @Test(
        .enabled(if: KeyTools.has("openssl")),
        arguments: [
            ("rsa:512", "-md5", "md5WithRSAEncryption", 512), ("rsa:1024", "-sha1", "sha1WithRSAEncryption", 1024),
            ("ec:ec.pem", "-sha1", "ecdsa-with-SHA1", 521), ("dsa:dsa.pem", "-sha256", "dsa_with_SHA256", 1024),
        ])
    func certificatesThatAreTooWeakAreRead(_ key: String, _ digest: String, _ signature: String, _ bits: Int) throws {
        try KeyTools.inFolder { folder in
            if key.hasPrefix("ec:") {
                try KeyTools.run("openssl", ["ecparam", "-name", "secp521r1", "-out", "ec.pem"], in: folder)
            } else if key.hasPrefix("dsa:") {
                try KeyTools.run("openssl", ["dsaparam", "-out", "dsa.pem", "1024"], in: folder)
            }
            try KeyTools.run(
                "openssl",
                [
                    "req", "-x509", "-newkey", key, "-nodes", "-keyout", "key.pem", "-out", "certificate.pem", digest,
                    "-days", "30", "-subj", "/CN=old.example.org", "-addext", "subjectAltName=IP:2001:db8::1",
                ], in: folder)
            let block = try #require(
                PEMText(String(contentsOf: folder.appending(path: "certificate.pem"), encoding: .utf8)))
            let certificate = try #require(CertificateReading(der: block.body))
            #expect(certificate.subject == "CN=old.example.org" && certificate.signatureAlgorithm == signature)
            #expect(certificate.key?.bits == bits && certificate.names == ["2001:DB8:0:0:0:0:0:1"])
            for (option, value) in [("-serial", certificate.serial), ("-fingerprint", certificate.digest)] {
                let told = try KeyTools.run(
                    "openssl", ["x509", "-in", "certificate.pem", "-noout", option, "-sha256"], in: folder)
                let digits = try #require(told.split(separator: "=").last).filter(\.isHexDigit)
                #expect(digits.lowercased() == value.lowercased())
            }
        }
    }

    @Test(.enabled(if: KeyTools.has("ssh-keygen")), arguments: ["rsa", "ecdsa", "ed25519"])
    func certificatesOfSSHNameTheirKey(_ type: String) throws {
        try KeyTools.inFolder { folder in
            for name in ["authority", "key"] {
                try KeyTools.run("ssh-keygen", ["-q", "-t", type, "-N", "", "-f", name], in: folder)
            }
            try KeyTools.run(
                "ssh-keygen", ["-q", "-s", "authority", "-I", "ci", "-n", "deploy", "key.pub"], in: folder)
            let expected = try KeyTools.run("ssh-keygen", ["-lf", "key.pub"], in: folder).split(separator: " ")[1]
            let text = try String(contentsOf: folder.appending(path: "key-cert.pub"), encoding: .utf8)
            let blob = try #require(Data(base64Encoded: String(text.split(separator: " ")[1])))
            #expect(PublicKey(sshBlob: Array(blob))?.sshFingerprint == String(expected))
        }
    }

    @Test(
        .enabled(if: KeyTools.has("ssh-keygen")),
        arguments: [("sk-ssh-ed25519@openssh.com", "ed25519-sk"), ("sk-ecdsa-sha2-nistp256@openssh.com", "ecdsa-sk")])
    func keysInTokensAreThoseOfSSHKeygen(_ name: String, _ type: String) throws {
        func string(_ bytes: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(bytes.count)] + bytes }
        // The generator of the curve: ssh-keygen takes points on it only.
        let point = try #require(
            Data(
                base64Encoded:
                    "BGsX0fLhLEJH+Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT+NC4v4af5uO5+tKfA+eFivOM1drMV7Oy7ZAaDe/UfU="))
        let key =
            type == "ed25519-sk"
            ? string(Array(repeating: 0x42, count: 32)) : string(Array("nistp256".utf8)) + string(Array(point))
        let blob = string(Array(name.utf8)) + key + string(Array("ssh:".utf8))
        try KeyTools.inFolder { folder in
            let line = "\(name) \(Data(blob).base64EncodedString()) deploy@token\n"
            try Data(line.utf8).write(to: folder.appending(path: "key.pub"))
            let expected = try KeyTools.run("ssh-keygen", ["-lf", "key.pub"], in: folder).split(separator: " ")[1]
            let read = try #require(PublicKey(sshBlob: blob))
            #expect(read.sshFingerprint == String(expected) && read.type == type)
        }
    }

    @Test(.enabled(if: KeyTools.has("openssl")))
    func encryptedKeysTellNothingButThat() throws {
        try KeyTools.inFolder { folder in
            let pem = try KeyTools.run(
                "openssl",
                [
                    "genpkey", "-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:1024", "-aes-128-cbc", "-pass",
                    "pass:x1y2",
                ], in: folder)
            let reading = try #require(PrivateKeyReader.read(pem))
            #expect(reading.isEncrypted && reading.key == nil)
        }
    }

    @Test(.enabled(if: KeyTools.has("gpg")))
    func openPGPFingerprintsAreThoseOfGPG() throws {
        try KeyTools.inFolder { folder in
            let home = ["--homedir", folder.path, "--batch", "--pinentry-mode", "loopback", "--passphrase", ""]
            try KeyTools.run(
                "gpg", home + ["--quick-gen-key", "Release Bot <release@example.org>", "ed25519", "sign", "never"],
                in: folder)
            let armour = try KeyTools.run("gpg", home + ["--armor", "--export-secret-keys"], in: folder)
            let listing = try KeyTools.run("gpg", home + ["--with-colons", "--list-keys"], in: folder)
            let expected = try #require(listing.split(separator: "\n").first { $0.hasPrefix("fpr:") }).split(
                separator: ":"
            ).last
            let key = try #require(PEMText(armour).flatMap { OpenPGPKey(packets: $0.body) })
            #expect(key.fingerprint == expected.map(String.init))
            #expect(key.userID == "Release Bot <release@example.org>")
        }
    }

    /// Damaged keys are no keys, and nothing worse.
    @Test func damagedKeysAreNone() throws {
        var bytes: [UInt8] = Array("openssh-key-v1\0".utf8)
        for count in 0..<60 {
            bytes.append(UInt8(count * 37 & 0xFF))
            let body = Data(bytes).base64EncodedString()
            for label in ["OPENSSH PRIVATE KEY", "RSA PRIVATE KEY", "PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY"]
            {
                #expect(PrivateKeyReader.read("-----BEGIN \(label)-----\n\(body)\n-----END \(label)-----")?.key == nil)
            }
            #expect(CertificateReading(der: bytes) == nil)
            #expect(OpenPGPKey(packets: bytes) == nil)
        }
    }
}
