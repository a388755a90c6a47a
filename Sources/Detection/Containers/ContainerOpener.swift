internal import Model

/// Opens containers, and containers within them, and lends what they hold. Nothing is written to disk, no name is followed.
struct ContainerOpener {
    /// Takes a content's path below the outer content, parts joined with `!`, and its bytes, which are gone when it returns.
    typealias Receiver = ([UInt8], UnsafeRawBufferPointer) -> Void

    var budget: OpeningBudget
    /// Contents that were lent, or would have been if they were not known.
    var count = 0
    let members: MemberLookup?
    /// The container that is open.
    private(set) var place = Place(path: [], depth: 1)
    private let receive: Receiver

    /// Where a container stands: below what was given, within how many others.
    struct Place {
        let path: [UInt8]
        /// From 1.
        let depth: Int

        /// Between the name of a container and the name of what it holds.
        private static let separator = UInt8(ascii: "!")

        func inner(_ name: [UInt8]) -> Place {
            Place(path: path.isEmpty ? name : path + [Self.separator] + name, depth: depth + 1)
        }
    }

    /// What a compressed stream holds has no name of its own.
    private static let stream = Array("content".utf8)

    init(_ limits: OpeningLimits, members: MemberLookup?, receive: @escaping Receiver) {
        budget = OpeningBudget(limits)
        self.members = members
        self.receive = receive
    }

    mutating func open(_ content: UnsafeRawBufferPointer, as kind: ContainerKind) {
        switch kind {
        case .javaKeyStore: budget.note(.keyStore, place.path, KeyStore.describeJava(content))
        case .pkcs12: budget.note(.keyStore, place.path, KeyStore.pkcs12)
        case .keePass: budget.note(.keyStore, place.path, KeyStore.keePass)
        case .gnuPGKey: budget.note(.keyStore, place.path, KeyStore.describeGnuPG(content))
        case .pgpSecretKey: lend(Array("private-key".utf8), PGPArmour.armoured(content))
        case .derKey:
            if let key = DERPrivateKey(content) { lend(Array("private-key".utf8), key.pem(of: content)) }
        case .macaroon: lend(Array("macaroon".utf8), Macaroon.setting(of: content))
        case .ansibleVault: budget.note(.vault, place.path, KeyStore.ansibleVault)
        case .sqlite: openDatabase(content)
        case .pdf:
            let text = PDFText(content).text(&budget)
            if !text.isEmpty { lend(Array("text".utf8), text) }
        case .zlib: openStream(content)
        case .pack: openPack(content)
        case .gzip where openGzip(content): break
        case .zip: openZip(content)
        default: openArchive(content, as: kind)
        }
    }

    /// Lends one content, and what it holds if it is a container itself.
    mutating func lend(_ name: [UInt8], _ content: UnsafeRawBufferPointer) {
        count += 1
        let inner = place.inner(name)
        guard let kind = ContainerKind(content) else { return receive(inner.path, content) }
        if kind.isStore { receive(inner.path, content) }
        guard !budget.isExhausted else { return }
        guard place.depth < budget.limits.depth else {
            budget.note(
                .limitHit, inner.path,
                "containers are nested deeper than \(budget.limits.depth); unpack it by hand and scan that")
            return receive(inner.path, content)
        }
        let outer = place
        place = inner
        open(content, as: kind)
        place = outer
    }

    mutating func lend(_ name: [UInt8], _ content: [UInt8]) {
        content.withUnsafeBytes { lend(name, $0) }
    }

    /// Lends a member of an archive: of parts of documents the text.
    mutating func lendFile(_ name: [UInt8], _ content: UnsafeRawBufferPointer, of kind: ContainerKind) {
        guard kind == .zip, DocumentText.isPart(name) else { return lend(name, content) }
        let text = DocumentText.text(of: content)
        guard budget.take(bytes: text.count) else { return }
        lend(name, text)
    }

    /// - Parameter skipping: entries that are not asked for any more.
    mutating func openArchive(_ content: UnsafeRawBufferPointer, as kind: ContainerKind, skipping: Int = 0) {
        let known = count
        var damage: (count: Int, first: [UInt8])?
        defer { if let damage { noteDamage(kind, damage.first, count: damage.count) } }
        do {
            let holdsArchive =
                kind.isStream && ArchiveReader.streamHoldsArchive(content, kind: kind, deadline: budget.deadline)
            var archive = try ArchiveReader(content, kind: kind, holdsArchive: holdsArchive, deadline: budget.deadline)
            try archive.skip(skipping)
            while let (name, entry) = try archive.next(&budget) {
                let name = archive.isStream ? Self.stream : name
                let whole = place.inner(name).path
                switch entry {
                case .content(let bytes):
                    bytes.withUnsafeBytes { lendFile(name, $0, of: kind) }
                case .cut(let bytes):
                    budget.note(
                        .limitHit, whole,
                        "only the first \(bytes.count >> 20) MiB were read; unpack it by hand and scan that")
                    lend(name, bytes)
                case .damaged(let bytes):
                    damage = (count: (damage?.count ?? 0) + 1, first: damage?.first ?? whole)
                    if bytes.isEmpty, kind == .gzip, count == known { lendCut(content) } else { lend(name, bytes) }
                case .encrypted:
                    budget.note(.encrypted, whole, "it is encrypted and was not read; decrypt it and scan that")
                case .bomb:
                    budget.note(
                        .limitHit, whole,
                        "it unpacks to more than \(budget.limits.ratio) times its size and was given up; unpack it by hand"
                    )
                }
                if budget.isExhausted { return }
            }
        } catch .stopped {
            budget.noteTime()
        } catch {
            noteDamage(kind, place.path)
            if kind == .gzip, count == known { lendCut(content) }
        }
    }

