internal import Model

/// Opens containers, and containers within them, and lends what they hold. Nothing is written to disk, no name is followed.
struct ContainerOpener {
    private var budget: OpeningBudget
    var notes: [OpeningNote] { budget.notes }
    /// Contents that were lent, or would have been if they were not known.
    private(set) var count = 0
    /// Whose keys members are hashed with, and who remembers them.
    var memory: (keys: CleanLines, members: any MemberMemory)?

    /// Between the name of a container and the name of what it holds.
    static let separator = UInt8(ascii: "!")
    /// What a compressed stream holds has no name of its own.
    private static let stream = Array("content".utf8)

    init(_ limits: OpeningLimits) { budget = OpeningBudget(limits) }

    /// - Parameter body: called with each content's path below the outer content, parts joined with `!`.
    mutating func open(
        _ content: UnsafeRawBufferPointer, as kind: ContainerKind, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        open(content, as: kind, path: [], depth: 1, body)
    }

    private mutating func open(
        _ content: UnsafeRawBufferPointer, as kind: ContainerKind, path: [UInt8], depth: Int,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        switch kind {
        case .javaKeyStore: budget.note(.keyStore, path, KeyStore.describeJava(content))
        case .pkcs12: budget.note(.keyStore, path, KeyStore.pkcs12)
        case .ansibleVault: budget.note(.vault, path, KeyStore.ansibleVault)
        case .sqlite: openDatabase(content, path: path, depth: depth, body)
        case .pdf:
            let text = PDFText(content).text(&budget)
            if !text.isEmpty { text.withUnsafeBytes { lend(Array("text".utf8), $0, path: path, depth: depth, body) } }
        case .zlib: openStream(content, path: path, depth: depth, body)
        case .pack: openPack(content, path: path, depth: depth, body)
        case .gzip where openGzip(content, path: path, depth: depth, body): break
        case .zip: openZip(content, path: path, depth: depth, body)
        default: openArchive(content, as: kind, path: path, depth: depth, body)
        }
    }

    /// Lends one content, and what it holds if it is a container itself.
    private mutating func lend(
        _ name: [UInt8], _ content: UnsafeRawBufferPointer, path: [UInt8], depth: Int,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        count += 1
        let path = path.isEmpty ? name : path + [Self.separator] + name
        guard let kind = ContainerKind(content) else { return body(path, content) }
        if kind.isStore { body(path, content) }
        guard !budget.isExhausted else { return }
        guard depth < budget.limits.depth else {
            budget.note(
                .limitHit, path,
                "containers are nested deeper than \(budget.limits.depth); unpack it by hand and scan that")
            return body(path, content)
        }
        open(content, as: kind, path: path, depth: depth + 1, body)
    }

    /// From the first member on that libdeflate cannot unpack libarchive reads: it gives what is left of damaged ones.
    private mutating func openZip(
        _ content: UnsafeRawBufferPointer, path: [UInt8], depth: Int, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        guard let archive = ZipArchive(content, limits: budget.limits), var unpacker = ZipUnpacker() else {
            return openArchive(content, as: .zip, path: path, depth: depth, body)
        }
        var workbook = workbook(in: archive, &unpacker)
        for (number, member) in archive.members.enumerated() {
            guard member.isFile else {
                if budget.takeEntry() { continue } else { return }
            }
            // Nothing is unpacked for nobody.
            if member.size > budget.bytesLeft {
                _ = budget.take(bytes: member.size)
                return
            }
            // Of parts of documents the name decides how they are read.
            let isSheet = workbook != nil && Spreadsheet.isSheet(member.name)
            let key =
                isSheet || DocumentText.isPart(member.name)
                ? nil : memory.map { MemberKey(member, $0.keys.hash(member.packed)) }
            if let key, let memory, memory.members.takes(key) {
                // It counts as if it had been unpacked, or what is read of an archive would depend on others.
                guard budget.takeEntry(), budget.take(bytes: member.size) else { return }
                count += 1
                continue
            }
            guard let bytes = unpacker.content(of: member) else {
                if let workbook { lendRest(of: workbook, path: path, depth: depth, body) }
                return openArchive(content, as: .zip, path: path, depth: depth, skipping: number, body)
            }
            guard budget.takeEntry(), budget.take(bytes: bytes.count) else { return }
            if workbook != nil, member.name.elementsEqual(Spreadsheet.stringsName.utf8) { continue }
            if isSheet, let (text, isWhole) = workbook?.text(ofSheet: bytes) {
                if !isWhole { budget.note(.limitHit, path, "a sheet shows more text than the limits allow; scan it as CSV") }
                guard budget.take(bytes: text.count) else { return }
                text.withUnsafeBytes { lend(member.name, $0, path: path, depth: depth, body) }
                continue
            }
            lendFile(member.name, bytes, of: .zip, path: path, depth: depth, body)
            if budget.isExhausted { return }
            // Only what holds nothing else: the rest may run into limits, and depends on what was read before.
            if let key, let memory, ContainerKind(bytes) == nil { memory.members.lent(key) }
        }
        if let workbook { lendRest(of: workbook, path: path, depth: depth, body) }
    }

    /// The texts that a workbook's sheets refer to; nil for other archives, and where those texts cannot be read.
    private func workbook(in archive: ZipArchive, _ unpacker: inout ZipUnpacker) -> Spreadsheet? {
        guard archive.members.contains(where: { Spreadsheet.isSheet($0.name) }) else { return nil }
        var xml: UnsafeRawBufferPointer?
        if let strings = archive.members.first(where: { $0.name.elementsEqual(Spreadsheet.stringsName.utf8) }) {
            guard strings.size <= budget.bytesLeft, let content = unpacker.content(of: strings) else { return nil }
            xml = content
        }
        return Spreadsheet(strings: xml, greatestText: budget.limits.entryBytes)
    }

