/// What a content that holds other contents is, by its first bytes.
package enum ContainerKind: Sendable, CaseIterable {
    case zip, sevenZip, tar, cpio, ar, iso, rpm
    /// Compressed streams, often of a tar.
    case gzip, bzip2, xz, zstd, lz4, lzma, compress, zlib
    case sqlite, pdf
    /// Git's packs and bundles of them.
    case pack
    case javaKeyStore, pkcs12, keePass
    /// A file of GnuPG's `private-keys-v1.d` whose key is not written as text.
    case gnuPGKey
    /// A secret key of OpenPGP without armour, which is read as what it is in armour.
    case pgpSecretKey
    /// A private key in DER, which is read as what it is in PEM.
    case derKey
    /// A macaroon of version 2, as LND keeps them.
    case macaroon
    case ansibleVault

    /// Whether all that it holds stands in it as plain bytes too, so that nothing is lost where it cannot be opened.
    var isPlainBytes: Bool {
        switch self {
        case .tar, .cpio, .ar, .iso, .sqlite, .javaKeyStore, .keePass, .gnuPGKey, .ansibleVault: true
        default: false
        }
    }

    /// Kinds that their first six bytes tell.
    init?(magic bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 6 else { return nil }
        func has(_ magic: UInt8...) -> Bool { bytes.starts(with: magic) }
        switch bytes[0] {
        case 0x50 where has(0x50, 0x4B, 0x03, 0x04): self = .zip
        case 0x1F where has(0x1F, 0x8B, 0x08): self = .gzip
        case 0x1F where has(0x1F, 0x9D) && bytes[2] & 0x60 == 0 && (9...16).contains(bytes[2] & 0x1F): self = .compress
        case 0x42
        where has(0x42, 0x5A, 0x68) && (0x31...0x39).contains(bytes[3]) && bytes[4] == 0x31 && bytes[5] == 0x41:
            self = .bzip2
        case 0xFD where has(0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00): self = .xz
        case 0x28 where has(0x28, 0xB5, 0x2F, 0xFD): self = .zstd
        case 0x04 where has(0x04, 0x22, 0x4D, 0x18): self = .lz4
        case 0x37 where has(0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C): self = .sevenZip
        case 0xED where has(0xED, 0xAB, 0xEE, 0xDB): self = .rpm
        // RFC 1950: method 8, and header bytes that are a multiple of 31. The stream itself must prove it.
        case 0x78 where (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0 && bytes[1] & 0x20 == 0 && bytes[1] != 0x5E:
            self = .zlib
        default: return nil
        }
    }

    /// A few comparisons, for most contents one: this looks at every blob of a history.
    package init?(_ content: UnsafeRawBufferPointer) {
        guard content.count >= 20 else { return nil }
        if let kind = ContainerKind(magic: content) {
            self = kind
            return
        }
        func has(_ text: StaticString, at offset: Int = 0) -> Bool {
            offset >= 0 && text.utf8CodeUnitCount + offset <= content.count
                && (0..<text.utf8CodeUnitCount).allSatisfy { content[offset + $0] == text.utf8Start[$0] }
        }
        switch content[0] {
        case UInt8(ascii: "%") where has("%PDF-"): self = .pdf
        case UInt8(ascii: "!") where has("!<arch>\n"): self = .ar
        case UInt8(ascii: "0") where has("070701") || has("070702") || has("070707"): self = .cpio
        case UInt8(ascii: "S") where has("SQLite format 3\0"): self = .sqlite
        case UInt8(ascii: "P") where has("PACK\0\0\0"): self = .pack
        case UInt8(ascii: "#") where has("# v2 git bundle\n") || has("# v3 git bundle\n"): self = .pack
        case UInt8(ascii: "$") where has("$ANSIBLE_VAULT;"): self = .ansibleVault
        case 0xFE where content[1] == 0xED && content[2] == 0xFE && content[3] == 0xED: self = .javaKeyStore
        case 0xCE where content[1] == 0xCE && content[2] == 0xCE && content[3] == 0xCE: self = .javaKeyStore
        // KDB of KeePass 1, KDBX of KeePass 2 and its first drafts.
        case 0x03
        where content[1] == 0xD9 && content[2] == 0xA2 && content[3] == 0x9A && (0x65...0x67).contains(content[4])
            && content[5] == 0xFB && content[6] == 0x4B && content[7] == 0xB5:
            self = .keePass
        case UInt8(ascii: "(") where KeyStore.gnuPGKeys.contains { has($0) }: self = .gnuPGKey
        case UInt8(ascii: "K") where has("Key: (protected-private-key "): self = .gnuPGKey
        case UInt8(ascii: "C") where has("Created: ") && has("\nKey: (protected-private-key ", at: 24): self = .gnuPGKey
        case 0x94...0x96 where PGPArmour.isWhole(content), 0xC5 where PGPArmour.isWhole(content): self = .pgpSecretKey
        case 0x30 where Self.isPKCS12(content): self = .pkcs12
        case 0x30 where DERPrivateKey(content) != nil: self = .derKey
        case 0x02 where Macaroon.isWhole(content): self = .macaroon
        case 0x5D where Self.isLZMA(content): self = .lzma
        default:
            if content.count >= 512, has("ustar", at: 257) {
                self = .tar
            } else if content.count >= 32_774, content[0] == 0 || content[0] == 0x45, has("CD001", at: 32_769) {
                self = .iso
            } else if has("PK\u{05}\u{06}", at: content.count - 22), content.count > 22 {
                // Something stands before the archive: a program that unpacks itself, a script that starts the jar.
                self = .zip
            } else {
                return nil
            }
        }
    }

    /// LZMA as it was before xz: properties, a dictionary's size, the content's size or -1, and a first byte that is 0.
    private static func isLZMA(_ content: UnsafeRawBufferPointer) -> Bool {
        guard content[1] == 0, content[2] == 0, content[4] == 0 || content[3] == 0, content[13] == 0 else {
            return false
        }
        return content[5..<13].allSatisfy { $0 == 0xFF } || content[10..<13].allSatisfy { $0 == 0 }
    }

    /// PFX ::= SEQUENCE { version INTEGER (3), authSafe SEQUENCE … } (RFC 7292).
    private static func isPKCS12(_ content: UnsafeRawBufferPointer) -> Bool {
        var position = 2
        if content[1] >= 0x80 { position += Int(content[1] & 0x7F) }
        guard content[1] <= 0x84, position + 4 <= content.count else { return false }
        return content[position] == 2 && content[position + 1] == 1 && content[position + 2] == 3
            && content[position + 3] == 0x30
    }
}
