internal import Detection
internal import Model
internal import Repositories

/// Reads commits and tags: their links for the history, their texts for credentials. One worker's own.
final class MessageScanVisitor: ObjectVisitor {
    /// A credential in the text of a commit or tag.
    struct Found {
        /// Number in the catalog.
        let object: Int
        let carrier: Carrier
        let sighting: Sighting
    }

    /// What is asked for: links for the history, texts for credentials.
    enum Reading { case all, links, texts }

    private let context: ScanContext
    private let catalog: ObjectCatalog
    private let source: String
    private let kind: ObjectKind
    private let reading: Reading
    private var scanner: ContentScanner?
    private var builder: CommitTable.Builder
    private(set) var found: [Found] = []
    private(set) var count = 0
    private(set) var bytes: Int64 = 0
    private(set) var coverage = Coverage()

    init(_ context: ScanContext, catalog: ObjectCatalog, source: String, kind: ObjectKind, _ reading: Reading = .all) {
        self.context = context
        self.catalog = catalog
        builder = CommitTable.Builder(catalog)
        self.source = source
        self.kind = kind
        self.reading = reading
        scanner = reading == .links ? nil : try? ContentScanner(context, expectsRepetition: true)
    }

    /// The links, which are not kept here any longer.
    func takeBuilder() -> CommitTable.Builder {
        defer { builder = CommitTable.Builder(catalog) }
        return builder
    }

    func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
        baseState: (any ObjectState)?
    ) -> (any ObjectState)? {
        if object.isRepeat || object.isKnown { return nil }
        if reading != .links {
            count += 1
            bytes += Int64(content.count)
        }
        if kind == .commit {
            let commit = CommitObject(content)
            if reading != .texts { builder.add(commit, number: object.number, content: content) }
            // The names of its tree and parents are none of its author's words.
            let words = UnsafeRawBufferPointer(rebasing: content[CommitObject.endOfLinks(in: content)...])
            guard scanner?.holdings(in: words).isEmpty == false else { return nil }
            scan(content, commit.message, as: .commitMessage, of: object.number)
            scan(content, commit.author, as: .commitAuthor, of: object.number)
            scan(content, commit.committer, as: .commitCommitter, of: object.number)
            scanHeaders(
                content, before: commit.message.start, without: [commit.author, commit.committer], of: object.number)
        } else {
            let tag = TagObject(content)
            if reading != .texts { builder.add(tag, id: catalog.id(of: object.number)) }
            guard scanner?.holdings(in: content).isEmpty == false else { return nil }
            scan(content, tag.message, as: .tagMessage, of: object.number)
            scan(content, tag.tagger, as: .tagger, of: object.number)
            scanHeaders(content, before: tag.message.start, without: [tag.tagger], of: object.number)
        }
        return nil
    }

    func missed(_ id: ObjectID, reason: String) {
        // Then the links were read before, and it was missed there.
        if reading == .texts { return }
        let unread = UnreadObject(reason, advice: "`git fsck` shows the damage, another clone may have the object")
        coverage.note(unread.reason, id.hex, in: source, unread.detail)
    }

    private func scan(_ content: UnsafeRawBufferPointer, _ part: ByteSpan, as carrier: Carrier, of number: Int) {
        guard !part.isEmpty else { return }
        let words = UnsafeRawBufferPointer(rebasing: content[part.start..<part.end])
        for sighting in scanner?.sightings(in: words, of: .text) ?? [] {
            found.append(Found(object: number, carrier: carrier, sighting: sighting))
        }
    }

    /// Headers that Git does not interpret (`encoding`, `gpgsig`, `mergetag`, forged ones) can hold anything.
    private func scanHeaders(
        _ content: UnsafeRawBufferPointer, before end: Int, without parts: [ByteSpan], of number: Int
    ) {
        var text = Array(content[..<end])
        for part in parts {
            for offset in part.start..<part.end { text[offset] = UInt8(ascii: " ") }
        }
        text.withUnsafeBytes { scan($0, ByteSpan(0, end), as: .objectHeader, of: number) }
    }
}