    /// Texts that stand in no sheet are read all the same.
    private mutating func lendRest(
        of workbook: Spreadsheet, path: [UInt8], depth: Int, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        let text = workbook.rest
        guard !text.isEmpty, !budget.isExhausted, budget.take(bytes: text.count) else { return }
        text.withUnsafeBytes { lend(Array(Spreadsheet.stringsName.utf8), $0, path: path, depth: depth, body) }
    }

    private mutating func lendFile(
        _ name: [UInt8], _ content: UnsafeRawBufferPointer, of kind: ContainerKind, path: [UInt8], depth: Int,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        guard kind == .zip, DocumentText.isPart(name) else {
            return lend(name, content, path: path, depth: depth, body)
        }
        let text = DocumentText.text(of: content)
        guard budget.take(bytes: text.count) else { return }
        text.withUnsafeBytes { lend(name, $0, path: path, depth: depth, body) }
    }

    /// - Parameter skipping: entries that are not asked for any more.
    private mutating func openArchive(
        _ content: UnsafeRawBufferPointer, as kind: ContainerKind, path: [UInt8], depth: Int, skipping: Int = 0,
        _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        do {
            let holdsArchive =
                kind.isStream && ArchiveReader.streamHoldsArchive(content, kind: kind, deadline: budget.deadline)
            var archive = try ArchiveReader(content, kind: kind, holdsArchive: holdsArchive, deadline: budget.deadline)
            try archive.skip(skipping)
            while let (name, entry) = try archive.next(&budget) {
                let name = archive.isStream ? Self.stream : name
                let whole = path.isEmpty ? name : path + [Self.separator] + name
                switch entry {
                case .content(let bytes):
                    bytes.withUnsafeBytes { lendFile(name, $0, of: kind, path: path, depth: depth, body) }
                case .cut(let bytes):
                    budget.note(
                        .limitHit, whole,
                        "only the first \(bytes.count >> 20) MiB were read; unpack it by hand and scan that")
                    bytes.withUnsafeBytes { lend(name, $0, path: path, depth: depth, body) }
                case .damaged(let bytes):
                    noteDamage(kind, whole)
                    bytes.withUnsafeBytes { lend(name, $0, path: path, depth: depth, body) }
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
            noteDamage(kind, path)
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
        _ content: UnsafeRawBufferPointer, path: [UInt8], depth: Int, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
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
                bytes.withUnsafeBytes { lend(Self.stream, $0, path: path, depth: depth, body) }
            }
        case .tooLarge:
            budget.note(.limitHit, path, "a zlib stream unpacks to more than the limits allow; unpack it by hand")
        // Two bytes are no proof that it ever was one.
        case .damaged: break
        }
    }

    /// - Returns: false where the stream is not sound, or so large that it must be read bit by bit.
    private mutating func openGzip(
        _ content: UnsafeRawBufferPointer, path: [UInt8], depth: Int, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) -> Bool {
        let limit = max(
            0,
            min(Self.gzipAtOnce, budget.bytesLeft, max(budget.limits.ratioFloor, content.count * budget.limits.ratio)))
        guard let zlib = ZlibStream(), let bytes = zlib.gunzip(content, limit: limit), budget.take(bytes: bytes.count)
        else { return false }
        bytes.withUnsafeBytes { unpacked in
            // `a.tar.gz!file` says enough; the tar between has no name.
            if ContainerKind(unpacked) == .tar {
                openArchive(unpacked, as: .tar, path: path, depth: depth, body)
            } else if unpacked.count <= budget.limits.entryBytes {
                lend(Self.stream, unpacked, path: path, depth: depth, body)
            } else {
                budget.note(
                    .limitHit, path,
                    "only the first \(budget.limits.entryBytes >> 20) MiB were read; unpack it by hand and scan that")
                lend(
                    Self.stream, UnsafeRawBufferPointer(rebasing: unpacked[..<budget.limits.entryBytes]), path: path,
                    depth: depth, body)
            }
        }
        return true
    }

    /// Bytes that are unpacked in one go.
    private static let gzipAtOnce = 128 << 20

    private mutating func openPack(
        _ content: UnsafeRawBufferPointer, path: [UInt8], depth: Int, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        guard var pack = PackStream(content) else { return noteDamage(.pack, path) }
        // Objects are lent when the pack is through: a container in one needs the budget that reading holds.
        var found: [(name: [UInt8], content: [UInt8])] = []
        do {
            let missing = try pack.read(&budget) { found.append(($0, Array($1))) }
            if missing > 0 {
                budget.note(
                    .missingObject, path,
                    "\(missing) objects of the pack build on objects that are elsewhere; scan the repository it comes from"
                )
            }
        } catch .stopped {
        } catch {
            noteDamage(.pack, path)
        }
        for object in found { object.content.withUnsafeBytes { lend(object.name, $0, path: path, depth: depth, body) } }
    }

    private mutating func openDatabase(
        _ content: UnsafeRawBufferPointer, path: [UInt8], depth: Int, _ body: ([UInt8], UnsafeRawBufferPointer) -> Void
    ) {
        guard let database = SQLiteTables(content) else { return noteDamage(.sqlite, path) }
        var found: [(name: [UInt8], content: [UInt8])] = []
        let isWhole = database.read(&budget) { found.append(($0, Array($1))) }
        for table in found where !table.content.isEmpty {
            table.content.withUnsafeBytes { lend(table.name, $0, path: path, depth: depth, body) }
        }
        if !isWhole { noteDamage(.sqlite, path) }
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
