import CArchive
import Model
import TestRepositories
import TestValues
import Testing

@testable import Detection

@Suite struct ContainerTests {
    typealias Opened = (contents: [String: [UInt8]], notes: [OpeningNote])

    static func open(_ content: [UInt8], limits: OpeningLimits = OpeningLimits()) throws -> Opened {
        try content.withUnsafeBytes { bytes in
            let kind = try #require(ContainerKind(bytes))
            var contents: [String: [UInt8]] = [:]
            let opening = ContainerOpening(bytes, as: kind, limits: limits) {
                contents[String(decoding: $0, as: UTF8.self)] = Array($1)
            }
            return (contents, opening.notes)
        }
    }

    static let text = Array("TOKEN=something\n".utf8)
    private static let one = [("folder/a.env", text)]

    @Test(arguments: [
        ("zip", ARCHIVE_FORMAT_ZIP), ("tar", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED), ("ustar", ARCHIVE_FORMAT_TAR_USTAR),
        ("7z", ARCHIVE_FORMAT_7ZIP), ("cpio", ARCHIVE_FORMAT_CPIO_SVR4_NOCRC), ("iso", ARCHIVE_FORMAT_ISO9660),
    ])
    func archivesAreOpened(_ name: String, _ format: Int32) throws {
        let opened = try Self.open(TestContainers.archive(format, Self.one))
        #expect(opened.contents.count == 1 && opened.contents.first?.value == Self.text, "\(name)")
        #expect(
            opened.contents.keys.first?.lowercased() == "folder/a.env" && opened.notes.isEmpty, "\(name): \(opened)")
    }

    /// Usual archives are read without libarchive, and whatever is not usual or is damaged by it, from there on.
    @Test func zipArchivesAreReadByTheirDirectory() throws {
        let long = Array(String(repeating: "a line that packs well\n", count: 9000).utf8)
        let files = [("a.env", Self.text), ("folder/long.txt", long), ("empty", []), ("z.env", Self.text)]
        let zip = TestContainers.archive(ARCHIVE_FORMAT_ZIP, files)
        func members(_ content: [UInt8]) -> [String]? {
            content.withUnsafeBytes {
                ZipArchive($0, limits: OpeningLimits())?.members.map { String(decoding: $0.name, as: UTF8.self) }
            }
        }
        #expect(members(zip) == files.map(\.0))
        let expected = Dictionary(uniqueKeysWithValues: files)
        #expect(try Self.open(zip).contents == expected)
        // Behind a script its offsets are wrong, which libarchive mends.
        let script = Array("#!/bin/sh\nexec java -jar $0\n".utf8)
        #expect(members(script + zip) == nil)
        #expect(try Self.open(script + zip).contents == expected)
        // What stands behind the archive is no part of it.
        #expect(members(zip + [0]) == nil)
        // A byte of the second content: what comes before and behind it is read all the same, and the damage is told.
        let place = try #require(zip.indices.first { zip[$0...].starts(with: "folder/long.txt".utf8) }) + 60
        var damaged = zip
        damaged[place] ^= 0x55
        #expect(members(damaged) != nil)
        let opened = try Self.open(damaged)
        #expect(
            opened.contents["a.env"] == Self.text && opened.contents["z.env"] == Self.text
                && opened.contents["empty"] == [])
        #expect(opened.contents["folder/long.txt"] != long)
        #expect(
            opened.notes.map(\.reason) == [.damagedContainer]
                && opened.notes.first?.path == Array("folder/long.txt".utf8))
    }

    /// Of damaged directories none is believed further than it goes.
    @Test func damagedZipDirectoriesDoNoHarm() throws {
        let zip = TestContainers.archive(ARCHIVE_FORMAT_ZIP, [("a.env", Self.text), ("b.env", Self.text)])
        for index in zip.indices {
            for bits in [0x01, 0x80, 0xFF] as [UInt8] {
                var damaged = zip
                damaged[index] ^= bits
                damaged.withUnsafeBytes { bytes in
                    guard let archive = ZipArchive(bytes, limits: OpeningLimits()), var unpacker = ZipUnpacker() else {
                        return
                    }
                    for member in archive.members where member.isFile { _ = unpacker.content(of: member) }
                }
            }
            _ = zip[..<index].withUnsafeBytes { ZipArchive($0, limits: OpeningLimits()) }
        }
    }

    @Test func staticLibrariesAreOpened() throws {
        let opened = try Self.open(
            Array("!<arch>\na.env/          0           0     0     100644  16        `\n".utf8) + Self.text)
        #expect(opened.contents == ["a.env": Self.text] && opened.notes.isEmpty)
    }

    @Test(arguments: [
        ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_BZIP2, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD, ARCHIVE_FILTER_LZ4,
    ])
    func compressedTarsAreOpened(_ filter: Int32) throws {
        let opened = try Self.open(TestContainers.archive(ARCHIVE_FORMAT_TAR_USTAR, filter: filter, Self.one))
        #expect(opened.contents == ["folder/a.env": Self.text] && opened.notes.isEmpty)
    }

    @Test(arguments: [ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_BZIP2, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD])
    func compressedFilesAreOpened(_ filter: Int32) throws {
        let opened = try Self.open(TestContainers.archive(ARCHIVE_FORMAT_RAW, filter: filter, [("", Self.text)]))
        #expect(opened.contents == ["content": Self.text] && opened.notes.isEmpty)
    }

    @Test func streamsOfSeveralPartsAreReadWhole() throws {
        #expect(try Self.open(TestContainers.zlib(Self.text)).contents == ["content": Self.text])
        #expect(
            try Self.open(TestContainers.gzip(Self.text) + TestContainers.gzip(Self.text)).contents == [
                "content": Self.text + Self.text
            ])
    }

    /// `docker save`: a tar of tars and JSON. A jar in a layer is opened too.
    @Test func imageArchivesAreOpened() throws {
        let jar = TestContainers.archive(ARCHIVE_FORMAT_ZIP, [("conf/app.properties", Self.text)])
        let layer = TestContainers.archive(
            ARCHIVE_FORMAT_TAR_USTAR, filter: ARCHIVE_FILTER_GZIP, [("app/app.jar", jar), ("etc/env", Self.text)])
        let image = TestContainers.archive(
            ARCHIVE_FORMAT_TAR_USTAR,
            [("manifest.json", Array("[{}]".utf8)), ("blobs/sha256/ab", layer), ("config.json", Self.text)])
        #expect(
            Set(try Self.open(image).contents.keys)
                == [
                    "manifest.json", "blobs/sha256/ab!app/app.jar!conf/app.properties", "blobs/sha256/ab!etc/env",
                    "config.json",
                ])
    }

    /// What stands before an archive does not hide it: self-extracting programs, jars with a start script.
    @Test func archivesBehindAScriptAreOpened() throws {
        let zip = TestContainers.archive(ARCHIVE_FORMAT_ZIP, Self.one)
        #expect(try Self.open(Array("#!/bin/sh\nexec java -jar $0\n".utf8) + zip).contents["folder/a.env"] == Self.text)
    }

    // MARK: Stores and documents

    @Test func databasesAreRead() throws {
        let word = MadeUp.text("{word}")
        let database = TestContainers.database(
            "CREATE TABLE settings (name TEXT, value)",
            "INSERT INTO settings VALUES ('password', '\(word)'), ('n', 12)",
            "CREATE TABLE \"odd \"\"name\" (a)", "INSERT INTO \"odd \"\"name\" VALUES (x'414243')",
            "CREATE VIEW v AS SELECT * FROM settings")
        let opened = try Self.open(database)
        #expect(opened.contents["settings"] == Array("name = password\nvalue = \(word)\nname = n\nvalue = 12\n".utf8))
        #expect(
            opened.contents["odd \"name"] == Array("a = ABC\n".utf8) && opened.contents.count == 2
                && opened.notes.isEmpty)
    }

    /// A schema must not make us compute without end.
    @Test func hostileDatabasesDoNoHarm() throws {
        var damaged = TestContainers.database("CREATE TABLE t (a)", "INSERT INTO t VALUES (zeroblob(9000))")
        for place in stride(from: 4096, to: damaged.count, by: 7) { damaged[place] ^= 0x55 }
        let opened = try Self.open(damaged)
        #expect(opened.notes.allSatisfy { !$0.reason.isGap })
        let walled = TestContainers.database(
            "CREATE TABLE t (a, b GENERATED ALWAYS AS (hex(zeroblob(400000000))))", "INSERT INTO t(a) VALUES (1)")
        _ = try Self.open(walled)
    }

    @Test func drawnTextIsRead() throws {
        let drawn = Array(
            "BT /F1 12 Tf (TOKEN=some) Tj 0 -14 Td [(th) -20 (ing)] TJ T* <4142> Tj (a\\(b\\)\\101) ' ET".utf8)
        let opened = try Self.open(TestContainers.pdf([TestContainers.zlib(drawn), drawn]))
        let text = "TOKEN=some\nthing\nAB\na(b)A\n"
        #expect(opened.contents["text"].map { String(decoding: $0, as: UTF8.self) } == text + text)
    }

    /// Pixels have brackets by the thousand, and nothing that anybody reads.
    @Test(arguments: [
        ("/Type /XObject /Subtype /Image", false), ("/Subtype/Image/Width 9", false), ("/Length1 700", false),
        ("/Subtype /ImageMask", true), ("/ProcSet [/PDF /Image /ImageB]", true), ("/Subtype /Form", true), ("", true),
    ])
    func streamsOfDocumentsAreReadIfTheyShowText(_ dictionary: String, _ isRead: Bool) throws {
        let packed = TestContainers.zlib(Array("BT (TOKEN=something) Tj ET".utf8))
        let document =
            Array("%PDF-1.4\n1 0 obj <</Subtype /Image>> endobj 2 0 obj <<\(dictionary) /Length 9>>\nstream\n".utf8)
            + packed + Array("\nendstream endobj\n%%EOF\n".utf8)
        #expect(try Self.open(document).contents["text"] == (isRead ? Self.text : nil))
    }

    @Test func storesOfKeysAreNamed() throws {
        let java: [UInt8] =
            [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 4] + Array("main".utf8) + [0, 0, 0, 0]
        #expect(
            try Self.open(java).notes.map(\.reason) == [.keyStore]
                && Self.open(java).notes.first?.detail.contains("“main”") == true)
        let pfx: [UInt8] = [0x30, 0x82, 9, 9, 2, 1, 3, 0x30, 0x82] + [UInt8](repeating: 7, count: 40)
        #expect(try Self.open(pfx).notes.map(\.reason) == [.keyStore])
        let protected = Array(
            "Created: 20240101T000000\nKey: (protected-private-key (ecc (curve Ed25519)(q #40#)))\n".utf8)
        let keyPass: [UInt8] = [0x03, 0xD9, 0xA2, 0x9A, 0x67, 0xFB, 0x4B, 0xB5] + [UInt8](repeating: 7, count: 40)
        for content in [
            keyPass, protected, Array("(21:protected-private-key(3:rsa(1:n257:".utf8),
            Array("(11:private-key(3:rsa(1:n257:".utf8),
        ] {
            #expect(try Self.open(content).notes.map(\.reason) == [.keyStore])
        }
        let vault = Array("$ANSIBLE_VAULT;1.1;AES256\n3162633234\n".utf8)
        let opened = try Self.open(vault)
        #expect(opened.notes.map(\.reason) == [.vault] && opened.contents.isEmpty)
    }

    /// What `gpg --export-secret-keys` writes is the same key as in armour; public keys and chance are none.
    @Test func secretKeysWithoutArmourAreRead() throws {
        let body: [UInt8] = [4, 1, 2, 3, 4, 22, 9] + [UInt8](repeating: 0x2B, count: 80)
        let user: [UInt8] = [0xB4, 3] + Array("ada".utf8)
        let packet = [0x94, UInt8(body.count)] + body
        let opened = try Self.open(packet + user)
        let text = String(decoding: try #require(opened.contents["private-key"]), as: UTF8.self)
        #expect(text.hasPrefix("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n"))
        let others: [[UInt8]] = [
            [0x98] + (packet + user).dropFirst(), packet.dropLast(60),
            [0x94, UInt8(body.count), 9] + (packet + user).dropFirst(3), packet + [7, 7, 7],
        ]
        for other in others {
            let kind = other.withUnsafeBytes { ContainerKind($0) }
            #expect(kind == nil)
        }
    }

    /// What `openssl pkey -outform DER` writes is the same key as in PEM; certificates and other structures are none.
    @Test func keysInDERAreReadAsPEM() throws {
        func item(_ tag: UInt8, _ body: [UInt8]) -> [UInt8] {
            let length =
                body.count < 128 ? [UInt8(body.count)] : [0x82, UInt8(body.count >> 8), UInt8(body.count & 255)]
            return [tag] + length + body
        }
        func sequence(_ items: [UInt8]...) -> [UInt8] { item(0x30, items.flatMap { $0 }) }
        let number = item(0x02, (0..<64).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 77) })
        let version = { (number: UInt8) in item(0x02, [number]) }
        let octets = item(0x04, Array(repeating: 0x5A, count: 32))
        let algorithm = sequence(item(0x06, [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]))
        let key = item(0x04, sequence(version(1), octets))
        let encryption = sequence(item(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x05, 0x0D]), sequence(octets))
        let rsa = sequence(version(0), number, number, number, number, number, number, number, number)
        let keys: [(String, [UInt8])] = [
            ("RSA PRIVATE KEY", rsa), ("DSA PRIVATE KEY", sequence(version(0), number, number, number, number, number)),
            ("EC PRIVATE KEY", sequence(version(1), octets)), ("PRIVATE KEY", sequence(version(0), algorithm, key)),
            ("PRIVATE KEY", sequence(version(1), algorithm, key)),
            ("ENCRYPTED PRIVATE KEY", sequence(encryption, octets)),
        ]
        for (label, der) in keys {
            let text = String(decoding: try #require(Self.open(der + [10]).contents["private-key"]), as: UTF8.self)
            #expect(text.hasPrefix("-----BEGIN \(label)-----\n") && text.hasSuffix("-----END \(label)-----\n"))
            let body = Array(text.split(separator: "\n").dropFirst().dropLast().joined().utf8)
            #expect(Base64Text.decode(body) == der)
        }
        let others = [
            sequence(sequence(version(2), number), algorithm, octets), sequence(version(0), number, number),
            sequence(version(0), algorithm, octets), sequence(version(0), item(0x02, [0xC3]), number),
            sequence(version(2), number, number, number, number), Array(rsa.dropLast(8)), rsa + rsa,
        ]
        for other in others {
            #expect(other.withUnsafeBytes { ContainerKind($0) } == nil)
        }
        for length in rsa.indices { _ = rsa[..<length].withUnsafeBytes { ContainerKind($0) } }
    }

    /// Noise that begins like a stream is not opened over and over.
    @Test func noiseIsNoContainer() throws {
        for start: [UInt8] in [[0x1F, 0x9D, 0x90], [0x78, 0x9C], [0x28, 0xB5, 0x2F, 0xFD]] {
            let opened = try Self.open(start + [UInt8](repeating: 0xA5, count: 500))
            #expect(opened.notes.allSatisfy { $0.reason == .damagedContainer } && opened.contents.count <= 1)
        }
    }

    // MARK: Limits

    static func gaps(_ opened: Opened) -> [Coverage.Reason] { opened.notes.map(\.reason) }

    @Test func containersTooDeepAreAGap() throws {
        var content = Self.text
        for _ in 0..<100 { content = TestContainers.gzip(content) }
        let opened = try Self.open(content)
        #expect(Self.gaps(opened) == [.limitHit] && opened.contents.count == 1)
    }

    @Test(arguments: [ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_BZIP2, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD])
    func compressedBombsAreGivenUp(_ filter: Int32) throws {
        let bomb = TestContainers.archive(
            ARCHIVE_FORMAT_RAW, filter: filter, [("", [UInt8](repeating: 0, count: 40 << 20))])
        let opened = try Self.open(bomb)
        #expect(Self.gaps(opened) == [.limitHit], "\(bomb.count): \(opened.notes)")
    }

    /// Libarchive unpacks what it skips. A folder that claims 8 GB of zeros costs a limit, not minutes.
    @Test func skippingIsLimitedToo() throws {
        var header = TestContainers.archive(ARCHIVE_FORMAT_TAR_USTAR, [("x", [])])[..<512].map { $0 }
        header.replaceSubrange(124..<136, with: Array("77777777777\0".utf8))
        header[156] = UInt8(ascii: "5")
        header.replaceSubrange(148..<156, with: Array("        ".utf8))
        let sum = header.reduce(0) { $0 + Int($1) }
        let digits = String(sum, radix: 8)
        header.replaceSubrange(
            148..<156, with: Array((String(repeating: "0", count: 6 - digits.count) + digits + "\0 ").utf8))
        let zeros = TestContainers.archive(
            ARCHIVE_FORMAT_RAW, filter: ARCHIVE_FILTER_ZSTD, [("", [UInt8](repeating: 0, count: 32 << 20))])
        let start = TestContainers.archive(ARCHIVE_FORMAT_RAW, filter: ARCHIVE_FILTER_ZSTD, [("", header)])
        var limits = OpeningLimits()
        limits.seconds = 0.2
        let bomb = start + (0..<200).flatMap { _ in zeros }
        #expect(Self.gaps(try Self.open(bomb, limits: limits)) == [.limitHit])
    }

    /// Zeros are no empty tar: what follows them counts.
    @Test func zerosBeforeContentsHideNothing() throws {
        let content = [UInt8](repeating: 0, count: 4096) + Self.text
        for filter in [ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_XZ] {
            let opened = try Self.open(TestContainers.archive(ARCHIVE_FORMAT_RAW, filter: filter, [("", content)]))
            #expect(opened.contents == ["content": content])
            let two =
                TestContainers.archive(ARCHIVE_FORMAT_TAR_USTAR, [("a", Self.text)])
                + TestContainers.archive(ARCHIVE_FORMAT_TAR_USTAR, [("b", Self.text)])
            #expect(
                try Set(
                    Self.open(TestContainers.archive(ARCHIVE_FORMAT_RAW, filter: filter, [("", two)])).contents.keys)
                    == ["a", "b"])
        }
    }

    @Test func zipBombsAreGivenUp() throws {
        let zeros = [UInt8](repeating: 0, count: 20 << 20)
        let opened = try Self.open(
            TestContainers.archive(ARCHIVE_FORMAT_ZIP, [("a", zeros), ("b", zeros), ("c.env", Self.text)]))
        #expect(Self.gaps(opened).allSatisfy { $0 == .limitHit } && !opened.notes.isEmpty)
        #expect(opened.contents["c.env"] == Self.text, "what stands beside a bomb is read")
    }

    @Test func theWholeIsLimited() throws {
        var limits = OpeningLimits()
        limits.bytes = 100_000
        let files = (0..<50).map { ("f\($0)", [UInt8](repeating: UInt8(ascii: "a"), count: 9_000)) }
        #expect(
            Self.gaps(try Self.open(TestContainers.archive(ARCHIVE_FORMAT_TAR_USTAR, files), limits: limits)) == [
                .limitHit
            ])
        limits = OpeningLimits()
        limits.entries = 7
        let opened = try Self.open(TestContainers.archive(ARCHIVE_FORMAT_ZIP, files), limits: limits)
        #expect(Self.gaps(opened) == [.limitHit] && opened.contents.count == 7)
        limits = OpeningLimits()
        limits.entryBytes = 300_000
        let large = TestContainers.archive(
            ARCHIVE_FORMAT_ZIP, [("large", (0..<900_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) })])
        let cut = try Self.open(large, limits: limits)
        #expect(Self.gaps(cut) == [.limitHit] && (cut.contents["large"]?.count ?? 0) >= 300_000)
    }

    /// Names are told as they are; nobody follows them.
    @Test func namesThatLeadOutAreToldAsTheyAre() throws {
        let names = ["/etc/passwd", "../../up", "a/../../b", "C:\\x", "a!b", "line\nfeed"]
        let opened = try Self.open(TestContainers.archive(ARCHIVE_FORMAT_TAR_USTAR, names.map { ($0, Self.text) }))
        #expect(Set(opened.contents.keys) == Set(names) && opened.notes.isEmpty)
    }

    @Test func damageIsToldAndTheRestIsRead() throws {
        var tokens = TestTokens(seed: 4)
        let files = (0..<20).map { ("f\($0).env", Array("number \($0) \(tokens.base62(9000))\n".utf8)) }
        let tar = TestContainers.archive(ARCHIVE_FORMAT_TAR_USTAR, filter: ARCHIVE_FILTER_GZIP, files)
        let opened = try Self.open(Array(tar[..<(tar.count / 2)]))
        #expect(Set(Self.gaps(opened)) == [.damagedContainer] && !opened.contents.isEmpty)
        #expect(
            try Self.open([0x1F, 0x8B, 8, 0] + [UInt8](repeating: 0x55, count: 99)).notes.map(\.reason) == [
                .damagedContainer
            ])
        #expect(
            try Self.open(Array("PK\u{03}\u{04}".utf8) + [UInt8](repeating: 0x55, count: 99)).notes.map(\.reason) == [
                .damagedContainer
            ])
    }

    /// The first block of a stream that was cut within it.
    @Test func cutStreamsGiveWhatTheyHave() throws {
        var tokens = TestTokens(seed: 5)
        let text = Array("key: \(tokens.base62(40))\n\(tokens.base62(20_000))".utf8)
        let whole = TestContainers.gzip(text)
        let opened = try Self.open(Array(whole[..<(whole.count / 2)]))
        #expect(Set(Self.gaps(opened)) == [.damagedContainer])
        let content = try #require(opened.contents.values.first)
        #expect(content.count > 5_000 && text.starts(with: content))
        let tar = TestContainers.archive(
            ARCHIVE_FORMAT_TAR_USTAR, filter: ARCHIVE_FILTER_GZIP,
            [("a.env", text), ("b", Array(tokens.base62(20_000).utf8))])
        let files = try Self.open(Array(tar[..<(tar.count * 3 / 4)]))
        #expect(files.contents.values.contains(text))
    }

    /// Any cut and any changed byte: no crash, and what comes out is bounded.
    @Test func mutationsDoNoHarm() throws {
        var tokens = TestTokens(seed: 3)
        let sound = [
            TestContainers.archive(ARCHIVE_FORMAT_ZIP, Self.one), TestContainers.archive(ARCHIVE_FORMAT_7ZIP, Self.one),
            TestContainers.archive(ARCHIVE_FORMAT_TAR_USTAR, filter: ARCHIVE_FILTER_XZ, Self.one),
            TestContainers.archive(ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, Self.one),
            TestContainers.database("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)"),
            TestContainers.pdf([TestContainers.zlib(Array("BT (a) Tj ET".utf8))]), TestContainers.gzip(Self.text),
            Array("PACK\0\0\0\u{02}\0\0\0\u{02}".utf8) + [0x30 | 8] + TestContainers.zlib(Array("12345678".utf8)) + [
                0x65, 0x0B,
            ] + TestContainers.zlib([8, 5, 0x90, 5]),
        ]
        for content in sound {
            for _ in 0..<60 {
                var mutated = content
                for _ in 0...tokens.number(below: 4) {
                    mutated[6 + tokens.number(below: mutated.count - 6)] = UInt8(tokens.number(below: 256))
                }
                if tokens.number(below: 3) == 0 { mutated.removeLast(tokens.number(below: mutated.count - 30)) }
                mutated.withUnsafeBytes { bytes in
                    guard let kind = ContainerKind(bytes) else { return }
                    let opening = ContainerOpening(bytes, as: kind, limits: OpeningLimits()) { _, _ in }
                    #expect(opening.notes.count <= 20)
                }
            }
        }
    }

    @Test func packsAreOpened() throws {
        let pack =
            Array("PACK\0\0\0\u{02}\0\0\0\u{02}".utf8) + [0x30 | 8] + TestContainers.zlib(Array("12345678".utf8))
            + [0x65, UInt8(1 + TestContainers.zlib(Array("12345678".utf8)).count)]
            + TestContainers.zlib([8, 5, 0x90, 5])
        #expect(try Self.open(pack).contents == ["blob 1": Array("12345678".utf8), "blob 2": Array("12345".utf8)])
    }
}
