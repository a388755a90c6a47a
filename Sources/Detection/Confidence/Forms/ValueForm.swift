/// Recognises forms that values of another kind than secrets have.
enum ValueForm {
    /// 8-4-4-4-12 hexadecimal digits, perhaps in braces.
    static func isUUID(_ text: WindowText) -> Bool {
        var start = text.start
        var end = text.end
        if text[start] == UInt8(ascii: "{"), text[end - 1] == UInt8(ascii: "}") { (start, end) = (start + 1, end - 1) }
        guard end - start == 36 else { return false }
        for index in 0..<36 {
            let byte = text[start + index]
            let isHyphen = index == 8 || index == 13 || index == 18 || index == 23
            guard isHyphen ? byte == UInt8(ascii: "-") : ByteClass.isHex(byte) else { return false }
        }
        return true
    }

    /// Hexadecimal digits in the length of a digest: MD5, SHA-1, SHA-2.
    static func isHash(_ shape: ValueShape) -> Bool {
        guard shape.hex == shape.count, shape.digits < shape.count else { return false }
        switch shape.count {
        case 32, 40, 56, 64, 96, 128: return true
        default: return false
        }
    }

    /// `sha512-…`, `sha256:…`, `hmac-sha256:…`: a digest that says so.
    static func isIntegrity(_ text: WindowText) -> Bool {
        text.has("sha1-", at: text.start) || text.has("sha256", at: text.start) || text.has("sha384", at: text.start)
            || text.has("sha512", at: text.start) || text.has("md5:", at: text.start)
            || text.has("sha1:", at: text.start) || text.has("hmac-sha", at: text.start)
    }

    /// SubjectPublicKeyInfo in base64 (RSA, elliptic curves, Ed25519), OpenSSH's and OpenPGP's public keys.
    static func isPublicKey(_ text: WindowText) -> Bool {
        guard text.end - text.start >= 20 else { return false }
        if begins(text, with: "openpgp4fpr:") { return true }
        // A few bytes of the header tell, also where documentation cuts the rest off.
        if text[text.start] == UInt8(ascii: "M") { return publicKeyBeginnings.contains { begins(text, with: $0) } }
        guard text.end - text.start >= 40 else { return false }
        switch text[text.start] {
        case UInt8(ascii: "s"), UInt8(ascii: "e"):
            return text.has("ssh-rsa aaaa", at: text.start) || text.has("ssh-ed25519 aaaa", at: text.start)
                || text.has("ecdsa-sha2-nist", at: text.start)
        // A point of P-256, as VAPID tells it to browsers.
        case UInt8(ascii: "B"):
            return text.end - text.start == 87 && (UInt8(ascii: "A")...UInt8(ascii: "P")).contains(text[text.start + 1])
        case UInt8(ascii: "A"):
            return openSSHBeginnings.contains { begins(text, with: $0) }
        // 42 bytes of minisign, which begin with the algorithm.
        case UInt8(ascii: "R"): return begins(text, with: "RWQ") && text.end - text.start == 56
        case UInt8(ascii: "m"): return openPGPBeginnings.contains { begins(text, with: $0) }
        // A recipient of age; an address of Ethereum.
        case UInt8(ascii: "a"): return begins(text, with: "age1") && text.end - text.start == 62
        case UInt8(ascii: "0"):
            return begins(text, with: "0x") && text.end - text.start == 42
                && (text.start + 2..<text.end).allSatisfy { ByteClass.isHex(text[$0]) }
        default: return false
        }
    }

    private static let publicKeyBeginnings: [StaticString] = [
        "MIGdMA0GCSqGSIb3DQEB", "MFkwEwYHKoZIzj0CAQYI", "MHYwEAYHKoZIzj0CAQYF", "MIGbMBAGByqGSM49AgEG", "MCowBQYDK2Vw",
        "MIGfMA0GCSqGSIb3DQEB",
        "MIIBIjANBgkqhkiG9w0B", "MIICIjANBgkqhkiG9w0B", "MIIBojANBgkqhkiG9w0B", "MFwwDQYJKoZIhvcNAQEB",
    ]

    /// The length and the name of the kind: ssh-rsa and ssh-dss, ssh-ed25519, ecdsa-sha2-…, sk-… (RFC 4253, PROTOCOL.u2f).
    private static let openSSHBeginnings: [StaticString] = [
        "AAAAB3NzaC1", "AAAAC3NzaC1lZDI1NTE5", "AAAAE2VjZHNhLXNoYTIt", "AAAAGnNrLXNzaC1", "AAAAInNrLWVjZHNh",
    ]

