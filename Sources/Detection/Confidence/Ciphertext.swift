/// Values that hold a secret under another key: no use without that key.
enum Ciphertext {
    static func isCiphertext(_ text: WindowText) -> Bool {
        let start = text.start
        switch text.folded(start) {
        case UInt8(ascii: "e"):
            return text.has("enc(", at: start) || text.has("enc[", at: start) || text.has("enc:", at: start)
                || text.has("encrypted:", at: start) || text.has("encrypted[", at: start)
        case UInt8(ascii: "a"):
            // A key of AES that Windows wraps with one of RSA (SIMPLEBLOB), as IIS keeps it in its settings.
            return text.has("aqicah", at: start) || text.has("aqecah", at: start)
                || text.has("aqiaaa5maaaapaaa", at: start) || isSealed(text)
        // What AWS KMS has encrypted: `kms:region=us-east-1:AQECAH…`.
        case UInt8(ascii: "k"): return text.has("kms:", at: start)
        case UInt8(ascii: "g"): return text.has("gaaaaab", at: start)
        case UInt8(ascii: "v"): return text.has("vault:v", at: start)
        case UInt8(ascii: "$"): return text.has("$ansible_vault", at: start) || isPasswordHash(text)
        case UInt8(ascii: "p"): return text.has("pbkdf2", at: start)
        case UInt8(ascii: "s"):
            return text.has("sha1$", at: start) || text.has("sha256$", at: start) || text.has("sha512$", at: start)
                || text.has("scrypt:", at: start)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return isSealedString(text)
        case UInt8(ascii: "{"):
            return text.has("{cipher}", at: start) || text.has("{ssha", at: start) || text.has("{bcrypt}", at: start)
                || text.has("{sha", at: start) || isSealedByMaven(text)
        default: return false
        }
    }

    /// `2.<iv>|<data>|<mac>` of Bitwarden: the type of encryption and what it made, in base64 (`EncString`).
    private static func isSealedString(_ text: WindowText) -> Bool {
        guard text[text.start + 1] == UInt8(ascii: "."), text.end - text.start > 8 else { return false }
        var bars = 0
        for index in (text.start + 2)..<text.end {
            let byte = text[index]
            if byte == UInt8(ascii: "|") { bars += 1 }
            guard
                ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "+")
                    || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
            else { return false }
        }
        return text.end - text.start > 40 ? bars > 0 && bars <= 3 : bars == 2
    }

    /// A value of a SealedSecret: base64 that begins with how long the encrypted session key is, 512 bytes in two bytes
    /// (sealed-secrets, `pkg/crypto`: `HybridEncrypt`). One of 65,000 random values begins so.
    private static func isSealed(_ text: WindowText) -> Bool {
        let start = text.start
        guard text.end - start >= 24, text[start] == UInt8(ascii: "A"), text[start + 1] == UInt8(ascii: "g"),
            (UInt8(ascii: "A")...UInt8(ascii: "D")).contains(text[start + 2])
        else { return false }
        return (start..<text.end).allSatisfy {
            ByteClass.isAlphanumeric(text[$0])
                || [UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "=")].contains(text[$0])
        }
    }

    /// `{COQLCE6DU6GtcS5P=}`: base64 in braces, as `mvn --encrypt-password` prints it.
    private static func isSealedByMaven(_ text: WindowText) -> Bool {
        let (first, last) = (text.start + 1, text.end - 1)
        guard last - first >= 16, text[last] == UInt8(ascii: "}"), text[last - 1] == UInt8(ascii: "=") else {
            return false
        }
        return (first..<last).allSatisfy {
            ByteClass.isAlphanumeric(text[$0]) || "+/=".utf8.contains(text[$0])
        }
    }

    /// `$2a$…`, `$6$…`, `$argon2id$…`: crypt(5).
    private static func isPasswordHash(_ text: WindowText) -> Bool {
        var index = text.start + 1
        while index < text.start + 12, ByteClass.isAlphanumeric(text[index]) { index += 1 }
        return index > text.start + 1 && text[index] == UInt8(ascii: "$") && text.end - text.start > 20
    }
}
