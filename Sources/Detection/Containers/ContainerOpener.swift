internal import Model

/// Opens containers, and containers within them, and lends what they hold. Nothing is written to disk, no name is followed.
struct ContainerOpener {
    var budget: OpeningBudget
    var notes: [OpeningNote] { budget.notes }
    /// Contents that were lent, or would have been if they were not known.
    var count = 0
    /// Whose keys members are hashed with, and who remembers them.
    var memory: (keys: CleanLines, members: any MemberMemory)?

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

    init(_ limits: OpeningLimits) { budget = OpeningBudget(limits) }

    /// - Parameter body: called with each content's path below the outer content, parts joined with `!`.
    mutating func open(
        _ content: UnsafeRawBufferPointer, as kind: ContainerKind, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        open(content, as: kind, in: Place(path: [], depth: 1), body)
    }

    private mutating func open(
        _ content: UnsafeRawBufferPointer, as kind: ContainerKind, in place: Place,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        switch kind {
        case .javaKeyStore: budget.note(.keyStore, place.path, KeyStore.describeJava(content))
        case .pkcs12: budget.note(.keyStore, place.path, KeyStore.pkcs12)
        case .ansibleVault: budget.note(.vault, place.path, KeyStore.ansibleVault)
        case .sqlite: openDatabase(content, in: place, body)
        case .pdf:
            let text = PDFText(content).text(&budget)
            if !text.isEmpty { text.withUnsafeBytes { lend(Array("text".utf8), $0, in: place, body) } }
        case .zlib: openStream(content, in: place, body)
        case .pack: openPack(content, in: place, body)
        case .gzip where openGzip(content, in: place, body): break
        case .zip: openZip(content, in: place, body)
        default: openArchive(content, as: kind, in: place, body)
        }
    }

    /// Lends one content, and what it holds if it is a container itself.
    mutating func lend(
        _ name: [UInt8], _ content: UnsafeRawBufferPointer, in place: Place,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        count += 1
        let inner = place.inner(name)
        guard let kind = ContainerKind(content) else { return body(inner.path, content) }
        if kind.isStore { body(inner.path, content) }
        guard !budget.isExhausted else { return }
        guard place.depth < budget.limits.depth else {
            budget.note(
                .limitHit, inner.path,
                "containers are nested deeper than \(budget.limits.depth); unpack it by hand and scan that")
            return body(inner.path, content)
        }
        open(content, as: kind, in: inner, body)
    }

    mutating func lendFile(
        _ name: [UInt8], _ content: UnsafeRawBufferPointer, of kind: ContainerKind, in place: Place,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        guard kind == .zip, DocumentText.isPart(name) else {
            return lend(name, content, in: place, body)
        }
        let text = DocumentText.text(of: content)
        guard budget.take(bytes: text.count) else { return }
        text.withUnsafeBytes { lend(name, $0, in: place, body) }
    }

    /// - Parameter skipping: entries that are not asked for any more.
    mutating func openArchive(
        _ content: UnsafeRawBufferPointer, as kind: ContainerKind, in place: Place, skipping: Int = 0,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
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
                    bytes.withUnsafeBytes { lendFile(name, $0, of: kind, in: place, body) }
                case .cut(let bytes):
                    budget.note(
                        .limitHit, whole,
                        "only the first \(bytes.count >> 20) MiB were read; unpack it by hand and scan that")
                    bytes.withUnsafeBytes { lend(name, $0, in: place, body) }
                case .damaged(let bytes):
                    noteDamage(kind, whole)
                    bytes.withUnsafeBytes { lend(name, $0, in: place, body) }
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
        }
    }

    private mutating func noteDamage(_ kind: ContainerKind, _ path: [UInt8]) {
        // Three bytes are no proof that it ever was one.
        if kind == .compress || kind == .lzma { return }
        // What stands in it as plain bytes is scanned all the same.
        if kind.isPlainBytes {
            budget.note(
                .binary, path, "it cannot be opened as the \(kind) it seems to be, and was scanned as plain bytes")
        } else {
            budget.note(
                .damagedContainer, path,
                "it begins like a \(kind) container and cannot be read to its end; test it with its own program")
        }
    }

    private mutating func openStream(
        _ content: UnsafeRawBufferPointer, in place: Place, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        guard let zlib = ZlibStream() else { return }
        let limit = max(
            1,
            min(
                budget.limits.entryBytes, budget.bytesLeft,
                max(budget.limits.ratioFloor, content.count * budget.limits.ratio)))
        switch zlib.inflate(content, expected: content.count * 4, limit: limit) {
        case .content(let bytes, _):
            if budget.take(bytes: bytes.count) {
                bytes.withUnsafeBytes { lend(Self.stream, $0, in: place, body) }
            }
        case .tooLarge:
            budget.note(.limitHit, place.path, "a zlib stream unpacks to more than the limits allow; unpack it by hand")
        // Two bytes are no proof that it ever was one.
        case .damaged: break
        }
    }

    /// - Returns: false where the stream is not sound, or so large that it must be read bit by bit.
    private mutating func openGzip(
        _ content: UnsafeRawBufferPointer, in place: Place, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) -> Bool {
        let limit = max(
            0,
            min(Self.gzipAtOnce, budget.bytesLeft, max(budget.limits.ratioFloor, content.count * budget.limits.ratio)))
        guard let zlib = ZlibStream(), let bytes = zlib.gunzip(content, limit: limit), budget.take(bytes: bytes.count)
        else { return false }
        bytes.withUnsafeBytes { unpacked in
            // `a.tar.gz!file` says enough; the tar between has no name.
            if ContainerKind(unpacked) == .tar {
                openArchive(unpacked, as: .tar, in: place, body)
            } else if unpacked.count <= budget.limits.entryBytes {
                lend(Self.stream, unpacked, in: place, body)
            } else {
                budget.note(
                    .limitHit, place.path,
                    "only the first \(budget.limits.entryBytes >> 20) MiB were read; unpack it by hand and scan that")
                lend(
                    Self.stream, UnsafeRawBufferPointer(rebasing: unpacked[..<budget.limits.entryBytes]), in: place,
                    body)
            }
        }
        return true
    }

    /// Bytes that are unpacked in one go.
    private static let gzipAtOnce = 128 << 20

    private mutating func openPack(
        _ content: UnsafeRawBufferPointer, in place: Place, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        guard var pack = PackStream(content) else { return noteDamage(.pack, place.path) }
        // Objects are lent when the pack is through: a container in one needs the budget that reading holds.
        var found: [(name: [UInt8], content: [UInt8])] = []
        do {
            let missing = try pack.read(&budget) { found.append(($0, Array($1))) }
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
        for object in found { object.content.withUnsafeBytes { lend(object.name, $0, in: place, body) } }
    }

    private mutating func openDatabase(
        _ content: UnsafeRawBufferPointer, in place: Place, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        guard let database = SQLiteTables(content) else { return noteDamage(.sqlite, place.path) }
        var found: [(name: [UInt8], content: [UInt8])] = []
        let isWhole = database.read(&budget) { found.append(($0, Array($1))) }
        for table in found where !table.content.isEmpty {
            table.content.withUnsafeBytes { lend(table.name, $0, in: place, body) }
        }
        if !isWhole { noteDamage(.sqlite, place.path) }
    }
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
        case .sqlite, .pdf, .javaKeyStore, .pkcs12, .ansibleVault, .zlib: true
        default: false
        }
    }
}