    /// A packet with a public key of 1024, 2048 or 4096 bits or of Ed25519, version 4 (RFC 9580).
    private static let openPGPBeginnings: [StaticString] = [
        "mQENB", "mQINB", "mQGNB", "mQGiB", "mDMEX", "mDMEY", "mDMEZ",
    ]

    private static func begins(_ text: WindowText, with word: StaticString) -> Bool {
        (0..<word.utf8CodeUnitCount).allSatisfy { text[text.start + $0] == word.utf8Start[$0] }
    }

    static func isURL(_ text: WindowText) -> Bool {
        var index = text.start
        // `url=https://…` among the arguments of a module
        if text.has("url=http", at: index) { index += 4 }
        if isHosted(text) { return true }
        while ByteClass.isAlphanumeric(text[index]) || text[index] == UInt8(ascii: "+")
            || text[index] == UInt8(ascii: "-")
        { index += 1 }
        if text[index] == UInt8(ascii: ":"), index > text.start + 1 {
            return text[index + 1] == UInt8(ascii: "/") || text.has("http", at: index + 1)
                || text.has("urn:", at: text.start) || text.has("mailto:", at: text.start)
        }
        return text.has("www.", at: text.start)
    }

    /// `github.com/owner/name`: what begins with the name of a host and goes on with a path.
    private static func isHosted(_ text: WindowText) -> Bool {
        var slash = text.start
        while ByteClass.isName(text[slash]) || text[slash] == UInt8(ascii: ".") { slash += 1 }
        guard text[slash] == UInt8(ascii: "/"), slash - text.start > 5 else { return false }
        let ends: [StaticString] = [".com", ".org", ".net", ".io", ".dev", ".in"]
        return ends.contains { text.has($0, at: slash - $0.utf8CodeUnitCount) }
    }

    /// `2024-01-31`, `12:30:00`, `1.2.3`: digits and separators; `name-1.2.3`: a version.
    static func isDatelike(_ text: WindowText, _ shape: ValueShape) -> Bool {
        if endsInVersion(text, shape) || isPluginVersion(text) { return true }
        guard shape.digits >= 3, shape.letters <= 2,
            shape.hyphens + shape.dots + shape.slashes >= 2
                || (shape.punctuation >= 2 && text[text.start + 2] == UInt8(ascii: ":"))
        else { return false }
        return shape.digits + shape.letters + shape.punctuation + shape.blanks == shape.count
            && shape.punctuation * 2 <= shape.digits + 1
    }