    /// The beginning of a gzip stream that was cut within its first blocks.
    private mutating func lendCut(_ content: UnsafeRawBufferPointer) {
        let bytes = CutGzip.content(of: content, limit: min(Self.cutBlock, budget.limits.entryBytes))
        if !bytes.isEmpty, budget.take(bytes: bytes.count) { lend(Self.stream, bytes) }
    }

    /// What libarchive keeps to itself where it cannot fill it.
    private static let cutBlock = 64 << 10

    /// - Parameter count: entries that are damaged, of which `path` is the first: one note says so of all.
    private mutating func noteDamage(_ kind: ContainerKind, _ path: [UInt8], count: Int = 1) {
        // Three bytes are no proof that it ever was one.
        if kind == .compress || kind == .lzma { return }
        // What stands in it as plain bytes is scanned all the same.
        if kind.isPlainBytes {
            budget.note(
                .binary, path, "it cannot be opened as the \(kind) it seems to be, and was scanned as plain bytes")
        } else if count > 1 {
            budget.note(
                .damagedContainer, path,
                "this and \(count - 1) more entries of a \(kind) container cannot be read to their ends; test it with "
                    + "its own program")
        } else {
            budget.note(
                .damagedContainer, path,
                "it begins like a \(kind) container and cannot be read to its end; test it with its own program")
        }
    }

    private mutating func openStream(_ content: UnsafeRawBufferPointer) {
        guard let zlib = ZlibStream() else { return }
        let limit = max(1, budget.greatestSize(unpackedFrom: content.count, atMost: budget.limits.entryBytes))
        switch zlib.inflate(content, expected: content.count * 4, limit: limit) {
        case .content(let bytes, _):
            if budget.take(bytes: bytes.count) { lend(Self.stream, bytes) }
        case .tooLarge:
            budget.note(.limitHit, place.path, "a zlib stream unpacks to more than the limits allow; unpack it by hand")
        // Two bytes are no proof that it ever was one.
        case .damaged: break
        }
    }

    /// - Returns: false where the stream is not sound, or so large that it must be read bit by bit.
    private mutating func openGzip(_ content: UnsafeRawBufferPointer) -> Bool {
        let limit = budget.greatestSize(unpackedFrom: content.count, atMost: Self.gzipAtOnce)
        guard let zlib = ZlibStream(), let bytes = zlib.gunzip(content, limit: limit), budget.take(bytes: bytes.count)
        else { return false }
        bytes.withUnsafeBytes { unpacked in
            // `a.tar.gz!file` says enough; the tar between has no name.
            if ContainerKind(unpacked) == .tar {
                openArchive(unpacked, as: .tar)
            } else if unpacked.count <= budget.limits.entryBytes {
                lend(Self.stream, unpacked)
            } else {
                budget.note(
                    .limitHit, place.path,
                    "only the first \(budget.limits.entryBytes >> 20) MiB were read; unpack it by hand and scan that")
                lend(Self.stream, UnsafeRawBufferPointer(rebasing: unpacked[..<budget.limits.entryBytes]))
            }
        }
        return true
    }

    /// Bytes that are unpacked in one go.
    private static let gzipAtOnce = 128 << 20

    private mutating func openPack(_ content: UnsafeRawBufferPointer) {
        guard var pack = PackStream(content) else { return noteDamage(.pack, place.path) }
        // Objects are lent when the pack is through: a container in one needs the budget that reading holds.
        var found: [ContainedContent] = []
        do {
            let missing = try pack.read(&budget) { found.append($0) }
            if missing > 0 {
                budget.note(
                    .missingObject, place.path,
                    "\(missing) objects of the pack build on objects that are elsewhere; scan the repository it comes from"
                )
            }
        } catch .stopped {
        } catch {
            noteDamage(.pack, place.path)
        }
        for object in found { lend(object.name, object.bytes) }
    }

    private mutating func openDatabase(_ content: UnsafeRawBufferPointer) {
        guard let database = SQLiteTables(content) else { return noteDamage(.sqlite, place.path) }
        var found: [ContainedContent] = []
        let isWhole = database.read(&budget) { found.append($0) }
        for table in found where !table.bytes.isEmpty { lend(table.name, table.bytes) }
        if !isWhole { noteDamage(.sqlite, place.path) }
    }
}

/// Something that a container holds, copied out of it.
struct ContainedContent {
    let name: [UInt8]
    let bytes: [UInt8]
}

extension ContainerKind {
    /// One compressed content, whatever it is.
    var isStream: Bool {
        switch self {
        case .gzip, .bzip2, .xz, .zstd, .lz4, .lzma, .compress: true
        default: false
        }
    }

    /// Whether it is scanned as it stands too: what was deleted from a database is still in its file.
    var isStore: Bool {
        switch self {
        case .sqlite, .pdf, .javaKeyStore, .pkcs12, .keePass, .gnuPGKey, .ansibleVault, .zlib: true
        default: false
        }
    }
}
