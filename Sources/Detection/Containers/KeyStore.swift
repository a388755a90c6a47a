/// Stores whose keys are encrypted: that they are there is told, with what can be read without a password.
enum KeyStore {
    /// What coverage says of a Java keystore: `magic, version, count`, then for each entry its tag and alias
    /// (JKS as written by `sun.security.provider.JavaKeyStore`); entries have lengths only within, so the first is named.
    static func describeJava(_ content: UnsafeRawBufferPointer) -> String {
        let count = number(content, at: 8)
        guard content.count >= 18, count > 0 else { return "a Java keystore without entries" }
        let tag = number(content, at: 12)
        let length = Int(content[16]) << 8 | Int(content[17])
        let alias = content[min(18, content.count)..<min(18 + length, content.count)].prefix(64)
        let kind = tag == 1 ? "a private key" : tag == 2 ? "a certificate" : "a secret key"
        return
            "a Java keystore with \(count) entries, the first \(kind) “\(String(decoding: alias, as: UTF8.self))”: its keys are encrypted and were not read"
    }

    static let pkcs12 = "a PKCS #12 store: its keys are encrypted and were not read"
    static let keePass = "a KeePass database: what it holds is encrypted and was not read"
    static let ansibleVault = "an Ansible vault: its content is encrypted, which is as it should be"

    /// How a key begins in GnuPG's canonical form, with a passphrase and without.
    static let gnuPGKeys: [StaticString] = ["(21:protected-private-key(", "(11:private-key("]

    static func describeGnuPG(_ content: UnsafeRawBufferPointer) -> String {
        content.starts(with: "(11:".utf8)
            ? "a private key of GnuPG that no passphrase protects: its numbers are binary and were not read"
            : "a private key of GnuPG: it is encrypted and was not read"
    }

    private static func number(_ content: UnsafeRawBufferPointer, at offset: Int) -> Int {
        guard offset + 4 <= content.count else { return 0 }
        return (0..<4).reduce(0) { $0 << 8 | Int(content[offset + $1]) }
    }
}