    /// `173.v6a_077a_291eb_5`: versions of Jenkins' plugins, a number and the commit.
    static func isPluginVersion(_ text: WindowText) -> Bool {
        var index = text.start
        while ByteClass.isDigit(text[index]) || text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: "-") {
            index += 1
        }
        guard index > text.start, text[index] == UInt8(ascii: "v"), text[index - 1] == UInt8(ascii: ".") else {
            return false
        }
        return text.end - index >= 8
            && (index + 1..<text.end).allSatisfy { ByteClass.isHex(text[$0]) || text[$0] == UInt8(ascii: "_") }
    }

    /// `-Dpassword=`: what stands before a value on a command line.
    static func isSwitch(_ text: WindowText) -> Bool {
        text[text.start] == UInt8(ascii: "-") && text[text.end - 1] == UInt8(ascii: "=")
            && (text.start + 1..<text.end - 1).allSatisfy { ByteClass.isName(text[$0]) || "-.".utf8.contains(text[$0]) }
    }

    /// `GHSA-8mxv-9xhp-86h4`, `CVE-2024-12345`: where a leak is described.
    static func isAdvisory(_ text: WindowText) -> Bool {
        text.has("ghsa-", at: text.start) && text.end - text.start == 19
            || text.has("cve-", at: text.start) && ByteClass.isDigit(text[text.start + 4])
    }

    /// `@gist-client-secret-v3`: a secret by the name under which it is stored.
    static func isStoredName(_ text: WindowText) -> Bool {
        guard text[text.start] == UInt8(ascii: "@") else { return false }
        let rest = text.start + 1..<text.end
        return rest.count { text[$0] == UInt8(ascii: "-") } >= 2
            && rest.allSatisfy {
                ByteClass.isLower(text[$0]) || ByteClass.isDigit(text[$0]) || text[$0] == UInt8(ascii: "-")
            }
    }

    /// `2024-01-25T15:28:58.995Z`.
    static func isTime(_ text: WindowText) -> Bool {
        let form: StaticString = "0000-00-00t00:00"
        guard text.end - text.start >= form.utf8CodeUnitCount else { return false }
        return (0..<form.utf8CodeUnitCount).allSatisfy { offset in
            let (wanted, byte) = (form.utf8Start[offset], text[text.start + offset])
            return wanted == UInt8(ascii: "0") ? ByteClass.isDigit(byte) : byte | 0x20 == wanted | 0x20
        }
    }

    /// `crypto/x509`, `golang.org/x/crypto`: small letters between slashes, as packages are called.
    static func isImportPath(_ text: WindowText) -> Bool {
        let span = text.start..<text.end
        let digits = span.count { ByteClass.isDigit(text[$0]) }
        guard span.contains(where: { text[$0] == UInt8(ascii: "/") }), ByteClass.isLower(text[text.start]), digits <= 4
        else { return false }
        return span.allSatisfy {
            ByteClass.isLower(text[$0]) || ByteClass.isDigit(text[$0]) && text[$0 - 1] != UInt8(ascii: "/")
                || text[$0] == UInt8(ascii: "/") && ByteClass.isLower(text[$0 + 1]) || "-_.".utf8.contains(text[$0])
        }
    }

    /// `&flow_type=pkce`: a parameter that is put behind others.
    static func isParameterPiece(_ text: WindowText) -> Bool {
        guard text[text.start] == UInt8(ascii: "&") || text[text.start] == UInt8(ascii: "?") else { return false }
        var here = text.start + 1
        while ByteClass.isName(text[here]) { here += 1 }
        return here > text.start + 2 && text[here] == UInt8(ascii: "=")
    }

    /// `1:4.8.1-1ubuntu5`: a version of a package of Debian, with its epoch.
    static func isPackageVersion(_ text: WindowText) -> Bool {
        var index = text.start
        while ByteClass.isDigit(text[index]) { index += 1 }
        guard index > text.start, index - text.start <= 2, text[index] == UInt8(ascii: ":") else { return false }
        let first = index + 1
        while ByteClass.isDigit(text[index + 1]) || text[index + 1] == UInt8(ascii: ".") { index += 1 }
        return index > first + 1 && (index + 1 >= text.end || "-+~".utf8.contains(text[index + 1]))
    }

    /// `EOS6MRyAjQq8…`, `PUB_K1_…`: public keys of EOSIO and its kin: three letters before base58.
    static func isChainPublicKey(_ text: WindowText) -> Bool {
        let count = text.end - text.start
        if count > 50, text.has("pub_k1_", at: text.start) || text.has("pub_r1_", at: text.start) { return true }
        return count == 53 && (0..<3).allSatisfy { ByteClass.isUpper(text[text.start + $0]) }
            && (3..<53).allSatisfy { ByteClass.isAlphanumeric(text[text.start + $0]) }
    }

    /// Words, then a number with dots.
    private static func endsInVersion(_ text: WindowText, _ shape: ValueShape) -> Bool {
        var index = text.end - 1
        var dots = 0
        while index > text.start, ByteClass.isDigit(text[index]) || text[index] == UInt8(ascii: ".") {
            if text[index] == UInt8(ascii: ".") { dots += 1 }
            index -= 1
        }
        guard dots >= 1, dots <= 3, text.end - index <= 12 else { return false }
        let last = text[index]
        return
            (last == UInt8(ascii: "-") || last == UInt8(ascii: "^") || last == UInt8(ascii: "~")
            || last == UInt8(ascii: "v") || last == UInt8(ascii: "=") || last == UInt8(ascii: ":"))
            && (shape.likeness.mean >= 170 || shape.letters <= 2)
    }

    /// The base64 alphabet with both cases and digits, as long as base64 of 12 bytes or more.
    static func isBase64(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard shape.count >= 16, shape.lower > 0, shape.upper > 0,
            shape.letters + shape.digits + shape.slashes + shape.base64Symbols + shape.hyphens + shape.underscores
                == shape.count
        else { return false }
        let isPadded = text[text.end - 1] == UInt8(ascii: "=")
        return isPadded || (shape.digits > 0 && shape.count >= 20 && shape.count % 4 == 0)
    }
}
